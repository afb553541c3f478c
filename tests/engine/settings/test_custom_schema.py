"""A schema of one's own: what it refers to, where that is read from, and the remarks on it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from newscheck.checker import examples
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.settings.custom_schema import CustomSchema
from newscheck.errors import UsageError
from newscheck.synthetic import specimen

TITLE = {"title": {"type": "string", "maxLength": 3}}
RECORD = {"title": "海上救援协定"}


def write(folder: Path, **schemas: Any) -> Path:
    """Schemas as files in a folder; the path of the one named `own`."""
    for name, schema in schemas.items():
        path = folder / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(schema), "utf-8")
    return folder / "own.json"


def refer(reference: str, **more: Any) -> dict[str, Any]:
    return {"allOf": [{"$ref": reference}], **more}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    return tmp_path / "repository"


@pytest.mark.parametrize(
    ("reference", "own", "there"),
    [
        pytest.param("part.json", {}, "part", id="a file beside it"),
        pytest.param("./part.json", {}, "part", id="with a dot"),
        pytest.param("more/part.json", {}, "more/part", id="a file below"),
        pytest.param("../part.json", {}, "../part", id="a file above, in the repository"),
        pytest.param("part.json#/$defs/t", {}, "part", id="a part of it"),
        pytest.param("%E9%83%A8.json", {}, "部", id="a name that is not ASCII"),
        pytest.param("part.json", {"$id": "own.json"}, "part", id="an $id that is its name"),
        pytest.param("part.json", {"$id": "https://example.org/s/own.json"}, "part", id="an $id elsewhere"),
        pytest.param("more/part.json", {"$id": "https://example.org/s/own.json"}, "more/part", id="below an $id"),
        pytest.param("https://example.org/s/part.json", {"$id": "https://example.org/s/o"}, "part", id="by that URI"),
    ],
)
def test_a_file_of_the_same_repository_may_be_referred_to(
    reference: str, own: dict[str, Any], there: str, repository: Path
) -> None:
    part = {"$defs": {"t": {"properties": TITLE}}, "properties": TITLE}
    file = write(repository / "schemas", own=refer(reference, **own), **{there: part})
    judge = CustomSchema(str(file)).compiled
    assert not judge.accepts(RECORD)
    assert [pointer for pointer, _ in judge.violations(RECORD)] == ["/title"]
    files = (str(file), os.path.realpath(repository / "schemas" / f"{there}.json"))
    assert tuple(CustomSchema(str(file)).documents) == files


def test_a_referred_file_refers_on_and_has_a_draft_of_its_own(repository: Path) -> None:
    file = write(
        repository,
        own=refer("a/one.json"),
        **{
            "a/one": {"$id": "https://example.org/one.json", **refer("two.json")},
            "a/two": {"$schema": "http://json-schema.org/draft-04/schema#", "properties": {"n": LIMIT}},
        },
    )
    judge = CustomSchema(str(file)).compiled
    assert judge.accepts({"n": 4}) and not judge.accepts({"n": 3})
    assert len(CustomSchema(str(file)).documents) == 3


LIMIT = {"minimum": 3, "exclusiveMinimum": True}


def test_a_file_without_a_draft_is_read_as_what_refers_to_it(repository: Path) -> None:
    own = refer("part.json", **{"$schema": "http://json-schema.org/draft-07/schema#"})
    part = {"properties": {"images": {"items": [{"type": "string"}], "additionalItems": False}}}
    judge = CustomSchema(str(write(repository, own=own, part=part))).compiled
    assert judge.accepts({"images": ["a"]}) and not judge.accepts({"images": ["a", "b"]})


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        pytest.param("https://example.org/a.json", "nothing is fetched", id="the network"),
        pytest.param("http://127.0.0.1:1/a.json", "nothing is fetched", id="this machine's network"),
        pytest.param("urn:example:a", "nothing is fetched", id="a name"),
        pytest.param("file://example.org/a.json", "nothing is fetched", id="another machine's disk"),
        pytest.param("part.json?a", "nothing is fetched", id="a query"),
        pytest.param("../outside.json", "outside of", id="above the repository"),
        pytest.param("%2e%2e/outside.json", "outside of", id="above it, in disguise"),
        pytest.param("/etc/hostname", "outside of", id="an absolute path"),
        pytest.param("file:///etc/hostname", "outside of", id="an absolute URI"),
        pytest.param("link.json", "outside of", id="a link that leaves it"),
        pytest.param("way/outside.json", "outside of", id="behind a link that leaves it"),
        pytest.param("none.json", "no such file", id="nothing"),
        pytest.param("folder", "is a directory", id="a folder"),
        pytest.param("pipe", "neither a file", id="what has no end"),
        pytest.param("list.json", "not of types", id="no schema"),
        pytest.param("text.json", "not JSON", id="no JSON"),
        pytest.param("meta.json", "$schema 'urn:my:meta' is unknown", id="an unknown draft"),
        pytest.param("共.json", "Invalid URI reference", id="no URI"),
        pytest.param("own.json#/none", "'/none' does not exist", id="a part that isn't there"),
    ],
)
def test_what_else_is_referred_to_is_refused_in_one_line(reference: str, reason: str, repository: Path) -> None:
    file = write(repository, own=refer(reference), list=[1], meta={"$schema": "urn:my:meta"})
    write(repository.parent, outside={"properties": TITLE})
    (repository / "text.json").write_text("title")
    (repository / "folder").mkdir()
    os.mkfifo(repository / "pipe")
    (repository / "link.json").symlink_to(repository.parent / "outside.json")
    (repository / "way").symlink_to(repository.parent)
    with pytest.raises(UsageError) as raised:
        CustomSchema(str(file))
    message = str(raised.value)
    assert message.startswith(f"schema {file}: ") and reason in message and "\n" not in message


def test_without_a_repository_nothing_above_the_schema_is_read(tmp_path: Path) -> None:
    write(tmp_path, part={"properties": TITLE})
    file = write(tmp_path / "schemas", own=refer("../part.json"))
    with pytest.raises(UsageError, match=r"outside of .*schemas"):
        CustomSchema(str(file))


def test_a_link_inside_the_repository_is_followed(repository: Path) -> None:
    file = write(repository, own=refer("link.json"), **{"more/part": {"properties": TITLE}})
    (repository / "link.json").symlink_to("more/part.json")
    assert not CustomSchema(str(file)).compiled.accepts(RECORD)


def test_the_files_of_a_schema_have_a_limit(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(repository, own=refer("a.json"), a=refer("b.json"), b=refer("c.json"), c={})
    assert CustomSchema(str(file)).compiled.accepts({})
    monkeypatch.setattr("newscheck.engine.settings.custom_schema._MOST", 2)
    with pytest.raises(UsageError, match="more than 2 files"):
        CustomSchema(str(file))
    monkeypatch.undo()
    monkeypatch.setattr("newscheck.engine.settings.custom_schema._LONGEST", 5)
    with pytest.raises(UsageError, match="over the limit"):
        CustomSchema(str(file))


def test_results_are_forgotten_when_a_referred_file_changes(repository: Path) -> None:
    file = write(repository, own=refer("part.json"), part={"properties": TITLE})
    project = Project(now=examples.NOW, schema=str(file))
    before = Session(project).cache_identity
    assert Session(project).cache_identity == before
    write(repository, part={"properties": {}})
    assert Session(project).cache_identity != before


def test_a_file_of_a_schema_is_no_article(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    write(repository, own=refer("part.json"), part={"properties": TITLE})
    project = Session.load({"schema": "own.json"}).project
    assert {"./own.json", "./part.json"} <= set(project.exclude)


def test_the_whole_path_reports_what_a_referred_file_refuses(repository: Path) -> None:
    file = write(repository, own=refer("part.json", **refer("urn:newscheck:schema:article")), part={})
    assert not judged(file)
    write(repository, own=refer("part.json"), part={"properties": {"title": {"pattern": r"^\w+$"}}})
    ((pointer, message),) = judged(file)
    assert pointer == "/title" and message.endswith(r"is not of the form ^\w+$")


def judged(file: Path) -> list[tuple[str, str]]:
    judge = Session(Project(now=examples.NOW, schema=str(file), select=("record-schema",))).checker
    (raw,) = specimen.series([{}])
    result = judge.check(raw)
    assert not result.crashes
    return [(finding.pointer, finding.message) for finding in result.findings]


REMARKS: list[Any] = [
    pytest.param({"title": {"pattern": "[a-z]"}}, [], id="nothing to say"),
    pytest.param(
        {"title": {"pattern": r"^\w+$"}},
        [r"Python's re (jsonschema): /properties/title/pattern (\w is ASCII only, $ is the very end"],
        id="two differences",
    ),
    pytest.param({"title": {"pattern": r"\p{Han}"}}, ["/title/pattern (not valid in re)"], id="unreadable"),
    pytest.param({f"f{n}": {"pattern": r"\d"} for n in range(9)}, ["and 6 more"], id="many"),
    pytest.param({"title": {"patternProperties": {r"\d": {}}}}, [r"/title/patternProperties/\d"], id="names"),
    pytest.param({"pattern": {"const": {"pattern": r"\d"}}}, [], id="a field of that name, a value"),
    pytest.param({"a": {"format": "date"}}, ["format is not checked", "/properties/a/format"], id="format"),
    pytest.param({"a": {"anyOf": [{}, {"items": {"pattern": "."}}]}}, ["/a/anyOf/1/items/pattern"], id="deep"),
]


@pytest.mark.parametrize(("properties", "words"), REMARKS)
def test_what_python_reads_otherwise_is_said_in_a_line(
    properties: dict[str, Any], words: list[str], repository: Path
) -> None:
    file = write(repository, own={"properties": properties})
    remarks = CustomSchema(str(file)).remarks
    assert len(remarks) == bool(words)
    assert all(word in remark for remark in remarks for word in words)


def test_remarks_look_into_referred_files(repository: Path) -> None:
    file = write(repository, own=refer("part.json"), part={"properties": {"title": {"pattern": r"\d"}}})
    assert len(CustomSchema(str(file)).remarks) == 1


def test_the_project_crosses_a_process_border_with_its_schema(repository: Path) -> None:
    file = write(repository, own=refer("part.json"), part={"properties": TITLE})
    project = Project(now=examples.NOW, schema=str(file), select=("record-schema",))
    there = msgspec.convert(msgspec.to_builtins(project), Project)
    (raw,) = specimen.series([{}])
    assert Session(there).checker.check(raw).findings == Session(project).checker.check(raw).findings != []


def test_the_example_of_the_documents(repository: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "schema.md").read_text("utf-8")
    own = json.loads(page.partition("```json\n")[2].partition("```")[0])
    file = write(repository, own=own, **{"parts/image": {"pattern": "^https://s[.]rfi[.]fr/"}})
    assert judged(file) == []
    write(repository, **{"parts/image": {"pattern": "^https://example[.]org/"}})
    assert [pointer for pointer, _ in judged(file)] == ["/image"]
    assert len(CustomSchema(str(file)).remarks) == 1
