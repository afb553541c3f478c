"""All that is proposed for a publisher, and its site file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from newscheck.learn import fields, furniture, images, languages, titles, urls, zones
from newscheck.learn.layouts import LayoutEntry
from newscheck.learn.observation import Observation
from newscheck.learn.suggestion import Suggestion
from newscheck.text import toml_writer
from newscheck.text.display import quantity, sanitize
from newscheck.text.timestamps import format_day, format_iso
from newscheck.text.width import wrap

#: Settings whose suggestions are entries of one list.
_LISTS = frozenset(("expects", "image.stand_ins", "furniture.attributes", "furniture.classes", "furniture.texts"))
#: A character that no setting may have, as it is written.
_NUL = "\\u0000"
_HEAD = (
    "A line without `#` is supported by nearly all of them. What is behind `#` is not certain: check it, then take `#` "
    "away or delete the line. `newscheck schema site` lists all settings."
)
#: Cells of a line of comment, and lines of a comment.
_WIDTH, _MAX_LINES = 80, 6


class Proposal(NamedTuple):
    """The suggestions for a publisher, in the order of a site file, from so many articles between two times (ms)."""

    articles: int
    first: int | None
    last: int | None
    suggestions: Sequence[Suggestion]
    layouts: Sequence[LayoutEntry] = ()


def propose(articles: Sequence[Observation], layouts: Iterable[LayoutEntry] = ()) -> Proposal:
    """What the articles of one publisher show."""
    epochs = [article.epoch for article in articles if article.epoch is not None]
    found = [*urls.suggest(articles)]
    host = next((entry.value[0] for entry in found if entry.setting == "hosts"), "")
    spoken = [*languages.suggest(articles)]
    language = next((entry.value for entry in reversed(spoken) if entry.is_certain), "")
    url_date = next((entry.value for entry in found if entry.setting == "url.date"), None)
    found += [*spoken, *zones.suggest(articles, host, language, url_date), *titles.suggest(articles, host)]
    found += [*fields.suggest(articles), *images.suggest(articles), *furniture.suggest(articles)]
    usable = [entry for entry in found if _NUL not in toml_writer.entry(entry.setting, entry.value)]
    return Proposal(len(articles), min(epochs, default=None), max(epochs, default=None), usable, tuple(layouts))


def site_file(proposal: Proposal) -> str:
    """The text of a site file (TOML, `schemas/site.schema.json`)."""
    return "".join(f"{line}\n" for line in _lines(proposal))


def _lines(proposal: Proposal) -> Iterator[str]:
    span = ""
    if proposal.first is not None and proposal.last is not None:
        span = f" from {format_day(proposal.first)} to {format_day(proposal.last)}"
    yield from _comment(f"Proposed by `newscheck sites learn`, from {quantity(proposal.articles, 'article')}{span}.")
    yield from _comment(_HEAD)
    if not any(entry.setting == "hosts" for entry in proposal.suggestions):
        yield '# No URL names a host: state the site in the settings (site = "NAME").'
    table = ""
    for name, entries in _tables(proposal.suggestions):
        if name != table:
            table = name
            yield ""
            yield f"[{name}]"
        yield from _setting(entries)
    for layout in proposal.layouts if len(proposal.layouts) > 1 else ():
        yield from _layout(layout)


def _tables(suggestions: Sequence[Suggestion]) -> Iterator[tuple[str, list[Suggestion]]]:
    """The suggestions of each setting with the name of its table, those outside of tables first."""
    by_table: dict[str, dict[str, list[Suggestion]]] = {"": {}}
    for entry in suggestions:
        table = entry.setting.partition(".")[0] if "." in entry.setting else ""
        by_table.setdefault(table, {}).setdefault(entry.setting, []).append(entry)
    for table, settings in by_table.items():
        for entries in settings.values():
            yield table, entries


def _setting(entries: Sequence[Suggestion]) -> Iterator[str]:
    name = entries[0].setting
    key = name.partition(".")[2] or name
    if name not in _LISTS:
        for entry in entries:
            yield from _evidence(entry)
            yield f"{'' if entry.is_certain else '# '}{_entry(key, entry.value)}"
        return
    mark = "" if any(entry.is_certain for entry in entries) else "# "
    yield f"{mark}{key} = ["
    for entry in entries:
        yield from _evidence(entry, "  ")
        yield f"  {'' if entry.is_certain else '# '}{_literal(entry.value)},"
    yield f"{mark}]"


def _entry(key: str, value: Any) -> str:
    """`key = value`; a pattern as a literal string, whose backslashes are not doubled."""
    is_literal = isinstance(value, str) and "\\" in value and "'" not in value and value.isprintable()
    return f"{toml_writer.entry(key, 0)[:-1]}'{value}'" if is_literal else toml_writer.entry(key, value)


def _literal(value: Any) -> str:
    return _entry("x", value).removeprefix("x = ")


def _evidence(entry: Suggestion, indent: str = "") -> Iterator[str]:
    """`# 97% of 312 date lines …`."""
    return _comment(f"{_percent(entry.number, entry.total)} of {entry.total:,} {entry.reason}", indent)


def _comment(text: str, indent: str = "") -> Iterator[str]:
    """The lines of a comment, without what would end it."""
    head = f"{indent}# "
    return (f"{head}{line}" for line in wrap(sanitize(text), _WIDTH - len(head), _MAX_LINES))


def _percent(number: int, total: int) -> str:
    """A share that is only 100 % where nothing is missing."""
    share = 100 * number / total if total else 0.0
    return f"{int(share * 10) / 10:.1f}%" if 99 < share < 100 else f"{share:.0f}%"


def _layout(layout: LayoutEntry) -> Iterator[str]:
    span = layout.span
    yield ""
    yield from _comment(
        f"{quantity(span.articles, 'article')} from {format_day(span.first)} to {format_day(span.last)}"
    )
    yield from _comment(f"{span.skeleton} ({span.share:.0%})")
    if layout.ending:
        yield from _comment(f"Ended by a change: {layout.ending.what}")
    if layout.ending and layout.ending.harm:
        lost = ", ".join(layout.ending.harm)
        yield from _comment(f"Lost by that change: {lost}. A loss is no layout: leave out the next one.")
    yield "[[layout]]"
    yield toml_writer.entry("name", layout.name)
    if layout.until is not None:
        yield f"until = {format_iso(layout.until)}"
