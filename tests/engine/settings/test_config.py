"""The schema of the settings: every editor and linter refuses with it what newscheck refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import fastjsonschema
import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck import rules
from newscheck.checker.json_schema import CompiledSchema
from newscheck.engine.session import Session
from newscheck.engine.settings import config, package_data, pyproject_schema
from newscheck.engine.settings.rule_schema import MAX_NUMBER
from newscheck.errors import UsageError

ROOT = Path(__file__).parents[3]
#: Settings as files, in the form in which SchemaStore keeps tests of a schema. The first line of a bad one has what
#: newscheck says.
FILES = {kind: sorted((ROOT / "tests" / "settings" / kind).glob("*.toml")) for kind in ("good", "bad")}
SCHEMA = package_data.schema("config")
#: The schema as an editor, newscheck and validate-pyproject read it; the last one gets TOML, not JSON.
DRAFT_7 = jsonschema.Draft7Validator(SCHEMA)
OURS = CompiledSchema(SCHEMA)
FAST = fastjsonschema.compile(pyproject_schema.get_schema(), use_default=False)
#: Mistakes that only newscheck detects: missing files and sites, impossible days, patterns that match no rule.
ONLY_OURS = re.compile(
    r"no such file|unknown site|is no date|U\+0000|in the years|day is out of range|unknown rule '[^']*[*?\[]"
    r"|no module or entry point"
)
#: Keywords that ajv, taplo, tombi and fastjsonschema all know: annotations, and assertions.
ANNOTATIONS = {
    *re.findall(r"\S+", "$schema $id $ref $comment title description default properties items if definitions")
}
CONSTRAINTS = {
    *re.findall(
        r"\S+",
        "type enum patternProperties additionalProperties required minLength minItems pattern minimum maximum "
        "exclusiveMinimum allOf anyOf not then",
    )
}

#: The types of values that a keyword constrains.
TYPES = {
    **dict.fromkeys(("minLength", "pattern"), ("string",)),
    "minItems": ("array",),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum"), ("number", "integer")),
    **dict.fromkeys(("patternProperties", "additionalProperties", "required"), ("object",)),
}


def plain(table: Any) -> Any:
    return json.loads(json.dumps(table, default=str))


def is_fast(table: Any) -> bool:
    try:
        FAST(table)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


def complaint(file: Path) -> str:
    """newscheck's message about a configuration file, or an empty string."""
    try:
        session = Session.load({}, file=str(file))
        _ = session.checker, session.suppressions
    except UsageError as error:
        return str(error)
    return ""


def toml(value: Any) -> str:
    """A value as TOML, in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(str(key))} = {toml(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@pytest.mark.parametrize("file", FILES["good"], ids=lambda file: file.stem)
def test_good_settings_are_good_to_all(file: Path) -> None:
    table = tomllib.loads(file.read_text("utf-8"))
    assert complaint(file) == ""
    assert not list(DRAFT_7.iter_errors(plain(table)))
    assert OURS.accepts(plain(table))
    assert is_fast(table)


@pytest.mark.parametrize("file", FILES["bad"], ids=lambda file: file.stem)
def test_bad_settings_are_refused_by_all_and_newscheck_explains_why(file: Path) -> None:
    text = file.read_text("utf-8")
    table = tomllib.loads(text)
    assert text.partition("\n")[0].removeprefix("# ") in complaint(file)
    assert list(DRAFT_7.iter_errors(plain(table)))
    assert not OURS.accepts(plain(table))
    assert not is_fast(table)


def constraints(schema: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Places in a schema that constrain a value; names of properties are no keywords."""
    entries = schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ()
    is_named = bool(path) and path[-1] in ("properties", "patternProperties", "definitions")
    for key, entry in entries:
        if isinstance(key, str) and not is_named:
            assert key in ANNOTATIONS | CONSTRAINTS, f"not every tool knows {key}"
            if key in CONSTRAINTS:
                yield (*path, key)
        yield from constraints(entry, (*path, key)) if key not in ("default", "enum", "required") else ()


def without(schema: Any, path: tuple[Any, ...]) -> Any:
    """A schema with one constraint less."""
    copy = json.loads(json.dumps(schema))
    place = copy
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return copy


def test_every_keyword_is_known_to_all_and_none_stands_beside_a_reference() -> None:
    """The requirements of ajv's strict mode and SchemaStore."""
    for path in constraints(SCHEMA):
        place = SCHEMA
        for key in path[:-1]:
            place = place[key]
        assert path[-1] not in TYPES or place["type"] in TYPES[path[-1]], path
    assert not re.search("[‘’“”]", json.dumps(SCHEMA, ensure_ascii=False))
    for match in re.finditer(r'\{[^{}]*"\$ref"[^{}]*\}', json.dumps(SCHEMA)):
        assert len(json.loads(match[0])) == 1, "draft-07 doesn't look at what stands beside a $ref"


BASE = package_data.schemas()["config"]
#: A wrong type of each is refused by the next test; without its `anyOf`, a `not` refuses more.
STRICT = [
    path for path in constraints(BASE) if path[-1] not in ("type", "allOf", "then") and path[-2:] != ("not", "anyOf")
]


@pytest.mark.parametrize("path", STRICT, ids=lambda path: ".".join(map(str, path)))
def test_every_constraint_refuses_a_bad_file(path: tuple[Any, ...]) -> None:
    base, looser = jsonschema.Draft7Validator(BASE), jsonschema.Draft7Validator(without(BASE, path))
    tables = [plain(tomllib.loads(file.read_text("utf-8"))) for file in FILES["bad"]]
    assert any(looser.is_valid(table) and not base.is_valid(table) for table in tables)


@pytest.mark.parametrize("name", SCHEMA["properties"])
def test_every_setting_refuses_a_wrong_type(name: str) -> None:
    for value in ([[]], {"x": [0]}, True):
        assert not DRAFT_7.is_valid({name: value})
        assert not OURS.accepts({name: value})
        assert not is_fast({name: value})


def test_the_schema_has_every_setting_and_nothing_else() -> None:
    known = {field.encode_name: field.default for field in msgspec.structs.fields(config.Project)}
    described = {name.replace("-", "_"): entry for name, entry in SCHEMA["properties"].items()}
    # The clock and what a command needs are no settings; the largest age becomes an option of its rule.
    of_commands = {
        "now",
        "collects_features",
        "finds_templates",
        "each",
        "follow_links",
        "file",
        "bounds",
        "no_code",
        "cache_dir",
        "scheduler",
        "left_out",
        "revision",
    }
    assert described.keys() - {"max_age"} == known.keys() - of_commands
    assert {name: known[name] for name, entry in described.items() if "default" in entry} == {
        name: entry["default"] for name, entry in described.items() if "default" in entry
    }


def test_rules_have_their_severity_options_and_documentation() -> None:
    described = SCHEMA["properties"]["rules"]["properties"]
    aliases = {alias for rule in rules.load().values() for alias in rule.aliases}
    assert described.keys() == rules.load().keys() | aliases
    for rule in rules.load().values():
        severity, table = described[rule.id]["anyOf"]
        assert described[rule.id]["description"] == rule.summary
        options = {name: entry for name, entry in table["properties"].items() if name != "severity"}
        assert table["properties"]["severity"] == severity == {"$ref": "#/definitions/severity"}
        assert {name.replace("-", "_"): entry["default"] for name, entry in options.items()} == dict(rule.options)
        for name, entry in options.items():
            assert f"`{name}`" in entry["description"], f"{rule.id}: what is {name}?"


WORDS = st.sampled_from(
    ["articles", "title", "epoch-*", "rfi", "image-missing", "6h", "0h", "2021-10-26", "2021-13-26"]
)
SHOWN = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
MOMENTS = st.dates() | st.datetimes() | st.dates().map(str)
GOOD: dict[str, st.SearchStrategy[Any]] = {
    "paths": st.lists(st.text(SHOWN, min_size=1, max_size=9)),
    "select": st.lists(st.sampled_from(["title", "body-too", "epoch-*", "[ab]*", "record-schema"])),
    "fail-on": st.sampled_from(["error", "never"]),
    "since": MOMENTS.filter(lambda moment: "1000" < str(moment) < "9000"),
    "max-age": st.sampled_from(["90m", "6h", "1.5d", "0.1h"]),
    "min-share": st.floats(0, 1) | st.integers(0, 1),
    "jobs": st.integers(0, 9) | st.sampled_from([2.0]),
    "baseline": st.just("known.txt"),
    "rules": st.fixed_dictionaries(
        {},
        optional={
            "title-empty": st.sampled_from(["off", "note"]) | st.just({}),
            "feed-silent": st.fixed_dictionaries(
                {}, optional={"max-hours": st.integers(0, MAX_NUMBER), "least": st.floats(0, 9)}
            ),
            "furniture-leaked": st.fixed_dictionaries({"marks": st.lists(st.text(SHOWN, max_size=3))}),
        },
    ),
    "fields": st.dictionaries(
        st.sampled_from(["title", "epoch_ms", "body"]),
        st.text(SHOWN, max_size=9) | st.lists(st.text(SHOWN, max_size=9), max_size=2),
    ),
    "suppress": st.lists(
        st.fixed_dictionaries(
            {"rule": st.sampled_from(["title", ["lead-missing", "url-*"]]), "reason": st.just("gone")},
            optional={"since": MOMENTS, "until": MOMENTS, "path": st.just("a/*")},
        ),
        max_size=2,
    ),
}
TEXT = WORDS | st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**60), 2**60) | st.floats(-1e9, 1e9) | TEXT | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=5,
)


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """Settings with another value at some depth."""
    table = draw(st.fixed_dictionaries({}, optional=GOOD))
    place: Any = table
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        known = SCHEMA["properties"] if place is table else rules.load() if place is table.get("rules") else ()
        key = draw(st.sampled_from([*keys, *known]) | TEXT if isinstance(place, dict) else st.sampled_from(keys))
        inner = place.get(key) if isinstance(place, dict) else place[key]
        if not inner or not isinstance(inner, (dict, list)) or draw(st.booleans()):
            place[key] = draw(VALUES)
            return table
        place = inner


@settings(deadline=None)
@given(table=st.fixed_dictionaries({}, optional=GOOD))
def test_generated_good_settings_are_good_to_all(
    tmp_path_factory: pytest.TempPathFactory, table: dict[str, Any]
) -> None:
    file = written(tmp_path_factory, table)
    read = tomllib.loads(file.read_text("utf-8"))
    assert complaint(file) == ""
    assert OURS.accepts(plain(read)) and DRAFT_7.is_valid(plain(read)) and is_fast(read)


@settings(deadline=None)
@given(table=mutated())
def test_newscheck_and_all_validators_agree(tmp_path_factory: pytest.TempPathFactory, table: dict[str, Any]) -> None:
    file = written(tmp_path_factory, table)
    read = tomllib.loads(file.read_text("utf-8"))
    as_json, as_toml, message = OURS.accepts(plain(read)), is_fast(read), complaint(file)
    assert DRAFT_7.is_valid(plain(read)) == as_json
    # A date in the place of a text is text in JSON.
    assert as_json == as_toml or (as_json and "a date where none can stand" in message)
    assert as_toml or message, "the schema refuses what newscheck takes"
    assert not as_toml or not message or ONLY_OURS.search(message)


def written(factory: pytest.TempPathFactory, table: dict[str, Any]) -> Path:
    # Not above the folders of other tests, which would load it.
    file = factory.getbasetemp() / "generated" / "newscheck.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(f"{toml(key)} = {toml(value)}\n" for key, value in table.items()), "utf-8", newline="\n")
    return file


def validate_pyproject(*args: str, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "validate_pyproject", *args]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False, **kwargs)


@pytest.mark.slow
def test_validate_pyproject_agrees(tmp_path: Path, plugin_environment: dict[str, str]) -> None:
    expected = {}
    for kind, files in FILES.items():
        for file in files:
            table = tomllib.loads(file.read_text("utf-8"))
            path = tmp_path / kind / file.stem / "pyproject.toml"
            path.parent.mkdir(parents=True)
            path.write_text(f"[tool]\nnewscheck = {toml(table)}\n", "utf-8", newline="\n")
            expected[str(path.relative_to(tmp_path))] = "Valid" if kind == "good" else "Invalid"
    done = validate_pyproject(*expected, cwd=tmp_path, env=plugin_environment)
    verdicts = re.findall(r"^(Valid|Invalid) file: (.*)$", done.stdout, re.MULTILINE)
    assert {file: verdict for verdict, file in verdicts} == expected
    assert done.returncode == 1


def test_validate_pyproject_lists_the_plugin(plugin_environment: dict[str, str]) -> None:
    done = validate_pyproject("--help", env=plugin_environment)
    assert "* 'newscheck': settings of newscheck" in done.stdout
    assert pyproject_schema.get_schema("newscheck") == package_data.schema("config")


def test_a_mark_of_an_editor_of_windows_is_read_over(tmp_path: Path) -> None:
    (tmp_path / "newscheck.toml").write_bytes(b"\xef\xbb\xbf" + b'fail-on = "warning"\r\n')
    assert config.load({}, file=str(tmp_path / "newscheck.toml")).fail_on == "warning"
