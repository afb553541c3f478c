"""Data validation and test fixtures for scraped news.

    import newscheck

    for finding in newscheck.check(item):
        print(finding.rule, finding.message)

`check`, `Checker`, `Feed`, `FeedResult`, `Finding` and `UsageError` are the API for run time (docs/runtime.md). Nothing
is imported before one of them is used.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newscheck.api.checker import Checker, check
    from newscheck.api.feed import Feed, FeedResult
    from newscheck.errors import UsageError
    from newscheck.model import Finding

__all__ = ["Checker", "Feed", "FeedResult", "Finding", "UsageError", "__version__", "check"]

_MODULES = {
    "Checker": "api.checker",
    "check": "api.checker",
    "Feed": "api.feed",
    "FeedResult": "api.feed",
    "Finding": "model",
    "UsageError": "errors",
}


def __getattr__(name: str) -> object:
    if name in _MODULES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
