names = ['add', 'sub', 'mul', 'matmul', 'truediv', 'floordiv', 'mod', 'pow', 'lshift', 'rshift', 'and', 'xor', 'or']
signs = ['+', '-', '*', '@', '/', '//', '%', '**', '<<', '>>', '&', '^', '|']


def makes(kinds, result=None):
    space = {}
    for name in names:
        for kind in kinds:
            method = f'__{kind}{name}__'
            space[method] = lambda self, other, *rest, method=method: (type(self).__name__, method) if result is None else result
    return space


Both = type('Both', (), makes(['', 'r']))
Right = type('Right', (), makes(['r']))
InPlace = type('InPlace', (), makes(['i', '']))
Declines = type('Declines', (), makes(['', 'r', 'i'], NotImplemented))
Child = type('Child', (Both,), makes(['r']))
for sign in signs:
    row = []
    for left, right in [(Both(), 1), (1, Right()), (Both(), Child()), (Child(), Both()), (Both(), Right()), (Declines(), Right())]:
        row.append(eval(f'left {sign} right'))
    print(sign, *row)
    for left in (Both(), InPlace(), Declines(), 5):
        for right in (1.5, Right(), Declines()):
            try:
                exec(f'x = left\nx {sign}= right')
                print(x if isinstance(x, (tuple, int, float)) else type(x).__name__, end=' ')
            except Exception as error:
                print(type(error).__name__, error, end=' ')
    print()


class Ordered:
    def __lt__(self, other):
        return 'lt'
    def __le__(self, other):
        return NotImplemented
    def __eq__(self, other):
        return 'eq'


o = Ordered()
print(o < 1, 1 > o, o == 1, 1 == o, o != 1, o < o, [o] == [1], o in [1])
for use in ('o <= 1', 'o > 1', '1 < o', 'o >= o', '1 < "a"', '[] < ()', 'None < None', '{} < {}', '1j < 2'):
    try:
        print(eval(use))
    except TypeError as error:
        print(error)
print(1 < 2 < 3, 3 > 2 > 2, 1 == 1.0 == True, 1 < 2 > 1 != 0, not 1 == 2, -2 ** 2, 2 ** -1, ~5 & 3 | 8 ^ 1)
