# Objects as bytes, in every protocol.
import pickle, io, copyreg
from collections import namedtuple, OrderedDict, defaultdict, Counter, deque
class A:
    def __init__(self,x): self.x=x
    def __eq__(self,o): return self.__dict__==o.__dict__
class S:
    __slots__=('a','b')
class G:
    def __init__(self): self.v=1; self.f=open
    def __getstate__(self): return {'v':self.v}
    def __setstate__(self,s): self.__dict__.update(s); self.f=None
class R:
    def __init__(self,n): self.n=n
    def __reduce__(self): return (R,(self.n,))
class N(tuple):
    def __new__(cls,a,b): return super().__new__(cls,(a,b))
    def __getnewargs__(self): return tuple(self)
class L(list): pass
class D(dict): pass
P=namedtuple('P','x y')
import enum
class E(enum.Enum): A=1
objs=[None,True,False,0,1,-1,255,256,65535,65536,2**31,-2**31,2**63,-2**70,2**2100,1.5,float('inf'),'','abc','é€😀','a\nb\\','x'*300,b'',b'ab',b'\xff'*300,bytearray(b'xy'),(),(1,),(1,2),(1,2,3),(1,2,3,4),[],[1],[1,2],{},{'a':1},{'a':1,'b':[2]},set(),{1},frozenset([1]),1+2j,range(3),slice(1,2),A(5),[A(1)]*2,P(1,2),OrderedDict(a=1),defaultdict(list,a=[1]),Counter('aab'),deque([1,2],3),G,len,R(3),N(1,2),E.A,int,Ellipsis,NotImplemented,ValueError('x',1),'lone\ud800',print, A.__init__, 'abc'.upper]
for o in objs:
    for p in range(6):
        try:
            d=pickle.dumps(o,p)
            print(p, d if len(d)<200 else (len(d),d[:40]), end=' ')
            r=pickle.loads(d)
            print(repr(r)[:60] if 'at 0x' not in repr(r) else type(r), type(r)==type(o))
        except Exception as e: print(p, type(e).__name__, str(e)[:90].split(' at 0x')[0])
s=S(); s.a=1
for p in (0,1,2,4):
    try: t=pickle.loads(pickle.dumps(s,p)); print(t.a, hasattr(t,'b'))
    except Exception as e: print(type(e).__name__, e)
g=pickle.loads(pickle.dumps(G())); print(g.v,g.f)
a=[1]; a.append(a); b=pickle.loads(pickle.dumps(a)); print(b[1] is b)
d={}; d['d']=d; print(pickle.loads(pickle.dumps(d))['d'].keys())
t=([],); t[0].append(t); u=pickle.loads(pickle.dumps(t)); print(u[0][0] is u)
x=A(1); x.me=x; y=pickle.loads(pickle.dumps(x)); print(y.me is y)
l=L([1,2]); l.q=3; m=pickle.loads(pickle.dumps(l)); print(m, m.q, type(m)); e=D(a=1); e.z=2; f=pickle.loads(pickle.dumps(e)); print(f,f.z)
def loc():
    class Q: pass
    return Q, (lambda: 0)
for o in (loc()[0](), loc()[1], lambda: 1, (i for i in []), open, __import__('sys')):
    try: print(pickle.loads(pickle.dumps(o)))
    except Exception as e: print(type(e), str(e).split(' at 0x')[0])
for bad in (b'', b'\x80', b'\x80\x04', b'\x80\x09.', b'x', b'(.', b'.', b'\x80\x04K\x01', b'cnope\nx\n.', 'str', b'\x80\x04h\x05.', b'\x80\x04\x95\x05'):
    try: print(pickle.loads(bad))
    except Exception as e: print(bad, type(e), e)
f=io.BytesIO(); pickle.dump([1],f); pickle.dump('x',f); f.seek(0); print(pickle.load(f), pickle.load(f))
try: pickle.load(f)
except EOFError as e: print(repr(e))
try: pickle.dumps(1,9)
except ValueError as e: print(e)
try: pickle.dump(1,3)
except TypeError as e: print(e)
print(pickle.DEFAULT_PROTOCOL, pickle.HIGHEST_PROTOCOL, pickle.PicklingError.__mro__)
class Pk(pickle.Pickler):
    def persistent_id(self,o): return 'id' if isinstance(o,A) else None
class Up(pickle.Unpickler):
    def persistent_load(self,p): return ('got',p)
    def find_class(self,m,n):
        print('find',m,n); return super().find_class(m,n)
f=io.BytesIO(); Pk(f).dump([A(1),P]); f.seek(0); print(Up(f).load())
def red(o): return A,(9,)
class Z: pass
copyreg.pickle(Z,red); print(pickle.loads(pickle.dumps(Z())).x)
big=list(range(2500)); print(pickle.loads(pickle.dumps(big))==big, len(pickle.dumps(big)), len(pickle.dumps(big,0)))
print(len(pickle.dumps(['x'*70000,'y'*10,b'z'*70000])), pickle.loads(pickle.dumps(['x'*70000]))==['x'*70000])
