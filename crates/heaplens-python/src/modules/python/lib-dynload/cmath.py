# Functions of complex numbers, which CPython has in C.

import math

pi, e, tau, inf, nan = math.pi, math.e, math.tau, math.inf, math.nan
infj, nanj = complex(0.0, math.inf), complex(0.0, math.nan)


def _complex(z):
    if isinstance(z, (complex, float, int)):
        return complex(z)
    for name in ('__complex__', '__float__', '__index__'):
        if hasattr(type(z), name):
            return complex(z)
    raise TypeError(f'must be real number, not {type(z).__name__}')


def _finite(z):
    return math.isfinite(z.real) and math.isfinite(z.imag)


def _special(name):
    from _engine import unsupported
    unsupported(f'cmath.{name} of what is infinite or no number')


def phase(z, /):
    z = _complex(z)
    return math.atan2(z.imag, z.real)


def polar(z, /):
    z = _complex(z)
    return math.hypot(z.real, z.imag), phase(z)


def rect(r, phi, /):
    if not math.isfinite(r) or not math.isfinite(phi):
        _special('rect')
    if phi == 0.0:
        return complex(r, r * phi)
    return complex(r * math.cos(phi), r * math.sin(phi))


def isnan(z, /):
    z = _complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isinf(z, /):
    z = _complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isfinite(z, /):
    return _finite(_complex(z))


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    a, b = _complex(a), _complex(b)
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError('tolerances must be non-negative')
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    diff = abs(a - b)
    return diff <= rel_tol * abs(b) or diff <= rel_tol * abs(a) or diff <= abs_tol


def sqrt(z, /):
    z = _complex(z)
    if not _finite(z):
        _special('sqrt')
    x, y = abs(z.real), abs(z.imag)
    if x == 0.0 and y == 0.0:
        return complex(0.0, z.imag)
    if x < 2.2250738585072014e-308 and y < 2.2250738585072014e-308 and (x > 0.0 or y > 0.0):
        x = math.ldexp(x, 54)
        s = math.ldexp(math.sqrt(x + math.hypot(x, math.ldexp(y, 54))), -27)
    else:
        x /= 8.0
        s = 2.0 * math.sqrt(x + math.hypot(x, y / 8.0))
    d = y / (2.0 * s)
    if z.real >= 0.0:
        return complex(s, math.copysign(d, z.imag))
    return complex(d, math.copysign(s, z.imag))


def exp(z, /):
    z = _complex(z)
    if not _finite(z):
        _special('exp')
    try:
        length = math.exp(z.real)
    except OverflowError:
        raise OverflowError('math range error') from None
    return complex(length * math.cos(z.imag), length * math.sin(z.imag))


def _log(z):
    if not _finite(z):
        _special('log')
    x, y = abs(z.real), abs(z.imag)
    if x == 0.0 and y == 0.0:
        raise ValueError('math domain error')
    h = math.hypot(x, y)
    if 0.71 <= h <= 1.73:
        big, small = max(x, y), min(x, y)
        real = math.log1p((big - 1) * (big + 1) + small * small) / 2.0
    else:
        real = math.log(h)
    return complex(real, math.atan2(z.imag, z.real))


def log(z, base=None, /):
    value = _log(_complex(z))
    if base is None:
        return value
    return value / _log(_complex(base))


def log10(z, /):
    value = _log(_complex(z))
    return complex(value.real / math.log(10.0), value.imag / math.log(10.0))


def cosh(z, /):
    z = _complex(z)
    if not _finite(z):
        _special('cosh')
    return complex(math.cos(z.imag) * math.cosh(z.real), math.sin(z.imag) * math.sinh(z.real))


def sinh(z, /):
    z = _complex(z)
    if not _finite(z):
        _special('sinh')
    return complex(math.cos(z.imag) * math.sinh(z.real), math.sin(z.imag) * math.cosh(z.real))


def tanh(z, /):
    z = _complex(z)
    if not _finite(z):
        _special('tanh')
    if abs(z.real) > 354.0:
        return complex(math.copysign(1.0, z.real),
                       4.0 * math.sin(z.imag) * math.cos(z.imag) * math.exp(-2.0 * abs(z.real)))
    tx, ty = math.tanh(z.real), math.tan(z.imag)
    cx = 1.0 / math.cosh(z.real)
    txty = tx * ty
    below = 1.0 + txty * txty
    return complex(tx * (1.0 + ty * ty) / below, ((ty / below) * cx) * cx)


def cos(z, /):
    z = _complex(z)
    return cosh(complex(-z.imag, z.real))


def _turned(function, z):
    # A function of i*z, turned back.
    value = function(complex(-z.imag, z.real))
    return complex(value.imag, -value.real)


def sin(z, /):
    return _turned(sinh, _complex(z))


def tan(z, /):
    return _turned(tanh, _complex(z))


def acos(z, /):
    z = _complex(z)
    one, two = sqrt(complex(1.0 - z.real, -z.imag)), sqrt(complex(1.0 + z.real, z.imag))
    return complex(2.0 * math.atan2(one.real, two.real),
                   math.asinh(two.real * one.imag - two.imag * one.real))


def acosh(z, /):
    z = _complex(z)
    one, two = sqrt(complex(z.real - 1.0, z.imag)), sqrt(complex(z.real + 1.0, z.imag))
    return complex(math.asinh(one.real * two.real + one.imag * two.imag),
                   2.0 * math.atan2(one.imag, two.real))


def asinh(z, /):
    z = _complex(z)
    one, two = sqrt(complex(1.0 + z.imag, -z.real)), sqrt(complex(1.0 - z.imag, z.real))
    return complex(math.asinh(one.real * two.imag - two.real * one.imag),
                   math.atan2(z.imag, one.real * two.real - one.imag * two.imag))


def asin(z, /):
    return _turned(asinh, _complex(z))


def atanh(z, /):
    z = _complex(z)
    if z.real < 0.0 or z.real == 0.0 and math.copysign(1.0, z.real) < 0.0:
        return -atanh(-z)
    ay = abs(z.imag)
    if z.real == 1.0 and ay == 0.0:
        raise ValueError('math domain error')
    real = math.log1p(4.0 * z.real / ((1 - z.real) * (1 - z.real) + ay * ay)) / 4.0
    imag = -math.atan2(-2.0 * z.imag, (1 - z.real) * (1 + z.real) - ay * ay) / 2.0
    return complex(real, imag)


def atan(z, /):
    return _turned(atanh, _complex(z))


