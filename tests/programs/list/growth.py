import sys
g = sys.getsizeof
l = []; sizes = []
for i in range(40):
    l.append(i); sizes.append(g(l))
print(sizes)
print(g([1, 2, 3]), g([i for i in range(3)]), g(list(range(3))), g(list((1, 2, 3))), g([0] * 3), g([1] + [2, 3]))
sizes = []
while l:
    l.pop(); sizes.append(g(l))
print(sizes)
l = list(range(20)); print(g(l)); del l[5:]; print(g(l)); l.clear(); print(g(l)); l.extend([1, 2, 3]); print(g(l))
l = [1, 2, 3]; l += [4]; print(g(l)); l *= 3; print(g(l)); l[2:4] = [9] * 10; print(g(l)); l.remove(9); print(g(l)); l.insert(0, 1); print(g(l))
print(g(sorted((3, 1, 2))), g(list({1, 2, 3})), g(list({1: 1, 2: 2})), g(list('abcdef')), g(list(x for x in range(9))), g(list(zip(range(7), range(7)))))
