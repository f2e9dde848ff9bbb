# Classes that write their own __init__, __repr__ and comparisons.

import abc
import builtins
import copy
import functools
import keyword
import sys
import types

GenericAlias = getattr(types, 'GenericAlias', None)
_VERSION = sys.version_info[:2]

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'MISSING',
           'fields', 'asdict', 'astuple', 'make_dataclass', 'replace', 'is_dataclass']
if _VERSION >= (3, 10):
    __all__.insert(5, 'KW_ONLY')


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()

if _VERSION >= (3, 10):
    class _KW_ONLY_TYPE:
        pass

    KW_ONLY = _KW_ONLY_TYPE()
else:
    KW_ONLY = None

_EMPTY_METADATA = types.MappingProxyType({})


class _FIELD_BASE:
    __slots__ = ('name',)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE('_FIELD')
_FIELD_CLASSVAR = _FIELD_BASE('_FIELD_CLASSVAR')
_FIELD_INITVAR = _FIELD_BASE('_FIELD_INITVAR')

_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_POST_INIT_NAME = '__post_init__'


class InitVar:
    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        of = self.type
        return f'dataclasses.InitVar[{of.__name__ if isinstance(of, type) else repr(of)}]'


class Field:
    if _VERSION >= (3, 14):
        __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init',
                     'compare', 'metadata', 'kw_only', 'doc', '_field_type')
    elif _VERSION >= (3, 10):
        __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init',
                     'compare', 'metadata', 'kw_only', '_field_type')
    else:
        __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init',
                     'compare', 'metadata', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only=MISSING, doc=None):
        self.name = self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = _EMPTY_METADATA if metadata is None else types.MappingProxyType(metadata)
        if _VERSION >= (3, 10):
            self.kw_only = kw_only
        if _VERSION >= (3, 14):
            self.doc = doc
        self._field_type = None

    def __repr__(self):
        names = ['name', 'type', 'default', 'default_factory', 'init', 'repr', 'hash', 'compare',
                 'metadata', *self.__slots__[9:-1]]
        shown = [f'{name}={getattr(self, name)!r}' for name in names]
        shown.append(f'_field_type={self._field_type}')
        return f"Field({','.join(shown)})"

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), '__set_name__', None)
        if func:
            func(self.default, owner, name)

    if _VERSION >= (3, 9):
        __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    if _VERSION >= (3, 12):
        __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen',
                     'match_args', 'kw_only', 'slots', 'weakref_slot')
    else:
        __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen,
                 match_args=True, kw_only=False, slots=False, weakref_slot=False):
        given = (init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
        for name, value in zip(self.__slots__, given):
            setattr(self, name, value)

    def __repr__(self):
        shown = ','.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)
        return f'_DataclassParams({shown})'


def _field(default, default_factory, init, repr, hash, compare, metadata, kw_only=MISSING, doc=None):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


if _VERSION >= (3, 14):
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True,
              hash=None, compare=True, metadata=None, kw_only=MISSING, doc=None):
        return _field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)
elif _VERSION >= (3, 10):
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True,
              hash=None, compare=True, metadata=None, kw_only=MISSING):
        return _field(default, default_factory, init, repr, hash, compare, metadata, kw_only)
else:
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True,
              hash=None, compare=True, metadata=None):
        return _field(default, default_factory, init, repr, hash, compare, metadata)


def _recursive_repr(shows):
    underway = set()

    @functools.wraps(shows)
    def wrapper(self):
        if id(self) in underway:
            return '...'
        underway.add(id(self))
        try:
            return shows(self)
        finally:
            underway.discard(id(self))
    return wrapper


def _tuple_str(obj_name, fields):
    if not fields:
        return '()'
    return f'({",".join([f"{obj_name}.{f.name}" for f in fields])},)'


def _create_fn(name, args, body, *, globals=None, locals=None, return_type=MISSING):
    known = {} if locals is None else locals
    arrow = ''
    if return_type is not MISSING:
        known['__dataclass_return_type__'] = return_type
        arrow = '->__dataclass_return_type__'
    lines = [f"def __create_fn__({', '.join(known)}):", f" def {name}({','.join(args)}){arrow}:"]
    lines += ['  ' + line for line in body]
    lines.append(f' return {name}')
    made = {}
    exec('\n'.join(lines), globals, made)
    return made['__create_fn__'](**known)


def _is_classvar_text(annotation):
    head = annotation.strip().split('[')[0]
    return head in ('ClassVar', 'typing.ClassVar', 't.ClassVar')


def _is_classvar(a_type):
    typing = sys.modules.get('typing')
    if typing is None:
        return False
    return (a_type is typing.ClassVar
            or type(a_type) is typing._GenericAlias and a_type.__origin__ is typing.ClassVar)


def _is_initvar(a_type):
    return a_type is InitVar or type(a_type) is InitVar


def _is_kw_only(a_type):
    return KW_ONLY is not None and a_type is KW_ONLY


def _annotations_of(cls):
    if _VERSION >= (3, 14):
        return dict(getattr(cls, '__annotations__', None) or {}) if '__annotate_func__' in cls.__dict__ \
            or '__annotate__' in cls.__dict__ or '__annotations__' in cls.__dict__ \
            or '__annotations_cache__' in cls.__dict__ else {}
    return cls.__dict__.get('__annotations__', {})


def _get_field(cls, a_name, a_type, default_kw_only):
    f = getattr(cls, a_name, MISSING)
    if not isinstance(f, Field):
        # A descriptor of a slot is no default.
        f = field(default=MISSING if isinstance(f, types.MemberDescriptorType) else f)
    f.name = a_name
    f.type = a_type
    f._field_type = _FIELD
    if _is_classvar(a_type) or isinstance(a_type, str) and _is_classvar_text(a_type):
        f._field_type = _FIELD_CLASSVAR
    if f._field_type is _FIELD:
        if _is_initvar(a_type) or isinstance(a_type, str) and a_type.split('[')[0] in (
                'InitVar', 'dataclasses.InitVar'):
            f._field_type = _FIELD_INITVAR
    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR):
        if f.default_factory is not MISSING:
            raise TypeError(f'field {f.name} cannot have a default factory')
    if _VERSION >= (3, 10):
        if f._field_type in (_FIELD, _FIELD_INITVAR):
            if f.kw_only is MISSING:
                f.kw_only = default_kw_only
        elif f.kw_only is not MISSING:
            raise TypeError(f'field {f.name} is a ClassVar but specifies kw_only')
    if f._field_type is _FIELD:
        if _VERSION >= (3, 11):
            is_mutable = f.default.__class__.__hash__ is None
        else:
            is_mutable = isinstance(f.default, (list, dict, set))
        if is_mutable:
            raise ValueError(f'mutable default {type(f.default)} for field {f.name} is not allowed: '
                             'use default_factory')
    return f


def _set_qualname(cls, value):
    if isinstance(value, types.FunctionType):
        value.__qualname__ = f'{cls.__qualname__}.{value.__name__}'
    return value


def _set_new_attribute(cls, name, value):
    # Whether the class had one of its own, which stays.
    is_taken = name in cls.__dict__
    if not is_taken:
        setattr(cls, name, _set_qualname(cls, value))
    return is_taken


def _field_assign(frozen, name, value, self_name):
    if not frozen:
        return f'{self_name}.{name}={value}'
    return f'__dataclass_builtins_object__.__setattr__({self_name},{name!r},{value})'


def _field_init(f, frozen, globals, self_name, slots):
    default_name = f'__dataclass_dflt_{f.name}__' if _VERSION >= (3, 12) else f'_dflt_{f.name}'
    if f.default_factory is not MISSING:
        if f.init:
            globals[default_name] = f.default_factory
            value = f'{default_name}() if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {f.name}'
        else:
            globals[default_name] = f.default_factory
            value = f'{default_name}()'
    elif f.init:
        if f.default is MISSING:
            value = f.name
        else:
            globals[default_name] = f.default
            value = f.name
    elif slots and f.default is not MISSING:
        globals[default_name] = f.default
        value = default_name
    else:
        return None
    if f._field_type is _FIELD_INITVAR:
        return None
    return _field_assign(frozen, f.name, value, self_name)


def _init_param(f):
    default_name = f'__dataclass_dflt_{f.name}__' if _VERSION >= (3, 12) else f'_dflt_{f.name}'
    if f.default is MISSING and f.default_factory is MISSING:
        default = ''
    elif f.default is not MISSING:
        default = f'={default_name}'
    else:
        default = '=__dataclass_HAS_DEFAULT_FACTORY__'
    type_name = f'__dataclass_type_{f.name}__' if _VERSION >= (3, 12) else f'_type_{f.name}'
    return f'{f.name}:{type_name}{default}'


def _init_fn(cls, fields, std_fields, kw_only_fields, frozen, has_post_init, self_name, globals, slots):
    seen_default = None
    for f in std_fields:
        if not f.init:
            continue
        if not (f.default is MISSING and f.default_factory is MISSING):
            seen_default = f
        elif seen_default:
            if _VERSION >= (3, 13):
                raise TypeError(f'non-default argument {f.name!r} follows default argument {seen_default.name!r}')
            raise TypeError(f'non-default argument {f.name!r} follows default argument')
    type_name = '__dataclass_type_{}__' if _VERSION >= (3, 12) else '_type_{}'
    locals = {type_name.format(f.name): f.type for f in fields}
    locals['__dataclass_HAS_DEFAULT_FACTORY__'] = _HAS_DEFAULT_FACTORY
    locals['__dataclass_builtins_object__'] = object
    body_lines = []
    for f in fields:
        line = _field_init(f, frozen, locals, self_name, slots)
        if line:
            body_lines.append(line)
    if has_post_init:
        params_str = ','.join(f.name for f in fields if f._field_type is _FIELD_INITVAR)
        body_lines.append(f'{self_name}.{_POST_INIT_NAME}({params_str})')
    if not body_lines:
        body_lines = ['pass']
    _init_params = [_init_param(f) for f in std_fields]
    if kw_only_fields:
        _init_params += ['*']
        _init_params += [_init_param(f) for f in kw_only_fields]
    return _create_fn('__init__', [self_name] + _init_params, body_lines,
                      locals=locals, globals=globals, return_type=None)


def _repr_fn(fields, globals):
    shown = ', '.join([f'{f.name}={{self.{f.name}!r}}' for f in fields])
    fn = _create_fn('__repr__', ('self',),
                    ['return f"{self.__class__.__qualname__}(' + shown + ')"'], globals=globals)
    return _recursive_repr(fn)


def _frozen_get_del_attr(cls, fields, globals):
    locals = {'cls': cls, 'FrozenInstanceError': FrozenInstanceError}
    condition = 'type(self) is cls'
    if fields:
        names = ', '.join(repr(f.name) for f in fields)
        condition += f' or name in {{{names}}}' if _VERSION >= (3, 12) else f' or name in ({names},)'
    return (_create_fn('__setattr__', ('self', 'name', 'value'),
                       (f'if {condition}:',
                        ' raise FrozenInstanceError(f"cannot assign to field {name!r}")',
                        'super(cls, self).__setattr__(name, value)'),
                       locals=locals, globals=globals),
            _create_fn('__delattr__', ('self', 'name'),
                       (f'if {condition}:',
                        ' raise FrozenInstanceError(f"cannot delete field {name!r}")',
                        'super(cls, self).__delattr__(name)'),
                       locals=locals, globals=globals))


def _cmp_fn(name, op, fields, globals):
    if _VERSION >= (3, 13) and name == '__eq__':
        terms = [f'self.{f.name}==other.{f.name}' for f in fields]
        return _create_fn(name, ('self', 'other'),
                          ['if self is other:',
                           ' return True',
                           'if other.__class__ is self.__class__:',
                           f' return {" and ".join(terms) or "True"}',
                           'return NotImplemented'], globals=globals)
    return _create_fn(name, ('self', 'other'),
                      ['if other.__class__ is self.__class__:',
                       f' return {_tuple_str("self", fields)}{op}{_tuple_str("other", fields)}',
                       'return NotImplemented'], globals=globals)


def _hash_fn(fields, globals):
    return _create_fn('__hash__', ('self',), [f'return hash({_tuple_str("self", fields)})'], globals=globals)


def _hash_exception(cls, fields, globals):
    raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')


def _hash_add(cls, fields, globals):
    hashed = [each for each in fields if (each.compare if each.hash is None else each.hash)]
    return _set_qualname(cls, _hash_fn(hashed, globals))


def _hash_set_none(cls, fields, globals):
    return None


def _hash_action(unsafe_hash, eq, frozen, has_own):
    if unsafe_hash:
        return _hash_exception if has_own else _hash_add
    if has_own or not eq:
        return None
    return _hash_add if frozen else _hash_set_none


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen,
                   match_args=True, kw_only=False, slots=False, weakref_slot=False):
    fields = {}
    if cls.__module__ in sys.modules:
        globals = sys.modules[cls.__module__].__dict__
    else:
        globals = {}
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen,
                                           match_args, kw_only, slots, weakref_slot))
    bases_frozen = []
    for base in reversed(cls.__mro__[1:]):
        inherited = getattr(base, _FIELDS, None)
        if inherited is None:
            continue
        fields.update((each.name, each) for each in inherited.values())
        bases_frozen.append(getattr(base, _PARAMS).frozen)

    cls_annotations = _annotations_of(cls)
    cls_fields = []
    KW_ONLY_seen = False
    for name, type_ in cls_annotations.items():
        if _is_kw_only(type_) or KW_ONLY is not None and type_ in ('KW_ONLY', 'dataclasses.KW_ONLY'):
            if KW_ONLY_seen:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            KW_ONLY_seen = True
            kw_only = True
        else:
            cls_fields.append(_get_field(cls, name, type_, kw_only))
    for f in cls_fields:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls_annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if bases_frozen:
        enough = all(bases_frozen) if _VERSION >= (3, 12) else any(bases_frozen)
        if any(bases_frozen) and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if frozen and not enough:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _FIELDS, fields)

    class_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (class_hash is MISSING or (class_hash is None and '__eq__' in cls.__dict__))
    if order and not eq:
        raise ValueError('eq must be true if order is true')

    all_init_fields = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    if _VERSION >= (3, 10):
        std_init_fields = tuple(f for f in all_init_fields if f.init and not f.kw_only)
        kw_only_init_fields = tuple(f for f in all_init_fields if f.init and f.kw_only)
    else:
        std_init_fields = tuple(f for f in all_init_fields if f.init)
        kw_only_init_fields = ()
    if init:
        has_post_init = hasattr(cls, _POST_INIT_NAME)
        _set_new_attribute(cls, '__init__',
                           _init_fn(cls, all_init_fields, std_init_fields, kw_only_init_fields, frozen,
                                    has_post_init, '__dataclass_self__' if 'self' in fields else 'self',
                                    globals, slots))
    if _VERSION >= (3, 13):
        _set_new_attribute(cls, '__replace__', _replace)
    field_list = [f for f in fields.values() if f._field_type is _FIELD]
    if repr:
        flds = [f for f in field_list if f.repr]
        _set_new_attribute(cls, '__repr__', _repr_fn(flds, globals))
    if eq:
        flds = [f for f in field_list if f.compare]
        _set_new_attribute(cls, '__eq__', _cmp_fn('__eq__', '==', flds, globals))
    if order:
        flds = [f for f in field_list if f.compare]
        for name, op in [('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')]:
            if _set_new_attribute(cls, name, _cmp_fn(name, op, flds, globals)):
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. '
                                f'Consider using functools.total_ordering')
    if frozen:
        for fn in _frozen_get_del_attr(cls, field_list, globals):
            if _set_new_attribute(cls, fn.__name__, fn):
                raise TypeError(f'Cannot overwrite attribute {fn.__name__} in class {cls.__name__}')
    hash_action = _hash_action(unsafe_hash, eq, frozen, has_explicit_hash)
    if hash_action is not None:
        cls.__hash__ = hash_action(cls, field_list, globals)
    if not getattr(cls, '__doc__'):
        cls.__doc__ = cls.__name__ + _signature_text(cls, init, std_init_fields, kw_only_init_fields)
    if match_args and _VERSION >= (3, 10):
        _set_new_attribute(cls, '__match_args__', tuple(f.name for f in std_init_fields))
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot, fields)
    if _VERSION >= (3, 10):
        abc.update_abstractmethods(cls)
    return cls


def _signature_text(cls, init, std_fields, kw_only_fields):
    # What inspect.signature says of the class, without the result.
    if not init or '__init__' not in cls.__dict__:
        return '()'

    def shown(annotation):
        if isinstance(annotation, type):
            if annotation.__module__ in ('builtins', cls.__module__) and annotation.__module__ == 'builtins':
                return annotation.__qualname__
            return f'{annotation.__module__}.{annotation.__qualname__}'
        return repr(annotation).replace('typing.', '')

    def parameter(f):
        text = f'{f.name}: {shown(f.type)}'
        if f.default is not MISSING:
            text += f' = {f.default!r}'
        elif f.default_factory is not MISSING:
            text += ' = <factory>'
        return text
    parameters = [parameter(f) for f in std_fields]
    if kw_only_fields:
        parameters.append('*')
        parameters += [parameter(f) for f in kw_only_fields]
    return f"({', '.join(parameters)})"


def _dataclass_setstate(self, state):
    for each, value in zip(fields(self), state):
        object.__setattr__(self, each.name, value)


def _dataclass_getstate(self):
    return [getattr(self, each.name) for each in fields(self)]


def _get_slots(cls):
    slots = cls.__dict__.get('__slots__')
    if slots is None:
        return
    if isinstance(slots, str):
        yield slots
    else:
        yield from slots


def _add_slots(cls, is_frozen, weakref_slot, defined_fields):
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    cls_dict = dict(cls.__dict__)
    field_names = tuple(f.name for f in fields(cls))
    inherited_slots = set()
    for base in cls.__mro__[1:-1]:
        inherited_slots.update(_get_slots(base))
    cls_dict['__slots__'] = tuple(
        name for name in field_names + (('__weakref__',) if weakref_slot else ())
        if name not in inherited_slots)
    if _VERSION >= (3, 14) and any(defined_fields[n].doc for n in cls_dict['__slots__'] if n in defined_fields):
        cls_dict['__slots__'] = {n: getattr(defined_fields.get(n), 'doc', None) for n in cls_dict['__slots__']}
    for field_name in field_names:
        cls_dict.pop(field_name, None)
    cls_dict.pop('__dict__', None)
    cls_dict.pop('__weakref__', None)
    qualname = getattr(cls, '__qualname__', None)
    newcls = type(cls)(cls.__name__, cls.__bases__, cls_dict)
    if qualname is not None:
        newcls.__qualname__ = qualname
    if is_frozen:
        if '__getstate__' not in cls_dict:
            newcls.__getstate__ = _dataclass_getstate
        if '__setstate__' not in cls_dict:
            newcls.__setstate__ = _dataclass_setstate
    return newcls


if _VERSION >= (3, 11):
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
                  frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
        def wrap(cls):
            return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen,
                                  match_args, kw_only, slots, weakref_slot)
        if cls is None:
            return wrap
        return wrap(cls)
elif _VERSION >= (3, 10):
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
                  frozen=False, match_args=True, kw_only=False, slots=False):
        def wrap(cls):
            return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
        if cls is None:
            return wrap
        return wrap(cls)
else:
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False):
        def wrap(cls):
            return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen)
        if cls is None:
            return wrap
        return wrap(cls)


def fields(class_or_instance):
    try:
        fields = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        if _VERSION >= (3, 13):
            raise TypeError('must be called with a dataclass type or instance') from None
        raise TypeError('must be called with a dataclass type or instance')
    return tuple(f for f in fields.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def _rebuilt(obj, gather, make):
    # A copy of a value: containers with their items converted, dataclasses made of what gather finds in them.
    convert = functools.partial(_rebuilt, gather=gather, make=make)
    kind = type(obj)
    if _is_dataclass_instance(obj):
        return make(gather(obj, convert))
    if isinstance(obj, (list, tuple)):
        if isinstance(obj, tuple) and hasattr(obj, '_fields'):
            return kind(*[convert(item) for item in obj])
        return kind(convert(item) for item in obj)
    if not isinstance(obj, dict):
        return copy.deepcopy(obj)
    items = ((convert(key), convert(item)) for key, item in obj.items())
    if not hasattr(kind, 'default_factory'):
        return kind(items)
    result = kind(getattr(obj, 'default_factory'))
    for key, item in items:
        result[key] = item
    return result


def _named_values(obj, convert):
    return [(each.name, convert(getattr(obj, each.name))) for each in fields(obj)]


def _plain_values(obj, convert):
    return [convert(getattr(obj, each.name)) for each in fields(obj)]


def asdict(obj, *, dict_factory=dict):
    if _is_dataclass_instance(obj):
        return _asdict_inner(obj, dict_factory)
    raise TypeError('asdict() should be called on dataclass instances')


def _asdict_inner(obj, dict_factory):
    return _rebuilt(obj, _named_values, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if _is_dataclass_instance(obj):
        return _astuple_inner(obj, tuple_factory)
    raise TypeError('astuple() should be called on dataclass instances')


def _astuple_inner(obj, tuple_factory):
    return _rebuilt(obj, _plain_values, tuple_factory)


_NOTHING = object()


def _field_of_item(item):
    # (name, type, default or _NOTHING) of an item of make_dataclass's fields.
    if isinstance(item, str):
        return item, 'typing.Any', _NOTHING
    if len(item) not in (2, 3):
        raise TypeError(f'Invalid field: {item!r}')
    name, kind, *default = item
    return name, kind, default[0] if default else _NOTHING


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    module = options.pop('module', None)
    annotations, body = {}, dict(namespace or {})
    defaults = {}
    for item in fields:
        name, kind, default = _field_of_item(item)
        if default is not _NOTHING:
            defaults[name] = default
        is_word = isinstance(name, str) and name.isidentifier()
        if not is_word:
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if keyword.iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = kind
    body.update(defaults, __annotations__=annotations)
    cls = types.new_class(cls_name, bases, {}, lambda ns: ns.update(body))
    if _VERSION >= (3, 12):
        try:
            module = sys._getframe(1).f_globals.get('__name__', '__main__') if module is None else module
        except (AttributeError, ValueError):
            module = None
        if module is not None:
            cls.__module__ = module
    return dataclass(cls, **options)


def replace(obj, /, **changes):
    if not _is_dataclass_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                if _VERSION >= (3, 13):
                    raise TypeError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
                raise ValueError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                if _VERSION >= (3, 13):
                    raise TypeError(f'InitVar {f.name!r} must be specified with replace()')
                raise ValueError(f'InitVar {f.name!r} must be specified with replace()')
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
