# Exact rational numbers.

from decimal import Decimal
import functools
import math
import numbers
import operator
import re
import sys

__all__ = ['Fraction']

_version = sys.version_info
_modulus = sys.hash_info.modulus
_infinity = sys.hash_info.inf

# Underscores between digits, and blanks around the slash, came with 3.11 and 3.12.
_digits = r'\d+(?:_\d+)*' if _version >= (3, 11) else r'\d+'
_slash = r'\s*/\s*' if _version >= (3, 12) else '/'
_literal = re.compile(
    r'\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>' + (_digits if _version >= (3, 11) else r'\d*') +
    (')?' if _version >= (3, 11) else ')') +
    r'(?:(?:' + _slash + '(?P<denom>' + _digits + r'))?'
    r'|(?:\.(?P<decimal>' + (_digits + '|' if _version >= (3, 11) else r'\d*') +
    r'))?(?:[eE](?P<exp>[-+]?' + _digits + r'))?)\s*', re.IGNORECASE)


class Fraction(numbers.Rational):
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None, **kwargs):
        if kwargs:
            if _version >= (3, 12) or set(kwargs) != {'_normalize'}:
                name = next(iter(kwargs))
                raise TypeError(f"Fraction.__new__() got an unexpected keyword argument '{name}'")
        self = super().__new__(cls)
        if denominator is None:
            top, bottom = _parts(numerator)
        elif type(numerator) is int is type(denominator):
            top, bottom = numerator, denominator
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            top = numerator.numerator * denominator.denominator
            bottom = denominator.numerator * numerator.denominator
        else:
            raise TypeError('both arguments should be Rational instances')
        if bottom == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % top)
        if denominator is not None:
            common = math.gcd(top, bottom)
            if bottom < 0:
                common = -common
            top //= common
            bottom //= common
        self._numerator, self._denominator = top, bottom
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError('%s.from_float() only takes floats, not %r (%s)'
                            % (cls.__name__, f, type(f).__name__))
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        if isinstance(dec, numbers.Integral):
            dec = Decimal(int(dec))
        elif not isinstance(dec, Decimal):
            raise TypeError('%s.from_decimal() only takes Decimals, not %r (%s)'
                            % (cls.__name__, dec, type(dec).__name__))
        return cls(*dec.as_integer_ratio())

    @classmethod
    def _reduced(cls, top, bottom):
        # Of two numbers without a common factor, the lower one positive.
        made = object.__new__(cls)
        made._numerator, made._denominator = top, bottom
        return made

    if _version >= (3, 14):
        @classmethod
        def from_number(cls, number):
            if type(number) is int:
                return cls._reduced(number, 1)
            if isinstance(number, numbers.Rational):
                return cls._reduced(number.numerator, number.denominator)
            if isinstance(number, float) or (not isinstance(number, type)
                                             and hasattr(number, 'as_integer_ratio')):
                return cls._reduced(*number.as_integer_ratio())
            raise TypeError('argument should be a Rational instance or have the as_integer_ratio() method')

    if _version >= (3, 12):
        def is_integer(self):
            return self._denominator == 1

    def as_integer_ratio(self):
        return (self._numerator, self._denominator)

    def limit_denominator(self, max_denominator=1000000):
        # The last two convergents of the continued fraction that still fit; the nearer one of both ends.
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        before, last = (0, 1), (1, 0)
        top, bottom = self._numerator, self._denominator
        while True:
            whole, rest = divmod(top, bottom)
            low = before[1] + whole * last[1]
            if low > max_denominator:
                break
            before, last = last, (before[0] + whole * last[0], low)
            top, bottom = bottom, rest
        steps = (max_denominator - before[1]) // last[1]
        other = Fraction(before[0] + steps * last[0], before[1] + steps * last[1])
        nearest = Fraction(*last)
        return nearest if abs(nearest - self) <= abs(other - self) else other

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def __repr__(self):
        return '%s(%s, %s)' % (self.__class__.__name__, self._numerator, self._denominator)

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return '%s/%s' % (self._numerator, self._denominator)

    if _version >= (3, 12):
        def __format__(self, format_spec, /):
            return _formatted(self, format_spec)

    def __add__(a, b):
        return _arithmetic(a, b, _sum, operator.add, False)

    def __radd__(b, a):
        return _arithmetic(b, a, _sum, operator.add, True)

    def __sub__(a, b):
        return _arithmetic(a, b, _difference, operator.sub, False)

    def __rsub__(b, a):
        return _arithmetic(b, a, _difference, operator.sub, True)

    def __mul__(a, b):
        return _arithmetic(a, b, _product, operator.mul, False)

    def __rmul__(b, a):
        return _arithmetic(b, a, _product, operator.mul, True)

    def __truediv__(a, b):
        return _arithmetic(a, b, _quotient, operator.truediv, False)

    def __rtruediv__(b, a):
        return _arithmetic(b, a, _quotient, operator.truediv, True)

    def __floordiv__(a, b):
        return _arithmetic(a, b, _floor, operator.floordiv, False)

    def __rfloordiv__(b, a):
        return _arithmetic(b, a, _floor, operator.floordiv, True)

    def __divmod__(a, b):
        return _arithmetic(a, b, _both, divmod, False)

    def __rdivmod__(b, a):
        return _arithmetic(b, a, _both, divmod, True)

    def __mod__(a, b):
        return _arithmetic(a, b, _rest, operator.mod, False)

    def __rmod__(b, a):
        return _arithmetic(b, a, _rest, operator.mod, True)

    def __pow__(a, b, modulo=None):
        if modulo is not None:
            return NotImplemented
        if not isinstance(b, numbers.Rational):
            if _version >= (3, 12) and not isinstance(b, (float, complex)):
                return NotImplemented
            return float(a) ** b
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        if power >= 0:
            return Fraction._reduced(a._numerator ** power, a._denominator ** power)
        if a._numerator == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % a._denominator ** -power)
        top, bottom = a._denominator ** -power, a._numerator ** -power
        return Fraction._reduced(top, bottom) if bottom > 0 else Fraction._reduced(-top, -bottom)

    def __rpow__(b, a, modulo=None):
        if modulo is not None:
            return NotImplemented
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        return Fraction._reduced(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._reduced(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._reduced(abs(a._numerator), a._denominator)

    def __int__(a):
        top = abs(a._numerator) // a._denominator
        return top if a._numerator >= 0 else -top

    __trunc__ = __int__

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 > self._denominator or rest * 2 == self._denominator and whole % 2:
                whole += 1
            return whole
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _modulus)
        except ValueError:
            value = _infinity
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        value = value if self._numerator >= 0 else -value
        return -2 if value == -1 else value

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return 0.0 == b if math.isnan(b) or math.isinf(b) else a == a.from_float(b)
        return NotImplemented

    def _compared(self, other, op):
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        return a._compared(b, operator.lt)

    def __gt__(a, b):
        return a._compared(b, operator.gt)

    def __le__(a, b):
        return a._compared(b, operator.le)

    def __ge__(a, b):
        return a._compared(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        if _version >= (3, 11):
            return (self.__class__, (self._numerator, self._denominator))
        return (self.__class__, (str(self),))

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _parts(value):
    # Numerator and denominator of one argument, without a common factor.
    if type(value) is int:
        return value, 1
    if isinstance(value, numbers.Rational):
        return value.numerator, value.denominator
    if isinstance(value, (float, Decimal)):
        return value.as_integer_ratio()
    if _version >= (3, 14) and not isinstance(value, (type, str)) and hasattr(value, 'as_integer_ratio'):
        ratio = value.as_integer_ratio()
        if not isinstance(ratio, tuple) or len(ratio) != 2:
            raise TypeError('unexpected return value of as_integer_ratio()')
        return ratio
    if not isinstance(value, str):
        if _version >= (3, 14):
            raise TypeError('argument should be a string or a Rational instance or '
                            'have the as_integer_ratio() method')
        raise TypeError('argument should be a string or a Rational instance')
    found = _literal.fullmatch(value)
    if found is None:
        raise ValueError('Invalid literal for Fraction: %r' % value)
    top = int(found.group('num') or '0')
    bottom = 1
    if found.group('denom'):
        bottom = int(found.group('denom'))
    else:
        behind = found.group('decimal')
        if behind:
            behind = behind.replace('_', '')
            bottom = 10 ** len(behind)
            top = top * bottom + int(behind)
        exponent = int(found.group('exp') or 0)
        if exponent >= 0:
            top *= 10 ** exponent
        else:
            bottom *= 10 ** -exponent
    if found.group('sign') == '-':
        top = -top
    if bottom == 0:
        raise ZeroDivisionError('Fraction(%s, 0)' % top)
    common = math.gcd(top, bottom)
    return top // common, bottom // common


def _sum(an, ad, bn, bd):
    return Fraction(an * bd + bn * ad, ad * bd)


def _difference(an, ad, bn, bd):
    return Fraction(an * bd - bn * ad, ad * bd)


def _product(an, ad, bn, bd):
    return Fraction(an * bn, ad * bd)


def _quotient(an, ad, bn, bd):
    if bn == 0:
        # The part that they have in common is taken out first.
        raise ZeroDivisionError('Fraction(%s, 0)' % _zero_top(an, ad, bd))
    return Fraction(an * bd, ad * bn)


def _zero_top(an, ad, bd):
    if _version < (3, 12):
        return an * bd
    return an // math.gcd(an, 0) * (bd // math.gcd(bd, ad)) if an else 0


def _floor(an, ad, bn, bd):
    return (an * bd) // (ad * bn)


def _both(an, ad, bn, bd):
    whole, rest = divmod(an * bd, ad * bn)
    return whole, Fraction(rest, ad * bd)


def _rest(an, ad, bn, bd):
    return Fraction((an * bd) % (bn * ad), ad * bd)


def _arithmetic(own, other, exact, fallback, is_reflected):
    if isinstance(other, numbers.Rational if is_reflected else (int, Fraction)):
        parts = (own._numerator, own._denominator), (other.numerator, other.denominator)
        (an, ad), (bn, bd) = reversed(parts) if is_reflected else parts
        return exact(an, ad, bn, bd)
    if isinstance(other, (float, numbers.Real) if is_reflected else float):
        number = float(own)
        return fallback(float(other), number) if is_reflected else fallback(number, other)
    if isinstance(other, (complex, numbers.Complex) if is_reflected else complex):
        number = complex(own) if _version < (3, 14) else float(own)
        return fallback(complex(other), number) if is_reflected else fallback(number, other)
    return NotImplemented


_spec = re.compile(
    r'(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<no_neg_zero>z)?(?P<alt>\#)?'
    r'(?P<zeropad>0(?=\d))?(?P<minimumwidth>\d+)?(?P<thousands_sep>[,_])?'
    r'(?:\.(?P<precision>\d+))?(?P<type>[eEfFgG%])', re.DOTALL)
_plain_spec = re.compile(
    r'(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<alt>\#)?(?P<zeropad>0(?=\d))?'
    r'(?P<minimumwidth>\d+)?(?P<thousands_sep>[,_])?', re.DOTALL)


def _formatted(value, text):
    if not text:
        return str(value)
    found = _spec.fullmatch(text)
    if found is not None and not (found['align'] and found['zeropad']):
        sign, body = _float_body(value, found)
        separator = found['thousands_sep']
    else:
        found = _plain_spec.fullmatch(text) if _version >= (3, 13) else None
        if found is None or found['align'] and found['zeropad']:
            raise ValueError(f'Invalid format specifier {text!r} for object of type {type(value).__name__!r}')
        sign, body = _ratio_body(value, found)
        separator = None
    padding = found['fill'] or ' '
    align = found['align'] or '>'
    width = int(found['minimumwidth'] or '0')
    if found['zeropad']:
        padding, align = '0', '='
    whole = len(body)
    for at, mark in enumerate(body):
        if not mark.isdigit():
            whole = at
            break
    leading, trailing = body[:whole], body[whole:]
    if found['zeropad'] and found['fill'] is None:
        least = width - len(sign) - len(trailing)
        if separator:
            least = 3 * least // 4 + 1
        leading = leading.zfill(least)
    if separator:
        first = 1 + (len(leading) - 1) % 3
        leading = leading[:first] + ''.join(separator + leading[at:at + 3]
                                            for at in range(first, len(leading), 3))
    body = leading + trailing
    gap = padding * (width - len(sign) - len(body))
    if align == '>':
        return gap + sign + body
    if align == '<':
        return sign + body + gap
    if align == '^':
        half = len(gap) // 2
        return gap[:half] + sign + body + gap[half:]
    return sign + gap + body


def _sign(is_negative, found):
    return '-' if is_negative else '' if found['sign'] == '-' else found['sign']


def _ratio_body(value, found):
    separator = found['thousands_sep'] or ''
    body = f'{abs(value.numerator):{separator}}'
    if value.denominator > 1 or found['alt']:
        body += f'/{value.denominator:{separator}}'
    return _sign(value.numerator < 0, found), body


def _to_exponent(top, bottom, exponent, keeps_zero_sign):
    # The multiple of 10**exponent nearest to the fraction: sign and digits.
    if exponent >= 0:
        bottom *= 10 ** exponent
    else:
        top *= 10 ** -exponent
    digits, rest = divmod(top + (bottom >> 1), bottom)
    if rest == 0 and bottom & 1 == 0:
        digits &= -2
    is_negative = digits < 0 if not keeps_zero_sign else top < 0
    return is_negative, abs(digits)


def _to_figures(top, bottom, figures):
    if top == 0:
        return False, 0, 1 - figures
    size, base = str(abs(top)), str(bottom)
    magnitude = len(size) - len(base) + (base <= size)
    exponent = magnitude - figures
    is_negative, digits = _to_exponent(top, bottom, exponent, True)
    if len(str(digits)) == figures + 1:
        digits //= 10
        exponent += 1
    return is_negative, digits, exponent


def _float_body(value, found):
    kind = found['type']
    top, bottom = value.numerator, value.denominator
    precision = int(found['precision'] or '6')
    drops_zeros = kind in 'gG' and not found['alt']
    if kind in 'fF%':
        exponent = -precision - (2 if kind == '%' else 0)
        is_negative, digits = _to_exponent(top, bottom, exponent, not found['no_neg_zero'])
        has_power, point = False, precision
    else:
        figures = max(precision, 1) if kind in 'gG' else precision + 1
        is_negative, digits, exponent = _to_figures(top, bottom, figures)
        has_power = kind in 'eE' or exponent > 0 or exponent + figures <= -4
        point = figures - 1 if has_power else -exponent
    suffix = '%' if kind == '%' else ''
    if has_power:
        suffix = f'{"E" if kind in "EG" else "e"}{exponent + point:+03d}'
    text = f'{digits:0{point + 1}d}'
    whole, behind = text[:len(text) - point], text[len(text) - point:]
    if drops_zeros:
        behind = behind.rstrip('0')
    dot = '.' if behind or found['alt'] else ''
    return _sign(is_negative, found), whole + dot + behind + suffix
