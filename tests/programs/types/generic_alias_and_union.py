class A:
    pass


class G(list[int]):
    pass


print(list[int], dict[str, list[int]], tuple[int, ...], tuple[()], list[None], list["x"], type[int], set[A] | None)
print(list[int].__origin__, list[int].__args__, list[int] == list[int], hash(list[int]) == hash(list[int]))
print(list[int](), dict[str, int](a=1), G.__bases__, G.__orig_bases__, type(list[int]), [*list[int]])
print(int | str, int | None, None | int, int | str | int, (int | str) == (str | int), type(int | str), str | (int | None))
print(isinstance(1, int | str), isinstance(None, int | None), issubclass(bool, int | str), isinstance("", int | list))
for make in (
    lambda: isinstance([], list[int]),
    lambda: list[int][str],
    lambda: int[str],
    lambda: int | 5,
    lambda: (int | str)(),
    lambda: object.__new__(int),
    lambda: int.__new__(str),
    lambda: tuple.__new__(5),
    lambda: int.real.__get__("x"),
):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
