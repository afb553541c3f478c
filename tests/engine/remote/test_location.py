"""Which URLs are read, and what reports show of them."""

from __future__ import annotations

import pytest

from newscheck.engine.files import urls
from newscheck.engine.files.path_names import display_path
from newscheck.engine.remote.location import parse
from newscheck.errors import UsageError


@pytest.mark.parametrize(
    ("url", "place", "shown"),
    [
        ("s3://news/a/b.md", ("s3", "news", "a/b.md"), "s3://news/a/b.md"),
        ("S3://news", ("s3", "news", ""), "s3://news/"),
        ("gcs://news/a/", ("gs", "news", "a/"), "gs://news/a/"),
        ("az://news/a//../b.md", ("az", "news", "a//../b.md"), "az://news/a//../b.md"),
        ("s3://news/a?b#c\\d.md", ("s3", "news", "a?b#c\\d.md"), "s3://news/a?b#c\\\\d.md"),
        ("HTTPS://U:p@Host:8/A.zip?t#f", ("https", "host:8", "A.zip"), "https://host:8/A.zip"),
        ("https://host/a@b.zip", ("https", "host", "a@b.zip"), "https://host/a@b.zip"),
    ],
)
def test_a_url_is_a_place(url: str, place: tuple[str, str, str], shown: str) -> None:
    location = parse(url)
    assert (location.scheme, location.bucket, location.key) == place
    assert location.shown == shown and repr(location) == f"Location({shown!r})"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://u:p@host/x.zip", "can't read ftp://…: of URLs, newscheck reads those that begin with s3, gs, az, "),
        ("file:///etc/passwd", "can't read file://…: "),
        ("simplecache::s3://news/a", "can't read simplecache::s3://…: "),
        ("s3://", "s3://: no bucket is named: s3://BUCKET/FOLDER"),
        ("s3:///key", "s3:///key: no bucket is named"),
        ("s3://key:5ecret@news/a", "s3://…: not the name of a bucket; credentials are those of the environment"),
        ("https://", "https://: not the URL of a website"),
        ("https://host", "https://host: a website has no folders that can be listed: name the file, such as dump.zip"),
        ("https://u:5ecret@host/a/?5ecret", "https://host/a/: a website has no folders"),
        ("https://host/a\nb.zip", "https://host/a\\nb.zip: not the URL of a website"),
    ],
)
def test_other_urls_are_mistakes(url: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(url)
    assert str(caught.value).startswith(message) and "5ecret" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("s3://a", True),
        ("HTTPS://a/b", True),
        ("./s3://a", False),
        ("s3:/a", False),
        ("c://a", False),
        ("crawl.warc!/https://a.example/1", False),
        ("a b://c", False),
    ],
)
def test_a_path_that_begins_with_a_scheme_is_a_url(path: str, is_one: bool) -> None:
    assert urls.is_url(path) == is_one


def test_a_url_stays_one_in_reports() -> None:
    assert display_path("s3://news//a/../b") == "s3://news//a/../b"
    assert display_path("http://u:p@h/a.zip!/b/1.md") == "http://h/a.zip!/b/1.md"
