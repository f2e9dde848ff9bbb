import array

print(b"a,b,,c".split(b",", 2), b" a  b ".split(), b"a\nb\r\nc".splitlines(True), b"abc".partition(b"x"))
print(bytearray(b"abc").rpartition(b"b"), b"Hello world".title().swapcase(), b"\t1".expandtabs(4), b"-7".zfill(5))
print(b"%s|%r|%a|%5.2f|%-5d|%x" % (b"a", "é", "é", 1.5, 3, 255), b"%(a)s" % {b"a": b"x"})
print("abc".translate({97: "X", 98: None}), "abc".translate(str.maketrans("ab", "xy", "c")))
print("€".encode("ascii", "xmlcharrefreplace"), "€".encode("ascii", "namereplace"), "abc".encode("utf-16"))
print(b"\xff\xfeA\x00".decode("utf-16"), ascii(b"\x80a".decode("utf-8", "surrogateescape")))
print(memoryview(b"abcd").cast("I").tolist(), memoryview(array.array("i", [1, 2])).tolist(), memoryview(b"abc")[::-1].tolist())
print(array.array("d", [1.5, 2]), array.array("i", range(5))[1:4], array.array("i", [3, 1]) < array.array("i", [3, 2]))
print((1024).to_bytes(2, "little"), int.from_bytes(b"\xff\x00", "big", signed=True), (-8) ** (1 / 3))
for make in (
    lambda: b"\xff".decode(),
    lambda: "é".encode("ascii"),
    lambda: b"a".join([1]),
    lambda: bytes([256]),
    lambda: bytearray(b"abc").__setitem__(slice(0, 3, 2), b"x"),
    lambda: b"a".decode("nope"),
    lambda: b"a" + "b",
    lambda: memoryview(b"abc").__setitem__(0, 1),
    lambda: complex("x"),
    lambda: 1j // 2,
):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
