"""Tests that are no Python functions: what their failures look like, and where they are told to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

import pytest

from newscheck.model import Finding
from newscheck.testing import wording
from newscheck.text.wording import safe, safe_lines


class Item(pytest.Item):
    """A test that fails in words, and has no code to be shown.

    `place` is told as where it stands, `subject` in the heading of its failure; `brief` stands in the list of failures
    at the end of a run, the first line of the failure where it is empty.
    """

    place = ""
    subject = ""
    brief = ""

    def judge(self, findings: Sequence[Finding], fail_on: str) -> list[Finding]:
        """Those at or above the fail level; all of them are properties of the test in JUnit's report."""
        for finding in findings:
            self.user_properties += [(name, safe(getattr(finding, name))) for name in ("rule", "severity", "evidence")]
        failing = wording.failing(findings, fail_on)
        self.brief = wording.brief(failing)
        return failing

    def fail(self, words: str) -> NoReturn:
        """Fail; whatever a dump or a page has put among the words, nobody obeys it."""
        pytest.fail(safe_lines(words), pytrace=False)

    @property
    def location(self) -> tuple[str, int | None, str]:
        """Where the test is told to be, and the heading of its failure; there is no line of code."""
        return (self.place, None, f"{self.subject or self.place} {self.name}")

    def repr_failure(self, excinfo: Any, *args: Any) -> Any:
        """The words of the failure; logs of CI, where pytest cuts nothing off, have them once and not twice."""
        shown = super().repr_failure(excinfo, *args)
        if (crash := getattr(shown, "reprcrash", None)) is not None:
            crash.message = self.brief or crash.message.removeprefix("Failed: ").partition("\n")[0]
        return shown
