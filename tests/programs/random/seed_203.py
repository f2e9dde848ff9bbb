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
    c = (b == -1)
    yield 'last'
    return -2


def f1(a, b=1, *c, d=4):
    if f'{d!r:>4}|{7:03d}':
        if d:
            for b in list(range(2)):
                d *= d
                if sum(i for i in range(2)):
                    if b:
                        b = a
                    elif [c, 1]:
                        a
                        d = d
                    c = 2
                    if b:
                        d = f'{c!r:>3}|{7:02d}'
                        b = (not b)
                        del a
                    elif -3:
                        print(14, shown(3))
                        c = [a for i in range(2) if i % 2]
                        d += sum(i for i in range(4))
                with Manager('v1', False) as c:
                    assert c, b
                    print(22, shown(1))
            else:
                print(0, shown(1))
                d //= -2
            d = sum(i for i in range(0))
            d = (c := [{} for i in range(3) if i])
        elif {c: i for i in range(1)}:
            print('at', 'v2')
        else:
            b //= ([b, 1], *a)
            c = [(5 if d else 3) for i in range(0) if (a := c)]
            raise RuntimeError(f'{d!r:>5}|{4:02d}')
    elif (5 % (lambda q=1, *w: (q, w, a))(b)):
        b = sum(i for i in range(2))
    print(45, shown(b))
    b = ((not -1) if [a, 0] else -3)
    return (not (None if a else b))


def f2(a, b=1, *c, d=4):
    b = ((d := b) if (-3 and b) else d)
    return (lambda q=b, *w: (q, w, a))((1 * 3))


def f3(a, b=1, *c, d=4):
    with Manager('v3', True) as a:
        try:
            a = 1
        except LookupError as a:
            c, *b = -3, [sum(i for i in range(0)) for i in range(0) if a]
            v4 = 0
            while v4 < 5:
                v4 += 1
                if v4 > 3: v4 = 99
                class Cv5(dict):
                    tag = 3
                    def __lt__(self, other): return ('__lt__', shown(other), self.tag)
                    @property
                    def half(self): return self.tag / 2
                    def __repr__(self): return f'Cv5({self.__dict__})'
                print(shown(Cv5() < 2), Cv5.__mro__[1].__name__)
                print(Cv5().half)
                a = c
                class Cv6:
                    tag = 5
                    def __contains__(self, other): return ('__contains__', shown(other), self.tag)
                    @property
                    def half(self): return self.tag // 0
                    def __repr__(self): return f'Cv6({self.__dict__})'
                print(shown(3 in Cv6()), Cv6.__mro__[1].__name__)
                print(Cv6().half)
        True
        d = a
    return (a if 3 else sum(i for i in range(0)))


def f4(a, b=1, *c, d=4):
    for c in list(range(2)):
        class Cv7:
            tag = 8
            def __lt__(self, other): return ('__lt__', shown(other), self.tag)
            @property
            def half(self): return self.tag // 0
            def __repr__(self): return f'Cv7({self.__dict__})'
        print(shown(Cv7() < 2), Cv7.__mro__[1].__name__)
    else:
        print('locals', sorted(k for k in locals() if len(k) == 1))
        with Manager('v8', True) as a:
            try:
                print(8, shown((b, *())))
                class Cv9(Exception):
                    tag = 6
                    def __add__(self, other): return ('__add__', shown(other), self.tag)
                    @property
                    def half(self): return self.tag - 1
                    def __repr__(self): return f'Cv9({self.__dict__})'
                print(shown(Cv9() + 1), Cv9.__mro__[1].__name__)
                print(Cv9().half)
            finally:
                raise RuntimeError(1) from TypeError(2)
                class Cv10(list):
                    tag = 2
                    def __getitem__(self, other): return ('__getitem__', shown(other), self.tag)
                    @property
                    def half(self): return self.tag / 2
                    def __repr__(self): return f'Cv10({self.__dict__})'
                print(shown(Cv10()['i']), Cv10.__mro__[1].__name__)
                print(98, shown(f'{b!r:>2}|{6:02d}'))
            if 5:
                def v11(p, *rest, key=1, **more):
                    nonlocal d
                    d = (d, p)
                    return d, ([d, 0] if 3 else 5)
                print(shown(v11(([c, 1] if 3 else 2), *(1, 2))))
                try:
                    for a in range(3):
                        return (d := (not c))
                        5
                        a = 0
                    d *= f'{b!r:>4}|{3:02d}'
                    c = (f'{a!r:>7}|{2:03d}', *())
                except ArithmeticError as e:
                    def v12(p, *rest, key=7, **more):
                        nonlocal b
                        b = (b, p)
                        return b, a
                    print(shown(v12((d == [b for i in range(0) if a]), 1)))
                    print(89, shown((b := [c, 1])))
                except:
                    raise
                    b *= [b, 2]
                else:
                    print('at', 'v13')
                    del b
                    a = 5
    b = (not [a, 0])
    return b


def f5(a, b=1, *c, d=4):
    print('at', 'v14')
    class Cv15(dict):
        tag = 4
        def __getitem__(self, other): return ('__getitem__', shown(other), self.tag)
        @property
        def half(self): return self.tag - 1
        def __repr__(self): return f'Cv15({self.__dict__})'
    print(shown(Cv15()['i']), Cv15.__mro__[1].__name__)
    -2
    return -1

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
