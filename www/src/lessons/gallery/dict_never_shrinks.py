# A dict grows when it has to, and never gives its table back by itself.
import sys

seen = {}
print(sys.getsizeof(seen))
for number in range(12):
    seen[number] = number
print(sys.getsizeof(seen))

for number in range(12):
    del seen[number]
print(len(seen), sys.getsizeof(seen))    # empty, and as large as before

seen = dict(seen)                        # a copy takes only what it needs
print(sys.getsizeof(seen))
