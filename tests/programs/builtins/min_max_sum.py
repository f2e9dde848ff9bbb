print(min(3, 1, 2), max([4, 9]), min('hello'), max({'a': 1, 'b': 0}), max([], default=None), min([[1, 2], [1]]), max('a', 'B', key=str.lower), min((5, -7), key=abs), max([1, 1.0, True]))
print(sum([]), sum([1, 2.5]), sum([[1], [2]], []), sum((0.1,) * 10), sum([True, True]), sum([1], 10), sum(range(101)), sum([2 ** 70, 1]), sum([1e100, 1, -1e100]), sum([1, 2], start=5))
print(any([]), all([]), any([0, '', 3]), all([1, 'a', []]), any(x > 2 for x in range(4)))
print(abs(-5), abs(2.5), abs(True), divmod(7, -2), divmod(-7, 2), divmod(7.5, 2), pow(2, 10), pow(2, -1), pow(3, 4, 5), pow(2, -1, 7), round(2.5), round(3.14159, 2), round(1234, -2), round(-0.5))
print(bin(10), bin(-3), hex(255), hex(-255), oct(8), chr(8364), ord('€'), ascii('é€'), repr('a\n'), format(255, 'x'), format(3.14159, '.2f'), format('a', '>3'))
for f in (lambda: min(), lambda: max([]), lambda: max(1), lambda: max(1, 2, default=3), lambda: sum(['a']), lambda: sum([], ''), lambda: sum([b''], b''), lambda: abs('a'), lambda: divmod(1, 'a'), lambda: divmod(1, 0), lambda: pow('a', 2), lambda: pow(1, 2, 0), lambda: round('a'), lambda: chr(-1), lambda: chr(1114112), lambda: ord('ab'), lambda: ord(5), lambda: hex(1.5), lambda: min([1, 'a']), lambda: len(5), lambda: hash([]), lambda: callable(), lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: sorted(5), lambda: any(5), lambda: format(1, 2), lambda: next(5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(callable(len), callable(int), callable(5), callable(lambda: 0), isinstance(True, int), isinstance(1, (str, int)), issubclass(bool, (str, int)), hash(1), hash(1.0), hash(True), hash(-1), hash(2 ** 61), id(1) == id(1))
