# Python 3.15
import functools, itertools, collections
v = 1234.5
print(f'{v!r:>{10}}|{v:,.2f}|{v=}|{-5:08b}|{"x":*^{3}}', '%-5s|%+.3e' % ('a', v), '{0.real:{1}}'.format(2, 'd'))
print(functools.reduce(lambda a, b: a + b, itertools.islice(itertools.count(), 5)), collections.Counter('aab'))
print(round(2.5), divmod(-7, 2), pow(3, -1, 7), 10**40 // 3, hash('a'), float('1e-5'), complex('1+2j') ** 2)
print(t'{v!r:x}')
