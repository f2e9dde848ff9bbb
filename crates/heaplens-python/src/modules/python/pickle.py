# Objects as bytes, and back.
#
# This is long because a module of the library is one file, as `import` finds it and as tracebacks name it.

import sys
import io
from copyreg import _extension_registry, _inverted_registry, _extension_cache, dispatch_table
from functools import partial
from struct import pack, unpack
from types import FunctionType

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'Pickler', 'Unpickler',
           'dump', 'dumps', 'load', 'loads', 'PickleBuffer']

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 5 if sys.version_info >= (3, 14) else 4
format_version = '4.0'
compatible_formats = ['1.0', '1.1', '1.2', '1.3', '2.0', '3.0', '4.0', '5.0']


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


for _class in (PickleError, PicklingError, UnpicklingError):
    _class.__module__ = '_pickle'
del _class


class PickleBuffer:
    def __init__(self, object):
        self._view = memoryview(object)

    def raw(self):
        return self._view

    def release(self):
        self._view.release()


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


_OPCODES = {
    'MARK': b'(', 'STOP': b'.', 'POP': b'0', 'POP_MARK': b'1', 'DUP': b'2', 'FLOAT': b'F',
    'INT': b'I', 'BININT': b'J', 'BININT1': b'K', 'LONG': b'L', 'BININT2': b'M', 'NONE': b'N',
    'PERSID': b'P', 'BINPERSID': b'Q', 'REDUCE': b'R', 'STRING': b'S', 'BINSTRING': b'T',
    'SHORT_BINSTRING': b'U', 'UNICODE': b'V', 'BINUNICODE': b'X', 'APPEND': b'a', 'BUILD': b'b',
    'GLOBAL': b'c', 'DICT': b'd', 'EMPTY_DICT': b'}', 'APPENDS': b'e', 'GET': b'g',
    'BINGET': b'h', 'INST': b'i', 'LONG_BINGET': b'j', 'LIST': b'l', 'EMPTY_LIST': b']',
    'OBJ': b'o', 'PUT': b'p', 'BINPUT': b'q', 'LONG_BINPUT': b'r', 'SETITEM': b's',
    'TUPLE': b't', 'EMPTY_TUPLE': b')', 'SETITEMS': b'u', 'BINFLOAT': b'G', 'PROTO': b'\x80',
    'NEWOBJ': b'\x81', 'EXT1': b'\x82', 'EXT2': b'\x83', 'EXT4': b'\x84', 'TUPLE1': b'\x85',
    'TUPLE2': b'\x86', 'TUPLE3': b'\x87', 'NEWTRUE': b'\x88', 'NEWFALSE': b'\x89',
    'LONG1': b'\x8a', 'LONG4': b'\x8b', 'BINBYTES': b'B', 'SHORT_BINBYTES': b'C',
    'SHORT_BINUNICODE': b'\x8c', 'BINUNICODE8': b'\x8d', 'BINBYTES8': b'\x8e',
    'EMPTY_SET': b'\x8f', 'ADDITEMS': b'\x90', 'FROZENSET': b'\x91', 'NEWOBJ_EX': b'\x92',
    'STACK_GLOBAL': b'\x93', 'MEMOIZE': b'\x94', 'FRAME': b'\x95', 'BYTEARRAY8': b'\x96',
    'NEXT_BUFFER': b'\x97', 'READONLY_BUFFER': b'\x98',
}
globals().update(_OPCODES)
__all__ += sorted(_OPCODES)
TRUE = b'I01\n'
FALSE = b'I00\n'

_FRAME_SIZE_MIN = 4
_FRAME_SIZE_TARGET = 64 * 1024
_BATCH = 1000


def _dotted(obj, name):
    parent = None
    for part in name.split('.'):
        if part == '<locals>':
            raise AttributeError
        parent, obj = obj, getattr(obj, part)
    return obj, parent


def whichmodule(obj, name):
    found = getattr(obj, '__module__', None)
    if found is not None:
        return found
    for module_name, module in sys.modules.copy().items():
        if module_name in ('__main__', '__mp_main__') or module is None:
            continue
        try:
            if _dotted(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return '__main__'


def encode_long(x):
    if x == 0:
        return b''
    count = (x.bit_length() >> 3) + 1
    out = x.to_bytes(count, 'little', signed=True)
    if x < 0 and count > 1 and out[-1] == 0xff and out[-2] & 0x80:
        out = out[:-1]
    return out


def decode_long(data):
    return int.from_bytes(data, 'little', signed=True)


# Names of modules that were others in Python 2, for protocols below 3.
_OLD_MODULES = {'builtins': '__builtin__', 'copyreg': 'copy_reg', 'queue': 'Queue',
                'configparser': 'ConfigParser', '_thread': 'thread'}
_NEW_MODULES = {old: new for new, old in _OLD_MODULES.items()}
_NEW_MODULES['exceptions'] = 'builtins'
_OLD_NAMES = {('builtins', 'range'): ('__builtin__', 'xrange'),
              ('builtins', 'str'): ('__builtin__', 'unicode'),
              ('builtins', 'int'): ('__builtin__', 'long'),
              ('functools', 'reduce'): ('__builtin__', 'reduce'),
              ('builtins', 'chr'): ('__builtin__', 'unichr'),
              ('collections', 'UserDict'): ('UserDict', 'IterableUserDict'),
              ('collections', 'UserList'): ('UserList', 'UserList'),
              ('collections', 'UserString'): ('UserString', 'UserString')}
_NEW_NAMES = {old: new for new, old in _OLD_NAMES.items()}


class Pickler:
    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError('pickle protocol must be <= %d' % HIGHEST_PROTOCOL)
        if buffer_callback is not None and protocol < 5:
            raise ValueError('buffer_callback needs protocol >= 5')
        self._buffer_callback = buffer_callback
        try:
            self._write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self.memo = {}
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0
        self.fix_imports = fix_imports and protocol < 3
        self._parts = None

    def clear_memo(self):
        self.memo.clear()

    def dump(self, obj):
        if not hasattr(self, '_write'):
            raise PicklingError('Pickler.__init__() was not called by %s.__init__()'
                                % (self.__class__.__name__,))
        if self.proto >= 2:
            self._write(PROTO + bytes([self.proto]))
        self._parts = []
        self._size = 0
        self._save(obj)
        self._put(STOP)
        self._end_frame(True)

    # What is written gathers in a frame, from protocol 4 on; what is large goes past it.
    def _put(self, data):
        if self.proto < 4:
            self._write(data)
            return
        self._parts.append(data)
        self._size += len(data)

    def _end_frame(self, is_last=False):
        if self.proto < 4:
            return
        if is_last or self._size >= _FRAME_SIZE_TARGET:
            data = b''.join(self._parts)
            self._parts = []
            self._size = 0
            if len(data) >= _FRAME_SIZE_MIN:
                self._write(FRAME + pack('<Q', len(data)))
            if data:
                self._write(data)

    def _put_large(self, head, data):
        if self.proto < 4 or len(data) < _FRAME_SIZE_TARGET:
            self._put(head + data)
            return
        held = b''.join(self._parts)
        self._parts = []
        self._size = 0
        if held:
            self._write((FRAME + pack('<Q', len(held)) if len(held) >= _FRAME_SIZE_MIN else b'') + held)
        self._write(head)
        self._write(data)

    def _memoize(self, obj):
        if self.fast:
            return
        number = len(self.memo)
        self.memo[id(obj)] = number, obj
        if self.proto >= 4:
            self._put(MEMOIZE)
        elif self.bin:
            self._put(BINPUT + bytes([number]) if number < 256 else LONG_BINPUT + pack('<I', number))
        else:
            self._put(b'p%d\n' % number)

    def _get(self, number):
        if not self.bin:
            return b'g%d\n' % number
        return BINGET + bytes([number]) if number < 256 else LONG_BINGET + pack('<I', number)

    def persistent_id(self, obj):
        return None

    def _save(self, obj, checks_id=True):
        self._end_frame()
        if checks_id:
            pid = self.persistent_id(obj)
            if pid is not None:
                if self.bin:
                    self._save(pid, False)
                    self._put(BINPERSID)
                else:
                    try:
                        self._put(b'P' + str(pid).encode('ascii') + b'\n')
                    except UnicodeEncodeError:
                        raise PicklingError('persistent IDs in protocol 0 must be ASCII strings') from None
                return
        kind = type(obj)
        atom = _ATOMS.get(kind)
        if atom is not None:
            atom(self, obj)
            return
        known = self.memo.get(id(obj))
        if known is not None:
            self._put(self._get(known[0]))
            return
        saver = _SAVERS.get(kind)
        if saver is not None:
            saver(self, obj)
            return
        hook = getattr(self, 'reducer_override', None)
        reduced = hook(obj) if hook is not None else NotImplemented
        if reduced is NotImplemented:
            reduced = self._reduced(obj, kind)
            if reduced is None:
                return
        if isinstance(reduced, str):
            self._save_global(obj, reduced)
            return
        if not isinstance(reduced, tuple):
            raise PicklingError(
                '__reduce__ must return a string or tuple, not ' + type(reduced).__name__
                if sys.version_info >= (3, 14) else '__reduce__ must return a string or tuple')
        if not 2 <= len(reduced) <= 6:
            raise PicklingError('tuple returned by __reduce__ must contain 2 through 6 elements')
        self._save_reduce(*reduced, obj=obj)

    def _reduced(self, obj, kind):
        reducer = getattr(self, 'dispatch_table', dispatch_table).get(kind)
        if reducer is not None:
            return reducer(obj)
        if issubclass(kind, type):
            self._save_class(obj)
            return None
        if kind is type(sys):
            raise TypeError("cannot pickle 'module' object")
        reducer = getattr(obj, '__reduce_ex__', None)
        if reducer is not None:
            return reducer(self.proto)
        reducer = getattr(obj, '__reduce__', None)
        if reducer is not None:
            return reducer()
        raise PicklingError("Can't pickle %r object: %r" % (kind.__name__, obj))

    def _save_reduce(self, func, args, state=None, listitems=None, dictitems=None,
                     state_setter=None, *, obj=None):
        if not isinstance(args, tuple):
            raise PicklingError('args from save_reduce() must be a tuple')
        if not callable(func):
            raise PicklingError('func from save_reduce() must be callable')
        name = getattr(func, '__name__', '')
        if self.proto >= 2 and name == '__newobj_ex__':
            cls, args, kwargs = args
            if self.proto >= 4:
                self._save(cls)
                self._save(args)
                self._save(kwargs)
                self._put(NEWOBJ_EX)
            else:
                self._save(partial(cls.__new__, cls, *args, **kwargs))
                self._save(())
                self._put(REDUCE)
        elif self.proto >= 2 and name == '__newobj__':
            cls = args[0]
            if not hasattr(cls, '__new__'):
                raise PicklingError('args[0] from __newobj__ args has no __new__')
            if obj is not None and cls is not obj.__class__:
                raise PicklingError('args[0] from __newobj__ args has the wrong class')
            self._save(cls)
            self._save(args[1:])
            self._put(NEWOBJ)
        else:
            self._save(func)
            self._save(args)
            self._put(REDUCE)
        if obj is not None:
            # An object that its own arguments hold is known by now.
            if id(obj) in self.memo:
                self._put(POP + self._get(self.memo[id(obj)][0]))
            else:
                self._memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None:
            if state_setter is None:
                self._save(state)
                self._put(BUILD)
            else:
                self._save(state_setter)
                self._save(obj)
                self._save(state)
                self._put(TUPLE2)
                self._put(REDUCE)
                self._put(POP)

    def _save_none(self, obj):
        self._put(NONE)

    def _save_bool(self, obj):
        if self.proto >= 2:
            self._put(NEWTRUE if obj else NEWFALSE)
        else:
            self._put(TRUE if obj else FALSE)

    def _save_int(self, obj):
        if self.bin:
            if 0 <= obj <= 0xff:
                self._put(BININT1 + bytes([obj]))
                return
            if 0 <= obj <= 0xffff:
                self._put(BININT2 + pack('<H', obj))
                return
            if -0x80000000 <= obj <= 0x7fffffff:
                self._put(BININT + pack('<i', obj))
                return
        if self.proto >= 2:
            data = encode_long(obj)
            if len(data) < 256:
                self._put(LONG1 + bytes([len(data)]) + data)
            else:
                self._put(LONG4 + pack('<i', len(data)) + data)
        elif -0x80000000 <= obj <= 0x7fffffff:
            self._put(b'I%d\n' % obj)
        else:
            self._put(b'L%dL\n' % obj)

    def _save_float(self, obj):
        if self.bin:
            self._put(BINFLOAT + pack('>d', obj))
        else:
            self._put(b'F' + repr(obj).encode('ascii') + b'\n')

    def _save_bytes(self, obj):
        if self.proto < 3:
            if obj:
                import codecs
                self._save_reduce(codecs.encode, (str(obj, 'latin1'), 'latin1'), obj=obj)
            else:
                self._save_reduce(bytes, (), obj=obj)
            return
        if len(obj) < 256:
            self._put(SHORT_BINBYTES + bytes([len(obj)]) + obj)
        elif len(obj) > 0xffffffff and self.proto >= 4:
            self._put_large(BINBYTES8 + pack('<Q', len(obj)), obj)
        else:
            self._put_large(BINBYTES + pack('<I', len(obj)), obj)
        self._memoize(obj)

    def _save_bytearray(self, obj):
        if self.proto < 5:
            if obj:
                self._save_reduce(bytearray, (bytes(obj),), obj=obj)
            else:
                self._save_reduce(bytearray, (), obj=obj)
            return
        self._put_large(BYTEARRAY8 + pack('<Q', len(obj)), bytes(obj))
        self._memoize(obj)

    def _save_str(self, obj):
        if self.bin:
            data = obj.encode('utf-8', 'surrogatepass')
            if len(data) < 256 and self.proto >= 4:
                self._put(SHORT_BINUNICODE + bytes([len(data)]) + data)
            elif len(data) > 0xffffffff and self.proto >= 4:
                self._put_large(BINUNICODE8 + pack('<Q', len(data)), data)
            else:
                self._put_large(BINUNICODE + pack('<I', len(data)), data)
        else:
            text = obj
            for char, code in ('\\', '5c'), ('\0', '00'), ('\n', '0a'), ('\r', '0d'), ('\x1a', '1a'):
                text = text.replace(char, '\\u00' + code)
            self._put(b'V' + text.encode('raw-unicode-escape') + b'\n')
        self._memoize(obj)

    def _save_tuple(self, obj):
        if not obj:
            self._put(EMPTY_TUPLE if self.bin else MARK + TUPLE)
            return
        count = len(obj)
        if count <= 3 and self.proto >= 2:
            for item in obj:
                self._save(item)
            if id(obj) in self.memo:
                self._put(POP * count + self._get(self.memo[id(obj)][0]))
            else:
                self._put((TUPLE1, TUPLE2, TUPLE3)[count - 1])
                self._memoize(obj)
            return
        self._put(MARK)
        for item in obj:
            self._save(item)
        if id(obj) in self.memo:
            # The tuple holds itself, by way of something that can change.
            get = self._get(self.memo[id(obj)][0])
            self._put((POP_MARK if self.bin else POP * (count + 1)) + get)
            return
        self._put(TUPLE)
        self._memoize(obj)

    def _save_list(self, obj):
        self._put(EMPTY_LIST if self.bin else MARK + LIST)
        self._memoize(obj)
        self._batch_appends(obj)

    def _batch_appends(self, items):
        items = iter(items)
        if not self.bin:
            for item in items:
                self._save(item)
                self._put(APPEND)
            return
        for batch in _batches(items):
            if len(batch) == 1:
                self._save(batch[0])
                self._put(APPEND)
            else:
                self._put(MARK)
                for item in batch:
                    self._save(item)
                self._put(APPENDS)

    def _save_dict(self, obj):
        self._put(EMPTY_DICT if self.bin else MARK + DICT)
        self._memoize(obj)
        self._batch_setitems(obj.items())

    def _batch_setitems(self, items):
        items = iter(items)
        if not self.bin:
            for key, value in items:
                self._save(key)
                self._save(value)
                self._put(SETITEM)
            return
        for batch in _batches(items):
            if len(batch) == 1:
                key, value = batch[0]
                self._save(key)
                self._save(value)
                self._put(SETITEM)
            else:
                self._put(MARK)
                for key, value in batch:
                    self._save(key)
                    self._save(value)
                self._put(SETITEMS)

    def _save_set(self, obj):
        if self.proto < 4:
            self._save_reduce(set, (list(obj),), obj=obj)
            return
        self._put(EMPTY_SET)
        self._memoize(obj)
        for batch in _batches(iter(obj)):
            self._put(MARK)
            for item in batch:
                self._save(item)
            self._put(ADDITEMS)

    def _save_frozenset(self, obj):
        if self.proto < 4:
            self._save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self._put(MARK)
        for item in obj:
            self._save(item)
        if id(obj) in self.memo:
            self._put(POP_MARK + self._get(self.memo[id(obj)][0]))
            return
        self._put(FROZENSET)
        self._memoize(obj)

    def _save_class(self, obj):
        if obj is type(None):
            self._save_reduce(type, (None,), obj=obj)
        elif obj is type(NotImplemented):
            self._save_reduce(type, (NotImplemented,), obj=obj)
        elif obj is type(...):
            self._save_reduce(type, (...,), obj=obj)
        else:
            self._save_global(obj)

    def _save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, '__qualname__', None) or obj.__name__
        module_name = whichmodule(obj, name)
        try:
            if '.<locals>' in name and sys.version_info < (3, 12):
                raise AttributeError
            __import__(module_name, level=0)
            module = sys.modules[module_name]
            found, parent = _dotted(module, name)
        except (ImportError, KeyError, AttributeError):
            raise _unfound(obj, module_name, name) from None
        if found is not obj:
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s"
                                % (obj, module_name, name))
        if self.proto >= 2:
            code = _extension_registry.get((module_name, name))
            if code:
                if code <= 0xff:
                    self._put(EXT1 + bytes([code]))
                elif code <= 0xffff:
                    self._put(EXT2 + pack('<H', code))
                else:
                    self._put(EXT4 + pack('<i', code))
                return
        last = name.rpartition('.')[2]
        if self.proto >= 4:
            self._save(module_name)
            self._save(name)
            self._put(STACK_GLOBAL)
        elif parent is not module and '.' in name:
            self._save_reduce(getattr, (parent, last))
        else:
            if self.fix_imports:
                if (module_name, name) in _OLD_NAMES:
                    module_name, name = _OLD_NAMES[module_name, name]
                elif module_name == 'builtins' and isinstance(obj, type) and issubclass(obj, BaseException):
                    module_name = 'exceptions'
                    for general in (ImportError, OSError):
                        if issubclass(obj, general):
                            name = general.__name__
                else:
                    module_name = _OLD_MODULES.get(module_name, module_name)
            encoding = 'utf-8' if self.proto >= 3 else 'ascii'
            try:
                self._put(GLOBAL + bytes(module_name, encoding) + b'\n' + bytes(name, encoding) + b'\n')
            except UnicodeEncodeError:
                raise PicklingError(
                    "can't pickle global identifier '%s.%s' using pickle protocol %i"
                    % (module_name, name, self.proto)) from None
        self._memoize(obj)


def _unfound(obj, module_name, name):
    if sys.version_info >= (3, 14):
        text = f"Can't pickle {obj!r}: it's not found as {module_name}.{name}"
        if '<locals>' in name:
            text = f"Can't pickle local object {obj!r}"
        return PicklingError(text)
    if '<locals>' in name:
        if sys.version_info >= (3, 12):
            return AttributeError(f"Can't get local object {name!r}")
        return AttributeError(f"Can't pickle local object {name!r}")
    return PicklingError("Can't pickle %r: attribute lookup %s on %s failed"
                         % (obj, name, module_name))


def _batches(items):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


_ATOMS = {
    type(None): Pickler._save_none, bool: Pickler._save_bool, int: Pickler._save_int,
    float: Pickler._save_float,
}
_SAVERS = {
    bytes: Pickler._save_bytes, bytearray: Pickler._save_bytearray, str: Pickler._save_str,
    tuple: Pickler._save_tuple, list: Pickler._save_list, dict: Pickler._save_dict,
    set: Pickler._save_set, frozenset: Pickler._save_frozenset, type: Pickler._save_class,
    FunctionType: Pickler._save_global,
}


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
        try:
            self._file_read = file.read
            self._file_readline = file.readline
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' attributes") from None
        self._buffers = iter(buffers) if buffers is not None else None
        self.memo = {}
        self.encoding = encoding
        self.errors = errors
        self.proto = 0
        self.fix_imports = fix_imports

    def load(self):
        self._marks = []
        self.stack = []
        self.proto = 0
        read = self._file_read
        while True:
            key = read(1)
            if not key:
                raise EOFError('Ran out of input')
            step = _STEPS.get(key)
            if step is None:
                text = ('\\x%02x' % key[0]) if not 32 <= key[0] < 127 else chr(key[0])
                raise UnpicklingError(f"invalid load key, '{text}'.")
            try:
                step(self)
            except _Stop as stop:
                return stop.value
            except IndexError:
                raise UnpicklingError('unpickling stack underflow') from None

    def persistent_load(self, pid):
        raise UnpicklingError(
            'A load persistent id instruction was encountered, but no persistent_load function was specified.'
            if sys.version_info >= (3, 13) else
            'A load persistent id instruction was encountered,\nbut no persistent_load function was specified.')

    def find_class(self, module, name):
        if self.proto < 3 and self.fix_imports:
            if (module, name) in _NEW_NAMES:
                module, name = _NEW_NAMES[module, name]
            else:
                module = _NEW_MODULES.get(module, module)
        __import__(module, level=0)
        found = sys.modules[module]
        if self.proto >= 4 and '.' in name:
            try:
                return _dotted(found, name)[0]
            except AttributeError:
                raise AttributeError(f"Can't get attribute {name!r} on {found!r}") from None
        try:
            return getattr(found, name)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {found!r}") from None

    def _read(self, count):
        data = self._file_read(count)
        if len(data) < count:
            raise UnpicklingError('pickle data was truncated')
        return data

    def _line(self):
        data = self._file_readline()
        if not data.endswith(b'\n'):
            raise UnpicklingError('pickle data was truncated')
        return data[:-1]

    def _number(self, form, count):
        return unpack(form, self._read(count))[0]

    def _pop_mark(self):
        items = self.stack
        self.stack = self._marks.pop()
        return items

    def _push(self, value):
        self.stack.append(value)

    def _proto(self):
        proto = self._read(1)[0]
        if proto > HIGHEST_PROTOCOL:
            raise ValueError('unsupported pickle protocol: %d' % proto)
        self.proto = proto

    def _frame(self):
        size = self._number('<Q', 8)
        if size > sys.maxsize:
            raise ValueError('frame size > sys.maxsize: %d' % size)

    def _stop(self):
        if self._marks and not self.stack:
            raise UnpicklingError('unexpected MARK found')
        raise _Stop(self.stack.pop())

    def _mark(self):
        self._marks.append(self.stack)
        self.stack = []

    def _int(self):
        data = self._line()
        if data == b'00':
            self._push(False)
        elif data == b'01':
            self._push(True)
        else:
            self._push(int(data, 0))

    def _long(self):
        data = self._line()
        self._push(int(data[:-1] if data[-1:] == b'L' else data, 0))

    def _string(self):
        data = self._line()
        if len(data) < 2 or data[0] != data[-1] or data[:1] not in b'"\'':
            raise UnpicklingError('the STRING opcode argument must be quoted')
        import codecs
        self._push(self._old_str(codecs.escape_decode(data[1:-1])[0]))

    def _old_str(self, data):
        return data if self.encoding == 'bytes' else data.decode(self.encoding, self.errors)

    def _pop(self):
        if self.stack:
            del self.stack[-1]
        else:
            self._pop_mark()

    def _get_memo(self, number):
        try:
            self._push(self.memo[number])
        except KeyError:
            if sys.version_info < (3, 9):
                raise KeyError(number) from None
            raise UnpicklingError(f'Memo value not found at index {number}') from None

    def _put_memo(self, number):
        if number < 0:
            raise ValueError('negative PUT argument')
        self.memo[number] = self.stack[-1]

    def _append(self):
        value = self.stack.pop()
        self.stack[-1].append(value)

    def _appends(self):
        items = self._pop_mark()
        target = self.stack[-1]
        extend = getattr(target, 'extend', None)
        if extend is not None:
            extend(items)
            return
        for item in items:
            target.append(item)

    def _setitem(self):
        value = self.stack.pop()
        key = self.stack.pop()
        self.stack[-1][key] = value

    def _setitems(self):
        items = self._pop_mark()
        target = self.stack[-1]
        for at in range(0, len(items), 2):
            target[items[at]] = items[at + 1]

    def _additems(self):
        items = self._pop_mark()
        target = self.stack[-1]
        if isinstance(target, set):
            target.update(items)
            return
        for item in items:
            target.add(item)

    def _dict(self):
        items = self._pop_mark()
        self._push({items[at]: items[at + 1] for at in range(0, len(items), 2)})

    def _reduce(self):
        args = self.stack.pop()
        self.stack[-1] = self.stack[-1](*args)

    def _newobj(self):
        args = self.stack.pop()
        cls = self.stack.pop()
        self._push(cls.__new__(cls, *args))

    def _newobj_ex(self):
        kwargs = self.stack.pop()
        args = self.stack.pop()
        cls = self.stack.pop()
        self._push(cls.__new__(cls, *args, **kwargs))

    def _instantiated(self, cls, args):
        if args or not isinstance(cls, type) or hasattr(cls, '__getinitargs__'):
            return cls(*args)
        return cls.__new__(cls)

    def _inst(self):
        module, name = self._line().decode('ascii'), self._line().decode('ascii')
        cls = self.find_class(module, name)
        self._push(self._instantiated(cls, self._pop_mark()))

    def _obj(self):
        args = self._pop_mark()
        self._push(self._instantiated(args[0], args[1:]))

    def _global(self):
        module, name = self._line().decode('utf-8'), self._line().decode('utf-8')
        self._push(self.find_class(module, name))

    def _stack_global(self):
        name = self.stack.pop()
        module = self.stack.pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError('STACK_GLOBAL requires str')
        self._push(self.find_class(module, name))

    def _extension(self, code):
        key = _inverted_registry.get(code)
        if code in _extension_cache:
            self._push(_extension_cache[code])
        elif key is None:
            if code <= 0:
                raise UnpicklingError('EXT specifies code <= 0')
            raise ValueError('unregistered extension code %d' % code)
        else:
            found = self.find_class(*key)
            _extension_cache[code] = found
            self._push(found)

    def _build(self):
        state = self.stack.pop()
        target = self.stack[-1]
        setter = getattr(target, '__setstate__', None)
        if setter is not None:
            setter(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            names = target.__dict__
            for key, value in state.items():
                names[sys.intern(key) if type(key) is str else key] = value
        if slots:
            for key, value in slots.items():
                setattr(target, key, value)

    def _next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError('pickle stream refers to out-of-band data but no *buffers* argument was given')
        try:
            self._push(next(self._buffers))
        except StopIteration:
            raise UnpicklingError('not enough out-of-band buffers') from None


def _text(form, count):
    def step(self):
        self._push(str(self._read(self._number(form, count)), 'utf-8', 'surrogatepass'))
    return step


def _raw(form, count, kind=bytes):
    def step(self):
        size = self._number(form, count)
        if size < 0:
            raise UnpicklingError('LONG pickle has negative byte count')
        data = self._read(size)
        self._push(data if kind is bytes else kind(data))
    return step


def _last(count):
    def step(self):
        if len(self.stack) < count:
            raise IndexError
        self.stack[-count:] = [tuple(self.stack[-count:])]
    return step


_STEPS = {
    PROTO: Unpickler._proto, FRAME: Unpickler._frame, STOP: Unpickler._stop, MARK: Unpickler._mark,
    INT: Unpickler._int, LONG: Unpickler._long, STRING: Unpickler._string, POP: Unpickler._pop,
    APPEND: Unpickler._append, APPENDS: Unpickler._appends, SETITEM: Unpickler._setitem,
    SETITEMS: Unpickler._setitems, ADDITEMS: Unpickler._additems, DICT: Unpickler._dict,
    REDUCE: Unpickler._reduce, NEWOBJ: Unpickler._newobj, NEWOBJ_EX: Unpickler._newobj_ex,
    INST: Unpickler._inst, OBJ: Unpickler._obj, GLOBAL: Unpickler._global,
    STACK_GLOBAL: Unpickler._stack_global, BUILD: Unpickler._build,
    NEXT_BUFFER: Unpickler._next_buffer,
    NONE: lambda self: self._push(None),
    NEWTRUE: lambda self: self._push(True),
    NEWFALSE: lambda self: self._push(False),
    PERSID: lambda self: self._push(self.persistent_load(self._line().decode('ascii'))),
    BINPERSID: lambda self: self._push(self.persistent_load(self.stack.pop())),
    BININT: lambda self: self._push(self._number('<i', 4)),
    BININT1: lambda self: self._push(self._read(1)[0]),
    BININT2: lambda self: self._push(self._number('<H', 2)),
    LONG1: lambda self: self._push(decode_long(self._read(self._read(1)[0]))),
    LONG4: lambda self: self._push(decode_long(self._read(self._number('<i', 4)))),
    FLOAT: lambda self: self._push(float(self._line())),
    BINFLOAT: lambda self: self._push(self._number('>d', 8)),
    BINSTRING: lambda self: self._push(self._old_str(self._read(self._number('<i', 4)))),
    SHORT_BINSTRING: lambda self: self._push(self._old_str(self._read(self._read(1)[0]))),
    BINBYTES: _raw('<I', 4), SHORT_BINBYTES: _raw('<B', 1), BINBYTES8: _raw('<Q', 8),
    BYTEARRAY8: _raw('<Q', 8, bytearray),
    UNICODE: lambda self: self._push(str(self._line(), 'raw-unicode-escape')),
    BINUNICODE: _text('<I', 4), SHORT_BINUNICODE: _text('<B', 1), BINUNICODE8: _text('<Q', 8),
    EMPTY_TUPLE: lambda self: self._push(()),
    EMPTY_LIST: lambda self: self._push([]),
    EMPTY_DICT: lambda self: self._push({}),
    EMPTY_SET: lambda self: self._push(set()),
    TUPLE: lambda self: self._push(tuple(self._pop_mark())),
    LIST: lambda self: self._push(self._pop_mark()),
    FROZENSET: lambda self: self._push(frozenset(self._pop_mark())),
    TUPLE1: _last(1), TUPLE2: _last(2), TUPLE3: _last(3),
    POP_MARK: lambda self: self._pop_mark(),
    DUP: lambda self: self._push(self.stack[-1]),
    GET: lambda self: self._get_memo(int(self._line())),
    BINGET: lambda self: self._get_memo(self._read(1)[0]),
    LONG_BINGET: lambda self: self._get_memo(self._number('<I', 4)),
    PUT: lambda self: self._put_memo(int(self._line())),
    BINPUT: lambda self: self._put_memo(self._read(1)[0]),
    LONG_BINPUT: lambda self: self._put_memo(self._number('<I', 4)),
    MEMOIZE: lambda self: self._put_memo(len(self.memo)),
    EXT1: lambda self: self._extension(self._read(1)[0]),
    EXT2: lambda self: self._extension(self._number('<H', 2)),
    EXT4: lambda self: self._extension(self._number('<i', 4)),
}


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = io.BytesIO()
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding,
                     errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    file = io.BytesIO(data)
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding,
                     errors=errors).load()
