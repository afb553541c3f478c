"""What became of mutants, for people and for programs: a table by mutation, the survivors one by one, the score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from newscheck.detection.survival import OUTCOMES, SURVIVED, Fate, tally
from newscheck.mutants import Mutant
from newscheck.text.ansi import BOLD, DIM, GREEN, SEVERITY, paint
from newscheck.text.cells import shorten, wrap
from newscheck.text.wording import count, safe

#: Survivors of one mutation that are told one by one, and lines of each.
_TOLD, _LINES = 3, 14
_GROUPS = {True: "the article is all there", False: "content is lost or false"}


class Tried(NamedTuple):
    """A case, with the fates of its mutants, or the reason why there are none; `remarks` are about the case."""

    name: str
    results: Sequence[Fate] = ()
    failure: str = ""
    traceback: str = ""
    remarks: Sequence[str] = ()


def table(tried: Sequence[Tried], wanted: Iterable[Mutant], width: int, color: bool) -> Iterator[str]:
    """The lines of the text output."""
    chosen = list(wanted)
    fates = [fate for case in tried for fate in case.results]
    of = {mutant.id: [fate for fate in fates if fate.mutant == mutant.id] for mutant in chosen}
    for is_neutral, title in _GROUPS.items():
        rows = [mutant for mutant in chosen if mutant.is_neutral is is_neutral and of[mutant.id]]
        if rows:
            yield paint(f"{title:<28}{'robust':>6}{'killed':>8}{'survived':>10}  killed by", BOLD, color)
            for mutant in rows:
                yield _row(mutant.id, of[mutant.id], width, color)
            yield ""
    if missing := [mutant.id for mutant in chosen if not of[mutant.id]]:
        told = f"not tried, since no page can have it: {', '.join(missing)}"
        yield "\n".join([*wrap(told, width, len(told)), ""])
    for mutant in chosen:
        yield from _survivors(mutant, tried, width, color)
    for case in tried:
        if case.failure:
            yield f"{paint(safe(case.name), BOLD, color)}: no mutants, the page itself fails: {safe(case.failure)}"
            yield from (f"  {safe(line)}" for line in case.traceback.splitlines())
            yield ""
    yield score(tried, color)


def _row(name: str, fates: Sequence[Fate], width: int, color: bool) -> str:
    found = tally(fates)
    survived = paint(f"{found.survived:>10}", SEVERITY["error"] if found.survived else DIM, color)
    rules = sorted({rule for fate in fates for rule in fate.rules})
    killers = ", ".join(f"{killer} {number}" for killer, number in found.killers.items())
    # Where only the extractor itself noticed, what it said is of interest.
    why = rules or [fate.failure for fate in fates if fate.failure][:1]
    told = f"{killers} ({safe(', '.join(why))})" if why else killers
    return f"  {name:<26}{found.robust:>6}{found.killed:>8}{survived}  {shorten(told, max(20, width - 54))}".rstrip()


def _survivors(mutant: Mutant, tried: Sequence[Tried], width: int, color: bool) -> Iterator[str]:
    """The pages whose record was changed by a mutation, and nobody said anything."""
    found = [
        (case.name, fate)
        for case in tried
        for fate in case.results
        if (fate.mutant, fate.outcome) == (mutant.id, SURVIVED)
    ]
    if found:
        summary = shorten(mutant.summary, width - len(mutant.id) - 2)
        yield f"{paint(mutant.id, SEVERITY['error'], color)}  {paint(summary, DIM, color)}"
    for name, fate in found[:_TOLD]:
        yield f"  {paint(safe(name), BOLD, color)}"
        yield from (f"    {shorten(safe(line), width - 4)}" for line in fate.changes[:_LINES])
        if len(fate.changes) > _LINES:
            yield paint(f"    … and {count(len(fate.changes) - _LINES, 'more line')}", DIM, color)
    if len(found) > _TOLD:
        rest = ", ".join(safe(name) for name, _ in found[_TOLD:])
        yield shorten(f"  … and {count(len(found) - _TOLD, 'more page')}: {rest}", width)
    if found:
        yield ""


def score(tried: Sequence[Tried], color: bool = False) -> str:
    """The last line of the text output: `42 mutants of 3 pages: 25 robust, 14 killed (rules 14), 3 survived`."""
    found = tally(fate for case in tried for fate in case.results)
    killers = ", ".join(f"{name} {number}" for name, number in found.killers.items())
    failed = sum(1 for case in tried if case.failure)
    parts = [
        f"{count(found.mutants, 'mutant')} of {count(len(tried) - failed, 'page')}: {found.robust} robust",
        f"{found.killed} killed" + (f" ({killers})" if killers else ""),
        paint(f"{found.survived} survived", SEVERITY["error"] if found.survived else GREEN, color),
        *([paint(f"{count(failed, 'page')} failed", SEVERITY["error"], color)] if failed else []),
    ]
    return ", ".join(parts)


def as_json(tried: Sequence[Tried], wanted: Iterable[Mutant]) -> Mapping[str, Any]:
    """The same for programs; pages are not in it."""
    known = {mutant.id: mutant for mutant in wanted}
    fates = [fate for case in tried for fate in case.results]
    found = tally(fates)
    return {
        "score": {"mutants": found.mutants, **{name: getattr(found, name) for name in OUTCOMES}},
        "killers": found.killers,
        "fates": [
            {
                "case": case.name,
                "mutant": fate.mutant,
                "summary": known[fate.mutant].summary,
                "neutral": fate.is_neutral,
                "outcome": fate.outcome,
                "killed_by": fate.killed_by,
                "rules": fate.rules,
                "failure": fate.failure,
                "changes": fate.changes,
            }
            for case in tried
            for fate in case.results
        ],
        "failures": [{"case": case.name, "failure": case.failure} for case in tried if case.failure],
    }
