import weakref
class N:
    def __init__(self, n): self.n = n
    def __repr__(self): return 'N'
    def __hash__(self): return 5
    def m(self): return self.n
    def __int__(self): return 7
    def __index__(self): return 8
    def __float__(self): return 7.5
    def __pow__(self, o): return ('pow', o)
    def __iadd__(self, o): self.n += o; return self
    def __and__(self, o): return 'and'
    def __neg__(self): return 'neg'
a = N(1)
p = weakref.proxy(a)
print(type(p).__name__, type(p).__module__, type(p))
print(p.n, p.m(), p.__class__, isinstance(p, N))
p.n = 5
print(a.n)
p.z = 1
del p.z
print(hasattr(a, 'z'))
try: hash(p)
except TypeError as e: print(e)
try: p.nope
except AttributeError as e: print(e)
print(int(p), float(p), p ** 2, p & 1, -p, [1,2,3,4,5,6,7,8,9][p])
q = p
q += 2
print(a.n, type(q).__name__)
print(str(p), repr(p)[:14], bool(p))
del a, q
for f in (lambda: p.n, lambda: setattr(p, 'x', 1), lambda: str(p), lambda: -p, lambda: hash(p)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
def fn(): pass
print(type(weakref.proxy(fn)), weakref.proxy(fn)())
