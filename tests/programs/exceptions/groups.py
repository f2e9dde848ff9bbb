def f(*es):
    try:
        raise ExceptionGroup("g", [*es])
    except* ValueError as eg:
        print("V", eg, len(eg.exceptions))
    except* (TypeError, KeyError) as eg:
        print("TK", eg.exceptions[0])
    return "ok"
print(f(ValueError(1), ValueError(2)))
print(f(ValueError(1), TypeError(2)))
try:
    f(ValueError(1), OSError(3))
except (ExceptionGroup, KeyError) as e:
    print(e)
try:
    try:
        raise ValueError("x")
    except* ValueError as e:
        print(repr(e.exceptions[0]))
        raise KeyError("new")
except (ExceptionGroup, KeyError) as e:
    print(e)
g = BaseExceptionGroup("m", [ValueError(1)])
print(type(g), g.message)
m, r = g.split(TypeError)
print(m, r)
print(g.subgroup(lambda e: isinstance(e, ValueError)))
for bad in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("x", [1]), lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: ExceptionGroup("x")):
    try: bad()
    except Exception as e: print(type(e), e)
print(ExceptionGroup.__mro__[1], isinstance(g, Exception))
