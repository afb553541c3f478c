"""Extractors by the names that settings and command lines give them: `module:function`, or the built-in one."""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from types import FunctionType
from typing import Any

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import MAIN_CONTENT, ItemMapping
from newscheck.article.sites import GENERIC_SITE, SiteIndex
from newscheck.engine.extraction.extractor_errors import describe_error
from newscheck.engine.extraction.extractors import Extractor
from newscheck.errors import UsageError
from newscheck.model import RawInput, Site


def load(name: str) -> Extractor:
    """The extractor `module:function`. Raises UsageError where there is none, or importing it fails."""
    if name == MAIN_CONTENT:
        return Extractor(_main_content, name)
    module, colon, path = name.partition(":")
    if not (colon and module and path):
        raise UsageError(f"extractor {name!r}: wanted MODULE:FUNCTION, such as mypkg.rfi:parse")
    try:
        target: Any = importlib.import_module(module)
    except KeyboardInterrupt:
        raise
    except ModuleNotFoundError as error:
        place = "" if error.name and not module.startswith(error.name) else f" (looked in {os.getcwd()} and sys.path)"
        raise UsageError(f"extractor {name}: {error}{place}") from None
    except BaseException as error:  # whatever a module does when it is imported
        raise UsageError(f"extractor {name}: importing {module} raised {describe_error(error)}") from error
    for part in path.split("."):
        if not hasattr(target, part):
            from newscheck.text.suggestions import did_you_mean

            raise UsageError(f"extractor {name}: no {part!r} in it{did_you_mean(part, dir(target))}")
        if isinstance(target, type) and isinstance(inspect.getattr_static(target, part), FunctionType):
            raise UsageError(f"extractor {name}: {path} is a method that needs an object of {target.__name__}")
        target = getattr(target, part)
    if not callable(target):
        raise UsageError(f"extractor {name}: {path} is no function but {type(target).__name__}")
    return Extractor(target, name)


def _main_content(page: bytes, url: str) -> Any:
    """The built-in extractor: the record of the main content of a page."""
    raw = RawInput("page.html", page, form="page", context={"url": url} if url else {})
    (document,) = readers.read(raw, ItemMapping(extractor=MAIN_CONTENT))
    return None if document.is_blank else to_article(document, SiteIndex((Site(GENERIC_SITE),)))


def importable_from(folder: str) -> None:
    """Let modules of a folder be imported, too, after those of all other folders."""
    if folder not in sys.path:
        sys.path.append(folder)
