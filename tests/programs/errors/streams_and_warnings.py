# sys.stdout replaced, hooks, warnings caught.
import contextlib
import sys
import warnings


class Log:
    def __init__(self):
        self.pieces = []

    def write(self, text):
        self.pieces.append(text)

    def flush(self):
        self.pieces.append("<flush>")


log = Log()
with contextlib.redirect_stdout(log):
    print("hidden", 1, sep="-")
    print("flushed", flush=True)
print(log.pieces)
print(sys.stdout is sys.__stdout__, sys.stdout.encoding, sys.stdout.writable(), sys.stdin.readable())
print(sys.stdout.write("four"), file=sys.stdout)
sys.stdout.writelines(["a", "b", "\n"])
try:
    sys.stdout.write(1)
except TypeError as e:
    print(e)
sys.stdout = None
print("nowhere")
sys.stdout = sys.__stdout__

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warnings.warn("one")
    warnings.warn("two", DeprecationWarning)
    warnings.warn(UserWarning("three"))
print([(w.category.__name__, str(w.message), w.lineno) for w in seen])
with warnings.catch_warnings():
    warnings.simplefilter("error", RuntimeWarning)
    try:
        warnings.warn("boom", RuntimeWarning)
    except RuntimeWarning as e:
        print("caught", e)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("default")
    for i in range(4):
        warnings.warn("once each %d" % (i // 2))
print(len(seen))
for wrong in [lambda: warnings.simplefilter("nonsense"), lambda: warnings.warn("x", int)]:
    try:
        wrong()
    except (AssertionError, TypeError, ValueError) as e:
        print(type(e).__name__, e)


def deep(n):
    return deep(n + 1)


print(sys.getrecursionlimit())
sys.setrecursionlimit(80)
try:
    deep(0)
except RecursionError as e:
    print(e)
sys.setrecursionlimit(1000)
for limit in [0, -5]:
    try:
        sys.setrecursionlimit(limit)
    except ValueError as e:
        print(e)


class Broken:
    def __del__(self):
        1 / 0


sys.unraisablehook = lambda args: print("unraisable", args.exc_type.__name__, args.err_msg, args.object.__name__)
Broken()
sys.unraisablehook = sys.__unraisablehook__
print(sys.version_info[:2], sys.version_info.major, sys.hexversion >> 24)
