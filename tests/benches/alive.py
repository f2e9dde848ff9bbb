class Node:
    pass


head = None
nodes = []
i = 0
while i < COUNT // 2:
    node = Node()
    node.next = head
    node.values = [i, i * 1000]
    head = node
    nodes.append(node)
    i = i + 1
a = [1]
b = a
c = {'a': a}
b = None
d = [c, a]
c['d'] = 5000
del a
d.pop()
head = None
nodes[3].next = nodes[1]
nodes[7].values.append(d)
e = 'done'
