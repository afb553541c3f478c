"""The wrong decodings that show in characters or a pattern of their own, as data (`newscheck.text.misreadings`)."""

from __future__ import annotations

from re import Pattern
from typing import NamedTuple

from newscheck.text.regex import lazy_regex


class Kind(NamedTuple):
    """A wrong decoding. A text that has it contains one of `signs` (characters), at least `least` matches of `pattern`,
    and none of `never`."""

    name: str
    repair: str
    signs: frozenset[str]
    pattern: Pattern[str]
    least: int = 1
    never: frozenset[str] = frozenset()


#: What the bytes 80-BF are in Latin-1 and in Windows-1252.
_TRAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
#: Those of them that don't follow the last letter of a word in capitals, as quotation marks and dashes do.
_INNER = "[\u0080-\u009f¡-ª¬-º¼-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]"
#: Those of them that are rare in well-formed texts; a misread text of some letters has one.
_ODD = frozenset((*map(chr, range(0x80, 0xA0)), *"¢£¤¥¦¨©¬\u00ad®¯±´µ¶¸¹¼¾ˆ‰‹Œ˜™›Ÿƒ†‡"))
#: What UTF-8 of everyday Chinese (，。的 and the first two bytes of many others) is in GBK and in Big5.
IN_GBK, IN_BIG5 = "[锛銆鐨紝殑鍥浗鍦鏄鍙鍒鍚鍏涓]", "[嚗銝鈭隞餈憭摰撟]"
_LATIN, _GBK = "UTF-8 read as Latin-1 or Windows-1252", "UTF-8 read as GBK"
UNDO = 'text.encode("{}").decode("utf-8")'
UNDO_LATIN, UNDO_GBK = UNDO.format("cp1252"), UNDO.format("gbk")
_BEFORE = "; the characters had been lost before (U+FFFD)"
#: What letters of two bytes in UTF-8 are in GBK: Cyrillic, Arabic, accented ones.
_CYRILLIC_IN_GBK = "邪斜胁谐写械卸蟹懈泄泻谢屑薪芯锌褉褋褌褍褎褏褑褔褕褖褗褘褜褝褞褟"
_ARABIC_IN_GBK = "丕亘鬲孬噩丨禺丿匕乇夭爻卮氐囟胤馗毓睾賮賯賰賱賲賳賴賵賷"
_ACCENTED_IN_GBK = "脿芒盲谩茫氓莽茅猫锚毛铆矛卯茂帽贸貌么枚玫煤霉没眉"
#: What is looked for first: characters lost before, and UTF-8 read twice.
CLEAR_KINDS = (
    Kind(f"{_GBK}{_BEFORE}", "", frozenset("锟"), lazy_regex("锟斤拷")),
    Kind(f"{_LATIN}{_BEFORE}", "", frozenset("ï"), lazy_regex("ï¿½")),
    Kind(f"UTF-8 read as CP949{_BEFORE}", "", frozenset("占"), lazy_regex("占쏙옙")),
    Kind(
        "UTF-8 read twice as Windows-1252",
        f"{UNDO_LATIN}, twice,",
        frozenset("Ã"),
        lazy_regex("Ã[‚ƒ„…Ž‘—˜™\u0082-\u0085\u008e-\u0091\u0097-\u0099]Â[\u0080-\u00bf]|Ã¢(?:â‚¬|Â\u0080)"),
    ),
)
#: What is looked for last.
OTHER_KINDS = (
    Kind(
        "Shift-JIS read as Latin-1 or Windows-1252",
        'text.encode("cp1252").decode("cp932")',
        frozenset("‚ƒ\u0082\u0083"),
        lazy_regex("(?:[‚\u0082][Ÿ\xa0-ñ]|[ƒ\u0083][@-\x7f€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–]){4}"),
    ),
    Kind(
        "EUC-JP read as Latin-1",
        'text.encode("latin-1").decode("euc_jp")',
        frozenset("¤"),
        lazy_regex("(?:¤[¡-ó]){4}"),
    ),
    Kind(
        "GBK read as Latin-1 or Windows-1252",
        'text.encode("latin-1").decode("gb18030")',
        frozenset(map(chr, range(0xB0, 0xF8))),
        # A set comes first: nothing else is tried at the other characters of a text.
        lazy_regex("[\u00b0-\u00f7][\u00a1-\u00fe](?:[\u00b0-\u00f7][\u00a1-\u00fe]){7}"),
    ),
    Kind(
        _LATIN,
        UNDO_LATIN,
        _ODD,
        lazy_regex(f"[à-ï](?:(?<!à){_TRAIL}{_TRAIL}[á-ï]{_TRAIL}{_TRAIL}|(?<=à)[¤-¿]{_TRAIL}à[¤-¿]{_TRAIL})"),
    ),
    Kind(
        _LATIN,
        UNDO_LATIN,
        frozenset("ÃÂ€"),
        lazy_regex(
            f"Ã(?:{_INNER}|{_TRAIL}(?=[^\\W\\d_])|(?<![A-Z]Ã)\u00a0)|Â[¡-ª¬-º¼-¿]|(?<![^\\W\\d_a-zß-ÿ])Â[\u00a0»]|â€{_TRAIL}"
        ),
    ),
    Kind(_GBK, UNDO_GBK, frozenset(IN_GBK[1:-1]), lazy_regex(f"{IN_GBK}.{{0,6}}{IN_GBK}.{{0,6}}{IN_GBK}")),
    Kind(
        "UTF-8 read as Big5",
        "",
        frozenset(IN_BIG5[1:-1]),
        lazy_regex(f"{IN_BIG5}.{{0,6}}{IN_BIG5}.{{0,6}}{IN_BIG5}"),
    ),
    Kind(_GBK, UNDO_GBK, frozenset("鈥脙"), lazy_regex("鈥[\\u4e00-\\u9fff?€�]|脙[\\u4e00-\\u9fff]")),
    Kind(
        _GBK,
        UNDO_GBK,
        frozenset("茅铆贸谩煤帽枚眉盲莽"),
        lazy_regex(f"(?<=[a-z])[{_ACCENTED_IN_GBK}](?=[a-z])"),
        least=2,
    ),
    Kind(_GBK, UNDO_GBK, frozenset("褌褋"), lazy_regex(f"[{_CYRILLIC_IN_GBK}]{{6}}")),
    Kind(_GBK, UNDO_GBK, frozenset("賱丕"), lazy_regex(f"[{_ARABIC_IN_GBK}]{{6}}")),
    Kind(
        _GBK,
        UNDO_GBK,
        frozenset("銇喔啶"),
        lazy_regex("(?:[銇銈銉].{0,2}){4}|(?:[喔喙].{0,2}){4}|(?:[啶喾].{0,2}){4}"),
    ),
    Kind(
        "GBK read as Big5",
        'text.encode("big5").decode("gbk")',
        frozenset("ㄛ﹝"),
        lazy_regex("[ㄛ﹝](?=[\u4e00-\u9fff])|[岆婓衄笢涴珨奻坻]"),
        least=5,
    ),
    Kind(
        "Big5 read as GBK",
        'text.encode("gb18030").decode("big5")',
        frozenset("琌硂穦"),
        lazy_regex("[琌硂穦猭癸璶瓣㎝]|(?<=[\u4e00-\u9fff])[ΤΘиㄓ]"),
        least=5,
    ),
    Kind(
        "EUC-KR read as GBK",
        'text.encode("gb18030").decode("cp949")',
        frozenset("绰阑"),
        lazy_regex("(?:[捞促绰阑狼俊绊啊篮甫肺窍茄瘤].{0,4}?){6}"),
    ),
    Kind(
        "Shift-JIS read as GBK",
        'text.encode("gb18030").decode("cp932")',
        frozenset("偺傪偼"),
        lazy_regex("(?:[偺傪偼偵傞偨偲偑偟偰].{0,4}?){5}"),
    ),
    Kind("UTF-8 read as Shift-JIS", UNDO.format("cp932"), frozenset("縺繧繝"), lazy_regex("(?:[縺繧繝].{0,2}){3}")),
    Kind(
        "UTF-8 read as Shift-JIS",
        UNDO.format("cp932"),
        frozenset("荳莠蟷蝗"),
        lazy_regex("[\u4e00-\u9fff][\uff61-\uff9f](?=[\u4e00-\u9fff])"),
        least=5,
    ),
    Kind(
        "Windows-1250 or ISO-8859-2 read as Latin-1 or Windows-1252",
        'text.encode("cp1252").decode("cp1250")',
        frozenset("³¹±¶¾"),
        lazy_regex("[a-zñóê][³¹±¶¾][a-zñóê]"),
        least=3,
    ),
    Kind(
        "Windows-1254 read as Latin-1 or Windows-1252",
        'text.encode("cp1252").decode("cp1254")',
        frozenset("þý"),
        lazy_regex("(?<=[a-zçöüýþð])[þý](?=[a-zçöüýþð])"),
        least=4,
        never=frozenset("áíóúæÁÍÓÚìèøùě"),
    ),
)
