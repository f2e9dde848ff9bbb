import sys
import gc
import os
import io
import re
import abc
import copy
import enum
import json
import math
import array
import types
import random
import decimal
import weakref
import datetime
import operator
import fractions
import functools
import itertools
import threading
import contextlib
import collections
import dataclasses
l3 = [1, 2, 3]
t3 = (1, 2, 3)
t5 = (1, 2, 3, 4, 5)
t10 = tuple(range(10))
d3 = {1: 1, 2: 2, 3: 3}
d4 = {"a": 1, "b": 2, "c": 3, "d": 4}
se3 = {1, 2, 3}
s1 = "abc"
s2 = "\u20acbc"
s3 = "a,b,c"
b1 = b"abc"
b3 = b"abc"
def f0(a=1): return a
def fargs(*a): return a
def fkw(**k): return k
def fboth(*a, **k): return a, k
class C0: pass
class C1:
    def __init__(self): self.a = 1
    def m(self): return self
    @classmethod
    def cm(cls): return cls
class C3:
    def __init__(self): self.a0 = 1; self.a1 = 2; self.a2 = 3
    def m(self): return self
class C10:
    def __init__(self):
        for k in ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"): setattr(self, k, 1)
class Sl0: __slots__ = ()
class Sl2: __slots__ = ("a", "b")
class Sl4: __slots__ = ("a", "b", "c", "d")
class Sl2d: __slots__ = ("a", "b", "__dict__")
class Cnone: pass
class Cint(int): pass
class Ci(int): pass
class Cstr(str): pass
class Ctuple(tuple): pass
class Ct(tuple): pass
class Clist(list): pass
class Cl(list): pass
class Cdict(dict): pass
class Cd(dict): pass
class Csub(C1): pass
class MyExc(Exception): pass
class Ex(Exception): pass
P = collections.namedtuple("P", "x y")
class Em(enum.Enum):
    A = 1
@dataclasses.dataclass
class DC:
    x: int
    y: int
Cinst = [C1() for _ in range(4100)]
cs = [C1() for _ in range(5000)]
Cs = [Csub() for _ in range(4100)]
C3i = C3()
c3 = C3()
def g0(): yield 1
def g3():
    a = 1; b = 2; c = 3
    yield a
def g10():
    a = b = c = d = e = f = g = h = i = j = 1
    yield a
def gx(x): yield x
async def co0(): pass
async def ag0(): yield 1
def fclo(x):
    def inner(): return x
    return inner
def clo(x):
    def inner(): return x
    return inner
def fr(): return sys._getframe()
def excr(): raise ValueError("x")
def excr2(): excr()
def excr3(): excr2()
def rec(k): return 0 if k == 0 else rec(k - 1)
def fib(k): return k if k < 2 else fib(k - 1) + fib(k - 2)
class CP:
    @property
    def p(self): return 1
class CG:
    def __getattr__(self, name): return 1
class CI:
    def __iter__(self): return iter((1, 2, 3))
