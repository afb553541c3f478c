"""Settings: the package's own data, then the project's file, then the command line.

A project's settings stand in `newscheck.toml`, or in `[tool.newscheck]` of `pyproject.toml`, in the working folder or
the nearest one above it (`schemas/config.schema.json`).
"""

from __future__ import annotations

import difflib
import json
import re
import time
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import msgspec

from newscheck import bundle, rules
from newscheck.alarms import threshold
from newscheck.article import zone
from newscheck.checking import Checker
from newscheck.errors import UsageError
from newscheck.files import shown
from newscheck.layouts import Watch
from newscheck.model import SEVERITIES, Schema, Site
from newscheck.plans import OFF, Settings
from newscheck.profile import THRESHOLD
from newscheck.schema import Compiled
from newscheck.site import GENERIC, Sites, build
from newscheck.suppressions import Suppression
from newscheck.suppressions import build as build_suppression

#: A file of dump text over this many bytes is told and not read.
MAX_FILE_SIZE = 16_000_000
#: The name under which a schema of the user's is known in a run.
_OWN_SCHEMA = "--schema"
#: The rule that `max-age` is for; its forms, and the hours that each unit has.
_AGED = "feed-silent"
_SPAN = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)([mhd])", re.ASCII)
_HOURS = {"m": 1 / 60, "h": 1, "d": 24}

_DAY = 86_400_000
#: Settings that what is said of a file doesn't depend on, and those that what is said of the dump does.
_UNASKED: Mapping[str, Any] = {
    "paths": (),
    "exclude": (),
    "jobs": 0,
    "fail_on": "",
    "extractor": None,
    "pages": None,
    "suppress": (),
    "baseline": None,
}
_UNWATCHED: Mapping[str, Any] = {"reference": None, "since": None, "false_alarms_per_10k": None, "min_share": 0.0}


class Project(msgspec.Struct, frozen=True):
    """All settings of a run, from wherever they came; can cross a process border."""

    now: int
    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    site: str | None = None
    sites: tuple[str, ...] = ()
    schema: str | None = None
    exclude: tuple[str, ...] = ()
    rules: Mapping[str, Any] = {}
    fields: Mapping[str, Any] = {}
    max_file_size: int = MAX_FILE_SIZE
    jobs: int = 0
    shapes: bool = False
    suppress: tuple[Mapping[str, Any], ...] = ()
    baseline: str | None = None
    extractor: str | None = None
    pages: str | None = None
    reference: str | None = None
    since: int | None = None
    false_alarms_per_10k: float | None = None
    min_share: float = 0.0


def load(
    given: Mapping[str, Any],
    *,
    file: str | None = None,
    folder: str = ".",
    without: Iterable[str] = (),
    besides: Iterable[str] = (),
) -> Project:
    """The settings of a project with those `given` on the command line put over them (None: not given).

    `file` is a configuration file instead of the one found from `folder` upwards, `without` names settings in it that
    are not looked at, `besides` files that are no articles wherever they stand. Raises UsageError where a file can't
    be read, a name is unknown, or a value is of the wrong form.
    """
    path = Path(file) if file else _find(Path(folder))
    table = _read(path, required=file is not None) if path else {}
    where = str(path) if path else ""
    if table:
        _check(table, where)
    base = path.parent if path else Path()
    found = {key.replace("-", "_"): value for key, value in table.items() if key not in set(without)}
    for name in ("sites", "paths"):
        if name in found:
            found[name] = [str(base / entry) for entry in found[name]]
    for name in ("schema", "reference", "pages", "baseline"):
        if isinstance(found.get(name), str):
            found[name] = str(base / found[name])
    if "since" in found:
        found["since"] = _ms(found["since"])
    found.setdefault("now", int(time.time() * 1000))
    found.update({name: value for name, value in given.items() if value is not None})
    if (age := found.pop("max_age", None)) is not None:
        found["rules"] = _with_limit(found.get("rules", {}), hours(age))
    own = [
        shown(str(path))
        for path in (found.get("schema"), found.get("reference"), found.get("baseline"), *besides)
        if path
    ]
    if own:
        found["exclude"] = [*found.get("exclude", ()), *own]
    if "jobs" in found and found["jobs"] < 0:
        raise UsageError("jobs: a number of processes can't be negative")
    return msgspec.convert(found, Project)


def hours(span: str) -> float:
    """A span of time (`90m`, `6h`, `2d`) in hours. Raises UsageError where it is none, or no time at all."""
    found = _SPAN.fullmatch(span)
    if not found or not float(found[1]):
        raise UsageError(f"max-age: {span!r} is no span of time such as 90m, 6h or 2d")
    return float(found[1]) * _HOURS[found[2]]


def _with_limit(rules: Mapping[str, Any], limit: float) -> dict[str, Any]:
    """Settings of rules, with the limit of the one that tells of silent feeds."""
    given = rules.get(_AGED, {})
    table = {"severity": given} if isinstance(given, str) else given
    return {**rules, _AGED: {**table, "max-hours": limit}}


def identity(project: Project) -> str:
    """All of a project that a result depends on, but for the time: for the cache."""
    files = (*project.sites, *([project.schema] if project.schema else []))
    texts = [Path(file).read_text("utf-8", "replace") for file in files if Path(file).is_file()]
    # By their names below the working folder, which is elsewhere on another machine.
    places = {
        "sites": tuple(map(shown, project.sites)),
        "schema": project.schema and shown(project.schema),
    }
    settings = msgspec.structs.replace(project, now=0, **places, **_UNASKED, **_UNWATCHED)
    return "\n".join([repr(settings), *texts])


def watch(project: Project) -> Watch:
    """How changes of the layout are looked for. Raises UsageError where the reference can't be read."""
    reference = None
    if project.reference:
        from newscheck import stored

        reference = stored.load(project.reference)
    rate = project.false_alarms_per_10k
    return Watch(
        threshold=THRESHOLD if rate is None else threshold(rate),
        min_share=project.min_share,
        since=project.since,
        latest=project.now + _DAY,
        reference=reference,
    )


def watch_identity(project: Project) -> str:
    """All that `watch` depends on: for the cache. Raises UsageError where the reference can't be read."""
    try:
        text = Path(project.reference).read_bytes().hex() if project.reference else ""
    except OSError as error:
        where = shown(str(project.reference))
        raise UsageError(f"reference {where}: {(error.strerror or str(error)).lower()}") from None
    return repr([getattr(project, name) for name in _UNWATCHED]) + text


def checker(project: Project) -> Checker:
    """Everything that judges, made ready. Raises UsageError where the project names what isn't there."""
    known = rules.load()
    sites = _all_sites(project.sites)
    if project.site is not None and project.site not in (names := {site.name for site in sites}):
        raise UsageError(f"unknown site {project.site!r}{meant(project.site, names)}")
    schemas = dict(bundle.record_schemas())
    for site in sites:
        if site.schema not in schemas:
            raise UsageError(f"site {site.name}: unknown schema {site.schema!r}{meant(site.schema, schemas)}")
    if project.schema:
        schemas[_OWN_SCHEMA] = _own_schema(project.schema)
    settings = Settings(
        now=project.now,
        rules=project.rules,
        selected=named(project.select) if project.select else frozenset(known),
        ignored=named(project.ignore),
        fields=project.fields,
        shapes=project.shapes,
        schema=_OWN_SCHEMA if project.schema else None,
    )
    return Checker(known, Sites(sites, project.site), schemas, settings)


def suppressions(project: Project) -> list[Suppression]:
    """The suppressions of a project. Raises UsageError where one names an unknown rule, or a day that is none."""
    found = []
    for number, table in enumerate(project.suppress, 1):
        rules = table["rule"]
        try:
            found.append(build_suppression(table, named([rules] if isinstance(rules, str) else rules)))
        except (UsageError, ValueError) as error:
            raise UsageError(f"suppress, entry {number}: {error}") from None
    return found


def sites(project: Project) -> dict[str, Site]:
    """All sites that a project knows, by their names. Raises UsageError where one of its own can't be read."""
    return {site.name: site for site in _all_sites(project.sites)}


def bundled(now: int, asked: Mapping[str, Any] = {}) -> Checker:
    """A checker with every rule and site of the package and no settings of a project; `now` in ms since 1970.

    `asked` are settings of rules that are off until they are asked for.
    """
    return checker(Project(now=now, rules=asked))


def named(names: Iterable[str]) -> frozenset[str]:
    """The ids of the rules that names stand for.

    A name is an id, a pattern (`epoch-*`), or the first word of ids (`epoch`). Raises UsageError where it fits none.
    """
    return frozenset().union(*(_fitting(name) for name in names))


def _fitting(name: str) -> set[str]:
    known = rules.load()
    if name in known:
        return {name}
    found = {rule for rule in known if fnmatchcase(rule, name) or rule.startswith(f"{name}-")}
    if not found:
        raise UsageError(f"unknown rule {name!r}{meant(name, known)}")
    return found


def check_rules(settings: Mapping[str, Any], where: str) -> None:
    """Raise UsageError where settings of rules name an unknown rule, severity or option, or have a wrong value."""
    known = rules.load()
    for name, given in settings.items():
        table: dict[str, Any]
        if name not in known:
            raise UsageError(f"{where}: unknown rule {name!r}{meant(name, known)}")
        table = {"severity": given} if isinstance(given, str) else dict(given)
        severity = table.pop("severity", OFF)
        if severity not in (*SEVERITIES, OFF):
            raise UsageError(
                f"{where}: {name}: unknown severity {severity!r}{meant(str(severity), (*SEVERITIES, OFF))}"
            )
        options = known[name].options
        for option, value in table.items():
            key = option.replace("-", "_")
            if key not in options:
                raise UsageError(f"{where}: {name} has no option {option!r}{meant(option, (*options, 'severity'))}")
            if not _is_like(value, options[key]):
                wanted = type(options[key]).__name__
                raise UsageError(f"{where}: {name}: {option} takes a value of type {wanted}, not {value!r}")


def _is_like(value: Any, default: Any) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    return isinstance(value, (int, float) if isinstance(default, (int, float)) else type(default))


def _all_sites(files: Iterable[str]) -> tuple[Site, ...]:
    """The package's sites, and those of the project's own files, which go before them."""
    sites = {site.name: site for site in bundle.sites()}
    for file in files:
        path = Path(file)
        table = _toml(path)
        bundle.check(table, "site", str(path))
        site = sites[path.stem] = build(path.stem, table, sites[GENERIC])
        _check_zone(site, str(path))
        for settings in (site.rules, *(layout.rules for layout in site.layouts)):
            check_rules(settings, str(path))
    return tuple(sites.values())


def _check_zone(site: Site, where: str) -> None:
    try:
        zone(site.timezone)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"{where}: unknown time zone {site.timezone!r}") from None


def _own_schema(file: str) -> Schema:
    try:
        schema = json.loads(Path(file).read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"schema {file}: {(error.strerror or str(error)).lower()}") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"schema {file}: not JSON: {error}") from None
    if not isinstance(schema, (dict, bool)):
        raise UsageError(f"schema {file}: a JSON Schema is an object")
    try:
        return Compiled(schema, bundle.schemas().values())
    except UsageError as error:
        raise UsageError(f"schema {file}: {error}") from None


def _ms(moment: Any) -> int:
    """A date or time of a configuration (UTC where it has no zone), or milliseconds."""
    if isinstance(moment, int):
        return moment
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, datetime.min.time())
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)


def _find(folder: Path) -> Path | None:
    """The nearest configuration file: from a folder up to the root of its repository."""
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        own = place / "newscheck.toml"
        if own.is_file():
            return own
        shared = place / "pyproject.toml"
        if shared.is_file() and "newscheck" in _toml(shared).get("tool", {}):
            return shared
        if (place / ".git").exists():
            return None
    return None


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    except ValueError as error:
        raise UsageError(f"{path}: not TOML: {error}") from None


def _read(path: Path, *, required: bool) -> dict[str, Any]:
    table = _toml(path)
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("newscheck")
        if table is None and required:
            raise UsageError(f"{path}: no [tool.newscheck]")
    return table or {}


def _check(table: Mapping[str, Any], where: str) -> None:
    """Raise UsageError for the first thing in a configuration that is unknown or of the wrong form."""
    known = bundle.schemas()["config"]["properties"]
    for name in table:
        if name not in known:
            raise UsageError(f"{where}: unknown setting {name!r}{meant(name, known)}")
    for name in table.get("fields", {}):
        if name not in (fields := known["fields"]["properties"]):
            raise UsageError(f"{where}: fields: unknown field {name!r}{meant(name, fields)}")
    bundle.check(table, "config", where)
    check_rules(table.get("rules", {}), where)


def meant(name: str, known: Iterable[str]) -> str:
    """The end of a complaint about an unknown name: the known one that it looks like."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""
