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
    raise IndexError({(): i for i in range(1)})
    d = d
    try:
        class Cv1(dict):
            tag = 3
            def __contains__(self, other): return ('__contains__', shown(other), self.tag)
            @property
            def half(self): return self.tag / 2
            def __repr__(self): return f'Cv1({self.__dict__})'
        print(shown(3 in Cv1()), Cv1.__mro__[1].__name__)
        print(Cv1().half)
        del c
        for c in (3 if b else (d := 2)):
            for c in (x for x in (3, 4)):
                def v2(p, *rest, key=8, **more):
                    nonlocal d
                    d = (d, p)
                    return d, 4
                print(shown(v2(f'{d!r:>6}|{6:03d}', 1)))
    except LookupError as d:
        d = ((d, *a), *())
        c //= [[b, 2] for i in range(3) if i % 2]
        d = (b, *[1, 2])
    finally:
        raise IndexError([c, 1])
        d += (not (b if {} else a))
        b = [1 for i in range(2) if i % 2]
    return (lambda q=c, *w: (q, w, b))({[c, 0]: i for i in range(1)})


def f1(a, b=1, *c, d=4):
    v3 = 0
    while v3 < 5:
        v3 += 1
        if v3 > 2: break
        if d:
            c = (-2, *a)
        elif (f'{b!r:>2}|{1:01d}', *b):
            class Cv4(dict):
                tag = 5
                def __add__(self, other): return ('__add__', shown(other), self.tag)
                @property
                def half(self): return self.tag // 0
                def __repr__(self): return f'Cv4({self.__dict__})'
            print(shown(Cv4() + 1), Cv4.__mro__[1].__name__)
            class Cv5(Exception):
                tag = 2
                def __contains__(self, other): return ('__contains__', shown(other), self.tag)
                @property
                def half(self): return self.tag - 1
                def __repr__(self): return f'Cv5({self.__dict__})'
            print(shown(3 in Cv5()), Cv5.__mro__[1].__name__)
            def v6(p, *rest, key=8, **more):
                nonlocal b
                b = (b, p)
                return b, ({b: i for i in range(0)} | c)
            print(shown(v6((lambda q=f'{d!r:>4}|{5:02d}', *w: (q, w, b))(d), **{chr(120): 1})))
        else:
            def v7(p, *rest, key=1, **more):
                nonlocal a
                a = (a, p)
                return a, [0 for i in range(3) if i % 2]
            print(shown(v7(d, **{chr(120): 1})))
            print('locals', sorted(k for k in locals() if len(k) == 1))
        c = b
        try:
            print(85, shown(4))
            (d, (a, c)) = (b := (0, *())), ((sum(i for i in range(4)) ^ (d := d)), c)
            if [[[] for i in range(0) if i] for i in range(2) if [d, 0]]:
                print(77, shown(1))
                with Manager('v8', True) as a:
                    if sum(i for i in range(3)):
                        assert ((1 if a else True) or 5), d
                        a //= sum(i for i in range(1))
                    else:
                        del d
                    with Manager('p'), Manager('q', True) as d:
                        0
                        b = d
                        raise
            else:
                (([b, 1], *[1, 2]) == (not c))
        except Exception as d:
            c -= 5
        else:
            d += 4
            print('at', 'v9')
            a = [b for i in range(3) if i % 2]
    d = (d := sum(i for i in range(3)))
    return (not (d := [b, 1]))


def f2(a, b=1, *c, d=4):
    yield a
    v10 = 0
    while v10 < 5:
        v10 += 1
        if v10 > 3: v10 = 99
        print(72, shown(((0 is 4) if 'x' else (d if 3 else 'yz'))))
        c = yield from range(2)
    print(27, shown((-2 if b else (not b))))
    with Manager('v11', True) as d:
        if a:
            try:
                if -3:
                    try:
                        assert [d, 0], a
                    finally:
                        c = (a, *c)
                        return (f'{b!r:>7}|{2:03d}', *c)
                else:
                    try:
                        print('at', 'v12')
                    except Exception as e:
                        raise
                        assert f'{b!r:>4}|{6:02d}', b
                    else:
                        print(34, shown((5 * [b, 2])))
                        print('at', 'v13')
                        d = (a, *())
                    finally:
                        return [a, 2]
                print(53, shown(a))
            except LookupError as b:
                d -= {[c, 2]: i for i in range(1)}
            except ValueError:
                a = [[a, 1] for i in range(0) if i % 2]
            except:
                print(16, shown((not a)))
                raise TypeError(1) from ValueError(2)
        else:
            yield [a, 1]
            d = 'yz'
            print(38, shown(-3))
        d = f'{a!r:>8}|{7:01d}'
        a -= b
    yield 'last'
    return 2.5


def f3(a, b=1, *c, d=4):
    print('locals', sorted(k for k in locals() if len(k) == 1))
    print(57, shown(a))
    return -2


def f4(a, b=1, *c, d=4):
    with Manager('v14', False) as d:
        a = ()
        a = (d := f'{a!r:>1}|{3:02d}')
    return d


def f5(a, b=1, *c, d=4):
    def v15(p, *rest, key=7, **more):
        nonlocal c
        c = (c, p)
        return c, 3
    print(shown(v15([], *(1, 2))))
    with Manager('v16', False) as c:
        try:
            del d
            print(29, shown({[a, 2]: i for i in range(1)}))
            d //= a
        except (ValueError, RuntimeError):
            if c:
                try:
                    for a in range(3):
                        continue
                        (not sum(i for i in range(4)))
                        print(3, shown('yz'))
                except StopIteration as e:
                    a = (4 or -1)
                    d = {f'{b!r:>5}|{2:03d}': i for i in range(0)}
                finally:
                    assert c, c
                    print('at', 'v17')
                    print('at', 'v18')
                c = a
                raise
            b = 0
            a = ((-2, *[1, 2]), *[1, 2])
        except Exception:
            d = (lambda q=c, *w: (q, w, d))((a, *b))
            a = d
    print(6, shown(f'{a!r:>1}|{1:03d}'))
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
