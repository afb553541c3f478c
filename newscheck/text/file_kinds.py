"""Files of a known other kind, by their suffix, first bytes or first words: what they are, and what to do with them."""

from __future__ import annotations

from typing import NamedTuple

from newscheck.text.regex import lazy_regex


class FileKind(NamedTuple):
    """A kind of file: its name in singular and plural, and what to do to have its articles checked.

    One that `holds_articles` is named where a folder has some; the others only where nothing else is found.
    """

    one: str
    many: str
    advice: str = ""
    holds_articles: bool = False


#: Suffixes of pages, which are read through an extractor.
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_TABLE = "export the table as CSV or JSON Lines"
_PAGES = 'set `extractor` in newscheck.toml to "newscheck:main-content", or to your own function ("mypkg:parse")'
PAGE = FileKind("an HTML page", "HTML pages", _PAGES, holds_articles=True)
#: A page in a file whose name promises data.
PAGE_INSTEAD = FileKind(
    "an HTML page instead of data",
    "HTML pages instead of data",
    "the server sent an error page or a login form; fetch the file again",
)
#: All of a page can't be told from an article that begins like one, so that it is reported.
REPORT = FileKind("a report of newscheck", "reports of newscheck", "leave it out with --exclude")
SQLITE = FileKind("an SQLite database", "SQLite databases", _TABLE, holds_articles=True)
PDF = FileKind("a PDF", "PDFs")
EXCEL = FileKind("an Excel or Office file", "Excel or Office files", "save it as CSV", holds_articles=True)
WORD = FileKind("an Office document", "Office documents")
IMAGE = FileKind("an image", "images")
MEDIA = FileKind("an audio or video file", "audio or video files")
PICKLE = FileKind(
    "a pickle",
    "pickles",
    "it would run code and is never loaded; export its items as JSON Lines",
    holds_articles=True,
)
SQL_DUMP = FileKind("an SQL dump", "SQL dumps", _TABLE, holds_articles=True)
BSON = FileKind("a MongoDB dump", "MongoDB dumps", "export the collection with mongoexport", holds_articles=True)
REDIS = FileKind("a Redis dump", "Redis dumps", "export its items as JSON Lines", holds_articles=True)
NUMPY = FileKind("a NumPy file", "NumPy files", _TABLE, holds_articles=True)
HDF5 = FileKind("an HDF5 file", "HDF5 files", _TABLE, holds_articles=True)
AVRO = FileKind("an Avro file", "Avro files", "convert it to JSON Lines", holds_articles=True)
ORC = FileKind("an ORC file", "ORC files", "convert it to Parquet or JSON Lines", holds_articles=True)
MAIL = FileKind("an e-mail", "e-mails", "save its text as an article", holds_articles=True)
MHTML = FileKind("a web page saved as MHTML", "web pages saved as MHTML", "save them as HTML", holds_articles=True)
EPUB = FileKind("an e-book", "e-books", "save its text as articles", holds_articles=True)
ARC = FileKind("an ARC file", "ARC files", "convert it to WARC (warcio recompress)", holds_articles=True)
PACKED = FileKind(
    "a RAR or 7-Zip archive", "RAR or 7-Zip archives", "unpack it, or pack it as ZIP", holds_articles=True
)
SITEMAP = FileKind("a sitemap", "sitemaps", "it lists addresses and holds no articles; leave it out with --exclude")
LFS = FileKind("a Git LFS pointer", "Git LFS pointers", "fetch the file with `git lfs pull`", holds_articles=True)
ANNEX = FileKind(
    "a git-annex pointer", "git-annex pointers", "fetch the file with `git annex get`", holds_articles=True
)
CODE = FileKind("source code", "files of source code", "leave it out with --exclude")
PLAIN = FileKind("plain text", "plain texts", "a text has no title, time and address; write JSON Lines with them")

_SUFFIXES = {
    PAGE: " ".join(PAGE_SUFFIXES),
    SQLITE: ".db .sqlite .sqlite3 .db3",
    PDF: ".pdf",
    EXCEL: ".xlsx .xls .xlsm .ods",
    WORD: ".docx .doc .odt .rtf .pptx",
    IMAGE: ".jpg .jpeg .png .gif .webp .svg .ico .bmp .avif",
    MEDIA: ".mp3 .mp4 .m4a .wav .ogg .webm .mov .avi .mkv",
    PICKLE: ".pkl .pickle .p",
    SQL_DUMP: ".sql",
    BSON: ".bson",
    REDIS: ".rdb .aof",
    NUMPY: ".npy .npz",
    HDF5: ".h5 .hdf5 .hdf",
    AVRO: ".avro",
    ORC: ".orc",
    MAIL: ".eml .mbox .msg",
    MHTML: ".mhtml .mht",
    EPUB: ".epub .mobi",
    ARC: ".arc",
    PACKED: ".7z .rar",
    CODE: ".py .js .ts .ipynb .java .go .rb .php .sh .r .css",
    PLAIN: ".txt .text .log",
}
_BY_SUFFIX = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
#: First bytes of files that people leave in dump folders (file(1), magic database).
_BY_BYTES = {
    b"\xff\xd8\xff": FileKind("a JPEG image", "JPEG images"),
    b"\x89PNG": FileKind("a PNG image", "PNG images"),
    b"GIF8": FileKind("a GIF image", "GIF images"),
    b"RIFF": FileKind("a RIFF file (WebP, WAV)", "RIFF files (WebP, WAV)"),
    b"ID3": FileKind("an MP3 file", "MP3 files"),
    b"OggS": FileKind("an Ogg file", "Ogg files"),
    b"\x1aE\xdf\xa3": FileKind("a Matroska or WebM file", "Matroska or WebM files"),
    b"%PDF": PDF,
    b"PK\x03\x04": FileKind("a ZIP archive", "ZIP archives"),
    b"\x1f\x8b": FileKind("gzip data", "gzip data"),
    b"7z\xbc\xaf\x27\x1c": PACKED,
    b"Rar!\x1a\x07": PACKED,
    b"SQLite format 3": SQLITE,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": EXCEL,
    **{b"\x80" + start: PICKLE for start in (b"\4\x95", b"\5\x95", b"\2}q", b"\2]q", b"\3}q", b"\3]q", b"\3c")},
    b"\x93NUMPY": NUMPY,
    b"\x89HDF\r\n\x1a\n": HDF5,
    b"Obj\x01": AVRO,
    b"ORC": ORC,
    b"REDIS0": REDIS,
}
_MAGIC = tuple(_BY_BYTES)
#: Those that a text may begin with, too.
_WORDS_OF_BYTES = (b"ID3", b"OggS", b"ORC", b"REDIS0")
#: What a ZIP archive holds near its beginning that is another kind of file.
_ZIPPED = (
    (b"mimetypeapplication/epub+zip", EPUB),
    (b"[Content_Types].xml", EXCEL),
    (b"mimetypeapplication/vnd.oasis", EXCEL),
)
#: Bytes of the beginning of a file in which its kind is looked for.
_HEAD = 2_000
#: First words of texts that are no articles; what the files of each kind have in common (file(1), magic database).
_BY_WORDS = (
    (r"version https://git-lfs\.github\.com/spec/", LFS),
    (r"\.{0,2}/?(?:[^\s]{0,80}/)?\.?(?:git/)?annex/objects/", ANNEX),
    (r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,200}?-->\s*)?<(?:urlset|sitemapindex)\b", SITEMAP),
    (r"(?:-- (?:MySQL|MariaDB|PostgreSQL|SQLite|phpMyAdmin)|PRAGMA foreign_keys\s?=|BEGIN TRANSACTION;)", SQL_DUMP),
    (r"(?:(?:--[^\n]{0,80}|SET [^\n]{0,80};)?\s*)(?:CREATE (?:TABLE|DATABASE)|INSERT INTO|DROP TABLE) ", SQL_DUMP),
    (r"From: <Saved by |(?s:.{0,150})\bContent-Type: multipart/related", MHTML),
    (r"(?:From [^\s]+ [A-Z][a-z]{2} |Return-Path: |Received: |Delivered-To: |MIME-Version: 1)", MAIL),
    (r"#!.{0,30}\b(?:python|node|bash|sh|perl|ruby)|(?:import|from) [a-z_][\w.]* ?(?:import |\n|as )", CODE),
)
_WORDS = lazy_regex("|".join(f"({pattern})" for pattern, _ in _BY_WORDS))


def by_suffix(name: str) -> FileKind | None:
    """The kind of files with a name's suffix."""
    stem, dot, last = name.rpartition(".")
    return _BY_SUFFIX.get(f".{last.lower()}") if dot and stem else None


def by_bytes(data: bytes) -> FileKind | None:
    """The kind of a file that is no text, by its first bytes."""
    if not data.startswith(_MAGIC):
        return None
    if data.startswith(_WORDS_OF_BYTES) and b"\0" not in data[:_HEAD]:
        return None
    if data.startswith(b"PK") and (inner := next((kind for mark, kind in _ZIPPED if mark in data[:_HEAD]), None)):
        return inner
    return next(kind for magic, kind in _BY_BYTES.items() if data.startswith(magic))


def by_words(head: str) -> FileKind | None:
    """The kind of a text that begins with some words."""
    match = _WORDS.match(head)
    return _BY_WORDS[(match.lastindex or 1) - 1][1] if match else None


def in_words(kind: FileKind) -> str:
    """What a file is, and what to do: the same for all files of a kind."""
    return f"{kind.one}: {kind.advice}" if kind.advice else kind.one


def pages_in_words(count: int) -> str:
    """The pages in an archive that are not read without an extractor, and what to do."""
    return f"an archive of {PAGE.one if count == 1 else f'{count:,} {PAGE.many}'}: {PAGE.advice}"
