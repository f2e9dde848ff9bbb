# Averages, spreads and relations of data: exact where the data are.

import math
import random
import sys
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from decimal import Decimal
from fractions import Fraction
from itertools import count, groupby, repeat
from operator import itemgetter

_version = sys.version_info
__all__ = ['NormalDist', 'StatisticsError', 'fmean', 'geometric_mean', 'harmonic_mean', 'mean', 'median',
           'median_grouped', 'median_high', 'median_low', 'mode', 'multimode', 'pstdev', 'pvariance', 'quantiles',
           'stdev', 'variance']
if _version >= (3, 10):
    __all__ += ['correlation', 'covariance', 'linear_regression']
if _version >= (3, 13):
    __all__ += ['kde']


class StatisticsError(ValueError):
    pass


# Exact sums.

def _exact_ratio(x):
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None


def _common(one, other):
    # The type that a result of both has.
    if one is other or other is int or other is bool:
        return one
    if one is int or issubclass(other, one):
        return other
    if issubclass(one, other) or issubclass(other, int):
        return one
    if issubclass(one, int):
        return other
    for broad, narrow in ((one, other), (other, one)):
        if issubclass(broad, Fraction) and issubclass(narrow, float):
            return narrow
    raise TypeError("don't know how to coerce %s and %s" % (one.__name__, other.__name__))


def _total(data):
    # The type, the exact sum (or a float that is no number) and how many there are.
    kind, number = int, 0
    by_bottom = {}
    odd = None
    for own, group in groupby(data, type):
        kind = _common(kind, own)
        for value in group:
            number += 1
            top, bottom = _exact_ratio(value)
            if bottom is None:
                odd = top if odd is None else odd + top
            else:
                by_bottom[bottom] = by_bottom.get(bottom, 0) + top
    if odd is not None:
        return kind, odd, number
    return kind, sum((Fraction(top, bottom) for bottom, top in by_bottom.items()), Fraction(0)), number


def _convert(value, kind):
    if type(value) is kind:
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    try:
        return kind(value)
    except TypeError:
        if issubclass(kind, Decimal):
            return kind(value.numerator) / kind(value.denominator)
        raise


def _squares(data, center=None):
    # The type, the exact sum of squared differences from the center (the mean, unless given), the mean, and how many.
    kind, total, number = _total(data)
    if number == 0:
        return kind, Fraction(0), center, 0
    if not isinstance(total, Fraction):
        return kind, total - total, total, number
    middle = total / number if center is None else Fraction(*_exact_ratio(center))
    squares = Fraction(0)
    for value in data:
        top, bottom = _exact_ratio(value)
        squares += (Fraction(top, bottom) - middle) ** 2
    return kind, squares, middle, number


def _fail_neg(values, text='negative value'):
    for value in values:
        if value < 0:
            raise StatisticsError(text)
        yield value


def _need(number, least, text):
    if number < least:
        raise StatisticsError(text)


# Averages.

def mean(data):
    kind, total, number = _total(data)
    _need(number, 1, 'mean requires at least one data point')
    return _convert(total / number, kind)


def fmean(data, weights=None):
    if _version < (3, 11) and weights is not None:
        raise TypeError('fmean() takes 1 positional argument but 2 were given')
    if weights is None:
        if not hasattr(data, '__len__'):
            data = list(data)
        _need(len(data), 1, 'fmean requires at least one data point')
        return math.fsum(data) / len(data)
    data, weights = list(data), list(weights)
    if len(data) != len(weights):
        raise StatisticsError('data and weights must be the same length')
    whole = math.fsum(weights)
    if not whole:
        raise StatisticsError('sum of weights must be non-zero')
    return math.fsum(value * weight for value, weight in zip(data, weights)) / whole


def geometric_mean(data):
    if _version < (3, 13):
        try:
            return math.exp(fmean(list(map(math.log, data))))
        except ValueError:
            raise StatisticsError('geometric mean requires a non-empty dataset containing positive numbers'
                                  ) from None
    number, found_zero, logs = 0, False, []
    for number, value in enumerate(data, 1):
        if value > 0.0 or math.isnan(value):
            logs.append(math.log(value))
        elif value == 0.0:
            found_zero = True
        else:
            raise StatisticsError(f'No negative inputs allowed: {value!r}' if _version < (3, 13)
                                  else f'No negative inputs allowed {value!r}')
    total = math.fsum(logs)
    _need(number, 1, 'Must have a non-empty dataset')
    if math.isnan(total):
        return math.nan
    if found_zero:
        return math.nan if total == math.inf else 0.0
    return math.exp(total / number)


def harmonic_mean(data, weights=None):
    data = list(data)
    text = 'harmonic mean does not support negative values'
    _need(len(data), 1, 'harmonic_mean requires at least one data point')
    if len(data) == 1 and weights is None:
        value = data[0]
        if not isinstance(value, (int, float, Fraction, Decimal)):
            raise TypeError('unsupported type')
        if value < 0:
            raise StatisticsError(text)
        return value
    if weights is None:
        weights = repeat(1, len(data))
        whole = len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError('Number of weights does not match data size')
        whole = _total(_fail_neg(weights, text))[1]
    try:
        kind, total, _ = _total(weight / value if weight else 0
                                for weight, value in zip(weights, _fail_neg(data, text)))
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return _convert(whole / total, kind)


def median(data):
    data = sorted(data)
    number = len(data)
    _need(number, 1, 'no median for empty data')
    middle = number // 2
    return data[middle] if number % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    data = sorted(data)
    _need(len(data), 1, 'no median for empty data')
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    _need(len(data), 1, 'no median for empty data')
    return data[len(data) // 2]


def median_grouped(data, interval=1 if _version < (3, 12) else 1.0):
    data = sorted(data)
    number = len(data)
    _need(number, 1, 'no median for empty data')
    if number == 1 and _version < (3, 12):
        return data[0]
    value = data[number // 2]
    below = bisect_left(data, value)
    within = bisect_right(data, value, lo=below) - below
    if _version >= (3, 12):
        try:
            interval, value = float(interval), float(value)
        except ValueError:
            raise TypeError('Value cannot be converted to a float')
    low = value - (interval / 2 if _version < (3, 12) else interval / 2.0)
    return low + interval * (number / 2 - below) / within


def mode(data):
    most = Counter(iter(data)).most_common(1)
    if not most:
        raise StatisticsError('no mode for empty data')
    return most[0][0]


def multimode(data):
    counts = Counter(iter(data))
    highest = max(counts.values(), default=0)
    return [value for value, number in counts.items() if number == highest]


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1 and _version >= (3, 13):
            return data * (n - 1)
        raise StatisticsError('must have at least one data point' if _version >= (3, 13)
                              else 'must have at least two data points')
    cuts = []
    if method == 'inclusive':
        for number in range(1, n):
            at, part = divmod(number * (size - 1), n)
            cuts.append((data[at] * (n - part) + data[at + 1] * part) / n)
        return cuts
    if method == 'exclusive':
        for number in range(1, n):
            at = min(max(number * (size + 1) // n, 1), size - 1)
            part = number * (size + 1) - at * n
            cuts.append((data[at - 1] * (n - part) + data[at] * part) / n)
        return cuts
    raise ValueError(f'Unknown method: {method!r}')


# Spreads.

def variance(data, xbar=None):
    data = list(data)
    kind, squares, _, number = _squares(data, xbar)
    _need(number, 2, 'variance requires at least two data points')
    return _convert(squares / (number - 1), kind)


def pvariance(data, mu=None):
    data = list(data)
    kind, squares, _, number = _squares(data, mu)
    _need(number, 1, 'pvariance requires at least one data point')
    return _convert(squares / number, kind)


def _root(value):
    # The square root of a fraction, to the nearest float.
    top, bottom = value.numerator, value.denominator
    if top == 0:
        return 0.0
    shift = (top.bit_length() - bottom.bit_length() - 109) // 2
    if shift >= 0:
        return float(_odd_root(top, bottom << 2 * shift) << shift)
    return _odd_root(top << -2 * shift, bottom) / (1 << -shift)


def _odd_root(top, bottom):
    # The root of a quotient, its last bit set where it isn't exact.
    root = math.isqrt(top // bottom)
    return root | (root * root * bottom != top)


def _deviation(squares, number, kind, center=None):
    if not isinstance(squares, Fraction):
        return math.sqrt(squares / number) if not math.isnan(squares) else squares
    value = squares / number
    if issubclass(kind, Decimal):
        return (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()
    if _version < (3, 11):
        converted = _convert(value, kind)
        try:
            return converted.sqrt()
        except AttributeError:
            return math.sqrt(converted)
    return _root(value)


def stdev(data, xbar=None):
    data = list(data)
    kind, squares, _, number = _squares(data, xbar)
    _need(number, 2, 'stdev requires at least two data points' if _version >= (3, 11)
          else 'variance requires at least two data points')
    return _deviation(squares, number - 1, kind)


def pstdev(data, mu=None):
    data = list(data)
    kind, squares, _, number = _squares(data, mu)
    _need(number, 1, 'pstdev requires at least one data point' if _version >= (3, 11)
          else 'pvariance requires at least one data point')
    return _deviation(squares, number, kind)


# Relations.

if _version >= (3, 10):
    def _pair(x, y, name):
        x, y = list(x), list(y)
        if len(x) != len(y):
            raise StatisticsError(f'{name} requires that both inputs have same number of data points')
        _need(len(x), 2, f'{name} requires at least two data points')
        return x, y

    def _dot(x, y):
        if _version >= (3, 12):
            return math.sumprod(x, y)
        return math.fsum(one * other for one, other in zip(x, y))

    def _centered(values):
        middle = math.fsum(values) / len(values)
        return middle, [value - middle for value in values]

    def covariance(x, y, /):
        x, y = _pair(x, y, 'covariance')
        return _dot(_centered(x)[1], _centered(y)[1]) / (len(x) - 1)

    def _ranks(data, start=0):
        ranks = [0] * len(data)
        order = sorted(zip(data, count()))
        at = start - 1
        for _, group in groupby(order, key=itemgetter(0)):
            group = list(group)
            for _, place in group:
                ranks[place] = at + (len(group) + 1) / 2
            at += len(group)
        return ranks

    def correlation(x, y, /, *, method='linear'):
        x, y = _pair(x, y, 'correlation')
        if method not in ('linear', 'ranked'):
            raise ValueError(f'Unknown method: {method!r}')
        if method == 'ranked':
            start = (len(x) - 1) / -2
            x, y = _ranks(x, start), _ranks(y, start)
        else:
            x, y = _centered(x)[1], _centered(y)[1]
        both, xx, yy = _dot(x, y), _dot(x, x), _dot(y, y)
        try:
            return both / math.sqrt(xx * yy)
        except ZeroDivisionError:
            raise StatisticsError('at least one of the inputs is constant') from None

    LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'))

    def linear_regression(x, y, /, *, proportional=False):
        x, y = _pair(x, y, 'linear regression')
        if not proportional:
            xbar, x = _centered(x)
            ybar, y = _centered(y)
        both, squares = _dot(x, y) + 0.0, _dot(x, x)
        try:
            slope = both / squares
        except ZeroDivisionError:
            raise StatisticsError('x is constant') from None
        intercept = 0.0 if proportional else ybar - slope * xbar
        return LinearRegression(slope=slope, intercept=intercept)


if _version >= (3, 13):
    _kernels = {
        'normal': (lambda t: math.exp(-t * t / 2) / math.sqrt(2 * math.pi),
                   lambda t: math.erfc(-t / math.sqrt(2)) / 2, None),
        'logistic': (lambda t: 0.5 / (1 + math.cosh(t)), lambda t: 1 - 1 / (math.exp(t) + 1), None),
        'sigmoid': (lambda t: 1 / math.pi / math.cosh(t), lambda t: 2 / math.pi * math.atan(math.exp(t)), None),
        'rectangular': (lambda t: 0.5, lambda t: t / 2 + 0.5, 1.0),
        'triangular': (lambda t: 1 - abs(t), lambda t: (t + 1) ** 2 / 2 if t < 0 else 1 - (1 - t) ** 2 / 2, 1.0),
        'parabolic': (lambda t: 0.75 * (1 - t * t), lambda t: 0.75 * t - 0.25 * t ** 3 + 0.5, 1.0),
        'quartic': (lambda t: 15 / 16 * (1 - t * t) ** 2,
                    lambda t: 3 / 16 * t ** 5 - 5 / 8 * t ** 3 + 15 / 16 * t + 0.5, 1.0),
        'triweight': (lambda t: 35 / 32 * (1 - t * t) ** 3,
                      lambda t: 35 / 32 * (-t ** 7 / 7 + 3 / 5 * t ** 5 - t ** 3 + t) + 0.5, 1.0),
        'cosine': (lambda t: math.pi / 4 * math.cos(math.pi / 2 * t),
                   lambda t: 0.5 * math.sin(math.pi / 2 * t) + 0.5, 1.0),
    }
    for _alias, _kernel in (('gauss', 'normal'), ('uniform', 'rectangular'), ('epanechnikov', 'parabolic'),
                            ('biweight', 'quartic')):
        _kernels[_alias] = _kernels[_kernel]

    def kde(data, h, kernel='normal', *, cumulative=False):
        size = len(data)
        if not size:
            raise StatisticsError('Empty data sequence')
        if not isinstance(data[0], (int, float)):
            raise TypeError('Data sequence must contain ints or floats')
        if h <= 0.0:
            raise StatisticsError(f'Bandwidth h must be positive, not {h=!r}')
        if kernel not in _kernels:
            raise StatisticsError(f'Unknown kernel name: {kernel!r}')
        density, below, support = _kernels[kernel]

        def near(x):
            # A kernel of bounded support counts only the data within it.
            if support is None:
                return data, 0
            ordered = sorted(data)
            width = h * support
            low, high = bisect_left(ordered, x - width), bisect_right(ordered, x + width)
            return ordered[low:high], low

        def pdf(x):
            return sum(density((x - value) / h) for value in near(x)[0]) / (len(data) * h)

        def cdf(x):
            values, before = near(x)
            return sum((below((x - value) / h) for value in values), before) / len(data)

        chosen = cdf if cumulative else pdf
        chosen.__doc__ = f'{"CDF" if cumulative else "PDF"} estimate with {h=!r} and {kernel=!r}'
        return chosen


# The normal distribution.

# Peter Wichura's algorithm AS241 (1988): three quotients of polynomials, by the distance from the middle.
_near = ((2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4, 6.72657_70927_00870_0853e+4,
          4.59219_53931_54987_1457e+4, 1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
          1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0),
         (5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4, 3.93078_95800_09271_0610e+4,
          2.12137_94301_58659_5867e+4, 5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
          4.23133_30701_60091_1252e+1, 1.0))
_far = ((7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2, 2.41780_72517_74506_11770e-1,
         1.27045_82524_52368_38258e+0, 3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
         4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0),
        (1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4, 1.51986_66563_61645_71966e-2,
         1.48103_97642_74800_74590e-1, 6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
         2.05319_16266_37758_82187e+0, 1.0))
_tail = ((2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5, 1.24266_09473_88078_43860e-3,
          2.65321_89526_57612_30930e-2, 2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
          5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0),
         (2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7, 1.84631_83175_10054_68180e-5,
          7.86869_13114_56132_59100e-4, 1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
          5.99832_20655_58879_37690e-1, 1.0))


def _quotient(table, r):
    def value(coefficients):
        result = coefficients[0]
        for coefficient in coefficients[1:]:
            result = result * r + coefficient
        return result
    return value(table[0]), value(table[1])


def _normal_dist_inv_cdf(p, mu, sigma):
    q = p - 0.5
    if math.fabs(q) <= 0.425:
        top, bottom = _quotient(_near, 0.180625 - q * q)
        return mu + (top * q / bottom) * sigma
    r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
    top, bottom = _quotient(_far, r - 1.6) if r <= 5.0 else _quotient(_tail, r - 5.0)
    x = top / bottom
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    __slots__ = {'_mu': 'Arithmetic mean of a normal distribution',
                 '_sigma': 'Standard deviation of a normal distribution'}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        if _version < (3, 11):
            middle = fmean(data)
            return cls(middle, stdev(data, middle))
        kind, squares, middle, number = _squares(data)
        _need(number, 2, 'stdev requires at least two data points')
        return cls(float(middle), float(_deviation(squares, number - 1, kind)))

    def samples(self, n, *, seed=None):
        source = random if seed is None else random.Random(seed)
        if _version >= (3, 12):
            return [_normal_dist_inv_cdf(source.random(), self._mu, self._sigma) for _ in repeat(None, n)]
        return [source.gauss(self._mu, self._sigma) for _ in range(n)]

    def _needs_spread(self, text):
        if not self._sigma:
            raise StatisticsError(text)

    def pdf(self, x):
        spread = self._sigma * self._sigma
        self._needs_spread('pdf() not defined when sigma is zero')
        away = x - self._mu
        return math.exp(away * away / (-2.0 * spread)) / math.sqrt(math.tau * spread)

    def cdf(self, x):
        self._needs_spread('cdf() not defined when sigma is zero')
        if _version >= (3, 12):
            return 0.5 * math.erfc((self._mu - x) / (self._sigma * math.sqrt(2.0)))
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * math.sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        if _version < (3, 12) and self._sigma <= 0.0:
            raise StatisticsError('cdf() not defined when sigma at or below zero')
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(number / n) for number in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        one, two = self, other
        if (two._sigma, two._mu) < (one._sigma, one._mu):
            one, two = two, one
        one_var, two_var = one.variance, two.variance
        if not one_var or not two_var:
            raise StatisticsError('overlap() not defined when sigma is zero')
        spread, away = two_var - one_var, math.fabs(two._mu - one._mu)
        if not spread:
            return math.erfc(away / (2.0 * one._sigma * math.sqrt(2.0)))
        base = one._mu * two_var - two._mu * one_var
        reach = one._sigma * two._sigma * math.sqrt(away * away + spread * math.log(two_var / one_var))
        left, right = (base + reach) / spread, (base - reach) / spread
        return 1.0 - (math.fabs(two.cdf(left) - one.cdf(left)) + math.fabs(two.cdf(right) - one.cdf(right)))

    def zscore(self, x):
        self._needs_spread('zscore() not defined when sigma is zero')
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        return self._mu

    @property
    def median(self):
        return self._mu

    @property
    def mode(self):
        return self._mu

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, other):
        return NormalDist(self._mu * other, self._sigma * math.fabs(other))

    def __truediv__(self, other):
        return NormalDist(self._mu / other, self._sigma / math.fabs(other))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__ = __add__

    def __rsub__(self, other):
        return -(self - other)

    __rmul__ = __mul__

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state
