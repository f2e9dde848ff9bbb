import sys
l = [5, 2, 9, 1, 5, 6]
l.sort(); print(l); l.sort(reverse=True); print(l)
w = ['banana', 'Apple', 'cherry', 'apple']
print(sorted(w), sorted(w, key=str.lower), sorted(w, key=len, reverse=True))
pairs = [(1, 'b'), (0, 'z'), (1, 'a'), (0, 'y')]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
class V:
    calls = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o): V.calls += 1; return self.v < o.v
    def __repr__(self): return f'V{self.v}'
for n in (2, 5, 10, 33, 64, 65, 100, 257):
    V.calls = 0
    vs = [V((i * 7919) % 101) for i in range(n)]
    vs.sort()
    print(n, V.calls, vs[:3], all(not (b < a) for a, b in zip(vs, vs[1:])))
V.calls = 0; vs = [V(i) for i in range(50)] + [V(i) for i in range(25, 75)] ; vs.sort(); print(V.calls)
V.calls = 0; vs = [V(i) for i in range(100, 0, -1)]; vs.sort(); print(V.calls)
V.calls = 0; vs = [V(i % 4) for i in range(300)]; vs.sort(); print(V.calls, [v.v for v in vs].count(2))
V.calls = 0; vs = [V(i) for i in range(500)] + [V(i) for i in range(0, 1000, 3)]; vs.sort(); print(V.calls)
V.calls = 0; vs = [V(i) for i in range(0, 1000, 3)] + [V(i) for i in range(500, 800)]; vs.sort(reverse=True); print(V.calls, vs[0], vs[-1])
l = [3, 1, 2]
try: l.sort(key=lambda x: l.append(x) or x)
except ValueError as e: print(e)
print(l)
try: [1, 'a', 2].sort()
except TypeError as e: print(e)
print(sorted([2.5, float('inf'), -1.0]), sorted([True, 0, 2]), sorted({3, 1}), sorted('hello'), sorted({}))
l = [3, 2, 1]; print(l.sort(key=None), l)
try: l.sort(lambda x: x)
except TypeError as e: print(e)
