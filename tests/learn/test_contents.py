"""Language, titles, images, furniture and fields: what nearly all articles share is certain, the rest a comment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from observations import SENTENCE, observations

from newscheck.learn import fields, furniture, images, languages, titles
from newscheck.learn.observation import Observation
from newscheck.learn.suggestion import Suggestion
from newscheck.synthetic import numbered_sentences

Learn = Callable[[Sequence[Observation]], Iterator[Suggestion]]
IMAGE = "https://img.eel.example/{}/p-{}.jpg"
RUSSIAN = "Совет одобрил новую квоту на вылов рыбы в пятницу, и порт её приветствовал. " * 3
#: What is learned of fields, by short names.
LEARN: dict[str, Learn] = {
    "languages": languages.suggest,
    "titles": partial(titles.suggest, host="eel.example"),
    "images": images.suggest,
    "furniture": furniture.suggest,
    "fields": fields.suggest,
}


def page(at: int, *, image: str = IMAGE, first: bool = True, tail: str = "") -> str:
    shown = f'<img src="{image.format(at, at)}">'
    text = "".join(f"<p>{numbered_sentences.sentence(5 * at + part)}</p>" for part in range(4))
    return f"{shown if first else ''}{text}{'' if first else shown}{tail}"


def learned(part: str, form: Callable[[int, datetime], dict[str, Any]], count: int = 120) -> dict[str, list[Any]]:
    """Each setting with its values: those that are certain as they are, others in a tuple."""
    found: dict[str, list[Any]] = {}
    for entry in LEARN[part](observations(count, form)):
        found.setdefault(entry.setting, []).append(entry.value if entry.is_certain else (entry.value,))
    return found


@pytest.mark.parametrize(
    ("part", "form", "expected"),
    [
        pytest.param(
            "languages", lambda at, when: {}, {"language": ["zh"], "script": ["hans"]}, id="simplified Chinese"
        ),
        pytest.param(
            "languages",
            lambda at, when: {"title": "漁業協會", "body": "漁業協會對這個決定表示歡迎，認為會發揮作用。" * 2},
            {"language": ["zh"], "script": ["hant"]},
            id="traditional Chinese",
        ),
        pytest.param("languages", lambda at, when: {"body": "漁業協會對這個決定表示歡迎。"}, {}, id="headlines"),
        pytest.param(
            "languages",
            lambda at, when: {
                "body": "The council approved the new quota for eel on Friday, and the port welcomed it. " * 3
            },
            {"language": ["en"]},
            id="English",
        ),
        pytest.param(
            "languages",
            lambda at, when: {"title": "№", "body": SENTENCE * 3 if at % 3 else RUSSIAN},
            {"language": [("zh",)], "script": [("hans",)]},
            id="two languages",
        ),
        pytest.param("titles", lambda at, when: {}, {}, id="titles without an end"),
        pytest.param(
            "titles",
            lambda at, when: {"title": f"第{at}号消息 - Eel News"},
            {"title_suffix": [r"(?:\s[-–—·]{1,2}\s|\s?[|｜_]\s?)Eel News$"]},
            id="the site's name behind all titles",
        ),
        pytest.param(
            "titles",
            lambda at, when: {"title": f"第{at}号消息" + (" – 渔业频道 - EEL" if at % 3 == 0 else "")},
            {"title_suffix": [r"(?:\s[-–—·]{1,2}\s|\s?[|｜_]\s?)渔业频道(?:\s[-–—·]{1,2}\s|\s?[|｜_]\s?)EEL$"]},
            id="channel and site behind a third of them",
        ),
        pytest.param(
            "titles",
            lambda at, when: {"title": f"第{at}号消息 - 评论" if at % 3 == 0 else f"第{at}号"},
            {},
            id="a column",
        ),
        pytest.param("images", lambda at, when: {"html": page(at)}, {"image.lead": ["early"]}, id="photos"),
        pytest.param("images", lambda at, when: {"html": page(at, first=False)}, {}, id="photos below the text"),
        pytest.param(
            "images",
            lambda at, when: {
                "html": page(at, image="https://img.eel.example/default-photo.png" if at % 9 == 0 else IMAGE)
            },
            {"image.lead": ["early"], "image.stand_ins": ["default-photo.png"]},
            id="a stand-in by its name",
        ),
        pytest.param(
            "images",
            lambda at, when: {"html": page(at, image="https://img.eel.example/harbour.png" if at % 9 == 0 else IMAGE)},
            {"image.lead": ["early"], "image.stand_ins": [("harbour.png",)]},
            id="the picture of a column, perhaps",
        ),
        pytest.param(
            "images",
            lambda at, when: {"html": page(at, image="https://proxy.example/?url=img.eel.example/{}/p-{}.jpg")},
            {"image.lead": ["early"]},
            id="a proxy is no image",
        ),
        pytest.param(
            "furniture",
            lambda at, when: {"html": page(at, tail=f"<p>每天一封邮件 ({when:%Y})</p><p>编辑：第三组</p>")},
            {"furniture.texts": [r"每天一封邮件 \(\d{4}\)$", "编辑：第三组$"]},
            id="blocks below all articles, with any year",
        ),
        pytest.param(
            "furniture",
            lambda at, when: {"html": page(at, tail="<p>每天一封邮件</p>" if at % 3 == 0 else "")},
            {"furniture.texts": [("每天一封邮件$",)]},
            id="a block below a third of them",
        ),
        pytest.param(
            "furniture",
            lambda at, when: {
                "html": page(at, tail=f"<p>编辑：{'甲乙丙丁戊己庚辛壬癸'[at % 10]}{'子丑寅卯辰巳午'[at % 7]}</p>")
            },
            {"furniture.texts": [("编辑：",)]},
            id="a label",
        ),
        pytest.param(
            "furniture",
            lambda at, when: {
                "html": page(at, tail=f"<p>En plus : <a href=/{at}>Le port {at}</a></p>{page(at + 500)}")
                if at % 3
                else page(at)
            },
            {"furniture.texts": [r"En plus\s?:"]},
            id="a label before links, between paragraphs",
        ),
        pytest.param(
            "furniture",
            lambda at, when: {
                "html": page(at, tail=f"<p>En plus : <a href=/{at}>Le port {at}</a></p>{page(at + 500)}")
                if at % 3
                else page(at, tail=f"<p>En plus : le port {at}</p>{page(at + 500)}")
            },
            {"furniture.texts": [(r"En plus\s?:",)]},
            id="a label that text has, too",
        ),
        pytest.param(
            "furniture",
            lambda at, when: {"html": page(at, tail=f"<p><small>© 第{at}号消息 for Eel</small></p>")},
            {"furniture.texts": [("©",)]},
            id="a copyright, as a caption",
        ),
        pytest.param(
            "furniture",
            lambda at, when: {"html": page(at, tail='<div class="newsletter">每天一封邮件</div>')},
            {"furniture.classes": ["newsletter"]},
            id="a class, and not its text",
        ),
        pytest.param(
            "furniture",
            lambda at, when: {"html": page(at, tail='<div class="box">每天一封邮件</div>')},
            {"furniture.classes": [("box",)], "furniture.texts": ["每天一封邮件$"]},
            id="a class that is not certain, and its text",
        ),
        pytest.param("furniture", lambda at, when: {"html": page(at)}, {}, id="no furniture"),
        pytest.param(
            "fields",
            lambda at, when: {
                "html": page(at) if at % 5 else page(at).partition(">")[2],
                "dateline": f"{when:%d/%m/%Y %H:%M}",
            },
            {"expects": ["dateline", ("image",)], "day_first": [True]},
            id="dates, and images in four of five",
        ),
        pytest.param(
            "fields",
            lambda at, when: {"dateline": f"{when:%m/%d/%Y %H:%M}"},
            {"expects": ["dateline"], "day_first": [False]},
            id="month first",
        ),
        pytest.param(
            "fields",
            lambda at, when: {
                "author": f"甲{at}",
                "section": ["国际", "经济"][at % 2],
                "tags": ["a"],
                "views": at,
                "paid": True,
                "page": f"https://eel.example/{at}",
                "geo": {"x": 1},
                **({"source": "法新社"} if at % 2 else {}),
            },
            {
                "record.author": ["text"],
                "record.section": [{"kind": "text", "values": ["国际", "经济"]}],
                "record.tags": ["list"],
                "record.views": ["number"],
                "record.paid": ["boolean"],
                "record.page": ["url"],
                "record.geo": ["object"],
                "record.source": [{"kind": "text", "required": False}],
            },
            id="own fields of every kind",
        ),
        pytest.param(
            "fields",
            lambda at, when: {"score": at if at % 2 else "high"},
            {"record.score": [("text",)]},
            id="mixed kinds are not certain",
        ),
    ],
)
def test_what_articles_share(
    part: str, form: Callable[[int, datetime], dict[str, Any]], expected: dict[str, list[Any]]
) -> None:
    assert learned(part, form) == expected


@pytest.mark.parametrize("part", LEARN)
@pytest.mark.parametrize("count", [0, 1, 29])
def test_few_articles_make_nothing_certain(part: str, count: int) -> None:
    found = learned(part, lambda at, when: {"html": page(at), "title": "消息 - 某某频道", "author": "甲"}, count)
    assert all(isinstance(value, tuple) for values in found.values() for value in values)
