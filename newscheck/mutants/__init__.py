"""The mutants, one file each: a labelled fault that changes the parts of a dump file, and the rules that detect it.

A mutant is a module with a docstring (what it imitates, and why that happens), `HARM` (fields of the record that are
lost or false afterwards; empty if only the markup changes), `RULES` (article rules at least one of which must detect
it, on a site whose articles have the field; empty if only the whole dump shows it), optionally `IS_VISIBLE = False`,
`IS_LAYOUT` or `IS_NEUTRAL = True`, and `mutate(source, draw, other)`, which returns None if the fault can't be applied.
The id is the file's name with dashes.

`mutate_page` applies a mutant to a whole page. There `IS_NEUTRAL` means that a reader still sees the whole article and
nothing false, although a dump of it would be harmed: a good extractor returns the same record as before. A mutant
without `HARM` is always neutral."""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import NamedTuple

from newscheck import registry
from newscheck.errors import MISSING_DOCSTRINGS, UsageError
from newscheck.html.main_content import PageSlice
from newscheck.model import Document, LocatedValue
from newscheck.synthetic.edits import replace_fields

#: Formats that store the parts in the file unchanged.
_FORMATS = frozenset(("dump", "jekyll"))
_NOT_OF_PAGE = frozenset(("title", "url", "epoch"))


class ArticleSource(NamedTuple):
    """The parts of a dump file as its text has them; a missing part is empty."""

    epoch: str = ""
    title: str = ""
    url: str = ""
    html: str = ""


class Mutant(NamedTuple):
    """A fault that a module of this folder defines. Faults of a template don't use `draw`, so a dump gets the same one.

    A mutant that is not `is_visible` changes nothing for readers. One that is not `is_layout` changes nothing for a
    parser either, so an alarm about it is false. One that `is_neutral` hides nothing from a reader of the page and
    shows nothing false.
    """

    id: str
    summary: str
    help: str
    harm: tuple[str, ...]
    rules: tuple[str, ...]
    is_visible: bool
    is_layout: bool
    is_neutral: bool
    mutate: Callable[[ArticleSource, random.Random, str], ArticleSource | None]

    @property
    def is_of_page(self) -> bool:
        """Whether it can affect a page, not only a feed or a file."""
        return not self.harm or not _NOT_OF_PAGE.issuperset(self.harm)


@cache
def load() -> dict[str, Mutant]:
    """All mutants by id."""
    loaded = (build(name, module) for name, module in registry.modules("mutants").items())
    return {mutant.id: mutant for mutant in loaded}


def build(name: str, module: ModuleType) -> Mutant:
    """The Mutant that a module of this folder defines. Raises UsageError if Python runs without docstrings."""
    if module.__doc__ is None:
        raise UsageError(MISSING_DOCSTRINGS)
    text = inspect.cleandoc(module.__doc__)
    return Mutant(
        id=name.replace("_", "-"),
        summary=text.partition("\n")[0].rstrip("."),
        help=text,
        harm=module.HARM,
        rules=module.RULES,
        is_visible=(is_visible := getattr(module, "IS_VISIBLE", True)),
        is_layout=getattr(module, "IS_LAYOUT", is_visible),
        is_neutral=getattr(module, "IS_NEUTRAL", not module.HARM),
        mutate=module.mutate,
    )


def mutate_document(document: Document, mutant: Mutant, draw: random.Random, other: str) -> str | None:
    """The text of a document's file with a fault applied; None if it can't be applied.

    `other` is the HTML of another article of the dump. Front matter and header agree afterwards: the fault is the
    scraper's, which writes both.
    """
    if document.is_blank or document.format not in _FORMATS:
        return None
    source = ArticleSource(*(_part(field) for field in (document.epoch, document.title, document.url, document.html)))
    mutated = mutant.mutate(source, draw, other)
    if mutated is None or mutated == source:
        return None
    text = replace_fields(document, mutated._asdict())
    return text if text != document.text else None


def mutate_page(cut: PageSlice, mutant: Mutant, draw: random.Random, *, url: str = "", other: str = "") -> str | None:
    """A page with a fault in its article (`html.main_content.find`); None if the fault can't be applied.

    `other` is the HTML of the article of another page. A page can't have the faults of a feed or a file (epoch, title,
    URL).
    """
    mutated = mutant.mutate(ArticleSource(url=url, html=cut.html), draw, other)
    if mutated is None or mutated.html == cut.html:
        return None
    page = cut.with_article(mutated.html)
    return page if page != cut.page else None


def _part(field: LocatedValue | None) -> str:
    return str(field.value) if field is not None else ""
