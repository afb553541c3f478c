"""The text of a blueprint as a tree of lines, and back: what the pen and the red pencil share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from newscheck.text.regex import lazy_regex

#: What the first line of a blueprint begins with, and the second.
HEADER, DATELINE = "# newscheck layout 1: ", "date line: "
#: What is drawn of the text of an article.
TEXT_IN = "text in "
#: Nobody reads more levels and lines, and no template has them.
MAX_DEPTH, MAX_LINES = 40, 1_000
_TEXT = lazy_regex(r"(.*?)(?: \(([a-z ]+)\))?")


@dataclass(slots=True, eq=False)
class StructureLine:
    """A line of a blueprint, and the lines that stand below it by their text."""

    text: str = ""
    children: dict[str, StructureLine] = field(default_factory=dict)

    def child(self, text: str) -> StructureLine:
        """The line of that text below this one."""
        return self.children.setdefault(text, StructureLine(text))

    @property
    def label(self) -> str:
        """The element, without what it is to the article."""
        found = _TEXT.fullmatch(self.text)
        return found[1] if found else self.text

    @property
    def role(self) -> str:
        """What the element is to the article."""
        found = _TEXT.fullmatch(self.text)
        return (found[2] or "") if found else ""

    def descendants(self) -> Iterator[StructureLine]:
        """All lines below, at any level."""
        stack = [*self.children.values()]
        while stack:
            line = stack.pop()
            yield line
            stack += line.children.values()


def format_tree(what: str, dateline: str, top: StructureLine) -> str:
    """The text of a blueprint: a header of two lines, then the tree, ending in one newline."""
    lines: list[str] = []
    stack = [(line, 0) for line in reversed(top.children.values())]
    while stack and len(lines) < MAX_LINES:
        line, depth = stack.pop()
        lines.append("  " * depth + line.text)
        if depth < MAX_DEPTH:
            stack += [(inner, depth + 1) for inner in reversed(line.children.values())]
    return "\n".join([f"{HEADER}{what}", f"{DATELINE}{dateline}", *lines]) + "\n"


def parse_header(text: str) -> tuple[str, str]:
    """What was drawn (`article` or `page`), and the form of its date line (`none` where there is none)."""
    first, _, rest = text.partition("\n")
    second = rest.partition("\n")[0].strip()
    form = second.removeprefix(DATELINE) if second.startswith(DATELINE) else "none"
    return first.removeprefix(HEADER).strip(), form


def parse_tree(text: str) -> StructureLine:
    """The tree of a blueprint. Odd indents are mended: a line is at most one level below the one before it."""
    top = StructureLine()
    path = [top]
    for line in text.split("\n")[1 : MAX_LINES + 2]:
        name = line.strip()
        if not name or line.startswith(DATELINE):
            continue
        depth = min((len(line) - len(line.lstrip())) // 2, len(path) - 1, MAX_DEPTH)
        del path[depth + 1 :]
        path.append(path[depth].child(name))
    return top
