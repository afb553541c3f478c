"""The layers of the house: imports point down, and this is where it is held.

Imports under TYPE_CHECKING or inside a function count.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "newscheck"
PACKAGE = "newscheck"

#: From the bottom up. A module imports only from rooms before its own; rooms in one tuple don't know each other, and
#: a drawer's files know each other only where SAME_ROOM says so.
ORDER: tuple[tuple[str, ...], ...] = (
    ("",),  # newscheck/__init__.py: the version
    ("errors",),
    ("model",),
    ("registry",),
    # core: bytes in, values out
    ("patterns", "ansi"),
    ("transcript", "wording", "cells", "dateline", "tags", "json_scan", "script", "timeline"),
    ("anchors", "tally"),
    ("decoding", "coverage", "deck", "markup", "contrast", "rhythm", "overflow"),
    ("members",),
    ("units",),
    ("reduction", "regions"),
    ("site",),
    ("items",),
    ("mapping", "starter"),
    ("readers",),
    ("outline", "sketch"),
    ("marks", "redline"),
    ("anatomy",),
    ("tree", "blueprint"),
    ("article", "intake"),
    ("stranger",),
    ("shape",),
    ("profile",),
    ("gates",),
    ("table",),
    ("lanes", "sides"),
    ("drift", "streams", "verdict", "census", "reference", "alarms"),
    ("chronicle",),
    ("layouts",),
    ("moments",),
    ("card",),
    ("schema",),
    ("specimen", "edits"),
    ("mutants", "newsroom"),
    ("rules",),
    ("places", "rule_schema"),
    ("plans",),
    ("stamps",),
    ("checking",),
    ("defect",),
    ("examples", "trials"),
    ("scores", "survival", "baseline", "suppressions", "feeds", "floods"),
    ("scoreboard",),
    # engine: disk, processes, environment, clock / outputs: words only
    ("files", "spool", "outputs"),
    ("bundle", "chosen", "kit"),
    ("revisions",),
    ("versions", "survey"),
    ("stored", "settings_file"),
    ("config",),
    ("shelf",),
    ("cache", "shard"),
    ("patchwork",),
    ("recall",),
    ("shards",),
    ("ledger", "memory"),
    ("run",),
    ("acceptance", "profiling", "bench", "minimising", "lookup", "extractors"),
    ("cases", "known"),
    ("captures", "ordeals", "outfit"),
    # faces
    ("cli", "testing", "pyproject"),
    ("__main__",),
)
#: `jekyll` is `dump` behind front matter; what is JSON is written as `json` writes it.
SAME_ROOM = {
    ("readers/jekyll.py", "newscheck.readers.dump"),
    ("outputs/jsonl.py", "newscheck.outputs.json"),
    ("outputs/sarif.py", "newscheck.outputs.json"),
    ("outputs/gitlab.py", "newscheck.outputs.json"),
}
#: The test toolkit is a house in the house: its files from the bottom up.
TOOLKIT = (
    ("prose", "wording", "things"),
    ("drafts",),
    ("frames", "faults", "draws"),
    ("strategies", "checks", "items"),
    ("pages", "dumps", "snapshot", "latest"),
    ("settings",),
    ("collection", "mutation"),
    ("plugin",),
    ("__init__",),
)
ENGINE = {"bundle", "stored", "config", "files", "spool", "cache", "shards", "run", "profiling", "bench"} | {
    "shelf",
    "shard",
    "patchwork",
    "recall",
    "memory",
    "minimising",
    "lookup",
    "chosen",
    "revisions",
    "versions",
    "extractors",
    "cases",
    "captures",
    "acceptance",
    "ledger",
    "ordeals",
    "kit",
    "survey",
    "known",
    "outfit",
    "settings_file",
}
FACES = {"cli", "testing", "__main__"}
#: What only some rooms may touch.
DISK_AND_CLOCK = {"os", "pathlib", "tempfile", "shutil", "subprocess", "multiprocessing", "time", "signal", "sys"}
MAY_TOUCH = {"registry"} | ENGINE | FACES
STRUCTS = ENGINE | {"readers", "outputs", "testing"}
THIRD_PARTY = {
    "click": {"cli"},
    "rich": {"cli"},
    "pytest": {"testing"},
    "syrupy": {"testing"},
    "hypothesis": {"testing"},
    "lxml": {"tree", "blueprint"},
    "jsonschema": {"schema"},
    "jsonschema_rs": {"schema"},
    "referencing": {"schema"},
    "yaml": {"readers", "transcript"},
    "msgspec": {
        "model",
        "deck",
        "anchors",
        "tally",
        "profile",
        "streams",
        "layouts",
        "trials",
        "plans",
        "readers",
        "outputs",
        "testing",
    }
    | ENGINE,
    "numpy": {"gates", "table", "lanes", "sides", "drift", "streams"},
    "xxhash": {"card", "shape", "stamps", "shelf", "cache", "shard", "shards"},
}
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
FILES = sorted(ROOT.rglob("*.py"))


def room_of(module: str) -> str:
    """`newscheck.rules.title_empty` -> `rules`."""
    return module.removeprefix(PACKAGE).lstrip(".").partition(".")[0]


def is_below_in_toolkit(name: str, module: str) -> bool:
    """Whether a file of the test toolkit may import another one of it."""
    ranks = {f"testing/{file}.py": rank for rank, files in enumerate(TOOLKIT) for file in files}
    other = module.removeprefix(f"{PACKAGE}.").replace(".", "/") + ".py"
    return ranks.get(other, len(ranks)) < ranks.get(name, -1)


def imports(path: Path) -> list[str]:
    """Full names of all modules that a file imports, wherever in the file."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            # `from newscheck import site` names modules, `from newscheck.model import Site` names.
            found += [f"{module}.{alias.name}" for alias in node.names] if module == PACKAGE else [module]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    here = "" if name == "__init__.py" else name.partition("/")[0].removesuffix(".py")
    assert here in RANK, f"{name}: which room is this? Give it a place in ORDER"
    for module in imports(path):
        if module.partition(".")[0] != PACKAGE:
            continue
        there = room_of(module) if room_of(module) in RANK else ""
        is_own_package = there == here and (module.count(".") == 1 or is_below_in_toolkit(name, module))
        if is_own_package or (name, module) in SAME_ROOM:
            continue
        assert RANK[there] < RANK[here], f"newscheck/{name} imports {module}, which is not below it"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_disk_clock_and_libraries_stay_in_their_rooms(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    here = "" if name == "__init__.py" else name.partition("/")[0].removesuffix(".py")
    for module in imports(path):
        top = module.partition(".")[0]
        assert top not in DISK_AND_CLOCK or here in MAY_TOUCH, f"newscheck/{name} imports {module}: the core is pure"
        assert here in THIRD_PARTY.get(top, {here}), f"newscheck/{name} imports {module}"
    if here not in MAY_TOUCH:
        calls = [
            node.func.id
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        assert not {"open", "print", "input", "eval", "exec"} & set(calls), f"newscheck/{name}: the core is pure"


def test_every_room_of_the_order_exists() -> None:
    rooms = {
        path.name.removesuffix(".py")
        for path in ROOT.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert set(RANK) - {""} == rooms - {"__init__"}
