"""What is found in packed sites is what is found in their dump."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.layout import packed_sites, site_streams
from newscheck.layout.detection import DetectionSettings, group_history, layout_history, site_groups
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.in_memory_storage import IN_MEMORY
from newscheck.layout.packed_sites import ReceivedSites
from newscheck.layout.site_groups import SiteGroups
from newscheck.model import ArticleFeatures, ArticleSummary
from newscheck.synthetic import specimen

RENAMED: Mapping[str, Any] = {"before": '<div class="story">', "after": "</div>"}
SITES = ("a", "b", "ü", "z")


def _dump(checker: Checker) -> InMemoryDump:
    """Articles of four sites, mixed; one of them never changes, and of one, few have an epoch."""
    summaries: list[ArticleSummary] = []
    features: list[ArticleFeatures] = []
    names: dict[int, str] = {}
    for number, site in enumerate(SITES):
        result = checker.check(*specimen.series([RENAMED if number and at > 100 + number else {} for at in range(160)]))
        for at, (summary, feature) in enumerate(zip(result.summaries, result.features, strict=True)):
            epoch = None if site == "z" and at % 50 else feature.epoch
            summaries.append(_replaced(summary, site=site, epoch=epoch, path=f"{at}/{site}", line=at))
            features.append(_replaced(feature, site=site, epoch=epoch))
        names.update(result.feature_names)
    order = sorted(range(len(summaries)), key=lambda at: summaries[at].path)
    return InMemoryDump([summaries[at] for at in order], [features[at] for at in order], names)


def _replaced(value: Any, **changes: object) -> Any:
    return type(value)(**{name: getattr(value, name) for name in value.__struct_fields__} | changes)


@pytest.fixture(scope="module")
def dump() -> InMemoryDump:
    return _dump(Session(Project(now=examples.NOW, collects_features=True)).checker)


def received(dump: InMemoryDump, groups: SiteGroups, number: int) -> ReceivedSites:
    packed = packed_sites.encode(packed_sites.packed(dump, groups, number))
    return ReceivedSites(packed_sites.decode(packed), IN_MEMORY)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("together", "part"),
    [
        pytest.param(1_000, 2_000, id="all sites in a group"),
        pytest.param(320, 2_000, id="two sites in a group"),
        pytest.param(1, 2_000, id="a site in a group"),
        pytest.param(1, 7, id="a site in many blocks"),
    ],
)
@pytest.mark.parametrize("latest", [None, examples.NOW])
def test_the_history_is_that_of_the_dump(
    dump: InMemoryDump, monkeypatch: pytest.MonkeyPatch, together: int, part: int, latest: int | None
) -> None:
    settings = DetectionSettings(latest=latest, finds_templates=True)
    expected = layout_history(dump, settings)
    monkeypatch.setattr(site_streams, "_TOGETHER", together)
    monkeypatch.setattr(site_streams, "_PART", part)
    groups = site_groups(dump, settings)
    assert groups
    layouts, changes = [], []
    for number in range(len(groups.sizes)):
        sites = received(dump, groups, number)
        found = group_history(sites, packed_sites.streams(sites, latest), settings).history
        assert found == group_history(dump, groups.streams(number), settings).history
        layouts += found.layouts
        changes += found.changes
    assert layouts == expected.layouts and changes == expected.changes
    assert [change.site for change in changes] == ["b", "ü"]
    assert len({example.path for change in changes for example in change.examples_after}) > 1


@pytest.mark.slow
def test_a_name_that_no_article_has_is_not_sent(dump: InMemoryDump) -> None:
    class Everything:
        def __contains__(self, _: object) -> bool:
            return True

    named = dump.feature_names(Everything())
    more = InMemoryDump(dump, dump._features, named | {7: "of no article"})
    sites = received(more, SiteGroups(more, 1, None), 0)
    assert 7 not in sites.feature_names(Everything()) != {}
    assert sites.feature_names({min(named), 7}) == {min(named): named[min(named)]}
