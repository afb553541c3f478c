"""The publishers of the built-in dump: hosts, sections, shapes of addresses, template, and how common each kind is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from newscheck.synthetic import article_templates, specimen


class Publisher(NamedTuple):
    """A publisher. In patterns: `when` is the local time of publication, `n` the number of the article, `h` a long
    hexadecimal number, `host` one of `pictures`. `kinds` are the shares on an ordinary day."""

    template: article_templates.Template
    timezone: str
    begins: date
    sections: tuple[str, ...]
    url: str
    picture: str
    pictures: tuple[str, str]
    path: str
    kinds: Mapping[str, float]
    has_tags: float = 0.0
    is_traditional: bool = False
    is_rfi: bool = False


PUBLISHERS: Mapping[str, Publisher] = MappingProxyType(
    {
        "harbour": Publisher(
            article_templates.STORY,
            "Asia/Shanghai",
            date(2022, 9, 5),
            ("world", "coast", "money", "city", "sport", "science", "arts"),
            "https://harbour.example/{section}/{when:%Y/%m/%d}/{n}.html",
            "https://{host}/photo/{when:%Y%m}/{h}.{suffix}",
            ("img.harbour.example", "wire.pictures.example"),
            "harbour/{serial}.md",
            {"own": 0.45, "wire": 0.35, "column": 0.1, "photos": 0.04, "video": 0.06},
            has_tags=0.9,
        ),
        "ridge": Publisher(
            article_templates.BREAKS,
            "Asia/Taipei",
            date(2021, 3, 1),
            ("intl", "local", "finance", "living", "opinion"),
            "https://news.ridge.example/{section}/{when:%Y%m%d}{n}.aspx",
            "https://{host}/{when:%Y}/{h}.{suffix}",
            ("pic.ridge.example", "pool.pictures.example"),
            "ridge/{when:%Y-%m-%d}-{title}.md",
            {"own": 0.4, "wire": 0.5, "column": 0.06, "video": 0.04},
            is_traditional=True,
        ),
        "lantern": Publisher(
            article_templates.FIGURES,
            "Europe/Berlin",
            date(2022, 1, 3),
            ("asia", "europe", "economy", "culture", "climate", "society"),
            "https://www.lantern.example/zh/{section}/{slug}/a-{n}",
            "https://{host}/image/{n}_{h}.{suffix}",
            ("static.lantern.example", "agency.pictures.example"),
            "lantern/{serial}_{title}.md",
            {"own": 0.55, "wire": 0.25, "column": 0.08, "photos": 0.06, "video": 0.06},
            has_tags=0.8,
            is_traditional=True,
        ),
        "digest": Publisher(
            article_templates.BLOG,
            "Asia/Singapore",
            date(2023, 1, 2),
            ("politics", "people", "law", "net", "books"),
            "https://digest.example/{section}/{when:%Y/%m}/{n}.html",
            "https://{host}/wp-content/uploads/{when:%Y/%m}/{h}.{suffix}",
            ("digest.example", "i0.wp.example"),
            "digest/{when:%Y-%m-%d}-{title}.md",
            {"own": 0.35, "wire": 0.25, "column": 0.3, "photos": 0.04, "video": 0.06},
            has_tags=0.95,
        ),
        "rfi": Publisher(
            article_templates.PLAIN,
            "Europe/Paris",
            date(2023, 10, 2),
            specimen.SECTIONS,
            "",
            "https://{host}/media/display/{h}/w:1280/p:16x9/photo-{n}.{suffix}",
            ("s.rfi.fr", "s.rfi.fr"),
            "rfi/{serial}.md",
            {"own": 0.5, "wire": 0.35, "column": 0.09, "video": 0.06},
            is_rfi=True,
        ),
    }
)
