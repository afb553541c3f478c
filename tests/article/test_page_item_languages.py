"""A page without metadata is an article from some sixty letters on, and from fewer characters that say as much."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscheck.article.page_item import fields_of

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "languages").glob("*.jsonl"))
_PAGE = (
    "<!doctype html><html><head><title>{title}</title></head><body><ul><li><a href='/1'>{title}</a></li></ul>"
    "<div><h1>{title}</h1><div>{text}</div></div></body></html>"
)


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_the_article_of_a_page_in_any_language(path: Path) -> None:
    first, other, _ = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    paragraphs = first["body"].split("\n")
    page = _PAGE.format(title=first["title"], text="".join(f"<p>{text}</p>" for text in paragraphs))
    related = f"<ul><li><a href='/2'>{other['title']}</a></li></ul>"
    fields = fields_of(page.replace("</body>", f"{related}</body>"), {})
    assert fields is not None
    assert fields["title"].value == first["title"]
    assert all(text in fields["html"].value for text in paragraphs)
    assert other["title"] not in fields["html"].value


@pytest.mark.parametrize(
    ("text", "is_article"),
    [
        pytest.param("해람항이 3주간의 보수 공사를 마치고 화요일 아침 다시 문을 열었다", True, id="Hangul"),
        pytest.param("しおみこうがさんしゅうかんのほしゅうをおえてさいかいしました", True, id="kana"),
        pytest.param("潮見港が三週間の補修を終えて再開した。", False, id="too few kana and Han"),
        pytest.param("潮見港が三週間の補修を終えて再開し、船が接岸した。", True, id="kana and Han"),
        pytest.param("海事法庭周五公布了救援协定的全部条文。", False, id="eighteen Han"),
        pytest.param("海事法庭周五公布了救援协定的全部条文及说明。", True, id="twenty Han"),
        pytest.param("The harbour of Brenmouth reopened on Tuesday", False, id="too few letters"),
        pytest.param("The harbour of Brenmouth reopened on Tuesday after three weeks", True, id="letters"),
        pytest.param("Порт Бреново вновь открылся во вторник утром после ремонта", False, id="few Cyrillic letters"),
    ],
)
def test_a_flash_is_an_article(text: str, is_article: bool) -> None:
    assert (fields_of(_PAGE.format(title="x", text=text), {}) is not None) is is_article
