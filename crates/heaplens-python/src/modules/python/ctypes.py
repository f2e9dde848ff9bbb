# C's values and records: over bytes of their own, or over the memory of a modelled object, to read.

import _ctypes

_SIZES = {'b': 1, 'B': 1, 'c': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'f': 4, 'u': 4,
          'l': 8, 'L': 8, 'q': 8, 'Q': 8, 'd': 8, 'P': 8, 'O': 8, 'z': 8}


class ArgumentError(Exception):
    pass


class _Own:
    # Bytes that belong to a C value; to write.
    __slots__ = ('content', 'objects')

    def __init__(self, size):
        self.content = bytearray(size)
        self.objects = {}

    def read(self, at, size):
        return bytes(self.content[at:at + size])

    def write(self, at, content):
        self.content[at:at + len(content)] = content


class _There:
    # The memory of the model from an address on; to read.
    __slots__ = ('address',)

    def __init__(self, address):
        self.address = address

    def read(self, at, size):
        return _ctypes.read(self.address + at, size)

    def write(self, at, content):
        _ctypes.not_here('writing into memory by ctypes')


class _CType(type):
    def __mul__(cls, length):
        if not isinstance(length, int):
            raise TypeError("can't multiply sequence by non-int of type '%s'" % type(length).__name__)
        if length < 0:
            raise ValueError('Array length must be >= 0, not %d' % length)
        return _CType('%s_Array_%d' % (cls.__name__, length), (Array,), {
            '_type_': cls, '_length_': length, '_size': cls._size * length, '_alignment': cls._alignment})

    __rmul__ = __mul__

    def from_address(cls, address):
        if not isinstance(address, int):
            raise TypeError('integer expected')
        return cls._over(_There(address), 0)

    def from_buffer_copy(cls, source, offset=0):
        made = cls()
        made._memory.write(0, bytes(source)[offset:offset + cls._size])
        return made

    def from_buffer(cls, source, offset=0):
        _ctypes.not_here('from_buffer')

    def in_dll(cls, library, name):
        _ctypes.not_here('in_dll')

    def _over(cls, memory, at):
        made = cls.__new__(cls)
        made._memory = memory
        made._at = at
        return made


class _CData(metaclass=_CType):
    __slots__ = ('_memory', '_at')
    _size = _alignment = 8
    __hash__ = None

    def _begin(self):
        self._memory = _Own(self._size)
        self._at = 0

    # What reading a field or an item gives, and what writing one does.
    @classmethod
    def _load(cls, memory, at):
        return cls._over(memory, at)

    @classmethod
    def _store(cls, memory, at, value):
        if not isinstance(value, cls):
            raise TypeError('incompatible types, %s instance instead of %s instance'
                            % (type(value).__name__, cls.__name__))
        memory.write(at, value._memory.read(value._at, cls._size))


def _to_bytes(code, size, value):
    if code == 'O':
        return _ctypes.address(value).to_bytes(8, 'little')
    if code in 'fd':
        return _ctypes.pack_float(value, size)
    if code == '?':
        return bytes([bool(value)])
    if code == 'c':
        if isinstance(value, (bytes, bytearray)) and len(value) == 1:
            return bytes(value)
        if isinstance(value, int) and 0 <= value < 256:
            return bytes([value])
        raise TypeError('one character bytes, bytearray or integer expected')
    if code == 'u':
        if not isinstance(value, str):
            raise TypeError('unicode string expected instead of %s instance' % type(value).__name__)
        if len(value) != 1:
            raise TypeError('one character unicode string expected')
        return ord(value).to_bytes(4, 'little')
    if code == 'P':
        if value is None:
            value = 0
        elif not isinstance(value, int):
            raise TypeError('cannot be converted to pointer')
    if code == 'z':
        _ctypes.not_here('c_char_p')
    return (_ctypes.index(value) & ((1 << 8 * size) - 1)).to_bytes(size, 'little')


def _from_bytes(code, content):
    if code == 'O':
        address = int.from_bytes(content, 'little')
        if not address:
            raise ValueError('PyObject is NULL')
        return _ctypes.object(address)
    if code in 'fd':
        return _ctypes.unpack_float(content)
    if code == '?':
        return content != b'\0'
    if code == 'c':
        return content
    number = int.from_bytes(content, 'little', signed=code in 'bhilq')
    if code == 'u':
        return chr(number)
    return (number or None) if code == 'P' else number


class _SimpleCData(_CData):
    __slots__ = ()
    _type_ = 'l'

    def __init__(self, value=None):
        self._begin()
        if value is not None:
            self.value = value

    @property
    def value(self):
        return self._get(self._memory, self._at)

    @value.setter
    def value(self, value):
        self._put(self._memory, self._at, value)

    @classmethod
    def _get(cls, memory, at):
        return _from_bytes(cls._type_, memory.read(at, cls._size))

    @classmethod
    def _put(cls, memory, at, value):
        memory.write(at, _to_bytes(cls._type_, cls._size, value))
        if cls._type_ == 'O':
            memory.objects[at] = value

    # A field of a plain type is a plain value; one of a class made from it is an object.
    @classmethod
    def _load(cls, memory, at):
        return cls._get(memory, at) if cls.__base__ is _SimpleCData else cls._over(memory, at)

    @classmethod
    def _store(cls, memory, at, value):
        if isinstance(value, cls):
            value = value.value
        cls._put(memory, at, value)

    def __bool__(self):
        return any(self._memory.read(self._at, self._size))

    def __repr__(self):
        if type(self).__base__ is not _SimpleCData:
            return object.__repr__(self)
        if self._type_ == 'O' and not self:
            return 'py_object(<NULL>)'
        return '%s(%r)' % (type(self).__name__, self.value)


def _simple(name, code):
    size = _SIZES[code]
    made = _CType(name, (_SimpleCData,), {'_type_': code, '_size': size, '_alignment': size})
    made.__module__ = 'ctypes'
    return made


c_bool, c_char, c_wchar = _simple('c_bool', '?'), _simple('c_char', 'c'), _simple('c_wchar', 'u')
c_byte, c_ubyte = _simple('c_byte', 'b'), _simple('c_ubyte', 'B')
c_short, c_ushort = _simple('c_short', 'h'), _simple('c_ushort', 'H')
c_int, c_uint = _simple('c_int', 'i'), _simple('c_uint', 'I')
c_long, c_ulong = _simple('c_long', 'l'), _simple('c_ulong', 'L')
c_longlong, c_ulonglong = c_long, c_ulong
c_float, c_double = _simple('c_float', 'f'), _simple('c_double', 'd')
c_int8, c_uint8, c_int16, c_uint16 = c_byte, c_ubyte, c_short, c_ushort
c_int32, c_uint32, c_int64, c_uint64 = c_int, c_uint, c_long, c_ulong
c_size_t, c_ssize_t = c_ulong, c_long
c_void_p = c_voidp = _simple('c_void_p', 'P')
py_object = _simple('py_object', 'O')


class _Field:
    def __init__(self, name, ctype, offset):
        self._name, self._ctype = name, ctype
        self.offset, self.size = offset, ctype._size

    def __get__(self, record, owner):
        if record is None:
            return self
        return self._ctype._load(record._memory, record._at + self.offset)

    def __set__(self, record, value):
        self._ctype._store(record._memory, record._at + self.offset, value)

    def __repr__(self):
        return '<Field type=%s, ofs=%d, size=%d>' % (self._ctype.__name__, self.offset, self.size)


class _Record(_CData):
    _is_union = False
    _size, _alignment = 0, 1
    _names = ()

    def __init_subclass__(cls, **more):
        super().__init_subclass__(**more)
        if '_fields_' not in cls.__dict__:
            return
        offset, alignment, names = cls._size, cls._alignment, list(cls._names)
        size = offset
        for field in cls.__dict__['_fields_']:
            if len(field) != 2:
                _ctypes.not_here('bit fields')
            name, ctype = field
            step = 1 if cls.__dict__.get('_pack_') == 1 else ctype._alignment
            at = 0 if cls._is_union else -(-size // step) * step
            setattr(cls, name, _Field(name, ctype, at))
            names.append(name)
            alignment = max(alignment, step)
            size = max(size, at + ctype._size)
        cls._size = -(-size // alignment) * alignment
        cls._alignment, cls._names = alignment, tuple(names)

    def __init__(self, *values, **named):
        self._begin()
        if len(values) > len(self._names):
            raise TypeError('too many initializers')
        for name, value in zip(self._names, values):
            setattr(self, name, value)
        for name, value in named.items():
            setattr(self, name, value)


class Structure(_Record):
    pass


class Union(_Record):
    _is_union = True


class Array(_CData):
    _length_ = 0
    _type_ = None

    def __init__(self, *items):
        self._begin()
        if len(items) > self._length_:
            raise IndexError('invalid index')
        for at, item in enumerate(items):
            self[at] = item

    def __len__(self):
        return self._length_

    def _place(self, index):
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError('invalid index')
        return self._at + index * self._type_._size

    def __getitem__(self, index):
        if isinstance(index, slice):
            items = [self[at] for at in range(*index.indices(self._length_))]
            return b''.join(items) if self._type_ is c_char else items
        return self._type_._load(self._memory, self._place(index))

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            for at, item in zip(range(*index.indices(self._length_)), value):
                self[at] = item
        else:
            self._type_._store(self._memory, self._place(index), value)

    def _whole(self):
        if self._type_ is not c_char:
            raise AttributeError("'%s' object has no attribute 'raw'" % type(self).__name__)
        return self._memory.read(self._at, self._size)

    @property
    def raw(self):
        return self._whole()

    @property
    def value(self):
        return self._whole().split(b'\0')[0]


class _Pointer(_CData):
    _type_ = None

    def __init__(self, target=None):
        self._begin()
        self._target = target

    @property
    def contents(self):
        if self._target is None:
            raise ValueError('NULL pointer access')
        return self._target

    def __getitem__(self, index):
        target = self.contents
        return self._type_._load(target._memory, target._at + index * self._type_._size)

    def __bool__(self):
        return self._target is not None


_pointers = {}


def POINTER(ctype):
    if ctype not in _pointers:
        _pointers[ctype] = _CType('LP_' + ctype.__name__, (_Pointer,), {'_type_': ctype})
    return _pointers[ctype]


def pointer(value):
    return POINTER(type(value))(value)


def sizeof(what):
    if isinstance(what, _CData) or isinstance(what, _CType):
        return what._size
    raise TypeError('this type has no size')


def alignment(what):
    if isinstance(what, _CData) or isinstance(what, _CType):
        return what._alignment
    raise TypeError('no alignment info')


def addressof(value):
    if not isinstance(value, _CData):
        raise TypeError('invalid type')
    if isinstance(value._memory, _There):
        return value._memory.address + value._at
    _ctypes.not_here('addressof of a value that ctypes made')


def cast(value, ctype):
    address = value
    if isinstance(value, c_void_p):
        address = value.value or 0
    elif isinstance(value, py_object):
        address = int.from_bytes(value._memory.read(value._at, 8), 'little')
    elif isinstance(value, _Pointer) and isinstance(value.contents._memory, _There):
        address = addressof(value.contents)
    if not isinstance(address, int):
        _ctypes.not_here('cast of ' + type(value).__name__)
    if issubclass(ctype, _Pointer):
        return ctype(ctype._type_.from_address(address)) if address else ctype()
    if ctype is py_object:
        return py_object(_ctypes.object(address)) if address else py_object()
    if ctype is c_void_p:
        return c_void_p(address)
    if issubclass(ctype, _SimpleCData) and ctype._size == 8:
        return ctype(address)
    raise TypeError('cast() argument 2 must be a pointer, not %s' % ctype.__name__)


def string_at(address, size=-1):
    if isinstance(address, c_void_p):
        address = address.value
    if size >= 0:
        return _ctypes.read(address, size)
    content = b''
    while not content.endswith(b'\0'):
        content += _ctypes.read(address + len(content), 1)
    return content[:-1]


def create_string_buffer(init, size=None):
    if isinstance(init, bytes):
        made = (c_char * (len(init) + 1 if size is None else size))()
        made._memory.write(0, init)
        return made
    if isinstance(init, int):
        return (c_char * init)()
    raise TypeError(init)


class _Function:
    argtypes = restype = None

    def __init__(self, name):
        self._name = name

    def __call__(self, *args):
        for at, arg in enumerate(args, 1):
            if not isinstance(arg, py_object) and self.argtypes is None:
                raise ArgumentError("argument %d: TypeError: Don't know how to convert parameter %d" % (at, at))
        if self._name not in ('Py_IncRef', 'Py_DecRef', '_Py_IncRef', '_Py_DecRef') or len(args) != 1:
            _ctypes.not_here('ctypes.pythonapi.' + self._name)
        held = args[0].value if isinstance(args[0], py_object) else args[0]
        _ctypes.count(held, 1 if 'Inc' in self._name else -1)
        return 0


class _PythonAPI:
    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        made = _Function(name)
        setattr(self, name, made)
        return made

    __getitem__ = __getattr__


pythonapi = _PythonAPI()

def __getattr__(name):
    if name in ('CDLL', 'PyDLL', 'CFUNCTYPE', 'PYFUNCTYPE', 'cdll', 'pydll', 'byref', 'memmove', 'memset', 'resize',
                'wstring_at', 'create_unicode_buffer', 'c_char_p', 'c_wchar_p', 'c_longdouble', 'LibraryLoader',
                'get_errno', 'set_errno', 'BigEndianStructure', 'LittleEndianStructure', 'util'):
        _ctypes.not_here('ctypes.' + name)
    raise AttributeError("module 'ctypes' has no attribute %r" % name)
