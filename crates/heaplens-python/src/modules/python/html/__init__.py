# Text for HTML, and back.

import re as _re
from html.entities import html5 as _html5

__all__ = ['escape', 'unescape']


def escape(s, quote=True):
    for char, name in ('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;'):
        s = s.replace(char, name)
    if quote:
        s = s.replace('"', '&quot;').replace("'", '&#x27;')
    return s


# What browsers take the numbers of the C1 controls for: the characters of Windows-1252.
_WINDOWS = bytes(range(0x80, 0xa0)).decode('cp1252', 'replace')


def _character(number):
    if number == 0 or 0xd800 <= number <= 0xdfff or number > 0x10ffff:
        return '\ufffd'
    if 0x80 <= number < 0xa0:
        char = _WINDOWS[number - 0x80]
        return chr(number) if char == '\ufffd' else char
    if number == 0x0d:
        return '\r'
    if (1 <= number <= 8 or 0xe <= number <= 0x1f or number in (0x7f, 0xb)
            or 0xfdd0 <= number <= 0xfdef or number & 0xfffe == 0xfffe):
        return ''
    return chr(number)


def _replaced(found):
    text = found.group(1)
    if text[0] == '#':
        if text[1] in 'xX':
            return _character(int(text[2:].rstrip(';'), 16))
        return _character(int(text[1:].rstrip(';')))
    if text in _html5:
        return _html5[text]
    for end in range(len(text) - 1, 1, -1):
        if text[:end] in _html5:
            return _html5[text[:end]] + text[end:]
    return '&' + text


_REFERENCE = _re.compile(r'&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)')


def unescape(s):
    return _REFERENCE.sub(_replaced, s) if '&' in s else s
