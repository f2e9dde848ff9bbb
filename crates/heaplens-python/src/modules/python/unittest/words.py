# Words for what differs.

from collections import Counter

_MAX_LENGTH = 80
_PLACEHOLDER_LEN, _MIN_BEGIN_LEN, _MIN_END_LEN, _MIN_COMMON_LEN, _MIN_DIFF_LEN = 12, 5, 5, 5, 5


def _shortened(text, prefix, suffix):
    skip = len(text) - prefix - suffix
    if skip > _PLACEHOLDER_LEN:
        text = '%s[%d chars]%s' % (text[:prefix], skip, text[len(text) - suffix:])
    return text


def _common_start(texts):
    low, high = min(texts), max(texts)
    at = 0
    while at < len(low) and low[at] == high[at]:
        at += 1
    return low[:at]


def _common_shorten_repr(*args):
    texts = tuple(map(safe_repr, args))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    prefix = _common_start(texts)
    size = len(prefix)
    room = _MAX_LENGTH - (longest - size + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if room > _MIN_COMMON_LEN:
        prefix = _shortened(prefix, _MIN_BEGIN_LEN, room)
        return tuple(prefix + text[size:] for text in texts)
    prefix = _shortened(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(prefix + _shortened(text[size:], _MIN_DIFF_LEN, _MIN_END_LEN) for text in texts)


def safe_repr(obj, short=False):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if not short or len(text) < _MAX_LENGTH:
        return text
    return text[:_MAX_LENGTH] + ' [truncated]...'


def strclass(cls):
    return '%s.%s' % (cls.__module__, cls.__qualname__)


def _count_diff(first, second):
    # (how often here, how often there, what) for all that isn't as often in both.
    try:
        one, two = Counter(first), Counter(second)
    except TypeError:
        one = two = None
    found = []
    if one is not None:
        for value in [*one, *(value for value in two if value not in one)]:
            if one[value] != two[value]:
                found.append((one[value], two[value], value))
        return found
    seen = []
    first, second = list(first), list(second)
    for value in first + second:
        if any(value == other for other in seen):
            continue
        seen.append(value)
        here = sum(value == other for other in first)
        there = sum(value == other for other in second)
        if here != there:
            found.append((here, there, value))
    return found
