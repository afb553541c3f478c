"""The baseline: known findings are hidden, all new ones are reported."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import forked_process
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.model import Finding
from newscheck.synthetic import specimen
from newscheck.triage import baseline
from newscheck.triage.baseline import BaselineEntry, BaselineFilter

FIRST, END = "# newscheck baseline 1\n", "# end\n"
KNOWN = "0f3c9d2a77b1e540"
entries = st.builds(
    BaselineEntry,
    st.integers(1, 999),
    st.none() | st.dates(),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])).map(lambda text: " ".join(text.split())),
)
rules = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)
# One number is drawn in a fraction of the time that sixteen characters take.
fingerprints = st.integers(0, 16**16 - 1).map("{:016x}".format)
baselines = st.dictionaries(rules, st.dictionaries(fingerprints, entries, min_size=1))


def finding(fingerprint: str = KNOWN, rule: str = "lead-missing") -> Finding:
    return Finding(rule, "error", "a.md", 1, 1, "/lead", "no lead", "", fingerprint)


@pytest.mark.slow
@given(baselines)
def test_what_is_written_is_read_back(saved: dict[str, dict[str, BaselineEntry]]) -> None:
    assert baseline.read("".join(baseline.write(saved))) == saved


@given(
    st.lists(st.sampled_from([finding(f"{n:016x}", rule) for n in range(6) for rule in ("a-b", "c-d")])), st.randoms()
)
def test_what_is_accepted_is_hidden_in_any_order(findings: list[Finding], random: Any) -> None:
    accepted = baseline.from_findings(findings, {}, BaselineEntry())
    random.shuffle(findings)
    accepting = BaselineFilter(baseline.read("".join(baseline.write(accepted))), date(2023, 9, 1))
    assert all(map(accepting.hides, findings))
    assert accepting.usage(lambda rule: True) == (len(findings), 0, 0)
    # One more of any of them is new.
    assert all(not accepting.hides(finding) for finding in findings)


@pytest.mark.slow
def test_it_is_small_and_one_change_is_one_line() -> None:
    many = {"lead-missing": {f"{n * 2654435761:016x}": BaselineEntry() for n in range(100_000)}}
    lines = list(baseline.write(many))
    assert sum(map(len, lines)) < 1_800_000
    assert lines == [lines[0], lines[1], *sorted(lines[2:-1]), lines[-1]]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param("", "not a baseline of newscheck", id="empty"),
        pytest.param('{"baseline": 1}', "not a baseline of newscheck", id="JSON"),
        pytest.param(f"# newscheck baseline 2\n{END}", "of version 2, which this newscheck can't read", id="newer"),
        pytest.param(f"{FIRST}[lead-missing]\n{KNOWN}\n", "cut off", id="cut at a line"),
        pytest.param(f"{FIRST}[lead-missing]\n{KNOWN[:9]}", "line 3: neither", id="cut in a line"),
        pytest.param(f"{FIRST}{KNOWN}\n{END}", "line 2: neither", id="an entry without a rule"),
        pytest.param(f"{FIRST}[lead-missing]\n{KNOWN} until 2027-02-30\n{END}", "line 3: 2027-02-30 is", id="day"),
        pytest.param(f"{FIRST}[lead-missing]\n{KNOWN} because\n{END}", "line 3: neither", id="edited by hand"),
        pytest.param(
            f"{FIRST}[lead-missing]\n<<<<<<< HEAD\n{END}", "line 3: an unresolved git conflict", id="conflict"
        ),
    ],
)
def test_a_broken_file_is_reported_with_its_line(text: str, error: str) -> None:
    with pytest.raises(ValueError, match="^" + error):
        baseline.read(text)


def test_a_merge_may_leave_an_entry_twice_and_blank_lines() -> None:
    text = f"{FIRST}\n[lead-missing]\n{KNOWN}\n{KNOWN} x2 # why\n\n# a remark\n[lead-missing]\n{END}"
    assert baseline.read(text) == {"lead-missing": {KNOWN: BaselineEntry(2, None, "why")}}


@pytest.mark.parametrize(
    ("today", "is_hidden"),
    [
        pytest.param(date(2023, 9, 1), True, id="its last day"),
        pytest.param(date(2023, 9, 2), False, id="the day after"),
    ],
)
def test_an_entry_holds_until_its_day_is_over(today: date, is_hidden: bool) -> None:
    accepting = BaselineFilter({"lead-missing": {KNOWN: BaselineEntry(1, date(2023, 9, 1))}}, today)
    assert accepting.hides(finding()) is is_hidden
    assert accepting.usage(lambda rule: True).expired == (not is_hidden)


def test_accepting_again_keeps_reasons_and_drops_what_is_gone() -> None:
    known = {"lead-missing": {KNOWN: BaselineEntry(1, date(2027, 1, 31), "asked"), "0" * 16: BaselineEntry()}}
    renewed = baseline.from_findings([finding(), finding(), finding("1" * 16)], known, BaselineEntry(reason="new"))
    assert renewed == {
        "lead-missing": {KNOWN: BaselineEntry(2, date(2027, 1, 31), "asked"), "1" * 16: BaselineEntry(1, None, "new")}
    }


def test_shrinking_never_grows_and_leaves_rules_that_did_not_run() -> None:
    known = {
        "lead-missing": {KNOWN: BaselineEntry(3), "0" * 16: BaselineEntry()},
        "url-missing": {"0" * 16: BaselineEntry()},
    }
    accepting = BaselineFilter(known, date(2023, 9, 1))
    for own_finding in (finding(), finding("1" * 16)):
        accepting.hides(own_finding)
    shrunk = accepting.shrunk(lambda rule: rule == "lead-missing")
    assert shrunk == {"lead-missing": {KNOWN: BaselineEntry(1)}, "url-missing": {"0" * 16: BaselineEntry()}}


FAULTS: list[Mapping[str, Any]] = [
    {"lead": None},
    {"image": None},
    {"title": "渔民呼吁&quot;尽早开工&quot;"},
    {"url": "http://www.rfi.fr/cn/a"},
    {"sub": [("<div data-selfpromo-app></div>", "")], "before": "<script src='//ads.example.org/a.js'></script>"},
]


def run(*args: str, stdin: str = "") -> tuple[int, str, str]:
    """Exit code, stdout, stderr."""
    words = ["validate", "--no-cache", "--now", "2023-09-01", *args]
    done = forked_process.run_text(words, env=os.environ | {"PYTHONUTF8": "1"}, stdin=stdin.encode())
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_dump: Any) -> Path:
    """A dump with five faults, which the baseline accepts."""
    monkeypatch.chdir(tmp_path)
    write_dump([{}, *FAULTS, {}])
    code, out, err = run("rfi", "--write-baseline", "known.txt", "--reason", "before newscheck")
    assert (code, out) == (0, "")
    assert "known.txt: " in err and " findings accepted" in err
    return tmp_path


def test_what_is_there_today_is_accepted(dump: Path) -> None:
    code, out, err = run("rfi", "--baseline", "known.txt", "--fail-on", "note")
    assert (code, out) == (0, "7 files, no findings\n")
    assert err.count("known findings not reported") == 1


def test_files_may_be_renamed_and_lines_may_move(dump: Path) -> None:
    for path in sorted((dump / "rfi").iterdir()):
        path.write_bytes(b"\n\n" + path.read_bytes())
        path.rename(path.with_name(f"moved-{path.name}"))
    code, out, _ = run("rfi", "--baseline", "known.txt", "--fail-on", "note", "--ignore", "number-order")
    assert (code, out) == (0, "7 files, no findings\n")


@pytest.mark.slow
def test_of_articles_of_one_moment_the_same_one_is_reported_whatever_the_names_of_files(dump: Path) -> None:
    pair = [{**FAULTS[0], "slug": slug, "title": slug} for slug in ("石油输出国重开谈判", "谈判重开")]
    for name, patch in zip(("a.md", "b.md"), pair, strict=True):
        (dump / "rfi" / name).write_bytes(specimen.render(patch, seed=40))
    assert run("rfi", "--write-baseline", "known.txt", "--select", "body-duplicate")[2].count(" 1 finding accepted")
    (dump / "rfi" / "a.md").rename(dump / "rfi" / "c.md")
    assert run("rfi", "--baseline", "known.txt", "--select", "body-duplicate", "--fail-on", "note")[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize("patch", FAULTS)
def test_any_single_new_fault_is_reported(dump: Path, patch: Mapping[str, Any]) -> None:
    patch = {**patch, "url": "http://www.rfi.fr/cn/b"} if "url" in patch else patch
    (dump / "rfi" / "1048540.md").write_bytes(specimen.render(patch, seed=35))
    code, out, _ = run("rfi", "--baseline", "known.txt", "--fail-on", "note", "--format", "concise")
    assert code == 1
    assert all(line.startswith("rfi/1048540.md:") for line in out.splitlines()), out


@pytest.mark.slow
@pytest.mark.parametrize("suppressed", [False, True])
def test_a_new_copy_of_an_old_article_is_reported_also_where_only_changed_files_are(
    dump: Path, suppressed: bool
) -> None:
    old, new = dump / "rfi" / "1048574.md", dump / "rfi" / "a.md"
    new.write_bytes(old.read_bytes())
    if suppressed:
        # What is suppressed uses up no entry, so that the entry is there for the copy.
        (dump / "newscheck.toml").write_text(
            f"[[suppress]]\nrule = 'lead-missing'\npath = 'rfi/{old.name}'\nreason = 'as it was printed'\n"
        )
    args = ("rfi", "--baseline", "known.txt", "--select", "lead-missing", "--format", "concise")
    lines = run(*args, "--stdin-paths", stdin="rfi/a.md\n")[1].splitlines()
    assert [line.split(":")[0] for line in lines] == ([] if suppressed else ["rfi/a.md"])
    assert len(run(*args)[1].splitlines()) == len(lines), "as in the whole dump"


def test_the_settings_may_name_it(dump: Path) -> None:
    (dump / "newscheck.toml").write_text('baseline = "known.txt"\n')
    assert run("rfi", "--fail-on", "note")[0] == 0


@pytest.mark.slow
def test_what_it_hides_is_counted_by_rule(dump: Path) -> None:
    _, out, _ = run("rfi", "--baseline", "known.txt", "--statistics")
    block = out.partition("known: known.txt")[2].partition("\n\n")[0].strip().splitlines()
    known = {rule: int(number) for number, rule in map(str.split, block)}
    _, out, _ = run("rfi", "--format", "jsonl")
    assert known == Counter(json.loads(line)["rule"] for line in out.splitlines())
    assert len(known) > 2


@pytest.mark.slow
def test_it_may_be_left_out_of_account(dump: Path) -> None:
    plain = run("rfi", "--format", "jsonl")
    (dump / "newscheck.toml").write_text('baseline = "known.txt"\n')
    assert run("rfi", "--format", "jsonl")[:2] == (0, "")
    assert run("rfi", "--format", "jsonl", "--no-baseline")[:2] == plain[:2] != (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_what_it_hides_may_be_shown_and_counts_for_nothing(dump: Path, form: str) -> None:
    (dump / "rfi" / "1048540.md").write_bytes(specimen.render({"lead": None}, seed=35))
    args = ("rfi", "--baseline", "known.txt", "--format", form)
    code, before, _ = run(*args)
    code_shown, shown, err = run(*args, "--show-known", "--max-per-rule", "99")
    assert "known findings not counted" in err and "not reported" not in err
    assert code == code_shown == 1
    everything = json.loads(run("rfi", "--format", "json")[1])["findings"]
    if form == "json":
        report = json.loads(shown)
        assert {**report, "known": None} == {**json.loads(before), "known": None}
        assert "known" not in json.loads(before)
        assert len(report["findings"]) + len(report["known"]) == len(everything)
    elif form == "concise":
        assert shown.startswith(before)
        assert shown.count(": known ") == len(everything) - len(before.splitlines()) > 2
    else:
        assert "known (baseline)\n" in shown and "known (baseline)" not in before
        assert shown.splitlines()[-1] == before.splitlines()[-1]
        assert all(finding["rule"] in shown for finding in everything)


@pytest.mark.slow
def test_it_shrinks_when_faults_are_mended_and_only_then_it_is_written(dump: Path) -> None:
    before = (dump / "known.txt").read_text()
    (dump / "rfi" / "1048574.md").write_bytes(specimen.render({}, seed=1))
    _, _, err = run("rfi", "--baseline", "known.txt")
    assert "1 entry no longer matches (--update-baseline)" in err
    assert (dump / "known.txt").read_text() == before
    (dump / "rfi" / "1048540.md").write_bytes(specimen.render({"lead": None}, seed=35))
    assert run("rfi", "--baseline", "known.txt", "--update-baseline")[0] == 1
    after = (dump / "known.txt").read_text()
    assert len(after.splitlines()) == len(before.splitlines()) - 2  # the entry, and the heading of its rule
    assert "before newscheck" in after
    assert run("rfi", "--baseline", "known.txt")[0] == 1


def test_what_is_known_of_a_rule_that_there_is_not_matches_nothing(dump: Path) -> None:
    before = (dump / "known.txt").read_text()
    (dump / "known.txt").write_text(before.replace(END, f"[lead-mising]\n{KNOWN}\n{END}"))
    _, _, err = run("rfi", "--baseline", "known.txt", "--update-baseline")
    assert "1 entry no longer matches (--update-baseline)" in err
    assert (dump / "known.txt").read_text() == before


def test_an_editor_of_windows_changes_nothing(dump: Path) -> None:
    path = dump / "known.txt"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("rfi", "--baseline", "known.txt", "--fail-on", "note")[0] == 0


@pytest.mark.slow
def test_entries_may_end_and_be_accepted_again(dump: Path) -> None:
    text = (dump / "known.txt").read_text()
    (dump / "known.txt").write_text(text.replace(" # before", " until 2023-08-31 # before"))
    code, _, err = run("rfi", "--baseline", "known.txt")
    assert code == 1
    assert "entries expired, whose findings are reported again" in err
    assert run("rfi", "--write-baseline", "known.txt")[0] == 0
    assert (dump / "known.txt").read_text() == text, "the reason stays, the day is over"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "error"),
    [
        pytest.param(["--baseline", "nowhere.txt"], "baseline nowhere.txt: no such file or directory", id="missing"),
        pytest.param(["--baseline", "rfi"], "baseline rfi: is a directory", id="a folder"),
        pytest.param(["--baseline", "latin.txt"], "baseline latin.txt: not UTF-8", id="not UTF-8"),
        pytest.param(["--baseline", "rfi/1048575.md"], "not a baseline of newscheck", id="other"),
        pytest.param(["--update-baseline"], "--update-baseline needs a baseline: --baseline FILE", id="none"),
        pytest.param(["--show-known"], "--show-known needs a baseline: --baseline FILE", id="nothing known"),
        pytest.param(["--baseline", "known.txt", "--no-baseline"], "--no-baseline: choose one", id="with and without"),
        pytest.param(["--show-known", "--no-baseline"], "--no-baseline: choose one", id="known and all"),
        pytest.param(["--reason", "x"], "--reason and --until are for", id="reason"),
        pytest.param(["--write-baseline", "b", "--until", "soon"], "'soon' is no day such as 2027-01-31", id="day"),
        pytest.param(["--write-baseline", "b", "--until", "2023-08-31"], "2023-08-31 is over", id="a day in the past"),
        pytest.param(["--write-baseline", "no/such/folder"], "can't write no/such/folder", id="folder"),
        pytest.param(["--write-baseline", "rfi/1048575.md"], "not a baseline of newscheck", id="over another file"),
    ],
)
def test_a_mistake_is_one_line_and_nothing_is_written(dump: Path, args: list[str], error: str) -> None:
    (dump / "latin.txt").write_bytes(f"{FIRST}# caf\xe9\n{END}".encode("latin-1"))
    before = {path: path.read_bytes() for path in dump.rglob("*") if path.is_file()}
    code, out, err = run("rfi", *args)
    assert code == 2
    assert error in err and len(err.splitlines()) == 1 and out == ""
    assert {path: path.read_bytes() for path in dump.rglob("*") if path.is_file()} == before


def test_what_other_rules_have_known_is_kept(dump: Path) -> None:
    before = (dump / "known.txt").read_text()
    assert run("rfi", "--write-baseline", "known.txt", "--select", "lead-missing")[0] == 0
    assert (dump / "known.txt").read_text() == before


@pytest.mark.slow
@pytest.mark.parametrize("option", [["--update-baseline", "--baseline"], ["--write-baseline"]])
def test_a_part_of_the_dump_is_no_reason_to_forget_the_rest(dump: Path, option: list[str]) -> None:
    before = (dump / "known.txt").read_text()
    done = forked_process.run(["validate", "-", *option, "known.txt"], stdin=specimen.render())
    assert done.returncode == 2
    assert done.stderr == b"newscheck: a baseline is written of the whole dump, not of a part of it\n"
    assert (dump / "known.txt").read_text() == before


def test_a_single_document_gives_no_stale_entries(dump: Path) -> None:
    words = ["validate", "-", "--baseline", "known.txt", "--now", "2023-09-01"]
    done = forked_process.run(words, stdin=specimen.render())
    assert b"no longer" not in done.stderr
