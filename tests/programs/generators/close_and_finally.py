def steps(name):
    try:
        for i in range(3):
            yield f'{name}{i}'
    except GeneratorExit:
        print('exit', name)
        raise
    finally:
        print('finally', name)


def both():
    yield from steps('a')
    return (yield from steps('b'))


g = both()
print(next(g), next(g))
g.close()
print(list(g), g.gi_frame, g.gi_running)
g = both()
print([x for _, x in zip(range(5), g)])
del g


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print('no')


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def never():
    print('not run')
    yield


g = never()
g.close()
try:
    next(g)
except StopIteration as stop:
    print('stop', stop.value)
try:
    never().send(1)
except TypeError as error:
    print(error)


def running():
    try:
        next(me)
    except ValueError as error:
        print(error)
    yield 'done'


me = running()
print(next(me))
