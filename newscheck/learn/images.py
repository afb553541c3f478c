"""Lead images of a publisher: where they stand, and what is shown where a photo is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newscheck.learn.observation import Observation
from newscheck.learn.suggestion import Suggestion, suggestion

#: Articles that must show an image, and the share of them: a picture of an event is on a few.
_MIN_SHOWN, _MIN_SHOWN_SHARE, _SURE_SHARE = 5, 0.01, 0.2
#: Days on which it must be shown.
_MIN_DAYS = 3
#: Words in the name of a file that is shown instead of a photo.
_NAMES = re.compile(r"logo|default|placeholder|no-?(?:image|img|photo|pic)|fallback|blank|dummy|_FB\.", re.IGNORECASE)
_LONGEST, _SHORTEST, _MAX = 80, 6, 3
_EARLY_SHARE = 0.99


def suggest(articles: Sequence[Observation]) -> Iterator[Suggestion]:
    """Whether lead images stand before the text, and the stand-ins."""
    shown = [article for article in articles if article.image]
    if not shown:
        return
    early = sum(article.is_image_early for article in shown)
    if 2 * early > len(shown):
        yield suggestion("image.lead", "early", early, len(shown), "images stand before the text", share=_EARLY_SHARE)
    files = Counter(name for article in shown if (name := _file_name(article.image)))
    for name, count in files.most_common(_MAX):
        if count < max(_MIN_SHOWN, _MIN_SHOWN_SHARE * len(shown)):
            return
        of_name = [article for article in shown if _file_name(article.image) == name]
        days = {article.day or (article.epoch or 0) // 86_400_000 for article in of_name}
        is_named = _NAMES.search(name) is not None
        if len({article.title for article in of_name}) < count // 2 or (len(days) < _MIN_DAYS and not is_named):
            continue
        is_certain = is_named or (count >= _SURE_SHARE * len(shown) and len(shown) >= 100)
        reason = "images are this one" + ("" if is_named else ": a stand-in, or the picture of a column")
        yield Suggestion("image.stand_ins", name, count, len(shown), reason, is_certain)


def _file_name(image: str) -> str:
    """The last part of an image's URL, also of one in its query (a proxy's); empty where it tells no image."""
    head, _, query = image.partition("?")
    name = (query if "/" in query else head.partition("://")[2]).rstrip("/").rpartition("/")[2]
    return name if _SHORTEST <= len(name) <= _LONGEST else ""
