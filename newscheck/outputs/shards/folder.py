"""The files of a report in a folder: its findings in shards, and all else in one JSON file, which lists the shards.

The way back, `findings`, reads a shard, which may come from anywhere.

Readers of tables (pyarrow, Spark) take a folder as one table, and leave out names that begin with an underscore.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice

from msgspec.structs import replace

from newscheck.model import Report
from newscheck.outputs import json
from newscheck.outputs.json import Part
from newscheck.text import report_beginnings

#: The file that has all but the findings, and how it begins.
REPORT, BEGINNING = "_report.json", report_beginnings.JSON.encode()
#: Findings of a shard.
_SIZE = 50_000
_shard = re.compile(r"part-[0-9]{5,}\.(jsonl\.gz|parquet)").fullmatch


def is_own_name(name: str) -> bool:
    """Whether a file of that name may be one of a report."""
    return name == REPORT or is_shard(name)


def is_shard(name: str) -> bool:
    """Whether a file of that name may be one with findings."""
    return bool(_shard(name))


def findings(name: str, data: bytes) -> Iterable[bytes]:
    """The findings of a shard (of JSON Lines, unpacked), each as JSON. Raises ValueError where that can't be read."""
    found = _shard(name)
    if not found:
        raise ValueError("no shard has such a name")
    rows: Iterable[bytes] = import_module(f"{__package__}.{found[1].partition('.')[0]}").rows(data)
    return rows


def files(form: str, report: Report, size: int = _SIZE) -> Iterator[tuple[str, bytes]]:
    """Names and contents, one by one: shards of at most `size` findings in the order of the report, then the rest.

    A report without findings has one shard without any. Raises UsageError where a library is missing.
    """
    module = import_module(f"{__package__}.{form}")
    parts: list[Part] = []
    findings = iter(report.findings)
    left = len(report.findings)
    while left or not parts:
        number = min(size, left)
        parts.append(Part(f"part-{len(parts):05}{module.SUFFIX}", number))
        yield parts[-1].file, module.content(islice(findings, number))
        left -= number
    rest = replace(report, findings=[], known=[])
    yield REPORT, "".join(json.with_parts(rest, parts)).encode()
