def gen():
    try:
        x = yield 1
        print("got", x)
        yield 2
    finally:
        print("closing")
g = gen()
print(next(g)); print(g.send(5))
print(g.gi_running, g.__name__, g.gi_frame.f_lineno, g.gi_code.co_name)
g.close()
print(g.gi_frame)
g = gen(); next(g); del g
def f(a, b=2, *c, d, e=5, **k):
    "doc"
    z = 1
    return lambda: z
print(f.__defaults__, f.__kwdefaults__, f.__doc__, f.__name__, f.__code__.co_varnames, f.__code__.co_cellvars)
h = f(1, d=2)
print(h.__closure__[0].cell_contents, h.__code__.co_freevars)
class A:
    def __init__(self): self._x = 1
    @property
    def x(self): "px"; return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
    @classmethod
    def cm(cls): return cls
    @staticmethod
    def sm(): return 3
    def m(self): pass
a = A()
a.x = 5
print(a.x)
del a.x
try:
    a.x
except AttributeError as e:
    print(e)
print(A.cm(), A.sm(), A().sm())
print(a.m == a.m, a.m is a.m, a.m.__name__, a.m.__self__ is a)
class B(A):
    def __init__(self):
        super().__init__()
        super(B, self).__init__()
b = B()
print(b._x)
def g2():
    yield from gen()
    return 3
gg = g2()
print(next(gg))
try:
    gg.throw(ValueError("boo"))
except ValueError as e:
    print("ve", e)
try:
    raise KeyError("k")
except KeyError as e:
    t = e.__traceback__
    print(t.tb_lineno, t.tb_frame.f_code.co_name)
import sys
print(repr(sys))
