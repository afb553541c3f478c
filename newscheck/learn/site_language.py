"""The language of a publisher, from the texts of its articles; none for a mixed feed, nor from headlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from newscheck.model import Article
from newscheck.text import language

#: The size (`Article.size`) from which on a text counts, the fewest texts, and the share of them
#: that is in a publisher's language.
_MIN_SIZE, _MIN_TEXTS, _MIN_SHARE = 25, 10, 0.95
#: Characters of a text in no language that has as many words.
_LONG = 200


class SiteLanguage(NamedTuple):
    """The code of a language (ISO 639-1), and how many of the `texts` are in it."""

    code: str
    number: int
    texts: int

    @property
    def name(self) -> str:
        """Its English name."""
        return language.NAMES[self.code]

    @property
    def support(self) -> str:
        """The articles that show it, in words."""
        return f"{self.number / self.texts:.0%} of {self.texts:,} articles"


def find(articles: Iterable[Article]) -> SiteLanguage | None:
    """The language of nearly all articles."""
    found = most_frequent(map(shown_by, articles))
    is_clear = found is not None and found.texts >= _MIN_TEXTS and found.number >= _MIN_SHARE * found.texts
    return found if is_clear else None


def shown_by(article: Article) -> str | None:
    """The language of an article's text, empty where it is none that is recognised; None for a text that is short."""
    is_text = article.size >= _MIN_SIZE or (not article.language and len(article.body) >= _LONG)
    return article.language if is_text else None


def most_frequent(languages: Iterable[str | None]) -> SiteLanguage | None:
    """The most frequent language of texts (`shown_by`); one that is taken for another counts as that."""
    found = [spoken for spoken in languages if spoken is not None]
    same = language.merged(filter(None, found))
    counts = Counter(same[spoken] for spoken in found if spoken)
    return SiteLanguage(*counts.most_common(1)[0], len(found)) if counts else None
