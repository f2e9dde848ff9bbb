# A kept exception keeps its traceback, that keeps the frames, and those keep every local variable.
def load():
    data = ["something large"] * 3
    raise ValueError("bad header")

errors = []
try:
    load()
except ValueError as error:
    errors.append(error)           # the list of load() is alive now

print(errors[0].__traceback__.tb_next.tb_frame.f_code.co_name, "is still there")

errors[0].__traceback__ = None     # lets go of frames and locals, and keeps the words
print(errors[0])
