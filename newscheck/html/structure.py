"""The structure of an article's HTML, or of a whole page, as a text that stays the same until the template changes.

An element is drawn by its name and its marks (classes, id, names of `data-` attributes, role), with digits, hashes and
Han folded; neighbours that look alike are one line, with all that is in any of them. What the news decides is left out:

- in the text: paragraphs, headings, lists, quotations, tables, players, pictures with their captions, links, whatever
  classes they have. Drawn are what carries the paragraphs, empty boxes, cards of a link, a picture and words, buttons,
  forms, scripts, links of sharing, and pictures that aren't loaded at first;
- before and behind it: elements without marks that hold nothing but text, captions, lines of tags.

Real dumps decided what counts as news. Of the pairs of RFI articles of one kind in one layout, up to 20 articles apart
(July to September 2020, 2,958 articles), 99.3 % have the same blueprint; 93.0 % where articles with a 'read on' button
are no kind of their own. The rest are texts parted by breaks, players in the place of the picture, and adware. Every
fault of a template in `mutants/` shows in 100 % of the articles (paragraphs merged: 97 %; a container closed early: all
but the 16 % in which it was closed early already); other white space, another order of attributes, and left-out quotes
and end tags show in none.
"""

from __future__ import annotations

from re import Match

from newscheck.html import tags
from newscheck.html.parser import parse
from newscheck.html.structure_parts import (
    EMBED,
    IMAGE,
    LINK,
    PARAGRAPH,
    SHARE,
    TAG,
    TEXT,
    PageStructure,
    StructureElement,
    analyze,
)
from newscheck.html.structure_text import TEXT_IN, StructureLine, format_tree
from newscheck.model import Site
from newscheck.text.regex import lazy_regex

_PAGE = lazy_regex(r"(?i)\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype|html|head|body)\b")
#: A tag that was glued to its first attribute, or is an element of its own.
_GLUED = lazy_regex(r"<([a-z][a-z0-9-]{3,40})(?=[=>\s])")
_UNSEEN = frozenset(("head", "link", "meta", "base", "title", "style", "noscript", "template", "br", "hr"))
_CONTROLS = frozenset(("button", "input", "select", "textarea", "form", "object", "embed"))
_MEDIA = frozenset(("img", "iframe", "video", "audio", "svg"))
_LANDMARKS = frozenset(("nav", "aside", "header", "footer", "section", "article", "main", "figure", "h1"))
_BOXES = frozenset(("div", "section", "aside", "ins", "nav", "figure", "header", "footer"))
#: An empty box may say what will be in it ('广告').
_WORD = 16
_CARD = IMAGE | LINK | PARAGRAPH
#: How much of an element is drawn: nothing, what can't be the news', or all that has a mark.
_NOTHING, _STRANGE, _MARKED = range(3)


def to_text(html: str, site: Site | None = None) -> str:
    """The structure of HTML: a header of two lines, then elements, two blanks deeper each level, ending in a newline.

    `html` is an article's part of a dump file, or a whole page. A site says how its dates are read and which links
    are for sharing. Never raises; nothing of the text is in it.
    """
    is_page = _PAGE.match(html) is not None
    parsed = parse(_GLUED.sub(_unglued, html), "html" if is_page else "newscheck")
    anatomy = analyze(parsed.root, site or Site(""))
    return format_tree(
        "page" if is_page else "article", anatomy.dateline_format, _StructureBuilder(anatomy, is_page).top()
    )


def _unglued(found: Match[str]) -> str:
    """Joined lines glue boxes of RFI's advertisements at random; a glued image is lost, and stays what it is."""
    name = tags.split_fused(found[1])
    return f"<{name} {found[1][len(name) :]}" if name and name != "img" else found[0]


class _StructureBuilder:
    """Which parts are drawn, and as what."""

    def __init__(self, anatomy: PageStructure, is_page: bool) -> None:
        self.anatomy = anatomy
        self.parts = anatomy.parts
        self.is_page = is_page
        pictures = [at for at, part in enumerate(self.parts) if part.kind == tags.IMAGE]
        self.picture = pictures[0] if pictures else -1
        self.notes = {anatomy.dateline_index: "date line", anatomy.lead_index: "lead", **self._above()}

    def _above(self) -> dict[int, str]:
        """The element around the text, and those around that."""
        found, at = {self.anatomy.container: "around the text"}, self.parts[self.anatomy.container].parent
        while at >= 0:
            found[at] = "with the text"
            at = self.parts[at].parent
        return found

    def top(self) -> StructureLine:
        """The tree of lines. The text is one of them, in the place of its first paragraph."""
        top = StructureLine()
        lines: list[StructureLine] = []
        drawn = self._drawn()
        for at, part in enumerate(self.parts):
            above = lines[part.parent] if at else top
            if drawn[at] and part.name not in tags.ROOTS:
                above = above.child(self._text(at))
            lines.append(above)
            if at == self.anatomy.first_paragraph:
                lines[self.anatomy.container].child(f"{TEXT_IN}{self.anatomy.paragraph_path or 'other elements'}")
        return top

    def _text(self, at: int) -> str:
        part, note = self.parts[at], self.notes.get(at, "")
        if not note and part.kind == tags.LINK and part.content_flags & SHARE:
            note = "share link"
        return f"{part.label} ({note})" if note else part.label

    def _drawn(self) -> list[bool]:
        """Of each part, whether it is drawn: because of itself, or of what is in it."""
        parts = self.parts
        modes: list[int] = []
        drawn: list[bool] = []
        for at, part in enumerate(parts):
            mode = self._mode(at, part, modes[part.parent] if at else _MARKED)
            is_slot = mode == _STRANGE and self._is_slot(part)
            modes.append(_NOTHING if is_slot else mode)
            drawn.append(is_slot or (mode != _NOTHING and self._is_telling(at, part, mode)))
        for at in range(len(parts) - 1, 0, -1):
            if drawn[at]:
                drawn[parts[at].parent] = True
        return drawn

    def _mode(self, at: int, part: StructureElement, above: int) -> int:
        around = self.anatomy.container
        if at and part.parent == around and self.parts[around].running_length and not self._is_head(at, part):
            above = _STRANGE
        is_card = above == _STRANGE and part.is_marked and part.name in _BOXES and part.content_flags & _CARD == _CARD
        return _MARKED if is_card else above

    def _is_head(self, at: int, part: StructureElement) -> bool:
        """Whether a part of the element around the text has the date line, the lead, or the picture before the text."""
        if at <= self.anatomy.dateline_index < part.end or at <= self.anatomy.lead_index < part.end:
            return True
        return at <= self.picture < part.end <= self.anatomy.first_paragraph and not part.content_flags & EMBED

    def _is_slot(self, part: StructureElement) -> bool:
        """Whether a part of the text is a box for something that isn't there yet; in a picture it is a caption."""
        above = self.parts[part.parent].content_flags
        is_box = part.is_marked and part.name in _BOXES and not part.context_flags & tags.IN_CAPTION
        is_empty = part.text_length <= _WORD and not part.content_flags & ~TEXT
        return is_box and is_empty and bool(above & PARAGRAPH or not above & (IMAGE | EMBED))

    def _is_telling(self, at: int, part: StructureElement, mode: int) -> bool:
        name = part.name
        if name in _UNSEEN or part.context_flags & tags.IN_CAPTION:
            return False
        is_own = "-" in name and name not in tags.KINDS
        if at in self.notes or name in _CONTROLS or is_own or (part.kind == tags.LINK and part.content_flags & SHARE):
            return True
        if name == "script":
            return not self.is_page or mode == _STRANGE
        if mode == _STRANGE:
            return name == "img" and "[src]" not in part.label
        if part.content_flags & TAG and not part.content_flags & ~(TAG | TEXT | PARAGRAPH):
            return False
        return part.is_marked or name in _MEDIA or (name in _LANDMARKS and bool(part.content_flags))
