"""The text of a structure snapshot as a tree of lines: written and parsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from newscheck.text.regex import lazy_regex

#: Prefixes of the first two lines of a structure snapshot.
HEADER, DATELINE = "# newscheck layout 1: ", "date line: "
#: Prefix of the line that stands for the text of the article.
TEXT_IN = "text in "
#: No template has more levels or lines.
MAX_DEPTH, MAX_LINES = 40, 1_000
_TEXT = lazy_regex(r"(.*?)(?: \(([a-z ]+)\))?")


@dataclass(slots=True, eq=False)
class StructureLine:
    """A line of a structure snapshot, and its child lines by text."""

    text: str = ""
    children: dict[str, StructureLine] = field(default_factory=dict)

    def child(self, text: str) -> StructureLine:
        """The child line with that text, made where it is missing."""
        return self.children.setdefault(text, StructureLine(text))

    @property
    def label(self) -> str:
        """The element, without its role."""
        match = _TEXT.fullmatch(self.text)
        return match[1] if match else self.text

    @property
    def role(self) -> str:
        """The role of the element in the article (`lead`, `date line`); empty where it has none."""
        match = _TEXT.fullmatch(self.text)
        return (match[2] or "") if match else ""

    def descendants(self) -> Iterator[StructureLine]:
        """All lines below this one, at any level."""
        stack = [*self.children.values()]
        while stack:
            line = stack.pop()
            yield line
            stack += line.children.values()


def format_tree(kind: str, dateline: str, top: StructureLine) -> str:
    """The text of a structure snapshot: a header of two lines, then the tree, ending in one newline."""
    lines: list[str] = []
    stack = [(line, 0) for line in reversed(top.children.values())]
    while stack and len(lines) < MAX_LINES:
        line, depth = stack.pop()
        lines.append("  " * depth + line.text)
        if depth < MAX_DEPTH:
            stack += [(inner, depth + 1) for inner in reversed(line.children.values())]
    return "\n".join([f"{HEADER}{kind}", f"{DATELINE}{dateline}", *lines]) + "\n"


def parse_header(text: str) -> tuple[str, str]:
    """The kind of HTML (`article` or `page`), and the form of its date line (`none` where there is none)."""
    first, _, rest = text.partition("\n")
    second = rest.partition("\n")[0].strip()
    form = second.removeprefix(DATELINE) if second.startswith(DATELINE) else "none"
    return first.removeprefix(HEADER).strip(), form


def parse_tree(text: str) -> StructureLine:
    """The tree of a structure snapshot. An indent is at most one level deeper than the one before it."""
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
