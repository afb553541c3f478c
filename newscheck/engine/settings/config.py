"""Settings: the package's own data, then the project's file, then the command line.

A project's settings stand in `newscheck.toml`, or in `[tool.newscheck]` of `pyproject.toml`, in the working folder or
the nearest one above it (`schemas/config.schema.json`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from datetime import time as wall_time
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import msgspec

from newscheck import rules
from newscheck.article.extraction import time_zone
from newscheck.article.sites import GENERIC_SITE, SiteIndex, build_site
from newscheck.checker.execution import Checker
from newscheck.checker.rule_selection import OFF, CheckerSettings, has_required_options, resolve
from newscheck.dump import freshness
from newscheck.engine.files import path_names, regular_file
from newscheck.engine.files.directory_walk import FileEntry, is_inside, is_link_out_of, walk
from newscheck.engine.files.path_names import display_path, exact_pattern
from newscheck.engine.settings import clock, custom_schema, package_data, toml_file
from newscheck.engine.settings.rule_schema import MAX_NUMBER
from newscheck.errors import UsageError
from newscheck.layout.calibration import threshold_for_rate
from newscheck.layout.detection import DetectionSettings
from newscheck.layout.profile import DEFAULT_THRESHOLD
from newscheck.model import SEVERITIES, Site
from newscheck.text import timestamps
from newscheck.text.suggestions import did_you_mean
from newscheck.triage.suppressions import Suppression
from newscheck.triage.suppressions import build as build_suppression

#: A file of dump text over this many bytes is told and not read.
MAX_FILE_SIZE = 16_000_000
#: Seconds that the check of a file may take, and the most that can be asked for.
FILE_TIMEOUT, LONGEST_TIMEOUT = 30.0, 600.0
#: The name under which a schema of the user's is known in a run.
_CUSTOM_SCHEMA = "--schema"
#: Settings that are days or times.
_MOMENTS = {"since", "until", "expires"}

_DAY = 86_400_000
#: The first moments of the years 2 and 9999: with a year to spare on both sides, all times can be shown.
_EARLIEST, _LATEST = -62_104_060_800_000, 253_370_764_800_000
#: Settings that what is said of a file doesn't depend on, and those that what is said of the dump does.
_NOT_PER_FILE: Mapping[str, Any] = {
    "paths": (),
    "exclude": (),
    "jobs": 0,
    "file_timeout": FILE_TIMEOUT,
    "fail_on": "",
    "extractor": None,
    "pages": None,
    "suppress": (),
    "baseline": None,
    "follow_links": False,
    "file": None,
    "bounds": (),
}
_SCAN_SETTINGS: Mapping[str, Any] = {"reference": None, "since": None, "false_alarms_per_10k": None, "min_share": 0.0}


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
    file_timeout: float = FILE_TIMEOUT
    jobs: int = 0
    each: bool = False
    shapes: bool = False
    suppress: tuple[Mapping[str, Any], ...] = ()
    baseline: str | None = None
    extractor: str | None = None
    pages: str | None = None
    reference: str | None = None
    since: int | None = None
    false_alarms_per_10k: float | None = None
    min_share: float = 0.0
    follow_links: bool = False
    file: str | None = None
    bounds: tuple[str, ...] = ()

    def resolve_paths(self, named: Iterable[str] = ()) -> tuple[str, ...]:
        """The paths that a run is about: those `rule_ids`, else the configured ones, else the working folder.

        A path that somebody names may lead anywhere, also as a link. Raises UsageError where one that stands in a file,
        which came with the repository, leads out of it.
        """
        if chosen := tuple(map(path_names.actual_path, named)):
            return chosen
        top = toml_file.repository_root(Path(self.file).parent) if self.file else Path()
        is_repository = (top / ".git").exists()
        for path in self.paths if not self.follow_links else ():
            if not is_inside(path, str(top)) if is_repository else is_link_out_of(path, [str(top)]):
                raise UsageError(
                    f"paths: {display_path(path)} leads out of the repository: name it on the command line, or give"
                    " --follow-links"
                )
        return self.paths or (".",)

    def with_bounds(self, dump: Iterable[str]) -> Project:
        """The same, and links that lead out of some files and folders are not followed, whoever names them."""
        return msgspec.structs.replace(self, bounds=tuple(dump))

    @property
    def input_files(self) -> tuple[str, ...]:
        """The files besides articles that a run reads."""
        own = filter(None, (self.file, self.reference, self.baseline))
        return (*own, *custom_schema.files(self.schema), *self.sites)

    def walk(self, paths: Iterable[str]) -> Iterator[FileEntry]:
        """The files below `paths` (`files.walk`), and where links among them may lead."""
        return walk(paths, self.exclude, dump=self.bounds, follow=self.follow_links)


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
    path = Path(file) if file else toml_file.find(Path(folder))
    table = toml_file.settings_table(path, required=file is not None) if path else {}
    where = str(path) if path else ""
    if table:
        _check(table, where)
    base = path.parent if path else Path()
    found = {key.replace("-", "_"): value for key, value in table.items() if key not in set(without)}
    for name in ("sites", "paths"):
        if name in found:
            found[name] = [path_names.actual_path(str(base / entry)) for entry in found[name]]
    for name in ("schema", "reference", "pages", "baseline"):
        if isinstance(found.get(name), str):
            found[name] = str(base / found[name])
    if "since" in found:
        found["since"] = _ms(found["since"], where)
    for name in ("jobs", "max_file_size"):
        if name in found:
            # To a schema 2.0 is an integer.
            found[name] = int(found[name])
    found["file"] = str(path) if path else None
    found.setdefault("now", clock.now())
    ages = freshness.merge_limits(
        freshness.parse_limits(found.pop("max_age", None), where), freshness.parse_limits(given.get("max_age"))
    )
    found.update({name: value for name, value in given.items() if value is not None and name != "max_age"})
    found["rules"] = freshness.with_limits(found.get("rules", {}), ages)
    own = [
        exact_pattern(str(path))
        for path in (*custom_schema.files(found.get("schema")), found.get("reference"), found.get("baseline"), *besides)
        if path
    ]
    if own:
        found["exclude"] = [*found.get("exclude", ()), *own]
    for name in ("now", "since"):
        if not _EARLIEST <= (found.get(name) or 0) < _LATEST:
            raise UsageError(f"{name}: a time must lie in the years 2 to 9998")
    if "jobs" in found and found["jobs"] < 0:
        raise UsageError("jobs: a number of processes can't be negative")
    if not 0 < found.get("file_timeout", FILE_TIMEOUT) <= LONGEST_TIMEOUT:
        raise UsageError(f"file-timeout: wanted more than 0 and at most {LONGEST_TIMEOUT:g} seconds")
    return msgspec.convert(found, Project)


def cache_identity(project: Project) -> str:
    """All of a project that a result depends on, but for the time: for the cache. Raises UsageError where a file of it
    can't be read."""
    own = (*project.sites, *custom_schema.files(project.schema))
    texts = [regular_file.required_text(file, file, errors="replace") for file in own if Path(file).is_file()]
    # By their names below the working folder, which is elsewhere on another machine.
    places = {
        "sites": tuple(map(display_path, project.sites)),
        "schema": project.schema and display_path(project.schema),
    }
    settings = msgspec.structs.replace(project, now=0, **places, **_NOT_PER_FILE, **_SCAN_SETTINGS)
    return "\n".join([repr(settings), *texts])


def build_scan_settings(project: Project) -> DetectionSettings:
    """How changes of the layout are looked for. Raises UsageError where the reference can't be read."""
    reference = None
    if project.reference:
        from newscheck.engine.settings import reference_file

        reference = reference_file.load(project.reference)
    rate = project.false_alarms_per_10k
    return DetectionSettings(
        threshold=DEFAULT_THRESHOLD if rate is None else threshold_for_rate(rate),
        min_share=project.min_share,
        since=project.since,
        latest=project.now + _DAY,
        reference=reference,
    )


def scan_identity(project: Project) -> str:
    """All that `build_scan_settings` depends on: for the cache. Raises UsageError where the reference can't be read."""
    path = project.reference
    text = regular_file.required_content(path, f"reference {display_path(path)}").hex() if path else ""
    return repr([getattr(project, name) for name in _SCAN_SETTINGS]) + text


def build_checker(project: Project) -> Checker:
    """Everything that judges, made ready. Raises UsageError where the project names what isn't there."""
    known = rules.load()
    sites = _all_sites(project.sites)
    if project.site is not None and project.site not in (names := {site.name for site in sites}):
        raise UsageError(f"unknown site {project.site!r}{did_you_mean(project.site, names)}")
    publishers = SiteIndex(sites, project.site)
    _check_feeds(project, sites)
    _check_selected(project, publishers.forced or publishers.generic)
    schemas = dict(package_data.record_schemas())
    for site in sites:
        if site.schema not in schemas:
            raise UsageError(f"site {site.name}: unknown schema {site.schema!r}{did_you_mean(site.schema, schemas)}")
    if project.schema:
        schemas[_CUSTOM_SCHEMA] = custom_schema.load(project.schema)
    # What a part of the dump says together, the dump may not: each of its files is judged by itself.
    together = frozenset(rule.id for rule in known.values() if rule.scope == "dump") if project.each else frozenset()
    settings = CheckerSettings(
        now=project.now,
        rules=project.rules,
        selected=rule_ids(project.select) | rules.UNCHECKED if project.select else frozenset(known),
        ignored=rule_ids(project.ignore) | together,
        fields=project.fields,
        collects_features=project.shapes,
        schema=_CUSTOM_SCHEMA if project.schema else None,
    )
    return Checker(known, publishers, schemas, settings)


def load_suppressions(project: Project) -> list[Suppression]:
    """The suppressions of a project. Raises UsageError where one names an unknown rule, or a day that is none."""
    found = []
    for number, table in enumerate(project.suppress, 1):
        rules = table["rule"]
        try:
            found.append(build_suppression(table, rule_ids([rules] if isinstance(rules, str) else rules)))
        except (UsageError, ValueError) as error:
            raise UsageError(f"suppress, entry {number}: {error}") from None
    return found


def sites_by_name(project: Project) -> dict[str, Site]:
    """All sites that a project knows, by their names. Raises UsageError where one of its own can't be read."""
    return {site.name: site for site in _all_sites(project.sites)}


def default_checker(now: int, asked: Mapping[str, Any] = {}) -> Checker:
    """A checker with every rule and site of the package and no settings of a project; `now` in ms since 1970.

    `asked` are settings of rules that are off until they are asked for.
    """
    return build_checker(Project(now=now, rules=asked))


def rule_ids(names: Iterable[str]) -> frozenset[str]:
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
        raise UsageError(f"unknown rule {name!r}{did_you_mean(name, known)}")
    return found


def check_rule_settings(settings: Mapping[str, Any], where: str) -> None:
    """Raise UsageError where settings of rules name an unknown rule, severity or option, or have a wrong value."""
    known = rules.load()
    for name, given in settings.items():
        table: dict[str, Any]
        if name not in known:
            raise UsageError(f"{where}: unknown rule {name!r}{did_you_mean(name, known)}")
        if not isinstance(given, (str, Mapping)):
            raise UsageError(f"{where}: {name} takes a severity or a table, not {given!r}")
        table = {"severity": given} if isinstance(given, str) else dict(given)
        severity = table.pop("severity", OFF)
        if severity not in (*SEVERITIES, OFF):
            raise UsageError(
                f"{where}: {name}: unknown severity {severity!r}{did_you_mean(str(severity), (*SEVERITIES, OFF))}"
            )
        options = known[name].options
        for option, value in table.items():
            key = option.replace("-", "_")
            if key not in options:
                close = did_you_mean(option, (*options, "severity"))
                raise UsageError(f"{where}: {name} has no option {option!r}{close}")
            if not _is_like(value, options[key]):
                wanted = type(options[key]).__name__
                raise UsageError(f"{where}: {name}: {option} takes a value of type {wanted}, not {value!r}")
            if not all(0 <= number <= MAX_NUMBER for number in _numbers(value)):
                raise UsageError(f"{where}: {name}: {option} takes numbers from 0 to {MAX_NUMBER:,}, not {value!r}")


def _numbers(value: Any) -> Iterator[int | float]:
    """The numbers that an option is, or that are in it."""
    if isinstance(value, (list, Mapping)):
        for entry in value.values() if isinstance(value, Mapping) else value:
            yield from _numbers(entry)
    elif isinstance(value, (int, float)):
        yield value


def _is_like(value: Any, default: Any) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, list):
        return isinstance(value, list) and all(_is_like(entry, first) for entry in value for first in default[:1])
    if isinstance(default, dict):
        return isinstance(value, dict) and all(_is_like(number, 0) for number in value.values())
    return isinstance(value, (int, float) if isinstance(default, (int, float)) else type(default))


def _all_sites(files: Iterable[str]) -> tuple[Site, ...]:
    """The package's sites, and those of the project's own files, which go before them."""
    sites = {site.name: site for site in package_data.sites()}
    for file in files:
        path = Path(file)
        table = toml_file.load(path)
        toml_file.check_form(table, str(path))
        package_data.check_table(table, "site", str(path))
        site = sites[path.stem] = build_site(path.stem, table, sites[GENERIC_SITE])
        _check_zone(site, str(path))
        for settings in (site.rules, *(layout.rules for layout in site.layouts)):
            check_site_rule_settings(settings, str(path))
    return tuple(sites.values())


def check_site_rule_settings(settings: Mapping[str, Any], where: str) -> None:
    """`check_rule_settings` of a site's settings. What looks at more than its articles is not the site's to set: of
    files and of the dump as a whole it is not known whose they are.
    """
    check_rule_settings(settings, where)
    known = rules.load()
    for name in settings:
        if known[name].scope != "article":
            raise UsageError(
                f"{where}: {name} looks at more than an article of one site: set it in [tool.newscheck.rules]"
            )


def _check_zone(site: Site, where: str) -> None:
    try:
        time_zone(site.timezone)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"{where}: unknown time zone {site.timezone!r}") from None


def _check_feeds(project: Project, sites: Iterable[Site]) -> None:
    """Raise UsageError where a limit is that of an unknown site."""
    known = SiteIndex(sites)
    for name, other in freshness.unknown_sites(project.rules, known):
        close = f"; did you mean {other!r}?" if other else did_you_mean(name, known.by_name.keys() - {GENERIC_SITE})
        raise UsageError(f"max-age: unknown site {name!r}{close}")


def _check_selected(project: Project, site: Site) -> None:
    """Raise UsageError where a rule is asked for by name that is off for want of a limit: the run would be green."""
    for name in project.select:
        chosen = [rules.load()[rule] for rule in rule_ids([name]) - rule_ids(project.ignore)]
        if chosen and not any(
            has_required_options(rule, resolve(rule, site, None, project.rules)[1]) for rule in chosen
        ):
            raise UsageError(f"select: {chosen[0].id} is off without a limit: give one with --max-age")


def _ms(moment: Any, where: str) -> int:
    """A date or time of a configuration (UTC where it has no zone), or the text of one."""
    try:
        return timestamps.to_ms(moment)
    except ValueError as error:
        raise UsageError(f"{where}: since: {error}") from None


def _check(table: Mapping[str, Any], where: str) -> None:
    """Raise UsageError for the first thing in a configuration that is unknown or of the wrong form."""
    toml_file.check_form(table, where)
    known = package_data.schemas()["config"]["properties"]
    for name in table:
        if name not in known:
            raise UsageError(f"{where}: unknown setting {name!r}{did_you_mean(name, known)}")
    fields = known["fields"]["properties"]
    for name in _table(table, "fields"):
        if name not in fields:
            raise UsageError(f"{where}: fields: unknown field {name!r}{did_you_mean(name, fields)}")
    check_rule_settings(_table(table, "rules"), where)
    freshness.parse_limits(table.get("max-age"), where)
    if place := next(_misplaced(table), None):
        raise UsageError(f"{where}: {place}: a date where none can stand (a text needs quotation marks)")
    package_data.check_table(table, "config", where)


def _table(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A table in a table, empty where there is none; what is no table, the schema refuses."""
    found = table.get(name)
    return found if isinstance(found, Mapping) else {}


def _misplaced(value: Any, place: str = "") -> Iterator[str]:
    """Where dates stand in the place of a text: in JSON all are text, so that no schema refuses them."""
    if isinstance(value, (date, wall_time)):
        if place.rpartition(".")[2] not in _MOMENTS:
            yield place
    elif isinstance(value, (Mapping, list)):
        for key, entry in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from _misplaced(entry, f"{place}.{key}" if place else str(key))
