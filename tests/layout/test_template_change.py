"""A layout change that is limited to one of several templates says so."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from newscheck.layout.profile import FeatureShift
from newscheck.layout.streams import Stream
from newscheck.layout.template_change import limited_to
from tests.support.feature_streams import FOOTER, NEW, OLD, PLAIN, stream_of

CLIP = ("class section.clip", "path section", "value video[preload=none]")
SHARE = ("class div.share", "path div/a")


def stream(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> Stream:
    """300 articles before and 200 after; the sets of features take turns at random."""
    draw = Random(16)
    return stream_of([[*PLAIN, *draw.choice(before if at < 300 else after)] for at in range(500)])


def shifted(of: Stream) -> list[FeatureShift]:
    """What changed at 300, the greatest shift first."""

    def share(feature: int, start: int, end: int) -> float:
        return list(of.features[of.offsets[start] : of.offsets[end]]).count(feature) / (end - start)

    shares = [(name, share(at, 0, 300), share(at, 300, 500)) for at, name in enumerate(of.names)]
    changed = [(name, before, after) for name, before, after in shares if abs(after - before) > 0.15]
    changed.sort(key=lambda shift: (-abs(shift[2] - shift[1]), shift[0]))
    return [FeatureShift(*shift, "shifted", 50.0) for shift in changed]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            [OLD, OLD, NEW],
            [OLD, OLD, (*NEW, *SHARE)],
            "only in articles of the template (id div#article) (0% -> 100%)",
            id="one template gets something",
        ),
        pytest.param(
            [OLD, OLD, NEW],
            [OLD, OLD, CLIP],
            "only in articles of the template (id div#article), now (class section.clip)",
            id="one template is replaced",
        ),
        pytest.param(
            [OLD, (*OLD, *FOOTER), NEW, (*NEW, *FOOTER)],
            [OLD, (*OLD, *FOOTER), (*NEW, *SHARE), (*NEW, *SHARE, *FOOTER)],
            "only in articles of the template (id div#article) (0% -> 100%)",
            id="two templates that have something in common",
        ),
        pytest.param([OLD, OLD, NEW], [(*OLD, *SHARE), (*OLD, *SHARE), (*NEW, *SHARE)], "", id="all templates"),
        pytest.param([OLD, OLD, NEW], [OLD, OLD, NEW, (*OLD, *SHARE), (*NEW, *SHARE)], "", id="some of each"),
        pytest.param(
            [OLD, OLD, NEW],
            [OLD],
            "articles of the template (id div#article) no longer come (32% before)",
            id="one template is gone",
        ),
        pytest.param(
            [OLD, NEW],
            [OLD, NEW, CLIP],
            "the template (class section.clip) is new beside the others (25% of the articles)",
            id="one template is new",
        ),
        pytest.param([OLD, OLD, (*OLD, *CLIP)], [OLD], "", id="something more in some articles is gone"),
        pytest.param([OLD, NEW], [OLD, OLD, OLD, CLIP], "", id="one is new, and another rarer"),
        pytest.param([()], [(), SHARE], "", id="a single template"),
    ],
)
def test_a_change_is_limited_to_a_template(
    before: list[Sequence[str]], after: list[Sequence[str]], expected: str
) -> None:
    articles = stream(before, after)
    assert limited_to(articles, range(300), range(300, 500), shifted(articles)) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(range(300, 300), range(300, 500), id="only a reference before"),
        pytest.param(range(300), range(500, 500), id="nothing after"),
    ],
)
def test_a_side_without_articles_tells_nothing(before: range, after: range) -> None:
    articles = stream([OLD, OLD, NEW], [OLD, OLD, CLIP])
    assert limited_to(articles, before, after, shifted(articles)) == ""


def test_articles_of_a_roll_out_are_not_compared() -> None:
    articles = stream([OLD, OLD, NEW], [OLD, OLD, (*NEW, *SHARE)])
    assert limited_to(articles, range(260), range(340, 500), shifted(articles)).endswith(
        "(id div#article) (0% -> 100%)"
    )
