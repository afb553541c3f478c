"""Which files may hold articles, by their names."""

from __future__ import annotations

import pytest

from newscheck.engine.files import file_types


@pytest.mark.parametrize(
    ("name", "content", "compression", "container"),
    [
        ("1.md", "1.md", "", ""),
        ("feed.jsonl", "feed.jsonl", "", ""),
        ("NEWS.CSV", "NEWS.CSV", "", ""),
        ("export.CSV.gz", "export.CSV", "gz", ""),
        ("feed.jsonl.gz", "feed.jsonl", "gz", ""),
        ("1.md.bz2", "1.md", "bzip2", ""),
        ("1.md.xz", "1.md", "xz", ""),
        ("1.md.zst", "1.md", "zst", ""),
        ("a.zip", "a.zip", "", "zip"),
        ("a.tar", "a.tar", "", "tar"),
        ("a.tar.gz", "a.tar", "gz", "tar"),
        ("a.tgz", "a.tar", "gz", "tar"),
        ("a.tbz2", "a.tar", "bzip2", "tar"),
        ("a.txz", "a.tar", "xz", "tar"),
        ("a.tzst", "a.tar", "zst", "tar"),
        ("crawl.warc.gz", "crawl.warc", "gz", "warc"),
    ],
)
def test_a_file_with_articles(name: str, content: str, compression: str, container: str) -> None:
    kind = file_types.of(name)
    assert kind is not None and file_types.is_input(name)
    modules = [module.__name__.rpartition(".")[2] if module else "" for module in (kind.compression, kind.container)]
    assert (kind.name, *modules) == (content, compression, container)
    assert kind.is_archive is (container in ("zip", "tar"))
    assert file_types.is_container(name) is bool(compression or container)


@pytest.mark.parametrize("name", ["backup.sql.gz", "photo.jpg", "gz", ".gz", "1.md.gz.gz", "md", "1.md.rar", "x"])
def test_other_files(name: str) -> None:
    assert file_types.of(name) is None
    assert not file_types.is_input(name)
