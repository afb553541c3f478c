"""The files of a run: each real file once, by a name of its own, and none outside of the dump through a link."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import run

from newscheck.engine.files.directory_walk import walk
from newscheck.engine.files.path_names import (
    display_path,
)
from newscheck.synthetic import specimen

pytestmark = pytest.mark.skipif(os.name != "posix", reason="names and links of POSIX")
ARTICLE, OTHER, BROKEN = specimen.render({}), specimen.render({}, 1), specimen.render({"title": ""}, 2)
#: A name that is not UTF-8, and one that is spelt like its display.
BYTES, SPELT = os.fsdecode(b"\xb1\xea.md"), r"\xb1\xea.md"


def findings(*words: str | Path, stdin: bytes = b"") -> set[tuple[str, str]]:
    """Path and rule of all findings of `newscheck validate`."""
    done = run("validate", "--now", "2023-09-15", "--format", "jsonl", *words, stdin=stdin)
    assert done.code in (0, 1), done
    return {(finding["path"], finding["rule"]) for finding in map(json.loads, done.out.splitlines())}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and a file with a secret beside it."""
    (tmp_path / "work").mkdir()
    (tmp_path / "secret.md").write_bytes(specimen.render({"title": "", "slug": "secret"}, 9))
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def write(name: str, data: bytes = BROKEN) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name


def test_names_that_were_shown_alike_are_two_files(here: Path) -> None:
    write(f"rfi/{BYTES}")
    write(f"rfi/{SPELT}", specimen.render({"title": ""}, 3))
    both = {(r"rfi/\xb1\xea.md", "title-empty"), (r"rfi/\\xb1\\xea.md", "title-empty")}
    assert findings("rfi") == both
    assert findings("rfi", "rfi") == both
    assert run("validate", "rfi", "rfi", "--format", "json").out.count('"files": 2') == 1


@pytest.mark.parametrize("shown", [r"rfi/\xb1\xea.md", r"rfi/\\xb1\\xea.md", r"rfi/a\\b.md", r"rfi/a\b.md"])
def test_a_name_in_a_report_can_be_given_as_a_path(here: Path, shown: str) -> None:
    for at, name in enumerate((BYTES, SPELT, "a\\b.md")):
        write(f"rfi/{name}", specimen.render({"title": "", "lead": None}, at))
    if shown == r"rfi/\xb1\xea.md":
        os.unlink(f"rfi/{SPELT}")  # else it is the name of that one
    path = r"rfi/a\\b.md" if shown == r"rfi/a\b.md" else shown
    assert {name for name, _ in findings(shown)} == {path}
    assert {name for name, _ in findings("--stdin-paths", stdin=shown.encode())} == {path}
    assert {name for name, _ in findings("rfi", "--stdin-paths", stdin=shown.encode())} == {path}
    assert {name for name, _ in findings("--each", shown)} == {path}
    assert '"title": ""' in run("show", shown).out
    assert run("fixture", "minimise", shown, "--rule", "title-empty").code == 0
    assert run("fixture", "minimise", f"{shown}:1", "--rule", "title-empty").err.count("no finding") <= 1


@pytest.mark.parametrize(
    "paths",
    [
        pytest.param(["rfi", "rfi"], id="twice"),
        pytest.param(["rfi", "./rfi/", "rfi/../rfi", "rfi/."], id="in other words"),
        pytest.param(["rfi", "{here}/rfi"], id="absolute"),
        pytest.param(["rfi", "link"], id="through a link"),
        pytest.param(["rfi", "rfi/1.md", "rfi/../rfi/1.md"], id="a file in it"),
        pytest.param(["rfi/1.md", "rfi", "link/2.md"], id="files first"),
        pytest.param([".", "rfi"], id="a folder in it"),
    ],
)
def test_each_file_is_checked_once_however_it_is_named(here: Path, paths: list[str]) -> None:
    write("rfi/1.md", ARTICLE)
    write("rfi/2.md", OTHER)
    Path("link").symlink_to("rfi")
    walked = [entry.path for entry in walk([path.format(here=here) for path in paths])]
    assert sorted(walked) == ["rfi/1.md", "rfi/2.md"]


def test_a_file_that_one_of_two_ways_leaves_out_is_found_by_the_other(here: Path) -> None:
    write("rfi/2023/1.md")
    Path("link").symlink_to("rfi/2023")
    assert [entry.path for entry in walk(["rfi", "link"], ["rfi/2023/*"])] == ["link/1.md"]
    words = ("--exclude", "rfi/2023/*", "--stdin-paths")
    assert findings("rfi", "link", *words, stdin=b"rfi/2023/1.md") == {("link/1.md", "title-empty")}
    Path("whole").symlink_to("rfi")
    assert findings("whole", "rfi", *words, stdin=b"rfi/2023/1.md") == {("whole/2023/1.md", "title-empty")}


def test_behind_a_link_the_folder_above_is_another_one(here: Path) -> None:
    write("1.md", ARTICLE)
    write("deep/down/1.md")
    Path("link").symlink_to("deep/down")
    write("deep/1.md", OTHER)
    walked = [(entry.path, entry.real) for entry in walk(["1.md", "link/../1.md"])]
    assert walked == [("1.md", "1.md"), ("deep/1.md", "link/../1.md")]
    assert display_path("link/../down/1.md") == display_path("link/../down") + "/1.md" == "deep/down/1.md"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_what_changed_is_reported_by_names_of_its_own(here: Path) -> None:
    def git(*words: str) -> None:
        own = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *own, *words], check=True, capture_output=True)

    git("init", "-q")
    write(f"rfi/{BYTES}")
    git("add", ".")
    git("commit", "-qm", "first")
    write(f"rfi/{SPELT}", specimen.render({"title": ""}, 3))
    assert findings("rfi", "--changed-since", "HEAD") == {(r"rfi/\\xb1\\xea.md", "title-empty")}


def test_the_cache_tells_such_names_apart(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscheck.engine.run._FEW", 0)
    write(f"rfi/{BYTES}", ARTICLE)
    write(f"rfi/{SPELT}")
    first = findings("rfi")
    assert findings("rfi") == first == {(r"rfi/\\xb1\\xea.md", "title-empty")}
    write(f"rfi/{BYTES}", specimen.render({"title": ""}, 3))
    write(f"rfi/{SPELT}", OTHER)
    assert findings("rfi") == {(r"rfi/\xb1\xea.md", "title-empty")}


def test_the_cache_keeps_what_a_link_was_read_for(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscheck.engine.run._FEW", 0)
    monkeypatch.setattr("newscheck.engine.cache.stat_signature._SETTLED_NS", 0)
    write("rfi/1.md", ARTICLE)
    Path("rfi/9.md").symlink_to("../../secret.md")
    for _ in range(2):
        assert findings("rfi/9.md") == {("rfi/9.md", "title-empty")}
    assert findings("--stdin-paths", stdin=b"rfi/9.md") == {("rfi/9.md", "link-outside")}


LINKS: list[Any] = [
    pytest.param("rfi/9.md", "../../secret.md", id="a file"),
    pytest.param("rfi/9.md", "{above}/secret.md", id="a file by its whole path"),
    pytest.param("rfi/9.md", "../rfi/../../secret.md", id="a way that begins inside"),
    pytest.param("rfi/more", "../..", id="a folder"),
    pytest.param("rfi/more.md", "../..", id="a folder with the name of a file"),
    pytest.param("rfi/9.md", "../8.md", id="a file beside the dump"),
    pytest.param("rfi/9.md", "hop", id="a link to a link"),
    pytest.param("rfi/9.md", ".git/config", id="git's own"),
]


@pytest.mark.parametrize(("name", "target"), LINKS)
def test_a_link_that_leaves_the_dump_is_reported_and_not_read(here: Path, name: str, target: str) -> None:
    write("rfi/1.md", ARTICLE)
    write("8.md", specimen.render({"title": ""}, 8))
    write("rfi/rfi/x", b"")
    write("rfi/.git/config", BROKEN)
    Path("rfi/hop").symlink_to("../../secret.md")
    Path(name).symlink_to(target.format(above=here.parent))
    assert findings("rfi") == {(name, "link-outside")}
    assert findings("rfi", "--stdin-paths", stdin=name.encode()) == {(name, "link-outside")}
    done = run("validate", "rfi")
    assert done.code == 1 and specimen.parts(9)["lead"][:20] not in done.out


@pytest.mark.parametrize(
    ("name", "target"),
    [
        pytest.param("rfi/9.md", "1.md", id="a file"),
        pytest.param("rfi/9.md", "../rfi/2023/2.md", id="a file in another folder"),
        pytest.param("rfi/9.md", "{here}/rfi/2023/2.md", id="by its whole path"),
        pytest.param("rfi/9.txt", "../../secret.md", id="what is no article, as it is called"),
        pytest.param("rfi/.hidden", "../..", id="what is left out"),
        pytest.param("rfi/again", "2023", id="a folder, whose files are found there"),
        pytest.param("rfi/9.md", "nowhere.md", id="nothing"),
    ],
)
def test_links_inside_the_dump_and_what_is_no_article_are_as_they_were(here: Path, name: str, target: str) -> None:
    write("rfi/1.md", ARTICLE)
    write("rfi/2023/2.md", OTHER)
    Path(name).symlink_to(target.format(here=here))
    rules = {rule for _, rule in findings("rfi")}
    assert "link-outside" not in rules
    assert ("file-unreadable" in rules) == (target == "nowhere.md")


def test_a_dump_of_several_folders_has_links_among_them(here: Path) -> None:
    write("one/1.md", ARTICLE)
    write("two/2.md", OTHER)
    Path("one/3.md").symlink_to("../two/2.md")
    assert ("one/3.md", "link-outside") in findings("one")
    assert "link-outside" not in {rule for _, rule in findings("one", "two")}


@pytest.mark.parametrize("path", ["link", "9.md", "link/secret.md"])
def test_a_path_that_is_named_may_be_a_link(here: Path, path: str) -> None:
    Path("link").symlink_to(here.parent)
    Path("9.md").symlink_to("../secret.md")
    rules = {rule for name, rule in findings(path) if name.endswith((".md", "9.md"))}
    assert "title-empty" in rules


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["--each", "rfi/9.md"], id="by a hook"),
        pytest.param(["--each", "rfi/more/secret.md"], id="by a hook, through a folder"),
        pytest.param(["--stdin-paths"], id="by git"),
    ],
)
def test_a_path_that_a_program_names_may_not(here: Path, words: list[str]) -> None:
    write("rfi/1.md", ARTICLE)
    Path("rfi/9.md").symlink_to("../../secret.md")
    Path("rfi/more").symlink_to("../..")
    path = words[-1] if words[0] == "--each" else "rfi/9.md"
    assert findings(*words, stdin=path.encode()) == {(path, "link-outside")}
    assert (path, "title-empty") in findings(*words, "--follow-links", stdin=path.encode())


def test_links_are_followed_by_those_who_mean_it(here: Path) -> None:
    write("rfi/1.md", ARTICLE)
    write("../other/2.md")
    write("../other/deep/3.md", specimen.render({"title": "", "slug": "deep"}, 3))
    Path("../other/round").symlink_to(here)
    Path("rfi/9.md").symlink_to("../../secret.md")
    Path("rfi/more").symlink_to("../../other")
    Path("rfi/again").symlink_to("../../other/deep")
    expected = {(name, "title-empty") for name in ("rfi/9.md", "rfi/again/3.md", "rfi/more/2.md")}
    assert findings("rfi", "--follow-links") == expected


@pytest.mark.parametrize("text", ["follow-links = true", "[rules]\nlink-outside = 'off'"])
def test_no_setting_makes_a_link_be_followed(here: Path, text: str) -> None:
    write("rfi/1.md", ARTICLE)
    Path("rfi/9.md").symlink_to("../../secret.md")
    Path("newscheck.toml").write_text(text)
    done = run("validate", "rfi")
    assert "title-empty" not in done.out and done.code == (2 if "follow" in text else 0)


def test_the_dump_that_the_settings_name_is_in_the_repository(here: Path) -> None:
    write("../elsewhere/1.md")
    Path("articles").symlink_to("../elsewhere")
    Path("newscheck.toml").write_text('paths = ["articles"]\n')
    for words in (["validate"], ["validate", "--changed-since", "HEAD"], ["layouts"], ["profile", "-o", "x.json"]):
        done = run(*words)
        assert done.code == 2 and "articles leads out of the repository: name it on the command line" in done.err
    assert findings("--follow-links") == findings("articles") == {("articles/1.md", "title-empty")}
    Path("newscheck.toml").write_text('paths = ["../elsewhere"]\n')
    assert {rule for _, rule in findings()} == {"title-empty"}, "without a repository there is nothing to leave"
    Path(".git").mkdir()
    for place in ("../elsewhere", str(here.parent / "elsewhere"), ".git", "/etc"):
        Path("newscheck.toml").write_text(f'paths = ["{place}"]\n')
        done = run("validate")
        assert done.code == 2 and "leads out of the repository: name it on the command line" in done.err
    assert {rule for _, rule in findings("../elsewhere")} == {"title-empty"}


ODD: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "kernel": lambda path: path.symlink_to("/proc/version"),
}


@pytest.mark.parametrize("kind", ODD)
def test_what_has_no_end_is_one_line_where_it_is_named(here: Path, kind: str) -> None:
    if kind == "kernel" and not os.path.exists("/proc/version"):
        pytest.skip("no /proc")
    write("1.md", ARTICLE)
    odd = here / "odd.md"
    ODD[kind](odd)
    write("pages/a/meta.toml", b'url = "https://e.example/"\n')
    shutil.copyfile("1.md", "pages/a/page.html")
    for words in (
        ["validate", "odd.md"],
        ["validate", "--each", "odd.md"],
        ["validate", "--stdin-paths"],
        ["validate", "1.md", "--schema", "odd.md"],
        ["validate", "1.md", "--baseline", "odd.md"],
        ["validate", "1.md", "--reference", "odd.md"],
        ["validate", "1.md", "--config", "odd.md"],
        ["validate", "1.md", "--write-baseline", "odd.md"] if kind != "pipe" else ["show", "odd.md"],
        ["show", "odd.md"],
        ["layouts", "--diff", "1.md", "odd.md"],
        ["profile", "merge", "odd.md", "-o", "x.json"],
        ["fixture", "minimise", "odd.md"],
        ["fixture", "add", "odd.md"],
    ):
        done = run(*words, stdin=b"odd.md")
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), (words, done)
        assert "no file" in done.err or "neither a file" in done.err or "kernel's" in done.err, (words, done)


def test_a_document_on_stdin_is_only_called_so(here: Path) -> None:
    os.mkfifo("odd.md")
    assert findings("-", "--stdin-filename", "odd.md", stdin=BROKEN) == {("odd.md", "title-empty")}


@pytest.mark.parametrize("kind", ODD)
def test_what_has_no_end_is_one_line_where_a_setting_names_it(here: Path, kind: str) -> None:
    if kind == "kernel" and not os.path.exists("/proc/version"):
        pytest.skip("no /proc")
    write("1.md", ARTICLE)
    ODD[kind](here / "odd")
    for line in ('sites = ["odd"]', 'schema = "odd"', 'baseline = "odd"', 'reference = "odd"'):
        Path("newscheck.toml").write_text(line + "\n")
        done = run("validate", "1.md")
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), (line, done)
    os.unlink("newscheck.toml")
    for name in ("newscheck.toml", "pyproject.toml"):
        os.rename("odd", name)
        done = run("validate", "1.md")
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), (name, done)
        os.rename(name, "odd")


def test_a_folder_of_the_kernel_s_is_no_dump(here: Path) -> None:
    if not os.path.ismount("/proc"):
        pytest.skip("no /proc")
    assert run("validate", "/proc").code == 2
    Path("rfi").mkdir()
    write("rfi/1.md", ARTICLE)
    Path("rfi/proc").symlink_to("/proc/sys")
    assert findings("rfi", "--follow-links") == {("rfi/proc", "file-unreadable")}


def test_settings_through_a_link_to_nothing_are_a_mistake(here: Path) -> None:
    write("1.md", ARTICLE)
    Path("newscheck.toml").symlink_to("nowhere.toml")
    assert "newscheck.toml: no such file" in run("validate", "1.md").err


def test_an_absolute_path_is_the_same_from_elsewhere(here: Path) -> None:
    write("rfi/..1.md")
    assert [entry.path for entry in walk([str(here / "rfi" / "..1.md")])] == ["rfi/..1.md"]
    with contextlib.chdir("rfi"):
        assert display_path(str(here / "rfi" / "..1.md")) == "..1.md"
