"""An extractor gets the page and its address however its signature asks for them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import pytest

from newscheck.engine.extraction.page_parameters import PageParameters, parameters_of

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


class Scraper:
    def __init__(self, name: str = "") -> None:
        self.name = name

    def parse(self, page: str) -> dict[str, Any]:
        return {"title": TITLE}

    def __call__(self, page: str, url: str) -> dict[str, Any]:
        return {"title": TITLE, "url": url}


def with_url_first(url: str, page: bytes) -> dict[str, Any]:
    assert isinstance(page, bytes)
    return {"title": TITLE, "url": url}


def with_nothing_but_url(url: str) -> dict[str, Any]:
    assert url == PAGE
    return {"title": TITLE}


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
        pytest.param(with_url_first, {"title": TITLE, "url": URL}, id="url first"),
        pytest.param(with_nothing_but_url, {"title": TITLE}, id="a page that is called url"),
    ],
)
def test_a_function_is_called_as_its_signature_asks_for(function: Callable[..., Any], record: dict[str, Any]) -> None:
    assert parameters_of(function).call(function, PAGE.encode(), URL) == record


def test_what_does_not_say_its_parameters_gets_the_page_as_text() -> None:
    assert parameters_of(str.upper) == PageParameters()
    assert parameters_of(dict) == PageParameters()
