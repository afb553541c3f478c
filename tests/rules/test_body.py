"""The rules about the text: messages, locations, valid texts that resemble faults, and which of two rules reports."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from time import process_time
from typing import Any

import pytest
from msgspec.structs import replace

from newscheck import readers, rules
from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex
from newscheck.checker import examples
from newscheck.engine.settings import package_data
from newscheck.model import Article, Context, Finding, Hit, RawInput
from newscheck.synthetic import specimen
from newscheck.text import unicode_script

Check = Callable[..., list[Finding]]
Patch = Mapping[str, Any]

#: Enough text for all rules.
TEXT = "海事法庭周五公布了救援协定的全部条文，沿海各国在两年内完成立法程序。渔民合作社表示欢迎，边境警察要求增加船只。"
SHORT = "海事法庭周五公布了救援协定的全部条文。"
#: An article of a publisher that has no file of its own.
ELSEWHERE: Patch = {"url": "https://news.example.org/2023/rescue-agreement", "lead": None, "share": False}
ONLY_TEXT: Patch = {**ELSEWHERE, "dateline": None, "image": None}
OWN = (
    *("body-empty", "body-is-title", "body-mojibake", "body-language", "body-script", "body-too-short"),
    *("body-truncated", "body-unfinished", "escaped-html", "furniture-leaked", "garbage-page", "lead-missing"),
    *("leftover-word", "paragraph-blank", "paragraph-repeated", "replacement-character"),
)


def own(findings: list[Finding]) -> list[str]:
    """The ids of this file's rules among findings."""
    return [finding.rule for finding in findings if finding.rule in OWN]


def messages_of(findings: list[Finding], rule: str) -> list[str]:
    return [finding.message for finding in findings if finding.rule == rule]


def article_of(patch: Patch) -> Article:
    document = next(readers.read(RawInput("rfi/1048575.md", specimen.render(patch))))
    return to_article(document, SiteIndex(package_data.sites()))


def hits(rule: str, patch: Patch, **site: Any) -> list[Hit]:
    """The hits of a rule on an article whose site differs from the bundled one."""
    article = article_of(patch)
    rule_spec = rules.load()[rule]
    context = Context(examples.NOW, replace(article.site, **site), None, rule_spec.options)
    return list(rule_spec.check(article, context))


@pytest.mark.parametrize(
    ("patch", "message"),
    [
        pytest.param({"before": "<script>text()</script>"}, "no text, and nothing else visible, in", id="a script"),
        pytest.param(
            {"before": '<iframe src="https://a.example/"></iframe>'}, "a player or frame (`<iframe>`)", id="frame"
        ),
        pytest.param({"image": "https://news.example.org/a.jpg"}, "no text, only 1 image, in", id="a picture"),
        pytest.param({"before": "<div>广告</div>"}, "only furniture (`广告`), in", id="furniture"),
        pytest.param(
            {"raw": "<!--1692213306000-->\n[甲](https://news.example.org/1)\n------\n\n"}, "no HTML either", id="none"
        ),
    ],
)
def test_the_message_of_an_empty_body_names_what_is_there(check: Check, patch: Patch, message: str) -> None:
    (text,) = messages_of(check({**ONLY_TEXT, "paragraphs": [], **patch}), "body-empty")
    assert message in text


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        pytest.param({"paragraphs": [SHORT]}, ["body-too-short"], id="short"),
        pytest.param({"title": SHORT, "paragraphs": [SHORT]}, ["body-is-title"], id="short, and the title"),
        pytest.param({"paragraphs": ["Access Denied"]}, ["garbage-page"], id="short, and an error page"),
        pytest.param({"title": "访问被拒绝", "paragraphs": [SHORT]}, ["garbage-page"], id="short, and a wall's title"),
        pytest.param(
            {"paragraphs": ["海事法庭周五公布了协定。", "余下内容仅限会员阅读"]},
            ["garbage-page"],
            id="short, and a paywall",
        ),
        pytest.param(
            {"paragraphs": [SHORT.encode().decode("latin-1")]}, ["body-mojibake"], id="misread is not foreign"
        ),
        pytest.param({"paragraphs": ["null"]}, ["leftover-word"], id="a word of a program is not a short text"),
        pytest.param({"paragraphs": ["", "\u00a0"]}, ["body-empty"], id="blank paragraphs are no text"),
        pytest.param(
            {"paragraphs": [f"{SHORT}阅读全文"]}, ["body-truncated", "body-too-short"], id="a teaser is short, too"
        ),
        pytest.param(
            {"paragraphs": [TEXT, f"{TEXT}渔民"], "sub": [("渔民</p>", "渔民")]}, [], id="an end tag left out"
        ),
    ],
)
def test_one_rule_reports_one_defect(check: Check, patch: Patch, expected: list[str]) -> None:
    assert own(check({**ELSEWHERE, **patch})) == expected


@pytest.mark.parametrize(
    ("rule", "paragraphs", "messages"),
    [
        pytest.param("body-unfinished", [f"{TEXT}法新社里斯本"], [], id="a few characters may be a name"),
        pytest.param("body-unfinished", [f"{TEXT}另外，"], ["`警察要求增加船只。另外，`"], id="ends with a comma"),
        pytest.param("body-unfinished", [TEXT + TEXT[:-1]], ["`迎，边境警察要求增加船只`"], id="no stop"),
        pytest.param("body-unfinished", [TEXT + "图片来源里斯本市政府海事档案馆收藏"], [], id="a credit"),
        pytest.param("body-unfinished", [f"{TEXT}https://news.example.org/a"], [], id="a link"),
        pytest.param("body-unfinished", [TEXT[:-1] + "“"], [], id="the wrong quotation mark"),
        pytest.param("body-unfinished", [TEXT, "甲", "乙", "丙", "丁"], [], id="a list at the end"),
        pytest.param("body-truncated", [f"{TEXT}（……）"], ["`（……）`"], id="an ellipsis in brackets"),
        pytest.param("body-truncated", [f"{TEXT}Read more…"], ["`Read more…`"], id="English"),
        pytest.param("body-truncated", [f"{TEXT}繼續閱讀全文 >"], ["`繼續閱讀全文 >`"], id="traditional"),
        pytest.param("body-truncated", [f"{TEXT}他说，今后还会更多"], [], id="more of something"),
        pytest.param("body-truncated", [f"[…]{TEXT}"], [], id="an ellipsis at the beginning"),
        pytest.param("escaped-html", [f"{TEXT}&lt;BR/&gt;{SHORT}"], ["tag shown as text: `<BR/>`; "], id="upper case"),
        pytest.param("escaped-html", ["&lt;p&gt;" * 3 + TEXT], ["tag shown as text: `<p>` and 2 more; "], id="counted"),
        pytest.param(
            "escaped-html", [f"{TEXT}&amp;lt;br&amp;gt;"], ["entity shown as text: `&lt;` and 1 more; "], id="twice"
        ),
        pytest.param("escaped-html", [f"{TEXT}a&lt;b，c&gt;d；&lt;price&gt;；Q&amp;A;"], [], id="not markup"),
        pytest.param("escaped-html", [f"{TEXT}`&lt;br&gt;`换行；(&lt;hr&gt;)画线。"], [], id="quoted"),
        pytest.param("escaped-html", [f"{TEXT}元素 &lt;table&gt; 和 &lt;td&gt; 的写法。"], [], id="beside the word"),
        pytest.param("escaped-html", [TEXT, "JavaScript：&lt;p id=a&gt;渔&lt;/p&gt;"], [], id="what the text is about"),
        pytest.param("escaped-html", [TEXT, "HTML 用 &amp;nbsp; 表示空格。"], [], id="an entity as the subject"),
        pytest.param(
            "escaped-html",
            [TEXT, '他用 HTML 写了&lt;a href="https://a.org/x"&gt;渔港&lt;/a&gt;的网页。'],
            ['tag shown as text: `<a href="https://a.org/x">` and 1 more; '],
            id="a link in a text about HTML",
        ),
        pytest.param(
            "escaped-html",
            [f"{TEXT}&lt;b&gt;渔港&lt;/b&gt;和&lt;b&gt;渔船&lt;/b&gt;表示欢迎。"],
            ["tag shown as text: `<b>` and 3 more; "],
            id="words in bold",
        ),
        pytest.param("paragraph-repeated", [TEXT, SHORT, SHORT], [], id="a short one"),
        pytest.param(
            "paragraph-repeated",
            [TEXT, TEXT, TEXT],
            ["paragraph 2 stands again as paragraph 3", "paragraph 2"],
            id="thrice",
        ),
        pytest.param(
            "paragraph-repeated",
            [TEXT] * 10,
            ["paragraph 2 stands again as paragraph 3, and 8 repetitions more"],
            id="ten times",
        ),
        pytest.param("paragraph-blank", [TEXT, "<br>", "<br/>&nbsp;"], [], id="breaks alone are no sign"),
        pytest.param("paragraph-blank", [TEXT, "", "<br>"], [], id="one sign is not enough"),
        pytest.param("paragraph-blank", [TEXT, *["\u00a0"] * 20], ["20 blank paragraphs"], id="many"),
        pytest.param("leftover-word", [f"{TEXT}undefined"], ["`undefined` in the text"], id="at the end"),
        pytest.param("leftover-word", [f"播放次数：[object Object]，{TEXT}"], ["`[object Object]`"], id="an object"),
        pytest.param("leftover-word", [f"nullable 和 undefinedness，{TEXT}"], [], id="longer words"),
        pytest.param("leftover-word", [f"{TEXT} null"], ["`null` in the text"], id="after a blank"),
        pytest.param(
            "furniture-leaked",
            [f"{TEXT}获取更多RSS：", f"繼續瀏覽後續 {TEXT}"],
            ["`获取更多RSS`", "`繼續瀏覽後續`"],
            id="two",
        ),
        pytest.param("furniture-leaked", ["{" * 50 + TEXT], [], id="many marks"),
        pytest.param(
            "replacement-character", [TEXT, f"李在\ufffdg说，{TEXT}"], ["1 character of the text lost"], id="one"
        ),
        pytest.param(
            "replacement-character", [f"\ufffd\ufffd{TEXT}"], ["2 characters of the text lost (U+FFFD)"], id="at first"
        ),
        pytest.param("body-mojibake", [f"{TEXT}Ã‰lysÃ©e"], ["UTF-8 read as Latin-1"], id="accented letters"),
        pytest.param("body-mojibake", [f"{TEXT}（â€œïœ）"], ["UTF-8 read as Latin-1"], id="quotation marks"),
        pytest.param("body-mojibake", [f"{TEXT}Élysée、naïve、Ångström、SÃO PAULO、ÂGE"], [], id="letters that exist"),
        pytest.param("body-mojibake", [f"{TEXT}涓、锛、鐨三字"], ["UTF-8 read as GBK"], id="three rare ones together"),
        pytest.param("body-mojibake", [f"涓水{TEXT}锛{TEXT}"], [], id="rare ones far apart"),
    ],
)
def test_text(check: Check, rule: str, paragraphs: list[str], messages: list[str]) -> None:
    reported = messages_of(check({"paragraphs": paragraphs}), rule)
    assert len(reported) == len(messages), reported
    assert all(part in message for part, message in zip(messages, reported, strict=True)), reported


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            ["The maritime court published the agreement on Friday. " * 3], "in Latin letters: none", id="English"
        ),
        pytest.param(
            ["해사법원은 금요일 구조 협정 전문을 발표했다. 어민들은 환영했다. 여러 나라가 참여한다."],
            "Korean: none",
            id="Hangul",
        ),
        pytest.param(["أعلنت المحكمة البحرية يوم الجمعة النص الكامل للاتفاق"], "in Arabic letters: none", id="Arabic"),
        pytest.param(
            ["漁業の組合は、あらたな協定を金曜日にこうひょうした。みなとのひとびとはよろこんでいる。"],
            "Japanese: 2",
            id="kana",
        ),
        pytest.param(
            [TEXT, "https://news.example.org/2023/08/16/rescue-agreement-all-articles-and-annexes.html"], "", id="URL"
        ),
        pytest.param([TEXT, "1234567890 " * 30], "", id="digits are no letters"),
        pytest.param([SHORT, "AFP Reuters EPA"], "", id="few letters"),
    ],
)
def test_other_scripts_are_named(paragraphs: list[str], expected: str) -> None:
    messages = [hit.message for hit in hits("body-language", {**ELSEWHERE, "paragraphs": paragraphs}, language="zh")]
    assert [expected in message for message in messages] == ([True] if expected else [])


SIMPLIFIED = "检察机关与边境警察协议，从今年开始对进出口货物实行严格检查，运输业对费用问题还没有发表意见。"
TRADITIONAL = "檢察機關與邊境警察協議，從今年開始對進出口貨物實行嚴格檢查，運輸業對費用問題還沒有發表意見。"


@pytest.mark.parametrize(
    ("form", "paragraphs", "fires"),
    [
        pytest.param("hans", [TRADITIONAL], True, id="traditional on a simplified site"),
        pytest.param("hant", [SIMPLIFIED], True, id="simplified on a traditional site"),
        pytest.param("hant", [TRADITIONAL], False, id="its own"),
        pytest.param(None, [TRADITIONAL], False, id="a site that doesn't say"),
        pytest.param("hans", [TRADITIONAL[:14], SIMPLIFIED, SIMPLIFIED], False, id="a quotation first"),
        pytest.param("hans", [SIMPLIFIED * 5, TRADITIONAL], False, id="a quotation behind"),
        pytest.param("hans", ["著名的於後里面"], False, id="what is in use in both"),
    ],
)
def test_form_of_chinese(form: str | None, paragraphs: list[str], fires: bool) -> None:
    assert bool(hits("body-script", {**ELSEWHERE, "paragraphs": paragraphs}, script=form)) is fires


def test_tables_of_both_forms_are_pairs() -> None:
    assert len(unicode_script.SIMPLIFIED) == len(set(unicode_script.SIMPLIFIED))
    assert len(unicode_script.SIMPLIFIED) == len(unicode_script.TRADITIONAL) == len(set(unicode_script.TRADITIONAL))
    assert set(unicode_script.SIMPLIFIED).isdisjoint(unicode_script.TRADITIONAL)
    assert unicode_script.variant_pattern("hans").sub("", unicode_script.SIMPLIFIED) == ""
    assert unicode_script.variant_pattern("hant").search(unicode_script.SIMPLIFIED) is None


def test_letters_are_counted_by_script() -> None:
    assert unicode_script.count_letters("海 sea, mer, море 12。ふね") == {
        "Latin": 6,
        "Cyrillic": 4,
        "kana": 2,
        "Han": 1,
    }
    assert unicode_script.count_letters("……12") == {}


@pytest.mark.parametrize(
    ("codec", "kind"),
    [
        pytest.param("latin-1", "UTF-8 read as Latin-1", id="latin-1"),
        pytest.param("cp1252", "UTF-8 read as Latin-1", id="cp1252"),
        pytest.param("gbk", "UTF-8 read as GBK", id="gbk"),
        pytest.param("big5", "UTF-8 read as Big5", id="big5"),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_each_misreading_is_named(check: Check, codec: str, kind: str, seed: int) -> None:
    part = specimen.parts(seed)
    text = "".join(part["paragraphs"]).encode().decode(codec, "ignore")
    (message,) = messages_of(check({**ELSEWHERE, "paragraphs": [text]}), "body-mojibake")
    assert kind in message


@pytest.mark.parametrize(
    ("title", "fires"),
    [
        pytest.param("海事法庭".encode().decode("cp1252", "ignore"), True, id="UTF-8 as cp1252"),
        pytest.param("海事法庭公布条文".encode("gbk").decode("latin-1"), True, id="GBK as Latin-1"),
        pytest.param("马克龙·勒佩恩：“Là-bas, c'était mieux”", False, id="French"),
        pytest.param("Nguyễn Văn Â、Đà Nẵng 的渔民", False, id="Vietnamese"),
    ],
)
def test_misread_titles(check: Check, title: str, fires: bool) -> None:
    findings = [finding for finding in check({**ELSEWHERE, "title": title}) if finding.rule == "body-mojibake"]
    assert [finding.pointer for finding in findings] == (["/title"] if fires else [])


@pytest.mark.parametrize(
    ("html", "message"),
    [
        pytest.param(f"<p>{TEXT}</p><", "the file ends inside a tag", id="the tag's first character"),
        pytest.param(f"<p>{TEXT}</p></di", "the file ends inside a tag", id="an end tag"),
        pytest.param(f"<p>{TEXT}</p><p>海&#2281", "the file ends inside an entity", id="a number"),
        pytest.param(f"<p>{TEXT}</p><p>海事法", "`<p>` is still open", id="a paragraph"),
        pytest.param(f"<article><p>{TEXT}</p>海事法", "`<article>` is still open", id="a container"),
        pytest.param(f"<p>{TEXT}<p>{SHORT}", None, id="end tags that are never written"),
        pytest.param(f"<p>{TEXT}</p>{SHORT}", None, id="text behind the paragraphs"),
        pytest.param(f"<p>{TEXT}</p>气温<10度", None, id="less than"),
        pytest.param(f"<p>{TEXT}</p>R&D", None, id="an ampersand"),
        pytest.param(f"<p>{TEXT}</p>", None, id="whole"),
        pytest.param(f"<div><p>{TEXT}</p>{SHORT}", None, id="a container left open after a sentence"),
        pytest.param(f"<div><p>{TEXT}</p>他说：“{SHORT}”", None, id="a container left open after a quotation"),
        pytest.param(f"<div><p>{TEXT}</p>{SHORT}（完）", None, id="a container left open after an end mark"),
        pytest.param(f"<section>{TEXT}<br>Die Fischer freuen sich.", None, id="a container left open, full stop"),
        pytest.param(f"<div><p>{TEXT}</p>{SHORT[:-1]}，", "`<div>` is still open", id="after a comma"),
    ],
)
def test_cut_off_files(check: Check, html: str, message: str | None) -> None:
    page = f"<!--1692213306000-->\n[渔民合作社公布协定](https://news.example.org/2023/a)\n------\n\n{html}\n"
    texts = messages_of(check(page), "body-truncated")
    endings = [text.removeprefix("the file ends in the middle of the text: ") for text in texts]
    assert endings == ([message] if message else [])


@pytest.mark.parametrize(
    ("patch", "pointer", "message"),
    [
        pytest.param(
            {"image": None, "before": "<p>undefined</p>"}, "/html", "is a block of its own", id="behind the lead"
        ),
        pytest.param(
            {"image": None, "sub": [("<p><strong>", "NaN<p><strong>")]}, "/image", "the lead image was", id="before"
        ),
        pytest.param(
            {"sub": [("<p><strong>", "Array<p><strong>")]}, "/html", "is a block of its own", id="beside the image"
        ),
        pytest.param({"title": "[object Object]"}, "/title", "the title is `[object Object]`", id="title"),
        pytest.param({"title": "海上救援协定null"}, "/title", "`null` in the title", id="glued to the title"),
    ],
)
def test_words_of_a_program_and_what_is_lost(check: Check, patch: Patch, pointer: str, message: str) -> None:
    (finding,) = [finding for finding in check(patch) if finding.rule == "leftover-word"]
    assert finding.pointer == pointer
    assert message in finding.message


@pytest.mark.parametrize(
    ("patch", "fires"),
    [
        pytest.param({"title": "502 Bad Gateway"}, True, id="title"),
        pytest.param({"title": "Access Denied | example.org"}, True, id="title with the site's name"),
        pytest.param({"title": "登录"}, True, id="login"),
        pytest.param({"title": "404：一家博物馆的编号"}, False, id="a number in a headline"),
        pytest.param({"title": "系统错误百出 渔民等了三天"}, False, id="a headline that begins so"),
        pytest.param({"paragraphs": ["Just a moment...", "Ray ID: 7f1b2c"]}, True, id="bot check"),
        pytest.param({"paragraphs": ["您访问的文章已被删除"]}, True, id="deleted"),
        pytest.param({"paragraphs": ["系统繁忙，请稍后再试。"]}, True, id="busy"),
        pytest.param(
            {"paragraphs": [TEXT, "网站显示系统繁忙，请稍后再试，直到周六早上才有渔民登记成功。"]},
            False,
            id="mentioned",
        ),
        pytest.param({"paragraphs": [TEXT * 10, "Access Denied"]}, False, id="a long text"),
        pytest.param({"paragraphs": [TEXT, "请登录合作社的网站报名。"]}, False, id="an invitation"),
    ],
)
def test_garbage_pages(check: Check, patch: Patch, fires: bool) -> None:
    assert ("garbage-page" in own(check({**ELSEWHERE, **patch}))) is fires


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        pytest.param({"lead": None}, ["no lead: the text begins with a plain paragraph"], id="plain"),
        pytest.param(
            {"lead": None, "before": "<p><strong></strong></p>"}, ["no lead: its bold paragraph is empty"], id="empty"
        ),
        pytest.param(
            {"lead": None, "when": datetime(2021, 1, 5, 9, 30), "title": "甲乙 – 法国国际广播电台 - RFI"}, [], id="wire"
        ),
        pytest.param({"lead": None, "paragraphs": ["Access Denied"]}, [], id="all is lost"),
    ],
)
def test_lead(check: Check, patch: Patch, expected: list[str]) -> None:
    assert messages_of(check(patch), "lead-missing") == expected


def test_the_repeated_paragraph_is_shown_where_it_stands_again(check: Check) -> None:
    patch = {"lead": TEXT, "paragraphs": [SHORT, TEXT]}
    (finding,) = [finding for finding in check(patch) if finding.rule == "paragraph-repeated"]
    line = specimen.render(patch).decode().split("\n")[finding.line - 1]
    assert finding.column - 1 == line.rfind(TEXT) != line.find(TEXT)


def test_an_undecodable_file_is_reported_once(check: Check) -> None:
    raw = specimen.render({"paragraphs": [TEXT]}).replace("渔民".encode(), b"\xff\xfe")
    assert "replacement-character" not in own(check(raw))


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param({"body": f"{TEXT}\n{TEXT}"}, ["paragraph-repeated"], id="lines are paragraphs"),
        pytest.param({"body": TEXT}, [], id="text without HTML is not cut off"),
        pytest.param(
            {"body": f"{TEXT}\ufffd", "paragraphs": [TEXT]}, ["replacement-character"], id="body against paragraphs"
        ),
        pytest.param({"paragraphs": [TEXT, ""]}, [], id="an empty paragraph"),
        pytest.param({"body": ""}, ["body-empty"], id="nothing"),
    ],
)
def test_items_of_a_feed_export(check: Check, item: Patch, expected: list[str]) -> None:
    whole = {"epoch_ms": 1692215820000, "title": "海上救援协定", "url": "https://news.example.org/2023/a", **item}
    assert own(check(json.dumps(whole, ensure_ascii=False), "items.jsonl")) == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<p>" + "锛abcdefg" * 60_000, id="rare characters"),
        pytest.param("<p>" + "ï½" * 200_000, id="half of a misread character"),
        pytest.param("<p>" + "&lt;a " * 80_000, id="tags that don't end"),
        pytest.param("<p>" + "a-" * 200_000 + "{", id="a site's own pattern"),
        pytest.param("<p>\u00a0" * 60_000, id="blank paragraphs that don't end"),
        pytest.param("<p>" + TEXT + "…" * 400_000, id="ellipses"),
        pytest.param("<div>" * 1_000 + "<p></p>" * 60_000 + "<" + "a" * 400_000, id="an endless tag"),
        pytest.param("<p>" + "[object " * 60_000, id="brackets that don't close"),
    ],
)
def test_hostile_text_costs_no_more_than_its_length(html: str) -> None:
    """Anything worse than linear would take minutes: the bound is generous on any machine."""
    article = article_of({"raw": f"<!--1692213306000-->\n[甲](https://news.example.org/1)\n------\n\n{html}\n"})
    start = process_time()
    for rule in OWN:
        rule_spec = rules.load()[rule]
        list(rule_spec.check(article, Context(examples.NOW, article.site, None, rule_spec.options)))
    assert process_time() - start < 10


@pytest.mark.parametrize(
    ("paragraphs", "message"),
    [
        pytest.param([TEXT, "(1/3) 下一页"], "only page 1 of 3 of the text: `(1/3) 下一页`", id="pager"),
        pytest.param([TEXT, "1", "2", "3", "下一页"], "only one page of the text", id="a list of links"),
        pytest.param([TEXT, "1 2 3 下一页", "里斯本", "（编辑：南枝）"], "only one page of the text", id="tags behind"),
        pytest.param([f"{TEXT[:-1]}......more"], "ends with a link to the rest: `......more`", id="six dots"),
        pytest.param([f"{TEXT}Read More..."], "ends with a link to the rest", id="English label"),
        pytest.param([f"{TEXT}[阅读更多]"], "ends with a link to the rest", id="in brackets"),
        pytest.param([f"{TEXT[:-1]}…詳全文"], "ends with a link to the rest", id="traditional"),
        pytest.param([f"{TEXT}（未完待续）"], None, id="a serial"),
        pytest.param([TEXT, "下一页", *[TEXT] * 12], None, id="in the middle"),
        pytest.param(["1 2 3 下一页", TEXT], None, id="before the text"),
    ],
)
def test_teasers_and_single_pages(check: Check, paragraphs: list[str], message: str | None) -> None:
    texts = messages_of(check({**ELSEWHERE, "paragraphs": paragraphs}), "body-truncated")
    assert [message in text for text in texts] == ([True] if message else [])


@pytest.mark.parametrize(
    ("paragraphs", "message"),
    [
        pytest.param(["环境异常", "完成验证后即可继续访问。"], "a bot check instead", id="verification"),
        pytest.param(["您尚未登录，请登录后查看。"], "a login wall instead", id="login"),
        pytest.param(["该内容已被发布者删除"], "a page that was deleted or is blocked instead", id="deleted"),
        pytest.param(["您的访问过于频繁"], "got too many requests instead", id="rate limit"),
        pytest.param(["数据库连接失败"], "an error page instead", id="database"),
        pytest.param(["网站维护中，预计十点恢复。"], "maintenance instead", id="maintenance"),
        pytest.param(["详细报道稍后更新"], "a stub that will be updated instead", id="stub"),
        pytest.param(["扫码下载客户端，阅读体验更佳"], "a banner for an app instead", id="app"),
        pytest.param(["订阅后可阅读全文"], "the notice of a paywall instead", id="paywall"),
        pytest.param(["这篇只对交了年费的会员开放"], "the notice of a paywall instead", id="an offer in other words"),
        pytest.param([TEXT * 2, "余下内容仅限会员", "立即开通"], "ends with the notice of a paywall", id="half a text"),
        pytest.param([TEXT * 8, "剩餘內容需訂閱後閱讀"], "ends with the notice of a paywall", id="traditional"),
        pytest.param(
            [TEXT * 2, "打开APP，查看完整内容"], "ends with the notice that the rest is in an app", id="rest in an app"
        ),
        pytest.param([TEXT * 2, "合作社说，订阅后可阅读全文的读者增加了两成。"], None, id="news about a paywall"),
        pytest.param(["渔民合作社的会员周五投票，通过了协定的全部内容，协定明年生效。"], None, id="short news"),
    ],
)
def test_kinds_of_walls(check: Check, paragraphs: list[str], message: str | None) -> None:
    texts = messages_of(check({**ELSEWHERE, "paragraphs": paragraphs}), "garbage-page")
    assert [message in text for text in texts] == ([True] if message else [])


@pytest.mark.parametrize(
    ("title", "body", "fires"),
    [
        pytest.param("404", "返回首页", True, id="a number and hardly a text"),
        pytest.param("404", TEXT * 20, False, id="a number and a text"),
        pytest.param("500 Ways To Cook Fish At Home", TEXT * 20, False, id="a headline"),
        pytest.param("404 Not Found", TEXT * 20, True, id="a status line"),
        pytest.param("Error 503", TEXT * 20, True, id="an error"),
    ],
)
def test_numbers_as_titles(check: Check, title: str, body: str, fires: bool) -> None:
    found = check({**ELSEWHERE, "title": title, "paragraphs": [body]})
    assert bool(messages_of(found, "garbage-page")) is fires
