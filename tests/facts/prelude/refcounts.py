import sys
import functools
import itertools
import collections
import contextlib
rc = sys.getrefcount
def f1(x): return rc(x)
def f2(x): return f1(x)
def f3(x): return f2(x)
def rec(x, n): return rec(x, n - 1) if n else rc(x)
def fd(x, y=None): return rc(x)
def fa(*a): return rc(a[0])
def fat(*a): return rc(a)
def fk(**k): return rc(k["x"])
def fkt(**k): return rc(k)
def fx(x):
    y = x
    return rc(x)
def freb(x):
    x = x
    return rc(x)
def fdel(x):
    del x
def ident(x): return x
def clo(x):
    def g(): return rc(x)
    return g
def clor(x):
    def g(): return x
    return rc(x)
def _deco(f):
    def w(*a): return f(*a)
    return w
@_deco
def deco(x): return rc(x)
def gen(x):
    yield rc(x)
    yield rc(x)
async def co(x):
    return rc(x)
@contextlib.contextmanager
def cmgr(x):
    yield rc(x)
class C:
    def __init__(self, v=None): self.v = v
    def m(self): return rc(self)
    def ma(self, x): return rc(x)
    @property
    def p(self): return rc(self)
    @classmethod
    def cm(cls, x): return rc(x)
    @staticmethod
    def sm(x): return rc(x)
    def __call__(self, x): return rc(x)
    def __getitem__(self, x): return rc(x)
    def __add__(self, x): return rc(x)
    def __radd__(self, x): return rc(x)
    def __iadd__(self, x): return rc(x)
    def __neg__(self): return rc(self)
    def __eq__(self, x): return rc(x)
    def __lt__(self, x): return rc(x)
    __hash__ = object.__hash__
    def __contains__(self, x):
        self.v = rc(x)
        return True
    def __len__(self):
        self.v = rc(self)
        return 1
    def __iter__(self):
        self.v = rc(self)
        return iter(())
    def __bool__(self):
        self.v = rc(self)
        return True
    def __str__(self): return str(rc(self))
    def __enter__(self): return rc(self)
    def __exit__(self, *a): return False
class S: __slots__ = ("a",)
class GA:
    def __getattr__(self, n): return rc(self)
class GS:
    def __setattr__(self, n, v): object.__setattr__(self, "r", rc(v))
class B:
    def m(self, x): return [rc(self), rc(x)]
class D(B):
    def m(self, x): return super().m(x)
