# Orders in which what depends on others comes after them.

import sys
import types

__all__ = ['TopologicalSorter', 'CycleError']


class CycleError(ValueError):
    pass


class _Node:
    __slots__ = 'waits_for', 'successors', 'state'

    def __init__(self):
        # The state is waiting, ready (given out) or done.
        self.waits_for, self.successors, self.state = 0, [], 'waiting'


class TopologicalSorter:
    def __init__(self, graph=None):
        self._nodes, self._ready = {}, None
        self._given = self._finished = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _node(self, node):
        if node not in self._nodes:
            self._nodes[node] = _Node()
        return self._nodes[node]

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        self._node(node).waits_for += len(predecessors)
        for predecessor in predecessors:
            self._node(predecessor).successors.append(node)

    def prepare(self):
        if self._ready is not None and not (sys.version_info >= (3, 14) and not self._given):
            raise ValueError('cannot prepare() more than once' if sys.version_info < (3, 14)
                             else 'cannot prepare() after starting iteration')
        self._ready = [name for name, node in self._nodes.items() if not node.waits_for]
        cycle = self._cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)

    def _cycle(self):
        # Depth first, without recursion: a node that is met again on the way closes a cycle.
        seen = set()
        for start in self._nodes:
            if start in seen:
                continue
            way, places, branches = [], {}, []
            node = start
            while True:
                if node in seen:
                    if node in places:
                        return way[places[node]:] + [node]
                else:
                    seen.add(node)
                    branches.append(iter(self._nodes[node].successors))
                    places[node] = len(way)
                    way.append(node)
                while way:
                    following = next(branches[-1], self)
                    if following is not self:
                        node = following
                        break
                    del places[way.pop()]
                    branches.pop()
                else:
                    break
        return None

    def get_ready(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        result = tuple(self._ready)
        for name in result:
            self._nodes[name].state = 'ready'
        self._ready.clear()
        self._given += len(result)
        return result

    def is_active(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        return self._finished < self._given or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        for name in nodes:
            node = self._nodes.get(name)
            if node is None:
                raise ValueError(f'node {name!r} was not added using add()')
            if node.state == 'waiting':
                raise ValueError(f'node {name!r} was not passed out (still not ready)')
            if node.state == 'done':
                raise ValueError(f'node {name!r} was already marked done')
            node.state = 'done'
            for successor in node.successors:
                after = self._nodes[successor]
                after.waits_for -= 1
                if after.waits_for == 0:
                    self._ready.append(successor)
            self._finished += 1

    def static_order(self):
        self.prepare()
        while self.is_active():
            group = self.get_ready()
            yield from group
            self.done(*group)

    __class_getitem__ = classmethod(getattr(types, 'GenericAlias', None))
