"""The title ends with the site's name.

The headline's element has changed, so the scraper takes `<title>` or `og:title`. The mutant adds the same name in the
whole dump: the one in the URL's host.
"""

from __future__ import annotations

import random

from newscheck.mutants import ArticleSource
from newscheck.text.regex import lazy_regex

HARM = ("title",)
RULES = ("title-site-name",)
_HOST = lazy_regex(r"https?:/+([A-Za-z0-9.-]+)")
#: Labels of a host that are not a name.
_GENERAL = frozenset(("www", "com", "co", "org", "net", "gov", "edu"))


def mutate(source: ArticleSource, draw: random.Random, other: str) -> ArticleSource | None:
    """Add a dash and the name."""
    match = _HOST.match(source.url)
    labels = [label for label in match[1].lower().split(".")[:-1] if label not in _GENERAL] if match else []
    if not labels or not source.title:
        return None
    suffix = f" - {labels[-1].upper()}"
    return source._replace(title=source.title + suffix) if not source.title.endswith(suffix) else None
