from decimal import *
from fractions import Fraction
import numbers
getcontext().prec = 28
D = Decimal
print(D('3.14') + 1, D('1.10') * 2, D(10) / 3, D(7) // 2, D(-7) // 2, D(-7) % 3, divmod(D(17), D(5)), D(2) ** 10, D(2) ** -2, D(2) ** D('0.5'), D('1e3'), +D('1.234567890123456789012345678901'))
print([str(D(x)) for x in ('1E+5', '1E-7', '0.000001', '0.0000001', '-0', '0E+3', '123E-2', '1.50', 'Infinity', '-inf', 'nan', 'sNaN12', '1_000.5', ' 5 ')])
print([D('2.5').quantize(D(1), r) for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)], [D('-2.5').quantize(D(1), r) for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)])
print(round(D('2.675'), 2), round(D('2.5')), round(D('-3.5')), int(D('-3.9')), float(D('0.1')), D('1.0') == 1, D('0.1') == 0.1, D('0.5') == 0.5, D(1) < 1.5, hash(D('1.5')) == hash(1.5), D('1.10').as_tuple(), D('1.25').as_integer_ratio())
print(D(2).sqrt(), D('0.01').sqrt(), D(4).sqrt(), D(1).exp(), D(10).ln(), D(2).log10(), D(1000).log10(), D('100').exp(), D('1.5').ln(), D('123.456').normalize(), D('1200').normalize(), D('1200').to_eng_string())
print(D('1.23').copy_negate(), abs(D('-1')), D('5').compare(D('3')), max(D(1), D(2)), D('3').max(D('4')), D('1.1').to_integral_value(), D('12345').scaleb(-2), D('9.99').adjusted(), D('1').is_zero(), D('NaN').is_nan(), D('1e400') * 10, D(1).next_plus(), sum([D('0.1')] * 3))
for spec in ('', '.2f', '10.3f', '<10', '>10', '^11', '+.1f', ',', ',.2f', '.3e', 'e', '.2%', 'g', '.3g', '010.2f', '015,.2f', '*^15.1f', '.0f', 'G'):
    print(repr(format(D('1234567.8951'), spec)), repr(format(D('-0.000123'), spec)), repr(format(D('5'), spec)))
for f in (lambda: D('x'), lambda: D(1) / 0, lambda: D(0) / 0, lambda: D(1.5) + 1.5, lambda: D('sNaN') + 1, lambda: D('1e999999') * D('1e999999'), lambda: D(1) + 'a', lambda: D(-1).sqrt(), lambda: D('1').quantize(D('1e-40')), lambda: D([1]), lambda: int(D('nan')), lambda: D('nan') < 1, lambda: D((0, (1, 2), -1)), lambda: D(1) < 'a', lambda: D(5) % 0, lambda: D(0) ** 0, lambda: D.from_float('a'), lambda: getcontext().flags[Inexact]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
with localcontext() as c:
    c.prec = 5
    c.rounding = ROUND_DOWN
    print(D(1) / 3, D(2) / 3, D('123456') + 0, c)
with localcontext(Context(prec=3, traps=[])) as c:
    print(D(1) / 0, D(0) / 0, D('1.2345') + 0, [s.__name__ for s, on in c.flags.items() if on])
print(getcontext().prec, Context(prec=4).divide(D(1), D(7)), ExtendedContext.create_decimal('1.234567890123'), repr(BasicContext), D(0.1), D.from_float(0.25), isinstance(D(1), numbers.Number), isinstance(D(1), numbers.Real), repr(D), type(D(1) + 1))
F = Fraction
print(F(1, 3), repr(F(2, 4)), F('3/7'), F('-1.25e2'), F(0.75), F(D('1.1')), F(1, 3) + 1, F(1, 3) + 0.5, F(1, 3) - F(1, 2), F(2, 3) ** 2, F(2, 3) ** -2, F(4, 9) ** 0.5, 2 ** F(3), F(7, 2) // 2, F(7, 2) % 1, divmod(F(7, 2), F(2, 3)), -F(1, 2), abs(F(-1, 2)))
print(round(F(5, 2)), round(F(7, 3), 2), int(F(-7, 2)), float(F(1, 7)), F(1, 2) < F(2, 3), F(1, 2) == 0.5, F(1, 2) > 0.4, hash(F(1, 2)) == hash(0.5), F(355, 113).limit_denominator(10), F(3.141592653589793).limit_denominator(1000), sorted([F(1, 2), F(1, 3), 0.4]), F(6).numerator, F(6).denominator, sum([F(1, 10)] * 3), bool(F(0)), F(5, 1), F(1, 3).as_integer_ratio())
for f in (lambda: F(1, 0), lambda: F('1/0'), lambda: F('a'), lambda: F(1.5, 2), lambda: F(1) / 0, lambda: F(1, 2) + 'a', lambda: F([1]), lambda: F(0) ** -1, lambda: F(float('inf')), lambda: F(1, 2) + D(1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
import math
print(math.floor(F(-7, 2)), math.ceil(F(-7, 2)), math.trunc(F(-7, 2)), isinstance(F(1), numbers.Rational), isinstance(1, numbers.Integral), issubclass(float, numbers.Rational), isinstance(1j, numbers.Complex))
