"""Well-formed articles in RFI's layout: rules' examples are patches of them.

A seed picks the words, so the text reads like news and is nobody's. An article is described by parts (`parts`); a patch
replaces some of them, and what follows from them (slug, share links, dates) follows.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from newscheck.model import RawInput
from newscheck.synthetic import dump_file
from newscheck.synthetic.article_templates import RFI, RFI_PHOTO
from newscheck.synthetic.words import SECTIONS, TAIL, VERB, WHAT, WHEN, WHERE, WHO

_PARIS = ZoneInfo("Europe/Paris")
#: Publication of the first article of a series, Paris time; its crawl is 53 minutes later, the median of real files.
START = datetime(2023, 8, 16, 21, 4)
_CRAWL_LAG = timedelta(minutes=53)


def parts(seed: int = 0) -> dict[str, Any]:
    """The parts of article number `seed` of a series, one every two hours from START on."""
    drawn = _drawn(seed)
    return {**drawn, "paragraphs": [*drawn["paragraphs"]]}


# Rules' examples are patches of the same few articles, and to draw one takes longer than to write it.
@lru_cache(1024)
def _drawn(seed: int) -> Mapping[str, Any]:
    draw = random.Random(seed)
    pick = draw.choice
    who, what = pick(WHO), pick(WHAT)
    place = pick(WHERE)
    title = f"{place}{who}{pick(VERB)}{what}"

    def sentence() -> str:
        return f"{pick(WHERE)}{pick(WHO)}{pick(WHEN)}{pick(VERB)}{pick(WHAT)}，{pick(TAIL)}"

    return {
        "number": dump_file.FIRST_FILE_NUMBER - seed,
        "when": START + timedelta(hours=2 * seed),
        "title": title,
        "section": pick(SECTIONS),
        "image": RFI_PHOTO.format(h=f"{draw.getrandbits(128):032x}", n=seed, suffix="jpg"),
        "lead": f"{place}{who}{pick(WHEN)}就{what}发表讲话。{sentence()}。",
        "paragraphs": [
            "".join(f"{sentence()}。" for _ in range(draw.randint(2, 4))) for _ in range(draw.randint(4, 7))
        ],
        "share": True,
    }


def render(patch: Mapping[str, Any] = {}, seed: int = 0) -> bytes:
    """The bytes of a dump file: article `seed` with `patch` put on it.

    Keys beside the parts: `epoch`, `dateline`, `url`, `url_date`, `slug`, `shared_url`, `shared_title` (instead of what
    follows from the parts), `before` and `after` (HTML around the body), `html` (instead of all that RFI's template
    makes), `front` (front matter: True, or what replaces its values), `sub` (pairs of old and new text, put on last),
    `raw` (the whole file), `json` (an item instead); `record` (the fields that its site expects) changes nothing here.
    """
    if "raw" in patch:
        raw = patch["raw"]
        return raw if isinstance(raw, bytes) else raw.encode()
    if "json" in patch:
        return json.dumps(patch["json"], ensure_ascii=False).encode()
    part: dict[str, Any] = {**parts(seed), **patch}
    epoch = part.get("epoch", _epoch(part["when"]))
    url = part.get("url", _url(part))
    html = part["html"] if "html" in part else _html(part, url)
    front = part.get("front")
    text = dump_file.to_text(epoch, part["title"], url, html, {} if front is True else front or None)
    for old, new in part.get("sub", ()):
        if old not in text:
            raise ValueError(f"nothing to replace: {old!r}")
        text = text.replace(old, new)
    return text.encode("utf-8", "surrogateescape")


def path(patch: Mapping[str, Any], seed: int = 0) -> str:
    """The name of the file of article `seed`."""
    number = patch.get("number", dump_file.FIRST_FILE_NUMBER - seed)
    return str(patch.get("path", f"rfi/{number}.{'jsonl' if 'json' in patch else 'md'}"))


def series(patches: list[Mapping[str, Any]]) -> Iterator[RawInput]:
    """The files of a dump: article i with patch i; with the keys `fault` and `detail`, one that could not be read."""
    for seed, patch in enumerate(patches):
        if "fault" in patch:
            yield RawInput(path(patch, seed), fault=patch["fault"], detail=patch["detail"])
        else:
            yield RawInput(path(patch, seed), render(patch, seed))


def _epoch(when: datetime) -> int:
    return int((when.replace(tzinfo=_PARIS) + _CRAWL_LAG).timestamp() * 1000)


def _url(part: Mapping[str, Any]) -> str:
    date = part.get("url_date", part["when"].strftime("%Y%m%d"))
    slug = part.get("slug", dump_file.slug(part["title"]))
    return f"https://www.rfi.fr/cn/{quote(part['section'])}/{date}-{quote(slug)}"


def _html(part: Mapping[str, Any], url: str) -> str:
    dateline = part.get("dateline", part["when"].strftime("%d/%m/%Y - %H:%M"))
    title = part.get("shared_title", unescape(part["title"]))
    return RFI.article(
        f"<div>{dateline}</div>" if dateline is not None else "",
        image=RFI.block("image", image=part["image"]) if part["image"] is not None else "",
        lead=RFI.lead.format(part["lead"]) if part["lead"] is not None else "",
        body=part.get("before", "") + "".join(RFI.block("paragraph", text) for text in part["paragraphs"]),
        share=RFI.share_block(part.get("shared_url", url), title) if part["share"] else "",
        foot=str(part.get("after", "")),
    )
