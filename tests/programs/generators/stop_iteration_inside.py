def stops(n):
    if n > 2:
        raise StopIteration(n)
    return n


print(list(map(stops, range(5))), list(filter(lambda n: stops(n) < 9, [1, 2, 3, 4])))


class Items:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n


print(list(Items()), sum(Items()), dict(enumerate(Items())), list(zip(Items(), 'abcde')))
a, *b = Items()
print(a, b, max(Items()), sorted(Items(), reverse=True), 2 in Items(), 9 in Items())


def generator():
    yield 1
    stops(3)


try:
    list(generator())
except RuntimeError as error:
    print(error, repr(error.__cause__))
print(next(iter([]), 'default'), next(Items(), None))
it = iter(stops, 2)
print(callable(stops), type(it).__name__)
