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
    def v1(p, *rest, key=3, **more):
        nonlocal b
        b = (b, p)
        return b, (() % 5)
    print(shown(v1([b, 2], key=2)))
    yield 'last'
    return (sum(i for i in range(2)) if (not -2) else [c for i in range(2) if i % 2])


def f1(a, b=1, *c, d=4):
    for a in range(3):
        b = (([], *()), *())
    else:
        a = (lambda q=f'{b!r:>3}|{8:03d}', *w: (q, w, c))((a, *[1, 2]))
    try:
        v2 = 0
        while v2 < 5:
            v2 += 1
            if v2 > 3: v2 = 99
            class Cv3(list):
                tag = 2
                def __call__(self, other): return ('__call__', shown(other), self.tag)
                @property
                def half(self): return self.tag / 2
                def __repr__(self): return f'Cv3({self.__dict__})'
            print(shown(Cv3()(5)), Cv3.__mro__[1].__name__)
            print(Cv3().half)
            raise StopIteration(1) from ZeroDivisionError(2)
        with Manager('p'), Manager('q', False) as d:
            d = ((c := a) if b else b)
    except (TypeError, IndexError):
        {-1: i for i in range(2)}
        if [c, 0]:
            try:
                (d, (b, a)) = 5, ('yz', c)
                a = True
            except LookupError as c:
                print(85, shown(((5, *()), *a)))
                b = [b, 0]
            except ArithmeticError as e:
                a *= (a, *[1, 2])
                print(22, shown({[[] for i in range(0) if 'x']: i for i in range(2)}))
                d = [b, 2]
            finally:
                c = 'x'
        else:
            (not d)
            b = ([a, 1] == sum(i for i in range(2)))
            raise TypeError(1) from IndexError(2)
    finally:
        assert d, d
        print(74, shown((not c)))
        raise StopIteration(d)
    4
    return (([c, 0], *()) ^ d)


def f2(a, b=1, *c, d=4):
    try:
        if [d, 2]:
            try:
                try:
                    -3
                    print(60, shown([a, 1]))
                except ZeroDivisionError as b:
                    v4 = 0
                    while v4 < 5:
                        v4 += 1
                        if v4 > 2: break
                        assert [(a if d else 1) for i in range(0) if i], c
                    else:
                        a = sum(i for i in range(0))
                    raise ValueError((b := (a := 4)))
                    print('at', 'v5')
                except Exception as e:
                    d = sum(i for i in range(2))
                c = []
                d += c
            except ValueError as c:
                return ((d if a else c), *())
                assert ['x' for i in range(2) if i], d
                c = f'{c!r:>4}|{5:02d}'
            except:
                a = b
            finally:
                assert {[-1 for i in range(3) if d]: i for i in range(1)}, c
                b = {(None, *()): i for i in range(2)}
                a += (0, *())
            d = [('x' | 'yz') for i in range(1) if i % 2]
        a = ([a for i in range(1) if i] ^ (a * 0))
        print('at', 'v6')
    finally:
        b -= -2
        c = -1
    b = (b := b)
    return {(not 2.5): i for i in range(2)}


def f3(a, b=1, *c, d=4):
    if sum(i for i in range(4)):
        {}
        d, *a = 3, 2.5
    return f'{b!r:>8}|{2:01d}'


def f4(a, b=1, *c, d=4):
    try:
        v7 = 0
        while v7 < 5:
            v7 += 1
            if v7 > 2: break
            c = [() for i in range(3) if ([a, 2], *[1, 2])]
        print('locals', sorted(k for k in locals() if len(k) == 1))
        if [d, 0]:
            a = (() // f'{d!r:>1}|{2:01d}')
            if d:
                print('locals', sorted(k for k in locals() if len(k) == 1))
                try:
                    if 0:
                        raise
                        [c, 1]
                        c = [c, 0]
                    elif [(c := []) for i in range(2) if i % 2]:
                        a = [c, 2]
                        print(3, shown(d))
                        b = ((not d), *())
                    return ()
                    print(76, shown(a))
                except LookupError as e:
                    print(75, shown([b, 2]))
                    a
                    c *= (4 if a else b)
                print(67, shown(f'{c!r:>6}|{6:03d}'))
            else:
                d = (lambda q=c, *w: (q, w, b))(f'{d!r:>2}|{7:01d}')
    except ValueError as e:
        c -= ([[a, 1] for i in range(1) if i] + -3)
    except LookupError:
        c = (b, *())
        d
    a = sum(i for i in range(0))
    return (4 == (a if 5 else d))
    return 4


def f5(a, b=1, *c, d=4):
    yield a
    if (sum(i for i in range(3)) % 'x'):
        try:
            try:
                (d, (a, b)) = d, (b, b)
            except KeyError as e:
                if True:
                    for b in (x for x in (3, 4)):
                        c = yield from (1, 2)
                        print(14, shown((2 or f'{b!r:>1}|{7:01d}')))
                        a = yield a
                    else:
                        b += {(lambda q=2, *w: (q, w, b))([b, 1]): i for i in range(0)}
                        d = yield from (1, 2)
                        return f'{c!r:>1}|{4:03d}'
                    c, *d = [b for i in range(2) if i], (a if b else d)
                    b = a
                c -= ([{} for i in range(3) if i % 2], *c)
            except:
                d = (not (not -3))
            else:
                raise
        except ArithmeticError:
            d = a
            print('at', 'v8')
            print('at', 'v9')
        d = yield from inner(a)
    else:
        print(17, shown([f'{d!r:>3}|{4:03d}' for i in range(1) if i]))
        c = yield c
        d = (0, *d)
    yield 'last'
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
