# Python 3.14 repl
class A:
    def __await__(self): return (yield 'w')
    async def __aenter__(self): return await self
    async def __aexit__(self, *a): return True
    def __aiter__(self): return self
    async def __anext__(self): raise StopAsyncIteration
async def agen():
    try: yield 1
    finally: print('f')
async def f():
    async with A() as a, A() as b: await A()
    async for x in A(): pass
    return [y async for y in agen()]

c = f()
for i in range(9): c.send(None)
