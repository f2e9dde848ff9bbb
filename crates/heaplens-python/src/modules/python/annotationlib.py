# Annotations that are evaluated when they are asked for (3.14 on).

import enum
import sys
import types

__all__ = ['Format', 'call_annotate_function', 'call_evaluate_function',
           'get_annotate_from_class_namespace', 'get_annotations', 'annotations_to_string', 'type_repr']


class Format(enum.IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


def type_repr(value):
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        if value.__module__ == 'builtins':
            return value.__qualname__
        return f'{value.__module__}.{value.__qualname__}'
    if value is ...:
        return '...'
    return repr(value)


def annotations_to_string(annotations):
    return {name: value if isinstance(value, str) else type_repr(value) for name, value in annotations.items()}


def get_annotate_from_class_namespace(obj):
    return obj.get('__annotate__', obj.get('__annotate_func__'))


def call_annotate_function(annotate, format, *, owner=None):
    if format == Format.VALUE:
        return annotate(format)
    try:
        found = annotate(Format.VALUE)
    except NameError:
        from _engine import unsupported
        unsupported('annotations with undefined names, as text or forward references')
    return annotations_to_string(found) if format == Format.STRING else found


def call_evaluate_function(evaluate, format, *, owner=None):
    return evaluate(format) if format == Format.VALUE else call_annotate_function(evaluate, format, owner=owner)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    if eval_str and format != Format.VALUE:
        raise ValueError('eval_str=True is only supported with format=Format.VALUE')
    if not isinstance(obj, (type, types.ModuleType)) and not callable(obj):
        raise TypeError(f'{obj!r} does not have annotations')
    found = None
    if format == Format.VALUE:
        found = getattr(obj, '__annotations__', None)
    else:
        annotate = getattr(obj, '__annotate__', None)
        found = call_annotate_function(annotate, format) if annotate is not None else \
            getattr(obj, '__annotations__', None)
        if format == Format.STRING and found:
            found = annotations_to_string(found)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f'{obj!r}.__annotations__ is neither a dict nor None')
    if not eval_str:
        return dict(found)
    if isinstance(obj, type):
        module = sys.modules.get(obj.__module__)
        outer, inner = getattr(module, '__dict__', None), dict(vars(obj))
    elif isinstance(obj, types.ModuleType):
        outer, inner = obj.__dict__, None
    else:
        while hasattr(obj, '__wrapped__'):
            obj = obj.__wrapped__
        outer, inner = getattr(obj, '__globals__', None), None
    outer = outer if globals is None else globals
    inner = inner if locals is None else locals
    return {name: eval(value, outer, inner) if isinstance(value, str) else value
            for name, value in found.items()}
