d = dict.fromkeys('abc')
for change in ['d["z"] = 1', 'del d["a"]', 'd.clear()', 'd.pop("b", None)', 'd["a"] = 5', 'd.update(q=1)']:
    d = dict.fromkeys('abc')
    for view in (d, d.keys(), d.values(), d.items(), reversed(d)):
        try:
            for x in view:
                exec(change)
            print('fine', end=' ')
        except Exception as error:
            print(type(error).__name__, error, end=' ')
    print(d)


class Key:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return 1
    def __eq__(self, other):
        global d
        if clears:
            d.clear()
        return self.n == other.n
    def __repr__(self):
        return f'K{self.n}'


for clears in (False, True):
    d = {Key(1): 'a', Key(2): 'b'} if not clears else {Key(1): 'a'}
    for use in ['d[Key(2)]', 'd.get(Key(1))', 'Key(3) in d', 'd.pop(Key(2), 0)', 'd.setdefault(Key(4), 5)', 'd.update({Key(1): 0})']:
        try:
            print(use, eval(use), d)
        except Exception as error:
            print(use, type(error).__name__, error, d)


class Missing(dict):
    def __missing__(self, key):
        return ('missing', key)


m = Missing(a=1)
print(m['a'], m['b'], m.get('b'), 'b' in m, m)
print({1: 'a', 1.0: 'b', True: 'c'}, {0: 1, False: 2}, {(1, 2): 3}[1, 2])
for wrong in ['{[]: 1}', '{}[[]]', '{}["a"]', '{1: 2}.pop(3)', '{}.popitem()', 'dict(1)', 'dict([1])', 'dict([(1, 2, 3)])',
              'dict(a=1, **{"a": 2})', '{}.update(5)', 'dict.fromkeys(1)', '{} | 1', '{} + {}', '{} < {}', 'hash({})', '{}.get()']:
    try:
        print(eval(wrong))
    except Exception as error:
        print(wrong, '|', type(error).__name__, error)
a = {'x': 1}
b = a | {'y': 2}
a |= [('z', 3)]
print(a, b, a.keys() & b.keys(), a.items() - b.items(), list(reversed(b)), a.keys() == {'x', 'z'}, b.items() >= {('x', 1)})
