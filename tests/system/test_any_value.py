"""Any JSON value in any field of an item, from reader to output: no reader, rule, output or command fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from command_line import run
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck import registry
from newscheck.article.item_mapping import ITEM_FIELDS
from newscheck.checker import examples
from newscheck.engine.files import directory_walk
from newscheck.engine.lazy_run import LazyRun
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.testing.checks import Checks

NOW = "2023-09-15T00:00:00Z"
TEXT = "渔民合作社表示欢迎，同时要求增加近海的巡逻船只。相关文件预计在三个月内公布，具体数字仍有待独立机构核实。"
#: The crawl of an item: 16 August 2023.
EPOCH = 1_692_215_820_000
ITEM = {
    "title": "海上救援协定周五开始生效",
    "url": "https://news.example.org/2023/rescue.html",
    "epoch_ms": EPOCH,
    "dateline": "2023-08-16T21:04",
    "body": TEXT * 2,
}
#: Enough of them have layouts and a profile.
SERIES = [
    {
        **ITEM,
        "url": f"https://news.example.org/2023/rescue-{number}.html",
        "title": f"{ITEM['title']} {number}",
        "epoch_ms": EPOCH + number * 3_600_000,
    }
    for number in range(160)
]
FIELDS = (*ITEM_FIELDS, "spider")
EXTREMES = st.sampled_from(
    [
        *(True, False, 0, -1, 2**31, 2**53, 2**63, 2**64, -(2**64), 10**25, 10**300, 10**400),
        *(1e25, -1e25, 1e300, -1e300, 1.5, -0.0, float("nan"), float("inf"), float("-inf")),
        *("9" * 20, "-" + "9" * 20, "9" * 30, "--5", "²", "１６９２", "", " ", "\ud800", "\0", "\u2028", "null", "NaN"),
        *("0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "2023-08-16 21:04 +99:99", "2023-02-30", "PM"),
        *("https://", "http://[", "https://x.org/\ud800", "data:,", "<p>", "<time datetime='9999-12-31T23:59-12:00'>"),
    ]
)
VALUES = st.recursive(
    EXTREMES | st.none() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
ITEMS = st.builds(
    lambda item, changes, without: {name: value for name, value in {**item, **changes}.items() if name not in without},
    st.sampled_from(SERIES),
    st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=6), VALUES, min_size=1, max_size=4),
    st.sets(st.sampled_from(FIELDS), max_size=2),
)
MAPPINGS = st.fixed_dictionaries(
    {},
    optional={
        "epoch_unit": st.sampled_from(["ms", "s", "us"]),
        "epoch_ms": st.sampled_from(["dateline", "spider", "title.x", ["spider", "epoch_ms"]]),
        "dateline": st.sampled_from(["dateline", "epoch_ms", "spider"]),
        "title": st.sampled_from(["body", "spider", "images"]),
        "html": st.sampled_from(["body", "spider", "paragraphs"]),
        "paragraphs": st.sampled_from(["images", "title"]),
    },
)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A working folder with enough articles for layouts, and a hidden one for what is written."""
    folder = tmp_path_factory.mktemp("any")
    (folder / ".out").mkdir()
    (folder / "series.jsonl").write_text("".join(json.dumps(item) + "\n" for item in SERIES), "utf-8")
    with chdir(folder):
        yield folder


def write(here: Path, items: list[dict[str, Any]], fields: dict[str, Any]) -> tuple[str, ...]:
    """Put items into both forms of JSON, and their mapping into the settings."""
    lines = [json.dumps(item) for item in items]
    (here / "items.jsonl").write_text("\n".join(lines), "utf-8")
    (here / "items.json").write_text(f"[{','.join(lines)}]", "utf-8")
    mapped = "".join(f"{name} = {json.dumps(value)}\n" for name, value in fields.items())
    (here / "newscheck.toml").write_text(f"[fields]\n{mapped}", "utf-8")
    return "items.jsonl", "items.json", "series.jsonl"


@pytest.mark.slow
@settings(max_examples=max(5, settings.default.max_examples // 5))  # type: ignore[union-attr]
@given(items=st.lists(ITEMS, min_size=1, max_size=5), fields=MAPPINGS)
def test_any_value_in_any_field_goes_the_whole_way(
    here: Path, items: list[dict[str, Any]], fields: dict[str, Any]
) -> None:
    paths = write(here, items, fields)
    reports = [f"--report={name}=.out/{name}" for name in registry.names("outputs")]
    code, _, output = run("validate", *paths, "--now", NOW, "--no-cache", *reports)
    assert code in (0, 1), output
    for name in ("json", "sarif", "gitlab"):
        json.loads((here / ".out" / name).read_text("utf-8"))
    run("show", "items.jsonl")
    assert run("layouts", *paths, "--format", "json")[0] == 0
    run("profile", "save", *paths, "-o", ".out/reference.json")
    project = Project(now=examples.NOW, fields=fields)
    lookup = LazyRun(Session(project), [*directory_walk.walk(paths)])
    assert not any(lookup.findings_of(path).crashes for path in paths)
    assert not lookup.dump_result().crashes
    lookup.close()
    checks = Checks(Session(project))
    for item in items:
        checks.check(item)
    (here / "newscheck.toml").unlink()
    run("init", "--dry-run", "--ci", "none", "--now", NOW)
