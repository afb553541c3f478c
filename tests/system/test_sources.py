"""The same articles from a folder, archives, a commit, object storage and a website: one report, but for the paths."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from command_line import Done, run, run_process
from file_server import Website, ranged, served, status, whole
from git_repository import ENVIRONMENT, git
from lasting_process import LastingProcess, started
from s3_server import Server

from newscheck.synthetic import specimen

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(sys.platform == "win32", reason="signals and processes of POSIX"),
]
#: As many as there is a cache for, in two folders.
COUNT = 130
FILES = {
    raw.path.replace("rfi/", "rfi/old/") if at % 3 else raw.path: raw.data
    for at, raw in enumerate(specimen.series([{"title": ""} if at % 30 == 3 else {} for at in range(COUNT)]))
}
FEW = dict([*FILES.items()][:40])
LINES = b"".join(
    json.dumps({"url": f"https://example.org/{at}", "title": "" if at % 30 == 3 else f"标题{at}"}).encode() + b"\n"
    for at in range(COUNT)
)
BAD = next(path for path, data in FILES.items() if b"\n[](" in data)
OPTIONS = ("--now", "2024-01-01", "--format", "jsonl", "--no-collapse")


class Sources(NamedTuple):
    """A folder that is a repository, an S3 server with the same files, and a website with an archive of them; and a
    newscheck for many runs."""

    folder: Path
    s3: Server
    website: Website
    newscheck: LastingProcess

    def environment(self) -> dict[str, str]:
        return {**ENVIRONMENT, **self.s3.environment}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory, s3: Server) -> Iterator[Sources]:
    folder = tmp_path_factory.mktemp("sources")
    for path, data in FILES.items():
        (folder / "dump" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "dump" / path).write_bytes(data)
    (folder / "lines.jsonl").write_bytes(LINES)
    with zipfile.ZipFile(folder / "dump.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in FILES.items():
            archive.writestr(path, data)
    with tarfile.open(folder / "dump.tar.gz", "w:gz") as tar:
        for path, data in FILES.items():
            header = tarfile.TarInfo(path)
            header.size = len(data)
            tar.addfile(header, io.BytesIO(data))
    for path, data in FEW.items():
        (folder / "few" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "few" / path).write_bytes(data)
    git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, "commit", "-qm", "first")
    others = {name: (folder / name).read_bytes() for name in ("lines.jsonl", "dump.zip", "dump.tar.gz")}
    s3.put("news", {**{f"dump/{path}": data for path, data in FILES.items()}, **others})
    s3.put("few", FEW)
    answers = {f"/{name}": ranged(data) for name, data in others.items()}
    answers |= {f"/whole/{name}": whole(data) for name, data in others.items()}
    with served(answers) as website, started(**ENVIRONMENT, **s3.environment) as newscheck:
        yield Sources(folder, s3, website, newscheck)


def lines(text: str, place: str) -> list[str]:
    """The findings, sorted, with the same place before all paths."""
    return sorted(line.replace(f'"{place}', '"dump') for line in text.splitlines())


@pytest.fixture(scope="module")
def expected(sources: Sources) -> dict[str, list[str]]:
    """What is found in the folder and in the JSON Lines file."""
    return {
        name: lines(run("validate", name, *OPTIONS, "--no-cache", "--jobs", "1", cwd=sources.folder).out, place)
        for name, place in (("dump", "dump"), ("lines.jsonl", "lines.jsonl"))
    }


@pytest.mark.parametrize(
    ("path", "like", "options"),
    [
        pytest.param("dump", "dump", "--jobs 2 --no-cache", id="folder, two processes"),
        pytest.param("dump.zip!/", "dump", "", id="zip"),
        pytest.param("dump.tar.gz!/", "dump", "", id="tar"),
        pytest.param("dump", "dump", "--rev HEAD --jobs 1 --no-cache", id="commit"),
        pytest.param("dump", "dump", "--rev HEAD --jobs 2", id="commit, two processes, cache"),
        pytest.param("s3://news/dump", "dump", "--jobs 1 --no-cache", id="S3"),
        pytest.param("s3://news/dump", "dump", "--jobs 2", id="S3, two processes, cache"),
        pytest.param("s3://news/dump", "dump", "--jobs 1", id="S3, cache of the run before"),
        pytest.param("s3://news/dump.zip!/", "dump", "", id="zip in S3"),
        pytest.param("s3://news/dump.tar.gz!/", "dump", "--no-cache", id="tar in S3"),
        pytest.param("s3://news/lines.jsonl", "lines.jsonl", "", id="JSON Lines in S3"),
        pytest.param("{website}/dump.zip!/", "dump", "", id="zip of a website"),
        pytest.param("{website}/whole/dump.tar.gz!/", "dump", "", id="tar of a website, as a whole"),
        pytest.param("{website}/lines.jsonl", "lines.jsonl", "", id="JSON Lines of a website"),
    ],
)
def test_the_report_is_that_of_the_folder_but_for_the_paths(
    sources: Sources, expected: dict[str, list[str]], path: str, like: str, options: str
) -> None:
    """Also with what the cache has of the other runs."""
    place = path.format(website=sources.website.address)
    words = (place.removesuffix("!/"), *options.split(), *OPTIONS)
    done = sources.newscheck.run("validate", *words, cwd=sources.folder)
    assert (done.code, done.err) == (1, "")
    shown = place if place.endswith("!/") else f"{place}/" if like == "dump" else place
    found = [line.replace(f'"{shown}', '"dump/' if like == "dump" else '"dump') for line in done.out.splitlines()]
    assert sorted(found) == expected[like]


def test_nothing_is_fetched_twice(sources: Sources, tmp_path: Path) -> None:
    s3, options = sources.s3, ("s3://few", *OPTIONS, "--select", "title-empty")

    def fetched(code: int = 1) -> list[str]:
        s3.requests()
        done = sources.newscheck.run("validate", *options, "--jobs", "2", cwd=tmp_path)
        assert (done.code, done.err) == (code, "")
        requests = s3.requests()
        assert requests.count("GET /few?") == 3, "each of the three folders is listed once"
        return [line for line in requests if line.startswith("GET") and not line.endswith("?")]

    assert sorted(fetched()) == sorted(f"GET /few/{path}" for path in FEW)
    assert fetched() == []
    try:
        s3.put("few", {BAD: FILES[BAD] + b"\n", "rfi/new.md": FILES[BAD]})
        assert sorted(fetched()) == sorted([f"GET /few/{BAD}", "GET /few/rfi/new.md"])
        assert fetched() == []
    finally:
        s3.delete("few", "rfi/new.md")
        s3.put("few", {BAD: FILES[BAD]})


def test_an_archive_of_a_website_is_not_fetched_again(sources: Sources, tmp_path: Path) -> None:
    numbers = []
    for _ in range(2):
        sources.website.asked.clear()
        sources.newscheck.run("validate", f"{sources.website.address}/dump.zip", *OPTIONS, cwd=tmp_path)
        numbers.append([asked for asked in sources.website.asked if asked[1] != "bytes=0-0"])
    assert len(numbers[0]) >= 1 and numbers[1] == []


def test_a_baseline_of_the_folder_is_one_of_the_bucket(sources: Sources, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.txt"
    run("validate", "few", *OPTIONS, "--no-cache", "--write-baseline", baseline, cwd=sources.folder)
    options = ("s3://few", *OPTIONS, "--no-cache", "--baseline", baseline)
    done = sources.newscheck.run("validate", *options, cwd=tmp_path)
    assert (done.code, done.out) == (0, "")


def test_other_commands_read_a_bucket_too(sources: Sources, tmp_path: Path) -> None:
    for words in (["layouts", "--format=json"], ["profile", "-o", "reference.json"], ["sites", "learn"]):
        local = run(*words, sources.folder / "few", cwd=tmp_path)
        done = sources.newscheck.run(*words, "s3://few", cwd=tmp_path)
        assert done.code == 0, done.err
        assert done.out.replace("s3://few", str(sources.folder / "few")) == local.out
    done = sources.newscheck.run("show", f"s3://news/dump.zip!/{BAD}", cwd=tmp_path)
    assert json.loads(done.out)["title"] == ""


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        pytest.param(403, "access is denied (403)", id="forbidden"),
        pytest.param(404, "no such file or folder (404)", id="gone since it was listed"),
        pytest.param(412, "changed while read (412)", id="changed since it was listed"),
    ],
)
def test_an_object_that_cant_be_read_is_a_finding_and_is_tried_again(
    sources: Sources, tmp_path: Path, fault: int, detail: str
) -> None:
    s3, options = sources.s3, ("s3://few/rfi", *OPTIONS, "--select", "file-unreadable,title-empty")
    whole = sources.newscheck.run("validate", *options, "--no-cache", cwd=tmp_path).out
    try:
        s3.fail({f"/few/{BAD}": fault})
        done = sources.newscheck.run("validate", *options, cwd=tmp_path)
    finally:
        s3.fail({})
    found = [json.loads(line) for line in done.out.splitlines()]
    (unread,) = [finding for finding in found if finding["rule"] == "file-unreadable"]
    assert (done.code, unread["path"]) == (1, f"s3://few/{BAD}") and detail in unread["message"]
    assert len(found) == len(whole.splitlines())
    assert sources.newscheck.run("validate", *options, cwd=tmp_path).out == whole


@pytest.mark.parametrize(
    ("path", "environment", "line"),
    [
        pytest.param("s3://nowhere/dump", {}, "no such bucket: s3://nowhere", id="no bucket"),
        pytest.param("s3://news/nowhere", {}, "no such file or folder: s3://news/nowhere", id="no folder"),
        pytest.param("s3://news/nowhere/", {}, "no such file or folder: s3://news/nowhere/", id="no such prefix"),
        pytest.param(
            "s3://news/dump",
            {"AWS_ACCESS_KEY_ID": "", "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_CONFIG_FILE": os.devnull},
            "can't read s3://news/dump: no credentials are found in the environment (for a public bucket: "
            "FSSPEC_S3_ANON=true)",
            id="no credentials",
        ),
        pytest.param(
            "s3://news/dump",
            {"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_MAX_ATTEMPTS": "1"},
            "can't read s3://news/dump: can't connect",
        ),
        pytest.param("s3://key:secret@news/dump", {}, "s3://…: not the name of a bucket; credentials are those of the"),
        pytest.param("ftp://a:secret@host/x.zip", {}, "can't read ftp://…: of URLs, newscheck reads those that begin"),
        pytest.param("{website}/secret/?secret", {}, "a website has no folders that can be listed: name the file"),
        pytest.param("{website}/none.zip?secret", {}, "no such file or folder: {website}/none.zip"),
    ],
)
def test_what_is_wrong_is_one_line(
    sources: Sources, tmp_path: Path, path: str, environment: dict[str, str], line: str
) -> None:
    path, line = (text.format(website=sources.website.address) for text in (path, line))
    if environment:
        one = run_process("validate", path, *OPTIONS, cwd=tmp_path, **{**sources.environment(), **environment})
        done = Done(one.returncode, one.stdout, one.stderr)
    else:
        done = sources.newscheck.run("validate", path, *OPTIONS, cwd=tmp_path)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert line in done.err and "secret@" not in done.err and "?secret" not in done.err


def test_secrets_of_a_url_are_told_nowhere(sources: Sources, tmp_path: Path) -> None:
    """Neither in reports, nor on stderr, nor in the cache."""
    with served({"/a.zip": ranged((sources.folder / "dump.zip").read_bytes()), "/b.zip": status(403)}) as website:
        host = website.address.removeprefix("http://")
        for name in ("a.zip", "b.zip"):
            url = f"http://user:5ecret@{host}/{name}?token=5ecret#5ecret"
            outputs = (f"--report={form}=out.{form}" for form in ("json", "sarif", "junit", "markdown"))
            done = sources.newscheck.run("validate", url, "-v", *outputs, cwd=tmp_path)
            assert "5ecret" not in done.out + done.err
            assert done.code == (1 if name == "a.zip" else 2)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 5 and not any(b"5ecret" in path.read_bytes() for path in files)


def test_ctrl_c_ends_it_at_once(sources: Sources, tmp_path: Path) -> None:
    with served({"/a.zip": lambda handler: time.sleep(20)}) as website:
        process = subprocess.Popen(
            [sys.executable, "-m", "newscheck", "validate", f"{website.address}/a.zip"],
            cwd=tmp_path,
            env={**os.environ, **sources.environment()},
            stderr=subprocess.PIPE,
        )
        while not website.asked:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
        assert (process.returncode, errors) == (130, b"")
