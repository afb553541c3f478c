"""The front matter is not closed, can't be parsed, or has a field twice.

Static site generators such as Jekyll and Hugo refuse to build a site with such a file, or show the front matter as
text. The usual cause is a title written without escaping: a double quote inside double quotes, or a colon and a space
in a plain value. Of a field that is there twice, some programs read the first value and some the last. The fields that
can be read are checked all the same. Front matter of a post that was appended to the file of another one is text for
such programs.

What to do: let a YAML, TOML or JSON library write the front matter, or escape `"` and `\\` inside double quotes;
write each post to a file of its own.
"""

from collections.abc import Iterator

from newscheck.model import Context, Document, Hit

SEVERITY = "error"
BAD = [
    {"front": {"title": '"外交部"紧急"声明"'}},
    {"front": {"title": "外交部: 新的渔业配额: 第二轮"}},
    {"front": True, "sub": [("---\n<!--", "<!--")]},
    {"front": True, "sub": [("tags: [ 法广 ]", "tags: [ 法广")]},
    {"front": True, "sub": [("tags: [ 法广 ]", "title: 另一个题目")]},
]
GOOD = [
    {"front": True},
    {"title": "外交部“紧急”声明：新的渔业配额", "front": True},
    {"title": '外交部 "紧急" 声明', "front": {"title": "'外交部 \"紧急\" 声明'"}},
]


def check(document: Document, ctx: Context) -> Iterator[Hit]:
    """Report the place where reading fails."""
    for fault in document.faults:
        if fault.kind == "front-matter":
            yield Hit(fault.detail, "", fault.start, fault.end)
