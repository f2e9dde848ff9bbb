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
    if (not (4 if [d, 0] else 4)):
        try:
            assert [a, 1], a
        except ArithmeticError as a:
            d, *c = (not 1), (f'{b!r:>1}|{6:02d}', *a)
        except ArithmeticError as b:
            try:
                if {(b if a else [b, 1]): i for i in range(1)}:
                    if a:
                        a = [a, 2]
                        print('at', 'v1')
                    elif ((not [d, 2]) or (d, *[1, 2])):
                        b = yield c
                    a, *c = [c, 2], d
                    try:
                        d = (b := sum(i for i in range(1)))
                    except KeyError as a:
                        assert [([c, 0], *()) for i in range(0) if b], c
                    except:
                        print('at', 'v2')
                        raise ValueError(sum(i for i in range(3)))
                        b = 'yz'
                    else:
                        yield 0
                        c = (lambda q=sum(i for i in range(0)), *w: (q, w, a))([c, 2])
                elif 3:
                    print('at', 'v3')
                    print('at', 'v4')
            except ArithmeticError:
                d = b
            finally:
                yield (4, *[1, 2])
    d //= [(a := d) for i in range(1) if i % 2]
    yield 'last'
    return ([d for i in range(2) if i] if (c, *b) else ([b, 2] * -2))


def f1(a, b=1, *c, d=4):
    b = -1
    for d in (c // (not None)):
        try:
            class Cv5(Exception):
                tag = 0
                def __eq__(self, other): return ('__eq__', shown(other), self.tag)
                @property
                def half(self): return self.tag // 0
                def __repr__(self): return f'Cv5({self.__dict__})'
            print(shown(Cv5() == a), Cv5.__mro__[1].__name__)
            print(Cv5().half)
            try:
                if 1:
                    if a:
                        a = d
                        raise ZeroDivisionError(5)
                        (a // {a: i for i in range(1)})
                    else:
                        a //= -2
                        a = [b, 1]
                    print(23, shown((not a)))
                    assert (b, *()), d
                elif -2:
                    print(88, shown((not (not -2))))
                    b = (not (4 if [a, 2] else 2.5))
            except KeyError as b:
                break
            else:
                raise
        except LookupError:
            assert a, b
        except StopIteration as e:
            return (f'{c!r:>1}|{4:03d}' or (not -3))
        finally:
            assert None, b
            d = c
            (f'{d!r:>1}|{4:02d}' if b else 3)
        raise TypeError(1) from RuntimeError(2)
    sum(i for i in range(2))
    return [[[d, 0] for i in range(3) if i] for i in range(3) if i]


def f2(a, b=1, *c, d=4):
    match (True if c else b):
        case int(z):
            print(15, shown((f'{a!r:>6}|{7:02d}', *[1, 2])))
            v6 = 0
            while v6 < 5:
                v6 += 1
                if v6 > 2: break
                d = sum(i for i in range(3))
                try:
                    a, *a = (not (d if [d, 1] else ())), [c, 2]
                except LookupError:
                    b = (not (a := c))
                d = c
        case bool():
            if f'{b!r:>1}|{6:02d}':
                match [c, 2]:
                    case bool():
                        print('at', 'v7')
                        print('at', 'v8')
                        print(25, shown(a))
                    case str() | None:
                        d += d
                    case _:
                        print(70, shown((1 if [2.5 for i in range(3) if i % 2] else (not d))))
                c = (f'{b!r:>1}|{0:01d}', *())
                c = (sum(i for i in range(0)) * [b, 2])
            else:
                print('at', 'v9')
            raise ZeroDivisionError(1) from KeyError(2)
            c = a
        case _:
            print(51, shown(((lambda q=[], *w: (q, w, d))(a), *[1, 2])))
            print('at', 'v10')
    print('at', 'v11')
    return 2


def f3(a, b=1, *c, d=4):
    yield a
    match [[c for i in range(2) if i] for i in range(0) if i]:
        case bool():
            try:
                a = [c for i in range(0) if i]
            except Exception:
                if 4:
                    for d in range(3):
                        assert b, d
                        b //= -1
                        c = (a := [a, 2])
                    else:
                        c = (c := f'{d!r:>1}|{5:01d}')
                        b += (not ([a, 1] if -2 else [a, 1]))
                    if c:
                        d = [a, 0]
                        d = sum(i for i in range(0))
                        a //= f'{a!r:>4}|{5:02d}'
                    elif [1 for i in range(2) if d]:
                        b = (lambda q=-2, *w: (q, w, a))(sum(i for i in range(3)))
                        b -= (not (a * -2))
                    else:
                        d -= b
                        b = ([d, 2] or -3)
                else:
                    a //= (not (b if d else 0))
            except ArithmeticError as c:
                c += (lambda q=sum(i for i in range(2)), *w: (q, w, a))(sum(i for i in range(0)))
                print(98, shown([a, 0]))
            finally:
                raise KeyError((sum(i for i in range(1)) == (-3 if 'yz' else b)))
                raise KeyError(((b is c), *d))
                d = ((not -1) // (a := 2.5))
        case str() | None:
            d = 0
            d = (not -3)
            yield ([b, 1], *())
        case _:
            a = yield from []
            c = [d, 1]
            b = ((4 if 1 else b) if sum(i for i in range(0)) else ([d, 0] if b else b))
    yield 'last'
    return 5


def f4(a, b=1, *c, d=4):
    def v12(p, *rest, key=8, **more):
        nonlocal c
        c = (c, p)
        return c, -3
    print(shown(v12(a, 1)))
    d, *c = b, [(c if 4 else 0) for i in range(1) if (1 < c)]
    return a


def f5(a, b=1, *c, d=4):
    if ((not d) if ('yz' if 2.5 else [c, 0]) else sum(i for i in range(0))):
        d, *b = sum(i for i in range(4)), (d := {[d, 0]: i for i in range(2)})
        if -2:
            for a in (x for x in (3, 4)):
                for c in [1, 2, 3]:
                    v13 = 0
                    while v13 < 5:
                        v13 += 1
                        if v13 > 3: break
                        {sum(i for i in range(4)): i for i in range(2)}
                        d //= f'{a!r:>6}|{3:03d}'
                    else:
                        break
                    try:
                        break
                    except Exception:
                        (not sum(i for i in range(1)))
                        print(22, shown(((3 * [c, 1]), *[1, 2])))
                        a *= sum(i for i in range(3))
                    except IndexError as e:
                        print(14, shown(([c for i in range(3) if i % 2], *())))
                        print(36, shown(a))
                        print(27, shown(f'{a!r:>2}|{7:03d}'))
                    finally:
                        print(5, shown(3))
                    3
                c = [d, 0]
                print('at', 'v14')
            else:
                del d
            del d
            a = (not f'{a!r:>6}|{7:03d}')
        elif c:
            raise ValueError(f'{a!r:>8}|{6:03d}')
            a -= 2
            print(58, shown([a, 0]))
        else:
            assert (sum(i for i in range(2)), *[1, 2]), a
        a //= -2
    else:
        del d
        print(15, shown({4: i for i in range(2)}))
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
