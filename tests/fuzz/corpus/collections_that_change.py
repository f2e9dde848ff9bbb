# Python 3.8
class E(list):
    def __eq__(self, o): x.clear(); return True
    def __hash__(self): return 1
    def __lt__(self, o): x.append(self); return True
x = [E(), E(), E()]
try: x.sort()
except ValueError as e: print(e)
d = {E(): 1, 2: 3}
for k in list(d): d.pop(k)
print(x.index(1), x.remove(E()) if x else x, sorted([E(), E()]))
