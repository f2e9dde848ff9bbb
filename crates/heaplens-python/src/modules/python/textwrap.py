# Paragraphs wrapped to a width, and common margins.

import re

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_blanks = '\t\n\x0b\x0c\r '


class TextWrapper:
    # A word, a hyphenated part of one, or blanks: what may stand at the end of a line is a chunk of its own.
    _word = r'[\w!"\'&.,?]'
    _letter = r'[^\d\W]'
    _blank = r'[\t\n\x0b\x0c\r ]'
    _dark = r'[^\t\n\x0b\x0c\r ]'
    wordsep_re = re.compile(
        '(' + _blank + '+'
        '|(?<=' + _word + r')-{2,}(?=\w)'
        '|' + _dark + '+?(?:'
        r'-(?:(?<=' + _letter + '{2}-)|(?<=' + _letter + '-' + _letter + '-))(?=' + _letter + '-?' + _letter + ')'
        r'|(?=' + _blank + r'|\Z)'
        '|(?<=' + _word + r')(?=-{2,}\w)'
        '))')
    wordsep_simple_re = re.compile('(' + _blank + '+)')
    sentence_end_re = re.compile(r'[a-z][\.\!\?][\"\']?\Z')
    unicode_whitespace_trans = {ord(blank): ord(' ') for blank in _blanks}
    x = ' '

    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True,
                 replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None,
                 placeholder=' [...]'):
        self.width, self.tabsize = width, tabsize
        self.initial_indent, self.subsequent_indent = initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace = expand_tabs, replace_whitespace
        self.drop_whitespace, self.fix_sentence_endings = drop_whitespace, fix_sentence_endings
        self.break_long_words, self.break_on_hyphens = break_long_words, break_on_hyphens
        self.max_lines, self.placeholder = max_lines, placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(self.unicode_whitespace_trans)
        return text

    def _split(self, text):
        pattern = self.wordsep_re if self.break_on_hyphens is True else self.wordsep_simple_re
        return [chunk for chunk in pattern.split(text) if chunk]

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def _fix_sentence_endings(self, chunks):
        for at in range(len(chunks) - 1):
            if chunks[at + 1] == ' ' and self.sentence_end_re.search(chunks[at]):
                chunks[at + 1] = '  '

    def _break_long_word(self, waiting, line, used, width):
        room = width - used if width >= 1 else 1
        if self.break_long_words:
            chunk = waiting[-1]
            end = room
            if self.break_on_hyphens and len(chunk) > room:
                hyphen = chunk.rfind('-', 0, room)
                if hyphen > 0 and any(mark != '-' for mark in chunk[:hyphen]):
                    end = hyphen + 1
            line.append(chunk[:end])
            waiting[-1] = chunk[end:]
        elif not line:
            line.append(waiting.pop())

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError('invalid width %r (must be > 0)' % self.width)
        if self.max_lines is not None:
            margin = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(margin) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        lines = []
        waiting = chunks[::-1]
        while waiting:
            margin = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(margin)
            if self.drop_whitespace and lines and not waiting[-1].strip():
                waiting.pop()
            line, used = [], 0
            while waiting and used + len(waiting[-1]) <= width:
                used += len(waiting[-1])
                line.append(waiting.pop())
            if waiting and len(waiting[-1]) > width:
                self._break_long_word(waiting, line, used, width)
                used = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                used -= len(line.pop())
            if not line:
                continue
            fits = (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or used <= width and (not waiting or self.drop_whitespace and len(waiting) == 1
                                          and not waiting[0].strip()))
            if fits:
                lines.append(margin + ''.join(line))
                continue
            self._cut(lines, line, used, width, margin)
            break
        return lines

    def _cut(self, lines, line, used, width, margin):
        # The last line that there may be, with the placeholder for what is left out.
        while line:
            if line[-1].strip() and used + len(self.placeholder) <= width:
                lines.append(margin + ''.join(line) + self.placeholder)
                return
            used -= len(line.pop())
        if lines:
            before = lines[-1].rstrip()
            if len(before) + len(self.placeholder) <= self.width:
                lines[-1] = before + self.placeholder
                return
        lines.append(margin + self.placeholder.lstrip())

    def wrap(self, text):
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    lines = text.split('\n')
    margin = None
    for at, line in enumerate(lines):
        content = line.lstrip(' \t')
        if not line.strip(' \t'):
            lines[at] = ''
            continue
        own = line[:len(line) - len(content)]
        if margin is None:
            margin = own
            continue
        common = 0
        while common < min(len(own), len(margin)) and own[common] == margin[common]:
            common += 1
        margin = margin[:common]
    if margin:
        lines = [line[len(margin):] for line in lines]
    return '\n'.join(lines)


def indent(text, prefix, predicate=None):
    wanted = predicate if predicate is not None else str.strip
    return ''.join(prefix + line if wanted(line) else line for line in text.splitlines(True))
