for x in [0.5, 1.5, 2.5, -0.5, 2.675, 1e20, 123.456, -123.456, float('nan'), float('inf'), 0.0, -0.0]:
    for n in [None, 0, 1, 2, -1, -2, 400, -400]:
        try:
            print(round(x) if n is None else round(x, n), end=' ')
        except Exception as error:
            print(type(error).__name__, error, end=' ')
    print()
for x in [0, 5, 15, 25, -15, 12345, 10**20 + 5]:
    print([round(x, n) for n in (0, 1, -1, -2, -21)])
for base, power in [(2, 10), (2, -2), (0, 0), (0, -1), (-8, 1 / 3), (2.0, 1024), (-1, 0.5), (1j, 2), (2, 1j), (0j, -1),
                    (10, -400), (True, 5), (-2, 3), (0.0, -1), (float('inf'), 0), (7, 2)]:
    try:
        print(base ** power, end=' ')
    except Exception as error:
        print(type(error).__name__, error, end=' ')
print()
for arguments in [(3, 4, 5), (3, -1, 7), (2, -1, 4), (3, 4, 0), (3, 4, -5), (2.0, 2, 3), (2, 3, 1), (-3, 3, 5), ('a', 1, 2)]:
    try:
        print(pow(*arguments), end=' ')
    except Exception as error:
        print(type(error).__name__, error, end=' ')
print()
for a in (7, -7, 7.5, -7.5, 10**20):
    for b in (2, -2, 2.5, -2.5, 3):
        print(a // b, a % b, divmod(a, b), end=' ')
    print()
for use in [lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 % 0, lambda: divmod(1, 0), lambda: 1j / 0,
            lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 'a', lambda: ~1.5, lambda: 2.0 | 1, lambda: -'a',
            lambda: 1.5 // 0.0, lambda: 0 ** -1, lambda: 10.0 ** 400]:
    try:
        print(use())
    except Exception as error:
        print(type(error).__name__, error)
