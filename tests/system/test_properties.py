"""Properties of the whole: any bytes, any well-formed article, any order, any split."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscheck import rules
from newscheck.article.extraction import to_article
from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.checker.json_schema import CompiledSchema
from newscheck.engine.session import default_checker
from newscheck.engine.settings import package_data
from newscheck.model import RawInput
from newscheck.readers import read
from newscheck.synthetic import specimen

CHECKER = default_checker(examples.NOW)
RULES = rules.load()
#: One example for each rule that checks single files.
DEFECTS = [
    pytest.param(rule.id, patch, id=f"{rule.id}-{i}")
    for rule in RULES.values()
    if rule.scope not in ("dump", "versions")
    for i, patch in enumerate(rule.bad)
    if not {"raw", "json", "fault"} & set(patch)
]

seeds = st.integers(0, 10_000)
whens = st.datetimes(datetime(2021, 10, 1), datetime(2023, 9, 1))


@given(
    st.binary(max_size=600)
    | st.builds(
        lambda head, tail: head + tail, seeds.map(lambda s: specimen.render({}, s)[:300]), st.binary(max_size=300)
    )
)
def test_any_bytes_give_findings_and_no_crash(data: bytes) -> None:
    for suffix in (".md", ".jsonl", ".json"):
        result = CHECKER.check(RawInput(f"a{suffix}", data))
        assert not result.crashes, result.crashes[0].traceback


@given(seeds, st.data())
def test_a_damaged_article_gives_findings_and_no_crash(seed: int, data: st.DataObject) -> None:
    text = bytearray(specimen.render({}, seed % 50))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text) - 1))
        match data.draw(st.sampled_from(["cut", "overwrite", "double", "insert"])):
            case "cut":
                del text[at : at + data.draw(st.integers(1, 400))]
            case "overwrite":
                text[at] = data.draw(st.integers(0, 255))
            case "double":
                text[at:at] = text[at : at + 50]
            case "insert":
                text[at:at] = data.draw(
                    st.sampled_from([b"<", b">", b"</div>", b"<!--", b'"', b"\n", b"\xff", b"&#x", b"\0", b"]("])
                )
        if not text:
            return
    result = CHECKER.check(RawInput("rfi/1.md", bytes(text)))
    assert not result.crashes, result.crashes[0].traceback
    lines = bytes(text).count(b"\n") + 1
    assert all(1 <= finding.line <= lines and finding.column >= 1 for finding in result.findings)


@given(seeds, whens, st.sampled_from([{}, {"front": True}]))
@example(0, datetime(2022, 10, 30, 2, 30), {})  # an hour that Paris has twice
@example(0, datetime(2022, 12, 31, 23, 50), {})  # crawled in another year
def test_well_formed_articles_have_no_finding(seed: int, when: datetime, patch: Mapping[str, Any]) -> None:
    findings = CHECKER.check(RawInput("rfi/1.md", specimen.render({"when": when, **patch}, seed))).findings
    assert [finding for finding in findings if finding.severity == "error"] == []


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "patch"), DEFECTS)
@settings(max_examples=20)
@given(seed=st.integers(1, 400))
def test_one_fault_in_any_article_fires_its_rule(rule: str, patch: Mapping[str, Any], seed: int) -> None:
    text = {name: part for name, part in specimen.parts(seed).items() if name not in ("number", "when")}
    # A replaced text may be missing in another article.
    try:
        data = specimen.render({**text, **patch})
    except ValueError:
        return
    assert rule in {finding.rule for finding in CHECKER.check(RawInput("rfi/1.md", data)).findings}


@pytest.mark.slow
@given(st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter_to_the_dump(order: random.Random) -> None:
    patches: list[Mapping[str, Any]] = [{} for _ in range(60)]
    patches[40] = {"title": specimen.parts(3)["title"], "paragraphs": specimen.parts(3)["paragraphs"]}
    patches[50] = {"url": "https://www.rfi.fr/cn/a/20230816-x", "share": False}
    patches[55] = {"url": "https://www.rfi.fr/cn/a/20230816-x", "share": False}
    summaries = [summary for raw in specimen.series(patches) for summary in CHECKER.check(raw).summaries]
    expected = CHECKER.check_dump(summaries).findings
    order.shuffle(summaries)
    shuffled = CHECKER.check_dump(summaries)
    assert not shuffled.crashes

    def rules_and_paths(findings: Any) -> set[tuple[str, frozenset[str]]]:
        return {(f.rule, frozenset({f.path, *(r.path for r in f.related)})) for f in findings}

    assert rules_and_paths(shuffled.findings) == rules_and_paths(expected) != set()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
#: Python's validators, which read patterns with `re`: the schemas must not depend on the regex engine.
OTHERS = {name: jsonschema.Draft202012Validator(package_data.schema(name)) for name in ("article", "rfi")}
RECORD = next(to_article(document, CHECKER.sites).record for document in read(RawInput("a.md", specimen.render())))
SCHEMAS = package_data.schemas()
TEXTS = st.sampled_from(
    [
        "",
        " ",
        "\u3000",
        "中",
        "https://www.rfi.fr/cn/a",
        "http://www.rfi.fr//cn/a",
        "https://rfi.fr",
        "ftp://x",
        "2023-08-16T21:04",
        "2023-08-16T21:04\n",
        "2023-13-01",
        "https://x.org/a\n",
        "//s.rfi.fr/a.jpg",
        "data:,",
        "x\u2028",
        "\u0000",
        "İ",
        "\U00020000",
    ]
)


@pytest.mark.parametrize("name", ["article", "rfi"])
@given(field=st.sampled_from(sorted(RECORD)), value=VALUES | TEXTS, drop=st.booleans())
def test_the_two_validators_agree(name: str, field: str, value: Any, drop: bool) -> None:
    record = {**RECORD, field: value}
    if drop:
        del record[field]
    compiled = CompiledSchema(SCHEMAS[name], SCHEMAS.values())
    assert compiled.accepts(record) == (not list(compiled.violations(record))), record
    assert compiled.accepts(record) == OTHERS[name].is_valid(record), record


#: A value that each constraint of the record's schemas has to refuse: a default install ignores `format` silently.
REFUSED = [
    ("article", "/epoch_ms", 1692213306),
    ("article", "/epoch_ms", 1692213306000000),
    ("article", "/epoch_ms", "1692213306000"),
    ("article", "/epoch_ms", 1692213306000.5),
    ("article", "/title", ""),
    ("article", "/title", " \u3000\u00a0"),
    ("article", "/url", "/cn/a"),
    ("article", "/url", "https://"),
    ("article", "/url", "javascript:alert(1)"),
    ("article", "/url", "https://x.org/a\n"),
    ("article", "/url", "https://localhost"),
    ("article", "/dateline", "16/08/2023 - 21:04"),
    ("article", "/dateline", "2023-02-30T25:00"),
    ("article", "/dateline", "2023-08-16T21:04\n"),
    ("article", "/image", ""),
    ("article", "/images", "a.jpg"),
    ("article", "/images", [1]),
    ("article", "/lead", ""),
    ("article", "/paragraphs", [""]),
    ("article", "/paragraphs", None),
    ("article", "/body", ""),
    ("rfi", "/url", "https://www.bbc.com/zhongwen/a"),
    ("rfi", "/url", "https://rfi.fr.example.org/cn/a"),
    ("rfi", "/url", "https://www.rfi.fr/cn/"),
    ("rfi", "/image", None),
    ("rfi", "/image", "Array"),
    ("rfi", "/image", "data:image/gif;base64,R0"),
    ("rfi", "/body", "English only"),
    ("rfi", "/epoch_ms", 1000000000000),
]


@pytest.mark.parametrize(("name", "pointer", "value"), REFUSED)
def test_every_constraint_refuses_a_bad_value_in_both_validators(name: str, pointer: str, value: Any) -> None:
    compiled = CompiledSchema(SCHEMAS[name], SCHEMAS.values())
    assert compiled.accepts(RECORD)
    record = {**RECORD, pointer[1:]: value}
    assert not compiled.accepts(record)
    assert not OTHERS[name].is_valid(record)
    assert {where.split("/")[1] for where, _ in compiled.violations(record)} == {pointer[1:]}


@pytest.mark.parametrize("name", ["article", "rfi"])
def test_no_schema_relies_on_format(name: str) -> None:
    assert '"format"' not in json.dumps(SCHEMAS[name])


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_schemas_are_schemas_with_ids_and_descriptions(name: str) -> None:
    schema = SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    # Editors find the schema in the catalogue of all programs.
    known = "https://json.schemastore.org/newscheck.json" if name == "config" else f"urn:newscheck:schema:{name}"
    assert schema["$id"] == known
    for property_name, described in schema["properties"].items():
        assert {"title", "description"} <= set(described), property_name


def test_checker_is_reusable(checker: Checker) -> None:
    first = checker.check(RawInput("rfi/1.md", specimen.render({"title": ""}))).findings
    assert checker.check(RawInput("rfi/1.md", specimen.render({"title": ""}))).findings == first
