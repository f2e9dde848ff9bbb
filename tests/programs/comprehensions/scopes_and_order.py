def told(name, value):
    print(name, end=' ')
    return value


print([told('e', (x, y)) for x in told('outer', [1, 2]) if told('if', x) for y in told('inner', [3])])
print({told('k', x): told('v', -x) for x in range(2)}, {told('s', x % 2) for x in range(3)})
x = 'kept'
print([x for x in 'ab'], x, [y := 5, y], y)
functions = [lambda: i for i in range(3)]
print([f() for f in functions], [f() for f in [lambda i=i: i for i in range(3)]])


class C:
    a = [1, 2]
    b = [n * 2 for n in a]
    try:
        c = [n * len(a) for n in a]
    except NameError as error:
        print(error)
    d = list(n for n in a)


print(C.b, C.d)
print([[r * c for c in range(3)] for r in range(3)], [a for b in [[1], [2, 3]] for a in b])
g = (told('g', n) for n in told('now', range(3)))
print('made', next(g), list(g))
try:
    (n for n in 5)
except TypeError as error:
    print(error)
print([last := n for n in range(4)], last, any((hit := n) > 1 for n in range(9)), hit)
def f():
    total = 0
    return [total := total + n for n in range(5)], total
print(f(), sum(n for n in range(5) if n % 2), dict((k, v) for k, v in zip('ab', (1, 2))))
print([*range(3), *'ab'], {**{'a': 1}, 'b': 2}, [(a, *b) for a, *b in ['xyz', 'w']])
for wrong in ['[x for x in 1 if y := 2]', '[i := 0 for i in range(2)]', '[x := 1 for y in (x := [1])]', '[*x for x in y]',
              '{**x for x in y}', 'lambda: (yield)', '[(yield) for x in y]']:
    try:
        compile(wrong, 'w', 'eval')
        print('fine', wrong)
    except SyntaxError as error:
        print(error.msg)
