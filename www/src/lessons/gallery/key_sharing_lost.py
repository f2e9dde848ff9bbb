# Instances of a class share one table of attribute names, until one of them leaves the path.
import sys

class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

orderly = Point(1, 2)
print(sys.getsizeof(orderly.__dict__))   # the names are shared: small

stray = Point(3, 4)
del stray.x                              # no longer like its siblings
stray.x = 3
print(sys.getsizeof(stray.__dict__))     # a table of its own
