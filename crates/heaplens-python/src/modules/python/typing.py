# Types for annotations: nothing here is checked when a program runs.
#
# This is long because a module of the library is one file, as `import` finds it and as tracebacks name it.

import collections.abc
import functools
import sys
import types

_VERSION = sys.version_info[:2]
if _VERSION >= (3, 12):
    import _typing
    from _typing import TypeAliasType, TypeVarTuple
_NONE = type(None)
_PLAIN_ALIAS = type(list[int]) if _VERSION >= (3, 9) else ()
_PLAIN_UNION = type(int | str) if _VERSION >= (3, 10) else ()


def _type_repr(obj):
    if isinstance(obj, type) and not isinstance(obj, _PLAIN_ALIAS):
        prefix = '' if obj.__module__ == 'builtins' else f'{obj.__module__}.'
        return prefix + obj.__qualname__
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    if obj is Ellipsis:
        return '...'
    if isinstance(obj, (tuple, list)) and _VERSION >= (3, 11):
        return '[' + ', '.join(_type_repr(t) for t in obj) + ']'
    return repr(obj)


def _type_check(arg, msg):
    if arg is None:
        return _NONE
    if isinstance(arg, str):
        return ForwardRef(arg)
    if arg in (Any, NoReturn, ClassVar, Final) and arg in (ClassVar, Final):
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if not callable(arg) and not isinstance(arg, (type, TypeVar, ForwardRef, _Final)) \
            and not isinstance(arg, _PLAIN_ALIAS) and not isinstance(arg, _PLAIN_UNION):
        raise TypeError(f'{msg} Got {arg!r:.100}.')
    return arg


def _collect_parameters(args):
    found = []
    for t in args:
        if isinstance(t, (TypeVar, ParamSpec)):
            if t not in found:
                found.append(t)
        elif isinstance(t, (list, tuple)):
            for x in _collect_parameters(t):
                if x not in found:
                    found.append(x)
        else:
            if isinstance(t, type) and not isinstance(t, _PLAIN_ALIAS):
                continue
            for x in getattr(t, '__parameters__', ()):
                if x not in found:
                    found.append(x)
    return tuple(found)


def _remove_dups_flatten(parameters):
    params = []
    for p in parameters:
        if isinstance(p, _PLAIN_UNION) or isinstance(p, _UnionGenericAlias):
            params.extend(p.__args__)
        else:
            params.append(p)
    seen = []
    for p in params:
        if p not in seen:
            seen.append(p)
    return tuple(seen)


class _Final:
    __slots__ = ('__weakref__',)


class ForwardRef(_Final):
    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        try:
            code = compile(arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f'Forward reference must be an expression -- got {arg!r}')
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns):
        return eval(self.__forward_code__, globalns, localns)

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __eq__(self, other):
        is_ref = isinstance(other, ForwardRef)
        return self.__forward_arg__ == other.__forward_arg__ if is_ref else NotImplemented


class _Unionable:
    # What `X | Y` makes of these, from 3.10 on.
    __slots__ = ()

    if _VERSION >= (3, 10):
        def __ror__(self, left):
            return Union[left, self]

        def __or__(self, right):
            return Union[self, right]


class _SpecialForm(_Final, _Unionable):
    def __init__(self, name, getitem=None):
        self._name = name
        self._getitem = getitem

    def __repr__(self):
        return 'typing.' + self._name

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    def __getitem__(self, parameters):
        if self._getitem is None:
            raise TypeError(f'{self} is not subscriptable')
        return self._getitem(self, parameters)


def _one(self, parameters):
    item = _type_check(parameters, f'{self} accepts only single type.')
    return _GenericAlias(self, (item,))


def _union(self, parameters):
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    parameters = tuple(_type_check(p, 'Union[arg, ...]: each arg must be a type.') for p in parameters)
    parameters = _remove_dups_flatten(parameters)
    if len(parameters) == 1:
        return parameters[0]
    if _VERSION >= (3, 14):
        result = parameters[0]
        for p in parameters[1:]:
            result = result | p
        return result
    return _UnionGenericAlias(self, parameters)


def _optional(self, parameters):
    arg = _type_check(parameters, f'{self} requires a single type.')
    return Union[arg, _NONE]


def _literal(self, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if _VERSION >= (3, 9):
        seen = []
        for p in parameters:
            if not any(type(p) is type(q) and p == q for q in seen):
                seen.append(p)
        parameters = tuple(seen)
    return _LiteralGenericAlias(self, parameters)


def _concatenate(self, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    return _GenericAlias(self, parameters)


if _VERSION >= (3, 11):
    class _AnyMeta(type):
        def __instancecheck__(self, obj):
            if self is Any:
                raise TypeError('typing.Any cannot be used with isinstance()')
            return super().__instancecheck__(obj)

        def __repr__(self):
            if self is Any:
                return 'typing.Any'
            return super().__repr__()

    class Any(metaclass=_AnyMeta):
        def __new__(cls, *args, **kwargs):
            if cls is Any:
                raise TypeError('Any cannot be instantiated')
            return super().__new__(cls)
else:
    Any = _SpecialForm('Any')

NoReturn = _SpecialForm('NoReturn')
Never = _SpecialForm('Never')
Self = _SpecialForm('Self')
LiteralString = _SpecialForm('LiteralString')
ClassVar = _SpecialForm('ClassVar', _one)
Final = _SpecialForm('Final', _one)
Required = _SpecialForm('Required', _one)
NotRequired = _SpecialForm('NotRequired', _one)
ReadOnly = _SpecialForm('ReadOnly', _one)
TypeGuard = _SpecialForm('TypeGuard', _one)
TypeIs = _SpecialForm('TypeIs', _one)
TypeAlias = _SpecialForm('TypeAlias')
Optional = _SpecialForm('Optional', _optional)
Literal = _SpecialForm('Literal', _literal)
Concatenate = _SpecialForm('Concatenate', _concatenate)
Unpack = _SpecialForm('Unpack', _one)
if _VERSION >= (3, 14):
    Union = _PLAIN_UNION

    def _make_union(*parameters):
        return _union(None, parameters)
else:
    Union = _SpecialForm('Union', _union)


def _variable_repr(self):
    if self.__covariant__:
        prefix = '+'
    elif self.__contravariant__:
        prefix = '-'
    elif getattr(self, '__infer_variance__', False):
        prefix = ''
    else:
        prefix = '~'
    return prefix + self.__name__


class _Variable(type):
    # Knows the variables that the syntax of 3.12 makes, which are native.

    def __instancecheck__(cls, instance):
        if type.__instancecheck__(cls, instance):
            return True
        return _VERSION >= (3, 12) and type(instance) is getattr(_typing, cls.__name__, None)


class TypeVar(_Final, _Unionable, metaclass=_Variable):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False,
                 infer_variance=False, default=None):
        self.__name__ = name
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if constraints and len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        self.__constraints__ = constraints
        self.__bound__ = bound
        if _VERSION >= (3, 12):
            self.__infer_variance__ = infer_variance
        try:
            self.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')
        except (AttributeError, ValueError):
            pass

    __repr__ = _variable_repr

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')


class ParamSpec(_Final, _Unionable, metaclass=_Variable):
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    args = property(lambda self: ParamSpecArgs(self))
    kwargs = property(lambda self: ParamSpecKwargs(self))
    __repr__ = _variable_repr


class ParamSpecArgs(_Final):
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f'{self.__origin__.__name__}.args'


class ParamSpecKwargs(_Final):
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f'{self.__origin__.__name__}.kwargs'


class _BaseGenericAlias(_Final, _Unionable):
    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; '
                            f'use {self.__origin__.__name__}() instead')
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            # An instance without room for it does without.
            return made
        return made

    def __mro_entries__(self, bases):
        i = bases.index(self)
        if self.__origin__ is Generic:
            later = bases[i + 1:]
            if Protocol in bases or any(isinstance(b, _BaseGenericAlias) and b is not self for b in later):
                return ()
            return (Generic,)
        res = []
        if self.__origin__ not in bases:
            res.append(self.__origin__)
        if not any(isinstance(b, _BaseGenericAlias) or isinstance(b, type) and issubclass(b, Generic)
                   for b in bases[i + 1:]):
            res.append(Generic)
        return tuple(res)

    def __getattr__(self, attr):
        if '__origin__' in self.__dict__ and not (attr.startswith('__') and attr.endswith('__')):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))


class _GenericAlias(_BaseGenericAlias):
    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        self.__parameters__ = _collect_parameters(args)
        self.__module__ = 'typing' if name else getattr(origin, '__module__', 'typing')

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        if not isinstance(args, tuple):
            args = (args,)
        params = self.__parameters__
        if not params:
            raise TypeError(f'{self} is not a generic class')
        if len(args) != len(params):
            many = 'many' if len(args) > len(params) else 'few'
            raise TypeError(f'Too {many} arguments for {self}; actual {len(args)}, expected {len(params)}')
        known = dict(zip(params, args))
        new_args = []
        for arg in self.__args__:
            if isinstance(arg, (TypeVar, ParamSpec)):
                arg = known[arg]
            elif getattr(arg, '__parameters__', ()) and not isinstance(arg, type):
                arg = arg[tuple(known[p] for p in arg.__parameters__)]
            new_args.append(_NONE if arg is None else arg)
        return self.__class__(self.__origin__, tuple(new_args), name=self._name, inst=self._inst)

    def __repr__(self):
        name = f'typing.{self._name}' if self._name else _type_repr(self.__origin__)
        shown = [_type_repr(arg) for arg in self.__args__] or ['()']
        return f"{name}[{', '.join(shown)}]"

    def __iter__(self):
        yield Unpack[self]


class _CallableGenericAlias(_GenericAlias):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and (args[0] is ... or isinstance(args[0], ParamSpec)):
            shown = _type_repr(args[0])
        else:
            shown = '[' + ', '.join([_type_repr(a) for a in args[:-1]]) + ']'
        return f'typing.Callable[{shown}, {_type_repr(args[-1])}]'


class _UnionGenericAlias(_GenericAlias):
    def __init__(self, origin, args, *, inst=False, name=None):
        super().__init__(origin, args, inst=False, name=name)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __eq__(self, other):
        if isinstance(other, _UnionGenericAlias) or isinstance(other, _PLAIN_UNION):
            return set(other.__args__) == set(self.__args__)
        return NotImplemented

    def __repr__(self):
        args = self.__args__
        if _VERSION >= (3, 9) and len(args) == 2:
            if args[0] is _NONE:
                return f'typing.Optional[{_type_repr(args[1])}]'
            if args[1] is _NONE:
                return f'typing.Optional[{_type_repr(args[0])}]'
        return 'typing.Union[' + ', '.join([_type_repr(a) for a in args]) + ']'

    def __subclasscheck__(self, cls):
        if _VERSION < (3, 10):
            raise TypeError('Subscripted generics cannot be used with class and instance checks')
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))


class _LiteralGenericAlias(_GenericAlias):
    def __init__(self, origin, args, **kwds):
        super().__init__(origin, args, inst=False)

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return (set((type(a), a) for a in self.__args__) == set((type(a), a) for a in other.__args__))

    def __hash__(self):
        return hash(frozenset((type(a), a) for a in self.__args__))

    def __repr__(self):
        return 'typing.Literal[' + ', '.join([repr(a) for a in self.__args__]) + ']'


class _AnnotatedAlias(_GenericAlias):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            origin, metadata = origin.__origin__, origin.__metadata__ + metadata
        super().__init__(origin, origin)
        self.__metadata__ = metadata

    def __repr__(self):
        shown = ', '.join(repr(a) for a in self.__metadata__)
        return f'typing.Annotated[{_type_repr(self.__origin__)}, {shown}]'

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


class Annotated:
    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError('Type Annotated cannot be instantiated.')

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError('Annotated[...] should be used with at least two arguments '
                            '(a type and an annotation).')
        origin = _type_check(params[0], 'Annotated[t, ...]: t must be a type.')
        return _AnnotatedAlias(origin, tuple(params[1:]))


class _SpecialGenericAlias(_BaseGenericAlias):
    def __init__(self, origin, nparams, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self.__module__ = 'typing'

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_type_check(p, 'Parameters to generic types must be types.') for p in params)
        if self._nparams >= 0 and len(params) != self._nparams:
            many = 'many' if len(params) > self._nparams else 'few'
            if _VERSION >= (3, 11):
                raise TypeError(f'Too {many} arguments for {self}; actual {len(params)}, expected {self._nparams}')
            raise TypeError(f'Too {many} parameters for {self}; actual {len(params)}, expected {self._nparams}')
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return 'typing.' + self._name

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


class _TupleType(_SpecialGenericAlias):
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            checked = tuple(_type_check(p, 'Tuple[t, ...]: t must be a type.') for p in params[:-1])
            return _GenericAlias(tuple, (*checked, ...), name='Tuple')
        checked = tuple(_type_check(p, 'Tuple[t0, t1, ...]: each t must be a type.') for p in params)
        return _GenericAlias(tuple, checked, name='Tuple')


class _CallableType(_SpecialGenericAlias):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        args, result = params
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        if isinstance(args, list):
            checked = tuple(_type_check(a, 'Callable[[arg, ...], result]: each arg must be a type.') for a in args)
            return _CallableGenericAlias(self.__origin__, (*checked, result), name='Callable')
        return _CallableGenericAlias(self.__origin__, (args, result), name='Callable')


_abc = collections.abc
Hashable = _SpecialGenericAlias(_abc.Hashable, 0)
Awaitable = _SpecialGenericAlias(_abc.Awaitable, 1)
Coroutine = _SpecialGenericAlias(_abc.Coroutine, 3)
AsyncIterable = _SpecialGenericAlias(_abc.AsyncIterable, 1)
AsyncIterator = _SpecialGenericAlias(_abc.AsyncIterator, 1)
Iterable = _SpecialGenericAlias(_abc.Iterable, 1)
Iterator = _SpecialGenericAlias(_abc.Iterator, 1)
Reversible = _SpecialGenericAlias(_abc.Reversible, 1)
Sized = _SpecialGenericAlias(_abc.Sized, 0)
Container = _SpecialGenericAlias(_abc.Container, 1)
Collection = _SpecialGenericAlias(_abc.Collection, 1)
Callable = _CallableType(_abc.Callable, 2)
AbstractSet = _SpecialGenericAlias(_abc.Set, 1, name='AbstractSet')
MutableSet = _SpecialGenericAlias(_abc.MutableSet, 1)
Mapping = _SpecialGenericAlias(_abc.Mapping, 2)
MutableMapping = _SpecialGenericAlias(_abc.MutableMapping, 2)
Sequence = _SpecialGenericAlias(_abc.Sequence, 1)
MutableSequence = _SpecialGenericAlias(_abc.MutableSequence, 1)
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
List = _SpecialGenericAlias(list, 1, inst=False, name='List')
Deque = _SpecialGenericAlias(collections.deque, 1, name='Deque')
Set = _SpecialGenericAlias(set, 1, inst=False, name='Set')
FrozenSet = _SpecialGenericAlias(frozenset, 1, inst=False, name='FrozenSet')
MappingView = _SpecialGenericAlias(_abc.MappingView, 1)
KeysView = _SpecialGenericAlias(_abc.KeysView, 1)
ItemsView = _SpecialGenericAlias(_abc.ItemsView, 2)
ValuesView = _SpecialGenericAlias(_abc.ValuesView, 1)
Dict = _SpecialGenericAlias(dict, 2, inst=False, name='Dict')
DefaultDict = _SpecialGenericAlias(collections.defaultdict, 2, name='DefaultDict')
OrderedDict = _SpecialGenericAlias(collections.OrderedDict, 2)
Counter = _SpecialGenericAlias(collections.Counter, 1)
ChainMap = _SpecialGenericAlias(collections.ChainMap, 2)
Generator = _SpecialGenericAlias(_abc.Generator, 3)
AsyncGenerator = _SpecialGenericAlias(_abc.AsyncGenerator, 2)
Type = _SpecialGenericAlias(type, 1, inst=False, name='Type')
Text = str
TYPE_CHECKING = False


class Generic:
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_NONE if p is None else ForwardRef(p) if isinstance(p, str) else p for p in params)
        if cls in (Generic, Protocol):
            if not all(isinstance(p, (TypeVar, ParamSpec)) for p in params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables')
            if len(set(params)) != len(params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        else:
            expected = getattr(cls, '__parameters__', ())
            if not expected:
                raise TypeError(f'{cls} is not a generic class')
            if len(params) != len(expected):
                many = 'many' if len(params) > len(expected) else 'few'
                word = 'arguments' if _VERSION >= (3, 11) else 'parameters'
                raise TypeError(f'Too {many} {word} for {cls}; actual {len(params)}, expected {len(expected)}')
        return _GenericAlias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        found = ()
        bases = cls.__dict__.get('__orig_bases__')
        if bases is not None:
            if Generic in bases:
                raise TypeError('Cannot inherit from plain Generic')
            found = _collect_parameters(bases)
            for base in bases:
                if isinstance(base, _GenericAlias) and base.__origin__ in (Generic, Protocol):
                    found = base.__parameters__ or found
        cls.__parameters__ = tuple(found)


_PROTO_IGNORED = {'__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__',
                  '__new__', '__slots__', '__subclasshook__', '__weakref__', '__class_getitem__', '__match_args__',
                  '_abc_impl', '__parameters__', '_is_protocol', '_is_runtime_protocol', '__orig_bases__',
                  '__orig_class__', '__annotate__', '__annotate_func__', '__annotations_cache__',
                  '__static_attributes__', '__firstlineno__', '__protocol_attrs__', '__qualname__',
                  '__non_callable_proto_members__', '__init_subclass__', '__type_params__'}


def _get_protocol_attrs(cls):
    attrs = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        annotations = getattr(base, '__annotations__', {})
        for attr in (*base.__dict__, *annotations):
            if not attr.startswith('_abc_') and attr not in _PROTO_IGNORED:
                attrs.add(attr)
    return attrs


import abc as _abc_module


class _ProtocolMeta(_abc_module.ABCMeta):
    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, '_is_protocol', False):
            return super().__instancecheck__(instance)
        if not getattr(cls, '_is_runtime_protocol', False):
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        if super().__instancecheck__(instance):
            return True
        for attr in _get_protocol_attrs(cls):
            if not hasattr(instance, attr):
                return False
            if getattr(instance, attr) is None and callable(getattr(cls, attr, None)):
                return False
        return True


class Protocol(Generic, metaclass=_ProtocolMeta):
    _is_runtime_protocol = False
    _is_protocol = True
    __slots__ = ()

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)

        def _proto_hook(other):
            if not cls.__dict__.get('_is_protocol', False):
                return NotImplemented
            if not getattr(cls, '_is_runtime_protocol', False):
                raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            for attr in _get_protocol_attrs(cls):
                holders = (base.__dict__ for base in other.__mro__ if attr in base.__dict__)
                if next(holders, {}).get(attr) is None:
                    return NotImplemented
            return True

        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = _proto_hook
        if cls._is_protocol and cls.__init__ is Protocol.__init__ or cls._is_protocol and '__init__' not in cls.__dict__:
            cls.__init__ = _no_init


def _no_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    for base in cls.__mro__:
        init = base.__dict__.get('__init__', _no_init)
        if init is not _no_init:
            return init(self, *args, **kwargs)
    object.__init__(self)


def runtime_checkable(cls):
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(cls, '_is_protocol', False):
        raise TypeError('@runtime_checkable can be only applied to protocol classes, got %r' % cls)
    cls._is_runtime_protocol = True
    return cls


class _Simple(Protocol):
    __slots__ = ()


def _supports(name, method):
    def body(self):
        pass
    body.__name__ = method
    return runtime_checkable(_ProtocolMeta(name, (Protocol,), {
        '__module__': 'typing', '__slots__': (), '_is_protocol': True, method: _abc_module.abstractmethod(body)}))


del _Simple
SupportsInt = _supports('SupportsInt', '__int__')
SupportsFloat = _supports('SupportsFloat', '__float__')
SupportsComplex = _supports('SupportsComplex', '__complex__')
SupportsBytes = _supports('SupportsBytes', '__bytes__')
SupportsIndex = _supports('SupportsIndex', '__index__')
SupportsAbs = _supports('SupportsAbs', '__abs__')
SupportsRound = _supports('SupportsRound', '__round__')


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


def assert_never(arg, /):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')


def _overload_dummy(*args, **kwds):
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated '
                              'functions outside a stub module should always be followed by an implementation '
                              'that is not @overload-ed.')


def overload(func):
    return _overload_dummy


def final(f):
    if _VERSION >= (3, 11):
        try:
            f.__final__ = True
        except (AttributeError, TypeError):
            pass
    return f


def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg


def dataclass_transform(**kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = kwargs
        return cls_or_fn
    return decorator


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, ParamSpecArgs, ParamSpecKwargs)) or isinstance(tp, _PLAIN_ALIAS):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, _PLAIN_UNION):
        return Union if _VERSION >= (3, 14) else types.UnionType
    return None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, _GenericAlias) or isinstance(tp, _PLAIN_ALIAS):
        res = tp.__args__
        if tp.__origin__ is _abc.Callable and not (len(res) == 2 and (res[0] is ... or isinstance(res[0], ParamSpec))):
            res = (list(res[:-1]), res[-1])
        return res
    if isinstance(tp, _PLAIN_UNION):
        return tp.__args__
    return ()


def _eval_type(t, globalns, localns):
    if isinstance(t, ForwardRef):
        return _eval_type(t._evaluate(globalns, localns), globalns, localns)
    if isinstance(t, str):
        return _eval_type(ForwardRef(t), globalns, localns)
    if isinstance(t, _GenericAlias) and not isinstance(t, (_LiteralGenericAlias, _AnnotatedAlias)):
        args = tuple(_eval_type(a, globalns, localns) if not isinstance(a, str) else a for a in t.__args__)
        if args != t.__args__:
            return t.__class__(t.__origin__, args, name=t._name, inst=t._inst)
    return t


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    def plain(t):
        if include_extras or not isinstance(t, _AnnotatedAlias):
            return t
        return t.__origin__
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            base_globals = getattr(sys.modules.get(base.__module__, None), '__dict__', {}) \
                if globalns is None else globalns
            ann = base.__dict__.get('__annotations__', {}) if _VERSION < (3, 14) \
                else getattr(base, '__annotations__', {})
            for name, value in ann.items():
                if value is None:
                    value = _NONE
                hints[name] = plain(_eval_type(value, base_globals, dict(vars(base)) if localns is None else localns))
        return hints
    if isinstance(obj, types.ModuleType):
        globalns = obj.__dict__ if globalns is None else globalns
    else:
        function = obj
        while hasattr(function, '__wrapped__'):
            function = function.__wrapped__
        globalns = getattr(function, '__globals__', {}) if globalns is None else globalns
    hints = getattr(obj, '__annotations__', None)
    if hints is None:
        raise TypeError(f'{obj!r} is not a module, class, method, or function.')
    result = {}
    defaults = _defaults_of(obj) if _VERSION < (3, 11) else {}
    for name, value in dict(hints).items():
        if value is None:
            value = _NONE
        value = plain(_eval_type(value, globalns, globalns if localns is None else localns))
        if name in defaults and defaults[name] is None:
            value = Optional[value]
        result[name] = value
    return result


def _defaults_of(func):
    code = getattr(func, '__code__', None)
    if code is None:
        return {}
    names = code.co_varnames[:code.co_argcount]
    defaults = func.__defaults__ or ()
    found = dict(func.__kwdefaults__ or {})
    found.update(zip(names[len(names) - len(defaults):], defaults))
    return found


def _made_by():
    try:
        return sys._getframe(2).f_globals.get('__name__', '__main__')
    except (AttributeError, ValueError):
        return None


def _annotations_in(ns):
    if '__annotations__' in ns:
        return ns['__annotations__']
    annotate = ns.get('__annotate_func__') or ns.get('__annotate__')
    return annotate(1) if annotate else {}


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        annotations = _annotations_in(ns)
        default_names = []
        for name in annotations:
            if name in ns:
                default_names.append(name)
            elif default_names:
                raise TypeError(f'Non-default namedtuple field {name} cannot follow default field'
                                f"{'s' if len(default_names) > 1 else ''} {', '.join(default_names)}")
        made = collections.namedtuple(typename, list(annotations), defaults=[ns[n] for n in default_names],
                                      module=ns['__module__'])
        made.__annotations__ = made.__new__.__annotations__ = dict(annotations)
        for key, value in ns.items():
            if key in ('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults',
                       '_field_types', '_make', '_replace', '_asdict', '_source'):
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in ('__annotations__', '__annotate__', '__annotate_func__', '__module__', '__dict__') \
                    and key not in made._fields:
                setattr(made, key, value)
        return made


def NamedTuple(typename, fields=None, /, **kwargs):
    if fields is None:
        fields = kwargs.items()
    fields = list(fields)
    made = collections.namedtuple(typename, [n for n, t in fields], module=_made_by())
    made.__annotations__ = made.__new__.__annotations__ = dict(fields)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})


def _stands_for(base):
    # The __mro_entries__ of a function that can be subclassed: `base` takes its place.
    return lambda bases: (base,)


NamedTuple.__mro_entries__ = _stands_for(_NamedTuple)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        annotations = {}
        required, optional = set(), set()
        for base in bases:
            annotations.update(getattr(base, '__annotations__', {}))
            required |= getattr(base, '__required_keys__', frozenset())
            optional |= getattr(base, '__optional_keys__', frozenset())
        own = _annotations_in(ns)
        for key, value in own.items():
            origin = get_origin(value)
            if origin is Required or total and origin is not NotRequired:
                required.add(key)
            else:
                optional.add(key)
        annotations.update(own)
        ns = {k: v for k, v in ns.items() if k not in ('__annotate__', '__annotate_func__')}
        made = type.__new__(_TypedDictMeta, name, (dict,), ns)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    __call__ = dict

    def __instancecheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __subclasscheck__ = __instancecheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    if fields is None:
        fields = kwargs
    ns = {'__annotations__': dict(fields)}
    module = _made_by()
    if module is not None:
        ns['__module__'] = module
    return _TypedDictMeta(typename, (), ns, total=total)


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = _stands_for(_TypedDict)


class _NewTypeObject:
    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[-1]
        self.__supertype__ = tp
        module = _made_by()
        if module is not None:
            self.__module__ = module

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __call__(self, x, /):
        return x

    if _VERSION >= (3, 10):
        def __ror__(self, left):
            return Union[left, self]

        def __or__(self, right):
            return Union[self, right]


if _VERSION >= (3, 10):
    NewType = _NewTypeObject
    NewType.__name__ = NewType.__qualname__ = 'NewType'
else:
    def NewType(name, tp):
        def new_type(x):
            return x

        new_type.__supertype__, new_type.__name__ = tp, name
        return new_type


class IO(Generic[TypeVar('AnyStr', bytes, str)]):
    __slots__ = ()


class TextIO(IO):
    __slots__ = ()


class BinaryIO(IO):
    __slots__ = ()


AnyStr = TypeVar('AnyStr', bytes, str)
T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')


def __getattr__(name):
    if name in ('Pattern', 'Match'):
        import re
        return _SpecialGenericAlias(getattr(re, name), 1)
    if name in ('ContextManager', 'AsyncContextManager'):
        import contextlib
        return _SpecialGenericAlias(getattr(contextlib, 'Abstract' + name), 1, name=name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


__all__ = [n for n in globals() if not n.startswith('_') and n not in (
    'collections', 'functools', 'sys', 'types', 'T', 'KT', 'VT', 'NamedTupleMeta')]
