# Python 3.10
class P:
    __match_args__ = ('a', 'b')
    a, b = 1, [2, {'k': 3}]
for v in [P(), [1, 2, 3], {'k': -1.5j}, 'x', None, (), 1]:
    match v:
        case P(1, [x, {'k': y}]): print(x, y)
        case [a, *r] if r: print(a, r)
        case {'k': -1.5j, **o}: print(o)
        case 'x' | None as z: print(z)
        case _: print('_')
