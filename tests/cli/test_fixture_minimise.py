"""`newscheck fixture minimise` from outside: the smallest file with the same finding comes out."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from newscheck import rules
from newscheck.article.sites import expected_field
from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.cli import group
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError
from newscheck.fixtures.minimisation import failing_file
from newscheck.model import RawInput
from newscheck.synthetic import specimen

NOW = ("--now", str(examples.NOW))
RULES = [rule for rule in rules.load().values() if rule.scope not in ("dump", "versions")]
#: Nesting that is minimal at two thousand levels needs as many tries.
SLOW = "tag-too-deep"
BAD = [
    pytest.param(rule.id, example, id=f"{rule.id}-{i}")
    for rule in RULES
    for i, example in enumerate(rule.bad)
    if rule.id != SLOW and "fault" not in example
]
FUSED = {"before": '<p>渔民合作社</p><imgsrc="https://s.rfi.fr/a.jpg" alt="">'}
Minimise = Callable[..., Result]


@pytest.fixture
def minimise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Minimise:
    """Runs the command in a folder of its own, on a file that is written there first."""
    monkeypatch.chdir(tmp_path)

    def run(file: str, data: bytes | None, *args: str) -> Result:
        if data is not None:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_bytes(data)
        return CliRunner().invoke(group, ["fixture", "minimise", file, *NOW, *args])

    return run


def fired(checker: Checker, data: bytes, path: str = "a.md") -> dict[str, str]:
    result = checker.check(RawInput(path, data))
    assert not result.crashes
    return {finding.rule: finding.severity for finding in result.findings}


def setting(name: str, entry: str | dict[str, Any]) -> str:
    """A line of `[record]` in the settings."""
    if isinstance(entry, str):
        return f'"{name}" = "{entry}"\n'
    return f'"{name}" = {{{", ".join(f"{key} = {json.dumps(value)}" for key, value in entry.items())}}}\n'


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "example"), BAD)
def test_examples_of_every_rule_get_smaller_and_keep_their_finding(
    checker: Checker, minimise: Minimise, rule: str, example: Any
) -> None:
    path, data = specimen.path(example), specimen.render(example)
    if expected := example.get("record"):
        Path("newscheck.toml").write_text("[record]\n" + "".join(map(setting, *zip(*expected.items(), strict=True))))
        checker = checker.expecting({name: expected_field(entry) for name, entry in expected.items()})
    result = minimise(path, data)
    assert result.exit_code == 0, result.output
    assert rule in fired(checker, result.stdout_bytes, path)
    assert len(result.stdout_bytes) <= len(data)
    assert re.fullmatch(
        rf"newscheck: {len(data):,} -> {len(result.stdout_bytes):,} bytes in \d+\.\d s, [\d,]+ tries; "
        rf"still: (error|warning|note) \d+:\d+ {rule} .+\n",
        result.stderr,
    )
    # A table may lose its rows.
    documents = {other.id for other in RULES if other.scope == "document"} - {rule, "file-empty"}
    assert documents.isdisjoint(fired(checker, result.stdout_bytes, path)), "the file stays one of its format"


@pytest.mark.slow
@pytest.mark.parametrize(
    "rule", ["tag-fused", "leftover-word", "title-entity", "epoch-unit", "front-matter-mismatch", "body-truncated"]
)
def test_clean_lets_no_other_rule_come_up(checker: Checker, minimise: Minimise, rule: str) -> None:
    data = specimen.render(rules.load()[rule].bad[0])
    smallest = minimise("a.md", data, "--rule", rule, "--clean").stdout_bytes
    dirty = minimise("a.md", data, "--rule", rule).stdout_bytes
    assert {name for name, severity in fired(checker, smallest).items() if severity != "note"} == {rule}
    assert len(dirty) < len(smallest) < len(data)
    assert minimise("a.md", smallest, "--rule", rule, "--clean").stdout_bytes == smallest
    assert minimise("a.md", dirty, "--rule", rule).stdout_bytes == dirty


def test_the_result_is_what_one_would_write(minimise: Minimise) -> None:
    result = minimise("a.md", specimen.render(FUSED), "--rule", "tag-fused")
    assert result.stdout == "[]()\n------\n\n<img><imgsrc=>\n"
    assert "(also: " in result.stderr


def test_output_to_a_file(minimise: Minimise) -> None:
    result = minimise("a.md", specimen.render(FUSED), "--rule", "tag-fused", "-o", "small.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("small.md").read_bytes() == minimise("a.md", None).stdout_bytes
    assert {path.name for path in Path().iterdir()} == {"a.md", "small.md"}


@pytest.mark.parametrize("name", ["feed.jsonl", "feed.json"])
def test_one_item_of_many(minimise: Minimise, checker: Checker, name: str) -> None:
    items = [{"title": f"题{i}", "url": f"https://x.example/{i}", "html": "<p>甲</p>", "more": [i]} for i in range(300)]
    items[100]["html"] = items[200]["html"] = '<p>甲</p>\n<imgsrc="x">'
    items[200]["html"] += "乙"
    rows = [json.dumps(item, ensure_ascii=False) for item in items]
    text = "\n".join(rows) if name == "feed.jsonl" else f"[{','.join(rows)}]"
    result = minimise(name, text.encode(), "--rule", "tag-fused")
    assert result.stdout == '{"html":"<imgsrc=\\"\\">"}\n'
    assert int(result.stderr.split(" tries")[0].split()[-1]) < 100
    if name == "feed.jsonl":
        case = failing_file(Session(Project(now=examples.NOW)), "feed.jsonl:201", "tag-fused")
        assert case.data.decode() == rows[200] + "\n"


def test_settings_of_the_project_apply(minimise: Minimise, tmp_path: Path) -> None:
    (tmp_path / "newscheck.toml").write_text('[fields]\nhtml = "page"\n[rules]\ntag-fused = "note"\n')
    data = json.dumps({"page": '<p>甲</p><imgsrc="x">', "title": "题", "a": 1}).encode()
    result = minimise("a.jsonl", data, "--rule", "tag-fused")
    assert result.stdout_bytes == b'{"page":"<imgsrc=\\"\\">"}'
    assert "still: note" in result.stderr


def test_bytes_that_are_not_utf8_stay_as_they_are(minimise: Minimise) -> None:
    data = specimen.render({"sub": [('<img src="', '<img alt="\udcce" src="')]})
    result = minimise("a.md", data, "-o", "b.md")
    assert result.exit_code == 0, result.output
    assert b"\xce" in Path("b.md").read_bytes()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(["nowhere.md"], ["no such file: nowhere.md"], id="missing file"),
        pytest.param(["nowhere.md:3"], ["no such file: nowhere.md"], id="missing file with a line"),
        pytest.param(["."], ["a folder: ."], id="folder"),
        pytest.param(["a.md", "--rule", "tag-fusd"], ["unknown rule 'tag-fusd'", "'tag-fused'"], id="unknown rule"),
        pytest.param(["a.md", "--rule", "body-duplicate"], ["body-duplicate", "whole dump"], id="rule of the dump"),
        pytest.param(
            ["a.md", "--rule", "title-empty"],
            ["title-empty has no finding", "have: tag-fused"],
            id="rule without a finding",
        ),
        pytest.param(["a.md:3", "--rule", "tag-fused"], ["tag-fused", "in a.md, line 3"], id="another line"),
        pytest.param(["good.md", "--rule", "tag-fused"], ["nor any other rule"], id="nothing fires"),
        pytest.param(["good.md"], ["no rule has a finding in good.md"], id="nothing to choose"),
        pytest.param(["two.md"], ["several rules", "--rule: tag-fused, title-empty"], id="several to choose from"),
        pytest.param(
            ["photo.md", "--rule", "tag-fused"], ["tag-fused has no finding", "file-binary"], id="binary file"
        ),
        pytest.param(["huge.md"], ["can't read huge.md", "200 MB"], id="huge file"),
        pytest.param(["pipe.md"], ["can't read pipe.md", "neither a file"], id="pipe"),
        pytest.param(["a.md", "-o", "no/such/folder"], ["can't write no/such/folder"], id="output"),
        pytest.param(["a.md", "-o", "."], ["can't write"], id="output is a folder"),
        pytest.param(["a.md", "--site", "rif"], ["unknown site 'rif'"], id="site"),
        pytest.param(["a.md", "--config", "none.toml"], ["none.toml"], id="configuration"),
    ],
)
def test_a_mistake_is_reported_in_one_line(minimise: Minimise, args: list[str], words: list[str]) -> None:
    Path("a.md").write_bytes(specimen.render(FUSED))
    Path("good.md").write_bytes(specimen.render())
    Path("two.md").write_bytes(specimen.render({**FUSED, "title": "", "share": False}))
    Path("photo.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    with open("huge.md", "wb") as file:
        file.truncate(200_000_000)
    os.mkfifo("pipe.md")
    result = minimise(args[0], None, *args[1:])
    assert isinstance(result.exception, UsageError), result.output
    assert result.stdout == ""
    assert "\n" not in str(result.exception)
    for word in words:
        assert word in str(result.exception)


def test_exit_codes_and_bytes_of_a_process(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(specimen.render({"front": True, **FUSED}).replace(b"\n", b"\r\n"))
    command = [sys.executable, "-m", "newscheck", "fixture", "minimise", "a.md", *NOW, "--rule"]
    good = subprocess.run([*command, "tag-fused"], cwd=tmp_path, capture_output=True, timeout=60)
    assert (good.returncode, good.stderr.count(b"\n")) == (0, 1), good.stderr
    assert good.stdout == b"[]()\n------\n<img><imgsrc=>\n"
    bad = subprocess.run([*command, "url-empty"], cwd=tmp_path, capture_output=True, timeout=60)
    assert (bad.returncode, bad.stdout, bad.stderr.count(b"\n")) == (2, b"", 1), bad.stderr


@pytest.mark.slow
def test_ctrl_c_ends_quietly_with_130(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(specimen.render({"before": "<div>" * 2_500 + "</div>" * 2_500}))
    command = [sys.executable, "-m", "newscheck", "fixture", "minimise", "a.md", *NOW, "--rule", SLOW, "-o", "b.md"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
