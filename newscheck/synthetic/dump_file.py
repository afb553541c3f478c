"""A dump file of an article: its name, its optional front matter, header and HTML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from re import sub

#: File numbers descend from here as time goes on, as in the public dump.
FIRST_FILE_NUMBER = 1_048_575


def file_name(site: str, at: int) -> str:
    """The path of file `at` of a site's dump."""
    return f"{site}/{FIRST_FILE_NUMBER - at}.md"


def slug(title: str) -> str:
    """RFI's slug of a title: what is no letter or digit becomes one dash."""
    return str(sub(r"\W+", "-", unescape(title).lower())).strip("-")


def to_text(epoch: object, title: str, url: str, html: str, front: Mapping[str, str] | None = None) -> str:
    """The text of a dump file; `front` holds values that replace or extend those of the front matter."""
    text = f"<!--{epoch}-->\n[{title}]({url})\n------\n\n{html}\n"
    return text if front is None else _front_matter(epoch, title, url, front) + text


def _front_matter(epoch: object, title: str, url: str, values: Mapping[str, str]) -> str:
    time = datetime.fromtimestamp(epoch / 1000, UTC) if isinstance(epoch, int) else datetime(2023, 8, 16, tzinfo=UTC)
    fields = {
        "layout": "post",
        "title": f'"{title}"',
        "date": time.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "author": "法广",
        "from": url,
        "tags": "[ 法广 ]",
        **values,
    }
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in fields.items()) + "---\n"
