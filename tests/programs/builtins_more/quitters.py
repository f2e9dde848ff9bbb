print(repr(exit), repr(quit), type(exit).__name__, repr(license), repr(help))
for leave in (exit, quit):
    for code in ((), (3,), ('text',)):
        try:
            leave(*code)
        except SystemExit as error:
            print(error.code, error.args)
import sys
import platform

print(sys.implementation.name, sys.implementation.cache_tag, platform.python_implementation(), platform.system())
print(sorted(name for name in dir(__builtins__) if name[0].islower())[:12])
