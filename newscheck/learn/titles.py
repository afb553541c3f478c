"""The site's name at the end of titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newscheck.learn.observation import Observation
from newscheck.learn.suggestion import MIN_SHARE, Suggestion, suggestion

#: A divider and what follows it, at the end of a title.
_END = re.compile(r"(?:\s[-–—·]{1,2}\s|\s?[|｜_]\s?)([^-–—·|｜_\n]{2,40})$")
#: Titles that must have the same end, and the share of them: columns end in a name of their own.
_MIN_TITLES, _MIN_TITLE_SHARE = 5, 0.05
#: Names at the end of a title at most: of a channel and of the site.
_MAX_PARTS = 2
_WORD = re.compile(r"[0-9A-Za-z]{2,}")
_GENERAL = frozenset(("www", "com", "org", "net", "gov", "edu", "info", "news", "chinese", "mobile", "blog"))
_NAMES = re.compile(
    r"(?:新闻网|新聞網|中文网|中文網|电视台|電視台|广播电台|廣播電台|通讯社|通訊社|日报|日報|时报|時報|[A-Za-z-]\.[a-z]{2,6})$"
)


def suggest(articles: Sequence[Observation], host: str) -> Iterator[Suggestion]:
    """The commonest end of titles where it is the site's name: nearly all titles have it, or it is like the host.

    One that is like the host is certain at any share: kinds of article may differ in it.
    """
    titles = [article.title for article in articles if article.title]
    ends = _common_ends(titles)
    if not ends:
        return
    count = sum(title.endswith(ends[0]) for title in titles)
    is_name = any(is_name_of(end, host) for end in ends)
    if not is_name and count <= len(titles) // 2:
        return
    pattern = "".join(rf"(?:\s[-–—·]{{1,2}}\s|\s?[|｜_]\s?){_escaped(end)}" for end in reversed(ends))
    reason = "titles end with it" + ("" if is_name else "; a column or section may, too")
    yield suggestion("title_suffix", f"{pattern}$", count, len(titles), reason, share=0 if is_name else MIN_SHARE)


def _common_ends(titles: Sequence[str]) -> list[str]:
    """The commonest end, then what nearly all titles with it have before it (`- Channel - Site`)."""
    ends: list[str] = []
    least = max(_MIN_TITLES, _MIN_TITLE_SHARE * len(titles))
    while len(ends) < _MAX_PARTS:
        found = [(title[: match.start()], match[1].strip()) for title in titles if (match := _END.search(title))]
        commonest = Counter(end for _, end in found).most_common(1)
        if not commonest or commonest[0][1] < least:
            break
        ends.append(commonest[0][0])
        titles = [rest for rest, end in found if end == ends[-1]]
        least = MIN_SHARE * len(titles)
    return ends


def _escaped(text: str) -> str:
    return re.escape(text).replace("\\ ", " ").replace("\\-", "-")


def is_name_of(text: str, host: str) -> bool:
    """Whether a text looks like the name of a publisher, or has a word of its host."""
    labels = set(host.split(".")[:-1]) - _GENERAL
    words = {word.lower() for word in _WORD.findall(text)} - _GENERAL
    joined = "".join(_WORD.findall(text)).lower()
    is_host = joined in labels or any(word in labels for word in words)
    return is_host or _NAMES.search(text) is not None
