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
    class Cv1(Exception):
        tag = 3
        def __lt__(self, other): return ('__lt__', shown(other), self.tag)
        @property
        def half(self): return self.tag - 1
        def __repr__(self): return f'Cv1({self.__dict__})'
    print(shown(Cv1() < 2), Cv1.__mro__[1].__name__)
    print(Cv1().half)
    raise
    del b
    return (lambda q=c, *w: (q, w, c))(([c, 0] if a else 1))


def f1(a, b=1, *c, d=4):
    try:
        (b, (c, c)) = 4, ([[[a, 0] for i in range(1) if i % 2] for i in range(2) if i % 2], d)
        a = (lambda q=(b if 5 else [c, 2]), *w: (q, w, b))((not -2))
        for d in range(3):
            try:
                def v2(p, *rest, key=0, **more):
                    nonlocal b
                    b = (b, p)
                    return b, ([c, 1] if (lambda q=-3, *w: (q, w, d))(5) else a)
                print(shown(v2(True, 1)))
            except Exception as c:
                class Cv3(list):
                    tag = 3
                    def __lt__(self, other): return ('__lt__', shown(other), self.tag)
                    @property
                    def half(self): return self.tag - 1
                    def __repr__(self): return f'Cv3({self.__dict__})'
                print(shown(Cv3() < 2), Cv3.__mro__[1].__name__)
                print(Cv3().half)
                for b in 'x':
                    -2
                    print('locals', sorted(k for k in locals() if len(k) == 1))
                    (b, (d, c)) = [[b for i in range(3) if i] for i in range(3) if i], ((d, *b), b)
            except:
                c -= (c := {})
    finally:
        c = (not d)
    return c


def f2(a, b=1, *c, d=4):
    for c in list(range(2)):
        b, *a = d, (lambda q=-2, *w: (q, w, a))(f'{b!r:>5}|{1:02d}')
    d = 'yz'
    c *= [b, 2]
    return 5


def f3(a, b=1, *c, d=4):
    a = 4
    return d


def f4(a, b=1, *c, d=4):
    for d in 4:
        match (b == (not a)):
            case bool() if d:
                for d in range(3):
                    print('locals', sorted(k for k in locals() if len(k) == 1))
                    print(35, shown((not (1 if 2.5 else c))))
                else:
                    c = sum(i for i in range(0))
            case [x, *rest] if b:
                print('locals', sorted(k for k in locals() if len(k) == 1))
                try:
                    c = yield b
                except Exception:
                    a = b
                except:
                    d = yield c
                    (d, (b, a)) = (not (lambda q=3, *w: (q, w, b))(4)), ((sum(i for i in range(2)) if a else a), b)
            case _:
                print(7, shown('x'))
                if [d, 0]:
                    b = (sum(i for i in range(2)) // 'yz')
                else:
                    a *= a
                    a = f'{d!r:>6}|{5:02d}'
                    continue
                b = (a := ([] if [c, 1] else 'x'))
        a = d
    print('at', 'v4')
    c *= (c := -1)
    yield 'last'
    return ((not [c, 0]) if a else True)


def f5(a, b=1, *c, d=4):
    (c, (b, b)) = (d, *()), (d, b)
    return {(-1 - b): i for i in range(2)}

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
