"""A first row of data is told from a header, and columns are named by the kinds of their values."""

from __future__ import annotations

import pytest

from newscheck.article import table_columns

TITLES = ("海上救援协定周五开始生效", "边境口岸的开放时间推迟", "渔民合作社表示欢迎")
BODY = "海事法庭公布了协定的全部条文，沿海各国将在两年内完成必要的立法程序。" * 4


def rows(*columns: str) -> list[list[str]]:
    """Three rows, in which `#` is the number of the row and `T` another title in each."""
    return [
        [column.replace("#", str(number)).replace("T", TITLES[number - 1]) for column in columns]
        for number in (1, 2, 3)
    ]


@pytest.mark.parametrize("cell", ["https://a/1", "2024-05-06", "06/05/2024", "1714500000", "港" * 80, "16 août 2023"])
def test_what_no_column_is_called(cell: str) -> None:
    assert table_columns.is_no_name(["title", cell])
    assert table_columns.lacks_header([["title", cell]])


@pytest.mark.parametrize(
    "cell", ["title", "标题", "0", "2024", "Published At", "content (HTML)", "", "May", "h1", "Q3 2024"]
)
def test_names_of_columns(cell: str) -> None:
    assert not table_columns.is_no_name(["title", cell])
    assert not table_columns.lacks_header([["title", cell]] * 3)


@pytest.mark.parametrize(
    ("table", "lacks"),
    [
        pytest.param(rows("T", "https://a/#", "2023-08-0# 21:04"), True, id="addresses and times"),
        pytest.param(rows("T", BODY), True, id="texts"),
        pytest.param([["", "https://a/1"], ["一", ""], ["二", "https://a/2"]], True, id="empty cells"),
        pytest.param([["title", "url"], *rows("T", "https://a/#")], False, id="a header"),
        pytest.param(
            [["http://p/dc/title", "http://p/dc/source", "http://p/dc/date"], *rows("T", "https://a/#", "2023-08-0#")],
            False,
            id="names that are addresses",
        ),
        pytest.param([["name", "Which of these do you read?" * 4], ["一", "x"]], False, id="a question"),
        pytest.param([["name", "2023-08-01", "2023-08-02"], ["一", "5", "6"]], False, id="days as names"),
        pytest.param([], False, id="no row"),
    ],
)
def test_a_table_without_a_header(table: list[list[str]], lacks: bool) -> None:
    assert table_columns.lacks_header(table) is lacks


@pytest.mark.parametrize(
    ("table", "names"),
    [
        pytest.param(rows("T", "https://a/#", "2023-08-0# 21:04", BODY + "#"), "title url dateline body", id="usual"),
        pytest.param(rows("#", "https://a/#", "T", f"<p>{BODY}#</p>"), "column_1 url title html", id="HTML"),
        pytest.param(rows("170000000#", "169000000#", "T"), "crawled_at dateline title", id="the crawl comes later"),
        pytest.param(rows("https://a/#.jpg", "https://a/#", "T"), "image url title", id="an image first"),
        pytest.param(rows("['https://a/#.jpg']", "T", "T" + "#" * 9), "images title lead", id="images, a lead"),
        pytest.param(rows("记者甲", "https://a/", "T", "1.#"), "column_1 column_2 title column_4", id="the same"),
        pytest.param([["", ""], ["", "x"]], "column_1 column_2", id="hardly any values"),
        pytest.param([], "", id="no row"),
    ],
)
def test_proposed_names(table: list[list[str]], names: str) -> None:
    assert " ".join(table_columns.proposed(table)) == names


@pytest.mark.parametrize(
    ("names", "are"),
    [
        (("title", "url"), True),
        (("column_1", "dateline", "body"), True),
        (("dateline", "column_2"), False),
        (("title", "column_2"), False),
        (("dateline", "image"), False),
    ],
)
def test_tables_of_articles(names: tuple[str, ...], are: bool) -> None:
    assert table_columns.is_of_articles(names) is are
