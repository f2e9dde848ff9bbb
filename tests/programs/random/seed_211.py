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
    if (lambda q=3, *w: (q, w, d))(()):
        with Manager('v1', False) as c:
            0
            (b, (d, a)) = f'{c!r:>4}|{1:01d}', (f'{d!r:>7}|{1:03d}', c)
            a *= [c, 0]
    else:
        class Cv2:
            tag = 4
            def __eq__(self, other): return ('__eq__', shown(other), self.tag)
            @property
            def half(self): return self.tag - 1
            def __repr__(self): return f'Cv2({self.__dict__})'
        print(shown(Cv2() == a), Cv2.__mro__[1].__name__)
        for c in list(range(2)):
            try:
                try:
                    d = ((a and c) < (2.5, *()))
                    with Manager('p'), Manager('q', True) as d:
                        d = a
                        print(50, shown((not (c if [c, 0] else b))))
                    (b, (b, b)) = (b := (c := 3)), ((lambda q=([c, 2] if a else c), *w: (q, w, d))((lambda q=[a, 1], *w: (q, w, d))(-1)), d)
                except ArithmeticError as c:
                    print(4, shown((([d, 0] if b else c), *())))
                except:
                    a = 4
                    print(59, shown(-1))
                    (not [c, 0])
                else:
                    raise StopIteration(1) from ValueError(2)
                    raise ZeroDivisionError((d if (-3 * b) else [a, 0]))
                raise TypeError(1) from KeyError(2)
                print(15, shown((b := [2.5 for i in range(3) if a])))
            finally:
                print(45, shown({(not -3): i for i in range(1)}))
                (sum(i for i in range(4)) if [3 for i in range(1) if 2.5] else ([a, 0] if 'yz' else a))
                c = b
            print(14, shown({{'yz': i for i in range(0)}: i for i in range(1)}))
    return (not f'{d!r:>2}|{2:02d}')


def f1(a, b=1, *c, d=4):
    v3 = 0
    while v3 < 5:
        v3 += 1
        if v3 > 3: break
        try:
            def v4(p, *rest, key=7, **more):
                nonlocal a
                a = (a, p)
                return a, 3
            print(shown(v4((4 and (d, *[1, 2])), *(1, 2))))
        except ArithmeticError as e:
            c = f'{c!r:>6}|{1:03d}'
        except (KeyError, RuntimeError):
            d, *c = ((b := 1), *[1, 2]), f'{d!r:>7}|{1:02d}'
            raise TypeError(1)
            break
        else:
            print('locals', sorted(k for k in locals() if len(k) == 1))
            print(17, shown((not None)))
            print(27, shown(c))
        if (f'{c!r:>3}|{1:01d}' is [c for i in range(0) if i]):
            b = [c, 1]
        a = [c, 1]
    else:
        print(35, shown([c, 2]))
        a = {}
        print('at', 'v5')
    return sum(i for i in range(3))


def f2(a, b=1, *c, d=4):
    sum(i for i in range(3))
    return sum(i for i in range(4))


def f3(a, b=1, *c, d=4):
    if ():
        a = ((b == b), *b)
    return (b := 2.5)


def f4(a, b=1, *c, d=4):
    match sum(i for i in range(0)):
        case [_, _]:
            for b in list(range(2)):
                v6 = 0
                while v6 < 5:
                    v6 += 1
                    if v6 > 3: v6 = 99
                    b = (lambda q=b, *w: (q, w, d))((lambda q=3, *w: (q, w, b))(5))
                    if True:
                        d = 2
                        d = [(b := 0) for i in range(3) if i % 2]
                    elif ((not -2), *()):
                        b = b
                        print(35, shown((((), *()) if ('yz' - -3) else c)))
                    (c, (a, a)) = None, (-1, a)
                try:
                    b = 1
                    if 5:
                        raise
                        break
                        raise TypeError(5)
                except ArithmeticError:
                    b = (not {a: i for i in range(1)})
                finally:
                    (b, (b, b)) = a, ((f'{d!r:>4}|{1:01d}', *()), d)
                    if a:
                        b += ((c and a), *())
                        continue
                        print(43, shown({(d if d else a): i for i in range(2)}))
                    elif d:
                        (lambda q=(lambda q=[b, 2], *w: (q, w, c))(a), *w: (q, w, a))(-1)
                    else:
                        b -= (lambda q=4, *w: (q, w, a))(c)
                        assert (a if sum(i for i in range(0)) else [c for i in range(1) if i % 2]), c
                        b = 2
            else:
                c = c
                d = [d, 1]
                print('at', 'v7')
            d += (d := None)
            raise IndexError((d := (not -3)))
        case -1:
            c = ([c, 2] and -2)
        case _:
            c *= f'{c!r:>1}|{6:01d}'
            print(51, shown(a))
            c = f'{a!r:>4}|{7:01d}'
    return [d, 0]


def f5(a, b=1, *c, d=4):
    b = [d, 0]
    return (c | ([d, 2] is 4))

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
