"""Documents and dumps go in, findings come out: rules are run here, and what they say is stamped."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from msgspec import Struct
from xxhash import xxh3_64_hexdigest

from newscheck import card, places, readers
from newscheck.article import to_article
from newscheck.model import (
    Article,
    Context,
    Crash,
    Document,
    Dump,
    FileResult,
    Finding,
    Hit,
    Layout,
    Raw,
    Rule,
    Schema,
    Site,
)
from newscheck.rules import MOST
from newscheck.site import Sites

OFF = "off"
#: The most hits of one dump rule.
_MOST_OF_DUMP = 10_000


class Settings(Struct, frozen=True):
    """What a run judges by. `rules` are the settings of the project (id -> severity or table), which go before a
    site's; `selected` the ids to report, `schema` the name of a schema that goes before the sites' own."""

    now: int
    rules: Mapping[str, Any] = {}
    selected: frozenset[str] = frozenset()
    fields: Mapping[str, Any] = {}
    schema: str | None = None


class _Step(Struct, frozen=True):
    rule: Rule
    severity: str


#: A step unfolded, for the loop that runs them all on every file.
_Check = tuple[Callable[[Any, Context], Iterator[Hit]], Context, _Step]


class _Plan(Struct, frozen=True):
    """What is run on the articles of one site and layout. `silent` steps are only asked when an echo has spoken."""

    steps: list[_Check]
    echoes: list[_Check]
    silent: list[_Check]


class Checker:
    """Rules, sites and schemas made ready once, to be used on any number of files."""

    def __init__(
        self, rules: Mapping[str, Rule], sites: Sites, schemas: Mapping[str, Schema], settings: Settings
    ) -> None:
        self.rules = rules
        self.sites = sites
        self.schemas = schemas
        self.settings = settings
        self._plans: dict[tuple[str, str, str], _Plan] = {}

    def check(self, raw: Raw) -> FileResult:
        """Everything that one piece of input says, by itself. A crash of a rule is a value, too."""
        findings: list[Finding] = []
        cards = []
        crashes: list[Crash] = []
        latest = 0
        try:
            for document in readers.read(raw, self.settings.fields):
                article = None if document.blank else to_article(document, self.sites)
                findings += self._document(document, article, crashes)
                if article is not None:
                    cards.append(card.make(article))
                    latest = max(latest, article.epoch_ms or 0)
        except Exception:  # our own fault, whatever it is: told, and never green
            crashes.append(Crash(raw.path, "", traceback.format_exc()))
        return FileResult(findings, cards, crashes, latest)

    def check_dump(self, dump: Dump) -> FileResult:
        """What only the files together say."""
        findings: list[Finding] = []
        crashes: list[Crash] = []
        site = self.sites.forced or self.sites.generic
        for check, ctx, step in self._plan("dump", site, None).steps:
            try:
                seen: dict[tuple[str, str, str], int] = {}
                hits = islice(check(dump, ctx), _MOST_OF_DUMP)
                findings.extend(_stamp_dump(step, hit, seen) for hit in hits)
            except Exception:  # as above
                crashes.append(Crash("", step.rule.id, traceback.format_exc()))
        return FileResult(findings, [], crashes)

    def _document(self, document: Document, article: Article | None, crashes: list[Crash]) -> Iterator[Finding]:
        identity = _identity(document)
        seen: dict[tuple[str, str, str], int] = {}
        for step, hit in self._hits(document, article, crashes):
            yield _stamp(step, hit, document, article, identity, seen)

    def _hits(self, document: Document, article: Article | None, crashes: list[Crash]) -> Iterator[tuple[_Step, Hit]]:
        site = article.site if article else self.sites.forced or self.sites.generic
        layout = article.layout if article else None
        if document.faults:
            yield from _run(self._plan("document", site, None).steps, document, document.path, crashes)
        if article is None:
            return
        plan = self._plan("article", site, layout)
        spoken = []
        for step, hit in _run(plan.steps, article, document.path, crashes):
            spoken.append(hit.pointer)
            yield step, hit
        told: list[tuple[str, str]] = []
        for step, hit in _run(plan.echoes, article, document.path, crashes):
            if plan.silent and not spoken:
                spoken = [hit.pointer for _, hit in _run(plan.silent, article, document.path, crashes)] or [""]
            if not _is_spoken_of(hit.pointer, [*spoken, *(pointer for rule, pointer in told if rule != step.rule.id)]):
                told.append((step.rule.id, hit.pointer))
                yield step, hit

    def _plan(self, scope: str, site: Site, layout: Layout | None) -> _Plan:
        key = (scope, site.name, layout.name if layout else "")
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = self._make_plan(scope, site, layout)
        return plan

    def _make_plan(self, scope: str, site: Site, layout: Layout | None) -> _Plan:
        plan = _Plan([], [], [])
        schema = self.schemas.get(self.settings.schema or site.schema)
        for rule in self.rules.values():
            if rule.scope != scope:
                continue
            severity, options = resolve(rule, site, layout, self.settings.rules)
            ctx = Context(self.settings.now, site, layout, options, schema)
            step = (rule.check, ctx, _Step(rule, severity))
            if severity == OFF or rule.id not in self.settings.selected:
                if not rule.is_echo:
                    plan.silent.append(step)
            elif rule.is_echo:
                plan.echoes.append(step)
            else:
                plan.steps.append(step)
        return plan


def resolve(rule: Rule, site: Site, layout: Layout | None, project: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Severity and options of a rule: its own, then the site's, the layout's, the project's."""
    severity, options = rule.severity, dict(rule.options)
    for settings in (site.rules, layout.rules if layout else {}, project):
        given = settings.get(rule.id)
        if isinstance(given, str):
            severity = given
        elif given:
            table = {name.replace("-", "_"): value for name, value in given.items()}
            severity = table.pop("severity", severity)
            options.update(table)
    return severity, options


def _run(
    steps: Iterable[_Check], thing: Document | Article, path: str, crashes: list[Crash]
) -> Iterator[tuple[_Step, Hit]]:
    for check, ctx, step in steps:
        try:
            left = MOST
            for hit in check(thing, ctx):
                yield step, hit
                left -= 1
                if not left:
                    break
        except Exception:  # a crash of our own is never green: it ends the run with exit code 2
            crashes.append(Crash(path, step.rule.id, traceback.format_exc()))


def _is_spoken_of(pointer: str, spoken: Iterable[str]) -> bool:
    """Whether a hit at the same field, at a part of it or at what contains it has been told already."""
    return any(other and (other.startswith(pointer) or pointer.startswith(other)) for other in spoken)


def _identity(document: Document) -> str:
    """What an article is known by in fingerprints: its URL, else its title, else the name of its file."""
    for field in (document.url, document.title):
        if field is not None and isinstance(field.value, str) and field.value:
            return field.value
    return document.path.rpartition("/")[2]


def _stamp(
    step: _Step,
    hit: Hit,
    document: Document,
    article: Article | None,
    identity: str,
    seen: dict[tuple[str, str, str], int],
) -> Finding:
    start, end = places.offset_of(hit, document, article)
    line, column = places.line_and_column(document, start)
    evidence = places.evidence(hit, document, start, end)
    family = (step.rule.id, hit.pointer.partition("/")[2].partition("/")[0], evidence)
    count = seen[family] = seen.get(family, 0) + 1
    return Finding(
        rule=step.rule.id,
        severity=step.severity,
        path=document.path,
        line=line,
        column=column,
        pointer=hit.pointer,
        message=hit.message,
        evidence=evidence,
        fingerprint=_fingerprint(identity, *family, str(count)),
        related=hit.related,
        excerpt=places.excerpt(document, start, end),
    )


def _stamp_dump(step: _Step, hit: Hit, seen: dict[tuple[str, str, str], int]) -> Finding:
    family = (step.rule.id, hit.pointer, hit.evidence or hit.message)
    count = seen[family] = seen.get(family, 0) + 1
    return Finding(
        rule=step.rule.id,
        severity=step.severity,
        path=hit.path,
        line=hit.line,
        column=1,
        pointer=hit.pointer,
        message=hit.message,
        evidence=hit.evidence,
        fingerprint=_fingerprint(*family, str(count)),
        related=hit.related,
    )


def _fingerprint(*parts: str) -> str:
    """16 hex digits that don't depend on line numbers or on the file's name."""
    return xxh3_64_hexdigest("\0".join(parts).encode("utf-8", "replace"))
