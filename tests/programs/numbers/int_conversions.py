for text in ['12', ' 12 ', '1_000', '1__0', '_1', '0x1f', '0b11', '0o17', '+5', '-5', '--5', '', ' ', '٣', '1.5', 'a', '1e3']:
    for base in (None, 0, 2, 10, 16, 36):
        try:
            print(int(text) if base is None else int(text, base), end=' ')
        except ValueError as error:
            print('|', error, '|', end=' ')
    print()
for wrong in [lambda: int('1', 1), lambda: int('1', 37), lambda: int(1, 10), lambda: int(None), lambda: int([]),
              lambda: int('1', 'a'), lambda: int(base=10), lambda: int(x=1), lambda: int(float('nan')),
              lambda: int(float('inf')), lambda: int(1e30), lambda: int(-0.5), lambda: int(True), lambda: int(1j)]:
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)


class N:
    def __init__(self, **methods):
        for name, value in methods.items():
            setattr(type(self), name, lambda self, value=value: value)


for name in ('__int__', '__index__', '__float__', '__complex__'):
    for value in (5, True, 2.5, 'x', None, 3j):
        C = type('C', (), {name: lambda self, value=value: value})
        for kind in (int, float, complex, round, abs, bin, divmod, range):
            try:
                print(name, value, kind.__name__, kind(C()), end='; ')
            except Exception as error:
                print(name, value, kind.__name__, type(error).__name__, error, end='; ')
        print()
