# The same, mended: what is kept is the number that was wanted, not the request.
handled = 0

class Request:
    def __init__(self, number):
        self.number = number
        self.body = "x" * 1000 + str(number)

def handle(number):
    global handled
    request = Request(number)
    handled += 1
    return len(request.body)

for number in range(6):
    handle(number)

print(handled, "requests came, and none of them is still alive")
