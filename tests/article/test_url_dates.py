"""The dates in the paths of URLs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.article.url_dates import UrlDate, find, of_number

DAY = UrlDate(date(2023, 8, 16), date(2023, 8, 16))
AUGUST = UrlDate(date(2023, 8, 1), date(2023, 8, 31))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        *(
            pytest.param(path, DAY, id=path)
            for path in (
                *("/2023/08/16/port", "/world/2023/8/16/port.html", "/2023/0816/c1-2.html", "/2023-08-16-port"),
                *("/2023-8-16/port", "/20230816/port", "/20230816", "/202308/t20230816_17.htm", "/202308/16/1.html"),
                *(
                    "/2023/aug/16/port",
                    "/world/2023/Aug/16/port-2",
                    "/port-16082023-4711.html",
                    "/port-16-08-2023-AB12.php",
                ),
                *("/2023-08/16/c_1.htm", "/20230816210433.html", "/content_20230816.htm", "/2023/08/16/2023-08-16-a"),
            )
        ),
        *(pytest.param(path, AUGUST, id=path) for path in ("/2023/08/port", "/2023-08/port", "/202308/port")),
        pytest.param("/2023/12/port", UrlDate(date(2023, 12, 1), date(2023, 12, 31)), id="December"),
        *(
            pytest.param(path, None, id=path or "no path")
            for path in (
                *("/2023/aug/32/port", "/port-31022023-4711.html", "/port-16082023", "/port-16-082023-4711.html"),
                *("/port-16082023-years-ago", "/2023/august/16/port"),
                *("", "/", "/2023/", "/world-20230816", "/port-2023-08-16", "/20231399", "/2023/02/30/port"),
                *("/120230816", "/202308161", "/2023/08/16/2023-08-19-port", "/port?d=/2023/08/16/", "/1816/08/16/"),
            )
        ),
    ],
)
def test_find(path: str, expected: UrlDate | None) -> None:
    assert find(f"https://news.example.com{path}") == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("web/20220721120000/https://paper.example/port", None),
        ("web/20220721120000id_/https://paper.example/2023/08/16/port", DAY),
        ("2023/08/16/http", DAY),
    ],
)
def test_the_time_of_a_capture_is_none(path: str, expected: UrlDate | None) -> None:
    assert find(f"https://web.archive.example/{path}") == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        *(
            pytest.param(path, DAY.first, id=path)
            for path in (
                "/world/202308163500029.aspx",
                "/20230816350002",
                "/202308169001/",
                "/202308163500029.html?a=1#b",
            )
        ),
        *(
            pytest.param(path, None, id=path)
            for path in (
                *("/202313163500029.aspx", "/202302303500029.aspx", "/20230816350", "/20230816350002912"),
                *("/a202308163500029.aspx", "/202308163500029/port", "/port?id=/202308163500029"),
            )
        ),
    ],
)
def test_the_date_with_which_a_number_begins(path: str, expected: date | None) -> None:
    assert of_number(f"https://news.example.com{path}") == expected


@given(st.text("0123/-_.abct年", max_size=40))
def test_any_path_has_one_date_or_none(path: str) -> None:
    found = find(f"https://news.example.com/{path}")
    assert found is None or (found.first <= found.last and (found.last - found.first).days <= 30)
