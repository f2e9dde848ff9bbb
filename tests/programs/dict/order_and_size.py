import sys
g = sys.getsizeof
d = {}; out = []
for n in range(100):
    d[n] = n
    out.append(g(d))
print(sorted(set(out)))
s = {}
out = []
for n in range(60):
    s[str(n)] = n
    out.append(g(s))
print(sorted(set(out)))
print(g({}), g({'a': 1}), g({1: 1}), g(dict()), g(dict(a=1)), g({1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6}), g(dict.fromkeys(range(10))), g(dict(zip(range(10), range(10)))))
for n in range(90): del d[n]
print(g(d), list(d)); c = d.copy(); print(g(c)); d[1000] = 1; print(g(d), list(d)[-1])
e = {}; e.update({i: i for i in range(20)}); print(g(e), g({**e}), g(e | {}), g({i: i for i in range(20)}))
x = {3: 'c', 1: 'a', 2: 'b'}; del x[1]; x[1] = 'z'; x[3] = 'd'; print(x, x.popitem(), x)
