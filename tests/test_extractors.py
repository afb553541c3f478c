"""A scraper's own extractor: all ways in which it may be called, give a record, or fail; nothing of it leaks out."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import operator
import re
import signal
import sys
import threading
import time
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import html

from newscheck.errors import UsageError
from newscheck.fixtures.extractors import Extractor, importable_from, load, text_of
from newscheck.model import ExtractorResult

TITLE = "海上救援协定周五开始生效"
PAGE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1></body></html>"
URL = "https://www.rfi.fr/cn/a"


def by_text(page: str) -> dict[str, Any]:
    assert isinstance(page, str)
    return {"title": TITLE}


def by_bytes(page: bytes) -> dict[str, Any]:
    assert isinstance(page, bytes)
    return {"title": TITLE}


def with_url(page: str, url: str) -> dict[str, Any]:
    return {"title": TITLE, "url": url}


def with_url_that_may_be(page: str, url: str = "") -> dict[str, Any]:
    return {"title": TITLE, "url": url}


def with_url_by_name(page: str, *, url: str) -> dict[str, Any]:
    return {"title": TITLE, "url": url}


def with_a_second(page: str, address: str) -> dict[str, Any]:
    return {"title": TITLE, "url": address}


def with_a_second_by_place(page: str, address: str, /) -> dict[str, Any]:
    return {"title": TITLE, "url": address}


def with_url_by_place(page: str, url: str = "", /) -> dict[str, Any]:
    return {"title": TITLE, "url": url}


def with_options(page: str, encoding: str = "utf-8", **options: Any) -> dict[str, Any]:
    assert encoding == "utf-8"
    assert not options
    return {"title": TITLE}


class Record(NamedTuple):
    title: str = TITLE


class Scraper:
    def __init__(self, name: str = "") -> None:
        self.name = name

    def parse(self, page: str) -> dict[str, Any]:
        return {"title": TITLE}

    def __call__(self, page: str, url: str) -> dict[str, Any]:
        return {"title": TITLE, "url": url}


def yields_one(page: str) -> Iterator[dict[str, Any]]:
    yield {"title": TITLE}


async def waits(page: str) -> dict[str, Any]:
    await asyncio.sleep(0)
    return {"title": TITLE}


async def yields_and_waits(page: str) -> AsyncIterator[dict[str, Any]]:
    await asyncio.sleep(0)
    yield {"title": TITLE}


async def waits_for_a_list(page: str) -> list[dict[str, Any]]:
    return [{"title": TITLE}]


@pytest.mark.parametrize(
    ("function", "record"),
    [
        pytest.param(by_text, {"title": TITLE}, id="text"),
        pytest.param(by_bytes, {"title": TITLE}, id="bytes by annotation"),
        pytest.param(with_url, {"title": TITLE, "url": URL}, id="url"),
        pytest.param(with_url_that_may_be, {"title": TITLE, "url": URL}, id="url with a default"),
        pytest.param(with_url_by_name, {"title": TITLE, "url": URL}, id="url as a keyword"),
        pytest.param(with_a_second, {"title": TITLE, "url": URL}, id="a second that is needed"),
        pytest.param(with_a_second_by_place, {"title": TITLE, "url": URL}, id="a second without a name"),
        pytest.param(with_url_by_place, {"title": TITLE, "url": URL}, id="url without a name"),
        pytest.param(with_options, {"title": TITLE}, id="options are left alone"),
        pytest.param(functools.partial(with_a_second, address="x"), {"title": TITLE, "url": "x"}, id="partial"),
        pytest.param(Scraper().parse, {"title": TITLE}, id="method"),
        pytest.param(Scraper(), {"title": TITLE, "url": URL}, id="an object that can be called"),
        pytest.param(lambda page: Record(), {"title": TITLE}, id="NamedTuple, which is a tuple"),
        pytest.param(lambda page: [{"title": TITLE}], {"title": TITLE}, id="list of one"),
        pytest.param(lambda page: ({"title": TITLE},), {"title": TITLE}, id="tuple of one"),
        pytest.param(lambda page: iter([{"title": TITLE}]), {"title": TITLE}, id="iterator of one"),
        pytest.param(lambda page: {"texts": (c for c in "ab")}, {"texts": ["a", "b"]}, id="iterator inside"),
        pytest.param(yields_one, {"title": TITLE}, id="generator"),
        pytest.param(waits, {"title": TITLE}, id="coroutine"),
        pytest.param(yields_and_waits, {"title": TITLE}, id="async generator"),
        pytest.param(waits_for_a_list, {"title": TITLE}, id="coroutine of a list"),
        pytest.param(lambda page: {"title": "\ud83d"}, {"title": "\ufffd"}, id="as a file can hold it"),
        pytest.param(lambda page: {"z": 1, "a": 2}, {"z": 1, "a": 2}, id="nothing but what it says"),
    ],
)
def test_a_record_is_made(function: Callable[..., Any], record: dict[str, Any]) -> None:
    made = Extractor(function).run(PAGE.encode(), URL)
    assert made.failure == ""
    assert made.record is not None
    assert list(made.record.items()) == list(record.items())


def _in_thread(function: Callable[..., Any], limit: float = 5.0) -> ExtractorResult:
    """What an extractor gives where nobody can set a timer."""
    found: list[ExtractorResult] = []
    thread = threading.Thread(target=lambda: found.append(Extractor(function).run(PAGE.encode(), URL, limit)))
    thread.start()
    thread.join(20)
    return found[0]


class OddError(Exception):
    def __str__(self) -> str:
        raise RuntimeError


def noted(page: str) -> None:
    error = ValueError("no date\nin the page")
    error.add_note("seen in 2023")
    raise error


def needs_no_page() -> dict[str, Any]:
    return {}


def needs_three(page: str, url: str, site: str) -> dict[str, Any]:
    return {}


def lazily_broken(page: str) -> dict[str, Any]:
    return {"texts": (1 + word for word in "ab")}


def yields_two(page: str) -> Iterator[dict[str, Any]]:
    yield {}
    yield {}


async def yields_three_and_waits(page: str) -> AsyncIterator[dict[str, Any]]:
    for _ in range(3):
        yield {}


def fails(error: BaseException) -> Callable[[str], None]:
    def fail(page: str) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("function", "failure"),
    [
        pytest.param(fails(ValueError("no title")), "raised ValueError: no title", id="raises"),
        pytest.param(fails(ValueError()), "raised ValueError", id="raises without words"),
        pytest.param(noted, "raised ValueError: no date", id="raises with many words and a note"),
        pytest.param(fails(OddError()), f"raised {__name__}.OddError: <exception str() failed>", id="no words at all"),
        pytest.param(
            fails(TypeError("not a record but mine")), "raised TypeError: not a record but mine", id="TypeError"
        ),
        pytest.param(
            fails(ExceptionGroup("two", [ValueError(), TypeError()])),
            "raised ExceptionGroup: two (2 sub-exceptions)",
            id="several at once",
        ),
        pytest.param(fails(SystemExit(0)), "raised SystemExit: 0", id="sys.exit"),
        pytest.param(fails(GeneratorExit()), "raised GeneratorExit", id="no Exception"),
        pytest.param(fails(MemoryError()), "raised MemoryError", id="no memory"),
        pytest.param(lambda page: fails.fails(page), "raised AttributeError: 'function' object", id="a misspelt name"),
        pytest.param(lambda page: exec("a b"), "raised SyntaxError: invalid syntax", id="broken code"),
        pytest.param(operator.itemgetter("title"), "raised TypeError: string indices", id="in code that isn't Python"),
        pytest.param(needs_no_page, "raised TypeError: needs_no_page() takes 0", id="takes no page"),
        pytest.param(needs_three, "raised TypeError: needs_three() missing 1", id="needs more than anybody has"),
        pytest.param(lazily_broken, "raised TypeError: unsupported operand", id="in an iterator inside"),
        pytest.param(lambda page: None, "gave None", id="None"),
        pytest.param(lambda page: "题", "gave a value of type str", id="text"),
        pytest.param(lambda page: html.fromstring(page), "gave a value of type HtmlElement", id="element"),
        pytest.param(lambda page: Record, "gave a value of type type", id="class"),
        pytest.param(lambda page: [None], "gave None", id="list of None"),
        pytest.param(lambda page: [], "gave 0 records", id="empty list"),
        pytest.param(lambda page: [{}, {}], "gave 2 records", id="list of two"),
        pytest.param(lambda page: iter(()), "gave 0 records", id="empty iterator"),
        pytest.param(yields_two, "gave 2 records", id="generator of two"),
        pytest.param(yields_three_and_waits, "gave 3 records", id="async generator of three"),
        pytest.param(
            lambda page: {"title": html.fromstring(page).find(".//h1")},
            "gave no record: title is a value of type HtmlElement, which no record can hold",
            id="an element for its text",
        ),
        pytest.param(lambda page: {5: ""}, "gave no record: a record whose fields have no names", id="names"),
    ],
)
def test_a_failure_is_told_in_words(function: Callable[..., Any], failure: str) -> None:
    made = Extractor(function, "m:f").run(PAGE.encode(), URL)
    assert made.record is None
    assert made.failure.startswith(f"m:f {failure}")
    assert "\n" not in made.failure


def test_the_traceback_begins_with_the_extractor() -> None:
    made = Extractor(noted).run(b"")
    assert "newscheck/extractors.py" not in made.traceback
    assert made.traceback.splitlines()[1].endswith("in noted")
    assert "seen in 2023" in made.traceback


def test_ctrl_c_is_let_through() -> None:
    with pytest.raises(KeyboardInterrupt):
        Extractor(fails(KeyboardInterrupt())).run(b"")


def loops(page: str) -> None:
    while True:
        pass


def sleeps(page: str) -> None:
    time.sleep(60)


def swallows(page: str) -> None:
    while True:
        with contextlib.suppress(Exception):
            time.sleep(60)


def swallows_three_times(page: str) -> None:
    for _ in range(3):
        with contextlib.suppress(BaseException):
            time.sleep(60)
    loops(page)


def backtracks(page: str) -> None:
    re.match(r"(a|aa)+$", "a" * 60 + "b")


def yields_without_end(page: str) -> Iterator[dict[str, Any]]:
    while True:
        yield {}


def holds_a_loop(page: str) -> dict[str, Any]:
    return {"texts": (loops(page) for _ in "a")}


async def waits_without_end(page: str) -> None:
    await asyncio.sleep(60)


async def waits_stubbornly(page: str) -> None:
    while True:
        with contextlib.suppress(Exception):
            await asyncio.sleep(60)


@pytest.mark.parametrize(
    "function",
    [
        pytest.param(loops, id="loops"),
        pytest.param(sleeps, id="sleeps"),
        pytest.param(swallows, id="catches every Exception"),
        pytest.param(swallows_three_times, id="catches everything, three times"),
        pytest.param(backtracks, id="a regular expression that backtracks"),
        pytest.param(yields_without_end, id="records without end"),
        pytest.param(holds_a_loop, id="an iterator in the record"),
        pytest.param(waits_without_end, id="coroutine"),
        pytest.param(waits_stubbornly, id="a coroutine that catches every Exception"),
    ],
)
def test_time_is_limited(function: Callable[..., Any]) -> None:
    start = time.perf_counter()
    made = Extractor(function, "m:f").run(PAGE.encode(), URL, 0.1)
    assert made == ExtractorResult(failure="m:f was still running after 0.1 s")
    assert time.perf_counter() - start < 3


def test_time_is_limited_in_a_thread_that_is_not_the_main_one() -> None:
    assert _in_thread(sleeps, 0.1).failure == "sleeps was still running after 0.1 s"


def test_failures_in_a_thread_that_is_not_the_main_one() -> None:
    assert _in_thread(fails(ValueError("no title"))).failure.endswith("raised ValueError: no title")
    assert _in_thread(fails(SystemExit(1))).failure.endswith("raised SystemExit: 1")
    assert _in_thread(lambda page: None).failure.endswith("gave None")


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers of the system")
@pytest.mark.parametrize("function", [by_text, sleeps, fails(ValueError())], ids=["gives", "takes too long", "raises"])
def test_the_handler_of_somebody_else_is_put_back(function: Callable[..., Any]) -> None:
    def mine(*_: Any) -> None:
        pass

    before = signal.signal(signal.SIGALRM, mine)
    try:
        Extractor(function).run(b"", limit=0.05)
        assert signal.getsignal(signal.SIGALRM) is mine
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    finally:
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers of the system")
def test_the_timer_of_somebody_else_runs_on() -> None:
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(time.perf_counter()))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        assert Extractor(by_text).run(b"", limit=0.05).record == {"title": TITLE}
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= 0.3
        time.sleep(0.4)
        assert len(rung) == 1
    finally:
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers of the system")
def test_nothing_rings_afterwards() -> None:
    Extractor(swallows_three_times).run(b"", limit=0.05)
    time.sleep(0.3)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        pytest.param(PAGE.encode(), PAGE, id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + PAGE.encode(), PAGE, id="byte-order mark"),
        pytest.param(b"\xef\xbb\xbf" + PAGE.encode() + b"\xff", PAGE + "\ufffd", id="byte-order mark, damaged"),
        pytest.param(b"", "", id="nothing"),
        pytest.param(PAGE.encode("gbk"), PAGE, id="GBK without a declaration"),
        pytest.param(PAGE.encode("big5", "replace")[:40], None, id="Big5 without a declaration"),
        pytest.param(PAGE.encode("utf-16"), PAGE, id="UTF-16"),
    ],
)
def test_pages_without_a_declaration(page: bytes, text: str | None) -> None:
    assert text_of(page) == text if text is not None else isinstance(text_of(page), str)


def _declared(label: str, encoding: str, text: str = TITLE * 20, form: str = '<meta charset="{}">') -> bytes:
    return f"<html><head>{form.format(label)}</head><p>{text}</p></html>".encode(encoding)


@pytest.mark.parametrize(
    ("page", "word"),
    [
        pytest.param(_declared("gbk", "gbk"), TITLE, id="GBK"),
        pytest.param(_declared("GB2312", "gbk", "“习近平”与镕基喆"), "镕基喆", id="more than GB2312 has"),
        pytest.param(_declared("gb2312", "gb18030", "㐀㐁喆"), "㐀㐁喆", id="more than GBK has"),
        pytest.param(_declared("big5", "big5", "紐約時報中文網，" * 9), "紐約時報中文網", id="Big5"),
        pytest.param(_declared("shift_jis", "shift_jis", "ニュース" * 9), "ニュース", id="Shift JIS"),
        pytest.param(_declared("windows-1252", "cp1252", "déjà vu"), "déjà vu", id="French"),
        pytest.param(
            _declared("gbk", "gbk", form="<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset={}'>"),
            TITLE,
            id="as of old",
        ),
        pytest.param(_declared("gbk", "utf-8"), TITLE, id="declared GBK, is UTF-8"),
        pytest.param(_declared("utf-8", "gbk"), TITLE, id="declared UTF-8, is GBK"),
        pytest.param(_declared("utf-16", "gbk"), TITLE, id="declared UTF-16, is GBK"),
        pytest.param(_declared("utf-7", "gbk"), TITLE, id="declared UTF-7, is GBK"),
        pytest.param(_declared("big5", "gbk", "镕基喆" * 9), "镕基喆", id="declared Big5, is GBK"),
        pytest.param(_declared("klingon", "gbk"), TITLE, id="declared what nobody knows"),
        pytest.param(_declared("rot13", "gbk"), TITLE, id="declared what is no encoding"),
        pytest.param(_declared("idna", "gbk"), TITLE, id="declared what is none of pages"),
        pytest.param(_declared("gbk", "gbk")[:-20], TITLE, id="GBK cut inside a character"),
        pytest.param(_declared("gbk", "gbk").replace(b"<p>", b"<p>\xff"), TITLE, id="GBK damaged"),
        pytest.param(
            _declared("gbk", "utf-8").replace(b"<p>", b"<p>\xff"), TITLE, id="declared GBK, is UTF-8, damaged"
        ),
    ],
)
def test_pages_with_a_declaration(page: bytes, word: str) -> None:
    assert word in text_of(page)
    assert Extractor(lambda page: {"text": page}).run(page).record == {"text": text_of(page)}


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Write the module `scraper_of_mine`, which can then be imported."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)

    def write(source: str) -> None:
        (tmp_path / "scraper_of_mine.py").write_text(source)

    yield write
    sys.modules.pop("scraper_of_mine", None)


SOURCE = """
TITLE = "题"

def parse(page):
    return {"title": TITLE}

class Rfi:
    @staticmethod
    def still(page):
        return {"title": TITLE}

    @classmethod
    def classy(cls, page, url):
        return {"title": TITLE, "url": url}

    def method(self, page):
        return {"title": TITLE}

rfi = Rfi()
"""


@pytest.mark.parametrize(
    ("path", "record"),
    [
        pytest.param("parse", {"title": "题"}, id="function"),
        pytest.param("Rfi.still", {"title": "题"}, id="static method"),
        pytest.param("Rfi.classy", {"title": "题", "url": URL}, id="class method"),
        pytest.param("rfi.method", {"title": "题"}, id="method of an object"),
    ],
)
def test_load(module: Callable[[str], None], path: str, record: dict[str, Any]) -> None:
    module(SOURCE)
    extractor = load(f"scraper_of_mine:{path}")
    assert extractor.name == f"scraper_of_mine:{path}"
    assert extractor.run(b"", URL).record == record


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("", "wanted MODULE:FUNCTION", id="nothing"),
        pytest.param("parse", "wanted MODULE:FUNCTION", id="no module"),
        pytest.param("scraper_of_mine:", "wanted MODULE:FUNCTION", id="no function"),
        pytest.param(":parse", "wanted MODULE:FUNCTION", id="only a function"),
        pytest.param("scraper_of_yours:parse", "No module named 'scraper_of_yours' (looked in {here}", id="module"),
        pytest.param(
            "scraper_of_yours.rfi:parse", "No module named 'scraper_of_yours' (looked in {here}", id="package"
        ),
        pytest.param("scraper_of_mine.rfi:parse", "is not a package", id="a module for a package"),
        pytest.param("scraper_of_mine.py:parse", "is not a package", id="the name of its file"),
        pytest.param(".rfi:parse", "importing .rfi raised TypeError", id="relative"),
        pytest.param("scraper_of_mine:pasre", "no 'pasre' in it; did you mean 'parse'?", id="a slip"),
        pytest.param("scraper_of_mine:Rfi.stil", "no 'stil' in it; did you mean 'still'?", id="a slip in a class"),
        pytest.param("scraper_of_mine:TITLE.titel", "no 'titel' in it; did you mean 'title'?", id="a slip in a text"),
        pytest.param("scraper_of_mine:TITLE", "TITLE is no function but str", id="text"),
        pytest.param("scraper_of_mine:rfi", "rfi is no function but Rfi", id="object"),
        pytest.param("scraper_of_mine:Rfi.method", "Rfi.method is a method that needs an object of Rfi", id="method"),
    ],
)
def test_what_cant_be_loaded_is_told_in_words(
    module: Callable[[str], None], tmp_path: Path, name: str, words: str
) -> None:
    module(SOURCE)
    with pytest.raises(UsageError) as caught:
        load(name)
    assert str(caught.value).startswith("extractor ")
    assert words.format(here=tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param("import not_there_at_all", "No module named 'not_there_at_all'", id="what it imports is missing"),
        pytest.param("def parse(page)\n  pass", "raised SyntaxError: expected ':'", id="no Python"),
        pytest.param("raise ValueError('a\\nb')", "raised ValueError: a", id="raises"),
        pytest.param("import sys; sys.exit('bye')", "raised SystemExit: bye", id="ends the program"),
        pytest.param("1 / 0", "raised ZeroDivisionError: division by zero", id="divides"),
    ],
)
def test_a_module_that_cant_be_imported(module: Callable[[str], None], source: str, words: str) -> None:
    module(source)
    with pytest.raises(UsageError) as caught:
        load("scraper_of_mine:parse")
    assert words in str(caught.value)
    assert "looked in" not in str(caught.value)


def test_ctrl_c_while_importing(module: Callable[[str], None]) -> None:
    module("raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        load("scraper_of_mine:parse")


def test_a_folder_is_looked_at_after_all_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "json.py").write_text("raise ValueError")
    for _ in range(2):
        importable_from(str(tmp_path))
    assert sys.path.count(str(tmp_path)) == 1
    assert sys.path[-1] == str(tmp_path)


def test_nobody_is_warned() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for function in (waits, yields_and_waits, waits_without_end, waits_stubbornly):
            Extractor(function).run(b"", limit=0.1)
    assert [str(one.message) for one in caught] == []
