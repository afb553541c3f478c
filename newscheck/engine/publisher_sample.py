"""What is learned of a publisher's articles: a sample that is spread over all files, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.sites import GENERIC_SITE, SiteIndex, host_of, registrable_domain
from newscheck.article.spread import Spread
from newscheck.engine.files import inputs, path_names
from newscheck.engine.processes.time_limit import TimeLimitExceeded, call_within
from newscheck.engine.remote import prefetch
from newscheck.engine.session import Session
from newscheck.errors import UsageError
from newscheck.learn.observation import Observation, observe
from newscheck.model import Document
from newscheck.text.display import joined, quantity, sanitize

#: Articles that are compared at least (if there are so many): fewer than twice that.
_SAMPLE_SIZE = 4000
#: The share of the articles of one publisher from which on the others are strays, and publishers that are named.
_MIN_SHARE, _MAX_NAMED = 0.95, 5


class PublisherSample(NamedTuple):
    """Observations of the articles of one publisher, in the order of the files, out of `total` articles; `remarks` say
    what was left out."""

    articles: Sequence[Observation]
    total: int
    remarks: Sequence[str] = ()


def sample(session: Session, paths: Iterable[str], host: str | None = None) -> PublisherSample:
    """A sample of the articles below `paths` that are on a host, or of all where they are of one publisher.

    Their sites' settings are not applied: furniture is learned as well. Raises UsageError where there are none, or
    where they are of several publishers.
    """
    kept: Spread[Observation] = Spread(_SAMPLE_SIZE)
    generic = SiteIndex([site for site in session.sites if site.name == GENERIC_SITE])
    total = late = 0
    for document in _documents(session, paths):
        if host is not None and not _is_below(document, host):
            continue
        total += 1
        if not kept.is_next_kept:
            kept.skip()
            continue
        try:
            article = call_within(session.project.file_timeout, partial(to_article, document, generic))
        except TimeLimitExceeded:
            late += 1
            continue
        kept.add(observe(article))
    if not total:
        where = joined([path_names.display_path(path) for path in paths])
        hint = f" on {sanitize(host)}" if host else "; newscheck validate says why"
        raise UsageError(f"no article in {where}{hint}")
    remarks = [f"{quantity(late, 'article')} took too long to read: left out"] if late else []
    if host is not None:
        return PublisherSample(kept.values, total, remarks)
    return _of_one(kept.values, total, remarks)


def _documents(session: Session, paths: Iterable[str]) -> Iterator[Document]:
    mapping = session.checker.mapping
    for entry in prefetch.ahead(session.walk(paths), session.project.max_file_size):
        for raw in inputs.read(entry, session.project.max_file_size):
            for document in readers.read(raw, mapping):
                if not document.is_blank:
                    yield document


def _is_below(document: Document, host: str) -> bool:
    url = document.url.value if document.url else None
    own = host_of(url) if isinstance(url, str) else ""
    return own == host or own.endswith(f".{host}")


def _of_one(articles: Sequence[Observation], total: int, remarks: list[str]) -> PublisherSample:
    """The articles of the publisher that has nearly all. Raises UsageError where there is none."""
    domains = Counter(registrable_domain(f"https://{article.host}") for article in articles if article.host)
    if len(domains) < 2:
        return PublisherSample(articles, total, remarks)
    domain, count = domains.most_common(1)[0]
    if count < _MIN_SHARE * domains.total():
        shown = [f"{sanitize(name)} ({number / len(articles):.0%})" for name, number in domains.most_common(_MAX_NAMED)]
        more = f" and {len(domains) - _MAX_NAMED:,} more" if len(domains) > _MAX_NAMED else ""
        raise UsageError(f"articles of several publishers: {', '.join(shown)}{more}; choose one with --host HOST")
    own = [article for article in articles if article.host == domain or article.host.endswith(f".{domain}")]
    left_out = (
        f"{(len(articles) - len(own)) / len(articles):.1%} of the articles are not on {sanitize(domain)}: left out"
    )
    return PublisherSample(own, total, [*remarks, left_out])
