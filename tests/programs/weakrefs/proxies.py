import weakref


class Thing:
    def __init__(self, value):
        self.value = value

    def __len__(self):
        return 3

    def __getitem__(self, key):
        return key

    def __contains__(self, key):
        return key == 1

    def __str__(self):
        return 'a thing'

    def __add__(self, other):
        return ('add', other)

    def __radd__(self, other):
        return ('radd', other)

    def __eq__(self, other):
        return self.value == other


class Called(Thing):
    def __call__(self, *arguments, **keywords):
        return arguments, keywords


thing = Thing(1)
proxy = weakref.proxy(thing)
print(proxy.value, len(proxy), proxy['k'], 1 in proxy, str(proxy), proxy + 1, 2 + proxy, proxy == 1, bool(proxy))
proxy.value = 5
proxy.other = 6
print(thing.value, thing.other, isinstance(proxy, Thing), type(proxy), proxy.__class__)
del proxy.other
print(hasattr(thing, 'other'), vars(proxy))
try:
    hash(proxy)
except TypeError as error:
    print(error)
try:
    proxy.missing
except AttributeError as error:
    print(error)
called = Called(2)
print(weakref.proxy(called)(1, a=2), type(weakref.proxy(called)), weakref.proxy(called) is weakref.proxy(called))
del thing
for use in (lambda: proxy.value, lambda: len(proxy), lambda: str(proxy), lambda: proxy + 1):
    try:
        use()
    except ReferenceError as error:
        print(error)
