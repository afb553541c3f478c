"""The encoding that an XML text declares."""

from __future__ import annotations

import re

_DECLARED = re.compile(rb"<\?xml[^<>]{0,200}?\sencoding\s*=\s*[\"']([A-Za-z][\w.:-]{0,39})[\"']")
#: Names of encodings, and how they are decoded: as browsers do, a name stands for the largest set of its family.
_CODECS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "euc-cn"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "windows-31j", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "cp949"), "cp949"),
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252", "cp1252"), "cp1252"),
    **{name: name for name in ("euc-jp", "iso-2022-jp", "koi8-r", "koi8-u", "iso-8859-2", "iso-8859-15", "utf-16")},
    **{f"windows-{page}": f"cp{page}" for page in (1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
}


def declared(data: bytes) -> tuple[str, str] | None:
    """The encoding that an XML declaration names, and its codec; None for UTF-8 and unknown ones."""
    if b"<?xml" not in data[:200]:
        return None
    found = _DECLARED.search(data[:1000])
    name = found[1].decode("ascii") if found else ""
    codec = _CODECS.get(name.lower())
    return (name, codec) if codec else None
