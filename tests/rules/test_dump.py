"""Dump rules on generated article summaries: realistic faults, and inputs made to be slow or misleading."""

from __future__ import annotations

import random
import re
from array import array
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from msgspec.structs import replace

from newscheck import rules
from newscheck.dump.coverage import falls
from newscheck.dump.hits import MAX_RELATED
from newscheck.dump.own_value import packed
from newscheck.dump.timeline import dense_runs, longest_nondecreasing, timelines
from newscheck.model import SUMMARY_FIELDS, ArticleSummary, Context, Dump, DumpHit, Site
from newscheck.text.timestamps import DAY, HOUR
from tests.support.summary_dump import SummaryDump

RULES = {rule.id: rule for rule in rules.load().values() if rule.scope == "dump"}
#: Monday, 3 July 2023, 00:00 UTC.
MONDAY = 1_688_342_400_000
NOW = MONDAY + 1_000 * DAY
ALL = (1 << len(SUMMARY_FIELDS)) - 1
IMAGE, LEAD = (1 << SUMMARY_FIELDS.index(field) for field in ("image", "lead"))


def summary(i: int, **parts: Any) -> ArticleSummary:
    """Article i of a dump that is in order: one every hour, ids descending, nothing in common with any other."""
    draw = random.Random(i)
    hashes = parts.pop("hashes", [draw.getrandbits(32) for _ in range(10)])
    known: dict[str, Any] = {
        "path": f"rfi/{1_048_575 - i}.md",
        "line": 1,
        "site": "rfi",
        "epoch": MONDAY + i * HOUR,
        "published": None,
        "file_number": 1_048_575 - i,
        "url": draw.getrandbits(64) | 1,
        "title": draw.getrandbits(64) | 1,
        "body": draw.getrandbits(64) | 1,
        "image": draw.getrandbits(64) | 1,
        "image_url": f"https://s.rfi.fr/{i}.jpg",
        "title_text": f"第{i}篇",
        "han_count": 400,
        "size": 400,
        "present_fields": ALL,
        "sentences": array("I", hashes).tobytes(),
        "minhash": array("I", sorted(hashes)[:8]).tobytes(),
        "own": packed(parts.pop("own", {})),
    }
    return ArticleSummary(**{**known, **parts})


def hits(summaries: Iterable[ArticleSummary], *ids: str, **options: Any) -> list[tuple[str, DumpHit]]:
    """The hits of dump rules (all, or some) on article summaries."""
    dump: Dump = SummaryDump(summaries)
    reported = []
    for rule in (RULES[id_] for id_ in ids or RULES):
        ctx = Context(now=NOW, site=Site("generic"), options={**rule.options, **options})
        reported += [(rule.id, hit) for hit in rule.check(dump, ctx)]
    return reported


def rolled_over(kept: int = 61, runs: int = 60) -> list[ArticleSummary]:
    """The roll-over: ids down to 1000000, then each run writes new articles from 999999 down again."""
    summaries = [summary(i, path=f"rfi/{1_000_060 - i}.md", file_number=1_000_060 - i) for i in range(kept)]
    files: dict[int, ArticleSummary] = {}
    draw = random.Random(7)
    i = kept
    for run in range(runs):
        fresh = 50 if run == 0 else draw.choice((3, 5, 8, 12, 20))
        for k in range(fresh):
            number = 999_999 - k
            # Runs are days apart, the articles of one are minutes apart.
            epoch = MONDAY + (kept + 24 * run) * HOUR + k * 60_000
            files[number] = summary(i, path=f"rfi/{number}.md", file_number=number, epoch=epoch)
            i += 1
    return summaries + list(files.values())


def test_a_dump_in_order_is_silent() -> None:
    assert hits(summary(i) for i in range(400)) == []


def test_the_roll_over_names_the_ids_and_its_cause() -> None:
    [(_, hit)] = hits(rolled_over(), "number-order")
    # The first of these runs wrote the last 30 names in their right place.
    assert hit.message.startswith("20 files (999999 to 999980) are out of order with time, saved 2023-09-01")
    assert hit.message.endswith("an id counter sorted as text overwrote them")
    assert [other.path for other in hit.related] == ["rfi/999980.md", "rfi/1000000.md", "rfi/999979.md"]


def test_the_roll_over_is_reported_after_it_was_mended() -> None:
    start = MONDAY + 3_000 * HOUR
    later = [
        summary(9_000 + i, path=f"rfi/{999_949 - i}.md", file_number=999_949 - i, epoch=start + i * HOUR)
        for i in range(100)
    ]
    [(_, hit)] = hits([*rolled_over(), *later], "number-order")
    assert "an id counter sorted as text" in hit.message


def test_a_hole_at_a_change_of_digits_names_the_roll_over() -> None:
    summaries = [
        summary(i, file_number=1_000_099 - i, epoch=MONDAY + (i + 3_000 * (i >= 100)) * HOUR) for i in range(150)
    ]
    [(rule, hit)] = hits(summaries)
    assert rule == "calendar-gap"
    assert "between the ids 1000000 and 999999, where an id counter sorted as text" in hit.message


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param([*range(100, 200)], id="ascending"),
        pytest.param([*range(1_000_050, 999_950, -1)], id="through a power of ten, in order"),
        pytest.param([7] * 100, id="one number: a file of many articles"),
        pytest.param(random.Random(1).sample(range(10_000), 100), id="numbers without order"),
        pytest.param(sorted(range(100), key=lambda n: n + 30 * (n % 9 == 0)), id="single files saved again"),
        pytest.param([i // 2 + 10_000 * (i % 2) for i in range(100)], id="two scrapers, one folder"),
        pytest.param([*range(19)], id="too few"),
    ],
)
def test_numbers_that_are_in_order_enough(numbers: list[int]) -> None:
    assert hits((summary(6 * i, file_number=n, path=f"x/{n}.md") for i, n in enumerate(numbers)), "number-order") == []


def test_folders_have_an_order_of_their_own() -> None:
    summaries = [summary(i, path=f"a/{i}.md", file_number=i) for i in range(50)]
    summaries += [summary(i + 50, path=f"b/{i}.md", file_number=i) for i in range(50)]
    assert hits(summaries, "number-order") == []


def test_a_silent_feed_is_reported_once_with_its_ends() -> None:
    summaries = [summary(i) for i in range(300) if not 100 <= i < 172]
    [(rule, hit)] = hits(summaries)
    assert rule == "calendar-gap"
    assert hit.path == f"rfi/{1_048_575 - 172}.md"
    assert [other.path for other in hit.related] == [f"rfi/{1_048_575 - 99}.md"]
    assert "from 2023-07-07 03:00 UTC to 2023-07-10 04:00 UTC" in hit.message


@pytest.mark.parametrize(
    "hours",
    [
        pytest.param([h for h in range(24 * 30) if 7 <= h % 24 < 20], id="nights"),
        pytest.param([h for h in range(24 * 12) if 7 <= h % 24 < 20 and h // 24 % 7 < 5], id="the first week-end"),
        pytest.param([h for h in range(24 * 90) if 7 <= h % 24 < 20 and h // 24 % 7 < 5], id="week-ends"),
        pytest.param([168 * w for w in range(60) if w not in (20, 40)], id="a weekly that leaves issues out"),
        pytest.param([int(24 * 0.4 * i * i) for i in range(55)], id="a sample of three years"),
        pytest.param([h for h in range(24 * 20) if not 100 <= h < 122], id="less than a day"),
        pytest.param([-24 * 400, -24 * 300, *range(200)], id="old strays before the dump"),
        pytest.param([*range(48), 24 * 30], id="too few"),
    ],
)
def test_rhythms_that_are_no_silence(hours: list[int]) -> None:
    assert hits((summary(i, epoch=MONDAY + h * HOUR) for i, h in enumerate(hours)), "calendar-gap") == []


def test_each_site_has_a_rhythm_of_its_own() -> None:
    summaries = [summary(i) for i in range(300)]
    summaries += [summary(1_000 + i, site="weekly.example.org", epoch=MONDAY + 7 * i * DAY) for i in range(60)]
    assert hits(summaries, "calendar-gap") == []


def test_a_field_lost_from_one_article_on() -> None:
    [(rule, hit)] = hits(summary(i, present_fields=ALL if i < 200 else ALL & ~IMAGE) for i in range(400))
    assert (rule, hit.pointer, hit.path) == ("coverage-fall", "/image", f"rfi/{1_048_575 - 200}.md")
    assert "from 100% (of 200) to 0% (of 200)" in hit.message
    assert "between 2023-07-11 07:00 UTC and 2023-07-11 08:00 UTC" in hit.message
    assert [other.path for other in hit.related] == [f"rfi/{1_048_575 - 199}.md"]


def test_an_own_field_lost_from_one_article_on() -> None:
    own = {"author": "Ann", "tags": ["a"], "a/b": 1}
    lost = {name: value for name, value in own.items() if name != "a/b"}
    [(rule, hit)] = hits(summary(i, own=own if i < 60 else lost) for i in range(120))
    assert (rule, hit.pointer, hit.path) == ("coverage-fall", "/a~1b", f"rfi/{1_048_575 - 60}.md")
    assert hit.message.startswith("the share of articles with `a/b` falls from 100% (of 60) to 0% (of 60), between")


@pytest.mark.parametrize(
    ("names", "lost", "expected"),
    [
        pytest.param(["author", "tags"], 0, ["/author", "/tags"], id="two fields"),
        pytest.param(["author", "authors", "author_detail"], 0, ["/author"], id="forms of one"),
        pytest.param(["dc:creator", "creator"], 0, ["/creator"], id="with and without a prefix"),
        pytest.param(["description"], LEAD, ["/lead"], id="the one that leads are taken from"),
        pytest.param(["description"], IMAGE, ["/image", "/description"], id="beside another of the record"),
        pytest.param(["author"], LEAD, ["/lead", "/author"], id="a lead, and another one"),
        pytest.param(["id", "idea"], 0, ["/id", "/idea"], id="a short name is in many others"),
    ],
)
def test_a_field_that_repeats_another_one_is_reported_once(names: list[str], lost: int, expected: list[str]) -> None:
    own = dict.fromkeys(names, "x")
    summaries = [
        summary(i, own=own if i < 100 else {}, present_fields=ALL if i < 100 else ALL & ~lost) for i in range(200)
    ]
    assert [hit.pointer for _, hit in hits(summaries, "coverage-fall")] == expected


def test_a_fall_over_sixty_articles() -> None:
    summaries = [summary(i, own={"author": "Ann"} if i < 30 else {}) for i in range(60)]
    [(_, hit)] = hits(summaries, "coverage-fall")
    assert hit.path == f"rfi/{1_048_575 - 30}.md"


def test_articles_whose_layout_lacks_a_field_make_no_fall() -> None:
    wires = [
        summary(i, own={"author": "Ann"} if i < 100 else {}, lacks=("author",) if i >= 100 else ()) for i in range(200)
    ]
    assert hits(wires, "coverage-fall") == []


@pytest.mark.parametrize(
    "own",
    [
        pytest.param(lambda i: {"author": "A"}, id="in all"),
        pytest.param(lambda i: {"author": "A"} if random.Random(i).random() < 0.33 else {}, id="in a third"),
        pytest.param(lambda i: {f"k{i}-{at}": 1 for at in range(40)}, id="keys that differ by article"),
        pytest.param(lambda i: {"author": "A"} if i % 24 < 9 else {}, id="at night"),
        pytest.param(lambda i: {"author": "A"} if i // 24 % 7 < 5 else {}, id="on working days"),
    ],
)
def test_own_fields_that_are_not_lost(own: Callable[[int], dict[str, Any]]) -> None:
    assert hits((summary(i, own=own(i)) for i in range(2_000)), "coverage-fall") == []


def test_a_field_lost_and_found_is_one_finding() -> None:
    summaries = [summary(i, present_fields=ALL & ~LEAD if 200 <= i < 300 else ALL) for i in range(500)]
    [(_, hit)] = hits(summaries, "coverage-fall")
    assert hit.pointer == "/lead" and "to 0% (of 100)" in hit.message
    assert hit.message.endswith("it is back on 2023-07-15 12:00 UTC")
    assert [other.path for other in hit.related] == ["rfi/1048376.md", "rfi/1048275.md"]


def test_a_field_lost_by_one_kind_of_article() -> None:
    draw = random.Random(3)
    kinds = [draw.random() < 0.35 for _ in range(1_500)]
    summaries = [summary(i, present_fields=ALL & ~IMAGE if wire and i >= 700 else ALL) for i, wire in enumerate(kinds)]
    [(_, hit)] = hits(summaries, "coverage-fall")
    assert abs(int(hit.path[4:-3]) - (1_048_575 - 700)) < 10


@pytest.mark.parametrize(
    "share",
    [
        pytest.param(lambda day, hour: 0.6, id="a mix"),
        pytest.param(lambda day, hour: 0.9 if 7 < hour < 21 else 0.1, id="another mix at night"),
        pytest.param(lambda day, hour: 0.9 if day % 7 < 5 else 0.2, id="another mix at the week-end"),
        pytest.param(lambda day, hour: float(day % 7 < 5), id="none at all at the week-end"),
        pytest.param(lambda day, hour: 0.9 - 0.6 * day / 200, id="a slow change of the mix"),
        pytest.param(lambda day, hour: 0.4 if day % 5 == 0 else 0.9, id="days that differ"),
    ],
)
def test_a_mix_of_kinds_is_no_fall(share: Callable[[int, int], float]) -> None:
    draw = random.Random(5)
    times = array("q", (MONDAY + i * HOUR // 2 for i in range(200 * 48)))
    column = bytes(draw.random() < share(i // 48, i // 2 % 24) for i in range(200 * 48))
    assert list(falls(column, times, 0.2, 30)) == []


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        pytest.param(lambda day: 0.98 * (not 100 <= day < 103), [(100, 103)], id="three days"),
        pytest.param(lambda day: 1.0 if day < 100 else 0.6, [(100, None)], id="one kind"),
        pytest.param(lambda day: 0.95 * (not (50 <= day < 70 or 120 <= day < 140)), [(50, 70), (120, 140)], id="twice"),
        pytest.param(lambda day: 0.95 if day < 60 else 0.6 if day < 130 else 0.0, [(60, None), (130, None)], id="more"),
    ],
)
def test_falls_and_returns_are_found_where_they_are(
    share: Callable[[int], float], expected: list[tuple[int, int | None]]
) -> None:
    draw = random.Random(11)
    times = array("q", (MONDAY + i * HOUR // 2 for i in range(200 * 48)))
    column = bytes(draw.random() < share(i // 48) for i in range(200 * 48))
    reported = list(falls(column, times, 0.2, 30))
    assert [(round(fall.at / 48), fall.back and round(fall.back / 48)) for fall in reported] == expected


def test_the_same_url_in_two_folders() -> None:
    summaries = [summary(i) for i in range(60)]
    again = summary(7, path="b/1048568.md", epoch=MONDAY + 50 * HOUR)
    [(rule, hit)] = hits([*summaries, again])
    assert (rule, hit.path, hit.related[0].path) == ("url-duplicate", "b/1048568.md", "rfi/1048568.md")


def test_the_same_url_twice_in_one_file() -> None:
    items = [summary(i, path="feed.jsonl", line=i + 1, url=9) for i in range(3)]
    [(_, hit)] = hits(items, "url-duplicate")
    assert hit.message.startswith("2 other articles with the same URL: ")


def test_many_duplicates_name_five_files_and_count_the_rest() -> None:
    [(_, hit)] = hits((summary(i, url=9) for i in range(40)), "url-duplicate")
    assert len(hit.related) == 5 and hit.message.startswith("39 other files with the same URL (and 34 more)")
    assert "the link is not that of the article" in hit.message


def test_more_groups_than_are_held_at_a_time() -> None:
    summaries = [summary(i, url=1 + i // 2) for i in range(5_000)]
    reported = hits(summaries, "url-duplicate")
    assert [hit.path for _, hit in reported] == [f"rfi/{1_048_575 - i}.md" for i in range(1, 5_000, 2)]


def test_one_duplicate_is_reported_by_one_rule() -> None:
    text = [*range(100, 112)]
    summaries = [summary(i) for i in range(100)]
    summaries[10] = summary(10, url=5, title=6, body=7, hashes=text)
    for changes, rule in (
        ({"url": 5, "title": 6, "body": 7, "hashes": text}, "url-duplicate"),
        ({"title": 6, "body": 7, "hashes": text}, "body-duplicate"),
        ({"title": 6, "hashes": [*text[:-1], 999]}, "body-near-duplicate"),
        ({"title": 6}, "title-duplicate"),
    ):
        summaries[20] = summary(20, **changes)
        assert [id_ for id_, _ in hits(summaries)] == [rule]


@pytest.mark.parametrize("common", [pytest.param(5, id="half"), pytest.param(2, id="too few")])
def test_bodies_that_are_not_near_enough(common: int) -> None:
    summaries = [summary(0, hashes=[*range(10)]), summary(1, hashes=[*range(common), *range(50, 60 - common)])]
    assert hits(summaries, "body-near-duplicate") == []


def test_a_short_version_of_a_long_text_is_found() -> None:
    summaries = [summary(i) for i in range(50)]
    summaries[3] = summary(3, hashes=[*range(1_000, 14_000, 1_000)])
    summaries[30] = summary(30, hashes=[*range(1_000, 8_000, 1_000)])
    [(_, hit)] = hits(summaries, "body-near-duplicate")
    assert "7 of 7 sentences are the same" in hit.message


def test_a_set_phrase_makes_no_near_duplicates() -> None:
    summaries = [summary(i, hashes=[1, 2, 3, i + 10, i + 1_000]) for i in range(60)]
    assert hits(summaries, "body-near-duplicate") == []


def test_other_publishers_may_print_the_same() -> None:
    summaries = [summary(i, site=f"{i}.example.org", title=1, body=2, image=3, hashes=[1, 2, 3, 4]) for i in range(2)]
    assert hits(summaries) == []


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        pytest.param({"image": 5, "image_url": "https://s.rfi.fr/logo.png"}, "image-shared", id="image"),
        pytest.param({"hashes": [1, 2, 3]}, "text-shared", id="text"),
    ],
)
def test_what_is_suddenly_shared_is_reported_with_its_stretch(part: dict[str, Any], rule: str) -> None:
    summaries = [summary(i) for i in range(300)]
    for i in range(150, 200, 2):
        more = dict(part)
        if "hashes" in more:
            more["hashes"] = [5, *(100_000 * i + k for k in range(8))]
        summaries[i] = summary(i, **more)
    [(id_, hit)] = hits(summaries)
    assert (id_, hit.path, len(hit.related)) == (rule, f"rfi/{1_048_575 - 150}.md", 5)
    assert "25 of 49 articles in a row" in hit.message and "(and 19 more)" in hit.message


def test_two_stretches_of_one_image_are_two_findings() -> None:
    summaries = [summary(i, image=5) if 100 <= i < 130 or 300 <= i < 330 else summary(i) for i in range(500)]
    assert len(hits(summaries, "image-shared")) == 2


def disturbances() -> list[ArticleSummary]:
    """Articles without a usable time, or all at one time."""
    return [
        *(summary(5_000 + i, epoch=None, file_number=None, path=f"x/{i}-a.md") for i in range(40)),
        *(summary(6_000 + i, epoch=NOW + 400 * DAY, file_number=None, path=f"x/{i}-b.md") for i in range(40)),
        *(summary(7_000 + i, epoch=1_688_342_400, file_number=None, path=f"x/{i}-c.md") for i in range(40)),
        *(summary(8_000 + i, epoch=MONDAY + 50 * HOUR, file_number=None, path=f"x/{i}-d.md") for i in range(40)),
    ]


SCENARIOS = {
    "roll-over": rolled_over(),
    "silence": [summary(i) for i in range(300) if not 100 <= i < 172],
    "fall": [summary(i, present_fields=ALL & ~LEAD if 200 <= i < 300 else ALL) for i in range(500)],
    "image": [summary(i, image=5) if i >= 150 else summary(i) for i in range(250)],
    "text": [summary(i, hashes=[5, *range(i * 100, i * 100 + 8)]) if i >= 150 else summary(i) for i in range(250)],
    "duplicates": [
        summary(i, **({"url": 5} if i in (3, 90) else {"body": 5} if i in (7, 95) else {})) for i in range(99)
    ],
    "versions": [summary(i, **({"title": 5} if i in (3, 9) else {})) for i in range(99)],
    "near": [summary(i, **({"hashes": [*range(9), i]} if i in (3, 9) else {})) for i in range(99)],
}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_order_of_the_files_does_not_matter(scenario: str) -> None:
    def hits_by_path(summaries: list[ArticleSummary]) -> list[str]:
        # Positions depend on the order; the articles at them don't.
        named = (
            (id_, replace(hit, positions=sorted(summaries[at].path for at in hit.positions)))
            for id_, hit in hits(summaries)
        )
        return sorted(map(str, named))

    summaries = SCENARIOS[scenario]
    expected = hits_by_path(summaries)
    assert expected
    assert hits_by_path(random.Random(1).sample(summaries, len(summaries))) == expected
    assert hits_by_path(sorted(summaries, key=lambda summary: summary.path)) == expected


@pytest.mark.parametrize(
    ("scenario", "rule", "numbers"),
    [
        pytest.param("fall", "coverage-fall", range(200, 300), id="all that lack the field"),
        pytest.param("image", "image-shared", range(150, 250), id="all that have the image"),
        pytest.param("text", "text-shared", range(150, 250), id="all that have the sentence"),
        pytest.param("duplicates", "url-duplicate", (3, 90), id="both with the URL"),
        pytest.param("near", "body-near-duplicate", (3, 9), id="both of a pair"),
    ],
)
def test_members_are_all_that_take_part(scenario: str, rule: str, numbers: Iterable[int]) -> None:
    ((_, hit),) = hits(SCENARIOS[scenario], rule)
    assert sorted(hit.positions) == list(numbers)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_articles_out_of_time_disturb_nothing(scenario: str) -> None:
    summaries = SCENARIOS[scenario]
    rules_before = sorted({rule for rule, _ in hits(summaries)})
    reported = {(rule, hit.path) for rule, hit in hits([*disturbances(), *summaries])}
    assert {(rule, hit.path) for rule, hit in hits(summaries)} <= reported
    assert sorted({rule for rule, _ in reported}) == rules_before


@pytest.mark.slow
@pytest.mark.parametrize(
    "summaries",
    [
        pytest.param(lambda i: summary(i), id="nothing in common"),
        pytest.param(lambda i: summary(0, path=f"rfi/{i}.md"), id="all the same"),
        pytest.param(lambda i: summary(i, file_number=i * 7_919 % 20_011, epoch=MONDAY + i * 31 % 997), id="no order"),
        pytest.param(
            lambda i: summary(i, url=i // 2 + 1, title=i // 3 + 1, body=i // 5 + 1, image=i % 50), id="groups"
        ),
        pytest.param(lambda i: summary(i, hashes=[i // 15 * 4 + k for k in range(4)]), id="near duplicates"),
        pytest.param(lambda i: summary(i, present_fields=ALL if i // 100 % 2 else 0), id="up and down"),
        pytest.param(lambda i: summary(i, epoch=MONDAY + i * i * DAY // 10_000), id="ever slower"),
        pytest.param(lambda i: summary(i, site=f"{i}.example.org"), id="as many sites as articles"),
    ],
)
def test_time_is_linear_in_the_worst_case(summaries: Callable[[int], ArticleSummary]) -> None:
    """Where a rule compares all pairs, 20,000 articles take minutes."""
    for _, hit in hits(summaries(i) for i in range(20_000)):
        assert len(hit.related) <= MAX_RELATED and len(hit.message) < 400 and len(hit.evidence) <= 80


@pytest.mark.parametrize("summaries", [pytest.param([], id="empty"), pytest.param([summary(0)], id="one article")])
def test_small_dumps_are_silent(summaries: list[ArticleSummary]) -> None:
    assert hits(summaries) == []


def test_timelines_are_in_order_and_stable() -> None:
    summaries = [
        summary(0, epoch=MONDAY + 5),
        summary(1, epoch=MONDAY),
        summary(2, epoch=MONDAY + 5),
        summary(3, epoch=None),
    ]
    [line] = timelines(SummaryDump(summaries), NOW, [summary.han_count for summary in summaries])
    assert list(line.positions) == [1, 0, 2]


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        pytest.param([], [], id="none"),
        pytest.param([1, 1, 1], [1, 1, 1], id="equal values are in order"),
        pytest.param([1, 9, 2, 3], [1, 0, 1, 1], id="one out of order"),
        pytest.param([5, 6, 1, 7], [1, 1, 0, 1], id="the longest"),
    ],
)
def test_longest_subsequence_in_order(values: list[int], kept: list[int]) -> None:
    assert list(longest_nondecreasing(values)) == kept


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param([*range(50, 80)], [(0, 30)], id="without a gap"),
        pytest.param([0, *range(50, 80), 200], [(1, 31)], id="strays beside it are no part of it"),
        pytest.param([*range(50, 80), *range(300, 330)], [(0, 30), (30, 60)], id="two"),
        pytest.param([*range(0, 400, 5)], [], id="too thin"),
    ],
)
def test_stretches(places: list[int], expected: list[tuple[int, int]]) -> None:
    assert list(dense_runs(places, 0.3, 20)) == expected


@pytest.mark.parametrize(
    ("orders", "han", "severity", "words"),
    [
        pytest.param(
            {"month-first": 40, "either": 20}, 0, "", '20 date lines .*: set `date-order = "month-first"`', id="month"
        ),
        pytest.param({"month-first": 40, "either": 20}, 400, "", '"month-first"`', id="month, in Chinese"),
        pytest.param(
            {"month-first": 40, "day-first": 1, "either": 1}, 0, "", '1 date line in .* "month-first"`', id="a slip"
        ),
        pytest.param({"month-first": 9, "day-first": 9, "either": 9}, 0, "", "correct the scraper", id="both orders"),
        pytest.param({"either": 12}, 0, "note", '"day-first"` or `date-order = "month-first"`', id="nothing tells"),
        pytest.param({"either": 12}, 400, None, "", id="nothing tells, in Chinese"),
        pytest.param({"day-first": 40, "either": 20}, 0, None, "", id="day"),
        pytest.param({"month-first": 40}, 0, None, "", id="each tells"),
        pytest.param({}, 0, None, "", id="no such date"),
    ],
)
def test_the_order_of_day_and_month_is_told_once_a_feed(
    orders: dict[str, int], han: int, severity: str | None, words: str
) -> None:
    lines = [order for order, count in orders.items() for _ in range(count)]
    dump = [summary(i, date_order=order, han_count=han) for i, order in enumerate(lines)]
    reported = [hit for _, hit in hits(dump, "dateline-order")]
    assert [hit.severity for hit in reported] == ([] if severity is None else [severity])
    assert all(re.search(words, hit.message) and hit.pointer == "/dateline" for hit in reported)


def test_only_chinese_has_the_day_first_by_itself() -> None:
    dump = [summary(i, date_order="either", han_count=90, language="ja") for i in range(12)]
    assert [hit.severity for _, hit in hits(dump, "dateline-order")] == ["note"]


def test_the_order_of_day_and_month_is_each_sites_own() -> None:
    shown = {"a": "either", "b": "month-first"}
    dump = [summary(i, site="ab"[i % 2], date_order=shown["ab"[i % 2]], han_count=0) for i in range(20)]
    assert [(hit.site, hit.severity) for _, hit in hits(dump, "dateline-order")] == [("a", "note")]
