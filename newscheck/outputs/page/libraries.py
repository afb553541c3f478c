"""The scripts of BokehJS, read from the installed package `bokeh`, which is not imported: that takes a second."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any

from newscheck.errors import UsageError
from newscheck.outputs import _templates

_FOLDER = "server/static/js"
_FILES = ("bokeh.min.js", "bokeh-api.min.js")


@cache
def chart_scripts() -> tuple[str, ...]:
    """The texts of the scripts. Raises UsageError where the package is missing or is another one."""
    spec = find_spec("bokeh")
    loader: Any = spec.loader if spec else None
    if spec is None or not spec.submodule_search_locations or not hasattr(loader, "get_data"):
        raise UsageError(_templates.NEEDED)
    places = [f"{spec.submodule_search_locations[0]}/{_FOLDER}/{name}" for name in _FILES]
    try:
        # A line that names a source map would have a browser's tools look for it.
        return tuple(_plain(loader.get_data(place).decode()) for place in places)
    except OSError:
        raise UsageError("the installed bokeh has no scripts: pip install --force-reinstall bokeh") from None


def _plain(script: str) -> str:
    return "\n".join(line for line in script.splitlines() if not line.startswith("//# sourceMappingURL="))
