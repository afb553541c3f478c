"""The mutants: each can be applied, does the harm that it declares, and is detected by the rules that it declares."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscheck import mutants, registry, rules
from newscheck.article.extraction import to_article
from newscheck.checker.examples import NOW
from newscheck.checker.execution import Checker
from newscheck.engine.session import default_checker
from newscheck.model import Article, Document, RawInput
from newscheck.mutants import ArticleSource, Mutant
from newscheck.readers import read
from newscheck.synthetic import specimen

#: What a fault can harm: fields of the record, and the terms in which a layout change reports its harm.
HARMS = frozenset(("image", "lead", "dateline", "paragraphs", "text length", "title", "url", "epoch", "body"))
MUTANTS = mutants.load()
CHECKER = default_checker(NOW)
_CONTAINER = ("</p><div><p>", '</p><div class="t-text u-clear" data-part="1"><p>')
_ELSEWHERE = "https://news.example.org/2023/08/16/lisbon-port.html"
#: Articles of RFI, which has all fields; each has what some mutant needs.
SPECIMENS: dict[str, dict[str, Any]] = {
    "plain": {},
    "classes": {"sub": [_CONTAINER]},
    "quotes": {"title": "里斯本港口“复工”：渔民合作社表示欢迎", "lead": "海事法庭周五说：“救援协定从九月开始生效。”"},
    "front matter": {"front": True, "title": "里斯本港口“复工”：渔民合作社表示欢迎", "sub": [_CONTAINER]},
}
#: Of an unknown publisher, without lead, picture and container.
ELSEWHERE: dict[str, Any] = {
    "url": _ELSEWHERE,
    "image": None,
    "lead": None,
    "share": False,
    "paragraphs": ["海事法庭周五公布了协定的全部条文。", "渔民合作社表示欢迎。", "港口从九月起开放。"],
    "sub": [("<div><p>", "<p>"), ("<div data-selfpromo-newsletter></div><div data-selfpromo-app></div></div>", "")],
}
ALL = {**SPECIMENS, "elsewhere": ELSEWHERE}
FIELDS = {"epoch": "epoch_ms", "text length": "han_count"}
EXACT = ("image", "lead", "dateline", "paragraphs", "title", "url", "epoch")
OTHER = next(read(RawInput("b.md", specimen.render({"share": False}, 1)))).html


def document(data: bytes) -> Document:
    (parsed,) = read(RawInput("rfi/1048575.md", data))
    return parsed


def broken(mutant: Mutant, patch: Mapping[str, Any], seed: int = 0) -> str | None:
    assert OTHER is not None
    return mutants.mutate_document(document(specimen.render(patch)), mutant, random.Random(seed), OTHER.value)


def article(text: str | bytes) -> Article:
    return to_article(document(text.encode() if isinstance(text, str) else text), CHECKER.sites)


def field(article: Article, harm: str) -> Any:
    return getattr(article, FIELDS.get(harm, harm))


def pairs(specimens: Mapping[str, Any]) -> list[Any]:
    """Each mutant with each specimen into which it can be put."""
    return [
        pytest.param(mutant, patch, text, id=f"{mutant.id}-{name}")
        for mutant in MUTANTS.values()
        for name, patch in specimens.items()
        if (text := broken(mutant, patch)) is not None
    ]


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=MUTANTS)
def test_documentation_is_complete(mutant: Mutant) -> None:
    summary, *rest = mutant.help.split("\n\n")
    assert summary.endswith(".") and "\n" not in summary and len(summary) <= 100
    assert rest, "how it comes about"
    assert set(mutant.harm) <= HARMS
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", mutant.id)


def test_neutral_is_what_does_no_harm_or_is_declared_so() -> None:
    """The page shows a reader the whole article; `tests/html/test_main_content.py` checks each of them."""
    declared = {mutant.id for mutant in MUTANTS.values() if mutant.is_neutral and mutant.harm}
    assert declared == {"advertisement-inserted", "image-lazy", "paragraphs-merged", "share-leaking"}
    assert all(mutant.is_neutral for mutant in MUTANTS.values() if not mutant.harm)
    for name, module in registry.modules("mutants").items():
        assert not hasattr(module, "IS_NEUTRAL") or module.HARM, f"{name} is neutral anyway"


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=MUTANTS)
def test_rules_that_must_notice_are_rules_of_articles(mutant: Mutant) -> None:
    for name in mutant.rules:
        assert rules.load()[name].scope == "article"


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=MUTANTS)
def test_there_is_an_article_for_each(mutant: Mutant) -> None:
    assert any(broken(mutant, patch) for patch in SPECIMENS.values())


@pytest.mark.parametrize("name", SPECIMENS)
def test_the_articles_are_well_formed_before(checker: Checker, name: str) -> None:
    assert checker.check(RawInput("rfi/1048575.md", specimen.render(SPECIMENS[name]))).findings == []


@pytest.mark.parametrize(("mutant", "patch", "text"), pairs(ALL))
def test_the_same_draw_gives_the_same_text_and_never_the_old_one(
    mutant: Mutant, patch: Mapping[str, Any], text: str
) -> None:
    assert broken(mutant, patch) == text
    assert text.encode() != specimen.render(patch)


@pytest.mark.parametrize(("mutant", "patch", "text"), pairs(ALL))
def test_what_is_broken_is_one_article_still(
    checker: Checker, mutant: Mutant, patch: Mapping[str, Any], text: str
) -> None:
    result = checker.check(RawInput("rfi/1048575.md", text.encode()))
    assert not result.crashes, result.crashes[0].traceback
    assert len(result.summaries) == 1


@pytest.mark.parametrize(("mutant", "patch", "text"), pairs(SPECIMENS))
def test_one_of_its_rules_notices(checker: Checker, mutant: Mutant, patch: Mapping[str, Any], text: str) -> None:
    rules = {finding.rule for finding in checker.check(RawInput("rfi/1048575.md", text.encode())).findings}
    if mutant.rules:
        assert rules & set(mutant.rules)
    else:
        assert not rules


@pytest.mark.parametrize(("mutant", "patch", "text"), pairs(SPECIMENS))
def test_the_harm_is_the_declared_one(mutant: Mutant, patch: Mapping[str, Any], text: str) -> None:
    before, after = article(specimen.render(patch)), article(text)
    harmed = {name for name in HARMS if field(before, name) != field(after, name)}
    assert set(mutant.harm) <= harmed
    assert harmed.intersection(EXACT) == set(mutant.harm).intersection(EXACT)
    if not mutant.harm:
        assert after.record == before.record


@pytest.mark.parametrize(("mutant", "patch", "text"), pairs({"front matter": SPECIMENS["front matter"]}))
def test_front_matter_and_header_agree(checker: Checker, mutant: Mutant, patch: Mapping[str, Any], text: str) -> None:
    assert document(text.encode()).format == "jekyll"
    rules = {finding.rule for finding in checker.check(RawInput("rfi/1048575.md", text.encode())).findings}
    assert not {rule for rule in rules if rule.startswith("front-")}


@pytest.mark.parametrize(
    ("mutant", "front", "expected"),
    [
        pytest.param("epoch-shifted", {}, "date: 2023-08-17T03:57:00.000Z\n", id="an instant"),
        pytest.param("epoch-shifted", {"date": "2023-08-16 21:57 +0200"}, "date: 2023-08-17 05:57 +0200", id="zone"),
        pytest.param("epoch-shifted", {"date": '"2023-08-16"'}, 'date: "2023-08-17"\n', id="a day, in quotes"),
        pytest.param("epoch-shifted", {"date": "yesterday"}, "date: yesterday\n", id="no date stays"),
        pytest.param("epoch-seconds", {}, "date: 2023-08-16T19:57:00.000Z\n", id="another unit is no shift"),
        pytest.param("title-site-name", {"title": "'港口“复工”'"}, 'title: "港口“复工” - RFI"\n', id="single quotes"),
        pytest.param("title-site-name", {"title": "港口“复工”"}, "title: 港口“复工” - RFI\n", id="no quotes"),
        pytest.param("title-site-name", {"title": "另一个标题"}, "title: 另一个标题\n", id="another title stays"),
        pytest.param("title-entity", {"title": "港口“复工”"}, "title: 港口&ldquo;复工&rdquo;\n", id="entities"),
        pytest.param(
            "url-tracking",
            {"from": "https://www.rfi.fr/cn/国际/1-港口"},
            "from: https://www.rfi.fr/cn/国际/1-港口?utm_source=rss\n",
            id="a URL without escapes",
        ),
        pytest.param("url-relative", {}, "from: /cn/%E5%9B%BD%E9%99%85/1-%E6%B8%AF%E5%8F%A3\n", id="a path in quotes"),
    ],
)
def test_front_matter_keeps_its_form(mutant: str, front: dict[str, str], expected: str) -> None:
    url = "https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/1-%E6%B8%AF%E5%8F%A3"
    text = broken(MUTANTS[mutant], {"title": "港口“复工”", "url": url, "front": front or True})
    assert text is not None
    assert expected.replace("from: /", 'from: "/').replace("A3\n", 'A3"\n') in text


@pytest.mark.parametrize(
    ("url", "moved"),
    [
        pytest.param("https://a.example/2023/08/16/b", "https://a.example/2023/08/15/b", id="folders"),
        pytest.param("https://a.example/x/20230301-b", "https://a.example/x/20230228-b", id="digits"),
        pytest.param("https://a.example/2023-01-01-b", "https://a.example/2022-12-31-b", id="across the year"),
        pytest.param("https://a.example/202408163500029.aspx", "https://a.example/202408153500029.aspx", id="a number"),
        pytest.param("https://a.example/2023/08/b", None, id="a month"),
        pytest.param("https://a.example/2023/13/16/b", None, id="no month"),
        pytest.param("https://a.example/20230230-b", None, id="no day"),
        pytest.param("https://a.example/a%20230816", None, id="an escape"),
        pytest.param("https://a.example/120230816", None, id="a part of a number"),
    ],
)
def test_the_day_in_the_url_is_moved(url: str, moved: str | None) -> None:
    mutated = MUTANTS["url-day-shifted"].mutate(ArticleSource(url=url), random.Random(0), "")
    assert (mutated and mutated.url) == moved


@pytest.mark.parametrize(
    ("mutant", "html", "expected"),
    [
        ("element-emptied", '<p><img src="a">b</p>', '<p><img src="a"><span></span>b</p>'),
        ("element-emptied", "<p>a</p><p>b</p>c", "<p>a</p><p>b</p><p></p>c"),
        ("numeric-references", '<p title="，">a，&amp;“b”</p>', '<p title="，">a&#65292;&amp;&#8220;b&#8221;</p>'),
        ("numeric-references", "<p>a</p><script>，</script>", None),
    ],
)
def test_markup_that_reads_the_same(mutant: str, html: str, expected: str | None) -> None:
    mutated = MUTANTS[mutant].mutate(ArticleSource(html=html), random.Random(0), "")
    assert (mutated and mutated.html) == expected


def test_an_empty_article_has_nothing_to_break() -> None:
    for mutant in MUTANTS.values():
        assert mutant.mutate(ArticleSource(), random.Random(0), "") is None
        mutated = mutant.mutate(ArticleSource("1692215820000", "港口复工", _ELSEWHERE), random.Random(0), "")
        assert mutated is None or mutated.html == ""


def test_other_formats_and_blank_documents_are_left_alone() -> None:
    item = next(read(RawInput("a.jsonl", b'{"title": "a", "html": "<p>b</p>"}\n')))
    empty = next(read(RawInput("a.md", b"")))
    for mutant in MUTANTS.values():
        assert mutants.mutate_document(item, mutant, random.Random(0), "<p>c</p>") is None
        assert mutants.mutate_document(empty, mutant, random.Random(0), "<p>c</p>") is None


_PIECES = (
    *("<p>", "</p>", "<p class=a>", "<div>", '<div class="a b" id=c>', "</div>", "<b>", "</b>", "<strong>"),
    *("</strong>", '<img src="https://e.org/a.jpg" alt=b>', "<img>", "<br>", "<figure>", "</figure>", "<script>"),
    *("</script>", "<!--", "-->", "<", ">", '"', "&quot;", "&", "海事法庭。", "“复工”", "16/08/2023 - 21:04"),
    *("2023-08-16T21:04Z", " ", "\n"),
)


#: A text with NUL may be taken for a binary file.
_texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=80)


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join) | _texts, st.integers(0, 5))
@example("<p>" * 300 + "a" + "</p>" * 300, 0)
@example("<img src=", 0)
def test_any_text_is_broken_or_left_alone(html: str, seed: int) -> None:
    source = ArticleSource("1692215820000", "港口“复工”", _ELSEWHERE, html)
    data = f"<!--{source.epoch}-->\n[{source.title}]({source.url})\n------\n\n{html}\n".encode("utf-8", "replace")
    whole = document(data)
    for mutant in MUTANTS.values():
        mutated = mutant.mutate(source, random.Random(seed), "<p>另一篇</p>")
        assert mutated is None or mutated == mutant.mutate(source, random.Random(seed), "<p>另一篇</p>")
        text = mutants.mutate_document(whole, mutant, random.Random(seed), "<p>另一篇</p>")
        assert text is None or (text != whole.text and not document(text.encode("utf-8", "replace")).is_blank)
