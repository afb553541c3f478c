"""New values in a dump file: header, HTML, and the copies of old values in its front matter."""

from __future__ import annotations

from typing import Any

import pytest

from newscheck.model import Document, RawInput
from newscheck.readers import read
from newscheck.synthetic import specimen
from newscheck.synthetic.edits import replace_fields
from newscheck.text.timestamps import HOUR

URL, EPOCH = "https://www.rfi.fr/cn/a", 1_692_216_000_000


def document(front: Any) -> Document:
    patch = {"title": "港口复工", "url": f"{URL}%20b", "epoch": EPOCH}
    (parsed,) = read(RawInput("a.md", specimen.render({**patch, "front": front})))
    return parsed


def values(parsed: Document, **changes: str) -> dict[str, str]:
    fields = {name: getattr(parsed, name) for name in ("epoch", "title", "url", "html")}
    return {name: str(field.value) for name, field in fields.items()} | changes


@pytest.mark.parametrize(
    ("name", "value"), [("epoch", "1692216000001"), ("title", "渔民"), ("url", "https://a.example/1"), ("html", "<p>")]
)
def test_a_value_is_replaced_in_its_place(name: str, value: str) -> None:
    parsed = document(None)
    field = getattr(parsed, name)
    text = replace_fields(parsed, values(parsed, **{name: value}))
    assert text == parsed.text[: field.start] + value + parsed.text[field.end :]


def test_the_same_values_change_nothing() -> None:
    parsed = document(True)
    assert replace_fields(parsed, values(parsed)) == parsed.text


@pytest.mark.parametrize(
    ("front", "changes", "line"),
    [
        pytest.param({"title": '"港口复工"'}, {"title": "渔民"}, 'title: "渔民"', id="a title keeps its quotes"),
        pytest.param({"title": "港口复工"}, {"title": "渔民"}, "title: 渔民", id="a plain title stays plain"),
        pytest.param({"title": "港口复工"}, {"title": "甲: 乙"}, 'title: "甲: 乙"', id="a title that needs quotes"),
        pytest.param({"title": "别的"}, {"title": "渔民"}, "title: 别的", id="another title"),
        pytest.param(True, {"url": "https://a.example/%20"}, "from: https://a.example/%20", id="a URL as it is"),
        pytest.param(
            {"from": f"{URL} b"}, {"url": "https://a.example/%20c"}, "from: https://a.example/ c", id="decoded"
        ),
        pytest.param({"date": "2023-08-16 20:00"}, {"epoch": f"{EPOCH + HOUR}"}, "date: 2023-08-16 21:00", id="a time"),
        pytest.param({"date": "2023-08-16"}, {"epoch": f"{EPOCH + 24 * HOUR}"}, "date: 2023-08-17", id="a date"),
        pytest.param({"date": "2023-08-16"}, {"epoch": f"{EPOCH // 1000}"}, "date: 2023-08-16", id="another unit"),
    ],
)
def test_copies_in_the_front_matter_follow(front: Any, changes: dict[str, str], line: str) -> None:
    parsed = document(front)
    assert line in replace_fields(parsed, values(parsed, **changes)).partition("<!--")[0].splitlines()
