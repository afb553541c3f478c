"""Articles in archives and compressed files are checked as those in folders: same findings, cache, selection, parts."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from newscheck.checker import examples
from newscheck.cli import group
from newscheck.engine.cache import shard
from newscheck.engine.cache.content_store import Cache
from newscheck.engine.files.directory_walk import walk
from newscheck.engine.lazy_run import LazyRun
from newscheck.engine.run import run, run_on_input
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.workers import retries, timed_check
from newscheck.model import FileSelection, Finding, RawInput, Report
from newscheck.synthetic import specimen

#: The order of the members is that of a walk.
FILES = {
    raw.path: raw.data
    for raw in sorted(
        specimen.series([{"title": ""} if seed % 20 == 3 else {} for seed in range(130)]), key=lambda raw: raw.path
    )
}
BAD = [path for path, data in FILES.items() if b"\n[](" in data]
#: Of the names, and of the order.
LINES = b"".join(
    json.dumps({"url": f"https://example.org/{number}", "title": "" if number % 9 == 0 else f"标题{number}"}).encode()
    + b"\n"
    for number in range(60)
)


def write_zip(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)


def write_tar(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in files:
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))


WRITERS: dict[str, Callable[[Path, Iterable[tuple[str, bytes]]], None]] = {"a.zip": write_zip, "a.tar.gz": write_tar}
each = pytest.mark.parametrize("name", WRITERS)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("newscheck.engine.cache.stat_signature._SETTLED_NS", 0)


def check(*paths: str, cache: bool = False, focus: FileSelection | None = None, **settings: Any) -> Report:
    session = Session(Project(now=examples.NOW, **settings))
    store = Cache(".", session.cache_identity) if cache else None
    report = run(session, paths, jobs=1, cache=store, focus=focus)
    if store:
        store.save()
    return report


def places(findings: Iterable[Finding]) -> list[tuple[str, str, int, int, str]]:
    return [
        (finding.rule, finding.path, finding.line, finding.column, finding.fingerprint)
        for finding in findings
        if finding.rule == "title-empty"
    ]


def newscheck(*args: str, **options: Any) -> Result:
    return CliRunner().invoke(group, args, standalone_mode=False, **options)


@each
def test_the_findings_are_those_of_the_folder(name: str) -> None:
    for path, data in FILES.items():
        Path("folder", path).parent.mkdir(parents=True, exist_ok=True)
        Path("folder", path).write_bytes(data)
    WRITERS[name](Path(name), FILES.items())
    plain, packed = check("folder"), check(name)
    assert places(packed.findings) == [
        (rule, path.replace("folder/", f"{name}!/"), *place) for rule, path, *place in places(plain.findings)
    ]
    assert len(places(packed.findings)) == len(BAD)
    assert (packed.summary.articles, packed.summary.error) == (plain.summary.articles, plain.summary.error)
    assert packed.summary.files == 1


def test_compressed_files_have_the_lines_of_their_text() -> None:
    Path("feed.jsonl").write_bytes(LINES)
    Path("feed.jsonl.gz").write_bytes(gzip.compress(LINES))
    plain, packed = check("feed.jsonl"), check("feed.jsonl.gz")
    assert places(packed.findings) == [(rule, "feed.jsonl.gz", *place) for rule, _, *place in places(plain.findings)]
    assert [place[2] for place in places(packed.findings)] == [1, 10, 19, 28, 37, 46, 55]


@each
def test_a_member_is_left_out_by_its_path(name: str) -> None:
    WRITERS[name](Path(name), FILES.items())
    assert len(places(check(name, exclude=(BAD[0],)).findings)) == len(BAD) - 1
    assert len(places(check(name, exclude=(f"./{name}!/{BAD[0]}",)).findings)) == len(BAD) - 1
    nothing = check(name, exclude=(f"{name}!/rfi/*",))
    assert (nothing.findings, nothing.summary.articles) == ([], 0)
    lines = ['rule = "title-empty"', f'path = "{name}!/{BAD[0]}"', 'reason = "known"']
    Path("newscheck.toml").write_text("\n".join(["[[suppress]]", *lines, ""]), "utf-8")
    shown = newscheck("validate", name, "--format", "concise", "--no-cache", "--jobs", "1", "--select", "title-empty")
    assert f"{name}!/{BAD[1]}:2:" in shown.stdout and f"{name}!/{BAD[0]}:" not in shown.stdout


@pytest.mark.slow
@each
def test_a_cached_run_reports_the_same(name: str) -> None:
    """Also where other files of the shard have changed, and where the settings leave out other members."""
    for path, data in FILES.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(data)
    WRITERS[name](Path("rfi", name), FILES.items())
    first = check("rfi", cache=True)
    assert places(first.findings) == places(check("rfi").findings)
    assert places(check("rfi", cache=True).findings) == places(first.findings)
    Path(BAD[0]).write_bytes(FILES[BAD[0]] + b"\n")
    assert places(check("rfi", cache=True).findings) == places(first.findings)
    excluded = {"exclude": (f"{name}!/{BAD[1]}",)}
    assert places(check("rfi", cache=True, **excluded).findings) == places(check("rfi", **excluded).findings)
    WRITERS[name](Path("rfi", name), [item for item in FILES.items() if item[0] != BAD[2]])
    changed = check("rfi", cache=True)
    assert places(changed.findings) == places(check("rfi").findings) != places(first.findings)


def test_the_same_bytes_under_another_name_are_another_content() -> None:
    digests = []
    for member in ("1.md", "2.md"):
        write_zip(Path("a.zip"), [(member, b"x")])
        digests.append(shard.ContentDigests.of(walk(["a.zip"]), 1_000).packed)
    assert digests[0] != digests[1]


@each
def test_an_archive_that_changed_has_the_findings_of_its_members(name: str) -> None:
    Path("rfi").mkdir()
    for path in BAD[:3]:
        Path(path).write_bytes(FILES[path].replace(b"https://www.rfi.fr/cn/", b"https://www.rfi.fr/cn/x/"))
    WRITERS[name](Path("rfi", name), FILES.items())
    report = check("rfi", focus=FileSelection(frozenset({f"rfi/{name}"}), "changed"))
    assert [place[1] for place in places(report.findings)] == [f"rfi/{name}!/{path}" for path in BAD]
    assert report.summary.articles == len(FILES)


@each
def test_the_findings_of_a_file_are_those_of_its_members(name: str) -> None:
    WRITERS[name](Path(name), FILES.items())
    lookup = LazyRun(Session(Project(now=examples.NOW)), list(walk([name])))
    try:
        found = lookup.findings_of(name).findings
        assert [place[1] for place in places(found)] == [f"{name}!/{path}" for path in BAD]
    finally:
        lookup.close()


@pytest.mark.slow
def test_a_large_file_is_checked_in_parts_with_the_same_report(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, write in WRITERS.items():
        write(Path(name), FILES.items())
    Path("feed.jsonl").write_bytes(LINES)
    Path("feed.jsonl.gz").write_bytes(gzip.compress(LINES))
    whole = check(".")
    monkeypatch.setattr(shard, "_LARGE", 0)
    monkeypatch.setattr(timed_check, "_PART", 7)
    monkeypatch.setattr("newscheck.checker.execution._BATCH", 5)
    parts = check(".")
    assert [*parts.findings] == [*whole.findings]
    assert parts.summary == whole.summary


def test_findings_of_a_part_are_limited_as_those_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    many = b"".join(b'{"url": "https://example.org/%d", "title": ""}\n' % number for number in range(250))
    write_zip(Path("a.zip"), [("1.jsonl", many), ("2.jsonl", many)])
    whole = check("a.zip", select=("title-empty",))
    monkeypatch.setattr(shard, "_LARGE", 0)
    monkeypatch.setattr(timed_check, "_PART", 1)
    parts = check("a.zip", select=("title-empty",))
    assert [*parts.findings] == [*whole.findings]
    assert len(parts.findings) == 202
    assert parts.summary.error == 500


def test_a_crash_in_the_middle_of_a_large_file_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    write_zip(Path("a.zip"), FILES.items())
    monkeypatch.setattr(shard, "_LARGE", 0)

    def crashing(*arguments: Any) -> Any:
        yield next(iter(timed_check.check_parts(*arguments)))
        raise RuntimeError("on purpose")

    monkeypatch.setattr(timed_check, "_PART", 7)
    monkeypatch.setattr(retries, "check_parts", crashing)
    result = newscheck(
        "validate", "a.zip", "--no-cache", "--jobs", "1", "--format", "concise", "--select", "title-empty"
    )
    assert result.return_value == 2
    assert f"a.zip!/{BAD[0]}:2:" in result.stdout


@each
def test_one_member_is_shown_checked_and_minimised(name: str) -> None:
    WRITERS[name](Path(name), FILES.items())
    member = f"{name}!/{BAD[0]}"
    assert json.loads(newscheck("show", member).stdout)["title"] == ""
    found = newscheck("validate", member, "--format", "concise", "--no-cache", "--select", "title-empty").stdout
    assert found.startswith(f"{member}:2:") and found.count("\n") == 1
    small = newscheck("fixture", "minimise", f"{member}:2", "--rule", "title-empty", "-o", "small.md")
    assert small.exit_code == 0
    assert len(Path("small.md").read_bytes()) < len(FILES[BAD[0]]) / 10


@each
def test_an_output_never_replaces_an_archive_of_articles(name: str) -> None:
    WRITERS[name](Path(name), FILES.items())
    before = Path(name).read_bytes()
    result = newscheck("validate", ".", "-o", name, "--no-cache", "--jobs", "1")
    assert "an article is in that file" in str(result.exception)
    assert Path(name).read_bytes() == before


@pytest.mark.slow
@each
def test_init_finds_the_articles_in_an_archive(name: str) -> None:
    Path("news").mkdir()
    WRITERS[name](Path("news", name), FILES.items())
    result = newscheck("init", "news", "--no-code")
    assert 'paths = ["news"]' in Path("newscheck.toml").read_text("utf-8"), result.output


def test_stdin_is_read_a_part_at_a_time() -> None:
    session = Session(Project(now=examples.NOW, select=("title-empty",)))
    raws = [RawInput("x.jsonl", LINES, 1), replace(RawInput("x.jsonl", LINES, 61))]
    assert len(run_on_input(session, iter(raws)).findings) == 14


def test_findings_in_a_web_archive_have_the_address_and_the_line_of_their_page() -> None:
    urls = ["https://paper.example/1.html", "https://paper.example/", "https://paper.example/1.html"]
    text = "港口议会周三通过了新的航运规则，渔民合作社表示欢迎，同时要求增加近海的巡逻船只，具体办法下月公布。"
    data = b""
    for url in urls:
        page = f"<html>\n<body>\n<article><h1>港口议会通过规则</h1>\n<p>{text}</p>\n<p onclick='a()'>完</p></article>"
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-01-02T03:04:05Z\r\n"
            f"WARC-Target-URI: <{url}>\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        data += head.encode() + http + b"\r\n\r\n"
    Path("c.warc.gz").write_bytes(gzip.compress(data))
    report = check("c.warc.gz", extractor="newscheck:main-content", select=("event-handler", "page-without-article"))
    assert [(finding.rule, finding.path, finding.line, finding.column) for finding in report.findings] == [
        ("page-without-article", f"c.warc.gz!/{urls[1]}", 1, 1),
        ("event-handler", f"c.warc.gz!/{urls[0]}", 5, 4),
        ("event-handler", f"c.warc.gz!/{urls[0]}#2", 5, 4),
    ]
    assert len({finding.fingerprint for finding in report.findings}) == 2
    Path("newscheck.toml").write_text('extractor = "newscheck:main-content"\n')
    page = f"c.warc.gz!/{urls[2]}#2"
    arguments = ["validate", page, "--select", "event-handler", "--jobs", "1", "--format", "concise", "--no-cache"]
    assert newscheck(*arguments, "--write-baseline", "known.txt").exit_code == 0
    assert f"{page}:5:4: " in newscheck(*arguments).stdout
    assert newscheck(*arguments, "--baseline", "known.txt").stdout == ""
    assert json.loads(newscheck("show", page).stdout)["url"] == urls[2]
