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
    yield a
    v1 = 0
    while v1 < 5:
        v1 += 1
        if v1 > 3: v1 = 99
        if sum(i for i in range(4)):
            try:
                print('locals', sorted(k for k in locals() if len(k) == 1))
                try:
                    v2 = 0
                    while v2 < 5:
                        v2 += 1
                        if v2 > 3: break
                        c -= (c := 2)
                    else:
                        d = (-1 if (a if [b, 0] else -1) else [b for i in range(0) if i % 2])
                        d = [b for i in range(2) if (not a)]
                    try:
                        a = (not (lambda q=2.5, *w: (q, w, d))(-3))
                    except LookupError:
                        c = a
                        break
                        a = {(True if [d, 2] else -3): i for i in range(1)}
                    except ArithmeticError as e:
                        a = [a, 1]
                        a *= a
                        break
                except LookupError as d:
                    break
            except (RuntimeError, TypeError):
                a = ((not c) if a else b)
                assert [(0, *()) for i in range(1) if i % 2], c
                assert ([2.5 for i in range(0) if i] if a else (a := 3)), c
            except (IndexError, StopIteration) as e:
                c = (d := 2.5)
            finally:
                d //= b
                a = yield a
                yield c
        elif -2:
            b *= 5
            c = (not (c if b else c))
        else:
            print(50, shown((b := -2)))
    yield 'last'
    return (not 5)


def f1(a, b=1, *c, d=4):
    with Manager('v3', True) as a:
        try:
            assert [c, 0], b
        except ValueError:
            try:
                print(46, shown(a))
            finally:
                match b:
                    case [_, _]:
                        a += [a, 1]
                    case str() | None if b:
                        a = (a if [a for i in range(2) if i] else 1)
                    case _:
                        a = ((c if True else b) < sum(i for i in range(0)))
                        assert a, c
                        c = a
        except ZeroDivisionError:
            if [d, 1]:
                with Manager('v4', False) as d:
                    class Cv5:
                        tag = 3
                        def __getitem__(self, other): return ('__getitem__', shown(other), self.tag)
                        @property
                        def half(self): return self.tag // 0
                        def __repr__(self): return f'Cv5({self.__dict__})'
                    print(shown(Cv5()['i']), Cv5.__mro__[1].__name__)
                    print(Cv5().half)
                    c = (not {a: i for i in range(2)})
                try:
                    try:
                        b = (b := 'yz')
                        c = (not (lambda q=b, *w: (q, w, c))(-2))
                    finally:
                        b = -2
                        raise IndexError((not [c, 2]))
                        b = 3
                    print(24, shown(((lambda q=0, *w: (q, w, b))(b), *b)))
                    print('at', 'v6')
                except LookupError:
                    d = (a, *())
                    d = [(c if [a, 2] else a) for i in range(1) if i % 2]
                    a
                except LookupError as c:
                    d = ([-2 for i in range(0) if i] if sum(i for i in range(1)) else (b := -3))
                finally:
                    return (a := -1)
                    d = b
                    b = (a := [[b, 1] for i in range(3) if i % 2])
                a = d
        else:
            b = (not (a := d))
            return {}
            d -= {([d, 2] % [b, 0]): i for i in range(1)}
        c = -3
        a = f'{b!r:>6}|{4:03d}'
    return a


def f2(a, b=1, *c, d=4):
    yield a
    c = [b, 1]
    try:
        class Cv7(list):
            tag = 8
            def __add__(self, other): return ('__add__', shown(other), self.tag)
            @property
            def half(self): return self.tag - 1
            def __repr__(self): return f'Cv7({self.__dict__})'
        print(shown(Cv7() + 1), Cv7.__mro__[1].__name__)
        for c in (x for x in (3, 4)):
            if (a := [c, 2]):
                for c in (x for x in (3, 4)):
                    try:
                        d = (not (2 if 3 else c))
                        print('at', 'v8')
                    except (ZeroDivisionError, ValueError) as e:
                        print('at', 'v9')
                    except (RuntimeError, TypeError) as e:
                        break
                    except:
                        a += []
                        c *= {2: i for i in range(2)}
                        d = [c, 0]
                    try:
                        a //= 1
                    except Exception:
                        break
                        yield [d, 2]
                    finally:
                        d = b
                    raise KeyError(1) from IndexError(2)
                else:
                    d = ((-2 and 3), *c)
                    print(31, shown((f'{b!r:>8}|{0:01d}' if b else (True if c else -3))))
                print(46, shown(()))
                c *= (a, *c)
            elif [c, 1]:
                c = (c := -3)
                a = yield d
                raise KeyError([(not 1) for i in range(1) if (b if a else b)])
            a = 5
            print(81, shown({(d := d): i for i in range(1)}))
    except LookupError as c:
        d = c
        return (b := [a, 1])
        print(38, shown(sum(i for i in range(0))))
    else:
        print('at', 'v10')
        b -= -2
    finally:
        a *= -3
        c -= [b, 2]
        b = a
    yield 'last'
    return (d := sum(i for i in range(4)))


def f3(a, b=1, *c, d=4):
    print('at', 'v11')
    print('locals', sorted(k for k in locals() if len(k) == 1))
    return [b, 1]


def f4(a, b=1, *c, d=4):
    print(44, shown(b))
    try:
        c = ()
        def v12(p, *rest, key=3, **more):
            nonlocal c
            c = (c, p)
            return c, (a - f'{a!r:>8}|{0:02d}')
        print(shown(v12(d, 1)))
        match ((lambda q=True, *w: (q, w, c))(d), *()):
            case bool():
                try:
                    if -1:
                        ((d, *[1, 2]) if (None == a) else 0)
                        print('at', 'v13')
                    elif 5:
                        d = {1: i for i in range(1)}
                        c = (3 - (4 if c else 2))
                    else:
                        print(14, shown(sum(i for i in range(4))))
                        print(4, shown((lambda q=[c for i in range(2) if i], *w: (q, w, c))((c, *[1, 2]))))
                    def v14(p, *rest, key=4, **more):
                        nonlocal c
                        c = (c, p)
                        return c, {(b | b): i for i in range(2)}
                    print(shown(v14((not (not [c, 1])), *(1, 2))))
                except Exception as e:
                    if (c, *()):
                        print(24, shown((not sum(i for i in range(1)))))
                        5
                    else:
                        a = [f'{d!r:>5}|{8:02d}' for i in range(0) if i % 2]
                        d = 2
                        print(30, shown((d and ([], *()))))
                finally:
                    d = [a, 0]
                    b = b
                    b = c
                return d
            case {'k': y}:
                raise ValueError(f'{a!r:>7}|{7:03d}')
                raise
            case _:
                a = b
                c -= ([c for i in range(0) if b] if a else [b, 2])
    except LookupError as b:
        d //= {(a if b else b): i for i in range(1)}
        raise ValueError(1) from ValueError(2)
    return [c, 1]


def f5(a, b=1, *c, d=4):
    raise KeyError(d)
    try:
        if (lambda q=3, *w: (q, w, d))((5, *a)):
            c = yield from (1, 2)
            for a in range(3):
                b = a
                raise IndexError(([d, 0] if sum(i for i in range(2)) else f'{b!r:>1}|{8:03d}'))
        yield True
        c += sum(i for i in range(1))
    except LookupError:
        raise KeyError(1) from ZeroDivisionError(2)
        if (not (c := d)):
            if (not c):
                try:
                    if ():
                        print(36, shown((() | (1, *()))))
                        c = [b, 2]
                    else:
                        yield b
                    yield (((), *d) + ([], *()))
                except LookupError as b:
                    try:
                        d = (c if [c, 2] else (lambda q=[d, 1], *w: (q, w, b))(d))
                        d = ([a, 2], *[1, 2])
                        d = (d if [[d, 1] for i in range(2) if i % 2] else sum(i for i in range(0)))
                    except ArithmeticError as e:
                        return (c, *d)
                        d = f'{b!r:>4}|{4:01d}'
                    except LookupError:
                        b = yield from []
                        b = yield from inner(a)
                    except:
                        a = c
                        d = (d := c)
                        c = 5
                    finally:
                        print(2, shown(a))
                        a = yield d
                        a = sum(i for i in range(4))
                except (RuntimeError, TypeError) as b:
                    d = (b := (not a))
                    print(90, shown(b))
                    print(26, shown(4))
                finally:
                    d = (b := b)
                    print('at', 'v15')
                c += d
            elif (c := d):
                d = 1
                d = yield from inner(a)
                b = -1
            d += (not [[d, 0] for i in range(1) if i])
            c = [f'{a!r:>8}|{3:02d}' for i in range(0) if c]
        else:
            b = [(not [b, 0]) for i in range(1) if i % 2]
            d *= (a < 5)
            b = 2
        return (1, *())
    except:
        yield f'{a!r:>1}|{1:01d}'
        d = a
        return a
    yield 'last'
    return []

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
