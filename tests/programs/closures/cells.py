def counter():
    n = 0
    def up(by=1):
        nonlocal n
        n += by
        return n
    def look():
        return n
    return up, look


up, look = counter()
print(up(), up(5), look(), up.__closure__[0].cell_contents, up.__code__.co_freevars, look.__code__.co_freevars)
up.__closure__[0].cell_contents = 100
print(look())


def late():
    def f():
        return x
    try:
        f()
    except NameError as error:
        print(error)
    x = 1
    print(f())
    del x
    try:
        f()
    except NameError as error:
        print(error)
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)


late()


def nested(a):
    def b(c):
        def d(e):
            nonlocal a, c
            a, c = c, e
            return a, c, e
        return d
    return b


d = nested(1)(2)
print(d(3), d(4))


class Uses:
    x = 'class'
    def method(self):
        return __class__.__name__, x
    y = x


x = 'global'
print(Uses().method(), Uses.y)


def deleted():
    try:
        raise ValueError('v')
    except ValueError as error:
        def inner():
            return error
        print(inner())
    try:
        inner()
    except NameError as e:
        print(e)


deleted()
for wrong in ['def f():\n nonlocal q', 'nonlocal q', 'def f(a):\n global a', 'def f():\n x = 1\n global x',
              'def f():\n print(x)\n nonlocal x', 'class C:\n nonlocal z', 'def f(a, a): pass', 'def f():\n def g():\n  nonlocal h\n h']:
    try:
        compile(wrong, 'w', 'exec')
        print('fine')
    except SyntaxError as error:
        print(error.msg)
import types
cell = types.CellType(3)
print(cell.cell_contents, types.CellType() == types.CellType())
try:
    types.CellType().cell_contents
except ValueError as error:
    print(error)
