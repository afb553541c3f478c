"""The rules about titles: exact locations in the header, and valid titles that resemble faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from newscheck.model import Finding
from newscheck.synthetic import specimen

Check = Callable[..., list[Finding]]

FOREIGN = "https://www.voachinese.com/a/%E6%B5%B7%E4%B8%8A%E6%95%91%E6%8F%B4/1.html"


def places(findings: list[Finding], rule: str) -> list[tuple[int, str]]:
    """Column in the header's second line and evidence of each finding of a rule."""
    return [(finding.column, finding.evidence) for finding in findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("rule", "title", "expected"),
    [
        pytest.param("title-entity", "甲&quot;乙&amp;#22338;丙", [(3, "&quot;"), (10, "&amp;#22338;")], id="two"),
        pytest.param("title-entity", "甲&amp;amp;乙", [(3, "&amp;amp;")], id="escaped twice is one finding"),
        pytest.param("title-entity", "甲 &amp 乙", [(4, "&amp")], id="without a semicolon"),
        pytest.param("title-entity", "甲&乙；AT&T；R&D;", [], id="ampersands"),
        pytest.param("title-control", "甲\u200b\u200b乙\u202e", [(3, "\u200b\u200b"), (6, "\u202e")], id="runs"),
        pytest.param("title-control", "甲👩\u200d🚒乙", [], id="a joiner in an emoji"),
        pytest.param("title-control", "甲\u200d乙", [(3, "\u200d")], id="a joiner between Han"),
        pytest.param("title-spacing", "甲  乙\u00a0丙\t丁", [(3, "  "), (6, "\u00a0"), (8, "\t")], id="three kinds"),
        pytest.param("title-spacing", "甲 \u00a0 乙", [(3, " \u00a0 ")], id="a mixed run is one finding"),
        pytest.param("title-spacing", "甲\u3000乙", [], id="ideographic space"),
        pytest.param("title-spacing", "甲\u3000\u3000乙", [(3, "\u3000\u3000")], id="two ideographic spaces"),
        pytest.param("title-spacing", "甲乙 ", [(4, " ")], id="at the end"),
        pytest.param("title-editor-mark", "Draft - 甲乙", [(2, "Draft - ")], id="any case"),
        pytest.param("title-editor-mark", "甲乙 - copy", [(6, " copy")], id="at the end"),
        pytest.param("title-editor-mark", "甲乙 - Clone", [(6, " Clone")], id="a clone behind a dash"),
        pytest.param("title-editor-mark", "甲乙 copy", [(4, " copy")], id="a copy behind Han"),
        pytest.param("title-editor-mark", "甲乙 Anti-Clone", [], id="a clone in a name"),
        pytest.param("title-editor-mark", "甲乙 Voice Clone", [], id="a clone behind a word"),
        pytest.param("title-editor-mark", "甲乙 Hard Copy", [], id="a copy behind a word"),
        pytest.param("title-editor-mark", "Clone: 甲乙", [], id="a subject"),
        pytest.param("title-editor-mark", "甲乙（測試）", [(4, "（測試）")], id="traditional"),
        pytest.param("title-editor-mark", "甲乙测试", [], id="a word of the headline"),
        pytest.param("title-editor-mark", "Copyright：甲乙", [], id="a longer word"),
        pytest.param("title-too-long", "甲" * 201, [(202, "甲")], id="one too many"),
        pytest.param("title-too-long", "甲" * 200, [], id="just enough"),
        pytest.param("title-too-long", "甲 a" * 99, [], id="mostly other letters"),
        pytest.param("title-too-long", "甲 a" * 101, [(302, "甲 a")], id="too many of other letters"),
        pytest.param("title-language", "Breaking News", [(2, "Breaking News")], id="English"),
        pytest.param("title-language", "Breaking News：甲", [], id="one character is enough"),
        pytest.param("title-site-name", "甲乙 – 法国国际广播电台 - RFI", [(5, "– 法国国际广播电台 - RFI")], id="wire"),
        pytest.param("title-site-name", "甲乙 - 法国世界报", [], id="a column"),
    ],
)
def test_places_in_the_title(check: Check, rule: str, title: str, expected: list[tuple[int, str]]) -> None:
    findings = check({"title": title})
    assert places(findings, rule) == expected
    assert all(finding.line == 2 for finding in findings if finding.rule == rule)


@pytest.mark.parametrize(
    ("title", "evidence"),
    [
        pytest.param("海上救援协定生效 - 美国之音中文网", "- 美国之音中文网", id="word for a site"),
        pytest.param("海上救援协定生效 | VOA", "| VOA", id="acronym of the host"),
        pytest.param("海上救援协定生效｜voachinese.com", "｜voachinese.com", id="host"),
        pytest.param("海上救援协定生效 - 时事大家谈", None, id="column"),
        pytest.param("海上救援协定生效：美国之音电视台", None, id="no divider"),
        pytest.param("海上-救援-协定-互联网", None, id="hyphens without blanks"),
        pytest.param("专访 | 海上救援协定将于周五开始生效", None, id="what follows a kicker"),
        pytest.param("海上救援协定生效 | A", None, id="one letter"),
    ],
)
def test_site_names_of_unknown_publishers(check: Check, title: str, evidence: str | None) -> None:
    reported = places(check({"title": title, "url": FOREIGN}), "title-site-name")
    assert [text for _, text in reported] == ([evidence] if evidence else [])


@pytest.mark.parametrize(
    ("title", "slug", "is_other"),
    [
        pytest.param("达喀尔海事法庭批评电网改造工程", "达喀尔-海事法庭-批评电网改造工程", False, id="the same"),
        pytest.param("达喀尔海事法庭批评电网改造工程", "海事法庭不满电网改造", False, id="an older headline"),
        pytest.param("达喀尔海事法庭批评电网改造工程", "达喀尔", False, id="too short to tell"),
        pytest.param("达喀尔海事法庭批评电网改造工程", "wire-dakar-tribunal-20230816", False, id="not Han"),
        pytest.param("Dakar: tribunal maritime", "达喀尔海事法庭批评电网改造工程", False, id="title not Han"),
        pytest.param("达喀尔海事法庭批评电网改造工程", "里斯本渔民欢迎乳制品新关税", True, id="another article"),
        pytest.param("达喀尔海事法庭批评电网改造工程 - 要闻分析", "里斯本渔民欢迎新关税", True, id="with a column"),
        pytest.param("Les médecins de Paris en grève", "medecins-paris-greve-lundi", False, id="accents"),
        pytest.param("Läden öffnen wieder am Sonntag", "sonntags-duerfen-laeden-verkaufen", False, id="spelt out"),
        pytest.param("Порт открылся после трёх недель", "port-otkrylsya-posle-treh-nedel", False, id="Cyrillic"),
        pytest.param("港口 reopens after three long weeks", "library-stays-open-until-ten", True, id="mostly Latin"),
        pytest.param(
            "港口工人结束了三周罢工 (Reuters, May, AFP, EFE)", "library-stays-open-until", False, id="few Latin"
        ),
        pytest.param("Harbour reopens after three weeks", "library-stays-open-until-ten", True, id="another, in Latin"),
        pytest.param("Harbour reopens after three weeks", "library-ten", False, id="too few words to tell"),
    ],
)
def test_slug_of_another_article(check: Check, title: str, slug: str, is_other: bool) -> None:
    reported = places(check({"title": title, "slug": slug}), "title-slug-mismatch")
    assert reported == ([(2, title)] if is_other else [])


@pytest.mark.parametrize(
    ("title", "shared", "is_other"),
    [
        pytest.param("里斯本港口复工", "里斯本港口复工", False, id="the same"),
        pytest.param("里斯本港口 “复工”！", '里斯本港口\u00a0"复工"', False, id="marks and blanks"),
        pytest.param("里斯本港口复工 - 要闻分析", "里斯本港口复工", False, id="without its column"),
        pytest.param("里斯本港口复工", "里斯本港口复工&amp;渔民欢迎", False, id="longer"),
        pytest.param("港口复工：http://example.org/", "港口复工：http://example.org/", False, id="a URL in it"),
        pytest.param("里斯本港口复工", "[object Object]", True, id="a program's word"),
        pytest.param("里斯本港口复工", "马尼拉港口复工", True, id="another port"),
    ],
)
def test_title_of_the_share_links(check: Check, title: str, shared: str, is_other: bool) -> None:
    patch: Mapping[str, Any] = {"title": title, "shared_title": shared}
    findings = [finding for finding in check(patch) if finding.rule == "title-share-mismatch"]
    assert bool(findings) == is_other
    if findings:
        line = specimen.render(patch).decode().split("\n")[4]
        assert line[findings[0].column - 1 :].startswith(specimen.quote(shared, safe=""))


SOCIAL = (
    "里斯本港口周四复工，码头工人谈了三周，争的是夜班津贴。工会说，吊车在日落前重新开动，积压的货柜要十天才能运完。"
)
ENGLISH = (
    "The harbour of Brenmouth reopened on Tuesday morning after three weeks of repair. Crane drivers worked day and "
    "night to clear the wreck, and the first grain ship is at the quay."
)


@pytest.mark.parametrize(
    ("title", "shared", "text", "is_other"),
    [
        pytest.param("里斯本港口复工", "码头工人等了三周：夜班津贴谈成了", SOCIAL, False, id="a headline for networks"),
        pytest.param("里斯本港口复工", "雅加达渔业配额谈判周四破裂", SOCIAL, True, id="another article's share links"),
        pytest.param("雅加达渔业配额谈判破裂", "里斯本码头工人复工", SOCIAL, True, id="another article's title"),
        pytest.param("Brenmouth harbour reopens", "Crane drivers clear the wreck", ENGLISH, False, id="English"),
        pytest.param("Brenmouth harbour reopens", "Council votes on school budget", ENGLISH, True, id="English, other"),
        pytest.param("Live: Brenmouth harbour reopens", "“Harbour reopens” (Brenmouth)", "", False, id="reordered"),
        pytest.param("里斯本港口复工", "看图：里斯本港口复工了", SOCIAL, False, id="with words around it"),
        pytest.param("里斯本港口复工", "里斯本港口停工", SOCIAL, True, id="the opposite"),
    ],
)
def test_social_headlines(check: Check, title: str, shared: str, text: str, *, is_other: bool) -> None:
    patch: Mapping[str, Any] = {"title": title, "shared_title": shared, "lead": None, "paragraphs": [text]}
    assert [finding.rule for finding in check(patch)].count("title-share-mismatch") == is_other


def test_share_link_of_another_article_with_the_same_title_is_not_about_the_title(check: Check) -> None:
    findings = check({"shared_url": "https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20230816-other"})
    assert not [finding for finding in findings if finding.rule.startswith("title-")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "title",
    [
        pytest.param("test" + " " * 300_000 + "x", id="blanks after a mark"),
        pytest.param(" " * 300_000 + "甲", id="blanks"),
        pytest.param("&amp;" * 100_000, id="entities"),
        pytest.param("&" + "amp;" * 100_000, id="escaped a hundred thousand times"),
        pytest.param("\u200b\u3000" * 100_000, id="hidden"),
        pytest.param(" - " * 100_000, id="dividers"),
        pytest.param("甲" * 300_000, id="Han"),
        pytest.param("a" * 300_000, id="Latin"),
    ],
)
def test_a_huge_title_is_reported_in_few_words(check: Check, title: str) -> None:
    findings = check({"title": title, "share": False, "slug": "甲乙丙丁戊己庚辛"})
    assert "title-too-long" in {finding.rule for finding in findings}
    assert all(len(finding.message) < 300 for finding in findings)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param({}, ["the item has no title"], id="absent"),
        pytest.param({"title": None}, ["the item has no title"], id="null"),
        pytest.param({"title": ""}, ["the title is empty"], id="empty"),
        pytest.param({"title": " \u3000"}, ["the title is empty"], id="blanks"),
        pytest.param({"title": "好"}, [], id="there"),
    ],
)
def test_missing_title_of_an_item(check: Check, item: Mapping[str, Any], expected: list[str]) -> None:
    findings = check({"json": {"url": "https://news.example.org/a", "epoch_ms": 1692215820000, **item}})
    assert [finding.message for finding in findings if finding.pointer == "/title"] == expected
