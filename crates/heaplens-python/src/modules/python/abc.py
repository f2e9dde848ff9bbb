# Abstract base classes.

import sys
from _abc import (_abc_init, _abc_instancecheck, _abc_register, _abc_subclasscheck, _get_dump,
                  _reset_caches, _reset_registry, get_cache_token)


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        made = super().__new__(mcls, name, bases, namespace, **kwargs)
        _abc_init(made)
        return made

    def __subclasscheck__(cls, subclass):
        return _abc_subclasscheck(cls, subclass)

    def __instancecheck__(cls, instance):
        return _abc_instancecheck(cls, instance)

    def register(cls, subclass):
        return _abc_register(cls, subclass)

    def _abc_caches_clear(cls):
        _reset_caches(cls)

    def _abc_registry_clear(cls):
        _reset_registry(cls)

    def _dump_registry(cls, file=None):
        def show(label, text):
            print(f'{label}: {text}', file=file)

        show('Class', f'{cls.__module__}.{cls.__qualname__}')
        show('Inv. counter', get_cache_token())
        labels = ('registry', 'cache', 'negative_cache', 'negative_cache_version')
        for label, part in zip(labels, _get_dump(cls)):
            show('_abc_' + label, repr(part))


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractproperty(property):
    __isabstractmethod__ = True


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


if sys.version_info >= (3, 10):
    def _maybe_abstract(cls):
        # What the bases left open, as the class has it now, then the class's own.
        for base in cls.__bases__:
            for name in getattr(base, '__abstractmethods__', ()):
                yield name, getattr(cls, name, None)
        yield from cls.__dict__.items()

    def update_abstractmethods(cls):
        if hasattr(cls, '__abstractmethods__'):
            still = {name for name, value in _maybe_abstract(cls)
                     if getattr(value, '__isabstractmethod__', False)}
            cls.__abstractmethods__ = frozenset(still)
        return cls
