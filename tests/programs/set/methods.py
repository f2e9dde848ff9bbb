s = {3, 1, 2}
s.add(5); s.add(3); s.discard(9); s.remove(1); s.update([7, 8], (9,), {10: 1})
print(s, len(s), 5 in s, sorted(s))
print({1, 2} | {2, 3}, {1, 2} & {2, 3}, {1, 2} - {2, 3}, {1, 2} ^ {2, 3})
print({1, 2}.union([3], [4]), {1, 2, 3}.intersection([1, 2], {2}), {1, 2, 3}.difference([1], [2]), {1, 2}.symmetric_difference([2, 3]), {1}.union())
print({1} < {1, 2}, {1} <= {1}, {1, 2} > {1}, {1} >= {2}, {1} == {1.0}, {1} != {2}, {1} == frozenset([1]), {1}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.isdisjoint([2]))
a = {1, 2, 3}; a |= {4}; a &= {1, 2, 4}; a -= {1}; a ^= {2, 9}; print(a)
a.intersection_update([9, 4, 5]); a.difference_update([9]); a.symmetric_difference_update([1, 4]); print(a)
print(set(), frozenset(), frozenset([1, 2]), set('hello') == set('ehlo'), {frozenset([1]), frozenset([1])}, type({1} | frozenset()), type(frozenset() | {1}))
print(hash(frozenset([1, 2, 3])), hash(frozenset()), frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])})
for f in (lambda: {1}.remove(2), lambda: set().pop(), lambda: {[]}, lambda: {1} | [2], lambda: {1} < [1], lambda: hash({1}), lambda: set(1), lambda: set(1, 2), lambda: {1}.union(5), lambda: {1} + {2}, lambda: frozenset([1]).add(2), lambda: {1}.add([]), lambda: [] in {1}):
    try: f()
    except Exception as e: print(type(e).__name__, e)
p = {1, 2, 3, 40, 50}; print(p.pop(), p.pop(), p)
try:
    for x in p: p.add(x + 1)
except RuntimeError as e: print(e)
class S(set): pass
print(S([1]), type(S([1]) | {2}), type(S([1]).copy()))
print(set(range(20)), set([8, 16, 0, 24]), {x * 8 for x in range(6)}, {'a'}, {(1, 2)})
