d = {'a': 1, 'b': 2}
d['c'] = 3; d.setdefault('d', []).append(4); d.setdefault('a', 9)
print(d, d.get('a'), d.get('x'), d.get('x', 0), 'a' in d, len(d), d['d'])
print(d.pop('a'), d.pop('zz', None), d.popitem(), d)
d.update(x=1, y=2); d.update({'x': 10}); d.update([('k', 'v'), 'mn']); d.update({}.items())
print(d, list(d), list(reversed(d)), list(d.items()), list(d.values()))
print(dict(), dict(a=1), dict({'a': 1}, b=2), dict([(1, 2)], c=3), dict(zip('ab', [1, 2])), dict.fromkeys('ab'), dict.fromkeys([1], 0))
e = d.copy(); e['new'] = 1; print('new' in d, d == e, d != e, {1: 2} == {1.0: 2}, {} == {})
print({'a': 1} | {'b': 2, 'a': 3}, {**{'z': 1}, 'y': 2})
e |= {'q': 1}; e |= [('w', 2)]; print(e)
del e['q']; print('q' in e); e.clear(); print(e)
for f in (lambda: {}['x'], lambda: {}.pop('x'), lambda: {}.popitem(), lambda: {[]: 1}, lambda: {}[[]], lambda: dict(1), lambda: dict([1]), lambda: dict(['abc']), lambda: dict(1, 2), lambda: {}.update(1, 2), lambda: {} | [], lambda: {} < {}, lambda: hash({}), lambda: {}.get(), lambda: dict.fromkeys(5)):
    try: f()
    except Exception as x: print(type(x).__name__, x)
r = {}; r['self'] = r; r[1] = [r]; print(r)
class D(dict):
    def __missing__(self, k): return k * 2
m = D(a=1); print(m['a'], m[4], m.get(4), 4 in m, m, type(m.copy()), type(m | {}))
print({1: 'a', True: 'b', 1.0: 'c'}, {None: 1, (): 2, 'x': {}})
