"""The content of an article's HTML, for extraction, rules and features: one parse, and one walk of the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newscheck.html import dateline
from newscheck.html.dateline import FIRST_BLOCKS, parse_block
from newscheck.html.markup_features import extract_features, has_blank_run
from newscheck.html.parser import ParsedHtml, parse
from newscheck.html.tree_walk import (
    BREAK,
    IN_CAPTION,
    IN_ITEM,
    LINKED,
    PICTURE,
    POSTER,
    STRONG,
    WITH_BREAK,
    WITH_LINK,
    FusedTags,
    Part,
    WalkedTree,
)
from newscheck.html.walk_choice import walk_tree
from newscheck.model import Dateline, Furniture, HtmlContent, Image, Site
from newscheck.text import furniture_labels
from newscheck.text.regex import lazy_regex

#: Values of a program in place of text (in the dump the format comes from, `Array` was the image for three months).
PROGRAM_WORDS = frozenset(
    ("Array", "undefined", "null", "NaN", "None", "nil", "[object Object]", "Invalid Date", "Invalid date")
)
_LONGEST_WORD = 20
_SPACES = lazy_regex(r"[ \t\r\n\f]+")
_SHORT = 200


def extract_content(html: str, site: Site, title: str | None = None, *, with_features: bool = False) -> HtmlContent:
    """Parse `html` and walk it once. Never raises; `is_truncated` and `truncated_tags` of the result show that parts
    were not read.

    With `with_features`, the walk also collects the features of the markup.
    """
    parsed = parse(html)
    fused = FusedTags(html)
    furniture = site.furniture if _is_marked(html, site.furniture) else None
    with_blanks = with_features and has_blank_run(html)
    tree = walk_tree(parsed.root, fused, furniture, with_outline=with_features, with_blanks=with_blanks)
    content = _ContentBuilder(site, title, html)
    content.add(tree.parts)
    features = extract_features(tree.outline) if tree.outline else ([], "")
    return content.build(parsed, tree, fused.found, *features)


def _is_marked(html: str, furniture: Furniture) -> bool:
    """Whether a text may have one of the site's furniture marks. Most have none; then no attribute is read for them."""
    for mark in furniture.attributes:  # loops: a generator costs as much as the searches
        if mark in html:
            return True
    for mark in furniture.classes:  # noqa: SIM110 - as above
        if mark in html:
            return True
    return False


class _ContentBuilder:
    """Sorts the parts of an article into its content."""

    def __init__(self, site: Site, title: str | None, html: str) -> None:
        self.site = site
        self.title = title
        # What Chinese labels are is in the site files.
        self.has_labels = site.language != "zh" and ("。" not in html or "の" in html)
        self.is_past_end = False
        self.paragraphs: list[str] = []
        self.title_lines: list[str] = []
        self.dateline: Dateline | None = None
        self.lead: str | None = None
        self.images: list[Image] = []
        self.captions: list[str] = []
        self.leftovers: list[str] = []
        self.furniture_texts: list[str] = []
        self.blanks = 0

    def add(self, parts: Sequence[Part]) -> None:
        """Sort the parts, which are in document order."""
        for flags, whole, others in parts:
            if flags >= PICTURE:
                self.picture(flags, whole, others)
                continue
            text = whole.strip()
            if flags & WITH_BREAK:
                for part in _parts(text.strip(BREAK).strip()):
                    self.classify(part, flags)
            elif text:
                # Collapsed as a browser does; blanks of other scripts and no-break spaces are text.
                if "  " in text or "\n" in text or "\t" in text or "\r" in text:
                    text = _SPACES.sub(" ", text)
                self.classify(text, flags)
            else:
                self.blanks += 1

    def picture(self, kind: int, text: str, others: tuple[str, ...]) -> None:
        """Keep a picture with its address, or the time of a `<time>`."""
        if kind == PICTURE:
            # Not in the furniture after the article.
            if not self.is_past_end:
                fallback, width, height = others
                self.images.append(Image(text, fallback, width, height, not self.paragraphs))
        elif kind == POSTER:
            self.images.append(Image(text, is_before_text=not self.paragraphs))
        elif self.dateline is None and not self.paragraphs:
            # The `datetime` counts where the text shows no date ("three hours ago").
            self.dateline = dateline.parse(text, day_first=self.site.day_first)

    def classify(self, text: str, flags: int) -> None:
        """Collect a paragraph of visible text as furniture, date line, title, caption, lead or plain paragraph."""
        if self.is_past_end:
            self.furniture_texts.append(text)
            return
        if len(text) < _SHORT:
            if len(text) < _LONGEST_WORD and text in PROGRAM_WORDS:
                self.leftovers.append(text)
                return
            if (self.dateline is None or not self.paragraphs) and self.is_dateline(text):
                return
            furniture = self.site.furniture
            if (
                (flags & IN_ITEM and flags & LINKED)
                or (furniture.texts and furniture.texts.match(text))
                or (self.has_labels and self.is_label(text, flags))
            ):
                self.is_past_end = bool(furniture.rest and furniture.rest.match(text))
                self.furniture_texts.append(text)
                return
            if text == self.title and not self.paragraphs:
                self.title_lines.append(text)
                return
        if flags & IN_CAPTION:
            self.captions.append(text)
            return
        if flags & STRONG and not self.paragraphs:
            self.lead = text
        self.paragraphs.append(text)

    def is_label(self, text: str, flags: int) -> bool:
        """Whether a short block is a label of furniture in the site's language, or in any."""
        return furniture_labels.is_furniture(text, self.site.language, with_link=flags & WITH_LINK > 0)

    def is_dateline(self, text: str) -> bool:
        """Whether a short block is a date line; the first complete one is kept."""
        if len(self.paragraphs) >= FIRST_BLOCKS:
            return False
        line = parse_block(text, day_first=self.site.day_first)
        if line is None:
            return False
        if self.dateline is None or not self.dateline.is_complete:
            self.dateline = line
        return True

    def build(
        self, parsed: ParsedHtml, tree: WalkedTree, fused_tags: list[str], features: Sequence[str], skeleton: str
    ) -> HtmlContent:
        """The content. A body that is only its title keeps it, so that a rule can report it."""
        return HtmlContent(
            paragraphs=self.paragraphs or self.title_lines,
            dateline=self.dateline,
            lead=self.lead,
            images=self.images,
            links=tree.links,
            captions=self.captions,
            leftovers=self.leftovers,
            furniture=self.furniture_texts,
            fused_tags=fused_tags,
            tags=tree.tags,
            empty_paragraphs=self.blanks + tree.empty_paragraphs,
            is_truncated=parsed.is_truncated,
            truncated_tags=parsed.truncated_tags,
            features=features,
            skeleton=skeleton,
        )


def _parts(text: str) -> Iterator[str]:
    """The paragraphs of a block with breaks: one break ends a line, an empty line ends a paragraph."""
    lines: list[str] = []
    for line in text.split(BREAK):
        line = _SPACES.sub(" ", line).strip()
        if line:
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)
