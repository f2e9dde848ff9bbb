# Looking at live objects: what they are, what they take, where they come from.
#
# This is long because a module of the library is one file, as `import` finds it and as tracebacks name it.

import builtins
import collections.abc
import enum
import functools
import linecache
import sys
import types
from collections import OrderedDict, namedtuple
from _engine import unsupported

_version = sys.version_info

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_NOFREE, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 64, 128, 256, 512
TPFLAGS_IS_ABSTRACT = 1 << 20
if _version >= (3, 13):
    CO_HAS_DOCSTRING = 0x4000000
if _version >= (3, 14):
    CO_METHOD = 0x8000000
if _version >= (3, 11):
    del CO_NOFREE


# What kind of thing it is.

def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


if _version >= (3, 11):
    def ismethodwrapper(object):
        return isinstance(object, types.MethodWrapperType)


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    if _version >= (3, 13) and hasattr(kind, '__delete__'):
        return False
    return hasattr(kind, '__get__') and not hasattr(kind, '__set__')


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), '__set__') or hasattr(type(object), '__delete__')


def isroutine(object):
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
            or _version >= (3, 11) and ismethodwrapper(object))


def isabstract(object):
    return isclass(object) and bool(getattr(object, '__abstractmethods__', None))


def _has_flag(function, flag):
    if ismethod(function):
        function = function.__func__
    while isinstance(function, functools.partial):
        function = function.func
    if ismethod(function):
        function = function.__func__
    return isfunction(function) and bool(function.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


if _version >= (3, 12):
    _is_coroutine_mark = object()

    def markcoroutinefunction(func):
        if hasattr(func, '__func__'):
            func = func.__func__
        func._is_coroutine_mark = _is_coroutine_mark
        return func


def iscoroutinefunction(obj):
    if _version >= (3, 12):
        inner = getattr(obj, '__func__', obj)
        if getattr(inner, '_is_coroutine_mark', None) is _is_coroutine_mark:
            return True
    return _has_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def isawaitable(object):
    return (isinstance(object, types.CoroutineType)
            or isinstance(object, types.GeneratorType) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
            or isinstance(object, collections.abc.Awaitable))


# What belongs to it.

def getmembers(object, predicate=None):
    classes = object.__mro__ if isclass(object) else ()
    names = dir(object)
    for base in getattr(object, '__bases__', ()) if isclass(object) else ():
        for name, value in base.__dict__.items():
            if isinstance(value, types.DynamicClassAttribute):
                names.append(name)
    found, seen = [], set()
    for name in names:
        try:
            value = getattr(object, name)
            if name in seen:
                raise AttributeError
        except AttributeError:
            for base in classes:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if not predicate or predicate(value):
            found.append((name, value))
        seen.add(name)
    found.sort(key=lambda pair: pair[0])
    return found


if _version >= (3, 11):
    def getmembers_static(object, predicate=None):
        found = []
        for name in dir(object):
            try:
                value = getattr_static(object, name)
            except AttributeError:
                continue
            if not predicate or predicate(value):
                found.append((name, value))
        return sorted(found, key=lambda pair: pair[0])


Attribute = namedtuple('Attribute', 'name kind defining_class object')


def classify_class_attrs(cls):
    found = []
    names = {name for base in cls.__mro__ for name in base.__dict__} | set(dir(cls))
    for name in sorted(names):
        home = next((base for base in cls.__mro__ if name in base.__dict__), None)
        if home is None:
            continue
        value = home.__dict__[name]
        if isinstance(value, (staticmethod, types.BuiltinMethodType)):
            kind = 'static method'
        elif isinstance(value, (classmethod, types.ClassMethodDescriptorType)):
            kind = 'class method'
        elif isinstance(value, property):
            kind = 'property'
        else:
            kind = 'method' if isroutine(value) else 'data'
        found.append(Attribute(name, kind, home, value))
    return found


def getmro(cls):
    return cls.__mro__


_nothing = object()


def getattr_static(obj, attr, default=_nothing):
    def of_class(cls):
        for base in type.__dict__['__mro__'].__get__(cls) if not isclass(cls) else cls.__mro__:
            if attr in base.__dict__:
                return base.__dict__[attr]
        return _nothing

    kind = obj if isclass(obj) else type(obj)
    of_type = of_class(kind)
    own = _nothing
    if not isclass(obj):
        try:
            namespace = object.__getattribute__(obj, '__dict__')
        except AttributeError:
            namespace = {}
        own = dict.get(namespace, attr, _nothing)
        if own is not _nothing and of_type is not _nothing and isdatadescriptor(of_type):
            return of_type
    for value in (own, of_type, of_class(type(obj)) if isclass(obj) else _nothing, default):
        if value is not _nothing:
            return value
    raise AttributeError(attr)


def unwrap(func, *, stop=None):
    first, seen = func, {id(func)}
    while hasattr(func, '__wrapped__'):
        if stop is not None and stop(func) or isclass(func) and _version >= (3, 13):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= sys.getrecursionlimit():
            raise ValueError('wrapper loop when unwrapping {!r}'.format(first))
        seen.add(id(func))
    return func


# Documentation.

def _inherited_doc(obj):
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object and base.__doc__ is not None:
                return base.__doc__
        return None
    if ismethod(obj):
        name, owner = obj.__func__.__name__, obj.__self__
        cls = owner if isclass(owner) else owner.__class__
    elif isfunction(obj):
        name = obj.__name__
        path = obj.__qualname__.split('.')[:-1]
        cls = sys.modules.get(obj.__module__)
        for part in path:
            cls = getattr(cls, part, None)
        if not isclass(cls):
            return None
    elif isinstance(obj, property):
        if obj.fget is None:
            return None
        name = obj.fget.__name__
        cls = sys.modules.get(obj.fget.__module__)
        for part in obj.fget.__qualname__.split('.')[:-1]:
            cls = getattr(cls, part, None)
        if not isclass(cls):
            return None
    else:
        return None
    for base in cls.__mro__:
        doc = getattr(base.__dict__.get(name), '__doc__', None)
        if doc is not None:
            return doc
    return None


def getdoc(object):
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        try:
            doc = _inherited_doc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    lines[0] = lines[0].lstrip()
    if margins:
        lines[1:] = [line[min(margins):] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


# Sources.

def _code(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    return object


def getfile(object):
    if ismodule(object):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError('{!r} is a built-in module'.format(object))
    if isclass(object):
        if hasattr(object, '__module__'):
            module = sys.modules.get(object.__module__)
            if getattr(module, '__file__', None):
                return module.__file__
            if object.__module__ == '__main__':
                raise OSError('source code not available')
        raise TypeError('{!r} is a built-in class'.format(object))
    code = _code(object)
    if iscode(code):
        return code.co_filename
    raise TypeError('module, class, method, function, traceback, frame, or code object was expected, got {}'.format(
        type(object).__name__))


def getmodulename(path):
    name = path.rpartition('/')[2]
    for suffix in ('.py', '.pyc'):
        if name.endswith(suffix):
            return name[:-len(suffix)]
    return None


def getsourcefile(object):
    name = getfile(object)
    return name if linecache.getlines(name) else None


def getabsfile(object, _filename=None):
    return getsourcefile(object) or getfile(object)


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    if hasattr(object, '__module__'):
        return sys.modules.get(object.__module__)
    try:
        file = getfile(object)
    except (TypeError, FileNotFoundError):
        return None
    for module in list(sys.modules.values()):
        if ismodule(module) and getattr(module, '__file__', None) == file:
            return module
    main = sys.modules['__main__']
    name = getattr(object, '__name__', None)
    if name is not None and getattr(main, name, None) is object:
        return main
    if name is not None and getattr(builtins, name, None) is object:
        return builtins
    return None


class ClassFoundException(Exception):
    pass


def _class_line(cls, lines):
    # The line where the class's statement begins, its decorators included.
    if _version >= (3, 13):
        try:
            return vars(cls)['__firstlineno__'] - 1
        except KeyError:
            raise OSError('source code not available') from None
    path = [part for part in cls.__qualname__.split('.') if part != '<locals>']
    inside, found = [], None
    for at, line in enumerate(lines):
        text = line.lstrip()
        if not text or text[0] == '#':
            continue
        margin = len(line) - len(text)
        while inside and inside[-1][0] >= margin:
            inside.pop()
        for word in ('class ', 'def ', 'async def '):
            if text.startswith(word):
                name = text[len(word):].lstrip()
                end = 0
                while end < len(name) and (name[end].isalnum() or name[end] == '_'):
                    end += 1
                inside.append((margin, name[:end]))
                if word == 'class ' and [name for _, name in inside] == path and found is None:
                    found = at
                break
    if found is None:
        raise OSError('could not find class definition')
    while _version >= (3, 9) and found and lines[found - 1].lstrip().startswith('@'):
        found -= 1
    return found


def findsource(object):
    file = getsourcefile(object)
    if file is None:
        raise OSError('source code not available' if getfile(object)[:1] == '<' and _version < (3, 13)
                      else 'could not get source code')
    lines = linecache.getlines(file)
    if ismodule(object):
        return lines, 0
    if isclass(object):
        return lines, _class_line(object, lines)
    code = _code(object)
    at = code.co_firstlineno - 1
    if at >= len(lines):
        raise OSError('lineno is out of bounds')
    return lines, at


def _scan(line, depth, quote):
    # How a line leaves brackets and a text of several lines open.
    at = 0
    while at < len(line):
        mark = line[at]
        if quote:
            if mark == '\\':
                at += 1
            elif line.startswith(quote, at):
                at += len(quote) - 1
                quote = ''
        elif mark == '#':
            break
        elif mark in '\'"':
            quote = mark * 3 if line.startswith(mark * 3, at) else mark
            at += len(quote) - 1
        elif mark in '([{':
            depth += 1
        elif mark in ')]}':
            depth -= 1
        at += 1
    if len(quote) == 1 and not line.rstrip('\n').endswith('\\'):
        quote = ''
    return depth, quote


def getblock(lines):
    # The lines of the statement that begins with the first one.
    margin = len(lines[0]) - len(lines[0].lstrip())
    first = lines[0].lstrip()
    is_block = first.startswith(('def ', 'class ', 'async def ', '@'))
    depth, quote, end, is_header, in_decorator = 0, '', 0, True, first[:1] == '@'
    continued = False
    for at, line in enumerate(lines):
        text = line.strip()
        is_open = depth > 0 or bool(quote) or continued
        if not is_open and at:
            if not text:
                continue
            own = len(line) - len(line.lstrip())
            if text[0] == '#' and own <= margin:
                if is_block and not is_header:
                    continue
            if not is_header and own <= margin and text[0] != '#':
                break
            if not is_block:
                break
        depth, quote = _scan(line, depth, quote)
        continued = text.endswith('\\') and not quote
        if text[:1] != '#' or len(line) - len(line.lstrip()) > margin:
            end = at + 1
        if is_header and depth == 0 and not quote and not continued:
            if in_decorator:
                following = lines[at + 1].lstrip() if at + 1 < len(lines) else ''
                in_decorator = following[:1] == '@' or not following.strip() or following[:1] == '#'
            else:
                is_header = False
                code = text.split('#')[0].rstrip() if '#' in text else text
                if is_block and not code.endswith(':'):
                    break
    return lines[:end]


def getsourcelines(object):
    object = unwrap(object)
    lines, at = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == '<module>':
        return lines, 0
    return getblock(lines[at:]), at + 1


def getsource(object):
    return ''.join(getsourcelines(object)[0])


def getcomments(object):
    try:
        lines, at = findsource(object)
    except (OSError, TypeError):
        return None
    begin = at
    while begin > 0 and lines[begin - 1].lstrip()[:1] == '#':
        begin -= 1
    return ''.join(line.expandtabs().lstrip() for line in lines[begin:at]) or None


def indentsize(line):
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


# Frames.

if _version >= (3, 11):
    class Traceback(namedtuple('_Traceback', 'filename lineno function code_context index')):
        def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
            made = super().__new__(cls, filename, lineno, function, code_context, index)
            made.positions = positions
            return made

        def __repr__(self):
            return ('Traceback(filename={!r}, lineno={!r}, function={!r}, code_context={!r}, index={!r}, '
                    'positions={!r})').format(*self, self.positions)

    class FrameInfo(namedtuple('_FrameInfo', 'frame filename lineno function code_context index')):
        def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
            made = super().__new__(cls, frame, filename, lineno, function, code_context, index)
            made.positions = positions
            return made

        def __repr__(self):
            return ('FrameInfo(frame={!r}, filename={!r}, lineno={!r}, function={!r}, code_context={!r}, '
                    'index={!r}, positions={!r})').format(*self, self.positions)
else:
    Traceback = namedtuple('Traceback', 'filename lineno function code_context index')
    FrameInfo = namedtuple('FrameInfo', 'frame filename lineno function code_context index')


def currentframe():
    return sys._getframe(1)


def getlineno(frame):
    return frame.f_lineno


def _context(frame, line, context):
    if context <= 0:
        return None, None
    try:
        lines, _ = findsource(frame)
    except OSError:
        return None, None
    begin = max(0, min(line - 1 - context // 2, len(lines) - context))
    return lines[begin:begin + context], line - 1 - begin


def getframeinfo(frame, context=1):
    if istraceback(frame):
        line, frame = frame.tb_lineno, frame.tb_frame
    elif isframe(frame):
        line = frame.f_lineno
    else:
        raise TypeError('{!r} is not a frame or traceback object'.format(frame))
    lines, index = _context(frame, line, context)
    return Traceback(getsourcefile(frame) or getfile(frame), line, frame.f_code.co_name, lines, index)


def getouterframes(frame, context=1):
    found = []
    while frame:
        found.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    found = []
    while tb:
        found.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return found


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    return getinnerframes(sys.exc_info()[2], context)


ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals')
Arguments = namedtuple('Arguments', 'args, varargs, varkw')
ClosureVars = namedtuple('ClosureVars', 'nonlocals globals builtins unbound')


def getargs(co):
    names = co.co_varnames
    end = co.co_argcount + co.co_kwonlyargcount
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[end]
        end += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[end]
    return Arguments(list(names[:co.co_argcount + co.co_kwonlyargcount]), varargs, varkw)


def getargvalues(frame):
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def getclosurevars(func):
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError('{!r} is not a Python function'.format(func))
    code = func.__code__
    nonlocals = {}
    for name, cell in zip(code.co_freevars, func.__closure__ or ()):
        try:
            nonlocals[name] = cell.cell_contents
        except ValueError:
            pass
    space = func.__globals__
    inner = space.get('__builtins__', builtins.__dict__)
    if ismodule(inner):
        inner = inner.__dict__
    found, built, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ('None', 'True', 'False'):
            continue
        if name in space:
            found[name] = space[name]
        elif name in inner:
            built[name] = inner[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, found, built, unbound)


# Generators and their kin.

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = ('GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED',
                                                       'GEN_CLOSED')
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = ('CORO_CREATED', 'CORO_RUNNING', 'CORO_SUSPENDED',
                                                           'CORO_CLOSED')
AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED = ('AGEN_CREATED', 'AGEN_RUNNING', 'AGEN_SUSPENDED',
                                                           'AGEN_CLOSED')


def _state(made, prefix, kind):
    if getattr(made, prefix + '_running'):
        return kind + '_RUNNING'
    frame = getattr(made, prefix + '_frame')
    if frame is None:
        return kind + '_CLOSED'
    suspended = getattr(made, prefix + '_suspended', None)
    if suspended is None:
        suspended = frame.f_lasti != -1
    return kind + ('_SUSPENDED' if suspended else '_CREATED')


def getgeneratorstate(generator):
    return _state(generator, 'gi', 'GEN')


def getcoroutinestate(coroutine):
    return _state(coroutine, 'cr', 'CORO')


def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError('{!r} is not a Python generator'.format(generator))
    return generator.gi_frame.f_locals if generator.gi_frame is not None else {}


def getcoroutinelocals(coroutine):
    return coroutine.cr_frame.f_locals if coroutine.cr_frame is not None else {}


if _version >= (3, 12):
    def getasyncgenstate(agen):
        return _state(agen, 'ag', 'AGEN')

    def getasyncgenlocals(agen):
        if not isasyncgen(agen):
            raise TypeError(f'{agen!r} is not a Python async generator')
        return agen.ag_frame.f_locals if agen.ag_frame is not None else {}

    class BufferFlags(enum.IntFlag):
        SIMPLE = 0x0
        WRITABLE = 0x1
        FORMAT = 0x4
        ND = 0x8
        STRIDES = 0x10 | ND


# Annotations.

if _version >= (3, 14):
    import annotationlib
    from annotationlib import get_annotations
elif _version >= (3, 10):
    def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
        if isclass(obj):
            found = obj.__dict__.get('__annotations__', None)
            module = sys.modules.get(obj.__module__)
            spaces = getattr(module, '__dict__', None), dict(vars(obj))
        elif ismodule(obj):
            found, spaces = getattr(obj, '__annotations__', None), (obj.__dict__, None)
        elif callable(obj):
            found = getattr(obj, '__annotations__', None)
            spaces = getattr(unwrap(obj), '__globals__', None), None
        else:
            raise TypeError(f'{obj!r} is not a module, class, or callable.')
        if found is None:
            return {}
        if not isinstance(found, dict):
            raise ValueError(f'{obj!r}.__annotations__ is neither a dict nor None')
        if not eval_str:
            return dict(found)
        outer = spaces[0] if globals is None else globals
        inner = spaces[1] if locals is None else locals
        return {name: eval(value, outer, inner) if isinstance(value, str) else value
                for name, value in found.items()}


# Signatures.

class _empty:
    pass


class _void:
    pass


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self._name_

    @property
    def description(self):
        return ('positional-only', 'positional or keyword', 'variadic positional', 'keyword-only',
                'variadic keyword')[self]


_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _ParameterKind


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if _version >= (3, 9) and isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


def formatannotationrelativeto(object):
    module = getattr(object, '__module__', None)
    return lambda annotation: formatannotation(annotation, module)


class Parameter:
    __slots__ = '_name', '_kind', '_default', '_annotation'

    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD = _POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind')
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError('{} parameters cannot have default values'.format(self._kind.description))
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError('name must be a str, not a {}'.format(type(name).__name__))
        if name[:1] == '.' and name[1:].isdigit():
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError('implicit arguments must be passed as positional or keyword arguments, not {}'.format(
                    self._kind.description))
            self._kind = _POSITIONAL_ONLY
            name = 'implicit' + name[1:]
        if _version >= (3, 11):
            import keyword
            is_keyword = keyword.iskeyword(name) and self._kind is not _POSITIONAL_ONLY
        else:
            is_keyword = False
        if is_keyword or not name.isidentifier():
            raise ValueError('{!r} is not a valid parameter name'.format(name))
        self._name, self._default, self._annotation = name, default, annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        def chosen(new, own):
            return own if new is _void else new
        return type(self)(chosen(name, self._name), chosen(kind, self._kind),
                          default=chosen(default, self._default), annotation=chosen(annotation, self._annotation))

    if _version >= (3, 13):
        __replace__ = replace

    def __reduce__(self):
        return (type(self), (self._name, self._kind),
                {'_default': self._default, '_annotation': self._annotation})

    def __setstate__(self, state):
        self._default, self._annotation = state['_default'], state['_annotation']

    def _text(self, **options):
        text = self._name
        if self._annotation is not _empty:
            text += ': ' + formatannotation(self._annotation, **options)
        if self._default is not _empty:
            text += (' = ' if self._annotation is not _empty else '=') + repr(self._default)
        return {_VAR_POSITIONAL: '*', _VAR_KEYWORD: '**'}.get(self._kind, '') + text

    def __str__(self):
        return self._text()

    def __repr__(self):
        return '<{} "{}">'.format(type(self).__name__, self)

    def __hash__(self):
        if _version >= (3, 12):
            return hash((self._name, self._kind, self._annotation, self._default))
        return hash((self.name, self.kind, self.annotation, self.default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind
                and self._default == other._default and self._annotation == other._annotation)


class BoundArguments:
    __slots__ = 'arguments', '_signature', '__weakref__'

    def __init__(self, signature, arguments):
        self.arguments, self._signature = arguments, signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        given = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if parameter.kind == _VAR_POSITIONAL:
                given.extend(self.arguments[name])
            else:
                given.append(self.arguments[name])
        return tuple(given)

    @property
    def kwargs(self):
        given, by_name = {}, False
        for name, parameter in self._signature.parameters.items():
            if not by_name:
                if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    by_name = True
                elif name not in self.arguments:
                    by_name = True
                    continue
            if not by_name or name not in self.arguments:
                continue
            if parameter.kind == _VAR_KEYWORD:
                given.update(self.arguments[name])
            else:
                given[name] = self.arguments[name]
        return given

    def apply_defaults(self):
        whole = []
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                value = self.arguments[name]
            elif parameter.default is not _empty:
                value = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                value = ()
            elif parameter.kind is _VAR_KEYWORD:
                value = {}
            else:
                continue
            whole.append((name, value))
        self.arguments = dict(whole) if _version >= (3, 9) else OrderedDict(whole)

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature, self.arguments = state['_signature'], state['arguments']

    def __getstate__(self):
        return {'_signature': self._signature, 'arguments': self.arguments}

    def __repr__(self):
        return '<{} ({})>'.format(type(self).__name__,
                                  ', '.join('{}={!r}'.format(*pair) for pair in self.arguments.items()))


class Signature:
    __slots__ = '_return_annotation', '_parameters'

    _parameter_cls, _bound_arguments_cls = Parameter, BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        found = {}
        last, has_default = _POSITIONAL_ONLY, False
        for parameter in parameters or ():
            kind, name = parameter.kind, parameter.name
            if __validate_parameters__:
                if kind < last:
                    raise ValueError('wrong parameter order: {} parameter before {} parameter'.format(
                        last.description, kind.description))
                if kind > last:
                    has_default = has_default and kind is _POSITIONAL_OR_KEYWORD
                    last = kind
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if parameter.default is not _empty:
                        has_default = True
                    elif has_default:
                        raise ValueError('non-default argument follows default argument')
                if name in found:
                    raise ValueError('duplicate parameter name: {!r}'.format(name))
            found[name] = parameter
        self._parameters = types.MappingProxyType(found if _version >= (3, 9) else OrderedDict(found))
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, **options):
        return _signature(cls, obj, follow_wrapped, options)

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_void, return_annotation=_void):
        return type(self)(self._parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void
                          else return_annotation)

    if _version >= (3, 13):
        __replace__ = replace

    def _basis(self):
        plain = tuple(parameter for parameter in self._parameters.values() if parameter.kind != _KEYWORD_ONLY)
        named = {parameter.name: parameter for parameter in self._parameters.values()
                 if parameter.kind == _KEYWORD_ONLY}
        return plain, named, self._return_annotation

    def __hash__(self):
        plain, named, result = self._basis()
        return hash((plain, frozenset(named.values()), result))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._basis() == other._basis()

    def _bind(self, args, kwargs, *, partial=False):
        given = {} if _version >= (3, 9) else OrderedDict()
        waiting = list(self._parameters.values())
        left = list(args)
        rest = None
        while waiting:
            parameter = waiting[0]
            kind, name = parameter.kind, parameter.name
            if kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                if left:
                    raise TypeError('too many positional arguments') from None
                break
            if kind == _VAR_POSITIONAL:
                waiting.pop(0)
                if left:
                    given[name] = tuple(left)
                    left = []
                continue
            if left:
                waiting.pop(0)
                if name in kwargs and kind != _POSITIONAL_ONLY:
                    raise TypeError('multiple values for argument {arg!r}'.format(arg=name)) from None
                given[name] = left.pop(0)
                continue
            if name in kwargs:
                if kind == _POSITIONAL_ONLY:
                    takes_any = any(other.kind == _VAR_KEYWORD for other in waiting)
                    if not (takes_any and _version >= (3, 13)) or parameter.default is _empty:
                        if _version < (3, 13) or not takes_any:
                            raise TypeError('{arg!r} parameter is positional only, but was passed as a keyword'.format(
                                arg=name)) from None
                        if not partial:
                            raise TypeError(f'missing a required positional-only argument: {name!r}') from None
                    waiting.pop(0)
                    continue
                break
            if parameter.default is not _empty or partial:
                waiting.pop(0)
                continue
            raise TypeError('missing a required argument: {!r}'.format(name)) from None
        else:
            if left:
                raise TypeError('too many positional arguments') from None
        kwargs = dict(kwargs)
        for parameter in waiting:
            kind, name = parameter.kind, parameter.name
            if kind == _VAR_KEYWORD:
                rest = parameter
                continue
            if kind == _VAR_POSITIONAL:
                continue
            if name in kwargs:
                if kind == _POSITIONAL_ONLY:
                    raise TypeError('{arg!r} parameter is positional only, but was passed as a keyword'.format(
                        arg=name))
                given[name] = kwargs.pop(name)
            elif not partial and parameter.default is _empty:
                what = ' keyword-only' if _version >= (3, 12) and kind == _KEYWORD_ONLY else ''
                raise TypeError('missing a required{} argument: {!r}'.format(what, name)) from None
        if kwargs:
            if rest is None:
                raise TypeError('got an unexpected keyword argument {arg!r}'.format(arg=next(iter(kwargs))))
            given[rest.name] = kwargs
        return self._bound_arguments_cls(self, given)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),),
                {'_return_annotation': self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state['_return_annotation']

    def __repr__(self):
        return '<{} {}>'.format(type(self).__name__, self)

    def __str__(self):
        return self._text()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        return self._text(max_width, quote_annotation_strings=quote_annotation_strings)

    def _text(self, max_width=None, **options):
        parts, needs_slash, needs_star = [], False, True
        for parameter in self._parameters.values():
            kind = parameter.kind
            if kind == _POSITIONAL_ONLY:
                needs_slash = True
            elif needs_slash:
                parts.append('/')
                needs_slash = False
            if kind == _VAR_POSITIONAL:
                needs_star = False
            elif kind == _KEYWORD_ONLY and needs_star:
                parts.append('*')
                needs_star = False
            parts.append(parameter._text(**options))
        if needs_slash:
            parts.append('/')
        text = '({})'.format(', '.join(parts))
        if max_width is not None and len(text) > max_width:
            text = '(\n    {}\n)'.format(',\n    '.join(parts))
        if self._return_annotation is not _empty:
            text += ' -> ' + formatannotation(self._return_annotation, **options)
        return text


def _of_function(cls, function, options):
    code = function.__code__
    names = code.co_varnames
    plain, only, named = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    if options and _version >= (3, 10):
        annotations = get_annotations(function, **options)
    else:
        annotations = function.__annotations__ or {}
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    make, found = cls._parameter_cls, []

    def add(name, kind, default=_empty):
        found.append(make(name, kind, default=default, annotation=annotations.get(name, _empty)))

    for at, name in enumerate(names[:plain]):
        place = at - (plain - len(defaults))
        add(name, _POSITIONAL_ONLY if at < only else _POSITIONAL_OR_KEYWORD,
            defaults[place] if place >= 0 else _empty)
    end = plain + named
    if code.co_flags & CO_VARARGS:
        add(names[end], _VAR_POSITIONAL)
        end += 1
    for name in names[plain:plain + named]:
        add(name, _KEYWORD_ONLY, keyword_defaults.get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[end], _VAR_KEYWORD)
    return cls(found, return_annotation=annotations.get('return', _empty), __validate_parameters__=False)


def _without_first(signature):
    parameters = list(signature.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError('invalid method signature')
    if parameters[0].kind is not _VAR_POSITIONAL:
        parameters = parameters[1:]
    return signature.replace(parameters=parameters)


def _of_partial(cls, part, follow_wrapped, options):
    inner = _signature(cls, part.func, follow_wrapped, options)
    args, keywords = part.args, part.keywords or {}
    placeholder = getattr(functools, 'Placeholder', _void)
    try:
        bound = inner.bind_partial(*args, **keywords)
    except TypeError as error:
        raise ValueError('partial object {!r} has incorrect arguments'.format(part)) from error
    found, by_keyword = [], False
    for name, parameter in inner.parameters.items():
        kind = parameter.kind
        given = bound.arguments.get(name, _void)
        if given is not _void and given is not placeholder:
            if kind is _POSITIONAL_ONLY:
                continue
            if kind is _POSITIONAL_OR_KEYWORD:
                if name not in keywords:
                    continue
                by_keyword = True
                parameter = parameter.replace(default=given)
            elif kind is _KEYWORD_ONLY:
                parameter = parameter.replace(default=given)
        elif given is placeholder and placeholder is not _void:
            parameter = parameter.replace(kind=_POSITIONAL_ONLY, default=_empty)
        if by_keyword and kind is not _POSITIONAL_ONLY:
            if kind is _POSITIONAL_OR_KEYWORD:
                parameter = parameter.replace(kind=_KEYWORD_ONLY)
            elif kind is _VAR_POSITIONAL:
                continue
        found.append(parameter)
    return inner.replace(parameters=found)


def _of_class(cls, obj, follow_wrapped, options):
    call = next((base.__dict__['__call__'] for base in type(obj).__mro__
                 if base not in (type, object) and '__call__' in base.__dict__), None)
    if call is not None and isfunction(call):
        return _without_first(_signature(cls, call, follow_wrapped, options))
    methods = {}
    for name in ('__new__', '__init__'):
        for at, base in enumerate(obj.__mro__):
            if name in base.__dict__:
                methods[name] = (at, base, base.__dict__[name])
                break
    for name in sorted(methods, key=lambda name: (methods[name][0], name != '__new__')):
        at, base, method = methods[name]
        if base is object:
            continue
        if isinstance(method, staticmethod):
            method = method.__func__
        if isfunction(method) or isinstance(method, (functools.partial, functools.partialmethod)):
            return _without_first(_signature(cls, method, follow_wrapped, options))
        if isclass(method) or hasattr(method, '__wrapped__'):
            return _without_first(_signature(cls, method, follow_wrapped, options))
        unsupported('the signature of %s, whose %s is built in' % (obj.__name__, name))
    if not obj.__flags__ & 512:
        if obj is object:
            return cls([])
        unsupported('the signature of the built-in class %s' % obj.__name__)
    return cls([])


def _signature(cls, obj, follow_wrapped=True, options={}):
    if not callable(obj):
        raise TypeError('{!r} is not a callable object'.format(obj))
    if ismethod(obj):
        inner = _signature(cls, obj.__func__, follow_wrapped, options)
        return _without_first(inner)
    if follow_wrapped:
        def has_own(function):
            return hasattr(function, '__signature__') or _version >= (3, 10) and ismethod(function)
        obj = unwrap(obj, stop=has_own)
        if ismethod(obj):
            return _signature(cls, obj, follow_wrapped, options)
    own = getattr(obj, '__signature__', None)
    if own is not None:
        if callable(own) and not isinstance(own, Signature) and _version >= (3, 12):
            own = own()
        if not isinstance(own, Signature):
            raise TypeError('unexpected object {!r} in __signature__ attribute'.format(own))
        return own
    method = getattr(obj, '_partialmethod', None) or getattr(obj, '__partialmethod__', None)
    if isinstance(method, functools.partialmethod):
        wrapped = _signature(cls, method.func, follow_wrapped, options)
        part = functools.partial(method.func, None, *method.args, **method.keywords)
        inner = _of_partial(cls, part, follow_wrapped, options)
        first = next(iter(wrapped.parameters.values()))
        if first.kind is _VAR_POSITIONAL:
            return inner
        return inner.replace(parameters=(first,) + tuple(inner.parameters.values()))
    if isfunction(obj):
        return _of_function(cls, obj, options)
    if isinstance(obj, functools.partial):
        return _of_partial(cls, obj, follow_wrapped, options)
    if isclass(obj):
        return _of_class(cls, obj, follow_wrapped, options)
    if isinstance(obj, (types.BuiltinFunctionType, types.MethodDescriptorType, types.WrapperDescriptorType,
                        types.MethodWrapperType, types.ClassMethodDescriptorType)):
        unsupported('the signature of the built-in %s' % getattr(obj, '__qualname__', obj))
    call = getattr(type(obj), '__call__', None)
    if call is not None:
        return _without_first(_signature(cls, call, follow_wrapped, options))
    raise ValueError('callable {!r} is not supported by signature'.format(obj))


def signature(obj, *, follow_wrapped=True, **options):
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, **options)


FullArgSpec = namedtuple('FullArgSpec', 'args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations')


def getfullargspec(func):
    try:
        if ismethod(func):
            found = _signature(Signature, func.__func__, False)
        else:
            found = _signature(Signature, func, False)
    except Exception as error:
        raise TypeError('unsupported callable') from error
    args, defaults, named, named_defaults, annotations = [], [], [], {}, {}
    varargs = varkw = None
    if found.return_annotation is not _empty:
        annotations['return'] = found.return_annotation
    for name, parameter in found.parameters.items():
        kind = parameter.kind
        if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(name)
            if parameter.default is not _empty:
                defaults.append(parameter.default)
        elif kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _KEYWORD_ONLY:
            named.append(name)
            if parameter.default is not _empty:
                named_defaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, named, named_defaults or None, annotations)


def getcallargs(func, /, *positional, **named):
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
        func = func.__func__
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    return dict(bound.arguments)
