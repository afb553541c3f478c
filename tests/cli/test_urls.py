"""Where URLs are no paths: in settings, beside options about git, and for commands that need files of this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from command_line import run

from newscheck.cli import _terminal
from newscheck.engine.remote import connection
from newscheck.engine.session import Session

URL = "https://user:5ecret@host.invalid/a.zip?5ecret"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection is made."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(connection, "filesystem", lambda scheme: pytest.fail("a connection"))


@pytest.mark.parametrize("setting", ['paths = ["%s"]', 'sites = ["%s"]', 'schema = "%s"', 'baseline = "%s"'])
@pytest.mark.parametrize("form", ["newscheck.toml", "pyproject.toml"])
def test_settings_have_no_urls(setting: str, form: str) -> None:
    table = "" if form == "newscheck.toml" else "[tool.newscheck]\n"
    Path(form).write_text(table + setting % URL + "\n")
    done = run("validate")
    name = setting.partition(" ")[0]
    assert done.code == 2 and done.err.count("\n") == 1 and "5ecret" not in done.err
    assert f"{form}: {name}: https://host.invalid/a.zip: URLs are not taken from settings, which a pull re" in done.err


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["validate", "s3://news", "--changed-since", "HEAD"], "--changed-since"),
        (["validate", "s3://news", "--rev", "HEAD"], "--rev"),
        (["validate", "s3://news", "--each"], "--each"),
        (["validate", "s3://news", "--stdin-paths"], "--stdin-paths"),
        (["validate", "s3://news", "--history", "HEAD"], "--history"),
        (["validate", "-", "s3://news"], "-"),
        (["layouts", "s3://news", "--rev", "HEAD"], "--rev"),
        (["layouts", "--diff", "s3://news/a.md", "b.md"], "--diff"),
        (["profile", "s3://news", "-o", "r.json", "--rev", "HEAD"], "--rev"),
    ],
)
def test_options_about_git_and_files_take_none(words: list[str], option: str) -> None:
    done = run(*words)
    assert done.code == 2
    assert (
        done.err == f"newscheck: {option} is about git, stdin or files of this machine: give no URL as PATH with it\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["init", "s3://news/a.md"], id="init"),
        pytest.param(["fixture", "minimise", "s3://news/a.md"], id="minimise"),
        pytest.param(["fixture", "add", "s3://news/a.md"], id="add"),
    ],
)
def test_commands_that_write_beside_files_take_none(words: list[str]) -> None:
    done = run(*words)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "s3://news/a.md is a URL, and this command takes files of this machine only" in done.err


@pytest.mark.parametrize("option", ["--config", "--schema", "--reference"])
def test_files_of_options_are_of_this_machine(option: str) -> None:
    done = run("validate", option, URL)
    assert (done.code, done.out) == (2, "")
    assert (
        done.err == f"newscheck: https://host.invalid/a.zip is a URL, and {option} takes files of this machine only\n"
    )


def test_a_cache_is_on_this_machine() -> None:
    done = run("validate", "--cache-dir", URL)
    line = "newscheck: https://host.invalid/a.zip is a URL, and the cache takes files of this machine only\n"
    assert (done.code, done.err) == (2, line)


@pytest.mark.parametrize("option", ["-o", "--write-baseline", "--report=json="])
def test_results_are_written_to_this_machine(option: str) -> None:
    """Also where there is a folder with the name of a scheme."""
    Path("https:/host.invalid").mkdir(parents=True)
    Path("a.md").write_text("<!--x-->")
    url = "https://host.invalid/a.json"
    done = run("validate", "a.md", *([option + url] if option.endswith("=") else [option, url]))
    line = f"newscheck: can't write {url}: a URL; results are written to files of this machine\n"
    assert (done.code, done.err) == (2, line)
    assert not any(Path("https:/host.invalid").iterdir())


def test_a_bucket_is_not_listed_for_the_sake_of_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with _terminal.progress(False, Session.load({}), ["s3://news"]) as progress:
        assert progress is not None


def test_paths_on_stdin_are_none() -> None:
    done = run("validate", "--stdin-paths", stdin="s3://news/a.md\n")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "s3://news/a.md is a URL, and --stdin-paths takes files of this machine only" in done.err


def test_a_dump_of_pytest_is_none(pytester: pytest.Pytester, no_worker: None) -> None:
    result = pytester.runpytest("--newscheck=s3://news/dump")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*s3://news/dump is a URL, and pytest takes files of this machine only"])


@pytest.mark.parametrize(
    ("url", "extra"), [("s3://news", "remote"), ("https://host/a.zip", "remote"), ("gs://news", "gs"), ("az://n", "az")]
)
def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, url: str, extra: str) -> None:
    monkeypatch.setattr(connection, "filesystem", connection._made)
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", "a")
    for name in ("aiohttp", "fsspec"):
        monkeypatch.setitem(sys.modules, name, None)
    done = run("validate", url)
    scheme = url.partition(":")[0]
    assert (done.code, done.err) == (
        2,
        f'newscheck: {scheme}:// needs more packages: pip install "newscheck[{extra}]"\n',
    )


def test_without_an_account_of_azure_its_variables_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "filesystem", connection._made)
    for name in connection._AZURE:
        monkeypatch.delenv(name, raising=False)
    done = run("validate", "az://news")
    names = " or ".join(connection._AZURE)
    line = f"newscheck: can't read az://…: no credentials are found in the environment: {names}\n"
    assert (done.code, done.err) == (2, line)


def test_a_local_folder_with_the_name_of_a_scheme_is_named_otherwise() -> None:
    Path("s3:/news").mkdir(parents=True)
    Path("s3:/news/a.md").write_text("<!--x-->")
    assert "s3:/news/a.md" in run("validate", "./s3://news", "--no-cache", "--format", "concise").out
