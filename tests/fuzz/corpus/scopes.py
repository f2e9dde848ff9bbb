# Python 3.8 repl
import sys, gc, weakref
def f():
    x = 1
    def g():
        nonlocal x
        x += 1
        del x
        return locals()
    return g

print(f()())
sys.setrecursionlimit(60)
def r(n): return r(n + 1)

r(0)
class C: pass

c = C(); c.c = c
w = weakref.ref(c, print)
del c
gc.collect()
exec('a: int = 1; print(__annotations__)')
del sys.modules, __builtins__
print(undefined)
