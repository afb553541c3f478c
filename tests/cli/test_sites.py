"""`newscheck sites`: known publishers, and a site file for an unknown one."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command_line import Done, run

from newscheck.synthetic import numbered_sentences


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, count: int, host: str = "www.eel.example") -> None:
    start = datetime(2023, 1, 1, tzinfo=UTC)
    with Path(name).open("w", encoding="utf-8") as file:
        for at in range(count):
            when = start + timedelta(hours=9 * at)
            item = {
                "url": f"https://{host}/zh/{when:%Y%m%d}/{100_000 + at}",
                "title": numbered_sentences.headline(at),
                "dateline": f"{when + timedelta(hours=8):%Y-%m-%d %H:%M}",
                "epoch_ms": int(when.timestamp() * 1000) + 60_000 * (5 + at * 7 % 60),
                "paragraphs": [numbered_sentences.sentence(5 * at + part) for part in range(5)],
                "section": ["world", "sport"][at % 2],
            }
            file.write(json.dumps(item, ensure_ascii=False) + "\n")


def learn(*words: str) -> Done:
    return run("sites", "learn", *words, "--jobs", "1")


def findings(*words: str) -> int:
    result = run("validate", "a.jsonl", "--no-cache", "--now", "2024-03-01", "--format", "json", "--jobs", "1", *words)
    return len(json.loads(result.out)["findings"])


@pytest.mark.slow
def test_a_proposed_site_file_is_used_as_it_is() -> None:
    write("a.jsonl", 240)
    before = findings()
    done = learn("a.jsonl", "-o", "eel.toml")
    assert (done.code, done.out) == (0, "")
    table = tomllib.loads(Path("eel.toml").read_text("utf-8"))
    known = {name: table[name] for name in ("hosts", "paths", "language", "script", "timezone", "expects")}
    assert known == {
        "hosts": ["eel.example"],
        "paths": ["/zh/"],
        "language": "zh",
        "script": "hans",
        "timezone": "Asia/Shanghai",
        "expects": ["dateline"],
    }
    assert table["url"]["date"] == r"/(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)/"
    assert table["record"] == {"section": {"kind": "text", "values": ["sport", "world"]}}
    Path("newscheck.toml").write_text('sites = ["eel.toml"]\n')
    assert findings() <= before
    assert "  eel.example /zh/\n" in run("sites", "list").out


def test_without_an_output_the_file_is_printed() -> None:
    write("a.jsonl", 1)
    done = learn("a.jsonl")
    assert done.code == 0
    assert tomllib.loads(done.out) == {"hosts": ["eel.example"], "url": {}, "record": {}}
    assert not Path("eel.toml").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(("a.jsonl", "-o", "there.toml"), "there.toml is there already: --force replaces it", id="exists"),
        pytest.param(("a.jsonl", "-o", "eel.txt"), "eel.txt: the name of a site file ends with .toml", id="a name"),
        pytest.param(("a.jsonl", "-o", "./newscheck.toml", "--force"), "not the name of a site file", id="settings"),
        pytest.param(("a.jsonl", "-o", "pyproject.toml", "--force"), "not the name of a site file", id="the project's"),
        pytest.param(("a.jsonl", "-o", ".toml"), "not the name of a site file", id="no name"),
        pytest.param(("a.jsonl", "-o", ".git/x.toml"), "can't write .git/x.toml", id="git's folder"),
        pytest.param(("a.jsonl", "-o", "none/x.toml"), "can't write none/x.toml", id="no such folder"),
        pytest.param(("none.jsonl",), "no such file or folder: none.jsonl", id="no such file"),
        pytest.param(("a.jsonl", "--host", "ray.example"), "no article in a.jsonl on ray.example", id="another host"),
        pytest.param(("b.txt",), "", id="no articles"),
    ],
)
def test_mistakes_are_told_in_a_line(words: tuple[str, ...], message: str) -> None:
    write("a.jsonl", 3)
    Path("there.toml").write_text("title = 'mine'\n")
    Path(".git").mkdir()
    Path("b.txt").write_text("nothing\n")
    done = learn(*words)
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1
    assert Path("there.toml").read_text() == "title = 'mine'\n"


def test_force_replaces_a_site_file() -> None:
    write("a.jsonl", 3)
    Path("eel.toml").write_text("title = 'old'\n")
    assert learn("a.jsonl", "-o", "eel.toml", "--force").code == 0
    assert "title" not in Path("eel.toml").read_text("utf-8")


def test_known_sites_are_listed() -> None:
    lines = run("sites", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)
    assert any(line.split() == ["rfi", "zh-hans", "Europe/Paris", "rfi.fr"] for line in lines)
    assert max(map(len, lines)) <= 80
