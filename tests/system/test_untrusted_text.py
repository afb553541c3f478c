"""Whatever words a dump holds, no terminal and no runner of a CI job obeys them, wherever newscheck prints them.

Names of files and sites, titles, texts, addresses, front matter and fields are drawn from commands of runners, escape
sequences, controls and line ends; then every line is looked at that an output, a command or pytest has printed.
"""

from __future__ import annotations

import inspect
import io
import json
import os
import re
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import forked_process
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newscheck import cli, outputs, registry
from newscheck.checker import examples
from newscheck.engine.session import default_checker
from newscheck.fixtures import cases
from newscheck.model import (
    Crash,
    Excerpt,
    Finding,
    HiddenFindings,
    LayoutChange,
    LayoutSpan,
    LayoutTemplate,
    RelatedLocation,
    RenderOptions,
    Report,
    RuleDescription,
    Totals,
)
from newscheck.outputs.json import encode, indented
from newscheck.synthetic import specimen
from newscheck.text.display import escape_surrogates, is_unsafe, sanitize, sanitize_lines, sanitize_pieces

FORMATS = registry.names("outputs")
CHECKER = default_checker(examples.NOW)
NOW = ("--now", "2023-09-15T00:00:00Z")
COMMANDS = (
    *("::error file=a,line=1::b", "::add-mask::c", "\u3000::warning::d", "::GROUP::", "##[error]e", "##[command]f"),
    *("##vso[task.complete result=Failed]g", "##teamcity[buildStop]", "--- h", "+++ i", "~~~ j", "^^^ +++", "---"),
    *("section_start:1:k\r\x1b[0K", "\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "\x90q", "\x1b_bk;t=1\x07"),
)
#: Parts of commands, to be recombined, and invisible characters between them.
PARTS = (
    *("::", ":", "##", "#", "[", "]", "error", "vso[", "a", "渔业", " ", "\u3000", "x" * 150, "渔" * 150, "/", "&"),
    *("\r", "\n", "\r\n", "\t", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\x00", "\x08", "\x7f"),
    *("\u202e", "\u2066", "\u200b", "\ufe0f", "\u034f", "\xad", "\ufeff", "\\", '"', "<b>", "{", "%0A", "🤐"),
)
words = st.one_of(
    st.sampled_from(COMMANDS),
    st.lists(st.sampled_from([*COMMANDS, *PARTS]), max_size=7).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=30),
)
#: Characters that the runner of GitHub ignores: it compares as .NET does with ICU.
UNSEEN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def obeyed(line: str, *, is_github: bool = False) -> str:
    """Which terminal or runner would obey what in a line, or an empty string; `is_github` allows GitHub's commands."""
    for char in line.replace("\t", " "):
        if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(char) in BIDI:
            return f"a terminal: {char!a}"
    visible = UNSEEN.sub("", line)
    if not is_github and re.match(r"\s*::[^\W\d_]", visible):
        return "GitHub: ::"
    if match := re.search(r"##[a-z]*\[", visible, re.IGNORECASE):
        return f"GitHub, Azure or TeamCity: {match[0]}"
    match = re.match(r"(?:---|\+\+\+|~~~|\^\^\^)(?:\s|$)", line)
    return f"Buildkite: {match[0]}" if match else ""


def assert_harmless(text: str, *, is_github: bool = False) -> None:
    """Check each line, by every definition of a line: runners end one at CR, too."""
    text.encode()
    for line in text.split("\n"):
        assert not obeyed(line, is_github=is_github), line[:300]


# --- the function that makes words harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("海上救援：周五, 21:04:05 #1 ##", "海上救援：周五, 21:04:05 #1 ##", id="what nobody obeys"),
        pytest.param(":: error ::", ":: error ::", id="no command"),
        pytest.param("::error::a", r":\x3aerror:\x3aa", id="GitHub"),
        pytest.param("  ::error file=a::b", r"  :\x3aerror file=a:\x3ab", id="GitHub after blanks"),
        pytest.param("见 ::Add-Mask::", r"见 :\x3aAdd-Mask::", id="where a line may be broken"),
        pytest.param(":::::error", r"::::\x3aerror", id="more colons"),
        pytest.param("[::1] 12::30 a:b", "[::1] 12::30 a:b", id="addresses and times"),
        pytest.param(":\ufe0f:error::", ":\ufe0f\\x3aerror::", id="with what is not seen in it"),
        pytest.param("::\ufe0ferror::", ":\\x3a\ufe0ferror::", id="with what is not seen behind it"),
        pytest.param("a ##[error]b", r"a #\x23[error]b", id="GitHub anywhere"),
        pytest.param("####[error]b", r"###\x23[error]b", id="more number signs"),
        pytest.param("#\u034f#[error]b", "#\u034f\\x23[error]b", id="with what is not seen between them"),
        pytest.param("a##vso[b]##TeamCity[c]", r"a#\x23vso[b]#\x23TeamCity[c]", id="Azure Pipelines and TeamCity"),
        pytest.param("--- a", r"--\x2d a", id="Buildkite"),
        pytest.param("+++", r"++\x2b", id="Buildkite, all of it"),
        pytest.param("----- ---a a --- b", "----- ---a a --- b", id="other lines"),
        pytest.param("a\r\nb\tc", r"a\r\nb\tc", id="line ends"),
        pytest.param("\x1b[31m\x9b\u202e\u2028\udcff", r"\x1b[31m\x9b\u202e\u2028\xff", id="terminals"),
        pytest.param("\udc7f\udc80\udd00", r"\udc7f\x80\udd00", id="bytes, and other lone surrogates"),
        pytest.param("#\u200b#[a]:\x00:b::", r"#\u200b#[a]:\x00:b::", id="what is hidden parts the rest"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    assert sanitize(text) == shown
    assert sanitize(shown) == shown


@pytest.mark.parametrize("char", "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180f\u3164\ufe00\ufe0f\uffa0", ids=ascii)
def test_what_a_runner_does_not_see_hides_no_command(char: str) -> None:
    assert sanitize(f"#{char}#{char}[a]") == f"#{char}\\x23{char}[a]"
    assert sanitize(f":{char}:{char}a") == f":{char}\\x3a{char}a"


@given(words)
@settings(max_examples=150)
@example(":" + "\ufe0f" * 3 + ":a")
def test_a_safe_text_is_harmless_and_stays_as_it_is(text: str) -> None:
    shown = sanitize(text)
    assert_harmless(shown)
    assert sanitize(shown) == shown
    assert sanitize_lines(text) == "\n".join(map(sanitize, text.split("\n")))


@given(words, st.data())
def test_pieces_put_together_are_the_whole(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    cuts = (first, data.draw(st.integers(first, len(text) + 1)))
    shown = sanitize_pieces(text, *cuts)
    assert len(shown) == 3
    assert "".join(shown) == sanitize(text)
    assert all(
        len(part) >= len(text[start:end]) for part, start, end in zip(shown, (0, *cuts), (*cuts, None), strict=True)
    )


@example("--- h", "\u2066")
@given(words, words)
def test_a_text_of_which_nothing_is_obeyed_is_shown_as_it_is(first: str, second: str) -> None:
    text = f"{first}\n{second}"
    # Invisible characters alone are not obeyed, and front matter begins with a line like Buildkite's.
    steering = {char for char in text if unicodedata.bidirectional(char) in BIDI}
    lines = UNSEEN.sub(lambda match: match[0] if match[0] in steering else "", text.replace("\r\n", "\n")).split("\n")
    assert is_unsafe(text) == any(match and not match.startswith("Buildkite") for match in map(obeyed, lines))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\r\nb\n\tc", False, id="line ends and a tab"),
        pytest.param("a\rb", True, id="a return within a line"),
        pytest.param("a\r", True, id="a return at the end"),
        pytest.param("a\x08b", True, id="a control"),
        pytest.param("a\n ::error::b", True, id="a command in the second line"),
        pytest.param("a ::error::b", False, id="none within a line"),
    ],
)
def test_unsafe(text: str, expected: bool) -> None:
    assert is_unsafe(text) is expected


def test_a_long_text_of_what_is_not_seen_takes_no_time() -> None:
    many = "\ufe0f" * 200_000
    assert sanitize(f"#{many}#{many}a{many}") == f"#{many}#{many}a{many}"
    assert sanitize(f":{many}:{many}1") == f":{many}:{many}1"


# --- outputs


@st.composite
def reports(draw: Any) -> Report:
    """A report with words wherever it has some."""
    word = [draw(words) for _ in range(12)]
    start = draw(st.integers(0, len(word[3])))
    excerpt = Excerpt(word[3], start, draw(st.integers(start, len(word[3]) + 1)))
    related = (RelatedLocation(word[4], word[5], 2), *(RelatedLocation(path) for path in word[6:8]))
    finding = Finding(
        "title-empty", "error", word[0], 1, 1, word[1], word[2], word[3], "0" * 16, related, excerpt, (word[5],)
    )
    other = replace(finding, path=word[8], excerpt=None, related=(), details=(), message=word[9], severity="note")
    change = LayoutChange(
        site=word[0],
        last_before=1_635_240_000_000,
        since=1_635_248_700_000,
        until=None,
        what=word[1],
        features=[(word[2], 0.98, 0.0)],
        articles_before=40,
        articles_after=38,
        harm=[word[3]],
        examples_before=[RelatedLocation(word[4])],
        examples_after=[RelatedLocation(word[5], line=7)],
        skeleton_before=word[6],
        skeleton_after=word[7],
        verdict=word[8],
        within=word[9],
    )
    first, last = 1_635_240_000_000, 1_635_248_700_000
    template = LayoutTemplate(
        word[4], word[5], [word[6]], [word[7]], 5, 0.6, first, last, word[8], [5], [(word[9], 0.9)]
    )
    span = LayoutSpan(word[10], word[1], word[2], 0.9, first, last, 9, word[3], [template, template], [first])
    return Report(
        "1.2.3",
        Totals(files=12, articles=11, error=1, note=1),
        [finding, other],
        {"title-empty": RuleDescription("error", "The title is empty.", "The title is empty.\n\nIt matters.\n")},
        changes=[change],
        layouts=[span],
        crashes=[Crash(word[11], "title-empty", f"Traceback\n{word[9]}"), Crash("", "", word[10])],
        hidden=[HiddenFindings(word[4], 3, word[5])],
    )


styles = st.builds(
    RenderOptions, st.just(False), st.integers(1, 120), st.none() | st.integers(0, 3), st.booleans(), words
)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
@given(of=reports(), style=styles)
def test_no_line_of_an_output_is_obeyed(form: str, of: Report, style: RenderOptions) -> None:
    text = "".join(outputs.render(form, of, style))
    assert_harmless(text, is_github=form == "github")
    if form == "github":
        commands = [line for line in text.split("\n") if UNSEEN.sub("", line).lstrip().startswith("::")]
        assert [command.split()[0] for command in commands] == ["::error", "::notice"]


@given(st.lists(st.tuples(words, words)))
@example([("##[error]", "##vso[a]b"), ("#\ufe0f#[c]", "\U000e0041##[d]")])
def test_json_is_harmless_and_exact(pairs: list[tuple[str, str]]) -> None:
    value = [{name: [word]} for name, word in pairs]
    assert_harmless(encode(value))
    assert_harmless(indented(value, 4))
    # UTF-8 can't hold lone surrogates, so only their names are used.
    wanted = [{escape_surrogates(name): [escape_surrogates(word)]} for name, word in pairs]
    assert json.loads(encode(value)) == json.loads(indented(value, 4)) == wanted


# --- the command line


def call(*args: str | Path) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of the command line, in this process."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2)]
    handler = signal.getsignal(signal.SIGTERM)

    def end(code: int) -> None:
        raise SystemExit(code)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["newscheck", *map(str, args)])
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        patch.setattr(os, "_exit", end)
        with pytest.raises(SystemExit) as ended:
            cli.main()
    signal.signal(signal.SIGTERM, handler)
    for stream in streams:
        stream.flush()
    out, err = (stream.buffer.getvalue().decode() for stream in streams)  # type: ignore[attr-defined]
    return int(ended.value.code or 0), out, err


def assert_output_harmless(*args: str | Path, code: int | None = None, own: int = 0) -> None:
    """Nothing is obeyed of what a command prints on stdout and stderr; the first lines may be newscheck's `own`."""
    ended, out, err = call(*args)
    assert_harmless("\n".join(out.split("\n")[own:]))
    assert_harmless(err)
    assert "Traceback" not in err
    assert code is None or ended == code, err


def name_of(word: str, suffix: str) -> str:
    """A word as the name of a file: without what can't be in one."""
    name = re.sub("[/\x00\ud800-\udc7f\udd00-\udfff]", "", word).encode("utf-8", "surrogateescape")
    return os.fsdecode(name[:80]) + suffix


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A working folder that all examples share."""
    path = tmp_path_factory.mktemp("words")
    before = Path.cwd()
    os.chdir(path)
    yield path
    os.chdir(before)


def write(folder: Path, word: list[str]) -> list[Path]:
    """A dump whose every text has words in it."""
    for path in folder.iterdir():
        path.unlink()
    # UTF-8 has no half characters, and what stands for a byte becomes that byte.
    word = [re.sub("[\ud800-\udc7f\udd00-\udfff]", "?", text) for text in word]
    patch = {
        "title": word[0],
        "url": f"https://www.rfi.fr/cn/{word[1]}",
        "front": {"title": word[2], "author": word[3]},
    }
    item = {"title": word[4], "url": word[5], word[6]: word[7], "paragraphs": [word[8], word[9]], "epoch_ms": word[0]}
    texts = {
        name_of(word[0], ".md"): specimen.render({"title": word[0], "lead": word[1], "paragraphs": word[2:5]}),
        name_of(word[1], "1.md"): specimen.render(patch),
        name_of(
            word[2], "2.md"
        ): f"<!--{word[2]}-->\n[{word[3]}]({word[4]})\n------\n<p class='{word[5]}'>{word[6]}".encode(
            "utf-8", "surrogateescape"
        ),
        name_of(word[3], ".json"): json.dumps([item, item]).encode(),
        name_of(word[4], ".jsonl"): (json.dumps(item) + word[9]).encode("utf-8", "surrogateescape"),
    }
    for name, data in texts.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in texts]


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(word=st.lists(words, min_size=10, max_size=10))
@example(word=list(COMMANDS[:10]))
@example(word=list(COMMANDS[-10:]))
def test_no_line_of_a_command_is_obeyed(folder: Path, word: list[str]) -> None:
    written = write(folder, word)
    reports = [f"{form}={folder / form}.out" for form in FORMATS]
    options = [part for report in reports for part in ("--report", report)]
    assert_output_harmless("validate", ".", *NOW, "-v", "--no-cache", "--statistics", *options)
    for form in FORMATS:
        assert_harmless((folder / f"{form}.out").read_text("utf-8"), is_github=form == "github")
        (folder / f"{form}.out").unlink()
    site, project = folder / f"{name_of(word[8], '').encode('utf-8', 'ignore').decode()}.toml", folder / "project.toml"
    site.write_text('hosts = ["rfi.fr"]\n')
    project.write_text(f"sites = [{json.dumps(str(site), ensure_ascii=False)}]\n", "utf-8")
    for path in written:
        assert_output_harmless("show", path, "--config", project)
    assert_output_harmless("layouts", ".")
    assert_output_harmless("layouts", "--diff", *written[:2], own=2)  # `---` and `+++`
    assert_output_harmless("layouts", "--diff", *written[:2], "--format", "json")
    for path in (folder / "no" / name_of(word[5], ""), folder / "no" / name_of(word[6], ".toml")):
        assert_output_harmless("validate", path, *NOW, code=2)
        assert_output_harmless("validate", ".", "--config", path, code=2)
        assert_output_harmless("validate", ".", "--schema", path, code=2)
        assert_output_harmless("fixture", "add", path, code=2)
    assert_output_harmless("validate", ".", "--select", name_of(word[7], "x"), code=2)


# --- from outside


#: Two of them do something by themselves, whatever is printed behind them.
NASTY = "::error::a ##[error]b ##vso[c]\u202ed"
EXTRACTOR = f"""
def parse(page, url):
    if "changed" in page:
        raise ValueError({NASTY + chr(10) + NASTY!r})
    return {{"url": url, "title": {NASTY[::-1] + NASTY!r}, {NASTY!r}: [{NASTY!r}], "paragraphs": ["一", {NASTY!r}]}}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository whose files have such names and texts."""
    for number in range(3):
        text = specimen.render(
            {"title": f"{NASTY}{number}", "lead": None, "url": f"https://www.rfi.fr/cn/{NASTY}"}, number
        )
        tmp_path.joinpath("dump").mkdir(exist_ok=True)
        tmp_path.joinpath("dump", f"{NASTY}{number}.md").write_bytes(text)
    page = f"<html><body><h1>{NASTY}</h1><p>一</p></body></html>".encode()
    for name, more in (("", b""), ("2", b"changed")):
        record = {"title": "题", NASTY: "二", "url": "https://www.rfi.fr/cn/a", "paragraphs": ["一"]}
        case = cases.Case(
            f"{NASTY}{name}", page + more, "https://www.rfi.fr/cn/a", 1_692_216_245_000, record=record, layout=NASTY
        )
        cases.save(tmp_path / "tests" / "pages" / case.name, case)
    tmp_path.joinpath("scraper.py").write_text(EXTRACTOR, "utf-8")
    tmp_path.joinpath("newscheck.toml").write_text('extractor = "scraper:parse"\npages = "tests/pages"\n')
    return tmp_path


def run(folder: Path, program: str, *args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "GITHUB_STEP_SUMMARY": "", "NO_COLOR": "1", **env}
    if program == "newscheck":
        return forked_process.run(args, cwd=folder, env=environment)
    command = [sys.executable, "-m", program, *args]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=120)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "code"),
    [
        pytest.param(["fixture", "rerun"], 1, id="rerun"),
        pytest.param(["fixture", "rerun", f"tests/pages/{NASTY}x"], 2, id="no such case"),
        pytest.param(["fixture", "add", f"dump/{NASTY}0.md"], 0, id="add"),
        pytest.param(["mutants", "--select", "classes-hashed,lead-lost"], 1, id="mutants"),
        pytest.param(["mutants", "--format", "json"], 1, id="mutants for programs"),
        pytest.param(["fixture", "minimise", f"dump/{NASTY}0.md", "--rule", "title-control"], 2, id="minimise"),
        pytest.param(["init", "--dry-run", "dump", "--ci", "none"], 0, id="init"),
        pytest.param(["validate", "dump", "--changed-since", NASTY], 2, id="git"),
        pytest.param(["validate", "dump", "--baseline", NASTY], 2, id="no such baseline"),
        pytest.param(["validate", NASTY], 2, id="no such file"),
        pytest.param([NASTY], 2, id="no such command"),
        pytest.param(["profile", "dump", "-o", f"{NASTY}/a.json"], 2, id="no such folder"),
    ],
)
def test_no_line_is_obeyed_that_a_job_prints(project: Path, args: list[str], code: int) -> None:
    result = run(project, "newscheck", *args)
    assert result.returncode == code, result
    assert_harmless(result.stdout.decode())
    assert_harmless(result.stderr.decode())
    assert b"Traceback" not in result.stderr


def test_the_smallest_file_is_written_as_it_is(project: Path) -> None:
    args = ["fixture", "minimise", f"dump/{NASTY}0.md", "--rule", "title-control"]
    assert run(project, "newscheck", *args, "-o", "small.md").returncode == 0
    with (project / "stdout").open("wb") as file:
        command = [sys.executable, "-m", "newscheck", *args]
        subprocess.run(command, cwd=project, stdout=file, stderr=subprocess.DEVNULL, check=True, timeout=120)
    assert (project / "stdout").read_bytes() == (project / "small.md").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("args", [["-vv", "-rA"], ["--collect-only"], ["-q", "--tb=line"]], ids="".join)
def test_no_line_of_pytest_is_obeyed(project: Path, args: list[str]) -> None:
    (project / "pytest.ini").write_text(
        "[pytest]\nnewscheck_pages = tests/pages\nnewscheck_dumps = dump\naddopts = -p no:cacheprovider\n"
    )
    test = f"""
        import pytest
        from newscheck.testing import assert_same, assert_valid, check, id_of, newest

        NASTY = {NASTY!r}

        @pytest.mark.newscheck_mutants("tests/pages", select="lead-lost")
        def test_mutants(newscheck_mutant):
            newscheck_mutant.assert_robust()

        @pytest.mark.parametrize("path", newest(__file__), ids=id_of)
        def test_newest(path):
            assert_valid(path)

        def test_valid():
            assert_valid({{"title": NASTY, "url": NASTY, NASTY: NASTY, "paragraphs": []}})

        def test_same():
            assert_same({{NASTY: NASTY}}, {{NASTY: NASTY[1:]}})

        def test_no_file():
            check(NASTY + ".md")

        def test_no_record(newscheck):
            newscheck.record({{NASTY: object()}})

        def test_snapshot(article_snapshot):
            assert {{NASTY: NASTY}} == article_snapshot

        def test_layout(layout_snapshot):
            assert "<div class='" + NASTY + "'>a</div>" == layout_snapshot
        """
    (project / "test_it.py").write_text(inspect.cleandoc(test), "utf-8")
    result = run(project, "pytest", *args)
    lines = result.stdout.decode().split("\n")
    # What pytest itself shows is a test's source, and its values.
    own = [line for line in lines if not re.match(r"[ >]   .*NASTY|E  .*(?:assert \{|object at)", line)]
    assert_harmless("\n".join(own))
    assert_harmless(result.stderr.decode())
    assert b"INTERNALERROR" not in result.stdout
    assert "collect" in args[0] or result.returncode == 1
