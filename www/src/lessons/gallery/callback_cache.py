# A cache of callbacks keeps alive whoever is behind them.
listeners = []

class Window:
    def __init__(self, title):
        self.title = title
        listeners.append(self.redraw)    # a bound method holds its self

    def redraw(self):
        print("redrawing", self.title)

window = Window("settings")
del window                               # closed, one would think

for redraw in listeners:
    redraw()                             # it is still there, and still works
