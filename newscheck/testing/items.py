"""Tests that are no Python functions: what their failures look like, and where they are told to be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest

from newscheck.model import Finding
from newscheck.testing import failure_messages
from newscheck.text.display import sanitize, sanitize_lines
from newscheck.triage import statistics

#: The marker of what newscheck makes.
NAME = "newscheck"


def mark(node: pytest.Collector) -> None:
    """Mark what newscheck makes. A time limit (pytest-timeout) holds for each test in it and for nothing around it:
    what it ends in the middle of pytest's own work is not the test but the run."""
    node.add_marker(NAME)
    if node.config.pluginmanager.hasplugin("timeout"):
        node.add_marker(pytest.mark.timeout(func_only=True))


class NewscheckItem(pytest.Item):
    """A test that fails in words, and has no code to be shown.

    `display_path` is told as where it stands, `subject` in the heading of its failure; `summary` stands in the list of
    failures at the end of a run, the first line of the failure where it is empty."""

    display_path = ""
    subject = ""
    summary = ""

    def judge(self, findings: Sequence[Finding], fail_on: str) -> list[Finding]:
        """Those at or above the fail level; all of them are properties of the test in JUnit's report."""
        for finding in findings:
            self.user_properties += [
                (name, sanitize(getattr(finding, name))) for name in ("rule", "severity", "evidence")
            ]
        failing = [*statistics.failing(findings, fail_on)]
        self.summary = failure_messages.brief(failing)
        return failing

    def fail(self, words: str) -> NoReturn:
        """Fail; whatever a dump or a page has put among the words, nobody obeys it."""
        pytest.fail(sanitize_lines(words), pytrace=False)

    @property
    def location(self) -> tuple[str, int | None, str]:
        """Where the test is told to be, and the heading of its failure; there is no code, so the file's first line."""
        return (self.display_path, 0, f"{self.subject or self.display_path} {self.name}")

    def reportinfo(self) -> tuple[Path, int, str]:
        """The same with the path of the file; pytest asks for it where a test is skipped by a mark."""
        return (self.path, 0, self.location[2])

    def repr_failure(self, excinfo: Any, *args: Any) -> Any:
        """The words of the failure; logs of CI, where pytest cuts nothing off, have them once and not twice."""
        try:
            shown = super().repr_failure(excinfo, *args)
        except (KeyboardInterrupt, pytest.exit.Exception):
            raise
        except BaseException:  # a time limit; or what a signal threw in has no line, and pytest can't show it
            return sanitize_lines(excinfo.exconly().removeprefix("Failed: "))
        if (crash := getattr(shown, "reprcrash", None)) is not None:
            crash.message = self.summary or sanitize(crash.message.removeprefix("Failed: ").partition("\n")[0])
        return shown
