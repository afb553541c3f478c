"""What to write into the settings where the fields of a feed's items don't fit the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from newscheck.article import presets
from newscheck.checker.feed_counts import UNMAPPED
from newscheck.model import UnmappedFeed
from newscheck.text import toml_writer
from newscheck.text.display import joined

#: Characters of a name in a message.
MAX_NAME = 40
#: The rule for what no other rule reports: it can't be switched off for one field.
_FALLBACK = "record-schema"


def line(feed: UnmappedFeed) -> str:
    """What to write into the settings, in one line."""
    lines = ", ".join(toml_writer.entry(name, path) for name, path in feed.mapping.items())
    parts = [f"[fields] of the settings needs {lines} (newscheck init writes it)"] if lines else []
    tool, hints = _hints(feed)
    parts += [f"{tool} leaves {field} out: {hint}" for field, hint in hints.items()]
    if unfit := [field for field in _unfit(feed) if field not in hints]:
        misnamed = "".join(f" (`{path[:MAX_NAME]}` does not have its form)" for path in feed.misnamed.values())
        off = f": name it in [fields], or switch {joined(rules)} off" if (rules := _switches(feed, unfit)) else ""
        parts.append(f"nothing fits {joined(unfit, 'or')}{misnamed}{off}")
    if not parts:
        parts.append("nothing in them has the form of an article: name their fields in [fields], or exclude the file")
    return "; ".join(parts)


def details(feed: UnmappedFeed) -> Iterator[str]:
    """The lines for the settings."""
    if feed.mapping:
        yield "[fields]"
        yield from (toml_writer.entry(name, path) for name, path in feed.mapping.items())
    hints = _hints(feed)[1]
    if rules := _switches(feed, [field for field in _unfit(feed) if field not in hints]):
        yield "[rules]    # where the feed has none"
        yield from (toml_writer.entry(rule, "off") for rule in rules)


def _unfit(feed: UnmappedFeed) -> list[str]:
    """The fields for which nothing was found."""
    mapped = {"body" if name in ("html", "paragraphs") else name for name in feed.mapping}
    return [field for field in feed.fields if field not in mapped]


def _hints(feed: UnmappedFeed) -> tuple[str, Mapping[str, str]]:
    """The name of the tool that wrote the items, and how to have it add fields that it leaves out."""
    if not feed.preset:
        return "", {}
    preset = presets.load(feed.preset)
    return preset.title, {field: preset.lacks[field] for field in _unfit(feed) if field in preset.lacks}


def switches(feed: UnmappedFeed) -> list[str]:
    """The rules to switch off where a feed has no such fields, and none that only looks like one."""
    return _switches(feed, _unfit(feed))


def _switches(feed: UnmappedFeed, unfit: Iterable[str]) -> list[str]:
    fields = {*unfit} - feed.misnamed.keys()
    rules = {entry.rule for entry in feed.properties if entry.field in fields}
    return sorted(rules - {_FALLBACK, UNMAPPED})
