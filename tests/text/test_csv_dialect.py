"""The dialect of a table is that in which its rows fit the header."""

from __future__ import annotations

import pytest

from newscheck.text import csv_dialect
from newscheck.text.csv_rows import CsvDialect


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        pytest.param("a,b\n1,2\n", CsvDialect(","), id="comma"),
        pytest.param("a;b\n1,5;2,5\n", CsvDialect(";"), id="decimal commas"),
        pytest.param("a|b,c\n1|2,3\n4|5,6\n", CsvDialect(","), id="a bar in a name: the first of equals"),
        pytest.param("a, b;c\n1;2\n3;4\n", CsvDialect(";"), id="a comma in a name"),
        pytest.param("title\n一,二\n三\n", CsvDialect(","), id="one column"),
        pytest.param("a, b, c\n1, 2, 3\n", CsvDialect(",", skips_blanks=True), id="blanks"),
        pytest.param("'a','b'\n'1,2','3'\n", CsvDialect(",", "'"), id="single quotes"),
        pytest.param("a,b\n'1,2','3'\n", CsvDialect(",", "'"), id="single quotes below the header"),
        pytest.param("a,b\n'tis,2\n3,4\n", CsvDialect(","), id="an apostrophe"),
        pytest.param('a,b\n"x \\"y\\" z",1\n', CsvDialect(",", escape="\\"), id="escaped quotes"),
        pytest.param('a,b\n"C:\\","D:\\"\n', CsvDialect(","), id="a backslash at the end of a cell"),
        pytest.param('a,b\n"{""x"": ""\\""y""}",1\n', CsvDialect(","), id="a backslash of JSON before a doubled quote"),
        pytest.param('a\tb\n"1\n2"\t3\n', CsvDialect("\t"), id="a line end in a cell"),
    ],
)
def test_dialects(text: str, dialect: CsvDialect) -> None:
    assert csv_dialect.detect(text) == (dialect, 0)


def test_the_first_line_may_name_the_delimiter() -> None:
    assert csv_dialect.detect("sep=;\r\na,b;c\r\n") == (CsvDialect(";"), 7)
