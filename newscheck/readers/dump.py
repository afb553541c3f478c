"""dump: epoch comment, `[TITLE](URL)`, `------`, a line of HTML.

<!--1692213306000-->
[TITLE](URL)
------

<div>16/08/2023 - 21:04</div><img …>
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newscheck.article.item_mapping import ItemMapping
from newscheck.model import Document, InputFault, LocatedValue, RawInput
from newscheck.text.json_scanner import skip_whitespace
from newscheck.text.regex import lazy_regex

SUFFIXES = (".md", ".markdown")
_NO_HEADER = (
    "no front matter and no header: neither `<!--EPOCH_MS-->` nor `[TITLE](URL)`; leave it out with --exclude if it is "
    "no article"
)
_EPOCH = lazy_regex(r"<!--([^\n]*?)-->[ \t\r]*(?:\n|\Z)")
_RULE = lazy_regex(r"-{3,}[ \t\r]*(?:\n|\Z)")
#: How an epoch line begins; another comment may begin the text of an article.
_EPOCH_LIKE = lazy_regex(r"<!--\s*(?:-?[0-9]|NaN|undefined|null|None|Invalid|-->)|<!--[^\n]*\n\s*\[")
_WRAPPER = lazy_regex(r"<div>\s*\n")
_WRAPPER_END = "\n</div>"


def sniff(head: str) -> bool:
    """Whether a text begins like a file of this format."""
    return head.startswith("<!--") or (head.startswith("[") and "](" in head)


def read(raw: RawInput, text: str, mapping: ItemMapping) -> Iterator[Document]:
    """The one document of a file."""
    yield parse(raw.path, text, line=raw.line)


def is_header(text: str, at: int) -> bool:
    """Whether the header of a dump file, perhaps malformed, stands at offset `at` of a text or behind blanks."""
    if text.startswith("<!--1", at):  # nearly always
        return True
    at = skip_whitespace(text, at)
    if text.startswith("<!--", at):
        return bool(_EPOCH_LIKE.match(text, at))
    end = _line_end(text, at)
    return _link(text, at, end) is not None and bool(_RULE.match(text, skip_whitespace(text, end)))


def parse(
    path: str,
    text: str,
    at: int = 0,
    *,
    line: int = 1,
    form: str = "dump",
    front: Mapping[str, LocatedValue] = {},
    own: tuple[str, ...] = (),
    faults: tuple[InputFault, ...] = (),
) -> Document:
    """Parse header and HTML from offset `at` of `text`. A missing part is a fault; the rest is still parsed.

    A scraper that never writes the epoch line writes a header of its own: where only that line is missing, the document
    has no epoch and no fault.
    """
    issues = list(faults)
    start = at = skip_whitespace(text, at)
    epoch = no_epoch = None
    if match := _EPOCH.match(text, at):
        epoch = _stripped(text, match.start(1), match.end(1))
        at = match.end()
    elif text.startswith("<!", at):
        at = _broken(text, at, "<!", "`<!--EPOCH_MS-->`", issues)
    else:
        no_epoch = InputFault("header", "no line `<!--EPOCH_MS-->`", at, _line_end(text, at))
    title, url, at = _title_line(text, skip_whitespace(text, at), issues)
    at = skip_whitespace(text, at)
    if match := _RULE.match(text, at):
        at = match.end()
    else:
        issues.append(InputFault("header", "no rule `------` after the link", at, _line_end(text, at)))
    if epoch is None and title is None:
        fault = InputFault("header", _NO_HEADER, start, _line_end(text, start))
        every = (*faults, fault)
        return Document(path, text, form, front_matter=front, own=own, faults=every, origin=(line, 1), is_blank=True)
    if no_epoch and len(issues) > len(faults):
        issues.insert(len(faults), no_epoch)
    html, every, origin = _html(text, at), tuple(issues), (line, 1)
    return Document(path, text, form, epoch, title, url, html, front_matter=front, own=own, faults=every, origin=origin)


def _title_line(text: str, at: int, faults: list[InputFault]) -> tuple[LocatedValue | None, LocatedValue | None, int]:
    """Title and URL of the line at an offset, and the offset behind it; adds a fault where the line is broken."""
    end = _line_end(text, at)
    if link := _link(text, at, end):
        return *link, end
    at = _broken(text, at, "[", "`[TITLE](URL)`", faults)
    return None, None, end if _RULE.match(text, skip_whitespace(text, end)) else at


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _stripped(text: str, start: int, end: int) -> LocatedValue:
    value = text[start:end]
    start += len(value) - len(value.lstrip())
    value = value.strip()
    return LocatedValue(value, start, start + len(value))


def _broken(text: str, at: int, opening: str, form: str, faults: list[InputFault]) -> int:
    """Add a fault for a missing or broken header line; returns the offset behind a broken one."""
    end = _line_end(text, at)
    if text.startswith(opening, at):
        faults.append(InputFault("header", f"this line should be {form}", at, end))
        return end
    faults.append(InputFault("header", f"no line {form}", at, end))
    return at


def _link(text: str, at: int, end: int) -> tuple[LocatedValue, LocatedValue] | None:
    """Title and URL of a Markdown link: the last `](` divides them, since a title may contain brackets."""
    line = text[at:end].rstrip()
    if not (line.startswith("[") and line.endswith(")")):
        return None
    middle = line.rfind("](http")
    if middle < 0:
        middle = line.rfind("](")
    if middle < 0:
        return None
    return (
        LocatedValue(line[1:middle], at + 1, at + middle),
        LocatedValue(line[middle + 2 : -1], at + middle + 2, at + len(line) - 1),
    )


def _html(text: str, at: int) -> LocatedValue:
    """The HTML up to the end of the file, without the `<div>` wrapper on lines of its own that some archives add."""
    start, end = skip_whitespace(text, at), len(text.rstrip("\r\n"))
    if opening := _WRAPPER.match(text, start):
        closing = len(text.rstrip())
        if text.endswith(_WRAPPER_END, opening.end() - 1, closing):
            start, end = opening.end(), max(opening.end(), closing - len(_WRAPPER_END))
    return LocatedValue(text[start:end], start, max(start, end))
