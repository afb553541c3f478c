"""Settings that run code: which they are, the rules that they name, and what a run leaves out with `--no-code`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from newscheck import rules
from newscheck.article.item_mapping import MAIN_CONTENT
from newscheck.engine.settings import package_data
from newscheck.errors import UsageError
from newscheck.model import Rule

#: The setting that names rules of the project's own.
RULES_FROM = "rules-from"
#: All settings that run code (docs/settings.md).
CODE_SETTINGS = (RULES_FROM, "extractor")


def left_out(table: Mapping[str, Any], given: Mapping[str, Any]) -> tuple[str, ...]:
    """The settings of a table that the command line leaves out."""
    runs_code = (name for name in CODE_SETTINGS if name in table and table[name] != MAIN_CONTENT)
    return tuple(runs_code) if given.get("no_code") else ()


def known_rules(names: tuple[str, ...], file: str | None) -> Mapping[str, Rule]:
    """The package's rules and those that `rules-from` of a settings file names. Raises UsageError as
    `project_rules.load` does."""
    if not names:
        return rules.load()
    from newscheck.engine.settings import project_rules  # few projects have any

    return project_rules.load(names, _folder(file))


def source_digest(names: tuple[str, ...], file: str | None) -> str:
    """What identifies the source of a project's own rules, empty where it has none. Raises as `known_rules` does."""
    if not names:
        return ""
    from newscheck.engine.settings import project_rules  # as above

    return project_rules.source_digest(names, _folder(file))


def extractor_digest(name: str | None, file: str | None) -> str:
    """What identifies the source of the project's own extractor, empty where it has none.

    One whose source can't be found has another digest each time, so that no result of it is used again.
    """
    if name is None or name == MAIN_CONTENT:
        return ""
    from newscheck.engine.settings import project_rules, rule_modules  # as above

    try:
        return project_rules.digest_of(rule_modules.find((name.partition(":")[0],), _folder(file)))
    except UsageError:
        return os.urandom(8).hex()


def rules_of_table(table: Mapping[str, Any], where: str) -> Mapping[str, Rule]:
    """The package's rules and those that a table of settings names. Raises UsageError as `known_rules` does."""
    if RULES_FROM not in table:
        return rules.load()
    package_data.check_table({RULES_FROM: table[RULES_FROM]}, "config", where)
    return known_rules(tuple(table[RULES_FROM]), where)


def omissions(left_out: tuple[str, ...], unknown: Iterable[str]) -> list[str]:
    """A remark on settings that are left out, and rules that are unknown without them; none where none is left out."""
    if not left_out:
        return []
    also = ", ".join(dict.fromkeys(unknown))
    verb = "is" if len(left_out) == 1 else "are"
    rest = f", and so are the settings for {also}" if also else ""
    return [f"--no-code: {' and '.join(left_out)} {verb} left out{rest}"]


def _folder(file: str | None) -> str:
    """The folder of a settings file, which is searched for modules, too."""
    return os.path.dirname(os.path.abspath(file or ""))
