# Streams of text and bytes.

import abc
import sys
import _io
from _io import (
    BlockingIOError,
    BufferedRandom,
    BufferedReader,
    BufferedWriter,
    BytesIO,
    DEFAULT_BUFFER_SIZE,
    FileIO,
    StringIO,
    TextIOWrapper,
    UnsupportedOperation,
    open,
    open_code,
)

__all__ = [
    "BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO",
    "BytesIO", "StringIO", "BufferedIOBase", "BufferedReader", "BufferedWriter",
    "BufferedRandom", "TextIOBase", "TextIOWrapper", "UnsupportedOperation",
    "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE",
]

if sys.version_info >= (3, 10):
    from _io import text_encoding

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2


class IOBase(_io._IOBase, metaclass=abc.ABCMeta):
    pass


class RawIOBase(_io._RawIOBase, IOBase):
    pass


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    pass


class TextIOBase(_io._TextIOBase, IOBase):
    pass


RawIOBase.register(FileIO)
for _known in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom):
    BufferedIOBase.register(_known)
for _known in (StringIO, TextIOWrapper):
    TextIOBase.register(_known)
del _known

if sys.version_info >= (3, 14):

    class Reader(metaclass=abc.ABCMeta):
        """Whatever can be read from."""

        __slots__ = ()

        @abc.abstractmethod
        def read(self, size=..., /):
            """Read at most so much, all by default."""

        @classmethod
        def __subclasshook__(cls, other):
            if cls is Reader:
                return any("read" in base.__dict__ for base in other.__mro__) or NotImplemented
            return NotImplemented

    class Writer(metaclass=abc.ABCMeta):
        """Whatever can be written to."""

        __slots__ = ()

        @abc.abstractmethod
        def write(self, data, /):
            """Write the data and say how much was written."""

        @classmethod
        def __subclasshook__(cls, other):
            if cls is Writer:
                return any("write" in base.__dict__ for base in other.__mro__) or NotImplemented
            return NotImplemented

    __all__ += ["Reader", "Writer"]
