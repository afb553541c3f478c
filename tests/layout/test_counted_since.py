"""A feature that an older reference does not count is known by its name."""

from __future__ import annotations

from itertools import islice

import pytest

from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.layout.counted_since import FIRST, VERSION, uncounted, uncounted_words
from newscheck.layout.features import KIND_PREFIX, SKELETON_PREFIX
from newscheck.synthetic import simulator

#: What the names of the features of version 1 begin with.
OF_THE_FIRST = (
    "attribute ",
    "begins ",
    "class ",
    "dateline form ",
    "han >= ",
    "has body",
    "has caption",
    "has fused tag",
    "has dateline",
    "has field ",
    "has image",
    "has lead",
    "id ",
    "image ",
    "images >= ",
    "leftover ",
    "link ",
    "links >= ",
    "longest paragraph >= ",
    "paragraphs >= ",
    "path ",
    "text >= ",
    "text begins ",
    "text has ",
    "text mojibake",
    "text repeats ",
    "text shows ",
    "time before dateline",
    "time to dateline ",
    "title ",
    "top ",
    "url ",
    "value ",
)
NAMES = ["empty p", "has image", "has title", "time of URL day on", "time of day 1", "indented markup", "class p.empty"]


@pytest.mark.parametrize(
    ("version", "lacking"),
    [
        pytest.param(
            FIRST, {"empty p", "has title", "time of URL day on", "time of day 1", "indented markup"}, id="the first"
        ),
        pytest.param(2, {"has title", "time of day 1"}, id="the second"),
        pytest.param(VERSION, {"time of day 1"}, id="the latest, which has features that are not counted any more"),
    ],
)
def test_uncounted(version: int, lacking: set[str]) -> None:
    assert uncounted(NAMES, version) == lacking
    assert bool(uncounted_words(version)) == (version < VERSION)


@pytest.mark.parametrize("site", simulator.SITE_NAMES)
def test_a_feature_is_of_the_first_version_or_has_a_row(site: str) -> None:
    """Without a row in `counted_since`, a new feature is an alarm beside each older reference."""
    checker = Session(Project(now=2_500_000_000_000, collects_features=True)).checker
    result = checker.check(*islice(simulator.stream(site, 20, 1), 20))
    names = {name for name in result.feature_names.values() if not name.startswith((SKELETON_PREFIX, KIND_PREFIX))}
    assert names
    assert {name for name in names - uncounted(names, FIRST) if not name.startswith(OF_THE_FIRST)} == set()
    assert not any(name.startswith(OF_THE_FIRST) for name in uncounted(names, FIRST))
