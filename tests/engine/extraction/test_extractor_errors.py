"""Errors of an extractor are one line of bounded length, and a traceback without our own frames before it."""

from __future__ import annotations

import pytest

from newscheck.engine.extraction.extractor_errors import describe_error, is_ours
from newscheck.engine.extraction.extractors import Extractor


class OddError(Exception):
    def __str__(self) -> str:
        raise RuntimeError


def noted(page: str) -> None:
    error = ValueError("no date\nin the page")
    error.add_note("seen in 2023")
    raise error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        pytest.param(ValueError("no title"), "ValueError: no title", id="words"),
        pytest.param(ValueError(), "ValueError", id="none"),
        pytest.param(ValueError("a\nb"), "ValueError: a", id="two lines"),
        pytest.param(OddError(), f"{__name__}.OddError: <exception str() failed>", id="no words at all"),
        pytest.param(SystemExit(0), "SystemExit: 0", id="no Exception"),
        pytest.param(ValueError("x" * 1_000), f"ValueError: {'x' * 488}…", id="very many"),
    ],
)
def test_an_error_in_words(error: BaseException, words: str) -> None:
    assert describe_error(error) == words


def test_the_traceback_begins_with_the_extractor() -> None:
    trace = Extractor(noted).run(b"").traceback
    assert "newscheck/engine" not in trace
    assert trace.splitlines()[1].endswith("in noted")
    assert "seen in 2023" in trace


def test_an_error_of_the_extractor_is_not_ours() -> None:
    with pytest.raises(ValueError, match="no date") as caught:
        noted("")
    assert not is_ours(caught.value)
