"""Which fields of the record the HTML of an article shows, extracted or not: cheap tests of its text."""

from __future__ import annotations

import re

from newscheck.text.regex import lazy_regex

#: What only stands where the field does; the first of those that are there is shown.
_MARKS = {
    "dateline": (
        "<time",
        "article:published_time",
        "datePublished",
        'class="date',
        'class="pubdate',
        "data-timestamp=",
    ),
    "image": ("og:image", "twitter:image", "<img", "<picture", "<amp-img", "background-image", "data-background="),
}
#: Words of a class that an introduction has, and what any of them contains.
_LEAD = lazy_regex(
    r"<(?:p|div|h[2-5]|strong|span|section)\s[^<>]{0,200}?(?:class|itemprop|id)\s*=\s*[\"'][^\"'<>]{0,100}?"
    r"(?<![a-z])(?:standfirst|chapo|chapeau|lede|lead|leadin|lead-?text|dek|intro|vorspann|entradilla|abstract|subhead)"
    r"(?![a-z])[^<>]*>",
    re.IGNORECASE,
)
_LEAD_WORDS = ("standfirst", "chap", "lede", "lead", "dek", "intro", "vorspann", "entradilla", "abstract", "subhead")
_LONGEST = 60


def shown(html: str, field: str) -> str:
    """What of an article's HTML shows a field, as it is written; empty where nothing does."""
    for mark in _MARKS.get(field, ()):
        if mark in html:
            return mark
    if field == "lead" and any(map(html.__contains__, _LEAD_WORDS)) and (found := _LEAD.search(html)):
        return found[0][:_LONGEST]
    return ""
