"""`newscheck.check` and `newscheck.Checker`: at run time, in any program."""

from __future__ import annotations

import dataclasses
import logging
import subprocess
import sys
import threading
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscheck
from newscheck.article.extraction import to_article
from newscheck.checker import examples
from newscheck.engine.report_filter import ReportFilter
from newscheck.engine.session import Session, default_checker
from newscheck.model import RawInput
from newscheck.readers import read
from newscheck.synthetic import specimen

NOW = examples.NOW
ENGLISH = {
    "title": "Harbour council votes on the winter timetable of the ferry",
    "url": "https://gazette.example/news/ferry-7.html",
    "text": "\n".join(
        f"The council of the harbour town decided on Wednesday to let the {name} ferry sail {number} hours longer."
        for number, name in enumerate(["northern", "southern", "small", "large", "new", "oldest"], 2)
    ),
}


def record(seed: int = 0, **patch: Any) -> dict[str, Any]:
    (document,) = read(RawInput("rfi/1.md", specimen.render({}, seed)))
    return {**to_article(document, default_checker(NOW).sites).record, **patch}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder around which there is no project."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(findings: list[newscheck.Finding]) -> set[str]:
    return {finding.rule for finding in findings}


def test_a_well_formed_item_has_no_finding() -> None:
    checker = newscheck.Checker(now=NOW)
    assert checker.check(record()) == []
    (finding,) = checker.check(record(title=""))
    assert (finding.rule, finding.severity, finding.pointer) == ("title-empty", "error", "/title")
    assert finding.path == f"{record()['url']} (item)"


def test_it_reads_the_clock() -> None:
    checker = newscheck.Checker(preset="scrapy")
    assert checker.check(ENGLISH) == []
    assert "epoch-future" in rules(checker.check({**ENGLISH, "epoch_ms": 3_900_000_000_000}))
    assert "epoch-future" not in rules(checker.check({**ENGLISH, "epoch_ms": 3_900_000_000_000}, now="2095-01-01"))
    assert newscheck.check({**ENGLISH, "body": ENGLISH["text"]}) == []


def test_how_late_an_item_was_crawled_is_not_judged_by_the_clock_of_the_check() -> None:
    old = {**ENGLISH, "body": ENGLISH["text"], "dateline": "2023-08-16T10:00:00+00:00"}
    checker = newscheck.Checker(now="2023-08-17T10:00Z")
    assert checker.check(old) == []
    assert rules(checker.check({**old, "epoch_ms": "2023-08-17T10:00Z"})) == {"epoch-after-dateline"}
    assert "article-rerun" not in rules(checker.check(old, now="2024-08-17T10:00Z"))


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(None, id="None"),
        pytest.param("https://gazette.example/a", id="a text"),
        pytest.param({}, id="empty"),
        pytest.param({"title": object()}, id="no value of a record"),
        pytest.param({"title": "\ud800"}, id="half a character"),
        pytest.param({"title": float("nan"), "body": float("inf")}, id="no numbers"),
        pytest.param({"url": 5, "title": ["a"], "paragraphs": {"a": 1}, "epoch_ms": "x"}, id="wrong types"),
        pytest.param({"url": "https://x.example/a.html", "html": "\x00<p" * 99}, id="broken HTML"),
    ],
)
def test_a_bad_item_is_a_finding(item: object) -> None:
    checker = newscheck.Checker(now=NOW)
    findings = checker.check(item)
    assert checker.failing(findings)
    assert "check-crashed" not in rules(findings)


@given(st.dictionaries(st.sampled_from(["title", "url", "html", "date", "author"]), st.text() | st.integers()))
def test_any_item_is_checked(item: dict[str, object]) -> None:
    assert "check-crashed" not in rules(_ANY.check(item))


_ANY = newscheck.Checker(now=NOW)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param({}, {"title-empty", "image-missing"}, id="all"),
        pytest.param({"ignore": "title-empty"}, {"image-missing"}, id="ignore"),
        pytest.param({"select": ["title-empty, body-*"]}, {"title-empty"}, id="select"),
        pytest.param({"rules": {"title-empty": "off"}}, {"image-missing"}, id="rules"),
        pytest.param({"site": "own"}, {"title-empty", "url-foreign-host"}, id="site"),
    ],
)
def test_settings(settings: dict[str, Any], expected: set[str], here: Path) -> None:
    (here / "own.toml").write_text("hosts = ['own.example']\n")
    (here / "newscheck.toml").write_text("sites = ['own.toml']\n[rules]\nrecord-schema = 'off'\n")
    assert rules(newscheck.Checker(now=NOW, **settings).check(record(title="", image=None, images=[]))) == expected


def test_a_schema_of_ones_own(here: Path) -> None:
    (here / "own.json").write_text('{"type": "object", "required": ["author"]}')
    checker = newscheck.Checker(preset="scrapy", schema=here / "own.json")
    (finding,) = checker.check(ENGLISH)
    assert (finding.rule, finding.message.count("author")) == ("record-schema", 1)
    assert checker.check({**ENGLISH, "author": "A. Ferryman"}) == []


def test_the_project_around_the_working_folder(here: Path) -> None:
    assert rules(newscheck.check(ENGLISH)) == {"body-empty"}
    (here / "project").mkdir()
    (here / "project" / "newscheck.toml").write_text("preset = 'scrapy'\n")
    assert newscheck.Checker(config=here / "project" / "newscheck.toml").check(ENGLISH) == []


def test_what_is_suppressed_or_accepted_is_not_returned(here: Path) -> None:
    bad = record(title="")
    (here / "newscheck.toml").write_text("[[suppress]]\nrule = 'title-empty'\nreason = 'a test'\n")
    assert newscheck.Checker(now=NOW).check(bad) == []
    (finding,) = newscheck.Checker(now=NOW, config=_empty(here)).check(bad)
    ReportFilter(Session.load({})).write_baseline("known.txt", [finding])
    (here / "newscheck.toml").write_text("baseline = 'known.txt'\n")
    checker = newscheck.Checker(now=NOW)
    assert [checker.check(bad) for _ in range(3)] == [[]] * 3


def _empty(folder: Path) -> Path:
    (folder / "empty.toml").write_text("")
    return folder / "empty.toml"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        pytest.param({"ignore": "title-emty"}, "unknown rule 'title-emty'; did you mean 'title-empty'?", id="rule"),
        pytest.param({"select": "titel-*"}, "titel-*", id="pattern"),
        pytest.param({"rules": {"titleempty": "off"}}, "unknown rule 'titleempty'", id="rules"),
        pytest.param({"site": "rif"}, "unknown site 'rif'; did you mean 'rfi'?", id="site"),
        pytest.param({"preset": "scrappy"}, "unknown preset 'scrappy'; did you mean 'scrapy'?", id="preset"),
        pytest.param({"language": "English"}, "language", id="language"),
        pytest.param({"fail_on": "warn"}, "fail_on: unknown severity 'warn'; did you mean 'warning'?", id="level"),
        pytest.param({"schema": "none.json"}, "none.json: no such file", id="schema"),
        pytest.param({"config": "none.toml"}, "none.toml: no such file", id="config"),
        pytest.param({"now": "yesterday"}, "now: 'yesterday' is neither a time", id="now"),
        pytest.param({"now": 1_692_213_306}, "now: out of range", id="seconds"),
        pytest.param({"select": 3}, "select: wanted ids of rules, not 3", id="a number for rules"),
        pytest.param({"ignore": ["body-empty", None]}, "ignore: wanted ids of rules, not None", id="no rule"),
        pytest.param({"rules": ["body-empty"]}, "rules: wanted a table", id="a list for a table"),
        pytest.param({"rules": {5: "off"}}, "rules: wanted a table", id="a rule that is a number"),
        pytest.param({"site": 3}, "site: wanted a text, not 3", id="a number for a site"),
        pytest.param({"fail_on": True}, "fail_on: wanted a text, not True", id="a truth value for a level"),
        pytest.param({"config": 3}, "config: wanted the path of a file, not 3", id="a number for a path"),
    ],
)
def test_a_slip_in_the_settings_is_an_error(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(newscheck.UsageError) as caught:
        newscheck.Checker(**settings)
    assert words in str(caught.value)


class Broken:
    """A value whose properties fail."""

    @property
    def __attrs_attrs__(self) -> object:
        raise RuntimeError("no session")


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(Broken(), id="properties that fail"),
        pytest.param(10**5000, id="a number without end"),
        pytest.param(Fraction(10**400), id="a number beyond floats"),
        pytest.param(len, id="a function"),
        pytest.param((word for word in ["a"]), id="a generator"),
    ],
)
def test_a_field_of_ones_own_that_no_record_can_hold_is_left_out(value: object) -> None:
    checker = newscheck.Checker(now=NOW)
    item = {**record(), "session": value}
    assert checker.check(item) == []
    assert item == {**record(), "session": value}
    assert [finding.rule for finding in checker.check({**record(), "title": value})] == ["file-unreadable"]


def test_a_crash_of_newscheck_is_a_finding(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    checker = newscheck.Checker(now=NOW)

    def crash(*_: object, **__: object) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr("newscheck.checker.execution.to_article", crash)
    with caplog.at_level(logging.ERROR, "newscheck"):
        (finding,) = checker.check(record())
    assert finding.rule == "check-crashed" and "ZeroDivisionError: of ours" in finding.message
    assert "newscheck crashed on an item" in caplog.text


@pytest.mark.slow
def test_threads_share_a_checker() -> None:
    checker = newscheck.Checker(now=NOW)
    items = [record(seed, **({"title": ""} if seed % 3 == 0 else {})) for seed in range(60)]
    items += [
        {"url": f"https://x.example/{n}", "html": f"<h1>题</h1><div class='c{n}'><p>{'文' * n}</div>"}
        for n in range(60)
    ]
    alone = [checker.check(item) for item in items]
    results: list[list[Any]] = []

    def work() -> None:
        results.append([checker.check(item) for item in items])

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [alone] * 6


_LIGHT = """
import sys, newscheck
assert not [name for name in sys.modules if name.startswith("newscheck.")], sys.modules
newscheck.check({"title": "x"})
heavy = {"pytest", "click", "rich", "numpy", "scrapy", "hypothesis", "syrupy", "pyarrow"} & sys.modules.keys()
assert not heavy, heavy
"""


@pytest.mark.slow
def test_nothing_is_imported_that_is_not_needed(here: Path) -> None:
    subprocess.run([sys.executable, "-c", _LIGHT], cwd=here, check=True, timeout=60)


_TYPED = """
import newscheck
from newscheck import Checker, Finding


def worst(item: dict[str, object]) -> list[Finding]:
    checker = Checker(site="rfi", ignore=["title-spacing"], now="2023-09-01")
    return checker.failing(checker.check(item))


def rules(items: list[object]) -> list[str]:
    with Checker().feed() as feed:
        for item in items:
            feed.check(item)
        result: newscheck.FeedResult = feed.finish()
        return [finding.rule for finding in result.findings]


reveal_type(newscheck.check({})[0].severity)
"""


#: What newscheck uses within takes five times as long to read as newscheck itself, and mypy shows no errors in it. No
#: name that the file uses may be of a type from there.
_MYPY = """\
[mypy]
strict = true
disallow_any_unimported = true
cache_dir = cache
[mypy-bokeh.*,dask.*,distributed.*,jinja2.*,markdown_it.*,numpy.*,yaml.*]
follow_imports = skip
"""


@pytest.mark.slow
def test_a_users_file_passes_strict_type_checks(here: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    (here / "user.py").write_text(_TYPED)
    (here / "mypy.ini").write_text(_MYPY)
    command = [sys.executable, "-m", "mypy", "user.py"]
    done = subprocess.run(command, cwd=here, capture_output=True, text=True, timeout=300)
    assert 'Revealed type is "str"' in done.stdout
    assert done.returncode == 0, done.stdout


@dataclasses.dataclass
class Story:
    title: str
    url: str
    text: str


def test_a_dataclass_with_the_fields_of_a_project(here: Path) -> None:
    (here / "newscheck.toml").write_text("[fields]\nbody = 'text'\n")
    checker = newscheck.Checker()
    assert checker.check(Story(**ENGLISH)) == []
    assert rules(checker.check(Story("", ENGLISH["url"], ENGLISH["text"]))) == {"title-empty"}


def test_an_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        newscheck.chek  # noqa: B018
