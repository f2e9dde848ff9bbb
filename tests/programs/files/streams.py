# Text and binary files, StringIO, BytesIO, encodings, errors.
import sys, os
with open('a.txt','w') as f:
    print(f)
    n = f.write('hello\nworld\n')
    print(n, f.tell(), f.name, f.mode, f.encoding, f.closed, f.newlines)
print(f.closed, f)
with open('a.txt') as f:
    for line in f: print(repr(line))
    print(f.read() == '')
f = open('a.txt'); print(f.readline(), f.tell(), f.read(3), f.tell()); f.seek(0); print(f.readlines()); f.close()
try: f.read()
except ValueError as e: print(e)
try: open('nope')
except FileNotFoundError as e: print(e, e.errno, e.filename, e.strerror, repr(e))
with open('b.bin','wb') as f:
    print(f, f.write(b'\x00\x01\r\nabc'), f.raw)
with open('b.bin','rb') as f:
    print(f, f.read(2), f.tell(), f.seek(-3,2), f.read(), f.peek())
with open('a.txt','a+') as f:
    print(f.tell(), f.read(), f.seek(0), f.read(5)); f.write('more\n')
print(open('a.txt').read())
with open('a.txt','r+') as f:
    f.readline(); f.write('X'); 
print(repr(open('a.txt').read()))
for m in 'z','rw','rb+t','','w+b+','bt':
    try: open('a.txt',m)
    except Exception as e: print(m, type(e), e)
for kw in dict(encoding='utf8'),dict(newline=''),dict(errors='strict'):
    try: open('a.txt','rb',**kw)
    except Exception as e: print(e)
try: open('a.txt','w',buffering=0)
except Exception as e: print(e)
try: open('a.txt').write('x')
except Exception as e: print(type(e), e)
try: open('a.txt','w').read()
except Exception as e: print(type(e), e, type(e).__mro__)
with open('n.txt','w',newline='\r\n') as f: f.write('a\nb\n')
print(open('n.txt','rb').read(), repr(open('n.txt').read()), repr(open('n.txt',newline='').read()))
f=open('n.txt'); f.read(); print(f.newlines)
print(sys.getsizeof(f), sys.getsizeof(f.buffer), sys.getsizeof(f.buffer.raw), f.buffer.raw)
import io
s=io.StringIO(); print(sys.getsizeof(s)); print('x',file=s); s.write('ab\n'); print(repr(s.getvalue()), s.tell(), s.seek(0), s.readlines())
b=io.BytesIO(b'abc'); print(sys.getsizeof(b), b.read(1), b.getvalue()); b.seek(0,2); b.write(b'defg'); print(b.getvalue(), sys.getsizeof(b))
print(sys.getsizeof(io.BytesIO()))
from contextlib import redirect_stdout
o=io.StringIO()
with redirect_stdout(o): print('hi')
print(repr(o.getvalue()))
print(sys.stdout.write('q\n'))
print(io.IOBase.__mro__, isinstance(sys.stdout, io.TextIOBase), isinstance(b, io.IOBase), isinstance(open('a.txt','rb'), io.BufferedIOBase))
with open('u.txt','w',encoding='utf-16') as f: f.write('hé\n€😀'); 
print(open('u.txt','rb').read()); print(ascii(open('u.txt',encoding='utf-16').read()))
try: open('u.txt',encoding='ascii').read()
except UnicodeDecodeError as e: print(e)
open('a.txt','w').write('lost?')
print(open('a.txt').read())
try: open('a.txt','x')
except FileExistsError as e: print(e)
try: open('.')
except Exception as e: print(repr(e))
try: open('a.txt/b','w')
except Exception as e: print(repr(e))
with open('a.txt','w') as f: f.writelines(['a\n','b\n']); print(f.truncate(1))
print(repr(open('a.txt').read()))
class R(io.RawIOBase):
    def __init__(self): self.d=b'one\ntwo\nthree'
    def readable(self): return True
    def readinto(self,b):
        n=min(len(b),4); n=min(n,len(self.d)); b[:n]=self.d[:n]; self.d=self.d[n:]; return n
print(list(io.BufferedReader(R())), list(io.TextIOWrapper(io.BufferedReader(R()))), R().read(3), R().readall(), R().readline())
print(open(1,'w',closefd=False))
