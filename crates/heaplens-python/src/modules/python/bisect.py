# Searching and inserting in sorted lists.

import sys

if sys.version_info >= (3, 10):
    def bisect_right(a, x, lo=0, hi=None, *, key=None):
        if lo < 0:
            raise ValueError('lo must be non-negative')
        if hi is None:
            hi = len(a)
        while lo < hi:
            mid = (lo + hi) // 2
            if x < (a[mid] if key is None else key(a[mid])):
                hi = mid
            else:
                lo = mid + 1
        return lo

    def bisect_left(a, x, lo=0, hi=None, *, key=None):
        if lo < 0:
            raise ValueError('lo must be non-negative')
        if hi is None:
            hi = len(a)
        while lo < hi:
            mid = (lo + hi) // 2
            if (a[mid] if key is None else key(a[mid])) < x:
                lo = mid + 1
            else:
                hi = mid
        return lo

    def insort_right(a, x, lo=0, hi=None, *, key=None):
        wanted = x if key is None else key(x)
        a.insert(bisect_right(a, wanted, lo, hi, key=key), x)

    def insort_left(a, x, lo=0, hi=None, *, key=None):
        wanted = x if key is None else key(x)
        a.insert(bisect_left(a, wanted, lo, hi, key=key), x)
else:
    def bisect_right(a, x, lo=0, hi=None):
        if lo < 0:
            raise ValueError('lo must be non-negative')
        if hi is None:
            hi = len(a)
        while lo < hi:
            mid = (lo + hi) // 2
            if x < a[mid]:
                hi = mid
            else:
                lo = mid + 1
        return lo

    def bisect_left(a, x, lo=0, hi=None):
        if lo < 0:
            raise ValueError('lo must be non-negative')
        if hi is None:
            hi = len(a)
        while lo < hi:
            mid = (lo + hi) // 2
            if a[mid] < x:
                lo = mid + 1
            else:
                hi = mid
        return lo

    def insort_right(a, x, lo=0, hi=None):
        a.insert(bisect_right(a, x, lo, hi), x)

    def insort_left(a, x, lo=0, hi=None):
        a.insert(bisect_left(a, x, lo, hi), x)

try:
    from _bisect import *
except ImportError:
    pass

bisect = bisect_right
insort = insort_right
