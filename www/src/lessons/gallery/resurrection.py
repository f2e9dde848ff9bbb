# An object whose finaliser saves it.
saved = []

class Phoenix:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, "burns")
        saved.append(self)         # a new reference: it lives on

bird = Phoenix("bird")
del bird                           # count 0: __del__ runs, and the count is 1 again

print(len(saved), saved[0].name)
saved.clear()                      # __del__ runs once in a life: this time it is freed
print("gone")
