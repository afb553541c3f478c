"""The site's name stands at the end of the title.

The scraper takes `<title>` or `og:title` since the headline's element has changed. It is the same name in the whole
dump: the one in the host of the URL.
"""

from __future__ import annotations

import random

from newscheck.mutants import ArticleSource
from newscheck.text.regex import lazy_regex

HARM = ("title",)
RULES = ("title-site-name",)
_HOST = lazy_regex(r"https?:/+([A-Za-z0-9.-]+)")
#: Labels of hosts that are no names.
_GENERAL = frozenset(("www", "com", "co", "org", "net", "gov", "edu"))


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Add a dash and the name."""
    found = _HOST.match(source.url)
    labels = [label for label in found[1].lower().split(".")[:-1] if label not in _GENERAL] if found else []
    if not labels or not source.title:
        return None
    suffix = f" - {labels[-1].upper()}"
    return source._replace(title=source.title + suffix) if not source.title.endswith(suffix) else None
