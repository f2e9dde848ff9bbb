# Containers beyond the built-in ones.
#
# This is long because a module of the library is one file, as `import` finds it and as tracebacks name it.

import sys as _sys
import _collections_abc
from reprlib import recursive_repr as _recursive_repr
from itertools import chain as _chain, repeat as _repeat, starmap as _starmap
from operator import eq as _eq, ge as _ge, itemgetter as _itemgetter, le as _le
from keyword import iskeyword as _iskeyword
from _weakref import proxy as _proxy

_VERSION = _sys.version_info[:2]

__all__ = [
    'namedtuple', 'deque', 'defaultdict', 'OrderedDict', 'Counter',
    'ChainMap', 'UserDict', 'UserList', 'UserString',
]

from _collections import OrderedDict, _count_elements, _deque_iterator, _tuplegetter, defaultdict, deque

_collections_abc.MutableSequence.register(deque)


if _VERSION < (3, 10):
    # The abstract classes could still be had from here.
    def __getattr__(name):
        if name not in _collections_abc.__all__:
            raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
        from warnings import warn
        last = '3.10' if _VERSION == (3, 9) else '3.9'
        abstract = globals()[name] = getattr(_collections_abc, name)
        warn("Using or importing the ABCs from 'collections' instead of from 'collections.abc' "
             f"is deprecated since Python 3.3, and in {last} it will stop working",
             DeprecationWarning, stacklevel=2)
        return abstract


# namedtuple

def _positional_names(fields):
    # The fields, those that can't be attributes replaced by _0, _1, ...
    met = set()
    for position, field in enumerate(fields):
        usable = field.isidentifier() and not _iskeyword(field) and not field.startswith('_')
        yield field if usable and field not in met else f'_{position}'
        met.add(field)


def _name_error(typename, fields, underscores):
    # The exception for the first unusable name, if there is one. (Returned, so that the caller is who raises it.)
    for name in (typename, *fields):
        if type(name) is not str:
            return TypeError('Type names and field names must be strings')
        if not name.isidentifier():
            fault = 'must be valid identifiers'
        elif _iskeyword(name):
            fault = 'cannot be a keyword'
        else:
            continue
        return ValueError(f'Type names and field names {fault}: {name!r}')

    earlier = set()
    for name in fields:
        if not underscores and name.startswith('_'):
            return ValueError(f'Field names cannot start with an underscore: {name!r}')
        if name in earlier:
            return ValueError(f'Encountered duplicate field name: {name!r}')
        earlier.add(name)
    return None


def _constructor(typename, fields, shown, defaults):
    parameters = ', '.join(('_cls', *fields))
    # Field names have no leading underscore but for _0, _1, ..., so none of them can hide _build.
    scope = {'__name__': 'namedtuple_' + typename, '__builtins__': {}, '_build': tuple.__new__}
    if _sys.version_info >= (3, 9):
        function = eval(f'lambda {parameters}: _build(_cls, ({shown}))', scope)
        function.__name__ = '__new__'
    else:
        exec(f'def __new__({parameters}): return _build(_cls, ({shown}))', scope)
        function = scope['__new__']
    function.__doc__ = f'Create new instance of {typename}({shown})'
    if defaults is not None:
        function.__defaults__ = defaults
    return function


def _record_methods(typename, fields):
    # The methods besides __new__, by name and in the order the class lists them.
    size = len(fields)
    layout = ', '.join([field + '=%r' for field in fields]).join('()')
    unknown_field = ValueError if _VERSION < (3, 13) else TypeError

    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        if len(made) == size:
            return made
        raise TypeError(f'Expected {size} arguments, got {len(made)}')

    def _replace(self, /, **kwds):
        changed = self._make(map(kwds.pop, fields, self))
        if not kwds:
            return changed
        raise unknown_field(f'Got unexpected field names: {[*kwds]!r}')

    def __repr__(self):
        'Return a nicely formatted representation string'
        return self.__class__.__name__ + layout % self

    def _asdict(self):
        'Return a new dict which maps field names to their values.'
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        'Return self as a plain tuple.  Used by copy and pickle.'
        return tuple(self)

    _make.__doc__ = f'Make a new {typename} object from a sequence or iterable'
    _replace.__doc__ = f'Return a new {typename} object replacing specified fields with new values'

    members = {'_make': classmethod(_make)}
    if _VERSION >= (3, 13):
        members['__replace__'] = _replace
    for function in (_replace, __repr__, _asdict, __getnewargs__):
        members[function.__name__] = function
    for function in (_make, _replace, __repr__, _asdict, __getnewargs__):
        function.__qualname__ = typename + '.' + function.__name__
    return members


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    fields = [*map(str, field_names)]
    typename = _sys.intern(str(typename))
    if rename:
        fields = [*_positional_names(fields)]
    error = _name_error(typename, fields, rename)
    if error is not None:
        raise error
    fields = tuple(map(_sys.intern, fields))

    by_default = {}
    if defaults is not None:
        defaults = tuple(defaults)
        required = len(fields) - len(defaults)
        if required < 0:
            raise TypeError('Got more default values than field names')
        by_default.update(zip(fields[required:], defaults))

    # As the inside of a tuple display: a single field has its comma.
    shown = fields[0] + ',' if len(fields) == 1 else ', '.join(fields)
    members = {'__doc__': f'{typename}({shown})', '__slots__': (), '_fields': fields, '_field_defaults': by_default}
    if _VERSION == (3, 8):
        members['_fields_defaults'] = by_default
    maker = members['__new__'] = _constructor(typename, fields, shown, defaults)
    maker.__qualname__ = typename + '.__new__'
    members.update(_record_methods(typename, fields))
    if _VERSION >= (3, 10):
        members['__match_args__'] = fields
    for position, field in enumerate(fields):
        members[field] = _tuplegetter(position, _sys.intern(f'Alias for field number {position}'))
    record = type(typename, (tuple,), members)

    # The class belongs to the module that asked for it.
    if module is None:
        try:
            caller = _sys._getframe(1)
        except (AttributeError, ValueError):
            return record
        module = caller.f_globals.get('__name__', '__main__')
        if module is None:
            return record
    record.__module__ = module
    return record


# Counter

def _above_zero(*sources):
    # A Counter of those (element, count) pairs that count something.
    outcome = Counter()
    for pairs in sources:
        for elem, count in pairs:
            if count > 0:
                outcome[elem] = count
    return outcome


def _only_in(counter, others):
    # The pairs of `counter` that `others` doesn't have. (Looked for no sooner than they are asked for.)
    for pair in counter.items():
        if pair[0] not in others:
            yield pair


def _everywhere(relation, left, right):
    return all(relation(left[elem], right[elem]) for elem in _chain(left, right))


class Counter(dict):
    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def update(self, iterable=None, /, **kwds):
        if iterable is None:
            pass
        elif not isinstance(iterable, _collections_abc.Mapping):
            _count_elements(self, iterable)
        elif not self:
            super().update(iterable)
        else:
            present = self.get
            for elem, more in iterable.items():
                self[elem] = more + present(elem, 0)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            is_mapping = isinstance(iterable, _collections_abc.Mapping)
            present = self.get
            for elem, fewer in iterable.items() if is_mapping else ((elem, 1) for elem in iterable):
                self[elem] = present(elem, 0) - fewer
        if kwds:
            self.subtract(kwds)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def __missing__(self, key):
        return 0

    def __delitem__(self, elem):
        if elem not in self:
            return
        super().__delitem__(elem)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def copy(self):
        return self.__class__(self)

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return name + '()'
        try:
            ranked = self.most_common()
            if _VERSION < (3, 10):
                return name + '({' + ', '.join([f'{elem!r}: {count!r}' for elem, count in ranked]) + '})'
            shown = dict(ranked)
        except TypeError:
            # The counts can't be ordered.
            shown = dict(self)
        return f'{name}({shown!r})'

    # Reading it out

    def elements(self):
        return _chain.from_iterable(_starmap(_repeat, self.items()))

    def most_common(self, n=None):
        by_count = _itemgetter(1)
        if n is not None:
            from heapq import nlargest
            return nlargest(n, self.items(), key=by_count)
        return sorted(self.items(), key=by_count, reverse=True)

    if _VERSION >= (3, 10):
        def total(self):
            return sum(self.values())

        # Comparing, an absent element being one counted zero times

        def __eq__(self, other):
            return _everywhere(_eq, self, other) if isinstance(other, Counter) else NotImplemented

        def __le__(self, other):
            return _everywhere(_le, self, other) if isinstance(other, Counter) else NotImplemented

        def __ge__(self, other):
            return _everywhere(_ge, self, other) if isinstance(other, Counter) else NotImplemented

        def __ne__(self, other):
            return not self == other if isinstance(other, Counter) else NotImplemented

        def __lt__(self, other):
            return self <= other and self != other if isinstance(other, Counter) else NotImplemented

        def __gt__(self, other):
            return self >= other and self != other if isinstance(other, Counter) else NotImplemented

    # Arithmetic: results have positive counts only

    def __pos__(self):
        return _above_zero(self.items())

    def __neg__(self):
        return _above_zero((elem, 0 - count) for elem, count in self.items() if count < 0)

    def __add__(self, other):
        if isinstance(other, Counter):
            sums = ((elem, count + other[elem]) for elem, count in self.items())
            return _above_zero(sums, _only_in(other, self))
        return NotImplemented

    def __sub__(self, other):
        if isinstance(other, Counter):
            differences = ((elem, count - other[elem]) for elem, count in self.items())
            owed = ((elem, 0 - count) for elem, count in _only_in(other, self) if count < 0)
            return _above_zero(differences, owed)
        return NotImplemented

    def __or__(self, other):
        if isinstance(other, Counter):
            larger = ((elem, theirs if count < (theirs := other[elem]) else count) for elem, count in self.items())
            return _above_zero(larger, _only_in(other, self))
        return NotImplemented

    def __and__(self, other):
        if isinstance(other, Counter):
            return _above_zero((elem, min(other[elem], count)) for elem, count in self.items())
        return NotImplemented

    if _VERSION >= (3, 15):
        def __xor__(self, other):
            if isinstance(other, Counter):
                return _above_zero((elem, abs(self[elem] - other[elem])) for elem in self | other)
            return NotImplemented

    def __iadd__(self, other):
        for elem, more in other.items():
            self[elem] += more
        return self._keep_positive()

    def __isub__(self, other):
        for elem, fewer in other.items():
            self[elem] -= fewer
        return self._keep_positive()

    def __ior__(self, other):
        for elem, floor in other.items():
            if floor > self[elem]:
                self[elem] = floor
        return self._keep_positive()

    def __iand__(self, other):
        for elem, count in self.items():
            ceiling = other[elem]
            if ceiling < count:
                self[elem] = ceiling
        return self._keep_positive()

    def _keep_positive(self):
        for spent in [elem for elem, count in self.items() if not count > 0]:
            del self[spent]
        return self




# What the User* classes and ChainMap share.

def _bare(value, wrapper):
    # What an instance of `wrapper` holds; anything else as it is.
    return value.data if isinstance(value, wrapper) else value


def _twin(original, contents):
    kind = original.__class__
    made = kind.__new__(kind)
    made.__dict__.update(original.__dict__, data=contents)
    return made


def _family(owner, names, maker):
    # One method per name, each as if it had been written out in the class `owner`.
    members = []
    for name in names.split():
        method = maker(name)
        method.__name__ = name
        method.__qualname__ = naming = owner + '.' + name
        labels = {'co_name': name}
        if _VERSION >= (3, 11):
            labels['co_qualname'] = naming
        method.__code__ = method.__code__.replace(**labels)
        members.append(method)
    return members


def _through(functions):
    # `__len__` is len() of the contents, and so on.
    by_name = {f'__{function.__name__}__': function for function in functions}

    def maker(name):
        function = by_name[name]

        def method(self):
            return function(self.data)
        return method
    return maker


def _ask(name):
    def method(self):
        return getattr(self.data, name)()
    return method


def _ask_about_item(name):
    def method(self, item):
        return getattr(self.data, name)(item)
    return method


def _altered(name):
    def method(self):
        return self.__class__(getattr(self.data, name)())
    return method


def _padded(name):
    def method(self, width, *args):
        return self.__class__(getattr(self.data, name)(width, *args))
    return method


def _stripped(name):
    def method(self, chars=None):
        return self.__class__(getattr(self.data, name)(_bare(chars, UserString)))
    return method


def _searching(name):
    def method(self, sub, start=0, end=_sys.maxsize):
        return getattr(self.data, name)(_bare(sub, UserString), start, end)
    return method


def _cut_once(name):
    def method(self, sep):
        return getattr(self.data, name)(sep)
    return method


def _cut_often(name):
    def method(self, sep=None, maxsplit=-1):
        return getattr(self.data, name)(sep, maxsplit)
    return method


def _handed_on(name):
    def method(self, /, *args, **kwds):
        return getattr(self.data, name)(*args, **kwds)
    return method


def _repeated(name):
    def method(self, n):
        return self.__class__(self.data * n)
    return method


def _absent_in_first(key):
    return KeyError(f'Key not found in the first mapping: {key!r}')


def _overlay(result, layers):
    for layer in layers:
        result.update(layer)
    return result


class ChainMap(_collections_abc.MutableMapping):
    def __init__(self, *maps):
        layers = list(maps)
        if not layers:
            layers.append({})
        self.maps = layers

    @_recursive_repr()
    def __repr__(self):
        shown = ', '.join([repr(layer) for layer in self.maps])
        return '%s(%s)' % (self.__class__.__name__, shown)

    # Reading looks through all the layers.

    def __contains__(self, key):
        return any(key in layer for layer in self.maps)

    def __bool__(self):
        for layer in self.maps:
            if layer:
                return True
        return False

    def __iter__(self):
        return iter(_overlay({}, map(dict.fromkeys, reversed(self.maps))))

    def __len__(self):
        distinct = set()
        distinct.update(*self.maps)
        return len(distinct)

    def get(self, key, default=None):
        if key not in self:
            return default
        return self[key]

    def __getitem__(self, key):
        for layer in self.maps:
            try:
                found = layer[key]
            except KeyError:
                continue
            return found
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    # Writing goes to the first.

    def clear(self):
        self.maps[0].clear()

    def __setitem__(self, key, value):
        front = self.maps[0]
        front[key] = value

    def __delitem__(self, key):
        front = self.maps[0]
        try:
            del front[key]
        except KeyError:
            raise _absent_in_first(key)

    def pop(self, key, *args):
        front = self.maps[0]
        try:
            return front.pop(key, *args)
        except KeyError:
            raise _absent_in_first(key)

    def popitem(self):
        front = self.maps[0]
        try:
            return front.popitem()
        except KeyError:
            raise KeyError('No keys found in the first mapping.')

    # Other chains made of this one.

    @property
    def parents(self):
        behind = self.maps[1:]
        return self.__class__(*behind)

    def new_child(self, m=None, **kwargs):
        front = kwargs if m is None else m
        if kwargs and front is not kwargs:
            front.update(kwargs)
        return self.__class__(front, *self.maps)

    def copy(self):
        front = self.maps[0].copy()
        return self.__class__(front, *self.maps[1:])

    __copy__ = copy

    if _VERSION < (3, 13):
        def fromkeys(cls, iterable, *args):
            return cls(dict.fromkeys(iterable, *args))
    else:
        def fromkeys(cls, iterable, value=None, /):
            return cls(dict.fromkeys(iterable, value))
    fromkeys = classmethod(fromkeys)

    if _VERSION >= (3, 9):
        def __or__(self, other):
            if isinstance(other, _collections_abc.Mapping):
                joined = self.copy()
                joined.maps[0].update(other)
                return joined
            return NotImplemented

        def __ror__(self, other):
            if isinstance(other, _collections_abc.Mapping):
                return self.__class__(_overlay(dict(other), reversed(self.maps)))
            return NotImplemented

        def __ior__(self, other):
            front = self.maps[0]
            front.update(other)
            return self


class UserDict(_collections_abc.MutableMapping):
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        for source in (dict, kwargs or None):
            if source is not None:
                self.update(source)

    __repr__, __len__, __iter__ = _family('UserDict', '__repr__ __len__ __iter__', _through((repr, len, iter)))

    def __contains__(self, key):
        return key in self.data

    def __getitem__(self, key):
        contents = self.data
        if key in contents:
            return contents[key]
        kind = self.__class__
        if not hasattr(kind, '__missing__'):
            raise KeyError(key)
        return kind.__missing__(self, key)

    def __delitem__(self, key):
        del self.data[key]

    def __setitem__(self, key, item):
        self.data[key] = item

    if _VERSION >= (3, 12):
        def get(self, key, default=None):
            return self[key] if key in self else default

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def copy(self):
        if self.__class__ is UserDict:
            return UserDict(self.data.copy())
        from copy import copy as shallow_copy
        # The contents stay out of the copying, and go over by update() after it.
        contents = self.data
        try:
            self.data = {}
            made = shallow_copy(self)
        finally:
            self.data = contents
        made.update(self)
        return made

    def __copy__(self):
        return _twin(self, self.__dict__['data'].copy())

    if _VERSION >= (3, 9):
        def __ior__(self, other):
            self.data |= _bare(other, UserDict)
            return self

        def __or__(self, other):
            if not isinstance(other, (UserDict, dict)):
                return NotImplemented
            return self.__class__(self.data | _bare(other, UserDict))

        def __ror__(self, other):
            if not isinstance(other, (UserDict, dict)):
                return NotImplemented
            return self.__class__(_bare(other, UserDict) | self.data)


class UserList(_collections_abc.MutableSequence):
    def __init__(self, initlist=None):
        self.data = []
        if initlist is None:
            return
        items = _bare(initlist, UserList)
        if items is not initlist or type(items) == type(self.data):
            self.data[:] = items
        else:
            self.data = list(items)

    __repr__, __len__ = _family('UserList', '__repr__ __len__', _through((repr, len)))
    clear, reverse = _family('UserList', 'clear reverse', _ask)
    append, count, remove = _family('UserList', 'append count remove', _ask_about_item)
    sort, = _family('UserList', 'sort', _handed_on)
    __mul__, = _family('UserList', '__mul__', _repeated)
    __rmul__ = __mul__

    def __cast(self, other):
        return _bare(other, UserList)

    def __eq__(self, other):
        return self.data == _bare(other, UserList)

    def __lt__(self, other):
        return self.data < _bare(other, UserList)

    def __gt__(self, other):
        return self.data > _bare(other, UserList)

    def __le__(self, other):
        return self.data <= _bare(other, UserList)

    def __ge__(self, other):
        return self.data >= _bare(other, UserList)

    def __contains__(self, item):
        return item in self.data

    def index(self, item, *args):
        return self.data.index(item, *args)

    def __getitem__(self, i):
        part = self.data[i]
        return self.__class__(part) if isinstance(i, slice) else part

    def __delitem__(self, i):
        del self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def extend(self, other):
        self.data.extend(_bare(other, UserList))

    def pop(self, i=-1):
        return self.data.pop(i)

    def insert(self, i, item):
        self.data.insert(i, item)

    def copy(self):
        return self.__class__(self)

    def __copy__(self):
        return _twin(self, self.__dict__['data'][:])

    def __imul__(self, n):
        self.data *= n
        return self

    # list + list as it is, list + any other iterable by way of a list.

    def __add__(self, other):
        joins = isinstance(other, (UserList, type(self.data)))
        return self.__class__(self.data + (_bare(other, UserList) if joins else list(other)))

    def __radd__(self, other):
        joins = isinstance(other, (UserList, type(self.data)))
        return self.__class__((_bare(other, UserList) if joins else list(other)) + self.data)

    def __iadd__(self, other):
        joins = isinstance(other, (UserList, type(self.data)))
        self.data += _bare(other, UserList) if joins else list(other)
        return self


class UserString(_collections_abc.Sequence):
    def __init__(self, seq):
        if not isinstance(seq, str):
            seq = seq.data[:] if isinstance(seq, UserString) else str(seq)
        self.data = seq

    __str__, __repr__, __hash__, __len__, __int__, __float__, __complex__ = _family(
        'UserString', '__str__ __repr__ __hash__ __len__ __int__ __float__ __complex__',
        _through((str, repr, hash, len, int, float, complex)))

    (isalnum, isalpha, isascii, isdecimal, isdigit, isidentifier,
     islower, isnumeric, isprintable, isspace, istitle, isupper) = _family(
        'UserString', 'isalnum isalpha isascii isdecimal isdigit isidentifier '
                      'islower isnumeric isprintable isspace istitle isupper', _ask)

    capitalize, casefold, lower, swapcase, title, upper = _family(
        'UserString', 'capitalize casefold lower swapcase title upper', _altered)

    center, ljust, rjust = _family('UserString', 'center ljust rjust', _padded)
    strip, lstrip, rstrip = _family('UserString', 'strip lstrip rstrip', _stripped)
    count, find, index, rfind, rindex = _family('UserString', 'count find index rfind rindex', _searching)
    partition, rpartition = _family('UserString', 'partition rpartition', _cut_once)
    split, rsplit = _family('UserString', 'split rsplit', _cut_often)
    format, = _family('UserString', 'format', _handed_on)
    __mul__, = _family('UserString', '__mul__', _repeated)
    __rmul__ = __mul__
    maketrans = str.maketrans

    def __eq__(self, string):
        return self.data == _bare(string, UserString)

    def __lt__(self, string):
        return self.data < _bare(string, UserString)

    def __gt__(self, string):
        return self.data > _bare(string, UserString)

    def __le__(self, string):
        return self.data <= _bare(string, UserString)

    def __ge__(self, string):
        return self.data >= _bare(string, UserString)

    def __contains__(self, char):
        return _bare(char, UserString) in self.data

    def __getitem__(self, index):
        part = self.data[index]
        return self.__class__(part)

    def __add__(self, other):
        text = _bare(other, UserString)
        if text is other and not isinstance(other, str):
            text = str(other)
        return self.__class__(self.data + text)

    def __radd__(self, other):
        text = other if isinstance(other, str) else str(other)
        return self.__class__(text + self.data)

    def __rmod__(self, template):
        filled = str(template) % self
        return self.__class__(filled)

    def __mod__(self, args):
        filled = self.data % args
        return self.__class__(filled)

    def startswith(self, prefix, start=0, end=_sys.maxsize):
        return self.data.startswith(prefix, start, end)

    def endswith(self, suffix, start=0, end=_sys.maxsize):
        return self.data.endswith(suffix, start, end)

    if _VERSION >= (3, 9):
        def removeprefix(self, prefix, /):
            return self.__class__(self.data.removeprefix(_bare(prefix, UserString)))

        def removesuffix(self, suffix, /):
            return self.__class__(self.data.removesuffix(_bare(suffix, UserString)))

    def replace(self, old, new, maxsplit=-1):
        old, new = _bare(old, UserString), _bare(new, UserString)
        return self.__class__(self.data.replace(old, new, maxsplit))

    def translate(self, *args):
        return self.__class__(self.data.translate(*args))

    def expandtabs(self, tabsize=8):
        return self.__class__(self.data.expandtabs(tabsize))

    def zfill(self, width):
        return self.__class__(self.data.zfill(width))

    def join(self, seq):
        return self.data.join(seq)

    def splitlines(self, keepends=False):
        return self.data.splitlines(keepends)

    def format_map(self, mapping):
        return self.data.format_map(mapping)

    def encode(self, encoding='utf-8', errors='strict'):
        if encoding is None:
            encoding = 'utf-8'
        if errors is None:
            errors = 'strict'
        return self.data.encode(encoding, errors)

    def __getnewargs__(self):
        return (self.data[:],)
