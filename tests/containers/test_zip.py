"""zip archives: names as they were written, and members that can't be read."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck.containers import ContainerFault
from newscheck.containers import zip as zip_archive


class Named(zipfile.ZipInfo):
    """A member whose name is written without the flag that says UTF-8."""

    raw = b""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - of zipfile
        return self.raw, self.flag_bits & ~0x800


def named(raw: bytes, unicode_path: str = "", *, system: int = 0, of: bytes | None = None) -> Named:
    info = Named("x")
    info.raw, info.create_system = raw, system
    if unicode_path:
        field = b"\1" + struct.pack("<I", crc32(raw if of is None else of)) + unicode_path.encode()
        info.extra = struct.pack("<HHB", 0xFFFF, 1, 0) + struct.pack("<HH", 0x7075, len(field)) + field
    return info


def archive(*members: zipfile.ZipInfo | str, content: bytes = b"one") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for member in members:
            file.writestr(member, content)
    return data.getvalue()


def names(data: bytes) -> list[str]:
    return [member.name for member in zip_archive.members(io.BytesIO(data))]


def fault(data: bytes) -> str:
    with pytest.raises(ContainerFault) as caught:
        names(data)
    assert caught.value.is_final
    return caught.value.detail


@pytest.mark.parametrize(
    ("info", "name"),
    [
        pytest.param(named("新闻.md".encode("gbk")), "新闻.md", id="GBK"),
        pytest.param(named("新闻.md".encode()), "新闻.md", id="UTF-8 without the flag"),
        pytest.param(named(b"caf\x82.md"), "café.md", id="of DOS"),
        pytest.param(named("新闻.md".encode("gbk"), "旧闻.md"), "旧闻.md", id="extra field"),
        pytest.param(named("新闻.md".encode("gbk"), "旧闻.md", of=b"a"), "新闻.md", id="extra field of another name"),
        pytest.param(named(b"rfi\\1.md"), "rfi/1.md", id="separator of Windows"),
        pytest.param(named(b"rfi\\1.md", system=3), "rfi\\1.md", id="a backslash on Unix"),
        pytest.param(named("运\\卡.md".encode("gbk")), "运/卡.md", id="GBK and separator"),
    ],
)
def test_a_name_without_the_flag_is_found_out(info: zipfile.ZipInfo, name: str) -> None:
    data = archive(info)
    assert names(data) == [name]
    (member,) = zip_archive.members(io.BytesIO(data))
    assert member.source and member.source.read(9) == b"one"


@pytest.mark.parametrize(
    ("members", "read"),
    [
        pytest.param(
            ["datapackage.json", "pages/pages.jsonl", "archive/1.warc.gz", "archive/2.warc", "archive/a.json"],
            ["archive/1.warc.gz", "archive/2.warc"],
            id="WACZ",
        ),
        pytest.param(["datapackage.json", "data/1.csv"], ["datapackage.json", "data/1.csv"], id="another data package"),
        pytest.param(["archive/1.warc.gz", "1.json"], ["archive/1.warc.gz", "1.json"], id="web archives and others"),
    ],
)
def test_of_a_wacz_only_the_web_archives_are_members(members: list[str], read: list[str]) -> None:
    assert names(archive(*members)) == read


def test_an_encrypted_member_is_told_and_folders_are_not() -> None:
    data = bytearray(archive("rfi/", "1.md", "2.md"))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = [at for at in range(len(data)) if data.startswith(mark, at)][-1]
        data[at + place] |= 1
    assert [(member.name, member.fault) for member in zip_archive.members(io.BytesIO(bytes(data)))] == [
        ("1.md", ""),
        ("2.md", "encrypted"),
    ]


def test_a_damaged_member_is_told_and_the_others_are_read() -> None:
    data = bytearray(archive("1.md", "2.md", content=b"x" * 100))
    data[data.index(b"1.md") + 4] ^= 0xFF
    first, second = zip_archive.members(io.BytesIO(bytes(data)))
    assert first.source and second.source
    with pytest.raises(ContainerFault) as caught:
        first.source.read(1_000)
    assert not caught.value.is_final
    assert second.source.read(1_000) == b"x" * 100


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        pytest.param(b"", "0 bytes", id="empty"),
        pytest.param(b"abc", "no zip archive, as its name says, or one that is cut off", id="another format"),
        pytest.param(archive("1.md")[:-9], "no zip archive, as its name says, or one that is cut off", id="cut off"),
        pytest.param(archive("1.md")[50:], "damaged zip archive, or cut off: ", id="beginning lost"),
    ],
)
def test_what_is_no_archive_is_told(data: bytes, detail: str) -> None:
    assert fault(data).startswith(detail)


@pytest.mark.parametrize("is_long", [False, True], ids=["zip", "ZIP64"])
def test_a_long_list_of_members_is_not_held(is_long: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if is_long:
        monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 10)
    data = archive(*(f"{number}.md" for number in range(40)))
    assert (b"PK\6\7" in data) is is_long
    assert len(names(data)) == 40
    monkeypatch.setattr(zip_archive, "_LONGEST_LIST", 1_000)
    assert fault(data).startswith("a list of members of ")


WHOLE = archive("1.md", "2.md", named("新闻.md".encode("gbk"), "旧闻.md"))


@settings(max_examples=60)
@given(edits=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=3)), max_size=4))
def test_damaged_archives_give_members_or_a_fault(edits: list[tuple[int, bytes]]) -> None:
    data = WHOLE
    for at, other in edits:
        data = data[:at] + other + data[at + len(other) :]
    with suppress(ContainerFault):
        for member in zip_archive.members(io.BytesIO(data)):
            if member.source:
                member.source.read(100)
