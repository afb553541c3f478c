"""`newscheck.check` and `newscheck.Checker`: the findings for an item, in the program that scraped it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from newscheck.api.feed import Feed
from newscheck.api.item_checks import ItemChecks, Moment
from newscheck.engine.session import Session
from newscheck.engine.settings import clock, package_data
from newscheck.engine.settings.rule_settings import check_rule_settings
from newscheck.errors import UsageError
from newscheck.model import Finding
from newscheck.triage import statistics

#: The name of an item in the paths of findings.
_ITEM = "item"


class Checker:
    """Checks items one by one, for as long as the program runs; threads may share it.

    The settings are those of the configuration file `config`, else of the nearest one (`newscheck.toml`,
    `pyproject.toml`) in the working folder or above; the other arguments override them, with the meaning that the
    options of `newscheck validate` and the settings of these names have. `rules` are added to those of the file: id ->
    severity, or a table with options. `now` is the time of each check; None: the clock's.

    Raises UsageError where a setting names what isn't there, or has the wrong form.
    """

    def __init__(
        self,
        *,
        config: str | os.PathLike[str] | None = None,
        site: str | None = None,
        language: str | None = None,
        preset: str | None = None,
        schema: str | os.PathLike[str] | None = None,
        reference: str | os.PathLike[str] | None = None,
        select: Iterable[str] | str = (),
        ignore: Iterable[str] | str = (),
        rules: Mapping[str, Any] | None = None,
        fail_on: str | None = None,
        now: Moment | None = None,
    ) -> None:
        texts = {"site": site, "language": language, "preset": preset, "fail_on": fail_on}
        for name, text in texts.items():
            if text is not None and not isinstance(text, str):
                raise UsageError(f"{name}: wanted a text, not {text!r}")
        if language is not None:
            package_data.check_table({"language": language}, "config", "Checker")
        given = {
            **texts,
            "schema": _path(schema, "schema"),
            "reference": _path(reference, "reference"),
            "select": _names(select, "select") or None,
            "ignore": _names(ignore, "ignore") or None,
            "now": None if now is None else clock.parse_time(now, "now"),
        }
        session = _with_rules(Session.load(given, file=_path(config, "config")), {} if rules is None else rules)
        statistics.check_level(session.project.fail_on, "fail_on")
        self._checks = ItemChecks(session, is_by_clock=now is None)

    @property
    def fail_on(self) -> str:
        """The lowest severity at which an item is not valid: note, warning, error or never."""
        return self._checks.fail_on

    def check(self, item: object, *, now: Moment | None = None) -> list[Finding]:
        """The findings for an item; none where it is well-formed.

        An item is a dict, dataclass, attrs or pydantic object, msgspec Struct, NamedTuple or Scrapy Item. What is none,
        or holds what no record can hold, is a finding (`file-unreadable`), and so is a crash of newscheck itself
        (`check-crashed`). An item without a time of its crawl is checked as crawled now. Raises UsageError for a
        malformed `now`.
        """
        return self._checks.check(item, _ITEM, now, is_of_feed=False).findings

    def failing(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those of some findings for which an item is not valid (`fail_on`)."""
        return self._checks.failing(findings)

    def feed(self) -> Feed:
        """A feed, whose items are also checked together at its end.

        Raises UsageError where the reference can't be read.
        """
        return Feed(self._checks)


def check(item: object, *, now: Moment | None = None) -> list[Finding]:
    """The findings for an item (`Checker.check`), with the settings of the project around the working folder.

    They are read with the first item. Raises UsageError where they are wrong, or for a malformed `now`.
    """
    return _checker_in(_working_folder()).check(item, now=now)


@lru_cache(8)
def _checker_in(folder: str) -> Checker:
    return Checker()


def _working_folder() -> str:
    try:
        return os.getcwd()
    except OSError:  # it was deleted
        return ""


def _with_rules(session: Session, rules: Mapping[str, Any]) -> Session:
    """A session with more settings of rules. Raises UsageError where they are wrong."""
    if not isinstance(rules, Mapping) or not all(isinstance(name, str) for name in rules):
        raise UsageError(f"rules: wanted a table, id -> severity or options, not {rules!r}")
    if not rules:
        return session
    check_rule_settings(rules, "rules", session.project.known_rules)
    return session.replace(rules={**session.project.rules, **rules})


def _names(names: Iterable[str] | str, setting: str) -> tuple[str, ...]:
    """Names; one text may hold several, separated by commas. Raises UsageError where they are none."""
    listed = [names] if isinstance(names, str) else [*names] if isinstance(names, Iterable) else [names]
    for name in listed:
        if not isinstance(name, str):
            raise UsageError(f"{setting}: wanted ids of rules, not {name!r}")
    return tuple(part.strip() for name in listed for part in name.split(",") if part.strip())


def _path(path: str | os.PathLike[str] | None, setting: str) -> str | None:
    try:
        return None if path is None else os.fsdecode(path)
    except TypeError:
        raise UsageError(f"{setting}: wanted the path of a file, not {path!r}") from None
