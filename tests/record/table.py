"""Writes the rows that crates/heaplens-python/src/text/recorded.rs reads: fields between tabs, escaped as
`unicode_escape` does; the last one is `=` and the result or `!` and `Class: message`."""


def escape(text):
    return text.encode("unicode_escape").decode("ascii")


def show(value):
    """How an argument or a result stands in a table: str as it is, bytes as text of the same numbers, a long int in
    base 16, else repr."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bytes, bytearray)):
        return value.decode("latin-1")
    if isinstance(value, int) and value.bit_length() > 14000:
        return hex(value)
    return repr(value)


def row(operation, *args, call):
    """Prints the row of an operation: its arguments as shown, and what `call()` gives or raises."""
    try:
        outcome = "=" + show(call())
    except Exception as error:
        outcome = f"!{type(error).__name__}: {error}"
    print("\t".join(escape(show(field)) for field in (operation, *args)), escape(outcome), sep="\t")
