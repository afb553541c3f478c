"""How many articles of a site have a sign: all along, in a stretch, or none where others have it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from newscheck.dump.sign_shares import hits_of, sign_shares, vanished
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary, Dump
from newscheck.text.timestamps import HOUR

_START = 1_688_342_400_000
_NOW = _START + 10_000 * HOUR


def _summary(at: int, has_sign: bool, site: str, is_dated: bool) -> ArticleSummary:
    epoch = _START + at * HOUR if is_dated else None
    texts = {"image_url": "", "title_text": f"{at}", "sentences": b"", "minhash": b""}
    keys = dict.fromkeys(("url", "title", "body"), at + 1) | {"image": 0, "han_count": 100, "present_fields": 0}
    return ArticleSummary(
        f"{at}.md",
        1,
        site,
        epoch,
        None,
        None,
        **keys,
        **texts,
        signs=1 if has_sign else 0,
        size=100,  # type: ignore[arg-type]
    )


def _dump(kinds: str, site: str = "a.example", *, is_dated: bool = True) -> InMemoryDump:
    return InMemoryDump([_summary(at, kind == "x", site, is_dated) for at, kind in enumerate(kinds)])


def _signs(dump: Dump) -> Sequence[int]:
    return dump.column("signs")


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        pytest.param("x" * 5 + "." * 45, ["in 5 of 50 articles of a.example"], id="all along"),
        pytest.param("x" * 4 + "." * 45, [], id="too few"),
        pytest.param("x" * 5 + "." * 46, [], id="too small a share"),
        pytest.param("", [], id="nothing"),
        pytest.param(
            "." * 100 + "x" * 20,
            ["in 20 of 20 articles of a.example in a row, from 2023-07-07 04:00 UTC to 2023-07-07 23:00 UTC"],
            id="suddenly",
        ),
    ],
)
def test_shares(kinds: str, expected: Sequence[str]) -> None:
    dump = _dump(kinds)
    assert [share.words for share in sign_shares(dump, _NOW, _signs(dump), 0.1, 5)] == expected


def test_articles_without_a_time_are_counted() -> None:
    dump = _dump("x" * 10, "", is_dated=False)
    assert [share.words for share in sign_shares(dump, _NOW, _signs(dump), 0.1, 5)] == [
        "in 10 of 10 articles of the feed"
    ]


@pytest.mark.parametrize(
    ("kinds", "length"),
    [
        pytest.param("x..." * 25 + "." * 60, 63, id="at the end"),
        pytest.param("x..." * 25 + "." * 60 + "x..." * 25, 63, id="for a time"),
        pytest.param("x..." * 25 + "." * 30, None, id="too short"),
        pytest.param("." * 60 + "x..." * 25, None, id="not yet"),
        pytest.param("." * 60, None, id="never"),
        pytest.param("x" * 60, None, id="always"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_stretch_without_a_sign(kinds: str, length: int | None) -> None:
    dump = _dump(kinds)
    found = [share.articles for share, _ in vanished(dump, _NOW, _signs(dump))]
    assert found == ([] if length is None else [length])


def test_a_hit_is_at_the_first_article_and_names_others() -> None:
    dump = _dump("." * 100 + "x" * 20)
    (hit,) = hits_of(dump, sign_shares(dump, _NOW, _signs(dump), 0.1, 5), "signs are", "do this")
    assert (hit.path, [*hit.positions]) == ("100.md", [*range(100, 120)])
    assert hit.message.startswith("signs are in 20 of 20 articles") and hit.message.endswith("(and 14 more): do this")
    assert [other.path for other in hit.related][:2] == ["101.md", "102.md"]
