"""Boxes and question marks in a Chinese text that stand for lost characters."""

from __future__ import annotations

from newscheck.text import odd_characters
from newscheck.text.regex import lazy_regex

#: A white square, a geta mark or a character for private use behind a Han character; several in a row are a blank to be
#: filled in.
_BOX = lazy_regex(rf"[{odd_characters.BOXES}](?<=[\u3400-\u9fff].)(?![{odd_characters.BOXES} \n]|\Z)")
_ASKED = lazy_regex(r"\?(?<=[\u3400-\u9fff].)(?=[\u3400-\u9fff])")
#: Marks before which a clause begins, and words of a question.
_CLAUSE = lazy_regex(r"[，。！？；：、“”「」\n,.!?;:]")
_QUESTION = lazy_regex(
    "[吗嗎呢吧么麼嘛哪谁誰何怎啥否]|什|多少|几[个個点點时時岁歲次]|是不是|有没有|有沒有|会不会|能不能|要不要|难道|難道|究竟|到底|为啥|還是|还是|可曾|[的了]$"
)
#: A question is a clause of at least so many characters; one mark in a text full of them is a question as the others.
_REACH, _MANY = 40, 3


def asked(text: str) -> list[tuple[int, int]]:
    """The places of question marks that stand for characters."""
    if "?" not in text:
        return []
    places = [match.span() for match in _ASKED.finditer(text)]
    found = [place for place in places if not _is_question(text, place[0])]
    # A writer who types ASCII marks has questions with words of a question, too.
    return found if len(found) == len(places) or text.count("?") < _MANY else []


def find(text: str) -> tuple[tuple[int, int], ...]:
    """The places of boxes and question marks that stand for characters, in order."""
    has_box = not odd_characters.find(text) <= odd_characters.MISREAD
    boxes = [match.span() for match in _BOX.finditer(text)] if has_box else []
    return tuple(sorted(boxes + asked(text))) if boxes or "?" in text else ()


def _is_question(text: str, at: int) -> bool:
    """Whether the clause before a question mark has a word of a question."""
    before = text[max(0, at - _REACH) : at]
    clause = _CLAUSE.split(before)[-1]
    return bool(_QUESTION.search(clause))
