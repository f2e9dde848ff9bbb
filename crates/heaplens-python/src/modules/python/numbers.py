# What kinds of numbers there are: complex, real, rational, integral.

from abc import ABCMeta, abstractmethod

__all__ = ['Number', 'Complex', 'Real', 'Rational', 'Integral']


def _declared(names, *, unary=()):
    # Abstract methods: binary operators and, by `unary`, those of one operand.
    made = {}
    for name in names + list(unary):
        if name in unary:
            def method(self):
                raise NotImplementedError
        else:
            def method(self, other):
                raise NotImplementedError
        method.__name__ = name
        made[name] = abstractmethod(method)
    return made


class Number(metaclass=ABCMeta):
    __slots__ = ()
    __hash__ = None


class Complex(Number):
    __slots__ = ()
    locals().update(_declared(
        ['__add__', '__radd__', '__mul__', '__rmul__', '__truediv__', '__rtruediv__', '__pow__', '__rpow__',
         '__eq__'],
        unary=['__complex__', '__neg__', '__pos__', '__abs__', 'conjugate']))

    @property
    @abstractmethod
    def real(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def imag(self):
        raise NotImplementedError

    def __bool__(self):
        return self != 0

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other


Complex.register(complex)


class Real(Complex):
    __slots__ = ()
    locals().update(_declared(
        ['__floordiv__', '__rfloordiv__', '__mod__', '__rmod__', '__lt__', '__le__'],
        unary=['__float__', '__trunc__', '__floor__', '__ceil__']))

    @abstractmethod
    def __round__(self, ndigits=None):
        raise NotImplementedError

    def __divmod__(self, other):
        return (self // other, self % other)

    def __rdivmod__(self, other):
        return (other // self, other % self)

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self


Real.register(float)


class Rational(Real):
    __slots__ = ()

    @property
    @abstractmethod
    def numerator(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def denominator(self):
        raise NotImplementedError

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    __slots__ = ()
    locals().update(_declared(
        ['__lshift__', '__rlshift__', '__rshift__', '__rrshift__', '__and__', '__rand__', '__xor__', '__rxor__',
         '__or__', '__ror__'],
        unary=['__int__', '__invert__']))

    @abstractmethod
    def __pow__(self, exponent, modulus=None):
        raise NotImplementedError

    def __index__(self):
        return int(self)

    def __float__(self):
        return float(int(self))

    @property
    def numerator(self):
        return +self

    @property
    def denominator(self):
        return 1


Integral.register(int)
