# Python 3.13
try:
    try:
        raise ExceptionGroup('g', [ValueError(1), KeyError(2), ExceptionGroup('h', [TypeError(3)])])
    except* ValueError as e:
        print(e.exceptions)
        raise KeyError from e
    except* TypeError:
        pass
except ExceptionGroup as e:
    e.add_note('n')
    print(e.split(KeyError), e.derive([e]), e.subgroup(lambda x: 1))
