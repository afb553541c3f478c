"""The language of a publisher, and its form of Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newscheck.learn.observation import Observation
from newscheck.learn.site_language import most_frequent
from newscheck.learn.suggestion import Suggestion, suggestion

#: Characters of one form of Chinese only, and their share, from which on a text is in that form.
_MIN_CHARACTERS, _MIN_SHARE = 20, 0.95
#: Such characters that show the form of one article.
_FEW = 3


def suggest(articles: Sequence[Observation]) -> Iterator[Suggestion]:
    """The language of most texts; in Chinese, the script too, which is only certain where the language is."""
    spoken = most_frequent(article.language for article in articles)
    if spoken is None:
        return
    language = suggestion("language", spoken.code, spoken.number, spoken.texts, "texts are in it")
    yield language
    if spoken.code != "zh":
        return
    forms = [article.forms for article in articles if sum(article.forms) >= _FEW]
    script = script_of(forms)
    if script:
        at = ("hans", "hant").index(script)
        count = sum(form[at] >= _MIN_SHARE * sum(form) for form in forms)
        found = suggestion("script", script, count, len(forms), "articles are in this form of Chinese")
        yield found._replace(is_certain=found.is_certain and language.is_certain)


def script_of(forms: Iterable[tuple[int, int]]) -> str | None:
    """Simplified (`hans`) or traditional Chinese (`hant`) by the numbers of characters that only one of them has; None
    for other texts and for a mixture."""
    counts = [sum(column) for column in zip(*forms, strict=True)] or [0, 0]
    at = int(counts[1] > counts[0])
    is_clear = sum(counts) >= _MIN_CHARACTERS and counts[at] >= _MIN_SHARE * sum(counts)
    return ("hans", "hant")[at] if is_clear else None
