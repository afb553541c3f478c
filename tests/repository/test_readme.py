"""The README is true: its session is the program's, its table is generated, its examples work."""

from __future__ import annotations

import json
import re
import runpy
import tomllib
from pathlib import Path
from types import ModuleType

import forked_process
import jsonschema
import pytest

from newscheck import registry, rules
from newscheck.article.sites import SiteIndex
from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.checker.rule_selection import CheckerSettings
from newscheck.engine.settings import package_data
from newscheck.engine.settings.rule_settings import check_rule_settings
from newscheck.layout import thresholds

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
LAYOUTS = (ROOT / "docs" / "layouts.md").read_text("utf-8")
CI = (ROOT / "docs" / "ci.md").read_text("utf-8")
UPDATE = runpy.run_path(str(ROOT / "docs" / "update.py"))


def blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def newscheck(*args: str) -> str:
    environment = {"COLUMNS": "100", "NO_COLOR": "1", "PATH": "", "PYTHONUTF8": "1"}
    return forked_process.run_text(args, cwd=ROOT, env=environment).stdout


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if "formats" in name else ()) for name in UPDATE["UPDATED"]],
)
def test_generated_parts_are_current(name: str) -> None:
    """`python docs/update.py` writes them."""
    text = (ROOT / name).read_text("utf-8")
    assert UPDATE["UPDATED"][name](text) == text


@pytest.mark.parametrize(
    ("name", "generated"),
    [
        pytest.param("README.md", r"^\| `.*` \| error \|.*\n", id="rules"),
        pytest.param("README.md", r"^\| `newscheck .*\n", id="commands"),
        pytest.param("README.md", r"^\d+ files, .*\n", id="session"),
        pytest.param("README.md", r"(?<=\|)text(?=`,)", id="names of output formats"),
        pytest.param("README.md", r"^\| JSON \|.*\n", id="input formats"),
        pytest.param("docs/ci.md", r"^\| `json` \|.*\n", id="output formats"),
        pytest.param("docs/formats.md", r"^\| \[`fundus`\].*\n", id="presets", marks=pytest.mark.slow),
        pytest.param("docs/formats.md", r"^newscheck: items of .*\n", id="what commands print", marks=pytest.mark.slow),
        pytest.param(".pre-commit-hooks.yaml", r"\|json(?=\|)", id="suffixes"),
    ],
)
def test_the_script_writes_what_is_generated(name: str, generated: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    stale = re.sub(generated, "", text, count=1, flags=re.MULTILINE)
    assert stale != text
    assert UPDATE["UPDATED"][name](stale) == text


@pytest.mark.parametrize(
    "text", blocks("toml") + blocks("toml", LAYOUTS) + blocks("toml", CI), ids=lambda text: text.split("\n")[0]
)
def test_configuration_examples_are_valid(text: str) -> None:
    table = tomllib.loads(text)
    name = "config" if "tool" in table else "site"
    plain = json.loads(json.dumps(table["tool"]["newscheck"] if name == "config" else table, default=str))
    jsonschema.Draft202012Validator(package_data.schema(name)).validate(plain)
    check_rule_settings(plain.get("rules", {}), "README", rules.load())


def test_the_rule_of_the_example_works() -> None:
    (source,) = blocks("python")
    module = ModuleType("newscheck.rules.title_shouting")
    exec(source, vars(module))
    module.__doc__ = source.split('"""')[1]
    rule = rules.build("title_shouting", module)
    known = {**rules.load(), rule.id: rule}
    checker = Checker(
        known,
        SiteIndex(package_data.sites()),
        package_data.record_schemas(),
        CheckerSettings(now=examples.NOW, selected=frozenset(known)),
    )
    for bad in rule.bad:
        assert {finding.rule for finding in examples.run(checker, "article", bad).findings} == {rule.id}
    for good in rule.good:
        assert examples.run(checker, "article", good).findings == []


def test_the_lines_for_the_shells_are_those_of_the_help() -> None:
    lines = [
        line.strip() for line in newscheck("completion", "--help").splitlines() if " > ~/." in line and "&&" in line
    ]
    assert len(lines) == 3
    for line in lines:
        assert f"    $ {line}\n" in README


@pytest.mark.parametrize("text", [README, LAYOUTS], ids=["README", "layouts"])
def test_the_table_of_false_alarms_is_the_measured_one(text: str) -> None:
    (scores,) = re.findall(r"^\| score \| (.*) \|$", text, re.MULTILINE)
    (rates,) = re.findall(r"^\| false alarms per 10,000 articles \| (.*) \|$", text, re.MULTILINE)
    rows = zip(*([float(cell.strip("* ")) for cell in row.split("|")] for row in (scores, rates)), strict=True)
    assert tuple(rows) == tuple(thresholds.MEASURED_RATES)


@pytest.mark.parametrize("text", [README, LAYOUTS, CI], ids=["README", "layouts", "ci"])
def test_commands_take_the_options_that_are_named(text: str) -> None:
    for name, options in re.findall(r"^    (?:\$ )?newscheck (\w+) (.*)$", text, re.MULTILINE):
        command = registry.module("cli", name).command
        if name in ("profile", "fixture", "sites"):
            named = options.split()[0]
            command = command.commands.get(named, command.commands.get("save"))
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in options.split() if word.startswith("-") and word != "-"} <= known
