# Decimal numbers: all of it lies in `_decimal`, which CPython has in C.

from _decimal import *
from _decimal import __libmpdec_version__, __version__
