# Decimal floating-point numbers by the General Decimal Arithmetic Specification: what CPython has in C.
#
# This is long because a module of the library is one file, as `import` finds it and as tracebacks name it.

import math
import numbers
import sys
from collections import namedtuple
from _engine import static_type, unsupported

__all__ = ['Decimal', 'Context', 'DecimalTuple', 'DefaultContext', 'BasicContext', 'ExtendedContext',
           'DecimalException', 'Clamped', 'InvalidOperation', 'DivisionByZero', 'Inexact', 'Rounded', 'Subnormal',
           'Overflow', 'Underflow', 'FloatOperation', 'DivisionImpossible', 'InvalidContext', 'ConversionSyntax',
           'DivisionUndefined', 'ROUND_DOWN', 'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING', 'ROUND_FLOOR',
           'ROUND_UP', 'ROUND_HALF_DOWN', 'ROUND_05UP', 'setcontext', 'getcontext', 'localcontext', 'MAX_PREC',
           'MAX_EMAX', 'MIN_EMIN', 'MIN_ETINY', 'HAVE_THREADS', 'HAVE_CONTEXTVAR']

_version = sys.version_info
__version__ = '1.70'
__libmpdec_version__ = '2.5.1'
HAVE_THREADS = HAVE_CONTEXTVAR = True
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING = (
    'ROUND_DOWN', 'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING')
ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP = 'ROUND_FLOOR', 'ROUND_UP', 'ROUND_HALF_DOWN', 'ROUND_05UP'
_roundings = (ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP,
              ROUND_05UP)

DecimalTuple = namedtuple('DecimalTuple', 'sign digits exponent', module='decimal')


# Signals.

class DecimalException(ArithmeticError):
    __module__ = 'decimal'


class Clamped(DecimalException):
    __module__ = 'decimal'


class InvalidOperation(DecimalException):
    __module__ = 'decimal'


class ConversionSyntax(InvalidOperation):
    __module__ = 'decimal'


class DivisionByZero(DecimalException, ZeroDivisionError):
    __module__ = 'decimal'


class DivisionImpossible(InvalidOperation):
    __module__ = 'decimal'


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    __module__ = 'decimal'


class Inexact(DecimalException):
    __module__ = 'decimal'


class InvalidContext(InvalidOperation):
    __module__ = 'decimal'


class Rounded(DecimalException):
    __module__ = 'decimal'


class Subnormal(DecimalException):
    __module__ = 'decimal'


class Overflow(Inexact, Rounded):
    __module__ = 'decimal'


class Underflow(Inexact, Rounded, Subnormal):
    __module__ = 'decimal'


class FloatOperation(DecimalException, TypeError):
    __module__ = 'decimal'


_signals = [InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded,
            Clamped]
# The conditions under a signal are reported by their own names.
_conditions = {ConversionSyntax: InvalidOperation, DivisionImpossible: InvalidOperation,
               DivisionUndefined: InvalidOperation, InvalidContext: InvalidOperation}


class SignalDict:
    # The flags or the traps of a context: a mapping of all signals to whether they are set.
    __slots__ = '_on',
    __module__ = 'decimal'

    def __init__(self, on=()):
        self._on = set(on)

    def __getitem__(self, signal):
        if signal not in _signals:
            raise KeyError('invalid error flag')
        return signal in self._on

    def __setitem__(self, signal, value):
        if signal not in _signals:
            raise KeyError('invalid error flag')
        (self._on.add if value else self._on.discard)(signal)

    def __delitem__(self, signal):
        raise ValueError('signal keys cannot be deleted')

    def __iter__(self):
        return iter(_signals)

    def __len__(self):
        return len(_signals)

    def __contains__(self, signal):
        return signal in _signals

    def keys(self):
        return list(_signals)

    def values(self):
        return [signal in self._on for signal in _signals]

    def items(self):
        return [(signal, signal in self._on) for signal in _signals]

    def get(self, signal, default=None):
        return signal in self._on if signal in _signals else default

    def copy(self):
        return dict(self.items())

    def update(self, other):
        for signal, value in dict(other).items():
            self[signal] = value

    def __eq__(self, other):
        if isinstance(other, SignalDict):
            return self._on == other._on
        if isinstance(other, dict):
            return dict(self.items()) == other
        return NotImplemented

    __hash__ = None

    def __repr__(self):
        return '{' + ', '.join(f"<class 'decimal.{signal.__name__}'>:{signal in self._on}"
                               for signal in _signals) + '}'


def _names(signals):
    order = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)
    return '[' + ', '.join(signal.__name__ for signal in order if signal in signals) + ']'


# Contexts.

class Context:
    __slots__ = 'prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps', '__weakref__'
    __module__ = 'decimal'

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None):
        base = _default
        for name, value in (('prec', prec), ('rounding', rounding), ('Emin', Emin), ('Emax', Emax),
                            ('capitals', capitals), ('clamp', clamp)):
            setattr(self, name, getattr(base, name) if value is None else value)
        self.flags = [] if flags is None else flags
        self.traps = base.traps if traps is None else traps

    def __setattr__(self, name, value):
        if name in ('prec', 'Emin', 'Emax', 'capitals', 'clamp'):
            if not isinstance(value, int):
                raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
            low, high, text = {'prec': (1, MAX_PREC, 'valid range for prec is [1, MAX_PREC]'),
                               'Emin': (MIN_EMIN, 0, 'valid range for Emin is [MIN_EMIN, 0]'),
                               'Emax': (0, MAX_EMAX, 'valid range for Emax is [0, MAX_EMAX]'),
                               'capitals': (0, 1, 'valid values for capitals are 0 or 1'),
                               'clamp': (0, 1, 'valid values for clamp are 0 or 1')}[name]
            if not low <= value <= high:
                raise ValueError(text)
        elif name == 'rounding':
            if value not in _roundings:
                raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, "
                                'ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]')
        elif name in ('flags', 'traps'):
            if isinstance(value, SignalDict):
                value = SignalDict(value._on)
            elif isinstance(value, dict):
                value = SignalDict(signal for signal, on in value.items() if on)
            else:
                value = SignalDict(_conditions.get(signal, signal) for signal in value)
        object.__setattr__(self, name, value)

    def __repr__(self):
        return (f'Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, '
                f'capitals={self.capitals}, clamp={self.clamp}, flags={_names(self.flags._on)}, '
                f'traps={_names(self.traps._on)})')

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags,
                       self.traps)

    __copy__ = copy

    def clear_flags(self):
        self.flags._on.clear()

    def clear_traps(self):
        self.traps._on.clear()

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    radix = staticmethod(lambda: Decimal(10))

    def __reduce__(self):
        return Context, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                         [signal for signal in _signals if self.flags[signal]],
                         [signal for signal in _signals if self.traps[signal]])

    def _signal(self, *conditions):
        # Sets the flags; raises the first one that is trapped, with all that are.
        trapped = []
        for condition in conditions:
            signal = _conditions.get(condition, condition)
            self.flags._on.add(signal)
            if signal in self.traps._on:
                trapped.append((signal, condition))
        if trapped:
            first = next(signal for signal in _order if any(signal is found for found, _ in trapped))
            raise first([condition for _, condition in trapped])

    def create_decimal(self, num='0', /):
        made = Decimal._converted(num, self)
        if made._kind == 'n' and len(str(made._digits)) > self.prec - self.clamp:
            self._signal(ConversionSyntax)
            return _nan
        return made._rounded(self)

    def create_decimal_from_float(self, f, /):
        return Decimal.from_float(f)._rounded(self)


# Which signal is raised where several are trapped.
_order = [InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped]


class _Template:
    # What the first context is made from.
    prec, rounding, Emin, Emax, capitals, clamp = 28, ROUND_HALF_EVEN, -999999, 999999, 1, 0
    traps = [InvalidOperation, DivisionByZero, Overflow]


_default = _Template
DefaultContext = Context()
_default = DefaultContext
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP,
                       traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[])


def _variable():
    from _contextvars import ContextVar
    return ContextVar('decimal_context')


_of_context = _variable()


def getcontext():
    context = _of_context.get(None)
    if context is None:
        context = DefaultContext.copy()
        context.clear_flags()
        _of_context.set(context)
    return context


def setcontext(context, /):
    if not isinstance(context, Context):
        raise TypeError('optional argument must be a context')
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _of_context.set(context)


class ContextManager:
    __slots__ = '_new', '_old'
    __module__ = 'decimal'

    def __init__(self, new):
        self._new = new

    def __enter__(self):
        self._old = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *error):
        setcontext(self._old)


def localcontext(ctx=None, **kwargs):
    if kwargs and _version < (3, 11):
        raise TypeError(f"'{next(iter(kwargs))}' is an invalid keyword argument for this function")
    if ctx is None:
        ctx = getcontext()
    elif not isinstance(ctx, Context):
        raise TypeError('optional argument must be a context')
    new = ctx.copy()
    for name, value in kwargs.items():
        setattr(new, name, value)
    return ContextManager(new)


# Numbers: a sign (0 or 1), the digits as an int, an exponent, and what kind it is: finite ('f'), infinite ('i'), a
# quiet ('n') or a signalling NaN ('s').

def _parse(text):
    # Sign, digits, exponent, kind of a numeral; None where it is none.
    text = text.strip().replace('_', '')
    sign = 0
    if text[:1] in ('+', '-'):
        sign = int(text[0] == '-')
        text = text[1:]
    low = text.lower()
    if low in ('inf', 'infinity'):
        return sign, 0, 0, 'i'
    for word, kind in (('snan', 's'), ('nan', 'n')):
        if low.startswith(word):
            rest = low[len(word):]
            if rest and not rest.isdigit():
                return None
            return sign, int(rest or '0'), 0, kind
    exponent = 0
    at = low.find('e')
    if at >= 0:
        power = low[at + 1:]
        digits = power[1:] if power[:1] in ('+', '-') else power
        if not digits.isdigit():
            return None
        exponent = int(power)
        low = low[:at]
    whole, _, behind = low.partition('.')
    if not (whole + behind).isdigit():
        return None
    return sign, int(whole + behind), exponent - len(behind), 'f'


def _make(sign, digits, exponent, kind='f'):
    made = object.__new__(Decimal)
    made._sign, made._digits, made._exp, made._kind = sign, digits, exponent, kind
    return made


def _length(digits):
    return len(str(digits)) if digits else 1


def _shift_right(digits, count, rounding, sign):
    # Drops so many digits; whether something other than zeros was lost.
    if count <= 0:
        return digits * 10 ** -count, False
    if count > _length(digits) + 1:
        kept, lost = 0, digits
        half = -1 if lost else 0
    else:
        unit = 10 ** count
        kept, lost = divmod(digits, unit)
        half = (2 * lost > unit) - (2 * lost < unit)
    if not lost:
        return kept, False
    if rounding == ROUND_HALF_EVEN:
        up = half > 0 or half == 0 and kept % 2
    elif rounding == ROUND_HALF_UP:
        up = half >= 0
    elif rounding == ROUND_HALF_DOWN:
        up = half > 0
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = sign
    elif rounding == ROUND_05UP:
        up = kept % 5 == 0
    else:
        up = False
    return kept + bool(up), True


class Decimal:
    __slots__ = '_sign', '_digits', '_exp', '_kind', '__weakref__'
    __module__ = 'decimal'

    def __new__(cls, value='0', context=None):
        if context is not None and not isinstance(context, Context):
            raise TypeError('optional argument must be a context')
        made = cls._converted(value, context or None)
        if type(made) is not cls:
            plain, made = made, object.__new__(cls)
            made._sign, made._digits, made._exp, made._kind = plain._sign, plain._digits, plain._exp, plain._kind
        return made

    @staticmethod
    def _converted(value, context):
        if isinstance(value, int):
            return _make(int(value < 0), abs(int(value)), 0)
        if isinstance(value, Decimal):
            return _make(value._sign, value._digits, value._exp, value._kind)
        if isinstance(value, str):
            parts = _parse(value)
            if parts is None:
                (context or getcontext())._signal(ConversionSyntax)
                return _nan
            return _make(*parts)
        if isinstance(value, float):
            context = context or getcontext()
            context._signal(FloatOperation)
            return _of_float(value)
        if isinstance(value, (tuple, list)):
            return _of_tuple(value)
        raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')

    @classmethod
    def from_float(cls, f, /):
        if isinstance(f, int):
            made = _make(int(f < 0), abs(f), 0)
        elif isinstance(f, float):
            made = _of_float(f)
        else:
            raise TypeError('argument must be int or float')
        return made if cls is Decimal else cls(made)

    if _version >= (3, 14):
        @classmethod
        def from_number(cls, number, /):
            if isinstance(number, (int, Decimal)):
                return cls(number)
            if isinstance(number, float):
                return cls.from_float(number)
            raise TypeError('Cannot convert %r to Decimal' % number)

    # Its text.

    def to_eng_string(self, context=None):
        return self._text(context, True)

    def __str__(self):
        return self._text(None, False)

    def _text(self, context, engineering):
        sign = '-' if self._sign else ''
        if self._kind == 'i':
            return sign + 'Infinity'
        if self._kind in 'ns':
            return sign + ('NaN' if self._kind == 'n' else 'sNaN') + (str(self._digits) if self._digits else '')
        digits = str(self._digits)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not engineering:
            point = 1
        elif self._digits == 0:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            whole, behind = '0', '.' + '0' * -point + digits
        elif point >= len(digits):
            whole, behind = digits + '0' * (point - len(digits)), ''
        else:
            whole, behind = digits[:point], '.' + digits[point:]
        power = ''
        if left != point:
            capitals = (context or getcontext()).capitals
            power = ('E' if capitals else 'e') + '%+d' % (left - point)
        return sign + whole + behind + power

    def __repr__(self):
        return f"Decimal('{self}')"

    def __format__(self, spec, override=None, /):
        return _format(self, spec)

    # What it is.

    def is_nan(self):
        return self._kind in 'ns'

    def is_qnan(self):
        return self._kind == 'n'

    def is_snan(self):
        return self._kind == 's'

    def is_infinite(self):
        return self._kind == 'i'

    def is_finite(self):
        return self._kind == 'f'

    def is_zero(self):
        return self._kind == 'f' and self._digits == 0

    def is_signed(self):
        return self._sign == 1

    def is_normal(self, context=None):
        if self._kind != 'f' or not self._digits:
            return False
        return self.adjusted() >= (context or getcontext()).Emin

    def is_subnormal(self, context=None):
        if self._kind != 'f' or not self._digits:
            return False
        return self.adjusted() < (context or getcontext()).Emin

    def is_canonical(self):
        return True

    def canonical(self):
        return self

    def conjugate(self):
        return self

    def radix(self):
        return Decimal(10)

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def adjusted(self):
        return self._exp + _length(self._digits) - 1 if self._kind == 'f' else 0

    def as_tuple(self):
        if self._kind == 'i':
            return DecimalTuple(self._sign, (0,), 'F')
        if self._kind in 'ns':
            digits = tuple(map(int, str(self._digits))) if self._digits else ()
            return DecimalTuple(self._sign, digits, self._kind.upper() if self._kind == 'n' else 'N')
        return DecimalTuple(self._sign, tuple(map(int, str(self._digits))), self._exp)

    def as_integer_ratio(self):
        if self._kind == 'i':
            raise OverflowError('cannot convert Infinity to integer ratio')
        if self._kind in 'ns':
            raise ValueError('cannot convert NaN to integer ratio')
        value = -self._digits if self._sign else self._digits
        if self._exp >= 0:
            return value * 10 ** self._exp, 1
        bottom = 10 ** -self._exp
        common = math.gcd(value, bottom)
        return value // common, bottom // common

    def number_class(self, context=None):
        if self._kind == 's':
            return 'sNaN'
        if self._kind == 'n':
            return 'NaN'
        mark = '-' if self._sign else '+'
        if self._kind == 'i':
            return mark + 'Infinity'
        if not self._digits:
            return mark + 'Zero'
        return mark + ('Subnormal' if self.is_subnormal(context) else 'Normal')

    # Rounding.

    def _rounded(self, context):
        # The number as the context can hold it.
        if self._kind != 'f':
            if self._kind == 'n' or self._kind == 's':
                limit = context.prec - context.clamp
                if _length(self._digits) > limit:
                    return _make(self._sign, self._digits % 10 ** limit, 0, self._kind)
            return _plain(self)
        etiny, etop = context.Emin - context.prec + 1, context.Emax - context.prec + 1
        sign, digits, exponent = self._sign, self._digits, self._exp
        if not digits:
            highest = etop if context.clamp else context.Emax
            new = min(max(exponent, etiny), highest)
            if new != exponent:
                context._signal(Clamped)
                return _make(sign, 0, new)
            return _plain(self)
        least = _length(digits) + exponent - context.prec
        if least > etop:
            return self._overflowed(context)
        is_subnormal = least < etiny
        if is_subnormal:
            least = etiny
        if exponent < least:
            digits, was_changed = _shift_right(digits, least - exponent, context.rounding, sign)
            exponent = least
            if _length(digits) > context.prec:
                digits //= 10
                exponent += 1
            if exponent > etop:
                return self._overflowed(context)
            conditions = []
            if was_changed and is_subnormal:
                conditions.append(Underflow)
            if is_subnormal:
                conditions.append(Subnormal)
            if was_changed:
                conditions.append(Inexact)
            conditions.append(Rounded)
            if not digits:
                conditions.append(Clamped)
            context._signal(*conditions)
            return _make(sign, digits, exponent)
        if is_subnormal:
            context._signal(Subnormal)
        if context.clamp and exponent > etop:
            context._signal(Clamped)
            return _make(sign, digits * 10 ** (exponent - etop), etop)
        return _plain(self)

    def _overflowed(self, context):
        rounding, sign = context.rounding, self._sign
        context._signal(Overflow, Inexact, Rounded)
        if (rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP)
                or rounding == ROUND_CEILING and not sign or rounding == ROUND_FLOOR and sign):
            return _make(sign, 0, 0, 'i')
        return _make(sign, 10 ** context.prec - 1, context.Emax - context.prec + 1)

    def _to_exponent(self, exponent, rounding):
        if self._kind != 'f':
            return _plain(self)
        if not self._digits:
            return _make(self._sign, 0, exponent)
        digits, _ = _shift_right(self._digits, exponent - self._exp, rounding, self._sign)
        return _make(self._sign, digits, exponent)

    def quantize(self, exp, rounding=None, context=None):
        context = context or getcontext()
        exp = _operand(exp)
        if rounding is None:
            rounding = context.rounding
        elif rounding not in _roundings:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, "
                            'ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]')
        if self._kind != 'f' or exp._kind != 'f':
            found = _nan_of(self, exp, context)
            if found is not None:
                return found
            if self._kind == exp._kind == 'i':
                return _plain(self)
            return _invalid(context)
        if not context.Emin - context.prec + 1 <= exp._exp <= context.Emax:
            return _invalid(context)
        if not self._digits:
            return _make(self._sign, 0, exp._exp)._rounded(context)
        if self.adjusted() > context.Emax or self.adjusted() - exp._exp + 1 > context.prec:
            return _invalid(context)
        digits, was_changed = _shift_right(self._digits, exp._exp - self._exp, rounding, self._sign)
        made = _make(self._sign, digits, exp._exp)
        if made.adjusted() > context.Emax or _length(digits) > context.prec:
            return _invalid(context)
        conditions = []
        if digits and made.adjusted() < context.Emin:
            conditions.append(Subnormal)
        if exp._exp > self._exp:
            if was_changed:
                conditions.append(Inexact)
            conditions.append(Rounded)
        context._signal(*conditions)
        return made

    def to_integral_value(self, rounding=None, context=None):
        rounding = rounding or (context or getcontext()).rounding
        if self._kind != 'f':
            return _nan_of(self, None, context or getcontext()) or _plain(self)
        return _plain(self) if self._exp >= 0 else self._to_exponent(0, rounding)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        context = context or getcontext()
        if self._kind != 'f' or self._exp >= 0:
            return self.to_integral_value(rounding, context)
        if not self._digits:
            return _make(self._sign, 0, 0)
        digits, was_changed = _shift_right(self._digits, -self._exp, rounding or context.rounding, self._sign)
        context._signal(*([Inexact] if was_changed else []), Rounded)
        return _make(self._sign, digits, 0)

    def normalize(self, context=None):
        context = context or getcontext()
        found = _nan_of(self, None, context)
        if found is not None:
            return found
        made = self._rounded(context)
        if made._kind != 'f':
            return made
        if not made._digits:
            return _make(made._sign, 0, 0)
        digits, exponent = made._digits, made._exp
        highest = context.Emax - context.prec + 1 if context.clamp else context.Emax
        while digits % 10 == 0 and exponent < highest:
            digits //= 10
            exponent += 1
        return _make(made._sign, digits, exponent)

    def __round__(self, ndigits=None):
        if ndigits is None:
            if self._kind == 'i':
                raise OverflowError('cannot convert Infinity to integer')
            if self._kind in 'ns':
                raise ValueError('cannot convert NaN to integer')
            return int(self._to_exponent(0, ROUND_HALF_EVEN))
        if not isinstance(ndigits, int):
            raise TypeError('optional arg must be an integer')
        return self.quantize(_make(0, 1, -ndigits))

    def _integer(self, rounding):
        if self._kind == 'i':
            raise OverflowError('cannot convert Infinity to integer')
        if self._kind in 'ns':
            raise ValueError('cannot convert NaN to integer')
        made = self._to_exponent(0, rounding) if self._exp < 0 else self
        value = made._digits * 10 ** made._exp
        return -value if made._sign else value

    def __int__(self):
        return self._integer(ROUND_DOWN)

    __trunc__ = __int__

    def __floor__(self):
        return self._integer(ROUND_FLOOR)

    def __ceil__(self):
        return self._integer(ROUND_CEILING)

    def __float__(self):
        if self._kind == 's':
            raise ValueError('cannot convert signaling NaN to float')
        if self._kind == 'n':
            return -math.nan if self._sign else math.nan
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    def __bool__(self):
        return self._kind != 'f' or self._digits != 0

    def __hash__(self):
        if self._kind == 's':
            raise TypeError('Cannot hash a signaling NaN value.')
        if self._kind == 'n':
            return object.__hash__(self) if _version >= (3, 10) else 0
        if self._kind == 'i':
            return -sys.hash_info.inf if self._sign else sys.hash_info.inf
        modulus = sys.hash_info.modulus
        power = pow(10, self._exp, modulus) if self._exp >= 0 else pow(pow(10, -1, modulus), -self._exp, modulus)
        value = self._digits * power % modulus
        value = -value if self._sign else value
        return -2 if value == -1 else value

    # Comparisons.

    def _rank(self, other):
        # -1, 0 or 1 for two that are no NaN.
        if self._kind == 'i' or other._kind == 'i':
            mine = (1 - 2 * self._sign) * (self._kind == 'i')
            its = (1 - 2 * other._sign) * (other._kind == 'i')
            return (mine > its) - (mine < its)
        if not self._digits or not other._digits:
            mine = (1 - 2 * self._sign) * bool(self._digits)
            its = (1 - 2 * other._sign) * bool(other._digits)
            return (mine > its) - (mine < its)
        if self._sign != other._sign:
            return -1 if self._sign else 1
        flip = -1 if self._sign else 1
        if self.adjusted() != other.adjusted():
            return flip if self.adjusted() > other.adjusted() else -flip
        low = min(self._exp, other._exp)
        mine, its = self._digits * 10 ** (self._exp - low), other._digits * 10 ** (other._exp - low)
        return flip * ((mine > its) - (mine < its))

    def _compared(self, other, is_equality):
        # The rank, or None where one is a NaN; NotImplemented for other types.
        if isinstance(other, Decimal):
            pass
        elif isinstance(other, int):
            other = _make(int(other < 0), abs(int(other)), 0)
        elif isinstance(other, float):
            context = getcontext()
            if is_equality:
                context.flags._on.add(FloatOperation)
            else:
                context._signal(FloatOperation)
            other = _of_float(other)
        elif isinstance(other, complex) and is_equality:
            if other.imag:
                return 1
            other = _of_float(other.real)
        elif isinstance(other, numbers.Rational):
            top, bottom = other.numerator, other.denominator
            if self._kind == 'f':
                return _make(self._sign, self._digits * bottom, self._exp)._rank(
                    _make(int(top < 0), abs(top), 0))
            other = _make(int(top < 0), abs(top), 0)
        else:
            return NotImplemented
        if self._kind in 'ns' or other._kind in 'ns':
            if not is_equality or 's' in (self._kind, other._kind):
                getcontext()._signal(InvalidOperation)
            return None
        return self._rank(other)

    def __eq__(self, other):
        rank = self._compared(other, True)
        return rank if rank is NotImplemented else rank == 0

    def __lt__(self, other):
        rank = self._compared(other, False)
        return rank if rank is NotImplemented else rank is not None and rank < 0

    def __le__(self, other):
        rank = self._compared(other, False)
        return rank if rank is NotImplemented else rank is not None and rank <= 0

    def __gt__(self, other):
        rank = self._compared(other, False)
        return rank if rank is NotImplemented else rank is not None and rank > 0

    def __ge__(self, other):
        rank = self._compared(other, False)
        return rank if rank is NotImplemented else rank is not None and rank >= 0

    def compare(self, other, context=None):
        context, other = context or getcontext(), _operand(other)
        found = _nan_of(self, other, context)
        return Decimal(self._rank(other)) if found is None else found

    def compare_signal(self, other, context=None):
        context, other = context or getcontext(), _operand(other)
        if self._kind in 'ns' or other._kind in 'ns':
            return _invalid(context)
        return Decimal(self._rank(other))

    def compare_total(self, other, context=None):
        return Decimal(_total_rank(self, _operand(other)))

    def compare_total_mag(self, other, context=None):
        return Decimal(_total_rank(self.copy_abs(), _operand(other).copy_abs()))

    def same_quantum(self, other, context=None):
        other = _operand(other)
        if self._kind != 'f' or other._kind != 'f':
            return self.is_nan() and other.is_nan() or self.is_infinite() and other.is_infinite()
        return self._exp == other._exp

    def _chosen(self, other, context, wants_max, by_magnitude):
        context, other = context or getcontext(), _operand(other)
        if self._kind in 'ns' or other._kind in 'ns':
            if self._kind == 'n' and other._kind not in 'ns':
                return other._rounded(context)
            if other._kind == 'n' and self._kind not in 'ns':
                return self._rounded(context)
            return _nan_of(self, other, context)
        one, two = (self.copy_abs(), other.copy_abs()) if by_magnitude else (self, other)
        rank = one._rank(two) or _total_rank(self, other)
        return (self if (rank >= 0) == wants_max or rank == 0 else other)._rounded(context)

    def max(self, other, context=None):
        return self._chosen(other, context, True, False)

    def min(self, other, context=None):
        return self._chosen(other, context, False, False)

    def max_mag(self, other, context=None):
        return self._chosen(other, context, True, True)

    def min_mag(self, other, context=None):
        return self._chosen(other, context, False, True)

    # Signs.

    def copy_abs(self):
        return _make(0, self._digits, self._exp, self._kind)

    def copy_negate(self):
        return _make(1 - self._sign, self._digits, self._exp, self._kind)

    def copy_sign(self, other, context=None):
        return _make(_operand(other)._sign, self._digits, self._exp, self._kind)

    def __pos__(self, context=None):
        context = context or getcontext()
        found = _nan_of(self, None, context)
        if found is not None:
            return found
        if self._kind == 'f' and not self._digits and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._rounded(context)
        return self._rounded(context)

    def __neg__(self, context=None):
        context = context or getcontext()
        found = _nan_of(self, None, context)
        if found is not None:
            return found
        if self._kind == 'f' and not self._digits and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._rounded(context)
        return self.copy_negate()._rounded(context)

    def __abs__(self, round=True):
        context = getcontext()
        return _nan_of(self, None, context) or self.copy_abs()._rounded(context)

    # Arithmetic.

    def __add__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _add(self, other, getcontext())

    def __radd__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _add(other, self, getcontext())

    def __sub__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _subtract(self, other, getcontext())

    def __rsub__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _subtract(other, self, getcontext())

    def __mul__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _multiply(self, other, getcontext())

    def __rmul__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _multiply(other, self, getcontext())

    def __truediv__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _divide(self, other, getcontext())

    def __rtruediv__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _divide(other, self, getcontext())

    def __floordiv__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _divide_whole(self, other, getcontext(), 0)

    def __rfloordiv__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _divide_whole(other, self, getcontext(), 0)

    def __mod__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _divide_whole(self, other, getcontext(), 1)

    def __rmod__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _divide_whole(other, self, getcontext(), 1)

    def __divmod__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _divide_whole(self, other, getcontext(), 2)

    def __rdivmod__(self, other):
        other = _own_kind(other)
        return other if other is NotImplemented else _divide_whole(other, self, getcontext(), 2)

    def __pow__(self, other, modulo=None):
        other = _own_kind(other)
        if other is NotImplemented:
            return other
        if modulo is None:
            return _power(self, other, getcontext())
        modulo = _own_kind(modulo)
        return modulo if modulo is NotImplemented else _power_modulo(self, other, modulo, getcontext())

    def __rpow__(self, other, modulo=None):
        other = _own_kind(other)
        return other if other is NotImplemented else _power(other, self, getcontext())

    def remainder_near(self, other, context=None):
        context, other = context or getcontext(), _operand(other)
        found = _nan_of(self, other, context)
        if found is not None:
            return found
        if self._kind == 'i':
            return _invalid(context)
        if not other:
            context._signal(InvalidOperation if self._digits else DivisionUndefined)
            return _nan
        if other._kind == 'i':
            return self._rounded(context)
        exponent = min(self._exp, other._exp)
        top = self._digits * 10 ** (self._exp - exponent)
        bottom = other._digits * 10 ** (other._exp - exponent)
        whole, rest = divmod(top, bottom)
        if 2 * rest + whole % 2 > bottom:
            rest -= bottom
            whole += 1
        if whole >= 10 ** context.prec:
            context._signal(DivisionImpossible)
            return _nan
        sign = self._sign if rest >= 0 else 1 - self._sign
        return _make(sign, abs(rest), exponent)._rounded(context)

    def fma(self, other, third, context=None):
        context, other, third = context or getcontext(), _operand(other), _operand(third)
        found = _nan_of(self, other, context) or _nan_of(third, None, context)
        if found is not None:
            return found
        if self._kind == other._kind == 'f':
            product = _make(self._sign ^ other._sign, self._digits * other._digits, self._exp + other._exp)
        else:
            product = _multiply(self, other, context)
        return _add(product, third, context)

    def sqrt(self, context=None):
        context = context or getcontext()
        found = _nan_of(self, None, context)
        if found is not None:
            return found
        if self._kind == 'i' and not self._sign:
            return _plain(self)
        if self._kind == 'f' and not self._digits:
            return _make(self._sign, 0, self._exp // 2)._rounded(context)
        if self._sign:
            return _invalid(context)
        digits, exponent = self._digits, self._exp
        ideal = exponent // 2
        if exponent % 2:
            digits *= 10
            exponent -= 1
        shift = context.prec + 1 - (_length(digits) + 1) // 2
        if shift >= 0:
            digits *= 100 ** shift
            rest = 0
        else:
            digits, rest = divmod(digits, 100 ** -shift)
        root = math.isqrt(digits)
        is_exact = not rest and root * root == digits
        exponent = exponent // 2 - shift
        if is_exact:
            while exponent < ideal and root % 10 == 0:
                root //= 10
                exponent += 1
            if exponent > ideal:
                root *= 10 ** (exponent - ideal)
                exponent = ideal
        elif root % 5 == 0:
            root += 1
        return _with_rounding(_make(0, root, exponent), context, ROUND_HALF_EVEN)

    def exp(self, context=None):
        context = context or getcontext()
        found = _nan_of(self, None, context)
        if found is not None:
            return found
        if self._kind == 'i':
            return _make(0, 0, 0) if self._sign else _plain(self)
        if not self._digits:
            return _make(0, 1, 0)
        if self.adjusted() > 20:
            huge = _make(0, 1, context.Emax + 1 if not self._sign else context.Emin - 2 * context.prec)
            return huge._rounded(context)
        return _approximated(lambda digits: _exp_of(self, digits), context)

    def ln(self, context=None):
        context = context or getcontext()
        found = _nan_of(self, None, context)
        if found is not None:
            return found
        if not self:
            return _make(1, 0, 0, 'i')
        if self._sign:
            return _invalid(context)
        if self._kind == 'i':
            return _plain(self)
        if self._rank(_make(0, 1, 0)) == 0:
            return _make(0, 0, 0)
        return _approximated(lambda digits: _ln_of(self, digits), context)

    def log10(self, context=None):
        context = context or getcontext()
        found = _nan_of(self, None, context)
        if found is not None:
            return found
        if not self:
            return _make(1, 0, 0, 'i')
        if self._sign:
            return _invalid(context)
        if self._kind == 'i':
            return _plain(self)
        if str(self._digits).rstrip('0') == '1':
            return Decimal(self.adjusted())._rounded(context)
        return _approximated(lambda digits: _log10_of(self, digits), context)

    def logb(self, context=None):
        context = context or getcontext()
        found = _nan_of(self, None, context)
        if found is not None:
            return found
        if self._kind == 'i':
            return self.copy_abs()
        if not self._digits:
            context._signal(DivisionByZero)
            return _make(1, 0, 0, 'i')
        return Decimal(self.adjusted())._rounded(context)

    def scaleb(self, other, context=None):
        context, other = context or getcontext(), _operand(other)
        found = _nan_of(self, other, context)
        if found is not None:
            return found
        limit = 2 * (context.Emax + context.prec)
        if other._kind != 'f' or other._exp != 0 or not -limit <= int(other) <= limit:
            return _invalid(context)
        if self._kind == 'i':
            return _plain(self)
        return _make(self._sign, self._digits, self._exp + int(other))._rounded(context)

    def _shifted(self, other, context, turns):
        context, other = context or getcontext(), _operand(other)
        found = _nan_of(self, other, context)
        if found is not None:
            return found
        prec = context.prec
        if other._kind != 'f' or other._exp != 0 or not -prec <= int(other) <= prec:
            return _invalid(context)
        if self._kind == 'i':
            return _plain(self)
        count = int(other)
        digits = str(self._digits)[-prec:].rjust(prec, '0')
        if turns:
            digits = digits[count:] + digits[:count]
        elif count < 0:
            digits = digits[:count]
        else:
            digits = (digits + '0' * count)[-prec:]
        return _make(self._sign, int(digits or '0'), self._exp)

    def shift(self, other, context=None):
        return self._shifted(other, context, False)

    def rotate(self, other, context=None):
        return self._shifted(other, context, True)

    def _neighbour(self, context, up):
        context = context or getcontext()
        found = _nan_of(self, None, context)
        if found is not None:
            return found
        largest = 10 ** context.prec - 1, context.Emax - context.prec + 1
        if self._kind == 'i':
            return _plain(self) if self._sign != up else _make(self._sign, *largest)
        quiet = context.copy()
        quiet.rounding = ROUND_CEILING if up else ROUND_FLOOR
        quiet.clear_traps()
        made = self._rounded(quiet)
        if made._compared(self, True) != 0:
            return made
        step = _make(0 if up else 1, 1, context.Emin - context.prec)
        return _add(self, step, quiet)

    def next_plus(self, context=None):
        return self._neighbour(context, True)

    def next_minus(self, context=None):
        return self._neighbour(context, False)

    def next_toward(self, other, context=None):
        context, other = context or getcontext(), _operand(other)
        found = _nan_of(self, other, context)
        if found is not None:
            return found
        rank = self._rank(other)
        if rank == 0:
            return self.copy_sign(other)
        return self._neighbour(context, rank < 0)

    def _bitwise(self, other, context, operation):
        context, other = context or getcontext(), _operand(other)
        texts = []
        for value in (self, other):
            text = str(value._digits)
            if value._kind != 'f' or value._sign or value._exp or set(text) - set('01'):
                return _invalid(context)
            texts.append(text[-context.prec:].rjust(context.prec, '0'))
        return _make(0, int(''.join(str(operation(int(one), int(two))) for one, two in zip(*texts))), 0)

    def logical_and(self, other, context=None):
        return self._bitwise(other, context, lambda one, two: one & two)

    def logical_or(self, other, context=None):
        return self._bitwise(other, context, lambda one, two: one | two)

    def logical_xor(self, other, context=None):
        return self._bitwise(other, context, lambda one, two: one ^ two)

    def logical_invert(self, context=None):
        context = context or getcontext()
        return self.logical_xor(_make(0, int('1' * context.prec), 0), context)

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self if type(self) is Decimal else self.__class__(self)

    def __deepcopy__(self, memo):
        return self.__copy__()


numbers.Number.register(Decimal)
_nan = _make(0, 0, 0, 'n')


def _plain(value):
    return value if type(value) is Decimal else _make(value._sign, value._digits, value._exp, value._kind)


def _of_float(value):
    if value != value:
        return _make(int(math.copysign(1, value) < 0), 0, 0, 'n')
    if value in (math.inf, -math.inf):
        return _make(int(value < 0), 0, 0, 'i')
    top, bottom = abs(value).as_integer_ratio()
    power = bottom.bit_length() - 1
    return _make(int(math.copysign(1, value) < 0), top * 5 ** power, -power)


def _of_tuple(value):
    if len(value) != 3:
        raise ValueError('argument must be a sequence of length 3')
    sign, digits, exponent = value
    if sign not in (0, 1) or not isinstance(sign, int):
        raise ValueError('sign must be an integer with the value 0 or 1')
    if exponent == 'F':
        return _make(sign, 0, 0, 'i')
    if not isinstance(digits, (tuple, list)):
        raise ValueError('coefficient must be a tuple of digits')
    for digit in digits:
        if not isinstance(digit, int) or not 0 <= digit <= 9:
            raise ValueError('coefficient must be a tuple of digits')
    number = int(''.join(map(str, digits)) or '0')
    if exponent in ('n', 'N'):
        return _make(sign, number, 0, 's' if exponent == 'N' else 'n')
    if not isinstance(exponent, int):
        raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
    return _make(sign, number, exponent)


def _operand(value):
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _make(int(value < 0), abs(int(value)), 0)
    raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')


def _own_kind(value):
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _make(int(value < 0), abs(int(value)), 0)
    return NotImplemented


def _invalid(context):
    context._signal(InvalidOperation)
    return _nan


def _nan_of(one, two, context):
    # The NaN that an operation with these gives, if one is any.
    for value in (one, two):
        if value is not None and value._kind == 's':
            context._signal(InvalidOperation)
            return _make(value._sign, value._digits, 0, 'n')._rounded(context)
    for value in (one, two):
        if value is not None and value._kind == 'n':
            return value._rounded(context)
    return None


def _total_rank(one, two):
    if one._sign != two._sign:
        return -1 if one._sign else 1
    flip = -1 if one._sign else 1
    order = {'f': 0, 'i': 0, 's': 1, 'n': 2}
    mine, its = order[one._kind], order[two._kind]
    if mine != its:
        return flip * (1 if mine > its else -1)
    if mine:
        return flip * ((one._digits > two._digits) - (one._digits < two._digits))
    rank = one._rank(two)
    if rank:
        return rank
    return flip * ((one._exp > two._exp) - (one._exp < two._exp))


def _with_rounding(value, context, rounding):
    if context.rounding == rounding:
        return value._rounded(context)
    before = context.rounding
    context.rounding = rounding
    try:
        return value._rounded(context)
    finally:
        context.rounding = before


def _add(one, two, context):
    found = _nan_of(one, two, context)
    if found is not None:
        return found
    if one._kind == 'i':
        if two._kind == 'i' and one._sign != two._sign:
            return _invalid(context)
        return _plain(one)
    if two._kind == 'i':
        return _plain(two)
    exponent = min(one._exp, two._exp)
    if not one._digits and not two._digits:
        sign = min(one._sign, two._sign)
        if one._sign != two._sign and context.rounding == ROUND_FLOOR:
            sign = 1
        return _make(sign, 0, exponent)._rounded(context)
    if not one._digits or not two._digits:
        value = two if not one._digits else one
        low = max(exponent, value._exp - context.prec - 1)
        return value._to_exponent(low, context.rounding)._rounded(context)
    # What lies far below the last digit that counts may as well be a unit there.
    big, small = (one, two) if one.adjusted() >= two.adjusted() else (two, one)
    floor = big._exp + min(-1, _length(big._digits) - context.prec - 2)
    if small.adjusted() < floor:
        small = _make(small._sign, 1, floor)
    exponent = min(big._exp, small._exp)
    total = 0
    for value in (big, small):
        digits = value._digits * 10 ** (value._exp - exponent)
        total += -digits if value._sign else digits
    if not total:
        return _make(int(context.rounding == ROUND_FLOOR), 0, min(one._exp, two._exp))._rounded(context)
    return _make(int(total < 0), abs(total), exponent)._rounded(context)


def _subtract(one, two, context):
    found = _nan_of(one, two, context)
    return _add(one, two.copy_negate(), context) if found is None else found


def _multiply(one, two, context):
    found = _nan_of(one, two, context)
    if found is not None:
        return found
    sign = one._sign ^ two._sign
    if one._kind == 'i' or two._kind == 'i':
        return _make(sign, 0, 0, 'i') if one and two else _invalid(context)
    return _make(sign, one._digits * two._digits, one._exp + two._exp)._rounded(context)


def _divide(one, two, context):
    found = _nan_of(one, two, context)
    if found is not None:
        return found
    sign = one._sign ^ two._sign
    if one._kind == 'i':
        return _invalid(context) if two._kind == 'i' else _make(sign, 0, 0, 'i')
    if two._kind == 'i':
        context._signal(Clamped)
        return _make(sign, 0, context.Emin - context.prec + 1)
    if not two._digits:
        if not one._digits:
            context._signal(DivisionUndefined)
            return _nan
        context._signal(DivisionByZero)
        return _make(sign, 0, 0, 'i')
    ideal = one._exp - two._exp
    if not one._digits:
        return _make(sign, 0, ideal)._rounded(context)
    shift = _length(two._digits) - _length(one._digits) + context.prec + 1
    exponent = ideal - shift
    top, bottom = one._digits, two._digits
    if shift >= 0:
        top *= 10 ** shift
    else:
        bottom *= 10 ** -shift
    digits, rest = divmod(top, bottom)
    if rest:
        if digits % 5 == 0:
            digits += 1
    else:
        while exponent < ideal and digits % 10 == 0:
            digits //= 10
            exponent += 1
    return _make(sign, digits, exponent)._rounded(context)


def _divide_whole(one, two, context, wanted):
    # The whole quotient (0), the rest (1) or both (2).
    found = _nan_of(one, two, context)
    if found is not None:
        return (found, found) if wanted == 2 else found
    sign = one._sign ^ two._sign
    if one._kind == 'i':
        if wanted == 0:
            return _invalid(context) if two._kind == 'i' else _make(sign, 0, 0, 'i')
        if wanted == 1:
            return _invalid(context)
        if two._kind == 'i':
            return _invalid(context), _nan
        return _make(sign, 0, 0, 'i'), _invalid(context)
    if not two:
        if not one._digits:
            context._signal(DivisionUndefined)
            return (_nan, _nan) if wanted == 2 else _nan
        if wanted == 1:
            return _invalid(context)
        if wanted == 2:
            context._signal(DivisionByZero, InvalidOperation)
            return _make(sign, 0, 0, 'i'), _nan
        context._signal(DivisionByZero)
        return _make(sign, 0, 0, 'i')
    if two._kind == 'i':
        whole, rest = _make(sign, 0, 0), one
    else:
        exponent = min(one._exp, two._exp)
        if one.adjusted() - two.adjusted() > context.prec + 1:
            context._signal(DivisionImpossible)
            return (_nan, _nan) if wanted == 2 else _nan
        top, bottom = one._digits * 10 ** (one._exp - exponent), two._digits * 10 ** (two._exp - exponent)
        whole, rest = divmod(top, bottom)
        if whole >= 10 ** context.prec:
            context._signal(DivisionImpossible)
            return (_nan, _nan) if wanted == 2 else _nan
        whole, rest = _make(sign, whole, 0), _make(one._sign, rest, exponent)
    if wanted == 0:
        return whole
    rest = rest._rounded(context)
    return rest if wanted == 1 else (whole, rest)


# Powers, logarithms: computed with more and more digits, until the rounding is sure.

def _approximated(compute, context):
    digits = context.prec + 5
    while True:
        value, exponent = compute(digits)
        # The last digit may be off by a few.
        size = _length(value)
        if size > context.prec + 2:
            tail = value % 10 ** (size - context.prec)
            half = 5 * 10 ** (size - context.prec - 1)
            if abs(tail - half) > 10 and 10 < tail < 10 ** (size - context.prec) - 10:
                break
        digits += 8
        if digits > 10 * context.prec + 200:
            break
    sign = int(value < 0)
    return _with_rounding(_make(sign, abs(value), exponent), context, ROUND_HALF_EVEN)


def _fixed(value, places):
    # A number times 10**places, as an int, rounded down.
    shift = value._exp + places
    digits = value._digits * 10 ** shift if shift >= 0 else value._digits // 10 ** -shift
    return -digits if value._sign else digits


def _exp_fixed(x, unit):
    # e**x with x and the result in units: by halving the argument and squaring.
    halvings = max(0, abs(x).bit_length() - unit.bit_length() + 8)
    x >>= halvings
    term = total = unit
    number = 1
    while term:
        term = term * x // (unit * number)
        total += term
        number += 1
    for _ in range(halvings):
        total = total * total // unit
    return total


def _log2_fixed(unit):
    # The natural logarithm of 2, in units: 2*atanh(1/3).
    return 2 * _atanh_inverse(3, unit)


def _atanh_inverse(n, unit):
    term = unit // n
    total, number = term, 3
    while term:
        term //= n * n
        total += term // number
        number += 2
    return total


def _ln_fixed(x, unit):
    # ln x, with x and the result in units: x is brought near 1 by powers of two, then by atanh.
    shift = x.bit_length() - unit.bit_length()
    x = x >> shift if shift >= 0 else x << -shift
    # Rounding down would never end below zero: the sign is put back at the end.
    sign = 1 if x >= unit else -1
    z = abs(x - unit) * unit // (x + unit)
    square = z * z // unit
    term, total, number = z, z, 3
    while term:
        term = term * square // unit
        total += term // number
        number += 2
    return 2 * sign * total + shift * _log2_fixed(unit)


def _exp_of(value, digits):
    # e**value to so many digits: the power of ten is taken out first.
    whole = value.adjusted() + 1
    places = digits + max(whole, 0) + 10
    unit = 10 ** places
    x = _fixed(value, places)
    ten = _ln_fixed(10 * unit, unit)
    power, rest = divmod(x, ten)
    return _exp_fixed(rest, unit) // 10 ** (places - digits), power - digits


def _ln_unit(value, places):
    unit = 10 ** places
    power = value.adjusted()
    mantissa = _make(0, value._digits, value._exp - power)
    return _ln_fixed(_fixed(mantissa, places), unit) + power * _ln_fixed(10 * unit, unit)


def _ln_of(value, digits):
    # Near 1 the result is small: as many places more as it has zeros.
    away = _make(0, abs(_fixed(value, 50 - min(value._exp, 0)) - 10 ** (50 - min(value._exp, 0))), 0)
    zeros = max(0, 50 - min(value._exp, 0) - _length(away._digits))
    places = digits + zeros + 10
    return _ln_unit(value, places), -places


def _log10_of(value, digits):
    places = digits + 10 + max(0, -min(value._exp, 0))
    unit = 10 ** places
    return _ln_unit(value, places) * unit // _ln_fixed(10 * unit, unit), -places


def _power(one, two, context):
    found = _nan_of(one, two, context)
    if found is not None:
        return found
    if not two:
        return _invalid(context) if not one else _make(0, 1, 0)
    is_whole = two._kind == 'f' and (two._exp >= 0 or two._digits % 10 ** min(-two._exp, 400) == 0
                                     and two == two.to_integral_value())
    is_odd = is_whole and int(two) % 2 == 1
    sign = 0
    if one._sign:
        if is_whole:
            sign = int(is_odd)
        elif one:
            return _invalid(context)
        one = one.copy_abs()
    if not one:
        return _make(sign, 0, 0) if not two._sign else _make(sign, 0, 0, 'i')
    if one._kind == 'i':
        return _make(sign, 0, 0, 'i') if not two._sign else _make(sign, 0, 0)
    if one == 1:
        if is_whole:
            exponent = max(one._exp * int(two), 1 - context.prec) if one._exp and not two._sign else (
                1 - context.prec if one._exp else 0)
            if exponent:
                context._signal(Rounded)
            return _make(sign, 10 ** -exponent, exponent)
        context._signal(Inexact, Rounded)
        return _make(0, 10 ** (context.prec - 1), 1 - context.prec)
    if two._kind == 'i':
        return _make(0, 0, 0) if (one.adjusted() >= 0) == bool(two._sign) else _make(0, 0, 0, 'i')
    if is_whole:
        count = abs(int(two))
        if count * _length(one._digits) <= 20 * context.prec + 2000:
            digits, exponent = one._digits ** count, one._exp * count
            if not two._sign:
                return _make(sign, digits, exponent)._rounded(context)
            return _divide(_make(sign, 1, 0), _make(0, digits, exponent), context)
        if one.adjusted() * count > context.Emax * 2:
            return _make(sign, 1, context.Emax + 1 if not two._sign else context.Emin - 2 * context.prec
                         )._rounded(context)
    exact = _exact_root(one, two, context)
    if exact is not None:
        return exact._rounded(context)

    def compute(digits):
        places = digits + two.adjusted() + 30
        logarithm = _ln_unit(one, places + max(two.adjusted(), 0) + 5)
        exponent = _make(int(logarithm < 0) ^ two._sign, abs(logarithm) * two._digits,
                         two._exp - places - max(two.adjusted(), 0) - 5)
        return _exp_of(exponent, digits)

    made = _approximated(compute, context)
    made._sign = sign
    return made


def _exact_root(one, two, context):
    # A power with a fraction for an exponent that comes out even, as 4 ** 0.5.
    if two._exp >= 0 or two._sign:
        return None
    top, bottom = two.as_integer_ratio()
    if bottom > 64 or one._exp % bottom:
        digits, exponent = one._digits, one._exp
        while exponent % bottom and bottom <= 64:
            digits *= 10
            exponent -= 1
        if bottom > 64:
            return None
    else:
        digits, exponent = one._digits, one._exp
    low, high = 0, 1 << (digits.bit_length() // bottom + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if middle ** bottom <= digits:
            low = middle
        else:
            high = middle - 1
    if low ** bottom != digits:
        return None
    value, exponent = low ** top, exponent // bottom * top
    size = _length(value)
    if size > context.prec:
        return None
    pad = context.prec - size
    context._signal(Inexact, Rounded)
    return _make(0, value * 10 ** pad, exponent - pad)


def _power_modulo(one, two, three, context):
    for value in (one, two, three):
        if value._kind != 'f':
            return _nan_of(one, two, context) or _nan_of(three, None, context) or _invalid(context)
    if (int(one) != one or int(two) != two or int(three) != three or two._sign or not three
            or three.adjusted() >= context.prec or not one and not two):
        return _invalid(context)
    sign = one._sign and int(two) % 2
    return _make(int(bool(sign)), pow(abs(int(one)), int(two), abs(int(three))), 0)


# Formats.

def _format(value, spec):
    fill, align, sign, alternate, zero, width, comma, precision, kind = _parse_spec(spec)
    context = getcontext()
    if value._kind != 'f':
        body = value.copy_abs()._text(context, False)
        if kind == '%':
            body += '%'
        mark = '-' if value._sign else sign if sign in (' ', '+') else ''
        if zero and fill is None:
            fill, align = ' ', align or '>'
        return _padded(mark, body, fill or ' ', align or '>', width)
    if not kind:
        kind = 'G' if context.capitals else 'g'
        if precision is None:
            text = value.copy_abs()._text(context, False)
            if comma is None:
                mark = '-' if value._sign else sign if sign in (' ', '+') else ''
                return _numeral(mark, text, '', fill, align, zero, width, comma)
    if kind == '%':
        value = _make(value._sign, value._digits, value._exp + 2)
    rounding = context.rounding
    if precision is not None:
        if kind in 'eE':
            value = _to_figures(value, precision + 1, rounding)
        elif kind in 'fF%':
            value = value._to_exponent(-precision, rounding)
        elif kind in 'gG' and _length(value._digits) > max(precision, 1):
            value = _to_figures(value, max(precision, 1), rounding)
    if not value._digits and value._exp > 0 and kind in 'fF%':
        value = value._to_exponent(0, rounding)
    left = value._exp + _length(value._digits)
    if kind in 'eE':
        point = 1 - precision if not value._digits and precision is not None else 1
    elif kind in 'fF%':
        point = left
    elif value._exp <= 0 and left > -6:
        point = left
    else:
        point = 1
    digits = str(value._digits)
    if point <= 0:
        whole, behind = '0', '0' * -point + digits
    elif point > len(digits):
        whole, behind = digits + '0' * (point - len(digits)), ''
    else:
        whole, behind = digits[:point] or '0', digits[point:]
    power = left - point
    tail = ''
    if power != 0 or kind in 'eE':
        tail = {'E': 'E', 'G': 'E'}.get(kind, 'e') + f'{power:+}'
    if kind == '%':
        tail += '%'
    mark = '-' if value._sign else sign if sign in (' ', '+') else ''
    return _numeral(mark, whole + ('.' + behind if behind else '.' if alternate else ''), tail, fill, align, zero,
                    width, comma)


def _to_figures(value, figures, rounding):
    if not value._digits:
        return _make(value._sign, 0, value.adjusted() + 1 - figures)
    exponent = value.adjusted() + 1 - figures
    made = value._to_exponent(exponent, rounding)
    if made.adjusted() != value.adjusted():
        made = made._to_exponent(made.adjusted() + 1 - figures, rounding)
    return made


def _numeral(mark, text, tail, fill, align, zero, width, comma):
    whole, dot, behind = text.partition('.')
    power = ''
    if not dot and not whole.isdigit():
        at = next((at for at, letter in enumerate(whole) if letter in 'eE'), len(whole))
        whole, power = whole[:at], whole[at:]
    rest = dot + behind + power + tail
    if zero and fill is None:
        least = width - len(mark) - len(rest)
        if comma:
            grouped = _grouped(whole, comma)
            while len(grouped) < least:
                whole = '0' + whole
                longer = _grouped(whole, comma)
                if len(longer) > least and longer[1] == comma and len(longer) - 1 > least:
                    break
                grouped = longer
            return mark + grouped + rest
        return mark + whole.rjust(least, '0') + rest
    if comma:
        whole = _grouped(whole, comma)
    return _padded(mark, whole + rest, fill or ' ', align or '>', width)


def _grouped(whole, comma):
    first = (len(whole) - 1) % 3 + 1
    return comma.join([whole[:first]] + [whole[at:at + 3] for at in range(first, len(whole), 3)])


def _padded(mark, body, fill, align, width):
    gap = width - len(mark) - len(body)
    if align == '=':
        return mark + fill * gap + body
    body = mark + body
    if align == '<':
        return body + fill * gap
    if align == '^':
        half = max(gap, 0) // 2
        return fill * half + body + fill * (max(gap, 0) - half)
    return fill * gap + body


def _parse_spec(spec):
    if not isinstance(spec, str):
        raise TypeError('format argument must be str')
    rest, fill, align = spec, None, ''
    if rest[1:2] and rest[1] in '<>=^':
        fill, align, rest = rest[0], rest[1], rest[2:]
    elif rest[:1] and rest[0] in '<>=^':
        align, rest = rest[0], rest[1:]
    sign = ''
    if rest[:1] and rest[0] in '+- ':
        sign, rest = rest[0], rest[1:]
    if rest[:1] == 'z' and _version >= (3, 11):
        unsupported("the format option 'z' of Decimal")
    alternate = rest[:1] == '#'
    rest = rest[alternate:]
    zero = False
    if rest[:1] == '0' and not align:
        zero, rest = True, rest[1:]
    digits = len(rest) - len(rest.lstrip('0123456789'))
    width, rest = int(rest[:digits] or '0'), rest[digits:]
    comma = None
    if rest[:1] == ',' or rest[:1] == '_' and _version >= (3, 15):
        comma, rest = rest[0], rest[1:]
    precision = None
    if rest[:1] == '.':
        rest = rest[1:]
        digits = len(rest) - len(rest.lstrip('0123456789'))
        if not digits:
            raise ValueError('invalid format string')
        precision, rest = int(rest[:digits]), rest[digits:]
    if rest not in ('', 'e', 'E', 'f', 'F', 'g', 'G', '%', 'n'):
        raise ValueError('invalid format string')
    return fill, align, sign, alternate, zero, width, comma, precision, 'g' if rest == 'n' else rest


# A context has the operations as methods, on anything that can be converted.

def _of_context_method(name, count):
    def method(self, *operands):
        if len(operands) != count:
            raise TypeError(f'{name}() takes exactly {count} arguments ({len(operands)} given)')
        first, *others = [_operand(value) for value in operands]
        return getattr(first, name)(*others, context=self)
    method.__name__ = name
    return method


def _of_context_function(function):
    def method(self, a, b, /):
        return function(_operand(a), _operand(b), self)
    return method


for _name, _count in (('sqrt', 1), ('exp', 1), ('ln', 1), ('log10', 1), ('logb', 1), ('normalize', 1),
                      ('next_plus', 1), ('next_minus', 1), ('next_toward', 2), ('quantize', 2), ('compare', 2),
                      ('compare_signal', 2), ('compare_total', 2), ('compare_total_mag', 2), ('max', 2), ('min', 2),
                      ('max_mag', 2), ('min_mag', 2), ('fma', 3), ('remainder_near', 2), ('scaleb', 2),
                      ('shift', 2), ('rotate', 2), ('logical_and', 2), ('logical_or', 2), ('logical_xor', 2),
                      ('logical_invert', 1), ('same_quantum', 2), ('to_integral_value', 1),
                      ('to_integral_exact', 1), ('is_normal', 1), ('is_subnormal', 1), ('number_class', 1),
                      ('to_eng_string', 1)):
    if _name in ('to_integral_value', 'to_integral_exact'):
        def _method(self, a, /, _name=_name):
            return getattr(_operand(a), _name)(None, self)
    elif _name == 'quantize':
        def _method(self, a, b, /):
            return _operand(a).quantize(b, None, self)
    else:
        _method = _of_context_method(_name, _count)
    setattr(Context, _name, _method)
for _name, _function in (('add', _add), ('subtract', _subtract), ('multiply', _multiply), ('divide', _divide)):
    setattr(Context, _name, _of_context_function(_function))
Context.divide_int = lambda self, a, b, /: _divide_whole(_operand(a), _operand(b), self, 0)
Context.remainder = lambda self, a, b, /: _divide_whole(_operand(a), _operand(b), self, 1)
Context.divmod = lambda self, a, b, /: _divide_whole(_operand(a), _operand(b), self, 2)
Context.abs = lambda self, a, /: _nan_of(_operand(a), None, self) or _operand(a).copy_abs()._rounded(self)
Context.plus = lambda self, a, /: _operand(a).__pos__(self)
Context.minus = lambda self, a, /: _operand(a).__neg__(self)
Context.copy_abs = lambda self, a, /: _operand(a).copy_abs()
Context.copy_negate = lambda self, a, /: _operand(a).copy_negate()
Context.copy_sign = lambda self, a, b, /: _operand(a).copy_sign(b)
Context.copy_decimal = lambda self, a, /: _plain(_operand(a))
Context.canonical = lambda self, a, /: a
Context.to_sci_string = lambda self, a, /: _operand(a)._text(self, False)
Context.to_integral = Context.to_integral_value
for _name in ('is_nan', 'is_qnan', 'is_snan', 'is_infinite', 'is_finite', 'is_zero', 'is_signed', 'is_canonical'):
    setattr(Context, _name, lambda self, a, /, _name=_name: getattr(_operand(a), _name)())


def _context_power(self, a, b, modulo=None):
    if modulo is None:
        return _power(_operand(a), _operand(b), self)
    return _power_modulo(_operand(a), _operand(b), _operand(modulo), self)


Context.power = _context_power

for _kind in (Decimal, Context, SignalDict, ContextManager):
    static_type(_kind)
