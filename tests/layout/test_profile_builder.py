"""Profiles of parts of a dump add up to that of the whole."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import reduce
from typing import Any

import pytest

from newscheck.checker.execution import Checker
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.layout import profile, profile_builder
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.profile import Profile
from newscheck.layout.site_streams import site_streams
from newscheck.synthetic import specimen

NOW = 1_800_000_000_000


@pytest.fixture(scope="module")
def features_checker() -> Checker:
    return Session(Project(now=NOW, collects_features=True)).checker


def gathered(checker: Checker, patches: list[Mapping[str, Any]], order: list[int] | None = None) -> InMemoryDump:
    raws = list(specimen.series(patches))
    result = checker.check(*(raws[at] for at in order or range(len(raws))))
    return InMemoryDump(result.summaries, result.features, dict(result.feature_names))


def test_parts_of_a_dump_add_up_to_the_whole(features_checker: Checker) -> None:
    order = list(range(240))
    random.Random(3).shuffle(order)
    parts = [order[:70], order[70:150], order[150:]]

    def profile_of(numbers: list[int]) -> Profile:
        dump = gathered(features_checker, [{}] * 240, numbers)
        (stream,) = site_streams(dump, 1)
        return profile_builder.build(stream, dump)

    whole = profile_of(list(range(240)))
    merged = reduce(profile.merge, map(profile_of, parts))
    # A part leaves out what fewer than four of its articles have.
    assert merged.articles == whole.articles
    assert merged.skeletons == whole.skeletons
    assert merged.features["has image"] == whole.features["has image"]
    assert merged.features.keys() <= whole.features.keys()
