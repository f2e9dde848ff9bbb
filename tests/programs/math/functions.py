import math
def tr(f):
    try: print('OK', f())
    except Exception as e: print(type(e).__name__, e)
print(math.sqrt(2), math.exp(1), math.log(10), math.log2(8), math.log10(1000), math.log(8, 2), math.pow(2, 0.5), math.floor(-2.5), math.ceil(2.1), math.trunc(-3.7))
print(math.factorial(20), math.isqrt(10**20), math.gcd(12, 18, 27), math.lcm(4, 6), math.comb(10, 3), math.perm(10, 3), math.perm(4))
print(math.fsum([.1] * 10), math.prod([1, 2, 3]), math.prod([1.5, 2], start=2), math.dist([1, 2], [4, 6]), math.hypot(3, 4), math.log(10**400), math.ldexp(0.5, 3), math.frexp(8.0), math.modf(-2.5))
print(math.isclose(1, 1 + 1e-10), math.isnan(math.nan), math.isinf(-math.inf), math.copysign(1, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.degrees(math.pi), math.radians(180), math.ulp(1.0), math.nextafter(1, 2))
print(math.sin(0), math.cos(0), math.tan(0), math.asin(1), math.acos(1), math.atan(1), math.atan2(1, 1), math.pi, math.e, math.tau, math.inf, math.nan)
for f in (lambda: math.factorial(-1), lambda: math.factorial('a'), lambda: math.sqrt(-1), lambda: math.sqrt('a'), lambda: math.sin(), lambda: math.atan2(1), lambda: math.gcd(1.5, 2), lambda: math.comb(-1, 2), lambda: math.log(0), lambda: math.exp(1000), lambda: math.log(2, 1), lambda: math.isqrt(-1), lambda: math.dist([1], [1, 2]), lambda: math.ldexp(1, 5000), lambda: math.floor('a'), lambda: math.floor(math.nan), lambda: math.ceil(math.inf), lambda: math.pow(0, -1), lambda: math.acos(2), lambda: math.foo):
    tr(f)
