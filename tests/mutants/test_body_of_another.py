"""The article of another page, put into a page, brings its own share block and teasers."""

from __future__ import annotations

import pytest

from newscheck import mutants
from newscheck.checker.execution import Checker
from newscheck.engine.extraction.extractors import Extractor
from newscheck.fixtures.cases import Case
from newscheck.fixtures.mutation_session import is_applicable
from newscheck.fixtures.mutation_testing import MutantResult, MutationRun, PageUnderTest
from newscheck.text.page_encoding import text_of

TEXT = "芦苇港的水闸建成四十年来，鳗鱼一直只能在涨潮的夜里翻过闸门。"


def page(title: str, asides: int) -> str:
    """A page whose article holds so many foreign blocks."""
    promos = "".join(f'<div class="promo" id="{title}-{at}">订阅</div><p>{title}{TEXT * 2}</p>' for at in range(asides))
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><nav>菜单</nav><article><h1>{title}</h1>"
        f"<div><p>{title}{TEXT}</p>{promos}</div></article></body></html>"
    )


@pytest.mark.parametrize(("own", "others"), [(0, 2), (1, 1), (1, 3), (3, 1)])
def test_what_is_set_aside_is_that_of_the_article(checker: Checker, own: int, others: int) -> None:
    def parse(html: str) -> dict[str, str]:
        return {"title": html}

    mutant = mutants.load()["body-of-another"]
    first, second = page("甲", own), page("乙", others)
    assert is_applicable(Case("own", first.encode()), mutant, Case("other", second.encode()))
    subject = PageUnderTest(first, "https://news.example.org/1")
    run = MutationRun(subject, lambda html: Extractor(parse).run(html.encode()), checker, lambda html: "")
    (result,) = run.results([mutant], second)
    assert isinstance(result, MutantResult)
    assert "甲-" not in text_of(result.page.encode())
    assert [f'id="乙-{at}"' in result.page for at in range(others)] == [True] * others
