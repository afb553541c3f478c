"""Attributes and classes are furniture where their elements are alike, and never where they hold the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from observations import observations

from newscheck.learn import marked_elements
from newscheck.synthetic import numbered_sentences

#: What editors are called.
_FIRST, _LAST = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午"


def text(at: int, parts: int = 6) -> str:
    return "".join(f"<p>{numbered_sentences.sentence(7 * at + part)}</p>" for part in range(parts))


def editor(at: int) -> str:
    return _FIRST[at % 10] + _LAST[at % 7]


def link(at: int) -> str:
    return f'<a href="/{at}">{numbered_sentences.headline(at)}</a>'


def learned(form: Callable[[int], str], count: int = 60) -> dict[str, bool]:
    """The marks that are proposed, and whether they are certain."""
    articles = observations(count, lambda at, when: {"html": form(at)})
    found = marked_elements.suggest([article.markup for article in articles])
    return {f"{entry.setting.removeprefix('furniture.')} {entry.value}": entry.is_certain for entry in found}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param(text, {}, id="no marks"),
        pytest.param(lambda at: f'<div class="body">{text(at)}</div>', {}, id="the body"),
        pytest.param(
            lambda at: f'{text(at)}<div class="trust-box"><p>每天一封邮件，{2000 + at} 年</p></div>',
            {"classes trust-box": False},
            id="the same text, with any number",
        ),
        pytest.param(
            lambda at: f'{text(at)}<div data-newsletter="{at}" class="a1b2">每天一封邮件</div>',
            {"attributes data-newsletter": True},
            id="an attribute before a class; certain by its name",
        ),
        pytest.param(
            lambda at: f'{text(at)}<ul class="related-links"><li class="entry">{link(at)}</li></ul>',
            {"classes related-links": True},
            id="links: the list, and not its entries",
        ),
        pytest.param(
            lambda at: f'{text(at)}<div class="credits">{"编译" if at % 3 else "发稿"} {editor(at)}</div>',
            {"classes credits": False},
            id="few beginnings",
        ),
        pytest.param(
            lambda at: f'{text(at)}<div class="quote">{numbered_sentences.sentence(at)}</div>', {}, id="a quotation"
        ),
        pytest.param(
            lambda at: f'<div class="date">发布时间 2023-05-0{1 + at % 9} 10:00</div>{text(at)}', {}, id="the date line"
        ),
        pytest.param(
            lambda at: f'<div class="top"><b>摘要 {numbered_sentences.sentence(at)}</b></div>{text(at)}',
            {},
            id="the lead",
        ),
        pytest.param(
            lambda at: f'<div class="photo">图 {editor(at)}<img src="/{at}.jpg"></div>{text(at)}', {}, id="a picture"
        ),
        pytest.param(
            lambda at: f'{text(at)}<div class="box">广告</div>' if at % 5 else f'<div class="box">{text(at)}</div>',
            {},
            id="in some articles the text",
        ),
        pytest.param(
            lambda at: f"{text(at)}{'<div class=promo-box>每天一封邮件</div>' if at % 15 == 0 else ''}",
            {},
            id="in too few articles",
        ),
        pytest.param(
            lambda at: f'{text(at)}<div class="promo-box x y"><div class="promo-box">每天一封邮件</div></div>',
            {"classes promo-box": True},
            id="in one another",
        ),
        pytest.param(
            lambda at: f'{text(at)}<p class="promo-box">每天一封邮件</p><div class="promo]">每天一封邮件</div>',
            {},
            id="marks that a site file can't name",
        ),
    ],
)
def test_what_is_proposed(form: Callable[[int], str], expected: dict[str, bool]) -> None:
    assert learned(form) == expected


def test_few_articles_make_nothing_certain() -> None:
    assert learned(lambda at: f'{text(at)}<div class="promo-box">每天一封邮件</div>', 29) == {
        "classes promo-box": False
    }
    assert learned(lambda at: f'{text(at)}<div class="promo-box">每天一封邮件</div>', 4) == {}
    assert learned(text, 0) == {}
