"""Random numbers: a Mersenne Twister with the distributions over it."""

import sys as _sys
from math import (acos as _acos, ceil as _ceil, cos as _cos, e as _e, exp as _exp, floor as _floor, log as _log,
                  pi as _pi, sin as _sin, sqrt as _sqrt)
from bisect import bisect as _bisect
from itertools import accumulate as _accumulate, repeat as _repeat
from operator import index as _index
from _collections_abc import Sequence as _Sequence, Set as _Set
from _hashlib import _digest
import _random

_MINOR = _sys.version_info[1]

__all__ = ["Random", "SystemRandom", "betavariate", "choice", "choices", "expovariate", "gammavariate", "gauss",
           "getrandbits", "getstate", "lognormvariate", "normalvariate", "paretovariate", "randint", "random",
           "randrange", "sample", "seed", "setstate", "shuffle", "triangular", "uniform", "vonmisesvariate",
           "weibullvariate"]

BPF, TWOPI = 53, 2.0 * _pi
RECIP_BPF = 2 ** -BPF
LOG4, SG_MAGICCONST = _log(4.0), 1.0 + _log(4.5)
NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
_WORD = (1 << 64) - 1


def _text_hash(text):
    """The number a text stands for as a seed of version 1."""
    value = (ord(text[0]) << 7) if text else 0
    for char in text:
        value = (value * 1000003 ^ ord(char)) & _WORD
    return value ^ len(text)


def _bytes_number(data):
    """The number bytes stand for as a seed of version 2."""
    return int.from_bytes(data + _digest('sha512', data), 'big')


def _gamma_above_one(draw, alpha):
    root = _sqrt(2.0 * alpha - 1.0)
    shift, slope = alpha - LOG4, alpha + root
    while True:
        first = draw()
        if first <= 1e-7 or first >= 0.9999999:
            continue
        second = 1.0 - draw()
        power = _log(first / (1.0 - first)) / root
        found = alpha * _exp(power)
        weight = first * first * second
        room = shift + slope * power - found
        if room + SG_MAGICCONST - 4.5 * weight >= 0.0:
            return found
        if room >= _log(weight):
            return found


def _gamma_below_one(draw, alpha):
    border = (_e + alpha) / _e
    while True:
        place = border * draw()
        if place > 1.0:
            found = -_log((border - place) / alpha)
            if draw() <= found ** (alpha - 1.0):
                return found
        else:
            found = place ** (1.0 / alpha)
            if draw() <= _exp(-found):
                return found


class Random(_random.Random):
    """A generator of its own."""

    VERSION = 3

    # State

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def seed(self, a=None, version=2):
        textual = isinstance(a, (str, bytes))
        if version == 1 and textual:
            number = _text_hash(a if isinstance(a, str) else a.decode('latin-1'))
        elif version == 2 and (textual or isinstance(a, bytearray)):
            number = _bytes_number(a.encode() if isinstance(a, str) else a)
        else:
            allowed = a is None or textual or isinstance(a, (int, float, bytearray))
            if _MINOR > 10 and not allowed:
                raise TypeError('The only supported seed types are: None,\nint, float, str, bytes, and bytearray.')
            number = a
        super().seed(number)
        self.gauss_next = None

    def getstate(self):
        words = super().getstate()
        return (self.VERSION, words, self.gauss_next)

    def setstate(self, state):
        number = state[0]
        if number != 3:
            raise ValueError(f"state with version {number} passed to Random.setstate() of version {self.VERSION}")
        _, words, self.gauss_next = state
        super().setstate(words)

    def __reduce__(self):
        return type(self), (), self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __getstate__(self):
        return self.getstate()

    # Whole numbers

    def _randbelow(self, n):
        if _MINOR < 12 and not n:
            return 0
        bits = n.bit_length()
        while True:
            found = self.getrandbits(bits)
            if found < n:
                return found

    _randbelow_with_getrandbits = _randbelow

    if _MINOR < 12:
        def randrange(self, start, stop=None, step=1):
            low = int(start)
            if low != start:
                raise ValueError("non-integer arg 1 for randrange()")
            if stop is None:
                if low <= 0:
                    raise ValueError("empty range for randrange()")
                return self._randbelow(low)
            high = int(stop)
            if high != stop:
                raise ValueError("non-integer stop for randrange()")
            if step == 1:
                if high <= low:
                    raise ValueError("empty range for randrange() (%d, %d, %d)" % (low, high, high - low))
                return low + self._randbelow(high - low)
            stride = int(step)
            if stride != step:
                raise ValueError("non-integer step for randrange()")
            if not stride:
                raise ValueError("zero step for randrange()")
            count = -((low - high) // stride)
            if count > 0:
                return low + stride * self._randbelow(count)
            raise ValueError("empty range for randrange()")
    else:
        def randrange(self, start, stop=None, step=1):
            low = _index(start)
            if stop is None:
                if step != 1:
                    raise TypeError("Missing a non-None stop argument")
                if low <= 0:
                    raise ValueError("empty range for randrange()")
                return self._randbelow(low)
            high = _index(stop)
            stride = _index(step)
            if not stride:
                raise ValueError("zero step for randrange()")
            count = -((low - high) // stride)
            if count > 0:
                return low + stride * self._randbelow(count)
            shown = f"{start}, {stop}" if stride == 1 else f"{start}, {stop}, {step}"
            raise ValueError(f"empty range in randrange({shown})")

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    if _MINOR > 8:
        def randbytes(self, n):
            bits = self.getrandbits(8 * n)
            return bits.to_bytes(n, 'little')

    # Members of sequences

    def choice(self, seq):
        if _MINOR not in (9, 10) and not len(seq):
            if _MINOR < 9:
                raise IndexError('Cannot choose from an empty sequence') from None
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._randbelow(len(seq))]

    if _MINOR < 11:
        def shuffle(self, x, random=None):
            last = len(x) - 1
            while last > 0:
                other = self._randbelow(last + 1) if random is None else _floor(random() * (last + 1))
                x[last], x[other] = x[other], x[last]
                last -= 1
    else:
        def shuffle(self, x):
            draw, last = self._randbelow, len(x) - 1
            while last > 0:
                other = draw(last + 1)
                x[last], x[other] = x[other], x[last]
                last -= 1

    def sample(self, population, k, *, counts=None):
        if _MINOR < 11 and isinstance(population, _Set):
            population = tuple(population)
        if isinstance(population, _Set) or not isinstance(population, _Sequence):
            raise TypeError("Population must be a sequence or set.  For dicts, use list(d)." if _MINOR < 9
                            else "Population must be a sequence.  For dicts or sets, use sorted(d).")
        size = len(population)
        if counts is not None:
            ends = list(_accumulate(counts))
            if size != len(ends):
                raise ValueError("The number of counts does not match the population")
            everything = ends.pop() if ends else 0
            if not isinstance(everything, int):
                raise TypeError("Counts must be integers")
            if _MINOR > 12 and everything < 0:
                raise ValueError("Counts must be non-negative")
            if _MINOR < 13 and everything < 1:
                raise ValueError("Total of counts must be greater than zero")
            return [population[_bisect(ends, place)] for place in self.sample(range(everything), k=k)]
        if not 0 <= k <= size:
            raise ValueError("Sample larger than population or is negative")
        draw = self._randbelow
        chosen = [None] * k
        # A list of all is cheaper than a set of the taken up to this size.
        affordable = 21 if k <= 5 else 21 + 4 ** _ceil(_log(k * 3, 4))
        if size > affordable:
            taken = set()
            while len(taken) < k:
                place = draw(size)
                if place not in taken:
                    chosen[len(taken)] = population[place]
                    taken.add(place)
            return chosen
        rest = list(population)
        for left in range(size, size - k, -1):
            place = draw(left)
            chosen[size - left] = rest[place]
            rest[place] = rest[left - 1]
        return chosen

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        draw, size = self.random, len(population)
        if cum_weights is not None:
            if weights is not None:
                raise TypeError('Cannot specify both weights and cumulative weights')
        elif weights is not None:
            try:
                cum_weights = list(_accumulate(weights))
            except TypeError:
                if isinstance(weights, int):
                    raise TypeError(
                        f'The number of choices must be a keyword argument: k={weights!r}') from None
                raise
        else:
            scale = size + 0.0
            return [population[_floor(draw() * scale)] for _ in _repeat(None, k)]
        if size != len(cum_weights):
            raise ValueError('The number of weights does not match the population')
        whole = cum_weights[-1] + 0.0
        if _MINOR > 8 and whole <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        return [population[_bisect(cum_weights, draw() * whole, 0, size - 1)] for _ in _repeat(None, k)]

    # Distributions

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        place, peak = self.random(), 0.5
        if mode is not None:
            try:
                peak = (mode - low) / (high - low)
            except ZeroDivisionError:
                return low
        if place > peak:
            return high + (low - high) * _sqrt((1.0 - place) * (1.0 - peak))
        return low + (high - low) * _sqrt(place * peak)

    def gauss(self, mu=0.0, sigma=1.0):
        deviation, self.gauss_next = self.gauss_next, None
        if deviation is None:
            angle = self.random() * TWOPI
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            deviation = _cos(angle) * radius
            self.gauss_next = _sin(angle) * radius
        return mu + deviation * sigma

    def normalvariate(self, mu=0.0, sigma=1.0):
        draw = self.random
        while True:
            above = draw() - 0.5
            below = 1.0 - draw()
            deviation = NV_MAGICCONST * above / below
            if deviation * deviation / 4.0 <= -_log(below):
                return mu + deviation * sigma

    def lognormvariate(self, mu, sigma):
        return _exp(self.normalvariate(mu, sigma))

    def vonmisesvariate(self, mu, kappa):
        draw = self.random
        if kappa <= 1e-6:
            return TWOPI * draw()
        half = 0.5 / kappa
        width = half + _sqrt(1.0 + half * half)
        accepted = False
        while not accepted:
            side = _cos(_pi * draw())
            share = side / (width + side)
            level = draw()
            accepted = level < 1.0 - share * share or level <= (1.0 - share) * _exp(share)
        narrow = 1.0 / width
        turn = (narrow + side) / (1.0 + narrow * side)
        if draw() > 0.5:
            return (mu + _acos(turn)) % TWOPI
        return (mu - _acos(turn)) % TWOPI

    def expovariate(self, lambd=1.0):
        return -_log(1.0 - self.random()) / lambd

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        shape = _gamma_above_one if alpha > 1.0 else _gamma_below_one
        return shape(self.random, alpha) * beta

    def betavariate(self, alpha, beta):
        one = self.gammavariate(alpha, 1.0)
        return one / (one + self.gammavariate(beta, 1.0)) if one else 0.0

    def weibullvariate(self, alpha, beta):
        level = 1.0 - self.random()
        return alpha * (-_log(level)) ** (1.0 / beta)

    def paretovariate(self, alpha):
        level = 1.0 - self.random()
        if _MINOR < 11:
            return 1.0 / level ** (1.0 / alpha)
        return level ** (-1.0 / alpha)


class SystemRandom(Random):
    """Without a source of chance here: the same numbers in every run."""


_inst = Random()
# The module's functions: the methods of one generator.
seed, getstate, setstate, getrandbits, random = (
    _inst.seed, _inst.getstate, _inst.setstate, _inst.getrandbits, _inst.random)
choice, choices, sample, shuffle = _inst.choice, _inst.choices, _inst.sample, _inst.shuffle
randint, randrange = _inst.randint, _inst.randrange
uniform, triangular, betavariate, expovariate = _inst.uniform, _inst.triangular, _inst.betavariate, _inst.expovariate
gauss, normalvariate, lognormvariate = _inst.gauss, _inst.normalvariate, _inst.lognormvariate
gammavariate, paretovariate, vonmisesvariate, weibullvariate = (
    _inst.gammavariate, _inst.paretovariate, _inst.vonmisesvariate, _inst.weibullvariate)
if _MINOR > 8:
    randbytes = _inst.randbytes
