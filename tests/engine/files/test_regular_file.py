"""What a run reads is opened in one place: regular files only, and no more bytes than the limit."""

from __future__ import annotations

import ast
import io
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from newscheck import registry
from newscheck.engine.files import directory_walk, inputs, regular_file
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.inputs import read
from newscheck.errors import UsageError
from newscheck.synthetic import specimen

ROOT = Path(registry.PACKAGE)
#: Other modules that open files, and why no user can choose these files.
OTHERS = {
    "engine/files/regular_file.py": "the one place",
    "containers/tar.py": "an archive in a stream that is open",
    "containers/zip.py": "a member of such an archive",
    "registry.py": "data of the package",
    "cli/__init__.py": "/dev/null",
    "dump/numpy_loader.py": "/dev/null",
    "cli/report.py": "a page in the browser, which it wrote itself",
    "cli/_completion_names.py": "rules of the package, for their first lines",
    "engine/cache/package_identity.py": "the package, of which a result depends",
    "engine/cache/database.py": "tags, to be written",
    "engine/files/temporary.py": "a lock",
    "engine/files/atomic_write.py": "outputs, to be written",
    "engine/files/result_folder.py": "outputs, to be written",
    "init/ci_job.py": "what pip has written down of this installation",
    "engine/extraction/extractor_worker.py": "the pipes to the process that asks",
    "engine/settings/project_rules.py": "the modules that `rules-from` names, for the cache",
    "engine/files/spilled_columns.py": "temporary files without names",
    "engine/webhook.py": "a connection to another machine",
    "engine/shared_folder.py": "what processes of one run share, in a folder of their own",
}
OPENERS = {"open", "open_code", "fdopen", "read_text", "read_bytes", "fromfile", "mmap"}


def _opens(path: Path) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    return any(getattr(call, "id", getattr(call, "attr", "")) in OPENERS for call in calls)


@pytest.mark.slow
def test_what_a_run_reads_is_opened_in_one_place() -> None:
    assert {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py") if _opens(path)} == OTHERS.keys()


def fault(path: Path, limit: int = 1_000) -> str:
    (raw,) = read(FileEntry("a.md", str(path)), limit)
    assert raw.data == b""
    return raw.detail


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no devices")
def test_a_device_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening it may act on it."""
    monkeypatch.setattr(regular_file, "open_descriptor", lambda path: pytest.fail(f"{path} is opened"))
    with pytest.raises(OSError, match=regular_file.NOT_REGULAR):
        regular_file.content("/dev/null")


@pytest.mark.parametrize(("limit", "is_read"), [(5, True), pytest.param(4, False, id="a byte less")])
def test_the_limit_is_the_last_size_that_is_read(tmp_path: Path, limit: int, is_read: bool) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    if is_read:
        assert regular_file.content(str(tmp_path / "a"), limit) == b"12345"
    else:
        with pytest.raises(OSError, match="over the limit of 4 bytes"):
            regular_file.content(str(tmp_path / "a"), limit)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_is_not_read_even_where_something_is_in_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert fault(tmp_path / "pipe") == regular_file.NOT_REGULAR
    handle = os.open(tmp_path / "pipe", os.O_RDWR)
    os.write(handle, specimen.render())
    assert fault(tmp_path / "pipe") == regular_file.NOT_REGULAR
    assert len(os.read(handle, 1 << 16)) == len(specimen.render())
    os.close(handle)
    with pytest.raises(OSError, match=regular_file.NOT_REGULAR):
        regular_file.content(str(tmp_path / "pipe"))


@pytest.mark.skipif(not os.path.exists("/proc/version"), reason="no /proc")
def test_what_the_kernel_shows_is_reported_by_where_it_stands_and_by_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fault(Path("/proc/version")) == regular_file.PSEUDO_FILE
    # A second mount of /proc, which stands elsewhere.
    monkeypatch.setattr(regular_file, "is_pseudo_file", lambda status: False)
    assert fault(Path("/proc/version")) == regular_file.PSEUDO_FILE
    with pytest.raises(OSError, match=regular_file.PSEUDO_FILE):
        regular_file.content("/proc/version")
    (tmp_path / "empty").touch()
    assert [raw.fault for raw in read(FileEntry("a.md", str(tmp_path / "empty")), 9)] == [""]


@pytest.mark.parametrize(
    ("size", "limit", "is_read"),
    [
        pytest.param(1_000, 1_000, True, id="as large as it may be"),
        pytest.param(1_001, 1_000, False, id="a byte over"),
        pytest.param(1 << 16, 1 << 16, True, id="as large as one call reads"),
        pytest.param((1 << 16) + 1, 1 << 16, False, id="a byte over that"),
        pytest.param(1 << 17, 1 << 20, True, id="read in two"),
    ],
)
def test_the_limit_holds_whatever_its_size(tmp_path: Path, size: int, limit: int, is_read: bool) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)
    (raw,) = read(FileEntry("a.md", str(tmp_path / "a")), limit)
    assert (len(raw.data) == size and not raw.fault) if is_read else raw.fault == "too-large"


def test_no_more_is_read_than_the_limit_of_what_grows_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"x")
    monkeypatch.setattr(os, "read", lambda handle, size: b"y" * size)
    assert "over the limit of 100,000 bytes" in fault(tmp_path / "a", 100_000)


def test_lines_are_read_up_to_the_size_that_there_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"{}\n" * 100)
    monkeypatch.setattr(os, "read", lambda handle, size: b"{}\n" * (size // 3))
    assert sum(len(raw.data) for raw in read(FileEntry("a.jsonl", str(tmp_path / "a.jsonl")), 10)) == 300


def test_a_file_of_settings_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x" * 101)
    assert len(regular_file.content(str(tmp_path / "a"), 101)) == 101
    with pytest.raises(OSError, match="over the limit of 100 bytes"):
        regular_file.content(str(tmp_path / "a"), 100)


def test_stdin_has_an_end() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert size > 0, "no limit is given"
            return b"x" * size

    with pytest.raises(UsageError, match="can't read stdin: over the limit"):
        inputs.read_stdin(Endless(), 1 << 20)  # type: ignore[arg-type]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
@pytest.mark.parametrize(
    "way", [regular_file.content, directory_walk.require_file, lambda path: [*directory_walk.walk([path])]]
)
def test_opening_never_waits(tmp_path: Path, way: Callable[[str], object]) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    ended = threading.Event()

    def work() -> None:
        with pytest.raises((OSError, UsageError)):
            way(str(tmp_path / "pipe.md"))
        ended.set()

    threading.Thread(target=work, daemon=True).start()
    assert ended.wait(60)
