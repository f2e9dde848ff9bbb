# Searching and inserting in sorted lists.

import sys


def _bounds(a, lo, hi):
    if lo < 0:
        raise ValueError('lo must be non-negative')
    return lo, len(a) if hi is None else hi


def _place_after(a, x, lo, hi, key):
    # The first place whose item is greater than x.
    low, high = _bounds(a, lo, hi)
    while high > low:
        middle = low + high >> 1
        item = a[middle] if key is None else key(a[middle])
        low, high = (low, middle) if x < item else (middle + 1, high)
    return low


def _place_before(a, x, lo, hi, key):
    # The first place whose item isn't less than x.
    low, high = _bounds(a, lo, hi)
    while high > low:
        middle = low + high >> 1
        item = a[middle] if key is None else key(a[middle])
        low, high = (middle + 1, high) if item < x else (low, middle)
    return low


if sys.version_info >= (3, 10):
    def bisect_left(a, x, lo=0, hi=None, *, key=None):
        return _place_before(a, x, lo, hi, key)

    def bisect_right(a, x, lo=0, hi=None, *, key=None):
        return _place_after(a, x, lo, hi, key)

    def insort_left(a, x, lo=0, hi=None, *, key=None):
        a.insert(_place_before(a, x if key is None else key(x), lo, hi, key), x)

    def insort_right(a, x, lo=0, hi=None, *, key=None):
        a.insert(_place_after(a, x if key is None else key(x), lo, hi, key), x)
else:
    def bisect_left(a, x, lo=0, hi=None):
        return _place_before(a, x, lo, hi, None)

    def bisect_right(a, x, lo=0, hi=None):
        return _place_after(a, x, lo, hi, None)

    def insort_left(a, x, lo=0, hi=None):
        a.insert(_place_before(a, x, lo, hi, None), x)

    def insort_right(a, x, lo=0, hi=None):
        a.insert(_place_after(a, x, lo, hi, None), x)

bisect = bisect_right
insort = insort_right
