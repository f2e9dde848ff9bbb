l = [3, 1, 2]
l.append(4); l.insert(0, 9); l.insert(-1, 8); l.insert(100, 7)
print(l, l.pop(), l.pop(0), l.pop(-2), l)
l.extend(x * 10 for x in range(3)); l.extend('ab'); l.extend({1: 2}); l.extend({5})
print(l)
l.remove(20); print(l.index('a'), l.index(1, 2), l.count(1), l.count('z'))
l.reverse(); print(l); c = l.copy(); l.clear(); print(l, len(c))
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1].index(1, 1), lambda: [].insert(1), lambda: [1] + (2,), lambda: [1] * 'a', lambda: list(1, 2), lambda: list(5), lambda: [1].append()):
    try: f()
    except Exception as e: print(type(e).__name__, e)
a = [1]; b = a; a += (2,); a *= 2; print(a, b is a, 3 * a, a * 0, a * -1)
x = [[0] * 2] * 2; x[0][0] = 1; print(x)
print([1, 2] < [1, 2, 3], [1, 3] > [1, 2, 9], [] == [], [1] != [1.0], [1, [2]] == [1, [2]])
r = [1]; r.append(r); r.append({'r': r}); print(r)
class L(list):
    pass
s = L([1, 2]); s.x = 1; print(s, type(s + [3]), type(s[:]), type(s * 2), s == [1, 2], isinstance(s, list))
