"""The picture at the end of `newscheck validate`, from outside: on a terminal, and nowhere else."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newscheck.synthetic import specimen
from newscheck.text.width import cell_width
from tests.support.command_line import run

SGR = re.compile("\x1b\\[[0-9;]*m")
OLD = {"before": '<div class="story"><h3>海港</h3>', "after": "</div>"}
NEW = {"before": '<section id="new"><h4>海港</h4>', "after": "</section>", "image": None}


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten days of articles every two hours; for the last four, the page is another, and the image is gone."""
    folder = tmp_path_factory.mktemp("news")
    for at in range(120):
        patch = {"when": datetime(2023, 3, 1) + timedelta(hours=2 * at), **(NEW if at >= 72 else OLD)}
        (folder / f"{at:03}.md").write_bytes(specimen.render(patch, at))
    return folder


def environment(**more: str) -> dict[str, str]:
    """That of a person in front of a terminal."""
    usual = {
        "TERM": "xterm-256color",
        "PYTHONIOENCODING": "utf-8",
        "GITHUB_STEP_SUMMARY": "",
        "PYTHONWARNINGS": "error",
    }
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR", "COLUMNS")}
    return {**kept, **usual, **more}


def on_terminal(folder: Path, *words: str, width: int = 100, **env: str) -> list[str]:
    """The lines that a command prints on a terminal of so many cells."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    command = [sys.executable, "-m", "newscheck", *words]
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE, env=environment(**env)
    ) as process:
        os.close(theirs)
        shown = b""
        # Linux says that nobody is at the other end with an error, others with an end of file.
        while piece := _read(ours):
            shown += piece
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    os.close(ours)
    return shown.decode().replace("\r\n", "\n").splitlines()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 1 << 16)
    except OSError:
        return b""


def validate(folder: Path, *more: str, width: int = 100, **env: str) -> list[str]:
    words = ("validate", ".", "--no-cache", "--now", "2023-03-12", "--select", "layout-change,image-missing")
    return on_terminal(folder, *words, *more, width=width, **env)


def picture(lines: list[str]) -> list[str]:
    """What is below the summary."""
    return lines[next(at for at, line in enumerate(lines) if SGR.sub("", line).startswith("120 files")) + 1 :]


@pytest.mark.slow
def test_validate_ends_with_a_picture_on_a_terminal(dump: Path) -> None:
    assert picture(validate(dump, NO_COLOR="1")) == [
        "",
        "Articles over time, 1 day a column  ! errors in more articles than usual  ▲ layout changed",
        "rfi  2023-03-01 ██████████ 2023-03-10  120 articles",
        "                      !!!! usually no errors",
        "                      ▲ 2023-03-06 lost: image",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "env"),
    [
        pytest.param(["-q"], {}, id="quiet"),
        pytest.param(["-o", "a.txt"], {}, id="into a file"),
        pytest.param(["--format", "concise"], {}, id="another format"),
        pytest.param([], {"CI": "true"}, id="the log of a CI job that is a terminal"),
        pytest.param([], {"TERM": "dumb"}, id="a dumb terminal"),
    ],
)
def test_elsewhere_there_is_none(dump: Path, more: list[str], env: dict[str, str]) -> None:
    lines = validate(dump, *more, **env)
    assert bool(lines) == (more[:1] not in (["-q"], ["-o"]))
    assert not [line for line in lines if "Articles over time" in line or "▲" in line]


@pytest.mark.slow
def test_a_pipe_has_what_the_terminal_has_without_the_picture(dump: Path) -> None:
    command = [sys.executable, "-m", "newscheck", "validate", ".", "--no-cache", "--now", "2023-03-12"]
    env = environment(NO_COLOR="1")
    piped = subprocess.run(command, cwd=dump, env=env, capture_output=True, text=True, timeout=120, check=False).stdout
    shown = on_terminal(dump, *command[3:], NO_COLOR="1")
    assert "▲" not in piped
    assert [line for line in piped.splitlines() if "To see" not in line] == [
        line for line in shown[: len(piped.splitlines())] if "To see" not in line
    ]
    assert len(shown) > len(piped.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize(
    "env",
    [
        pytest.param({"TERM": "linux"}, id="the console of Linux"),
        pytest.param({"TERM": "vt100-am"}, id="an old terminal"),
        pytest.param({"PYTHONIOENCODING": "latin-1"}, id="an encoding without block elements"),
    ],
)
def test_ascii_where_there_are_no_block_elements(dump: Path, env: dict[str, str]) -> None:
    _, legend, site, _, lost = picture(validate(dump, NO_COLOR="1", **env))
    assert legend.endswith("^ layout changed")
    assert "@@@@@@@@@@" in site
    assert lost.strip() == "^ 2023-03-06 lost: image"


@pytest.mark.slow
@pytest.mark.parametrize("width", [40, 72, 200])
def test_the_picture_is_coloured_and_fits(dump: Path, width: int) -> None:
    lines = picture(validate(dump, width=width))
    assert "\x1b[1;31m████\x1b[0m" in "\n".join(lines)
    assert max(cell_width(SGR.sub("", line)) for line in lines) <= width


@pytest.mark.slow
@pytest.mark.parametrize("color", ["", "1"])
@pytest.mark.parametrize("width", [48, 100])
def test_layouts_begin_with_bands(dump: Path, width: int, color: str) -> None:
    lines = on_terminal(dump, "layouts", ".", width=width, NO_COLOR=color)
    assert ("\x1b" in "".join(lines)) != bool(color)
    site, bands, mark, *listing = (SGR.sub("", line) for line in lines)
    assert site == "rfi"
    cells = bands.partition("▕")[2].partition("▏")[0]
    assert (cells.strip("█").strip("░"), cells[0], cells[-1]) == ("", "█", "░")
    assert 0.5 < cells.count("█") / len(cells) < 0.7
    assert mark.strip() in ("▲ 2023-03-06 lost: image", "2023-03-06 lost: image ▲")
    assert mark.index("▲") == bands.index("░")
    assert listing[0].startswith("  │ 2023-02-28 .. 2023-03-06")


@pytest.mark.slow
def test_in_a_pipe_layouts_are_the_same_lines_without_colour(dump: Path) -> None:
    shown = on_terminal(dump, "layouts", ".", width=100)
    piped = run("layouts", ".", cwd=dump, TERM="linux", CI="true", COLUMNS="").out.splitlines()
    assert [SGR.sub("", line) for line in shown[:3]] == piped[:3]
    assert "▲ 2023-03-06 lost: image" in piped[2]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "is_drawn"),
    [
        pytest.param("github", True, id="a job on GitHub"),
        pytest.param("sarif", False, id="a job that asks for no summary"),
    ],
)
def test_the_step_summary_has_the_picture(dump: Path, tmp_path: Path, form: str, is_drawn: bool) -> None:
    summary = tmp_path / "summary.md"
    words = ["validate", ".", "--no-cache", "--now", "2023-03-12", "--select", "layout-change", "--format", form]
    run(*words, cwd=dump, GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text("utf-8") if summary.exists() else ""
    picture = (
        "```text\n"
        "Articles over time, 1 day a column  ' errors  ▲ layout changed\n"
        "rfi  2023-03-01 ██████████ 2023-03-10  120 articles\n"
        "                      '    usually no errors\n"
        "                      ▲ 2023-03-06 lost: image\n"
        "```\n"
    )
    assert (picture in text) == is_drawn
