"""Reading JSON."""

from _json import scanstring
from json import scanner

__all__ = ['JSONDecoder', 'JSONDecodeError']

PosInf, NegInf, NaN = map(float, ('inf', '-inf', 'nan'))
_CONSTANTS = {'NaN': NaN, 'Infinity': PosInf, '-Infinity': NegInf}


class JSONDecodeError(ValueError):
    """A ValueError that knows the document and the place in it."""

    def __init__(self, msg, doc, pos):
        row = 1 + doc.count('\n', 0, pos)
        column = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {row} column {column} (char {pos})')
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno, self.colno = row, column

    def __reduce__(self):
        return type(self), (self.msg, self.doc, self.pos)


def _past_space(text, start):
    for at in range(start, len(text)):
        if text[at] not in ' \n\r\t':
            return at
    return max(start, len(text))


class JSONDecoder(object):
    """A decoder with its hooks."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float, self.parse_int = parse_float or float, parse_int or int
        self.parse_constant = parse_constant if parse_constant else _CONSTANTS.__getitem__
        self.strict, self.object_pairs_hook = strict, object_pairs_hook
        self.parse_string, self.memo = scanstring, {}
        self.scan_once = scanner.make_scanner(self)

    def raw_decode(self, s, idx=0):
        try:
            value, stop = self.scan_once(s, idx)
        except StopIteration as nothing:
            raise JSONDecodeError("Expecting value", s, nothing.value) from None
        return value, stop

    def decode(self, s):
        value, stop = self.raw_decode(s, idx=_past_space(s, 0))
        rest = _past_space(s, stop)
        if rest == len(s):
            return value
        raise JSONDecodeError("Extra data", s, rest)
