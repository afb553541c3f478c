"""The five invented publishers of the built-in dump, and how common each kind of article is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from newscheck.model import Site
from newscheck.synthetic.article_templates import BLOG, BREAKS, FIGURES, RFI, RFI_PHOTO, STORY, Template
from newscheck.synthetic.publishers import Publisher
from newscheck.synthetic.words import SECTIONS


class Newsroom(NamedTuple):
    """A publisher at work. `url` is the form of its URLs below a section, `path` the pattern of file names; `kinds` are
    the shares on an ordinary day."""

    site: Site
    template: Template
    begins: date
    sections: tuple[str, ...]
    url: str
    photo: str
    photo_hosts: tuple[str, str]
    path: str
    kinds: Mapping[str, float]
    has_tags: float = 0.0

    @property
    def publisher(self) -> Publisher:
        """The publisher."""
        host, url = self.template.host, f"https://{{host}}/{{section}}/{self.url}"
        return Publisher(self.site, host, self.template, self.sections, url, self.photo, self.photo_hosts)


_NEWSROOMS = (
    Newsroom(
        Site("harbour", timezone="Asia/Shanghai"),
        STORY,
        date(2022, 9, 5),
        ("world", "coast", "money", "city", "sport", "science", "arts"),
        "{year}/{month}/{day}/{number}.html",
        "https://{host}/photo/{when:%Y%m}/{h}.{suffix}",
        ("img.harbour.example", "wire.pictures.example"),
        "harbour/{number}.md",
        {"own": 0.45, "wire": 0.35, "column": 0.1, "photos": 0.04, "video": 0.06},
        has_tags=0.9,
    ),
    Newsroom(
        Site("ridge", timezone="Asia/Taipei", script="hant"),
        BREAKS,
        date(2021, 3, 1),
        ("intl", "local", "finance", "living", "opinion"),
        "{year}{month}{day}{number}.aspx",
        "https://{host}/{when:%Y}/{h}.{suffix}",
        ("pic.ridge.example", "pool.pictures.example"),
        "ridge/{when:%Y-%m-%d}-{title}.md",
        {"own": 0.4, "wire": 0.5, "column": 0.06, "video": 0.04},
    ),
    Newsroom(
        Site("lantern", timezone="Europe/Berlin", script="hant"),
        FIGURES,
        date(2022, 1, 3),
        ("asia", "europe", "economy", "culture", "climate", "society"),
        "{slug}/a-{number}",
        "https://{host}/image/{n}_{h}.{suffix}",
        ("static.lantern.example", "agency.pictures.example"),
        "lantern/{number}_{title}.md",
        {"own": 0.55, "wire": 0.25, "column": 0.08, "photos": 0.06, "video": 0.06},
        has_tags=0.8,
    ),
    Newsroom(
        Site("digest", timezone="Asia/Singapore"),
        BLOG,
        date(2023, 1, 2),
        ("politics", "people", "law", "net", "books"),
        "{year}/{month}/{number}.html",
        "https://{host}/wp-content/uploads/{when:%Y/%m}/{h}.{suffix}",
        ("digest.example", "i0.wp.example"),
        "digest/{when:%Y-%m-%d}-{title}.md",
        {"own": 0.35, "wire": 0.25, "column": 0.3, "photos": 0.04, "video": 0.06},
        has_tags=0.95,
    ),
    Newsroom(
        Site("rfi", timezone="Europe/Paris"),
        RFI,
        date(2023, 10, 2),
        SECTIONS,
        "{year}{month}{day}-{slug}",
        RFI_PHOTO,
        ("", ""),
        "rfi/{number}.md",
        {"own": 0.5, "wire": 0.35, "column": 0.09, "video": 0.06},
    ),
)
NEWSROOMS: Mapping[str, Newsroom] = MappingProxyType({newsroom.site.name: newsroom for newsroom in _NEWSROOMS})
