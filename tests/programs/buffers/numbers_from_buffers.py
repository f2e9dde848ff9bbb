for content in [b' 12 ', bytearray(b'-3'), b'1e3', bytearray(b'2.5'), b'', bytearray(b'\xff')]:
    for kind in (int, float):
        try:
            print(kind(content))
        except ValueError as error:
            print(error)
print(int(bytearray(b'ff'), 16), int(b'101', 2))
print(eval(bytearray(b'1 + 1')), eval(memoryview(b'2 * 3')))
exec(bytearray(b'x = 7'))
print(x)
try:
    eval(1)
except TypeError as error:
    print(error)
try:
    eval('\ud800')
except UnicodeEncodeError as error:
    print(error)
data = bytearray(b'abc')
try:
    data += data
except BufferError as error:
    print(error)
data.extend(data)
print(data)
view = memoryview(data)
try:
    data.append(1)
except BufferError as error:
    print(error)
view.release()
data.append(33)
print(data, data.pop(), data.pop(0))
