"""Containers: their members come out as the files do, within limits, and what can't be read is reported once."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from newscheck.engine.files import container_inputs, inputs
from newscheck.engine.files.container_inputs import Container
from newscheck.engine.files.directory_walk import FileEntry, require_file, walk
from newscheck.model import RawInput
from newscheck.text import file_kinds

LIMIT = 4_000
Pack = Callable[[Mapping[str, bytes]], bytes]
COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}


def zip_of(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def tar_of(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, content in files.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            archive.addfile(header, io.BytesIO(content))
    return data.getvalue()


ARCHIVES: dict[str, Pack] = {
    ".zip": zip_of,
    ".tar": tar_of,
    ".tar.gz": lambda files: gzip.compress(tar_of(files)),
    ".tgz": lambda files: gzip.compress(tar_of(files)),
    ".tar.bz2": lambda files: bz2.compress(tar_of(files)),
    ".tar.xz": lambda files: lzma.compress(tar_of(files)),
    ".tar.zst": lambda files: zstd.compress(tar_of(files)),
}
each_archive = pytest.mark.parametrize(("suffix", "pack"), ARCHIVES.items(), ids=ARCHIVES)
each_compression = pytest.mark.parametrize(("suffix", "compress"), COMPRESSIONS.items(), ids=COMPRESSIONS)


def read(name: str, data: bytes, limit: int = LIMIT, **wanted: object) -> list[RawInput]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "container")
        real = path.with_name(name)
        real.write_bytes(data)
        return [*inputs.read(FileEntry(name, str(real), **wanted), limit)]  # type: ignore[arg-type]


def contents(raws: list[RawInput]) -> dict[str, bytes]:
    assert [raw.detail for raw in raws if raw.fault] == []
    joined: dict[str, bytes] = {}
    for raw in raws:
        joined[raw.path] = joined.get(raw.path, b"") + raw.data
    return joined


def faults(raws: list[RawInput]) -> list[tuple[str, int, str, str]]:
    return [(raw.path, raw.line, raw.fault, raw.detail) for raw in raws if raw.fault]


@each_compression
@pytest.mark.parametrize("name", ["1.md", "feed.jsonl", "feed.json"])
def test_a_compressed_file_is_read_as_its_content(suffix: str, compress: Callable[[bytes], bytes], name: str) -> None:
    data = b'{"a": 1}\n{"b": 2}\n'
    assert contents(read(name + suffix, compress(data))) == {name + suffix: data}
    # Members of gzip data, frames of zstd data, …
    assert contents(read(name + suffix, compress(data) + compress(b"{}\n"))) == {name + suffix: data + b"{}\n"}
    assert contents(read(name + suffix, compress(b""))) == {name + suffix: b""}


@each_compression
def test_lines_in_a_stream_that_is_cut_off_are_read(suffix: str, compress: Callable[[bytes], bytes]) -> None:
    rows = b"".join(b'{"title": "%d"}\n' % number for number in range(20))
    first = compress(rows)
    *before, last = read(f"feed.jsonl{suffix}", first + compress(rows)[:-6])
    text = b"".join(raw.data for raw in before)
    assert text.startswith(rows) and text.endswith(b"\n") and (rows + rows).startswith(text)
    assert last.fault == "unreadable" and last.detail.endswith("data end early")
    assert last.line == text.count(b"\n") + 1


@each_compression
def test_a_text_that_is_cut_off_is_kept(suffix: str, compress: Callable[[bytes], bytes]) -> None:
    kept, fault = read(f"1.md{suffix}", compress(b"<!--1-->\n") + compress(b"x" * 100)[:-9])
    assert kept.data.startswith(b"<!--1-->\n")
    assert fault.fault == "unreadable" and fault.detail.endswith("data end early")


@each_compression
@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        pytest.param(lambda data: data + b"PK", "unreadable", "something else follows", id="more behind it"),
        pytest.param(lambda data: b"<!--1-->", "unreadable", "data, as its name says", id="another format"),
        pytest.param(lambda data: b"", "empty", "0 bytes", id="empty"),
        pytest.param(lambda data: data[:8] + b"\xff\xff\xff" + data[11:], "unreadable", "", id="damaged"),
    ],
)
def test_what_is_no_compressed_data_is_told(
    suffix: str, compress: Callable[[bytes], bytes], change: Callable[[bytes], bytes], kind: str, words: str
) -> None:
    raws = read(f"1.md{suffix}", change(compress(b"<!--1-->\n" * 9)))
    assert [raw.fault for raw in raws if raw.fault] == [kind]
    assert words in raws[-1].detail


def test_zeros_behind_compressed_data_are_padding() -> None:
    data = gzip.compress(b"a") + bytes(300_000) + gzip.compress(b"b") + bytes(10)
    assert contents(read("1.md.gz", data)) == {"1.md.gz": b"ab"}


@each_compression
def test_an_archive_that_seeks_is_read_from_memory(suffix: str, compress: Callable[[bytes], bytes]) -> None:
    packed = compress(zip_of({"1.md": b"one"}))
    assert contents(read(f"a.zip{suffix}", packed)) == {f"a.zip{suffix}!/1.md": b"one"}
    assert faults(read(f"a.zip{suffix}", packed, limit=9)) == [
        (f"a.zip{suffix}", 1, "too-large", "over the limit of 9 bytes")
    ]
    assert [fault[2] for fault in faults(read(f"a.zip{suffix}", packed[:-9]))] == ["unreadable"]


@each_compression
def test_a_file_that_is_named_is_read_whatever_its_name(suffix: str, compress: Callable[[bytes], bytes]) -> None:
    assert contents(read(f"today{suffix}", compress(b"{}\n"))) == {f"today{suffix}": b"{}\n"}


def test_gzip_data_with_the_name_of_an_article_are_no_article() -> None:
    data = gzip.compress(b"<!--1-->\n")
    assert contents(read("1.md", data)) == {"1.md": data}


def test_without_its_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscheck.containers.zst._LIBRARIES", ("newscheck.no_such_module",))
    (fault,) = read("1.md.zst", zstd.compress(b"a"))
    assert fault.detail == "Zstandard data: pip install 'newscheck[zstd]'"


@each_archive
def test_members_come_out_as_the_files_do(suffix: str, pack: Pack) -> None:
    files = {
        "rfi/1.md": b"one",
        "./rfi/2.md": b"two",
        "中国/甲.md": b"three",
        "rfi/feed.jsonl.gz": gzip.compress(b"{}\n"),
        "rfi/photo.jpg": b"\xff\xd8",
        "backup.sql.gz": b"",
        "README.md": b"excluded",
        ".github/x.md": b"excluded",
        "__MACOSX/rfi/._1.md": b"excluded",
        "old/3.md": b"excluded by the settings",
    }
    name = f"a{suffix}"
    assert contents(read(name, pack(files), exclude=("old/*",))) == {
        f"{name}!/rfi/1.md": b"one",
        f"{name}!/rfi/2.md": b"two",
        f"{name}!/中国/甲.md": b"three",
        f"{name}!/rfi/feed.jsonl.gz": b"{}\n",
    }


NAMES = st.text(
    # A colon may make a name the root of a drive.
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\:"),
    min_size=1,
    max_size=8,
).filter(lambda name: name not in (".", ".."))
FILES = st.dictionaries(
    st.lists(NAMES, min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".md"),
    st.binary(max_size=50),
    min_size=1,
    max_size=12,
)


@pytest.mark.slow
@each_archive
@settings(max_examples=30)
@given(files=FILES)
def test_any_archive_holds_what_a_walk_of_its_files_finds(suffix: str, pack: Pack, files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "x")
        folder.mkdir()
        written = {}
        for name, content in files.items():
            path = folder / name
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                written[name] = content
            except OSError:  # a file has the name of a folder
                continue
        (Path(place) / f"a{suffix}").write_bytes(pack(written))
        walked = {
            entry.path.removeprefix(str(folder)): raw.data
            for entry in walk([str(folder)])
            for raw in inputs.read(entry, LIMIT)
            if not raw.fault  # a folder with the name of a file
        }
        packed = [raw for entry in walk([f"{place}/a{suffix}"]) for raw in inputs.read(entry, LIMIT)]
        found = {raw.path.removeprefix(f"{place}/a{suffix}!"): raw.data for raw in packed if not raw.fault}
        assert found == walked
        faults = [raw.fault for raw in packed if raw.fault]
        # Hidden files are left out without a word, as in folders, unless there is nothing else.
        assert faults == ([] if walked else ["empty"])


ONLY_HIDDEN = "every member with a suffix of articles is hidden"


@each_archive
@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param({"../x.md": b"", "/y.md": b""}, [("outside", "a name: 2 members, the first ../x.md")], id="paths"),
        pytest.param(
            {"a/n.zip": b"PK", "b.tar.gz": b""},
            [("unreadable", "an archive inside of the archive, to be unpacked first: 2 members, the first a/n.zip")],
            id="archives",
        ),
        pytest.param({"x.txt": b""}, [("empty", "no member has a suffix of articles")], id="nothing to read"),
        pytest.param(
            {"x.html": b"<html>", "x.txt": b""},
            [("other-kind", file_kinds.pages_in_words(1))],
            id="saved pages without an extractor",
        ),
        pytest.param({}, [("empty", "no member has a suffix of articles")], id="no member"),
        pytest.param({".DS_Store": b""}, [("empty", "no member has a suffix of articles")], id="a hidden file"),
        pytest.param(
            {".DS_Store": b"", "__MACOSX/rfi/._1.md": b"", "rfi/.2.md": b"", "README.md": b""},
            [("empty", f"{ONLY_HIDDEN}: 3 members, the first __MACOSX/rfi/._1.md")],
            id="hidden articles",
        ),
        pytest.param({"../x.md": b"", ".1.md": b""}, [("outside", "a name: ../x.md")], id="a hidden one and another"),
    ],
)
def test_members_that_are_not_read_are_told_once(
    suffix: str, pack: Pack, files: dict[str, bytes], told: list[tuple[str, str]]
) -> None:
    name = f"a{suffix}"
    assert faults(read(name, pack(files))) == [(name, 1, kind, detail) for kind, detail in told]


@each_archive
def test_of_two_members_with_one_name_the_first_is_read(suffix: str, pack: Pack) -> None:
    class Twice(dict[str, bytes]):
        def items(self) -> object:  # type: ignore[override]
            return [("1.md", b"one"), ("1.md", b"two"), ("2.md", b"three")]

    if suffix == ".zip":
        with pytest.warns(UserWarning, match="Duplicate name"):
            data = pack(Twice())
    else:
        data = pack(Twice())
    *read_ones, fault = read(f"a{suffix}", data)
    assert [raw.data for raw in read_ones] == [b"one", b"three"]
    assert fault.detail == "the same name twice: 1.md"


@each_archive
def test_half_an_archive_gives_what_came_before_and_one_fault(suffix: str, pack: Pack) -> None:
    noise = bytes((number * number) % 251 for number in range(3_000))
    files = {f"{number}.md": noise[number:] for number in range(60)}
    name, data = f"a{suffix}", pack(files)
    end = len(data) - (11_000 if suffix == ".tar" else 1)  # behind the end of a tar archive is padding
    for size in (1, 10, 300, len(data) // 2, end):
        raws = read(name, data[:size])
        assert len(faults(raws)) == 1, size
        for raw in raws:
            assert not raw.data or files[raw.path.rpartition("/")[2]].startswith(raw.data)


@each_archive
def test_a_damaged_compressed_member_leaves_the_others(suffix: str, pack: Pack) -> None:
    name = f"a{suffix}"
    raws = read(name, pack({"1.md.gz": gzip.compress(b"one")[:-3], "2.md": b"two", "3.md.gz": b"text"}))
    assert faults(raws) == [
        (f"{name}!/1.md.gz", 1, "unreadable", "the gzip data end early"),
        (f"{name}!/3.md.gz", 1, "unreadable", "no gzip data, as its name says"),
    ]
    assert [raw.data for raw in raws if not raw.fault][-1] == b"two"


@each_archive
def test_members_over_the_limit_are_told_and_json_lines_are_read_in_pieces(
    suffix: str, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "_PIECE", 30)
    rows = b"".join(b'{"title": "%d"}\n' % number for number in range(50))
    raws = read(f"a{suffix}", pack({"big.md": bytes(101), "feed.jsonl": rows}), limit=100)
    assert faults(raws) == [(f"a{suffix}!/big.md", 1, "too-large", "over the limit of 100 bytes")]
    pieces = [raw for raw in raws if not raw.fault]
    assert len(pieces) > 10
    assert b"".join(raw.data for raw in pieces) == rows
    assert all(raw.line == rows[: rows.index(raw.data)].count(b"\n") + 1 for raw in pieces)


@each_archive
def test_the_bytes_and_the_members_have_limits(suffix: str, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    name, data = f"a{suffix}", pack({f"{number}.md": bytes(900) for number in range(50)})
    monkeypatch.setattr(container_inputs, "_MEMBERS", 20)
    assert faults(read(name, data)) == [(name, 1, "too-large", "over 20 members")]
    monkeypatch.setattr(container_inputs, "_MEMBERS", 1_000)
    monkeypatch.setattr(container_inputs, "_FREE", 10_000)
    monkeypatch.setattr(container_inputs, "_MOST", 20_000)
    *_, fault = read(name, data)
    assert (fault.path, fault.detail) == (name, "it decompresses to over 200 times its size")


@each_archive
def test_one_member_is_read_by_its_path(suffix: str, pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(pack({"rfi/1.md": b"one", "README": b"read if it is named"}))
    for member, content in (("rfi/1.md", b"one"), ("README", b"read if it is named")):
        entries = [require_file(f"{path}!/{member}"), *walk([f"{path}!/{member}"])]
        for entry in entries:
            (raw,) = inputs.read(entry, LIMIT)
            assert (raw.path, raw.data) == (entry.path, content)
            assert entry.path == f"{path}!/{member}"
    (fault,) = inputs.read(require_file(f"{path}!/no.md"), LIMIT)
    assert (fault.path, fault.detail) == (f"{path}!/no.md", "the archive has no such member")


def test_a_link_to_an_archive_out_of_the_dump_is_not_followed_to_a_member(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.zip").write_bytes(zip_of({"1.md": b"one"}))
    (tmp_path / "dump").mkdir()
    monkeypatch.chdir(tmp_path / "dump")
    Path("b.zip").symlink_to("../a.zip")
    (entry,) = walk(["b.zip!/1.md"], dump=["."])
    assert (entry.path, entry.kind) == ("b.zip", "outside")
    (raw,) = inputs.read(entry, LIMIT)
    assert (raw.fault, raw.data) == ("outside", b"")


def test_two_members_of_an_archive_are_two_files(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of({"1.md": b"one", "2.md": b"two"}))
    entries = walk([f"{path}!/1.md", f"{path}!/2.md", str(path), str(tmp_path)])
    assert [raw.data for entry in entries for raw in inputs.read(entry, LIMIT)] == [b"one", b"two", b"one", b"two"]


@each_archive
def test_an_archive_on_stdin_is_read(suffix: str, pack: Pack) -> None:
    data = pack({"1.md": b"one"})
    assert contents([*inputs.read_stream(io.BytesIO(data), f"a{suffix}", LIMIT)]) == {f"a{suffix}!/1.md": b"one"}


def test_a_heartbeat_is_sent_while_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container_inputs, "_BEAT", 1_000)
    beats: list[int] = []
    data = gzip.compress(tar_of({"photo.jpg": bytes(100_000), "1.md": b"one"}))
    container = Container("a.tar.gz", len(data), LIMIT, beat=lambda: beats.append(1))
    raws = [*container_inputs.read(io.BytesIO(data), container, inputs._content)]
    assert [raw.data for raw in raws] == [b"one"]
    assert beats


@pytest.mark.parametrize(
    "name", ["a.zip", "a.zip.gz", "a.tar", "a.tar.xz", "1.md.gz", "f.jsonl.zst", "x.xml.bz2", "c.warc.gz"]
)
@settings(max_examples=40)
@given(data=st.binary(max_size=300), is_magic=st.booleans())
def test_any_bytes_give_inputs_or_a_fault(name: str, data: bytes, is_magic: bool) -> None:
    magic = {"zip": b"PK\x05\x06", "gz": gzip.compress(b"WARC/1.0\r\n")[:20], "bz2": b"BZh9", "xz": b"\xfd7zXZ\0"}
    raws = read(name, (magic.get(name.rpartition(".")[2], b"") if is_magic else b"") + data)
    assert raws
    assert all(raw.path.startswith(name) for raw in raws)


def test_what_was_not_read_is_told_also_where_the_archive_is_cut_off() -> None:
    data = tar_of({"n.zip": b"PK", "1.md": b"one", "2.md": bytes(2_000)})[:3_000]
    kinds = [(raw.fault, raw.detail.partition(":")[0]) for raw in read("a.tar", data) if raw.fault]
    assert kinds == [
        ("unreadable", "an archive inside of the archive, to be unpacked first"),
        ("unreadable", "the tar archive ends early"),
    ]


def test_names_without_a_flag_are_read_as_they_were_written() -> None:
    class Gbk(zipfile.ZipInfo):
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - of zipfile
            return self.filename.encode("gbk"), self.flag_bits & ~0x800

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(Gbk("新闻/甲.md"), b"one")
    assert contents(read("a.zip", data.getvalue())) == {"a.zip!/新闻/甲.md": b"one"}


def test_a_link_that_stays_inside_is_silent_and_one_that_leaves_is_told() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("rfi/1.md", b"one")
        for name, target in (("rfi/2.md", "1.md"), ("rfi/3.md", "../rfi/1.md"), ("4.md", "../x.md"), ("5.md", "/x")):
            link = zipfile.ZipInfo(name)
            link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
            archive.writestr(link, target)
    raws = read("a.zip", data.getvalue())
    assert [raw.data for raw in raws if not raw.fault] == [b"one"]
    assert faults(raws) == [("a.zip", 1, "outside", "a link: 2 members, the first 4.md")]


def test_a_table_may_not_repeat_a_value_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container_inputs, "_FREE", 20_000)
    file = io.BytesIO()
    parquet.write_table(pa.table({"title": ["x" * 1_000] * 5_000}), file)
    data = file.getvalue()
    assert len(data) * 200 < 5_000_000
    *pieces, fault = read("a.parquet", data)
    assert (fault.fault, fault.detail) == ("unreadable", "it decompresses to over 200 times its size")
    assert sum(len(raw.data) for raw in pieces) <= max(20_000, len(data) * 200)
