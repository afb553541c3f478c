"""Outputs are never written over what a run reads, over source or settings, into git's own folder, or elsewhere."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command_line import Done, run

from newscheck import registry
from newscheck.article.item_mapping import ItemMapping
from newscheck.engine.files.destinations import WritePlan, check
from newscheck.errors import UsageError
from newscheck.synthetic import specimen

PAGE = b"<html><head><title>Sardines</title></head><body><p>Sardines are landed again.</p></body></html>"
BASELINE = "# newscheck baseline 1\n# end\n"


@pytest.fixture(autouse=True)
def own_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Restores the module path: each command adds the working folder."""
    monkeypatch.setattr(sys, "path", [*sys.path])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and "cache" not in str(path)}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a dump, everything that a run can read, and other files of a repository."""
    folder = tmp_path / "work"
    texts = {
        "rfi/1048575.md": specimen.render({"title": ""}),
        "rfi/headless.md": specimen.render({"sub": [("](https://www.rfi.fr", "](https://www.rfi.fr")]}, 1),
        "newscheck.toml": b'schema = "record.json"\nsites = ["mypaper.toml"]\nbaseline = "known.txt"\n',
        "pyproject.toml": b"[tool.newscheck]\n",
        "mypaper.toml": b'hosts = ["mypaper.example"]\n',
        "record.json": b"{}",
        "known.txt": BASELINE.encode(),
        "page.html": PAGE,
        "scraper.py": b"def parse(page: str):\n    return {'title': page[26:34]}\n",
        "deploy": b"#!/bin/sh\n",
        "README.md": b"# Articles\n",
        "package.json": b"{}",
        ".bashrc": b"",
        ".git/config": b"",
        ".git/HEAD": b"",
        "bare/HEAD": b"",
        "bare/objects/x": b"",
        "bare/refs/x": b"",
        "bare/hooks/x": b"",
        "../elsewhere/.profile": b"",
    }
    for name, data in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "way").symlink_to("../elsewhere")
    (folder / "profile.txt").symlink_to("../elsewhere/.profile")
    (folder / "inside.txt").symlink_to(".git/config")
    (folder / "source.txt").symlink_to("scraper.py")
    (folder / "linked.py").symlink_to("notes.txt")
    os.link(folder / "record.json", folder / "again.json")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checking any file fails: mistakes are detected before."""

    def work(*words: object) -> None:
        raise AssertionError("the work has begun")

    monkeypatch.setattr("newscheck.engine.workers.timed_check.check_files", work)


READ, SOURCE, GIT, OUT = "this run reads", "source or of settings", "git's own", "leads out of this folder"
PLACES = [
    pytest.param("record.json", READ, id="the schema"),
    pytest.param("again.json", READ, id="the schema by another name on the disk"),
    pytest.param("newscheck.toml", READ, id="the settings"),
    pytest.param("pyproject.toml", SOURCE, id="settings"),
    pytest.param("mypaper.toml", READ, id="a site file"),
    pytest.param("rfi/1048575.md", "an article", id="an article"),
    pytest.param("rfi/headless.md", "an article", id="an article without a head"),
    pytest.param("scraper.py", SOURCE, id="source"),
    pytest.param("new.py", SOURCE, id="source that isn't there yet"),
    pytest.param("SCRAPER.PY", SOURCE, id="source in capitals"),
    pytest.param("source.txt", SOURCE, id="source by a link"),
    pytest.param("linked.py", SOURCE, id="source that leads to what is none"),
    pytest.param("job.yml", SOURCE, id="a job that isn't there yet"),
    pytest.param("setup.cfg", SOURCE, id="settings of a tool"),
    pytest.param("poetry.lock", SOURCE, id="a lock"),
    pytest.param("Makefile", SOURCE, id="a name without a suffix"),
    pytest.param("requirements-dev.txt", SOURCE, id="requirements"),
    pytest.param("README.md", SOURCE, id="a read-me"),
    pytest.param("package.json", SOURCE, id="a package"),
    pytest.param(".bashrc", SOURCE, id="settings of a shell"),
    pytest.param(".gitattributes", SOURCE, id="settings of git"),
    pytest.param("deploy", "a program", id="a script without a suffix"),
    pytest.param(".git/config", GIT, id="git"),
    pytest.param(".git/new.txt", GIT, id="what git has not yet"),
    pytest.param("inside.txt", GIT, id="git by a link"),
    pytest.param("bare/hooks/x", GIT, id="a bare repository"),
    pytest.param("profile.txt", OUT, id="a link that leads out"),
    pytest.param("way/new.txt", OUT, id="a folder that leads out"),
]


@pytest.mark.usefixtures("idle")
@pytest.mark.parametrize(("place", "reason"), PLACES)
def test_an_output_is_not_written_over_what_is_none(here: Path, place: str, reason: str) -> None:
    before = contents(here.parent)
    for words in (
        ["validate", "rfi", "-o", place],
        ["validate", "rfi", "-q", "--report", f"json={place}"],
        ["validate", "rfi", "--write-baseline", place],
        ["profile", "rfi", "-o", place],
        ["fixture", "minimise", "rfi/1048575.md", "--rule", "title-empty", "-o", place],
    ):
        if "--write-baseline" in words and place == ".bashrc":
            continue  # a baseline may be hidden; that this is none is reported below
        done = run(*words)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), (words, done)
        is_none = "--write-baseline" in words and "not a baseline" in done.err
        assert is_none or reason in done.err or (reason == "an article" and READ in done.err), (words, done)
    assert contents(here.parent) == before


@pytest.mark.usefixtures("idle")
def test_a_folder_of_git_that_is_a_link_is_gits_own(here: Path) -> None:
    (here / ".git").rename(here / "store")
    (here / ".git").symlink_to("store")
    done = run("validate", "rfi", "-o", ".git/new.txt")
    assert (done.code, GIT in done.err) == (2, True)
    assert not (here / "store/new.txt").exists()


@pytest.mark.slow
@pytest.mark.parametrize("place", ["out.txt", "report.json", ".report.json", "reports/a.md", "security.sarif", "a.out"])
def test_where_reports_go_they_go_again(here: Path, place: str) -> None:
    (here / "reports").mkdir()
    for form in registry.names("outputs"):
        for _ in range(2):
            assert run("validate", "rfi", "-q", "--report", f"{form}={place}").code == 1
            assert (here / place).stat().st_size


@pytest.mark.parametrize("place", ["newscheck-baseline.txt", ".newscheck-baseline", "known", "rfi.baseline"])
def test_a_baseline_may_be_called_as_one_likes(here: Path, place: str) -> None:
    for _ in range(2):
        assert run("validate", "rfi", "--write-baseline", place).code == 0
    assert run("validate", "rfi", "--baseline", place).code == 0
    assert run("validate", "rfi", "--baseline", place, "--update-baseline").code == 0


@pytest.mark.usefixtures("idle")
@pytest.mark.parametrize("name", ["known.py", ".git/known.txt", "way/known.txt", "x.yml"])
def test_a_setting_names_no_place_that_an_option_may_not(here: Path, name: str) -> None:
    Path(name).write_text(BASELINE)
    Path("newscheck.toml").write_text(f'baseline = "{name}"\nreference = "{name}"\n')
    for option in ("--update-baseline", "--update-reference"):
        done = run("validate", "rfi", option)
        assert (done.code, done.err.count("\n")) == (2, 1), done
        assert f"can't write {name}" in done.err
    assert Path(name).read_text() == BASELINE


@pytest.mark.usefixtures("idle")
@pytest.mark.parametrize("place", ["deploy", "page.html", ".bashrc"])
def test_what_is_no_baseline_is_reported_before_the_work(here: Path, place: str) -> None:
    assert "not a baseline" in run("validate", "rfi", "--write-baseline", place).err


def test_the_references_that_are_merged_stay(here: Path) -> None:
    done = run("profile", "merge", "record.json", "-o", "again.json")
    assert done.code == 2 and READ in done.err


def add(*words: str) -> Done:
    name = () if "--name" in words else ("--name", "page")
    return run("fixture", "add", "page.html", "--url", "https://e.example/1", "-x", "scraper:parse", *name, *words)


@pytest.mark.parametrize(("folder", "reason"), [(".git/pages", GIT), ("way/pages", OUT), ("bare/hooks", GIT)])
def test_page_fixtures_are_not_put_everywhere(here: Path, folder: str, reason: str) -> None:
    before = contents(here.parent)
    for done in (
        add("--pages", folder),
        run("mutants", "page.html", "--url", "https://e.example/1", "-x", "scraper:parse", "--save", folder),
    ):
        assert (done.code, done.out) == (2, "") and reason in done.err
    Path("newscheck.toml").write_text(f'pages = "{folder}"\n')
    assert reason in add().err
    Path("newscheck.toml").write_bytes(before[str(here / "newscheck.toml")])
    assert contents(here.parent) == before


@pytest.mark.slow
@pytest.mark.parametrize("name", ["record.yaml", "layout.txt", "page.html"])
def test_a_file_of_a_case_that_is_a_link_is_left_alone(here: Path, name: str) -> None:
    assert add("--pages", "pages").code == 0
    os.unlink(f"pages/page/{name}")
    Path(f"pages/page/{name}").symlink_to("../../README.md")
    done = add("--pages", "pages", "--update")
    assert done.code == 2 and f"can't write pages/page/{name}: a link" in done.err
    assert Path("README.md").read_text() == "# Articles\n"


@pytest.mark.slow
def test_survivors_are_not_saved_over_the_cases_that_are_tried(here: Path) -> None:
    survivors = ("mutants", "-x", "scraper:parse", "--watch", "rules", "--select", "white-space-added")
    assert add("--pages", "pages").code == 0
    assert add("--pages", "pages", "--name", "page-white-space-added").code == 0
    done = run(*survivors, "pages", "--save", "pages")
    assert done.code == 2 and "pages/page-white-space-added: this run reads that page fixture" in done.err
    assert run(*survivors, "pages/page", "--save", "pages").code in (0, 1)
    assert "not a folder" in run(*survivors, "pages/page", "--save", "README.md").err


def test_init_writes_nothing_behind_a_link_that_leads_out(here: Path) -> None:
    for name in ("newscheck.toml", "pyproject.toml"):
        os.unlink(name)
    Path("tests").symlink_to("../elsewhere")
    for name in (".git", "bare"):
        os.rename(name, f"../{name}")
    done = run("init", "rfi", "--ci", "none")
    assert done.code == 2 and OUT in done.err
    assert sorted(os.listdir("../elsewhere")) == [".profile"]


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda: "gone/out.txt", "no such folder", id="nowhere"),
        pytest.param(lambda: "rfi", "a folder", id="a folder"),
        pytest.param(lambda: "-", "the output goes to stdout without a name", id="stdout"),
        pytest.param(lambda: "/proc/out.txt", "kernel's", id="the kernel's"),
    ],
)
def test_where_nothing_can_be_written(here: Path, make: Callable[[], str], reason: str) -> None:
    if reason == "kernel's" and not os.path.ismount("/proc"):
        pytest.skip("no /proc")
    with pytest.raises(UsageError, match=reason):
        check(WritePlan((make(),)))


def test_what_others_write_to_may_be_called_as_they_like(here: Path) -> None:
    check(WritePlan(shared=(".summary.yml",)))
    with pytest.raises(UsageError, match="another output"):
        check(WritePlan(("out.txt",), shared=("./out.txt",)))


def test_the_names_of_a_project_s_own_fields_make_an_article(here: Path) -> None:
    Path("feed.json").write_text(json.dumps([{"headline": "题"}]))
    check(WritePlan(("feed.json",)))
    with pytest.raises(UsageError, match="an article"):
        check(WritePlan(("feed.json",), mapping=ItemMapping({"title": "headline"})))


def test_a_report_is_replaced_whatever_it_quotes_of_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    for at in range(160):
        when = datetime(2023, 5, 1, tzinfo=UTC) + at * timedelta(hours=1)
        lost = {"image": None} if at >= 80 else {}
        (tmp_path / "articles" / f"{at}.md").write_bytes(specimen.render({"when": when} | lost, at))
    codes = [run("validate", "articles", "--report", "json=report.json", "--no-cache", "-q").code for _ in range(2)]
    assert codes == [1, 1]
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["examples"][0]["record"]["title"]
