"""Rows are those of the csv module, whichever way they are read."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import csv_rows
from newscheck.text.csv_rows import CsvDialect

DIALECTS = st.builds(
    CsvDialect, st.sampled_from(",;\t|"), st.sampled_from("\"'"), st.sampled_from([None, "\\"]), st.booleans()
)


@given(text=st.text(st.sampled_from("港,;\"' \n\r\\"), max_size=40), dialect=DIALECTS, width=st.integers(0, 4))
def test_rows_are_those_of_the_csv_module(text: str, dialect: CsvDialect, width: int) -> None:
    delimiter, quote, escape, skips = dialect
    expected = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote, escapechar=escape, skipinitialspace=skips
    )
    rows = [*csv_rows.rows(text, dialect, 0, width)]
    assert [row.cells for row in rows] == [*expected]
    assert "".join(text[row.start : row.end] for row in rows) == text


@given(text=st.text(st.sampled_from("港,\"' \n"), max_size=40), dialect=DIALECTS)
def test_sound_rows_have_sound_cells(text: str, dialect: CsvDialect) -> None:
    for width in (2, 3):
        for row in csv_rows.rows(text, dialect, 0, width):
            cells = [*csv_rows.cells(text, dialect, row.start)]
            if row.is_sound:
                assert len(cells) == width
                assert all(cell.is_closed and cell.is_clean for cell in cells)
