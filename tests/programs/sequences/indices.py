class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


for what in ['abc', b'abc', [1, 2, 3], (1, 2, 3), range(3), bytearray(b'abc')]:
    for index in [0, -1, 3, -4, True, Index(1), 2**70, -2**70, 1.0, 'a', None, Index('x')]:
        try:
            print(what[index], end=' ')
        except Exception as error:
            print(type(error).__name__, error)
    print()
    for part in [slice(1, None), slice(None, None, -1), slice(-2, 99), slice(Index(1), Index(2)), slice(2**70),
                 slice(-2**70, None, 2), slice(None, None, 0), slice(1.5)]:
        try:
            print(what[part], end=' ')
        except Exception as error:
            print(type(error).__name__, error)
    print()
x = list(range(10))
x[2:5] = 'ab'
x[::3] = [0] * len(x[::3])
del x[-2:], x[1]
print(x)
for change in ['x[::2] = [1]', 'x[20]', 'x[20] = 1', 'del x[20]', 'x["a"] = 1', 'x[1:2] = 3', 'del x[1.5]']:
    try:
        exec(change)
    except Exception as error:
        print(change, '|', type(error).__name__, error)
