"""What other files may know of an article, and all articles of a run."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from newscheck.model.change import LayoutHistory


class ArticleSummary(Struct, frozen=True, array_like=True, gc=False):
    """What other files may know of an article. Small: a dump has one for each of its articles.

    Keys are 64-bit hashes, 0 where there is nothing to compare; `sentences` is packed uint32 hashes of the body's
    different sentences in order, `minhash` the smallest of them, in order of size; `present_fields` a bit per record
    field that is there or that the layout doesn't have (`SUMMARY_FIELDS`)."""

    path: str
    line: int
    site: str
    epoch: int | None
    published: int | None
    file_number: int | None
    url: int
    title: int
    body: int
    image: int
    image_url: str
    title_text: str
    han_count: int
    present_fields: int
    sentences: bytes
    minhash: bytes


#: Bit i of `ArticleSummary.present_fields` is for CARD_FIELDS[i].
SUMMARY_FIELDS = ("dateline", "image", "lead", "body", "title", "url")


class ArticleFeatures(Struct, frozen=True, array_like=True, gc=False):
    """What an article looks like: packed uint32 hashes of its features, the first of them its skeleton's; `kind` is the
    hash of the kind of article it is."""

    site: str
    epoch: int | None
    features: bytes
    kind: int = 0


class Dump(Protocol):
    """All articles of a run; may be iterated as often as one likes, and is never a list in memory.

    `features` are in the order of the cards, or none where nothing asked for them.
    """

    def feature_names(self, wanted: Container[int]) -> dict[int, str]:
        """Which feature, kind or skeleton each of the wanted hashes is."""

    def __iter__(self) -> Iterator[ArticleSummary]: ...
    def __len__(self) -> int: ...
    def features(self, site: str = "") -> Iterator[ArticleFeatures]:
        """What each article looks like; with `site`, perhaps without those of other sites."""

    @property
    def history(self) -> LayoutHistory:
        """Layouts and changes, found when they are first asked for."""


class ArticleRevision(Struct, frozen=True):
    """One commit that changed what stands at a path: the articles before and after it; `committed_ms` in ms since 1970
    UTC.
    """

    commit: str
    committed_ms: int
    before: ArticleSummary
    after: ArticleSummary


class VersionHistory(Struct, frozen=True):
    """What the version history knows of a path: how its article was changed or replaced, from the oldest on."""

    path: str
    revisions: Sequence[ArticleRevision]
