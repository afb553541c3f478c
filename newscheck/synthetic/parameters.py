"""The parameters of simulated newsrooms: ranges of rates, kinds of articles, habits of editors.

They are fitted to segments (half a month to half a year) of real dumps: as many features vary here as there, and their
daily counts are at least as overdispersed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

#: Name -> lowest and highest value; each newsroom draws its own.
RANGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "articles a day": (52, 72),
        "share at week-ends": (0.55, 0.8),
        "share on holidays": (0.45, 0.55),
        "holidays a year": (9, 13),
        "days of a holiday": (1, 4),
        "outages a year": (3, 5),
        "editors": (4, 8),
        "days on a shift": (2, 4),
        "weeks with a swap": (0.1, 0.3),
        "leaves a year": (1.5, 2.5),
        "weeks of a leave": (1, 3),
        "print batch": (10, 30),
        "columns of a print issue": (0.3, 0.4),
        "own stories of a print issue": (0.3, 0.4),
        "articles of a feed batch": (2, 4),
        # The chance that the next article of a batch has the kind of the one before.
        "same kind again": (0.3, 0.5),
        # Log-odds: how much editors differ in a habit, in a few strong ones, and in the kinds that they choose.
        "editors apart": (0.5, 0.7),
        "editors far apart": (0.8, 1.2),
        "strong habits": (0.15, 0.3),
        "choice of kinds apart": (0.5, 0.8),
        # Log-odds: how much weeks differ, how much of a week stays in the next, how far habits drift in a year.
        "weeks apart": (0.27, 0.37),
        "weeks stay": (0.5, 0.8),
        "drift": (0.2, 0.5),
        "days of a drift": (250, 500),
        "stories a month": (3, 5),
        "days of a story": (2, 5),
        "share of a story": (0.1, 0.35),
        "story apart": (0.6, 1.0),
        "live pages of a story": (0.1, 0.25),
        "own section of a story": (0.5, 0.8),
        "feed footer": (0.18, 0.22),
        "table": (1 / 320, 1 / 280),
        "gallery": (1 / 160, 1 / 140),
        # Minutes from publication to the crawl: the median, and the spread of its logarithm.
        "lag": (38, 55),
        "spread of the lag": (0.55, 0.75),
        # Articles that were published at night and are crawled in the morning.
        "left from the night": (0.4, 0.6),
        "lag of the night": (200, 250),
    }
)
#: The first sections have more articles: a random number (0 to 1) to this power is the position among them.
SECTION_SKEW = 1.4
#: Articles by hour of the local day, before the share at week-ends (which begin later); nights are silent.
HOURS = (0, 0, 0, 0, 0, 0, 0, 2, 4, 6, 6, 5, 4, 5, 6, 6, 6, 5, 5, 4, 3, 3, 2, 0)
WEEKEND_BEGINS, MORNING_ENDS, PRINT_HOUR, PRINT_DAY = 9, 9, 8, 3
#: First hours of the shifts; the night belongs to the last one.
SHIFTS = (7, 12, 18)

#: Habit -> share of articles, before editor, kind, week and story.
HABITS: Mapping[str, float] = MappingProxyType(
    {
        "subheads": 0.2,
        "blank": 0.06,
        "bold": 0.14,
        "emphasis": 0.06,
        "pictures": 0.25,
        "caption": 0.75,
        "png": 0.06,
        "links": 0.22,
        "links away": 0.12,
        "quote": 0.12,
        "list": 0.05,
        "rule": 0.04,
        "related": 0.15,
        "signature": 0.35,
        "note": 0.06,
        "bracket": 0.05,
        "ellipsis": 0.05,
        "break": 0.08,
        "aligned": 0.07,
        "long": 0.3,
        "agency": 0.12,
    }
)


class ArticleKind(NamedTuple):
    """A kind of article: lengths, shares with image and lead, and log-odds of habits, shifts and days."""

    name: str
    paragraphs: tuple[int, int] = (4, 9)
    sentences: tuple[int, int] = (1, 4)
    image: float = 0.96
    lead: float = 0.95
    habits: Mapping[str, float] = MappingProxyType({})
    shifts: tuple[float, float, float] = (0.0, 0.0, 0.0)
    weekend: float = 0.0
    holiday: float = 0.0
    title: str = "{}"
    opening: str = ""
    extra: str = ""


KINDS: Mapping[str, ArticleKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            ArticleKind("own", habits={"subheads": 0.4, "links": 0.4, "signature": 0.3}),
            ArticleKind(
                "wire",
                paragraphs=(2, 6),
                sentences=(1, 3),
                lead=0.85,
                habits={"subheads": -2, "pictures": -2.5, "bold": -1.5, "signature": -1.5, "agency": 2.5, "long": -1},
                shifts=(0.2, -0.2, 0.4),
                weekend=0.2,
                holiday=1.8,
                opening="（远洋社{place}{day}日电） ",
            ),
            ArticleKind(
                "column",
                paragraphs=(7, 14),
                sentences=(2, 5),
                habits={"emphasis": 1.2, "quote": 0.8, "pictures": -0.6, "note": 1.5, "long": 1.2},
                shifts=(-0.2, 0.1, -0.2),
                weekend=0.4,
                holiday=-1.0,
                title="{} - 港湾夜话",
            ),
            ArticleKind(
                "photos",
                (2, 4),
                (1, 2),
                lead=1,
                habits={"pictures": -1.5, "long": -1},
                title="图集：{}",
                extra="gallery",
            ),
            ArticleKind("video", (2, 4), (1, 3), image=0.9, habits={"long": -1.5}, title="【视频】{}", extra="player"),
        )
    }
)
