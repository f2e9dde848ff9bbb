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
    return (4, *[1, 2])
    if (-1, *a):
        print('locals', sorted(k for k in locals() if len(k) == 1))
        for d in (x for x in (3, 4)):
            try:
                with Manager('v1', False) as c:
                    try:
                        raise TypeError((c := (c, *d)))
                    finally:
                        print(85, shown(((5 % 5) is {4: i for i in range(0)})))
                        print(82, shown('x'))
                        c += (lambda q=d, *w: (q, w, d))((a := b))
                    if d:
                        d //= f'{c!r:>1}|{1:01d}'
                    else:
                        c = [[d, 1] for i in range(1) if i]
                        print(73, shown((lambda q=[a, 0], *w: (q, w, b))(2.5)))
            except (IndexError, ValueError) as a:
                b *= f'{a!r:>1}|{1:03d}'
        c = [b, 1]
    (not [-1 for i in range(3) if i])
    return ((not c), *[1, 2])


def f1(a, b=1, *c, d=4):
    for b in range(3):
        print(9, shown([a, 2]))
        b = a
    else:
        try:
            def v2(p, *rest, key=8, **more):
                nonlocal a
                a = (a, p)
                return a, 1
            print(shown(v2([(5 if [c, 0] else d) for i in range(0) if i % 2], **{chr(120): 1})))
            print('locals', sorted(k for k in locals() if len(k) == 1))
            if sum(i for i in range(3)):
                c, *a = (b := (not [b, 1])), ()
                b *= a
                raise KeyError((not (c := b)))
            else:
                b = [(a, *[1, 2]) for i in range(3) if {-3: i for i in range(0)}]
        except LookupError as a:
            a = [4 for i in range(2) if (d, *[1, 2])]
            a = (lambda q=(3, *d), *w: (q, w, c))((b := c))
        except ArithmeticError:
            d = 4
        else:
            d -= d
            assert a, b
            c += {{'x': i for i in range(2)}: i for i in range(1)}
        d -= sum(i for i in range(2))
        print(94, shown((a if (1 // 1) else a)))
    d = yield b
    yield 'last'
    return c


def f2(a, b=1, *c, d=4):
    (a, (c, b)) = b, (2, c)
    with Manager('v3', False) as c:
        v4 = 0
        while v4 < 5:
            v4 += 1
            if v4 > 2: break
            if (b := 'x'):
                if ({True: i for i in range(0)}, *()):
                    try:
                        print('at', 'v5')
                        d = None
                    finally:
                        b = (not a)
                        print(88, shown((True is f'{d!r:>2}|{7:02d}')))
                elif -3:
                    c = ((3 is b) | a)
                b = [a, 1]
            elif (not (-3, *())):
                try:
                    for d in [1, 2, 3]:
                        break
                        c = [4 for i in range(3) if i % 2]
                    def v6(p, *rest, key=0, **more):
                        nonlocal a
                        a = (a, p)
                        return a, ([a, 0], *())
                    print(shown(v6(f'{d!r:>6}|{8:01d}', key=2)))
                    d = f'{d!r:>2}|{2:02d}'
                except Exception as e:
                    print(21, shown(d))
                break
                c = (not c)
            c = -2
        else:
            raise RuntimeError([(c, *()) for i in range(3) if i % 2])
            a //= (d := None)
            print(4, shown((() % [-3 for i in range(3) if i % 2])))
    return d


def f3(a, b=1, *c, d=4):
    for b in range(3):
        try:
            match f'{c!r:>3}|{7:01d}':
                case {'k': y}:
                    for a in range(3):
                        b *= a
                        b = (not b)
                        c += f'{b!r:>4}|{8:01d}'
                    else:
                        assert sum(i for i in range(1)), c
                        del c
                        c = -3
                case {**others} if a:
                    v7 = 0
                    while v7 < 5:
                        v7 += 1
                        if v7 > 3: v7 = 99
                        b = d
                    else:
                        c = [c, 1]
                    v8 = 0
                    while v8 < 5:
                        v8 += 1
                        if v8 > 3: v8 = 99
                        raise
                    del c
                case _:
                    print(98, shown([a, 1]))
                    d = (not a)
                    print('at', 'v9')
            d = b
            continue
        except LookupError as e:
            d += f'{d!r:>6}|{4:01d}'
            c = (d, *())
        except StopIteration as a:
            continue
        del a
        assert [b, 2], d
    else:
        raise
        print('at', 'v10')
    a //= f'{c!r:>6}|{0:01d}'
    a
    return f'{a!r:>4}|{3:03d}'


def f4(a, b=1, *c, d=4):
    class Cv11:
        tag = 2
        def __eq__(self, other): return ('__eq__', shown(other), self.tag)
        @property
        def half(self): return self.tag // 0
        def __repr__(self): return f'Cv11({self.__dict__})'
    print(shown(Cv11() == a), Cv11.__mro__[1].__name__)
    print(Cv11().half)
    v12 = 0
    while v12 < 5:
        v12 += 1
        if v12 > 3: v12 = 99
        match a:
            case int(z):
                if ((d := a) if 0 else (a if a else [c, 2])):
                    b = ((not 2.5) and (not 3))
                    try:
                        break
                        raise
                    except KeyError as e:
                        c = (b * 5)
                        b = a
                        b = [(not 5) for i in range(2) if d]
                    except Exception:
                        d = a
                        yield {}
                        a = d
                    except:
                        d = yield from range(2)
                    with Manager('v13', False) as c:
                        c = f'{d!r:>6}|{8:01d}'
                        a = (not 0)
                        b = 2.5
                elif b:
                    try:
                        d = d
                    except ValueError as c:
                        continue
                        a = yield b
                        raise TypeError(b)
                    except (KeyError, ZeroDivisionError) as b:
                        d = ([a, 0] if (b := a) else f'{b!r:>1}|{3:03d}')
                        a = yield a
                        raise ValueError(1) from IndexError(2)
                    finally:
                        print(80, shown(((4, *()), *())))
                        raise TypeError(d)
                        raise IndexError(1) from StopIteration(2)
                    continue
            case [_, _]:
                print(63, shown(f'{d!r:>6}|{7:03d}'))
                yield (d, *d)
            case _:
                c = (not 2)
        raise ZeroDivisionError(1) from TypeError(2)
        a *= c
    print('at', 'v14')
    yield 'last'
    return (-1 * (None if c else b))


def f5(a, b=1, *c, d=4):
    v15 = 0
    while v15 < 5:
        v15 += 1
        if v15 > 2: break
        print('locals', sorted(k for k in locals() if len(k) == 1))
        v16 = 0
        while v16 < 5:
            v16 += 1
            if v16 > 2: break
            v17 = 0
            while v17 < 5:
                v17 += 1
                if v17 > 3: break
                if []:
                    if (lambda q=a, *w: (q, w, a))((a % -1)):
                        2
                        print('at', 'v18')
                    elif (c if (not c) else f'{a!r:>1}|{0:02d}'):
                        c = {[]: i for i in range(1)}
                        a //= [a, 0]
                        print('at', 'v19')
                    else:
                        raise TypeError((not (2.5 % 4)))
                    try:
                        raise RuntimeError(True)
                    except ArithmeticError as e:
                        raise
                        return [2.5 for i in range(3) if i % 2]
                        d = [[4 for i in range(1) if i % 2] for i in range(3) if [a for i in range(0) if 0]]
                    except ArithmeticError as b:
                        del d
                    except:
                        b = (not ([b, 0] + ()))
                    finally:
                        a //= (b := f'{b!r:>3}|{1:03d}')
                else:
                    match c:
                        case -1:
                            a = c
                            a = (not (not None))
                        case str() | None:
                            print(52, shown((([a, 0], *()), *[1, 2])))
                            break
                            print(40, shown(-1))
                        case _:
                            a = b
                            del c
                    b = b
                    c
            c = c
            print('at', 'v20')
    else:
        [c, 2]
    (c == [d, 0])
    return (([] is [b, 0]) or b)

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
