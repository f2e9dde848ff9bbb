def tr(f):
    try: print("OK",repr(f()))
    except Exception as e: print(type(e).__name__, e)
import random
random.seed(42); print(random.random(), random.randint(1,10), random.choice('abc'), random.sample(range(100),5), random.uniform(1,2), random.gauss(0,1)); x=list(range(10)); random.shuffle(x); print(x, random.choices([1,2,3],k=5), random.choices('ab',weights=[1,3],k=4), random.getrandbits(70), random.randrange(0,100,7), random.expovariate(2), random.betavariate(1,2), random.triangular(), random.normalvariate(0,1))
random.seed('hello'); print(random.random()); random.seed(b'x'); print(random.random()); random.seed(2.5); print(random.random()); random.seed(-7); print(random.random()); random.seed(10**30); print(random.random())
r=random.Random(1); s=r.getstate(); a=r.random(); r.setstate(s); print(a==r.random(), a, len(s[1]))
tr(lambda: random.choice([])); tr(lambda: random.randrange(5,2)); tr(lambda: random.sample([1],2)); tr(lambda: random.randrange(0)); tr(lambda: random.randint(3,1)); tr(lambda: random.seed([]))
