"""Site files of a project: publishers that the package doesn't describe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from newscheck.article.sites import GENERIC_SITE, build_site
from newscheck.engine.settings import package_data, toml_file
from newscheck.engine.settings.rule_settings import check_site_rule_settings
from newscheck.errors import UsageError
from newscheck.model import Rule, Site
from newscheck.text.timestamps import time_zone


def load(files: Iterable[str], known: Mapping[str, Rule], *, is_lenient: bool = False) -> tuple[Site, ...]:
    """The package's sites and those in site files; a file replaces the package's site of the same name.

    Raises UsageError where a file can't be read or is wrong.
    """
    sites = {site.name: site for site in package_data.sites()}
    for file in files:
        site = sites[Path(file).stem] = _load_file(Path(file), sites[GENERIC_SITE])
        for settings in (site.rules, *(layout.rules for layout in site.layouts)):
            check_site_rule_settings(settings, file, known, is_lenient=is_lenient)
    return tuple(sites.values())


def _load_file(path: Path, generic: Site) -> Site:
    table = toml_file.load(path)
    toml_file.check_form(table, str(path))
    package_data.check_table(table, "site", str(path))
    site = build_site(path.stem, table, generic)
    try:
        time_zone(site.timezone)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"{path}: unknown time zone {site.timezone!r}") from None
    return site
