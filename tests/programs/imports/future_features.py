from __future__ import annotations, division
import __future__

print(annotations, __future__.all_feature_names[-1], division.getMandatoryRelease())


def f(a: undefined, b: int = 1) -> also.undefined:
    c: nowhere = 2
    return c


print(f.__annotations__, f(1))


class C:
    x: later
    y: list[int] = []


print(C.__annotations__, C.y)
try:
    exec('from __future__ import braces')
except SyntaxError as error:
    print(error.msg)
try:
    exec('from __future__ import nothing')
except SyntaxError as error:
    print(error.msg)
try:
    exec('x = 1\nfrom __future__ import division')
except SyntaxError as error:
    print(error.msg)
