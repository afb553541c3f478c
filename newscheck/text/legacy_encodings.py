"""Which encoding from before UTF-8 a text is in, by how often bytes occur.

Nearly any bytes are valid GB18030, so that German or Korean would be read as rare Chinese characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Bytes that are looked at, the fewest of them outside ASCII that tell Latin letters, other scripts, and Thai.
_SAMPLE, _FEWEST, _FEW, _MANY = 100_000, 8, 16, 64
_ASCII = bytes(range(128))
_RUN = re.compile(rb"[\x80-\xff]+")
#: A frequent character of Big5, of which many end with an ASCII byte.
_BIG5 = re.compile(rb"[\xa4-\xc6][\x40-\x7e\xa1-\xfe]")
#: Bytes of letters by encoding that are the most frequent in it: those of Arabic and Thai, and what only Turkish and
#: Central Europe have of Latin letters.
_ARABIC = bytes.fromhex("c7 e1 e3 ed e4 d1 ca c8 e6 cf e5 da d3")
_THAI = bytes.fromhex("c3 b9 d2 a1 e0 e8 e9 c7 b7 cd c1 c5 d5 d1 a7")
_TURKISH = bytes.fromhex("fd fe f0 dd de d0")
_CENTRAL, _CENTRAL_ISO = bytes.fromhex("9a 9c 9e 9f b3 b9 bf"), bytes.fromhex("b1 b6 b9 bc be b3")
#: Leading bytes of kana in Shift JIS and in EUC-JP, and of syllables in EUC-KR.
_KANA, _KANA_EUC, _HANGUL = b"\x81\x82\x83", b"\xa4\xa5", bytes(range(0xB0, 0xC9))
_NAMES = {
    "big5": "BIG5",
    "cp932": "Shift_JIS",
    "cp949": "EUC-KR",
    "cp874": "TIS-620",
    "euc_jp": "EUC-JP",
    "koi8_u": "KOI8-U",
}


def decode(data: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding; None where it may be Chinese, or is too short to tell."""
    sample = data[:_SAMPLE]
    high = sample.translate(None, _ASCII)
    if len(high) < _FEWEST:
        return None
    for codec in _likely(sample, high):
        try:
            return data.decode(codec), _NAMES.get(
                codec, codec.replace("cp", "Windows-").replace("iso8859_", "ISO-8859-")
            )
        except UnicodeDecodeError:
            continue
    return None


def _likely(sample: bytes, high: bytes) -> Iterator[str]:
    """Encodings that the bytes suggest, the clearest signs first; `high` are those outside ASCII."""
    runs = _RUN.findall(sample)
    pairs = b"".join(run[::2] for run in runs)
    if len(high) < 1.5 * len(runs):
        yield from _latin(high)
    if len(high) < _FEW:
        return
    if _share(high, _KANA) > 0.25:
        yield "cp932"
    if sum(pair[1] < 0x80 for pair in _BIG5.findall(sample)) > 0.1 * len(high):
        yield "big5"
    if _share(high, bytes(range(0xE0, 0x100))) > 0.7:
        yield _of_late_letters(high)
    if _share(high, bytes(range(0xC0, 0xE0))) > 0.7:
        yield "koi8_u"
    if _share(high, _ARABIC) > 0.6:
        yield "cp1256"
    if _share(pairs, _HANGUL) > 0.85:
        yield "cp949"
    if _share(pairs, _KANA_EUC) > 0.3:
        yield "euc_jp"
    if len(high) >= _MANY and _share(high, _THAI) > 0.5:
        yield "cp874"


def _latin(high: bytes) -> Iterator[str]:
    """Encodings of Latin letters, of which most words have one outside ASCII."""
    if _share(high, _TURKISH) > 0.25:
        yield "cp1254"
    central, iso = _share(high, _CENTRAL), _share(high, _CENTRAL_ISO)
    if max(central, iso) > 0.1:
        yield "cp1250" if central >= iso else "iso8859_2"
    yield "cp1252"


def _of_late_letters(high: bytes) -> str:
    """Cyrillic, Hebrew or Greek: only Greek has no frequent letter at E0, only Hebrew none at the end."""
    if _share(high, b"\xe0") < 0.01:
        return "cp1253"
    return "cp1251" if _share(high, bytes(range(0xFB, 0x100))) > 0.005 else "cp1255"


def _share(data: bytes, some: bytes) -> float:
    return (len(data) - len(data.translate(None, some))) / len(data)
