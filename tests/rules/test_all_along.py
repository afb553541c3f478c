"""Faults of scrapers that never worked: nothing changes, and all articles of a site have them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import shorten
from typing import Any

import pytest

from newscheck.model import DumpHit
from tests.rules.test_dump import MONDAY, hits, summary
from tests.support.command_line import run

Texts = Callable[[int], str]
#: Words of our own, in three languages.
_WORDS = {
    "en": "harbour council fishermen welcomed a rescue agreement after the long debate about winter patrols and quotas",
    "fr": "le conseil du port et les pêcheurs saluent un accord après la longue séance consacrée aux quotas d’hiver",
    "zh": "渔民合作社 当天 表示欢迎 海事法庭 公布 救援协定 全部条文 沿海各国 有两年时间 完成立法 港口 恢复 工作",
}


def text(number: int, language: str = "en") -> str:
    """A text of its own, of 120 to 300 words in sentences."""
    words, state, chosen = _WORDS[language].split(), number + 1, []
    for _ in range(120 + number * 37 % 181):
        state = state * 1_103_515_245 + 12_345 & 0x7FFF_FFFF
        chosen.append(words[state // 65_536 % len(words)])
    sentences = [" ".join(chosen[at : at + 9 + at % 5]) for at in range(0, len(chosen), 14)]
    return "。".join(sentences).replace(" ", "") + "。" if language == "zh" else ". ".join(sentences) + "."


def item(number: int, body: str, **parts: Any) -> dict[str, Any]:
    return {
        "epoch_ms": MONDAY + 3_600_000 * number,
        "title": f"Harbour news number {number} of the week",
        "url": f"https://sea-journal.example/2023/{number}",
        "body": body,
        **parts,
    }


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., list[dict[str, Any]]]:
    """The findings of a rule on items, with a site file or without."""

    def reported(rule: str, items: Sequence[dict[str, Any]], site: str = "") -> list[dict[str, Any]]:
        (tmp_path / "items.jsonl").write_text("".join(f"{json.dumps(entry)}\n" for entry in items), "utf-8")
        (tmp_path / "sea.toml").write_text(f'hosts = ["sea-journal.example"]\n{site}', "utf-8")
        (tmp_path / "newscheck.toml").write_text('sites = ["sea.toml"]\n' if site else "", "utf-8")
        words = ("items.jsonl", "--no-cache", "--now", "2024-01-01", "--select", rule, "--format", "jsonl")
        findings = map(json.loads, run("validate", *words, cwd=tmp_path).out.splitlines())
        return [finding for finding in findings if finding.get("rule") == rule]

    return reported


@pytest.mark.parametrize("language", _WORDS)
@pytest.mark.parametrize(
    ("cut", "says"),
    [
        pytest.param(lambda body: body[:100], "have 100 characters", id="characters"),
        pytest.param(lambda body: f"{body[:100]}……", "have 102 characters", id="an ellipsis behind"),
        pytest.param(lambda body: f"{body[:100]} [...]", "have 106 characters", id="an ellipsis in brackets"),
        pytest.param(lambda body: body.encode()[:400].decode("utf-8", "ignore"), "", id="bytes"),
    ],
)
def test_texts_that_are_cut_at_one_length(found: Any, cut: Callable[[str], str], says: str, language: str) -> None:
    [finding] = found("body-capped", [item(i, cut(text(i, language))) for i in range(55)])
    assert finding["severity"] == "error"
    assert finding["message"].startswith("5") and "of 55 texts have" in finding["message"]
    assert says in finding["message"]
    assert len(finding["related"]) == 5


@pytest.mark.parametrize(
    ("cut", "says"),
    [
        pytest.param(lambda body: " ".join(body.split()[:80]), "have 80 words", id="words"),
        pytest.param(lambda body: shorten(body, 400, placeholder="…"), "have 39", id="between words"),
    ],
)
def test_texts_that_are_cut_between_words(found: Any, cut: Callable[[str], str], says: str) -> None:
    [finding] = found("body-capped", [item(i, cut(text(i))) for i in range(60)])
    assert says in finding["message"].replace("387 to", "39")


@pytest.mark.parametrize(
    "bodies",
    [
        pytest.param([text(i) for i in range(60)], id="whole texts"),
        pytest.param([text(0)[:100]] * 60, id="one text"),
        pytest.param([text(i)[:100] for i in range(12)], id="a few"),
        pytest.param([text(i)[:99] + "." for i in range(60)], id="texts that end with a sentence"),
        pytest.param([text(i)[: 100 if i % 12 else 900] for i in range(60)], id="some are longer"),
    ],
)
def test_texts_that_are_not_cut(found: Any, bodies: list[str]) -> None:
    assert found("body-capped", [item(i, body) for i, body in enumerate(bodies)]) == []


@pytest.mark.parametrize(
    ("count", "rule", "severity"),
    [
        pytest.param(5, "body-duplicate", "error", id="five articles"),
        pytest.param(4, "body-duplicate", "", id="four may be notices"),
    ],
)
def test_a_short_text_in_the_place_of_many(found: Any, count: int, rule: str, severity: str) -> None:
    items = [item(i, "Kept in the harbour" if i < count else text(i)) for i in range(30)]
    findings = found(rule, items)
    assert [finding["severity"] for finding in findings] == [severity] * bool(severity)
    assert all("`Kept in the harbour`" in finding["message"] for finding in findings)


def test_a_short_text_without_urls_is_no_other_article(found: Any) -> None:
    assert found("body-duplicate", [item(i, "Kept in the harbour", url=None) for i in range(30)]) == []


_BANNER, _SHARE = "Read the whole paper in our new app for sailors", "Share this article with your friends (new window)"


def _with_furniture(i: int) -> str:
    return f"{_BANNER}\n{text(i)}\n{_SHARE}"


def test_the_furniture_line_of_a_message_silences_it(found: Any) -> None:
    items = [item(i, _with_furniture(i)) for i in range(60)]
    [finding] = found("text-shared", items)
    assert "in 60 of 60 articles, all along" in finding["message"]
    line = finding["message"].partition("or write ")[2].partition(" under [furniture]")[0]
    assert len(tomllib.loads(line)["texts"]) == 2
    assert found("text-shared", items, f"[furniture]\n{line}\n") == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(lambda i: f"{text(i)}\n{_SHARE}" if i % 5 == 0 else text(i), id="in a fifth"),
        pytest.param(lambda i: f"{text(i)[:300]} {_BANNER}. {text(i)[300:]}", id="in the middle of the text"),
        pytest.param(lambda i: _with_furniture(0), id="copies of one article"),
        pytest.param(lambda i: f"Ladies and gentlemen of this house! {text(i)}" if i % 2 else text(i), id="salutation"),
    ],
)
def test_sentences_that_are_no_furniture(found: Any, body: Texts) -> None:
    assert found("text-shared", [item(i, body(i)) for i in range(120)]) == []


def test_a_sentence_in_the_flow_of_many_texts(found: Any) -> None:
    def body(i: int) -> str:
        sentences = f"{text(i, 'zh')}{text(1_000 + i, 'zh')}".split("。")
        middle = len(sentences) // 2
        return "。".join(
            [
                *sentences[:middle],
                *(["请扫码下载本台的新应用收听全天的节目"] if i % 5 in (0, 2) else []),
                *sentences[middle:],
            ]
        )

    (finding,) = found("text-shared", [item(i, body(i)) for i in range(150)])
    assert "in 60 of 150 articles, all along" in finding["message"]


def constant_image(share: int, total: int, url: str = "https://s.example/pix/cover-of-all.png") -> list[DumpHit]:
    same = {"image": 7, "image_url": url}
    return [
        hit for _, hit in hits([summary(i, **(same if i % share == 0 else {})) for i in range(total)], "image-shared")
    ]


@pytest.mark.parametrize(
    ("share", "total", "severity"),
    [
        pytest.param(1, 100, "", id="in all"),
        pytest.param(2, 400, "", id="in half"),
        pytest.param(9, 400, "warning", id="in a ninth"),
    ],
)
def test_an_image_that_was_always_the_same(share: int, total: int, severity: str) -> None:
    [hit] = constant_image(share, total)
    assert hit.severity == severity
    assert 'stand_ins = ["cover-of-all.png"] under [image]' in hit.message
    assert f"of {total} articles, all along" in hit.message


@pytest.mark.parametrize(
    ("share", "total"), [pytest.param(12, 400, id="in a twelfth"), pytest.param(1, 99, id="too few articles")]
)
def test_an_image_that_editors_choose(share: int, total: int) -> None:
    assert constant_image(share, total) == []


def test_an_image_is_named_by_its_address_where_its_file_has_no_name() -> None:
    [hit] = constant_image(1, 100, "https://s.example/i?id=7")
    assert 'stand_ins = ["https://s.example/i?id=7"]' in hit.message


@pytest.mark.parametrize(
    ("title", "count"),
    [
        pytest.param("Home", 8, id="a fifth of all"),
        pytest.param("Sea Journal", 5, id="the site's name"),
        pytest.param("sea-journal.example", 5, id="the host"),
    ],
)
def test_one_title_for_many_articles(found: Any, title: str, count: int) -> None:
    items = [item(i, text(i), **({"title": title} if i < 5 * count and i % 5 == 0 else {})) for i in range(40)]
    [finding] = found("title-duplicate", items)
    assert finding["message"].startswith(f"{count} of 40 articles have one title")


def test_a_column_is_no_fault(found: Any) -> None:
    items = [item(i, text(i), **({"title": "Quotable"} if i % 6 == 0 else {})) for i in range(60)]
    assert found("title-duplicate", items) == []


@pytest.mark.parametrize(
    "end",
    [
        *(
            " - Week of Sails",
            " | Week of Sails",
            " – week of sails",
            " » Week Of Sails",
            " :: WEEK OF SAILS",
            " < Week of Sails",
            " » Week-of-sails.example",
        ),
        *("-海上周末", "_海上周末", "（海上周末）", "｜海上周末", "：海上周末"),
    ],
)
def test_the_name_of_the_site_behind_titles(found: Any, end: str) -> None:
    items = [item(i, text(i), title=f"Harbour news number {i}{end}") for i in range(30)]
    [finding] = found("title-suffix", items)
    pattern = tomllib.loads(finding["message"].partition("remove what ")[2].partition(" matches")[0])["title_suffix"]
    # `title-site-name` takes over, and reports each title.
    assert len(found("title-site-name", items, f"title_suffix = {json.dumps(pattern)}\n")) == 1


@pytest.mark.parametrize("end", [" - {}", "", " - Weather"])
def test_titles_that_end_in_their_own_words(found: Any, end: str) -> None:
    items = [item(i, text(i), title=f"Harbour news number {i}{end.format(i) if i % 3 == 0 else ''}") for i in range(40)]
    assert found("title-suffix", items) == []


_LAZY = "https://sea-journal.example/static/{}"
_REAL = "https://img.example/2023/net-on-deck.jpg"


@pytest.mark.parametrize(
    ("image", "message"),
    [
        pytest.param(
            f'src="{_LAZY.format("a.gif")}" data-src="{_REAL}"', f"another attribute has {_REAL}", id="data-src"
        ),
        pytest.param(f'src="{_LAZY.format("a.gif")}" data-lazy="{_REAL}"', f"data-lazy has {_REAL}", id="another name"),
        pytest.param(
            f'src="{_LAZY.format("a.gif")}" srcset="{_REAL} 2x"', f"another attribute has {_REAL}", id="srcset"
        ),
        pytest.param(f'src="{_LAZY.format("wait.svg")}" data-original="{_REAL}"', _REAL, id="no gif"),
        pytest.param(f'src="{_LAZY.format("loading.gif")}"', "its address is lost", id="a name"),
        pytest.param(f'src="{_REAL}?w=20"', "preview (`w=20`)", id="a width"),
        pytest.param(f'src="{_REAL}?width=800&amp;blur=8"', "preview (`blur=8`)", id="a blur"),
        pytest.param('src="https://img.example/w_32,q_10/net.jpg"', "preview (`w_32`)", id="in the path"),
        pytest.param(f'src="{_REAL}" data-src="{_REAL}?w=1200"', "", id="the same picture"),
        pytest.param(
            'src="https://img.example/net-s.jpg" data-src="https://img.example/net-l.jpg"', "", id="a size of it"
        ),
        pytest.param(f'src="{_REAL}?w=640"', "", id="a picture"),
        pytest.param('src="https://img.example/16x9/net-16x9.jpg"', "", id="a ratio"),
        pytest.param('src="https://img.example/cat.gif"', "", id="an animation"),
    ],
)
def test_placeholders_of_pictures_that_are_loaded_later(found: Any, image: str, message: str) -> None:
    findings = found("image-lazy", [item(1, f"<p><img {image}></p><p>{text(1)}</p>")])
    assert len(findings) == bool(message)
    assert all(message in finding["message"] and finding["pointer"] in ("/image", "/images/0") for finding in findings)


@pytest.mark.parametrize(
    ("breaks", "count"),
    [
        pytest.param(" ", 1, id="joined"),
        pytest.param("\n", 0, id="paragraphs"),
    ],
)
def test_long_texts_without_paragraphs(found: Any, breaks: str, count: int) -> None:
    items = [item(i, f"{breaks.join([text(i), text(i + 99), text(i + 199)])}\nA caption") for i in range(30)]
    findings = found("paragraphs-lost", items)
    assert len(findings) == count
    assert all("of 30 long texts are one paragraph" in finding["message"] for finding in findings)


def test_the_placeholder_of_lazy_loading_is_no_shared_image() -> None:
    images = {"lazy": "https://s.rfi.fr/static/lazy.gif", "logo": "https://s.rfi.fr/static/logo.gif"}
    shared = {
        name: hits([summary(i, image=5, image_url=url) for i in range(200)], "image-shared")
        for name, url in images.items()
    }
    assert (len(shared["lazy"]), len(shared["logo"])) == (0, 1)
