import textwrap
from pprint import pprint, pformat, saferepr, PrettyPrinter, pp, isreadable, isrecursive
from collections import OrderedDict, Counter, defaultdict, deque, ChainMap, UserDict, namedtuple
from dataclasses import dataclass, field
import types
s = "The quick brown fox -- who, it's said, is well-known for jumping over lazy dogs... jumped again! And again."
for w in (5, 10, 20, 33, 70):
    print(textwrap.wrap(s, w))
print(textwrap.fill(s, 30, initial_indent='* ', subsequent_indent='  '))
print(textwrap.wrap(s, 12, break_long_words=False), textwrap.wrap('aaaaaaaaaa bbbbbbbbbbbbbbbb', 6), textwrap.wrap('aaaaaaaaaa-bbbb bbbb', 6, break_on_hyphens=False))
print(textwrap.shorten(s, 40), textwrap.shorten(s, 20, placeholder='...'), textwrap.wrap(s, 30, max_lines=2), textwrap.wrap('a  b\tc\n\nd', 80), textwrap.wrap('  lead', 20, drop_whitespace=False), textwrap.wrap('', 5), textwrap.fill('One. Two.\nThree', 40, fix_sentence_endings=True))
print(repr(textwrap.dedent('''
    def f():
        return 1
      # less

    end
''')), repr(textwrap.dedent('  a\n\tb')), repr(textwrap.indent('a\n\n b\nc', '> ')), repr(textwrap.indent('a\n\nb', '+', lambda l: True)))
try:
    textwrap.wrap('a', 0)
except ValueError as e:
    print(e)
@dataclass
class P:
    x: int
    name: str = 'n' * 30
    tags: list = field(default_factory=lambda: ['tag' * 6] * 5)
pprint(P(1))
pprint([P(1, 'a', []), {'k' * 20: P(2)}], width=60)
pprint({'z': [1] * 50, 'a': {'b': {'c': ['x' * 20] * 4}}, 3: (1,), (1, 2): {4, 5}}, width=40)
pprint(list(range(60)), compact=True)
pprint([['a' * 20] * 3, ('b' * 30,) * 3, {'c' * 40}, frozenset(['d' * 40, 'e' * 40])], indent=2, width=50)
pprint('word ' * 40)
pprint({'text': 'line one\nline two is longer\n' * 4}, width=40)
pprint(b'bytes here ' * 12, width=50)
pprint(bytearray(b'0123456789' * 8), width=50)
pprint(OrderedDict((c * 15, c * 20) for c in 'abc'))
pprint(defaultdict(list, {c * 15: [1] * 10 for c in 'abc'}))
pprint(Counter('abracadabra' * 3 + 'z' * 5), width=20)
pprint(deque(range(30), maxlen=40), width=30)
pprint(deque(['x' * 30] * 4))
pprint(ChainMap({'a' * 30: 1}, {'b' * 30: 2}, {'c' * 30: 3}))
pprint(UserDict({'a' * 30: 1, 'b' * 50: 2}))
pprint(types.SimpleNamespace(alpha='a' * 40, beta='b' * 40, gamma=[1, 2]))
pprint(types.MappingProxyType({'a' * 30: 1, 'b' * 50: 2}))
pprint(namedtuple('N', 'a b')('x' * 50, 'y' * 50))
x = [1, 2]
x.append(x)
print(pformat(x)[:24], isrecursive(x), isreadable(x), isreadable([1, 'a']), isreadable(int), saferepr({'b': 1, 'a': 2}))
pprint({'b': 1, 'a': {'d': 1, 'c': 2}}, sort_dicts=False)
pp({'b': 1, 'a': 2})
pprint([[[[1, [2]]]], {'a': {'b': {}}}], depth=2)
pprint({1: 'a', 'b': 2, None: 3, 2.5: 4})
pprint([1234567, 0xFFFFF, -1234567], underscore_numbers=True)
PrettyPrinter(width=20, indent=4).pprint({'key': 'value', 'other': ['one', 'two', 'three']})
class R:
    def __repr__(self):
        return 'R()'
pprint([R(), R()] * 20, width=30, compact=True)
for f in (lambda: PrettyPrinter(indent=-1), lambda: PrettyPrinter(depth=0), lambda: PrettyPrinter(width=0)):
    try:
        f()
    except ValueError as e:
        print(e)
