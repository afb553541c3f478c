"""The settings of a run and what is built from them, each once: sites, schema, checker, reference, suppressions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from newscheck.checker.execution import Checker
from newscheck.engine.files import path_names
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.other_files import OtherFiles
from newscheck.engine.files.path_names import exact_pattern
from newscheck.engine.settings import checker_builder, config, identity, site_files
from newscheck.engine.settings.config import Project
from newscheck.engine.settings.custom_schema import CustomSchema
from newscheck.errors import UsageError
from newscheck.layout.detection import DetectionSettings
from newscheck.layout.profile import Profile
from newscheck.layout.thresholds import DEFAULT_THRESHOLD, threshold_for_rate
from newscheck.model import Site
from newscheck.text.timestamps import DAY
from newscheck.triage import suppressions
from newscheck.triage.suppressions import Suppression

if TYPE_CHECKING:
    from newscheck.layout.thresholds import Thresholds

_T = TypeVar("_T")
#: Settings that decide which rules a project has.
_RULES = ("rules_from", "file", "left_out")


def _depends_on(*settings: str) -> Callable[[Callable[[Session], _T]], cached_property[_T]]:
    """A cached property that depends on these settings only: sessions that differ in others share its value."""

    def decorate(build: Callable[[Session], _T]) -> cached_property[_T]:
        def value(session: Session) -> _T:
            origin = session.origin_with_same(settings)
            return getattr(origin, build.__name__) if origin else build(session)

        value.__doc__ = build.__doc__
        return cached_property(value)

    return decorate


class Session:
    """The settings of a project, `project`, and what is built from them on first access.

    A session with an `origin` (see `replace`) shares with it what doesn't depend on the settings that differ. Another
    process receives the settings only, and builds the rest itself; a forked one has what was built before the fork.
    """

    def __init__(self, project: Project, origin: Session | None = None) -> None:
        self.project = project
        self._origin = origin
        self._by_site: dict[str | None, Session] = {}

    @classmethod
    def load(
        cls,
        given: Mapping[str, Any],
        *,
        file: str | None = None,
        folder: str = ".",
        without: Iterable[str] = (),
        besides: Iterable[str] = (),
    ) -> Session:
        """The session of a project (`config.load`). Its own files, and those in `besides`, are never articles.

        Raises UsageError as `config.load` does.
        """
        session = cls(config.load(given, file=file, folder=folder, without=without))
        project = session.project
        cases = (project.pages or path_names.PAGE_FIXTURES) if project.reads_pages else None
        own = filter(
            None, (*session.schema_files, project.reference, project.baseline, project.cache_dir, cases, *besides)
        )
        return session.replace(exclude=(*project.exclude, *map(exact_pattern, map(str, own))))

    def __reduce__(self) -> tuple[type[Session], tuple[Project]]:
        return Session, (self.project,)

    def replace(self, **settings: Any) -> Session:
        """A session with other settings."""
        return Session(replace(self.project, **settings), self)

    def at(self, now: int) -> Session:
        """A session for another time of the check, in ms since 1970."""
        return self.replace(now=now)

    def for_site(self, site: str | None) -> Session:
        """The session in which all articles are of one site, the same each time."""
        if site not in self._by_site:
            self._by_site[site] = self.replace(site=site)
        return self._by_site[site]

    def of_features(self, *, finds_templates: bool = False) -> Session:
        """A session for the layouts alone: no rule runs but those about files."""
        return self.replace(select=("file",), ignore=(), collects_features=True, finds_templates=finds_templates)

    def origin_with_same(self, settings: Iterable[str]) -> Session | None:
        """The session that this one is derived from, where it has the same values of some settings."""
        origin = self._origin
        is_same = origin and all(getattr(origin.project, name) == getattr(self.project, name) for name in settings)
        return origin if is_same else None

    def walk(self, paths: Iterable[str], others: OtherFiles | None = None) -> Iterator[FileEntry]:
        """The files below some paths (`Project.walk`)."""
        return self.project.walk(paths, others)

    @property
    def today(self) -> date:
        """The day of the check (UTC)."""
        return datetime.fromtimestamp(self.project.now / 1000, UTC).date()

    @_depends_on("sites", *_RULES)
    def sites(self) -> tuple[Site, ...]:
        """The package's sites and the project's own. Raises UsageError where a site file is wrong."""
        project = self.project
        return site_files.load(project.sites, project.known_rules, is_lenient=project.is_missing_rules)

    @_depends_on("schema")
    def schema(self) -> CustomSchema | None:
        """The user's schema, if there is one. Raises UsageError where it can't be read."""
        return CustomSchema(self.project.schema) if self.project.schema else None

    @property
    def schema_files(self) -> tuple[str, ...]:
        """The file of the user's schema and those that it refers to, as far as they can be read."""
        try:
            return tuple(self.schema.documents) if self.schema else ()
        except UsageError:
            return (str(self.project.schema),)

    @property
    def input_files(self) -> tuple[str, ...]:
        """The files besides articles that a run reads."""
        project = self.project
        own = filter(None, (project.file, project.reference, project.baseline))
        return (*own, *self.schema_files, *project.sites)

    @cached_property
    def checker(self) -> Checker:
        """The checker of the project. Raises UsageError where the settings name an unknown rule, site or schema."""
        if origin := self.origin_with_same((*identity.CHECKER_SETTINGS, *_RULES)):
            is_same_time = origin.project.now == self.project.now
            return origin.checker if is_same_time else origin.checker.at(self.project.now)
        return checker_builder.build(self.project, self.sites, self.schema, self.project.item_mapping())

    @property
    def active_rule_ids(self) -> frozenset[str]:
        """The rules that are selected and not ignored. Raises UsageError for an unknown one."""
        project = self.project
        selected = project.rule_ids(project.select) if project.select else frozenset(project.known_rules)
        return selected - project.rule_ids(project.ignore)

    @_depends_on("suppress", *_RULES)
    def suppressions(self) -> list[Suppression]:
        """The suppressions. Raises UsageError where one names an unknown rule, or a day that doesn't exist."""
        numbered = enumerate(self.project.suppress, 1)
        return [entry for number, table in numbered if (entry := self._suppression(table, number))]

    def _suppression(self, table: Mapping[str, Any], number: int) -> Suppression | None:
        """A suppression; none where all its rules are left out."""
        names = table["rule"]
        try:
            ids = self.project.rule_ids([names] if isinstance(names, str) else names)
            return suppressions.build(table, ids) if ids else None
        except (UsageError, ValueError) as error:
            raise UsageError(f"suppress, entry {number}: {error}") from None

    @_depends_on("reference")
    def _reference_content(self) -> bytes:
        if not self.project.reference:
            return b""
        from newscheck.engine.settings import reference_file

        return reference_file.read(self.project.reference)

    @_depends_on("reference")
    def reference(self) -> dict[str, Profile] | None:
        """The profiles of the reference by site, if there is one. Raises UsageError where it can't be read."""
        path = self.project.reference
        if not path:
            return None
        from newscheck.engine.settings import reference_file

        return reference_file.parse(self._reference_content, path)

    @cached_property
    def detection_settings(self) -> DetectionSettings:
        """How layout changes are detected. Raises UsageError where the reference can't be read."""
        project, rate = self.project, self.project.false_alarms_per_10k
        return DetectionSettings(
            threshold=DEFAULT_THRESHOLD if rate is None else threshold_for_rate(rate),
            min_share=project.min_share,
            since=project.since,
            latest=project.now + DAY,
            reference=self.reference,
            finds_templates=project.finds_templates,
        )

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds of change detection."""
        # It loads numpy.
        from newscheck.layout.thresholds import Thresholds

        return Thresholds(self.detection_settings.threshold, self.detection_settings.min_share)

    @cached_property
    def run_name(self) -> str:
        """A name that no other session has, on any machine."""
        import uuid  # for runs on a cluster only

        return f"newscheck-{uuid.uuid4().hex}"

    @cached_property
    def cache_identity(self) -> str:
        """All that the result of a file depends on except the time (`identity.of_results`)."""
        return identity.of_results(self.project, self.schema)

    @cached_property
    def scan_identity(self) -> str:
        """All that `detection_settings` depend on, for the cache. Raises UsageError as they do."""
        settings = [getattr(self.project, name) for name in identity.DETECTION_SETTINGS]
        return repr(settings) + self._reference_content.hex()


def default_checker(
    now: int, rules: Mapping[str, Any] = {}, *, rules_from: tuple[str, ...] = (), file: str | None = None
) -> Checker:
    """A checker with all rules and sites of the package and no settings of a project; `now` in ms since 1970.

    `rules` are settings of rules that are off by default. The project's own rules are those that `rules_from` of the
    settings `file` names.
    """
    return Session(Project(now=now, rules=rules, rules_from=rules_from, file=file)).checker
