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

OLD = {"before": '<div class="story"><h3>海港</h3>', "after": "</div>"}
NEW = {"before": '<section id="new"><h4>海港</h4>', "after": "</section>"}
LATER = {"before": '<main class="page" role="main"><h4>海港</h4>', "after": "</main>"}


def written(folder: Path, count: int, later: int) -> Path:
    """A dump in which a third of the articles, drawn by lot, has another template, and from one on another still."""
    draw = Random(16)
    (folder / "articles").mkdir()
    for at in range(count):
        of_lot = LATER if at >= later else NEW
        patch = {"when": datetime(2023, 3, 1) + timedelta(hours=at), **(of_lot if draw.random() < 1 / 3 else OLD)}
        (folder / "articles" / f"{at:03}.md").write_bytes(specimen.render(patch, at))
    return folder


@pytest.fixture(scope="module")
def tested_dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dump with two templates that don't change."""
    return written(tmp_path_factory.mktemp("news"), 300, later=300)


@pytest.mark.slow
def test_templates_are_listed_below_their_layout(tested_dump: Path) -> None:
    done = run("layouts", "articles", cwd=tested_dump)
    assert (done.code, done.err) == (0, "")
    *_, first, second, pair = done.out.splitlines()
    assert first.split()[1:4] == ["a", "64%", "class"]
    assert second.split()[1:4] == ["b", "36%", "id"]
    assert "section#new" in second
    example = second.partition("(such as ")[2].removesuffix(")")
    assert 'id="new"' in (tested_dump / example).read_text(encoding="utf-8")
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


@pytest.mark.slow
@pytest.mark.parametrize(
    ("share", "changes", "told"),
    [
        pytest.param(0.2, 1, "articles of the template (class p.text) no longer come (21% before)", id="as a change"),
        pytest.param(0.06, 0, "class p.text  until 2023-03-2", id="too rare for a change"),
    ],
)
def test_a_template_that_no_longer_comes_says_so(tmp_path: Path, share: float, changes: int, told: str) -> None:
    draw = Random(16)
    for at in range(900):
        is_new = draw.random() < share and at < 600
        patch = NEW | {"sub": [("<p>", '<p class="text">')]} if is_new else OLD
        patch = {"when": datetime(2023, 3, 1) + timedelta(hours=at), **patch}
        (tmp_path / f"{at:03}.md").write_bytes(specimen.render(patch, at))
    done = run("layouts", ".", cwd=tmp_path)
    assert told in done.out
    assert done.out.count("├─") == changes


@pytest.mark.slow
def test_a_change_of_one_template_says_so(tmp_path: Path) -> None:
    folder = written(tmp_path, 420, later=240)
    timeline = run("layouts", "articles", cwd=folder)
    finding = run("validate", "articles", "--select", "layout-change", "--no-cache", cwd=folder)
    (line,) = (line.strip(" │") for line in timeline.out.splitlines() if "only in articles" in line)
    assert line == "only in articles of the template (id section#new), now (class main.page)"
    assert line.partition(", now")[0] in finding.out


@pytest.mark.parametrize("option", ["--min-share", "--false-alarms-per-10k"])
@pytest.mark.parametrize("command", ["layouts", "validate", "profile", "bench"])
def test_nan_is_no_threshold(tmp_path: Path, command: str, option: str) -> None:
    """No change would be as great as that."""
    done = run(command, *(["-o", "a.json"] if command == "profile" else []), option, "nan", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert f"Invalid value for '{option}': nan is no number" in done.err


@pytest.mark.slow
def test_articles_without_a_site_are_named_as_such(tmp_path: Path) -> None:
    rows = [
        {
            "title": f"第{at}号渔船返回港口",
            "epoch_ms": 1_677_600_000_000 + at * 3_600_000,
            "html": f"<p{' class=new' if at >= 60 else ''}>渔民合作社周三公布了第{at}号条文。</p>",
        }
        for at in range(120)
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    timeline = run("layouts", "a.jsonl", cwd=tmp_path)
    assert timeline.out.startswith("articles without a site\n")
    done = run("validate", "a.jsonl", "--select", "layout-change", "--no-cache", cwd=tmp_path)
    assert "articles without a site: the layout changed, 2023-03-03 " in done.out
