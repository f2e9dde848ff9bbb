def inner():
    try:
        yield 1
    except ValueError as error:
        print('inner caught', error)
    return 'value'


def outer():
    got = yield from inner()
    print('got', got)
    yield 2


g = outer()
print(next(g), g.throw(ValueError('thrown')))
print(list(g))


class Plain:
    def __iter__(self):
        return self

    def __next__(self):
        return 'plain'


class Throwable(Plain):
    def throw(self, *arguments):
        print('throw', arguments)
        return 'from throw'

    def close(self):
        print('close')


def delegates(to):
    try:
        yield from to
    except BaseException as error:
        print('out', type(error).__name__, error)
        raise


g = delegates(Throwable())
print(next(g), g.throw(123), g.throw(KeyError, 'k'))
g.close()
for bad in (123, KeyError('k'), StopIteration):
    g = delegates(Plain())
    next(g)
    try:
        g.throw(bad)
    except Exception as error:
        print(type(error).__name__, error)


class Wrong(Exception):
    def __new__(cls, *arguments):
        return 1


g = delegates([1])
next(g)
try:
    g.throw(Wrong)
except TypeError as error:
    print(error)
