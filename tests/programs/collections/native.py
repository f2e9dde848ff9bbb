import sys, _collections as C
from _collections import deque, defaultdict, OrderedDict, _count_elements
def tr(f):
    try: print('OK',f())
    except Exception as e: print(type(e).__name__, e)
d=deque([1,2,3]); d.append(4); d.appendleft(0); print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), d)
d.rotate(1); print(d); d.rotate(-2); print(d); d.extend('ab'); d.extendleft('xy'); print(d, d.count('a'), d.index(1), 'a' in d)
d.remove('a'); d.insert(1,'Q'); d.reverse(); print(d); d[0]=9; del d[1]; print(d, list(reversed(d)), d.maxlen)
m=deque(range(10),maxlen=3); m.append(5); print(m, m.maxlen, m+deque([1]), m*2, m.copy()); tr(lambda: m.insert(0,1))
print(deque([1,2])==deque([1,2]), deque([1])<deque([1,2]), deque()!=[], bool(deque()), sys.getsizeof(deque()), sys.getsizeof(deque(range(1000))))
for n in (0,1,63,64,65,200):
    q=deque()
    for i in range(n): q.append(i)
    print(n, sys.getsizeof(q), sys.getsizeof(deque(range(n))), end=' ')
print()
tr(lambda: deque().pop()); tr(lambda: deque([1])[5]); tr(lambda: deque([1]).remove(2)); tr(lambda: deque(maxlen=-1)); tr(lambda: deque(1)); tr(lambda: deque([1])[0:1]); tr(lambda: deque([1])+[2]); tr(lambda: hash(deque()));tr(lambda: deque(1,2,3)); tr(lambda: deque([1]).index(7)); tr(lambda: deque().append()); tr(lambda: deque(maxlen='a')); tr(lambda: deque().foo)
def it():
    d=deque([1,2])
    for x in d: d.append(1)
tr(it)
class D(deque): pass
x=D([1,2]); x.foo=1; print(x, x.foo, x.copy(), type(x.copy()))
r=deque(); r.append(r); print(r)
dd=defaultdict(list); dd['a'].append(1); dd['b']; print(dd, dd['c'], dd.default_factory, len(dd), dict(dd), sys.getsizeof(defaultdict(int)))
tr(lambda: defaultdict(1)); tr(lambda: defaultdict()['x']); print(defaultdict(int,{1:2},b=3), defaultdict(None), dd.copy()); 
e=defaultdict(lambda: 5); e[1]+=1; print(e[1], e.get(7), 7 in e)
o=OrderedDict([('a',1),('b',2),('c',3)]); print(o, len(o), list(o), list(o.items()), list(reversed(o)))
o.move_to_end('a'); print(o); o.move_to_end('c',last=False); print(o, o.popitem(), o.popitem(last=False), o); o['z']=9; o['b']=8; print(o, o.keys(), o.values(), o.items(), o=={'z':9,'b':8}, o==OrderedDict([('z',9),('b',8)]))
print(dict(o), o.copy(), OrderedDict.fromkeys('abc',0), o.pop('z'), o.pop('q',None), o.setdefault('n',4), o)
tr(lambda: o.pop('zz')); tr(lambda: OrderedDict().popitem()); tr(lambda: o.move_to_end('nope')); tr(lambda: OrderedDict(1)); tr(lambda: OrderedDict(1,2)); del o['n']; print(o); o.clear(); print(o, OrderedDict(a=1,b=2), {**OrderedDict(x=1)})
def it2():
    o=OrderedDict(a=1,b=2)
    for k in o: o['c'+k]=1
tr(it2)
for n in (0,1,5,6,11,50): print(n, sys.getsizeof(OrderedDict((i,i) for i in range(n))), end=' ')
print()
big=OrderedDict((i,i) for i in range(100))
for i in range(0,100,2): del big[i]
big.move_to_end(1); print(list(big)[:3], list(big)[-2:], big[99])
class OD(OrderedDict):
    def __setitem__(self,k,v): super().__setitem__(k,v*2)
print(OD(a=1), OD([('x',2)]))
c={}; _count_elements(c,'hello'); print(c)
