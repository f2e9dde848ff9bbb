# Values written over several lines where one doesn't hold them.

import collections as _collections
import sys as _sys
import types as _types

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter', 'pp']

_has_underscores = _sys.version_info >= (3, 10)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    printer = PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact,
                            sort_dicts=sort_dicts, underscore_numbers=underscore_numbers)
    printer.pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._one_line(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _Text:
    # A stream that keeps what is written.

    def __init__(self):
        self.pieces = []
        self.write = self.pieces.append


class _Rank:
    # Sorts whatever there is: by its own order, else by the name of its class and its address.

    __slots__ = ['value']

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


def _by_key(item):
    return _Rank(item[0]), _Rank(item[1])


def _loop(object):
    return '<Recursion on %s with id=%s>' % (type(object).__name__, id(object))


def _words(line):
    # The words of a line, each with the blanks behind it.
    words = []
    begin = at = 0
    while at < len(line):
        while at < len(line) and not line[at].isspace():
            at += 1
        while at < len(line) and line[at].isspace():
            at += 1
        words.append(line[begin:at])
        begin = at
    return words


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._depth, self._indent_per_level, self._width = depth, indent, width
        self._stream = _sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is None:
            return
        self._format(object, self._stream, 0, 0, {}, 0)
        self._stream.write('\n')

    def pformat(self, object):
        text = _Text()
        self._format(object, text, 0, 0, {}, 0)
        return ''.join(text.pieces)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._one_line(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    # One line.

    def _one_line(self, object, context, maxlevels, level):
        kind = type(object)
        show = getattr(kind, '__repr__', None)
        if kind is str or kind in (int, float, complex, bool, type(None), bytes, bytearray):
            if kind is int and self._underscore_numbers:
                return f'{object:_d}', True, False
            return repr(object), True, False
        if _has_underscores and issubclass(kind, int) and show is int.__repr__:
            return (f'{object:_d}' if self._underscore_numbers else repr(object)), True, False
        if issubclass(kind, dict) and show is dict.__repr__:
            if not object:
                return '{}', True, False
            marks = '{%s}'
        elif issubclass(kind, list) and show is list.__repr__:
            if not object:
                return '[]', True, False
            marks = '[%s]'
        elif issubclass(kind, tuple) and show is tuple.__repr__:
            if not object:
                return '()', True, False
            marks = '(%s)' if len(object) > 1 else '(%s,)'
        else:
            text = repr(object)
            return text, bool(text) and text[0] != '<', False
        if maxlevels and level >= maxlevels:
            return marks % '...', False, object is not None and id(object) in context
        if id(object) in context:
            return _loop(object), False, True
        context[id(object)] = 1
        readable, recursive, parts = True, False, []

        def show_part(part):
            nonlocal readable, recursive
            text, is_readable, is_recursive = self.format(part, context, maxlevels, level + 1)
            readable = readable and is_readable
            recursive = recursive or is_recursive
            return text

        if marks == '{%s}':
            for key, value in self._sorted_items(object):
                parts.append(show_part(key) + ': ' + show_part(value))
        else:
            for part in object:
                parts.append(show_part(part))
        del context[id(object)]
        return marks % ', '.join(parts), readable, recursive

    def _sorted_items(self, mapping):
        return sorted(mapping.items(), key=_by_key) if self._sort_dicts else mapping.items()

    # Several lines. `indent` is the column where the value begins, `allowance` what must still go behind it.

    def _format(self, object, stream, indent, allowance, context, level):
        number = id(object)
        if number in context:
            stream.write(_loop(object))
            self._recursive = True
            self._readable = False
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            spread = self._dispatch.get(type(object).__repr__, None)
            if spread is None and self._is_plain_dataclass(object):
                spread = PrettyPrinter._pprint_dataclass
            if spread is not None:
                context[number] = 1
                spread(self, object, stream, indent, allowance, context, level + 1)
                del context[number]
                return
        stream.write(text)

    def _is_plain_dataclass(self, object):
        if not _has_underscores or isinstance(object, type) or not hasattr(type(object), '__dataclass_fields__'):
            return False
        original = getattr(type(object).__repr__, '__wrapped__', None)
        return (object.__dataclass_params__.repr and original is not None
                and '__create_fn__' in original.__qualname__)

    def _begin(self, stream, mark):
        stream.write(mark)
        if self._indent_per_level > 1:
            stream.write(' ' * (self._indent_per_level - 1))

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        items = list(items)
        indent += self._indent_per_level
        for at, (key, value) in enumerate(items, 1):
            label = self._repr(key, context, level) + ': '
            stream.write(label)
            is_last = at == len(items)
            self._format(value, stream, indent + len(label), allowance if is_last else 1, context, level)
            if not is_last:
                stream.write(',\n' + ' ' * indent)

    def _format_namespace_items(self, items, stream, indent, allowance, context, level):
        for at, (name, value) in enumerate(items, 1):
            stream.write(name + '=')
            is_last = at == len(items)
            if id(value) in context:
                stream.write('...')
            else:
                self._format(value, stream, indent + len(name) + 1, allowance if is_last else 1, context, level)
            if not is_last:
                stream.write(',\n' + ' ' * indent)

    def _format_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            stream.write(' ' * (self._indent_per_level - 1))
        items = list(items)
        new_line = ',\n' + ' ' * indent
        between = ''
        room = left = self._width - indent + 1
        for at, item in enumerate(items, 1):
            is_last = at == len(items)
            if is_last:
                room -= allowance
                left -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                needed = len(text) + 2
                if left < needed:
                    left = room
                    between = between and new_line
                if left >= needed:
                    left -= needed
                    stream.write(between + text)
                    between = ', '
                    continue
            stream.write(between)
            between = new_line
            self._format(item, stream, indent, allowance if is_last else 1, context, level)

    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        self._begin(stream, '{')
        if object:
            self._format_dict_items(self._sorted_items(object), stream, indent, allowance + 1, context, level)
        stream.write('}')

    def _pprint_ordered_dict(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        opening = type(object).__name__ + '('
        stream.write(opening)
        self._format(list(object.items()), stream, indent + len(opening), allowance + 1, context, level)
        stream.write(')')

    def _pprint_dict_view(self, object, stream, indent, allowance, context, level):
        key = _by_key if isinstance(object, type({}.items())) else _Rank
        entries = sorted(object, key=key) if self._sort_dicts else list(object)
        opening = type(object).__name__ + '('
        stream.write(opening)
        self._format(entries, stream, indent + len(opening), allowance + 1, context, level)
        stream.write(')')

    def _pprint_list(self, object, stream, indent, allowance, context, level):
        stream.write('[')
        self._format_items(object, stream, indent, allowance + 1, context, level)
        stream.write(']')

    def _pprint_tuple(self, object, stream, indent, allowance, context, level):
        stream.write('(')
        end = ')' if len(object) != 1 else ',)'
        self._format_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_set(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        opening, end = '{', '}'
        if type(object) is not set:
            opening, end = type(object).__name__ + '({', '})'
            indent += len(opening) - 1
        stream.write(opening)
        self._format_items(sorted(object, key=_Rank), stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_str(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        is_alone = level == 1
        if is_alone:
            indent += 1
            allowance += 1
        room = self._width - indent
        lines = object.splitlines(True)
        chunks = []
        for number, line in enumerate(lines, 1):
            is_last_line = number == len(lines)
            text = repr(line)
            if len(text) <= room - (allowance if is_last_line else 0):
                chunks.append(text)
                continue
            words = _words(line)
            current = ''
            for at, word in enumerate(words, 1):
                width = room - (allowance if is_last_line and at == len(words) else 0)
                if len(repr(current + word)) > width:
                    if current:
                        chunks.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            stream.write(text)
            return
        text = ('\n' + ' ' * indent).join(chunks)
        stream.write('(' + text + ')' if is_alone else text)

    def _pprint_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        is_alone = level == 1
        if is_alone:
            indent += 1
            allowance += 1
        room = self._width - indent
        chunks = []
        current = b''
        for at in range(0, len(object), 4):
            part = object[at:at + 4]
            if at == len(object) // 4 * 4:
                room -= allowance
            if len(repr(current + part)) > room:
                if current:
                    chunks.append(repr(current))
                current = part
            else:
                current += part
        if current:
            chunks.append(repr(current))
        text = ('\n' + ' ' * indent).join(chunks)
        stream.write('(' + text + ')' if is_alone else text)

    def _pprint_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write('bytearray(')
        self._pprint_bytes(bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(')')

    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        stream.write('mappingproxy(')
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(')')

    def _pprint_simplenamespace(self, object, stream, indent, allowance, context, level):
        opening = ('namespace' if type(object) is _types.SimpleNamespace else type(object).__name__) + '('
        stream.write(opening)
        self._format_namespace_items(list(object.__dict__.items()), stream, indent + len(opening), allowance,
                                     context, level)
        stream.write(')')

    def _pprint_dataclass(self, object, stream, indent, allowance, context, level):
        opening = type(object).__name__ + '('
        shown = [(field.name, getattr(object, field.name))
                 for field in object.__dataclass_fields__.values()
                 if field.repr and field._field_type.name == '_FIELD']
        stream.write(opening)
        self._format_namespace_items(shown, stream, indent + len(opening), allowance, context, level)
        stream.write(')')

    def _pprint_default_dict(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        indent += len(type(object).__name__) + 1
        stream.write('%s(%s,\n%s' % (type(object).__name__, factory, ' ' * indent))
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(')')

    def _pprint_counter(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        opening = type(object).__name__ + '({'
        self._begin(stream, opening)
        self._format_dict_items(object.most_common(), stream, indent + len(opening) - 1, allowance + 2, context,
                                level)
        stream.write('})')

    def _pprint_chain_map(self, object, stream, indent, allowance, context, level):
        if not object.maps:
            stream.write(repr(object))
            return
        opening = type(object).__name__ + '('
        indent += len(opening)
        stream.write(opening)
        for at, mapping in enumerate(object.maps, 1):
            if at == len(object.maps):
                self._format(mapping, stream, indent, allowance + 1, context, level)
                stream.write(')')
            else:
                self._format(mapping, stream, indent, 1, context, level)
                stream.write(',\n' + ' ' * indent)

    def _pprint_deque(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        opening = type(object).__name__ + '('
        indent += len(opening)
        stream.write(opening + '[')
        if object.maxlen is None:
            self._format_items(object, stream, indent, allowance + 2, context, level)
            stream.write('])')
        else:
            self._format_items(object, stream, indent, 2, context, level)
            limit = self._repr(object.maxlen, context, level)
            stream.write('],\n%smaxlen=%s)' % (' ' * indent, limit))

    def _pprint_user(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    _dispatch = {
        dict.__repr__: _pprint_dict,
        list.__repr__: _pprint_list,
        tuple.__repr__: _pprint_tuple,
        set.__repr__: _pprint_set,
        frozenset.__repr__: _pprint_set,
        str.__repr__: _pprint_str,
        bytes.__repr__: _pprint_bytes,
        bytearray.__repr__: _pprint_bytearray,
        _types.MappingProxyType.__repr__: _pprint_mappingproxy,
        _collections.OrderedDict.__repr__: _pprint_ordered_dict,
        _collections.defaultdict.__repr__: _pprint_default_dict,
        _collections.Counter.__repr__: _pprint_counter,
        _collections.ChainMap.__repr__: _pprint_chain_map,
        _collections.deque.__repr__: _pprint_deque,
        _collections.UserDict.__repr__: _pprint_user,
        _collections.UserList.__repr__: _pprint_user,
        _collections.UserString.__repr__: _pprint_user,
    }
    if _sys.version_info >= (3, 9):
        _dispatch[_types.SimpleNamespace.__repr__] = _pprint_simplenamespace
    if _sys.version_info >= (3, 14):
        for _view in ({}.keys(), {}.values(), {}.items()):
            _dispatch[type(_view).__repr__] = _pprint_dict_view
        del _view
