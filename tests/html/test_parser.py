"""The same tree and the same fingerprints for odd HTML, whichever lxml is installed.

The records and the fingerprints are snapshots, which may change with newscheck and with nothing else. `.ci/run`
compares them under the oldest lxml that pyproject.toml allows, too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from lxml import etree

from newscheck import rules
from newscheck.article.extraction import to_article
from newscheck.checker import examples
from newscheck.checker.execution import Checker
from newscheck.engine.run import run
from newscheck.engine.session import Session, default_checker
from newscheck.engine.settings import package_data
from newscheck.html import parser
from newscheck.html.parser import MAX_ATTRIBUTES, overfull_tags, parse
from newscheck.html.structure import to_text
from newscheck.html.walk import extract_content
from newscheck.layout import features
from newscheck.model import Document, Finding, LocatedValue

Check = Callable[..., list[Finding]]
GENERIC = next(site for site in package_data.sites() if site.name == "generic")
SITES = default_checker(now=examples.NOW).sites
P, Q = "<p>甲</p>", "<p>乙。</p>"
ODDITIES = {
    "references without a semicolon": "<p>甲&nbsp乙 AT&ampT &lt &gtx &copy2020 &notit; &unknown; &x</p>",
    "references without a semicolon in addresses": '<a href="?a=1&copy=2&lt=3&amp;b&amp">x</a>',
    "references of HTML 5": "<p>&AMP;&LT;&Nbsp;&NBSP;&COPY &Afr; &NotEqualTilde; &fjlig;</p>",
    "numbers": "<p>&#65 &#x41 &#65x &#xZ &#; &#x1F600; &#x20BB7;</p>",
    "NUL": "<p>a&#0;b&#x0;c\0d</p>",
    "NUL in a name and in a value": '<p\0x>a</p><a href="x\0y">b</a>',
    "C1": "<p>&#128;&#150;&#x9f; \x80\x85\x9f</p>",
    "surrogates": "<p>a&#xD800;&#56320;b</p>",
    "beyond Unicode": "<p>a&#x110000;&#99999999999;b</p>",
    "controls": "<p>a&#1;&#11;&#12;&#13;&#127;b\x01\x08\x0b\x0c\x0e\x1f\x7fc</p>",
    "no characters": "<p>a&#xFFFE;&#xFFFF;&#xFDD0;b\ufffe\uffff\ufdd0c</p>",
    "byte-order mark": "\ufeff<p>a\ufeffb</p>",
    "line ends": "<p>a\rb\r\nc\u2028d</p>",
    "half a character": "<p>a\ud800b</p>",
    "comment in a script": f"<script><!-- <p>x</p> </script>{Q}",
    "script in a comment in a script": f"<script><!-- <script> </script> --></script>{Q}",
    "tags in a script": f"<script>'</p><p>' a<b</script>{Q}",
    "other ends of a script": f"<script>x</scripty></script >{Q}<script>y</script a=b>",
    "script without end": f"{P}<script>x{Q}",
    "style without end": f"{P}<style>.a{{}}{Q}",
    "comment without end": f"{P}<!-- x{Q}",
    "comments of nothing": f"{P}<!-->{Q}--><!--->{Q}-->",
    "comment closed with a mark": f"{P}<!-- x --!>{Q}-->",
    "comment in a comment": f"{P}<!-- a -- b <!-- --> x -->{Q}",
    "no comments": f"{P}<!x></ x></1></><!><?php echo '>' ?>{Q}",
    "CDATA": f"<p>a<![CDATA[x<b>y]]>z</p>{P}<![CDATA[ x{Q}",
    "plaintext": f"{P}<plaintext>{Q}",
    "xmp": f"<xmp>{P}</xmp>{Q}",
    "what browsers don't show": f"<noembed>{P}</noembed><noframes>{P}</noframes><iframe>{P}</iframe>{Q}",
    "noscript and template": f"<noscript>{P}<img src=x></noscript><template>{P}</template>{Q}",
    "text field": f"<textarea>{P}</textarea>{Q}<textarea>{P}",
    "title": f"<title>{P}</title><svg><title>{P}</title></svg>{Q}<title>{P}",
    "frames": f"<frameset><frame src=x></frameset>{Q}",
    "forms": f"<form><p>a</p><form><p>b</p></form>c</form>{Q}",
    "links in links": '<p><a href="1">a<a href="2">b</a>c</a></p>',
    "paragraphs in paragraphs": "<p>a<p>b</p>c</p><p>d<div>e</div>f</p>",
    "crossed": "<p><b>a<i>b</b>c</i>d</p><p><b>e</p>f",
    "tables": "<table>a<p>b</p><tr><td>c<td>d</table><table><tr><table><td>e",
    "lists": "<li>a<li>b</ul><dl><dt>c<dd>d<dt>e</dl><ul><ol><li>f</ul>",
    "buttons and choices": f"<select>{P}<option>b</select>{Q}<button>a<button>b</button>c",
    "headings": f"<h2>a<h3>b</h2>{Q}",
    "stray ends": f"</div></b></x></p></br>{P}</newscheck>{Q}",
    "closed at once": f"<div/>a<p/>b<b/>c<img src=a></img>{Q}",
    "odd names": "<p~>a</p~><x:y>b</x:y><1>c</1><x_y>d</x_y><x.y>e</x.y><o:p>f</o:p>",
    "Chinese names": "<全球>a</全球><é>b<p属性>c</p属性>",
    "fused": '<imgsrc="x.jpg"alt="y"/><divclass="a"><p>甲</p></div><ahref="https://x.org/y">乙</a>',
    "a second value": '<img src="a" src="b"><a HREF="X" Href=y>a</a>',
    "attributes without values": f'<img src alt><a href="">x</a>{Q}',
    "attributes without quotes": "<a href=x/y?z=1>a</a><a href=x/>b</a><img/src=x/alt=y/>",
    "attributes without blanks": '<a href="x"class="y">a</a><a href="x"y"z">b</a>',
    "signs in attributes": '<a =x href=y>a</a><a href==y>b</a><a href="<b>">c</a><a href=<b>d</a><a href=`x`>e</a>',
    "odd attributes": '<a @click="x" :a="y" v-b:c.d=1 [e]=2 (f)=3 "g=4 \'h href=z 属性="x">a</a>',
    "attribute without end": f'{P}<a href="x>{Q}',
    "missing quote": '<img alt="乙"甲 丙 丁" src="x.jpg"><p>甲</p>',
    "bare signs": "<p>a < b <3 <- <= < a > b >> </p><",
    "cut off in a tag": f"{Q}<div class",
    "cut off in an end tag": f"{Q}</di",
    "cut off in a reference": f"{Q}&am",
    "cut off in a number": f"{Q}&#x",
    "text behind the end": f"{P}</body></html>{Q}丙",
    "text behind the end in an element": f"<div>{P}</body></html>{Q}</div>丙",
    "text behind two ends": f"{P}</BODY></HTML >{Q}</body></html><p>丙</p>",
    "two pages": f"<html><body>{P}</body></html><html><body>{Q}</body></html>",
    "no end": f"{P}<!-- </html> --><script>'</html>'</script><img src='</html>.jpg'><p>乙 &lt;/html&gt;</p>",
    "page": f"<!DOCTYPE html><html><head><title>t</title><meta charset=gbk></head><body>{P}{Q}</body></html>\n",
    "page in the middle": f"{P}<!DOCTYPE html><html class=a><head><title>x</title></head><body>{Q}",
    "declarations": f"<?xml version='1.0' encoding='gbk'?><meta charset=big5><base href=x>{Q}",
    "ruby": f"<ruby>汉<rp>(<rt>hàn</ruby><nobr>a<nobr>b<marquee>c</marquee>{Q}",
    "most attributes": f"<p{''.join(f' a{number}' for number in range(MAX_ATTRIBUTES))} class=x>甲</p>{Q}",
    "too deep": f"{P}{'<div>' * 2_100}{Q}{'</div>' * 2_100}{Q}",
}


def as_lines(html: str) -> Iterator[str]:
    """An article as lines: its record, other content for rules, its features, its structure."""
    document = Document("a.md", html, "dump", title=LocatedValue("题", 0, 0), html=LocatedValue(html, 0, len(html)))
    article = to_article(document, SITES, with_features=True)
    content = article.content
    fields = ("dateline", "image", "images", "lead", "paragraphs")
    yield json.dumps({name: value for name in fields if (value := article.record[name])})
    names = {"fused": "fused_tags", "blanks": "empty_paragraphs", "cut": "is_truncated", "crowded": "truncated_tags"}
    others = ("links", "captions", "leftovers", "furniture", *names)
    values = {name: value for name in others if (value := getattr(content, names.get(name, name)))}
    yield json.dumps(values | {"tags": sorted(content.tags)})
    yield json.dumps(sorted(features.extract(article)))
    yield from to_text(article.html).splitlines()[2:]


def test_records_of_odd_html(snapshot_file: Callable[[str], Any]) -> None:
    lines = (line for name, html in ODDITIES.items() for line in (f"# {name}", *as_lines(html), ""))
    assert "\n".join(lines) == snapshot_file(".txt")


@pytest.mark.slow
def test_fingerprints_of_bad_examples(snapshot_file: Callable[[str], Any], checker: Checker) -> None:
    """Fingerprints are stable: baselines depend on them."""
    lines: list[str] = []
    for rule in rules.load().values():
        own_checker = (
            default_checker(examples.NOW, {rule.id: rule.required_options}) if rule.required_options else checker
        )
        for number, example in enumerate(rule.bad):
            findings = examples.run(own_checker, rule.scope, example).findings
            lines += [
                f"{rule.id} {number} {finding.fingerprint} {json.dumps(finding.evidence)}" for finding in findings
            ]
    assert "\n".join(lines) == snapshot_file(".txt")


@pytest.mark.parametrize(
    ("version", "words"),
    [
        pytest.param((2, 14, 0), "", id="the first of its kind"),
        pytest.param((2, 13, 9), "libxml2 2.13.9 here", id="the last before it"),
        pytest.param((2, 14, 4), "", id="wheels for Linux and macOS since lxml 6.0"),
        pytest.param((2, 15, 0), "", id="later"),
        pytest.param((2, 11, 9), "libxml2 2.11.9 here", id="wheels for Windows"),
        pytest.param((2, 9, 14), "libxml2 2.9.14 here", id="a distribution's own"),
    ],
)
def test_an_older_parser_gives_a_warning(version: tuple[int, ...], words: str) -> None:
    assert [words in remark for remark in parser.version_warnings(version)] == [True] * bool(words)


def test_a_run_warns_of_an_older_parser(
    monkeypatch: pytest.MonkeyPatch, write_dump: Callable[[list[dict[str, Any]]], Any]
) -> None:
    assert run(Session.load({}), [str(write_dump([{}]))]).remarks == []
    monkeypatch.setattr(parser, "version_warnings", lambda: ["an older one"])
    assert run(Session.load({}), [str(write_dump([{}]))]).remarks == ["an older one"]


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        pytest.param(f"{P}</body></html>{Q}", ["甲", "乙。"], id="a paragraph"),
        pytest.param(f"{P}</html>丙", ["甲", "丙"], id="loose text"),
        pytest.param(f"{P}</BODY\n></Html >{Q}</html>{Q}", ["甲", "乙。", "乙。"], id="capitals, blanks, twice"),
        pytest.param("<div>甲</body></html>乙</div>丙", ["甲乙", "丙"], id="in an element that is open"),
        pytest.param(f"{P}<!--></html>-->{Q}", ["甲", "-->", "乙。"], id="behind a comment of nothing"),
        pytest.param(f"{P}<!-- </html> -->{Q}", ["甲", "乙。"], id="not in a comment"),
        pytest.param(f"<script>'</html>'</script>{Q}", ["乙。"], id="not in a script"),
        pytest.param(f"<xmp></html></xmp>{Q}", ["</html>", "乙。"], id="not where markup is text"),
        pytest.param(f"{P}</htmlx>{Q}", ["甲", "乙。"], id="another name"),
    ],
)
def test_text_behind_the_end_of_a_page_is_read(html: str, paragraphs: list[str]) -> None:
    assert extract_content(html, GENERIC).paragraphs == paragraphs


def test_an_address_may_hold_the_end_of_a_page() -> None:
    content = extract_content(f"<img src='</html>.jpg'>{P}</html>{Q}", GENERIC)
    assert [image.src for image in content.images] == ["</html>.jpg"]
    assert content.paragraphs == ["甲", "乙。"]


def test_a_structure_has_what_follows_the_end_of_a_page() -> None:
    page = f"<!doctype html><body><main><p>{'渔民合作社表示欢迎。' * 9}</p></main></body></html>"
    assert "nav.late" in to_text(f"{page}<nav class=late><img src=x></nav>")


#: Each is one attribute.
ATTRIBUTES = (
    *(" a{}", "/a{}", "\n\ta{}", " a{}=1", ' a{}="1"', " a{}='1'", ' a{}="<b c>"', " a{} = '>'", ' a{}=""'),
    *(" =a{}=1", ' a{}"b', " a{}=b'c", ' a{}=\n"1"', " a{}=b/c", " 属{}=性", ' "a{}"'),
)


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_attributes_are_counted_as_the_parser_does(attribute: str) -> None:
    def tag(number: int) -> str:
        return f"<span{''.join(attribute.format(at) for at in range(number))}>"

    # Each by another name, or the parser would take the first.
    assert len(parse(tag(30)).root[0][0][0].attrib) == 30
    assert [*overfull_tags(tag(MAX_ATTRIBUTES))] == []
    (overfull,) = overfull_tags(f"甲{tag(MAX_ATTRIBUTES + 2)}乙")
    assert (overfull.start, overfull.attribute_count) == (1, MAX_ATTRIBUTES + 2)
    parsed = parse(f"{tag(MAX_ATTRIBUTES + 2)}乙")
    assert parsed.truncated_tags == 1
    assert len(parsed.root[0][0][0].attrib) == MAX_ATTRIBUTES
    assert parsed.root[0][0][0].text == "乙"


PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
MANY = "".join(f" a{number}" for number in range(MAX_ATTRIBUTES + 1))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f"<!-- <p{MANY}> -->{Q}", id="in a comment"),
        pytest.param(f"<script>x<y{MANY}</script>{Q}", id="in a script"),
        pytest.param(f"<p title='<b{MANY}>'>乙。</p>", id="in a value"),
        pytest.param(f"<p>a < b{MANY}</p>", id="in the text"),
        pytest.param(f"</p{MANY}>{Q}", id="of an end tag"),
        pytest.param(f"{Q}<p{MANY}", id="of a tag that never ends"),
        pytest.param(f"{''.join(f'<i a{number}></i>' for number in range(2 * MAX_ATTRIBUTES))}{Q}", id="of many tags"),
    ],
)
def test_what_is_no_attribute_is_not_counted(html: str) -> None:
    assert [*overfull_tags(html)] == []
    assert parse(html).truncated_tags == 0
    assert etree.tostring(parse(html).root) == etree.tostring(etree.fromstring(f"<newscheck>{html}", PARSER))


def test_a_tag_with_too_many_attributes_is_reported_and_the_rest_is_read(check: Check) -> None:
    html = f'{P}<img src="https://s.example.org/a.jpg"{MANY}>{Q}<p{MANY}>丙。</p>'
    text = f"<!--1692213306000-->\n[题](https://news.example.org/2023/08/16/story.html)\n------\n\n{html}\n"
    findings = [finding for finding in check(text) if finding.rule == "tag-too-many-attributes"]
    assert [finding.column for finding in findings] == [html.index("<img") + 1, html.rindex("<p") + 1]
    assert findings[0].message == "1,002 attributes in one tag, of which the first 1,000 are read"
    assert findings[0].severity == "error" and findings[0].evidence.startswith(
        '<img src="https://s.example.org/a.jpg" a0'
    )
    assert extract_content(html, GENERIC).paragraphs == ["甲", "乙。", "丙。"]
    assert to_text(html) == to_text(html.replace(MANY, ""))
