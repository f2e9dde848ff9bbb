# Paths as objects.
from pathlib import *
p=Path('a')/'b'/'c.tar.gz'; print(p, repr(p), p.name, p.suffix, p.suffixes, p.stem, p.parent, list(p.parents), p.parts, p.with_suffix('.x'), p.with_name('q'))
p.parent.mkdir(parents=True, exist_ok=True); print(p.write_text('hello\n'), p.read_text(), p.exists(), p.is_file(), p.stat().st_size, p.read_bytes())
print(sorted(Path('a').rglob('*')), list(Path('a').glob('*/*.gz')), sorted(Path('a').iterdir()))
for f in lambda: Path('a').mkdir(), lambda: Path('zz').read_text(), lambda: p.relative_to('q'), lambda: Path('a').rmdir(), lambda: p.with_suffix('x'), lambda: Path('').with_name('x'), lambda: p.with_name(''), lambda: Path(1), lambda: p/1, lambda:Path('a').unlink(), lambda: list(Path('a').glob('')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(p.relative_to('a'), p==Path('a/b/c.tar.gz'), hash(p)==hash(Path('a/b/c.tar.gz')), Path('a')<Path('b'), p.match('*.gz'), p.is_absolute(), p.as_posix(), PurePath('/x/../y'), Path('/').parent, Path('.'), Path(''), Path('a//b/./c'), PurePosixPath('a'), PureWindowsPath('c:\\a\\b').parts, PureWindowsPath('c:/a').drive)
p.unlink(); p.unlink(missing_ok=True); p.parent.rmdir(); Path('a').rmdir(); print(Path('a').exists())
print(Path.cwd().name != '', Path('/a/b').as_uri(), {Path('a'):1}, p.joinpath('x','y'), Path('~').expanduser()==Path.home(), Path('x').absolute().is_absolute(), issubclass(PosixPath, PurePosixPath), Path.__mro__[-1], Path('a').parents[0])
with Path('t.txt').open('w') as f: f.write('x')
Path('t.txt').rename('u.txt'); print(Path('u.txt').exists(), Path('t.txt').exists()); Path('u.txt').touch(); Path('u.txt').unlink()
try: Path('t.txt').parents[5]
except IndexError as e: print(repr(e))
import struct; print(struct.pack('>I',5))
