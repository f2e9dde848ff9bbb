# Where memory was asked for: snapshots of what `_tracemalloc` traces, their sums and differences.

import linecache
import sys
from _collections_abc import Iterable, Sequence
from functools import total_ordering

import _tracemalloc
from _tracemalloc import *
from _tracemalloc import _get_object_traceback, _get_traces

_HAS_TOTALS = sys.version_info >= (3, 9)
_ASKS_THE_OTHER = sys.version_info >= (3, 9)


def _format_size(size, sign):
    for unit in ('B', 'KiB', 'MiB', 'GiB', 'TiB'):
        places = 1 if abs(size) < 100 and unit != 'B' else 0
        if places or abs(size) < 10 * 1024 or unit == 'TiB':
            return ('%+.*f %s' if sign else '%.*f %s') % (places, size, unit)
        size /= 1024


def _average(size, count):
    return ', average=%s' % _format_size(size / count, False) if count else ''


class Statistic:
    __slots__ = ('traceback', 'size', 'count')

    def __init__(self, traceback, size, count):
        self.traceback = traceback
        self.size = size
        self.count = count

    def __hash__(self):
        return hash((self.traceback, self.size, self.count))

    def __eq__(self, other):
        if _ASKS_THE_OTHER and not isinstance(other, Statistic):
            return NotImplemented
        return (self.traceback, self.size, self.count) == (other.traceback, other.size, other.count)

    def __str__(self):
        size = _format_size(self.size, False)
        return '%s: size=%s, count=%i%s' % (self.traceback, size, self.count, _average(self.size, self.count))

    def __repr__(self):
        return '<Statistic traceback=%r size=%i count=%i>' % (self.traceback, self.size, self.count)

    def _sort_key(self):
        return self.size, self.count, self.traceback


class StatisticDiff:
    __slots__ = ('traceback', 'size', 'size_diff', 'count', 'count_diff')

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size = size
        self.size_diff = size_diff
        self.count = count
        self.count_diff = count_diff

    def _parts(self):
        return self.traceback, self.size, self.size_diff, self.count, self.count_diff

    def __hash__(self):
        return hash(self._parts())

    def __eq__(self, other):
        if _ASKS_THE_OTHER and not isinstance(other, StatisticDiff):
            return NotImplemented
        return self._parts() == (other.traceback, other.size, other.size_diff, other.count, other.count_diff)

    def __str__(self):
        sizes = _format_size(self.size, False), _format_size(self.size_diff, True)
        counts = self.count, self.count_diff, _average(self.size, self.count)
        return '%s: size=%s (%s), count=%i (%+i)%s' % (self.traceback, *sizes, *counts)

    def __repr__(self):
        return '<StatisticDiff traceback=%r size=%i (%+i) count=%i (%+i)>' % self._parts()

    def _sort_key(self):
        return abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback


def _compare_grouped_stats(old_group, new_group):
    differences = []
    for traceback, new in new_group.items():
        old = old_group.get(traceback)
        size, count = (old.size, old.count) if old is not None else (0, 0)
        differences.append(StatisticDiff(traceback, new.size, new.size - size, new.count, new.count - count))
    for traceback, old in old_group.items():
        if traceback not in new_group:
            differences.append(StatisticDiff(traceback, 0, -old.size, 0, -old.count))
    return differences


@total_ordering
class Frame:
    __slots__ = ('_frame',)

    def __init__(self, frame):
        self._frame = frame

    @property
    def filename(self):
        return self._frame[0]

    @property
    def lineno(self):
        return self._frame[1]

    def __eq__(self, other):
        if _ASKS_THE_OTHER and not isinstance(other, Frame):
            return NotImplemented
        return self._frame == other._frame

    def __lt__(self, other):
        if _ASKS_THE_OTHER and not isinstance(other, Frame):
            return NotImplemented
        return self._frame < other._frame

    def __hash__(self):
        return hash(self._frame)

    def __str__(self):
        return '%s:%s' % self._frame

    def __repr__(self):
        return '<Frame filename=%r lineno=%r>' % self._frame


@total_ordering
class Traceback(Sequence):
    __slots__ = ('_frames', '_total_nframe') if _HAS_TOTALS else ('_frames',)

    # The tracer gives the innermost frame first; a traceback shows it last.
    if _HAS_TOTALS:
        def __init__(self, frames, total_nframe=None):
            Sequence.__init__(self)
            self._frames = tuple(reversed(frames))
            self._total_nframe = total_nframe

        @property
        def total_nframe(self):
            return self._total_nframe
    else:
        def __init__(self, frames):
            Sequence.__init__(self)
            self._frames = tuple(reversed(frames))

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(map(Frame, self._frames[index]))
        return Frame(self._frames[index])

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __hash__(self):
        return hash(self._frames)

    def __eq__(self, other):
        if _ASKS_THE_OTHER and not isinstance(other, Traceback):
            return NotImplemented
        return self._frames == other._frames

    def __lt__(self, other):
        if _ASKS_THE_OTHER and not isinstance(other, Traceback):
            return NotImplemented
        return self._frames < other._frames

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        total = getattr(self, '_total_nframe', None)
        if total is None:
            return '<Traceback %r>' % (tuple(self),)
        return '<Traceback %r total_nframe=%s>' % (tuple(self), total)

    def format(self, limit=None, most_recent_first=False):
        frames = self[:]
        if limit is not None:
            frames = frames[-limit:] if limit > 0 else frames[:limit]
        lines = []
        for frame in reversed(frames) if most_recent_first else frames:
            lines.append('  File "%s", line %s' % (frame.filename, frame.lineno))
            source = linecache.getline(frame.filename, frame.lineno).strip()
            if source:
                lines.append('    %s' % source)
        return lines


def get_object_traceback(obj):
    frames = _get_object_traceback(obj)
    return None if frames is None else Traceback(frames)


class Trace:
    __slots__ = ('_trace',)

    def __init__(self, trace):
        self._trace = trace

    @property
    def domain(self):
        return self._trace[0]

    @property
    def size(self):
        return self._trace[1]

    @property
    def traceback(self):
        return Traceback(*self._trace[2:])

    def __eq__(self, other):
        if _ASKS_THE_OTHER and not isinstance(other, Trace):
            return NotImplemented
        return self._trace == other._trace

    def __hash__(self):
        return hash(self._trace)

    def __str__(self):
        return '%s: %s' % (self.traceback, _format_size(self.size, False))

    def __repr__(self):
        size = _format_size(self.size, False)
        return '<Trace domain=%s size=%s, traceback=%r>' % (self.domain, size, self.traceback)


class _Traces(Sequence):
    def __init__(self, traces):
        Sequence.__init__(self)
        #@ 3.8: 291, 3.9: 315
        self._traces = traces

    def __len__(self):
        return _tracemalloc._count(self._traces)

    def __getitem__(self, index):
        if isinstance(index, slice):
            chosen = range(len(self))[index]
            return tuple(Trace(_tracemalloc._trace(self._traces, at)) for at in chosen)
        count = len(self)
        if index < 0:
            index += count
        return Trace(_tracemalloc._trace(self._traces, index if index >= 0 else count))

    def __contains__(self, trace):
        wanted = trace._trace
        return any(wanted == other._trace for other in self)

    def __eq__(self, other):
        if _ASKS_THE_OTHER and not isinstance(other, _Traces):
            return NotImplemented
        return self._traces == other._traces

    def __repr__(self):
        return '<Traces len=%s>' % len(self)


def _normalize_filename(filename):
    if not isinstance(filename, (str, bytes)) and not hasattr(filename, '__fspath__'):
        raise TypeError('expected str, bytes or os.PathLike object, not ' + type(filename).__name__)
    if hasattr(filename, '__fspath__'):
        filename = filename.__fspath__()
    return filename[:-1] if filename.endswith('.pyc') else filename


class BaseFilter:
    def __init__(self, inclusive):
        self.inclusive = inclusive

    def _match(self, trace):
        raise NotImplementedError


class Filter(BaseFilter):
    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self.inclusive = inclusive
        self._filename_pattern = _normalize_filename(filename_pattern)
        self.lineno = lineno
        self.all_frames = all_frames
        self.domain = domain

    @property
    def filename_pattern(self):
        return self._filename_pattern

    def _match_frame_impl(self, filename, lineno):
        if not _tracemalloc._matches(_normalize_filename(filename), self._filename_pattern):
            return False
        return self.lineno is None or lineno == self.lineno

    def _match_frame(self, filename, lineno):
        return self._match_frame_impl(filename, lineno) ^ (not self.inclusive)

    def _match_traceback(self, traceback):
        if not self.all_frames:
            return self._match_frame(*traceback[0])
        is_there = any(self._match_frame_impl(*frame) for frame in traceback)
        return self.inclusive if is_there else not self.inclusive

    def _match(self, trace):
        matches = self._match_traceback(trace[2])
        if self.domain is None:
            return matches
        if self.inclusive:
            return matches and trace[0] == self.domain
        return matches or trace[0] != self.domain


class DomainFilter(BaseFilter):
    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain

    @property
    def domain(self):
        return self._domain

    def _match(self, trace):
        return (trace[0] == self.domain) ^ (not self.inclusive)


class Snapshot:
    def __init__(self, traces, traceback_limit):
        if type(traces) is not bytes:
            traces = _tracemalloc._pack(traces)
        #@ 3.8: 397, 3.9: 423
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

    def dump(self, filename):
        _tracemalloc._not_here('Snapshot.dump')

    @staticmethod
    def load(filename):
        _tracemalloc._not_here('Snapshot.load')

    def _filter_trace(self, include_filters, exclude_filters, trace):
        if include_filters and not any(filter._match(trace) for filter in include_filters):
            return False
        return all(filter._match(trace) for filter in exclude_filters)

    def filter_traces(self, filters):
        if not isinstance(filters, Iterable):
            raise TypeError('filters must be a list of filters, not %s' % type(filters).__name__)
        traces = self.traces._traces
        if filters:
            include, exclude = [], []
            for filter in filters:
                (include if filter.inclusive else exclude).append(filter)
            # All blocks of one site and domain have the same fate.
            kept = [number for number, kind in _tracemalloc._kinds(traces)
                    if self._filter_trace(include, exclude, kind)]
            traces = _tracemalloc._select(traces, kept)
        return Snapshot(traces, self.traceback_limit)

    def _group_by(self, key_type, cumulative):
        if key_type not in ('traceback', 'filename', 'lineno'):
            raise ValueError('unknown key_type: %r' % (key_type,))
        if cumulative and key_type not in ('lineno', 'filename'):
            raise ValueError("cumulative mode cannot by used with key type 'traceback'")
        groups = {}
        for frames, size, count in _tracemalloc._sums(self.traces._traces, key_type, cumulative):
            traceback = Traceback(frames)
            groups[traceback] = Statistic(traceback, size, count)
        return groups

    def statistics(self, key_type, cumulative=False):
        found = list(self._group_by(key_type, cumulative).values())
        found.sort(reverse=True, key=Statistic._sort_key)
        return found

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        new_group = self._group_by(key_type, cumulative)
        old_group = old_snapshot._group_by(key_type, cumulative)
        found = _compare_grouped_stats(old_group, new_group)
        found.sort(reverse=True, key=StatisticDiff._sort_key)
        return found


def take_snapshot():
    if not is_tracing():
        raise RuntimeError('the tracemalloc module must be tracing memory allocations to take a snapshot')
    traces = _get_traces()
    limit = get_traceback_limit()
    #@ 3.8: 534, 3.9: 560
    return Snapshot(traces, limit)
