# Names that match patterns of the shell.

import os
import posixpath
import re
import sys
from functools import lru_cache

__all__ = ['filter', 'fnmatch', 'fnmatchcase', 'translate']
if sys.version_info >= (3, 14):
    __all__.append('filterfalse')


def fnmatch(name, pat):
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


@lru_cache(maxsize=32768)
def _compiled(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(pat.decode('latin-1')).encode('latin-1')).match
    return re.compile(translate(pat)).match


def filter(names, pat):
    match = _compiled(os.path.normcase(pat))
    return [name for name in names if match(os.path.normcase(name))]


if sys.version_info >= (3, 14):
    def filterfalse(names, pat):
        match = _compiled(os.path.normcase(pat))
        return [name for name in names if not match(os.path.normcase(name))]


def fnmatchcase(name, pat):
    return _compiled(pat)(name) is not None


def _bracket(pat, at):
    # The set that begins behind '[' at `at`: its regular expression, and where the pattern goes on.
    end = at
    if pat[end:end + 1] == '!':
        end += 1
    if pat[end:end + 1] == ']':
        end += 1
    end = pat.find(']', end)
    if end < 0:
        return '\\[', at
    inner = pat[at:end]
    if '-' not in inner:
        inner = inner.replace('\\', r'\\')
    else:
        # Ranges whose ends are the wrong way round hold nothing.
        chunks = []
        k = at + 2 if pat[at] == '!' else at + 1
        while True:
            k = pat.find('-', k, end)
            if k < 0:
                break
            chunks.append(pat[at:k])
            at = k + 1
            k += 3
        rest = pat[at:end]
        if rest:
            chunks.append(rest)
        else:
            chunks[-1] += '-'
        for k in range(len(chunks) - 1, 0, -1):
            if chunks[k - 1][-1] > chunks[k][0]:
                chunks[k - 1] = chunks[k - 1][:-1] + chunks[k][1:]
                del chunks[k]
        inner = '-'.join(chunk.replace('\\', r'\\').replace('-', r'\-') for chunk in chunks)
    if not inner:
        return '(?!)', end + 1
    if inner == '!':
        return '.', end + 1
    inner = re.sub(r'([&~|])', r'\\\1', inner)
    if inner[0] == '!':
        inner = '^' + inner[1:]
    elif inner[0] in ('^', '['):
        inner = '\\' + inner
    return f'[{inner}]', end + 1


def translate(pat):
    parts = []
    at = 0
    while at < len(pat):
        char = pat[at]
        at += 1
        if char == '*':
            if not parts or parts[-1] != '*':
                parts.append('*')
        elif char == '?':
            parts.append('.')
        elif char == '[':
            expression, at = _bracket(pat, at)
            parts.append(expression)
        else:
            parts.append(re.escape(char))
    end = r'\z' if sys.version_info >= (3, 14) else r'\Z'
    if sys.version_info < (3, 9):
        return '(?s:' + ''.join('.*' if part == '*' else part for part in parts) + ')' + end
    # What lies between two stars is looked for once: a later star takes what an earlier one would.
    runs = [[]]
    for part in parts:
        if part == '*':
            runs.append([])
        else:
            runs[-1].append(part)
    texts = [''.join(run) for run in runs]
    if len(texts) == 1:
        return f'(?s:{texts[0]}){end}'
    out = texts[0]
    for number, text in enumerate(texts[1:-1]):
        if sys.version_info >= (3, 11):
            out += f'(?>.*?{text})'
        else:
            out += f'(?=(?P<g{number}>.*?{text}))(?P=g{number})'
    return f'(?s:{out}.*{texts[-1]}){end}'
