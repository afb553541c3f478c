"""A publisher of a site: the form of its URLs is one that the site's patterns accept."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from newscheck.engine.settings import package_data
from newscheck.errors import UsageError
from newscheck.model import Site
from newscheck.synthetic.publishers import of_site

SITES = {site.name: site for site in package_data.sites()}
DATE = re.compile(r"/(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)/")
WHEN = datetime(2024, 2, 3, 4, 5)


@pytest.mark.parametrize("name", SITES)
def test_every_bundled_site_has_a_fitting_form(name: str) -> None:
    publisher = of_site(SITES[name])
    url = publisher.article_url(publisher.sections[0], WHEN, 17, "港口复工")
    assert publisher.host in url
    assert SITES[name].url_article is None or of_site(SITES[name], publisher.url).url == publisher.url


@pytest.mark.parametrize(
    ("site", "url", "expected"),
    [
        pytest.param(Site("a"), None, "https://news.example.org/world/2024/02/03/17.html", id="no hosts, no patterns"),
        pytest.param(
            Site("a", hosts=("a.example", "b.example"), url_article=DATE),
            None,
            "https://a.example/world/2024-02-03/17.html",
            id="the first form that fits",
        ),
        pytest.param(Site("a"), "https://{host}/{slug}", "https://news.example.org/%E6%B8%AF", id="a form of its own"),
    ],
)
def test_the_form_of_urls(site: Site, url: str | None, expected: str) -> None:
    publisher = of_site(site, url)
    assert publisher.article_url(publisher.sections[0], WHEN, 17, "港") == expected


@pytest.mark.parametrize(
    ("site", "url", "message"),
    [
        pytest.param(Site("a", timezone="Europe/Pariz"), None, "unknown time zone 'Europe/Pariz'", id="time zone"),
        pytest.param(Site("a"), "https://{host}/{nummer}", "unknown place {nummer}; did you mean", id="place"),
        pytest.param(Site("a"), "https://{host}/{section}", "or all articles would have one URL", id="one URL"),
        pytest.param(
            Site("a", url_date=DATE),
            "https://{host}/1999-01-01/{number}",
            "URLs that its url.article",
            id="another date",
        ),
        pytest.param(
            Site("a", url_article=re.compile("nowhere")), None, "none of the usual forms makes URLs", id="no usual form"
        ),
    ],
)
def test_mistakes(site: Site, url: str | None, message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        of_site(site, url)
