"""Write records to a dump, one file per article: the crawl time, title and URL, one line of HTML."""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from urllib.parse import unquote

from rfi_scraper.article import Article
from rfi_scraper.extract import NotAnArticle, parse

HEADER = re.compile(r"^\[.*\]\((\S+)\)$", re.MULTILINE)
LONGEST_NAME = 70  # characters: file systems allow 255 bytes, and a Han character has three


def render(article: Article, epoch_ms: int) -> str:
    """The text of a file. `epoch_ms` is the time of the crawl in milliseconds since 1970, UTC."""
    day, _, clock = (article.dateline or "").partition("T")
    rest = article.paragraphs[1:] if article.lead else article.paragraphs
    parts = [
        f"<div>{'/'.join(reversed(day.split('-')))} - {clock}</div>" if day else "",
        _image(article.image) if article.image else "",
        f"<p><strong>{escape(article.lead)}</strong></p>" if article.lead else "",
        "<div>",
        *(f"<p>{escape(paragraph)}</p>" for paragraph in rest),
        *(_image(image) for image in article.images if image != article.image),
        "</div>",
    ]
    return f"<!--{epoch_ms}-->\n[{article.title}]({article.url})\n------\n\n{''.join(parts)}\n"


def known(folder: Path) -> set[str]:
    """The URLs of the articles in a dump, without files that have none."""
    texts = (path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*.md"))
    return {found[1] for text in texts if (found := HEADER.search(text))}


def save(article: Article, epoch_ms: int, folder: Path) -> Path:
    """Write the file of an article. Raises FileExistsError if a file has that name already.

    It is named after the address. A counter would have to be read from the names that are there, and one that is read
    wrong writes over the archive.
    """
    slug = unquote(article.url.rstrip("/").rpartition("/")[2])
    name = re.sub(r"[^\w-]+", "-", slug)[:LONGEST_NAME].strip("-")
    path = folder / f"{name}.md"
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(render(article, epoch_ms))
    return path


def add(pages: Iterable[Path], folder: Path) -> int:
    """Add saved pages to a dump, except articles that it contains already, and return the number of failures."""
    done, failures = known(folder), 0
    for page in pages:
        try:
            article = parse(page.read_bytes())
            if article.url not in done:
                print(save(article, page.stat().st_mtime_ns // 1_000_000, folder))
                done.add(article.url)
        except (NotAnArticle, OSError) as error:
            failures += 1
            print(f"{page}: {error}", file=sys.stderr)
    return failures


def main(args: Sequence[str] | None = None) -> int:
    """`rfi-dump PAGE... --into FOLDER`; the exit code is 1 if a page could not be added."""
    parser = argparse.ArgumentParser(description="Put saved pages into a dump; a page was fetched when it was saved.")
    parser.add_argument("pages", nargs="+", type=Path, metavar="PAGE")
    parser.add_argument("--into", type=Path, default=Path("articles"), metavar="FOLDER", help="[default: articles]")
    given = parser.parse_args(args)
    return 1 if add(given.pages, given.into) else 0


def _image(url: str) -> str:
    return f'<img src="{escape(url)}">'
