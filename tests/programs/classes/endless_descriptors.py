class Shown:
    pass


Shown.__repr__ = Shown.__str__
for use in (str, repr):
    try:
        use(Shown())
    except RecursionError:
        print('too deep')


class Called:
    pass


called = Called()
Called.__call__ = called
try:
    called()
except RecursionError:
    print('too deep')


class Got:
    pass


got = Got()
Got.__get__ = got
Got.x = got
try:
    got.x
except (RecursionError, TypeError):
    print('refused')


def deeper(n):
    exec('deeper(n + 1)', globals(), {'n': n})


try:
    deeper(0)
except RecursionError:
    print('too deep')


class Compared:
    def __eq__(self, other):
        return other == self


try:
    Compared() == Compared()
except RecursionError:
    print('too deep')
x = []
x.append(x)
y = []
y.append(y)
try:
    x == y
except RecursionError:
    print('too deep')
print(x, {1: x})
