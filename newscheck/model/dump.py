"""The summaries and features of articles that rules of the dump receive."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any, Literal, Protocol, TypeAlias

from msgspec import Struct

from newscheck.model.change import LayoutHistory


class ArticleSummary(Struct, frozen=True, array_like=True, gc=False):
    """The part of an article that rules of the dump receive. Small: a dump has one for each of its articles.

    Keys are 64-bit hashes, 0 where there is nothing to compare; `sentences` is packed uint32 hashes of the body's
    distinct sentences in order, `minhash` the smallest of them, sorted; `present_fields` has a bit per record field
    that is present or that the layout lacks (`SUMMARY_FIELDS`). `date_order` is the order of day and month that an
    item's date line shows ("day-first", "month-first", "either"), empty where it is known or doesn't matter. `language`
    and `size` are those of the article, `own` its item's own fields that have a value, packed
    (`newscheck.dump.own_value`), `lacks` those that its layout never has. `wall` is the date line in minutes since 1970
    on the publisher's clock, `dateline_form` what is written of it (bits below), `url_day` the first day of the date in
    the URL, in days since 1970, 0 for none. `signs` are bits of `newscheck.text.defect_signs`, `beginnings` the first
    two characters of the text and of further paragraphs. `measure` holds the characters, the bytes (UTF-8), the words
    (0 in Chinese) and the paragraphs of the body, and the characters of its longest paragraph. `ends` has the
    beginnings of its first and last paragraphs, one a line, `shown_fields` a bit per record field that is missing
    though the HTML shows it; where the body `is_open`, its last character ends no sentence, or is an ellipsis.
    `headlines` are packed uint64 hashes of lines that may be headlines of other articles
    (`newscheck.dump.headline_keys`), `edges` the lines at the beginning and at the end of the text that are no
    sentences (`newscheck.text.edge_lines`)."""

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
    date_order: str = ""
    language: str = ""
    size: int = 0
    own: bytes = b""
    lacks: tuple[str, ...] = ()
    wall: int | None = None
    dateline_form: int = 0
    url_day: int = 0
    signs: int = 0
    beginnings: str = ""
    measure: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    ends: str = ""
    shown_fields: int = 0
    is_open: bool = False
    headlines: bytes = b""
    edges: tuple[str, ...] = ()


#: Bits of `ArticleSummary.dateline_form`: the date line has a clock, an offset from UTC; it is the epoch, too; the date
#: in the URL is a month; the date line is relative to the crawl; it is the default of a
#: program (1970).
HAS_CLOCK, HAS_OFFSET, IS_EPOCH, IS_URL_MONTH, IS_RELATIVE, IS_DEFAULT = 1, 2, 4, 8, 16, 32
#: Stands for None in a column of integers.
ABSENT = -(1 << 63)
#: Bit i of `ArticleSummary.present_fields` is for SUMMARY_FIELDS[i].
SUMMARY_FIELDS = ("dateline", "image", "lead", "body", "title", "url")


class ArticleFeatures(Struct, frozen=True, array_like=True, gc=False):
    """The layout features of an article: packed uint32 hashes, the first of them the skeleton's; `kind` is the hash of
    the kind of article."""

    site: str
    epoch: int | None
    features: bytes
    kind: int = 0


class FeatureColumns(Struct, frozen=True, array_like=True, gc=False):
    """The layout features of some articles by column, integers packed as in memory.

    For each article: the position of its site in `sites` (uint32), its epoch (int64, `ABSENT` for None), the hashes of
    its kind and its skeleton, and how many other features it has (uint32). `features` are the hashes of these, those of
    one article behind those of the other.
    """

    site_numbers: bytes
    sites: list[str]
    epochs: bytes
    kinds: bytes
    skeletons: bytes
    sizes: bytes
    features: bytes


#: The size of the integers of a column, as for `array`.
Typecode: TypeAlias = Literal["B", "H", "I", "Q", "i", "q"]
#: Integers in a row.
Column: TypeAlias = "array[int] | memoryview[int]"


class Storage(Protocol):
    """Room for columns of which not all fit into memory."""

    def column(self, typecode: Typecode, length: int) -> memoryview[int]:
        """A column of zeros, to be filled."""

    def release(self) -> None:
        """Give back the memory that columns on disk have taken since; they keep their values."""


class Located(Protocol):
    """An article with its place."""

    @property
    def path(self) -> str:
        """The path of its file."""

    @property
    def line(self) -> int:
        """The line at which it begins."""


class FeatureDump(Protocol):
    """What the search for layout changes reads of the articles of a run, or of some sites of it (`Dump`)."""

    def summaries_at(self, positions: Iterable[int]) -> Sequence[Located]:
        """The articles at some positions."""

    def feature_names(self, wanted: Container[int]) -> dict[int, str]:
        """The names of features, kinds and skeletons by hash, for the wanted hashes."""

    def features(self, site: str = "") -> Iterator[FeatureColumns]:
        """The features of the articles, some at a time; with `site`, those of other sites may be left out."""

    @property
    def storage(self) -> Storage:
        """Where columns of all its articles have room."""


class Dump(FeatureDump, Protocol):
    """The summaries of all articles of a run; can be iterated repeatedly, and is never a list in memory.

    A rule that compares some fields of all articles reads their columns: that is far faster than whole summaries.
    `features` are in the order of the summaries; none where no rule uses them.
    """

    def column(self, name: str) -> Sequence[Any]:
        """A field of all summaries in their order: integers as a `Column`, with `ABSENT` for None (of `measure` all
        five for each article, one behind the other), all else as a list."""

    def parts(self, *names: str) -> Iterator[tuple[Sequence[Any], ...]]:
        """Columns as `column` gives them, of some articles at a time: for fields of which not all fit into memory."""

    def summaries_at(self, positions: Iterable[int]) -> list[ArticleSummary]:
        """The summaries at some positions."""

    def __iter__(self) -> Iterator[ArticleSummary]: ...
    def __len__(self) -> int: ...
    @property
    def history(self) -> LayoutHistory:
        """Layouts and changes, computed at first use."""


class ArticleRevision(Struct, frozen=True):
    """A commit that changed the article at a path, with the article before and after; `committed_ms` in ms since 1970
    UTC.
    """

    commit: str
    committed_ms: int
    before: ArticleSummary
    after: ArticleSummary


class VersionHistory(Struct, frozen=True):
    """The revisions of the article at a path, oldest first."""

    path: str
    revisions: Sequence[ArticleRevision]
