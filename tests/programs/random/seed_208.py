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
    if (c := (c := -1)):
        b = yield from (1, 2)
    (b, (b, a)) = c, (b, c)
    try:
        try:
            if (f'{b!r:>7}|{7:01d}' < a):
                b = (4 or (-1, *()))
                try:
                    c = (a := True)
                    with Manager('p'), Manager('q', True) as d:
                        print('at', 'v1')
                except (IndexError, StopIteration) as e:
                    b, *c = 2, b
                    raise RuntimeError({})
                else:
                    assert d, b
                return b
            else:
                b = a
                d = (not {[c, 1]: i for i in range(2)})
            b = (not d)
        except Exception as b:
            print('at', 'v2')
            c = b
            print(17, shown(((a := 0) if (a if 5 else [d, 2]) else 'x')))
        except ArithmeticError as e:
            b //= ('yz' ^ (d := [c, 0]))
            print('at', 'v3')
            b = (4, *[1, 2])
        finally:
            print('at', 'v4')
            print(30, shown(sum(i for i in range(2))))
            a = (not (not 0))
        print(74, shown(f'{a!r:>5}|{8:01d}'))
    except Exception:
        raise StopIteration((not [3 for i in range(2) if i % 2]))
    except:
        raise ZeroDivisionError([b, 2])
        a = (not sum(i for i in range(3)))
    yield 'last'
    return a


def f1(a, b=1, *c, d=4):
    if sum(i for i in range(0)):
        class Cv5:
            tag = 4
            def __contains__(self, other): return ('__contains__', shown(other), self.tag)
            @property
            def half(self): return self.tag // 0
            def __repr__(self): return f'Cv5({self.__dict__})'
        print(shown(3 in Cv5()), Cv5.__mro__[1].__name__)
        print(Cv5().half)
    elif 3:
        v6 = 0
        while v6 < 5:
            v6 += 1
            if v6 > 3: v6 = 99
            v7 = 0
            while v7 < 5:
                v7 += 1
                if v7 > 3: v7 = 99
                try:
                    b *= (b := [[a, 2] for i in range(2) if b])
                finally:
                    if f'{a!r:>3}|{2:02d}':
                        c = ([a for i in range(3) if i] if (0 if 3 else [c, 0]) else [d, 2])
                        break
                    else:
                        print('at', 'v8')
                def v9(p, *rest, key=8, **more):
                    nonlocal c
                    c = (c, p)
                    return c, (lambda q=(not -3), *w: (q, w, c))((2 if 'x' else c))
                print(shown(v9([b, 2], 1)))
            else:
                match a:
                    case -1 if a:
                        b = (a := (a := c))
                        a = sum(i for i in range(3))
                    case bool():
                        del a
                        5
                        c *= (b, *d)
                    case _:
                        continue
                        b = d
                        c += (b := c)
                if (b := (4 if c else [d, 2])):
                    with Manager('v10', False) as a:
                        c = (not (5 if a else None))
                        [b, 0]
                    break
                elif [(a + b) for i in range(2) if i % 2]:
                    break
        else:
            raise ZeroDivisionError([c, 2])
            print(15, shown(sum(i for i in range(1))))
    c = (lambda q='x', *w: (q, w, b))([4 for i in range(3) if i])
    print(92, shown((-3, *())))
    return d


def f2(a, b=1, *c, d=4):
    yield a
    if d:
        try:
            if ((4, *[1, 2]) if [b, 2] else sum(i for i in range(0))):
                def v11(p, *rest, key=8, **more):
                    nonlocal d
                    d = (d, p)
                    return d, [a, 0]
                print(shown(v11((lambda q=[a, 1], *w: (q, w, c))([b for i in range(0) if i % 2]), **{chr(120): 1})))
            elif 1:
                class Cv12:
                    tag = 1
                    def __getitem__(self, other): return ('__getitem__', shown(other), self.tag)
                    @property
                    def half(self): return self.tag - 1
                    def __repr__(self): return f'Cv12({self.__dict__})'
                print(shown(Cv12()['i']), Cv12.__mro__[1].__name__)
                print(Cv12().half)
                try:
                    with Manager('v13', True) as d:
                        c = [(0, *[1, 2]) for i in range(0) if sum(i for i in range(4))]
                        a = 2.5
                except ArithmeticError as b:
                    try:
                        raise StopIteration(b)
                    except IndexError as a:
                        d = yield from (1, 2)
                        print(36, shown(-2))
                    except:
                        raise ZeroDivisionError(1) from IndexError(2)
                    finally:
                        print(26, shown(({d: i for i in range(0)} or (a := b))))
                        b *= (not 2)
                    a = [[d, 0] for i in range(3) if i % 2]
                d = yield c
            c = d
            d = f'{a!r:>8}|{2:01d}'
        except ArithmeticError:
            c = yield from []
            b = (lambda q=([a, 1] if () else [b, 0]), *w: (q, w, a))(c)
            a = [a for i in range(0) if i % 2]
        except:
            print('at', 'v14')
        else:
            d = (not (d := 2.5))
        finally:
            raise
            a = yield a
        raise RuntimeError([[a, 0] for i in range(0) if i % 2])
    yield 'last'
    return c


def f3(a, b=1, *c, d=4):
    if -1:
        if 0:
            with Manager('v15', False) as d:
                class Cv16(list):
                    tag = 4
                    def __eq__(self, other): return ('__eq__', shown(other), self.tag)
                    @property
                    def half(self): return self.tag / 2
                    def __repr__(self): return f'Cv16({self.__dict__})'
                print(shown(Cv16() == a), Cv16.__mro__[1].__name__)
            return (c := 3)
        try:
            print(81, shown(True))
            try:
                c += -3
                for d in list(range(2)):
                    c -= c
            finally:
                print('at', 'v17')
                return (not 4)
                del b
            d = sum(i for i in range(2))
        except ValueError as e:
            c = 1
            d = c
            c = -2
        else:
            b = ([d for i in range(2) if a] | ('yz' if d else a))
            print('at', 'v18')
    else:
        print('at', 'v19')
        a = (lambda q={c: i for i in range(2)}, *w: (q, w, c))([a for i in range(2) if i % 2])
        c = {(4 if a else 4): i for i in range(0)}
    return (2, *a)
    assert (a | d), d
    return -1


def f4(a, b=1, *c, d=4):
    (a, (c, d)) = (lambda q=c, *w: (q, w, c))((d := d)), (1, b)
    if f'{d!r:>4}|{0:02d}':
        if 2.5:
            v20 = 0
            while v20 < 5:
                v20 += 1
                if v20 > 2: break
                if -3:
                    try:
                        print('at', 'v21')
                    except Exception:
                        c = (not 0)
                        print('at', 'v22')
                elif a:
                    c *= sum(i for i in range(4))
                print(91, shown(3))
                raise TypeError((lambda q=-3, *w: (q, w, b))(d))
            else:
                print('at', 'v23')
                print(88, shown(((d := 0) < ([] or d))))
                c = -3
            print(84, shown({d: i for i in range(2)}))
    elif f'{b!r:>7}|{4:01d}':
        print(31, shown(b))
        c = (lambda q=d, *w: (q, w, c))(2.5)
    else:
        a = [(4, *c) for i in range(3) if (3, *b)]
        print(0, shown(((lambda q=c, *w: (q, w, d))(True) // (lambda q={}, *w: (q, w, b))(1))))
    return sum(i for i in range(4))


def f5(a, b=1, *c, d=4):
    try:
        return 0
        for c in [1, 2, 3]:
            if (() if 5 else b):
                c, *c = ((() ^ 'yz') < (b if [a, 1] else 0)), (4 if c else (2.5 if [d, 2] else 0))
                b = (f'{d!r:>8}|{0:02d}', *())
        if (lambda q=d, *w: (q, w, b))([0 for i in range(0) if i % 2]):
            (d, (a, a)) = ([c, 1] - b), ([d, 0], b)
    except (ZeroDivisionError, RuntimeError) as e:
        a = ([d, 0] if d else b)
        with Manager('v24', False) as b:
            for c in list(range(2)):
                if c:
                    v25 = 0
                    while v25 < 5:
                        v25 += 1
                        if v25 > 2: break
                        d = -1
                        raise IndexError((1 if sum(i for i in range(1)) else {3: i for i in range(2)}))
                    v26 = 0
                    while v26 < 5:
                        v26 += 1
                        if v26 > 3: v26 = 99
                        a = c
                    else:
                        d = ((5, *c) | (a := [d, 2]))
                    if [a, 1]:
                        print(23, shown({a: i for i in range(1)}))
                a = [a, 0]
                match -1:
                    case int(z):
                        c = ([2.5 for i in range(0) if d] if a else (a := c))
                    case {**others} if a:
                        print('at', 'v27')
                    case _:
                        b = [b, 2]
            del c
            c += [c, 0]
    c -= 2.5
    b = (a := f'{c!r:>2}|{7:03d}')
    return 'yz'

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
