class Int:
    def __int__(self):
        return 123


class Index:
    def __index__(self):
        return 45


class Float:
    def __float__(self):
        return 6.5


class Bad:
    def __int__(self):
        return 'x'


for value in [1, True, 2.9, -2.9, Int(), Index(), Float(), Bad(), 'a', None, 1j, 2**80, float('nan'), float('inf')]:
    for code in ['%d', '%i', '%5d|', '%x', '%o', '%e', '%.2f', '%g', '%c', '%s']:
        try:
            shown = code % value
            print(code, shown if '0x' not in shown else '...', end='; ')
        except Exception as error:
            print(code, type(error).__name__, error, end='; ')
    print()
print('%(a)d %(b)s' % {'a': 1, 'b': 2}, '%*d|%-*d|' % (5, 1, 5, 2), '%%', '%s' % ((1, 2),), b'%d %s' % (3, b'x'))
for wrong in ['%d %d', '%', '%y', '%(a)d', '%s %s']:
    try:
        wrong % 1
    except Exception as error:
        print(type(error).__name__, error)
