"""The changes between two structure snapshots, in words: appeared, vanished, renamed, wrapped, moved.

A snapshot is a file in a repository, which people edit and merge: one that can't be parsed is compared line by line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from newscheck.html.structure_text import HEADER, TEXT_IN, StructureLine, parse_header, parse_tree
from newscheck.text.display import quantity, sanitize
from newscheck.text.regex import lazy_regex

#: The most changes that are listed, and the most characters of each.
_MAX_CHANGES, _MAX_LENGTH = 30, 400
_CLASS = lazy_regex(r"\.[^.#\[\s]+")
_SOURCE = lazy_regex(r"\[(?:data-)?[a-z-]*(?:src|srcset|original)\]")
_CONTENTS = {
    "a": "a link",
    "img": "an image",
    "button": "a button",
    "iframe": "a frame",
    "video": "a video",
    "script": "a script",
    "svg": "an icon",
    "form": "a form",
    "input": "a field",
}
#: Ranks of changes, most important first.
_CLASSES, _OF_TEXT, _OF_HEAD, _GONE, _WRAPPED, _RENAMED, _NEW, _MOVED = range(8)
_RANKS = {"around the text": _OF_TEXT, "with the text": _OF_TEXT, "lead": _OF_HEAD, "date line": _OF_HEAD}


def describe_changes(before: str, after: str) -> list[str]:
    """The changes between two structure snapshots, most important first; empty only for equal ones. Never raises."""
    if before == after:
        return []
    changes: list[str] = []
    if before.startswith(HEADER) and after.startswith(HEADER):
        messages = _StructureDiff(parse_tree(before), parse_tree(after)).messages()
        changes = [*dict.fromkeys(_headers(before, after) + messages)]
    if not changes:
        changes = _lines(before, after)
    more = len(changes) - _MAX_CHANGES
    shown = [sanitize(change[:_MAX_LENGTH]) for change in changes[:_MAX_CHANGES]]
    return [*shown, f"and {quantity(more, 'more change')}"] if more > 0 else shown


def _headers(before: str, after: str) -> list[str]:
    """The changes of the first two lines."""
    changes = []
    (kind, form), (new_kind, new_form) = parse_header(before), parse_header(after)
    if kind != new_kind:
        changes.append(f"the kind of input changed: {kind} is now {new_kind}")
    if form == new_form:
        return changes
    if new_form == "none":
        return [*changes, f"the date line ({form}) is not found any more"]
    if form == "none":
        return [*changes, f"a date line is found: {new_form}"]
    return [*changes, f"the date line has another form: {form} is now {new_form}"]


def _lines(before: str, after: str) -> list[str]:
    """Plain differences of lines, for texts that can't be parsed, or whose trees are equal."""
    old, new = Counter(_shown(before)), Counter(_shown(after))
    changes = [f"vanished line: {line}" for line in old - new] + [f"appeared line: {line}" for line in new - old]
    return changes or ["only the order of lines or white space differs"]


def _shown(text: str) -> Iterator[str]:
    return (line for line in map(str.strip, text.splitlines()) if line)


class _StructureDiff:
    """A comparison in progress: lines without a partner, each with its parent, and the messages so far."""

    def __init__(self, before: StructureLine, after: StructureLine) -> None:
        self.gone: list[tuple[StructureLine, StructureLine]] = []
        self.new: list[tuple[StructureLine, StructureLine]] = []
        self.messages_by_rank: list[tuple[int, str]] = []
        had = sum(map(_has_class, before.descendants()))
        self.has_no_class = had > 1 and not any(map(_has_class, after.descendants()))
        if self.has_no_class:
            self.add(_CLASSES, "no element has a class any more")
        self.compare(before, after)

    def add(self, rank: int, message: str) -> None:
        """Add a message."""
        self.messages_by_rank.append((rank, message))

    def messages(self) -> list[str]:
        """All messages, most important first."""
        self.find_moved()
        for line, above in self.gone:
            self.add(_rank(line, _GONE), f"vanished: {_described(line)}{_place(above)}")
        for line, above in self.new:
            self.add(_rank(line, _NEW), f"appeared: {_described(line)}{_place(above)}")
        return [message for _, message in sorted(self.messages_by_rank, key=lambda entry: entry[0])]

    def compare(self, before: StructureLine, after: StructureLine) -> None:
        """Pair the lines below two lines, from the top on."""
        stack = [(before, after)]
        while stack:
            old, new = stack.pop()
            gone = [line for text, line in old.children.items() if text not in new.children]
            appeared = [line for text, line in new.children.items() if text not in old.children]
            stack += [(line, new.children[text]) for text, line in old.children.items() if text in new.children]
            for pair in (self.find_wrapped, self.find_renamed):
                stack += pair(gone, appeared)
            self.find_reordered(old, new)
            self.gone += [(line, old) for line in gone]
            self.new += [(line, new) for line in appeared]

    def find_wrapped(
        self, gone: list[StructureLine], appeared: list[StructureLine]
    ) -> list[tuple[StructureLine, StructureLine]]:
        """Pair lines that are one level deeper now, or one level higher; removes them from the lists."""
        pairs = self.find_nested(gone, appeared, "wrapped: {} now in {}")
        return pairs + [(new, old) for old, new in self.find_nested(appeared, gone, "unwrapped: {} no longer in {}")]

    def find_nested(
        self, inner: list[StructureLine], outer: list[StructureLine], template: str
    ) -> list[tuple[StructureLine, StructureLine]]:
        """Pair the inner lines with those below the outer ones."""
        pairs: list[tuple[StructureLine, StructureLine]] = []
        for wrapper in outer[:]:
            moved = [line for line in inner if line.text in wrapper.children]
            if not moved:
                continue
            outer.remove(wrapper)
            pairs += [(line, wrapper.children[line.text]) for line in moved]
            for line in moved:
                inner.remove(line)
            if same := next((line for line in inner if line.label == wrapper.label), None):
                inner.remove(same)
                names = {line.text for line in moved}
                rest = {text: line for text, line in wrapper.children.items() if text not in names}
                pairs.append((same, StructureLine(wrapper.text, rest)))
            self.add(_rank(wrapper, _WRAPPED), template.format(_listed(moved), wrapper.label))
        return pairs

    def find_renamed(
        self, gone: list[StructureLine], appeared: list[StructureLine]
    ) -> list[tuple[StructureLine, StructureLine]]:
        """Pair lines of the same element under another name; removes them from the lists."""
        pairs = []
        for alike in (_is_same_element, _is_same_part, _has_same_contents, _is_same_tag):
            for old in gone[:]:
                new = next((line for line in appeared if alike(old, line)), None)
                if new:
                    gone.remove(old)
                    appeared.remove(new)
                    pairs.append((old, new))
                    self.add_pair(old, new)
        return pairs

    def add_pair(self, old: StructureLine, new: StructureLine) -> None:
        """Add the message about a renamed line."""
        before, after = old.label, new.label
        if old.text.startswith(TEXT_IN):
            self.add(
                _OF_TEXT, f"the text stands in other elements: {before[len(TEXT_IN) :]} is now {after[len(TEXT_IN) :]}"
            )
        elif before == after:
            notes = [line.role or "plain" for line in (old, new)]
            self.add(_OF_TEXT, f"{before} was {notes[0]}, and is now {notes[1]}")
        elif _SOURCE.sub("", before) == _SOURCE.sub("", after):
            how = "the image is loaded lazily" if "[src]" not in after else "the image has other sources"
            self.add(_OF_HEAD, f"{how}: {after} instead of {before}")
        elif not (self.has_no_class and _CLASS.sub("", before) == after):
            self.add(_rank(old, _RENAMED), f"renamed: {old.text} is now {after}")

    def find_reordered(self, old: StructureLine, new: StructureLine) -> None:
        """Report the first of the neighbours whose order changed."""
        old_order = [text for text in old.children if text in new.children]
        new_order = [text for text in new.children if text in old.children]
        for before, after in zip(old_order, new_order, strict=True):
            if before != after:
                self.add(_MOVED, f"moved: {after} now stands before {before}{_place(old)}")
                return

    def find_moved(self) -> None:
        """Report a line that vanished in one place and appeared in another as moved."""
        places = {line.text: (line, above) for line, above in self.new}
        for line, above in self.gone[:]:
            moved_to = places.pop(line.text, None)
            if moved_to:
                self.gone.remove((line, above))
                self.new.remove(moved_to)
                way = f"from {above.label or 'the top'} to {moved_to[1].label or 'the top'}"
                self.add(_rank(line, _MOVED), f"moved: {line.text} {way}")


def _has_class(line: StructureLine) -> bool:
    return not line.text.startswith(TEXT_IN) and _CLASS.search(line.label) is not None


def _is_same_element(old: StructureLine, new: StructureLine) -> bool:
    return old.label == new.label


def _is_same_part(old: StructureLine, new: StructureLine) -> bool:
    if old.text.startswith(TEXT_IN) or new.text.startswith(TEXT_IN):
        return old.text.startswith(TEXT_IN) and new.text.startswith(TEXT_IN)
    return old.role == new.role != "" or (old.label.startswith("img") and new.label.startswith("img"))


def _has_same_contents(old: StructureLine, new: StructureLine) -> bool:
    old_tags, new_tags = ([_split(text)[0] for text in line.children] for line in (old, new))
    shared = len(old.children.keys() & new.children.keys())
    return (
        old.role == new.role
        and bool(old_tags)
        and (old_tags == new_tags or shared * 2 > max(len(old_tags), len(new_tags)))
    )


def _is_same_tag(old: StructureLine, new: StructureLine) -> bool:
    """Whether both have the same tag, or the same marks on another tag."""
    (tag, marks), (new_tag, new_marks) = _split(old.label), _split(new.label)
    return (
        old.role == new.role and not old.children and not new.children and (tag == new_tag or marks == new_marks != "")
    )


def _split(label: str) -> tuple[str, str]:
    end = min((at for mark in ".#[" if (at := label.find(mark)) > 0), default=len(label))
    return label[:end], label[end:]


def _rank(line: StructureLine, rank: int) -> int:
    if line.text.startswith(TEXT_IN):
        return _OF_TEXT
    return _RANKS.get(line.role, _OF_HEAD if line.label.startswith("img") else rank)


def _described(line: StructureLine) -> str:
    """A line with its contents: `div.promo with a link and an image`."""
    inside = Counter(_split(below.label)[0] for below in line.descendants())
    names = [name for tag, name in _CONTENTS.items() if inside[tag]]
    return f"{line.text} with {_joined(names)}" if names else line.text


def _place(above: StructureLine) -> str:
    if any(text.startswith(TEXT_IN) for text in above.children):
        return ", in the text" if above.text else ""
    return f", in {above.label}" if above.text else ""


def _listed(lines: list[StructureLine]) -> str:
    names = [line.text for line in lines]
    shown = names if len(names) < 4 else [*names[:2], f"{len(names) - 2} more"]
    return f"{_joined(shown)} {'is' if len(names) == 1 else 'are'}"


def _joined(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
