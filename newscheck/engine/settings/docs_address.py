"""The address of the documentation site in a project's settings, without the rest of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newscheck.engine.settings import package_data, toml_file
from newscheck.errors import UsageError

_SETTING = "docs-url"


def read(file: str | None = None) -> str:
    """The address in a configuration file, else in the nearest one; empty where there is none.

    What else is wrong with the settings is no matter here: an explanation may be wanted because of that. Raises
    UsageError where it is no address.
    """
    try:
        path = Path(file) if file else toml_file.find(Path())
        table = toml_file.settings_table(path, required=False) if path else {}
    except UsageError:
        return ""
    if not isinstance(table, Mapping) or _SETTING not in table:
        return ""
    package_data.check_table({_SETTING: table[_SETTING]}, "config", str(path))
    return str(table[_SETTING])
