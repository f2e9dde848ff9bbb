import difflib
a = 'one\ntwo\nthree\nfour\nfive\n'.splitlines(keepends=True); b = 'ore\ntree\nemu\nfour\nfifth\nsix\n'.splitlines(keepends=True)
print(''.join(difflib.ndiff(a, b)), ''.join(difflib.unified_diff(a, b, 'a.txt', 'b.txt')), ''.join(difflib.context_diff(a, b, 'a', 'b', n=1)))
s = difflib.SequenceMatcher(None, 'private Thread currentThread;', 'private volatile Thread currentThread;')
print(s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.get_matching_blocks(), s.get_opcodes(), s.find_longest_match(0, 10, 0, 10))
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']), difflib.get_close_matches('x', ['ape']), ''.join(difflib.restore(difflib.ndiff(a, b), 2)), list(s.get_grouped_opcodes(1)))
