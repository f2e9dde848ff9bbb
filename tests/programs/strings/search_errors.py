for call in ['find(1)', 'index(None)', 'count(b"a")', 'partition(1)', 'rpartition([])', 'replace("a")', 'replace(1, "b")',
             'replace("a", "b", "c")', 'replace("a", "b", 1, 2)', 'split(1)', 'strip(1)', 'join([1])', 'join(5)',
             'startswith(1)', 'endswith((1,))', 'center("a")', 'center(5, "ab")', 'zfill("a")', 'encode(1)',
             'encode("nothing")', 'translate(5)', 'splitlines(1, 2)', 'expandtabs("a")', 'format_map(1)', 'index("z")',
             'rindex("z")', 'split("")', 'partition("")', 'ljust()', 'upper(1)', 'isalpha(1)', 'maketrans("a", "bc")']:
    try:
        print(eval("'abcabc'." + call))
    except Exception as error:
        print(call, '|', type(error).__name__, error)
