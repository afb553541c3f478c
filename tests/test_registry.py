"""What the registry says about the entries of a folder is what the entries say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newscheck import readers, registry
from newscheck.text import file_kinds


@pytest.mark.parametrize(
    ("folder", "constant"),
    [
        pytest.param("readers", "SUFFIXES", id="suffixes of readers"),
        pytest.param("readers", "MAY_HAVE_BYTE_ORDER_MARK", id="what some readers have"),
        pytest.param("containers", "SUFFIXES", id="suffixes of containers"),
        pytest.param("containers", "SHORT_SUFFIXES", id="suffixes that stand for two"),
        pytest.param("containers", "NO_SUCH_CONSTANT", id="what none has"),
    ],
)
def test_constants_are_those_of_the_modules(folder: str, constant: str) -> None:
    modules = registry.modules(folder)
    expected = {name: getattr(module, constant) for name, module in modules.items() if hasattr(module, constant)}
    assert registry.constants(folder, constant) == expected


def test_constants_are_read_without_importing_the_modules() -> None:
    code = (
        "import sys\nfrom newscheck import registry\n"
        "print(len(registry.constants('readers', 'SUFFIXES')), *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    number, *modules = done.stdout.split()
    assert int(number) == len(registry.names("readers"))
    assert {name for name in modules if name.partition(".")[0] == "newscheck"} == {"newscheck", "newscheck.registry"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param('"""A."""\n\nSUFFIXES = (".a",)\n', {"entry": (".a",)}, id="a literal"),
        pytest.param("SUFFIXES: tuple[str, ...] = ()", {"entry": ()}, id="with a type"),
        pytest.param('A_SUFFIXES = (".a",)\nSUFFIXES_OF = (".b",)\n', {}, id="another name"),
        pytest.param('def suffixes():\n    SUFFIXES = (".a",)\n', {}, id="not of the module"),
    ],
)
def test_constants(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, expected: dict[str, tuple[str, ...]]
) -> None:
    monkeypatch.setattr(registry, "PACKAGE", str(tmp_path))
    folder = tmp_path / tmp_path.name
    folder.mkdir()
    folder.joinpath("entry.py").write_text(source)
    folder.joinpath("_part.py").write_text('SUFFIXES = (".part",)\n')
    assert registry.constants(tmp_path.name, "SUFFIXES") == expected


@pytest.mark.parametrize(
    "source", [pytest.param("SUFFIXES = OTHERS\n", id="a name"), pytest.param("SUFFIXES = (\n", id="several lines")]
)
def test_what_is_no_literal_on_one_line_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setattr(registry, "PACKAGE", str(tmp_path))
    folder = tmp_path / tmp_path.name
    folder.mkdir()
    folder.joinpath("entry.py").write_text(source)
    with pytest.raises((ValueError, SyntaxError)):
        registry.constants(tmp_path.name, "SUFFIXES")


def test_pages_have_one_set_of_suffixes() -> None:
    assert registry.constants("readers", "SUFFIXES")["page"] == file_kinds.PAGE_SUFFIXES


def test_a_suffix_of_a_reader_is_what_is_behind_the_last_dot() -> None:
    suffixes = [suffix for own in registry.constants("readers", "SUFFIXES").values() for suffix in own]
    assert all(suffix.rfind(".") == 0 and len(suffix) <= readers._LONGEST_SUFFIX for suffix in suffixes)
