"""Where a path is once the links on the way are resolved."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscheck.engine.files import containment


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dump with links: to a file in it, to a folder beside it, to a folder of another repository."""
    for folder in ("dump/rfi", "dump/.Git", "beside", "dump/inner/deep"):
        (tmp_path / folder).mkdir(parents=True)
    for file in ("dump/1.md", "beside/2.md", "dump/.Git/config"):
        (tmp_path / file).touch()
    (tmp_path / "dump/same.md").symlink_to("1.md")
    (tmp_path / "dump/out.md").symlink_to("../beside/2.md")
    (tmp_path / "dump/way").symlink_to("../beside")
    (tmp_path / "alias").symlink_to("dump")
    (tmp_path / ".git").mkdir()
    (tmp_path / "dump/inner/.git").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "leads_out"),
    [
        pytest.param("dump/1.md", False, id="a file"),
        pytest.param("dump/new.md", False, id="one that is not there"),
        pytest.param("dump/same.md", False, id="a link in the dump"),
        pytest.param("dump/out.md", True, id="a link out of it"),
        pytest.param("dump/way/2.md", True, id="behind a link"),
        pytest.param("beside/2.md", False, id="no path below it"),
        pytest.param("dump/.Git/config", False, id="a file of git, without a link"),
        pytest.param("dumped", False, id="a name that begins alike"),
        pytest.param("a\0b", False, id="no path at all"),
    ],
)
def test_links_that_lead_out(place: Path, path: str, leads_out: bool) -> None:
    assert containment.is_link_out_of(path, ["dump"]) is leads_out
    assert containment.is_link_out_of(path, ["dump", "beside"]) is False
    assert containment.is_link_out_of(path.replace("dump/", "alias/"), ["alias"]) is leads_out


@pytest.mark.parametrize(
    ("path", "is_inside"),
    [
        ("dump", True),
        ("dump/rfi", True),
        ("dump/new/3.md", True),
        ("dump/same.md", True),
        ("alias/1.md", True),
        ("dump/out.md", False),
        ("dump/../beside", False),
        ("dump/.Git/config", False),
        ("dumped", False),
    ],
)
def test_what_is_inside(place: Path, path: str, is_inside: bool) -> None:
    assert containment.is_inside(path, "dump") is is_inside


@pytest.mark.parametrize(
    ("folder", "repository"),
    [
        pytest.param(".", ".", id="itself"),
        pytest.param("dump/rfi", ".", id="above"),
        pytest.param("dump/inner/deep", "dump/inner", id="a submodule, with a file"),
        pytest.param("dump/way", ".", id="behind a link"),
    ],
)
def test_the_innermost_repository(place: Path, folder: str, repository: str) -> None:
    assert containment.innermost_repository(folder) == str(place / repository)


def test_a_known_root_is_one_without_a_look(place: Path) -> None:
    root = str(place / "dump")
    assert containment.innermost_repository("dump/rfi", root) == root
