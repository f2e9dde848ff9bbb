t = (1, 'a', 2.5, None, (3,))
print(t, t[0], t[-1], t[1:3], t[::-1], t + (9,), t * 2, len(t), 'a' in t, t.index('a'), t.count(1))
print((), (1,), tuple('ab'), tuple([1, 2]), tuple(x for x in range(3)), tuple({1: 2}), tuple())
print((1, 2) < (1, 3), (1,) < (1, 0), () == tuple(), (1, 2) == [1, 2], max([(1, 'b'), (1, 'c')]))
print(hash((1, 2, 3)), hash(()), hash((1, (2, 3))), hash(('a',)) == hash(('a',)))
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
print(t[:] is t, tuple(t) is t, t + () is t, () is (), t * 1 is t)
for f in (lambda: t[9], lambda: t['a'], lambda: t.index(99), lambda: t + [1], lambda: hash(([],)), lambda: tuple(1), lambda: tuple(1, 2), lambda: t < [1]):
    try: f()
    except Exception as e: print(type(e).__name__, e)
try: t[0] = 1
except TypeError as e: print(e)
try: del t[0]
except TypeError as e: print(e)
class P(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
p = P(1, 2); p.z = 3; print(p, p.z, type(p + (1,)), type(p[:]), p == (1, 2), hash(p) == hash((1, 2)))
l = []; u = (l, 1); l.append(u); print(u)
