"""What `newscheck schema NAME` prints is one file with all its references, which any program accepts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fastjsonschema
import jsonschema
import pytest

from newscheck.article.extraction import to_article
from newscheck.checker import examples
from newscheck.checker.json_schema import CompiledSchema
from newscheck.engine.session import default_checker
from newscheck.engine.settings import package_data
from newscheck.engine.settings.compound_schema import bundle as whole
from newscheck.model import RawInput
from newscheck.readers import read
from newscheck.synthetic import specimen

NAMES = sorted(package_data.schemas())
RECORDS = ["article", "rfi"]
RECORD = next(
    to_article(document, default_checker(examples.NOW).sites).record
    for document in read(RawInput("a.md", specimen.render()))
)
#: Both schemas refuse each; RFI's leaves most constraints to the article's.
REFUSED: list[dict[str, Any]] = [
    {"title": " "},
    {"url": "/cn/a"},
    {"paragraphs": [""]},
    {"dateline": "16/08/2023"},
    {"epoch_ms": 1},
    {"body": None},
]


def references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from (value for key, value in schema.items() if key == "$ref" and isinstance(value, str))
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from references(inner)


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_leads_into_the_schema_itself(name: str) -> None:
    printed = package_data.schema(name)
    for reference in references(printed):
        place: Any = printed
        assert reference.startswith("#/"), reference
        for part in reference[2:].split("/"):
            place = place[part]


def test_there_is_one_that_refers_to_another() -> None:
    assert any(
        not reference.startswith("#") for schema in package_data.schemas().values() for reference in references(schema)
    )


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("change", [{}, {"image": None}, *REFUSED], ids=lambda change: json.dumps(change))
def test_it_accepts_the_same_as_the_one_that_newscheck_uses(name: str, change: dict[str, Any]) -> None:
    record = {**RECORD, **change}
    used = package_data.record_schemas()[name].accepts(record)
    assert CompiledSchema(package_data.schema(name)).accepts(record) == used
    assert is_fast(name, record) == used
    assert jsonschema.Draft202012Validator(package_data.schema(name)).is_valid(record) == used
    assert used == (not change or (change == {"image": None} and name == "article"))


def is_fast(name: str, record: Any) -> bool:
    try:
        # It changes the schema that it compiles.
        fastjsonschema.compile(json.loads(json.dumps(package_data.schema(name))))(record)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


@pytest.mark.parametrize("name", NAMES)
def test_fastjsonschema_compiles_it(name: str) -> None:
    assert callable(fastjsonschema.compile(json.loads(json.dumps(package_data.schema(name)))))


def test_what_is_embedded_refers_to_itself_and_on() -> None:
    known: dict[str, Any] = {
        "a": {"$id": "urn:a", "$schema": "x", "items": {"$ref": "#/$defs/own"}, "$defs": {"own": {"$ref": "urn:b"}}},
        "b": {"$id": "urn:b", "$ref": "urn:a#/$defs/own", "properties": {"$ref": {"const": {}}}},
    }
    assert whole({"$id": "urn:c", "$ref": "urn:a", "$defs": {"mine": {"$ref": "#"}}}, known) == {
        "$id": "urn:c",
        "$ref": "#/$defs/a",
        "$defs": {
            "mine": {"$ref": "#"},
            "a": {"items": {"$ref": "#/$defs/a/$defs/own"}, "$defs": {"own": {"$ref": "#/$defs/b"}}},
            "b": {"$ref": "#/$defs/a/$defs/own", "properties": {"$ref": {"const": {}}}},
        },
    }
    alone = {"$id": "urn:d", "items": {"$ref": "#/$defs/x"}, "$defs": {"x": {}}}
    assert whole(alone, known) == alone


#: Programs that read a schema as a file: the command for schema, valid record and invalid record.
PROGRAMS = {
    "check-jsonschema": ["--schemafile", "{schema}", "{record}"],
    "ajv": ["validate", "--spec=draft2020", "--strict=true", "-s", "{schema}", "-d", "{record}"],
    # Another program has its name.
    "sourcemeta-jsonschema": ["validate", "{schema}", "{record}"],
    "datamodel-codegen": ["--input", "{schema}", "--input-file-type", "jsonschema", "--output", "{record}.py"],
}


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("name", RECORDS)
def test_other_programs_take_it(program: str, name: str, tmp_path: Path) -> None:
    path = shutil.which(program, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if path is None:
        pytest.skip(f"{program} is not installed")
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps(package_data.schema(name)), "utf-8")
    codes = []
    for record, change in (("good", {}), ("bad", REFUSED[0])):
        file = tmp_path / f"{record}.json"
        file.write_text(json.dumps({**RECORD, **change}), "utf-8")
        words = [word.format(schema=schema, record=file) for word in PROGRAMS[program]]
        done = subprocess.run([path, *words], capture_output=True, encoding="utf-8", timeout=120, cwd=tmp_path)
        codes.append(done.returncode)
    # A code generator gets no record.
    assert codes == [0, 0 if program == "datamodel-codegen" else 1], done.stdout + done.stderr
