import inspect, functools
def f(a, b: int = 2, /, c=3, *args, d, e='x', **kw) -> str:
    """Doc.

        indented
    """
    return a
class Base:
    "Base doc"
    def m(self): "m doc"
class A(Base):
    x = 1
    def __init__(self, p, q=1): self.p = p
    def m(self): pass
    @classmethod
    def c(cls, z): pass
    @staticmethod
    def s(z): pass
    @property
    def prop(self): return 1
    async def co(self): pass
    def gen(self): yield
    def __call__(self, k): pass
for g in (f, A, A.m, A(1).m, A.c, A.s, A(1), functools.partial(f, 1, d=2), lambda x, *y: 0, functools.wraps(f)(lambda *a: 0)):
    print(inspect.signature(g))
s = inspect.signature(f)
for p in s.parameters.values():
    print(repr(p), p.kind, p.kind.description, p.default is p.empty)
print(repr(s), s.replace(return_annotation=int), s == inspect.signature(f), s.bind(1, 2, 3, 4, d=5, z=6), s.bind(1, d=1).args, s.bind(1, d=1).kwargs)
for call in (lambda: s.bind(), lambda: s.bind(1), lambda: s.bind(1, d=2, a=3), lambda: inspect.signature(lambda x: 0).bind(1, 2), lambda: inspect.signature(lambda x: 0).bind(1, x=2), lambda: inspect.signature(lambda x: 0).bind(y=1), lambda: inspect.signature(3), lambda: inspect.Parameter('1', 0)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
print(inspect.getfullargspec(f), inspect.getdoc(f), inspect.getdoc(A.m), inspect.getdoc(A))
print(inspect.isfunction(f), inspect.ismethod(A(1).m), inspect.isclass(A), inspect.isgeneratorfunction(A.gen), inspect.iscoroutinefunction(A.co), inspect.isbuiltin(print), inspect.isroutine(len), inspect.ismethoddescriptor(str.join), inspect.isdatadescriptor(A.prop), inspect.isabstract(A), inspect.isgenerator(A(1).gen()))
print([n for n, v in inspect.getmembers(A(1)) if not n.startswith('__')], inspect.getmro(A), inspect.getmodule(f).__name__, inspect.getattr_static(A, 'c').__class__.__name__)
print(inspect.getsource(A.m), inspect.getsource(f), inspect.getsource(Base), inspect.getsourcelines(A.prop.fget))
def outer():
    x = 1
    frame = inspect.currentframe()
    print(frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals)[:2], inspect.stack()[1].function, inspect.getframeinfo(frame).code_context)
    def inner(): return x
    print(inspect.getclosurevars(inner).nonlocals)
outer()
def g():
    yield 1
it = g()
print(inspect.getgeneratorstate(it)); next(it); print(inspect.getgeneratorstate(it)); it.close(); print(inspect.getgeneratorstate(it))
print(inspect.getcallargs(lambda a, b=2, *c, **d: 0, 1, 5, 6, k=7), inspect.cleandoc('  a\n    b\n      c\n'), inspect.unwrap(functools.wraps(f)(lambda: 0)) is f)
