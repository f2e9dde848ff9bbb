class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x = x
        self.y = y
def where(p):
    match p:
        case Point(0, 0):
            return "origin"
        case Point(x, y=0):
            return "x axis"
        case Point(x, y) if x == y:
            return "diagonal"
        case [1, *rest]:
            return "list"
        case {"k": v, **rest}:
            return "dict"
        case str(s) | bytes(s):
            return "text"
        case int():
            return "int"
        case None:
            return "none"
        case _:
            return "other"
print(where(Point(0, 0)), where(Point(3, 0)), where(Point(2, 2)), where(Point(1, 2)))
print(where([1, 2, 3]), where({"k": 1, "z": 2}), where("s"), where(b"s"), where(5), where(None), where(2.5))
try:
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as e:
    print(e)
