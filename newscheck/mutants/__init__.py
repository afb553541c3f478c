"""Labelled faults, one file each: the parts of a dump file go in, broken parts come out, with what must notice.

A mutant is a module with a docstring (what it imitates, and why that happens), `HARM` (what of the record is lost or
false afterwards; nothing where only the markup is another), `RULES` (article rules at least one of which must notice,
on a site whose articles have the field; none where it takes the whole dump), perhaps `IS_VISIBLE = False` or
`IS_NEUTRAL = True`, and `mutate(source, draw, other)`, which gives None where the fault can't be put in. The id is the
file's name with dashes.

The same can be done to a whole page: `mutate_page`. There `IS_NEUTRAL` says that a reader still sees the whole article
and nothing false, though what a dump holds of it would be harmed: a good extractor gives the same record as before. A
mutant without `HARM` is neutral anyway."""

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

#: Formats whose parts stand in the file as they are.
_FORMATS = frozenset(("dump", "jekyll"))
#: What a fault can harm: terms of the record, and those in which a change of the layout tells its harm.
HARMS = frozenset(("image", "lead", "dateline", "paragraphs", "text length", "title", "url", "epoch", "body"))

_NOT_OF_PAGE = frozenset(("title", "url", "epoch"))


class ArticleSource(NamedTuple):
    """The parts of a dump file as they stand in its text; empty where there are none."""

    epoch: str = ""
    title: str = ""
    url: str = ""
    html: str = ""


class Mutant(NamedTuple):
    """A fault as found in the drawer. Faults of a template use no draw, so that a dump gets one and the same.

    What is not `is_visible` is none to a reader nor to a parser: whoever raises an alarm at it is wrong. What
    `is_neutral` takes nothing from a reader of the page, and tells nothing false.
    """

    id: str
    summary: str
    help: str
    harm: tuple[str, ...]
    rules: tuple[str, ...]
    is_visible: bool
    is_neutral: bool
    mutate: Callable[[ArticleSource, random.Random, str], ArticleSource | None]

    @property
    def is_of_page(self) -> bool:
        """Whether it can happen to a page, not only to a feed or a file."""
        return not self.harm or not _NOT_OF_PAGE.issuperset(self.harm)


@cache
def load() -> dict[str, Mutant]:
    """All mutants by id."""
    found = (build(name, registry.module("mutants", name)) for name in registry.names("mutants"))
    return {mutant.id: mutant for mutant in found}


def build(name: str, module: ModuleType) -> Mutant:
    """The Mutant that a module of the drawer describes. Raises UsageError where Python leaves out its text."""
    if module.__doc__ is None:
        raise UsageError(MISSING_DOCSTRINGS)
    text = inspect.cleandoc(module.__doc__)
    return Mutant(
        id=name.replace("_", "-"),
        summary=text.partition("\n")[0].rstrip("."),
        help=text,
        harm=module.HARM,
        rules=module.RULES,
        is_visible=getattr(module, "IS_VISIBLE", True),
        is_neutral=getattr(module, "IS_NEUTRAL", not module.HARM),
        mutate=module.mutate,
    )


def mutate_document(document: Document, mutant: Mutant, draw: random.Random, other: str) -> str | None:
    """The text of a document's file with a fault in it; None where the fault can't be put into it.

    `other` is the HTML of another article of the dump. Front matter says the same as the header afterwards: the fault
    is the scraper's, which writes both.
    """
    if document.is_blank or document.format not in _FORMATS:
        return None
    source = ArticleSource(*(_part(field) for field in (document.epoch, document.title, document.url, document.html)))
    made = mutant.mutate(source, draw, other)
    if made is None or made == source:
        return None
    text = replace_fields(document, made._asdict())
    return text if text != document.text else None


def mutate_page(cut: PageSlice, mutant: Mutant, draw: random.Random, *, url: str = "", other: str = "") -> str | None:
    """A page with a fault in its article (`html.main_content.find`); None where the fault can't be put into it.

    `other` is the HTML of the article of another page. What is of a feed or a file (epoch, title, URL) is no fault of
    a page.
    """
    made = mutant.mutate(ArticleSource(url=url, html=cut.html), draw, other)
    if made is None or made.html == cut.html:
        return None
    page = cut.with_article(made.html)
    return page if page != cut.page else None


def _part(field: LocatedValue | None) -> str:
    return str(field.value) if field is not None else ""
