import types


class A:
    def f(self, x=1):
        return self, x


a = A()
a.f = types.MethodType(lambda self, x: (self is a, x), a)
print(a.f(5), types.MethodType(len, 'abc')(), A.f(1, 2))
for arguments in [(1, 2), (len, None), (len,), (len, 1, 2)]:
    try:
        types.MethodType(*arguments)
    except TypeError as error:
        print(error)
bound = A().f
print(bound.__func__ is A.f, type(bound.__self__).__name__, bound.__name__, bound == A().f, A().f == a.f)
print(types.SimpleNamespace(a=1, b='x'), types.SimpleNamespace() == types.SimpleNamespace())
try:
    types.SimpleNamespace().missing
except AttributeError as error:
    print(error)
for make in [lambda: type(iter([]))(), lambda: type(len)(), lambda: object.__new__(int),
             lambda: object.__new__(type('L', (list,), {})), lambda: type(None)(1), lambda: type(...)() is ...,
             lambda: type({}.keys())(), lambda: type(x for x in ())(), lambda: list.__new__(dict), lambda: int.__new__(str),
             lambda: type('T\0', (), {})]:
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
