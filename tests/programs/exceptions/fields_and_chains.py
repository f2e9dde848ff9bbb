print(OSError(2, "No such", "f.txt"), type(OSError(2, "x")), OSError("plain"), OSError(1, "a", "b", None, "c"))
e = FileNotFoundError(2, "No", "p"); print(e.errno, e.strerror, e.filename, e.args[0])
print(KeyError("k"), KeyError(), KeyError(1, 2).args[1])
e = SyntaxError("bad", ("dir/f.py", 3, 4, "text"))
print(e, e.lineno, e.offset, e.text, e.filename, e.msg)
e = ImportError("no mod", name="n", path="p"); print(e, e.name, e.path)
try: ImportError("x", foo=1)
except TypeError as x: print(x)
e = UnicodeDecodeError("utf-8", b"a\xff", 1, 2, "bad byte"); print(e, e.start, e.reason)
e = UnicodeEncodeError("ascii", "\u20ac", 0, 1, "ordinal"); print(e)
try: UnicodeDecodeError("x")
except TypeError as x: print(x)
e = AttributeError("m", name="n", obj=3); print(e, e.name, e.obj)
e = StopIteration(5); print(e.value)
e = SystemExit(3); print(e.code)
try:
    try: (1)()
    except TypeError as a:
        raise ValueError("b") from a
except ValueError as b:
    print(repr(b.__cause__), b.__context__ is b.__cause__, b.__suppress_context__)
try:
    try: (1)()
    finally: raise KeyError("z")
except KeyError as b:
    print(repr(b.__context__))
try:
    raise
except RuntimeError as e: print(e)
try: raise 5
except TypeError as e: print(e)
try: raise ValueError from 5
except TypeError as e: print(e)
try:
    try: x
    except int: pass
except TypeError as e: print(e)
try:
    e
except NameError as n: print(n, n.name)
class E(Exception):
    def __init__(self, a, b): self.a = a; super().__init__(a, b)
    def __str__(self): return self.a
print(E("x", 2), E("x", 2).args[1])
v = ValueError("n"); v.add_note("hi"); print(v.__notes__[0])
def g():
    try:
        return 1
    finally:
        print("fin")
print(g())
def h():
    for i in (1, 2):
        try:
            continue
        finally:
            print(i)
    try:
        raise ValueError("in")
    except ValueError as e:
        t = e.__traceback__
        return t.tb_lineno, t.tb_frame.f_lineno, t.tb_frame.f_code.co_name, t.tb_next
print(h()[2])
