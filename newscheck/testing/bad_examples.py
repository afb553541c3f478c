"""Files with a known fault: the rules' own examples, also in other articles where just the same rule speaks of them."""

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

#: An example is tried in so many articles.
_ARTICLES = 6
#: Examples that are no patch of an article's text are the same in all of them.
_WHOLE_FILE_KEYS = frozenset(("raw", "json", "fault"))
#: Rules whose faulty files are megabytes.
LARGE_RULES = frozenset(("file-unreadable",))
#: Rules about what is no matter of the bytes in a file.
NOT_FROM_BYTES = frozenset(("check-crashed", "check-timeout", "link-outside"))
#: Characters of the files that are shown.
_SHOWN = 3_000


class Broken(NamedTuple):
    """Files of which one rule has something to say, and no other: path -> bytes, in the order of time.

    `rule` must fire when they are checked together, and none of `silent`, which are all other rules.
    """

    files: dict[str, bytes]
    rule: str
    silent: frozenset[str]

    def __repr__(self) -> str:
        """Without the names of the silent rules, and without what is too long to be read."""
        size = sum(map(len, self.files.values()))
        shown = {path: data.decode("utf-8", "backslashreplace") for path, data in self.files.items()}
        files = shown if size <= _SHOWN else f"<{len(self.files)} files, {size:,} bytes, from {next(iter(shown))}>"
        return f"Broken(rule={self.rule!r}, files={files})"


def count(rule: str) -> int:
    """How many examples there are of a rule's fault. Raises KeyError where there is no such rule."""
    return len(rules.load()[rule].bad)


@cache
def seeds(rule: str, number: int) -> Sequence[int]:
    """The articles (seeds of `specimen`) in which example `number` is a fault of this rule and of no other, 0 first.

    An example holds times, addresses and words of article 0, and another article's text may not go with them.
    """
    known = rules.load()[rule]
    patch = known.bad[number]
    if known.scope == "dump" or _WHOLE_FILE_KEYS & set(patch):
        return (0,)
    return (0, *(seed for seed in range(1, _ARTICLES) if _fires_alone(known, patch, seed)))


@cache
def make(rule: str, number: int, seed: int) -> Broken:
    """Example `number` of a rule's fault in an article."""
    known = rules.load()
    patches = known[rule].bad[number] if known[rule].scope == "dump" else [{**_text(seed), **known[rule].bad[number]}]
    files = {specimen.path(patch, at): _bytes(patch, at) for at, patch in enumerate(patches)}
    return Broken(files, rule, frozenset(known) - {rule})


def _bytes(patch: Mapping[str, Any], at: int) -> bytes:
    """A file. Bytes can't be unreadable, but they can be more than are read."""
    return bytes(MAX_FILE_SIZE + 1) if "fault" in patch else specimen.render(patch, at)


def _text(seed: int) -> dict[str, Any]:
    """What an article says, at the time and in the place of article 0."""
    return {name: part for name, part in specimen.parts(seed).items() if name not in ("number", "when")} if seed else {}


def _fires_alone(rule: Rule, patch: Mapping[str, Any], seed: int) -> bool:
    whole = {**_text(seed), **patch}
    try:
        data = specimen.render(whole)
    except ValueError:  # what the example replaces doesn't stand in this article
        return False
    findings = _judge().check(RawInput(specimen.path(whole), data)).findings
    return {finding.rule for finding in findings} == {rule.id}


@cache
def _judge() -> Checker:
    return default_checker(examples.NOW)
