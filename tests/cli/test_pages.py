"""`--report html=FILE`: pages of `validate` and `layouts`."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newscheck.cli import _output_options
from newscheck.synthetic import specimen
from tests.support.command_line import run

NOW = ("--now", "2024-01-01", "--no-cache")


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred articles, the last ones without a lead image."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "articles").mkdir()
    for at in range(200):
        patch = {"when": datetime(2023, 3, 1) + timedelta(hours=at), **({"image": None} if at >= 120 else {})}
        (folder / "articles" / f"{at:03}.md").write_bytes(specimen.render(patch, at))
    return folder


@pytest.mark.slow
def test_a_page_is_written_beside_the_output_and_again_over_itself(dump: Path) -> None:
    forms = ("--report", "html=page.html", "--report", "json=report.json")
    first = run("validate", "articles", *NOW, *forms, cwd=dump)
    assert (first.code, first.err) == (1, "")
    page, report = (dump / "page.html").read_text("utf-8"), (dump / "report.json").read_text("utf-8")
    assert "the lead image is missing in every article; 80 articles." in page
    again = run("validate", "articles", *NOW, *forms, cwd=dump)
    assert (again.code, again.err) == (1, "")
    assert (dump / "page.html").read_text("utf-8") == page
    assert (dump / "report.json").read_text("utf-8") == report


@pytest.mark.slow
def test_the_page_is_the_same_however_many_processes_work(dump: Path) -> None:
    one, two = (run("validate", "articles", *NOW, "--format", "html", "--jobs", jobs, cwd=dump) for jobs in ("1", "2"))
    assert one.out == two.out
    assert one.out.startswith("<!doctype html>")


@pytest.mark.slow
def test_layouts_have_a_page(dump: Path) -> None:
    done = run("layouts", "articles", "--report", "html=layouts.html", cwd=dump)
    assert (done.code, done.err) == (0, "")
    page = (dump / "layouts.html").read_text("utf-8")
    assert "the lead image is missing in every article; 80 articles." in page
    assert 'id="charts"' in page
    assert 'id="findings"' not in page


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        pytest.param(("layouts", "articles", "--report", "json=a.json"), "wanted html=FILE", id="another format"),
        pytest.param(("layouts", "articles", "--report", "html=no/a.html"), "no such folder", id="no folder"),
        pytest.param(
            ("layouts", "articles", "--report", "html=articles/001.md"), "an article is in that file", id="an article"
        ),
        pytest.param(("layouts", "--diff", "a", "b", "--report", "html=a.html"), "give no --report", id="two files"),
    ],
)
def test_a_page_that_cannot_be_written_is_one_line(dump: Path, arguments: tuple[str, ...], why: str) -> None:
    done = run(*arguments, cwd=dump)
    assert done.code == 2
    assert why in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("form", [("--format", "html"), ("--report", "html=a.html")])
def test_what_is_not_installed_is_told_before_the_work_begins(
    dump: Path, form: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_output_options, "find_spec", lambda name: None)
    done = run("validate", "articles", *form, cwd=dump)
    assert done.code == 2
    assert "html needs bokeh and jinja2: pip install 'newscheck[report]'" in done.err
