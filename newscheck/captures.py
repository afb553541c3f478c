"""Page fixtures made of saved pages and of articles in dumps, and what an extractor makes of them later."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from shlex import quote
from typing import Any, NamedTuple
from urllib.parse import quote as escaped
from urllib.parse import unquote

from msgspec.structs import replace

from newscheck import blueprint, cases, contrast, files, intake, readers
from newscheck.article import to_article
from newscheck.cases import Case
from newscheck.config import Project, checker
from newscheck.errors import UsageError
from newscheck.extractors import LIMIT, Extractor, text_of
from newscheck.model import Article, Document, Extraction
from newscheck.site import Sites

_PAGES = (".html", ".htm", ".xhtml")
_URL = re.compile(r"https?://", re.IGNORECASE)
#: Where a page says what its own address is, the most reliable first.
_OWN_URL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"<link\b(?=[^>]{0,500}\brel\s*=\s*[\"']?canonical\b)[^>]{0,500}\bhref\s*=\s*[\"']?([^\"'\s>]+)",
        r"<meta\b(?=[^>]{0,500}\bproperty\s*=\s*[\"']?og:url\b)[^>]{0,500}\bcontent\s*=\s*[\"']?([^\"'\s>]+)",
    )
)
#: What comes after so much of a page isn't asked for its address.
_HEAD = 100_000
#: A value so near to the clock (seconds) was taken from it.
_NOW = 600


class Capture(NamedTuple):
    """A case that is not on disk yet, and what there is to say of it."""

    case: Case
    remarks: list[str]


def is_address(source: str) -> bool:
    """Whether a source is an address, not a file."""
    return bool(_URL.match(source)) and not os.path.lexists(source)


def is_page(source: str) -> bool:
    """Whether a source is a saved page, by the suffix of the file."""
    return source.lower().endswith(_PAGES)


def saved(path: str) -> tuple[bytes, int]:
    """A saved page, and when it was written (ms since 1970). Raises UsageError where it can't be read."""
    try:
        return Path(path).read_bytes(), os.stat(path).st_mtime_ns // 1_000_000
    except OSError as error:
        raise UsageError(f"can't read {files.shown(path)}: {(error.strerror or str(error)).lower()}") from None


def of_page(project: Project, page: bytes, source: str, *, url: str | None, fetched: int) -> Case:
    """The case of a saved page. `fetched` is in milliseconds since 1970; without `url`, the page itself is asked.

    Raises UsageError where it is empty or doesn't say what its address is.
    """
    where = "stdin" if source == "-" else files.shown(source)
    text = text_of(page)
    if not page.strip():
        raise UsageError(f"{where}: the page is empty")
    if "\0" in text[:1024] or "<" not in text:
        raise UsageError(f"{where}: not HTML")
    if url and not _URL.match(url):
        raise UsageError(f"--url: {url!r} is no address such as https://www.rfi.fr/cn/…")
    address = url or _own_url(text)
    if address is None:
        raise UsageError(f"{where}: the page doesn't say what its address is: give it with --url")
    return Case(cases.name_of(_stem(source, address)), page, address, fetched, project.site)


def of_articles(project: Project, source: str, sites: Sites) -> Iterator[Case]:
    """The cases of the articles in a dump file, or of the one in line N of it (`PATH:N`).

    Raises UsageError where it can't be read or has none.
    """
    path, line = files.place(source)
    found = 0
    for raw in files.read(files.Entry(files.shown(path), path), project.max_file_size):
        if raw.fault:
            raise UsageError(f"can't read {raw.path}: {raw.detail}")
        for document in readers.read(raw, project.fields):
            if not document.blank and (line is None or document.origin[0] == line):
                found += 1
                yield _of_article(to_article(document, sites), path, project)
    if not found:
        raise UsageError(f"no article in {files.shown(source)}")


def with_address(project: Project, dumps: Iterable[str], url: str) -> str:
    """The article in some dumps that has an address, as `PATH:LINE`. Raises UsageError where there is none.

    newscheck has no network of its own.
    """
    wanted = _bare(url)
    marks = [os.fsencode(spelling)[-40:] for spelling in _spellings(wanted.rpartition("/")[2])]
    for entry in files.walk(list(dumps), project.exclude):
        for raw in files.read(entry, project.max_file_size):
            # Most files are passed over by a look at their bytes.
            if not any(mark in raw.data for mark in marks):
                continue
            for document in readers.read(raw, project.fields):
                if document.url and _bare(str(document.url.value)) == wanted:
                    return f"{entry.real}:{document.origin[0]}"
    raise UsageError(
        f"{url}: not in {', '.join(map(files.shown, dumps))}, and newscheck fetches nothing: save the page and give the"
        f" file, or `curl {quote(url)} | newscheck fixture add - --url {quote(url)}`"
    )


def renamed(case: Case, name: str) -> Case:
    """A case by the name that it will have on disk."""
    return replace(case, name=name)


def expecting(
    case: Case, extractor: Extractor | None, project: Project, limit: float = LIMIT, *, named: str | None = None
) -> Capture:
    """A case with what is expected of it: the extractor's record, and the structure of the page.

    What differs from run to run is volatile. Without an extractor, or where it fails, the record of the case stays.
    `named` is the extractor that the case itself names.
    """
    sites = checker(replace(project, site=case.site)).sites
    case = replace(case, extractor=named, layout=blueprint.draw(text_of(case.page), sites.of(case.url)))
    if extractor is None:
        missing = [] if case.record is not None else [f"{case.name}: no extractor, so there is no {cases.RECORD} yet"]
        return Capture(case, missing)
    first, second = (extractor.run(case.page, case.url, limit) for _ in range(2))
    if first.record is None or second.record is None:
        left = f"so there is no {cases.RECORD} yet" if case.record is None else f"{cases.RECORD} is what it should give"
        return Capture(case, [f"{case.name}: {first.failure or second.failure}; {left}"])
    volatile = _volatile(first.record, second.record, project.now)
    remarks = [f"{case.name}: {', '.join(volatile)} differs from run to run and is not tested"] if volatile else []
    case = replace(case, volatile=tuple(volatile))
    return Capture(replace(case, record=case.stable(first.record)), remarks)


class Rerun(NamedTuple):
    """A case beside what is made of it now: the differences in words by field, or file of the case.

    `accepted` is the case with what is made of it now as what is expected.
    """

    accepted: Case
    extraction: Extraction
    differences: Mapping[str, list[str]]
    same: list[str]


def rerun(case: Case, extractor: Extractor, project: Project, limit: float = LIMIT) -> Rerun:
    """What an extractor makes of a case now. Raises UsageError where the case has no page or can't be read."""
    for name in (cases.PAGE, cases.META):
        if name in case.faults:
            raise UsageError(f"{case.name}: {case.faults[name]}")
    made = extractor.run(case.page, case.url, limit)
    before = case.stable(case.record or {})
    after = case.stable(made.record) if made.record is not None else before
    differing = contrast.fields(before, after)
    differences = {name: contrast.lines(name, before.get(name), after.get(name)) for name in differing}
    if case.record is None:
        differences = {cases.RECORD: [case.faults.get(cases.RECORD, f"no {cases.RECORD}")], **differences}
    sites = checker(replace(project, site=case.site or project.site)).sites
    layout = blueprint.draw(text_of(case.page), sites.of(case.url))
    if layout != case.layout:
        changes = blueprint.changes(case.layout, layout) if case.layout is not None else [f"there is no {cases.LAYOUT}"]
        differences[cases.LAYOUT] = ["layout changed", *(f"  {line}" for line in changes)]
    accepted = replace(case, record=after, layout=layout)
    return Rerun(accepted, made, differences, [name for name in after if name not in differing])


def _of_article(article: Article, path: str, project: Project) -> Case:
    html = article.html
    if not html.strip():
        raise UsageError(f"{files.shown(path)}: the article has no HTML that an extractor could read")
    name = cases.name_of(Path(path).stem if _is_single(article.document) else article.title or "article")
    return Case(
        name,
        html.encode("utf-8", "surrogatepass"),
        article.url or "",
        article.epoch_ms,
        project.site,
        title=article.title,
        record=intake.readable(article),
    )


def _is_single(document: Document) -> bool:
    return document.format in ("dump", "jekyll")


def _volatile(record: Mapping[str, Any], second: Mapping[str, Any], now: int) -> list[str]:
    """The fields that another run gave another value, or that say what time it is."""
    differing = contrast.fields(record, second)
    return [*differing, *(name for name in record if name not in differing and _is_now(record[name], now / 1000))]


def _is_now(value: Any, now: float) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return any(abs(value / unit - now) < _NOW for unit in (1, 1_000, 1_000_000))


def _own_url(text: str) -> str | None:
    for pattern in _OWN_URL:
        if (found := pattern.search(text, 0, _HEAD)) and _URL.match(found[1]):
            return unescape(found[1])
    return None


def _stem(source: str, url: str) -> str:
    """What a page's case is called: as its file, or as the end of its address."""
    stem = Path(source).stem if source != "-" else ""
    return stem if stem and stem not in ("index", "page") else unquote(url.rstrip("/").rpartition("/")[2])


def _spellings(text: str) -> set[str]:
    """The end of an address as it may stand in a file: as it is, with escapes of URLs, or of JSON."""
    percent = escaped(text, errors="surrogateescape")
    return {text, percent, percent.lower(), json.dumps(text)[1:-1]}


def _bare(url: str) -> str:
    """An address without what doesn't matter when two are compared."""
    return unquote(url.partition("#")[0]).partition("://")[2].removeprefix("www.").replace("//", "/").rstrip("/")
