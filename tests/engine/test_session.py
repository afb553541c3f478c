"""A session makes each object once for any command, and shares it with the sessions derived from it."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.cli import group
from newscheck.engine.session import Session
from newscheck.engine.settings import custom_schema, reference_file, site_files
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.text.timestamps import DAY

WriteDump = Callable[[list[Mapping[str, Any]]], Path]
#: The function that makes each object of a session, by its name in the figures below.
MAKERS = {
    "checker": (Checker, "__init__"),
    "sites": (site_files, "load"),
    "schema": (custom_schema.CustomSchema, "__init__"),
    "reference": (reference_file, "parse"),
}


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each object has been made."""
    numbers: Counter[str] = Counter()

    def counted(name: str, make: Callable[..., Any]) -> Callable[..., Any]:
        def count(*args: Any, **options: Any) -> Any:
            numbers[name] += 1
            return make(*args, **options)

        return count

    for name, (owner, attribute) in MAKERS.items():
        monkeypatch.setattr(owner, attribute, counted(name, getattr(owner, attribute)))
    return numbers


@pytest.fixture
def dump(write_dump: WriteDump, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Articles, their reference, and a schema in the working folder."""
    folder = write_dump([{} for _ in range(3)])
    monkeypatch.chdir(folder)
    CliRunner().invoke(group, ["profile", "rfi", "-o", "reference.json"], catch_exceptions=False)
    Path("own.json").write_text(json.dumps({"$ref": "part.json"}))
    Path("part.json").write_text("{}")
    return folder


@pytest.mark.parametrize(
    ("args", "names"),
    [
        pytest.param(["validate", "rfi"], {"checker", "sites"}, id="validate"),
        pytest.param(
            ["validate", "rfi", "--reference", "reference.json", "--update-reference"],
            {"checker", "sites", "reference"},
            id="a reference",
        ),
        pytest.param(["validate", "rfi", "--schema", "own.json"], {"checker", "sites", "schema"}, id="a schema"),
        pytest.param(["layouts", "rfi"], {"checker", "sites"}, id="layouts"),
        pytest.param(["profile", "rfi", "-o", "made.json"], {"checker", "sites"}, id="profile"),
    ],
)
def test_a_command_makes_each_thing_once(dump: Path, counts: Counter[str], args: list[str], names: set[str]) -> None:
    result = CliRunner().invoke(group, args, catch_exceptions=False, standalone_mode=False)
    assert result.exit_code in (0, 1), result.output
    assert counts == dict.fromkeys(names, 1)


def test_a_run_of_pytest_makes_each_thing_once(
    pytester: pytest.Pytester, dump: Path, counts: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pytester.path)
    pytester.path.joinpath("newscheck.toml").write_text(f'schema = "{dump / "own.json"}"\njobs = 1\n')
    pytester.makepyfile(test_it="def test_an_article(newscheck): newscheck.check({'title': 'a'})")
    result = pytester.inline_run(f"--rootdir={pytester.path}", f"--newscheck={dump / 'rfi'}", "test_it.py")
    assert result.ret in (0, 1)
    assert len(result.getreports("pytest_runtest_logreport")) > 3
    assert counts == {"checker": 1, "sites": 1, "schema": 1}


def test_a_derived_session_shares_what_does_not_depend_on_the_difference(dump: Path, counts: Counter[str]) -> None:
    session = Session(Project(now=examples.NOW, schema="own.json", reference="reference.json"))
    later = session.at(examples.NOW + 1)
    other = later.replace(select=("title-empty",), min_share=0.5)
    # The first session that needs it makes it for all.
    assert other.schema is session.schema is later.schema
    assert other.reference is session.reference
    assert later.checker is later.checker is not session.checker
    assert other.checker.selection is not later.checker.selection
    assert later.detection_settings.latest == examples.NOW + 1 + DAY
    assert counts == {"checker": 2, "sites": 1, "schema": 1, "reference": 1}
    assert session.replace(schema=None).schema is None
    assert session.for_site("rfi") is session.for_site("rfi")


SUPPRESSION = {"path": "*", "rule": "title-empty", "reason": "known"}


@pytest.mark.parametrize(
    ("thing", "settings"),
    [
        pytest.param("sites", {"sites": ("own.toml",)}, id="sites"),
        pytest.param("schema", {"schema": "part.json"}, id="schema"),
        pytest.param("reference", {"reference": None}, id="reference"),
        pytest.param("suppressions", {"suppress": (SUPPRESSION,)}, id="suppressions"),
        pytest.param("checker", {"rules": {"title-empty": "off"}}, id="rules"),
        pytest.param("checker", {"select": ("title-empty",)}, id="selected rules"),
        pytest.param("checker", {"each": True}, id="files one by one"),
        pytest.param("checker", {"fields": {"title": "headline"}}, id="fields"),
        pytest.param("checker", {"site": "rfi"}, id="the site of all articles"),
        pytest.param("detection_settings", {"min_share": 0.5}, id="the least share"),
        pytest.param("scan_identity", {"reference": None}, id="the identity of a scan"),
        pytest.param("cache_identity", {"schema": "part.json"}, id="the identity of results"),
    ],
)
def test_a_derived_session_makes_what_depends_on_the_difference(
    dump: Path, thing: str, settings: dict[str, Any]
) -> None:
    Path("own.toml").write_text('hosts = ["mypaper.example"]\n')
    session = Session(Project(now=examples.NOW, schema="own.json", reference="reference.json"))
    first = getattr(session, thing)
    assert getattr(session.replace(**settings), thing) != first
    assert getattr(session.replace(**settings).at(examples.NOW + 1), thing) != first


@pytest.mark.parametrize("name", ["sites", "suppressions", "checker"])
def test_rules_of_another_project_are_looked_for(dump: Path, name: str) -> None:
    session = Session(Project(now=examples.NOW, suppress=(SUPPRESSION,)))
    assert getattr(session, name)
    with pytest.raises(UsageError, match="no module or entry point 'mine'"):
        getattr(session.replace(rules_from=("mine",)), name)


@pytest.mark.parametrize("name", ["suppressions", "checker"])
def test_rules_that_are_no_longer_left_out_have_to_be_known(dump: Path, name: str) -> None:
    unknown = {"suppress": ({**SUPPRESSION, "rule": "title-shouting"},), "ignore": ("title-shouting",)}
    session = Session(Project(now=examples.NOW, left_out=("rules-from",), **unknown))
    assert getattr(session, name) is not None
    with pytest.raises(UsageError, match="unknown rule 'title-shouting'"):
        getattr(session.replace(left_out=()), name)


def test_a_derived_session_checks_at_its_own_time() -> None:
    session = Session(Project(now=examples.NOW))
    active = [
        session.at(now).checker.selection.active("article", session.checker.sites.generic).rules[0].ctx.now
        for now in (examples.NOW, examples.NOW + 1, examples.NOW)
    ]
    assert active == [examples.NOW, examples.NOW + 1, examples.NOW]


def test_a_scan_depends_on_what_is_in_the_reference(dump: Path) -> None:
    made = [Session(Project(now=examples.NOW, reference="reference.json")).scan_identity]
    text = Path("reference.json").read_text()
    Path("reference.json").write_text(text.replace("rfi", "rfj"))
    made.append(Session(Project(now=examples.NOW, reference="reference.json")).scan_identity)
    assert made[0] != made[1]


def test_the_files_of_a_run_are_no_articles(dump: Path) -> None:
    Path("own.toml").write_text('hosts = ["mypaper.example"]\n')
    Path("known.json").write_text("[]")
    given = {"schema": "own.json", "reference": "reference.json", "baseline": "known.json", "sites": ["own.toml"]}
    session = Session.load(given, besides=["beside.json"])
    Path("beside.json").write_text("[]")
    Path("article.json").write_text("[]")
    assert [entry.path for entry in session.walk(["."]) if entry.path.endswith(".json")] == ["article.json"]
    assert [Path(file).name for file in session.input_files] == [
        *("reference.json", "known.json", "own.json", "part.json", "own.toml")
    ]


def test_another_process_gets_the_settings_only() -> None:
    session = Session(Project(now=examples.NOW, select=("title-empty",)))
    _ = session.checker
    for sent in (session, session.at(examples.NOW + 1)):
        there = pickle.loads(pickle.dumps(sent))
        assert there.project == sent.project
        assert "checker" not in vars(there)
        assert there.origin_with_same(()) is None
