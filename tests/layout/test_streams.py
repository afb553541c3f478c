"""Streams: what is looked at is bounded whatever a dump holds, and does not depend on the order of the articles."""

from __future__ import annotations

import random
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xxhash import xxh32_intdigest

from newscheck.engine.cache.shard import Shard
from newscheck.engine.dump_store import DumpStore
from newscheck.layout.detection import DetectionSettings, layout_history
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.profile import MAX_FEATURES
from newscheck.layout.streams import Stream, site_streams
from newscheck.model import ArticleFeatures, ArticleSummary, FileResult

#: Site, epoch, features.
Article = tuple[str, int | None, list[str]]
START = 1_600_000_000_000
HOUR = 3_600_000


def hashed(name: str) -> int:
    return xxh32_intdigest(name.encode())


class Dump(InMemoryDump):
    """Articles with features by name; a card is no more than a path here."""

    def __init__(self, articles: list[Article], watch: DetectionSettings | None = None) -> None:
        names = {"skeleton p", "kind /a", *(name for _, _, found in articles for name in found)}
        cards = [card(f"{at}.md", site, epoch) for at, (site, epoch, _) in enumerate(articles)]
        shapes = [shaped(*article) for article in articles]
        super().__init__(cards, shapes, {hashed(name): name for name in names}, watch)


def card(path: str, site: str, epoch: int | None) -> ArticleSummary:
    return ArticleSummary(path, 1, site, epoch, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"")


def shaped(site: str, epoch: int | None, found: list[str]) -> ArticleFeatures:
    return ArticleFeatures(site, epoch, array("I", map(hashed, ["skeleton p", *found])).tobytes(), hashed("kind /a"))


def plain(articles: list[Article], site: str) -> list[tuple[int, set[str]]]:
    """What a stream says, by its definition."""
    often: dict[str, int] = {}
    for own, epoch, found in articles:
        for name in found if own == site and epoch is not None else ():
            often[name] = often.get(name, 0) + 1
    return [
        (epoch, {name for name in found if often[name] >= 4})
        for own, epoch, found in sorted(articles, key=lambda article: article[1] or 0)
        if own == site and epoch is not None
    ]


def said(stream: Stream) -> list[tuple[int, set[str]]]:
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
    found = {stream.site: stream for stream in site_streams(Dump(articles), 1)}
    for site in ("x", "y"):
        expected = plain(articles, site)
        assert (said(found[site]) if site in found else []) == expected


def test_articles_of_the_future_wait() -> None:
    articles = [("x", START + at * HOUR, ["a"]) for at in range(20)]
    (stream,) = site_streams(Dump(articles), 1, START + 9 * HOUR)
    assert len(stream.epochs) == 10


@pytest.mark.parametrize("seed", range(2))
def test_of_too_many_features_the_commonest_are_kept_whatever_the_order(seed: int) -> None:
    draw = random.Random(0)
    rare = [f"class i.{number}" for number in range(4_000)]
    articles = [
        ("x", START + at * HOUR, ["always", *(["half"] if at % 2 else []), *draw.sample(rare, 60)]) for at in range(400)
    ]
    (whole,) = site_streams(Dump(articles), 1)
    random.Random(seed).shuffle(articles)
    (other,) = site_streams(Dump(articles), 1)
    assert other.names == whole.names
    assert len(whole.names) == MAX_FEATURES
    assert {"always", "half"} <= set(whole.names)
    assert whole.left_out > 1_000


def test_the_bound_is_told_where_it_bites() -> None:
    draw = random.Random(0)
    rare = [f"class i.{number}" for number in range(3_000)]
    articles = [("x", START + at * HOUR, draw.sample(rare, 60)) for at in range(200)]
    (remark,) = layout_history(Dump(articles), DetectionSettings()).remarks
    assert remark.startswith("x: ")
    assert remark.endswith("rare features not compared, being too many")


def test_more_features_than_there_is_room_to_count_leave_the_common_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscheck.layout.streams._FULL", 100)
    articles = [("x", START + at * HOUR, ["always", *(f"f{(at + n) % 300}" for n in range(20))]) for at in range(400)]
    (stream,) = site_streams(Dump(articles), 1)
    assert stream.names[0] == "always"
    assert len(stream.names) <= 100
    assert stream.left_out > 0


def test_a_spool_gives_the_same_streams_in_pieces() -> None:
    articles = [("xy"[at % 3 == 0], START + at * HOUR, ["a", *(["b"] if at % 5 else [])]) for at in range(300)]
    dump = Dump(articles)
    names = {hashed(name): name for name in ("a", "b", "skeleton p", "kind /a")}
    spool = DumpStore(DetectionSettings())
    for low in range(0, 300, 70):
        shapes = list(dump.features())[low : low + 70]
        result = FileResult(summaries=list(dump)[low : low + 70], features=shapes, feature_names=names)
        spool.add(Shard.of(result))
    assert list(site_streams(spool, 1)) == list(site_streams(dump, 1))
    assert [shape.site for shape in spool.features("y")].count("y") == 100
    spool.close()
