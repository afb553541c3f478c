"""The findings of the rules about markup, case by case; the time for hostile markup is linear in its length."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import pytest

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.checker import examples
from newscheck.engine.session import default_checker
from newscheck.model import Context, Finding, RawInput
from newscheck.rules import tag_fused
from newscheck.synthetic import specimen

Check = Callable[..., list[Finding]]
#: Two paragraphs, for what stands before and behind a defect.
FIRST, SECOND = "<p>渔民合作社周五公布了全部条文。</p>", "<p>各国代表当天表示欢迎，并要求增加巡逻。</p>"
RULES = (
    *("tag-fused", "tag-unbalanced", "tag-too-deep", "script-present", "iframe-present"),
    *("event-handler", "script-link", "tracking-pixel"),
)


def page(html: str, url: str = "https://news.example.org/2023/08/16/story.html") -> str:
    """A dump file of an unknown publisher with this HTML."""
    return f"<!--1692213306000-->\n[渔民合作社公布救援协定的全部条文]({url})\n------\n\n{html}\n"


def of(findings: list[Finding], *rules: str) -> list[Finding]:
    return [finding for finding in findings if finding.rule in (rules or RULES)]


@pytest.mark.parametrize(
    ("html", "message"),
    [
        pytest.param("<div>{}</div>{}", "", id="even"),
        pytest.param("§<div>{}<div>{}</div>", "<div> is never closed", id="never closed: the outer one is left"),
        pytest.param(
            "<div>{}</div>{}§</div>", "<div> is closed too early (paragraphs behind it: 1)", id="closed early"
        ),
        pytest.param("§</div>{}{}", "a stray end tag </div>", id="closes nothing"),
        pytest.param("{}{}§</div></div>", "2 stray end tags </div>", id="two too many"),
        pytest.param("<ul><li>{}§</ol></ul>{}", "a stray end tag </ol>", id="list of another kind"),
        pytest.param("<main>§<nav>{}</main>{}", "<nav> is never closed", id="closed by its container"),
        pytest.param("<nav><main>{}</nav>{}§</main>", "<main> and its container are closed in the wrong", id="crossed"),
        pytest.param("<DIV>{}</Div>{}", "", id="capitals"),
        pytest.param("{}<nav/>{}", "", id="closes itself"),
        pytest.param("{}<p>{}<li>一<td>二", "", id="end tags that may be left out"),
        pytest.param("{}<img><br><hr>{}", "", id="elements without an end"),
        pytest.param("{}<divider></divider>{}<section-x></section-x>", "", id="names that only begin so"),
        pytest.param("<!-- <div> -->{}<!-- </div></div> -->{}", "", id="in comments"),
        pytest.param("{}<textarea></div></textarea>{}", "", id="in a text field"),
        pytest.param('{}<span title="</div>" alt=\'</div>\' data-a="\'"></span>{}', "", id="in attributes"),
        pytest.param("<div class=a/b title=it's>{}</div>{}", "", id="attributes without quotes"),
        pytest.param("<div>{}{}<a href='x.", "", id="cut off in a tag"),
        pytest.param("<div>{}{}<p>各国代表当天", "", id="cut off in a sentence"),
        pytest.param("§<div>{}{}各国代表当天表示欢迎。", "<div> is never closed", id="ends with a sentence"),
    ],
)
def test_containers(check: Check, html: str, message: str) -> None:
    html = html.format(FIRST, SECOND)
    findings = of(check(page(html.replace("§", ""))), "tag-unbalanced")
    assert [message in finding.message for finding in findings] == ([True] if message else [])
    assert [finding.column for finding in findings] == ([html.index("§") + 1] if message else [])


def test_scripts_may_hold_tags(check: Check) -> None:
    findings = of(check(page(f"{FIRST}<script>'</div><div><div>'</script>{SECOND}")))
    assert [finding.rule for finding in findings] == ["script-present"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param('<divclass="a"><p>x</p></div>', ["`div` and `class`"], id="container"),
        pytest.param('<IMGSRC="a.jpg">', ["`img` and `src`"], id="capitals"),
        pytest.param('<sourcetype="image/webp"/>', ["`source` and `type`"], id="format of a picture"),
        pytest.param(
            '<divdata-list></div><divid="b"></div>', ["`div` and `data-list` are glued together (2 times)"], id="2"
        ),
        pytest.param(
            '<imgalt="a"><asidedata-x="">1</aside>', ["`img` and `alt`", "`aside` and `data-x`"], id="two kinds"
        ),
        pytest.param("<share-button></share-button><o:p></o:p>", [], id="elements of others"),
        pytest.param("<sidenav>x</sidenav><divided>y</divided>", [], id="an attribute's name in a longer word"),
        pytest.param("<subtitle>x</subtitle><articleid>1</articleid>", [], id="elements of XML"),
        pytest.param('<divclass = "a">x</div>', ["`div` and `class`"], id="a blank before the value"),
        pytest.param('<!--<imgsrc="a.jpg">-->', [], id="in a comment"),
    ],
)
def test_fused_tags(check: Check, html: str, expected: list[str]) -> None:
    text = page(FIRST + html + SECOND)
    findings = of(check(text))
    assert [finding.rule for finding in findings] == ["tag-fused"] * len(expected)
    for finding, message in zip(findings, expected, strict=True):
        assert finding.message.startswith(message)
        line = text.split("\n")[finding.line - 1]
        assert line[finding.column - 1 :].startswith(finding.evidence)
        assert finding.evidence.startswith("<")


@pytest.mark.parametrize("names", [["imgsrc"], ["imgsrc='a.jpg"]])
def test_a_fused_tag_is_known_by_the_text_and_not_by_how_a_parser_names_it(check: Check, names: list[str]) -> None:
    text = page(f"{FIRST}<!--<imgsrc='b.jpg'>--><imgsrc='a.jpg/b'>{SECOND}")
    article = to_article(
        next(iter(readers.read(RawInput("a.md", text.encode())))), default_checker(now=examples.NOW).sites
    )
    tree = msgspec.structs.replace(article.content, fused_tags=names)
    (hit,) = tag_fused.check(msgspec.structs.replace(article, content=tree), Context(0, article.site))
    assert hit.evidence == "<imgsrc='a.jpg"
    assert [finding.evidence for finding in of(check(text), "tag-fused")] == [hit.evidence]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<script src=//ads.example.net/a.js></script>", ["a script from ads.example.net"], id="no quotes"),
        pytest.param("<script>1</script><script>2</script>", ["an inline script"] * 2, id="each is reported"),
        pytest.param("<script src='/a.js'></script>", ["a script from /a.js"], id="of the page's own host"),
        pytest.param("<script type=application/ld+json>{}</script>", ["data for a script (inert)"], id="linked data"),
        pytest.param("<script>", ["an inline script"], id="never closed"),
        pytest.param("<!--<script></script>-->", [], id="in a comment"),
        pytest.param("<noscript>1</noscript>", [], id="the opposite"),
    ],
)
def test_scripts(check: Check, html: str, expected: list[str]) -> None:
    findings = of(check(page(FIRST + SECOND + html)), "script-present")
    assert [finding.message for finding in findings] == expected
    assert all(finding.evidence.lower().startswith("<script") for finding in findings)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param('<a onclick="go()">1</a>', ["onclick"], id="plain"),
        pytest.param("<a OnClick = 'go()'>1</a>", ["OnClick"], id="capitals and blanks"),
        pytest.param("<svg/onload=go()>1</svg>", ["onload"], id="slash for a blank"),
        pytest.param('<a title="a > b" onfocus="go()">1</a>', ["onfocus"], id="behind a quoted bracket"),
        pytest.param('<img onload="1" onerror="2">', ["onload", "onerror"], id="two of one element"),
        pytest.param('<a title=" onclick=1">1</a>', [], id="in a value"),
        pytest.param('<a v-on:click="1" @click="1" :onclick="1" data-onclick="1">1</a>', [], id="prefixed"),
        pytest.param("<p>条文里的 onclick=1 是什么意思，气象学家没有说明。</p>", [], id="in the text"),
        pytest.param('<a once="1" on="1" online>1</a>', [], id="names that are no events"),
    ],
)
def test_event_handlers(check: Check, html: str, expected: list[str]) -> None:
    findings = of(check(page(FIRST + html + SECOND)), "event-handler")
    assert [finding.evidence for finding in findings] == expected


@pytest.mark.parametrize(
    ("html", "message"),
    [
        pytest.param('<img src="https://a.example/i" width=1 height=1>', "an image of 1 x 1 pixels", id="by its size"),
        pytest.param('<img src="https://www.facebook.com/tr?id=1">', "an image of a counter", id="by its host"),
        pytest.param('<img src="https://a.example/__utm.gif?x=1">', "an image of a counter", id="by its name"),
        pytest.param('<img src="https://a.example/i.gif?x=1">', "", id="any other name"),
        pytest.param('<img src="https://a.example/i.jpg" width="1">', "", id="one side only"),
    ],
)
def test_tracking_pixels(check: Check, html: str, message: str) -> None:
    findings = of(check(page(FIRST + SECOND + html)), "tracking-pixel")
    assert [message in finding.message for finding in findings] == ([True] if message else [])


@pytest.mark.parametrize("levels", [300, 2_000])
def test_deep_nesting_that_the_parser_follows_is_silent(check: Check, levels: int) -> None:
    assert of(check(page(f"{FIRST}{'<div>' * levels}{SECOND}{'</div>' * levels}"))) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "messages"),
    [
        pytest.param(99_992, [], id="as many tags as are read"),
        pytest.param(99_993, ["1 tag behind the first 100,000 not read"], id="one more"),
        pytest.param(99_999, ["7 tags behind the first 100,000 not read"], id="many more"),
    ],
)
def test_what_stands_behind_too_many_tags_is_reported(check: Check, number: int, messages: list[str]) -> None:
    # Two paragraphs before them, and two behind, are eight tags.
    html = f"{FIRST}{SECOND}{'<br>' * number}{FIRST}{SECOND}"
    findings = of(check(page(html)), "tag-too-deep")
    assert [finding.message for finding in findings] == messages
    assert all(finding.line == 5 and finding.column > 400_000 - 50 for finding in findings)


def test_too_deep_nesting_is_reported_where_the_parser_stops(check: Check) -> None:
    finding = of(check(page(f"{FIRST}{'<div>' * 9_000}{SECOND}{'</div>' * 9_000}")), "tag-too-deep")[0]
    assert 2_000 < (finding.column - 1 - len(FIRST)) / len("<div>") < 2_100


#: Pieces that make naive scanners backtrack, or scan to the end of the text again and again.
PIECES = (
    *(
        "<",
        "<<!--",
        "<!--",
        "<div ",
        "<div",
        "</div",
        "</div>",
        "<div>",
        "<section></div>",
        '<a "',
        "<a title='",
        '<a b="',
    ),
    *(
        "<script",
        "<script>",
        "<script src=",
        "<iframe src='",
        "<style>",
        "<a onclick",
        "<a onclick ",
        " onload",
        "=",
        "< on=",
    ),
    *(
        "<imgsrc=",
        "<imgsrc='a' ",
        '<divclass="',
        "<img src=data:",
        "<img src='data:,'>",
        "<img>",
        "<a href='javascript:'>",
    ),
    *(
        "<a href=https://x.com/intent?url=https%3A%2F%2Fnews.example.org%2F",
        "%25",
        "<a href='https://wa.me/?text=http:/",
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("closing", ["", "'>", '">', "-->", "</script></div>"])
def test_hostile_markup_comes_to_an_end(check: Check, piece: str, closing: str) -> None:
    findings = of(check(page(FIRST + piece * (200_000 // len(piece)) + closing + SECOND)))
    assert len(findings) <= 25 * len(RULES)
    assert all(len(finding.message) < 300 for finding in findings)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["/", "//", "%", "%2", "a.", "-", "@", ":", "?utm_=", "&amp;", "https://", "{", "=null", "\u200b"]
)
def test_hostile_urls_come_to_an_end(check: Check, piece: str) -> None:
    many = piece * (200_000 // len(piece))
    for url in (f"https://www.rfi.fr/cn/{many}", f"https://{many}", many):
        patch: Mapping[str, Any] = {"url": url, "image": url, "share": False}
        findings = check(specimen.render(patch))
        assert all(len(finding.message) < 300 and len(finding.evidence) <= 80 for finding in findings)
