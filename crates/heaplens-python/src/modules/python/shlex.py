# Lines taken apart as a shell does.

import re
import sys

__all__ = ['split', 'quote', 'join']

_PLAIN = re.compile(r'[^\w@%+=:,./-]', re.ASCII)


def split(s, comments=False, posix=True):
    if s is None:
        if sys.version_info >= (3, 12):
            raise ValueError('s argument must not be None')
        s = sys.stdin.read()
    found, word, at = [], None, 0
    while at < len(s):
        char = s[at]
        at += 1
        if char in ' \t\r\n':
            if word is not None:
                found.append(word)
            word = None
        elif comments and char == '#':
            end = s.find('\n', at)
            at = len(s) if end < 0 else end
        elif char == '\\' and posix:
            if at >= len(s):
                raise ValueError('No escaped character')
            word = (word or '') + s[at]
            at += 1
        elif char in '"\'':
            start, text = at, ''
            while True:
                if at >= len(s):
                    raise ValueError('No closing quotation')
                inner = s[at]
                at += 1
                if inner == char:
                    break
                if inner == '\\' and char == '"' and posix and s[at:at + 1] in ('"', '\\'):
                    inner = s[at]
                    at += 1
                text += inner
            if not posix:
                text = s[start - 1:at]
                if word is None:
                    found.append(text)
                    continue
            word = (word or '') + text
        else:
            word = (word or '') + char
    if word is not None:
        found.append(word)
    return found


def join(split_command):
    return ' '.join(quote(arg) for arg in split_command)


def quote(s):
    if not s:
        return "''"
    if sys.version_info >= (3, 14) and not isinstance(s, str):
        raise TypeError(f'expected string object, got {type(s).__name__!r}')
    if _PLAIN.search(s) is None:
        return s
    # Single quotes hold all but themselves.
    return "'" + s.replace("'", "'\"'\"'") + "'"
