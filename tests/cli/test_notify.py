"""`--notify`: a webhook is told how a run ended, and whatever comes of that changes neither exit code nor output."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, run, run_process
from webhook_server import Webhook, answer, close, serving, silence

from newscheck import webhooks
from newscheck.engine.settings.cache_folder import FOLDER
from newscheck.synthetic import specimen

WriteDump = Callable[[list[Mapping[str, Any]]], Path]
NOW = ("--now", "2023-09-15T00:00:00Z")
GOOD: list[Mapping[str, Any]] = [{}] * 3
BAD: list[Mapping[str, Any]] = [{}, {"image": "Array"}, {}]


@pytest.fixture(autouse=True)
def nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "NEWSCHECK_NOTIFY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def write_dump(tmp_path: Path) -> WriteDump:
    """Write articles to a folder of a project of its own."""

    def write(patches: list[Mapping[str, Any]]) -> Path:
        folder = tmp_path / "news" / "articles"
        folder.mkdir(parents=True)
        for number, patch in enumerate(patches):
            (folder / f"{1048555 + number}.md").write_bytes(specimen.render(patch, number))
        return folder

    return write


def validate(folder: Path, server: Webhook, *more: str, **environment: str) -> Done:
    """Check a dump from the folder above it, and tell the server."""
    return run("validate", folder.name, *NOW, "--notify", server.url(), *more, cwd=folder.parent, **environment)


def rewrite(folder: Path, number: int, **patch: Any) -> None:
    """Write one article of a dump anew."""
    (folder / f"{1048555 + number}.md").write_bytes(specimen.render(patch, number))


def test_a_failed_run_is_told(write_dump: WriteDump) -> None:
    folder = write_dump(BAD)
    with serving(answer()) as server:
        done = validate(folder, server, "--no-cache")
    assert done.code == 1
    assert done.err == ""
    assert done == run("validate", folder.name, *NOW, "--no-cache", cwd=folder.parent)
    (request,) = server.requests
    told = request.json
    assert (told["exit_code"], told["status"], told["summary"]["files"]) == (1, "failed", 3)
    assert (told["command"], told["project"], told["paths"]) == ("validate", folder.parent.name, [folder.name])
    assert "image-malformed" in {rule["rule"] for rule in told["rules"]}
    assert told["findings"][0]["path"].startswith(f"{folder.name}/")


def test_paths_of_the_settings_are_told_as_in_the_report(write_dump: WriteDump) -> None:
    folder = write_dump(BAD)
    (folder.parent / "newscheck.toml").write_text('paths = ["articles"]\n')
    with serving(answer()) as server:
        run("validate", *NOW, "--no-cache", "--notify", server.url(), cwd=folder.parent)
    assert server.requests[0].json["paths"] == ["articles"]


@pytest.mark.parametrize(
    ("dump", "more", "code", "is_told"),
    [
        pytest.param(GOOD, (), 0, False, id="passes"),
        pytest.param(GOOD, ("--notify-on", "always"), 0, True, id="passes, always"),
        pytest.param(BAD, ("--fail-on", "never"), 0, False, id="never fails"),
        pytest.param(BAD, ("--ignore", "image,title,body,lead,number"), 0, False, id="ignored"),
        pytest.param(BAD, ("-q",), 1, True, id="quiet"),
        pytest.param(BAD, ("--schema", "missing.json"), 2, True, id="an error before the work"),
        pytest.param(BAD, ("missing",), 2, True, id="a path that doesn't exist"),
        pytest.param(BAD, ("--write-baseline", "known.txt"), 0, False, id="accepted"),
    ],
)
def test_which_runs_are_told(
    write_dump: WriteDump, dump: list[Mapping[str, Any]], more: tuple[str, ...], code: int, is_told: bool
) -> None:
    with serving(answer()) as server:
        assert validate(write_dump(dump), server, "--no-cache", *more).code == code
    assert [request.json["exit_code"] for request in server.requests] == [code] * is_told


def test_an_error_that_ends_the_run_is_told(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    with serving(answer()) as server:
        done = validate(tmp_path / "articles", server)
    told = server.requests[0].json
    assert done.err == f"newscheck: {told['problem']}\n"
    assert (done.code, told["status"]) == (2, "incomplete")
    assert told["text"].startswith("newscheck validate did not finish: no article files")


def test_only_changes_are_told(write_dump: WriteDump) -> None:
    folder = write_dump(GOOD)
    codes = []
    with serving(answer()) as server:

        def check() -> list[Any]:
            before = len(server.requests)
            codes.append(validate(folder, server, "--notify-on", "change").code)
            return [(told.json["status"], told.json["is_recovered"]) for told in server.requests[before:]]

        assert check() == []
        rewrite(folder, 0, image="Array")
        assert check() == [("failed", False)]
        rewrite(folder, 1, image="Array", title="气象学家周五在里斯本发表讲话")
        assert check() == [], "the same rule in one more article"
        rewrite(folder, 2, title="")
        assert check() == [("failed", False)], "one more rule"
        for number in range(3):
            rewrite(folder, number)
        assert check() == [("passed", True)]
        assert check() == []
    assert codes == [0, 1, 1, 1, 0, 0]
    folder_of_cache = folder.parent / FOLDER
    (kept,) = folder_of_cache.glob("told-*.json")
    assert kept.read_text() == '{"exit_code":0,"failed":[]}'
    assert (folder_of_cache / ".gitignore").read_text() == "*\n"


def test_what_could_not_be_told_is_told_by_the_next_run(write_dump: WriteDump) -> None:
    folder = write_dump(BAD)
    with serving(answer("404 a"), answer()) as server:
        done = validate(folder, server, "--notify-on", "change")
        assert (done.code, done.err) == (
            1,
            f"newscheck: {server.url('')}/… is not notified: it answers 404 Not Found\n",
        )
        assert validate(folder, server, "--notify-on", "change").err == ""
        validate(folder, server, "--notify-on", "change")
    assert len(server.requests) == 2


def test_a_last_outcome_that_is_damaged_or_not_ours(write_dump: WriteDump) -> None:
    folder = write_dump(BAD)
    cache = folder.parent / FOLDER
    with serving(answer()) as server:
        validate(folder, server, "--notify-on", "change")
        (kept,) = cache.glob("told-*.json")
        for text in ("", "[", '{"exit_code": "a"}', '{"exit_code": 1, "failed": [1]}', "\udcff"):
            kept.write_bytes(text.encode("utf-8", "surrogateescape"))
            assert validate(folder, server, "--notify-on", "change").err == ""
        assert len(server.requests) == 6
        kept.chmod(0o666)
        done = validate(folder, server, "--notify-on", "change")
    assert (done.code, len(server.requests)) == (1, 6)
    assert f"everyone may write to {FOLDER}/{kept.name}" in done.err


def test_runs_with_other_options_have_outcomes_of_their_own(write_dump: WriteDump) -> None:
    folder = write_dump(BAD)
    with serving(answer()) as server:
        for more in ((), ("--ignore", "title-spacing"), ()):
            validate(folder, server, "--notify-on", "change", *more)
    assert len(server.requests) == 2


def test_the_address_from_the_environment(write_dump: WriteDump) -> None:
    folder = write_dump(BAD)
    words = ("validate", folder.name, *NOW, "--no-cache")
    with serving(answer()) as server:
        run(*words, cwd=folder.parent, NEWSCHECK_NOTIFY=f"{server.url()}\n")
        assert len(server.requests) == 1
        run(*words, cwd=folder.parent, NEWSCHECK_NOTIFY="")
    assert len(server.requests) == 1


def test_the_settings_name_no_webhook(write_dump: WriteDump) -> None:
    """They may come with a pull request."""
    folder = write_dump(GOOD)
    (folder.parent / "newscheck.toml").write_text('notify = "https://a.example/"\n', "utf-8")
    done = run("validate", folder.name, cwd=folder.parent)
    assert done.code == 2
    assert "notify" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ("--notify", ""),
        ("--notify", "hooks.example/SECRET"),
        ("--notify", "file:///etc/SECRET"),
        ("--notify", "https://hooks.example/SECRET", "--notify-on", "change", "--no-cache"),
    ],
)
def test_options_that_make_no_sense(write_dump: WriteDump, words: tuple[str, ...]) -> None:
    done = run("validate", write_dump(GOOD), *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("newscheck: --notify")
    assert "SECRET" not in done.err


@pytest.mark.parametrize("service", ["slack", "discord", "mattermost", "teams", "json"])
def test_the_service_can_be_named(write_dump: WriteDump, service: str) -> None:
    with serving(answer()) as server:
        validate(write_dump(BAD), server, "--no-cache", "--notify-format", service)
    (request,) = server.requests
    member = {"discord": "content", "teams": "attachments"}.get(service, "text")
    assert request.json.keys() & {"text", "content", "attachments"} == {member}


def test_nothing_that_is_printed_has_the_address(write_dump: WriteDump) -> None:
    dump = [{"image": "Array", "title": f"第{number}条新闻的标题"} for number in range(30)]
    with serving(close) as server:
        done = validate(write_dump(dump), server, "--no-cache", "-v", "--no-collapse")
    assert done.code == 1
    assert f"newscheck validate --now {NOW[1]}" in done.out, "the command that shows the rest"
    assert f"newscheck: http://127.0.0.1:{server.port}/… is not notified: it closes the connection\n" in done.err
    assert "SECRET" not in done.out + done.err
    assert "--notify" not in done.out


def test_a_crash_while_telling_changes_nothing(write_dump: WriteDump, monkeypatch: pytest.MonkeyPatch) -> None:
    message = "http://127.0.0.1/SECRET"

    def crash(*_: object) -> None:
        raise RuntimeError(message)

    monkeypatch.setattr(webhooks, "payload", crash)
    with serving(answer()) as server:
        done = validate(write_dump(BAD), server, "--no-cache")
    assert done.code == 1
    assert "is not notified: crashed with RuntimeError; please report this" in done.err
    assert "in crash" in done.err
    assert "SECRET" not in done.err


def test_a_crash_of_a_command_is_told(write_dump: WriteDump) -> None:
    folder = write_dump(GOOD)
    own = folder.parent / "own_rules"
    own.mkdir()
    (own / "title_crash.py").write_text(
        '"""A rule.\n\nWhat to do: nothing."""\n\nSEVERITY = "error"\nBAD = [{"title": ""}]\nGOOD = [{}]\n\n\n'
        "def check(article, ctx):\n    raise RuntimeError\n",
        "utf-8",
    )
    (folder.parent / "newscheck.toml").write_text('rules-from = ["own_rules"]\n', "utf-8")
    with serving(answer()) as server:
        done = validate(folder, server, "--no-cache")
    assert done.code == 2
    assert [told.json["status"] for told in server.requests] == ["incomplete"]


@pytest.mark.slow
def test_a_run_whose_output_nobody_reads_is_told(write_dump: WriteDump) -> None:
    with serving(answer()) as server:
        words = ("validate", str(write_dump(BAD)), *NOW, "--no-cache", "--notify", server.url())
        process = subprocess.Popen(
            [sys.executable, "-m", "newscheck", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.wait(timeout=30) == 1
        assert process.stderr.read() == ""
        process.stderr.close()
    assert [request.json["status"] for request in server.requests] == ["failed"]


@pytest.mark.slow
def test_an_output_that_fails_is_told(write_dump: WriteDump) -> None:
    folder = write_dump(BAD)
    with serving(answer()) as server:
        done = run_process(
            "validate", folder, *NOW, "--no-cache", "-o", folder / "missing" / "a.json", "--notify", server.url()
        )
    assert done.returncode == 2
    assert [request.json["status"] for request in server.requests] == ["incomplete"]


@pytest.mark.slow
def test_ctrl_c_while_telling_is_quiet(write_dump: WriteDump) -> None:
    with serving(silence) as server:
        words = ("validate", str(write_dump(BAD)), *NOW, "--no-cache", "-q", "--notify", server.url())
        process = subprocess.Popen(
            [sys.executable, "-m", "newscheck", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(600):
            if server.requests:
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "")


@pytest.mark.slow
def test_a_webhook_that_never_answers_ends_no_run(write_dump: WriteDump) -> None:
    with serving(silence) as server:
        done = run_process("validate", write_dump(BAD), *NOW, "--no-cache", "-q", "--notify", server.url())
    assert done.returncode == 1
    assert done.stderr == f"newscheck: http://127.0.0.1:{server.port}/… is not notified: no answer within 10 seconds\n"
