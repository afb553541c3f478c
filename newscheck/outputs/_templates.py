"""Templates of pages: all that is filled in is escaped, and every page begins in the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from newscheck import registry
from newscheck.errors import UsageError
from newscheck.text import report_beginnings
from newscheck.text.display import sanitize

if TYPE_CHECKING:
    from jinja2 import Template

#: The folder with the styles of all pages, and with parts of templates that they share.
SHARED = "outputs/page"
NEEDED = "a page needs bokeh and jinja2: pip install 'newscheck[report]'"


def template(name: str, folder: str, filters: Mapping[str, Callable[..., Any]]) -> Template:
    """A template of a folder, with filters besides the common ones. Raises UsageError without Jinja2."""
    try:
        from jinja2 import DictLoader, Environment, StrictUndefined
    except ImportError:
        raise UsageError(NEEDED) from None
    files = registry.data(SHARED) | registry.data(folder)
    environment = Environment(
        loader=DictLoader({file: text for file, text in files.items() if file.endswith(".html")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["page_beginning"] = report_beginnings.PAGE
    environment.filters |= {"shown": sanitize, "number": "{:,}".format, **filters}
    return environment.get_template(name)
