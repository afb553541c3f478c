"""An extractor in a process of its own: whatever it does there ends in a record, or in words; nothing of it is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newscheck.errors import UsageError
from newscheck.fixtures import child_process, isolation
from newscheck.fixtures.isolation import IsolatedExtractor
from newscheck.model import ExtractorResult
from newscheck.text.display import sanitize_lines

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and forks are not those of Windows")
SCRAPER = """
import contextlib
import os
import signal
import subprocess
import sys
import time

from newscheck.fixtures.pipe_protocol import LENGTH_PREFIX, encode_message

calls = 0


def parse(page):
    global calls
    calls += 1
    return {"title": page, "calls": calls, "process": os.getpid()}

def with_url(page: bytes, url):
    return {"size": len(page), "url": url}

def odd_numbers(page):
    return {"none": float("nan"), "endless": float("-inf"), "large": 2**80, "half": "\\ud83d", "z": {"b": 1, "a": 2}}

def prints(page):
    print("by print")
    os.write(1, b"by number\\n")
    subprocess.run([sys.executable, "-c", "print('by another')"], check=True)
    return {"stdin": sys.stdin.read()}

def prints_commands(page):
    print("a title: ::error::b", end="\\n\\n")
    sys.stderr.write(":")
    sys.stderr.write(":warning::c\\n##[command]d \\x1b[31m")
    sys.stdout.flush()
    return {"encoding": sys.stdout.encoding.lower(), "number": sys.stdout.fileno(), "draws": sys.stderr.isatty()}

def files(page):
    return {"open": [at for at in range(3, 64) if os.path.exists(f"/dev/fd/{at}")]}

def raises(page):
    raise ValueError("no title")

def exits(page):
    os._exit(0)

def exits_loudly(page):
    os._exit(3)

def leaves(page):
    sys.exit(0)

def interrupts(page):
    raise KeyboardInterrupt

def is_killed(page):
    os.kill(os.getpid(), signal.SIGKILL)

def aborts(page):
    os.kill(os.getpid(), signal.SIGABRT)

def swallows(page):
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(60)

def ignores_the_timer(page):
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    swallows(page)

def too_large(page):
    return {"number": 10 ** 5000}

class Text:
    __class__ = str

def no_text(page):
    return {"title": Text()}

def closes_all(page):
    os.closerange(3, 64)
    time.sleep(60)

def says(message):
    # The pipe for answers is the last one that was opened.
    def say(page):
        os.write(max(files(page)["open"]), message)
        time.sleep(60)
    return say

nonsense = says(encode_message(b"{nonsense"))
no_object = says(encode_message(b"[1]"))
no_record = says(encode_message(b'{"record": [], "failure": 5}'))
no_texts = says(encode_message(b'{"record": {"title": "\\\\ud83d"}}'))
deep = says(encode_message(b"[" * 5000))
two = says(encode_message(b"{}") + encode_message(b"{}"))
half = says(encode_message(b"{}")[:9])
gigantic = says(LENGTH_PREFIX.pack(1 << 40))

def drips(page):
    pipe = max(files(page)["open"])
    os.write(pipe, LENGTH_PREFIX.pack(10_000))
    while True:
        time.sleep(0.02)
        os.write(pipe, b" ")

def forks(page):
    child = os.fork()
    if not child:
        time.sleep(60)
        os._exit(0)
    return {"process": child}

def forks_and_hangs(page):
    with open("forked", "w") as file:
        file.write(str(forks(page)["process"]))
    swallows(page)

def forgets_its_fork(page):
    return {"title": page, "parent": bool(os.fork())}

def sleeps(page):
    with open("started", "w") as file:
        file.write(str(os.getpid()))
    time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "scraper.py").write_text(SCRAPER)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    # Modules are written again within the second that their compiled forms are known by.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return tmp_path


Start = Callable[[str], IsolatedExtractor]


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    started: list[IsolatedExtractor] = []

    def begin(name: str) -> IsolatedExtractor:
        started.append(IsolatedExtractor(f"scraper:{name}"))
        return started[-1]

    yield begin
    for extractor in started:
        extractor.close()
    assert not child_process._running


def is_there(process: int) -> bool:
    """Whether a process runs; what has ended and waits for its parent to ask doesn't."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True).stdout.strip()
    return bool(found) and not found.startswith("Z")


def is_gone(process: int) -> bool:
    for _ in range(200):
        if not is_there(process):
            return True
        time.sleep(0.05)
    return False


def test_one_process_serves_page_after_page(start: Start) -> None:
    extractor = start("parse")
    pages = ["题" * number for number in (1, 200_000, 3)]
    found = [extractor.run(page.encode()).record or {} for page in pages]
    assert [(one["title"], one["calls"]) for one in found] == [(page, at) for at, page in enumerate(pages, 1)]
    (process,) = {one["process"] for one in found}
    assert process != os.getpid()
    extractor.close()
    assert not is_there(process)
    # Whoever closed it may ask again.
    assert (extractor.run(b"again").record or {})["calls"] == 1


def test_what_is_given_and_what_comes_back(start: Start) -> None:
    assert start("with_url").run(b"\xff" * 3, "https://a.example/\udcff") == ExtractorResult(
        {"size": 3, "url": "https://a.example/\ufffd"}
    )
    made = start("odd_numbers").run(b"").record
    assert repr(made) == (
        f"{{'none': nan, 'endless': -inf, 'large': {2**80}, 'half': '\ufffd', 'z': {{'a': 2, 'b': 1}}}}"
    )


def test_what_is_printed_goes_to_stderr_and_stdin_is_empty(start: Start, capfd: pytest.CaptureFixture[str]) -> None:
    assert start("prints").run(b"") == ExtractorResult({"stdin": ""})
    assert capfd.readouterr() == ("", "by print\nby number\nby another\n")


def test_no_word_that_is_printed_is_obeyed(start: Start, capfd: pytest.CaptureFixture[str]) -> None:
    assert start("prints_commands").run(b"") == ExtractorResult({"encoding": "utf-8", "number": 2, "draws": False})
    assert capfd.readouterr() == ("", sanitize_lines("a title: ::error::b\n\n::warning::c\n##[command]d \x1b[31m\n"))


def test_it_has_no_file_of_ours(start: Start) -> None:
    read, write = os.pipe()
    os.set_inheritable(write, True)
    try:
        assert len((start("files").run(b"").record or {})["open"]) == 2
    finally:
        os.close(read)
        os.close(write)


ALIVE = {
    "raises": "raised ValueError: no title",
    "leaves": "raised SystemExit: 0",
    "interrupts": "raised KeyboardInterrupt",
    "too_large": "gave no record: ValueError: Exceeds the limit (4300 digits) for integer string conversion",
    "no_text": "raised AttributeError: 'Text' object has no attribute 'encode'",
}
DEAD = {
    "exits": "ended the process (exit code 0)",
    "exits_loudly": "ended the process (exit code 3)",
    "is_killed": "was ended by SIGKILL: from outside, perhaps for memory",
    "aborts": "was ended by SIGABRT",
    "closes_all": "closed the pipe that its answer was to come through",
    "two": "gave an answer that nobody asked for",
    "gigantic": "gave more than 64 MB",
    **dict.fromkeys(("nonsense", "no_object", "no_record", "no_texts", "deep"), "gave an answer that nobody can read"),
}
SILENT = ("swallows", "ignores_the_timer", "half", "drips")


@pytest.mark.parametrize(
    ("name", "failure", "is_death"),
    [
        *(pytest.param(name, words, False, id=name) for name, words in ALIVE.items()),
        *(pytest.param(name, words, True, id=name) for name, words in DEAD.items()),
        *(pytest.param(name, "was still running after 0.2 s", False, id=name) for name in SILENT),
    ],
)
def test_whatever_it_does_is_a_failure_in_words(
    start: Start, monkeypatch: pytest.MonkeyPatch, name: str, failure: str, is_death: bool
) -> None:
    monkeypatch.setattr(child_process, "_GRACE", 0.2)
    extractor = start(name)
    limit = 0.2 if name in SILENT else 20
    for _ in range(2):
        # The second time it is a new process, where the first one is no more.
        made = extractor.run(b"page", "", limit)
        assert made.record is None
        assert made.failure.startswith(f"scraper:{name} {failure}")
        assert "\n" not in made.failure
        assert made.process_died == is_death


def test_the_traceback_begins_with_the_extractor(start: Start) -> None:
    trace = start("raises").run(b"").traceback.splitlines()
    assert trace[0].startswith("Traceback")
    assert trace[1].endswith("in raises")


def test_what_it_forked_is_ended_with_it(start: Start, folder: Path) -> None:
    extractor = start("forks")
    process = (extractor.run(b"").record or {})["process"]
    assert is_there(process)
    extractor.close()
    assert is_gone(process)
    assert start("forks_and_hangs").run(b"", "", 0.3).failure.endswith("was still running after 0.3 s")
    assert is_gone(int((folder / "forked").read_text()))


def test_a_fork_that_comes_back_answers_nothing(start: Start) -> None:
    extractor = start("forgets_its_fork")
    for page in ("a", "b", "c"):
        assert extractor.run(page.encode()).record == {"title": page, "parent": True}


def test_in_a_thread_and_with_a_clock_that_stands_still(start: Start) -> None:
    freezegun = pytest.importorskip("freezegun")
    extractor, found = start("sleeps"), []
    with freezegun.freeze_time("2023-08-16"):
        thread = threading.Thread(target=lambda: found.append(extractor.run(b"", "", 0.2)))
        thread.start()
        thread.join(20)
    assert [one.failure for one in found] == ["scraper:sleeps was still running after 0.2 s"]


def test_a_fork_of_ours_has_an_extractor_of_its_own(start: Start) -> None:
    extractor = start("parse")
    ours = (extractor.run(b"").record or {})["process"]
    child = os.fork()
    if not child:
        record = extractor.run(b"").record or {}
        extractor.close()
        os._exit(int(record["process"] == ours or record["calls"] != 1))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert (extractor.run(b"").record or {})["calls"] == 2


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param("import os; os._exit(0)", "importing it ended the process (exit code 0)", id="ends the process"),
        pytest.param("import sys; sys.exit('bye')", "importing scraper raised SystemExit: bye", id="sys.exit"),
        pytest.param("raise KeyboardInterrupt", "importing it raised KeyboardInterrupt", id="Ctrl-C"),
        pytest.param("import time; time.sleep(60)", "importing it took longer than 0.5 s", id="takes for ever"),
        pytest.param("def parse(page)", "importing scraper raised SyntaxError: expected ':'", id="no Python"),
        pytest.param("pasre = 1", "no 'parse' in it; did you mean 'pasre'?", id="a slip"),
        pytest.param("import gone", "No module named 'gone'", id="what it imports is missing"),
    ],
)
def test_what_cant_be_imported(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch, source: str, words: str
) -> None:
    monkeypatch.setattr(isolation, "_IMPORT_TIMEOUT", 0.5 if "sleep" in source else 60)
    (folder / "scraper.py").write_text(source)
    with pytest.raises(UsageError) as caught:
        start("parse")
    assert str(caught.value) == f"extractor scraper:parse: {words}"


def test_what_cant_be_imported_any_more(start: Start, folder: Path) -> None:
    extractor = start("exits")
    (folder / "scraper.py").write_text("import gone")
    assert extractor.run(b"").process_died
    assert extractor.run(b"") == ExtractorResult(failure="extractor scraper:exits: No module named 'gone'")


def test_without_python_there_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(folder / "nothing"))
    with pytest.raises(UsageError, match="Python can't be started"):
        IsolatedExtractor("scraper:parse")


#: What the parent does when its extractor is in the middle of a page.
PARENT = """
import os, signal, sys, threading, time
from newscheck import cli
from newscheck.fixtures import isolation
isolation._ORPHANED = 0.3
sys.path.append(".")
signal.signal(signal.SIGTERM, cli._terminated)
def end():
    while not os.path.exists("started"):
        time.sleep(0.02)
    os.kill(os.getpid(), signal.{signal})
threading.Thread(target=end).start()
isolation.IsolatedExtractor("scraper:sleeps").run(b"", "", {limit})
"""


@pytest.mark.parametrize(
    ("number", "limit"),
    [
        pytest.param("SIGINT", 60, id="Ctrl-C"),
        pytest.param("SIGTERM", 60, id="terminated"),
        # Nobody is left to end it: a timer of its own does.
        pytest.param("SIGKILL", 1.5, id="killed"),
    ],
)
def test_nothing_is_left_when_we_are_ended(folder: Path, number: str, limit: float) -> None:
    code = PARENT.format(signal=number, limit=limit)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, timeout=60)
    assert done.returncode in (-signal.Signals[number], 128 + signal.Signals[number]), done.stderr
    assert is_gone(int((folder / "started").read_text()))
