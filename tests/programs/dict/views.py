d = {'a': 1, 'b': 2, 'c': 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), 'a' in k, 2 in v, ('a', 1) in i, ('a', 2) in i, 5 in i)
d['d'] = 4
print(list(k), list(v), list(i), list(reversed(k)), list(reversed(v)), list(reversed(i)))
print(sorted(k & {'a', 'z'}), sorted(k | ['q']), sorted(k - {'a'}), sorted(k ^ {'a', 'z'}), sorted({'a'} | k), sorted(['a', 'q'] & k))
print(k == {'a', 'b', 'c', 'd'}, k > {'a'}, k <= {'a'}, i == set(d.items()), k.isdisjoint(['x']), v == d.values(), k.isdisjoint(k))
print(sorted(i & {('a', 1)}), sorted(i - [('a', 1)]), type(k & k), k.mapping, type(k.mapping))
for f in (lambda: k + k, lambda: k[0], lambda: hash(k), lambda: k < [1], lambda: v & {1}):
    try: f()
    except TypeError as e: print(e)
for body in ("for x in d: d[x + 'z'] = 1", "for x in d.items(): d.pop(x[0])", "for x in list(d): del d[x]"):
    d = {'a': 1, 'b': 2}
    try: exec(body)
    except RuntimeError as e: print(body, e)
    print(len(d))
d = {'a': 1, 'b': 2}
for x in d: d[x] = x * 2
print(d)
