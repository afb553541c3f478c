"""`newscheck.testing.check` and `assert_valid`: every kind of subject, with the settings of the project around."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from syrupy.assertion import SnapshotAssertion

from newscheck.article.extraction import to_article
from newscheck.checker import examples
from newscheck.engine.run import run
from newscheck.engine.session import Session, default_checker
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.model import RawInput
from newscheck.readers import read
from newscheck.synthetic import specimen
from newscheck.testing import Checks, assert_valid, check

WriteDump = Callable[[list[Mapping[str, Any]]], Path]
GOOD = specimen.render()
BAD = specimen.render({"title": ""})


def record(**patch: Any) -> dict[str, Any]:
    """A well-formed record, with a patch."""
    (document,) = read(RawInput("rfi/1.md", GOOD))
    return {**to_article(document, default_checker(examples.NOW).sites).record, **patch}


@dataclasses.dataclass
class Plain:
    title: str | None
    url: str
    dateline: str
    epoch_ms: int
    image: str
    images: list[str]
    lead: str
    paragraphs: list[str]
    body: str


class Tuple(NamedTuple):
    title: str
    url: str


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder around which there is no project, with a good and a bad file in it."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    Path("good.md").write_bytes(GOOD)
    Path("bad.md").write_bytes(BAD)
    Path("dump").mkdir()
    for number, patch in enumerate([{}, {"title": ""}, {}]):
        Path("dump", f"{1_048_575 - number}.md").write_bytes(specimen.render(patch, number))
    return tmp_path / "work"


def article(data: bytes) -> Any:
    (document,) = read(RawInput("rfi/1.md", data))
    return to_article(document, default_checker(examples.NOW).sites)


#: Subjects without and with one fault, and the location of its finding.
THINGS = [
    pytest.param(lambda: record(), lambda: record(title=""), "record", id="dict"),
    pytest.param(lambda: Plain(**record()), lambda: Plain(**record(title="")), "record", id="dataclass"),
    pytest.param(lambda: article(GOOD), lambda: article(BAD), "rfi/1.md", id="Article"),
    pytest.param(lambda: GOOD, lambda: BAD, "text.md", id="bytes of a dump file"),
    pytest.param(lambda: GOOD.decode(), lambda: BAD.decode(), "text.md", id="text of a dump file"),
    pytest.param(lambda: json.dumps(record()), lambda: json.dumps(record(title="")), "text.md", id="text of an item"),
    pytest.param(
        lambda: json.dumps([record()], indent=1), lambda: json.dumps([record(title="")]), "text.md", id="array"
    ),
    pytest.param(lambda: Path("good.md"), lambda: Path("bad.md"), "bad.md", id="Path"),
    pytest.param(lambda: "good.md", lambda: "bad.md", "bad.md", id="the name of a file"),
    pytest.param(lambda: Path("good.md").absolute(), lambda: Path("bad.md").absolute(), "bad.md", id="absolute"),
    pytest.param(lambda: Path("good.md"), lambda: "dump", "dump/1048574.md", id="folder"),
    pytest.param(lambda: [record()], lambda: [record(title="")], "record 1", id="list of one"),
    pytest.param(lambda: (GOOD,), lambda: (specimen.render({}, 1), BAD), "text.md 2", id="tuple of two"),
    pytest.param(list, lambda: [record(), article(BAD)], "rfi/1.md 2", id="list of all kinds"),
]


@pytest.mark.parametrize(("good", "bad", "path"), THINGS)
def test_things_of_all_kinds(good: Callable[[], Any], bad: Callable[[], Any], path: str) -> None:
    assert [finding for finding in check(good()) if finding.severity == "error"] == []
    assert_valid(good())
    findings = [finding for finding in check(bad()) if finding.rule.startswith("title")]
    assert [(finding.rule, finding.path) for finding in findings] == [("title-empty", path)]
    with pytest.raises(AssertionError, match="title-empty"):
        assert_valid(bad())


def test_a_tuple_with_names_is_one_record() -> None:
    rules = {finding.rule for finding in check(Tuple("", "https://www.rfi.fr/cn/a"))}
    assert {"title-empty", "body-empty"} <= rules
    assert "url-missing" not in rules


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("", id="empty text"),
        pytest.param(b"", id="no bytes"),
        pytest.param("<p>文</p>", id="a page is no dump file"),
        pytest.param({}, id="empty record"),
        pytest.param({"title": float("nan")}, id="no number"),
        pytest.param({"title": "\ud800"}, id="half of a pair"),
        pytest.param({"url": 5, "title": ["a"], "paragraphs": {"a": 1}, "epoch_ms": "x"}, id="wrong types"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(99), id="a picture"),
    ],
)
def test_what_is_broken_is_a_finding(subject: Any) -> None:
    assert check(subject)
    with pytest.raises(AssertionError):
        assert_valid(subject)


@pytest.mark.parametrize(
    ("subject", "error", "words"),
    [
        pytest.param(None, TypeError, "not a record but None", id="None"),
        pytest.param(5, TypeError, "not a record but a value of type int", id="number"),
        pytest.param([None], TypeError, "not a record but None", id="None in a list"),
        pytest.param(
            (record for record in ()), TypeError, "not a record but a value of type generator", id="generator"
        ),
        pytest.param({"title": object()}, TypeError, "title is a value of type object", id="no value of a record"),
        pytest.param([Path("good.md")], TypeError, "a list of paths: check the folder", id="paths"),
        pytest.param(["good.md"], TypeError, "a list of paths: check the folder", id="names of files"),
        pytest.param(Path("nowhere"), UsageError, "no such file or folder: nowhere", id="no such file"),
        pytest.param("nowhere.md", UsageError, "no such file or folder: nowhere.md", id="no file of that name"),
        pytest.param(Path("a\0b"), UsageError, "no such file or folder", id="no name of a file"),
    ],
)
def test_what_is_no_thing_is_an_error(subject: Any, error: type[Exception], words: str) -> None:
    for call in (check, assert_valid):
        with pytest.raises(error) as caught:
            call(subject)
        assert words in str(caught.value)


def test_a_folder_without_articles() -> None:
    Path("empty").mkdir()
    with pytest.raises(UsageError, match="no article files in empty"):
        check(Path("empty"))


TWO = {"title": "", "image": None}


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        pytest.param({}, {"title-empty", "image-missing"}, id="all"),
        pytest.param({"ignore": ["title-empty"]}, {"image-missing"}, id="ignore"),
        pytest.param({"ignore": "title-empty"}, {"image-missing"}, id="ignore a name that is no list"),
        pytest.param({"ignore": "title"}, {"image-missing"}, id="ignore the first word"),
        pytest.param({"ignore": {"title-*", "image-*"}}, set(), id="ignore patterns"),
        pytest.param({"ignore": (name for name in ["title-empty"])}, {"image-missing"}, id="ignore a generator"),
        pytest.param({"select": ["title-empty"]}, {"title-empty"}, id="select"),
        pytest.param({"select": "title-empty"}, {"title-empty"}, id="select a name"),
        pytest.param({"select": ()}, {"title-empty", "image-missing"}, id="select nothing is select all"),
        pytest.param({"select": ["title", "image"], "ignore": "image"}, {"title-empty"}, id="both"),
        pytest.param({"select": "body-empty"}, set(), id="select another"),
    ],
)
def test_ignore_and_select(options: dict[str, Any], rules: set[str]) -> None:
    text = specimen.render(TWO)
    rules = {finding.rule for finding in check(text, **options)} - {"record-schema"}
    assert rules == rules
    if rules:
        with pytest.raises(AssertionError):
            assert_valid(text, **options)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param({"ignore": "title-emty"}, "unknown rule 'title-emty'; did you mean 'title-empty'?", id="ignore"),
        pytest.param({"select": ["image-mising"]}, "unknown rule 'image-mising'; did you mean", id="select"),
        pytest.param({"site": "rif"}, "unknown site 'rif'; did you mean 'rfi'?", id="site"),
    ],
)
def test_a_slip_is_an_error(options: dict[str, Any], words: str) -> None:
    for call in (check, assert_valid):
        with pytest.raises(UsageError) as caught:
            call(record(), **options)
        assert words in str(caught.value)


NOTED = {"title": "海上救援协定周五开始生效 – 法国国际广播电台 - RFI", "share": False}


@pytest.mark.parametrize(
    ("patch", "fails"),
    [
        pytest.param({"title": ""}, {"note", "warning", "error"}, id="error"),
        pytest.param(NOTED, {"note", "warning"}, id="warning"),
    ],
)
@pytest.mark.parametrize("level", ["note", "warning", "error", "never"])
def test_fail_on(patch: dict[str, Any], fails: set[str], level: str) -> None:
    data = specimen.render(patch)
    if level in fails:
        with pytest.raises(AssertionError):
            assert_valid(data, fail_on=level)
    else:
        assert_valid(data, fail_on=level)
    assert check(data)


def test_an_unknown_fail_level() -> None:
    with pytest.raises(UsageError, match=r"fail_on: unknown severity 'warn'; did you mean 'warning'\?"):
        assert_valid(record(), fail_on="warn")


def test_site_goes_before_the_url() -> None:
    item = {"url": "https://x.example/a", "title": "题", "epoch_ms": 1_692_213_306_000, "paragraphs": ["文" * 50]}
    assert "image-missing" not in {finding.rule for finding in check(item)}
    assert "image-missing" in {finding.rule for finding in check(item, site="rfi")}
    assert "image-missing" not in {finding.rule for finding in check(item)}


@pytest.mark.parametrize(
    ("subject", "options"),
    [
        pytest.param(record(title="题\x1b[31m", image="Array", epoch_ms=1_692_213_306), {}, id="record"),
        pytest.param(specimen.render({"title": "", "image": "Array"}), {}, id="text"),
        pytest.param([record(title=""), record()], {}, id="dump"),
        pytest.param([record(url=f"https://www.rfi.fr/cn/{i}", title="") for i in range(30)], {}, id="flood"),
        pytest.param(specimen.render(NOTED), {"fail_on": "warning"}, id="warning"),
        pytest.param({"url": "https://www.rfi.fr/cn/a\x1b]0;x\x07"}, {"select": "body-empty"}, id="hostile"),
    ],
)
def test_the_message(subject: Any, options: Any, snapshot_file: Callable[[str], SnapshotAssertion]) -> None:
    with pytest.raises(AssertionError) as caught:
        assert_valid(subject, **options)
    assert str(caught.value) + "\n" == snapshot_file(".txt")
    assert "\x1b" not in str(caught.value)


def test_the_settings_of_the_project_around_are_used(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {finding.rule for finding in check(BAD)} == {"title-empty"}
    (here / "newscheck.toml").write_text("ignore = ['title-empty']\n[rules]\nrecord-schema = 'off'\n")
    assert check(BAD) == []
    (here / "newscheck.toml").write_text("[rules]\ntitle-empty = 'note'\nrecord-schema = 'off'\n")
    assert [finding.severity for finding in check(BAD)] == ["note"]
    assert_valid(BAD)
    (here / "newscheck.toml").write_text("fail-on = 'note'\n[rules]\ntitle-empty = 'note'\nrecord-schema = 'off'\n")
    with pytest.raises(AssertionError, match=r"^1 note in the text"):
        assert_valid(BAD)
    monkeypatch.chdir(here / "dump")
    with pytest.raises(AssertionError, match=r"^1 note in the text"):
        assert_valid(BAD)
    monkeypatch.chdir(here.parent)
    with pytest.raises(AssertionError, match=r"^1 error in the text"):
        assert_valid(BAD)


def test_names_of_fields_are_those_of_the_project(here: Path) -> None:
    (here / "newscheck.toml").write_text("[fields]\ntitle = 'headline'\n")
    item = record()
    item["headline"] = item.pop("title")
    assert_valid(item)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("selct = []", "unknown setting 'selct'; did you mean 'select'?", id="unknown"),
        pytest.param("a = ", "not TOML", id="no TOML"),
        pytest.param("reference = 'none.json'", "none.json: no such file", id="reference"),
        pytest.param("sites = ['none.toml']", "none.toml: no such file", id="site file"),
        pytest.param("schema = 'none.json'", "none.json: no such file", id="schema"),
    ],
)
def test_a_mistake_in_the_settings(here: Path, text: str, words: str) -> None:
    (here / "newscheck.toml").write_text(text)
    with pytest.raises(UsageError, match=words.replace("?", r"\?")):
        check(record())


def test_a_list_is_checked_as_a_dump(write_dump: WriteDump) -> None:
    patches: list[Mapping[str, Any]] = [{"title": ""} if i == 3 else {} for i in range(12)]
    patches[5] = patches[8] = {"url": "https://www.rfi.fr/cn/a/20230816-x", "share": False}
    texts = [specimen.render(patch, seed) for seed, patch in enumerate(patches)]
    folder = write_dump(patches)
    rules = [finding.rule for finding in check(texts)]
    assert sorted(rules) == sorted(
        finding.rule for finding in run(Session(Project(now=examples.NOW)), [str(folder / "rfi")]).findings
    )
    assert {"url-duplicate", "title-empty"} <= set(rules)


def test_a_folder_is_checked_as_on_the_command_line(write_dump: WriteDump) -> None:
    folder = write_dump([{"title": ""} if i % 3 == 0 else {} for i in range(9)])
    assert check(folder / "rfi") == run(Session(Project(now=examples.NOW)), [str(folder / "rfi")]).findings


def test_a_crash_is_no_finding() -> None:
    """Without a clock, every rule that asks for the time crashes."""
    checks = Checks(Session(Project(now=None)))  # type: ignore[arg-type]
    with pytest.raises(RuntimeError) as caught:
        checks.check(GOOD)
    assert "Please report this" in str(caught.value)
    assert "Traceback" in str(caught.value)
    with pytest.raises(RuntimeError):
        checks.assert_valid(GOOD, select="title-empty")


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        pytest.param(lambda: Path("dump"), "no such file: dump", id="folder"),
        pytest.param(lambda: "nowhere.md", "no such file: nowhere.md", id="no file"),
        pytest.param(lambda: "[]", "the text: wanted one article, found 0", id="none"),
        pytest.param(lambda: json.dumps([record(), record()]), "the text: wanted one article, found 2", id="two"),
    ],
)
def test_no_record(subject: Callable[[], Any], words: str) -> None:
    checks = Checks(Session(Project(now=examples.NOW)))
    for call in (checks.record, checks.html):
        with pytest.raises(UsageError, match=words):
            call(subject())


def test_the_record_and_the_html_of_a_thing() -> None:
    checks = Checks(Session(Project(now=examples.NOW)))
    expected = {name: value for name, value in record().items() if name != "body"}
    for subject in (record(), GOOD, GOOD.decode(), "good.md", Path("good.md"), article(GOOD)):
        assert checks.record(subject) == expected
    html = article(GOOD).html
    for subject in (GOOD, GOOD.decode(), "good.md", Path("good.md"), article(GOOD)):
        assert checks.html(subject) == (html, article(GOOD).site)
    Path("page.html").write_bytes("<html><meta charset=gbk><p>题</p>".encode("gbk"))
    for subject in (
        "page.html",
        Path("page.html"),
        Path("page.html").read_bytes(),
        "<html><meta charset=gbk><p>题</p>",
    ):
        assert checks.html(subject)[0] == "<html><meta charset=gbk><p>题</p>"
    assert checks.html({"html": "<p>", "url": "https://www.rfi.fr/cn/a"}) == ("<p>", article(GOOD).site)


@pytest.mark.parametrize(
    "call",
    [
        pytest.param("newscheck.check(None)", id="no record"),
        pytest.param("newscheck.check([None])", id="no record in a list"),
        pytest.param("newscheck.assert_valid({'title': object()})", id="a value that no record has"),
        pytest.param("newscheck.assert_valid('nowhere')", id="no path"),
        pytest.param("newscheck.check({}, ignore='nothing')", id="unknown rule"),
        pytest.param("check({}, site='nobody')", id="unknown site"),
        pytest.param("assert_valid({}, site='nobody')", id="unknown site of an assertion"),
        pytest.param("assert_same(None, {})", id="nothing to compare"),
    ],
)
def test_a_mistake_is_reported_where_it_was_made(pytester: pytest.Pytester, call: str) -> None:
    pytester.makepyfile(f"""
        from newscheck.testing import assert_same, assert_valid, check

        def test_it(newscheck):
            {call}
    """)
    result = pytester.runpytest("--tb=short")
    result.assert_outcomes(failed=1)
    places = [line for line in result.outlines if re.match(r"\S+:\d+: in ", line)]
    assert places == ["test_a_mistake_is_reported_where_it_was_made.py:4: in test_it"]


def test_a_mistake_in_the_record_of_somebody_else_is_shown_in_full(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        class Model:
            def model_dump(self):
                return len(None)

        def test_it(newscheck):
            newscheck.check(Model())
    """)
    pytester.runpytest("--tb=short").stdout.fnmatch_lines(["*return len(None)*"])


def test_a_note_does_not_hide_what_the_schema_refuses() -> None:
    """An image that is behind a proxy and has no path is both."""
    record = {
        "epoch_ms": 1_692_215_820_000,
        "title": "渔业配额推迟到明年",
        "url": "https://www.rfi.fr/cn/中国/20230816-渔业配额推迟到明年",
        "dateline": "2023-08-16T21:04",
        "image": "https://wsrv.nl?url=s.rfi.fr/media/display/a.jpg",
        "lead": "渔民合作社周三要求政府重新审议今年的配额，理由是鱼群比去年早到了两个星期，订单已经排到了年底。",
    }
    record["paragraphs"] = [
        record["lead"],
        "合作社负责人说，配额在九月初就会用完，而加工厂的订单已经排到了年底，下一次会议定于九月中旬。",
    ]
    severities = {finding.rule: finding.severity for finding in check(record)}
    assert severities["record-schema"] == "error"
    assert severities["image-proxied"] == "note"


def test_only_a_folder_is_a_silent_feed() -> None:
    Path("newscheck.toml").write_text('max-age = "6h"\n')
    Path("good.jsonl").write_text("".join(json.dumps(record()) + "\n" for _ in range(1)))
    for subject in (Path("good.md"), Path("good.jsonl"), GOOD, record(), [record(), record(url=f"{record()['url']}x")]):
        assert "feed-silent" not in {finding.rule for finding in check(subject)}
    Path("dump/1.md").write_bytes(GOOD)
    assert "feed-silent" in {finding.rule for finding in check("dump")}
