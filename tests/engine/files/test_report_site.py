"""A site has all runs, whatever ends one of them or writes at the same time; what no run wrote is left alone."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from newscheck.engine.files import report_site
from newscheck.engine.files.report_site import NewRun, ReportSite, StoredRun
from newscheck.errors import UsageError

SITE = ReportSite("site", b"<!-- made here -->")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def name(day: int) -> str:
    return f"2023-{1 + day // 28:02}-{1 + day % 28:02}T000000Z"


def run(day: int, text: str = "report") -> NewRun:
    return NewRun(name(day), [f"{text} ", f"{day}"], [f"page of {text} {day}"])


def index(runs: Sequence[StoredRun], earlier: int) -> Iterator[str]:
    yield "<!-- made here -->\n"
    yield from (f"{one.name} {one.head.decode()} {'page' if one.has_page else '-'}\n" for one in runs)
    yield f"and {earlier}\n"


def listed() -> list[str]:
    return Path("site/index.html").read_text().splitlines()[1:]


def held() -> list[str]:
    return sorted(path.as_posix() for path in Path("site").rglob("*") if path.is_file())


def test_a_run_is_added_to_those_before_it() -> None:
    for day in (3, 1):
        report_site.add(SITE, run(day), index)
    assert listed() == [f"{name(3)} report 3 page", f"{name(1)} report 1 page", "and 0"]
    runs = [f"site/runs/{name(day)}{suffix}" for day in (1, 3) for suffix in (".html", ".json.gz")]
    assert held() == ["site/.nojekyll", "site/index.html", *runs]
    assert gzip.decompress(Path(runs[1]).read_bytes()) == b"report 1"


def test_a_run_of_the_same_time_replaces_the_former_one() -> None:
    report_site.add(SITE, run(1, "former"), index)
    report_site.add(SITE, run(1), index)
    assert listed() == [f"{name(1)} report 1 page", "and 0"]
    assert Path(f"site/runs/{name(1)}.html").read_text() == "page of report 1"


def test_the_same_runs_give_the_same_bytes() -> None:
    for site in ("a", "b"):
        for day in (1, 2):
            report_site.add(ReportSite(site, SITE.mark), run(day), index)
    files = [path.relative_to("a") for path in Path("a").rglob("*") if path.is_file()]
    assert len(files) == 6
    assert all(("a" / path).read_bytes() == ("b" / path).read_bytes() for path in files)


def test_all_reports_are_kept_and_pages_of_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_site, "LISTED", 4)
    monkeypatch.setattr(report_site, "WITH_PAGE", 2)
    for day in range(6):
        report_site.add(SITE, run(day), index)
    assert listed() == [
        *(f"{name(day)} report {day} {'page' if day > 3 else '-'}" for day in (5, 4, 3, 2)),
        "and 2",
    ]
    names = os.listdir("site/runs")
    assert sorted(n for n in names if n.endswith(".html")) == [f"{name(4)}.html", f"{name(5)}.html"]
    assert sum(n.endswith(".json.gz") for n in names) == 6


# --- a run that ends early, or another one at the same time


def broken(text: str) -> Iterator[str]:
    yield text
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("dying", "made", "left"),
    [
        pytest.param(NewRun(name(2), broken("report"), ["page"]), index, [], id="in the report"),
        pytest.param(NewRun(name(2), ["report 2"], broken("page")), index, [], id="in the page"),
        pytest.param(run(2), lambda runs, earlier: broken("index"), [f"{name(2)} report 2 page"], id="in the index"),
    ],
)
def test_a_run_that_dies_leaves_a_whole_site(dying: NewRun, made: report_site.Index, left: list[str]) -> None:
    report_site.add(SITE, run(1), index)
    with pytest.raises(KeyboardInterrupt):
        report_site.add(SITE, dying, made)
    assert listed() == [f"{name(1)} report 1 page", "and 0"]
    assert not [path for path in held() if path.endswith(".newscheck-part")]
    report_site.add(SITE, run(3), index)
    assert listed() == [f"{name(3)} report 3 page", *left, f"{name(1)} report 1 page", "and 0"]


def test_a_first_run_that_dies_is_no_obstacle() -> None:
    with pytest.raises(KeyboardInterrupt):
        report_site.add(SITE, NewRun(name(1), broken("report"), ["page"]), index)
    Path("site/runs/.2023-01-02T000000Z.html.x1.newscheck-part").write_text("of a run that was killed")
    report_site.add(SITE, run(1), index)
    assert listed() == [f"{name(1)} report 1 page", "and 0"]
    assert not [path for path in held() if path.endswith(".newscheck-part")]


def test_a_run_that_comes_while_the_index_is_written_is_in_it() -> None:
    """The one that writes last has seen all runs, whichever began first."""

    def slow(runs: Sequence[StoredRun], earlier: int) -> Iterator[str]:
        yield from index(runs, earlier)
        if len(runs) == 1:
            report_site.add(SITE, run(2), index)

    report_site.add(SITE, run(1), slow)
    assert listed() == [f"{name(2)} report 2 page", f"{name(1)} report 1 page", "and 0"]


def test_a_run_that_is_replaced_while_the_index_is_written_is_listed_as_it_is() -> None:
    def slow(runs: Sequence[StoredRun], earlier: int) -> Iterator[str]:
        yield from index(runs, earlier)
        if b"former" in runs[0].head:
            report_site.add(SITE, run(1, "later"), index)

    report_site.add(SITE, run(1, "former"), slow)
    assert listed() == [f"{name(1)} later 1 page", "and 0"]


def test_many_runs_at_once_are_all_listed() -> None:
    threads = [threading.Thread(target=report_site.add, args=(SITE, run(day), index)) for day in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert listed() == [*(f"{name(day)} report {day} page" for day in reversed(range(8))), "and 0"]


# --- what is not trusted


@pytest.mark.parametrize(
    ("files", "words"),
    [
        pytest.param({"notes.txt": ""}, "site/notes.txt is there", id="another file"),
        pytest.param({"index.html": "<html>mine</html>"}, "site/index.html is there", id="another page"),
        pytest.param({"runs/mine.html": ""}, "site/runs/mine.html is there", id="another file among the runs"),
        pytest.param({f"runs/{name(1)}.json": ""}, "is there, which is no report", id="another suffix"),
        pytest.param({f"runs/{name(1)}.html/x": ""}, "is there, which is no report", id="a folder for a page"),
        pytest.param({"runs": ""}, "site/runs is there", id="a file for the folder"),
    ],
)
def test_what_no_run_wrote_is_left_alone(files: dict[str, str], words: str) -> None:
    for path, text in files.items():
        (at := Path("site") / path).parent.mkdir(parents=True, exist_ok=True)
        at.write_text(text)
    before = {path: Path(path).read_bytes() for path in held()}
    with pytest.raises(UsageError, match=words):
        report_site.add(SITE, run(1), index)
    assert {path: Path(path).read_bytes() for path in held()} == before


@pytest.mark.parametrize(
    "place", ["index.html", "runs", ".nojekyll", f"runs/{name(1)}.html", f"runs/{name(2)}.json.gz"]
)
def test_a_link_in_it_is_not_followed(place: str, tmp_path: Path) -> None:
    """A pull request may have put it there, and it may lead to any file."""
    target = tmp_path / "mine"
    target.write_bytes(SITE.mark)
    (at := Path("site") / place).parent.mkdir(parents=True, exist_ok=True)
    at.symlink_to(tmp_path if place == "runs" else target)
    with pytest.raises(UsageError, match="is there"):
        report_site.add(SITE, run(1), index)
    assert target.read_bytes() == SITE.mark


def test_what_static_pages_have_besides_is_let_be() -> None:
    for path in ("site/.git/HEAD", "site/CNAME", "site/.nojekyll"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("x")
    report_site.add(SITE, run(1), index)
    assert Path("site/CNAME").read_text() == "x"


def test_a_file_is_no_site() -> None:
    Path("site").write_text("mine")
    assert SITE.foreign_reason() == "a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_not_writable_is_one_line() -> None:
    Path("site").mkdir(mode=0o500)
    with pytest.raises(UsageError, match="can't write"):
        report_site.add(SITE, run(1), index)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x1f\x8b\x07damaged", id="damaged"),
        pytest.param(gzip.compress(bytes(20_000_000)), id="much from little"),
        pytest.param(os.urandom(5_000), id="anything"),
    ],
)
def test_a_report_that_others_put_there_is_read_up_to_a_limit(data: bytes) -> None:
    report_site.add(SITE, run(1), index)
    Path(f"site/runs/{name(2)}.json.gz").write_bytes(data)
    heads = {}

    def kept(runs: Sequence[StoredRun], earlier: int) -> Iterator[str]:
        heads.update({one.name: len(one.head) for one in runs})
        yield "<!-- made here -->"

    report_site.add(SITE, run(3), kept)
    assert heads[name(2)] <= 1 << 13
