"""Labelled faults, one file each: the parts of a dump file go in, broken parts come out, with what must notice.

A mutant is a module with a docstring (what it imitates, and why that happens), `HARM` (what of the record is lost or
false afterwards; nothing where only the markup is another), `RULES` (article rules at least one of which must notice,
on a site whose articles have the field; none where it takes the whole dump), perhaps `IS_VISIBLE = False` and
`mutate(source, draw, other)`, which gives None where the fault can't be put in. The id is the file's name with dashes.
"""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import NamedTuple

from newscheck import registry
from newscheck.edits import rewritten
from newscheck.model import Document, Field

#: Formats whose parts stand in the file as they are.
_FORMATS = frozenset(("dump", "jekyll"))
#: What a fault can harm: terms of the record, and those in which a change of the layout tells its harm.
HARMS = frozenset(("image", "lead", "dateline", "paragraphs", "text length", "title", "url", "epoch", "body"))


class Source(NamedTuple):
    """The parts of a dump file as they stand in its text; empty where there are none."""

    epoch: str = ""
    title: str = ""
    url: str = ""
    html: str = ""


class Mutant(NamedTuple):
    """A fault as found in the drawer. Faults of a template use no draw, so that a dump gets one and the same.

    What is not `is_visible` is none to a reader nor to a parser: whoever raises an alarm at it is wrong.
    """

    id: str
    summary: str
    help: str
    harm: tuple[str, ...]
    rules: tuple[str, ...]
    is_visible: bool
    mutate: Callable[[Source, random.Random, str], Source | None]


@cache
def load() -> dict[str, Mutant]:
    """All mutants by id."""
    found = (build(name, registry.module("mutants", name)) for name in registry.names("mutants"))
    return {mutant.id: mutant for mutant in found}


def build(name: str, module: ModuleType) -> Mutant:
    """The Mutant that a module of the drawer describes."""
    text = inspect.cleandoc(module.__doc__ or "")
    return Mutant(
        id=name.replace("_", "-"),
        summary=text.partition("\n")[0].rstrip("."),
        help=text,
        harm=module.HARM,
        rules=module.RULES,
        is_visible=getattr(module, "IS_VISIBLE", True),
        mutate=module.mutate,
    )


def broken(document: Document, mutant: Mutant, draw: random.Random, other: str) -> str | None:
    """The text of a document's file with a fault in it; None where the fault can't be put into it.

    `other` is the HTML of another article of the dump. Front matter says the same as the header afterwards: the fault
    is the scraper's, which writes both.
    """
    if document.blank or document.format not in _FORMATS:
        return None
    source = Source(*(_part(field) for field in (document.epoch, document.title, document.url, document.html)))
    made = mutant.mutate(source, draw, other)
    if made is None or made == source:
        return None
    text = rewritten(document, made._asdict())
    return text if text != document.text else None


def _part(field: Field | None) -> str:
    return str(field.value) if field is not None else ""
