"""`docs/notify.md` is true: its messages are those of the program, its recipe is a folder in which its commands run."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from command_line import run
from webhook_server import Webhook, answer, serving

from newscheck import registry
from newscheck.cli import _notify
from newscheck.engine import webhook
from newscheck.engine.settings import config
from newscheck.synthetic import specimen
from newscheck.triage import notification

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "notify.md").read_text("utf-8")
#: The files that the recipe shows, by their names.
FILES = {
    name: text
    for block in re.findall(r"```(?:toml|sh|ini)\n(.*?)```", TEXT, re.DOTALL)
    for name, text in re.findall(r"\A# (\S+)\n(.*)", block, re.DOTALL)
}
CRONTABS = re.findall(r"```crontab\n(.*?)```", TEXT, re.DOTALL)
COMMANDS = re.findall(r"^    \$ (.*)$", TEXT, re.MULTILINE)
SHELL = shutil.which("sh")
needs_shell = pytest.mark.skipif(not SHELL, reason="no shell")
#: The last full hour, in the time of the articles: the recipe checks them by the clock.
HOUR = datetime.now(ZoneInfo("Europe/Paris")).replace(minute=0, second=0, microsecond=0, tzinfo=None)


def block(language: str) -> str:
    (text,) = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    return str(text)


def told(tmp_path: Path, service: str) -> object:
    """What a service receives about the dump of the examples."""
    shutil.copytree(ROOT / "examples" / "dump", tmp_path / "scraper" / "articles")
    with serving(answer()) as server:
        words = ("--select", "lead-missing,script-present", "--now", "2023-09-01", "--no-cache")
        run(
            "validate",
            "articles",
            *words,
            "--notify",
            server.url(),
            "--notify-format",
            service,
            cwd=tmp_path / "scraper",
        )
    return server.requests[0].json


def test_the_message_for_a_program(tmp_path: Path) -> None:
    assert told(tmp_path, "json") == json.loads(block("json"))


def test_the_message_for_a_chat(tmp_path: Path) -> None:
    payload = told(tmp_path, "slack")
    assert isinstance(payload, dict)
    assert "".join(f"{part['text']['text']}\n" for part in payload["blocks"]) == block("text")


def test_the_tables_have_all_options_and_services() -> None:
    (option,) = (option for option in _notify_options() if option.name == "notify_on")
    assert set(re.findall(r"^\| `--notify-on (\w+)`", TEXT, re.MULTILINE)) == {*option.type.choices}
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", TEXT, re.MULTILINE)
    assert {name for name, _ in rows} == {*registry.names("webhooks")}
    for name, hosts in rows:
        assert not [
            host
            for host in re.findall(r"`([\w.]+\.[\w.]+)`", hosts)
            if host not in registry.module("webhooks", name).HOSTS
        ]


def _notify_options() -> list[object]:
    return [option for option in registry.module("cli", "validate").command.params if option.name.startswith("notify")]


def test_numbers_of_the_page() -> None:
    assert f"At most {notification._RULES} rules are told, {notification._FINDINGS} findings and" in TEXT
    assert f"a quotation has {notification._MAX_QUOTED} characters" in TEXT
    assert webhook.TIMEOUT == 10
    assert re.findall(r"After (.*) there is one more attempt", TEXT) == ["429, 500, 502, 503 and 504"]
    assert webhook._RETRIED == (429, 500, 502, 503, 504)
    assert f"({', '.join(map(str, webhook._REDIRECTS))})" in TEXT
    assert f"`{_notify.VARIABLE}`" in TEXT


@pytest.fixture
def scraper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the recipe, with articles of the last hours."""
    folder = tmp_path / "scraper"
    for name in ("newscheck", "python"):
        program = folder / ".venv" / "bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        module = "-m newscheck " if name == "newscheck" else ""
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {module}"$@"\n')
        program.chmod(0o755)
    for name, text in FILES.items():
        if not name.startswith("~"):
            (folder / name).write_text(text, "utf-8")
    (folder / "articles").mkdir()
    (folder / "scrape.py").write_text("print('nothing new')\n")
    for number in range(8):
        write(folder, number, hours=10 - number)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "NEWSCHECK_NOTIFY", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return folder


def write(folder: Path, number: int, hours: float = 1.5, **patch: object) -> None:
    values = {"when": HOUR - timedelta(hours=hours), **patch}
    (folder / "articles" / f"{1048555 + number}.md").write_bytes(specimen.render(values, number))


def told_to(folder: Path, server: Webhook) -> None:
    """Put the address of a server of ours in the place of the secret of the page."""
    path = folder / "newscheck.env"
    path.write_text(re.sub(r"https://hooks\.slack\.com", f"http://127.0.0.1:{server.port}", path.read_text()))


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([str(SHELL), "-c", line], cwd=folder, capture_output=True, encoding="utf-8", timeout=60)
    assert "not found" not in done.stderr
    return done


def cron(number: int) -> str:
    """The command of one of the crontabs, as cron gives it to the shell."""
    line = CRONTABS[number].rstrip("\n").split("\n")[-1]
    minute, *others, command = line.split(" ", 5)
    assert 0 <= int(minute) < 60
    assert others == ["*"] * 4
    assert "%" not in command, "cron makes a line end of it"
    return command


def test_the_settings_of_the_recipe(scraper: Path) -> None:
    project = config.load({}, file=str(scraper / "newscheck.toml"))
    assert project.baseline == str(scraper / "known.txt")
    assert project.since


@needs_shell
@pytest.mark.slow
def test_the_job_of_cron_tells_each_change_once(scraper: Path) -> None:
    accept, send = (line for line in COMMANDS if "newscheck validate" in line)
    write(scraper, 0, hours=10, lead=None)
    with serving(answer()) as server:
        told_to(scraper, server)
        assert shell(accept, scraper).returncode == 0
        assert shell(send, scraper).returncode == 0, "what is in the baseline is accepted"
        assert [request.json["status"] for request in server.requests] == ["passed"]

        def hourly() -> list[str]:
            before = len(server.requests)
            shell(cron(0), scraper.parent)
            return [request.json["status"] for request in server.requests[before:]]

        assert hourly() == []
        write(scraper, 8, hours=2, image="Array")
        assert hourly() == ["failed"]
        write(scraper, 9, image="Array")
        assert hourly() == []
        assert "image-malformed" in (scraper / "report.txt").read_text("utf-8")
        for number in (8, 9):
            write(scraper, number, hours=10 - number)
        assert hourly() == ["passed"]
        (scraper / "scrape.py").write_text("raise SystemExit('the page has changed')\n")
        assert hourly() == []
        shutil.rmtree(scraper / "articles")
        assert hourly() == ["incomplete"]
        assert hourly() == []
    assert "the page has changed" in (scraper / "hourly.log").read_text("utf-8")
    assert "XXXX" not in (scraper / "hourly.log").read_text("utf-8")


@needs_shell
@pytest.mark.slow
def test_the_job_that_mails_prints_each_finding_once(scraper: Path) -> None:
    (scraper / "known.txt").write_text("# newscheck baseline 1\n# end\n")
    command = cron(1)
    assert shell(command, scraper.parent).stdout == ""
    write(scraper, 8, image="Array")
    (line,) = shell(command, scraper.parent).stdout.splitlines()
    assert "image-malformed" in line
    done = shell(command, scraper.parent)
    assert (done.stdout, done.stderr) == ("", "")
    shutil.rmtree(scraper / "articles")
    assert "newscheck: " in shell(command, scraper.parent).stderr


@needs_shell
@pytest.mark.slow
def test_the_service_of_systemd_runs_the_same(scraper: Path) -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None, delimiters="=")
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(FILES["~/.config/systemd/user/newscheck.service"])
    started = re.findall(r"^ExecStart=-?(.*)$", FILES["~/.config/systemd/user/newscheck.service"], re.MULTILINE)
    own = [line.partition(" ")[2] for line in started]
    assert own == [line.partition(" ")[2] for line in FILES["hourly.sh"].splitlines()[1:]]
    assert unit["Service"]["WorkingDirectory"] == "%h/scraper"
    (scraper / "known.txt").write_text("# newscheck baseline 1\n# end\n")
    write(scraper, 8, image="Array")
    with serving(answer()) as server:
        told_to(scraper, server)
        environment = dict([(scraper / "newscheck.env").read_text().strip().split("\n")[-1].split("=", 1)])
        for line in started:
            words = [word.replace("%h", str(scraper.parent)) for word in shlex.split(line)]
            subprocess.run(words, cwd=scraper, env=os.environ | environment, capture_output=True, timeout=60)
    assert [request.json["status"] for request in server.requests] == ["failed"]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd")
def test_systemd_takes_the_units(scraper: Path, tmp_path: Path) -> None:
    names = [name for name in FILES if name.startswith("~")]
    for name in names:
        (tmp_path / Path(name).name).write_text(FILES[name].replace("%h", str(tmp_path)), "utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / Path(name).name) for name in names)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert not [line for line in done.stderr.splitlines() if "newscheck." in line]
