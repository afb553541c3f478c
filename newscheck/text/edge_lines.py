"""Lines at the beginning and at the end of a text that are no sentences, and their form: what lines of one template
have in common though their words differ (`本文来源：… 责任编辑：…`, `… | …`, `…（港湾图片社）`, `By …`).

A line behind the text is stored with `$` before it, the first paragraph with `^`, the first line of a list of links
that is left out of the text with `&`, a last sentence that may say who the author is with `~`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newscheck.text import comment_lines
from newscheck.text.headline_lines import is_long
from newscheck.text.regex import lazy_regex
from newscheck.text.unicode_script import has_han

FIRST, LAST, LEFT_OUT, SENTENCE = "^", "$", "&", "~"
#: The forms of a first paragraph, and of three lines behind a text, that are only known to be no sentences.
OPEN_PARAGRAPH, OPEN_LINES = "^…", "$…"
#: The form of a name with the time since, and of a comment's buttons.
COMMENTS = "$comments"
#: The form of a line that ends in the credit of a picture, and of a list of links.
PHOTO_CREDIT, LINKS = "^credit", "&links"
#: Longer lines are text; of each so many characters are kept, of so many lines.
_LONGEST, _LONGEST_HAN, _KEPT, _MOST = 160, 80, 60, 10
#: So many lines without a form of their own are a list.
_FEWEST_OPEN = 3
#: A label ends within so many characters.
_MOST_LABEL = 30
_SENTENCE_ENDS = frozenset("。.!?！？।۔؟…")
_CLOSERS = "”\"’'」』»"
#: A label with a colon: up to three words at the beginning of a line or behind a mark, one word behind a blank.
_LABEL_WORD = r"[^\s：:/|（(\[【；;，,]{1,12}"
_LABEL = lazy_regex(
    rf"(?:(?:\A|(?<=[/|（(\[【；;，,]))\s?({_LABEL_WORD}(?: {_LABEL_WORD}){{0,2}})|(?<=\s)({_LABEL_WORD}))"
    r"\s?[：:＝](?=\s|\D|\Z)"
)
_SECTION = lazy_regex(r"[^|｜]{1,24}\s?[|｜]\s?\S")
_CREDIT = lazy_regex(r".{4,}[（(\[]([^（(\[）)\]]{2,24})[）)\]]\Z")
#: The end of a caption in any language, with or without a full stop.
_PHOTO = lazy_regex(
    r"(?:[\s，。；、（(/][^\s，。（(/]{2,12}\s?(?:摄|攝|供图|供圖|图片|圖片|[社网網报報]图|[社网網报報]圖|资料图|資料圖|资料照片|資料照片|撮影|提供)|"
    r"(?:摄影|攝影|撮影|图|圖|文|图文)\s?[:：/／][^，。]{2,24}|"
    r"[/©(]\s?(?:AFP|AP|EPA|EFE|Reuters|Xinhua|Getty(?: Images)?|dpa|ANSA|TASS|Kyodo|PTI|CNA|Imago|Shutterstock)|"
    r"(?:photo|picture|image|foto|photograph|bild|imagen|写真|图|圖|图源|圖源|图片来源|圖片來源)(?: ?[:：]| by | by:)"
    r"[^.。]{2,40})[)）]?[.。]?\Z",
    re.IGNORECASE,
)
_BRACKETED = lazy_regex(r"[（(\[]([^\s（(]{1,12})")
_DIGITS = lazy_regex(r"\d+")
_WORD = lazy_regex(r"[^\W\d_]{1,12}(?=\s)")
#: What captions begin with.
_PICTURE = lazy_regex(
    r"\W{0,3}(?:(?:图|圖)(?:为|為|说|說|片|源)|(?:资料|資料|档案|檔案)(?:图|圖|照)|(?:上|下|左|右|本|组|組|题|題)(?:图|圖)|"
    r"(?:file |archive |stock )?(?:photo|picture|image)[:：]|写真[:：は]|foto[:：]|photo d['’]archives?|archivbild|"
    r"imagen[:：])",
    re.IGNORECASE,
)
#: A Chinese sentence that neither begins nor ends with one of these is no caption.
_CAPTION_BEGINNINGS = frozenset("图圖资資档檔上下左右本组組题題写▲△↑◎")
_CAPTION_ENDS = frozenset("摄攝影供图圖片照社供提）)")
#: What says who the author is: a name before anything else; in Chinese what such a person is, at the end of a clause.
_UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĚĞİŁŃŇŘŚŞŠŤŮŹŻŽΑ-ΩА-ЯЁІЇЄ]"
_NAMES = rf"{_UPPER}[\w.'’-]*+(?:\s{_UPPER}[\w.'’-]*+)"
_BEGINS_WITH_NAME = lazy_regex(rf"{_NAMES}++\s\S")
_NAME_OR_NUMBER = lazy_regex(rf"{_NAMES}*+|[@#]\S+|\d+")
_SMALL_WORD = lazy_regex(r"\b[^\W\d_A-Z]{2,}")
_ROLES = (
    "记者",
    "記者",
    "编辑",
    "編輯",
    "作者",
    "撰稿人",
    "专栏作家",
    "專欄作家",
    "研究员",
    "研究員",
    "评论员",
    "評論員",
)
_ROLE = lazy_regex(rf"[^，。]{{2,12}}[，,（(].{{0,20}}?({'|'.join(_ROLES)})[，,。；)）]")
_LONGEST_AUTHOR, _FEWEST_SMALL = 60, 2
_PREFIXED = lazy_regex(r"[\[【(（〔][^\]】)）〕]{1,10}[\]】)）〕]\s?[^\s\]】)）〕].{5,}")
_DATED = lazy_regex(r".{8,}?[\s(（\[]{1,3}(?:\d{2,4}[年./-])?\d{1,2}[月./-]\d{1,4}日?(?:\s\d{1,2}:\d\d)?[)）\]]?\Z")
_HAS_WORD = lazy_regex(r"[^\W\d_]")
#: The most characters beside the numbers of a line that is a template but for them, and words of one that begins like a
#: byline.
_MOST_AROUND, _MOST_WORDS = 12, 7


def edges(paragraphs: Sequence[str], left_out: Sequence[str] = ()) -> tuple[str, ...]:
    """The first paragraph of a text if it is no sentence, the lines behind its last sentence, last one first, and what
    shows lists of headlines and teasers that are left out of the text."""
    lines = []
    if len(paragraphs) > 1:
        if _is_open(paragraphs[0]) or _is_caption(paragraphs[0]):
            lines.append(FIRST + paragraphs[0][-_KEPT:])
        for text in paragraphs[: -_MOST - 1 : -1]:
            if not _is_open(text):
                if _is_author(text):
                    lines.append(SENTENCE + text)
                break
            lines.append(LAST + text[:_KEPT])
        # Without a sentence at all there is nothing that the lines are behind.
        if len(lines) > len(paragraphs):
            lines.clear()
    if left_out:
        lines.extend(LEFT_OUT + text[:_KEPT] for text in _listed(left_out))
    return tuple(lines)


def _listed(left_out: Sequence[str]) -> list[str]:
    """The first of three headlines that are left out of the text, or of one behind a label."""
    listed = [text for text in left_out if len(text) <= _LONGEST and is_long(text)]
    labelled = [text for text in listed if ":" in text[:_MOST_LABEL] or "：" in text[:_MOST_LABEL]]
    return (listed if len(listed) >= _FEWEST_OPEN else labelled)[:1]


def forms(edge_lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The forms of some edge lines, each with the line; the less specific ones last."""
    without: list[str] = []
    for edge in edge_lines:
        place, line = edge[0], edge[1:]
        if place == LEFT_OUT:
            form = _form(line)
            yield LEFT_OUT + form if "：" in form else LINKS, line
        elif place == SENTENCE:
            yield LAST + _form_of_author(line), line
        elif place == FIRST:
            yield from _forms_of_first(line)
        elif comment_lines.is_mark(line):
            yield COMMENTS, line
        elif form := _form(line):
            yield place + form, line
        elif is_long(line):
            without.append(line)
    if len(without) >= _FEWEST_OPEN:
        yield OPEN_LINES, without[-1]


def _forms_of_first(line: str) -> Iterator[tuple[str, str]]:
    if match := _CREDIT.match(line):
        yield f"{FIRST}…（{_DIGITS.sub('#', match[1])}）", line
    elif form := _form(line):
        yield FIRST + form, line
    if _is_caption(line):
        yield PHOTO_CREDIT, line
    yield OPEN_PARAGRAPH, line


def _is_caption(text: str) -> bool:
    """Whether a short paragraph ends in the credit of a picture."""
    if len(text) > _LONGEST:
        return False
    if text[-1:] == "。" and text[:1] not in _CAPTION_BEGINNINGS and text[-2:-1] not in _CAPTION_ENDS:
        return False
    return bool(_PHOTO.search(text, max(0, len(text) - _KEPT)) or _PICTURE.match(text))


def _is_author(text: str) -> bool:
    """Whether a short last sentence may say who the author is."""
    if not text or len(text) > _LONGEST or text[-1] not in _SENTENCE_ENDS:
        return False
    if text[-1] == "。" or has_han(text):
        return len(text) <= _LONGEST_AUTHOR and any(map(text.__contains__, _ROLES)) and bool(_ROLE.match(text))
    return text[0].isupper() and bool(_BEGINS_WITH_NAME.match(text)) and bool(_form_of_author(text))


def _form_of_author(line: str) -> str:
    """A sentence without its names, or what a Chinese one says that the author is; empty where too little is left."""
    if match := _ROLE.match(line):
        return f"…{match[1]}…"
    form = _NAME_OR_NUMBER.sub("…", line)
    return form if len(_SMALL_WORD.findall(form)) >= _FEWEST_SMALL else ""


def _is_open(text: str) -> bool:
    """Whether a paragraph is short and has no end of a sentence."""
    length = len(text)
    if length > _LONGEST or not text or text.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS:
        return False
    return length <= _LONGEST_HAN or not has_han(text)


def _form(line: str) -> str:
    """What the line has in common with others of its template; empty where that is nothing."""
    if _SECTION.match(line):
        return "… | …"
    if _PREFIXED.match(line):
        return "[…] …"
    if labels := _LABEL.findall(line):
        form = "… ".join(f"{first or other}：" for first, other in labels) + "…"
        return f"（{form}）" if line[0] in "（([【" else form
    if match := _BRACKETED.match(line):
        return f"（{match[1][:4] if has_han(match[1]) else match[1]}…）"
    if _DATED.match(line):
        return "… date"
    counted = _DIGITS.sub("#", line)
    if counted != line and len(counted) <= _MOST_AROUND and _HAS_WORD.search(counted):
        return counted
    if _BEGINS_WITH_NAME.match(line) and (form := _form_of_author(line)):
        return form
    if len(line.split()) <= _MOST_WORDS and (match := _WORD.match(line)):
        return f"{match[0]} …"
    return ""
