# The traceback module, without the program's own path.
import sys
import traceback


def show(text):
    print(text.replace(__file__, "FILE"), end="")


def f():
    g()


def g():
    raise ValueError("x")


try:
    f()
except ValueError as e:
    show(traceback.format_exc())
    print(traceback.format_exception_only(type(e), e))
    for entry in traceback.extract_tb(e.__traceback__):
        print(entry.name, entry.lineno, entry.line, entry[1:])
    show("".join(traceback.format_exception(type(e), e, e.__traceback__, limit=1)))
    show("".join(traceback.TracebackException.from_exception(e).format()))
    show("".join(traceback.format_tb(e.__traceback__, -1)))
    print([(frame.f_code.co_name, line) for frame, line in traceback.walk_tb(e.__traceback__)])
try:
    try:
        f()
    except ValueError as e:
        e.add_note("a note")
        raise KeyError("k") from e
except KeyError:
    show(traceback.format_exc())
    show(traceback.format_exc(chain=False))
try:
    raise ExceptionGroup("group", [ValueError(1), TypeError("two")])
except ExceptionGroup:
    show(traceback.format_exc())


def stack():
    return traceback.format_stack()


show("".join(stack()))
print(traceback.format_exc())
