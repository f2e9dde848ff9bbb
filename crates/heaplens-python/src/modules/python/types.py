# Names for the types that the language has but the built-ins don't name.

import sys


def _plain(this=None):
    return lambda: this


def _generator():
    yield


async def _coroutine():
    pass


async def _async_generator():
    yield


_inner = _plain()

FunctionType, LambdaType = type(_plain), type(_inner)
CodeType = type(_plain.__code__)
MappingProxyType = type(type.__dict__)
from _engine import SimpleNamespace
CellType = type(_inner.__closure__[0])
GeneratorType = type(_generator())
# A coroutine that never ran is closed, or it warns.
_pending = _coroutine()
CoroutineType = type(_pending)
_pending.close()
AsyncGeneratorType = type(_async_generator())
MethodType = type(_plain.__get__(0))
BuiltinFunctionType, BuiltinMethodType = type(len), type([].append)
WrapperDescriptorType, MethodWrapperType = type(object.__init__), type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__['fromkeys'])
ModuleType = type(sys)
try:
    raise TypeError
except TypeError as _caught:
    _trail = _caught.__traceback__
    TracebackType, FrameType = type(_trail), type(_trail.tb_frame)
    del _trail
GetSetDescriptorType, MemberDescriptorType = type(FunctionType.__code__), type(FunctionType.__globals__)
if sys.version_info >= (3, 9):
    from _collections_abc import GenericAlias
if sys.version_info >= (3, 10):
    UnionType = type(int | str)
    EllipsisType, NoneType, NotImplementedType = type(...), type(None), type(NotImplemented)
if sys.version_info >= (3, 13):
    CapsuleType = None

del sys, _plain, _inner, _generator, _coroutine, _async_generator, _pending


def new_class(name, bases=(), kwds=None, exec_body=None):
    real_bases = resolve_bases(bases)
    metaclass, body, options = prepare_class(name, real_bases, kwds)
    if exec_body is not None:
        exec_body(body)
    if real_bases is not bases:
        body['__orig_bases__'] = bases
    return metaclass(name, real_bases, body, **options)


def resolve_bases(bases):
    result = ()
    changed = False
    for candidate in bases:
        expand = getattr(candidate, '__mro_entries__', None)
        if expand is None or isinstance(candidate, type):
            result += candidate,
        else:
            stand_ins = expand(bases)
            if not isinstance(stand_ins, tuple):
                raise TypeError('__mro_entries__ must return a tuple')
            result += stand_ins
            changed = True
    if changed:
        return result
    return bases


def prepare_class(name, bases=(), kwds=None):
    options = dict(kwds) if kwds is not None else {}
    try:
        metaclass = options.pop('metaclass')
    except KeyError:
        metaclass = type(bases[0]) if bases else type
    if isinstance(metaclass, type):
        metaclass = _calculate_meta(metaclass, bases)
    body = metaclass.__prepare__(name, bases, **options) if hasattr(metaclass, '__prepare__') else {}
    return metaclass, body, options


def _calculate_meta(meta, bases):
    for rival in map(type, bases):
        if not issubclass(meta, rival):
            if not issubclass(rival, meta):
                raise TypeError('metaclass conflict: the metaclass of a derived class must be a '
                                '(non-strict) subclass of the metaclasses of all its bases')
            meta = rival
    return meta


def get_original_bases(cls, /):
    try:
        own, real = cls.__dict__, cls.__bases__
        return own.get('__orig_bases__', real)
    except AttributeError:
        raise TypeError(f'Expected an instance of type, not {type(cls).__name__!r}') from None


def _changed(attribute, doc, **accessors):
    parts = [accessors.get(part, getattr(attribute, part)) for part in ('fget', 'fset', 'fdel')]
    copy = type(attribute)(*parts, doc)
    copy.overwrite_doc = attribute.overwrite_doc
    return copy


class DynamicClassAttribute:
    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or fget.__doc__
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, '__isabstractmethod__', False))

    def getter(self, fget):
        doc = self.overwrite_doc and fget.__doc__ or self.__doc__
        return _changed(self, doc, fget=fget)

    def setter(self, fset):
        return _changed(self, self.__doc__, fset=fset)

    def deleter(self, fdel):
        return _changed(self, self.__doc__, fdel=fdel)

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            if self.fget is not None:
                return self.fget(instance)
            raise AttributeError('unreadable attribute')
        if not self.__isabstractmethod__:
            raise AttributeError()
        return self

    def __set__(self, instance, value):
        if self.fset is not None:
            self.fset(instance, value)
        else:
            raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        if self.fdel is not None:
            self.fdel(instance)
        else:
            raise AttributeError("can't delete attribute")


class _GeneratorWrapper:
    def __init__(self, gen):
        self.__wrapped = gen
        self.__isgen = gen.__class__ is GeneratorType
        for label in ('__name__', '__qualname__'):
            setattr(self, label, getattr(gen, label, None))

    def __iter__(self):
        return self.__wrapped if self.__isgen else self

    __await__ = __iter__

    def __next__(self):
        return next(self.__wrapped)

    def close(self):
        return self.__wrapped.close()

    def send(self, val):
        return self.__wrapped.send(val)

    def throw(self, tp, *rest):
        return self.__wrapped.throw(tp, *rest)


_GENERATOR = 0x20
_COROUTINE = 0x80
_ITERABLE_COROUTINE = 0x100


def _awaitable_already(value):
    kind = value.__class__
    if kind is GeneratorType:
        return value.gi_code.co_flags & _ITERABLE_COROUTINE
    return kind is CoroutineType


def coroutine(func):
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')
    code = getattr(func, '__code__', None) if func.__class__ is FunctionType else None
    if code.__class__ is CodeType:
        if code.co_flags & (_COROUTINE | _ITERABLE_COROUTINE):
            return func
        if code.co_flags & _GENERATOR:
            func.__code__ = code.replace(co_flags=code.co_flags | _ITERABLE_COROUTINE)
            return func

    from functools import wraps
    from _collections_abc import Coroutine, Generator

    @wraps(func)
    def wrapped(*args, **kwargs):
        made = func(*args, **kwargs)
        if _awaitable_already(made) or not isinstance(made, Generator) or isinstance(made, Coroutine):
            return made
        return _GeneratorWrapper(made)

    return wrapped


__all__ = [name for name in globals() if name[:1] != '_']
