"""A folder of `newscheck/` is a layer: imports point down, and this is where it is held.

Imports under TYPE_CHECKING or inside a function count. A new file needs no entry here: its folder has one.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "newscheck"
PACKAGE = "newscheck"

#: From the bottom up: a folder imports only from those before it; those in one tuple don't know each other.
ORDER: tuple[tuple[str, ...], ...] = (
    ("errors", "registry"),
    ("model",),
    ("text",),
    ("html",),
    ("article",),
    ("readers", "containers"),
    ("dump",),
    ("layout",),
    ("synthetic",),
    ("rules", "mutants"),
    ("checker",),
    ("triage", "learn"),
    ("outputs", "webhooks", "engine"),
    ("fixtures", "init", "bench"),
    ("cli", "testing", "api"),
    ("scrapy",),
    ("__main__",),
)
#: The folders of the engine, in the same way; what stands in the engine itself comes after them.
ENGINE_ORDER = ("files", "git", "remote", "processes", "extraction", "settings", "session", "cache", "workers")
#: What is found by its folder is added without a look at its neighbours. `jekyll` is `dump` behind front matter, or
#: `markdown`, which leaves what has neither front matter nor heading to `dump`; rows of `arrow` that may hold lists are
#: read by `jsonl`; what is JSON is written as `json` writes it.
INDEPENDENT = {"readers", "containers", "rules", "mutants", "outputs", "webhooks"}
NEIGHBOURS = {
    ("rules", "rules._late_rule"),
    ("readers.jekyll", "readers.dump"),
    ("readers.jekyll", "readers.markdown"),
    ("readers.markdown", "readers.dump"),
    ("readers.arrow", "readers.jsonl"),
    *((f"outputs.{page}", "outputs._bars") for page in ("page.sparkline", "history.trend")),
    *((f"outputs.{page}", "outputs._templates") for page in ("page.document", "page.libraries", "history.index")),
    ("outputs.jsonl", "outputs.json"),
    ("outputs.sarif", "outputs.json"),
    ("outputs.gitlab", "outputs.json"),
    ("outputs.shards.folder", "outputs.json"),
    ("outputs.shards.jsonl", "outputs.json"),
    ("outputs.shards.parquet", "outputs.json"),
    ("outputs.saved.report", "outputs.json"),
    ("outputs.history.run_summary", "outputs.saved.form"),
}
#: Folders in a registry folder that are parts of one entry: the parts know each other, and only that entry knows them.
PARTS = {
    "containers.tables": {"containers.parquet"},
    "outputs.page": {"outputs.html"},
    "outputs.picture": {"outputs.markdown"},
    "outputs.saved": set[str](),
    "outputs.history": set[str](),
}
RANK = {folder: rank for rank, folders in enumerate(ORDER) for folder in folders}
#: The core takes bytes and returns values. Who may touch disk, clock, processes and environment:
DISK_AND_CLOCK = {"os", "pathlib", "tempfile", "shutil", "subprocess", "multiprocessing", "time", "signal", "sys"}
IMPURE = {"registry", "engine", "fixtures", "init", "bench", "cli", "testing", "api", "scrapy", "__main__"}
#: It forks a child that finds out whether numpy can be loaded at all.
NUMPY_LOADER = "dump.numpy_loader"
#: What loads compiled code: whether it can depends on the process.
LOADERS = {NUMPY_LOADER, "html.walk_choice"}
#: The compiled modules, and the only module that may load one.
COMPILED = {"html._tree_walk": "html.walk_choice"}
#: Where processes are started, and with what.
STARTERS = {
    "engine.git.command": {"subprocess"},
    "engine.workers.pool": {"multiprocessing"},
    "engine.workers.task_loop": {"multiprocessing"},
    "engine.workers.fresh_process": {"subprocess"},
    "engine.workers.cluster_connection": {"multiprocessing"},
    NUMPY_LOADER: {"os.fork"},
    "engine.processes.child_process": {"subprocess"},
}
#: Folders, or modules, that may import a library; one that is not named here may be imported anywhere.
THIRD_PARTY = {
    "click": {"cli"},
    "rich": {"cli"},
    "pytest": {"testing"},
    "syrupy": {"testing"},
    "hypothesis": {"testing"},
    "scrapy": {"scrapy"},
    "twisted": {"scrapy"},
    "itemadapter": {"scrapy"},
    "lxml": {"html"},
    "jsonschema": set[str](),
    "jsonschema_rs": {"checker.json_schema"},
    "markdown_it": {"html.markdown"},
    "pyarrow": {
        "containers.parquet",
        *(f"containers.tables.{name}" for name in ("batches", "columns", "sizes")),
        "readers.arrow",
        "outputs.shards.parquet",
    },
    "warcio": {"containers.warc"},
    "aiohttp": {f"engine.remote.{name}" for name in ("connection", "repetition")},
    "brotli": {"text.http_body"},
    "dask": {"engine.workers.cluster_connection"},
    "distributed": {"engine.workers.cluster", "engine.workers.cluster_connection"},
    "bokeh": set[str](),
    "jinja2": {f"outputs.{name}" for name in ("_templates", "page.document", "history.index")},
    "markupsafe": {"outputs.page.document", "outputs.page.payload"},
    "fsspec": {f"engine.remote.{name}" for name in ("connection", "ranged_file")},
    "yarl": {f"engine.remote.{name}" for name in ("redirects", "website")},
    "yaml": {"text.yaml_source", "text.record_yaml"},
    "numpy": {NUMPY_LOADER},
    "orjson": {"text.json_values", "text.json_ends"},
    "eldc": {"text.language"},
    "xxhash": {"dump", "layout", "checker", "engine"},
    "msgspec": {"text.json_borders", "text.json_walker", "text.own_reports"}
    | set(RANK) - {"errors", "registry", "text", "html", "article", "rules", "mutants", "synthetic", "cli"},
}
FILES = sorted(ROOT.rglob("*.py"))


def name_of(path: Path) -> str:
    """`newscheck/engine/run.py` -> `engine.run`, a folder's `__init__` is the folder."""
    name = path.relative_to(ROOT).as_posix().removesuffix(".py").replace("/", ".")
    return name.removesuffix(".__init__") if name != "__init__" else ""


MODULES = {name_of(path): path for path in FILES}


def folder_of(module: str) -> str:
    """The layer of a module of the package."""
    return module.partition(".")[0]


def imports(path: Path) -> Iterator[str]:
    """Full names of all modules that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                # `from newscheck.layout import features` names a module, `from newscheck.model import Site` doesn't.
                full = f"{node.module}.{alias.name}"
                yield full if full.removeprefix(f"{PACKAGE}.") in MODULES else str(node.module)


def own(module: str) -> set[str]:
    """The modules of the package that one of them imports."""
    names = {name.removeprefix(PACKAGE).lstrip(".") for name in imports(MODULES[module]) if is_own(name)}
    return names - {module, ""}


def is_part(module: str, other: str) -> bool:
    """Whether a module is a part of the entry that imports it, or one of the same entry's parts does."""
    whole = other.rpartition(".")[0]
    return whole in PARTS and (module in PARTS[whole] or module.startswith(f"{whole}."))


def is_own(name: str) -> bool:
    """Whether it is a module of the package."""
    return name.partition(".")[0] == PACKAGE


@pytest.mark.parametrize("module", sorted(MODULES), ids=str)
def test_imports_point_down(module: str) -> None:
    here = folder_of(module)
    assert not here or here in RANK, f"newscheck/{here}: which layer is this? Give it a place in ORDER"
    # The package itself names its API, of which nothing is imported before it is used.
    for other in own(module) if here else ():
        there = folder_of(other)
        if there != here:
            assert RANK[there] < RANK[here], f"newscheck.{module} imports newscheck.{other}, which is not below it"
        elif here in INDEPENDENT and other != here and not is_part(module, other):
            assert (module, other) in NEIGHBOURS, f"newscheck.{module} imports its neighbour newscheck.{other}"


@pytest.mark.parametrize("module", sorted(name for name in MODULES if name.startswith("engine.")), ids=str)
def test_imports_in_the_engine_point_down(module: str) -> None:
    ranks = {f"engine.{folder}": rank for rank, folder in enumerate(ENGINE_ORDER)}

    def rank(name: str) -> int:
        return ranks.get(".".join(name.split(".")[:2]), len(ranks))

    for other in own(module):
        if folder_of(other) == "engine":
            assert rank(other) <= rank(module), f"newscheck.{module} imports newscheck.{other}, which is not below it"


def test_no_modules_import_each_other() -> None:
    try:
        list(TopologicalSorter({module: own(module) for module in MODULES}).static_order())
    except CycleError as error:
        pytest.fail(f"imports in a cycle: {' -> '.join(error.args[1])}")


def test_every_layer_is_there() -> None:
    assert {folder_of(module) for module in MODULES} - {""} == set(RANK)


@pytest.mark.slow
@pytest.mark.parametrize("module", sorted(MODULES), ids=str)
def test_disk_clock_and_libraries_stay_in_their_layers(module: str) -> None:
    for name in imports(MODULES[module]):
        top = name.partition(".")[0]
        is_pure = folder_of(module) not in IMPURE and module not in LOADERS
        assert not (is_pure and top in DISK_AND_CLOCK), f"newscheck.{module} imports {name}: the core is pure"
        assert {module, folder_of(module)} & THIRD_PARTY.get(top, {module}), f"newscheck.{module} imports {name}"


@pytest.mark.parametrize("module", sorted(name for name in MODULES if folder_of(name) not in IMPURE), ids=str)
def test_the_core_opens_and_prints_nothing(module: str) -> None:
    if module not in LOADERS:
        calls = (node for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))) if isinstance(node, ast.Call))
        names = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
        assert not {"open", "print", "input", "eval", "exec"} & names, f"newscheck.{module}: the core is pure"


def test_compiled_code_is_loaded_in_one_place() -> None:
    """It has a reference in Python, and whether it fits what is installed has to be asked first."""
    assert {name_of(path.with_suffix(".py")) for path in ROOT.rglob("*.pyx")} == set(COMPILED)
    for compiled, loader in COMPILED.items():
        name = f"{PACKAGE}.{compiled}"
        assert {module for module, path in MODULES.items() if name in named(path)} == {loader}


def named(path: Path) -> set[object]:
    """The modules that a file imports, by a statement or by a name in quotes."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant)} | {*imports(path)}


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


@pytest.mark.slow
def test_processes_are_started_in_few_places() -> None:
    """git in one of them: what runs in a repository that nobody trusts has to be seen at a glance."""
    assert {name: what for name, path in MODULES.items() if (what := starters(path))} == STARTERS
    quoted = {
        name
        for name, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in ("git", "git.exe")
    }
    assert quoted == {"engine.git.command"}


def test_a_folder_says_what_it_is_for_and_no_more() -> None:
    """Registry folders have what finds their files, model and testing what others import, `cli` the command group."""
    with_code = {"", "model", "readers", "containers", "rules", "mutants", "outputs", "webhooks"}
    with_code |= {"testing", "cli", "scrapy"}
    for folder in {path.parent for path in FILES}:
        tree = ast.parse((folder / "__init__.py").read_text("utf-8"))
        assert ast.get_docstring(tree)
        assert len(tree.body) == 1 or name_of(folder / "__init__.py") in with_code
