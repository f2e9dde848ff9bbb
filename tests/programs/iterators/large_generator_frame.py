# A generator with more locals than its head has room for, dropped while it is suspended.
def many(n):
    a, b, c, d, e, f, g, h = range(8)
    i, j, k, l, m, o, p, q = "abcdefgh"
    for x in range(n):
        yield x, a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q


gens = [many(3) for _ in range(5)]
print([next(g)[0] for g in gens])
print(next(gens[1])[1:6])
del gens[2:4]
first = next((v for v in many(2) if v[0] == 1), None)
print(first[0], first[-1])
print([sum(1 for _ in g) for g in gens])
