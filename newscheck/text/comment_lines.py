"""Readers' comments behind a text: lines with a name and the time since (`seagull 3 hours ago`), and lines that are the
labels of their buttons (`Reply Like (3)`).

One such line is news or a template; they are comments where several of both stand among short lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newscheck.text.regex import east_asian, is_east_asian, lazy_regex

#: A longer line is no label of a button and no name with a time; a comment as a whole may be longer.
_LONGEST_MARK, _LONGEST_COMMENT = 60, 400
#: Lines that are marks: so many at least.
_FEWEST = 3
_UNITS = {
    "de": r"vor (?:\d{1,3}|eine[rmn]?) (?:sek|min|std|stunde|tag|woche|monat|jahr)\w*\.?",
    "en": r"(?:\d{1,3}|an?|one|a few) ?(?:s|m|h|d|w|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?|months?|"
    r"years?) ago|just now|yesterday at \d{1,2}:\d\d",
    "es": r"hace (?:\d{1,3}|una?) (?:segundo|min|hora|día|semana|mes|año)\w*",
    "fr": r"il y a (?:\d{1,3}|une?) ?(?:s|min|h|j|seconde|heure|jour|semaine|mois|an)\w*",
    "id": r"\d{1,3} (?:detik|menit|jam|hari|minggu|bulan|tahun) (?:yang )?lalu",
    "it": r"(?:\d{1,3}|un['’]?) ?(?:second|minut|or|giorn|settiman|mes|ann)\w* fa",
    "ja": r"\d{1,3} ?(?:秒|分|時間|日|週間|か月|ヶ月|カ月|年)前",
    "ko": r"\d{1,3} ?(?:초|분|시간|일|주|개월|달|년) ?전",
    "nl": r"\d{1,3} (?:seconde|minu|uur|uren|dag|week|weken|maand|jaar)\w* geleden",
    "pt": r"há (?:\d{1,3}|uma?) (?:segundo|min|hora|dia|semana|mes|mês|ano)\w*",
    "ru": r"\d{1,3} (?:сек|мин|час|дн|день|дня|недел|месяц|год|лет)\w*\.? назад",
    "tr": r"\d{1,3} (?:saniye|dakika|saat|gün|hafta|ay|yıl) önce",
    "vi": r"\d{1,3} (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước",
    "zh": r"(?:\d{1,3}|[一二两兩三四五六七八九十半几幾]{1,3}) ?(?:秒钟?|秒鐘|分钟|分鐘|个?小时|個?小時|"
    "天|周|週|个月|個月|年)前|刚刚|剛剛",
}
#: Labels of the buttons of a comment.
_BUTTONS = {
    "de": "antworten|gefällt mir(?: nicht)?|melden|empfehlen",
    "en": "reply|like|dislike|report(?: (?:abuse|comment))?|upvote|downvote|flag|share|recommend|view replies",
    "es": "responder|me gusta|denunciar|reportar|compartir",
    "fr": "répondre|j['’]aime|signaler(?: un abus)?|partager",
    "id": "balas|suka|laporkan",
    "it": "rispondi|mi piace|segnala",
    "ja": "返信(?:する)?|いいね!?|共感した|なるほど|うーん|違反報告|違反を報告",
    "ko": "답글(?: ?쓰기)?|답글 달기|공감|비공감|신고|좋아요",
    "nl": "reageer|beantwoorden|rapporteer|vind ik leuk",
    "pt": "responder|curtir|gosto|denunciar",
    "ru": "ответить|нравится|пожаловаться",
    "tr": "yanıtla|beğen|şikayet et",
    "vi": "trả lời|thích|báo cáo",
    "zh": "回复|回覆|回應|赞同|点赞|點讚|赞|讚|顶|踩|举报|檢舉|支持|反对|有用|引用|分享|展开|收起",
}
#: What stands above comments, with their number.
_HEADERS = {
    "de": "(?:leser)?kommentare?|diskussion|kommentar schreiben",
    "en": r"(?:(?:most |top |recent |reader |readers['’] |all |show )*comments?)|leave a (?:reply|comment)|"
    r"join the (?:discussion|conversation)|\d{1,5} (?:comments?|replies|responses)",
    "es": r"(?:\d{1,5} )?comentarios?|deja (?:un|tu) comentario",
    "fr": r"(?:\d{1,5} )?commentaires?|vos (?:réactions|commentaires)|réagir",
    "id": "komentar",
    "it": "commenti|lascia un commento",
    "ja": "(?:みんなの|新着|読者の|この記事への)?コメント(?:一覧|欄|を書く)?",
    "ko": r"(?:전체 ?)?댓글(?: ?쓰기)?|의견",
    "nl": "reacties",
    "pt": r"(?:\d{1,5} )?comentários?",
    "ru": "комментарии|обсуждение",
    "tr": "yorumlar",
    "vi": "bình luận|ý kiến bạn đọc",
    "zh": "(?:网友|網友|读者|讀者|最新|最热|热门|熱門|精彩|全部|用户|用戶|我要|发表|發表|共)?"
    r"(?:\d{1,5}\s?[条條则則个個])?(?:评论|評論|留言|跟帖|回应|回應|讨论|討論)(?:区|區)?(?:\s?\d{1,5}\s?[条條则則个個])?",
}
_BUTTON = rf"(?:{'|'.join(_BUTTONS.values())})"
#: Marks and a number behind a label; possessive, since buttons in a row may be parted by these in one way only.
_COUNT = r"[\s·•|/,，:：+]*+(?:[(（\[]?\d{1,6}[)）\]]?[\s·•|/,，]*+)?+"
_SINCE = rf"(?:{'|'.join(_UNITS.values())})"
_BUTTON_LINE = lazy_regex(rf"\d{{0,5}}\s?(?:{_BUTTON}{_COUNT}){{1,6}}\Z", re.IGNORECASE)
#: A name of at most 30 characters without the marks of a sentence, and the time since.
_NAMED = rf"[^\s。，！？.!?;；:：|][^。，！？!?;；\n]{{0,29}}?[\s·•|@,，(（—–:：-]{{1,3}}{_SINCE}"
_NAMED_LINE = lazy_regex(rf"{_NAMED}[\s)）·•|]*+(?:{_BUTTON}{_COUNT}){{0,6}}\Z", re.IGNORECASE)
#: A name and a date with a clock: comments only among buttons, or under a header.
_DATED_LINE = lazy_regex(
    r"[^\s。，！？.!?;；:：|][^。，！？!?;；\n]{0,29}?[\s·•|@,，(（—–:：-]{1,3}(?:\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?|"
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.? [^\W\d]{3,10}\.? \d{4}|[^\W\d]{3,10}\.? \d{1,2},? \d{4})"
    r"(?:[\s,]+(?:at|um|à|a las|alle|в)?\s?\d{1,2}[:h.]\d\d(?::\d\d)?(?: ?[ap]m)?)?[)）\s]*\Z",
    re.IGNORECASE,
)
_HEADER_LINE = lazy_regex(
    rf"(?:{'|'.join(_HEADERS.values())})\s?[:：]?\s?[(（\[]?\d{{0,6}}[)）\]]?\s?[:：]?\Z", re.IGNORECASE
)
_WHOLE = lazy_regex(rf"{_NAMED}[\s)）:：·•|].{{1,{_LONGEST_COMMENT}}}?\s(?:{_BUTTON}{_COUNT}){{1,6}}\Z", re.IGNORECASE)
#: The number of a comment, or a reader's town, and a name.
_NUMBERED_LINE = lazy_regex(r"(?:#?\d{1,4}\s?(?:楼|樓|[Ff]\b)|\S{2,8}网友)\s?[^。！？]{0,20}[:：\[【\s].{0,40}")
_SINCE_LINE = lazy_regex(rf"{_SINCE}\Z", re.IGNORECASE)
#: Neither a name with a time nor the label of a button ends so.
_SENTENCE_ENDS = frozenset('。.!?！？”"…，,:：;；')
#: The line break comes first: it is found fast.
_OPEN_END = lazy_regex(rf"\n(?<![{''.join(sorted(_SENTENCE_ENDS))}]\n)")


class Comments(NamedTuple):
    """The first and the last line (indices) of comments; without buttons and header it may be a list of news, too."""

    first: int
    last: int
    is_certain: bool


def may_be_in(text: str) -> bool:
    """Whether at least two lines of a text are no sentences: a quick test."""
    return len(_OPEN_END.findall(text)) + (text[-1:] not in _SENTENCE_ENDS) >= 2


def find(lines: Sequence[str]) -> Comments | None:
    """Readers' comments behind the first line of a text."""
    # The end comes first: nearly all lines are sentences.
    open_lines = [
        at for at, line in enumerate(lines) if line[-1:] not in _SENTENCE_ENDS and at and len(line) <= _LONGEST_COMMENT
    ]
    if len(open_lines) < 2:
        return None
    kinds: dict[str, list[int]] = {"button": [], "named": [], "time": [], "dated": [], "header": []}
    for at in open_lines:
        for kind in _kinds(lines[at].strip()):
            kinds[kind].append(at)
    return _comments(**kinds)


def is_mark(line: str) -> bool:
    """Whether a line is a name with the time since, or the label of a comment's buttons."""
    return any(kind in ("button", "named") for kind in _kinds(line))


def _kinds(line: str) -> tuple[str, ...]:
    """What a line is among comments."""
    if len(line) <= _LONGEST_MARK:
        is_parted = _PARTED.search(line, 1) is not None
        is_word = not is_east_asian(line[:1]) or line[0] in _BEGINNINGS
        for kind, pattern, is_name in _SHORT:
            if (is_parted if is_name else is_word) and pattern.match(line):
                return (kind,)
        return ("named", "button") if is_parted and _WHOLE.match(line) else ()
    return ("named", "button") if _WHOLE.match(line) else ()


#: Kinds of lines by what they are, and whether they begin with a name, which a mark or a blank follows.
_SHORT = (
    ("button", _BUTTON_LINE, False),
    ("header", _HEADER_LINE, False),
    ("named", _NAMED_LINE, True),
    ("named", _NUMBERED_LINE, True),
    ("time", _SINCE_LINE, False),
    ("dated", _DATED_LINE, True),
)
_PARTED = lazy_regex(r"[\s·•|@,，(（—–:：\[【-]")
#: What the others begin with in East Asia.
_BEGINNINGS = east_asian(*_UNITS.values(), *_BUTTONS.values(), *_HEADERS.values())


def _comments(
    button: list[int], named: list[int], time: list[int], dated: list[int], header: list[int]
) -> Comments | None:
    first = header[-1] if header else 0
    below = [at for at in (*named, *dated, *time, *button) if at > first]
    if header and len(below) >= 2 and len(below) > len([at for at in button if at > first]):
        marks = [first, *below]
    elif len(named) >= 2 and len(named) + len(button) >= _FEWEST:
        marks = [*named, *button]
    # A name, or a date, on a line of its own.
    elif len(button) >= 2 and len(time) + len(dated) >= 2:
        marks = [*time, *dated, *button]
    else:
        return None
    return Comments(min(marks), max(marks), bool(button or header))
