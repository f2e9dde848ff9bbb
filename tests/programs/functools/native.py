import functools
def tr(f):
    try: print("OK",f())
    except Exception as e: print(type(e).__name__, e)
from _functools import partial, reduce, cmp_to_key
p=partial(int,base=2); print(p('101'), p.func, p.args, p.keywords, p); q=partial(p,'11'); print(q(), q.args, q); tr(lambda: partial()); tr(lambda: partial(1)); 
class A:
    def __repr__(self): return 'A'
print(partial(print,A(),1,x=2)); p.foo=1; print(p.foo, p.__dict__)
print(reduce(lambda a,b:a+b,[1,2,3]), reduce(lambda a,b:a+b,[],5)); tr(lambda: reduce(lambda a,b:a,[])); tr(lambda: reduce(1)); tr(lambda: reduce(len,3)); tr(lambda: reduce(1,[1,2]))
print(sorted([3,1,2],key=cmp_to_key(lambda a,b:b-a)))
import _operator as op
print(op.itemgetter(1)([4,5]), op.itemgetter(0,1)('ab'), op.attrgetter('real')(5), op.methodcaller('upper')('a'), op.itemgetter(1), op.attrgetter('a.b','c'), op.methodcaller('f',1,x=2))
tr(lambda: op.itemgetter()); tr(lambda: op.attrgetter(1)); tr(lambda: op.methodcaller()); tr(lambda: op.itemgetter(5)([1])); tr(lambda: op.attrgetter('a.b')(1))
print(op.add(1,2), op.concat([1],[2]), op.contains([1],1), op.countOf([1,1],1), op.indexOf([1,2],2), op.length_hint([1]), op.not_(1), op.truth([]), op.neg(3), op.iadd([1],[2]), op.lt(1,2), op.index(True), op.pow(2,5), op.getitem([1],0), op.is_(1,1), op.inv(5), op.abs(-3), op.matmul)
tr(lambda: op.add(1)); tr(lambda: op.neg()); tr(lambda: op.concat(1,2)); tr(lambda: op.indexOf([1],5)); tr(lambda: op.add(1,'a')); tr(lambda: op.itemgetter(1)())
@functools.lru_cache(maxsize=2)
def square(n):
    print('computing', n)
    return n * n
print(square(2), square(3), square(2), square(4), square(2), square(3), square.cache_info())
square.cache_clear(); print(square.cache_info(), square.__wrapped__ is not square, square.cache_parameters())
@functools.lru_cache(None, typed=True)
def kind(x, *, y=0): return type(x).__name__, y
print(kind(1), kind(1.0), kind(1, y=2), kind(True), kind.cache_info()); tr(lambda: kind([]))
class T:
    @functools.lru_cache
    def m(self, x): return x + 1
t = T(); print(t.m(1), t.m(1), T.m.cache_info())
@functools.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), fib.cache_info())
