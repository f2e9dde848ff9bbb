import sys
print(); print(1, 'a', [2], None); print(1, 2, sep=', ', end='!\n'); print('a', 'b', sep=''); print(*[1, 2, 3], sep='\n'); print('x', end=''); print('y', flush=True)
print(1, sep=None, end=None)
class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
w = W(); print('a', 1, file=w, sep='-'); print(w.parts)
print(w.parts)
class R:
    def __str__(self): print('inner'); return 'R'
print('before', R())
for f in (lambda: print(sep=1), lambda: print(end=5), lambda: print(foo=1)):
    try: f()
    except TypeError as e: print(e)
