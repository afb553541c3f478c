"""One sentence about a dump, for somebody who doesn't know newscheck."""

from __future__ import annotations

import pytest
from page_reports import DAY, START, change, finding, report, series, span

from newscheck.model import CountedFindings, Crash, HiddenFindings, Report, Totals
from newscheck.outputs.page.tally import Tally
from newscheck.outputs.page.verdict import verdict

CRASH = Crash("rfi/1.md", "title-empty", "Traceback\nboom")
SILENT = finding(
    "feed-silent", "warning", "", site="cna", message="nothing new from cna since 2021-10-03 00:00 UTC, for 9 days: x"
)


@pytest.mark.parametrize(
    ("of", "level", "label", "sentence"),
    [
        pytest.param(
            report(changes=[change()], layouts=[span()]),
            "bad",
            "Something broke",
            "rfi: since 2021-10-11, 3 days before the newest article, the lead image is missing in every article; "
            "1,204 articles.",
            id="a field is lost",
        ),
        pytest.param(
            report(changes=[change()]),
            "bad",
            "Something broke",
            "rfi: since 2021-10-11 the lead image is missing in every article; 1,204 articles.",
            id="nobody knows the newest article",
        ),
        pytest.param(
            report(changes=[change()], series=[series(days=12)]),
            "bad",
            "Something broke",
            "rfi: since 2021-10-11, 1 day before the newest article, the lead image is missing in every article; "
            "1,204 articles.",
            id="the newest article is that of the series",
        ),
        pytest.param(
            report(changes=[change(until=12)]),
            "bad",
            "Something broke",
            "rfi: from 2021-10-11 to 2021-10-13 the lead image was missing in every article; 1,204 articles.",
            id="a field was lost and is back",
        ),
        pytest.param(
            report(
                changes=[change(features=[("has image", 1.0, 0.02), ("has lead", 1.0, 0.01)], harm=["image", "lead"])]
            ),
            "bad",
            "Something broke",
            "rfi: since 2021-10-11 the lead image and the lead paragraph are missing in nearly all articles; "
            "1,204 articles.",
            id="two fields in nearly all articles",
        ),
        pytest.param(
            report(changes=[change(features=[("has field author", 1.0, 0.4)], harm=["author"])]),
            "bad",
            "Something broke",
            "rfi: since 2021-10-11 the field author is missing in 60% of the articles; 1,204 articles.",
            id="an own field in some articles",
        ),
        pytest.param(
            report(changes=[change(features=[("paragraphs >= 4", 1.0, 0.4)], harm=["paragraphs"])]),
            "bad",
            "Something broke",
            "rfi: since 2021-10-11 a part of the paragraphs is missing in many articles; 1,204 articles.",
            id="a measure has no share",
        ),
        pytest.param(
            report(changes=[change(within="in sport")]),
            "bad",
            "Something broke",
            "rfi: since 2021-10-11 the lead image is missing in every article of some kinds; 1,204 articles.",
            id="within a kind of article",
        ),
        pytest.param(
            report(changes=[change("", harm=["body"], features=[("has body", 1.0, 0.0)], articles_after=1)]),
            "bad",
            "Something broke",
            "articles without a site: since 2021-10-11 the text is missing in every article; 1 article.",
            id="no site",
        ),
        pytest.param(
            report(changes=[change(articles_after=9, since=20), change("cna", articles_after=10)]),
            "bad",
            "Something broke",
            "cna: since 2021-10-11 the lead image is missing in every article; 10 articles.",
            id="the greater loss comes first",
        ),
        pytest.param(
            report([SILENT]),
            "warning",
            "Needs a look",
            "Nothing new from cna since 2021-10-03 00:00 UTC, for 9 days: x.",
            id="a feed is silent",
        ),
        pytest.param(
            report([finding("coverage-fall", site="rfi", message="the share falls; a second part")]),
            "bad",
            "Something broke",
            "rfi: the share falls.",
            id="a message that names no site",
        ),
        pytest.param(
            report([finding(path=f"{number}.md") for number in range(3)]),
            "bad",
            "Errors in single articles",
            "3 errors in 3 of 3,000 files; all of one kind: “About title-empty”.",
            id="errors of one kind",
        ),
        pytest.param(
            report([finding("a"), finding("b"), finding("b", path="2.md"), finding("c", "warning")]),
            "bad",
            "Errors in single articles",
            "3 errors in 2 of 3,000 files; mostly: “About b” (2).",
            id="errors of several kinds",
        ),
        pytest.param(
            report([finding(epoch=START + 3 * DAY), finding(epoch=START), finding(path="2.md")]),
            "bad",
            "Errors in single articles",
            "3 errors in 2 of 3,000 files, dated 2021-10-01 to 2021-10-04; all of one kind: “About title-empty”.",
            id="errors of some days",
        ),
        pytest.param(
            report([finding(epoch=START)]),
            "bad",
            "Errors in single articles",
            "1 error in 1 of 3,000 files, dated 2021-10-01; “About title-empty”.",
            id="an error",
        ),
        pytest.param(
            report(
                [finding(site=site, path=f"{number}.md") for number, site in enumerate("aabbbcd")],
                series=[*map(series, "abcdef")],
            ),
            "bad",
            "Errors in single articles",
            "7 errors in 7 of 3,000 files (b, a and 2 more sites); all of one kind: “About title-empty”.",
            id="the sites with the most errors",
        ),
        pytest.param(
            report([finding(site="a"), finding(site="b")], series=[series("a"), series("b")]),
            "bad",
            "Errors in single articles",
            "2 errors in 1 of 3,000 files (both sites); all of one kind: “About title-empty”.",
            id="errors of both sites",
        ),
        pytest.param(
            report([finding(site=site) for site in "abc"], series=[*map(series, "abc")]),
            "bad",
            "Errors in single articles",
            "3 errors in 1 of 3,000 files (all 3 sites); all of one kind: “About title-empty”.",
            id="errors of all sites",
        ),
        pytest.param(
            report([finding(site="a"), finding()], series=[series("a"), series("b")]),
            "bad",
            "Errors in single articles",
            "2 errors in 1 of 3,000 files (a); all of one kind: “About title-empty”.",
            id="errors of one site of several",
        ),
        pytest.param(
            report([finding(path=f"{number}.md") for number in range(150)]),
            "bad",
            "Errors in many articles",
            "150 errors in 150 of 3,000 files; all of one kind: “About title-empty”.",
            id="many errors",
        ),
        pytest.param(
            report([finding(aggregated=(CountedFindings("0" * 16, 36, 2, "rfi", None),)), finding("b")]),
            "bad",
            "Errors in single articles",
            "37 errors in at least 1 of 3,000 files; mostly: “About title-empty” (36).",
            id="one stands for others, which are in other files",
        ),
        pytest.param(
            report([finding("dateline-shifted", site="cna", message="date lines of cna are late (and 3 more): why?")]),
            "bad",
            "Something broke",
            "Date lines of cna are late: why?",
            id="a question, with a site and without what it leaves out",
        ),
        pytest.param(
            report(changes=[change(harm=["lead", "text length", "body"], features=[("has lead", 1.0, 0.0)])]),
            "bad",
            "Something broke",
            "rfi: since 2021-10-11 the lead paragraph and a part of the text are missing in many articles; "
            "1,204 articles.",
            id="there still is a text",
        ),
        pytest.param(
            report([finding("a", "warning"), finding("b", "warning")]),
            "warning",
            "Needs a look",
            "2 warnings in 1 of 3,000 files; of 2 kinds, such as “About a”.",
            id="warnings",
        ),
        pytest.param(
            report([finding(severity="note")]),
            "good",
            "Healthy",
            "Healthy: 3,000 articles checked, nothing found but 1 note.",
            id="notes only",
        ),
        pytest.param(
            report(changes=[change(harm=[])]),
            "good",
            "Healthy",
            "Healthy: 3,000 articles checked, nothing found.",
            id="a change that lost nothing",
        ),
        pytest.param(
            report(summary=Totals()), "none", "Nothing checked", "No article was checked.", id="an empty report"
        ),
        pytest.param(
            report(crashes=[CRASH]),
            "bad",
            "Incomplete",
            "newscheck itself failed once: the findings are incomplete.",
            id="a crash and nothing else",
        ),
    ],
)
def test_the_state_of_a_dump(of: Report, level: str, label: str, sentence: str) -> None:
    told = verdict(of, Tally(of.findings))
    assert (told.level, told.label, told.sentence) == (level, label, sentence)


def test_what_else_there_is_comes_below() -> None:
    of = report(
        [SILENT, finding("layout-change"), finding("a", "warning")],
        changes=[change(), change("cna", until=14)],
        crashes=[CRASH, CRASH],
    )
    told = verdict(of, Tally(of.findings))
    assert told.sentence.startswith("rfi: since")
    assert told.more == (
        "newscheck itself failed 2 times: the findings are incomplete.",
        "Nothing new from cna since 2021-10-03 00:00 UTC, for 9 days: x.",
        "cna: from 2021-10-11 to 2021-10-15 the lead image was missing in every article; 1,204 articles.",
        "There is more: see “Layout changes” and “Rules” below.",
    )


@pytest.mark.parametrize(("number", "is_told"), [(4, False), (5, True)])
def test_a_loss_that_has_no_room_is_not_passed_over(number: int, *, is_told: bool) -> None:
    of = report(changes=[change(f"site-{place}") for place in range(number)])
    told = verdict(of, Tally([]), layouts_only=True)
    assert len(told.more) == number - 1
    assert (told.more[-1] == "There is more: see “Layout changes” below.") is is_told


def test_what_is_hidden_is_no_secret() -> None:
    told = verdict(report(hidden=[HiddenFindings("known", 7, "", {}), HiddenFindings("b", 1, "", {})]), Tally([]))
    assert told.sentence == "Healthy: 3,000 articles checked, nothing new found."
    assert told.more == ("8 findings hidden, known or suppressed: see “Hidden findings” below.",)


def test_numbers_for_experts_are_left_out() -> None:
    message = "texts have 298 characters (median of 121, before 588), 100% (of 60), for (3 h) (and 9 more): a; b"
    of = report([finding("paragraphs-lost", "warning", site="rfi", message=message)])
    told = "rfi: texts have 298 characters, 100%, for (3 h): a."
    assert verdict(of, Tally(of.findings)).sentence == told


def test_what_is_told_already_is_not_counted_again() -> None:
    of = report([finding("layout-change"), SILENT, finding("a", "note")], changes=[change()])
    assert len(verdict(of, Tally(of.findings)).more) == 1
    of = report([finding("layout-change"), finding("b")], changes=[change()])
    assert verdict(of, Tally(of.findings)).more == ("2 errors in 1 of 3,000 files; of 2 kinds, such as “About b”.",)


def test_a_time_that_no_calendar_has_is_none() -> None:
    of = report([finding(epoch=10**20), finding(epoch=-(10**20)), finding(epoch=START + DAY)])
    (row,) = Tally(of.findings).rules
    assert (row.findings, dict(row.days)) == (3, {18_902: 1})


def test_a_text_without_the_words_of_the_headline_is_no_shorter_one() -> None:
    of = report(changes=[change(features=[("text has the title's words", 1.0, 0.0)], harm=["body"])])
    told = verdict(of, Tally(of.findings)).sentence
    assert told == "rfi: since 2021-10-11 a text that fits the headline is missing in every article; 1,204 articles."


def test_a_headline_that_is_lost_has_no_words_that_a_damaged_text_could_have() -> None:
    shares = [("has title", 1.0, 0.0), ("text has the title's words", 1.0, 0.0), ("text mojibake", 0.0, 1.0)]
    of = report(changes=[change(features=shares, harm=["title", "body"])])
    told = verdict(of, Tally(of.findings)).sentence
    assert told == (
        "rfi: since 2021-10-11 the headline and a part of the text are missing in many articles; 1,204 articles."
    )


def test_items_that_fit_no_field_come_before_what_else_a_feed_has() -> None:
    unmapped = 'none of 9 items of cna has title (their other fields: `headline`); [fields] needs title = "headline"'
    of = report([SILENT, finding("item-unmapped", site="cna", message=unmapped)])
    told = verdict(of, Tally(of.findings)).sentence
    assert told == "None of 9 items of cna has title (their other fields: `headline`)."
