"""Streams: their size is bounded, and they do not depend on the order of the articles."""

from __future__ import annotations

import random
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from xxhash import xxh32_intdigest

from newscheck.engine.cache.shard import Shard
from newscheck.engine.dump_store import DumpStore
from newscheck.layout.detection import DetectionSettings, layout_history
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.profile import MAX_FEATURES
from newscheck.layout.site_streams import site_streams
from newscheck.layout.streams import Stream
from newscheck.model import ArticleFeatures, ArticleSummary, FileResult

#: Site, epoch, features.
Article = tuple[str, int | None, list[str]]
START = 1_600_000_000_000
HOUR = 3_600_000


def hashed(name: str) -> int:
    return xxh32_intdigest(name.encode())


class Dump(InMemoryDump):
    """Articles with features by name; only path, site and epoch of their summaries are set."""

    def __init__(self, articles: list[Article], detection: DetectionSettings | None = None) -> None:
        names = {"skeleton p", "kind /a", *(name for _, _, present in articles for name in present)}
        summaries = [summary(f"{at}.md", site, epoch) for at, (site, epoch, _) in enumerate(articles)]
        features = [features_of(*article) for article in articles]
        super().__init__(summaries, features, {hashed(name): name for name in names}, detection)


def summary(path: str, site: str, epoch: int | None) -> ArticleSummary:
    return ArticleSummary(path, 1, site, epoch, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"")


def features_of(site: str, epoch: int | None, present: list[str]) -> ArticleFeatures:
    return ArticleFeatures(site, epoch, array("I", map(hashed, ["skeleton p", *present])).tobytes(), hashed("kind /a"))


def by_definition(articles: list[Article], site: str) -> list[tuple[int, set[str]]]:
    """The contents of a stream by its definition."""
    counts: dict[str, int] = {}
    for own, epoch, present in articles:
        for name in present if own == site and epoch is not None else ():
            counts[name] = counts.get(name, 0) + 1
    return [
        (epoch, {name for name in present if counts[name] >= 4})
        for own, epoch, present in sorted(articles, key=lambda article: article[1] or 0)
        if own == site and epoch is not None
    ]


def contents(stream: Stream) -> list[tuple[int, set[str]]]:
    return [
        (epoch, {stream.names[f] for f in stream.features[stream.offsets[at] : stream.offsets[at + 1]]})
        for at, epoch in enumerate(stream.epochs)
    ]


ARTICLES = st.lists(
    st.tuples(
        st.sampled_from(["x", "y"]),
        st.one_of(st.none(), st.integers(START, START + 50 * HOUR)),
        st.lists(st.sampled_from("abcdefgh"), unique=True),
    ),
    max_size=40,
    unique_by=lambda article: article[1] if article[1] is not None else object(),
)


@given(ARTICLES)
def test_a_stream_is_what_its_articles_have_in_the_order_of_time(articles: list[Article]) -> None:
    streams = {stream.site: stream for stream in site_streams(Dump(articles), 1)}
    for site in ("x", "y"):
        expected = by_definition(articles, site)
        assert (contents(streams[site]) if site in streams else []) == expected


def test_articles_of_the_future_wait() -> None:
    articles = [("x", START + at * HOUR, ["a"]) for at in range(20)]
    (stream,) = site_streams(Dump(articles), 1, START + 9 * HOUR)
    assert len(stream.epochs) == 10


#: Features that are counted in a table of 64 slots.
FEW_SLOTS = {"feature_counts._SLOTS": 64, "feature_counts._SLOT": 63}


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param({}, id="a large table"),
        pytest.param({"feature_counts._SLOTS": 64, "feature_counts._SLOT": 63}, id="a full table"),
        pytest.param(
            {"feature_counts._SLOTS": 64, "feature_counts._SLOT": 63, "feature_counts._COUNTED": 500},
            id="several passes",
        ),
        pytest.param({"feature_counts._COUNTED": 1}, id="very many passes"),
        pytest.param(
            {"streams._AT_ONCE": 11, "streams._PART": 7, "site_streams._PART": 7}, id="few articles at a time"
        ),
    ],
)
def test_all_features_are_there_that_enough_articles_have(
    monkeypatch: pytest.MonkeyPatch, limits: dict[str, int]
) -> None:
    for name, value in limits.items():
        monkeypatch.setattr(f"newscheck.layout.{name}", value)
    draw = random.Random(0)
    rare = [f"class i.{number}" for number in range(2_000)]
    articles = [("x", START + at * HOUR, ["always", *draw.sample(rare, 20)]) for at in range(400)]
    (stream,) = site_streams(Dump(articles), 1)
    assert contents(stream) == by_definition(articles, "x")
    assert stream.left_out == 0
    assert len(stream.names) > MAX_FEATURES


@pytest.mark.parametrize("seed", range(2))
def test_of_too_many_features_the_commonest_are_kept_whatever_the_order(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("newscheck.layout.feature_counts._MOST_NAMED", 300)
    draw = random.Random(0)
    rare = [f"class i.{number}" for number in range(1_000)]
    articles = [
        ("x", START + at * HOUR, ["always", *(["half"] if at % 2 else []), *draw.sample(rare, 20)]) for at in range(400)
    ]
    (whole,) = site_streams(Dump(articles), 1)
    random.Random(seed).shuffle(articles)
    (other,) = site_streams(Dump(articles), 1)
    assert other.names == whole.names
    assert len(whole.names) == 300
    assert {"always", "half"} <= set(whole.names)
    assert whole.left_out > 500


@pytest.mark.parametrize("articles", [600, 2_400])
def test_a_longer_archive_loses_no_feature_that_a_shorter_one_compares(articles: int) -> None:
    def present(at: int) -> list[str]:
        # A burst early on, and ever more features of few articles far from each other.
        return [*(["new"] if 300 <= at < 360 else []), *(f"class i.{at % 100}.{at // 500}.{n}" for n in range(25))]

    dump = Dump([("x", START + at * HOUR, present(at)) for at in range(articles)])
    (stream,) = site_streams(dump, 1)
    assert len(stream.names) > 2_000
    history = layout_history(dump, DetectionSettings())
    assert history.remarks == []
    assert [[name for name, _, _ in change.features] for change in history.changes][:2] == [["new"], ["new"]]


def test_features_beyond_the_bound_are_reported() -> None:
    # Each in ten articles in a row.
    articles = [("x", START + at * HOUR, [f"class i.{at // 10}.{n}" for n in range(60)]) for at in range(400)]
    (remark,) = layout_history(Dump(articles), DetectionSettings()).remarks
    assert remark == "x: 1,400 rare features not compared, being too many"


@pytest.mark.parametrize("together", [0, 150, 1_000])
def test_a_dump_store_gives_the_same_streams(monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    articles = [("xy"[at % 3 == 0], START + at * HOUR, ["a", *(["b"] if at % 5 else [])]) for at in range(300)]
    dump = Dump(articles)
    names = {hashed(name): name for name in ("a", "b", "skeleton p", "kind /a")}
    store = DumpStore(DetectionSettings())
    for low in range(0, 300, 70):
        features = [features_of(*article) for article in articles[low : low + 70]]
        result = FileResult(summaries=list(dump)[low : low + 70], features=features, feature_names=names)
        store.add(Shard.of(result))
    expected = list(site_streams(dump, 1))
    monkeypatch.setattr("newscheck.layout.site_streams._TOGETHER", together)
    assert [replace(stream, storage=dump.storage) for stream in site_streams(store, 1)] == expected
    assert all("y" in block.sites for block in store.features("y"))
    assert [*store.features("z")] == []
    store.close()
