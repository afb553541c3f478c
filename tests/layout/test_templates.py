"""Templates have a name by what distinguishes them."""

from __future__ import annotations

import pytest

from newscheck.layout import templates
from tests.support.feature_streams import FOOTER, NEW, OLD, mixed, stream_of

#: What any template has, but an article without HTML.
MORE = (*FOOTER, "path section", "path section/p", "path section/p/b")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([((), 90)], [""], id="one template has no name"),
        pytest.param([(OLD, 60), (NEW, 30)], ["class div.story", "id div#article"], id="what each alone has"),
        pytest.param([((), 60), (FOOTER, 30)], ["no path hr", "path hr"], id="what it lacks"),
        pytest.param(
            [(OLD, 60), (NEW, 40), ((*NEW, *FOOTER), 30)],
            ["class div.story", "id div#article, no path hr", "path hr"],
            id="no more than it takes",
        ),
        pytest.param(
            [((*MORE, *OLD), 80), ((*MORE, *NEW), 70), ((), 20)],
            ["class div.story", "id div#article", "no path hr"],
            id="nothing that contradicts itself, where many lack what tells the others apart",
        ),
    ],
)
def test_a_name_is_what_distinguishes_a_template(parts: list[tuple[tuple[str, ...], int]], expected: list[str]) -> None:
    articles = mixed(*parts)
    found = templates.find(stream_of(articles), 0, len(articles))
    assert [template.name for template in found.templates] == expected
    assert [len(found.members(number)) for number in range(len(expected))] == [number for _, number in parts]


def test_a_part_of_a_stream_has_templates_of_its_own() -> None:
    stream = stream_of(mixed((OLD, 50), (NEW, 50), (FOOTER, 50)))
    found = templates.find(stream, 50, 150)
    assert [template.name for template in found.templates] == ["id div#article", "path hr"]
    assert found.members(0).tolist() == [*range(50, 100)]
    assert found.examples() == [75, 125]


def test_features_can_be_left_out() -> None:
    articles = mixed((OLD, 60), (NEW, 30))
    assert len(templates.find(stream_of(articles), 0, 90, without={*OLD, *NEW}).templates) == 1
