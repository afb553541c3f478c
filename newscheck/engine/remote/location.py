"""Where a file or folder on another machine is."""

from __future__ import annotations

import re

from msgspec import Struct

from newscheck.engine.files import urls
from newscheck.engine.files.path_names import display_name
from newscheck.errors import UsageError
from newscheck.text.display import sanitize

#: Schemes of websites, and of object storage.
WEB, BUCKETS = ("http", "https"), ("s3", "gs", "az")
_ALIASES = {"gcs": "gs", "s3a": "s3", "abfs": "az"}
_NO_BUCKET_HAS = re.compile(r"[\s@?#%]|[^ -~]")


class Location(Struct, frozen=True):
    """A place by its `scheme`; in object storage by `bucket` and `key`, on a website by the whole `url`, which may have
    secrets in it. The bucket of a website is its host."""

    scheme: str
    bucket: str
    key: str
    url: str = ""

    @property
    def shown(self) -> str:
        """As reports have it; no two files in object storage have the same one."""
        return urls.displayed(self.url) if self.url else f"{self.scheme}://{self.bucket}/{display_name(self.key)}"

    @property
    def path(self) -> str:
        """As fsspec has it."""
        return self.url or f"{self.bucket}/{self.key}"

    def at(self, key: str) -> Location:
        """Another place in the same bucket."""
        return Location(self.scheme, self.bucket, key)

    def __repr__(self) -> str:
        return f"Location({self.shown!r})"


def parse(url: str) -> Location:
    """The place that a URL names. Raises UsageError for one that newscheck doesn't read."""
    scheme, _, rest = url.partition("://")
    scheme = scheme.lower()
    scheme = _ALIASES.get(scheme, scheme)
    shown = sanitize(urls.displayed(url))
    if scheme in WEB:
        return _of_website(scheme, url, shown)
    if scheme not in BUCKETS:
        known = ", ".join((*BUCKETS, *WEB))
        raise UsageError(f"can't read {scheme}://…: of URLs, newscheck reads those that begin with {known}")
    bucket, _, key = rest.partition("/")
    if not bucket:
        raise UsageError(f"{shown}: no bucket is named: {scheme}://BUCKET/FOLDER")
    if _NO_BUCKET_HAS.search(bucket):
        # What is before an @ may be a password.
        raise UsageError(f"{scheme}://…: not the name of a bucket; credentials are those of the environment")
    return Location(scheme, bucket, key)


def _of_website(scheme: str, url: str, shown: str) -> Location:
    host, _, path = shown.partition("://")[2].partition("/")
    if not host or re.search(r"[\x00-\x20\x7f]", url):
        raise UsageError(f"{shown}: not the URL of a website")
    if not path or path.endswith("/"):
        raise UsageError(f"{shown}: a website has no folders that can be listed: name the file, such as dump.zip")
    return Location(scheme, host, path, url)
