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
    with Manager('v1', True) as a:
        a //= 5
        d = 3
        c += c
    return ((lambda q=[a, 1], *w: (q, w, a))(a) if (True if a else b) else [5 for i in range(3) if i % 2])


def f1(a, b=1, *c, d=4):
    with Manager('p'), Manager('q', True) as d:
        try:
            for b in (not a):
                try:
                    print(5, shown({([] if 3 else 4): i for i in range(2)}))
                except ZeroDivisionError as e:
                    b, *a = b, True
                    v2 = 0
                    while v2 < 5:
                        v2 += 1
                        if v2 > 3: break
                        a = (lambda q=(lambda q=d, *w: (q, w, b))(5), *w: (q, w, a))((not 3))
                    else:
                        d += ((c := 2), *())
                    d = (b := sum(i for i in range(0)))
                except Exception as e:
                    def v3(p, *rest, key=0, **more):
                        nonlocal d
                        d = (d, p)
                        return d, []
                    print(shown(v3(((not -3) is (not d)), *(1, 2))))
                    v4 = 0
                    while v4 < 5:
                        v4 += 1
                        if v4 > 2: break
                        continue
                    print(88, shown((d if f'{c!r:>8}|{7:02d}' else sum(i for i in range(0)))))
            else:
                print(86, shown((3 if (True % 5) else 2)))
                raise IndexError(0)
        except ZeroDivisionError as e:
            a = f'{a!r:>2}|{7:01d}'
            d = ([-2 for i in range(3) if i % 2], *())
            c = ([b, 1] if a else sum(i for i in range(2)))
        except ArithmeticError as a:
            raise IndexError([b for i in range(0) if i % 2])
        b = 4
    return sum(i for i in range(0))


def f2(a, b=1, *c, d=4):
    raise TypeError([3 for i in range(2) if i])
    try:
        print('locals', sorted(k for k in locals() if len(k) == 1))
    finally:
        (b, (d, d)) = [c for i in range(0) if i], (5, a)
        with Manager('v5', False) as d:
            if a:
                if 'x':
                    print('locals', sorted(k for k in locals() if len(k) == 1))
                    d = (-1, *())
                else:
                    c -= [[b for i in range(3) if i % 2] for i in range(2) if sum(i for i in range(0))]
                a = (a := f'{b!r:>4}|{4:02d}')
            raise RuntimeError(1) from ZeroDivisionError(2)
            a = 1
        a = (not 5)
    b = (f'{a!r:>5}|{4:01d}', *())
    return (lambda q=[a, 2], *w: (q, w, c))({[d, 0]: i for i in range(2)})


def f3(a, b=1, *c, d=4):
    a = yield c
    if ((0 if [d, 2] else d), *()):
        match b:
            case int(z) if c:
                d, *d = 'x', sum(i for i in range(4))
            case {'k': y}:
                (c, (a, c)) = (not a), (f'{b!r:>6}|{6:01d}', c)
                a *= (-1, *())
            case _:
                if [a, 1]:
                    if sum(i for i in range(4)):
                        c //= 5
                    else:
                        d //= (-3, *[1, 2])
                        raise ZeroDivisionError((not f'{b!r:>5}|{2:03d}'))
                        print('at', 'v6')
                    def v7(p, *rest, key=0, **more):
                        nonlocal a
                        a = (a, p)
                        return a, d
                    print(shown(v7(f'{d!r:>8}|{5:01d}', 1)))
                    v8 = 0
                    while v8 < 5:
                        v8 += 1
                        if v8 > 3: break
                        c = (d := (True is [d, 0]))
                        a = c
                elif (b := f'{a!r:>3}|{1:03d}'):
                    with Manager('v9', False) as d:
                        print('at', 'v10')
                print('at', 'v11')
                (a, (c, b)) = d, ((b, *b), c)
    else:
        if None:
            print('at', 'v12')
            b = (f'{c!r:>7}|{0:01d}' == (not -3))
            with Manager('v13', False) as c:
                print(88, shown([2 for i in range(2) if [b for i in range(0) if d]]))
                c = yield c
                assert b, a
        elif c:
            d *= (d := 4)
            a -= [b, 0]
        a = c
        d = None
    b = yield from (1, 2)
    yield 'last'
    return 3


def f4(a, b=1, *c, d=4):
    yield a
    try:
        v14 = 0
        while v14 < 5:
            v14 += 1
            if v14 > 3: break
            if [b, 1]:
                print(84, shown(a))
                d = ((c := 4), *[1, 2])
                a //= {'x': i for i in range(0)}
            else:
                raise TypeError(d)
                print('locals', sorted(k for k in locals() if len(k) == 1))
            try:
                try:
                    d = []
                    class Cv15:
                        tag = 4
                        def __lt__(self, other): return ('__lt__', shown(other), self.tag)
                        @property
                        def half(self): return self.tag // 0
                        def __repr__(self): return f'Cv15({self.__dict__})'
                    print(shown(Cv15() < 2), Cv15.__mro__[1].__name__)
                    print(55, shown((lambda q=c, *w: (q, w, c))(sum(i for i in range(0)))))
                except ArithmeticError as e:
                    if ([d for i in range(0) if i % 2] if (4 if 2 else 4) else d):
                        d = (a := f'{d!r:>7}|{0:03d}')
                    else:
                        d = yield c
                else:
                    c = sum(i for i in range(4))
                    continue
                    print(21, shown((c := sum(i for i in range(1)))))
            except StopIteration as c:
                raise ValueError(sum(i for i in range(2)))
                print(93, shown(2))
                break
            finally:
                yield 1
                a = d
                b = (not True)
    except Exception:
        a *= c
    except Exception as e:
        b = d
    else:
        c //= d
    c *= d
    yield 'last'
    return []


def f5(a, b=1, *c, d=4):
    if [(not 5) for i in range(3) if i]:
        try:
            class Cv16(dict):
                tag = 4
                def __add__(self, other): return ('__add__', shown(other), self.tag)
                @property
                def half(self): return self.tag // 0
                def __repr__(self): return f'Cv16({self.__dict__})'
            print(shown(Cv16() + 1), Cv16.__mro__[1].__name__)
            print(Cv16().half)
            if 0:
                try:
                    b = (5, *[1, 2])
                except LookupError as e:
                    for b in list(range(2)):
                        -2
                        [[-3 for i in range(2) if i] for i in range(0) if i]
                    else:
                        c //= ()
                        c = [d, 1]
                    c, *a = 'x', (d, *[1, 2])
                finally:
                    print(80, shown((5 or (lambda q=0, *w: (q, w, d))(c))))
                    a -= [a, 0]
            elif [b, 0]:
                c = ((d, *()), *a)
                a = (f'{c!r:>7}|{0:01d}', *())
                a = [b, 0]
        finally:
            b = [-2 for i in range(3) if i]
            return 1
        b = sum(i for i in range(4))
    else:
        d = {(d, *()): i for i in range(1)}
        c = (lambda q=(a == [b, 1]), *w: (q, w, a))([2 for i in range(1) if 'yz'])
    return (d := None)
    return d

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
