# A log that nobody ever empties: each request leaves its data behind.
handled = []

class Request:
    def __init__(self, number):
        self.number = number
        self.body = "x" * 1000 + str(number)

def handle(number):
    request = Request(number)
    handled.append(request)        # "just for the statistics"
    return len(request.body)

for number in range(6):
    handle(number)

print(len(handled), "requests are still alive")
