"""A shard of earlier results and a new check of the rest is the shard that one check of all files makes."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

import pytest
from msgspec.structs import replace
from xxhash import xxh3_128_digest

from newscheck.engine.cache import shard as shards
from newscheck.engine.cache.partial_results import PartialResults
from newscheck.engine.cache.shard import Shard
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.model import ArticleFeatures, ArticleSummary, Crash, FileResult, Finding

FILES = "abcd"
ENTRIES = [FileEntry(name, name) for name in FILES]


def digests(paths: Iterable[str], content: str = "") -> bytes:
    return b"".join(xxh3_128_digest((path + content).encode()) for path in paths)


def result(paths: Iterable[str], **more: Any) -> FileResult:
    """What the check of some files gives: a finding, a summary and two features of each; its epoch is its place."""
    paths = list(paths)
    names = {
        code + kind: f"{path} {code + kind}" for path in paths for code, kind in ((ord(path), 0), (ord(path), 500))
    }
    return FileResult(
        findings=[Finding("r", "note", path, 1, 1, "", "", "", path) for path in paths],
        summaries=[ArticleSummary(path, 1, "", 5, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"") for path in paths],
        latest_epoch=max(map(ord, paths), default=0),
        features=[ArticleFeatures("x", 5, array("I", [ord(path)]).tobytes(), ord(path) + 500) for path in paths],
        feature_names=names,
        **more,
    )


def shard(paths: str, content: str = "", *, is_fully_read: bool = True, **more: Any) -> Shard:
    return Shard.of(result(paths, **more), digests(paths, content), is_fully_read=is_fully_read)


def partial(*earlier: Shard) -> PartialResults:
    made = PartialResults(ENTRIES, digests(FILES))
    for one in earlier:
        made.add(one)
    return made


@pytest.mark.parametrize(
    ("earlier", "missing"),
    [
        pytest.param([], "abcd", id="nothing"),
        pytest.param(["ab"], "cd", id="half"),
        pytest.param(["db", "xc"], "a", id="from several, in another order, with others"),
        pytest.param(["xa"], "bcd", id="the last one lacks the greatest epoch"),
        pytest.param(["cd", "ab"], "", id="all, the earliest last"),
        pytest.param(["ab", "bc"], "d", id="one twice"),
    ],
)
def test_all_files_in_their_order(earlier: list[str], missing: str) -> None:
    made = partial(*map(shard, earlier))
    assert "".join(entry.path for entry in made.missing) == missing
    whole = made.completed_with(shard(missing) if missing else None)
    others = max(map(ord, "".join(earlier)), default=0)
    assert replace(whole.result, latest_epoch=0) == replace(result(FILES), latest_epoch=0)
    assert whole.latest_epoch == max(others, ord("d"))
    assert whole.content_digests == digests(FILES)
    assert (whole.files, whole.articles, whole.is_fully_read, whole.is_complete) == (4, 4, True, True)


def test_a_file_with_other_bytes_is_missing() -> None:
    assert [entry.path for entry in partial(shard("ab", "changed"), shard("c")).missing] == ["a", "b", "d"]


def test_what_was_read_of_the_rest_counts_whatever_it_was_before() -> None:
    whole = partial(shard("abc")).completed_with(shard("d", "changed meanwhile"))
    assert whole.content_digests == digests("abc") + digests("d", "changed meanwhile")
    assert [finding.path for finding in whole.findings] == list(FILES)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param(shard("d"), (True, True, 0), id="a check like any other"),
        pytest.param(shard("d", is_complete=False), (False, True, 0), id="one that was cut short"),
        pytest.param(shard("d", is_fully_read=False), (True, False, 0), id="a file that could not be read"),
        pytest.param(shard("d", crashes=[Crash("d", "", "")]), (True, True, 1), id="a crash"),
    ],
)
def test_what_is_wrong_with_the_rest_is_wrong_with_all(rest: Shard, expected: tuple[bool, bool, int]) -> None:
    for whole in (partial(shard("abc")).completed_with(rest), shards.merged([shard("abc"), rest])):
        assert (whole.is_complete, whole.is_fully_read, len(whole.crashes)) == expected


def test_shards_are_merged_in_their_order() -> None:
    whole = shards.merged([shard("ab"), shard("c"), shard("d")])
    assert whole == shard(FILES)
    assert shards.merged([]) == shard("")
