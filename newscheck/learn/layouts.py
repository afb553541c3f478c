"""The layouts of a publisher in time, as entries of its site file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newscheck.model import LayoutChange, LayoutSpan
from newscheck.text.timestamps import from_ms


class LayoutEntry(NamedTuple):
    """A layout with its name, and with the change that ended it: `until` (ms since 1970), None while it is in use."""

    name: str
    span: LayoutSpan
    ending: LayoutChange | None = None

    @property
    def until(self) -> int | None:
        """When it ended: between the last article before the change and the first after it."""
        return (self.ending.last_before + self.ending.since) // 2 if self.ending else None


def entries(layouts: Sequence[LayoutSpan], changes: Sequence[LayoutChange]) -> Iterator[LayoutEntry]:
    """The layouts of all sites with the next change after each, in their order; named by their first month."""
    taken: set[tuple[str, str]] = set()
    for span in layouts:
        after = [change for change in changes if change.site == span.site and change.since > span.first]
        month, number = f"{from_ms(span.first):%Y-%m}", 1
        name = month
        while (span.site, name) in taken:
            number += 1
            name = f"{month}-{number}"
        taken.add((span.site, name))
        yield LayoutEntry(name, span, min(after, key=lambda change: change.since, default=None))
