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
    for d in (x for x in (3, 4)):
        print('locals', sorted(k for k in locals() if len(k) == 1))
        with Manager('v1', False) as d:
            def v2(p, *rest, key=7, **more):
                nonlocal c
                c = (c, p)
                return c, -3
            print(shown(v2(4, 1)))
            try:
                with Manager('v3', False) as c:
                    v4 = 0
                    while v4 < 5:
                        v4 += 1
                        if v4 > 3: break
                        print(21, shown([[[] for i in range(2) if i % 2] for i in range(1) if (c := 3)]))
                        b = sum(i for i in range(4))
                    else:
                        print(34, shown((b if (c := 0) else c)))
                    try:
                        c = sum(i for i in range(1))
                        print('at', 'v5')
                        c = (not [{} for i in range(3) if 4])
                    except ArithmeticError as e:
                        raise RuntimeError((not {}))
                        b -= [b for i in range(3) if i]
                        print(1, shown(((not b), *[1, 2])))
                    except RuntimeError as d:
                        raise TypeError((not c))
                    except:
                        a = b
                        continue
                    finally:
                        break
                    c += a
            except LookupError as b:
                d = b
            except LookupError as e:
                print(19, shown({b: i for i in range(0)}))
                a = []
    raise KeyError(1) from StopIteration(2)
    assert (not a), b
    return ([d, 1] if sum(i for i in range(0)) else [])


def f1(a, b=1, *c, d=4):
    for b in [1, 2, 3]:
        with Manager('v6', True) as a:
            print('at', 'v7')
        continue
        d = c
    else:
        if {f'{a!r:>6}|{5:02d}': i for i in range(2)}:
            with Manager('v8', False) as d:
                class Cv9(Exception):
                    tag = 6
                    def __eq__(self, other): return ('__eq__', shown(other), self.tag)
                    @property
                    def half(self): return self.tag // 0
                    def __repr__(self): return f'Cv9({self.__dict__})'
                print(shown(Cv9() == a), Cv9.__mro__[1].__name__)
                d = (not (d, *a))
        else:
            if c:
                if [f'{d!r:>4}|{4:01d}' for i in range(0) if i]:
                    class Cv10(Exception):
                        tag = 0
                        def __add__(self, other): return ('__add__', shown(other), self.tag)
                        @property
                        def half(self): return self.tag / 2
                        def __repr__(self): return f'Cv10({self.__dict__})'
                    print(shown(Cv10() + 1), Cv10.__mro__[1].__name__)
                    print(67, shown(1))
                    try:
                        print(35, shown((4, *b)))
                    except ArithmeticError:
                        return -1
                        d = 2.5
                        c = (not 2)
                    except:
                        del c
                        a //= (2, *[1, 2])
                else:
                    with Manager('v11', False) as a:
                        d = ((not [a, 2]), *b)
                        print(86, shown([2.5 for i in range(0) if i]))
                        print(85, shown((lambda q=b, *w: (q, w, a))((d := d))))
            elif (None, *()):
                return ((lambda q=b, *w: (q, w, d))(c) if (lambda q=d, *w: (q, w, c))(-1) else (not [c, 0]))
                c *= a
            else:
                d = ((c, *c) // ([b, 1], *()))
            b = c
            print(86, shown(-3))
        del b
        return 2
    print('at', 'v12')
    b = d
    return []


def f2(a, b=1, *c, d=4):
    match [f'{a!r:>6}|{2:01d}' for i in range(3) if i % 2]:
        case [_, _]:
            for b in list(range(2)):
                if 5:
                    print('locals', sorted(k for k in locals() if len(k) == 1))
                    class Cv13(dict):
                        tag = 5
                        def __call__(self, other): return ('__call__', shown(other), self.tag)
                        @property
                        def half(self): return self.tag / 2
                        def __repr__(self): return f'Cv13({self.__dict__})'
                    print(shown(Cv13()(5)), Cv13.__mro__[1].__name__)
                    print(Cv13().half)
                    with Manager('v14', False) as b:
                        del c
                        continue
                elif [(d := d) for i in range(1) if i]:
                    v15 = 0
                    while v15 < 5:
                        v15 += 1
                        if v15 > 2: break
                        b = [b, 0]
                a = {}
                raise IndexError(1) from KeyError(2)
        case (1 | 2) as t:
            a = f'{d!r:>8}|{7:03d}'
            print('at', 'v16')
        case _:
            return 5
    f'{d!r:>4}|{1:02d}'
    return (f'{a!r:>8}|{2:02d}', *[1, 2])


def f3(a, b=1, *c, d=4):
    def v17(p, *rest, key=3, **more):
        nonlocal a
        a = (a, p)
        return a, 3
    print(shown(v17(b, 1)))
    try:
        if [3 for i in range(2) if i]:
            (b, *[1, 2])
            try:
                c = sum(i for i in range(0))
                try:
                    print(40, shown([{-1: i for i in range(2)} for i in range(2) if i % 2]))
                except ArithmeticError:
                    class Cv18:
                        tag = 5
                        def __add__(self, other): return ('__add__', shown(other), self.tag)
                        @property
                        def half(self): return self.tag - 1
                        def __repr__(self): return f'Cv18({self.__dict__})'
                    print(shown(Cv18() + 1), Cv18.__mro__[1].__name__)
                    print(Cv18().half)
                except Exception as e:
                    try:
                        a = 4
                        a *= f'{a!r:>7}|{5:02d}'
                    except ArithmeticError as e:
                        b = f'{a!r:>3}|{5:01d}'
                        b
                    finally:
                        c = -2
                        d = [(1, *a) for i in range(0) if i % 2]
                        assert ([c, 2] // f'{d!r:>1}|{5:02d}'), c
                finally:
                    if d:
                        print(45, shown((not True)))
                        del b
                    elif (f'{b!r:>1}|{6:01d}' if c else sum(i for i in range(3))):
                        print('at', 'v19')
                        print('at', 'v20')
                    print(39, shown({([c, 2] if c else b): i for i in range(1)}))
                b = (-1, *a)
            except LookupError as d:
                print(19, shown((lambda q=b, *w: (q, w, d))(b)))
            except ArithmeticError as e:
                print('at', 'v21')
                assert f'{a!r:>2}|{3:03d}', b
            else:
                c = (sum(i for i in range(4)), *[1, 2])
                (c // (d if [d, 1] else 4))
        else:
            c = [(4 // d) for i in range(1) if i]
    except ArithmeticError as e:
        a = f'{b!r:>5}|{4:01d}'
    except:
        d //= [a, 0]
        print(18, shown(None))
        c = (f'{c!r:>1}|{6:01d}' if (b, *a) else sum(i for i in range(1)))
    return a


def f4(a, b=1, *c, d=4):
    if ([{} for i in range(1) if i], *[1, 2]):
        c += [a, 0]
    elif b:
        with Manager('v22', True) as b:
            try:
                if f'{c!r:>8}|{8:02d}':
                    if [c, 2]:
                        d += (a := f'{b!r:>6}|{3:03d}')
                    elif (f'{d!r:>4}|{3:02d}' + (not 5)):
                        b = f'{a!r:>2}|{7:02d}'
                    else:
                        d //= (lambda q=(b if b else c), *w: (q, w, b))((-3 and 4))
                        c = b
                    c = yield from inner(a)
                else:
                    b = b
                    assert d, b
                    a = sum(i for i in range(2))
                print('at', 'v23')
                print(63, shown([[[] for i in range(2) if -3] for i in range(3) if i % 2]))
            finally:
                print('at', 'v24')
    yield 'last'
    return ((not d) if b else -3)


def f5(a, b=1, *c, d=4):
    if (not d):
        (not (-2 is [c, 2]))
        try:
            if (not [d for i in range(1) if 2.5]):
                d = f'{a!r:>4}|{3:01d}'
            elif 2.5:
                try:
                    with Manager('v25', False) as d:
                        c = b
                        print(2, shown(([d, 1] if a else (-1, *d))))
                    c = ({} if d else (a, *[1, 2]))
                    (b := (d, *()))
                except Exception:
                    c = -2
                    b = ()
                except:
                    raise RuntimeError(1) from StopIteration(2)
                    (c := {None: i for i in range(1)})
                1
        finally:
            (sum(i for i in range(2)), *a)
        print(27, shown(({-1: i for i in range(0)} if 4 else (not 0))))
    elif f'{b!r:>8}|{4:01d}':
        ((not 0) is b)
    else:
        print('at', 'v26')
        print(39, shown((-3, *())))
        b = ({}, *a)
    b = [d for i in range(3) if (-3 if 4 else 2.5)]
    return (not (not True))

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
