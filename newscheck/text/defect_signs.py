"""Signs in a text of what a scraper or a text library did to it, each a bit; none of them proves anything by itself.

A comma at the beginning of one paragraph is a slip, one in every tenth article of a site a fault of its scraper: rules
of the dump compare how many articles of a site have a sign. In the 3,079 Chinese and 5,000 other articles that the
limits were chosen by, most signs are in less than 1% of the articles of a site, the commonest in some 5%; other corpora
may have more.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from newscheck.text import lost_characters
from newscheck.text.regex import lazy_regex

TORN, GAPS, BEHEADED, ASCII_MARKS, MARKDOWN, BOXES, LIST_LOST, MENU, RARE, LINKS, SPACED = (
    1 << bit for bit in range(11)
)

#: A paragraph that begins with a mark that closes or joins; `:)` and `,,` are none.
_TORN = lazy_regex(r"\n[ \t]*(?:[，、。；：）」』》】”](?!\n)|[,;)\]](?=[ \n\w])|\.(?= )|:(?= \w))")
#: A line that is torn in the middle of a sentence: in Chinese, Japanese and Korean before a particle that follows a
#: word; in an alphabet between two small letters, before a long rest; a first letter that stands alone.
_TORN_EAST = lazy_regex(
    r"\n(?:(?<=[\u3041-\u30ff\u3400-\u9fff」』）”]\n)"
    r"(?:的(?![确確士黎哥里是话話])|を|[がはの](?=[\u3400-\u9fff])|では(?=[\d\u3400-\u9fff]))"
    r"|(?<=[가-힣\d”’)]\n)(?:은|는|을|를|의|에서|에게|으로) )"
)
#: What each of these begins with: their large sets of characters take longer to compile than one text to search.
_BEGINS_TORN = lazy_regex("\n[的をがはので은는을를의에으]")
_TORN_ALPHABET = lazy_regex(r"\n(?<=[a-zß-öø-ÿа-яё,]\n)(?=[a-zß-öø-ÿа-яё][^\n]{39})")
#: A comma or colon at the end of a line; the line break comes first, as it is found fast.
_LINE_END = lazy_regex(r"\n(?<=([，、：:])\n)")
_FEWEST_TORN = 2
_ALONE = lazy_regex(r"(?:[^\W\d_]\n(?=[a-zß-öø-ÿа-яё'’])|[\u3400-\u9fff]\n(?=[\u3400-\u9fff]))")
#: Marks that follow each other, or enclose nothing, where a linked word is dropped in Chinese. Sets of the two
#: characters come first: nothing else is tried at the other places of a text.
_DROPPED = lazy_regex(
    "[“（《「『；，、。由与][”）》」』，、和与。的](?:(?<=“”|（）|《》|「」|『』|；，|，、|、，|、、|、。)"
    "|(?<=，，)(?<!，，，)(?!，)|(?<=[，。；]的)(?![确士黎哥里是话])|(?<=由[与、和])(?<![自理缘事根]..)(?:(?<!和)|(?![解平]))"
    "|(?<=与和)(?<![参授赋给]..)(?![平解谐睦硕]))"
)
_BEHEADED = lazy_regex("的(?![确士黎哥里是话])")
#: A Japanese particle at the beginning of a clause or a quotation.
_DROPPED_JAPANESE = lazy_regex(r"[がをはの](?<=[、。「].)(?=[\u3400-\u9fff])")
#: The same in an alphabet: two blanks between words, a blank before a comma or full stop, nothing between brackets.
_MISSING = lazy_regex(
    r"[ \xa0](?=[ \xa0,.(])(?:(?<=[^\W\d_].)(?:[ \xa0]+(?=[^\W\d_A-Z])|(?<= )[,.](?=\s|\Z))|\([ ]?\))|“[ ]?”|«\s?»"
)
#: What one of these has; to count them is cheaper than to search. The rarer ones by a character that each has.
_BLANKS = ("  ", " ,", " .")
_RARER_BLANKS = {"(": (" ()", " ( )"), "\xa0": ("\xa0",), "“": ("“”", "“ ”"), "«": ("«»", "« »")}
_FEWEST_GAPS = 2
#: Between two Han characters, a comma or colon in ASCII; brackets and quotes alone are a habit of many writers.
_ASCII = lazy_regex(r"[,:;!?](?<=[\u3400-\u9fff].)(?=[\u3400-\u9fff])")
#: A blank between two Han characters; the part of a text of which each has one if it is written in words.
_SPACED = lazy_regex(r" (?<=[\u3400-\u9fff] )(?=[\u3400-\u9fff])")
_WORDS = 8
_MARKDOWN = lazy_regex(
    r"\*\*[^\s*][^*\n]{0,200}\*\*|(?:\A|\n)#{1,6} \S|\]\((?:https?:/)?/[^\s)\]]*\)| _[\u3400-\u9fff][^_\n]{0,60}_ "
)
#: The announcement of a list before the colon at the end of a paragraph.
_ANNOUNCED = lazy_regex(
    r"(?:如下|以下|下列|下面)[^\n。]{0,16}\Z"
    r"|(?i:\b(?:following|as follows|these|folgende[ns]?|suivant(?:e?s)?|siguientes?|seguintes?|следующ\w+"
    r"|(?:以下|次)の\S{0,12}))[^\n.]{0,30}\Z"
)
_COLONS, _REACH = frozenset("：:"), 50
_NUMBERED = lazy_regex(
    r"[-*•·–—▪●■◆>]|[(（【\[]?(?:\d|[一二三四五六七八九十]{1,3}[、.．)）]|第|首先|其一|[a-zA-Z][.)])|[“\"「«]?[^\n]{0,12}："
)
#: Paragraphs of at most so many characters (in an alphabet) may be the lines of a list or of a menu.
_LINE_HAN, _LINE = 24, 80
_MENU = lazy_regex(r"(?:- ?[^\n。，]{1,16}(?:\n|\Z)){3}")
#: The scripts from Hebrew on have no capitals.
_BEGINNINGS, _CASELESS = 8, "\u05d0"
#: Different characters besides Han that GB2312 lacks: most texts have a few (`é`, `–`).
_OTHERS = 4
#: Characters at the beginning of a text, of which one is a capital unless all are small.
_HEAD = 400
#: A link that follows a letter or a mark of its sentence.
_LINK = lazy_regex(r"<a\s(?:(?<=[^\s>]<a\s)|(?<=[^\s>]\s<a\s))")


def signs(text: str, lines: Sequence[str], language: str, html: str = "") -> int:
    """The signs in a text of a language, which has these lines; in HTML, whether sentences have links."""
    if not text:
        return 0
    is_chinese = language == "zh"
    ends = _LINE_END.findall(text)
    found = _of_chinese(text) if is_chinese else _of_letters(text)
    if language == "ja" and _DROPPED_JAPANESE.search(text):
        found |= GAPS
    if len(lines) > 1:
        if _TORN.search(text) or _is_torn(text, language, ends):
            found |= TORN
        if text.startswith("- ") and _MENU.match(text):
            found |= MENU
    has_colon = text[-1] in _COLONS or not _COLONS.isdisjoint(ends)
    if has_colon and _is_list_lost(lines, _LINE_HAN if language in ("zh", "ja", "ko") else _LINE):
        found |= LIST_LOST
    # A single character is found ten times as fast as two.
    if ("*" in text or "]" in text or "#" in text or "_" in text) and _MARKDOWN.search(text):
        found |= MARKDOWN
    if _LINK.search(html):
        found |= LINKS
    return found


def beginnings(lines: Sequence[str]) -> str:
    """The first two characters of a text and of some of its next paragraphs, in a script without capitals: pairs.

    A text whose first pair is missing (it begins with a mark, a number or in an alphabet) has two blanks there.
    """
    first, *others = lines[:_BEGINNINGS]
    pairs = [line[:2] for line in others if len(line) > _LINE_HAN and line >= _CASELESS and line[:2].isalpha()]
    own = first[:2] if len(first) > 1 and first >= _CASELESS and first[:2].isalpha() else "  "
    return "".join((own, *pairs)) if pairs or own != "  " else ""


def _is_torn(text: str, language: str, ends: Sequence[str]) -> bool:
    """Whether a text begins with a letter alone, or has lines that begin in the middle of a sentence; `ends` are the
    commas and colons at the ends of lines."""
    if text[1:2] == "\n" and _ALONE.match(text):
        return True
    if language in ("zh", "ja", "ko"):
        # One line that ends with a comma is a slip of many editors.
        if ends.count("，") + ends.count("、") >= _FEWEST_TORN:
            return True
        return _BEGINS_TORN.search(text) is not None and _TORN_EAST.search(text) is not None
    return len(_TORN_ALPHABET.findall(text)) >= _FEWEST_TORN


def _of_chinese(text: str) -> int:
    found = 0
    if _DROPPED.search(text) or _BEHEADED.match(text):
        found |= GAPS
    # Whether a sign is there is found ten times as fast as how often.
    marks = text.count(",") + text.count(":") if "," in text or ":" in text else 0
    if marks and marks > 2 * (text.count("，") + text.count("：")) and len(_ASCII.findall(text)) >= 2:
        found |= ASCII_MARKS
    if lost_characters.find(text):
        found |= BOXES
    if " " in text and _WORDS * text.count(" ") >= len(text) and _WORDS * len(_SPACED.findall(text)) >= len(text):
        found |= SPACED
    return found | (RARE if has_rare_han(text) else 0)


def _of_letters(text: str) -> int:
    """The signs in an alphabet; a small first letter is none in a name (iPhone) and where no letter is a capital."""
    is_small = text[0].islower() and (text[1:2].islower() or text[1:2] == " ") and not text[:_HEAD].islower()
    found = BEHEADED if is_small else 0
    rarer = [gap for sign, gaps in _RARER_BLANKS.items() if sign in text for gap in gaps]
    number = sum(map(text.count, (*_BLANKS, *rarer)))
    if number >= _FEWEST_GAPS and len(_MISSING.findall(text)) >= _FEWEST_GAPS:
        found |= GAPS
    return found


def _is_list_lost(lines: Sequence[str], longest: int) -> bool:
    """Whether a list is announced, and the paragraph after the announcement is a long one, or there is none."""
    for at in [at for at, line in enumerate(lines) if line[-1:] in _COLONS]:
        line, after = lines[at], lines[at + 1] if at + 1 < len(lines) else None
        if after is not None and (len(after) <= longest or _NUMBERED.match(after)):
            continue
        if _ANNOUNCED.search(line, max(0, len(line) - 1 - _REACH), len(line) - 1):
            return True
    return False


def has_rare_han(text: str) -> bool:
    """Whether a text has a Han character that GB2312 lacks: a rare one, or a traditional one."""
    for _ in range(_OTHERS):
        try:
            text.encode("gb2312")
        except UnicodeEncodeError as error:
            found = text[error.start]
            if "\u3400" <= found <= "\u9fff":
                return True
            text = text[error.start :].replace(found, "")
        else:
            return False
    return any("\u3400" <= char <= "\u9fff" for char in set(text) - _gb2312())


@cache
def _gb2312() -> frozenset[str]:
    """The Han characters of GB2312 (rows B0 to F7)."""
    codes = bytes(byte for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return frozenset(codes.decode("gb2312", "ignore"))
