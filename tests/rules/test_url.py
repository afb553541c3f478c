"""The findings of the rules about URLs and images, case by case; the rules' own examples run in test_contract."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import pytest

from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.model import Finding, RawInput
from newscheck.synthetic import specimen

Check = Callable[..., list[Finding]]
NOW = 1_692_500_000_000
URL = "https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20230816-%E6%B5%B7%E4%B8%8A%E6%95%91%E6%8F%B4%E5%8D%8F%E5%AE%9A"
OTHER = "https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20230816-%E5%8F%A6%E4%B8%80%E7%AF%87%E6%96%87%E7%AB%A0"
ELSEWHERE = "https://news.example.org/2023/08/16/story.html"


def messages(findings: list[Finding], rule: str) -> list[str]:
    return [finding.message for finding in findings if finding.rule == rule]


def only(findings: list[Finding], rule: str) -> Finding:
    (finding,) = [finding for finding in findings if finding.rule == rule]
    return finding


@pytest.mark.parametrize(
    ("url", "message", "evidence"),
    [
        pytest.param("/cn/1", "a relative link, not resolved against its page", "/cn/1", id="path only"),
        pytest.param("?p=1", "a relative link, not resolved against its page", "?p=1", id="query only"),
        pytest.param("www.rfi.fr/cn/1", "no `scheme://` before the host", "www.rfi.fr/cn/1", id="scheme forgotten"),
        pytest.param("mailto:a@example.org", "no `scheme://` before the host", "mailto:a@example.org", id="mail"),
        pytest.param("https:/www.rfi.fr/cn/1", "no `scheme://` before the host", "https:/www.rfi.fr/cn/1", id="slash"),
        pytest.param("file:///tmp/1.html", "the scheme is `file`, not http or https", "file", id="file of the crawler"),
        pytest.param("https://", "no host", "", id="scheme only"),
        pytest.param("https:///cn/1", "no host", "", id="host missing"),
        pytest.param(
            "https://undefined/cn/1", "`undefined` is not a host on the public Internet", "undefined", id="host"
        ),
        pytest.param("https://a@example.org/1", "a user's name before the host", "a@example.org", id="user"),
        pytest.param(
            "https://rfi.fr:/cn/1", "`rfi.fr:` is not a host on the public Internet", "rfi.fr:", id="port empty"
        ),
        pytest.param("https://rfi.fr:0/1", "`0` is not a port", "rfi.fr:0", id="port zero"),
        pytest.param("https://rfi.fr:65536/1", "`65536` is not a port", "rfi.fr:65536", id="port too great"),
        pytest.param("https://rfi.fr:8a/1", "`8a` is not a port", "rfi.fr:8a", id="port of letters"),
        pytest.param(
            "https://rfi.frhttps://rfi.fr/1",
            "two URLs in one: a scheme stands in the place of the host",
            "rfi.frhttps:",
            id="two URLs",
        ),
        pytest.param("https://rfi.fr/a b", "a blank in the URL (U+0020)", " ", id="blank"),
        pytest.param("https://rfi.fr/a\u3000b", "a blank in the URL (U+3000)", "\u3000", id="wide blank"),
        pytest.param(
            "https://rfi.fr/a\u200bb", "an invisible character in the URL (U+200B)", "\u200b", id="zero width"
        ),
        pytest.param("https://rfi.fr/a<b>", "`<` in the URL is not escaped", "<", id="angle bracket"),
        pytest.param("https://rfi.fr/{{ slug }}", "a template in the URL was not filled in", "{", id="template"),
        pytest.param("https://rfi.fr/a%zz", "`%zz` in the URL is not a percent escape", "%zz", id="not hexadecimal"),
        pytest.param("https://rfi.fr/a%", "`%` in the URL is not a percent escape", "%", id="escape cut off"),
        pytest.param("https://rfi.fr/a%00", "`%00` in the URL is a control character", "%00", id="escaped NUL"),
        pytest.param(
            "https://rfi.fr/cn/null?a=1", "`null` in the URL: the scraper had no value to put there", "null", id="null"
        ),
        pytest.param(
            "https://rfi.fr/?id=undefined",
            "`undefined` in the URL: the scraper had no value to put there",
            "undefined",
            id="undefined as a value",
        ),
    ],
)
def test_malformed_url_is_reported_with_its_place(check: Check, url: str, message: str, evidence: str) -> None:
    finding = only(check({"url": url, "share": False}), "url-malformed")
    assert finding.message == message
    assert (finding.evidence, finding.column) == (evidence, 24 + (url.index(evidence) if evidence else 8))


@pytest.mark.parametrize(
    "url",
    [
        pytest.param(URL, id="escaped"),
        pytest.param("https://www.rfi.fr/cn/国际/20230816-海上", id="not escaped: browsers do it"),
        pytest.param("http://例子.测试.cn/1", id="international host"),
        pytest.param("https://example.org/a_(b)_'c'?x=[1]&y=a|b", id="characters that are odd and allowed"),
        pytest.param("https://example.org/100%25-%E2%82%AC", id="an escaped percent sign"),
        pytest.param("https://example.org/null-and-void/nan", id="null as a part of a slug"),
        pytest.param("https://example.org./1", id="a host with a final dot"),
    ],
)
def test_well_formed_url_is_silent(check: Check, url: str) -> None:
    assert messages(check({"url": url, "share": False}), "url-malformed") == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        pytest.param(URL, [], id="own host"),
        pytest.param(URL.replace("www.", "m."), [], id="below it"),
        pytest.param(URL.replace("www.rfi.fr", "rfi.fr:443"), [], id="with a port"),
        pytest.param(ELSEWHERE, ["`news.example.org` is not a host of rfi (rfi.fr)"], id="another publisher"),
        pytest.param("https://notrfi.fr/cn/1", ["`notrfi.fr` is not a host of rfi (rfi.fr)"], id="only ends alike"),
        pytest.param(
            "https://rfi.fr.example.org/cn/1", ["`rfi.fr.example.org` is not a host of rfi (rfi.fr)"], id="begins"
        ),
        pytest.param("/cn/1", [], id="no host is another rule's"),
    ],
)
def test_foreign_host_of_a_forced_site(url: str, message: list[str]) -> None:
    result = Session(Project(now=NOW, site="rfi")).checker.check(RawInput("rfi/1.md", specimen.render({"url": url})))
    assert messages(result.findings, "url-foreign-host") == message


def test_foreign_host_that_no_site_claims_is_silent(check: Check) -> None:
    assert messages(check({"url": ELSEWHERE}), "url-foreign-host") == []


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param({"title": "海上救援协定"}, ["the item has no URL"], id="absent"),
        pytest.param({"title": "海上救援协定", "url": None}, ["the item has no URL"], id="null"),
        pytest.param({"title": "海上救援协定", "url": ""}, ["the URL is empty"], id="empty"),
        pytest.param({"title": "海上救援协定", "url": ELSEWHERE}, [], id="there"),
    ],
)
def test_missing_url_of_an_item(check: Check, item: Mapping[str, Any], expected: list[str]) -> None:
    assert messages(check(json.dumps(item), "feed.jsonl"), "url-missing") == expected


def test_broken_header_line_is_not_also_a_missing_url(check: Check) -> None:
    findings = check("<!--1692213306000-->\n没有链接的一行\n------\n\n<div><p>正文。</p></div>\n")
    assert messages(findings, "url-missing") == []


@pytest.mark.parametrize(
    ("tail", "evidence"),
    [
        pytest.param("?utm_source=a&id=1&utm_medium=b", "utm_source=a&id=1&utm_medium=b", id="from first to last"),
        pytest.param("?id=1&amp;fbclid=x", "fbclid=x", id="entity left in"),
        pytest.param("?CMP=rss", "CMP=rss", id="capitals"),
        pytest.param("#xtor=RSS-3", "xtor=RSS-3", id="in the fragment"),
    ],
)
def test_tracking_parameters_are_marked(check: Check, tail: str, evidence: str) -> None:
    assert only(check({"url": ELSEWHERE + tail, "share": False}), "url-tracking").evidence == evidence


def test_tracking_parameters_are_an_option() -> None:
    project = Project(now=NOW, rules={"url-tracking": {"parameters": ["from"]}})
    for tail, count in (("?from=rss", 1), ("?utm_source=rss", 0)):
        data = specimen.render({"url": ELSEWHERE + tail, "share": False})
        assert len(messages(Session(project).checker.check(RawInput("1.md", data)).findings, "url-tracking")) == count


@pytest.mark.parametrize(
    ("shared", "count"),
    [
        pytest.param(quote(URL, safe=""), 0, id="encoded once, as share blocks do"),
        pytest.param(quote(quote(URL, safe=""), safe=""), 0, id="encoded twice"),
        pytest.param(URL, 0, id="not encoded"),
        pytest.param(
            quote("http://m.rfi.fr//cn/国际/20230816-海上救援协定/?ref=1#x", safe=""), 0, id="but for the rest"
        ),
        pytest.param(quote("海上救援 - ", safe="") + quote(URL, safe="") + "%20via%20@RFI_Cn", 0, id="in a text"),
        pytest.param(quote("https://rfi.my/9aBc.F", safe=""), 0, id="short link"),
        pytest.param(quote("https://news.example.org/www.rfi.fr", safe=""), 0, id="host in another's path"),
        pytest.param(quote(OTHER, safe=""), 1, id="another article"),
        pytest.param(quote(quote(OTHER, safe=""), safe=""), 1, id="another article, encoded twice"),
        pytest.param(OTHER, 1, id="another article, not encoded"),
        pytest.param(quote("另一篇 - ", safe="") + quote(OTHER, safe=""), 1, id="another article in a text"),
        pytest.param(quote(URL.replace("0816", "0815"), safe=""), 1, id="another day"),
        pytest.param(quote(URL.replace("/cn/", "/news/cn/"), safe=""), 0, id="a section before the path"),
    ],
)
@pytest.mark.parametrize(
    "link",
    [
        "https://www.facebook.com/sharer/sharer.php?u={}",
        "https://x.com/intent/post?lang=zh&amp;url={}&amp;via=RFI_Cn",
        "whatsapp://send?text={}",
        "https://t.me/share/url?url={}",
        "mailto:?subject=1&amp;body={}",
    ],
)
def test_share_link_is_compared_with_the_url(check: Check, link: str, shared: str, count: int) -> None:
    anchor = f'<div><a href="{link.format(shared)}"><span></span></a></div>'
    findings = [f for f in check({"url": URL, "share": False, "after": anchor}) if f.rule == "share-link-mismatch"]
    assert len(findings) == count
    for finding in findings:
        assert shared.startswith(finding.evidence.rstrip("…"))
        assert finding.column > len(anchor)


def test_share_links_to_one_other_article_are_one_finding(check: Check) -> None:
    finding = only(check({"url": URL, "shared_url": OTHER}), "share-link-mismatch")
    assert "www.facebook.com (and 2 more) carries another article: /cn/国际/20230816-另一篇文章" in finding.message


def test_other_articles_that_are_no_share_links_are_silent(check: Check) -> None:
    link = f'<p>另见<a href="https://example.org/redirect?url={quote(OTHER, safe="")}">上周的报道</a>，内容详尽。</p>'
    assert messages(check({"url": URL, "before": link}), "share-link-mismatch") == []


@pytest.mark.parametrize(
    ("patch", "rules"),
    [
        pytest.param({"image": None}, ["image-missing"], id="no trace of it"),
        pytest.param(
            {"image": None, "sub": [("<p><strong>", "Array<p><strong>")]}, ["leftover-word"], id="a word in its place"
        ),
        pytest.param({"sub": [('<img src="', '<imgsrc="')]}, ["tag-fused"], id="a fused tag in its place"),
        pytest.param({"image": ""}, ["image-malformed"], id="an image without an address"),
        pytest.param({"image": "data:image/gif;base64,R0lGODlh"}, ["image-data-uri"], id="a placeholder"),
    ],
)
def test_lost_image_is_reported_once(check: Check, patch: Mapping[str, Any], rules: list[str]) -> None:
    assert [finding.rule for finding in check(patch)] == rules


def test_lost_image_is_reported_beside_a_fused_tag_further_down(check: Check) -> None:
    findings = check({"image": None, "before": '<p>气象学家周五发表了讲话。</p><imgsrc="https://s.rfi.fr/a.jpg">'})
    assert {finding.rule for finding in findings} == {"image-missing", "tag-fused"}


@pytest.mark.parametrize(
    ("image", "rule"),
    [
        pytest.param("//s.rfi.fr/a.jpg", "image-relative", id="without a scheme"),
        pytest.param("../a.jpg", "image-relative", id="from the folder above"),
        pytest.param("full/0a1b2c.jpg", "image-relative", id="path of an image pipeline"),
        pytest.param("//[broken/a.jpg", "image-relative", id="cannot be resolved"),
        pytest.param("Array", "image-malformed", id="word of a program"),
        pytest.param("#", "image-malformed", id="fragment"),
        pytest.param("blob:https://www.rfi.fr/1", "image-malformed", id="object of a browser"),
        pytest.param("about:blank", "image-malformed", id="blank page"),
        pytest.param("https://", "image-malformed", id="scheme only"),
        pytest.param("https://s.rfi.fr/a.jpg 1x", "image-malformed", id="entry of a srcset"),
        pytest.param("DATA:image/png;base64,iVBORw0KGgo=", "image-data-uri", id="capitals"),
        pytest.param("data:,", "image-data-uri", id="nothing as data"),
        pytest.param("/media/a-320.jpg 320w, /media/a.jpg 640w", "image-malformed", id="a relative srcset"),
        pytest.param("/media/undefined", "image-malformed", id="a missing value in a relative address"),
        pytest.param(
            "https://img.example.net/a.jpg 1x, https://img.example.net/b.jpg 2x", "image-malformed", id="no proxy"
        ),
        pytest.param("http://localhost:8000/a.jpg", "image-staging-host", id="this machine"),
        pytest.param("http://[::1]/a.jpg", "image-malformed", id="a numeric host"),
    ],
)
def test_image_addresses_have_one_finding(check: Check, image: str, rule: str) -> None:
    assert [finding.rule for finding in check({"image": image})] == [rule]


def test_a_srcset_is_one_finding_for_all_images(check: Check) -> None:
    images = "".join(f'<img src="https://s.rfi.fr/{i}.jpg 320w">' for i in range(4))
    assert messages(check({"before": images}), "image-malformed") == [
        "the descriptor `320w` of a srcset is left in the image's URL, and in 3 more"
    ]


@pytest.mark.parametrize(
    ("url", "image", "is_own"),
    [
        pytest.param("https://harbour.example/a", "https://harbour.example/a", True, id="the same"),
        pytest.param("https://harbour.example/a/", "http://www.harbour.example/a#top", True, id="spelt otherwise"),
        pytest.param(
            "https://web.archive.org/web/2022/https://harbour.example/a",
            "https://web.archive.org/web/2022im_/https://harbour.example/a",
            True,
            id="in a web archive",
        ),
        pytest.param("https://harbour.example/a?id=1", "https://harbour.example/a?id=2", False, id="another query"),
        pytest.param("https://harbour.example/a", "https://harbour.example/a/b", False, id="below it"),
        pytest.param("https://harbour.example/a.png", "https://harbour.example/a.png", False, id="a picture's page"),
    ],
)
def test_the_articles_own_address_is_no_image(check: Check, url: str, image: str, is_own: bool) -> None:
    found = messages(check({"url": url, "image": image, "share": False}), "image-own-page")
    assert found == ["the image's address is that of the article: the page has no image here"] * is_own


@pytest.mark.parametrize(
    ("host", "words"),
    [
        pytest.param("172.16.0.9", "a private network", id="private address"),
        pytest.param("172.32.0.9", "", id="public address"),
        pytest.param("cms.internal", "a private network", id="name of a private network"),
        pytest.param("harbour.localhost", "a private network", id="below localhost"),
        pytest.param("dev.harbour.example", "a test system", id="dev"),
        pytest.param("img.staging.harbour.example", "a test system", id="in the middle"),
        pytest.param("img-stg.rfi.fr", "a test system", id="at the end of a label"),
        pytest.param("harbour-stg.cdn.example", "", id="a part of a label elsewhere"),
        pytest.param("test-img.rfi.fr", "a test system", id="at the beginning of a label"),
        pytest.param("contest.harbour.example", "", id="a part of a word"),
        pytest.param("test.example", "", id="the publisher's name"),
    ],
)
def test_hosts_that_readers_cannot_reach(check: Check, host: str, words: str) -> None:
    image = f'<img src="https://{host}/a.jpg"><img src="https://{host}/b.jpg">'
    found = messages(check({"before": image}), "image-staging-host")
    assert len(found) == bool(words)
    assert all(words in message for message in found)


def test_every_lazy_image_is_reported_with_its_place_and_fallback(check: Check) -> None:
    lazy = "".join(f'<img class="lazy" data-src="https://s.rfi.fr/media/display/{i}.jpg">' for i in range(3))
    findings = [finding for finding in check({"before": lazy}) if finding.rule == "image-malformed"]
    assert [finding.pointer for finding in findings] == ["/images/1", "/images/2", "/images/3"]
    assert [f"display/{i}.jpg" in finding.message for i, finding in enumerate(findings)] == [True] * 3
    assert len({finding.column for finding in findings}) == 3


def test_picture_stored_in_the_page_is_no_placeholder(check: Check) -> None:
    finding = only(check({"image": "data:image/jpeg;base64," + "A" * 5000}), "image-data-uri")
    assert finding.message == "the image itself is in the page (image/jpeg, 5,023 characters) and has no URL"


def test_images_behind_one_proxy_are_one_finding(check: Check) -> None:
    images = "".join(f'<img src="https://images.weserv.nl/?url=s.rfi.fr/{i}.jpg">' for i in range(4))
    assert messages(check({"before": images}), "image-proxied") == ["behind the proxy images.weserv.nl, and 3 more"]
