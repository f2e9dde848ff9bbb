# A closure holds whole variables, not the little that it needs of them.
def make_counter(rows):
    def count():
        return len(rows)           # needs one number, and holds every row
    return count

count = make_counter(["row %d" % number for number in range(9)])
print(count())                     # the rows live on in a cell of the closure

def make_light_counter(rows):
    length = len(rows)             # take what is needed, and let the rows go
    def count():
        return length
    return count

count = make_light_counter(["row %d" % number for number in range(9)])
print(count())
