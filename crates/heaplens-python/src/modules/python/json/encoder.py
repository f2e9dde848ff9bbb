"""Writing JSON."""

from _json import encode_basestring, encode_basestring_ascii, make_encoder

c_make_encoder = make_encoder
INFINITY = float('inf')


def _quoter(encoder):
    return encode_basestring_ascii if encoder.ensure_ascii else encode_basestring


class JSONEncoder(object):
    """An encoder with its settings; ``default`` says what becomes of other objects."""

    key_separator, item_separator = ': ', ', '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if indent is not None and separators is None:
            self.item_separator = ','
        elif separators is not None:
            self.item_separator, self.key_separator = separators
        if default is not None:
            self.default = default

    def iterencode(self, o, _one_shot=False):
        step = self.indent
        if not (step is None or isinstance(step, str)):
            step = step * ' '
        write = c_make_encoder({} if self.check_circular else None, self.default, _quoter(self), step,
                               self.key_separator, self.item_separator, self.sort_keys, self.skipkeys,
                               self.allow_nan)
        return write(o, 0)

    def encode(self, o):
        if isinstance(o, str):
            return _quoter(self)(o)
        return ''.join(self.iterencode(o, _one_shot=True))

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')
