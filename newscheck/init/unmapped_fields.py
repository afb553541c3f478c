"""Record fields that no item of a feed fills: a gap in the field mapping, not a fault of the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from newscheck.model import SUMMARY_FIELDS, ArticleSummary, Finding
from newscheck.readers import json, jsonl
from newscheck.text.display import quantity

#: Suffixes of files of items, whose fields the settings map.
ITEM_SUFFIXES = (*json.SUFFIXES, *jsonl.SUFFIXES)


class UnmappedField(NamedTuple):
    """A record field that none of the `items` has, and the rule that reports each of them for it."""

    rule: str
    field: str
    items: int


def find(
    findings: Iterable[Finding], summaries: Iterable[ArticleSummary], fields: Mapping[str, Any]
) -> list[UnmappedField]:
    """The record fields that no item has, that `fields` doesn't map, and that a rule reports as missing in all items.

    Items are the articles in files with one of `ITEM_SUFFIXES`.
    """
    items, present, has_epoch = 0, 0, False
    for summary in summaries:
        if summary.path.endswith(ITEM_SUFFIXES):
            items += 1
            present |= summary.present_fields
            has_epoch = has_epoch or summary.epoch is not None
    filled = {field for bit, field in enumerate(SUMMARY_FIELDS) if present >> bit & 1}
    absent = {*SUMMARY_FIELDS, "epoch_ms"} - filled - fields.keys() - ({"epoch_ms"} if has_epoch else set())
    if "html" in fields:
        absent -= {"body"}
    listed: Counter[tuple[str, str]] = Counter()
    aggregated: Counter[str] = Counter()
    for finding in findings:
        field = finding.pointer.removeprefix("/")
        if not finding.path.endswith(ITEM_SUFFIXES):
            continue
        if finding.aggregated:
            aggregated[finding.rule] += finding.number
        elif field in absent:
            listed[finding.rule, field] += 1
    return [
        UnmappedField(rule, field, items)
        for (rule, field), number in sorted(listed.items())
        if number + aggregated[rule] >= items > 0
    ]


def remarks(unmapped: Sequence[UnmappedField], unwritten: Mapping[str, str]) -> Iterator[str]:
    """What to mend, in words; none where nothing is unmapped.

    `unwritten` are the paths, by their settings, of files that only another run can write, once the settings name them.
    """
    for rule, field, number in unmapped:
        yield f"{rule} in each of {quantity(number, 'item')}: none of their fields is taken for {field}"
    if unmapped:
        names = " and ".join(f'{field} = "…"' for field in dict.fromkeys(entry.field for entry in unmapped))
        files = " and ".join(f'{name} = "{path}"' for name, path in sorted(unwritten.items()))
        yield (
            f"nothing is accepted: name the field in [fields] of the settings ({names}), or switch the rule off in"
            f' [rules] ({unmapped[0].rule} = "off"){f", add {files}" if files else ""}; then run newscheck init again'
        )
