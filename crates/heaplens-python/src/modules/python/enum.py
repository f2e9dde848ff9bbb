# Enumerations.
#
# This is long because a module of the library is one file, as `import` finds it and as tracebacks name it.

import sys
from types import MappingProxyType, DynamicClassAttribute

builtins_property = property

_VERSION = sys.version_info[:2]
_NEW = _VERSION >= (3, 11)

__all__ = ['EnumMeta', 'Enum', 'IntEnum', 'Flag', 'IntFlag', 'auto', 'unique']
if _NEW:
    __all__ += ['EnumType', 'StrEnum', 'ReprEnum', 'CONFORM', 'CONTINUOUS', 'EJECT', 'EnumCheck',
                'FlagBoundary', 'KEEP', 'NAMED_FLAGS', 'STRICT', 'UNIQUE', 'member', 'nonmember',
                'property', 'verify', 'global_enum', 'show_flag_values']

Enum = Flag = ReprEnum = None
EJECT = KEEP = STRICT = CONFORM = None


class nonmember(object):
    def __init__(self, value):
        self.value = value


class member(object):
    def __init__(self, value):
        self.value = value


def _is_descriptor(obj):
    return hasattr(obj, '__get__') or hasattr(obj, '__set__') or hasattr(obj, '__delete__')


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1:2] != '_' and name[-2:-1] != '_'


def _is_private(cls_name, name):
    pattern = '_%s__' % (cls_name,)
    return (len(name) > len(pattern) and name.startswith(pattern)
            and (name[-1] != '_' or name[-2] != '_'))


def _is_single_bit(num):
    return num > 0 and num & (num - 1) == 0


def _iter_bits_lsb(num):
    while num:
        b = num & (~num + 1)
        yield b
        num ^= b


def _split_names(names):
    return names.replace(',', ' ').split() if isinstance(names, str) else names


def _caller_module():
    # The module of the code that called the enumeration with names.
    try:
        return sys._getframe(3).f_globals.get('__name__')
    except (AttributeError, ValueError):
        return None


def _bit_after(value, complaint):
    try:
        return 1 << value.bit_length()
    except Exception:
        raise TypeError(complaint % value) from None


def show_flag_values(value):
    return list(_iter_bits_lsb(value))


_auto_null = object()


class auto:
    # A value that is chosen by _generate_next_value_.

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return 'auto(%r)' % self.value


class property(DynamicClassAttribute):
    # An attribute that members have and the class lends to members of the same name.

    member = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            found = ownerclass._member_map_.get(self.name)
            if found is not None:
                return found
            raise AttributeError('%r has no attribute %r' % (ownerclass, self.name))
        if self.fget is not None:
            return self.fget(instance)
        raise AttributeError('%r has no attribute %r' % (ownerclass, self.name))

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError('<enum %r> cannot set attribute %r' % (self.clsname, self.name))

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError('<enum %r> cannot delete attribute %r' % (self.clsname, self.name))

    def __set_name__(self, ownerclass, name):
        self.clsname, self.name = ownerclass.__name__, name


_attribute = property if _NEW else DynamicClassAttribute


class _EnumDict(dict):
    # The namespace of a class body: it remembers what are members.

    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = cls_name

    def __setitem__(self, key, value):
        if self._cls_name is not None and _VERSION >= (3, 11) and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in ('_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_',
                           '_iter_member_', '_iter_member_by_value_', '_iter_member_by_def_',
                           '_add_alias_', '_add_value_alias_', '_create_pseudo_member_'):
                if _NEW:
                    raise ValueError('_sunder_ names, such as %r, are reserved for future Enum use' % (key,))
                raise ValueError('_names_ are reserved for future Enum use')
            if key == '_generate_next_value_':
                if self._auto_called:
                    raise TypeError('_generate_next_value_ must be defined before members')
                setattr(self, '_generate_next_value', value.__func__ if isinstance(value, staticmethod) else value)
            elif key == '_ignore_':
                value = self._ignore = list(_split_names(value))
                already = self._member_names.keys() & set(value)
                if already:
                    raise ValueError('_ignore_ cannot specify already set names: %r' % (already,))
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            if _NEW:
                raise TypeError('%r already defined as %r' % (key, self[key]))
            raise TypeError('Attempted to reuse key: %r' % key)
        elif key in self._ignore:
            pass
        elif _NEW and isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value) and not (_NEW and isinstance(value, member)):
            pass
        elif _VERSION >= (3, 13) and isinstance(value, type):
            pass
        else:
            if key in self:
                if _NEW:
                    raise TypeError('%r already defined as %r' % (key, self[key]))
                raise TypeError('%r already defined as: %r' % (key, self[key]))
            if _NEW and isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                if value.value is _auto_null:
                    value.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
                    self._auto_called = True
                value = value.value
            elif isinstance(value, tuple) and _NEW and any(isinstance(v, auto) for v in value):
                made = []
                for v in value:
                    if isinstance(v, auto):
                        if v.value is _auto_null:
                            v.value = self._generate_next_value(key, 1, len(self._member_names),
                                                                self._last_values[:])
                        v = v.value
                    made.append(v)
                value = tuple(made)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def update(self, members, **more_members):
        by_key = hasattr(members, 'keys')
        for entry in members.keys() if by_key else members:
            name, value = (entry, members[entry]) if by_key else entry
            self[name] = value
        for name in more_members:
            self[name] = more_members[name]


if _VERSION >= (3, 13):
    EnumDict = _EnumDict


class EnumMeta(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        enum_dict = _EnumDict(cls)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            enum_dict['_generate_next_value_'] = getattr(first_enum, '_generate_next_value_', None)
        return enum_dict

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        classdict.setdefault('_ignore_', []).append('_ignore_')
        for key in classdict['_ignore_']:
            classdict.pop(key, None)
        member_names = list(classdict._member_names)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)
        enum_members = {name: classdict[name] for name in member_names}
        for name in member_names:
            del classdict[name]
        _order_ = classdict.pop('_order_', None)
        invalid_names = set(enum_members) & {'mro', ''}
        if invalid_names:
            if _NEW:
                raise ValueError('invalid enum member name(s) %s' % (','.join(repr(n) for n in invalid_names)))
            raise ValueError('Invalid enum member name: {0}'.format(','.join(invalid_names)))
        if '_generate_next_value_' in classdict:
            function = classdict['_generate_next_value_']
            if _NEW and not isinstance(function, staticmethod):
                dict.__setitem__(classdict, '_generate_next_value_', staticmethod(function))

        namespace = dict(classdict)
        enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        enum_class._member_names_ = []
        enum_class._member_map_ = {}
        enum_class._member_type_ = member_type
        if _NEW:
            enum_class._value2member_map_ = {}
            enum_class._unhashable_values_ = []
            enum_class._use_args_ = use_args
            enum_class._value_repr_ = metacls._find_data_repr_(cls, bases)
            enum_class._boundary_ = boundary or getattr(first_enum, '_boundary_', None)
            enum_class._flag_mask_ = 0
            enum_class._singles_mask_ = 0
            enum_class._all_bits_ = 0
        else:
            enum_class._value2member_map_ = {}
        is_flag = Flag is not None and issubclass(enum_class, Flag)

        for member_name in member_names:
            value = enum_members[member_name]
            args = value if isinstance(value, tuple) else (value,)
            if member_type is tuple:
                args = (args,)
            if not use_args:
                enum_member = new(enum_class)
                if not hasattr(enum_member, '_value_'):
                    enum_member._value_ = value
            else:
                enum_member = new(enum_class, *args)
                if not hasattr(enum_member, '_value_'):
                    if member_type is object:
                        enum_member._value_ = value
                    else:
                        try:
                            enum_member._value_ = member_type(*args)
                        except Exception as exc:
                            if not _NEW:
                                raise
                            raise TypeError('_value_ not set in __new__, unable to create it') from exc
            enum_member._name_, enum_member.__objclass__ = member_name, enum_class
            value = enum_member._value_
            enum_member.__init__(*args)
            if _NEW:
                enum_member._sort_order_ = len(enum_class._member_names_)
            for canonical_member in enum_class._member_map_.values():
                if canonical_member._value_ == enum_member._value_:
                    enum_member = canonical_member
                    break
            else:
                if not (_NEW and is_flag and isinstance(value, int) and not _is_single_bit(value)):
                    enum_class._member_names_.append(member_name)
            if is_flag and _NEW and isinstance(value, int):
                enum_class._flag_mask_ |= value
                if _is_single_bit(value):
                    enum_class._singles_mask_ |= value
                enum_class._all_bits_ = 2 ** enum_class._flag_mask_.bit_length() - 1
            if member_name not in ('name', 'value') or not _NEW:
                type.__setattr__(enum_class, member_name, enum_member)
            enum_class._member_map_[member_name] = enum_member
            try:
                enum_class._value2member_map_[value] = enum_member
            except TypeError:
                if _NEW:
                    enum_class._unhashable_values_.append(value)

        for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if name in namespace:
                continue
            if _NEW:
                # A data type's own method gives way to that of the enumeration, but for ReprEnum.
                enum_method = getattr(first_enum, name, None)
                found = getattr(enum_class, name)
                object_method = getattr(object, name)
                data_type_method = getattr(member_type, name)
                if name == '__reduce_ex__':
                    continue
                if found in (data_type_method, object_method) and enum_method is not None:
                    type.__setattr__(enum_class, name, enum_method)
            elif name != '__reduce_ex__':
                class_method = getattr(enum_class, name)
                obj_method = getattr(member_type, name, None)
                enum_method = getattr(first_enum, name, None)
                if obj_method is not None and obj_method is class_method:
                    type.__setattr__(enum_class, name, enum_method)
        if _NEW and ReprEnum is not None and ReprEnum in bases:
            for name in ('__str__', '__format__'):
                if name not in namespace:
                    method = getattr(member_type, name)
                    if method is object.__str__:
                        method = member_type.__repr__
                    type.__setattr__(enum_class, name, method)
        if is_flag and _NEW and Flag is not None:
            for name in ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__'):
                if name not in namespace:
                    enum_method = getattr(Flag, name)
                    if getattr(enum_class, name) is not enum_method:
                        type.__setattr__(enum_class, name, enum_method)
            member_list = [m._value_ for m in enum_class._member_map_.values() if _is_single_bit(m._value_)]
            if member_list != sorted(member_list):
                enum_class._iter_member_ = enum_class._iter_member_by_def_
            enum_class._member_names_ = [n for n in enum_class._member_names_
                                         if _is_single_bit(enum_class._member_map_[n]._value_)]
        if Enum is not None:
            if save_new:
                enum_class.__new_member__ = new
            enum_class.__new__ = Enum.__new__
        if _order_ is not None:
            _order_ = _split_names(_order_)
            if _order_ != enum_class._member_names_:
                if _NEW:
                    raise TypeError('member order does not match _order_:\n  %r\n  %r'
                                    % (enum_class._member_names_, _order_))
                raise TypeError('member order does not match _order_')
        return enum_class

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None and type is None:
            if values:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if cls._member_map_:
            # More than one argument: the value is a tuple of them.
            return cls.__new__(cls, (value, names) + values)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start)

    def __contains__(cls, value):
        if _VERSION >= (3, 12):
            if isinstance(value, cls):
                return True
            try:
                cls(value)
                return True
            except ValueError:
                return False
        if not isinstance(value, Enum):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'"
                            % (value.__class__.__qualname__, cls.__class__.__qualname__))
        return isinstance(value, cls) and value._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            if _NEW:
                raise AttributeError('%r cannot delete member %r.' % (cls.__name__, attr))
            raise AttributeError('%s: cannot delete Enum member.' % cls.__name__)
        super().__delattr__(attr)

    def __dir__(self):
        return sorted(['__class__', '__doc__', '__members__', '__module__'] + self._member_names_
                      + (['__contains__', '__getitem__', '__init_subclass__', '__iter__', '__len__',
                          '__name__', '__qualname__'] if _NEW else []))

    if _VERSION < (3, 12):
        def __getattr__(cls, name):
            if not _is_dunder(name):
                try:
                    return cls._member_map_[name]
                except KeyError:
                    raise AttributeError(name) from None
            raise AttributeError(name)

    def __len__(cls):
        return len(cls._member_names_)

    def __iter__(cls):
        members = cls._member_map_
        return (members[name] for name in cls._member_names_)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    @builtins_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if _NEW and Flag is not None and issubclass(cls, Flag):
            return '<flag %r>' % cls.__name__
        return '<enum %r>' % cls.__name__

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            if _NEW:
                raise AttributeError('cannot reassign member %r' % (name,))
            raise AttributeError('Cannot reassign members.')
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        names = _split_names(names)
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            made = []
            for name in names:
                made.append(cls._generate_next_value_(name, start, len(made), made[:]))
            names = list(zip(names, made))
        for entry in names or ():
            key, value = (entry, names[entry]) if isinstance(entry, str) else entry
            classdict[key] = value
        if module is None:
            module = _caller_module()
        if module is not None:
            classdict['__module__'] = module
        if qualname is not None:
            classdict['__qualname__'] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict)

    @staticmethod
    def _check_for_existing_members_(class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if Enum is not None and issubclass(base, Enum) and base.__dict__.get('_member_names_'):
                    if _NEW:
                        raise TypeError('<enum %r> cannot extend %r' % (class_name, base))
                    raise TypeError('%s: cannot extend enumeration %r' % (class_name, base.__name__))

    @classmethod
    def _get_mixins_(metacls, class_name, bases):
        if not bases or Enum is None:
            return object, Enum
        first_enum = bases[-1]
        if not (isinstance(first_enum, EnumMeta)):
            raise TypeError('new enumerations should be created as '
                            '`EnumName([mixin_type, ...] [data_type,] enum_type)`')
        member_type = metacls._find_data_type_(class_name, bases) or object
        return member_type, first_enum

    @classmethod
    def _find_data_repr_(metacls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumMeta):
                    return base._value_repr_
                if '__repr__' in base.__dict__:
                    if '__dataclass_fields__' in base.__dict__ and '__dataclass_params__' in base.__dict__ \
                            and base.__dict__['__dataclass_params__'].repr:
                        return _dataclass_repr
                    return base.__dict__['__repr__']
        return None

    @classmethod
    def _find_data_type_(metacls, class_name, bases):
        data_types = []
        for data_type in map(_data_type_in, bases):
            if data_type is not None and data_type not in data_types:
                data_types.append(data_type)
        if len(data_types) > 1:
            if _NEW:
                raise TypeError('too many data types for %r: %r' % (class_name, set(data_types)))
            raise TypeError('%r: too many data types: %r' % (class_name, data_types))
        return data_types[0] if data_types else None

    @staticmethod
    def _find_new_(classdict, member_type, first_enum):
        new = classdict.get('__new__', None)
        save_new = first_enum is not None and new is not None
        if new is None:
            for method in ('__new_member__', '__new__'):
                for possible in (member_type, first_enum):
                    target = getattr(possible, method, None)
                    if target not in {None, None.__new__, object.__new__, getattr(Enum, '__new__', None)}:
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        use_args = new is not object.__new__ and first_enum is not None
        return new, save_new, use_args


def _data_type_in(chain):
    # The class among the bases of one base that makes the values; its first plain subclass stands for it.
    topmost = None
    for base in chain.__mro__[:-1]:
        if isinstance(base, EnumMeta):
            if base._member_type_ is not object:
                return base._member_type_
        elif not {'__new__', '__dataclass_fields__'}.isdisjoint(base.__dict__):
            return topmost or base
        elif topmost is None:
            topmost = base
    return None


EnumType = EnumMeta
if _NEW:
    EnumType.__name__ = EnumType.__qualname__ = 'EnumType'


def _dataclass_repr(self):
    fields = self.__dataclass_fields__
    return ', '.join('%s=%r' % (k, getattr(self, k)) for k in fields.keys() if fields[k].repr)


class Enum(metaclass=EnumMeta):
    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
        if _NEW and not cls._member_map_ and _VERSION < (3, 12):
            raise TypeError('%r has no members defined' % cls)
        if _VERSION >= (3, 12) and not cls._member_map_:
            if getattr(cls, '_%s__in_progress' % cls.__name__, False):
                raise TypeError('do not use `super().__new__; call the appropriate __new__ directly') from None
            raise TypeError('%r has no members defined' % cls)
        result = trouble = invalid = None
        try:
            try:
                result = cls._missing_(value)
            except Exception as error:
                trouble = error
            if trouble is None and (isinstance(result, cls) or (
                    _NEW and isinstance(result, int) and Flag is not None and issubclass(cls, Flag)
                    and cls._boundary_ is EJECT)):
                return result
            invalid = ValueError('%r is not a valid %s' % (value, cls.__qualname__))
            if trouble is None:
                if result is None:
                    raise invalid
                trouble = TypeError('error in %s._missing_: returned %r instead of None or a valid member'
                                    % (cls.__name__, result))
            if not isinstance(trouble, ValueError):
                trouble.__context__ = invalid
            raise trouble
        finally:
            trouble = invalid = None

    if _NEW:
        def __init__(self, *args, **kwds):
            pass

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        if _VERSION >= (3, 13):
            highest = _auto_null
            try:
                highest = max(last_values)
                return highest + 1
            except TypeError:
                if highest is _auto_null:
                    raise TypeError('unable to sort non-numeric values') from None
                raise TypeError('unable to increment %r' % (highest,)) from None
        for earlier in last_values[::-1]:
            try:
                return earlier + 1
            except TypeError:
                continue
        return start

    def __repr__(self):
        if _NEW:
            v_repr = self.__class__._value_repr_ or repr
            return '<%s.%s: %s>' % (self.__class__.__name__, self._name_, v_repr(self._value_))
        return '<%s.%s: %r>' % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __dir__(self):
        added = [m for cls in self.__class__.mro() for m in cls.__dict__
                 if m[0] != '_' and m not in self._member_map_]
        return sorted(['__class__', '__doc__', '__module__'] + added)

    def __format__(self, format_spec):
        if _VERSION >= (3, 12):
            return str.__format__(str(self), format_spec)
        str_overridden = type(self).__str__ not in (Enum.__str__, Flag.__str__)
        if self._member_type_ is object or str_overridden:
            return str.__format__(str(self), format_spec)
        if _VERSION >= (3, 11):
            return str.__format__(str(self), format_spec)
        return self._member_type_.__format__(self._value_, format_spec)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    @classmethod
    def _missing_(cls, value):
        return None

    def __hash__(self):
        return hash(self._name_)

    if _NEW:
        def __deepcopy__(self, memo):
            return self

        def __copy__(self):
            return self

    @_attribute
    def name(self):
        return self._name_

    @_attribute
    def value(self):
        return self._value_


if _NEW:
    class ReprEnum(Enum):
        # Only the repr is that of an enumeration; str and format are the data type's.
        pass

    class IntEnum(int, ReprEnum):
        pass

    class StrEnum(str, ReprEnum):
        def __new__(cls, *values):
            if len(values) > 3:
                raise TypeError('too many arguments for str(): %r' % (values,))
            if len(values) == 1 and not isinstance(values[0], str):
                raise TypeError('%r is not a string' % (values[0],))
            if len(values) >= 2 and not isinstance(values[1], str):
                raise TypeError('encoding must be a string, not %r' % (values[1],))
            if len(values) == 3 and not isinstance(values[2], str):
                raise TypeError('errors must be a string, not %r' % (values[2]))
            text = str(*values)
            made = str.__new__(cls, text)
            made._value_ = text
            return made

        @staticmethod
        def _generate_next_value_(name, start, count, last_values):
            return name.lower()

    class FlagBoundary(StrEnum):
        STRICT = auto()
        CONFORM = auto()
        EJECT = auto()
        KEEP = auto()

    STRICT, CONFORM, EJECT, KEEP = FlagBoundary
else:
    class IntEnum(int, Enum):
        pass


def _high_bit(value):
    return value.bit_length() - 1


def _within_boundary(cls, value):
    # What the class makes of a value that has bits it doesn't know.
    allowed, boundary = cls._flag_mask_, cls._boundary_
    if boundary is STRICT:
        width = max(value.bit_length(), allowed.bit_length())
        raise ValueError('%r invalid value %r\n    given %s\n  allowed %s' % (
            cls, value, _bin(value, width), _bin(allowed, width)))
    if boundary is CONFORM:
        return value & allowed
    if boundary is KEEP and value < 0:
        return max(cls._all_bits_ + 1, 1 << value.bit_length()) + value
    return value


def _name_of_bits(cls, value):
    if not value:
        return None
    parts = list(cls._iter_member_(value & cls._singles_mask_))
    if value & ~cls._singles_mask_:
        for wide in cls._member_map_.values():
            bits = wide._value_
            if bits and bits & value == bits and wide not in parts:
                parts.append(wide)
    rest = value
    for part in parts:
        rest &= ~part._value_
    if rest == value:
        return None
    names = [part._name_ for part in parts]
    if rest:
        names.append('%s' % cls._numeric_repr_(rest))
    return '|'.join(names)


if _NEW:
    class Flag(Enum, boundary=STRICT):
        _numeric_repr_ = repr

        @staticmethod
        def _generate_next_value_(name, start, count, last_values):
            if last_values:
                return _bit_after(max(last_values), 'invalid flag value %r')
            return 1 if start is None else start

        @classmethod
        def _iter_member_by_value_(cls, value):
            for val in _iter_bits_lsb(value & cls._flag_mask_):
                found = cls._value2member_map_.get(val)
                if found is not None:
                    yield found

        @classmethod
        def _iter_member_by_def_(cls, value):
            yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

        _iter_member_ = _iter_member_by_value_

        @classmethod
        def _missing_(cls, value):
            if not isinstance(value, int):
                raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
            every = cls._all_bits_
            if not ~every <= value <= every or value & (every ^ cls._flag_mask_):
                value = _within_boundary(cls, value)
                if cls._boundary_ is EJECT:
                    return value
            asked = value
            if asked < 0:
                value = every + 1 + asked if cls._boundary_ in (EJECT, KEEP) else cls._singles_mask_ & asked
            data_type = cls._member_type_
            made = object.__new__(cls) if data_type is object else data_type.__new__(cls, value)
            if not hasattr(made, '_value_'):
                made._value_ = value
            made._name_ = _name_of_bits(cls, value)
            known = cls._value2member_map_.setdefault(value, made)
            if asked < 0:
                cls._value2member_map_[asked] = known
            return known

        def __contains__(self, other):
            if not isinstance(other, self.__class__):
                raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (
                    type(other).__qualname__, self.__class__.__qualname__))
            return other._value_ & self._value_ == other._value_

        def __iter__(self):
            yield from self._iter_member_(self._value_)

        def __len__(self):
            return bin(self._value_).count('1')

        def __bool__(self):
            return self._value_ != 0

        def __str__(self):
            shape = '%s(%r)' if self._name_ is None else '%s.%s'
            return shape % (type(self).__name__, self._value_ if self._name_ is None else self._name_)

        def __repr__(self):
            shown = type(self).__name__
            if self._name_ is not None:
                shown += '.' + self._name_
            return '<%s: %s>' % (shown, (type(self)._value_repr_ or repr)(self._value_))

        def _get_value(self, flag):
            data_type = self._member_type_
            if isinstance(flag, type(self)):
                return flag._value_
            return flag if data_type is not object and isinstance(flag, data_type) else NotImplemented

        def __and__(self, other):
            bits = self._get_value(other)
            return bits if bits is NotImplemented else type(self)(self._value_ & bits)

        def __or__(self, other):
            bits = self._get_value(other)
            return bits if bits is NotImplemented else type(self)(self._value_ | bits)

        def __xor__(self, other):
            bits = self._get_value(other)
            return bits if bits is NotImplemented else type(self)(self._value_ ^ bits)

        def __invert__(self):
            if self._boundary_ in (EJECT, KEEP):
                return self.__class__(~self._value_)
            return self.__class__(self._singles_mask_ & ~self._value_)

        __ror__ = __or__
        __rxor__ = __xor__
        __rand__ = __and__

    class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
        pass

    def _bin(num, max_bits):
        ceiling = 2 ** num.bit_length()
        if num >= 0:
            s = bin(num + ceiling).replace('1', '0', 1)
        else:
            s = bin(~num ^ (ceiling - 1) + ceiling)
        sign = s[:3]
        digits = s[3:]
        if len(digits) < max_bits:
            digits = (sign[-1] * max_bits + digits)[-max_bits:]
        return '%s %s' % (sign, digits)
else:
    class Flag(Enum):
        def _generate_next_value_(name, start, count, last_values):
            if count:
                return _bit_after(last_values[-1], 'Invalid Flag value: %r')
            return 1 if start is None else start

        @classmethod
        def _missing_(cls, value):
            if value < 0:
                return ~cls._create_pseudo_member_(~value)
            return cls._create_pseudo_member_(value)

        @classmethod
        def _create_pseudo_member_(cls, value):
            known = cls._value2member_map_
            if value not in known:
                if _decompose(cls, value)[1]:
                    shown = cls.__name__ if _VERSION < (3, 9) else cls.__qualname__
                    raise ValueError('%r is not a valid %s' % (value, shown))
                made = object.__new__(cls)
                made._name_, made._value_ = None, value
                known.setdefault(value, made)
            return known[value]

        def _shown_name(self):
            # The name, or those of the members it is made of.
            if self._name_ is not None:
                return self._name_
            return '|'.join([str(m._name_ or m._value_) for m in _decompose(type(self), self._value_)[0]])

        def __contains__(self, other):
            if not isinstance(other, self.__class__):
                raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (
                    type(other).__qualname__, self.__class__.__qualname__))
            return other._value_ & self._value_ == other._value_

        def __bool__(self):
            return self._value_ != 0

        def __str__(self):
            return '%s.%s' % (type(self).__name__, self._shown_name())

        def __repr__(self):
            return '<%s.%s: %r>' % (type(self).__name__, self._shown_name(), self._value_)

        def __and__(self, other):
            same = isinstance(other, type(self))
            return type(self)(self._value_ & other._value_) if same else NotImplemented

        def __or__(self, other):
            same = isinstance(other, type(self))
            return type(self)(self._value_ | other._value_) if same else NotImplemented

        def __xor__(self, other):
            same = isinstance(other, type(self))
            return type(self)(self._value_ ^ other._value_) if same else NotImplemented

        def __invert__(self):
            cls, parts = type(self), _decompose(type(self), self._value_)[0]
            result = cls(0)
            for one in cls:
                if not one._value_ & self._value_ and one not in parts:
                    result |= one
            return cls(result)

    class IntFlag(int, Flag):
        @classmethod
        def _missing_(cls, value):
            if not isinstance(value, int):
                raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
            return cls._create_pseudo_member_(value)

        @classmethod
        def _create_pseudo_member_(cls, value):
            known = cls._value2member_map_
            if value not in known:
                wanted = [value]
                rest = _decompose(cls, value)[1]
                while rest:
                    single = 1 << _high_bit(rest)
                    if single not in known and single not in wanted:
                        wanted.append(single)
                    rest = 0 if rest == -single else rest ^ single
                for bits in wanted[::-1]:
                    made = int.__new__(cls, bits)
                    made._name_, made._value_ = None, bits
                    known.setdefault(bits, made)
            return known[value]

        def __and__(self, other):
            cls = type(self)
            return cls(self._value_ & cls(other)._value_) if isinstance(other, (cls, int)) else NotImplemented

        def __or__(self, other):
            cls = type(self)
            return cls(self._value_ | cls(other)._value_) if isinstance(other, (cls, int)) else NotImplemented

        def __xor__(self, other):
            cls = type(self)
            return cls(self._value_ ^ cls(other)._value_) if isinstance(other, (cls, int)) else NotImplemented

        __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

        def __invert__(self):
            return self.__class__(~self._value_)

    def _decompose(flag, value):
        not_covered = value
        negative = value < 0
        members = []
        for m in flag:
            if m._value_ and m._value_ & value == m._value_:
                members.append(m)
                not_covered &= ~m._value_
        if not negative:
            tmp = not_covered
            while tmp:
                flag_value = 2 ** _high_bit(tmp)
                if flag_value in flag._value2member_map_:
                    members.append(flag._value2member_map_[flag_value])
                    not_covered &= ~flag_value
                tmp &= ~flag_value
        if not members and value in flag._value2member_map_:
            members.append(flag._value2member_map_[value])
        members.sort(key=lambda m: m._value_, reverse=True)
        if len(members) > 1 and members[0]._value_ == value:
            members.pop(0)
        return members, not_covered


def unique(enumeration):
    duplicates = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
    if duplicates:
        details = ', '.join(['%s -> %s' % (alias, name) for alias, name in duplicates])
        raise ValueError('duplicate values found in %r: %s' % (enumeration, details))
    return enumeration


if _NEW:
    class EnumCheck(StrEnum):
        CONTINUOUS = 'no skipped integer values'
        NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
        UNIQUE = 'one name per value'

    CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck

    class verify:
        def __init__(self, *checks):
            self.checks = checks

        def __call__(self, enumeration):
            for check in self.checks:
                if check is UNIQUE:
                    duplicates = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
                    if duplicates:
                        details = ', '.join(['%s -> %s' % pair for pair in duplicates])
                        raise ValueError('aliases found in %r: %s' % (enumeration, details))
                elif check is CONTINUOUS:
                    values = {each.value for each in enumeration}
                    if len(values) < 2:
                        continue
                    high = max(values)
                    low = min(values)
                    if issubclass(enumeration, Flag):
                        missing = [2 ** i for i in range(_high_bit(low) + 1, _high_bit(high)) if 2 ** i not in values]
                    else:
                        missing = [i for i in range(low + 1, high) if i not in values]
                    if missing:
                        raise ValueError('invalid %s %r: missing values %s' % (
                            'flag' if issubclass(enumeration, Flag) else 'enum', enumeration.__name__,
                            ', '.join(str(m) for m in missing)))
            return enumeration

    def _module_of(member):
        return type(member).__module__.rpartition('.')[2]

    def global_enum_repr(self):
        name = self._name_
        return f'{_module_of(self)}.{name}' if name is not None else f'{type(self).__name__}({self._value_!r})'

    def global_flag_repr(self):
        module = _module_of(self)
        if self._name_ is None:
            return f'{module}.{type(self).__name__}({self._value_!r})'
        # Bits without a name stand as numbers.
        names = self._name_.split('|')
        return '|'.join(name if name[0].isdigit() else f'{module}.{name}' for name in names)

    def global_str(self):
        return self._name_ if self._name_ is not None else f'{type(self).__name__}({self._value_!r})'

    def global_enum(cls, update_str=False):
        cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
        if update_str or not issubclass(cls, ReprEnum):
            cls.__str__ = global_str
        sys.modules[cls.__module__].__dict__.update(cls.__members__)
        return cls
