def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value
async def one():
    return 1
async def two():
    a = await one()
    return a + 1
print(run(two()))
async def agen():
    try:
        yield 1
        x = yield 2
        print("sent", x)
        yield 3
    finally:
        print("agen done")
async def use():
    out = []
    async for v in agen():
        out.append(v)
    print(out[0], out[1], out[2])
    g = agen()
    print(await g.__anext__())
    print(await g.asend(None))
    print(await g.asend("hey"))
    await g.aclose()
    try:
        await g.__anext__()
    except StopAsyncIteration:
        print("stop")
    g = agen()
    await g.__anext__()
    try:
        await g.athrow(ValueError("boom"))
    except ValueError as e:
        print("caught", e)
    return "end"
print(run(use()))
class CM:
    async def __aenter__(self):
        print("enter")
        return 5
    async def __aexit__(self, *a):
        print("exit", a[0])
        return True
async def w():
    async with CM() as x:
        print(x)
    async with CM():
        raise KeyError("x")
    res = [i async for i in agen()]
    print(res[2])
run(w())
c = one()
c.close()
try:
    run(c)
except RuntimeError as e:
    print(e)
async def bad():
    await 5
try:
    run(bad())
except TypeError as e:
    print(e)
class Aw:
    def __await__(self):
        yield 1
        return "aw"
async def aw(): return await Aw()
print(run(aw()))
