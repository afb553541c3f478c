"""A page as GitHub shows it, for Python-Markdown, which MkDocs uses: the same text, and links that hold on the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import join, normpath, relpath

#: The pages of the site that stand elsewhere in the repository.
ELSEWHERE = {"README.md": "index.md", "CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
_FENCE = re.compile(r"^( *)(```+|~~~+).*?^\1\2 *$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s#]*)(#[^()\s]*)?\)")
_ITEM = re.compile(r"^( *)([-*]|\d+\.) ")
_CODE = re.compile(r"(`+)(.+?)\1(?!`)")


def adapted(text: str, path: str, repository: str | None) -> str:
    """The Markdown of a file of the repository, at `path`, for a page of the site.

    Links to files that are no pages lead to the `repository` (an address before which a path stands), or nowhere.
    """
    return _outside_fences(text, lambda part: _with_links(_blocks(part), path, repository))


def _outside_fences(text: str, change: Callable[[str], str]) -> str:
    """A text in which all is changed but blocks of code."""
    parts, end = [], 0
    for fence in _FENCE.finditer(text):
        parts += [change(text[end : fence.start()]), fence[0]]
        end = fence.end()
    return "".join([*parts, change(text[end:])])


def _blocks(text: str) -> str:
    """Line breaks and bars in code as Python-Markdown has them; lists and headings after an empty line."""
    text = re.sub(r"\\\n", "  \n", text)
    return "\n".join(_lines(text.split("\n")))


def _lines(lines: list[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        is_first_item = _ITEM.match(line) and not _ITEM.match(before) and not before.startswith(" ")
        if before.strip() and (is_first_item or line.startswith("#")):
            yield ""
        yield _CODE.sub(_bars, line) if line.startswith("|") else line
        before = line


def _bars(code: re.Match[str]) -> str:
    """Code in a table, whose bars Python-Markdown takes as they are."""
    return code[0].replace("\\|", "|") if "\\|" in code[0] else code[0]


def _with_links(text: str, path: str, repository: str | None) -> str:
    def linked(match: re.Match[str]) -> str:
        mark, words, target, anchor = match[1], match[2], match[3], match[4] or ""
        if not target or "://" in target or target.startswith("mailto:"):
            return match[0]
        found = normpath(join(path, "..", target))
        page = page_of(found)
        if page:
            return f"{mark}[{words}]({relpath(page, join(page_of(path), '..'))}{anchor})"
        return f"[{words}]({repository}{found}{anchor})" if repository else words

    return _LINK.sub(linked, text)


def page_of(path: str) -> str:
    """The page of the site for a file of the repository, or a picture on it; empty for what is not on the site."""
    inside = path.startswith("docs/") and not path.endswith(".py")
    return ELSEWHERE.get(path, path.removeprefix("docs/") if inside else "")
