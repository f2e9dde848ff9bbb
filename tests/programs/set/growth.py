import sys
g = sys.getsizeof
s = set(); out = []
for i in range(200):
    s.add(i); out.append(g(s))
print(sorted(set(out)), g({1, 2, 3}), g({1, 2, 3, 4, 5}), g(set(range(10))), g(frozenset(range(10))), g(set([1, 2, 3, 4, 5, 6])), g(set()))
for i in range(190): s.discard(i)
print(g(s), g(s.copy()), g(s | {1}), g(set(s))); s.clear(); print(g(s))
print([hash(i) % 8 for i in (1, 9, 17)], list({1, 9, 17, 2}), list({17, 9, 1, 2}), list({-1, -2, 0}))
