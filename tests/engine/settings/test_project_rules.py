"""`rules-from`: modules, packages and entry points become rules of a project, and leave nothing behind in Python."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscheck import rules
from newscheck.engine.session import Session
from newscheck.engine.settings import config, project_rules, rule_modules
from newscheck.errors import UsageError
from newscheck.model import RawInput
from newscheck.synthetic import specimen

RULE = '''"""The title ends with an exclamation mark."""
from newscheck.model import Article, Context, Hit
SEVERITY = "note"
OPTIONS = {"marks": "!"}
BAD = [{"title": "!"}]
GOOD = [{}]
def check(article: Article, ctx: Context):
    if article.title and article.title[-1] in ctx.options["marks"]:
        yield Hit("it shouts", "/title")
'''


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder to work in; modules imported from it are unloaded."""
    monkeypatch.chdir(tmp_path)
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]
    project_rules._load.cache_clear()


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def own(names: str, **given: object) -> list[str]:
    """The ids of the project's own rules."""
    Path("newscheck.toml").write_text(f"rules-from = [{names}]\n", "utf-8")
    return sorted(config.load(given).known_rules.keys() - rules.load().keys())


@pytest.mark.parametrize(
    ("files", "names", "expected"),
    [
        pytest.param({"title_shouting.py": RULE}, "'title_shouting'", ["title-shouting"], id="a module"),
        pytest.param(
            {"mypkg/__init__.py": "", "mypkg/checks/__init__.py": "", "mypkg/checks/title_shouting.py": RULE},
            "'mypkg.checks.title_shouting'",
            ["title-shouting"],
            id="a module of a package",
        ),
        pytest.param(
            {
                "mypkg/__init__.py": "",
                "mypkg/checks/__init__.py": "",
                "mypkg/checks/title_shouting.py": RULE,
                "mypkg/checks/title_short.py": RULE + "from mypkg.checks._words import MARK\n",
                "mypkg/checks/_words.py": "MARK = 1",
                "mypkg/checks/more/title_other.py": RULE,
            },
            "'mypkg.checks'",
            ["title-short", "title-shouting"],
            id="a package: its modules, but no private ones and no packages",
        ),
        pytest.param({"checks/title_shouting.py": RULE}, "'checks'", ["title-shouting"], id="without __init__"),
        pytest.param(
            {"checks/title_shouting.py": RULE},
            "'checks', 'checks.title_shouting', 'checks'",
            ["title-shouting"],
            id="a module that is named twice",
        ),
        pytest.param(
            {
                "checks/__init__.py": "",
                "checks/_words.py": "MARK = 1",
                "checks/title_a.py": RULE + "from . import _words\n",
            },
            "'checks'",
            ["title-a"],
            id="a relative import",
        ),
        pytest.param(
            {
                "title_shouting.py": RULE,
                "mine-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: mine\nVersion: 1\n",
                "mine-1.dist-info/entry_points.txt": "[newscheck.rules]\nmy-rules = title_shouting\n",
            },
            "'my-rules'",
            ["title-shouting"],
            id="an entry point",
        ),
        pytest.param({"title_shouting.py": RULE}, "", [], id="nothing is named"),
    ],
)
def test_what_the_settings_name(project: Path, files: dict[str, str], names: str, expected: list[str]) -> None:
    write(project, files)
    before = [*sys.path], [*sys.meta_path]
    assert own(names) == expected
    assert ([*sys.path], [*sys.meta_path]) == before
    assert not [*project.rglob("__pycache__")]


def test_a_rule_of_an_installed_package_runs_only_where_it_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, {"site/mine-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: mine\nVersion: 1\n"})
    write(project, {"site/mine-1.dist-info/entry_points.txt": "[newscheck.rules]\nmy-rules = mine_checks\n"})
    write(project, {"site/mine_checks/title_shouting.py": RULE})
    monkeypatch.syspath_prepend(str(project / "site"))
    importlib.invalidate_caches()
    assert config.load({}).known_rules == rules.load()
    assert own("'my-rules'") == ["title-shouting"]


@pytest.mark.parametrize(
    ("files", "names", "complaint"),
    [
        pytest.param({}, "'nowhere'", "no module or entry point 'nowhere' .looked in .* and sys.path.", id="nowhere"),
        pytest.param({"a/__init__.py": ""}, "'a.b.c'", "no module or entry point 'a.b.c'", id="nowhere in a package"),
        pytest.param({}, "'../x'", "no module or entry point '../x'", id="a path"),
        pytest.param({}, "'__main__'", "no module or entry point '__main__'", id="the program itself"),
        pytest.param({}, "'sys'", "sys is no Python source file", id="a module of the interpreter"),
        pytest.param({"checks/__init__.py": ""}, "'checks'", "checks: no modules in this package", id="empty package"),
        pytest.param(
            {"title_x.py": "x = ("}, "'title_x'", r"title_x: importing it raised SyntaxError: .*line 1", id="syntax"
        ),
        pytest.param({"title_x.py": "\n1 / 0"}, "'title_x'", r"ZeroDivisionError: .* \(line 2\)", id="it raises"),
        pytest.param({"title_x.py": "import nowhere"}, "'title_x'", "ModuleNotFoundError: No .*'nowhere'", id="import"),
        pytest.param({"title_x.py": "raise SystemExit(0)"}, "'title_x'", "raised SystemExit: 0", id="it ends Python"),
        pytest.param({"title_x.py": "__doc__ = 3"}, "'title_x'", "title_x: no docstring", id="docstring"),
        pytest.param(
            {"title_x.py": RULE + "def __getattr__(name): 1 / 0"},
            "'title_x'",
            r"title_x: ZeroDivisionError: division by zero .line 1\d",
            id="attributes that raise",
        ),
        pytest.param(
            {"title_x.py": "import sys; sys.modules[__name__] = 3"},
            "'title_x'",
            "another module of this name is imported: None",
            id="it replaces itself",
        ),
        pytest.param(
            {"title_x.py": "class X(Exception):\n    def __str__(self): 1 / 0\nraise X"},
            "'title_x'",
            r"importing it raised X .line 3",
            id="an error without a text",
        ),
        pytest.param({"title_x.py": "\0"}, "'title_x'", "importing it raised", id="no text"),
        pytest.param({"title_x.py": "x = '\udcff'"}, "'title_x'", "importing it raised SyntaxError", id="no UTF-8"),
        pytest.param({"title_x.py": "SEVERITY = 'note'"}, "'title_x'", "title_x: no docstring", id="no rule"),
        pytest.param({"helpers.py": RULE}, "'helpers'", "helpers: the name of a rule's module has two", id="name"),
        pytest.param({"title_empty.py": RULE}, "'title_empty'", "title-empty is a rule of newscheck itself", id="ours"),
        pytest.param(
            {"a/title_x.py": RULE, "b/title_x.py": RULE}, "'a', 'b'", "title-x is a rule of another module", id="both"
        ),
        pytest.param(
            {
                "mine-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: mine\nVersion: 1\n",
                "mine-1.dist-info/entry_points.txt": "[newscheck.rules]\nmy-rules = nowhere.checks\n",
            },
            "'my-rules'",
            "the entry point 'my-rules' names nowhere.checks, which is no module",
            id="an entry point to nowhere",
        ),
        pytest.param(
            {
                "mine-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: mine\nVersion: 1\n",
                "mine-1.dist-info/entry_points.txt": "[newscheck.rules]\nmy-rules = nowhere.checks\n",
            },
            "'my-rule'",
            "'my-rule'.*did you mean 'my-rules'",
            id="nearly an entry point",
        ),
        pytest.param({}, "1", "rules-from.0: 1 is not of type string", id="a number"),
        pytest.param({}, "''", "rules-from", id="an empty name"),
    ],
)
def test_mistakes(project: Path, files: dict[str, str], names: str, complaint: str) -> None:
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    before = [*sys.path], [*sys.meta_path]
    with pytest.raises(UsageError, match=complaint) as caught:
        own(names)
    assert "\n" not in str(caught.value)
    assert ([*sys.path], [*sys.meta_path]) == before


def test_a_module_that_is_imported_from_elsewhere_is_no_rule(project: Path) -> None:
    write(project, {"one/title_shouting.py": RULE, "two/title_shouting.py": RULE})
    for folder in ("one", "two"):
        (project / folder / "newscheck.toml").write_text("rules-from = ['title_shouting']")
    config.load({}, folder="one")
    with pytest.raises(UsageError, match=r"another module of this name is imported: .*one.title_shouting\.py"):
        config.load({}, folder="two")


def test_own_rules_run_with_their_options_and_those_of_site_files(project: Path) -> None:
    write(
        project,
        {"title_shouting.py": RULE, "mysite.toml": "hosts = ['www.rfi.fr']\n[rules]\ntitle-shouting = 'error'\n"},
    )
    write(
        project,
        {"newscheck.toml": "rules-from = ['title_shouting']\nselect = ['title-shouting']\nsites = ['mysite.toml']\n"},
    )
    (finding,) = Session.load({}).checker.check(RawInput("1.md", specimen.render({"title": "渔业!"}))).findings
    assert (finding.rule, finding.severity, finding.site) == ("title-shouting", "error", "mysite")
    with open(project / "newscheck.toml", "a") as file:
        file.write("[rules.title-shouting]\nmarks = '?'\n")
    assert not Session.load({}).checker.check(RawInput("1.md", specimen.render({"title": "渔业!"}))).findings


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("title-shouting = 'loud'", "title-shouting: unknown severity 'loud'", id="severity"),
        pytest.param("title-shouting = {mark = '?'}", "no option 'mark'; did you mean 'marks'", id="option"),
        pytest.param("title-shouting = {marks = 3}", "marks takes a value of type str, not 3", id="type"),
        pytest.param("title-shoutin = 'off'", "unknown rule 'title-shoutin'; did you mean 'title-shouting'", id="name"),
    ],
)
def test_settings_of_own_rules_are_checked(project: Path, text: str, complaint: str) -> None:
    write(project, {"title_shouting.py": RULE})
    write(project, {"newscheck.toml": f"rules-from = ['title_shouting']\n[rules]\n{text}\n"})
    with pytest.raises(UsageError, match=complaint):
        config.load({})


def test_without_code_nothing_is_imported_and_names_are_tolerated(project: Path) -> None:
    write(project, {"title_owned.py": "open('owned', 'w')"})
    write(project, {"mysite.toml": "hosts = ['a.b']\n[rules]\ntitle-owned = 'error'\n"})
    settings = """
        rules-from = ["title_owned"]
        extractor = "title_owned:parse"
        select = ["title", "title-owned"]
        ignore = ["owned-*"]
        sites = ["mysite.toml"]
        [rules]
        title-owned = {marks = 1}
        [[suppress]]
        rule = "title-owned"
        reason = "gone"
        expires = 2020-01-01
    """
    write(project, {"newscheck.toml": settings})
    loaded = config.load({"no_code": True})
    assert (loaded.extractor, loaded.rules_from) == (None, ())
    assert "title-empty" in Session(loaded).checker.rules
    assert Session(loaded).suppressions == []
    assert loaded.omissions == [
        "--no-code: rules-from and extractor are left out, and so are the settings for title-owned, owned-*"
    ]
    assert not (project / "owned").exists()


@pytest.mark.parametrize("setting", ["no-code = false", "no_code = false", "left_out = []", "code = true"])
def test_no_setting_turns_code_on_again(project: Path, setting: str) -> None:
    write(project, {"newscheck.toml": f"{setting}\nrules-from = ['title_owned']"})
    with pytest.raises(UsageError, match="unknown setting"):
        config.load({"no_code": True})


def test_without_rules_to_leave_out_an_unknown_name_is_a_mistake(project: Path) -> None:
    write(project, {"newscheck.toml": "select = ['title-owned']\n"})
    with pytest.raises(UsageError, match="unknown rule 'title-owned'"):
        assert Session.load({"no_code": True}).checker
    assert config.load({"no_code": True}).omissions == []


@pytest.mark.parametrize(
    ("name", "text", "is_same"),
    [
        pytest.param("mypkg/checks/title_shouting.py", RULE.replace("note", "error"), False, id="the rule"),
        pytest.param("mypkg/checks/_words.py", "X = 2", False, id="a module beside it"),
        pytest.param("mypkg/text.py", "X = 2", False, id="a module of the package around it"),
        pytest.param("mypkg/new.py", "", False, id="a new module of the package"),
        pytest.param("other.py", "X = 2", True, id="a module outside of the package"),
        pytest.param("mypkg/notes.txt", "X = 2", True, id="what is no source"),
    ],
)
def test_the_identity_of_a_project_has_the_sources_of_its_rules(
    project: Path, name: str, text: str, is_same: bool
) -> None:
    write(project, {"mypkg/__init__.py": "", "mypkg/text.py": "X = 1", "mypkg/checks/_words.py": "X = 1"})
    write(project, {"mypkg/checks/__init__.py": "", "mypkg/checks/title_shouting.py": RULE, "other.py": "X = 1"})
    write(project, {"newscheck.toml": "rules-from = ['mypkg.checks']"})

    def digest() -> str:
        project_rules._load.cache_clear()
        return Session.load({}).cache_identity

    before = digest()
    write(project, {name: text})
    assert (digest() == before) is is_same
    bare = rule_modules.find(["mypkg.checks"], str(project))
    assert {path for path, _ in rule_modules.source_files(bare)} >= {"mypkg/text.py", "mypkg/checks/_words.py"}
