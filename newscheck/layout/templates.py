"""The templates that a layout has at one time: of sections, galleries, live pages, A/B tests; and their shares.

They are groups of articles by their markup (`layout.template_tree`), named by what distinguishes them.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from newscheck.dump.numpy_loader import np
from newscheck.layout import template_tree
from newscheck.layout.statistics import Bools, Ints
from newscheck.layout.streams import Stream
from newscheck.layout.template_tree import FeatureSets, Group, Trait

#: A trait that changes the group of fewer articles than this part of it says nothing.
_SAYS_NOTHING = 0.02


class Template(NamedTuple):
    """What distinguishes a template: the features that its articles have and lack."""

    present: list[str]
    absent: list[str]

    @property
    def name(self) -> str:
        """The template in words."""
        return ", ".join([*self.present, *(f"no {feature}" for feature in self.absent)])


class Templates(NamedTuple):
    """The templates of articles `start` to `start + len(labels)` of a stream, the commonest first.

    `labels` is the number of each article's template, `groups` are those of `sets` that make each.
    """

    start: int
    templates: list[Template]
    labels: Ints
    sets: FeatureSets
    groups: list[Group]

    def members(self, number: int) -> Ints:
        """The positions in the stream of the articles of a template."""
        return self.start + np.flatnonzero(self.labels == number)

    def examples(self) -> list[int]:
        """The position of a typical article of each template: the middle one."""
        return [int(members[len(members) // 2]) for members in map(self.members, range(len(self.templates)))]

    def common(self, numbers: Sequence[int]) -> list[Template]:
        """Some templates as one if there is something that they have in common and no other has."""
        groups = [self.groups[number] for number in numbers]
        traits = [trait for trait in groups[0].traits if all(trait in group.traits for group in groups)]
        members = np.concatenate([group.members for group in groups])
        is_member = _is_member(self.sets, members)
        if len(groups) > 1 and _misses(self.sets, traits, is_member) <= _tolerated(self.sets, is_member):
            return [_distinguished(self.sets, Group(members, tuple(traits)))]
        return [self.templates[number] for number in numbers]


def find(stream: Stream, start: int, end: int, without: Container[str] = ()) -> Templates:
    """The templates of articles `start` to `end`, told apart without some features; one where all are alike."""
    sets = template_tree.feature_sets(stream, start, end, without)
    groups = template_tree.groups(sets)
    sizes = [int(sets.counts[group.members].sum()) for group in groups]
    described = [_distinguished(sets, group) for group in groups]
    order = sorted(range(len(groups)), key=lambda at: (-sizes[at], described[at]))
    of_set = np.zeros(len(sets.counts), dtype=np.int64)
    for number, at in enumerate(order):
        of_set[groups[at].members] = number
    templates, in_order = [described[at] for at in order], [groups[at] for at in order]
    return Templates(start, templates, of_set[sets.articles], sets, in_order)


def _distinguished(sets: FeatureSets, group: Group) -> Template:
    """The fewest traits of a group by which nearly the same articles are told as by all; those that it lacks go
    first."""
    kept = [*group.traits]
    is_member = _is_member(sets, group.members)
    most = _misses(sets, kept, is_member) + _tolerated(sets, is_member)
    for trait in sorted(group.traits, key=lambda trait: trait.is_there):
        rest = [other for other in kept if other is not trait]
        if _misses(sets, rest, is_member) <= most:
            kept = rest
    present = dict.fromkeys(trait.feature for trait in kept if trait.is_there)
    return Template([*present], [*dict.fromkeys(trait.feature for trait in kept if not trait.is_there)])


def _is_member(sets: FeatureSets, members: Ints) -> Bools:
    is_member = np.zeros(len(sets.counts), dtype=np.bool_)
    is_member[members] = True
    return is_member


def _tolerated(sets: FeatureSets, is_member: Bools) -> float:
    """How many articles of a group may be told wrong by its name."""
    return _SAYS_NOTHING * float(sets.counts[is_member].sum())


def _misses(sets: FeatureSets, traits: list[Trait], is_member: Bools) -> int:
    """How many articles these traits would tell wrong."""
    fits = np.ones(len(sets.counts), dtype=np.bool_)
    for trait in traits:
        fits &= sets.rows[:, sets.names.index(trait.feature)] == trait.is_there
    return int(sets.counts[fits != is_member].sum())
