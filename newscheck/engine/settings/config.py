"""Settings: the package's own data, then the project's file, then the command line.

A project's settings stand in `newscheck.toml`, or in `[tool.newscheck]` of `pyproject.toml`, in the working folder or
the nearest one above it (`schemas/config.schema.json`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from datetime import time as wall_time
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from newscheck.article.item_mapping import MAIN_CONTENT, ItemMapping, PageExtractor
from newscheck.dump import freshness
from newscheck.engine.files import path_names, urls
from newscheck.engine.files.containment import is_inside, is_link_out_of
from newscheck.engine.files.directory_walk import FileEntry, walk
from newscheck.engine.files.other_files import OtherFiles
from newscheck.engine.files.path_names import display_path
from newscheck.engine.git.revision import Revision
from newscheck.engine.settings import cache_folder, clock, code_settings, package_data, toml_file
from newscheck.engine.settings.rule_settings import check_rule_settings, rule_ids
from newscheck.errors import UsageError
from newscheck.model import Rule
from newscheck.text import timestamps
from newscheck.text.display import sanitize
from newscheck.text.suggestions import did_you_mean

#: A larger file of dump text (bytes) is reported and not read.
MAX_FILE_SIZE = 16_000_000
#: Seconds that the check of a file may take, and the most that a project can ask for.
FILE_TIMEOUT, LONGEST_TIMEOUT = 30.0, 600.0
#: The beginning of the names of built-in extractors.
_BUILT_IN = "newscheck:"
#: Settings that are days or times.
_MOMENTS = {"since", "until", "expires"}
#: Settings that are files or folders, or lists of them.
_PLACES, _PLACE_LISTS = ("schema", "reference", "pages", "baseline"), ("sites", "paths")

#: The first moments of the years 2 and 9999: with a year to spare on both sides, all times can be shown.
_EARLIEST, _LATEST = -62_104_060_800_000, 253_370_764_800_000


class Project(msgspec.Struct, frozen=True):
    """All settings of a run: of the configuration file and of the command line."""

    now: int
    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    site: str | None = None
    language: str = ""
    record: Mapping[str, Any] = {}
    sites: tuple[str, ...] = ()
    schema: str | None = None
    exclude: tuple[str, ...] = ()
    rules: Mapping[str, Any] = {}
    fields: Mapping[str, Any] = {}
    preset: str = ""
    items: str = ""
    date_order: str = ""
    columns: tuple[str, ...] = ()
    max_file_size: int = MAX_FILE_SIZE
    file_timeout: float = FILE_TIMEOUT
    jobs: int = 0
    scheduler: str = ""
    each: bool = False
    collects_features: bool = False
    finds_templates: bool = False
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
    rules_from: tuple[str, ...] = ()
    no_code: bool = False
    left_out: tuple[str, ...] = ()
    cache_dir: str | None = None
    docs_url: str = ""
    revision: Revision | None = None

    @property
    def known_rules(self) -> Mapping[str, Rule]:
        """The package's rules and the project's own, by id. Raises UsageError as `project_rules.load` does."""
        return code_settings.known_rules(self.rules_from, self.file)

    @property
    def is_missing_rules(self) -> bool:
        """Whether the project has rules of its own that are left out (`no_code`): their names are unknown then."""
        return code_settings.RULES_FROM in self.left_out

    def rule_ids(self, names: Iterable[str]) -> frozenset[str]:
        """The ids of the rules that names stand for (`rule_settings.rule_ids`)."""
        return rule_ids(names, self.known_rules, is_lenient=self.is_missing_rules)

    @property
    def omissions(self) -> list[str]:
        """A remark on what is left out (`no_code`), with the names of rules that are unknown without it, if any."""
        names = [*self.select, *self.ignore, *self.rules]
        for entry in self.suppress:
            names += [entry["rule"]] if isinstance(entry["rule"], str) else entry["rule"]
        unknown = [name for name in names if self.is_missing_rules and not self.rule_ids([name])]
        return code_settings.omissions(self.left_out, unknown)

    def resolve_paths(self, named: Iterable[str] = ()) -> tuple[str, ...]:
        """The paths that a run checks: those `named`, else the configured ones, else the working folder.

        A path on the command line may lead anywhere, also through a link. Raises UsageError where a configured path,
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

    def item_mapping(self) -> ItemMapping:
        """How the fields of items become those of the record.

        Raises UsageError where the preset is unknown, or a built-in extractor.
        """
        extractor: PageExtractor | str | None = self.extractor
        if extractor not in (None, MAIN_CONTENT):
            if str(self.extractor).startswith(_BUILT_IN):
                raise UsageError(f"unknown extractor {self.extractor!r}; did you mean {MAIN_CONTENT!r}?")
            from newscheck.engine.extraction import page_extractor  # it starts processes, and few projects have one

            extractor = page_extractor.of_setting(str(self.extractor), self.file)
        return ItemMapping(
            self.fields,
            preset=self.preset,
            items=self.items,
            date_order=self.date_order,
            columns=self.columns,
            extractor=extractor,
        )

    @property
    def reads_pages(self) -> bool:
        """Whether saved pages are articles: an extractor makes records of them."""
        return self.extractor is not None

    def walk(self, paths: Iterable[str], others: OtherFiles | None = None) -> Iterator[FileEntry]:
        """The files below `paths` that are not excluded (`directory_walk.walk`), those of URLs last; `others` counts
        those left out."""
        paths = [*paths]
        if remote := [path for path in paths if urls.is_url(path)]:
            from newscheck.engine.remote import remote_walk  # few runs read from other machines

            of_disk = [path for path in paths if path not in remote]
            return chain(
                self.walk(of_disk, others) if of_disk else (),
                remote_walk.walk(remote, self.exclude, pages=self.reads_pages, others=others),
            )
        if self.revision:
            from newscheck.engine.git import revision_walk  # few runs read a commit

            return revision_walk.walk(self.revision, paths, self.exclude, pages=self.reads_pages, others=others)
        return walk(
            paths, self.exclude, dump=self.bounds, follow=self.follow_links, pages=self.reads_pages, others=others
        )

    def found_again(self, entries: Sequence[FileEntry]) -> Sequence[FileEntry]:
        """Files of a run by their paths, as the run has read them."""
        if any(urls.is_url(entry.path) for entry in entries):
            from newscheck.engine.remote import remote_walk

            return [*remote_walk.found_again(entries)]
        if not self.revision:
            return entries
        from newscheck.engine.git import revision_walk

        return [*revision_walk.committed(self.revision, entries)]


def load(
    given: Mapping[str, Any], *, file: str | None = None, folder: str = ".", without: Iterable[str] = ()
) -> Project:
    """The settings of a project, overridden by those `given` on the command line (None: not given).

    `file` is a configuration file instead of the nearest one from `folder` upwards, `without` names settings in it that
    are ignored. Raises UsageError where a file can't be read, a name is unknown, or a value has the wrong form.
    """
    for name, place in {"config": file, "schema": given.get("schema"), "reference": given.get("reference")}.items():
        if place:
            urls.check_is_path(str(place), f"--{name}")
    path = Path(file) if file else toml_file.find(Path(folder))
    table = toml_file.settings_table(path, required=file is not None) if path else {}
    where = str(path or "")
    left_out = code_settings.left_out(table, given)
    if table:
        _check(table, where, left_out)
    values = {name.replace("-", "_"): value for name, value in table.items() if name not in {*without, *left_out}}
    if given.get("scheduler") and given.get("jobs") is not None:
        raise UsageError("--scheduler is about a cluster, --jobs about processes of this machine: give only one")
    ages = freshness.merge_limits(
        freshness.parse_limits(values.pop("max_age", None), where), freshness.parse_limits(given.get("max_age"))
    )
    values = {"now": clock.now(), **_resolved(values, path), "file": str(path) if path else None, "left_out": left_out}
    values |= {name: value for name, value in given.items() if value is not None and name != "max_age"}
    if rev := values.pop("rev", None):
        values["revision"] = _revision(rev, values)
    values["cache_dir"] = cache_folder.named(given.get("cache_dir"))
    values["rules"] = freshness.with_limits(values.get("rules", {}), ages)
    _check_ranges(values)
    return msgspec.convert(values, Project)


def _revision(name: str, values: Mapping[str, Any]) -> Revision:
    """The commit to read. Raises UsageError where there is none, or links would lead out of it."""
    if values.get("follow_links"):
        raise UsageError("--rev reads what is in a commit, and --follow-links what is outside of it: give only one")
    from newscheck.engine.git import revisions  # few runs read a commit

    return revisions.named(name)


def _resolved(values: dict[str, Any], path: Path | None) -> dict[str, Any]:
    """The settings in a file with its folder before relative paths, and times in ms since 1970."""
    base = path.parent if path else Path()
    for name in values.keys() & _PLACE_LISTS:
        values[name] = [path_names.actual_path(str(base / entry)) for entry in values[name]]
    for name in values.keys() & _PLACES:
        values[name] = str(base / values[name])
    if "since" in values:
        values["since"] = _ms(values["since"], str(path))
    for name in {"jobs", "max_file_size"} & values.keys():
        # To a schema 2.0 is an integer.
        values[name] = int(values[name])
    return values


def _check_ranges(values: Mapping[str, Any]) -> None:
    """Raise UsageError for a number out of range."""
    for name in ("now", "since"):
        if not _EARLIEST <= (values.get(name) or 0) < _LATEST:
            raise UsageError(f"{name}: a time must lie in the years 2 to 9998")
    if values.get("jobs", 0) < 0:
        raise UsageError("jobs: a number of processes can't be negative")
    if not 0 < values.get("file_timeout", FILE_TIMEOUT) <= LONGEST_TIMEOUT:
        raise UsageError(f"file-timeout: wanted more than 0 and at most {LONGEST_TIMEOUT:g} seconds")


def _ms(moment: Any, where: str) -> int:
    """A date or time of a configuration (UTC where it has no zone), or the text of one."""
    try:
        return timestamps.to_ms(moment)
    except ValueError as error:
        raise UsageError(f"{where}: since: {error}") from None


def _check(table: Mapping[str, Any], where: str, left_out: tuple[str, ...] = ()) -> None:
    """Raise UsageError for the first thing in a configuration that is unknown or has the wrong form."""
    toml_file.check_form(table, where)
    known = package_data.schemas()["config"]["properties"]
    for name in table:
        if name not in known:
            raise UsageError(f"{where}: unknown setting {name!r}{did_you_mean(name, known)}")
    fields = known["fields"]["properties"]
    for name in _table(table, "fields"):
        if name not in fields:
            raise UsageError(f"{where}: fields: unknown field {name!r}{did_you_mean(name, fields)}")
    if place := next(_misplaced_dates(table), None):
        raise UsageError(f"{where}: {place}: a date where none can stand (a text needs quotation marks)")
    is_lenient = code_settings.RULES_FROM in left_out
    rules = code_settings.rules_of_table({} if is_lenient else table, where)
    check_rule_settings(_table(table, "rules"), where, rules, is_lenient=is_lenient)
    freshness.parse_limits(table.get("max-age"), where)
    package_data.check_table(table, "config", where)
    for name in (*_PLACES, *_PLACE_LISTS):
        for place in table.get(name, ()) if name in _PLACE_LISTS else filter(None, (table.get(name),)):
            if urls.is_url(place):
                shown = sanitize(urls.displayed(place))
                raise UsageError(
                    f"{where}: {name}: {shown}: URLs are not taken from settings, which a pull request may change"
                    + (": name it on the command line" if name == "paths" else "")
                )


def _table(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A table in a table, empty where there is none; the schema refuses what is no table."""
    value = table.get(name)
    return value if isinstance(value, Mapping) else {}


def _misplaced_dates(value: Any, place: str = "") -> Iterator[str]:
    """Where dates stand in the place of a text: JSON has no dates, so the schema can't refuse them."""
    if isinstance(value, (date, wall_time)):
        if place.rpartition(".")[2] not in _MOMENTS:
            yield place
    elif isinstance(value, (Mapping, list)):
        for key, entry in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from _misplaced_dates(entry, f"{place}.{key}" if place else str(key))
