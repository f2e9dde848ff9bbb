"""Writes a program of random statements: `python random_programs.py SEED > program.py`.

Each of its functions is small and tangled: loops with `else`, `try` in all its forms, `with`, generators that are sent
and thrown into, closures, classes with descriptors and operators, comprehensions, unpacking, `match`. Every step that
matters is printed, every loop ends, and every exception is caught and shown; so what the real Python prints says which
way the program went. What the real 3.11 prints for one is kept beside it as `NAME.out`, under `tests/programs/random`.
"""
import random
import sys

r = random.Random(int(sys.argv[1]))
names = ["a", "b", "c", "d"]
errors = ["ValueError", "KeyError", "TypeError", "IndexError", "ZeroDivisionError", "StopIteration", "RuntimeError"]
HEAD = '''class Manager:
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
'''


class Writer:
    def __init__(self):
        self.lines, self.depth = [], 0
        self.loops = 0
        self.is_generator = False
        self.budget = 0
        self.counter = 0

    def put(self, text):
        self.lines.append("    " * self.depth + text)

    def block(self, head, body=None):
        self.put(head)
        self.depth += 1
        (body or self.suite)()
        self.depth -= 1

    def fresh(self):
        self.counter += 1
        return f"v{self.counter}"

    def value(self, depth=0):
        k = r.randrange(16 if depth < 2 else 7)
        v = lambda: self.value(depth + 1)
        if k < 3: return r.choice(names)
        if k < 5: return str(r.randrange(-3, 6))
        if k == 5: return r.choice(["'x'", "'yz'", "None", "True", "2.5", "()", "[]", "{}"])
        if k == 6: return f"[{r.choice(names)}, {r.randrange(3)}]"
        if k == 7: return f"({v()} {r.choice(['+', '-', '*', '//', '%', '==', '<', 'and', 'or', 'is', '|', '^'])} {v()})"
        if k == 8: return f"({v()} if {v()} else {v()})"
        if k == 9: return f"[{v()} for i in range({r.randrange(4)}) if {r.choice(['i', v(), 'i % 2'])}]"
        if k == 10: return f"{{{v()}: i for i in range({r.randrange(3)})}}" if r.random() < .5 else f"(lambda q={v()}, *w: (q, w, {r.choice(names)}))({v()})"
        if k == 11: return f"({v()}, *{r.choice(['[1, 2]', r.choice(names), '()'])})"
        if k == 12: return f"f'{{{r.choice(names)}!r:>{r.randrange(1, 9)}}}|{{{r.randrange(9)}:0{r.randrange(1, 4)}d}}'"
        if k == 13: return f"sum(i for i in range({r.randrange(5)}))"
        if k == 14: return f"({r.choice(names)} := {v()})" if not self.lambdas else v()
        return f"(not {v()})"

    lambdas = 0

    def suite(self):
        for _ in range(r.randrange(1, 4)):
            self.statement()

    def statement(self):
        self.budget -= 1
        k = r.randrange(30) if self.budget > 0 and self.depth < 6 else r.randrange(8)
        if k < 3: self.put(f"{r.choice(names)} = {self.value()}")
        elif k == 3: self.put(f"print({r.randrange(100)}, shown({self.value()}))")
        elif k == 4: self.put(f"{r.choice(names)} {r.choice(['+=', '-=', '*=', '//='])} {self.value()}")
        elif k == 5:
            if self.loops and r.random() < .6: self.put(r.choice(["break", "continue"]))
            elif r.random() < .3: self.put(f"return {self.value()}")
            else: self.put(f"print('at', {self.fresh()!r})")
        elif k == 6:
            how = r.random()
            if how < .5: self.put(f"raise {r.choice(errors)}({self.value()})")
            elif how < .7: self.put(f"raise {r.choice(errors)}(1) from {r.choice(errors)}(2)")
            elif how < .8: self.put("raise")
            else: self.put(f"assert {self.value()}, {r.choice(names)}")
        elif k == 7:
            if self.is_generator:
                self.put(r.choice([f"yield {self.value()}", f"{r.choice(names)} = yield {r.choice(names)}", f"{r.choice(names)} = yield from {r.choice(['(1, 2)', '[]', 'inner(a)', 'range(2)'])}"]))
            else:
                self.put(f"del {r.choice(names)}" if r.random() < .3 else f"{self.value()}")
        elif k < 12:
            self.block(f"if {self.value()}:")
            if r.random() < .3: self.block(f"elif {self.value()}:")
            if r.random() < .5: self.block("else:")
        elif k < 16: self.loop()
        elif k < 22: self.attempt()
        elif k < 24: self.block(f"with Manager({self.fresh()!r}, {r.random() < .4}) as {r.choice(names)}:" if r.random() < .7 else f"with Manager('p'), Manager('q', {r.random() < .5}) as d:")
        elif k == 24: self.put(f"{r.choice(names)}, *{r.choice(names)} = {self.value()}, {self.value()}")
        elif k == 25: self.match()
        elif k == 26: self.closure()
        elif k == 27: self.small_class()
        elif k == 28: self.put(f"({r.choice(names)}, ({r.choice(names)}, {r.choice(names)})) = {self.value()}, ({self.value()}, {r.choice(names)})")
        else: self.put(f"print('locals', sorted(k for k in locals() if len(k) == 1))")

    def loop(self):
        self.loops += 1
        if r.random() < .5:
            self.block(f"for {r.choice(names)} in {r.choice(['range(3)', '[1, 2, 3]', '(x for x in (3, 4))', 'list(range(2))', self.value()])}:")
        else:
            n = self.fresh()
            self.put(f"{n} = 0")
            def body():
                self.put(f"{n} += 1")
                self.put(f"if {n} > {r.randrange(2, 4)}: break" if r.random() < .5 else f"if {n} > 3: {n} = 99")
                self.suite()
            self.block(f"while {n} < 5:", body)
        self.loops -= 1
        if r.random() < .4: self.block("else:")

    def attempt(self):
        self.block("try:")
        how = r.random()
        if how < .75:
            for _ in range(r.randrange(1, 3)):
                kinds = r.choice([r.choice(errors), f"({r.choice(errors)}, {r.choice(errors)})", "Exception", "ArithmeticError", "LookupError"])
                name = r.choice(["", " as e", f" as {r.choice(names)}"])
                self.block(f"except {kinds}{name}:")
            if r.random() < .2: self.block("except:")
            if r.random() < .3: self.block("else:")
        if how >= .75 or r.random() < .4:
            self.block("finally:")

    def match(self):
        def cases():
            for pattern in r.sample(["[x, *rest]", "{'k': y}", "int(z)", "str() | None", "(1 | 2) as t", "[]", "bool()", "-1", "{**others}", "[_, _]"], 2):
                self.block(f"case {pattern}{r.choice(['', '', f' if {r.choice(names)}'])}:")
            self.block("case _:")
        self.block(f"match {self.value()}:", cases)

    def closure(self):
        n = self.fresh()
        target = r.choice(names)
        def body():
            self.put(f"nonlocal {target}")
            self.put(f"{target} = ({target}, p)")
            self.put(f"return {target}, {self.value()}")
        loops, self.loops = self.loops, 0
        generates, self.is_generator = self.is_generator, False
        self.block(f"def {n}(p, *rest, key={r.randrange(9)}, **more):", body)
        self.loops, self.is_generator = loops, generates
        self.put(f"print(shown({n}({self.value()}, {r.choice(['1', 'key=2', '*(1, 2)', '**{chr(120): 1}'])})))")

    def small_class(self):
        n = "C" + self.fresh()
        method = r.choice(["__add__", "__getitem__", "__contains__", "__lt__", "__eq__", "__call__"])
        use = {"__add__": "{0} + 1", "__getitem__": "{0}['i']", "__contains__": "3 in {0}", "__lt__": "{0} < 2", "__eq__": "{0} == a", "__call__": "{0}(5)"}[method]
        loops, self.loops = self.loops, 0
        def body():
            self.put(f"tag = {r.randrange(9)}")
            self.put(f"def {method}(self, other): return ({method!r}, shown(other), self.tag)")
            self.put("@property")
            self.put(f"def half(self): return self.tag {r.choice(['/ 2', '// 0', '- 1'])}")
            self.put(f"def __repr__(self): return f'{n}({{self.__dict__}})'")
        self.block(f"class {n}{r.choice(['', '(dict)', '(list)', '(Exception)'])}:", body)
        self.loops = loops
        self.put(f"print(shown({use.format(n + '()')}), {n}.__mro__[1].__name__)")
        if r.random() < .4: self.put(f"print({n}().half)")

    def function(self, number):
        self.is_generator = r.random() < .35
        self.budget = r.randrange(8, 26)
        def body():
            if self.is_generator and r.random() < .5: self.put("yield a")
            self.suite()
            if self.is_generator: self.put("yield 'last'")
            self.put(f"return {self.value()}")
        self.block(f"def f{number}(a, b=1, *c, d=4):", body)
        self.is_generator = False


writer = Writer()
print(HEAD)
print("\ndef inner(n):\n    try:\n        got = yield n\n        print('inner got', shown(got))\n        yield got\n    except ValueError as error:\n        print('inner caught', error)\n        return 'caught'\n    finally:\n        print('inner done')\n")
for number in range(6):
    writer.lines = []
    writer.function(number)
    print("\n" + "\n".join(writer.lines) + "\n")
for number in range(6):
    for arguments in ["3", "0, []", "'s', 2, 3", "[1, 2]"]:
        print(f"run({number}, f{number}, {arguments})")
