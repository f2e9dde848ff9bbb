# Python 3.12
def first[T](xs: list) -> T:
    return xs[0]
print(first([1,2]), first.__type_params__)
class Stack[T]:
    def __init__(self): self.items = []
    def push(self, x: T) -> None: self.items.append(x)
    def pop(self) -> T: return self.items.pop()
s = Stack()
s.push(3); print(s.pop())
print(Stack.__type_params__, Stack.__name__, Stack.__mro__)
type Point = tuple[float, float]
print(Point, Point.__name__, Point.__type_params__)
type Pair[A] = (A, A)
print(Pair, Pair.__type_params__, Pair.__value__)
def g[T: int, U: (int, str), *Ts, **P](x: T) -> U: return x
T, U, Ts, P = g.__type_params__
print(T, T.__bound__, U.__constraints__, U.__bound__, Ts, P, T.__name__, type(T).__name__, type(Ts), type(P))
print(T.__constraints__, T.__covariant__, T.__infer_variance__, T.__module__)
class B[T](Stack[int]):
    x: T
print(B.__bases__, B.__type_params__)
print(B.__orig_bases__)
print(Stack[int])
i = Stack[str]()
print(type(i))
try:
    class C(T): pass
except TypeError as e: print(e)
print(Point | None, Pair[int], int | Point)
try: Point[int]
except TypeError as e: print(e)
print(Stack[T].__parameters__, Stack[T][int])
class M:
    def m[K](self, k: K) -> K: return k
print(M().m(5), M.m.__type_params__)
def outer[A]():
    def inner(): return A
    return inner()
print(outer())
type Rec = list[Rec]
print(Rec.__value__)
