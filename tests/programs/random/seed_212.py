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
        if -1:
            if ():
                (b, (a, d)) = [f'{a!r:>5}|{0:01d}' for i in range(0) if i], ({(c := b): i for i in range(1)}, a)
                print(87, shown([a, 0]))
                c = ((not c) // [c for i in range(1) if i % 2])
        elif a:
            if ('x' if 1 else (not 4)):
                print('locals', sorted(k for k in locals() if len(k) == 1))
                raise RuntimeError(sum(i for i in range(0)))
                b = f'{b!r:>6}|{1:03d}'
            else:
                raise
                a *= (not (not -3))
        else:
            a = f'{c!r:>2}|{5:02d}'
            b = [b, 0]
            a = f'{b!r:>1}|{3:02d}'
    except Exception as b:
        d //= (not ('x' if 3 else 2))
        {b: i for i in range(0)}
        assert sum(i for i in range(4)), c
    except ZeroDivisionError:
        c = [b, 1]
    raise TypeError({sum(i for i in range(2)): i for i in range(0)})
    del a
    return [(b := b) for i in range(1) if i % 2]


def f1(a, b=1, *c, d=4):
    if {f'{c!r:>7}|{6:02d}': i for i in range(2)}:
        try:
            a = [c, 0]
            for b in [a, 0]:
                print('locals', sorted(k for k in locals() if len(k) == 1))
            with Manager('v1', False) as b:
                if c:
                    try:
                        d = ((not [b, 0]), *())
                    except LookupError as b:
                        raise ValueError(((c := c) if (a, *d) else f'{a!r:>1}|{7:02d}'))
                        sum(i for i in range(3))
                    except ValueError as e:
                        b = ['yz' for i in range(2) if i % 2]
                        print(40, shown(-2))
                        a = [{d: i for i in range(1)} for i in range(1) if f'{d!r:>6}|{0:01d}']
                    finally:
                        c = [[a, 0] for i in range(0) if i % 2]
                        return ((lambda q=d, *w: (q, w, c))(c) if True else sum(i for i in range(0)))
                    print('locals', sorted(k for k in locals() if len(k) == 1))
                    try:
                        b = (f'{a!r:>7}|{3:01d}' if [d, 2] else [3 for i in range(2) if i % 2])
                        print(70, shown((c + f'{c!r:>3}|{2:01d}')))
                    except Exception:
                        b = a
                        b += (not c)
                    else:
                        print(57, shown(c))
                        b += ((c and [c, 1]), *c)
                    finally:
                        d = [a, 1]
                        raise ZeroDivisionError(2.5)
                        print(40, shown([c, 1]))
                print('at', 'v2')
        except ArithmeticError as c:
            d = [[5 for i in range(2) if i % 2] for i in range(2) if i % 2]
            b = 'x'
        except Exception as d:
            raise RuntimeError(c)
            print(77, shown(f'{c!r:>8}|{6:02d}'))
        (c := sum(i for i in range(2)))
        b = (d // {[a, 1]: i for i in range(0)})
    else:
        return (not (b < [d, 2]))
        print(32, shown((5 * c)))
        a = -2
    return [d, 2]


def f2(a, b=1, *c, d=4):
    c = []
    return (f'{a!r:>1}|{7:01d}', *c)


def f3(a, b=1, *c, d=4):
    yield a
    def v3(p, *rest, key=2, **more):
        nonlocal a
        a = (a, p)
        return a, [d for i in range(0) if i]
    print(shown(v3(b, key=2)))
    return (('x', *[1, 2]) ^ -2)
    yield 'last'
    return 2.5


def f4(a, b=1, *c, d=4):
    yield a
    v4 = 0
    while v4 < 5:
        v4 += 1
        if v4 > 3: v4 = 99
        if (a := (not [b, 1])):
            class Cv5:
                tag = 7
                def __getitem__(self, other): return ('__getitem__', shown(other), self.tag)
                @property
                def half(self): return self.tag - 1
                def __repr__(self): return f'Cv5({self.__dict__})'
            print(shown(Cv5()['i']), Cv5.__mro__[1].__name__)
            print(Cv5().half)
            if (c := 1):
                if sum(i for i in range(1)):
                    continue
                elif 4:
                    print(95, shown(-2))
                    d = 1
                    b //= [c, 2]
            elif ((a, *()), *a):
                raise KeyError((a if [0 for i in range(1) if i % 2] else 2))
            else:
                print(76, shown(sum(i for i in range(1))))
                raise
                d //= f'{d!r:>6}|{4:01d}'
        else:
            d = [5 for i in range(0) if i % 2]
            d = (not [0 for i in range(0) if i])
        d = (2.5 + f'{a!r:>6}|{1:02d}')
    d = yield from []
    yield 'last'
    return (not [3 for i in range(3) if i % 2])


def f5(a, b=1, *c, d=4):
    if a:
        try:
            v6 = 0
            while v6 < 5:
                v6 += 1
                if v6 > 3: break
                a = sum(i for i in range(4))
            try:
                match 1:
                    case []:
                        d = sum(i for i in range(4))
                        a = 'x'
                    case {'k': y}:
                        a = ((-2 if 3 else 2), *a)
                        c = (not 2)
                        b = [sum(i for i in range(4)) for i in range(0) if [b, 0]]
                    case _:
                        d = d
                        a += (c := -3)
            except ValueError:
                try:
                    print('locals', sorted(k for k in locals() if len(k) == 1))
                    c = ((c == -1) * (b ^ b))
                except IndexError:
                    d //= (not (lambda q=b, *w: (q, w, b))(None))
                    print('at', 'v7')
                    -3
                except IndexError as d:
                    print('at', 'v8')
                    print(18, shown(b))
                    b = (not -2)
                else:
                    print('at', 'v9')
                    d = c
                finally:
                    raise StopIteration(1) from RuntimeError(2)
            else:
                del c
                b *= sum(i for i in range(0))
                a -= [c, 1]
            finally:
                ((-2 and a), *[1, 2])
                d = 1
            print(52, shown(f'{c!r:>5}|{5:01d}'))
        except ArithmeticError as d:
            return (None if d else ([d, 2] if 4 else a))
        else:
            c = [b for i in range(0) if i % 2]
        (lambda q=[a, 0], *w: (q, w, a))({[a, 2]: i for i in range(2)})
    else:
        print('at', 'v10')
        ((lambda q=b, *w: (q, w, a))([a, 2]) if f'{c!r:>6}|{7:02d}' else (a if 2 else 5))
        c = a
    return (not b)

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
