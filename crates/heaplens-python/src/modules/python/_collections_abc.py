# The abstract classes of containers and what is iterated, called, awaited.
#
# This is long because a module of the library is one file, as `import` finds it and as tracebacks name it.

import sys
from abc import ABCMeta, abstractmethod

__name__ = 'collections.abc'

_HAS_PARAMETERS = sys.version_info >= (3, 9)
_HAS_BUFFER = sys.version_info >= (3, 12)
_HAS_BYTESTRING = sys.version_info < (3, 15)

__all__ = """
    Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator
    Hashable Iterable Iterator Generator Reversible Sized Container Callable Collection
    Set MutableSet Mapping MutableMapping MappingView KeysView ItemsView ValuesView
    Sequence MutableSequence
""".split()
if _HAS_BYTESTRING:
    __all__ += ['ByteString']
if _HAS_BUFFER:
    __all__ += ['Buffer']

# ---- Types that have no name among the builtins

if _HAS_PARAMETERS:
    EllipsisType = type(Ellipsis)
    FunctionType = type(lambda: None)
    GenericAlias = type(list[int])

mappingproxy = type(vars(type))
dict_keys, dict_values, dict_items = map(type, ({}.keys(), {}.values(), {}.items()))

_iterator_types = tuple([type(iter(sample)) for sample in (
    b'', bytearray(), '', (), [], reversed([]), set(), zip(),
    {}.keys(), {}.values(), {}.items(), range(0), range(1 << 1000),
)])
(bytes_iterator, bytearray_iterator, str_iterator, tuple_iterator,
 list_iterator, list_reverseiterator, set_iterator, zip_iterator,
 dict_keyiterator, dict_valueiterator, dict_itemiterator,
 range_iterator, longrange_iterator) = _iterator_types


def _suspendable_types():
    def steps():
        yield

    async def stream():
        yield

    async def task():
        pass

    pending = task()
    found = type(steps()), type(stream()), type(pending)
    pending.close()
    return found


generator, async_generator, coroutine = _suspendable_types()
del _suspendable_types

# ---- What the classes share

_NOTHING = object()


def _check_methods(C, *methods):
    # True if every method is there; a None in the nearest class means it was taken away.
    spaces = [base.__dict__ for base in C.__mro__]
    for wanted in methods:
        held = None
        for space in spaces:
            if wanted in space:
                held = space[wanted]
                break
        if held is None:
            return NotImplemented
    return True


def _known_by(*methods):
    # The class decorated (it alone, not what derives from it) accepts whatever has these methods.
    def decorate(owner):
        def __subclasshook__(cls, C):
            return _check_methods(C, *methods) if cls is owner else NotImplemented

        __subclasshook__.__qualname__ = owner.__qualname__ + '.__subclasshook__'
        owner.__subclasshook__ = classmethod(__subclasshook__)
        return owner
    return decorate


def _to_raise(typ, val, tb):
    # What throw(typ, val, tb) has to raise.
    if val is None and tb is None:
        return typ
    error = typ() if val is None else val
    return error if tb is None else error.with_traceback(tb)


def _all_within(part, whole):
    for member in part:
        if member not in whole:
            return False
    return True


def _as_set(owner, other):
    # The other operand as a Set, made by the owner's class if it has to be; NotImplemented if it can't be.
    if isinstance(other, Set):
        return other
    return owner._from_iterable(other) if isinstance(other, Iterable) else NotImplemented


# ---- One method each

@_known_by('__len__')
class Sized(metaclass=ABCMeta):
    __slots__ = ()

    # len(x)
    @abstractmethod
    def __len__(self):
        return 0


@_known_by('__contains__')
class Container(metaclass=ABCMeta):
    __slots__ = ()

    # y in x
    @abstractmethod
    def __contains__(self, x):
        return False


@_known_by('__hash__')
class Hashable(metaclass=ABCMeta):
    __slots__ = ()

    # hash(x)
    @abstractmethod
    def __hash__(self):
        return 0


@_known_by('__iter__')
class Iterable(metaclass=ABCMeta):
    __slots__ = ()

    # iter(x)
    @abstractmethod
    def __iter__(self):
        yield from ()


@_known_by('__await__')
class Awaitable(metaclass=ABCMeta):
    __slots__ = ()

    # await x
    @abstractmethod
    def __await__(self):
        yield


@_known_by('__aiter__')
class AsyncIterable(metaclass=ABCMeta):
    __slots__ = ()

    # async for y in x
    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


if _HAS_BUFFER:
    @_known_by('__buffer__')
    class Buffer(metaclass=ABCMeta):
        __slots__ = ()

        # memoryview(x)
        @abstractmethod
        def __buffer__(self, flags: int, /) -> memoryview:
            raise NotImplementedError


# ---- Callable, whose parameters are a list and a result

if _HAS_PARAMETERS:
    def _is_param_expr(obj):
        # Stands for a whole list of parameters.
        if isinstance(obj, list) or obj is ...:
            return True
        kind = type(obj)
        return (kind.__module__ == 'typing'
                and kind.__name__ in {'ParamSpec', '_ConcatenateGenericAlias'})

    def _type_repr(obj):
        if obj is ...:
            return '...'
        if isinstance(obj, FunctionType):
            return obj.__name__
        if isinstance(obj, GenericAlias) or not isinstance(obj, type):
            return repr(obj)
        prefix = '' if obj.__module__ == 'builtins' else f'{obj.__module__}.'
        return prefix + obj.__qualname__

    def _stays_whole(args):
        # The parameters are one expression instead of being spread out before the result.
        return len(args) == 2 and _is_param_expr(args[0])

    class _CallableGenericAlias(GenericAlias):
        # Callable[[int], str] keeps its arguments flat: (int, str).
        __slots__ = ()

        def __new__(cls, origin, args):
            if not isinstance(args, tuple) or len(args) != 2:
                raise TypeError('Callable must be used as Callable[[arg, ...], result].')
            taken, result = args
            if isinstance(taken, (tuple, list)):
                flat = (*taken, result)
            elif _is_param_expr(taken):
                flat = args
            else:
                raise TypeError('Expected a list of types, an ellipsis, ParamSpec, or Concatenate. '
                                f'Got {taken}')
            return super().__new__(cls, origin, flat)

        def __reduce__(self):
            flat = self.__args__
            given = flat if _stays_whole(flat) else (list(flat[:-1]), flat[-1])
            return _CallableGenericAlias, (Callable, given)

        def __repr__(self):
            flat = self.__args__
            if _stays_whole(flat):
                return super().__repr__()
            *taken, result = map(_type_repr, flat)
            return 'collections.abc.Callable[[' + ', '.join(taken) + '], ' + result + ']'


@_known_by('__call__')
class Callable(metaclass=ABCMeta):
    __slots__ = ()

    if _HAS_PARAMETERS:
        __class_getitem__ = classmethod(_CallableGenericAlias)

    # x(...)
    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


# ---- Iteration

@_known_by('__iter__', '__next__')
class Iterator(Iterable):
    __slots__ = ()

    def __iter__(self):
        return self

    @abstractmethod
    def __next__(self):
        raise StopIteration


@_known_by('__reversed__', '__iter__')
class Reversible(Iterable):
    __slots__ = ()

    # reversed(x)
    @abstractmethod
    def __reversed__(self):
        yield from ()


@_known_by('__iter__', '__next__', 'send', 'throw', 'close')
class Generator(Iterator):
    __slots__ = ()

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (StopIteration, GeneratorExit):
            return
        raise RuntimeError('generator ignored GeneratorExit')

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise _to_raise(typ, val, tb)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    def __next__(self):
        return self.send(None)


# ---- Coroutines and what is iterated in them

@_known_by('__await__', 'send', 'throw', 'close')
class Coroutine(Awaitable):
    __slots__ = ()

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (StopIteration, GeneratorExit):
            return
        raise RuntimeError('coroutine ignored GeneratorExit')

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise _to_raise(typ, val, tb)

    @abstractmethod
    def send(self, value):
        raise StopIteration


@_known_by('__anext__', '__aiter__')
class AsyncIterator(AsyncIterable):
    __slots__ = ()

    def __aiter__(self):
        return self

    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration


@_known_by('__aiter__', '__anext__', 'asend', 'athrow', 'aclose')
class AsyncGenerator(AsyncIterator):
    __slots__ = ()

    async def aclose(self):
        try:
            await self.athrow(GeneratorExit)
        except (StopAsyncIteration, GeneratorExit):
            return
        raise RuntimeError('asynchronous generator ignored GeneratorExit')

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        raise _to_raise(typ, val, tb)

    @abstractmethod
    async def asend(self, value):
        raise StopAsyncIteration

    async def __anext__(self):
        return await self.asend(None)


# ---- Sets

@_known_by('__len__', '__iter__', '__contains__')
class Collection(Sized, Iterable, Container):
    __slots__ = ()


class Set(Collection):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __eq__(self, other):
        if isinstance(other, Set):
            return len(self) == len(other) and self.__le__(other)
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, Set):
            return len(self) < len(other) and self.__le__(other)
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, Set):
            return len(self) <= len(other) and _all_within(self, other)
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, Set):
            return len(self) >= len(other) and _all_within(other, self)
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, Set):
            return len(self) > len(other) and self.__ge__(other)
        return NotImplemented

    def isdisjoint(self, other):
        for member in other:
            if member in self:
                break
        else:
            return True
        return False

    def __and__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(member for member in other if member in self)
        return NotImplemented

    def __or__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(member for side in (self, other) for member in side)
        return NotImplemented

    def __xor__(self, other):
        right = _as_set(self, other)
        return right if right is NotImplemented else (self - right) | (right - self)

    def __sub__(self, other):
        right = _as_set(self, other)
        if right is NotImplemented:
            return right
        return self._from_iterable(member for member in self if member not in right)

    def __rsub__(self, other):
        left = _as_set(self, other)
        if left is NotImplemented:
            return left
        return self._from_iterable(member for member in left if member not in self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def _hash(self):
        # The result is a signed machine word, as frozenset has it; the order of members doesn't matter.
        word = 2 * sys.maxsize + 1
        mixed = 1927868237 * (len(self) + 1) & word
        for member in self:
            bits = hash(member)
            mixed = (mixed ^ (bits ^ (bits << 16) ^ 89869747) * 3644798167) & word
        if sys.version_info >= (3, 9):
            mixed ^= (mixed >> 11) ^ (mixed >> 25)
        mixed = (mixed * 69069 + 907133923) & word
        signed = mixed if mixed <= sys.maxsize else mixed - word - 1
        return 590923713 if signed == -1 else signed


class MutableSet(Set):
    __slots__ = ()

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    def clear(self):
        while True:
            try:
                self.pop()
            except KeyError:
                return

    def pop(self):
        for member in self:
            self.discard(member)
            return member
        raise KeyError from None

    def remove(self, value):
        if value in self:
            self.discard(value)
        else:
            raise KeyError(value)

    def __iand__(self, it):
        for member in self - it:
            self.discard(member)
        return self

    def __isub__(self, it):
        if it is not self:
            for member in it:
                self.discard(member)
            return self
        self.clear()
        return self

    def __ixor__(self, it):
        if it is not self:
            for member in it if isinstance(it, Set) else self._from_iterable(it):
                change = self.discard if member in self else self.add
                change(member)
            return self
        self.clear()
        return self

    def __ior__(self, it):
        for member in it:
            self.add(member)
        return self


# ---- Mappings and their views

class MappingView(Sized):
    __slots__ = ('_mapping',)

    def __repr__(self):
        return f'{self.__class__.__name__}({self._mapping!r})'

    def __len__(self):
        return len(self._mapping)

    def __init__(self, mapping):
        self._mapping = mapping


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __iter__(self):
        mapping = self._mapping
        for key in mapping:
            yield mapping[key]

    def __contains__(self, value):
        mapping = self._mapping
        for key in mapping:
            held = mapping[key]
            if held is value or held == value:
                return True
        return False


class ItemsView(MappingView, Set):
    __slots__ = ()

    def __iter__(self):
        mapping = self._mapping
        for key in mapping:
            yield key, mapping[key]

    def __contains__(self, item):
        key, value = item
        try:
            held = self._mapping[key]
        except KeyError:
            return False
        return held is value or held == value

    # What the operators of Set give is a plain set.
    @classmethod
    def _from_iterable(cls, it):
        return set(it)


class KeysView(MappingView, Set):
    __slots__ = ()

    def __iter__(self):
        yield from self._mapping

    def __contains__(self, key):
        return key in self._mapping

    # What the operators of Set give is a plain set.
    @classmethod
    def _from_iterable(cls, it):
        return set(it)


class Mapping(Collection):
    __slots__ = ()
    __reversed__ = None

    if sys.version_info >= (3, 10):
        __abc_tpflags__ = 1 << 6

    # x[key]
    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def __eq__(self, other):
        if isinstance(other, Mapping):
            return dict(self.items()) == dict(other.items())
        return NotImplemented

    def __contains__(self, key):
        try:
            self[key]
            return True
        except KeyError:
            return False

    def values(self):
        return ValuesView(self)

    def items(self):
        return ItemsView(self)

    def keys(self):
        return KeysView(self)

    def get(self, key, default=None):
        try:
            held = self[key]
        except KeyError:
            held = default
        return held


class MutableMapping(Mapping):
    __slots__ = ()
    __marker = object()

    # del x[key]
    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    # x[key] = value
    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    def setdefault(self, key, default=None):
        try:
            held = self[key]
        except KeyError:
            self[key] = held = default
        return held

    def update(self, other=(), /, **kwds):
        if isinstance(other, Mapping):
            names = other
        else:
            names = other.keys() if hasattr(other, 'keys') else None
        if names is not None:
            for name in names:
                self[name] = other[name]
        else:
            for name, held in other:
                self[name] = held
        for name in kwds:
            self[name] = kwds[name]

    def pop(self, key, default=__marker):
        try:
            held = self[key]
        except KeyError:
            if default is not self.__marker:
                return default
            raise
        del self[key]
        return held

    def popitem(self):
        key = next(iter(self), _NOTHING)
        if key is _NOTHING:
            raise KeyError from None
        pair = key, self[key]
        del self[key]
        return pair

    def clear(self):
        while True:
            try:
                self.popitem()
            except KeyError:
                return


# ---- Sequences

class Sequence(Reversible, Collection):
    __slots__ = ()

    if sys.version_info >= (3, 10):
        __abc_tpflags__ = 1 << 5

    # x[index]
    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def count(self, value):
        total = 0
        for item in self:
            if item is value or item == value:
                total += 1
        return total

    def index(self, value, start=0, stop=None):
        at = start
        if at is not None and at < 0:
            at = max(0, at + len(self))
        if stop is not None and stop < 0:
            stop = stop + len(self)
        while stop is None or at < stop:
            try:
                item = self[at]
            except IndexError:
                break
            if item is value or item == value:
                return at
            at += 1
        raise ValueError

    def __reversed__(self):
        at = len(self)
        while at > 0:
            at -= 1
            yield self[at]

    def __contains__(self, value):
        for item in self:
            if item is value or item == value:
                break
        else:
            return False
        return True

    def __iter__(self):
        at = 0
        while True:
            try:
                item = self[at]
                yield item
            except IndexError:
                return
            at += 1


if _HAS_BYTESTRING:
    class ByteString(Sequence):
        __slots__ = ()


class MutableSequence(Sequence):
    __slots__ = ()

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    # del x[index]
    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    # x[index] = value
    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    def __iadd__(self, values):
        self.extend(values)
        return self

    def extend(self, values):
        for item in list(values) if values is self else values:
            self.append(item)

    def append(self, value):
        self.insert(len(self), value)

    def remove(self, value):
        del self[self.index(value)]

    def pop(self, index=-1):
        item = self[index]
        del self[index]
        return item

    def clear(self):
        while True:
            try:
                self.pop()
            except IndexError:
                return

    def reverse(self):
        low, high = 0, len(self) - 1
        while low < high:
            self[low], self[high] = self[high], self[low]
            low += 1
            high -= 1


# ---- The builtin types that belong to them

def _register_builtins():
    members = [
        (Set, (frozenset,)),
        (MutableSet, (set,)),
        (Mapping, (mappingproxy,)),
        (KeysView, (dict_keys,)),
        (ItemsView, (dict_items,)),
        (ValuesView, (dict_values,)),
        (MutableMapping, (dict,)),
        (Sequence, (tuple, str, range, memoryview)),
        (MutableSequence, (list, bytearray)),
        (Coroutine, (coroutine,)),
        (AsyncGenerator, (async_generator,)),
        (Iterator, _iterator_types),
        (Generator, (generator,)),
    ]
    if _HAS_BYTESTRING:
        members.append((ByteString, (bytes, bytearray)))
    if _HAS_BUFFER:
        members.append((Buffer, (bytes, bytearray, memoryview)))
    if sys.version_info >= (3, 14):
        members.append((Sequence, (bytes,)))
    if sys.version_info >= (3, 15):
        try:
            members.append((Mapping, (frozendict,)))
        except NameError:
            pass
    for owner, kinds in members:
        for kind in kinds:
            owner.register(kind)


def _let_take_parameters():
    for owner in (Awaitable, Coroutine, AsyncIterable, AsyncIterator, AsyncGenerator,
                  Iterable, Iterator, Reversible, Generator, Container, Collection,
                  Set, MutableSet, Mapping, MutableMapping, KeysView, ItemsView, ValuesView,
                  Sequence, MutableSequence):
        owner.__class_getitem__ = classmethod(GenericAlias)


_register_builtins()
if _HAS_PARAMETERS:
    _let_take_parameters()
del _register_builtins, _let_take_parameters, _iterator_types
