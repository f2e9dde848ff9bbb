# An address says who somebody is only for as long as they live.
first = object()
address = id(first)
del first                          # freed: its block waits for the next of its size

second = object()                  # takes that very block
print(id(second) == address)

# So two objects that never met can have "the same id":
print(id(object()) == id(object()))
