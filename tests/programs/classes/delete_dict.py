class A:
    def __init__(self):
        self.x = 1


a = A()
a.__dict__ = {'y': 2}
print(a.y, hasattr(a, 'x'))
del a.__dict__
print(a.__dict__, vars(a))
a.z = 3
print(a.__dict__)
del a.__dict__
a.w = 4
print(vars(a))
for use in ["a.__dict__ = 1", "del f.__dict__", "f.__dict__ = []", "del ValueError().__dict__", "del A.__dict__"]:
    def f(): pass
    try:
        exec(use)
        print('done', use)
    except Exception as error:
        print(type(error).__name__, error)
for name in (5, None, b'x'):
    for function in (object.__getattribute__, object.__delattr__):
        try:
            function(a, name)
        except TypeError as error:
            print(error)
    try:
        object.__setattr__(a, name, 1)
    except TypeError as error:
        print(error)
    try:
        getattr(a, name)
    except TypeError as error:
        print(error)
