"""The layers of the house: imports point down, and this is where it is held.

Imports under TYPE_CHECKING or inside a function count.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "newscheck"
PACKAGE = "newscheck"

#: From the bottom up. A module imports only from what stands before it; what stands in one tuple doesn't know each
#: other, and a drawer's files know each other only where SAME_ROOM says so. A room is where its modules are found by
#: people: each of them (`layout.change_points`) has a place of its own here.
ORDER: tuple[tuple[str, ...], ...] = (
    ("",),  # newscheck/__init__.py: the version
    ("errors",),
    ("model",),
    ("registry", "numeric"),
    # core: bytes in, values out
    ("text.patterns", "text.globs", "text.ansi"),
    (
        "text.transcript",
        "text.wording",
        "text.cells",
        "text.iso",
        "extraction.dateline",
        "extraction.tags",
        "text.json_scan",
        "text.script",
        "dump.timeline",
    ),
    ("telling.anchors", "telling.tally", "telling.rests", "text.json_values"),
    (
        *("text.decoding", "dump.coverage", "dump.deck"),
        *("text.markup", "text.contrast", "dump.rhythm", "telling.overflow"),
    ),
    ("text.members",),
    ("shrinking.units",),
    ("shrinking.reduction", "detection.regions"),
    ("extraction.site",),
    ("extraction.items",),
    ("setup.mapping", "setup.starter"),
    ("readers",),
    ("layout.outline", "drawing.sketch"),
    ("drawing.marks", "drawing.redline"),
    ("drawing.anatomy", "extraction.parsing"),
    ("extraction.tree", "drawing.blueprint"),
    ("extraction.article", "extraction.intake"),
    ("setup.stranger",),
    ("layout.shape",),
    ("layout.profile",),
    ("layout.gates",),
    ("layout.table",),
    ("layout.lanes", "layout.sides"),
    ("layout.drift", "layout.streams", "layout.verdict", "layout.census", "layout.reference", "layout.alarms"),
    ("layout.chronicle",),
    ("layout.layouts",),
    ("text.moments",),
    ("dump.card",),
    ("judgement.reasons", "judgement.dialects"),
    ("judgement.extent",),
    ("judgement.extent",),
    ("judgement.schema",),
    ("judgement.specimen", "judgement.edits"),
    ("mutants", "newsroom"),
    ("rules",),
    ("judgement.places", "settings.rule_schema", "settings.embedding"),
    ("judgement.plans",),
    ("judgement.stamps",),
    ("judgement.checking",),
    ("shrinking.defect",),
    ("judgement.examples", "detection.trials"),
    ("detection.scores", "detection.survival", "telling.baseline", "telling.suppressions"),
    ("dump.feeds", "setup.floods"),
    ("detection.scoreboard",),
    # engine: disk, processes, environment, clock / outputs: words only
    ("paths", "opening", "temporary"),
    ("walking", "writing"),
    ("files", "dump.spool", "outputs"),
    ("destinations",),
    ("settings.bundle", "settings.clock", "git.chosen", "setup.kit"),
    ("git.command",),
    ("git.revisions",),
    ("git.versions", "setup.survey"),
    ("layout.stored", "settings.settings_file"),
    ("settings.own_schema",),
    ("settings.config",),
    ("store.trust",),
    ("store.database",),
    ("store.shelf",),
    ("store.cache", "store.shard"),
    ("store.patchwork", "store.lost", "store.limits"),
    ("store.serving",),
    ("store.recall", "store.examining", "store.workers"),
    ("store.recovery",),
    ("store.shards",),
    ("telling.ledger", "store.memory"),
    ("run",),
    (
        "telling.acceptance",
        "layout.profiling",
        "detection.bench",
        "shrinking.minimising",
        "lookup",
        "fixtures.extractors",
        "fixtures.framing",
        "fixtures.printed",
    ),
    ("fixtures.cases", "fixtures.child_process", "fixtures.worker", "setup.known"),
    ("fixtures.isolation",),
    ("fixtures.captures", "detection.ordeals", "setup.outfit"),
    # faces
    ("cli", "testing", "settings.pyproject"),
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
    ("prose", "wording", "things", "stems", "ids", "ignoring"),
    ("drafts",),
    ("frames", "faults", "draws"),
    ("strategies", "checks", "items"),
    ("pages", "dumps", "snapshot", "latest"),
    ("settings", "arguments", "testmon"),
    ("collection", "mutation"),
    ("plugin",),
    ("__init__",),
)
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
ENGINE = {room for room, rank in RANK.items() if RANK["paths"] <= rank < RANK["cli"]} - {"outputs"}
FACES = {"cli", "testing", "__main__"}
#: What only some rooms may touch.
DISK_AND_CLOCK = {"os", "pathlib", "tempfile", "shutil", "subprocess", "multiprocessing", "time", "signal", "sys"}
MAY_TOUCH = {"registry", "numeric"} | ENGINE | FACES
#: Names in `os` and `concurrent.futures` of what starts a process.
STARTING = re.compile(r"(system|popen|startfile)$|exec|spawn|fork|posix_spawn|[Pp]rocess")
#: Where processes are started, and with what.
STARTERS = {
    "git.command": {"subprocess"},
    "store.workers": {"multiprocessing"},
    "store.serving": {"multiprocessing"},
    # A child that finds out whether a library can be loaded at all.
    "numeric": {"os.fork"},
    "fixtures.child_process": {"subprocess"},
}
STRUCTS = ENGINE | {"readers", "outputs", "testing"}
THIRD_PARTY = {
    "click": {"cli"},
    "rich": {"cli"},
    "pytest": {"testing"},
    "syrupy": {"testing"},
    "hypothesis": {"testing"},
    "lxml": {"extraction.parsing", "extraction.tree"},
    "jsonschema": set(),
    "jsonschema_rs": {"judgement.schema"},
    "yaml": {"readers", "text.transcript"},
    "msgspec": {
        "model",
        "dump.deck",
        "telling.anchors",
        "telling.tally",
        "telling.rests",
        "layout.profile",
        "layout.streams",
        "layout.layouts",
        "detection.trials",
        "judgement.plans",
        "judgement.stamps",
        "judgement.checking",
        "readers",
        "outputs",
        "testing",
    }
    | ENGINE,
    "numpy": {"numeric"},
    "xxhash": {
        "dump.card",
        "layout.shape",
        "judgement.stamps",
        "telling.rests",
        "store.shelf",
        "store.cache",
        "store.shard",
        "store.shards",
    },
}
ROOMS = {room.partition(".")[0] for rooms in ORDER for room in rooms if "." in room}
FILES = sorted(ROOT.rglob("*.py"))


def room_of(module: str) -> str:
    """`newscheck.rules.title_empty` -> `rules`, `newscheck.layout.change_points` -> `layout.change_points`."""
    first, *rest = module.removeprefix(PACKAGE).lstrip(".").split(".")
    return f"{first}.{rest[0]}" if first in ROOMS and rest else first


def place_of(path: Path) -> str:
    """Where a file stands in ORDER; empty for what only says what a room is for."""
    name = path.relative_to(ROOT).as_posix().removesuffix(".py").replace("/", ".")
    return "" if name in ("__init__", *(f"{room}.__init__" for room in ROOMS)) else room_of(f"{PACKAGE}.{name}")


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
            is_room = module == PACKAGE or module.removeprefix(f"{PACKAGE}.") in ROOMS
            found += [f"{module}.{alias.name}" for alias in node.names] if is_room else [module]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    here = place_of(path)
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
    here = place_of(path)
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


def starters(path: Path) -> set[str]:
    """What a file has that can start a process: modules it imports, functions of `os`, and `ProcessPoolExecutor`."""
    tree = ast.parse(path.read_text("utf-8"))
    found = {module.partition(".")[0] for module in imports(path)} & {"subprocess", "multiprocessing", "pty"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("create_subprocess"):
            found.add(node.attr)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            name = node.attr
            is_one = name in ("system", "popen", "startfile") or name.startswith(
                ("exec", "spawn", "fork", "posix_spawn")
            )
            found |= {f"os.{name}"} if is_one else set()
        if isinstance(node, ast.ImportFrom) and node.module in ("os", "concurrent.futures", "concurrent"):
            found |= {
                alias.name for alias in node.names if alias.name.startswith(("Process", "process", "exec", "fork"))
            }
    return found


def test_processes_are_started_in_few_places() -> None:
    """git in one of them: what runs in a repository that nobody trusts has to be seen at a glance."""
    found = {place_of(path): what for path in FILES if (what := starters(path))}
    assert found == STARTERS
    quoted = {
        place_of(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in ("git", "git.exe")
    }
    assert quoted == {"git.command"}


def test_every_place_of_the_order_is_taken() -> None:
    assert {place_of(path) for path in FILES} == set(RANK)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_says_what_it_is_for_and_no_more(room: str) -> None:
    tree = ast.parse((ROOT / room / "__init__.py").read_text("utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1
