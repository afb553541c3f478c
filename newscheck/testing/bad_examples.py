"""Files with a known fault: the rules' own examples, also in other articles where only the same rule fires."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from newscheck import rules
from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.engine.session import default_checker
from newscheck.engine.settings.config import MAX_FILE_SIZE
from newscheck.model import RawInput, Rule
from newscheck.synthetic import specimen

#: Number of articles in which an example is tried.
_ARTICLES = 6
#: Patches that replace the whole file: the same in each article.
_WHOLE_FILE_KEYS = frozenset(("raw", "json", "fault"))
#: Rules whose bad examples are megabytes.
LARGE_RULES = frozenset(("file-unreadable",))
#: Rules whose faults are not in the bytes of a file, or need settings to be some.
NOT_FROM_BYTES = frozenset(
    (
        *("check-crashed", "check-timeout", "extractor-failed", "link-outside", "page-without-article"),
        *("field-kind", "field-missing"),
    )
)
#: Characters of the files that are shown.
_SHOWN = 3_000


class Broken(NamedTuple):
    """Files for which exactly one rule fires: path -> bytes, in the order of time.

    When they are checked together, `rule` must fire and none of `silent`: all other rules but `layout-change`, since
    each fault that begins at some time is one, too.
    """

    files: dict[str, bytes]
    rule: str
    silent: frozenset[str]

    def __repr__(self) -> str:
        """Without the silent rules and without long files."""
        size = sum(map(len, self.files.values()))
        texts = {path: data.decode("utf-8", "backslashreplace") for path, data in self.files.items()}
        files = texts if size <= _SHOWN else f"<{len(self.files)} files, {size:,} bytes, from {next(iter(texts))}>"
        return f"Broken(rule={self.rule!r}, files={files})"


def count(rule: str) -> int:
    """How many bad examples a rule has. Raises KeyError where there is no such rule."""
    return len(rules.load()[rule].bad)


@cache
def seeds(rule: str, number: int) -> Sequence[int]:
    """The articles (seeds of `specimen`) in which bad example `number` makes this rule alone fire, 0 first.

    An example holds times, URLs and words of article 0, which may not fit the text of another.
    """
    known = rules.load()[rule]
    patch = known.bad[number]
    if known.scope == "dump" or _WHOLE_FILE_KEYS & set(patch):
        return (0,)
    return (0, *(seed for seed in range(1, _ARTICLES) if _fires_alone(known, patch, seed)))


@cache
def make(rule: str, number: int, seed: int) -> Broken:
    """Bad example `number` of a rule in an article."""
    known = rules.load()
    patches = known[rule].bad[number] if known[rule].scope == "dump" else [{**_text(seed), **known[rule].bad[number]}]
    files = {specimen.path(patch, at): _bytes(patch, at) for at, patch in enumerate(patches)}
    return Broken(files, rule, frozenset(known) - {rule, "layout-change"})


def _bytes(patch: Mapping[str, Any], at: int) -> bytes:
    """A file; an unreadable one is larger than the size limit."""
    return bytes(MAX_FILE_SIZE + 1) if "fault" in patch else specimen.render(patch, at)


def _text(seed: int) -> dict[str, Any]:
    """The parts of an article, with time and number of article 0."""
    return {name: part for name, part in specimen.parts(seed).items() if name not in ("number", "when")} if seed else {}


def _fires_alone(rule: Rule, patch: Mapping[str, Any], seed: int) -> bool:
    whole = {**_text(seed), **patch}
    try:
        data = specimen.render(whole)
    except ValueError:  # this article lacks what the example replaces
        return False
    findings = _checker().check(RawInput(specimen.path(whole), data)).findings
    return {finding.rule for finding in findings} == {rule.id}


@cache
def _checker() -> Checker:
    return default_checker(examples.NOW)
