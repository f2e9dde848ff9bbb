import sys
def f():
    x = 1
    y = [x]
    d = locals()
    print(d is locals())
    print({k: v for k, v in d.items()} if 0 else d["x"])
    return sys
print(f() is sys)
ns = {}
exec("a = 1\nb = a + 1", ns)
print(ns["b"])
print(eval("a + b", ns), eval("c", {}, {"c": 9}))
c = compile("1 + 2", "<s>", "eval")
print(eval(c), c.co_name, c.co_filename)
class M(dict):
    def __missing__(self, k): return k
print(eval("foo", {}, M()))
try:
    exec("raise ValueError('x')")
except ValueError as e:
    print(repr(e))
class A:
    z = 1
    def __getattr__(self, n): return n
a = A()
print(getattr(a, "foo"), hasattr(a, "bar"), getattr(A, "nope", 3))
setattr(A, "w", 5); print(a.w); delattr(A, "w")
print(callable(a), callable(f))
A.__name__ = "Q"; print(A, A.__qualname__)
class B: pass
