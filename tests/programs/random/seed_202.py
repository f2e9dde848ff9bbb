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
    class Cv1(dict):
        tag = 6
        def __getitem__(self, other): return ('__getitem__', shown(other), self.tag)
        @property
        def half(self): return self.tag / 2
        def __repr__(self): return f'Cv1({self.__dict__})'
    print(shown(Cv1()['i']), Cv1.__mro__[1].__name__)
    class Cv2:
        tag = 8
        def __lt__(self, other): return ('__lt__', shown(other), self.tag)
        @property
        def half(self): return self.tag // 0
        def __repr__(self): return f'Cv2({self.__dict__})'
    print(shown(Cv2() < 2), Cv2.__mro__[1].__name__)
    print(Cv2().half)
    return (not [d, 1])


def f1(a, b=1, *c, d=4):
    with Manager('p'), Manager('q', False) as d:
        try:
            c, *d = (not (not a)), 'yz'
        except (KeyError, KeyError) as e:
            (b, (b, d)) = ([() for i in range(1) if c] and (a is d)), (f'{c!r:>6}|{6:01d}', b)
        except ZeroDivisionError as b:
            a = f'{c!r:>2}|{4:03d}'
            return (not [None for i in range(1) if i])
        finally:
            try:
                v3 = 0
                while v3 < 5:
                    v3 += 1
                    if v3 > 3: break
                    raise KeyError(1) from StopIteration(2)
                else:
                    match d:
                        case bool():
                            b = sum(i for i in range(3))
                            c = sum(i for i in range(3))
                            print(83, shown(((not -1) - (4 is [b, 0]))))
                        case [x, *rest]:
                            assert c, d
                        case _:
                            [0 for i in range(1) if i % 2]
                            1
                def v4(p, *rest, key=4, **more):
                    nonlocal b
                    b = (b, p)
                    return b, (not 1)
                print(shown(v4(((3, *[1, 2]) + [d, 1]), *(1, 2))))
            finally:
                try:
                    raise TypeError(([b, 1] if [b, 1] else a))
                    with Manager('v5', False) as c:
                        b = f'{a!r:>1}|{0:02d}'
                    raise ZeroDivisionError(d)
                except Exception as c:
                    return [c, 2]
                    print(52, shown(((b := b), *())))
                except (RuntimeError, IndexError) as b:
                    print('at', 'v6')
                else:
                    print(42, shown([[c, 2] for i in range(2) if i % 2]))
                    raise RuntimeError(f'{c!r:>4}|{1:03d}')
                    c = (([b, 2] + True) < (0 if a else [a, 1]))
                finally:
                    print('at', 'v7')
                b *= c
                print(7, shown([c, 2]))
            assert [c, 0], b
            print('at', 'v8')
    del b
    return a


def f2(a, b=1, *c, d=4):
    try:
        try:
            try:
                if (not (a if c else 0)):
                    v9 = 0
                    while v9 < 5:
                        v9 += 1
                        if v9 > 3: break
                        c = yield from []
                        return c
                    c = None
                elif -2:
                    class Cv10:
                        tag = 1
                        def __eq__(self, other): return ('__eq__', shown(other), self.tag)
                        @property
                        def half(self): return self.tag / 2
                        def __repr__(self): return f'Cv10({self.__dict__})'
                    print(shown(Cv10() == a), Cv10.__mro__[1].__name__)
                    try:
                        d -= d
                        a += sum(i for i in range(1))
                    except RuntimeError as e:
                        c = f'{b!r:>6}|{4:01d}'
                    else:
                        b = (f'{b!r:>2}|{4:03d}', *[1, 2])
                        a = yield from inner(a)
                    finally:
                        raise TypeError(1) from IndexError(2)
                else:
                    yield sum(i for i in range(4))
                    c = ()
                    raise TypeError(([], *a))
                d = -2
            except (ValueError, ValueError) as e:
                print(97, shown(f'{a!r:>3}|{2:03d}'))
                b -= (not sum(i for i in range(1)))
                raise KeyError(c)
            except LookupError:
                raise TypeError(d)
                a = sum(i for i in range(4))
                a = (not (b := -2))
            else:
                b = (c := (lambda q=True, *w: (q, w, c))(0))
                b -= ([], *[1, 2])
            d = d
        except RuntimeError as e:
            print('at', 'v11')
            print(20, shown([(1 + b) for i in range(0) if [d, 0]]))
            raise RuntimeError(sum(i for i in range(4)))
        finally:
            b //= ((lambda q=1, *w: (q, w, c))(True) if (not b) else a)
            a = -3
        d = yield from []
        c = yield a
    except KeyError as e:
        d = f'{d!r:>3}|{8:01d}'
        a = yield d
        a = (b - sum(i for i in range(2)))
    finally:
        d //= 3
        yield (sum(i for i in range(3)), *())
        return (lambda q=1, *w: (q, w, a))((c := [a, 1]))
    print(76, shown([a for i in range(0) if [b, 0]]))
    yield 'last'
    return d


def f3(a, b=1, *c, d=4):
    with Manager('v12', False) as a:
        print('at', 'v13')
        if [c for i in range(2) if i]:
            d *= 2
            try:
                assert c, d
            except Exception as c:
                if (2, *()):
                    raise ValueError([(a := a) for i in range(3) if i])
                    v14 = 0
                    while v14 < 5:
                        v14 += 1
                        if v14 > 3: break
                        raise RuntimeError(-2)
                        c = sum(i for i in range(2))
                        assert {}, a
                else:
                    for c in list(range(2)):
                        print(41, shown(((c, *[1, 2]), *c)))
                try:
                    (b, (d, c)) = (1 and a), (({[a, 2]: i for i in range(0)}, *[1, 2]), b)
                    if (b, *[1, 2]):
                        d = ((b if c else d) if [d, 2] else (-1 if a else b))
                        sum(i for i in range(2))
                    v15 = 0
                    while v15 < 5:
                        v15 += 1
                        if v15 > 3: v15 = 99
                        a = 4
                        b = sum(i for i in range(0))
                finally:
                    return [b, 1]
                    return (not (() if d else a))
                b -= f'{c!r:>2}|{7:02d}'
            else:
                b = a
                raise ZeroDivisionError([[-1 for i in range(2) if i % 2] for i in range(1) if ([b, 0] if 1 else 1)])
                c = 'x'
        elif ([c for i in range(3) if i % 2] if c else (-3 if 4 else a)):
            raise ZeroDivisionError(c)
            raise KeyError(1) from TypeError(2)
            assert d, a
        b = (a := f'{a!r:>8}|{4:03d}')
    b = (2.5, *[1, 2])
    raise IndexError(())
    return 4


def f4(a, b=1, *c, d=4):
    yield a
    try:
        print('at', 'v16')
        print('at', 'v17')
    except Exception as e:
        print('locals', sorted(k for k in locals() if len(k) == 1))
    except (ValueError, ZeroDivisionError):
        for a in 'x':
            for b in list(range(2)):
                match ((lambda q=a, *w: (q, w, a))('x') and b):
                    case {**others} if c:
                        d = yield from inner(a)
                    case str() | None if a:
                        a -= (-3, *d)
                        a = a
                    case _:
                        print(8, shown(f'{a!r:>8}|{8:03d}'))
                b = [(a := a) for i in range(3) if {}]
            raise
        d = a
        print(28, shown([c, 0]))
    else:
        c = [c, 1]
        print('at', 'v18')
    b = {sum(i for i in range(3)): i for i in range(2)}
    yield 'last'
    return (d := a)


def f5(a, b=1, *c, d=4):
    try:
        c = yield a
        b = 4
        if d:
            print('locals', sorted(k for k in locals() if len(k) == 1))
    except TypeError:
        b -= (a := f'{d!r:>6}|{7:01d}')
        print(32, shown([d, 2]))
    except:
        for d in [1, 2, 3]:
            try:
                try:
                    assert (not b), c
                    try:
                        raise KeyError(((lambda q=c, *w: (q, w, a))(a) % {[b, 0]: i for i in range(1)}))
                        c *= (sum(i for i in range(2)) if () else c)
                        d = a
                    except LookupError as c:
                        print(22, shown(c))
                        print(8, shown(c))
                        raise KeyError(sum(i for i in range(4)))
                    except Exception as b:
                        a = (not [b for i in range(3) if c])
                    finally:
                        print('at', 'v19')
                    class Cv20(dict):
                        tag = 4
                        def __getitem__(self, other): return ('__getitem__', shown(other), self.tag)
                        @property
                        def half(self): return self.tag - 1
                        def __repr__(self): return f'Cv20({self.__dict__})'
                    print(shown(Cv20()['i']), Cv20.__mro__[1].__name__)
                except (ZeroDivisionError, StopIteration):
                    if ((a := b), *[1, 2]):
                        d -= a
                    elif (b if sum(i for i in range(4)) else b):
                        c = (not 4)
                        c = ((c, *()) < {d: i for i in range(1)})
                    a = yield from (1, 2)
                    d = c
                d = -1
            finally:
                c = yield b
                break
                yield (not 'yz')
            b //= {([a, 1], *()): i for i in range(0)}
        raise StopIteration((c := 3))
    else:
        return 'yz'
        c = -2
    finally:
        yield 'x'
        print('at', 'v21')
    b -= ((b, *a) % b)
    yield 'last'
    return (a := a)

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
