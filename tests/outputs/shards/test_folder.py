"""All findings are in the shards, in their order, and all else is in the report beside them."""

from __future__ import annotations

import gzip
import json
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema_rs
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import dataset, parquet

from newscheck import outputs
from newscheck.model import Finding, RelatedLocation, RenderOptions, Report, RuleDescription, Totals
from newscheck.outputs.shards import folder

SCHEMA = json.loads((Path(__file__).parents[3] / "schemas" / "report.schema.json").read_text("utf-8"))
FINDINGS = [
    Finding(
        rule="title-empty",
        severity="error",
        path=f"a/{number}.md",
        line=number + 1,
        column=3,
        pointer="/title",
        message="海上 \x1b[31m \udce9",
        evidence='"' * number,
        fingerprint=f"{number:08x}",
        item="articles[3].headline" if number % 2 else "",
        related=tuple(RelatedLocation(f"b/{other}.md", "也", other + 1) for other in range(number % 3)),
        language="zh" if number % 2 else "",
    )
    for number in range(7)
]
RULES = {"title-empty": RuleDescription("error", "No title.", "Why.", ())}


def report(number: int) -> Report:
    return Report("1.0", Totals(files=9, articles=9, error=number), FINDINGS[:number], RULES)


def lines(of: Report) -> list[dict[str, Any]]:
    return [json.loads(line) for line in "".join(outputs.render("jsonl", of, RenderOptions())).splitlines()]


def rows(name: str, content: bytes) -> list[dict[str, Any]]:
    if name.endswith(".parquet"):
        table = parquet.read_table(BytesIO(content)).to_pylist()
        return [{key: value for key, value in row.items() if value is not None} for row in table]
    return [json.loads(line) for line in gzip.decompress(content).splitlines()]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize(
    ("number", "sizes"),
    [
        pytest.param(0, [0], id="no finding: the columns are there"),
        pytest.param(1, [1], id="one"),
        pytest.param(6, [3, 3], id="full shards only"),
        pytest.param(7, [3, 3, 1], id="a rest"),
    ],
)
def test_shards_have_the_findings_of_the_report(form: str, number: int, sizes: list[int]) -> None:
    *shards, (name, rest) = folder.files(form, report(number), size=3)
    assert [len(rows(*shard)) for shard in shards] == sizes
    assert [row for shard in shards for row in rows(*shard)] == lines(report(number))
    assert name == "_report.json"
    read = json.loads(rest)
    assert jsonschema_rs.is_valid(SCHEMA, read)
    assert read["parts"] == [{"file": file, "findings": size} for (file, _), size in zip(shards, sizes, strict=True)]
    assert (read["summary"]["error"], read["findings"], list(read["rules"])) == (number, [], ["title-empty"])
    assert all(folder.is_own_name(file) for file, _ in [*shards, (name, rest)])
    assert rest.startswith(folder.BEGINNING)
    assert [*folder.files(form, report(number), size=3)] == [*shards, (name, rest)]


def test_the_names_of_shards_sort_as_their_findings() -> None:
    assert [name for name, _ in folder.files("jsonl", report(7), size=3)] == [
        *("part-00000.jsonl.gz", "part-00001.jsonl.gz", "part-00002.jsonl.gz"),
        "_report.json",
    ]


def test_a_shard_has_neither_the_time_nor_a_name_in_its_header() -> None:
    (_, content), _ = folder.files("jsonl", report(1))
    assert content[:10] == gzip.compress(b"", mtime=0)[:3] + bytes(5) + content[8:10]
    assert zlib.decompress(content, 31).count(b"\n") == 1


def test_readers_of_tables_take_the_folder_as_one_table(tmp_path: Path) -> None:
    for name, content in folder.files("parquet", report(7), size=3):
        (tmp_path / name).write_bytes(content)
    table = dataset.dataset(tmp_path).to_table()
    assert table.column("line").to_pylist() == [*range(1, 8)]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_way_back_gives_what_json_lines_have(form: str) -> None:
    *shards, _ = folder.files(form, report(7), size=3)
    found = [
        json.loads(finding)
        for name, data in shards
        for finding in folder.findings(name, data if form == "parquet" else gzip.decompress(data))
    ]
    assert found == lines(report(7))


def table(**changed: object) -> bytes:
    """A shard in which columns are others; None leaves one out."""
    (_, data), _ = folder.files("parquet", report(7))
    columns = parquet.read_table(BytesIO(data))
    for name, values in changed.items():
        at = columns.schema.get_field_index(name)
        columns = columns.drop_columns(name) if at >= 0 else columns
        if values is not None:
            columns = columns.add_column(max(at, 0), name, values)
    file = BytesIO()
    parquet.write_table(columns, file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "no Parquet", id="empty"),
        pytest.param(b"{}", "no Parquet", id="JSON"),
        pytest.param(b"ARROW1\0\0" + bytes(99), "no Parquet", id="Arrow"),
        pytest.param(b"PAR1", "a table that is cut off", id="the first bytes"),
        pytest.param(table()[:-5], "a table that is cut off", id="cut off"),
        pytest.param(table()[:40] + b"PAR1", "a table that is cut off", id="without its middle"),
        pytest.param(b"PAR1" + bytes(200) + table()[204:], "no table", id="overwritten"),
        pytest.param(table(rule=None), "its columns are not those of findings", id="a column less"),
        pytest.param(table(more=pa.array(range(7))), "its columns are not those of findings", id="a column more"),
        pytest.param(table(line=pa.array(["1"] * 7)), "its column line is not as newscheck writes it", id="texts"),
        pytest.param(
            table(related=pa.array([["a.md"]] * 7)), "its column related is not as newscheck writes it", id="a list"
        ),
        pytest.param(
            table(path=pa.array(["a.md"] * 7).dictionary_encode()), "its column path is not as", id="a dictionary"
        ),
    ],
)
def test_what_is_no_shard_is_told_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message) as error:
        [*folder.findings("part-00000.parquet", data)]
    assert "\n" not in str(error.value)


@given(st.data())
def test_a_damaged_table_is_read_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(table())
    for at in data.draw(st.lists(st.integers(4, len(damaged) - 1), min_size=1, max_size=4)):
        damaged[at] = data.draw(st.integers(0, 255))
    with suppress(ValueError):
        assert all(isinstance(finding, bytes) for finding in folder.findings("part-00000.parquet", bytes(damaged)))


def test_only_shards_have_findings() -> None:
    with pytest.raises(ValueError, match="no shard"):
        folder.findings("_report.json", b"")


@pytest.mark.parametrize("name", ["part-1.parquet", "part-00000.csv", "report.json", "part-00000.parquet.py", "a.md"])
def test_other_names_are_no_files_of_a_report(name: str) -> None:
    assert not folder.is_own_name(name)
