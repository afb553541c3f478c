"""`newscheck layouts`: the templates of a layout, as text and as JSON."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import jsonschema_rs
import pytest

from newscheck import registry
from newscheck.synthetic import specimen
from tests.support.command_line import run


@pytest.fixture(scope="module")
def tested_dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dump in which a third of the articles, drawn by lot, has another template."""
    folder, draw = tmp_path_factory.mktemp("news"), Random(16)
    (folder / "articles").mkdir()
    for at in range(300):
        is_new = draw.random() < 1 / 3
        patch = {
            "when": datetime(2023, 3, 1) + timedelta(hours=at),
            "before": '<section id="new"><h4>海港</h4>' if is_new else '<div class="story"><h3>海港</h3>',
            "after": "</section>" if is_new else "</div>",
        }
        (folder / "articles" / f"{at:03}.md").write_bytes(specimen.render(patch, at))
    return folder


@pytest.mark.slow
def test_templates_are_listed_below_their_layout(tested_dump: Path) -> None:
    done = run("layouts", "articles", cwd=tested_dump)
    assert (done.code, done.err) == (0, "")
    *_, first, second, pair = done.out.splitlines()
    assert first.split()[1:4] == ["a", "64%", "class"]
    assert second.split()[1:4] == ["b", "36%", "id"]
    assert "section#new" in second
    assert pair.strip("│ ") == "at random in the same sections on the same days, as in an A/B test: a and b"


@pytest.mark.slow
def test_json_has_templates_as_the_schema_of_the_report_describes_them(tested_dump: Path) -> None:
    done = run("layouts", "articles", "--format", "json", cwd=tested_dump)
    (layout,) = json.loads(done.out)["layouts"]
    schema = json.loads(registry.data("schemas")["report.schema.json"])
    jsonschema_rs.validate({"$ref": "#/$defs/layout", "$defs": schema["$defs"]}, layout)
    assert schema["$defs"]["template"]["properties"].keys() == layout["templates"][0].keys()
    assert [sum(template["counts"]) for template in layout["templates"]] == [
        template["articles"] for template in layout["templates"]
    ]
    assert sum(template["articles"] for template in layout["templates"]) == layout["articles"] == 300
    assert len(layout["periods"]) == len(layout["templates"][0]["counts"]) == 14
    (pair,) = layout["side_by_side"]
    assert pair["at_random"]


@pytest.mark.slow
def test_validate_does_not_look_for_templates(tested_dump: Path) -> None:
    done = run("validate", "articles", "--format", "json", "--no-cache", cwd=tested_dump)
    (layout,) = json.loads(done.out)["layouts"]
    assert "templates" not in layout
