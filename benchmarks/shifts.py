"""Counts false alarms of `field-shift`, and how soon it finds what is wrong.

    python benchmarks/shifts.py [--days 150] [--seeds 10] [--jobs 2]

The articles follow the calendar of the built-in newsrooms (editors in shifts, week-ends, print issues, holidays,
stories) and have 24 fields of their own: sections, authors, tags, numbers, counters, dates, identifiers, addresses.
Then one field changes after 400 articles. A fault is found where a finding is dated within 10 articles of it; the delay
is the number of articles after which there is one.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from itertools import product
from random import Random
from statistics import median
from typing import Any, NamedTuple

from newscheck.dump.own_value import packed
from newscheck.dump.own_values import own_values
from newscheck.layout.in_memory_dump import InMemoryDump
from newscheck.model import ArticleSummary, Context, Site
from newscheck.rules import field_shift
from newscheck.synthetic import editors, schedule
from newscheck.synthetic.newsrooms import NEWSROOMS

NOW = 2_500_000_000_000
THRESHOLDS = (20, 30, 40)
SHARES = (20, 30)
#: Articles after a change with which it is looked for.
AFTER = (20, 30, 40, 60, 80, 120, 200)
#: Articles before it.
BEFORE = 400
Item = dict[str, Any]


class Piece(NamedTuple):
    """An article: the time of the crawl (ms UTC), and its own fields."""

    time: int
    own: Item


def pieces(site: str, seed: int, days: int) -> Iterator[Piece]:
    """The articles of a newsroom in the first days."""
    newsroom = NEWSROOMS[site]
    draw = Random(f"{site} {seed} own")
    staff = editors.Staff(Random(f"{site} {seed}"), newsroom.kinds, newsroom.begins)
    end = newsroom.begins + timedelta(days=days)
    number = 0
    for run in schedule.runs(staff, newsroom.publisher.zone):
        if run.day.day >= end:
            return
        editor, shift = staff.on_duty(run.day.day, run.hour)
        weights = staff.weights(editor, shift, run.day)
        for size, epoch in run.batches:
            for _ in range(size):
                number += 1
                kind = draw.choices(staff.kinds, weights)[0]
                story = next((story for story in staff.stories if draw.random() < story.share), None)
                yield Piece(epoch, own(draw, newsroom.sections, run, editor, kind.name, story, number))


def own(
    draw: Random,
    sections: tuple[str, ...],
    run: schedule.CrawlRun,
    editor: int,
    kind: str,
    story: editors.RunningStory | None,
    number: int,
) -> Item:
    """The own fields of an article."""
    place = story.section if story and draw.random() < 0.6 else draw.random() ** 1.4
    section = sections[int(place * len(sections))]
    if run.day.day.weekday() == 6 and draw.random() < 0.6:
        section = "sunday sport"
    author = f"author {editor} {int(9 * draw.random() ** 2)}" if kind != "wire" else "agency"
    tags = [f"tag {int(400 * draw.random() ** 3)}" for _ in range(draw.randrange(5))]
    if story:
        tags.append(f"story {story.until}")
    via = "agency" if kind == "wire" else f"blog-{len(tags)}" if story else "paper"
    words = round(draw.lognormvariate({"wire": 5.2, "column": 6.8}.get(kind, 6.0), 0.5))
    return {
        "section": section,
        "author": author,
        "desk": ("early", "day", "late")[run.hour // 8],
        "editor": editor,
        "tags": tags,
        "kind": kind,
        "source": "agency" if kind == "wire" else "own",
        "words": words,
        "minutes": max(1, words // 200),
        "comments": int(draw.expovariate(1 / (40 if story else 8))),
        "shares": str(int(draw.lognormvariate(3, 1.2))),
        "score": round(draw.gauss(0.1, 0.3), 3),
        "premium": draw.random() < (0.4 if kind == "column" else 0.1),
        "guid": f"{number:x}-{draw.getrandbits(48):x}",
        "id": 70_000 + 3 * number + draw.randrange(3),
        "day": run.day.day.isoformat(),
        "updated": f"{run.day.day.isoformat()}T{run.hour:02}:{draw.randrange(60):02}:00Z",
        "issue": run.day.day.isocalendar().week,
        "language": "en",
        "photo": f"https://img{number % 9}.example.org/{number * 7919:09x}-in-pictures-of-the-day.jpg",
        "shown": f"{run.day.day.day} {run.day.day:%b %Y}",
        "modified": f"{run.day.day:%a, %d %b %Y} {run.hour:02}:{number % 60:02}:00 GMT",
        "via": f"https://{via}.example/{number}",
        "description": f"{words} {draw.getrandbits(64):x} of the things that happened in {section} at {number}",
    }


def changes(draw: Random) -> Mapping[str, Callable[[Item], Item]]:
    """Faults by name: the item of an article with it."""
    others = ("world", "city")
    return {
        "a section to 0": lambda item: item | {"kind": "wire" if item["kind"] == "own" else item["kind"]},
        "a new section has half": lambda item: item | ({"section": "live"} if draw.random() < 0.5 else {}),
        "one author": lambda item: item | {"author": "admin"},
        "an author in each article": lambda item: item | {"author": f"{draw.getrandbits(48):x}"},
        "one description": lambda item: item | {"description": "The news of the harbour, the coast and the sea. " * 2},
        "one tag more": lambda item: item | {"tags": [*item["tags"], others[0]]},
        "all 0": lambda item: item | {"comments": 0},
        "a thousand times": lambda item: item | {"words": 1000 * item["words"]},
        "three times": lambda item: item | {"words": 3 * item["words"]},
        "text to list": lambda item: item | {"section": [item["section"]]},
        "number to text": lambda item: item | {"words": str(item["words"])},
        "another host": lambda item: item | {"photo": item["photo"].replace(".example.org", ".example.net")},
        "another form of dates": lambda item: item | {"updated": item["updated"].replace("T", " ")},
        "half of the dates short": lambda item: (
            item | {"updated": item["updated"][: 10 if draw.random() < 0.5 else 20]}
        ),
        "number with a unit": lambda item: item | {"words": f"{item['words']} words"},
    }


def dump(articles: list[Piece]) -> InMemoryDump:
    """The summaries of some articles."""
    return InMemoryDump(
        ArticleSummary(
            str(at), 1, "x", time, None, None, 0, 0, 0, 0, "", "", 0, 0, b"", b"", own=packed(own_values(fields))
        )
        for at, (time, fields) in enumerate(articles)
    )


def hits(articles: list[Piece], **options: float) -> list[tuple[int, str]]:
    """The findings of field-shift: article and message."""
    ctx = Context(NOW, Site("generic"), options={**field_shift.OPTIONS, **options})
    return [(int(hit.path), hit.message) for hit in field_shift.check(dump(articles), ctx)]


def alarms(site: str, seed: int, days: int) -> tuple[int, dict[tuple[int, int], list[str]]]:
    """The number of articles of a newsroom in which nothing is wrong; by score and share, the findings."""
    articles = list(pieces(site, seed, days))
    found = {
        (score, share): [f"{site} {seed}: {message}" for _, message in hits(articles, score=score, share=share)]
        for score, share in product(THRESHOLDS, SHARES)
    }
    return len(articles), found


def delays(site: str, seed: int, _: int) -> dict[str, tuple[int, int | None]]:
    """By fault: how far from its beginning the finding is dated, and after how many articles there is one."""
    articles = list(pieces(site, seed, 40))[: BEFORE + AFTER[-1]]
    result = {}
    for name, change in changes(Random(seed)).items():
        broken = [*articles[:BEFORE], *(Piece(time, change(item)) for time, item in articles[BEFORE:])]
        last = [abs(at - BEFORE) for at, _ in hits(broken)]
        after = (count for count in AFTER if any(abs(at - BEFORE) <= 10 for at, _ in hits(broken[: BEFORE + count])))
        result[name] = (min(last, default=10_000), next(after, None))
    return result


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--days", type=int, default=150)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    rooms = list(product(NEWSROOMS, range(arguments.seeds), [arguments.days]))
    with ProcessPoolExecutor(arguments.jobs) as pool:
        clean = list(pool.map(alarms, *zip(*rooms, strict=True)))
        faults = list(pool.map(delays, *zip(*rooms, strict=True)))
    total = sum(count for count, _ in clean)
    print(f"field-shift: {total:,} articles of {len(rooms)} newsrooms with 24 fields in which nothing is wrong")
    for _, found in clean:
        for line in found[40, 30]:
            print(f"  {line}")
    print("false alarms per 10,000 articles (per 1,000 site-days)")
    for score in THRESHOLDS:
        counts = [sum(len(found[score, share]) for _, found in clean) for share in SHARES]
        days = arguments.days * len(rooms)
        cells = [
            f"share {s}: {n / total * 1e4:5.2f} ({n / days * 1e3:5.2f})" for s, n in zip(SHARES, counts, strict=True)
        ]
        print(f"  score {score}: {'   '.join(cells)}")
    print(f"faults after {BEFORE} articles, {len(rooms)} each: dated within 10 articles; found after articles (median)")
    for name in faults[0]:
        dated = sum(result[name][0] <= 10 for result in faults) / len(rooms)
        waits = [result[name][1] or AFTER[-1] * 2 for result in faults]
        print(f"  {name:28} {dated:5.0%} {median(waits):5.0f}")


if __name__ == "__main__":
    main()
