# Python 3.9
b = bytearray(b'abcdef')
m = memoryview(b)[1:4]
try: b.append(1)
except BufferError as e: print(e)
m[0:2] = b'zz'
print(m.cast('b').tolist(), bytes(m), b'%s|%5d' % (b, 3), b.find(b'd'), m[::-1].tobytes())
m.release()
b += b[::-1]
b[1:3] = range(5)
print(b, int.from_bytes(b, 'little'), b.translate(None, b'a'), b.hex(':'))
