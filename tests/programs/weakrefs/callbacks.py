import gc
import weakref


class Thing:
    pass


def told(reference):
    print('told', reference() is None, reference.__callback__)


thing = Thing()
first, second = weakref.ref(thing, told), weakref.ref(thing)
print(first.__callback__ is told, second.__callback__, first == second, hash(second) == hash(thing))
print(weakref.getweakrefcount(thing), weakref.ref(thing) is second, first is second)
del thing
print(first(), second(), first == second, first.__callback__)
try:
    first(1)
except TypeError as error:
    print(error)
thing = Thing()
thing.itself = thing
kept = weakref.ref(thing, lambda reference: print('collected', reference() is None))
del thing
gc.collect()
print(kept())
for wrong in (1, 'a', (), None, [].append):
    try:
        weakref.ref(wrong)
    except TypeError as error:
        print(error)


