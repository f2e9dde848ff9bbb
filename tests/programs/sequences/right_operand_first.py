class Right:
    def __radd__(self, left):
        return ('radd', left)

    def __rmul__(self, left):
        return ('rmul', left)


for left in ['a', b'b', [1], (1,), bytearray(b'c'), 'a' * 0]:
    print(left + Right(), left * Right())
x = [1]
x += Right()
print(x)
x = 'text'
x *= Right()
print(x)


class Declines:
    def __radd__(self, left):
        return NotImplemented


for left in ['a', b'b', [1], (1,), bytearray(b'c')]:
    try:
        left + Declines()
    except TypeError as error:
        print(error)
    try:
        left + 1
    except TypeError as error:
        print(error)
    try:
        left * 1.5
    except TypeError as error:
        print(error)


class Sub(list):
    def __add__(self, other):
        return ('sub', other)


print((Sub() + Right())[0], [1] + Sub([2]), Sub([1]) * 2)
