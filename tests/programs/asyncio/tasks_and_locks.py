import asyncio, contextvars
async def step(name, delay, result=None):
    print('start', name)
    await asyncio.sleep(delay)
    print('end', name)
    return result or name
async def main():
    print(await asyncio.gather(step('a', .03), step('b', .01), step('c', .02)))
    t = asyncio.create_task(step('t', .01), name='named')
    print(t.get_name(), t.done(), asyncio.current_task().get_name()); await t; print(t.done(), t.result())
    try: await asyncio.wait_for(step('slow', 10), timeout=.01)
    except asyncio.TimeoutError as e: print('timeout', repr(e))
    t = asyncio.create_task(step('cancelled', 10)); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled', t.cancelled())
    async def fail(): raise ValueError('bad')
    print(await asyncio.gather(fail(), step('x', 0), return_exceptions=True))
    try: await asyncio.gather(fail(), step('y', 5))
    except ValueError as e: print('caught', e)
    q = asyncio.Queue(1)
    async def producer():
        for i in range(3): await q.put(i); print('put', i)
        await q.put(None)
    async def consumer():
        while (i := await q.get()) is not None: print('got', i)
    await asyncio.gather(producer(), consumer())
    lock = asyncio.Lock()
    async def locked(n):
        async with lock: print('in', n); await asyncio.sleep(.001); print('out', n)
    await asyncio.gather(*(locked(n) for n in range(3)))
    sem = asyncio.Semaphore(2); ev = asyncio.Event()
    async def waits(): await ev.wait(); print('event'); return 1
    w = asyncio.create_task(waits()); await asyncio.sleep(0); ev.set(); print(await w)
    done, pending = await asyncio.wait([asyncio.create_task(step(str(i), i / 100)) for i in range(3)], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending)); [p.cancel() for p in pending]
    async with asyncio.TaskGroup() as tg:
        one = tg.create_task(step('g1', .01)); two = tg.create_task(step('g2', 0))
    print(one.result(), two.result())
    try:
        async with asyncio.TaskGroup() as tg: tg.create_task(fail()); tg.create_task(step('never', 1))
    except* ValueError as eg: print('group', eg.exceptions)
    try:
        async with asyncio.timeout(.01): await asyncio.sleep(1)
    except TimeoutError: print('timed out')
    async def agen():
        try:
            for i in range(3): yield i; await asyncio.sleep(0)
        finally: print('closed')
    async for i in agen():
        if i == 1: break
    print([i async for i in agen()])
    print(await asyncio.shield(step('s', 0)), await asyncio.to_thread(lambda: 'thread'))
    loop = asyncio.get_running_loop(); fut = loop.create_future(); loop.call_later(.01, fut.set_result, 'later'); loop.call_soon(print, 'soon'); print(await fut)
    v = contextvars.ContextVar('v', default=0); v.set(1)
    async def ctx(): v.set(2); return v.get()
    print(await asyncio.create_task(ctx()), v.get())
    cond = asyncio.Condition()
    async def cwait():
        async with cond: await cond.wait(); print('notified')
    tasks = [asyncio.create_task(cwait()) for _ in range(2)]; await asyncio.sleep(0)
    async with cond: cond.notify_all()
    await asyncio.gather(*tasks)
    return 'done'
print(asyncio.run(main()))
try: asyncio.run(3)
except ValueError as e: print(e)
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)
