"""`newscheck bench`: the detection rate, measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import _options, _terminal

if TYPE_CHECKING:
    from newscheck.bench.measurement import BenchPlan, SiteMeasurement
    from newscheck.engine.session import Session


@click.command(epilog="Example: newscheck bench articles/ --trials 5")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--fault", "faults", multiple=True, metavar="FAULT", help="Only this fault; repeatable.  [default: all]")
@click.option(
    "--articles",
    type=click.IntRange(400),
    default=4_000,
    show_default=True,
    metavar="N",
    help="Articles per site; of a dump, the latest.",
)
@click.option(
    "--trials",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    metavar="N",
    help="Trials per site, each on another stretch of its articles.",
)
@_options.text_or_json
@_options.run_options
@_options.scan_options
def command(
    paths: tuple[str, ...],
    faults: tuple[str, ...],
    articles: int,
    trials: int,
    form: str,
    config: str | None,
    **given: Any,
) -> None:
    """Measure the detection rate: put labelled faults into clean articles, from one point in time on.

    Without PATH, uses five simulated publishers (takes minutes); with PATH, your own dump, between its layout changes.
    Each fault hits 100, 50, 20 and 5 % of the articles that can have it.
    """
    from newscheck import mutants
    from newscheck.bench import measurement, metrics
    from newscheck.engine.session import Session
    from newscheck.errors import UsageError
    from newscheck.text.suggestions import did_you_mean

    known = mutants.load()
    for fault in faults:
        if fault not in known:
            raise UsageError(f"unknown fault {fault!r}{did_you_mean(fault, known)}")
    session = Session.load(given, file=config, without=("reference", "since"))
    _terminal.print_remarks(session.project.omissions)
    plan = measurement.BenchPlan(articles, trials, faults or tuple(known))
    measured = _measure(plan, session, paths)
    outcomes = [outcome for site in measured for outcome in site.outcomes]
    invisible = {fault for fault in plan.faults if not known[fault].is_layout}
    seen = metrics.by_fault([outcome for outcome in outcomes if outcome.fault not in invisible])
    unseen = metrics.by_fault([outcome for outcome in outcomes if outcome.fault in invisible]) if invisible else []
    alarms = metrics.false_alarms(site.control for site in measured)
    if form == "json":
        _print_json(measured, seen, unseen, alarms)
    else:
        click.echo("".join(f"{line}\n" for line in _table(measured, seen, unseen, alarms)), nl=False)
        untried = sorted(set(plan.faults) - {outcome.fault for outcome in outcomes})
        if untried:
            click.echo(f"not tried, since too few articles can have it: {', '.join(untried)}")


def _measure(plan: BenchPlan, session: Session, paths: tuple[str, ...]) -> list[SiteMeasurement]:
    """Measure on a dump, or on the simulated publishers without `paths`."""
    from newscheck.bench import measurement

    jobs = session.project.jobs
    with _progress() as progress:
        if not paths:
            return measurement.of_simulator(plan, session, jobs=jobs, progress=progress)
        return measurement.of_dump(
            plan, session, paths, jobs=jobs, progress=progress, notify=lambda line: _terminal.print_remarks([line])
        )


def _print_json(measured: list[Any], seen: list[Any], unseen: list[Any], alarms: dict[str, float]) -> None:
    from newscheck.outputs.json import indented

    sites = [
        {
            "site": site.site,
            "articles": site.control.articles,
            "trials": site.trials,
            "changes": site.control.changes,
        }
        for site in measured
    ]
    table = {
        "sites": sites,
        "faults": [score._asdict() for score in seen if score.fault],
        "all": [score._asdict() for score in seen if not score.fault],
        "invisible": [score._asdict() for score in unseen if score.fault],
        "false_alarms_per_10k": alarms,
    }
    click.echo(indented(table))


def _table(measured: list[Any], seen: list[Any], unseen: list[Any], alarms: dict[str, float]) -> Iterator[str]:
    """By fault: the detection rate for each share of articles hit, the delay, and the detectors; then the totals."""
    from newscheck.bench.metrics import DETECTORS
    from newscheck.text.display import quantity, sanitize

    for site in measured:
        changes = f", {quantity(len(site.control.changes), 'change')} of the layout" if site.control.changes else ""
        articles, trials = quantity(site.control.articles, "article"), quantity(site.trials, "trial")
        yield f"{sanitize(site.site):<24} {articles}, {trials}{changes}"
    yield ""
    rates = list(dict.fromkeys(score.rate for score in seen))
    head = "".join(f"{rate:>7.0%}" for rate in rates)
    yield f"{'found, by share hit':<24}{head}   delay | at 100 %:{''.join(f'{method:>9}' for method in DETECTORS)}"
    rows = [*seen, *(score for score in unseen if score.fault)]
    for fault in dict.fromkeys(score.fault for score in rows):
        row = [score for score in rows if score.fault == fault]
        detected = "".join(f"{score.found:>7.0%}" for score in row)
        delay = "" if row[0].delay is None else f"{row[0].delay:g}"
        methods = "".join(f"{getattr(row[0], method):>9.0%}" for method in DETECTORS)
        if row[0].trials:
            yield f"{fault or 'all':<24}{detected}{delay:>8} |          {methods}"
    yield ""
    for score in seen:
        if not score.fault and score.dated is not None:
            both = f"{score.found:.0%} found after {score.delay:g} articles (median)"
            alone = f"the scan alone {score.scan:.0%} after {score.scan_delay:g}"
            yield f"hit {score.rate:>4.0%}: {both}; {alone}, {score.dated:.0%} of them dated within 10"
    yield ""
    yield f"alarms per 10,000 untouched articles: {', '.join(f'{name} {rate:g}' for name, rate in alarms.items())}"


@contextmanager
def _progress() -> Iterator[Callable[[], None]]:
    """Count on stderr, where that is a terminal, the sites that are done."""
    numbers = count(1)
    with _terminal.status_line(stays=True) as show:
        yield lambda: show(f"{next(numbers)} sites measured")
