"""Tools whose items are recognised by their names: `presets/<tool>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from newscheck import registry
from newscheck.article import item_paths
from newscheck.article.item_paths import ItemPath
from newscheck.text.display import quantity


class Preset(NamedTuple):
    """A tool, `title`, that writes items with `fields`, the paths of each field of the record.

    An item is recognised by its names: it has `all_of` these, one of `any_of` those (if there are any), and `none_of`
    others. The first preset in the order of their `rank` and name counts. `lacks` says for fields that the tool leaves
    out how to add them.
    """

    name: str
    title: str
    all_of: frozenset[str]
    any_of: frozenset[str] = frozenset()
    none_of: frozenset[str] = frozenset()
    fields: Mapping[str, tuple[ItemPath, ...]] = {}
    epoch_unit: str = "ms"
    rank: int = 0
    lacks: Mapping[str, str] = {}

    def fits(self, names: Collection[str]) -> bool:
        """Whether an item with these names is one of the tool's."""
        has_any = not self.any_of or not self.any_of.isdisjoint(names)
        return self.all_of.issubset(names) and has_any and self.none_of.isdisjoint(names)


@cache
def _texts() -> dict[str, str]:
    return {name.removesuffix(".toml"): text for name, text in registry.data("presets").items()}


def names() -> tuple[str, ...]:
    """The names of all presets."""
    return tuple(_texts())


@cache
def load(name: str) -> Preset:
    """A preset by its name. Raises KeyError where there is none."""
    table = tomllib.loads(_texts()[name])
    recognise = table.get("recognise", {})
    return Preset(
        name=name,
        title=table["title"],
        all_of=frozenset(recognise.get("all", ())),
        any_of=frozenset(recognise.get("any", ())),
        none_of=frozenset(recognise.get("none", ())),
        fields={
            field: tuple(map(item_paths.parse, [paths] if isinstance(paths, str) else paths))
            for field, paths in table["fields"].items()
        },
        epoch_unit=table.get("epoch_unit", "ms"),
        rank=table.get("rank", 0),
        lacks=table.get("lacks", {}),
    )


@cache
def _in_order() -> tuple[Preset, ...]:
    return tuple(sorted(map(load, names()), key=lambda preset: (preset.rank, preset.name)))


def recognise(names: Collection[str]) -> Preset | None:
    """The preset that an item with these names is recognised by, if any."""
    return next((preset for preset in _in_order() if (preset.all_of or preset.any_of) and preset.fits(names)), None)


def remarks(files: Mapping[str, int], missing: Collection[str] = ()) -> list[str]:
    """Which tools' items were recognised, in words, and how to add the `missing` fields that they leave out.

    `files` is the number of files by preset.
    """
    lines = []
    for name, number in sorted(files.items(), key=lambda entry: (-entry[1], entry[0])):
        preset = load(name)
        hints = [f"; {field} is left out: {hint}" for field, hint in preset.lacks.items() if field in missing]
        lines.append(f"items of {quantity(number, 'file')} recognised as {preset.title}{''.join(hints)}")
    return lines
