for x in ([1], (1,), 'a', 'é', b'a', {1: 2}, {1: 2}.items(), {1: 2}.values(), {1}, range(1), enumerate([]), zip(), map(len, []), filter(None, []), reversed([1]), reversed((1,)), reversed({}), iter(int, 1)):
    print(type(iter(x)).__name__)
i = iter([1, 2, 3]); print(next(i), i.__length_hint__(), list(i), next(i, 'end'), list(i))
try: next(i)
except StopIteration as e: print('stop', e.value)
class Seq:
    def __getitem__(self, k):
        if k > 2: raise IndexError
        return k * 10
    def __len__(self): return 3
print(list(Seq()), list(reversed(Seq())), 20 in Seq(), tuple(enumerate(Seq(), 5)))
it = iter([1, 2, 3, 0, 9]); print(list(iter(lambda: next(it), 0)), list(it))
print(list(zip([1, 2, 3], 'ab')), list(zip()), list(zip([1])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(filter(lambda v: v % 2, range(6))))
for bad in (lambda: list(zip([1, 2], [3], strict=True)), lambda: list(zip([1], [3, 4], strict=True)), lambda: list(zip([1], [1], [], strict=True)), lambda: map(len), lambda: filter(1), lambda: enumerate(), lambda: reversed(5), lambda: reversed({1}), lambda: iter(5), lambda: next([]), lambda: iter(1, 2), lambda: zip(1), lambda: list(map(1, [1]))):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
l = [1, 2, 3]
for x in l:
    if x < 4: l.append(x + 3)
print(l)
z = zip([1, 2], [3, 4]); a = next(z); b = next(z); print(a, b)
e = enumerate('ab', 2 ** 62); print(list(e))
class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration
print(list(It()), sum(It()), max(It(), default='none'))
