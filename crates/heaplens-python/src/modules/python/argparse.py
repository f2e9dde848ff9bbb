# Command lines taken apart.
#
# This is long because a module of the library is one file, as `import` finds it and as tracebacks name it.

import os as _os
import re as _re
import sys as _sys

__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError', 'FileType', 'HelpFormatter',
           'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter', 'RawTextHelpFormatter',
           'MetavarTypeHelpFormatter', 'Namespace', 'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER',
           'REMAINDER', 'SUPPRESS', 'ZERO_OR_MORE']
if _sys.version_info >= (3, 9):
    __all__.append('BooleanOptionalAction')

SUPPRESS = '==SUPPRESS=='
OPTIONAL = '?'
ZERO_OR_MORE = '*'
ONE_OR_MORE = '+'
PARSER = 'A...'
REMAINDER = '...'
_UNRECOGNIZED_ARGS_ATTR = '_unrecognized_args'


class _AttributeHolder:
    def __repr__(self):
        shown, odd = [], {}
        for arg in self._get_args():
            shown.append(repr(arg))
        for name, value in self._get_kwargs():
            if name.isidentifier():
                shown.append('%s=%r' % (name, value))
            else:
                odd[name] = value
        if odd:
            shown.append('**%s' % repr(odd))
        return '%s(%s)' % (type(self).__name__, ', '.join(shown))

    def _get_kwargs(self):
        items = self.__dict__.items()
        return list(items) if _sys.version_info >= (3, 9) else sorted(items)

    def _get_args(self):
        return []


class Namespace(_AttributeHolder):
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = _argument_name(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return str(self.message)
        return 'argument %s: %s' % (self.argument_name, self.message)


class ArgumentTypeError(Exception):
    pass


def _argument_name(argument):
    if argument is None:
        return None
    if argument.option_strings:
        return '/'.join(argument.option_strings)
    for name in argument.metavar, argument.dest:
        if name not in (None, SUPPRESS):
            if isinstance(name, tuple):
                return '[, '.join(name) + ']'
            return name
    if argument.choices:
        return '{' + ','.join(argument.choices) + '}'
    return None


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None, **kwargs):
        if width is None:
            import shutil
            width = shutil.get_terminal_size().columns - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width
        self._current_indent = 0
        self._action_max_length = 0
        self._parts = []

    # The parts are (indent, function) pairs, run once the widest action is known.
    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._parts.append((self._current_indent, lambda: self._format_text(text)))

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._parts.append((0, lambda: self._format_usage(usage, actions, groups, prefix)))

    def add_section(self, title, description, actions):
        shown = [action for action in actions if action.help is not SUPPRESS]
        if not shown and not description:
            return
        for action in shown:
            self._note_width(action, self._indent_increment)
        def section():
            self._current_indent += self._indent_increment
            body = self._format_text(description) if description else ''
            body += ''.join(self._format_action(action) for action in shown)
            self._current_indent -= self._indent_increment
            if not body:
                return ''
            head = '%*s%s:\n' % (self._current_indent, '', title) if title not in (None, SUPPRESS) else ''
            return '\n' + head + body + '\n'
        self._parts.append((0, section))

    def _note_width(self, action, indent):
        names = [self._format_action_invocation(action)]
        widths = [len(name) + indent for name in names]
        for inner in getattr(action, '_get_subactions', list)():
            widths.append(len(self._format_action_invocation(inner)) + indent + self._indent_increment)
        self._action_max_length = max([self._action_max_length] + widths)

    def format_help(self):
        text = ''.join(function() for _, function in self._parts)
        text = _re.sub(r'\n\n\n+', '\n\n', text)
        return text.strip('\n') + '\n' if text else ''

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = 'usage: '
        if usage is not None:
            return '%s%s\n\n' % (prefix, usage % dict(prog=self._prog))
        prog = '%(prog)s' % dict(prog=self._prog)
        if not actions:
            return '%s%s\n\n' % (prefix, prog)
        optionals = [action for action in actions if action.option_strings]
        positionals = [action for action in actions if not action.option_strings]
        option_parts = self._usage_parts(optionals, groups)
        positional_parts = self._usage_parts(positionals, groups)
        text = ' '.join([prog] + option_parts + positional_parts)
        room = self._width - self._current_indent
        if len(prefix) + len(text) > room:
            def lines_of(parts, indent, first=None):
                lines, line = [], []
                length = (len(first) if first is not None else len(indent)) - 1
                for part in parts:
                    if length + 1 + len(part) > room and line:
                        lines.append(indent + ' '.join(line))
                        line = []
                        length = len(indent) - 1
                    line.append(part)
                    length += len(part) + 1
                if line:
                    lines.append(indent + ' '.join(line))
                if first is not None:
                    lines[0] = lines[0][len(indent):]
                return lines
            if len(prefix) + len(prog) <= 0.75 * room:
                indent = ' ' * (len(prefix) + len(prog) + 1)
                if option_parts:
                    lines = lines_of([prog] + option_parts, indent, prefix)
                    lines += lines_of(positional_parts, indent)
                elif positional_parts:
                    lines = lines_of([prog] + positional_parts, indent, prefix)
                else:
                    lines = [prog]
            else:
                indent = ' ' * len(prefix)
                lines = lines_of(option_parts + positional_parts, indent)
                if len(lines) > 1:
                    lines = lines_of(option_parts, indent) + lines_of(positional_parts, indent)
                lines = [prog] + lines
            text = '\n'.join(lines)
        return '%s%s\n\n' % (prefix, text)

    def _usage_part(self, action, bare=False):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return self._format_args(action, default)
        name = action.option_strings[0]
        if action.nargs == 0:
            part = action.format_usage() if hasattr(action, 'format_usage') else name
        else:
            default = self._get_default_metavar_for_optional(action)
            part = '%s %s' % (name, self._format_args(action, default))
        return part if action.required or bare else '[%s]' % part

    def _usage_parts(self, actions, groups):
        parts, done = [], set()
        for action in actions:
            if action.help is SUPPRESS or id(action) in done:
                continue
            group = next((group for group in groups if action in group._group_actions), None)
            members = [other for other in group._group_actions if other.help is not SUPPRESS] if group else []
            if len(members) > 1 and all(other in actions for other in members):
                done.update(map(id, members))
                inner = [self._usage_part(other, True) for other in members]
                inner = [text[1:-1] if not other.option_strings and text[:1] == '[' and text[-1:] == ']' else text
                         for text, other in zip(inner, members)]
                text = ' | '.join(inner)
                parts.append(('(%s)' if group.required else '[%s]') % text)
                continue
            if len(members) == 1 and group.required:
                parts.append(self._usage_part(action, True))
                continue
            parts.append(self._usage_part(action))
        return parts

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % dict(prog=self._prog)
        width = max(self._width - self._current_indent, 11)
        return self._fill_text(text, width, ' ' * self._current_indent) + '\n\n'

    def _format_action(self, action):
        help_position = min(self._action_max_length + 2, self._max_help_position)
        help_width = max(self._width - help_position, 11)
        action_width = help_position - self._current_indent - 2
        name = self._format_action_invocation(action)
        if not action.help:
            parts = ['%*s%s\n' % (self._current_indent, '', name)]
            indent_first = 0
        elif len(name) <= action_width:
            parts = ['%*s%-*s  ' % (self._current_indent, '', action_width, name)]
            indent_first = 0
        else:
            parts = ['%*s%s\n' % (self._current_indent, '', name)]
            indent_first = help_position
        if action.help and action.help.strip():
            lines = self._split_lines(self._expand_help(action), help_width)
            if lines:
                parts.append('%*s%s\n' % (indent_first, '', lines[0]))
                for line in lines[1:]:
                    parts.append('%*s%s\n' % (help_position, '', line))
        elif not parts[-1].endswith('\n'):
            parts.append('\n')
        inner = getattr(action, '_get_subactions', list)()
        if inner:
            self._current_indent += self._indent_increment
            parts += [self._format_action(each) for each in inner]
            self._current_indent -= self._indent_increment
        return ''.join(parts)

    def _format_action_invocation(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return ' '.join(self._metavar_formatter(action, default)(1))
        if action.nargs == 0:
            return ', '.join(action.option_strings)
        default = self._get_default_metavar_for_optional(action)
        args = self._format_args(action, default)
        if _sys.version_info >= (3, 13):
            return ', '.join(action.option_strings) + ' ' + args
        return ', '.join('%s %s' % (name, args) for name in action.option_strings)

    def _metavar_formatter(self, action, default_metavar):
        if action.metavar is not None:
            result = action.metavar
        elif action.choices is not None:
            result = '{%s}' % ','.join(str(choice) for choice in action.choices)
        else:
            result = default_metavar
        return lambda count: result if isinstance(result, tuple) else (result,) * count

    def _format_args(self, action, default_metavar):
        get = self._metavar_formatter(action, default_metavar)
        if action.nargs is None:
            return '%s' % get(1)
        if action.nargs == OPTIONAL:
            return '[%s]' % get(1)
        if action.nargs == ZERO_OR_MORE:
            names = get(1)
            if len(names) == 2:
                return '[%s [%s ...]]' % names
            return '[%s ...]' % names if _sys.version_info >= (3, 9) else '[%s [%s ...]]' % get(2)
        if action.nargs == ONE_OR_MORE:
            return '%s [%s ...]' % get(2)
        if action.nargs == REMAINDER:
            return '...'
        if action.nargs == PARSER:
            return '%s ...' % get(1)
        if action.nargs == SUPPRESS:
            return ''
        return ' '.join(['%s'] * action.nargs) % get(action.nargs)

    def _expand_help(self, action):
        text = self._get_help_string(action)
        if '%' not in text:
            return text
        values = dict(vars(action), prog=self._prog)
        values = {name: value for name, value in values.items() if value is not SUPPRESS}
        for name, value in values.items():
            if hasattr(value, '__name__'):
                values[name] = value.__name__
        if values.get('choices') is not None:
            values['choices'] = ', '.join(str(choice) for choice in values['choices'])
        return text % values

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(_re.sub(r'\s+', ' ', text).strip(), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        text = _re.sub(r'\s+', ' ', text).strip()
        return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    def _fill_text(self, text, width, indent):
        return ''.join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def _get_help_string(self, action):
        text = action.help or ''
        if '%(default)' not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += ' (default: %(default)s)'
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__


class Action(_AttributeHolder):
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None,
                 choices=None, required=False, help=None, metavar=None, deprecated=False):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar
        if _sys.version_info >= (3, 13):
            self.deprecated = deprecated

    def _get_kwargs(self):
        names = ['option_strings', 'dest', 'nargs', 'const', 'default', 'type', 'choices']
        if _sys.version_info >= (3, 9):
            names.append('required')
        names += ['help', 'metavar']
        if _sys.version_info >= (3, 13):
            names.append('deprecated')
        return [(name, getattr(self, name)) for name in names]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


if _sys.version_info >= (3, 9):
    class BooleanOptionalAction(Action):
        def __init__(self, option_strings, dest, default=None, type=None, choices=None,
                     required=False, help=None, metavar=None, deprecated=False):
            names = []
            for name in option_strings:
                names.append(name)
                if name.startswith('--'):
                    names.append('--no-' + name[2:])
            if (_sys.version_info < (3, 11) and help is not None and default is not None
                    and default is not SUPPRESS):
                help += ' (default: %(default)s)'
            super().__init__(names, dest, nargs=0, default=default, type=type, choices=choices,
                             required=required, help=help, metavar=metavar, deprecated=deprecated)

        def __call__(self, parser, namespace, values, option_string=None):
            if option_string in self.option_strings:
                setattr(namespace, self.dest, not option_string.startswith('--no-'))

        def format_usage(self):
            return ' | '.join(self.option_strings)


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **kwargs):
        if nargs == 0:
            raise ValueError('nargs for store actions must be != 0; if you have nothing to store, '
                             'actions such as store true or store const may be more appropriate')
        if const is not None and nargs != OPTIONAL:
            raise ValueError('nargs must be %r to supply const' % OPTIONAL)
        super().__init__(option_strings, dest, nargs=nargs, const=const, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None,
                 metavar=None, deprecated=False):
        super().__init__(option_strings, dest, nargs=0, const=const, default=default,
                         required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, True, default, required, help, deprecated=deprecated)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, False, default, required, help, deprecated=deprecated)


def _copied(items):
    return [] if items is None else list(items)


class _AppendAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **kwargs):
        if nargs == 0:
            raise ValueError('nargs for append actions must be != 0; if arg strings are not '
                             'supplying the value to append, the append const action may be '
                             'more appropriate')
        super().__init__(option_strings, dest, nargs=nargs, const=const, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        items = _copied(getattr(namespace, self.dest, None))
        items.append(values)
        setattr(namespace, self.dest, items)


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copied(getattr(namespace, self.dest, None))
        items.append(self.const)
        setattr(namespace, self.dest, items)


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copied(getattr(namespace, self.dest, None))
        items.extend(values)
        setattr(namespace, self.dest, items)


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, nargs=0, default=default, required=required,
                         help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, nargs=0, default=default, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS,
                 help="show program's version number and exit", deprecated=False):
        super().__init__(option_strings, dest, nargs=0, default=default, help=help, deprecated=deprecated)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = self.version if self.version is not None else parser.version
        formatter = parser._get_formatter()
        formatter.add_text(version)
        parser._print_message(formatter.format_help(), _sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    class _ChoicesPseudoAction(Action):
        def __init__(self, name, aliases, help):
            metavar = name + (' (%s)' % ', '.join(aliases) if aliases else '')
            super().__init__(option_strings=[], dest=name, help=help, metavar=metavar)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None,
                 metavar=None):
        self._prog_prefix = prog
        self._parser_class = parser_class
        self._name_parser_map = {}
        self._choices_actions = []
        super().__init__(option_strings, dest, nargs=PARSER, choices=self._name_parser_map,
                         required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, deprecated=False, **kwargs):
        if kwargs.get('prog') is None:
            kwargs['prog'] = '%s %s' % (self._prog_prefix, name)
        aliases = kwargs.pop('aliases', ())
        if _sys.version_info >= (3, 11):
            if name in self._name_parser_map:
                raise _conflict('conflicting subparser: %s' % name)
            for alias in aliases:
                if alias in self._name_parser_map:
                    raise _conflict('conflicting subparser alias: %s' % alias)
        if 'help' in kwargs:
            self._choices_actions.append(self._ChoicesPseudoAction(name, aliases, kwargs.pop('help')))
        parser = self._parser_class(**kwargs)
        self._name_parser_map[name] = parser
        for alias in aliases:
            self._name_parser_map[alias] = parser
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, args = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._name_parser_map:
            raise ArgumentError(self, 'unknown parser %r (choices: %s)'
                                % (name, ', '.join(self._name_parser_map)))
        found, rest = self._name_parser_map[name].parse_known_args(args, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if rest:
            if not hasattr(namespace, _UNRECOGNIZED_ARGS_ATTR):
                setattr(namespace, _UNRECOGNIZED_ARGS_ATTR, [])
            getattr(namespace, _UNRECOGNIZED_ARGS_ATTR).extend(rest)


def _conflict(text):
    return ValueError(text) if _sys.version_info >= (3, 14) else ArgumentError(None, text)


class FileType:
    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._bufsize = bufsize
        self._encoding = encoding
        self._errors = errors

    def __call__(self, string):
        if string == '-':
            if 'r' in self._mode:
                return _sys.stdin.buffer if 'b' in self._mode else _sys.stdin
            if any(letter in self._mode for letter in 'wax'):
                return _sys.stdout.buffer if 'b' in self._mode else _sys.stdout
            raise ValueError('argument "-" with mode %r' % self._mode)
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError("can't open '%s': %s" % (string, error))

    def __repr__(self):
        args = [repr(arg) for arg in (self._mode, self._bufsize) if arg != -1]
        args += ['%s=%r' % (name, value) for name, value in
                 (('encoding', self._encoding), ('errors', self._errors)) if value is not None]
        return '%s(%s)' % (type(self).__name__, ', '.join(args))


_ACTIONS = {
    None: _StoreAction, 'store': _StoreAction, 'store_const': _StoreConstAction,
    'store_true': _StoreTrueAction, 'store_false': _StoreFalseAction, 'append': _AppendAction,
    'append_const': _AppendConstAction, 'count': _CountAction, 'help': _HelpAction,
    'version': _VersionAction, 'parsers': _SubParsersAction, 'extend': _ExtendAction,
}


class _ActionsContainer:
    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        self.description = description
        self.argument_default = argument_default
        self.prefix_chars = prefix_chars
        self.conflict_handler = conflict_handler
        self._registries = {'action': dict(_ACTIONS), 'type': {}}
        self._actions = []
        self._option_string_actions = {}
        self._action_groups = []
        self._mutually_exclusive_groups = []
        self._defaults = {}

    def register(self, registry_name, value, object):
        self._registries.setdefault(registry_name, {})[value] = object

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def add_argument(self, *args, **kwargs):
        chars = self.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and 'dest' in kwargs:
                raise (TypeError if _sys.version_info >= (3, 14) else ValueError)(
                    'dest supplied twice for positional argument')
            kwargs = self._positional(*args, **kwargs)
        else:
            kwargs = self._optional(*args, **kwargs)
        if 'default' not in kwargs:
            dest = kwargs['dest']
            if dest in self._defaults:
                kwargs['default'] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs['default'] = self.argument_default
        name = kwargs.pop('action', None)
        make = self._registries['action'].get(name, name)
        if not callable(make):
            raise ValueError(('unknown action {!r}' if _sys.version_info >= (3, 14)
                              else 'unknown action "{}"').format(make))
        action = make(**kwargs)
        kind = self._registries['type'].get(action.type, action.type)
        if kind is not None and not callable(kind):
            raise (TypeError if _sys.version_info >= (3, 14) else ValueError)('%r is not callable' % (kind,))
        return self._add_action(action)

    def _positional(self, dest, **kwargs):
        if 'required' in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        nargs = kwargs.get('nargs')
        if nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS):
            kwargs['required'] = True
        if nargs == ZERO_OR_MORE and 'default' not in kwargs and _sys.version_info < (3, 13):
            kwargs['required'] = True
        return dict(kwargs, dest=dest, option_strings=[])

    def _optional(self, *args, **kwargs):
        long = []
        for name in args:
            if not name[0] in self.prefix_chars:
                raise ValueError(
                    'invalid option string %r: must start with a character %r' % (name, self.prefix_chars))
            if len(name) > 1 and name[1] in self.prefix_chars:
                long.append(name)
        dest = kwargs.pop('dest', None)
        if dest is None:
            dest = (long or args)[0].lstrip(self.prefix_chars)
            if not dest:
                raise ValueError('dest= is required for options like %r' % ((long or args)[0],))
            dest = dest.replace('-', '_')
        return dict(kwargs, dest=dest, option_strings=list(args))

    def _add_action(self, action):
        taken = [name for name in action.option_strings if name in self._option_string_actions]
        if taken:
            if self.conflict_handler == 'error':
                plural = '' if len(taken) == 1 else 's'
                raise ArgumentError(action, 'conflicting option string%s: %s' % (plural, ', '.join(taken)))
            for name in taken:
                old = self._option_string_actions.pop(name)
                old.option_strings.remove(name)
                if not old.option_strings:
                    old.container._remove_action(old)
        self._actions.append(action)
        action.container = self
        for name in action.option_strings:
            self._option_string_actions[name] = action
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def add_argument_group(self, *args, **kwargs):
        group = _ArgumentGroup(self, *args, **kwargs)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, **kwargs):
        group = _MutuallyExclusiveGroup(self, **kwargs)
        self._mutually_exclusive_groups.append(group)
        return group


class _ArgumentGroup(_ActionsContainer):
    def __init__(self, container, title=None, description=None, **kwargs):
        kwargs.setdefault('conflict_handler', container.conflict_handler)
        kwargs.setdefault('prefix_chars', container.prefix_chars)
        kwargs.setdefault('argument_default', container.argument_default)
        super().__init__(description, **kwargs)
        self.title = title
        self._group_actions = []
        self._container = container
        self._registries = container._registries
        self._actions = container._actions
        self._option_string_actions = container._option_string_actions
        self._defaults = container._defaults
        self._mutually_exclusive_groups = container._mutually_exclusive_groups

    def _add_action(self, action):
        action = super()._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    def __init__(self, container, required=False):
        super().__init__(container)
        self.required = required

    def _add_action(self, action):
        if action.required:
            raise ValueError('mutually exclusive arguments must be optional')
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        self._container._remove_action(action)
        self._group_actions.remove(action)


class ArgumentParser(_AttributeHolder, _ActionsContainer):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[],
                 formatter_class=HelpFormatter, prefix_chars='-', fromfile_prefix_chars=None,
                 argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True,
                 exit_on_error=True, **kwargs):
        _ActionsContainer.__init__(self, description, prefix_chars, argument_default, conflict_handler)
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage = usage
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._positionals = self.add_argument_group('positional arguments')
        self._optionals = self.add_argument_group(
            'options' if _sys.version_info >= (3, 10) else 'optional arguments')
        self._subparsers = None
        prefix = '-' if '-' in prefix_chars else prefix_chars[0]
        if add_help:
            self.add_argument(prefix + 'h', prefix * 2 + 'help', action='help', default=SUPPRESS,
                              help='show this help message and exit')
        for parent in parents:
            for group in parent._action_groups:
                mine = group
                if group.title in ('positional arguments', 'options', 'optional arguments'):
                    mine = self._positionals if group.title.startswith('pos') else self._optionals
                else:
                    mine = self.add_argument_group(group.title, group.description)
                for action in group._group_actions:
                    mine._add_action(action)
            self._defaults.update(parent._defaults)

    def _get_kwargs(self):
        return [(name, getattr(self, name)) for name in
                ('prog', 'usage', 'description', 'formatter_class', 'conflict_handler', 'add_help')]

    def add_subparsers(self, **kwargs):
        if self._subparsers is not None:
            if _sys.version_info >= (3, 14):
                raise ValueError('cannot have multiple subparser arguments')
            self.error('cannot have multiple subparser arguments')
        kwargs.setdefault('parser_class', type(self))
        if 'title' in kwargs or 'description' in kwargs:
            self._subparsers = self.add_argument_group(kwargs.pop('title', 'subcommands'),
                                                       kwargs.pop('description', None))
        else:
            self._subparsers = self._positionals
        if kwargs.get('prog') is None:
            formatter = self._get_formatter()
            positionals = [action for action in self._actions if not action.option_strings]
            formatter.add_usage(self.usage, positionals, self._mutually_exclusive_groups, '')
            kwargs['prog'] = formatter.format_help().strip()
        kwargs.pop('action', None)
        action = _SubParsersAction(option_strings=[], **kwargs)
        self._subparsers._add_action(action)
        return action

    def _add_action(self, action):
        (self._optionals if action.option_strings else self._positionals)._add_action(action)
        return action

    def parse_args(self, args=None, namespace=None):
        namespace, rest = self.parse_known_args(args, namespace)
        if rest:
            text = 'unrecognized arguments: %s' % ' '.join(rest)
            if self.exit_on_error or _sys.version_info < (3, 12):
                self.error(text)
            raise ArgumentError(None, text)
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        args = _sys.argv[1:] if args is None else list(args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest):
                if action.default is not SUPPRESS:
                    setattr(namespace, action.dest, action.default)
        for dest in self._defaults:
            if not hasattr(namespace, dest):
                setattr(namespace, dest, self._defaults[dest])
        if self.exit_on_error:
            try:
                namespace, rest = self._parse(args, namespace)
            except ArgumentError as error:
                self.error(str(error))
        else:
            namespace, rest = self._parse(args, namespace)
        if hasattr(namespace, _UNRECOGNIZED_ARGS_ATTR):
            rest.extend(getattr(namespace, _UNRECOGNIZED_ARGS_ATTR))
            delattr(namespace, _UNRECOGNIZED_ARGS_ATTR)
        return namespace, rest

    parse_intermixed_args = parse_args

    def _from_files(self, args):
        out = []
        for arg in args:
            if not arg or arg[0] not in self.fromfile_prefix_chars:
                out.append(arg)
                continue
            try:
                with open(arg[1:]) as file:
                    lines = [each for line in file.read().splitlines()
                             for each in self.convert_arg_line_to_args(line)]
            except OSError as error:
                raise ArgumentError(None, str(error)) from error
            out.extend(self._from_files(lines))
        return out

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _parse(self, args, namespace):
        if self.fromfile_prefix_chars is not None:
            args = self._from_files(args)
        # The pattern has a letter for each argument: O an option, A a value, - the double dash.
        options, letters = {}, []
        rest_are_values = False
        for at, arg in enumerate(args):
            if rest_are_values:
                letters.append('A')
                continue
            if arg == '--':
                letters.append('-')
                rest_are_values = True
                continue
            found = self._option_of(arg)
            if found is None:
                letters.append('A')
            else:
                options[at] = found
                letters.append('O')
        pattern = ''.join(letters)
        seen, seen_non_default = set(), set()
        extras = []
        positionals = [action for action in self._actions if not action.option_strings]

        def take(action, values, option_string=None):
            seen.add(action)
            value = self._get_values(action, values)
            if value is not action.default:
                seen_non_default.add(action)
                for group in self._mutually_exclusive_groups:
                    if action in group._group_actions:
                        for other in group._group_actions:
                            if other is not action and other in seen_non_default:
                                raise ArgumentError(action, 'not allowed with argument %s' % _argument_name(other))
            if value is not SUPPRESS:
                action(self, namespace, value, option_string)

        def consume_option(at):
            action, option_string, sep, explicit = options[at]
            while True:
                if action is None:
                    extras.append(args[at])
                    return at + 1
                if explicit is not None:
                    count = self._match(action, 'A')
                    if count == 0 and option_string[1] not in self.prefix_chars and explicit != '':
                        # Several letters behind one dash.
                        if _sys.version_info >= (3, 12) and sep == '=':
                            raise ArgumentError(action, 'ignored explicit argument %r' % explicit)
                        take(action, [], option_string)
                        option_string = option_string[0] + explicit[0]
                        explicit = explicit[1:] or None
                        action = self._option_string_actions.get(option_string)
                        if action is None:
                            raise ArgumentError(options[at][0], 'ignored explicit argument %r' % options[at][3])
                        sep = ''
                        if explicit is not None and explicit[0] == '=':
                            explicit, sep = explicit[1:], '='
                        continue
                    if count == 1:
                        take(action, [explicit], option_string)
                        return at + 1
                    raise ArgumentError(action, 'ignored explicit argument %r' % explicit)
                start = at + 1
                count = self._match(action, pattern[start:])
                take(action, args[start:start + count], option_string)
                return start + count

        def consume_positionals(at):
            counts = self._match_several(positionals, pattern[at:])
            if _sys.version_info >= (3, 13) and 'O' in pattern[at:]:
                # What may be empty waits for values behind the options.
                while counts and not counts[-1]:
                    counts.pop()
            for action, count in zip(positionals, counts):
                values = args[at:at + count]
                at += count
                if action.nargs == PARSER:
                    if _sys.version_info >= (3, 12) and pattern[at - count] == '-':
                        values.remove('--')
                take(action, values)
            positionals[:] = positionals[len(counts):]
            return at

        at = 0
        last_option = max(options) if options else -1
        while at <= last_option:
            next_option = min(index for index in options if index >= at)
            if at != next_option:
                after = consume_positionals(at)
                if after > at:
                    at = after
                    continue
            if at not in options:
                extras.extend(args[at:next_option])
                at = next_option
            at = consume_option(at)
        at = consume_positionals(at)
        extras.extend(args[at:])
        missing = []
        for action in self._actions:
            if action in seen:
                continue
            if action.required:
                missing.append(_argument_name(action))
            elif (action.default is not None and isinstance(action.default, str)
                  and hasattr(namespace, action.dest) and action.default is getattr(namespace, action.dest)):
                setattr(namespace, action.dest, self._get_value(action, action.default))
        if missing:
            self._fail('the following arguments are required: %s' % ', '.join(map(str, missing)))
        for group in self._mutually_exclusive_groups:
            if group.required and not any(action in seen_non_default for action in group._group_actions):
                names = [_argument_name(action) for action in group._group_actions if action.help is not SUPPRESS]
                self._fail('one of the arguments %s is required' % ' '.join(names))
        return namespace, extras

    def _fail(self, text):
        if _sys.version_info >= (3, 12):
            raise ArgumentError(None, text)
        self.error(text)

    def _option_of(self, arg):
        # What option an argument is: (action, its name, separator, value); None where it is a value.
        if not arg or arg[0] not in self.prefix_chars:
            return None
        if arg in self._option_string_actions:
            return self._option_string_actions[arg], arg, None, None
        if len(arg) == 1:
            return None
        if '=' in arg:
            name, _, value = arg.partition('=')
            if name in self._option_string_actions:
                return self._option_string_actions[name], name, '=', value
        found = self._abbreviated(arg)
        if len(found) > 1:
            names = ', '.join(name for _, name, _, _ in found)
            text = 'ambiguous option: %s could match %s' % (arg, names)
            if _sys.version_info >= (3, 12):
                raise ArgumentError(None, text)
            self.error(text)
        if found:
            return found[0]
        looks_negative = any(_re.match(r'^-\d+$|^-\d*\.\d+$', name) for name in self._option_string_actions)
        if _re.match(r'^-\d+$|^-\d*\.\d+$', arg) and not looks_negative:
            return None
        if ' ' in arg:
            return None
        return None, arg, None, None

    def _abbreviated(self, arg):
        chars, found = self.prefix_chars, []
        if arg[0] in chars and arg[1] in chars:
            if self.allow_abbrev:
                name, sep, value = arg.partition('=')
                for known in self._option_string_actions:
                    if known.startswith(name):
                        found.append((self._option_string_actions[known], known, sep or None, value if sep else None))
        else:
            short, rest = arg[:2], arg[2:]
            for known in self._option_string_actions:
                if known == short:
                    sep = ''
                    if _sys.version_info >= (3, 12) and rest.startswith('='):
                        found.append((self._option_string_actions[known], known, '=', rest[1:]))
                    else:
                        found.append((self._option_string_actions[known], known, sep, rest))
                elif self.allow_abbrev and known.startswith(arg):
                    found.append((self._option_string_actions[known], known, None, None))
        return found

    def _nargs_pattern(self, action):
        nargs = action.nargs
        if nargs is None:
            text = '(-*A-*)'
        elif nargs == OPTIONAL:
            text = '(-*A?-*)'
        elif nargs == ZERO_OR_MORE:
            text = '(-*[A-]*)'
        elif nargs == ONE_OR_MORE:
            text = '(-*A[A-]*)'
        elif nargs == REMAINDER:
            text = '([AO-]*)' if _sys.version_info >= (3, 12) else '([-AO]*)'
        elif nargs == PARSER:
            text = '(-*A[-AO]*)'
        elif nargs == SUPPRESS:
            text = '(-*)'
        else:
            text = '(-*%s-*)' % '-*'.join('A' * nargs)
        if action.option_strings:
            text = text.replace('-*', '').replace('-', '')
        return text

    def _match(self, action, pattern):
        found = _re.match(self._nargs_pattern(action), pattern)
        if found is None:
            texts = {None: 'expected one argument', OPTIONAL: 'expected at most one argument',
                     ONE_OR_MORE: 'expected at least one argument'}
            text = texts.get(action.nargs)
            if text is None:
                text = 'expected %s argument%s' % (action.nargs, '' if action.nargs == 1 else 's')
            raise ArgumentError(action, text)
        return len(found.group(1))

    def _match_several(self, actions, pattern):
        for count in range(len(actions), 0, -1):
            found = _re.match(''.join(self._nargs_pattern(action) for action in actions[:count]), pattern)
            if found is not None:
                return [len(text) for text in found.groups()]
        return []

    def _get_values(self, action, values):
        if action.nargs not in (PARSER, REMAINDER):
            if '--' in values and not action.option_strings:
                values = list(values)
                values.remove('--')
        if not values and action.nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str) and value is not SUPPRESS:
                value = self._get_value(action, value)
                self._check_value(action, value)
            return value
        if not values and action.nargs == ZERO_OR_MORE and not action.option_strings:
            if action.default is not None:
                value = action.default
            else:
                value = values
            if _sys.version_info < (3, 12):
                self._check_value(action, value)
            return value
        if len(values) == 1 and action.nargs in (None, OPTIONAL):
            value = self._get_value(action, values[0])
            self._check_value(action, value)
            return value
        if action.nargs == REMAINDER:
            return [self._get_value(action, each) for each in values]
        if action.nargs == PARSER:
            values = [self._get_value(action, each) for each in values]
            self._check_value(action, values[0])
            return values
        if action.nargs == SUPPRESS:
            return SUPPRESS
        values = [self._get_value(action, each) for each in values]
        for each in values:
            self._check_value(action, each)
        return values

    def _get_value(self, action, text):
        kind = self._registries['type'].get(action.type, action.type)
        if kind is None:
            return text
        try:
            return kind(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            name = getattr(action.type, '__name__', repr(action.type))
            raise ArgumentError(action, 'invalid %s value: %r' % (name, text))

    def _check_value(self, action, value):
        if action.choices is not None and value not in action.choices:
            shown = ', '.join(map(repr, action.choices))
            raise ArgumentError(action, 'invalid choice: %r (choose from %s)' % (value, shown))

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.add_section(group.title, group.description, group._group_actions)
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), _sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), _sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            file = _sys.stderr if file is None else file
            try:
                file.write(message)
            except (AttributeError, OSError):
                pass

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, '%s: error: %s\n' % (self.prog, message))
