# What os and os.path do with the files in memory.
import os, os.path, sys
print(os.sep, os.linesep, os.name, os.curdir, os.path.join('a','b','/c','d'), os.path.split('/a/b/'), os.path.splitext('x.tar.gz'), os.path.splitext('.bashrc'))
os.makedirs('x/y/z'); print(os.listdir('x'), os.path.isdir('x/y'), os.path.exists('nope'), os.path.isfile('x'))
open('x/f.txt','w').write('hey'); print(os.path.getsize('x/f.txt'), os.stat('x/f.txt').st_size, sorted(os.listdir('x')))
for r,d,f in os.walk('x'): print(r,sorted(d),sorted(f))
try: os.makedirs('x/y')
except FileExistsError as e: print(e)
os.makedirs('x/y',exist_ok=True)
try: os.rmdir('x')
except OSError as e: print(e)
try: os.remove('x/nope')
except OSError as e: print(repr(e), e.filename)
os.rename('x/f.txt','x/g.txt'); print(sorted(os.listdir('x')))
try: os.rename('x/nope','y')
except OSError as e: print(e, e.filename, e.filename2)
with os.scandir('x') as it:
    for e in sorted(it,key=lambda e:e.name): print(e.name, e.is_dir(), e.is_file(), e.path, e)
os.remove('x/g.txt'); os.removedirs('x/y/z'); print(os.path.exists('x'))
os.environ['FOO']='bar'; print(os.getenv('FOO'), os.environ.get('NOPE','d'), 'FOO' in os.environ); del os.environ['FOO']
try: os.environ['NOPE']
except KeyError as e: print(repr(e))
try: os.environ['x']=1
except TypeError as e: print(e)
print(os.path.normpath('/a/./b/../c//d'), os.path.relpath('/a/b/c','/a/d'), os.path.commonpath(['/a/b','/a/c']), os.path.commonprefix(['abc','abd']), os.path.basename('/a/b'), os.path.dirname('/a/b'), os.path.isabs('a'))
print(os.fspath('a'), os.strerror(2)); 
try: os.fspath(1)
except TypeError as e: print(e)
class P:
    def __fspath__(self): return 'p.txt'
open(P(),'w').close(); print(os.path.exists(P()), isinstance(P(), os.PathLike)); os.unlink('p.txt')
print(type(os.stat('.')))
import errno; print(errno.ENOENT, errno.errorcode[13])
import stat; print(stat.filemode(0o100644), stat.S_ISDIR(os.stat('.').st_mode))
