"""The language of a publisher, and its form of Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from newscheck.learn.observation import Observation
from newscheck.learn.suggestion import Suggestion, suggestion

#: Characters of one form of Chinese only, and their share, from which on a text is in that form.
_MIN_CHARACTERS, _MIN_SHARE = 20, 0.95
#: The share of all articles that must be recognised: others may be in a language that isn't known.
_MIN_RECOGNISED = 0.6
#: Such characters that show the form of one article.
_FEW = 3


def suggest(articles: Sequence[Observation]) -> Iterator[Suggestion]:
    """The language of most articles whose language is recognised; in Chinese, the script too."""
    languages = Counter(article.language for article in articles if article.language)
    if not languages:
        return
    (language, count), total = languages.most_common(1)[0], languages.total()
    found = suggestion("language", language, count, total, "articles whose language is recognised are in it")
    yield found._replace(is_certain=found.is_certain and count >= _MIN_RECOGNISED * len(articles))
    if language != "zh":
        return
    forms = [article.forms for article in articles if sum(article.forms) >= _FEW]
    script = script_of(forms)
    if script:
        at = ("hans", "hant").index(script)
        count = sum(form[at] >= _MIN_SHARE * sum(form) for form in forms)
        yield suggestion("script", script, count, len(forms), "articles are in this form of Chinese")


def script_of(forms: Iterable[tuple[int, int]]) -> str | None:
    """Simplified (`hans`) or traditional Chinese (`hant`) by the numbers of characters that only one of them has; None
    for other texts and for a mixture."""
    counts = [sum(column) for column in zip(*forms, strict=True)] or [0, 0]
    at = int(counts[1] > counts[0])
    is_clear = sum(counts) >= _MIN_CHARACTERS and counts[at] >= _MIN_SHARE * sum(counts)
    return ("hans", "hant")[at] if is_clear else None
