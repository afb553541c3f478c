"""The values in cells of tables: missing ones, and the lists and objects that programs write as JSON or as Python."""

from __future__ import annotations

import json
import re
from typing import Any

from newscheck.text.encoding import replace_surrogates
from newscheck.text.regex import lazy_regex

#: How programs write a value that is missing; a list without entries is one, too.
MISSING = frozenset(
    ("", "None", "nan", "NaN", "NAN", "NaT", "<NA>", "N/A", "#N/A", "NULL", "Null", "null", "\\N", "[]", "{}", "()")
)
LONGEST_MISSING = max(map(len, MISSING))
#: The first characters of lists and objects; that of addresses, which Scrapy's CSV export joins with commas, and what
#: then stands between two of them.
OPENING, ADDRESS, NEXT_ADDRESS = frozenset("[{(h"), "h", ",http"
_CLOSING = {"[": "]", "{": "}", "(": ")"}
#: The longest cell that is read as a list or object.
_MAX_LENGTH = 1_000_000
_ADDRESSES = lazy_regex(r"https?://[^\s,]++(?:,[^\s,]++)++")
_ADDRESS_MARK = lazy_regex(r",(?=https?://)")
#: A list of texts without quotes and escapes in them, as Python writes it.
_TEXTS = lazy_regex(r"\['[^'\\]*+'(?:, '[^'\\]*+')*+\]")
#: A piece of a list or object as Python writes it: a text, a mark, a word or number.
_PIECE = lazy_regex(
    r"""\s*+(?:(?P<text>[bru]?(?:"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'))|(?P<mark>[\[\](){},:])"""
    r"|(?P<word>None|True|False|nan|-?\d[\d.eE+-]*+))\s*+",
    re.DOTALL,
)
#: An escape in a text that Python writes.
_ESCAPE = lazy_regex(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_SINGLE = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"'}
_WORDS = {"None": "null", "True": "true", "False": "false", "nan": "null", "(": "[", ")": "]"}


def parse(cell: str) -> Any:
    """The list or object that a cell holds, or the cell itself where it holds none; None for a missing value.

    Nothing in a cell is evaluated.
    """
    if cell in MISSING:
        return None
    if cell[0] == ADDRESS:
        addresses = _ADDRESS_MARK.split(cell) if NEXT_ADDRESS in cell and _ADDRESSES.fullmatch(cell) else ()
        return addresses if len(addresses) > 1 else cell
    text = cell.rstrip()
    if len(text) > _MAX_LENGTH or _CLOSING.get(text[:1]) != text[-1:]:
        return cell
    if _TEXTS.fullmatch(text):
        return text[2:-2].split("', '")
    for form in (str, _json_of):
        try:
            value = json.loads(form(text))
        except (ValueError, RecursionError):
            continue
        if isinstance(value, (list, dict)):
            value = replace_surrogates(value) if "\\" in text else value
            return value or None
    return cell


def _json_of(text: str) -> str:
    """A list or object that Python (or numpy, without commas) wrote, as JSON. Raises ValueError."""
    parts: list[str] = []
    at, is_behind_value = 0, False
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None:
            raise ValueError("not a list or object")
        at, kind = piece.end(), str(piece.lastgroup)
        written = piece[kind]
        if is_behind_value and (kind != "mark" or written in "[({"):
            parts.append(",")
        is_behind_value = kind != "mark" or written in "])}"
        if written in ("]", ")") and parts[-1:] == [","] and parts[-2] not in ("[", ","):  # a tuple of one
            parts.pop()
        parts.append(_text(written) if kind == "text" else _WORDS.get(written, written))
    return "".join(parts)


def _text(written: str) -> str:
    value = written[1:-1] if written[0] in "\"'" else written[2:-1]
    return json.dumps(_ESCAPE.sub(_unescaped, value) if "\\" in value else value, ensure_ascii=False)


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else "\ufffd"
    return _SINGLE.get(escape[4], escape[0])
