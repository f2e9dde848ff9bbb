class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    except BaseException as error:
        return repr(error)
    return 'waits'


async def all_of(n):
    it = aiter(Countdown(n))
    return [await anext(it, 'end') for _ in range(n + 2)]


async def one():
    return await anext(Countdown(0))


async def generated():
    yield 1
    yield 2


async def from_generator():
    g = generated()
    return [await anext(g), await anext(g, None), await anext(g, 'end')], aiter(g) is g


print(run(all_of(2)), run(one()), run(from_generator()))
for wrong in (lambda: aiter(1), lambda: anext(1), lambda: aiter(type('T', (), {'__aiter__': lambda s: 1})())):
    try:
        wrong()
    except TypeError as error:
        print(error)
