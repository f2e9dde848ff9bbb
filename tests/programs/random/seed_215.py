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
    a = yield from (1, 2)
    with Manager('p'), Manager('q', True) as d:
        try:
            def v1(p, *rest, key=8, **more):
                nonlocal d
                d = (d, p)
                return d, 4
            print(shown(v1(sum(i for i in range(1)), **{chr(120): 1})))
            c //= {[b, 0]: i for i in range(1)}
        except Exception as e:
            def v2(p, *rest, key=0, **more):
                nonlocal c
                c = (c, p)
                return c, [c, 2]
            print(shown(v2((5, *[1, 2]), **{chr(120): 1})))
    yield 'last'
    return ()


def f1(a, b=1, *c, d=4):
    yield a
    try:
        def v3(p, *rest, key=0, **more):
            nonlocal c
            c = (c, p)
            return c, {b: i for i in range(0)}
        print(shown(v3([d for i in range(1) if i % 2], *(1, 2))))
        try:
            assert True, a
        except (IndexError, RuntimeError) as b:
            for b in range(3):
                if sum(i for i in range(0)):
                    if (2.5, *()):
                        yield [a, 2]
                    try:
                        a = (c := d)
                        d = [2.5 for i in range(1) if i]
                    except LookupError as e:
                        a = [d, 0]
                        c = f'{a!r:>6}|{2:02d}'
                        c = (lambda q=[b for i in range(0) if i % 2], *w: (q, w, b))(('x' | 2))
                else:
                    c = c
                b = (() if ([a, 2], *()) else f'{d!r:>1}|{7:02d}')
                b = b
            else:
                assert ((lambda q='yz', *w: (q, w, b))(-3) | c), b
                d *= ([d, 0] and (b := 4))
            c += sum(i for i in range(3))
            print(54, shown(f'{a!r:>5}|{7:02d}'))
        finally:
            print(60, shown((c := -2)))
            print('at', 'v4')
        print(56, shown((1 if [b for i in range(1) if i % 2] else sum(i for i in range(0)))))
    except StopIteration as e:
        return f'{d!r:>2}|{6:03d}'
        d = f'{b!r:>7}|{5:03d}'
        c = ((a < c) if (not d) else (d, *b))
    except ArithmeticError:
        print('at', 'v5')
        b = yield b
    else:
        d *= None
        a = sum(i for i in range(3))
        b = [[1 for i in range(1) if -3] for i in range(3) if i % 2]
    b = yield from range(2)
    a //= d
    yield 'last'
    return f'{d!r:>5}|{7:03d}'


def f2(a, b=1, *c, d=4):
    yield a
    print('locals', sorted(k for k in locals() if len(k) == 1))
    match c:
        case {'k': y} if b:
            a = yield d
            if {}:
                if d:
                    raise
                else:
                    try:
                        d = {d: i for i in range(2)}
                    finally:
                        c -= a
                        b = d
                    try:
                        print('at', 'v6')
                    except ArithmeticError:
                        c = yield from (1, 2)
                        print(13, shown((b if f'{b!r:>5}|{2:03d}' else f'{a!r:>1}|{3:03d}')))
                    else:
                        print(32, shown([(not a) for i in range(0) if i % 2]))
                v7 = 0
                while v7 < 5:
                    v7 += 1
                    if v7 > 3: v7 = 99
                    class Cv8:
                        tag = 6
                        def __eq__(self, other): return ('__eq__', shown(other), self.tag)
                        @property
                        def half(self): return self.tag / 2
                        def __repr__(self): return f'Cv8({self.__dict__})'
                    print(shown(Cv8() == a), Cv8.__mro__[1].__name__)
                    for c in range(3):
                        raise ValueError([f'{d!r:>1}|{7:03d}' for i in range(0) if i])
                b = a
            else:
                print(48, shown(sum(i for i in range(3))))
                yield {}
        case [] if d:
            c = [b for i in range(0) if i]
            d = ((-3 or c), *c)
        case _:
            d = ([d for i in range(2) if i % 2] if a else {[]: i for i in range(2)})
            b = (not sum(i for i in range(4)))
            a = [[{} for i in range(2) if i] for i in range(0) if 'x']
    yield 'last'
    return f'{d!r:>6}|{8:03d}'


def f3(a, b=1, *c, d=4):
    if sum(i for i in range(1)):
        if (not ([c, 2], *[1, 2])):
            d //= ((-1 is b), *[1, 2])
        else:
            print(33, shown(f'{a!r:>8}|{0:01d}'))
            for d in (x for x in (3, 4)):
                try:
                    def v9(p, *rest, key=4, **more):
                        nonlocal d
                        d = (d, p)
                        return d, f'{a!r:>1}|{3:01d}'
                    print(shown(v9((c := b), **{chr(120): 1})))
                    b -= f'{d!r:>6}|{3:03d}'
                    (d, (a, b)) = ([a, 0] if [c, 0] else [d for i in range(2) if -1]), (1, c)
                except ValueError as c:
                    if (sum(i for i in range(0)) or ([a, 0], *())):
                        print('at', 'v10')
                        break
                        print(89, shown(d))
                    elif [d, 0]:
                        print(68, shown(((d if None else d) | sum(i for i in range(1)))))
                        c = c
                        del d
                    b = [c, 0]
                    d = [c, 2]
                except RuntimeError as d:
                    continue
                except:
                    assert [c, 0], a
                d = sum(i for i in range(0))
                raise RuntimeError({(d, *a): i for i in range(2)})
        -3
    c *= c
    return f'{d!r:>6}|{2:03d}'


def f4(a, b=1, *c, d=4):
    a = (sum(i for i in range(2)), *())
    b += 5
    c, *b = -2, [(b := -3) for i in range(3) if i % 2]
    return (d and (lambda q=2, *w: (q, w, d))(-2))


def f5(a, b=1, *c, d=4):
    yield a
    match (d := ([c, 2] if -3 else True)):
        case str() | None if d:
            yield [(a := 2.5) for i in range(0) if i % 2]
            a, *c = 5, (lambda q=sum(i for i in range(0)), *w: (q, w, d))(([b, 0], *()))
            b *= [d, 2]
        case [_, _] if a:
            for b in 'x':
                continue
                if f'{c!r:>2}|{6:03d}':
                    if [c, 2]:
                        a = (2 == (b, *[1, 2]))
                    else:
                        raise StopIteration(1) from StopIteration(2)
                        c += ((b := d), *())
                    if (c + ['yz' for i in range(1) if i]):
                        a = [b, 0]
                        b = c
                        a = a
                    else:
                        break
                match (not f'{c!r:>1}|{4:01d}'):
                    case (1 | 2) as t:
                        c = -2
                        d = yield b
                    case [_, _]:
                        break
                        a = None
                    case _:
                        c = (-3 if (-2 - c) else b)
                        c = {'x': i for i in range(2)}
        case _:
            print('at', 'v11')
    yield 'last'
    return a

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
