"""Groups of articles by their markup: other templates are groups, optional elements are none."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.layout import template_tree
from tests.support.feature_streams import FOOTER, NEW, OLD, PLAIN, VIDEO, mixed, stream_of


def sizes(articles: Sequence[Sequence[str]]) -> list[int]:
    sets = template_tree.feature_sets(stream_of(articles), 0, len(articles))
    return sorted((int(sets.counts[group.members].sum()) for group in template_tree.groups(sets)), reverse=True)


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        pytest.param(mixed(((), 100)), [100], id="all alike"),
        pytest.param(mixed((OLD, 200), (NEW, 100)), [200, 100], id="one template replaces another"),
        pytest.param(mixed((OLD, 285), (NEW, 15)), [285, 15], id="a template of few articles"),
        pytest.param(mixed((OLD, 295), (NEW, 5)), [300], id="too few"),
        pytest.param(mixed((OLD, 100), (NEW, 100), (("path section", "path section/p"), 100)), [100] * 3, id="three"),
        pytest.param(mixed((FOOTER, 100), ((), 200)), [200, 100], id="something in several places"),
        pytest.param(mixed((VIDEO, 100), ((), 200)), [300], id="an optional element with all that it has"),
        pytest.param(
            mixed((("attribute p[style]", "value p[style=x]"), 100), ((), 200)), [300], id="a paragraph's style"
        ),
        pytest.param(
            mixed((OLD, 100), (NEW, 80), ((*OLD, *FOOTER), 40), ((*NEW, *FOOTER), 20)),
            [100, 80, 40, 20],
            id="two differences that are independent of each other",
        ),
        pytest.param(mixed((("han >= 20", "time of day 0", "has lead"), 100), ((), 200)), [300], id="no markup"),
        pytest.param([], [0], id="no article"),
    ],
)
def test_articles_are_grouped_by_what_comes_and_goes_together(
    articles: list[Sequence[str]], expected: list[int]
) -> None:
    assert sizes(articles) == expected


def test_the_features_vote_on_an_article() -> None:
    """Each article of the new template lacks one of its features, another one each time."""
    lacking = [(*NEW[:at], *NEW[at + 1 :]) for at in range(len(NEW))]
    assert sizes(mixed((OLD, 200), *((features, 8) for features in lacking), (NEW, 76))) == [200, 100]


def test_groups_are_bounded() -> None:
    templates = [([f"class div.t{at:02}", f"id p#t{at:02}", f"path div/t{at:02}"], 40) for at in range(30)]
    assert len(sizes(mixed(*templates))) <= template_tree.MAX_GROUPS


SETS = st.lists(st.sets(st.sampled_from([*OLD, *NEW, *VIDEO, *FOOTER])).map(sorted), min_size=20, max_size=60)


@given(SETS, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(articles: list[list[str]], draw: Random) -> None:
    def grouped(articles: list[list[str]]) -> dict[tuple[str, ...], tuple[template_tree.Trait, ...]]:
        sets = template_tree.feature_sets(stream_of(articles), 0, len(articles))
        traits = {int(at): group.traits for group in template_tree.groups(sets) for at in group.members}
        return {tuple(article): traits[int(at)] for article, at in zip(articles, sets.articles, strict=True)}

    shuffled = [*articles]
    draw.shuffle(shuffled)
    assert grouped(shuffled) == grouped(articles)


@given(st.integers(0, 120))
def test_the_groups_stay_when_articles_are_appended(appended: int) -> None:
    articles = mixed((OLD, 200), (NEW, 100))
    more = [*articles, *([*PLAIN, *(OLD if at % 3 else NEW)] for at in range(appended))]
    assert sizes(more) == [
        200 + sum(at % 3 > 0 for at in range(appended)),
        100 + sum(at % 3 == 0 for at in range(appended)),
    ]
