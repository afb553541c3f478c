"""A box or a question mark stands for a Chinese character that was lost.

A converter that has no code for a rare character (喆, 镕, 堃) writes `?`, a white square or a character for private use
that is shown as a box: most often, a name has lost a character. Question marks of questions (`你好吗?`) are not
reported. It is a note, since editors type a square where they lack a character, too; `characters-lost` reports sites
with many.

What to do: compare the place with the page; decode GB2312 and GBK as GB18030.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text import lost_characters

SEVERITY = "note"
_SHOWN = 6
_TEXT = "海事法庭周五公布了救援协定的全部条文，渔民合作社表示欢迎。"
BAD = [
    {"paragraphs": [f"{_TEXT}教授赵□说，条文很好。"]},
    {"paragraphs": [f"{_TEXT}教授赵\ue1a5说，条文很好。"]},
    {"paragraphs": [f"{_TEXT}渔民用的是胆硷酯?抑制剂。"]},
]
GOOD = [
    {"paragraphs": [f"{_TEXT}请选择：□是 □否，■ 条文，答案是□□□。"]},
    {"paragraphs": [f"{_TEXT}法官问：“你说的是什么?”教授说：这是对的吗?他不知道。"]},
    {"paragraphs": [f"{_TEXT}渔民为何?因为天气?没有人能够回答他们的问题?"]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the first place in the title and in the text."""
    if article.language != "zh":
        return
    for name, text in (("title", article.title or ""), ("body", article.body)):
        if places := lost_characters.find(text):
            start, end = places[0]
            more = f", and {len(places) - 1} more" if len(places) > 1 else ""
            shown = text[max(0, start - _SHOWN) : end + _SHOWN].replace("\n", " ")
            yield Hit(f"`{text[start:end]}` stands for a lost character{more}: `{shown}`", f"/{name}", start, end)
