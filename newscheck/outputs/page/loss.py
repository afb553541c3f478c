"""What a layout change lost, in a sentence for readers: since when, which field, in how many articles."""

from __future__ import annotations

from newscheck.layout import features
from newscheck.model import LayoutChange
from newscheck.outputs.page.cutting import cut
from newscheck.text.display import joined, quantity
from newscheck.text.timestamps import DAY, format_day

#: Fields in the words of readers; an item's own field has its name.
_WORDS = {
    "image": "the lead image",
    "lead": "the lead paragraph",
    "dateline": "the date line",
    "body": "the text",
    "title": "the headline",
    "url": "the address",
    "paragraphs": "a part of the paragraphs",
    "text length": "a part of the text",
}
#: Fields that are named, and characters of a name.
_MOST, _NAME = 10, 60
#: From this share of articles on, it is nearly all of them.
_NEARLY = 0.95


def harms(change: LayoutChange) -> list[str]:
    """The fields that a change lost, made safe to show; of very many, the first ones, and the number of the others."""
    more = len(change.harm) - _MOST
    return [*(cut(field, _NAME) for field in change.harm[:_MOST]), *([f"{more:,} more"] if more > 0 else [])]


def loss(change: LayoutChange, newest: int | None = None) -> str:
    """The sentence without a full stop; `newest` (ms) is the newest article of the site."""
    lost = [*dict.fromkeys(_words(field, change) for field in change.harm)]
    fields = joined([*lost[:_MOST], *([f"{len(lost) - _MOST:,} more"] if len(lost) > _MOST else [])])
    where, files = _where(change), quantity(change.articles_after, "article")
    is_one = len(lost) == 1
    if change.until is None:
        since = f"since {format_day(change.since)}{_before(change.since, newest)}"
        return f"{since} {fields} {'is' if is_one else 'are'} missing {where}; {files}"
    between = f"from {format_day(change.since)} to {format_day(change.until)}"
    return f"{between} {fields} {'was' if is_one else 'were'} missing {where}; {files}"


def _words(field: str, change: LayoutChange) -> str:
    match _feature(field, change):
        case features.TITLE_WORDS:
            return "a text that fits the headline"
        case "":
            field = "text length"
    return _WORDS.get(field, f"the field {cut(field, _NAME)}")


def _feature(field: str, change: LayoutChange) -> str:
    """The feature whose share tells in how many articles a field is missing.

    None ("") for a text that is there, but damaged or not all of it.
    """
    known = {name for name, _, _ in change.features}
    name = features.FIELD_FEATURES.get(field, f"{features.OWN_PREFIX}{field}")
    if field != "body" or name in known:
        return name
    # A headline that is lost has no words that could be in the text.
    is_other = features.TITLE_WORDS in known and "title" not in change.harm
    return features.TITLE_WORDS if is_other else ""


def _where(change: LayoutChange) -> str:
    """In how many of the articles something is missing, as far as the shares of features tell."""
    shares = {name: after for name, _, after in change.features}
    names = [_feature(field, change) for field in change.harm]
    if not names or any(name not in shares for name in names):
        return "in many articles"
    missing = 1 - max(shares[name] for name in names)
    if missing == 1:
        return "in every article" + " of some kinds" * bool(change.within)
    if missing >= _NEARLY:
        return "in nearly all articles" + " of some kinds" * bool(change.within)
    return f"in {missing:.0%} of the articles"


def _before(since: int, newest: int | None) -> str:
    days = (newest - since) // DAY if newest is not None else 0
    return f", {quantity(days, 'day')} before the newest article," if days > 0 else ""
