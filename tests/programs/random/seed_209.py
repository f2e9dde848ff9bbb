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
    try:
        b = c
        print('at', 'v1')
    finally:
        return d
        v2 = 0
        while v2 < 5:
            v2 += 1
            if v2 > 2: break
            try:
                try:
                    c = 5
                    c = -1
                except (TypeError, ZeroDivisionError):
                    c = (c := {b: i for i in range(0)})
                    d = {b: i for i in range(1)}
                else:
                    [a, 1]
                b *= c
            except (ZeroDivisionError, RuntimeError):
                b = (() if (b := a) else (() % 3))
                c = [a, 1]
                b *= (a := a)
            except:
                raise KeyError(1) from ValueError(2)
                d = 5
                a = (0 + (b := -2))
            else:
                b = a
        else:
            b = a
            b = sum(i for i in range(3))
            c = sum(i for i in range(0))
    return ((0 // 0) if [] else 2)


def f1(a, b=1, *c, d=4):
    raise
    c //= c
    print('locals', sorted(k for k in locals() if len(k) == 1))
    yield 'last'
    return b


def f2(a, b=1, *c, d=4):
    c *= c
    try:
        match -1:
            case []:
                for a in [1, 2, 3]:
                    for c in (x for x in (3, 4)):
                        return ['x' for i in range(1) if (b if a else a)]
                        c = {d: i for i in range(1)}
                    with Manager('v3', False) as b:
                        b = ([d, 0] if b else 0)
                        a = sum(i for i in range(0))
                        raise
                    if f'{c!r:>7}|{5:03d}':
                        print('at', 'v4')
                else:
                    b = [a for i in range(3) if (3 + d)]
            case int(z):
                {(d if b else c): i for i in range(2)}
                raise
            case _:
                assert a, a
                a += (not (not [d, 0]))
        d = f'{b!r:>1}|{6:02d}'
        raise TypeError(-2)
    except ZeroDivisionError:
        a = 3
        c -= (b if d else a)
    except:
        a = d
        c = (b := 0)
        []
    return d


def f3(a, b=1, *c, d=4):
    c -= (([b, 0], *()) if None else (lambda q={}, *w: (q, w, a))(b))
    return [d, 1]


def f4(a, b=1, *c, d=4):
    yield a
    d = yield from range(2)
    yield 'last'
    return ((c if 4 else [a, 2]) | -3)


def f5(a, b=1, *c, d=4):
    print('locals', sorted(k for k in locals() if len(k) == 1))
    d = (1 is [b, 0])
    with Manager('v5', False) as b:
        try:
            a += ((d if c else d) if (not d) else f'{b!r:>4}|{8:02d}')
            raise RuntimeError(2.5)
        except ArithmeticError as e:
            try:
                if d:
                    (a, (b, c)) = (not c), (((b := -1) or []), d)
                    try:
                        b = ('x', *())
                    except LookupError as e:
                        print(82, shown(d))
                        print('at', 'v6')
                    finally:
                        return (lambda q=(), *w: (q, w, b))(a)
                    b = f'{d!r:>7}|{6:01d}'
                else:
                    d -= ((b := [a, 0]) == d)
            finally:
                a *= None
                d = b
            d -= [b, 2]
        c
        c = [(b, *b) for i in range(0) if i % 2]
    return ((-1 ^ [b, 2]), *())

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
