"""The title or the text was decoded with the wrong encoding.

UTF-8 decoded as Latin-1 or Windows-1252 turns each Chinese character into three others (`ä¸­æ–‡`), an accented letter
or a Cyrillic one into two (`Ã©`, `Ð¿`); decoded as Windows-1251 it is `Рї`, as GBK rare characters (`涓浗`). GBK and
Windows-1251 decoded as Latin-1 give rows of accented letters (`ÖÐ¹ú`, `Ïðàâ`). `锟斤拷` and `ï¿½` are the remains of
characters that an earlier step lost for good. The message names the encodings and the call that reverses the mistake
in stored files. Single accented letters, as in French names, are not reported.

What to do: decode the bytes of the response once, with the page's own charset, and look for a second decoding or
encoding step.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text import misreadings, odd_characters
from newscheck.text.misreading_kinds import IN_BIG5, IN_GBK
from newscheck.text.misreadings import Misreading
from newscheck.text.regex import lazy_regex

SEVERITY = "error"
#: A Chinese title is short, so it is searched for every character that begins one of the kinds.
_SUSPECT = lazy_regex(f"[\u00a1-\u00ff锟縺褌賱喔绰阑偺ㄛ琌硂荳{IN_GBK[1:-1]}{IN_BIG5[1:-1]}]")
_LEAD = "海事法庭周五公布了救援协定的全部条文，沿海各国将在两年内完成必要的立法程序。渔民合作社表示欢迎。"
_FRENCH = "里昂的André Lefèvre（Fédération des pêcheurs）在Forêt-sur-Mer说，São João港的Hervé已经同意“en été”恢复工作。"
_RUSSIAN = "Морской суд опубликовал в пятницу полный текст соглашения о спасении. Рыбаки приветствуют это решение."
BAD = [
    {"lead": _LEAD.encode().decode("latin-1"), "paragraphs": []},
    {"paragraphs": [_LEAD[:20] + _LEAD.encode().decode("cp1252", "ignore")]},
    {"paragraphs": [_LEAD.encode().decode("gbk", "ignore") + _LEAD]},
    {"paragraphs": [_LEAD.encode().decode("big5", "ignore") + _LEAD]},
    {"lead": _LEAD.encode("gbk").decode("latin-1"), "paragraphs": []},
    {"paragraphs": [_LEAD + "港口锟斤拷已经开放。"]},
    {"paragraphs": [_LEAD + "港口ï¿½已经开放。"]},
    {"paragraphs": [_LEAD + "LefÃ¨vre已经同意。"]},
    {"lead": _RUSSIAN.encode("cp1251").decode("latin-1"), "paragraphs": []},
    {"lead": _RUSSIAN.encode().decode("cp1251", "ignore"), "paragraphs": []},
    {"lead": _RUSSIAN.encode("koi8-r").decode("cp1251"), "paragraphs": []},
]
GOOD = [{"paragraphs": [_FRENCH]}, {"paragraphs": ["锛是锑的旧称，锟则见于人名，气象学家在论文里提到这两个字。"]}]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the first wrongly decoded place of the title and of the text."""
    title, body = article.title, article.body
    is_chinese = article.language == "zh"
    if title and (not is_chinese or _SUSPECT.search(title)) and (found := misreadings.find(title)):
        yield Hit(f"title misread: {_shown(found)}", "/title", found.start, found.end)
    # A well-formed Chinese text almost never has one of these.
    may_be = article.han_count * 2 < len(body) or not odd_characters.MISREAD.isdisjoint(odd_characters.find(body))
    if may_be and (found := misreadings.find(body)):
        evidence = body[found.start : found.end]
        yield Hit(f"text misread: {_shown(found)}", "/body", found.start, found.end, evidence=evidence)


def _shown(found: Misreading) -> str:
    return f"{found.kind}; `{found.repair}` reverses it" if found.repair else found.kind
