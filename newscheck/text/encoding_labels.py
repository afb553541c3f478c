"""The labels of encodings that pages and XML declare, and how they are decoded.

As in browsers, a label stands for the largest set of its family (WHATWG, Encoding Standard, 4.2). Python knows other
codecs, some of which do more than decode a text: what is not in this table is not used.
"""

from __future__ import annotations

#: The codec of each label in lower case.
CODECS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312", "gb_2312-80", "csgb2312", "x-gbk"), "gb18030"),
    **dict.fromkeys(("cp936", "euc-cn", "chinese"), "gb18030"),
    **dict.fromkeys(("big5", "cn-big5", "csbig5", "x-x-big5", "big5-hkscs", "cp950"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-jp", "x-euc-jp"), "euc-jp"),
    **dict.fromkeys(("iso-2022-jp", "csiso2022jp"), "iso-2022-jp"),
    **dict.fromkeys(("euc-kr", "korean", "ks_c_5601-1987", "ksc5601", "cp949", "windows-949"), "cp949"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "l1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
    **{f"{name}{page}": f"cp{page}" for page in range(1250, 1259) for name in ("windows-", "cp")},
    **{f"iso-8859-{part}": f"iso8859-{part}" for part in (*range(2, 9), 10, *range(13, 17))},
    **{name: name for name in ("koi8-r", "koi8-u", "utf-16")},
    "hz-gb-2312": "hz",
    "ibm866": "cp866",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
}
