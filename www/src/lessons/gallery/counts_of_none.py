# Why is the count of None so large?
import sys

print(sys.getrefcount(None))
nothing = [None] * 5
print(sys.getrefcount(None))       # five more before 3.12; since then it is immortal

mine = object()
print(sys.getrefcount(mine))
