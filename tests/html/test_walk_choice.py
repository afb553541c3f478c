"""The compiled walk is used only where it fits what is loaded."""

from __future__ import annotations

import pytest

from newscheck.errors import UsageError
from newscheck.html import tree_walk, walk_choice
from newscheck.html.walk_choice import choose, refusal


def test_another_python_is_refused() -> None:
    assert "only CPython" in refusal("pypy")


def test_another_lxml_is_refused() -> None:
    """Where none is compiled, that is the reason."""
    for loaded in (("0.1", walk_choice.LOADED[1]), (walk_choice.LOADED[0], "0.1")):
        assert any(reason in refusal(loaded=loaded) for reason in ("is for lxml", "no compiled walk is installed"))


def test_a_module_that_fails_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def import_module(name: str) -> None:
        raise ValueError("size changed")

    monkeypatch.setattr("importlib.import_module", import_module)
    assert refusal() == "the compiled walk can't be loaded: size changed"


def test_a_free_threaded_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys._is_gil_enabled", lambda: False, raising=False)
    assert "global lock" in refusal()


@pytest.mark.parametrize("wanted", ["", "python"])
def test_without_it_python_walks(wanted: str) -> None:
    walk, name = choose(wanted, lambda: "there is none")
    assert walk is tree_walk.walk_tree
    assert name == ("python (there is none)" if not wanted else "python (NEWSCHECK_WALK is python)")


def test_the_one_that_is_wanted_has_to_be_there() -> None:
    with pytest.raises(UsageError, match="NEWSCHECK_WALK is compiled: there is none"):
        choose("compiled", lambda: "there is none")
    with pytest.raises(UsageError, match="use python or compiled"):
        choose("fast")


@pytest.mark.skipif(bool(refusal()), reason=refusal())
def test_it_is_used_where_it_fits() -> None:
    for wanted in ("", "compiled"):
        walk, name = choose(wanted)
        assert walk is not tree_walk.walk_tree
        assert name == "compiled"
