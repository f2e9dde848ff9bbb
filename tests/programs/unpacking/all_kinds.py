a, b = b, c = [1, 2]
print(a, b, c)
(a, (b, *c)), d = (1, 'xyz'), 4
print(a, b, c, d)
*a, b = range(4)
print(a, b)
[a, [b, c]] = 1, {2: 'x', 3: 'y'}
print(a, b, c)
for wrong in ['a, b = 1', 'a, b = [1]', 'a, b = 1, 2, 3', '*a, b = []', 'a, *b, c = [1]', 'a, b = None', 'a, b = {1}',
              '[a] = 1, 2', 'a, b = iter("x")', 'a, (b, c) = 1, 2', '() = [1]', 'f(*1)', 'f(**1)', 'f(**{1: 2})',
              'f(a=1, **{"a": 2})', 'f(*None)', '[*1]', '{**1}', '{*1}', 'print(*{}, **[])']:
    def f(**k): return k
    try:
        exec(wrong)
        print('fine', wrong)
    except TypeError as error:
        print(type(error).__name__, error)
    except ValueError as error:
        print(type(error).__name__, error)
for wrong in ['*a = 1', '*a, *b = 1', 'a, b += 1', '(a, b): int = 1', 'f() = 1', '1 = a', 'a + b = c', 'None = 1',
              '[a, 1] = 2', 'del f()', 'del *a', 'del 1', 'for 1 in x: pass', 'with a as 1: pass', '(a for a in b) = 1',
              'x = *a', 'print(*a for a in b)', 'a := 1', '(a.b := 1)', 'f(a=1, 2)', 'f(**a, *b)', 'f(a=1, a=2)', '__debug__ = 1']:
    try:
        compile(wrong, 'w', 'exec')
        print('fine', wrong)
    except SyntaxError as error:
        print(wrong, '|', error.msg)


class Target:
    def __setitem__(self, key, value):
        print('set', key, value)
    def __setattr__(self, name, value):
        print('attr', name, value)


t = Target()
t.x, t[0], *t.rest = 'abcd'
for t.y, t[1] in [(1, 2)]:
    pass
i = 0
x = [0, 0, 0]
i, x[i] = 1, 9
print(i, x)
print(*[1], *'ab', sep='-', **{'end': '!\n'})
