"""field-missing and field-kind: where they report, what they say, and what they leave alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from command_line import run_process as run
from hypothesis import given
from hypothesis import strategies as st

from newscheck.article.item_mapping import ItemMapping
from newscheck.article.sites import expected_field
from newscheck.checker.execution import Checker
from newscheck.engine.session import default_checker
from newscheck.model import Finding, RawInput

NOW = 1_694_736_000_000
CHECKER = default_checker(NOW)
ITEM = {
    "title": "Rescue agreement takes effect",
    "url": "https://harbour.example/1",
    "epoch_ms": 1692212640000,
    "dateline": "2023-08-16T21:04",
    "body": "The maritime court published the full text of the rescue agreement on Friday. " * 4,
}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


def expecting(record: Mapping[str, Any]) -> Checker:
    return CHECKER.expecting({name: expected_field(entry) for name, entry in record.items()})


def findings(record: Mapping[str, Any], data: bytes, name: str = "a.jsonl") -> list[Finding]:
    """What the two rules report."""
    result = expecting(record).check(RawInput(name, data))
    assert not result.crashes, result.crashes[0].traceback
    return [finding for finding in result.findings if finding.rule.startswith("field-")]


def found(record: Mapping[str, Any], **fields: Any) -> tuple[str, str, str, str]:
    """Rule, pointer, message and evidence of the one finding in an item."""
    data = json.dumps({**ITEM, **fields}, ensure_ascii=False)
    [finding] = findings(record, data.encode())
    assert data[finding.column - 1 :].startswith(finding.evidence)
    return finding.rule, finding.pointer, finding.message, finding.evidence


@pytest.mark.parametrize(
    ("record", "fields", "expected"),
    [
        pytest.param(
            {"author": "text"}, {}, ("field-missing", "/author", "`author` is missing", ""), id="a field is missing"
        ),
        pytest.param(
            {"author": "text"}, {"author": None}, ("field-missing", "/author", "`author` is null", ""), id="null"
        ),
        pytest.param(
            {"tags": "list"}, {"tags": []}, ("field-missing", "/tags", "`tags` is empty", "[]"), id="an empty list"
        ),
        pytest.param(
            {"a/b ~c": "text"},
            {"a/b ~c": "\t"},
            ("field-missing", "/a~1b ~0c", '`["a/b ~c"]` is blank', "\\t"),
            id="a name with the signs of a pointer",
        ),
        pytest.param(
            {"source.name": "text"},
            {"source": {"name": ""}},
            ("field-missing", "/source/name", "`source.name` is blank", ""),
            id="a member of an object",
        ),
        pytest.param(
            {"words": "number"},
            {"words": "37"},
            ("field-kind", "/words", "`words` is the text `37`, not a number", "37"),
            id="a number as text",
        ),
        pytest.param(
            {"page": "url"},
            {"page": "/a"},
            ("field-kind", "/page", "`page` is the text `/a`, not an absolute URL", "/a"),
            id="a relative address",
        ),
        pytest.param(
            {"tags": {"kind": "list", "values": ["sea", "law"]}},
            {"tags": ["law", "login"]},
            ("field-kind", "/tags/1", "`login` in `tags` is none of `law`, `sea`", "login"),
            id="an unknown entry of a list, at its place",
        ),
        pytest.param(
            {"tags": {"kind": "list", "values": ["sea"]}},
            {"tags": [{"term": "login"}]},
            ("field-kind", "/tags/0", "`login` in `tags` is none of `sea`", '{"term": "login"}'),
            id="an object by its name",
        ),
        pytest.param(
            {"front": "text"},
            {"front": 1},
            ("field-kind", "/front", "`front` is the number `1`, not a text", "1"),
            id="front",
        ),
        pytest.param(
            {"language": "text"},
            {},
            ("field-missing", "/language", "`language` is missing", ""),
            id="a name that an Article has as well",
        ),
    ],
)
def test_what_is_reported_and_where(record: Any, fields: Any, expected: Any) -> None:
    assert found(record, **fields) == expected


@pytest.mark.parametrize(
    ("name", "data", "record", "expected"),
    [
        pytest.param(
            "a.csv",
            f"title,url,body,author,n,tags\nT,https://h.example/1,{ITEM['body']},,12,\"['a']\"\n",
            {"author": "text", "n": "number", "tags": "list"},
            ["field-missing"],
            id="CSV has no types, and lists in its cells",
        ),
        pytest.param(
            "a.md",
            f"---\ntitle: T\nlink: https://h.example/1\ntags: sea law\ndraft: false\n---\n\n{ITEM['body']}\n",
            {"tags": "list", "draft": "boolean"},
            ["field-kind"],
            id="front matter",
        ),
        pytest.param(
            "a.md",
            "---\ntitle: T\ntags: []\n---\n<!--1692213306000-->\n[T](https://h.example/1)\n------\n\n<p>x</p>",
            {"tags": "list", "author": "text"},
            ["field-missing", "field-missing"],
            id="front matter before a dump file",
        ),
        pytest.param(
            "a.md",
            "<!--1692213306000-->\n[T](https://h.example/1)\n------\n\n<p>x</p>",
            {"author": "text"},
            [],
            id="a dump file has no fields of its own",
        ),
        pytest.param(
            "a.xml",
            f"<?xml version='1.0'?><items><item><title>T</title><url>https://h.example/1</url><body>{ITEM['body']}</body>"
            "<tags><value>a</value></tags><author/></item></items>",
            {"tags": "list", "author": "text"},
            ["field-missing"],
            id="XML",
        ),
    ],
)
def test_other_formats(name: str, data: str, record: Any, expected: list[str]) -> None:
    reported = findings(record, data.encode(), name)
    assert [finding.rule for finding in reported] == expected
    lines = data.split("\n")
    for finding in reported:
        assert lines[finding.line - 1][finding.column - 1 :].startswith(finding.evidence)


@pytest.mark.parametrize(
    ("name", "data", "record", "expected"),
    [
        pytest.param(
            "a.jsonl",
            json.dumps({"headline": "T", "link": {"href": "https://h.example/1"}, "content": ITEM["body"]}),
            {"headline": "list", "link.href": "number", "content": "text", "body_html": "text"},
            ["field-kind /headline", "field-kind /link/href", "field-missing /body_html"],
            id="an item",
        ),
        pytest.param(
            "a.md",
            f"---\nheadline: T\nlink: https://h.example/1\n---\n\n{ITEM['body']}\n",
            {"headline": "list", "link": "url"},
            ["field-kind /headline"],
            id="front matter",
        ),
    ],
)
def test_a_field_that_the_record_is_taken_from_is_there(name: str, data: str, record: Any, expected: list[str]) -> None:
    checker = expecting(record)
    checker.mapping = ItemMapping({"title": "headline", "url": ["link.href", "link"], "body": "content"})
    reported = [each for each in checker.check(RawInput(name, data.encode())).findings if each.rule[:6] == "field-"]
    assert sorted(f"{each.rule} {each.pointer}" for each in reported) == expected
    lines = data.split("\n")
    assert all(lines[each.line - 1][each.column - 1 :].startswith(each.evidence) for each in reported)


def test_only_some_unknown_values_are_named() -> None:
    record = {"tags": {"kind": "list", "values": list("vwxyz")}}
    reported = findings(record, json.dumps({**ITEM, "tags": [*map(str, range(50))]}).encode())
    assert len(reported) == 5
    assert reported[0].message == "`0` in `tags` is none of `v`, `w`, `x`, `y` and 1 more"


@given(st.dictionaries(st.text(max_size=6), VALUES, max_size=4), st.sampled_from(["text", "list", "date", "url"]))
def test_any_fields_give_findings_and_no_crash(fields: dict[str, Any], kind: str) -> None:
    record = {name: {"kind": kind, "values": ["a"]} for name in fields if name not in ITEM} | {"a.b/c": kind}
    data = json.dumps({**fields, **ITEM}).encode()
    for finding in findings(record, data):
        assert finding.line == 1 and 1 <= finding.column <= len(data) + 1


@pytest.mark.slow
def test_a_layout_may_lack_a_field_and_a_feed_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "newscheck.toml").write_text('sites = ["harbour.toml"]\n')
    (tmp_path / "harbour.toml").write_text(
        'hosts = ["harbour.example"]\n[record]\nauthor = "text"\ntags = "list"\n'
        '[[layout]]\nname = "wire"\nurl = "/wire/"\nlacks = ["author"]\n'
    )
    items = [
        {**ITEM, "url": f"https://harbour.example/{'wire/' if number % 2 else ''}{number}", "tags": None}
        for number in range(40)
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items))
    arguments = ("--select", "field-missing,field-kind", "--now", "2023-09-15", "--format", "concise")
    lines = run("validate", "a.jsonl", *arguments, cwd=tmp_path).stdout.splitlines()
    assert [line for line in lines if "in 40 of 40 articles" in line and "`tags` is null" in line]
    assert sum("`author` is missing" in line for line in lines) == 20


@pytest.mark.parametrize(
    ("record", "words"),
    [
        pytest.param('author = "string"', "author", id="an unknown kind"),
        pytest.param('author = {kind = "text", need = true}', "need", id="an unknown key"),
        pytest.param("author = {required = true}", "kind", id="no kind"),
        pytest.param('author = {kind = "text", values = []}', "values", id="no values"),
        pytest.param('author = {kind = "text", values = "sea"}', "values", id="values that are no list"),
        pytest.param('author = "text"\nauthor = "list"', "not TOML", id="twice"),
        pytest.param('title = "text"', "record.title: a field of the record", id="a field of the record"),
        pytest.param(f'{"k" * 201} = "text"', f"record.{'k' * 60}…: a name of more than 200 char", id="a long name"),
        pytest.param('html = "text"', "record.html: a field of the record", id="the HTML"),
    ],
)
@pytest.mark.parametrize("file", ["newscheck.toml", "harbour.toml"])
def test_a_wrong_setting_is_one_line(tmp_path: Path, record: str, words: str, file: str) -> None:
    (tmp_path / "newscheck.toml").write_text('sites = ["harbour.toml"]\n')
    (tmp_path / file).write_text(f"[record]\n{record}\n")
    (tmp_path / "a.jsonl").write_text(json.dumps(ITEM))
    result = run("validate", "a.jsonl", cwd=tmp_path)
    assert (result.returncode, result.stderr.count("\n"), result.stdout) == (2, 1, "")
    assert words in result.stderr


SCHEMA = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


@pytest.mark.parametrize(
    ("schema", "fields", "pointers"),
    [
        pytest.param({"required": ["author"]}, {"author": "Ann"}, [], id="a required field is there"),
        pytest.param({"required": ["author"]}, {}, [""], id="it is missing"),
        pytest.param(
            {"properties": {"author": {"type": "string"}}}, {"author": ["Ann"]}, ["/author"], id="another type"
        ),
        pytest.param(
            {"properties": {"tags": {"items": {"type": "string"}}}}, {"tags": ["a", 1]}, ["/tags/1"], id="an entry"
        ),
        pytest.param(
            {"properties": {"source": {"properties": {"name": {"type": "string"}}}}},
            {"source": {"id": 1, "name": 7}},
            ["/source/name"],
            id="a member",
        ),
        pytest.param(
            {
                "properties": dict.fromkeys(
                    ("epoch_ms", "title", "url", "dateline", "image", "images", "lead", "paragraphs", "body"), True
                ),
                "additionalProperties": False,
            },
            {"author": "Ann"},
            [""],
            id="no other properties",
        ),
    ],
)
def test_a_schema_of_ones_own_sees_them(tmp_path: Path, schema: Any, fields: Any, pointers: list[str]) -> None:
    text = json.dumps({**ITEM, **fields})
    (tmp_path / "a.jsonl").write_text(text)
    (tmp_path / "s.json").write_text(json.dumps({**SCHEMA, **schema}))
    arguments = ("--schema", "s.json", "--select", "record-schema", "--now", "2023-09-15", "--format", "json")
    result = run("validate", "a.jsonl", *arguments, cwd=tmp_path)
    reported = json.loads(result.stdout)["findings"]
    assert [finding["pointer"] for finding in reported] == pointers
    assert all(text[finding["column"] - 1 :].startswith(finding["evidence"]) for finding in reported)
