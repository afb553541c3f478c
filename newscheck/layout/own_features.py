"""What the own fields of a site's articles hold, as features: what a value is, which of the frequent ones, its form.

Which of the fields are categories, numbers, counters or dates is read from their values. Identifiers have no frequent
value, and so no features; numbers that count up, and values that come and go with time, have none but their kind, and
their form where they are URLs of few hosts or dates (`newscheck.dump.own_forms`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newscheck.dump.numpy_loader import NDArray, np
from newscheck.dump.own_columns import BITS, MIN_BEFORE, NUMBER, NUMERAL, OwnColumn
from newscheck.layout.statistics import Bools, Ints
from newscheck.layout.thresholds import MIN_EXCESS

#: The most frequent values of a field that are compared; distinct numbers up to which each is a value of its own.
_VALUES, _FEW = 40, 40
#: Quantiles of all numbers at which there is a step.
_QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
#: Rank correlation with time, overall and among neighbours, from which on numbers are a counter or a clock.
_COUNTER, _NEIGHBOURS = 0.9, 50
#: Values that occur only within a stretch so many times longer than they are frequent come and go, as dates do; a field
#: has such values if there are so many of them, in this share of the articles, each in less than a third of them.
_STRETCH, _RUNNING, _RUNNING_SHARE, _DOMINANT = 3, 4, 0.5, 0.34
#: So many of them come after the first articles and go before the last.
_INNER = 2
#: A value that this share of a stretch has is none of those if the stretch is so many times longer than theirs.
_NEARLY_ALL, _RULING = 0.95, 2
#: Forms are compared where so many articles have one, and so few are frequent that nearly all articles have these: the
#: links of a digest lead to any host.
_HAVE_FORMS, _FORMS = 0.5, 12
#: The bits of a code that are the place of a number.
PLACE = (1 << BITS) - 1

Codes = NDArray[np.int64]


class Feature(NamedTuple):
    """What is counted: `subject` is "kind", "value", "step", "form" or "repeated"; `code` is the kind, the value, the
    step, the form."""

    subject: str
    code: int


class OwnField(NamedTuple):
    """The articles of a site that have a field, in the order of time; values sorted by article, and likewise forms."""

    name: str
    times: Ints
    positions: Ints
    owners: Ints
    codes: Codes
    coverage: NDArray[np.float64]
    form_owners: Ints
    form_codes: Codes

    @property
    def size(self) -> int:
        """The number of articles."""
        return len(self.times)


def own_field(
    name: str, column: OwnColumn, forms: OwnColumn | None, rank: Ints, times: Ints, positions: Ints
) -> OwnField:
    """A field of a site's articles, of which article i is number `rank[i]` in the order of time, -1 without a time.

    `times` (ms UTC) and `positions` in the dump are in that order.
    """
    ranks, codes = _in_time(column, rank)
    articles, owners = np.unique(ranks, return_inverse=True)
    form_ranks, form_codes = _in_time(forms, rank) if forms else (ranks[:0], codes[:0])
    return OwnField(
        name,
        times[articles],
        positions[articles],
        owners,
        codes,
        articles.astype(np.float64),
        np.searchsorted(articles, form_ranks),
        form_codes,
    )


def _in_time(column: OwnColumn, rank: Ints) -> tuple[Ints, Codes]:
    """The ranks of the articles that have a time, and the codes, in the order of time."""
    ranks = rank[np.array(column.articles, dtype=np.int64)]
    codes = np.array(column.codes, dtype=np.int64)[ranks >= 0]
    ranks = ranks[ranks >= 0]
    order = np.argsort(ranks, kind="stable")
    return ranks[order], codes[order]


def own_features(field: OwnField) -> Iterator[tuple[Feature, Bools]]:
    """Each feature with whether the articles have it; one that nearly all or hardly any have may be among them."""
    kinds = field.codes >> BITS
    for kind in np.unique(kinds).tolist():
        yield Feature("kind", kind), _having(field, kinds == kind)
    yield from _forms(field)
    values, which, counts = np.unique(field.codes, return_inverse=True, return_counts=True)
    if _is_running(field, which, counts):
        if (ruling := _ruling(field, which, counts)) is not None:
            yield Feature("value", int(values[ruling])), _having(field, which == ruling)
        return
    is_number = (kinds == NUMBER) | (kinds == NUMERAL)
    yield from _steps(field, is_number)
    has_many = len(np.unique(field.codes[is_number])) > _FEW
    yield Feature("repeated", 0), _having(field, (counts[which] > 1) & ~is_number)
    frequent = np.argsort(-counts, kind="stable")
    frequent = frequent[counts[frequent] >= MIN_EXCESS]
    if has_many:
        frequent = frequent[np.isin(values[frequent] >> BITS, (NUMBER, NUMERAL), invert=True)]
    for value in frequent[:_VALUES].tolist():
        yield Feature("value", int(values[value])), _having(field, which == value)


def _forms(field: OwnField) -> Iterator[tuple[Feature, Bools]]:
    """Which form a URL or a date has; none where these come and go, or are of many hosts."""
    forms = field._replace(owners=field.form_owners, codes=field.form_codes)
    if len(np.unique(forms.owners)) < _HAVE_FORMS * field.size:
        return
    codes, which, counts = np.unique(forms.codes, return_inverse=True, return_counts=True)
    frequent = np.flatnonzero(counts >= MIN_EXCESS)
    is_most = counts[frequent].sum() >= _NEARLY_ALL * counts.sum()
    if len(frequent) <= _FORMS and is_most and not _is_running(forms, which, counts):
        for form in frequent.tolist():
            yield Feature("form", int(codes[form])), _having(forms, which == form)


def _having(field: OwnField, entries: Bools) -> Bools:
    column = np.zeros(field.size, dtype=np.bool_)
    column[field.owners[entries]] = True
    return column


def _steps(field: OwnField, is_number: Bools) -> Iterator[tuple[Feature, Bools]]:
    """Whether a number reaches each step; none where the numbers count up or tell the time."""
    places = field.codes[is_number] & PLACE
    if len(places) < MIN_BEFORE or len(np.unique(places)) < 2 or _is_counter(places):
        return
    ordered = np.sort(places)
    steps = np.unique(ordered[[int(part * (len(ordered) - 1)) for part in _QUANTILES]])
    if steps[0] == ordered[0]:
        # A step that all reach tells nothing; the next number does.
        steps = np.unique(np.append(steps[1:], ordered[np.searchsorted(ordered, ordered[0], side="right")]))
    for step in steps.tolist():
        yield Feature("step", step), _having(field, is_number & (field.codes & PLACE >= step))


def _is_counter(places: Codes) -> bool:
    """Whether numbers rise or fall with time, as ids, dates and the views of older articles do."""
    if abs(_rank_correlation(places)) >= _COUNTER and len(np.unique(places)) > len(places) // 2:
        return True
    parts = [places[low : low + _NEIGHBOURS] for low in range(0, len(places) - _NEIGHBOURS + 1, _NEIGHBOURS)]
    return bool(parts) and bool(abs(np.median([_rank_correlation(part) for part in parts])) >= _COUNTER / 2)


def _rank_correlation(places: Codes) -> float:
    """Spearman's, of numbers with their order."""
    ranks = np.searchsorted(np.sort(places), places).astype(np.float64)
    spread = float(np.std(ranks))
    order = np.arange(len(places), dtype=np.float64)
    return float(np.mean((ranks - ranks.mean()) * (order - order.mean())) / (spread * np.std(order))) if spread else 0.0


def _is_running(field: OwnField, which: Ints, counts: Ints) -> bool:
    """Whether the field's values come and go, as dates, issues and versions do."""
    firsts, lasts = _spans(field, which, counts)
    is_brief = (counts > 1) & (lasts - firsts < _STRETCH * counts) & (counts < _DOMINANT * counts.sum())
    # Where all values are replaced by others, each reaches the beginning or the end.
    margin = _STRETCH * (lasts - firsts + 1) / counts
    is_inner = is_brief & (firsts > margin) & (lasts < field.size - 1 - margin)
    is_enough = is_brief.sum() >= _RUNNING and is_inner.sum() >= _INNER
    return bool(is_enough and counts[is_brief].sum() >= _RUNNING_SHARE * counts.sum())


def _spans(field: OwnField, which: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """The first and the last article with each value."""
    firsts, lasts = np.full(len(counts), field.size), np.zeros(len(counts), dtype=np.int64)
    np.minimum.at(firsts, which, field.owners)
    np.maximum.at(lasts, which, field.owners)
    return firsts, lasts


def _ruling(field: OwnField, which: Ints, counts: Ints) -> int | None:
    """Of values that come and go, the one that nearly all articles of a stretch have that is far longer than any."""
    firsts, lasts = _spans(field, which, counts)
    lengths = np.where(counts >= _NEARLY_ALL * (lasts - firsts + 1), counts, 0)
    ruling = int(np.argmax(lengths))
    first, last = int(firsts[ruling]), int(lasts[ruling])
    starts = np.append(np.flatnonzero(np.diff(which, prepend=-1)), len(which))
    begins, ends = field.owners[starts[:-1]], field.owners[starts[1:] - 1]
    is_other = (ends < first) | (begins > last)
    longest = np.max(ends[is_other] - begins[is_other], initial=0)
    lasting = np.max(field.times[ends[is_other]] - field.times[begins[is_other]], initial=0)
    is_longest = last - first >= _RULING * longest and field.times[last] - field.times[first] >= _RULING * lasting
    return ruling if lengths[ruling] and is_longest and is_other.any() else None


def varies(column: Bools) -> bool:
    """Whether enough articles have a feature, and enough have not."""
    count = int(np.count_nonzero(column))
    return MIN_EXCESS <= count <= len(column) - MIN_EXCESS
