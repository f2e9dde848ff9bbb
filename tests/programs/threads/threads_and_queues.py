import threading, queue, time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, TimeoutError
log = []
def work(n):
    time.sleep(0.03 * (3 - n))
    log.append(n)
ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for t in ts: t.start()
print([t.is_alive() for t in ts], threading.active_count(), [t.name for t in ts])
for t in ts: t.join()
print(log, threading.active_count())
lock = threading.Lock(); r = threading.RLock()
with lock:
    print(lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
with r:
    with r: print('twice')
count = 0
def add():
    global count
    for _ in range(1000):
        with lock: count += 1
ts = [threading.Thread(target=add) for _ in range(4)]
[t.start() for t in ts]; [t.join() for t in ts]; print(count)
cond = threading.Condition(); items = []
def consumer():
    with cond:
        while not items: cond.wait()
        print('got', items.pop())
c = threading.Thread(target=consumer); c.start()
with cond: items.append('item'); cond.notify()
c.join()
e = threading.Event()
def waiter(): print('waiting'); e.wait(); print('set')
w = threading.Thread(target=waiter); w.start(); time.sleep(0.01); e.set(); w.join()
q = queue.Queue(2); out = []
def producer():
    for i in range(5): q.put(i)
    q.put(None)
p = threading.Thread(target=producer); p.start()
while (x := q.get()) is not None: out.append(x)
p.join(); print(out, q.empty())
try: q.get(timeout=0.01)
except queue.Empty: print('empty')
try: queue.Queue(1).put(1) or queue.Queue(1).get_nowait()
except queue.Empty: print('empty too')
with ThreadPoolExecutor(max_workers=2) as ex:
    fs = [ex.submit(lambda n: (time.sleep(0.05 * (4 - n)), n * n)[1], n) for n in range(4)]
    print(sorted(f.result() for f in as_completed(fs)), list(ex.map(str, [1, 2, 3])))
    bad = ex.submit(lambda: 1 / 0)
    try: bad.result()
    except ZeroDivisionError as x: print('error', x, bad.done(), bad.exception() is x)
    print(len(wait(fs).done))
loc = threading.local(); loc.x = 'main'
def f():
    print(hasattr(loc, 'x')); loc.x = 'thread'
t = threading.Thread(target=f, daemon=True); t.start(); t.join(); print(loc.x, t.daemon)
s = threading.Semaphore(2); print(s.acquire(), s.acquire(), s.acquire(blocking=False)); s.release()
b = threading.Barrier(3); got = []
def at_barrier(i): got.append(b.wait() >= 0)
ts = [threading.Thread(target=at_barrier, args=(i,)) for i in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]; print(got)
done = []
tm = threading.Timer(0.01, done.append, args=['timer']); tm.start(); tm.join(); print(done)
class T(threading.Thread):
    def run(self): self.result = sum(range(1000))
t = T(); t.start(); t.join(); print(t.result)
for bad in (lambda: t.start(), lambda: threading.Thread(target=print).join(), lambda: lock.release(), lambda: r.release()):
    try: bad()
    except RuntimeError as x: print(x)
def late(): time.sleep(0.05); print('after main')
threading.Thread(target=late).start()
print('main ends')
