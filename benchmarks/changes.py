"""Plants changes in streams of articles, and measures which of them the scan finds, how soon, and how well dated.

    python benchmarks/changes.py [--articles 900] [--seeds 1] [--jobs 2] [--missed]

The streams are those of the built-in newsroom (`false_alarms.py`). A change is a mutant (`newscheck/mutants`) or one of
the edits below. It hits all articles from one on, some of them, those of a section, those of half a day to a week, or
more and more of them; it comes soon after another one or after the beginning; or date lines move by hours. A change is
found where one is told within 30 articles of it; the delay is the number of articles after which the scan in the order
of time has it. Last come streams in which there is nothing to tell: the crawler runs at another hour, a batch of
another sort comes beside the usual articles, the articles are shuffled. Each change there is a false one.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random
from statistics import median
from typing import NamedTuple

from msgspec.structs import replace

from newscheck import mutants
from newscheck.article.extraction import to_article
from newscheck.checker.execution import Checker
from newscheck.engine.session import default_checker
from newscheck.layout import change_points, features
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.layout.profile import DetectedChange
from newscheck.layout.site_streams import site_streams
from newscheck.model import ArticleFeatures, Document, RawInput
from newscheck.mutants import ArticleSource, Mutant
from newscheck.readers import read
from newscheck.synthetic import simulator
from newscheck.text.timestamps import DAY, HOUR, MINUTE

NOW = 2_500_000_000_000
#: A change is found within so many articles, and well dated within so many.
NEAR, DATED = 30, 10
#: Mutants that move an article to another time or another site, which the scan would see in another place.
MOVING = ("epoch-seconds", "epoch-shifted", "url-relative")
#: Articles between two changes, and before the first of a stream, where the reference is young.
YOUNG = (60, 140)
SHORT_DAYS, ROLL_OUT_DAYS, HOURS_LATER = (0.5, 2, 7), 7, 8
#: Articles of a batch of another sort, as many as usually come in so many days; it comes within a day.
BATCH_DAYS = 1.5
#: How many streams of each newsroom are tried where the scenario isn't one for each fault.
YOUNG_TRIALS, BEGIN_TRIALS, BATCH_TRIALS, SHUFFLES = 12, 6, 6, 6
#: Forms of the newsrooms' date lines.
DATE_LINES = ("%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%d.%m.%Y %H:%M", "%Y年%m月%d日 %H:%M", "%d/%m/%Y - %H:%M")
DATE_LINE = re.compile(r"[0-9]+[-/.年][0-9]+[-/.月][0-9]+日? (?:- )?[0-9]+:[0-9]+")
Edit = Callable[[ArticleSource], ArticleSource]


def substitution(pattern: str, by: str) -> Edit:
    """An edit of the HTML."""
    return lambda source: source._replace(html=re.sub(pattern, by, source.html))


#: Changes of a template that no mutant makes.
EDITS: Mapping[str, Edit] = {
    "a class for paragraphs": substitution("<p>", '<p class="t-body">'),
    "b for strong": substitution("(</?)strong>", r"\1b>"),
    "images load late": substitution("<img ", '<img loading="lazy" decoding="async" '),
    "another host for images": substitution(r'(<img[^>]*src=")https://[^/]+/', r"\1https://cdn.example.net/"),
    "another path of images": substitution(r'(<img[^>]*src="https://[^/]+)/', r"\1/v2/resize/"),
    "indented paragraphs": substitution("><(p|div|section)", r">\n        <\1"),
    "two blanks in texts": substitution("([\u4e00-\u9fff]{8})，", r"\1，  "),
    "a style of one paragraph": lambda source: source._replace(
        html=source.html.replace("<p>", '<p style="text-align:left">', 1)
    ),
}


def later_date_line(source: ArticleSource) -> ArticleSource:
    """The article with a date line that is some hours later."""
    match = DATE_LINE.search(source.html)
    if match is None:
        return source
    for form in DATE_LINES:
        try:
            moment = datetime.strptime(match[0], form).replace(tzinfo=UTC)
        except ValueError:
            continue
        text = f"{moment + timedelta(hours=HOURS_LATER):{form}}"
        return source._replace(html=source.html[: match.start()] + text + source.html[match.end() :])
    return source


class Newsroom(NamedTuple):
    """The features of a stream's articles, by position.

    `edited` has those with each fault, `late` those with a later date line, `daily` those crawled once a day.
    """

    site: str
    seed: int
    articles: list[ArticleFeatures]
    edited: Mapping[str, Mapping[int, ArticleFeatures]]
    late: Mapping[int, ArticleFeatures]
    daily: list[ArticleFeatures]
    names: Mapping[int, str]


class Case(NamedTuple):
    """A stream; `edges` are the first and the last position at which each of its changes may be dated."""

    scenario: str
    fault: str
    articles: list[ArticleFeatures]
    edges: Sequence[tuple[int, int]]


class Outcome(NamedTuple):
    """What was told of a case: for each edge the error of its date and the delay, None where it wasn't found or not in
    the order of time; and how many other changes.
    """

    scenario: str
    fault: str
    found: Sequence[tuple[int | None, int | None]]
    extra: int


def newsroom(site: str, seed: int, count: int) -> Newsroom:
    """A newsroom without a change, and its articles with each fault that at least half of them can have."""
    checker, names = default_checker(NOW), set[str]()
    documents = [next(iter(read(raw, checker.mapping))) for raw in simulator.stream(site, count, seed)]
    articles = [observed(checker, document, names) for document in documents]
    edited = {fault.id: dict(with_fault(checker, documents, fault, names)) for fault in all_faults()}
    common = {fault: changed for fault, changed in edited.items() if 2 * len(changed) >= count}
    late = dict(with_fault(checker, documents, as_mutant("later", later_date_line), names))
    times = daily([epoch(article) for article in articles])
    daily_crawl = [
        dict(with_fault(checker, [document], as_mutant("time", of_time(time)), names)).get(0, article)
        for document, article, time in zip(documents, articles, times, strict=True)
    ]
    return Newsroom(site, seed, articles, common, late, daily_crawl, features.names_by_hash(names))


def all_faults() -> list[Mutant]:
    """The mutants that change a layout, and the edits as mutants."""
    loaded = (mutant for mutant in mutants.load().values() if mutant.is_layout and mutant.id not in MOVING)
    return [*(as_mutant(name, edit) for name, edit in EDITS.items()), *loaded]


def as_mutant(name: str, edit: Edit) -> Mutant:
    """A mutant that makes an edit."""
    return Mutant(name, name, name, (), (), True, True, True, lambda source, draw, other: edit(source))


def daily(epochs: Sequence[int]) -> list[int]:
    """The next crawl after each of some times: one a day, at 06:10 UTC, and for the second half at 05:50."""
    clocks = (6 * HOUR + 10 * MINUTE if 2 * at < len(epochs) else 5 * HOUR + 50 * MINUTE for at in range(len(epochs)))
    return [(time - clock) // DAY * DAY + DAY + clock for time, clock in zip(epochs, clocks, strict=True)]


def of_time(time: int) -> Edit:
    """An edit that gives the article another time of its crawl."""
    return lambda source: source._replace(epoch=str(time))


def observed(checker: Checker, document: Document, names: set[str]) -> ArticleFeatures:
    """The features of a document's article; their names are added to `names`."""
    return features.feature_set(to_article(document, checker.sites, with_features=True), names)


def with_fault(
    checker: Checker, documents: Sequence[Document], fault: Mutant, names: set[str]
) -> Iterator[tuple[int, ArticleFeatures]]:
    """The articles that can have a fault, with it."""
    for at, document in enumerate(documents):
        other = documents[(7 * at + 13) % len(documents)].html
        text = mutants.mutate_document(
            document, fault, Random(f"{fault.id} {document.path}"), str(other.value) if other else ""
        )
        if text is not None:
            (mutated,) = read(RawInput(document.path, text.encode("utf-8", "surrogateescape")), checker.mapping)
            yield at, observed(checker, mutated, names)


def cases(room: Newsroom) -> Iterator[Case]:
    """All streams of a newsroom."""
    for fault in sorted(room.edited):
        yield from planted(room, fault)
    yield from close_together(room)
    yield from without_change(room)


def planted(room: Newsroom, fault: str) -> Iterator[Case]:
    """One fault, in each of the ways in which it can come."""
    draw = Random(f"{room.site} {room.seed} {fault}")
    size, changed = len(room.articles), room.edited[fault]
    at = draw.randrange(int(0.42 * size), int(0.58 * size))
    edge, after = [(at, at)], range(at, size)

    def case(scenario: str, hit: Collection[int], edges: Sequence[tuple[int, int]] = edge) -> Case:
        return Case(scenario, fault, with_hits(room.articles, changed, hit), edges)

    yield case("all articles", after)
    yield case("half", [i for i in after if draw.random() < 0.5])
    yield case("a fifth", [i for i in after if draw.random() < 0.2])
    yield case("17 % to 1 %", [i for i in range(size) if draw.random() < (0.17 if i < at else 0.01)])
    for days in SHORT_DAYS:
        end = later(room.articles, at, days)
        if at + 12 <= end < size - 20:
            yield case(f"for {days:g} days", range(at, end), [(at, at), (end, end)])
    kinds = Counter(article.kind for article in room.articles[:at])
    kind, count = kinds.most_common(1)[0]
    if 0.08 < count / at < 0.6:
        yield case("one section", [i for i in after if room.articles[i].kind == kind])
    span, start = ROLL_OUT_DAYS * DAY, epoch(room.articles[at])
    hit = [i for i in after if draw.random() < (epoch(room.articles[i]) - start) / span]
    yield case("rolled out in a week", hit, [(at, later(room.articles, at, ROLL_OUT_DAYS))])


def close_together(room: Newsroom) -> Iterator[Case]:
    """Three faults in a row, one soon after the beginning, and date lines that move."""
    size = len(room.articles)
    for trial in range(YOUNG_TRIALS):
        draw = Random(f"{room.site} {room.seed} three {trial}")
        first = draw.randrange(size // 3, int(0.45 * size))
        second = first + draw.randrange(*YOUNG)
        edges, faults = [first, second, second + draw.randrange(*YOUNG)], draw.sample(sorted(room.edited), 3)
        articles = room.articles
        for fault, low, high in zip(faults, edges, [*edges[1:], size], strict=True):
            articles = with_hits(articles, room.edited[fault], range(low, high))
        yield Case("three in a row", " > ".join(faults), articles, [(edge, edge) for edge in edges])
    for trial in range(BEGIN_TRIALS):
        draw = Random(f"{room.site} {room.seed} begin {trial}")
        fault, at = draw.choice(sorted(room.edited)), draw.randrange(*YOUNG)
        articles = with_hits(room.articles, room.edited[fault], range(at, size))
        yield Case("soon after the beginning", fault, articles, [(at, at)])
    at = size // 2
    yield Case("date lines later", "", with_hits(room.articles, room.late, range(at, size)), [(at, at)])


def without_change(room: Newsroom) -> Iterator[Case]:
    """Streams in which there is nothing to tell."""
    yield Case("(nothing planted)", "", room.articles, [])
    yield Case("(another hour of the crawl)", "", sorted(room.daily, key=epoch), [])
    days = (epoch(room.articles[-1]) - epoch(room.articles[0])) / DAY
    count = round(BATCH_DAYS * len(room.articles) / days)
    size = len(room.articles) - count
    for trial in range(BATCH_TRIALS):
        draw = Random(f"{room.site} {room.seed} batch {trial}")
        fault, at = draw.choice(sorted(room.edited)), draw.randrange(size // 3, size // 2)
        start = epoch(room.articles[at]) // DAY * DAY
        other = with_hits(room.articles, room.edited[fault], range(size, len(room.articles)))[size:]
        batch = [replace(article, epoch=start + DAY * i // count) for i, article in enumerate(other)]
        yield Case("(a batch of another sort)", fault, sorted([*room.articles[:size], *batch], key=epoch), [])
    for trial in range(SHUFFLES):
        draw = Random(f"{room.site} {room.seed} shuffled {trial}")
        fault = draw.choice(sorted(room.edited))
        changed = with_hits(room.articles, room.edited[fault], range(len(room.articles) // 2))
        shuffled = draw.sample(changed, len(changed))
        times = [epoch(article) for article in room.articles]
        moved = [replace(article, epoch=time) for article, time in zip(shuffled, times, strict=True)]
        yield Case("(shuffled)", fault, moved, [])


def with_hits(
    articles: Sequence[ArticleFeatures], changed: Mapping[int, ArticleFeatures], hit: Collection[int]
) -> list[ArticleFeatures]:
    """The articles, those that are hit with the fault if they can have it."""
    wanted = set(hit)
    return [changed.get(at, article) if at in wanted else article for at, article in enumerate(articles)]


def later(articles: Sequence[ArticleFeatures], at: int, days: float) -> int:
    """The position of the first article that many days after another, at most the last."""
    end = epoch(articles[at]) + days * DAY
    return next((i for i in range(at, len(articles)) if epoch(articles[i]) >= end), len(articles) - 1)


def epoch(article: ArticleFeatures) -> int:
    """When an article was crawled (ms)."""
    return article.epoch or 0


def outcome(case: Case, names: Mapping[int, str]) -> Outcome:
    """What the scan tells of a case: each edge takes the change nearest to it."""
    dump = InMemoryDump([], case.articles, names)
    left = [change for stream in site_streams(dump, 1) for change in change_points.detect(stream)]
    found: list[tuple[int | None, int | None]] = []
    for edge in case.edges:
        near = [change for change in left if error(change, edge) <= NEAR]
        if not near:
            found.append((None, None))
            continue
        best = min(near, key=lambda change: error(change, edge))
        left.remove(best)
        after = best.detected_after
        found.append((error(best, edge), None if after is None else max(0, after - edge[0])))
    return Outcome(case.scenario, case.fault, found, len(left))


def error(change: DetectedChange, edge: tuple[int, int]) -> int:
    """How many articles beside an edge a change is dated."""
    return max(edge[0] - change.first, change.first - edge[1], 0)


def outcomes(site: str, seed: int, count: int) -> list[Outcome]:
    """What is told of all cases of a newsroom."""
    room = newsroom(site, seed, count)
    return [outcome(case, room.names) for case in cases(room)]


def print_planted(scenario: str, results: Sequence[Outcome], *, with_missed: bool) -> None:
    """A line of the table; the faults that were missed below it."""
    edges = [edge for result in results for edge in result.found]
    errors = [wrong for wrong, _ in edges if wrong is not None]
    delays = sorted(delay for _, delay in edges if delay is not None)
    dated = sum(wrong <= DATED for wrong in errors) / max(len(errors), 1)
    middle, most = (median(delays), delays[int(0.9 * len(delays))]) if delays else (0, 0)
    print(
        f"{scenario:27} {len(edges):6,} {len(errors) / len(edges):6.1%} {dated:9.1%} {middle:6.0f} {most:5} "
        f"{sum(result.extra for result in results):6}"
    )
    if with_missed:
        missed = Counter(result.fault for result in results for wrong, _ in result.found if wrong is None)
        print(*(f"      missed {number} x {fault}\n" for fault, number in missed.most_common()), sep="", end="")


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=900)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--missed", action="store_true", help="name the faults that were missed")
    arguments = parser.parse_args()
    rooms = list(product(simulator.SITE_NAMES, range(arguments.seeds), [arguments.articles]))
    by_scenario: dict[str, list[Outcome]] = {}
    with ProcessPoolExecutor(arguments.jobs) as pool:
        for results in pool.map(outcomes, *zip(*rooms, strict=True)):
            for result in results:
                by_scenario.setdefault(result.scenario, []).append(result)
    print(f"{len(rooms)} streams of {arguments.articles:,} articles\n")
    print(f"{'change':27} {'edges':>6} {'found':>6} {'dated +-10':>9} {'delay':>6} {'p90':>5} {'extra':>6}")
    quiet = {name: by_scenario.pop(name) for name in [*by_scenario] if name.startswith("(")}
    for scenario, results in by_scenario.items():
        print_planted(scenario, results, with_missed=arguments.missed)
    print(f"\n{'no change':27} {'streams':>7} {'false':>6}")
    for scenario, results in quiet.items():
        print(f"{scenario:27} {len(results):>7} {sum(result.extra for result in results):>6}")


if __name__ == "__main__":
    main()
