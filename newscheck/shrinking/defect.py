"""What has to stay true of a file while it is made smaller: it has the same finding, and no worse ones beside it."""

from __future__ import annotations

from typing import NamedTuple

from newscheck.judgement.checking import Checker
from newscheck.model import SEVERITIES, Finding, Raw
from newscheck.text.patterns import lazy

_QUOTED = lazy(r"`[^`]*`|(?<!\w)'[^']*'|(?<!\w)\"[^\"]*\"")
#: URLs, names of hosts, and whatever is not English.
_FOREIGN = lazy(r"\S*(?:://|[^\x00-\x7f]|\w\.\w)\S*")
_COUNTED = lazy(r"\(\d+ times\)|,? and \d[\d,]* more|(?:\d[\d,]* (?:h|min|s|days?|months?|years?)\b\s*)+")
_WORD = lazy(r"[A-Za-z]+")


class Kind(NamedTuple):
    """What two findings of the same defect have in common, whatever their places and values."""

    rule: str
    severity: str
    field: str
    message_words: tuple[str, ...]


def kind(finding: Finding) -> Kind:
    """The kind of a finding: `words` are those of its message, without numbers and what is quoted from the file.

    The lead image and one of the `images` are the same `field`.
    """
    message = finding.message
    if len(evidence := finding.evidence.strip()) > 1:
        message = message.replace(evidence, " ")
    for pattern in (_QUOTED, _COUNTED, _FOREIGN):
        message = pattern.sub(" ", message)
    words = tuple(word.lower().removesuffix("s") for word in _WORD.findall(message))
    field = finding.pointer.partition("/")[2].partition("/")[0].removesuffix("s")
    return Kind(finding.rule, finding.severity, field, words)


def to_text(data: bytes) -> str:
    """The text of a file from which `to_bytes` makes the same bytes, whatever they are."""
    return data.decode("utf-8", "surrogateescape")


def to_bytes(text: str) -> bytes:
    """The bytes of a file."""
    return text.encode("utf-8", "surrogateescape")


class Defect:
    """A finding of a file, looked for in smaller and smaller versions of it: call it with a text.

    The file stays of its format: no other rule about files as such (`scope` document) may fire than in the last version
    that had the finding. With `clean`, nor may any other rule at warning or above.
    """

    def __init__(self, checker: Checker, path: str, finding: Finding, *, clean: bool = False) -> None:
        self._checker = checker
        self._path = path
        self._kind = kind(finding)
        self._clean = clean
        self._allowed: set[object] | None = None

    def __call__(self, text: str) -> bool:
        """Whether a version of the file has the finding. The first one that is asked about sets what else may fire."""
        result = self._checker.check(Raw(self._path, to_bytes(text)))
        if result.crashes:
            return False
        kinds = {kind(finding) for finding in result.findings}
        others = {other for found in kinds if (other := self._other(found)) is not None}
        if self._kind not in kinds or (self._allowed is not None and not others <= self._allowed):
            return False
        self._allowed = others
        return True

    def is_same(self, finding: Finding) -> bool:
        """Whether a finding is the one that has to stay."""
        return kind(finding) == self._kind

    def _other(self, found: Kind) -> object | None:
        """What a finding counts as beside the one that is looked for; None where it may come and go."""
        if found.rule == self._kind.rule:
            return None
        if self._checker.rules[found.rule].scope == "document":
            return found
        return found.rule if self._clean and found.severity in SEVERITIES[1:] else None
