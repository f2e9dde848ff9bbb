# Python 3.12
class M(type):
    def mro(c): return [c, object]
    def __prepare__(*a, **k): return {}
class D:
    def __set_name__(self, o, n): self.n = n
    def __get__(self, i, o): return self.n
    def __set__(self, i, v): i.__dict__[self.n] = v
class C(metaclass=M):
    __slots__ = ('a', '__dict__')
    x = D()
    def __del__(self): print('del')
    def __getattr__(self, n): return n
c = C()
c.x = c.a = c
del c.__dict__
print(C.__mro__, C().b)
