"""Date lines in the forms of publishers."""

from __future__ import annotations

import pytest

from newscheck.html.dateline import parse
from newscheck.html.walk import extract_content
from newscheck.model import HtmlContent, Site


def walked(html: str) -> HtmlContent:
    return extract_content(html, Site("generic"))


@pytest.mark.parametrize(
    ("html", "iso", "offset"),
    [
        pytest.param("<div>16/08/2023 - 21:04</div>", "2023-08-16T21:04", None, id="RFI"),
        pytest.param("<div><i>2020-07-23T08:46:49</i></div>", "2020-07-23T08:46", None, id="ISO"),
        pytest.param("<i><br>2020-07-22T10:14:35.757Z</i>", "2020-07-22T10:14", 0, id="ISO with Z"),
        pytest.param("<div>Wed, 22 Jul 2020 03:19:26 GMT</div>", "2020-07-22T03:19", 0, id="RFC 2822"),
        pytest.param("<div>2020年7月22日</div>", "2020-07-22", None, id="Chinese, a bare date"),
        pytest.param("<div>2020年7月22日 13:01</div>", "2020-07-22T13:01", None, id="Chinese with a time"),
        pytest.param("<div>某记者<br>2020-07-22 13:01:53</div>", "2020-07-22T13:01", None, id="behind a name"),
        pytest.param("<div>2020-07-22T13:01:53+08:00</div>", "2020-07-22T13:01", 480, id="an offset"),
        pytest.param(
            '<time datetime="2020-07-22T13:01:00+08:00">三小时前</time>',
            "2020-07-22T13:01",
            480,
            id="only in the attribute",
        ),
        pytest.param("<div>31/02/2023 - 10:00</div>", None, None, id="no such day"),
    ],
)
def test_dateline(html: str, iso: str | None, offset: int | None) -> None:
    date_line = walked(f"{html}<p>正文。</p>").dateline
    assert date_line is not None
    assert (date_line.iso, date_line.offset) == (iso, offset)


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<p>协议于2020年2月4日生效，双方表示欢迎。</p>", id="a sentence with a date"),
        pytest.param("<p>一</p><p>二</p><p>三</p><p>四</p><p>2020-02-04</p>", id="a date far down"),
        pytest.param("<p>编号 12345/67/8</p>", id="numbers"),
    ],
)
def test_no_dateline(html: str) -> None:
    assert walked(html).dateline is None


@pytest.mark.parametrize(
    "line",
    [
        "11/5/2026 7:30 PM 新华社",
        "16/08/2023 - 9:04 p.m. Smith",
        "2023-08-16 21:04 GMT+8 or so",
        "2023-08-16 21:04 +99:99",
    ],
)
def test_a_clock_that_is_not_understood_to_its_end_is_not_read(line: str) -> None:
    content = walked(f"<div>{line}</div><p>正文。</p>")
    assert content.paragraphs == ["正文。"]
    assert content.dateline is not None
    assert (content.dateline.iso, content.dateline.is_complete) == (None, False)


def test_a_date_line_that_is_understood_goes_before_one_that_is_not() -> None:
    date_line = walked('<time datetime="2023-08-16 9:04 PM">2023-08-16 21:04</time><p>正文。</p>').dateline
    assert date_line is not None
    assert date_line.iso == "2023-08-16T21:04"


def test_month_first_is_data_of_the_site() -> None:
    day_first, month_first = parse("03/04/2023"), parse("03/04/2023", day_first=False)
    assert day_first and day_first.iso == "2023-04-03"
    assert month_first and month_first.iso == "2023-03-04"
