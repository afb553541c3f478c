"""The five invented publishers of the built-in dump, and how common each kind of article is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from newscheck.model import Site
from newscheck.synthetic import article_templates, words
from newscheck.synthetic.publishers import Publisher


class Newsroom(NamedTuple):
    """A publisher at work. `path` is the pattern of file names, `kinds` are the shares on an ordinary day."""

    publisher: Publisher
    begins: date
    path: str
    kinds: Mapping[str, float]
    has_tags: float = 0.0


def _publisher(
    site: Site,
    template: article_templates.Template,
    sections: tuple[str, ...],
    url: str,
    photo: str,
    photo_hosts: tuple[str, str] = ("", ""),
) -> Publisher:
    return Publisher(site, template.host, template, sections, f"https://{{host}}/{{section}}/{url}", photo, photo_hosts)


NEWSROOMS: Mapping[str, Newsroom] = MappingProxyType(
    {
        "harbour": Newsroom(
            _publisher(
                Site("harbour", timezone="Asia/Shanghai"),
                article_templates.STORY,
                ("world", "coast", "money", "city", "sport", "science", "arts"),
                "{year}/{month}/{day}/{number}.html",
                "https://{host}/photo/{when:%Y%m}/{h}.{suffix}",
                ("img.harbour.example", "wire.pictures.example"),
            ),
            date(2022, 9, 5),
            "harbour/{number}.md",
            {"own": 0.45, "wire": 0.35, "column": 0.1, "photos": 0.04, "video": 0.06},
            has_tags=0.9,
        ),
        "ridge": Newsroom(
            _publisher(
                Site("ridge", timezone="Asia/Taipei", script="hant"),
                article_templates.BREAKS,
                ("intl", "local", "finance", "living", "opinion"),
                "{year}{month}{day}{number}.aspx",
                "https://{host}/{when:%Y}/{h}.{suffix}",
                ("pic.ridge.example", "pool.pictures.example"),
            ),
            date(2021, 3, 1),
            "ridge/{when:%Y-%m-%d}-{title}.md",
            {"own": 0.4, "wire": 0.5, "column": 0.06, "video": 0.04},
        ),
        "lantern": Newsroom(
            _publisher(
                Site("lantern", timezone="Europe/Berlin", script="hant"),
                article_templates.FIGURES,
                ("asia", "europe", "economy", "culture", "climate", "society"),
                "{slug}/a-{number}",
                "https://{host}/image/{n}_{h}.{suffix}",
                ("static.lantern.example", "agency.pictures.example"),
            ),
            date(2022, 1, 3),
            "lantern/{number}_{title}.md",
            {"own": 0.55, "wire": 0.25, "column": 0.08, "photos": 0.06, "video": 0.06},
            has_tags=0.8,
        ),
        "digest": Newsroom(
            _publisher(
                Site("digest", timezone="Asia/Singapore"),
                article_templates.BLOG,
                ("politics", "people", "law", "net", "books"),
                "{year}/{month}/{number}.html",
                "https://{host}/wp-content/uploads/{when:%Y/%m}/{h}.{suffix}",
                ("digest.example", "i0.wp.example"),
            ),
            date(2023, 1, 2),
            "digest/{when:%Y-%m-%d}-{title}.md",
            {"own": 0.35, "wire": 0.25, "column": 0.3, "photos": 0.04, "video": 0.06},
            has_tags=0.95,
        ),
        "rfi": Newsroom(
            _publisher(
                Site("rfi", timezone="Europe/Paris"),
                article_templates.RFI,
                words.SECTIONS,
                "{year}{month}{day}-{slug}",
                article_templates.RFI_PHOTO,
            ),
            date(2023, 10, 2),
            "rfi/{number}.md",
            {"own": 0.5, "wire": 0.35, "column": 0.09, "video": 0.06},
        ),
    }
)
