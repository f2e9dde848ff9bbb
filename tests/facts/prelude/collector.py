import gc
import sys
import types
import weakref
import collections
import functools
import itertools
import copy
import enum
import dataclasses
import contextlib
import abc
import io
import re
import array
import decimal
import datetime
import threading
import operator
import json
import pickle
import typing
import fractions
import contextvars
import inspect
import collections.abc
import random
n = 12345
s = "string"
log = []
keep = []
def f0(a=1, *, b=2): return a
class C: pass
class C1:
    def __init__(self): self.a = 1
    def m(self): return self
class S: __slots__ = ("a",)
class S2: __slots__ = ("a", "b")
class SD: __slots__ = ("a", "__dict__")
class SW: __slots__ = ("a", "__weakref__")
class E(Exception): pass
d3 = {"a": 1, "b": 2, "c": 3}
P = collections.namedtuple("P", "x y")
@dataclasses.dataclass
class DC:
    x: int
class En(enum.Enum):
    A = 1
class Ci(int): pass
class Cl(list): pass
class Cd(dict): pass
class Ct(tuple): pass
class Cs(str): pass
class Cts(tuple): __slots__ = ()
class Cis(int): __slots__ = ()
class D:
    def __init__(self, n=None): self.n = n
    def __del__(self): log.append(self.n)
class R(D):
    def __del__(self):
        log.append(self.n)
        keep.append(self)
class Cf(float): pass
class CM:
    def __init__(self, d): self.d = d
    def __enter__(self): return self
    def __exit__(self, *a): log.append("exit")
l3 = [1, 2, 3]
def g():
    yield 1
def gg():
    yield from g()
def gl():
    a = []
    b = []
    yield a
async def co(): pass
async def ag():
    yield 1
def clo():
    x = []
    def f(): return x
    return f
