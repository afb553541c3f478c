"""The best-known wrong decodings of a text, with the call that reverses each.

A byte of UTF-8 from 80 to BF only continues a character, and as a character of another encoding it is mostly a sign:
letters that alternate with such signs (`Ð¿Ñ€`, `РїСЂ`, `ط§ظ„`) are no writing of any language. Text in an older
encoding that was read as Latin-1 is mostly accented letters (`Ïðàâèòåëüñòâî`), which no language has; the frequent
letters of its language tell the encoding.
"""

from __future__ import annotations

from functools import cache
from string import ascii_letters
from typing import NamedTuple

from newscheck.text.misreading_kinds import CLEAR_KINDS, OTHER_KINDS, UNDO, Kind
from newscheck.text.regex import lazy_regex, lazy_set


class Misreading(NamedTuple):
    """A place that was decoded wrongly: how, the calls that reverse it (empty where nothing does), and where."""

    kind: str
    repair: str
    start: int
    end: int


def _characters(codec: str, first: int, last: int) -> str:
    """The characters of some bytes, as the inside of a class; those that the codec lacks are controls."""
    chars = (bytes((byte,)).decode(codec, "ignore") or chr(byte) for byte in range(first, last + 1))
    return "".join(f"\\{char}" if char in r"\]^-" else char for char in chars)


#: Encodings of alphabets whose text is mostly accented letters in Latin-1, with the most frequent letters of it.
_LEGACY = {
    "cp1251": "оеаинтсрвлОЕАИНТСРВЛі",
    "koi8-r": "оеаинтсрвл",
    "cp1253": "αοιετσνηυρπκάίόέή",
    "cp1255": "יוהלארתבשמנ",
    "cp1256": "اليمنروتبةعه",
    "cp874": "านรกอเงมลว่ี้ัิทปสยดตคข",
}
_LEGACY_NAMES = {
    "cp1251": "Windows-1251",
    "koi8-r": "KOI8-R",
    "cp1253": "Windows-1253",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp874": "TIS-620",
    "euc_kr": "EUC-KR",
}
#: Characters of a text that are tried, the fewest accented letters among them, and the least share of frequent ones.
_SAMPLE, _FEWEST, _FREQUENT, _NEARLY_ALL = 400, 12, 0.5, 0.9
#: Accented letters, and the fewest different ones of such a text.
_HIGH, _DIFFERENT = frozenset(map(chr, range(0xA1, 0x100))), 6
_HIGH_BYTES, _LETTER_BYTES = bytes(range(0xA1, 0x100)), ascii_letters.encode()
#: Windows-1251 and KOI8-R read as each other exchange capitals and small letters.
_EXCHANGED = lazy_regex("(?<![А-Яа-я])[а-я][А-Я]{3}")
_CAPITALS = frozenset("АЕОИ")
#: How much larger the share of frequent letters is after the repair.
_GAIN = 0.1
#: Encodings of one byte in which UTF-8 is read; Latin-1 stands for the bytes that Windows-1252 lacks.
_OF_ONE_BYTE = {
    "cp1252": "Latin-1 or Windows-1252",
    "cp1251": "Windows-1251",
    "cp1250": "Windows-1250",
    "cp1254": "Windows-1254",
    "cp1256": "Windows-1256",
    "cp1253": "Windows-1253",
    "cp874": "Windows-874",
    "koi8-r": "KOI8-R",
    "cp866": "CP866",
    "mac-roman": "Mac Roman",
}
#: All characters that tell one kind from another; a set of all characters of a text would take ten times as long.
_TELLING = lazy_set(
    frozenset().union(_HIGH, _CAPITALS, *(kind.signs | kind.never for kind in (*CLEAR_KINDS, *OTHER_KINDS)))
)
_FOREIGN = lazy_regex("[^\\x00-\\x7f]+")
#: Characters beyond ASCII that are tried, and the fewest that they are in UTF-8.
_TRIED, _DECODED = 60, 3
#: A Thai syllable may be a character in UTF-8 (`เขต`), and two letters of Persian, of which some in a row are no word.
_FEWEST_DECODED = {"cp874": 10, "cp1256": 5}
_SHOWN = 6


def find(text: str) -> Misreading | None:
    """The first wrong decoding of a text, or None."""
    if text.isascii():
        return None
    chars = set(_TELLING.findall(text))
    return (
        _of_kind(text, chars, CLEAR_KINDS)
        or _of_utf8(text)
        or _in_latin(text, chars)
        or _exchanged(text, chars)
        or _of_kind(text, chars, OTHER_KINDS)
    )


def _of_kind(text: str, chars: set[str], kinds: tuple[Kind, ...]) -> Misreading | None:
    for kind in kinds:
        if kind.signs.isdisjoint(chars) or not kind.never.isdisjoint(chars):
            continue
        match = kind.pattern.search(text)
        if match and (kind.least == 1 or len(kind.pattern.findall(text)) >= kind.least):
            return Misreading(kind.name, kind.repair, *match.span())
    return None


def _of_utf8(text: str) -> Misreading | None:
    """UTF-8 read as an encoding of one byte: the first characters beyond ASCII are UTF-8 again in that encoding."""
    first = _FOREIGN.search(text)
    if first is None or len(first[0]) < 2:
        return None
    start = first.start()
    lead, follow = first[0][0], first[0][1]
    for codec, name in _OF_ONE_BYTE.items():
        leads, follows = _utf8_bytes(codec)
        if lead in leads and follow in follows:
            decoded = _bytes(_foreign(text), codec).decode("utf-8", "replace").rstrip("\ufffd")
            if len(decoded.replace(" ", "")) >= _FEWEST_DECODED.get(codec, _DECODED) and "\ufffd" not in decoded:
                return Misreading(f"UTF-8 read as {name}", UNDO.format(codec), start, min(start + _SHOWN, first.end()))
    return None


def _foreign(text: str) -> str:
    """The first runs of characters beyond ASCII, with blanks between them."""
    runs: list[str] = []
    length = 0
    for match in _FOREIGN.finditer(text):
        runs.append(match[0])
        length += len(match[0])
        if length > _TRIED:
            break
    return " ".join(runs)[:_TRIED]


@cache
def _utf8_bytes(codec: str) -> tuple[frozenset[str], frozenset[str]]:
    """The characters that the first and the further bytes of a character in UTF-8 are in an encoding."""
    follows = frozenset(_characters(codec, 0x80, 0xBF))
    if codec == "cp1252":
        follows |= frozenset(_characters("latin-1", 0x80, 0xBF))
    return frozenset(_characters(codec, 0xC2, 0xF4)), follows


def _in_latin(text: str, chars: set[str]) -> Misreading | None:
    """An older encoding read as Latin-1 or Windows-1252: most letters of the beginning are accented."""
    if len(_HIGH & chars) < _DIFFERENT:
        return None
    sample = text[:_SAMPLE]
    latin = sample.encode("latin-1", "replace")
    high = len(latin) - len(latin.translate(None, _HIGH_BYTES))
    if high < _FEWEST or high < 2 * (len(latin) - len(latin.translate(None, _LETTER_BYTES))):
        return None
    data = _bytes(sample, "cp1252")
    if len(data) < _NEARLY_ALL * len(sample) or not (codec := _encoding(data, high)):
        return None
    start = next(at for at, char in enumerate(sample) if char > "\u00a0")
    return Misreading(
        f"{_LEGACY_NAMES[codec]} read as Latin-1 or Windows-1252",
        f'text.encode("cp1252").decode("{codec}")',
        start,
        min(len(sample), start + _FEWEST),
    )


def _encoding(data: bytes, high: int) -> str:
    """The encoding of bytes that so many are high of; empty for UTF-8, for Chinese and for none of these."""
    if len(data.decode("utf-8", "ignore").encode()) >= _NEARLY_ALL * len(data):
        return ""
    if 2 * sum("가" <= char <= "힣" for char in data.decode("euc_kr", "ignore")) >= _NEARLY_ALL * high:
        return "euc_kr"
    shares = {codec: _share(data.decode(codec, "ignore"), letters) for codec, letters in _LEGACY.items()}
    codec = max(shares, key=lambda name: shares[name])
    return codec if shares[codec] >= _FREQUENT else ""


def _bytes(text: str, codec: str) -> bytes:
    """The bytes of a text in an encoding, or in Latin-1 for those that it lacks; without all other characters."""
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return b"".join(char.encode(codec, "ignore") or char.encode("latin-1", "ignore") for char in text)


def _share(text: str, frequent: str) -> float:
    """The share of frequent letters among the characters beyond ASCII."""
    letters = [char for char in text if char > "\u00a0"]
    return sum(char in frequent for char in letters) / (len(letters) or 1)


def _exchanged(text: str, chars: set[str]) -> Misreading | None:
    """Windows-1251 and KOI8-R read as each other: `оПЮБХРЕКЭЯРБН`, and the repaired text has Russian's letters."""
    if _CAPITALS.isdisjoint(chars):
        return None
    sample = text[:_SAMPLE]
    match = _EXCHANGED.search(sample)
    if match is None:
        return None
    before = _share(sample.lower(), _LEGACY["koi8-r"])
    for written, read in (("koi8-r", "cp1251"), ("cp1251", "koi8-r")):
        after = _share(sample.encode(read, "ignore").decode(written, "ignore"), _LEGACY["koi8-r"])
        if after > max(_FREQUENT, before + _GAIN):
            names = f"{_LEGACY_NAMES[written]} read as {_LEGACY_NAMES[read]}"
            return Misreading(names, f'text.encode("{read}").decode("{written}")', *match.span())
    return None
