"""Page fixtures on disk: what is saved is loaded, what is broken is told by its file, nothing is written by halves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from newscheck.errors import UsageError
from newscheck.fixtures import cases
from newscheck.fixtures.cases import LAYOUT, META, PAGE, RECORD, Case

PAGE_HTML = "<html><h1>海上救援协定周五开始生效</h1></html>\r\n".encode()
WHOLE = Case(
    "eel",
    PAGE_HTML,
    "https://www.rfi.fr/cn/a",
    1_692_213_306_123,
    "rfi",
    "题",
    "mypkg.rfi:parse",
    ("fetched_at",),
    {"title": "题", "paragraphs": ["一", "二"]},
    "# blueprint\ndiv\n",
)
#: Quotes, backslashes, controls, what TOML can't have as it is, emoji.
NAMES = st.text(st.sampled_from("a文\"'\\\n\r\t\x00\x1b\x7f\x85\u2028\ufeff😀#=[]{}"), max_size=12) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=12
)
MOMENTS = st.integers(-62_135_596_800_000, 253_402_300_799_999) | st.integers()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(
        Case,
        name=st.just("eel"),
        page=st.binary(min_size=1, max_size=40),
        url=NAMES,
        fetched=st.none() | MOMENTS,
        site=st.none() | NAMES,
        title=st.none() | NAMES,
        extractor=st.none() | NAMES,
        volatile=st.lists(NAMES, max_size=3).map(tuple),
        record=st.dictionaries(NAMES, NAMES | st.lists(NAMES, max_size=2), max_size=3),
        layout=st.none() | st.sampled_from(["# x\n", "div.文\n  p\n"]),
    )
)
@example(WHOLE)
def test_what_is_saved_is_loaded(tmp_path: Path, case: Case) -> None:
    folder = tmp_path / f"{len(os.listdir(tmp_path))}" / "eel"
    cases.save(folder, case)
    assert cases.load(folder) == case


#: 400 lists of 400 numbers each, of which the file has one.
REFERENCES = b"a: &a [" + b"1," * 400 + b"]\nb: [" + b"*a," * 400 + b"]\n"


def test_the_files_can_be_read_by_people(tmp_path: Path) -> None:
    cases.save(tmp_path / "eel", WHOLE)
    assert sorted(os.listdir(tmp_path / "eel")) == [LAYOUT, META, PAGE, RECORD]
    assert (tmp_path / "eel" / PAGE).read_bytes() == PAGE_HTML
    assert (tmp_path / "eel" / META).read_text("utf-8").splitlines() == [
        'url = "https://www.rfi.fr/cn/a"',
        "fetched = 2023-08-16T19:15:06.123Z",
        'site = "rfi"',
        'title = "题"',
        'extractor = "mypkg.rfi:parse"',
        'volatile = ["fetched_at"]',
    ]
    assert (tmp_path / "eel" / RECORD).read_text("utf-8") == "title: 题\nparagraphs:\n- 一\n- 二\n"


def test_half_of_a_pair_is_no_reason_to_fail(tmp_path: Path) -> None:
    cases.save(tmp_path / "eel", Case("eel", b"<p>", title="\ud83d", record={"\ud83d": "\udc80"}, layout="\ud83d"))
    case = cases.load(tmp_path / "eel")
    assert (case.title, case.record, case.layout, case.faults) == ("?", {"\ufffd": "\ufffd"}, "?", {})


@pytest.mark.parametrize(
    ("file", "data", "words"),
    [
        pytest.param(PAGE, None, "no page.html in eel", id="no page"),
        pytest.param(PAGE, b"", "page.html is empty", id="an empty page"),
        pytest.param(PAGE, Path, "can't read eel/page.html: is a directory", id="a folder for a page"),
        pytest.param(META, None, "no meta.toml in eel", id="no meta.toml"),
        pytest.param(META, b"url = ", "meta.toml can't be read: Invalid value", id="no TOML"),
        pytest.param(META, b"url = '\xff'", "meta.toml can't be read: 'utf-8' codec", id="TOML that is not UTF-8"),
        pytest.param(META, b"ulr = ''", "meta.toml: unknown key 'ulr'; did you mean 'url'?", id="a slip"),
        pytest.param(META, b"url = 5", "meta.toml: url is no text: 5", id="a number for an address"),
        pytest.param(META, b"fetched = 'soon'", "meta.toml: fetched is no time such as", id="words for a time"),
        pytest.param(META, b"fetched = 21:04:00", "meta.toml: fetched is no time such as", id="a time of day"),
        pytest.param(META, b"fetched = true", "meta.toml: fetched is no time such as", id="true for a time"),
        pytest.param(META, b"volatile = 'a'", "meta.toml: volatile is no list of names: 'a'", id="one name for a list"),
        pytest.param(META, b"[url]\na = 1", "meta.toml: url is no text", id="a table"),
        pytest.param(RECORD, None, "no record.yaml: `newscheck fixture rerun --accept` makes it", id="no record"),
        pytest.param(RECORD, b"title: [", "record.yaml can't be read: not YAML", id="no YAML"),
        pytest.param(RECORD, b"a: 1\nb: \xff", "record.yaml can't be read: 'utf-8' codec", id="YAML not in UTF-8"),
        pytest.param(RECORD, b"", "record.yaml can't be read: not a record", id="an empty record"),
        pytest.param(RECORD, REFERENCES, "over 100,000 values, each reference (*name) written out", id="references"),
        pytest.param(META, b"a = " + b"[" * 9000, "meta.toml can't be read: nested more than 32", id="lists in lists"),
        pytest.param(RECORD, Path, "can't read eel/record.yaml: is a directory", id="a folder for a record"),
        pytest.param(LAYOUT, Path, "can't read eel/layout.txt: is a directory", id="a folder for a layout"),
    ],
)
def test_what_is_missing_or_broken_is_told_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, data: Any, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    cases.save(Path("eel"), WHOLE)
    (Path("eel") / file).unlink()
    if data is Path:
        (Path("eel") / file).mkdir()
    elif data is not None:
        (Path("eel") / file).write_bytes(data)
    case = cases.load(Path("eel"))
    assert list(case.faults) == [file]
    assert words in case.faults[file]
    assert "\n" not in case.faults[file]


@pytest.mark.parametrize("file", [PAGE, META, RECORD, LAYOUT])
def test_a_file_that_is_a_link_out_of_the_repository_is_not_read(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret").write_text("password: swordfish\n")
    folder = tmp_path / "repository" / "eel"
    cases.save(folder, WHOLE)
    (folder.parent / ".git").mkdir()
    (folder.parent / "inside").write_bytes((folder / file).read_bytes())
    for target, faults in (("../inside", []), ("../../secret", [file])):
        (folder / file).unlink()
        (folder / file).symlink_to(target)
        assert list(cases.load(folder).faults) == faults
    assert cases.load(folder).faults[file].endswith(f"{file}: a link that leads out of the repository")


def test_a_layout_may_be_missing_and_have_the_line_ends_of_windows(tmp_path: Path) -> None:
    cases.save(tmp_path / "eel", WHOLE)
    (tmp_path / "eel" / LAYOUT).write_bytes(b"# blueprint\r\ndiv\r\n")
    (tmp_path / "eel" / RECORD).write_bytes(b"title: \xe9\xa2\x98\r\n")
    case = cases.load(tmp_path / "eel")
    assert (case.layout, case.record, case.faults) == (WHOLE.layout, {"title": "题"}, {})
    (tmp_path / "eel" / LAYOUT).unlink()
    assert (cases.load(tmp_path / "eel").layout, cases.load(tmp_path / "eel").faults) == (None, {})


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        pytest.param("2023-08-16T21:04:00Z", 1_692_219_840_000, id="UTC"),
        pytest.param("2023-08-16T21:04:00+08:00", 1_692_191_040_000, id="zone"),
        pytest.param("2023-08-16T21:04:00.123", 1_692_219_840_123, id="no zone is UTC"),
        pytest.param("2023-08-16", 1_692_144_000_000, id="date"),
        pytest.param("1692219840000", 1_692_219_840_000, id="milliseconds"),
    ],
)
def test_fetched_by_hand(tmp_path: Path, text: str, ms: int) -> None:
    (tmp_path / META).write_text(f"fetched = {text}\n")
    assert cases.load(tmp_path).fetched == ms


def _tree(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"x")


def test_find(tmp_path: Path) -> None:
    _tree(tmp_path, "b/page.html", "a/2020/one/page.html", "a/2020/two/meta.toml", "a/three/page.html", "README.md")
    _tree(tmp_path, ".git/page.html", "_old/page.html", "a/.four/page.html", "a/__pycache__/page.html")
    _tree(tmp_path, "b/files/logo.png", "empty/record.yaml")
    (tmp_path / "none").mkdir()
    found = [path.relative_to(tmp_path).as_posix() for path in cases.find(tmp_path)]
    assert found == ["a/2020/one", "a/2020/two", "a/three", "b", "empty", "none"]


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_find_in_what_is_no_folder(tmp_path: Path, name: str) -> None:
    _tree(tmp_path, "file")
    with pytest.raises(UsageError, match="no such folder"):
        list(cases.find(tmp_path / name))


@pytest.mark.skipif(os.geteuid() == 0, reason="root lists everything")
def test_find_in_a_folder_without_permission(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(0)
    with pytest.raises(UsageError, match="can't list"):
        list(cases.find(tmp_path))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("海上救援协定周五开始生效", "海上救援协定周五开始生效", id="Chinese"),
        pytest.param("“快！”：渔民（图）", "快-渔民-图", id="punctuation"),
        pytest.param("2023-08-16 快讯 - 法广 -- RFI", "2023-08-16-快讯-法广-RFI", id="one dash for all that is none"),
        pytest.param("20230816-a%20b?c=1", "20230816-a-20b-c-1", id="the end of an address"),
        pytest.param("../../etc/passwd", "etc-passwd", id="no way out"),
        pytest.param("_draft", "draft", id="a case is not hidden"),
        pytest.param(".-_a_-.", "a", id="neither in another way"),
        pytest.param("v1.2_b", "v1.2_b", id="points and lines inside"),
        pytest.param("", "case", id="nothing"),
        pytest.param("？！", "case", id="nothing but signs"),
        pytest.param("a\x1b\n\0\u202eb", "a-b", id="controls"),
        pytest.param("文" * 100, "文" * 60, id="long"),
        pytest.param("a" * 59 + "-_-b", "a" * 59, id="cut at a dash"),
        pytest.param("\ud83d", "case", id="half of a pair"),
    ],
)
def test_name_of(text: str, name: str) -> None:
    assert cases.name_of(text) == name


@given(st.text(max_size=80))
def test_a_name_is_one_that_is_found(text: str) -> None:
    name = cases.name_of(text)
    assert name[0] not in "._"
    assert "/" not in name
    assert len(os.fsencode(name)) <= 240
    assert cases.name_of(name) == name


#: Saves the case on stdin where no file can be larger than 300 bytes.
SMALL_DISK = """
import resource, sys
from pathlib import Path
import msgspec
from newscheck.errors import UsageError
from newscheck.fixtures import cases
case = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=cases.Case)
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
try:
    cases.save(Path("eel"), case)
except UsageError as error:
    sys.exit(str(error))
"""


def saved_on_a_small_disk(folder: Path, case: Case) -> str:
    """What saving a case says, in a process of its own: what this one writes may go to a file, too."""
    pytest.importorskip("resource")
    given = msgspec.msgpack.encode(case)
    return subprocess.run(
        [sys.executable, "-c", SMALL_DISK], input=given, cwd=folder, capture_output=True
    ).stderr.decode()


LONG = "文" * 200


@pytest.mark.parametrize(
    "patch",
    [
        pytest.param({"page": LONG.encode()}, id="in the first file"),
        pytest.param({"title": LONG}, id="in the second"),
        pytest.param({"record": {"title": LONG}}, id="in the third"),
        pytest.param({"layout": LONG}, id="in the last"),
    ],
)
def test_a_new_folder_appears_whole_or_not_at_all(tmp_path: Path, patch: dict[str, Any]) -> None:
    said = saved_on_a_small_disk(tmp_path, structs.replace(WHOLE, **patch))
    assert said == "can't write eel: File too large\n"
    assert os.listdir(tmp_path) == []


def test_a_file_of_an_existing_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    cases.save(tmp_path / "eel", WHOLE)
    said = saved_on_a_small_disk(tmp_path, structs.replace(WHOLE, title="新", record={"title": LONG}))
    assert said == "can't write eel/record.yaml: File too large\n"
    assert sorted(os.listdir(tmp_path / "eel")) == [LAYOUT, META, PAGE, RECORD]
    case = cases.load(tmp_path / "eel")
    assert (case.title, case.record) == ("新", WHOLE.record)


def test_a_new_folder_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    cases.save(tmp_path / "eel", WHOLE)
    (tmp_path / "other").mkdir()
    (tmp_path / "file").write_bytes(b"")
    assert (tmp_path / "eel").stat().st_mode == (tmp_path / "other").stat().st_mode
    for path in (tmp_path / "eel").iterdir():
        assert path.stat().st_mode == (tmp_path / "file").stat().st_mode


def test_an_existing_folder_is_updated_file_by_file(tmp_path: Path) -> None:
    folder = tmp_path / "eel"
    cases.save(folder, WHOLE)
    (folder / "notes.txt").write_text("mine")
    for path in folder.iterdir():
        os.utime(path, (1, 1))
    cases.save(folder, structs.replace(WHOLE, title="新"))
    assert {path.name for path in folder.iterdir() if path.stat().st_mtime != 1} == {META}
    assert sorted(os.listdir(folder)) == [LAYOUT, META, "notes.txt", PAGE, RECORD]
    assert cases.load(folder).title == "新"


def test_what_a_case_no_longer_has_is_left_on_disk(tmp_path: Path) -> None:
    cases.save(tmp_path / "eel", WHOLE)
    cases.save(tmp_path / "eel", Case("eel", PAGE_HTML, WHOLE.url))
    assert cases.load(tmp_path / "eel").record == WHOLE.record


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("file", "can't write .*: Not a directory", id="a file stands there"),
        pytest.param("file/eel", "can't write .*: (Not a directory|File exists)", id="below a file"),
        pytest.param("taken", "can't write .*: (Is a directory|Directory not empty)", id="a folder for a file"),
    ],
)
def test_where_nothing_can_be_written(tmp_path: Path, path: str, words: str) -> None:
    _tree(tmp_path, "file", "taken/page.html/x")
    with pytest.raises(UsageError, match=words):
        cases.save(tmp_path / path, WHOLE)
    assert sorted(os.listdir(tmp_path)) == ["file", "taken"]
    assert os.listdir(tmp_path / "taken") == ["page.html"]


def test_completed_and_stable() -> None:
    assert WHOLE.with_known_fields({"title": None}) == {"url": WHOLE.url, "epoch_ms": WHOLE.fetched, "title": None}
    assert Case("a").with_known_fields({"b": 1}) == {"b": 1}
    assert WHOLE.without_volatile({"fetched_at": 1, "a": 2}) == {"a": 2}
