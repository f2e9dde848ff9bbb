# Heaps in lists: the smallest item is always the first.

import sys

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest', 'heappushpop']
if sys.version_info >= (3, 14):
    __all__ += ['heappush_max', 'heappop_max', 'heapify_max', 'heapreplace_max', 'heappushpop_max']


def heappush(heap, item):
    heap.append(item)
    _siftdown(heap, 0, len(heap) - 1)


def heapreplace(heap, item):
    least, heap[0] = heap[0], item
    _siftup(heap, 0)
    return least


def heappop(heap):
    if not heap:
        raise IndexError('index out of range')
    last = heap.pop()
    return heapreplace(heap, last) if heap else last


def heappushpop(heap, item):
    return heapreplace(heap, item) if heap and heap[0] < item else item


def heapify(x):
    for i in reversed(range(len(x) // 2)):
        _siftup(x, i)


def heappush_max(heap, item):
    heap.append(item)
    _siftdown_max(heap, 0, len(heap) - 1)


def heapreplace_max(heap, item):
    greatest, heap[0] = heap[0], item
    _siftup_max(heap, 0)
    return greatest


def heappop_max(heap):
    if not heap:
        raise IndexError('index out of range')
    last = heap.pop()
    return heapreplace_max(heap, last) if heap else last


def heappushpop_max(heap, item):
    return heapreplace_max(heap, item) if heap and item < heap[0] else item


def heapify_max(x):
    for i in reversed(range(len(x) // 2)):
        _siftup_max(x, i)


_heappop_max = heappop_max
_heapreplace_max = heapreplace_max
_heapify_max = heapify_max


def _siftdown(heap, startpos, pos):
    newitem = heap[pos]
    while pos > startpos:
        parentpos = (pos - 1) >> 1
        parent = heap[parentpos]
        if not newitem < parent:
            break
        heap[pos] = parent
        pos = parentpos
    heap[pos] = newitem


def _siftup(heap, pos):
    # The smaller child moves up until a leaf is reached; from there the item finds its place.
    endpos = len(heap)
    startpos = pos
    newitem = heap[pos]
    childpos = 2 * pos + 1
    while childpos < endpos:
        rightpos = childpos + 1
        if rightpos < endpos and not heap[childpos] < heap[rightpos]:
            childpos = rightpos
        heap[pos] = heap[childpos]
        pos = childpos
        childpos = 2 * pos + 1
    heap[pos] = newitem
    _siftdown(heap, startpos, pos)


def _siftdown_max(heap, startpos, pos):
    newitem = heap[pos]
    while pos > startpos:
        parentpos = (pos - 1) >> 1
        parent = heap[parentpos]
        if not parent < newitem:
            break
        heap[pos] = parent
        pos = parentpos
    heap[pos] = newitem


def _siftup_max(heap, pos):
    endpos = len(heap)
    startpos = pos
    newitem = heap[pos]
    childpos = 2 * pos + 1
    while childpos < endpos:
        rightpos = childpos + 1
        if rightpos < endpos and not heap[rightpos] < heap[childpos]:
            childpos = rightpos
        heap[pos] = heap[childpos]
        pos = childpos
        childpos = 2 * pos + 1
    heap[pos] = newitem
    _siftdown_max(heap, startpos, pos)


def merge(*iterables, key=None, reverse=False):
    h = []
    if reverse:
        _heapify, _heappop, _heapreplace, direction = heapify_max, heappop_max, heapreplace_max, -1
    else:
        _heapify, _heappop, _heapreplace, direction = heapify, heappop, heapreplace, 1
    for order, it in enumerate(map(iter, iterables)):
        try:
            next = it.__next__
            value = next()
        except StopIteration:
            continue
        if key is None:
            h.append([value, order * direction, next])
        else:
            h.append([key(value), order * direction, value, next])
    _heapify(h)
    while h:
        entry = h[0]
        yield entry[0] if key is None else entry[2]
        try:
            value = entry[-1]()
        except StopIteration:
            _heappop(h)
            continue
        if key is None:
            entry[0] = value
        else:
            entry[2] = value
            entry[0] = key(value)
        _heapreplace(h, entry)


_NOTHING = object()


def _few(n, iterable, key, extreme, descending):
    # The answer where no heap is needed, else None: one item, or no fewer than there are.
    if n == 1:
        best = extreme(iter(iterable), default=_NOTHING, key=key)
        return [] if best is _NOTHING else [best]
    try:
        is_all = n >= len(iterable)
    except (TypeError, AttributeError):
        return None
    return sorted(iterable, key=key, reverse=descending)[:n] if is_all else None


def nsmallest(n, iterable, key=None):
    few = _few(n, iterable, key, min, False)
    if few is not None:
        return few
    rest = iter(iterable)
    kept = [(item if key is None else key(item), at, item) for at, item in zip(range(n), rest)]
    if not kept:
        return []
    heapify_max(kept)
    at = len(kept)
    limit = kept[0][0]
    for item in rest:
        rank = item if key is None else key(item)
        if rank < limit:
            heapreplace_max(kept, (rank, at, item))
            limit = kept[0][0]
            at += 1
    kept.sort()
    return [entry[2] for entry in kept]


def nlargest(n, iterable, key=None):
    few = _few(n, iterable, key, max, True)
    if few is not None:
        return few
    rest = iter(iterable)
    kept = [(item if key is None else key(item), at, item) for at, item in zip(range(0, -n, -1), rest)]
    if not kept:
        return []
    heapify(kept)
    at = -n
    limit = kept[0][0]
    for item in rest:
        rank = item if key is None else key(item)
        if limit < rank:
            heapreplace(kept, (rank, at, item))
            limit = kept[0][0]
            at -= 1
    kept.sort(reverse=True)
    return [entry[2] for entry in kept]
