"""The fields that articles have: those of the record, and the items' own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from newscheck.learn.observation import Observation
from newscheck.learn.suggestion import Suggestion, suggestion
from newscheck.text.written_date import DAY_FIRST, MONTH_FIRST

#: Articles from which on a field is expected, and the share that must have it: one without it will be reported.
_MIN_EXPECTED, _EXPECTED_SHARE = 30, 0.99
#: The share of articles from which on a field of the record, and one of the items' own, is named at all.
_USUAL_SHARE, _NAMED_SHARE = 0.5, 0.05
#: A category: its values are few, each is used several times, in many articles.
_MAX_VALUES, _MIN_USES, _MIN_CATEGORISED = 20, 3, 100
#: Kinds that a text may have: a mixture of them is text.
_TEXTS = {"text", "url", "date"}


def suggest(articles: Sequence[Observation]) -> Iterator[Suggestion]:
    """Expected fields, own fields, and the order of day and month."""
    yield from _expected(articles)
    yield from _own(articles)
    orders = Counter(article.order for article in articles if article.order in (DAY_FIRST, MONTH_FIRST))
    for order, count in orders.most_common(1):
        reason = "date lines that show an order have the day " + ("first" if order == DAY_FIRST else "second")
        yield suggestion("day_first", order == DAY_FIRST, count, orders.total(), reason, share=0.99, least=10)


def _expected(articles: Sequence[Observation]) -> Iterator[Suggestion]:
    counts = {
        "dateline": sum(bool(article.day) for article in articles),
        "lead": sum(article.has_lead for article in articles),
        "image": sum(bool(article.image) for article in articles),
    }
    for field, count in counts.items():
        if count >= max(1, _USUAL_SHARE * len(articles)):
            reason = (
                f"articles have {'an' if field == 'image' else 'a'} {'date line' if field == 'dateline' else field}"
            )
            yield suggestion("expects", field, count, len(articles), reason, share=_EXPECTED_SHARE, least=_MIN_EXPECTED)


def _own(articles: Sequence[Observation]) -> Iterator[Suggestion]:
    """Each field of the items' own with its kind: those that have it agree in it."""
    names = Counter(name for article in articles for name in article.fields)
    for name, count in names.items():
        if count < max(1, _NAMED_SHARE * len(articles)):
            continue
        values = [article.fields[name] for article in articles if name in article.fields]
        kinds = Counter(value.kind for value in values)
        kind, of_kind = kinds.most_common(1)[0]
        if kind in _TEXTS and of_kind < count and kinds.keys() <= _TEXTS:
            kind, of_kind = "text", count
        is_required = count >= _EXPECTED_SHARE * len(articles)
        table = {"kind": kind} if is_required else {"kind": kind, "required": False}
        values_of = _values([value.texts for value in values]) if kind in ("text", "list") else []
        entry = {**table, "values": values_of} if values_of else (kind if is_required else table)
        reason = "items have it" + ("" if of_kind == count else f", {of_kind / count:.0%} of them as {kind}")
        is_certain = len(articles) >= _MIN_EXPECTED and of_kind == count
        yield Suggestion(f"record.{name}", entry, count, len(articles), reason, is_certain)


def _values(values: Sequence[tuple[str, ...]]) -> list[str]:
    """The values of a category, sorted; none where the field is no category."""
    counts = Counter(text for texts in values for text in texts)
    is_category = len(values) >= _MIN_CATEGORISED and "" not in counts and 1 < len(counts) <= _MAX_VALUES
    return sorted(counts) if is_category and min(counts.values()) >= _MIN_USES else []
