# Python 3.11
def inner():
    try:
        got = yield 1
        yield got
    except ValueError:
        return 2
def outer():
    got = yield from inner()
    yield got
g = outer()
print(next(g), g.throw(ValueError), list(g))
