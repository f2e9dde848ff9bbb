# Names for kinds of characters, templates and a formatter.

import sys

__all__ = ['ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'capwords', 'digits', 'hexdigits',
           'octdigits', 'printable', 'punctuation', 'whitespace', 'Formatter', 'Template']

octdigits = '01234567'
digits = octdigits + '89'
hexdigits = digits + 'abcdefABCDEF'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
# What of the printable characters of ASCII is neither a letter, a digit nor blank.
punctuation = ''.join(mark for mark in map(chr, range(33, 127)) if not mark.isalnum())
whitespace = ' \t\n\r\v\f'
printable = ''.join([digits, ascii_letters, punctuation, whitespace])


def capwords(s, sep=None):
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


_missing = object()


class Template:
    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        # (text, '', '') for plain text; ('', kind, name) else, with the place where it begins.
        text, mark = self.template, self.delimiter
        at, plain = 0, []
        while at < len(text):
            if not text.startswith(mark, at):
                plain.append(text[at])
                at += 1
                continue
            if plain:
                yield ''.join(plain), 'text', at
                plain = []
            after = at + len(mark)
            if text.startswith(mark, after):
                yield mark, 'escaped', at
                at = after + len(mark)
                continue
            is_braced = text.startswith('{', after)
            begin = after + is_braced
            end = begin
            while end < len(text) and text[end].isascii() and (
                    text[end].isalpha() or text[end] == '_' or (end > begin and text[end].isdigit())):
                end += 1
            if end == begin or is_braced and not text.startswith('}', end):
                yield mark, 'invalid', at
                at = after
                continue
            yield text[begin:end], 'braced' if is_braced else 'named', at
            at = end + is_braced
        if plain:
            yield ''.join(plain), 'text', at

    def _invalid(self, at):
        lines = self.template[:at].splitlines(keepends=True)
        if not lines:
            colno, lineno = 1, 1
        else:
            colno = at - len(''.join(lines[:-1]))
            lineno = len(lines)
        raise ValueError('Invalid placeholder in string: line %d, col %d' % (lineno, colno))

    def _mapping(self, mapping, kws):
        if mapping is _missing:
            return kws
        if kws:
            from collections import ChainMap
            return ChainMap(kws, mapping)
        return mapping

    def substitute(self, mapping=_missing, /, **kws):
        mapping = self._mapping(mapping, kws)
        out = []
        for piece, kind, at in self._pieces():
            if kind in ('named', 'braced'):
                out.append(str(mapping[piece]))
            elif kind == 'invalid':
                self._invalid(at)
            else:
                out.append(piece)
        return ''.join(out)

    def safe_substitute(self, mapping=_missing, /, **kws):
        mapping = self._mapping(mapping, kws)
        out = []
        for piece, kind, at in self._pieces():
            if kind in ('named', 'braced'):
                try:
                    out.append(str(mapping[piece]))
                except KeyError:
                    if kind == 'braced':
                        out.append(self.delimiter + '{' + piece + '}')
                    else:
                        out.append(self.delimiter + piece)
            else:
                out.append(piece)
        return ''.join(out)

    def is_valid(self):
        return all(kind != 'invalid' for _, kind, _ in self._pieces())

    def get_identifiers(self):
        ids = []
        for piece, kind, at in self._pieces():
            if kind in ('named', 'braced') and piece not in ids:
                ids.append(piece)
        return ids


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        text = self._vformat(format_string, args, kwargs, used, 2)[0]
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            if field_name == '':
                if auto_arg_index is False:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                field_name = str(auto_arg_index)
                auto_arg_index += 1
            elif field_name.isdigit():
                if auto_arg_index:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(format_spec, args, kwargs, used_args,
                                                        recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(obj, format_spec))
        return ''.join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == 's':
            return str(value)
        if conversion == 'r':
            return repr(value)
        if conversion == 'a':
            return ascii(value)
        raise ValueError('Unknown conversion specifier {0!s}'.format(conversion))

    def parse(self, format_string):
        import _string
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        import _string
        first, rest = _string.formatter_field_name_split(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, i in rest:
            obj = getattr(obj, i) if is_attr else obj[i]
        return obj, first
