"""What an uncaught exception knows of itself, and what each CPython printed of it.

Usage: python3.11 tracebacks.py tracebacks.json > traceback_cases.json
tracebacks.json holds programs and what eight CPythons wrote to standard error. Each program is run here once more, and
the exception that ends it is taken apart: chain, frames with their positions, notes, details. The printer is then given
that, for every version whose frames and messages are the same.
"""
import json
import subprocess
import sys
import sysconfig
import tempfile

# Loaded by the interpreter before the program, which then runs as it would from the shell.
HOOK = r'''
import collections.abc, json, linecache, os, sys

found, order, lines = {}, [], {}


def text(value, function=str):
    try:
        return function(value).encode("utf-8", "backslashreplace").decode()
    except BaseException:
        return None


def frames(tb):
    out = []
    while tb is not None:
        code = tb.tb_frame.f_code
        if code.co_filename not in ("<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>"):
            positions = list(code.co_positions())[tb.tb_lasti // 2] if tb.tb_lasti >= 0 else (None,) * 4
            out.append([code.co_filename, tb.tb_lineno, code.co_name, list(positions)])
            known = lines.setdefault(code.co_filename, {})
            for n in range(tb.tb_lineno, max(tb.tb_lineno, positions[1] or 0) + 1):
                known[n] = linecache.getline(code.co_filename, n).rstrip("\n")
        tb = tb.tb_next
    return out


def add(e):
    if e is None:
        return None
    if id(e) in found:
        return found[id(e)]
    found[id(e)] = at = len(order)
    order.append(None)
    cls = type(e)
    one = {"module": cls.__module__ if isinstance(cls.__module__, str) else None, "qualname": cls.__qualname__, "name": cls.__name__, "text": text(e),
           "traceback": frames(e.__traceback__) or None, "suppress": e.__suppress_context__}
    if isinstance(e, SyntaxError):
        one["syntax"] = {k: (getattr(e, k) if isinstance(getattr(e, k), (str, int)) else None) for k in ("msg", "filename", "lineno", "offset", "end_lineno", "end_offset", "text")}
    notes = getattr(e, "__notes__", None)
    if isinstance(notes, str):
        one["notes"] = {"str": notes}
    elif isinstance(notes, collections.abc.Sequence):
        one["notes"] = {"each": [text(n) for n in notes]}
    elif notes is not None:
        one["notes"] = {"other": text(notes, repr)}
    one["cause"], one["context"] = add(e.__cause__), add(e.__context__)
    if isinstance(e, BaseExceptionGroup):
        one["members"] = [add(m) for m in e.exceptions]
    order[at] = one
    return at


def hook(cls, e, tb):
    add(e)
    limit = getattr(sys, "tracebacklimit", None)
    json.dump({"exceptions": order, "lines": lines, "limit": limit}, open(os.environ["EXCEPTION_DATA"], "w"))


sys.excepthook = hook
'''


def main():
    cases = {}
    with open(sys.argv[1]) as file:
        programs = json.load(file)
    with tempfile.TemporaryDirectory() as folder:
        hook, program, data = folder + "/sitecustomize.py", folder + "/program.py", folder + "/data.json"
        open(hook, "w").write(HOOK)
        for name, case in programs.items():
            open(program, "w", encoding="utf-8", errors="surrogatepass").write(case["source"])
            open(data, "w").write("null")
            try:
                subprocess.run([sys.executable, program], cwd="/", stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                               env={"PYTHONPATH": folder, "EXCEPTION_DATA": data, "PYTHONHASHSEED": "0", "LANG": "C.UTF-8"})
            except subprocess.TimeoutExpired:
                continue
            found = json.load(open(data))
            if found is None:
                continue
            known = json.loads(json.dumps(found).replace(program, "/program.py").replace(sysconfig.get_path("stdlib"), "/stdlib"))
            known["source"] = case["source"]
            known["stderr"] = [[result["versions"], result["result"]["stderr"].replace("<program>", "/program.py").replace("<stdlib>/", "/stdlib/")] for result in case["results"]]
            cases[name] = known
    json.dump(cases, sys.stdout, indent=0, sort_keys=True)
    print()


main()
