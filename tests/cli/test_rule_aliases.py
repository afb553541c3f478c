"""Projects from before rules had their present ids go on as they did: settings, selections, baselines, reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Done, run

#: What newscheck wrote for the articles below when the rules were `body-not-chinese` and `title-not-chinese`.
BASELINE = """# newscheck baseline 1
[body-not-chinese]
6b7b227e65ad425a
[title-not-chinese]
9ae65440f0f93232
# end
"""
ENGLISH = (
    "The maritime court published the full text of the rescue agreement on Friday. The fishermen's cooperative welcomes"
    " it, and the border police ask for more ships before the winter. "
)
MORE = (
    "The council will vote on the plan next spring, and the towns of the coast have written it into their laws. Nobody "
    "answered the letters that their mayors sent to the minister in March. "
)
HAN = "海事法庭周五公布了救援协定的全部条文，渔民合作社表示欢迎，沿海各国将在两年内完成立法程序，边境警察要求增加船只。"


@pytest.fixture(autouse=True)
def feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Chinese feed with an English article and an English title."""
    monkeypatch.chdir(tmp_path)
    texts = [(f"渔民合作社第{at}次要求重新审议配额", f"{HAN}{at}。" * 3) for at in range(12)]
    texts += [("渔民合作社要求", ENGLISH + MORE), ("Breaking News", HAN * 3)]
    lines = [
        {"url": f"https://eel.example/{at}", "title": title, "epoch_ms": 1692212640000 + at * 3600000, "body": body}
        for at, (title, body) in enumerate(texts)
    ]
    Path("a").mkdir()
    Path("a/a.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def validate(*words: str, settings: str = "") -> Done:
    Path("newscheck.toml").write_text(f'language = "zh"\n{settings}', "utf-8")
    return run("validate", "a", "--no-cache", "--now", "2024-01-01", "--format", "concise", *words)


def rules_of(done: Done) -> list[str]:
    return [line.split()[2] for line in done.out.splitlines()]


BOTH = ["body-language", "title-language"]
ALIASES = [["body-not-chinese"], ["title-not-chinese"]]


@pytest.mark.parametrize(
    ("words", "settings", "expected", "code"),
    [
        pytest.param([], "", BOTH, 1, id="as it is"),
        pytest.param([], '[rules]\nbody-not-chinese = "off"\n', BOTH[1:], 0, id="off"),
        pytest.param([], '[rules.body-not-chinese]\nseverity = "note"\nmin-share = 0.5\n', BOTH, 0, id="options"),
        pytest.param([], 'ignore = ["title-not-chinese"]\n', BOTH[:1], 1, id="ignore in the settings"),
        pytest.param([], 'select = ["title-not-chinese"]\n', BOTH[1:], 0, id="select in the settings"),
        pytest.param(["--select", "body-not-chinese"], "", BOTH[:1], 1, id="--select"),
        pytest.param(["--ignore", "body-not-chinese"], "", BOTH[1:], 0, id="--ignore"),
        pytest.param(
            [],
            '[[suppress]]\nrule = "body-not-chinese"\npath = "a/*"\nreason = "an English paper"\n',
            BOTH[1:],
            0,
            id="suppress",
        ),
    ],
)
def test_the_former_ids_select_and_configure(words: list[str], settings: str, expected: list[str], code: int) -> None:
    done = validate(*words, settings=settings)
    assert (rules_of(done), done.code) == (expected, code)


def test_a_baseline_from_before_accepts_the_same_findings() -> None:
    Path("known.txt").write_text(BASELINE, "utf-8")
    done = validate("--baseline", "known.txt")
    assert (rules_of(done), done.code) == ([], 0)
    validate("--write-baseline", "new.txt")
    assert Path("new.txt").read_text("utf-8") == BASELINE.replace("not-chinese", "language")


def test_reports_have_the_present_id_and_the_former_fingerprint() -> None:
    report = json.loads(validate("--format", "sarif").out)
    results = report["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == BOTH
    assert [next(iter(result["partialFingerprints"].values())) for result in results] == [
        line for line in BASELINE.splitlines() if line[0].isalnum()
    ]
    described = report["runs"][0]["tool"]["driver"]["rules"]
    assert {rule["id"]: rule["deprecatedIds"] for rule in described} == dict(zip(BOTH, ALIASES, strict=True))


def test_findings_have_the_language_of_their_article() -> None:
    found = [json.loads(line) for line in validate("--format", "jsonl").out.splitlines()]
    assert {finding["rule"]: finding["language"] for finding in found} == dict(zip(BOTH, ("en", "zh"), strict=True))


def test_the_former_id_is_explained() -> None:
    assert run("explain", "title-not-chinese").out.startswith("title-language ")


def test_a_code_of_a_country_is_no_language() -> None:
    Path("newscheck.toml").write_text('language = "jp"\n', "utf-8")
    done = run("validate", "a")
    assert done.code == 2
    assert "language: 'jp' is no code of a language (ISO 639-1); did you mean 'ja'?" in done.err
    Path("newscheck.toml").write_text('language = "zh-TW"\n', "utf-8")
    message = "newscheck.toml: language: 'zh-TW' is no code of a language (ISO 639-1); did you mean 'zh'?\n"
    assert run("validate", "a").err.endswith(message)
    Path("cod.toml").write_text('hosts = ["cod.example"]\nlanguage = "xx"\n', "utf-8")
    Path("newscheck.toml").write_text('sites = ["cod.toml"]\n', "utf-8")
    assert "language of site cod: 'xx' is no code of a language (ISO 639-1)" in run("validate", "a").err
