"""For Scrapy: an add-on with an item pipeline and an extension that check the items of a crawl (docs/scrapy.md).

ADDONS = {"newscheck.scrapy.Addon": 500}
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newscheck.scrapy.addon import Addon
    from newscheck.scrapy.pipeline import Pipeline
    from newscheck.scrapy.summary import Summary

__all__ = ["Addon", "Pipeline", "Summary"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"{__name__}.{name.lower()}"), name)
    except ModuleNotFoundError as error:
        if error.name not in ("scrapy", "itemadapter", "twisted"):
            raise
        raise ImportError("newscheck.scrapy needs Scrapy 2.13 or later: pip install 'newscheck[scrapy]'") from error
