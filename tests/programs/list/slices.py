l = list(range(10))
print(l[2:5], l[::3], l[::-2], l[-3:], l[5:2], l[100:], l[-100:3])
l[2:5] = 'ab'
print(l)
l[1:1] = [7, 7]
print(l)
l[::2] = range(len(l[::2]))
print(l)
del l[::3]
print(l)
del l[-2:]
print(l)
l[:] = l[::-1]
print(l)
m = [1, 2, 3]
m[1:2] = m
print(m)
del m[::-2]
print(m)
for bad in ("m[::2] = [1]", "m['a']", "m[1:'x']", "m[9]", "m[9] = 1", "del m[9]", "m[::0]"):
    try:
        exec(bad)
    except Exception as e:
        print(bad, type(e).__name__, e)
