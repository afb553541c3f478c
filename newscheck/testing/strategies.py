"""Strategies of hypothesis for the tests of a scraper: articles, dump files, pages, dumps, and files with a fault.

    from hypothesis import given
    from newscheck.testing import strategies

    @given(strategies.pages("story"))
    def test_my_extractor(page):
        assert extract(page.html, page.url)["paragraphs"] == page.record["paragraphs"]

All but `broken` are well-formed: no rule fires, and they match the schema, if the time of the check is not before the
last day of publication (10 September 2023, or `until`). Failing tests shrink to something short: the first words of the
lists, two or three sentences, 16 August 2023.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from newscheck import rules
from newscheck.engine.session import Session
from newscheck.engine.settings import package_data
from newscheck.errors import UsageError
from newscheck.model import Site
from newscheck.synthetic import article_factory, dump_file, page_templates, publishers
from newscheck.testing import bad_examples
from newscheck.text.suggestions import did_you_mean

try:
    from hypothesis import strategies as st
    from hypothesis.strategies import DrawFn, SearchStrategy

    from newscheck.testing import article_strategies
except ModuleNotFoundError as error:
    raise ImportError("newscheck.testing.strategies needs hypothesis: pip install 'newscheck[pytest]'") from error

Broken = bad_examples.Broken
_T = TypeVar("_T")
#: Layout changes are searched only in dumps of more articles than this.
MOST_FILES = 100
#: Minutes between two crawls of a dump.
_MOST_GAP = 20 * 60
_RFI, _PLAIN = "rfi", "plain"


class Page(NamedTuple):
    """A whole HTML page, its address, and the record that a right extractor gets from it."""

    html: str
    url: str
    record: dict[str, Any]


class Dump(NamedTuple):
    """The files of a dump: relative path -> text, in the order of time."""

    files: dict[str, str]

    def write(self, folder: Path) -> Path:
        """Write the files below a folder, which is created if needed, and return the folder."""
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return folder


def articles(
    site: str | Site = _RFI, *, urls: str | None = None, since: date | None = None, until: date | None = None
) -> SearchStrategy[dict[str, Any]]:
    """Records of articles (`schemas/article.schema.json`): what a scraper should extract from a page.

    `site` is the name of a publisher of the package or the project, or a `Site`. `urls` is the form of the
    addresses, with the places {host}, {section}, {year}, {month}, {day}, {number} and {slug}, for a publisher whose
    patterns none of the usual forms fits. `since` and `until` are the first and the last day of publication (local
    time of the publisher).

    Fields that the site doesn't expect are None at times. Raises UsageError where the site is unknown, where `urls`
    don't go with the site, or where `since` is after `until`.
    """
    return _derived(_drafts(_publisher(site, urls), since, until), article_factory.record)


def documents(
    site: str | Site = _RFI,
    *,
    front_matter: bool | None = None,
    urls: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> SearchStrategy[str]:
    """Texts of dump files: the epoch in a comment, title and URL, a line of dashes, and one line of HTML.

    `front_matter` says whether the YAML of a Jekyll archive stands before it (None: at times). RFI's files are as in
    its dump, those of other publishers in the layout `plain`. All else is as in `articles`.
    """
    fronts = st.booleans() if front_matter is None else st.just(front_matter)
    return _documents(_drafts(_publisher(site, urls), since, until), fronts)


def pages(
    layout: str = _PLAIN,
    site: str | Site = _RFI,
    *,
    urls: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> SearchStrategy[Page]:
    """Whole pages: head, navigation, the article, a share block, what others read, a footer.

    `layout` is `plain`, `story`, `breaks`, `figures` or `blog`: classes, breaks instead of paragraphs, figures, a
    blog's markup. In their text are headings, quotations, pictures with captions, links and bold words; captions and
    furniture are no part of the record.

    Or it is a template of your own: HTML in which stand {title}, {url}, {image}, {lead} (their text), {dateline}
    (`2023-08-16 21:04`, or in your format: {dateline:%d.%m.%Y, %H:%M}), {published} (ISO 8601 with the zone) and
    {paragraphs} (the paragraphs after the lead, each in a `<p>`). What has no place in it is None in the record; title
    and paragraphs have to have one, and what every article of the site has. Values are escaped, for text and for
    attributes in double quotes. In `<script>` and `<style>` braces are left alone, but for a string that is a place
    (`"headline": "{title}"`), and so are double braces anywhere.

    Raises UsageError where the layout or a place of the template is unknown; see `articles` for the rest.
    """
    publisher = _publisher(site, urls)
    if "<" not in layout:
        if layout not in page_templates.LAYOUTS:
            raise UsageError(f"unknown layout {layout!r}{did_you_mean(layout, page_templates.LAYOUTS)}")
        drafts = _drafts(publisher, since, until)
        return _derived(drafts, lambda draft: _page(draft, page_templates.page(draft, layout)))
    span = article_strategies.date_span(publisher, since, until)
    places = page_templates.check_template(layout, publisher.site.expects)
    drafts = article_strategies.articles(
        publisher, span, article_factory.PLAIN_KINDS, leads="lead" in places, images="image" in places
    )
    has_dateline = bool({"dateline", "published"} & places)
    return _derived(
        drafts, lambda draft: _page(draft, page_templates.own_page(draft, layout), has_dateline=has_dateline)
    )


def dumps(
    site: str | Site = _RFI,
    *,
    min_size: int = 1,
    max_size: int = 12,
    urls: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> SearchStrategy[Dump]:
    """Dumps of `min_size` to `max_size` files (at most 100): a time line of articles of one publisher.

    File names are numbers that descend as time goes on, as in RFI's dump; a crawl may bring several articles, and no
    crawl is more than 20 hours after the one before. No two articles have the address, the title, the picture or a
    sentence in common; all have a lead, or none, and so with the picture and with front matter. All else is as in
    `documents`. Raises UsageError also where the sizes are impossible.
    """
    if not 0 <= min_size <= max_size <= MOST_FILES or not max_size:
        raise UsageError(f"sizes of a dump go from 0 to {MOST_FILES} files, not from {min_size} to {max_size}")
    publisher = _publisher(site, urls)
    span = article_strategies.date_span(publisher, since, until)
    days = (span.until - span.since).days + 1
    gap = min(_MOST_GAP, (days * 24 * 60 - article_strategies.MOST_LAG) // (2 * max_size))
    starts = span.timestamps(spare=(gap * max_size + article_strategies.MOST_LAG) * article_strategies.MINUTE)
    entries = st.lists(
        _entries(st.integers(0, gap), article_strategies.article_seeds(of=max_size)),
        min_size=min_size,
        max_size=max_size,
    )
    return _dumps(publisher, starts, entries, max_size)


def broken(rule: str | None = None) -> SearchStrategy[Broken]:
    """Files with a fault: the rule that must fire, and all others, which must not.

    `rule` is the id of a rule (`newscheck rules`; None: any whose files are small). The files are the rule's own
    examples, also in other articles where the same rules fire. Check them together, as files of one dump, with the
    default settings and the time `newscheck.checker.examples.NOW`. Those of `file-unreadable` are too large, which only
    a run over the disk detects. A rule that is off by default (`feed-silent`) is drawn only if named, and needs its
    options in the check: `max-hours = 6`.

    Raises UsageError where the rule is unknown, or where its fault is not in the bytes of files (versions, links).
    """
    known = {
        name: known_rule
        for name, known_rule in rules.load().items()
        if name not in bad_examples.NOT_FROM_BYTES and known_rule.scope != "versions"
    }
    if rule is not None and rule not in known:
        raise UsageError(f"unknown rule {rule!r}{did_you_mean(rule, known)}")
    drawn = tuple(
        name for name, its in known.items() if name not in bad_examples.LARGE_RULES and not its.required_options
    )
    return _broken((rule,) if rule else drawn)


@st.composite
def _broken(draw: DrawFn, ids: Sequence[str]) -> Broken:
    rule = draw(st.sampled_from(ids))
    number = draw(st.integers(0, bad_examples.count(rule) - 1))
    broken = bad_examples.make(rule, number, draw(st.sampled_from(bad_examples.seeds(rule, number))))
    return broken._replace(files=dict(broken.files))  # examples are cached, and a test may write to its own


def _publisher(site: str | Site, urls: str | None) -> publishers.Publisher:
    if isinstance(site, Site):
        return publishers.of_site(site, urls)
    known = {known.name: known for known in package_data.sites()}
    if site not in known:
        known = {own.name: own for own in Session.load({}).sites}  # those of the project around the working folder, too
    if site not in known:
        raise UsageError(f"unknown site {site!r}{did_you_mean(site, known)}")
    return publishers.of_site(known[site], urls)


def _drafts(
    publisher: publishers.Publisher, since: date | None, until: date | None
) -> SearchStrategy[article_factory.ArticleDraft]:
    span = article_strategies.date_span(publisher, since, until)
    return article_strategies.articles(publisher, span, article_factory.KINDS)


@st.composite
def _derived(
    draw: DrawFn,
    drafts: SearchStrategy[article_factory.ArticleDraft],
    make: Callable[[article_factory.ArticleDraft], _T],
) -> _T:
    """A function of a draft; not a `map` (see `newscheck.testing.article_strategies`)."""
    return make(draw(drafts))


@st.composite
def _documents(draw: DrawFn, drafts: SearchStrategy[article_factory.ArticleDraft], fronts: SearchStrategy[bool]) -> str:
    return article_factory.document(draw(drafts), has_front_matter=draw(fronts))


def _page(draft: article_factory.ArticleDraft, html: str, *, has_dateline: bool = True) -> Page:
    record = article_factory.record(draft)
    return Page(html, draft.url, record if has_dateline else {**record, "dateline": None})


@st.composite
def _entries(
    draw: DrawFn, gaps: SearchStrategy[int], seeds: SearchStrategy[article_factory.ArticleSeed]
) -> tuple[int, article_factory.ArticleSeed]:
    """Minutes since the article before, and an article."""
    return draw(gaps), draw(seeds)


@st.composite
def _dumps(
    draw: DrawFn,
    publisher: publishers.Publisher,
    starts: SearchStrategy[int],
    entries: SearchStrategy[list[tuple[int, article_factory.ArticleSeed]]],
    most: int,
) -> Dump:
    """A dump whose articles are crawled the drawn minutes after one another."""
    has_lead, has_image = (draw(article_strategies.has_field(publisher, field)) for field in ("lead", "image"))
    has_front = draw(st.booleans())
    crawl = draw(starts) + article_strategies.MOST_LAG * article_strategies.MINUTE
    files = {}
    for at, (minutes, seed) in enumerate(draw(entries)):
        crawl += minutes * article_strategies.MINUTE
        published = crawl - seed.lag * article_strategies.MINUTE
        draft = article_factory.make(
            publisher, article_factory.KINDS, seed, published, has_lead=has_lead, has_image=has_image, at=at, of=most
        )
        files[dump_file.file_name(publisher.site.name, at)] = article_factory.document(
            draft, has_front_matter=has_front
        )
    return Dump(files)
