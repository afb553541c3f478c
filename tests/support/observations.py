"""What articles of a publisher show, made from JSON items."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.sites import SiteIndex
from newscheck.engine.settings import package_data
from newscheck.learn.observation import Observation, observe
from newscheck.model import RawInput

SENTENCE = "渔业协会对这个决定表示欢迎，认为会发挥作用。"
START = datetime(2022, 1, 3, tzinfo=UTC)
GENERIC = SiteIndex(package_data.sites()[:1])


def observations(
    count: int, fields: Callable[[int, datetime], dict[str, Any]], *, days: float = 0.3, zone: str = "UTC"
) -> list[Observation]:
    """Articles that are published so many days apart and crawled 2 to 100 minutes later.

    `fields` has the members of each item, from its number and its local time.
    """
    items = []
    for at in range(count):
        published = START + timedelta(days=days * at)
        crawl = published + timedelta(minutes=2 + at * 37 % 99)
        own = fields(at, published.astimezone(ZoneInfo(zone)))
        text = {} if "html" in own else {"body": SENTENCE * 3}
        items.append({"epoch_ms": int(crawl.timestamp() * 1000), "title": f"渔业协会第{at}号消息", **text} | own)
    raw = RawInput("a.jsonl", "".join(f"{json.dumps(item)}\n" for item in items).encode())
    return [observe(to_article(document, GENERIC)) for document in readers.read(raw) if not document.is_blank]
