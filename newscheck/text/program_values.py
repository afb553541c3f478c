"""What programs print for a value that is no text: `None`, `[]`, `[object Object]`, `b'…'`, a list, an escape."""

from __future__ import annotations

from newscheck.text.regex import lazy_regex

#: Whole texts by what they are.
_WORDS = {
    "a missing value": ("None", "nan", "NaN", "null", "NULL", "undefined", "NaT", "<NA>", "nil", "(null)", "None None"),
    "an empty list or object": ("[]", "{}", "()", "set()", "[[]]", "[{}]", "[None]", "[null]", "[nan]", "['']", '[""]'),
    "a truth value": ("True", "False"),
    "an object without its values": (
        "Array",
        "[object Object]",
        "[[object Object]]",
        "[object Object],[object Object]",
    ),
    "an invalid date": ("Invalid Date", "Invalid date"),
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words}
_LONGEST_WORD = 34
#: How printed values begin and end, and what is also in them.
_PRINTED = (
    (("b'",), ("'",), "", "bytes"),
    (('b"',), ('"',), "", "bytes"),
    (("['", '["', "[u'", "[{", "[None,"), ("']", '"]', "}]", "None]", "',]"), "", "a list"),
    (("{'", '{"', "{u'"), ("}",), ":", "an object"),
    (("('", '("'), ("')", '")', "',)"), ",", "a tuple"),
    (("<",), (">",), " at 0x", "an object"),
    (("<class '", "<built-in ", "<function ", "<bound method "), (">",), "", "an object"),
    (("datetime.date", "Timestamp("), (")",), "", "an object"),
    (("Promise {",), ("}",), "", "an object"),
    (("function",), ("}",), ") {", "a function"),
)
_BEGINS = frozenset("b[{(<dTPf \n")
_SHORTEST = 3
#: Escapes that were not undone, a few in a row or near each other: line breaks between letters, and characters.
_ESCAPES = lazy_regex(
    r"(?<=[^\W\d_a-zA-Z]|[.。!！?？”\"])\\r?\\?n(?=\\n|\s?[^\W\d_]|[“\"])|\\u[0-9a-fA-F]{4}|(?:\\x[0-9a-f]{2}){3}|\\\\[nt]"
)
_FEWEST_ESCAPES = 2


def printed(text: str) -> str:
    """What a whole text is that a program printed instead of a value; empty for any other text."""
    if len(text) <= _LONGEST_WORD and (kind := _KINDS.get(text.strip())):
        return kind
    if text[:1] not in _BEGINS:
        return ""
    text = text.strip()
    return next((kind for starts, ends, has, kind in _PRINTED if _is_between(text, starts, ends, has)), "")


def _is_between(text: str, starts: tuple[str, ...], ends: tuple[str, ...], has: str) -> bool:
    return len(text) > _SHORTEST and text.startswith(starts) and text.endswith(ends) and has in text


def escapes(text: str) -> tuple[int, int, int] | None:
    r"""The number of escapes (`\n`, `\u6d77`) in a text that were not undone, and the place of the first."""
    if "\\" not in text:
        return None
    found = [match.span() for match in _ESCAPES.finditer(text)]
    return (len(found), *found[0]) if len(found) >= _FEWEST_ESCAPES else None
