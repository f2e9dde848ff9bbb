class Manager:
    def __init__(self, name, swallows=False):
        self.name, self.swallows = name, swallows
    def __enter__(self):
        print('enter', self.name)
        return self.name
    def __exit__(self, kind, value, traceback):
        print('exit', self.name, kind and kind.__name__, value)
        return self.swallows


def shown(value):
    text = repr(value)
    at = text.find(' at 0x')
    return text if at < 0 else text[:at]


def run(number, function, *arguments):
    try:
        result = function(*arguments)
        if hasattr(result, 'send'):
            result = drive(result)
        print(number, '->', shown(result))
    except BaseException as error:
        chain = []
        while error is not None:
            chain.append(type(error).__name__ + ': ' + shown(error.args))
            error = error.__cause__ or error.__context__
        print(number, '!', ' < '.join(chain))


def drive(generator):
    got = []
    try:
        got.append(next(generator))
        for step in range(6):
            if step == 2:
                got.append(generator.send('sent'))
            elif step == 4:
                got.append(generator.throw(ValueError('thrown')))
            else:
                got.append(next(generator))
        generator.close()
    except StopIteration as stop:
        got.append(('stop', stop.value))
    return got


def inner(n):
    try:
        got = yield n
        print('inner got', shown(got))
        yield got
    except ValueError as error:
        print('inner caught', error)
        return 'caught'
    finally:
        print('inner done')


def f0(a, b=1, *c, d=4):
    if (b := sum(i for i in range(0))):
        raise
        2.5
    try:
        b, *a = 2, ([a, 1], *d)
    finally:
        b = sum(i for i in range(3))
        a = 3
        if [c, 0]:
            v1 = 0
            while v1 < 5:
                v1 += 1
                if v1 > 3: v1 = 99
                (a, (d, b)) = b, (((b, *[1, 2]), *()), c)
                with Manager('p'), Manager('q', True) as d:
                    print('at', 'v2')
                    with Manager('v3', False) as d:
                        c *= (b, *[1, 2])
                        b = d
                b = f'{c!r:>1}|{7:02d}'
            else:
                v4 = 0
                while v4 < 5:
                    v4 += 1
                    if v4 > 3: v4 = 99
                    d, *a = (lambda q=c, *w: (q, w, b))((not b)), f'{c!r:>8}|{8:02d}'
                print(65, shown((not (b if 1 else 1))))
                print('at', 'v5')
        else:
            print('at', 'v6')
            d = (lambda q=d, *w: (q, w, c))('x')
            raise ValueError(2.5)
    return (-3, *d)


def f1(a, b=1, *c, d=4):
    (b, (d, a)) = c, (d, a)
    return a


def f2(a, b=1, *c, d=4):
    v7 = 0
    while v7 < 5:
        v7 += 1
        if v7 > 3: v7 = 99
        with Manager('p'), Manager('q', False) as d:
            a, *b = sum(i for i in range(3)), (not (lambda q=b, *w: (q, w, b))([c, 0]))
            if ((b := [c, 2]) < (a := [d, 1])):
                a, *c = (c or -2), (b := [b, 0])
                try:
                    for c in range(3):
                        del a
                        print(58, shown(d))
                        b -= b
                    else:
                        b = 'x'
                        c = d
                    for a in (x for x in (3, 4)):
                        print('at', 'v8')
                        c = [(not b) for i in range(0) if b]
                        a = d
                    else:
                        (c, *[1, 2])
                        b = d
                        print(8, shown(None))
                    print('locals', sorted(k for k in locals() if len(k) == 1))
                except ArithmeticError:
                    for a in (x for x in (3, 4)):
                        c = a
                        a = -2
                except TypeError as e:
                    print('locals', sorted(k for k in locals() if len(k) == 1))
                    d = -3
                    print(90, shown({}))
                else:
                    b = [d, 0]
                    (a, *())
                    print(30, shown(d))
                finally:
                    print(89, shown([b, 1]))
                    d = -1
                ((5 if [b, 1] else d), *[1, 2])
            break
        c = None
    print('at', 'v9')
    return b


def f3(a, b=1, *c, d=4):
    yield a
    try:
        for a in list(range(2)):
            if [[[d, 1] for i in range(2) if i] for i in range(1) if i]:
                d, *c = sum(i for i in range(3)), [a, 1]
            v10 = 0
            while v10 < 5:
                v10 += 1
                if v10 > 3: v10 = 99
                try:
                    try:
                        raise IndexError(1) from ZeroDivisionError(2)
                    finally:
                        b = [d, 1]
                except Exception as e:
                    b = d
                finally:
                    c = (a if 3 else b)
                    raise KeyError(f'{d!r:>6}|{0:03d}')
            else:
                a *= sum(i for i in range(2))
        else:
            a = f'{a!r:>8}|{3:03d}'
            raise ValueError(1) from ValueError(2)
            yield a
        d = [c, 0]
        b = 2
    except Exception:
        a = yield b
        a = yield from (1, 2)
        print(69, shown((not (not c))))
    finally:
        a = 4
        c *= ((not 'yz') // -2)
    c *= f'{a!r:>7}|{5:03d}'
    yield 'last'
    return 2.5


def f4(a, b=1, *c, d=4):
    a = {}
    print('at', 'v11')
    yield 'last'
    return d


def f5(a, b=1, *c, d=4):
    if ('yz', *c):
        try:
            for c in (b := b):
                break
                try:
                    a = ((d := [a, 0]), *c)
                    return (sum(i for i in range(3)), *())
                    with Manager('v12', False) as a:
                        return [(d := c) for i in range(2) if i % 2]
                except LookupError:
                    v13 = 0
                    while v13 < 5:
                        v13 += 1
                        if v13 > 2: break
                        c = f'{b!r:>5}|{0:02d}'
                        a = c
                    try:
                        d = [b for i in range(0) if c]
                        print(63, shown(['x' for i in range(3) if i % 2]))
                        a = yield from range(2)
                    finally:
                        continue
                except LookupError as d:
                    (b, (d, b)) = [4 for i in range(2) if i], ('yz', b)
                    a = sum(i for i in range(4))
                    continue
                else:
                    with Manager('p'), Manager('q', True) as d:
                        b = yield from inner(a)
                        yield [a for i in range(1) if i]
                finally:
                    print(97, shown(f'{c!r:>4}|{6:03d}'))
                    continue
                d = f'{d!r:>8}|{1:01d}'
            b = (not ())
        finally:
            c -= [c, 2]
            print('at', 'v14')
            b = yield d
    yield 'last'
    return b

run(0, f0, 3)
run(0, f0, 0, [])
run(0, f0, 's', 2, 3)
run(0, f0, [1, 2])
run(1, f1, 3)
run(1, f1, 0, [])
run(1, f1, 's', 2, 3)
run(1, f1, [1, 2])
run(2, f2, 3)
run(2, f2, 0, [])
run(2, f2, 's', 2, 3)
run(2, f2, [1, 2])
run(3, f3, 3)
run(3, f3, 0, [])
run(3, f3, 's', 2, 3)
run(3, f3, [1, 2])
run(4, f4, 3)
run(4, f4, 0, [])
run(4, f4, 's', 2, 3)
run(4, f4, [1, 2])
run(5, f5, 3)
run(5, f5, 0, [])
run(5, f5, 's', 2, 3)
run(5, f5, [1, 2])
