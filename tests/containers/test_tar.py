"""tar archives: what tarfile passes over in silence is told, and hostile headers cost nothing."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck.containers import ContainerFault, Member, tar


def archive(*members: tuple[str, bytes | tarfile.TarInfo], form: int = tarfile.GNU_FORMAT) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=form, encoding="utf-8") as file:
        for name, content in members:
            header = content if isinstance(content, tarfile.TarInfo) else tarfile.TarInfo(name)
            header.name = name
            header.size = len(content) if isinstance(content, bytes) else 0
            file.addfile(header, io.BytesIO(content) if isinstance(content, bytes) else None)
    return data.getvalue()


def special(kind: bytes, target: str = "") -> tarfile.TarInfo:
    header = tarfile.TarInfo()
    header.type, header.linkname = kind, target
    return header


def read(data: bytes) -> dict[str, bytes | str]:
    return {member.name: content(member) for member in tar.members(io.BytesIO(data))}


def content(member: Member) -> bytes | str:
    if member.fault:
        return f"{member.kind}: {member.fault}"
    assert member.source
    parts = []
    while part := member.source.read(1_000):
        parts.append(part)
    return b"".join(parts)


def fault(data: bytes) -> str:
    with pytest.raises(ContainerFault) as caught:
        read(data)
    assert caught.value.is_final
    return caught.value.detail


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_members_are_read_whatever_the_form(form: int) -> None:
    name = f"{'d' * 90}/{'e' * 90}.md"
    assert read(archive((name, b"one"), ("中.md", b"two"), form=form)) == {name: b"one", "中.md": b"two"}


def test_members_that_nobody_reads_are_passed_over() -> None:
    data = archive(("a", bytes(3_000_000)), ("b", b"one"))
    assert [content(member) for member in tar.members(io.BytesIO(data)) if member.name == "b"] == [b"one"]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_name_in_another_encoding_is_found_out(encoding: str) -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.GNU_FORMAT, encoding=encoding) as file:
        file.addfile(tarfile.TarInfo("新闻/马赛.md"))
    assert list(read(data.getvalue())) == ["新闻/马赛.md"]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        pytest.param(special(tarfile.SYMTYPE, "../b.md"), None, id="a link inside"),
        pytest.param(special(tarfile.SYMTYPE, "../../b.md"), "outside: a link", id="a link out"),
        pytest.param(special(tarfile.SYMTYPE, "/etc/passwd"), "outside: a link", id="a link to the root"),
        pytest.param(special(tarfile.LNKTYPE, "rfi/b.md"), None, id="a hard link inside"),
        pytest.param(special(tarfile.LNKTYPE, "../b.md"), "outside: a link", id="a hard link out"),
        pytest.param(special(tarfile.CHRTYPE), "unreadable: neither a file nor a folder", id="a device"),
        pytest.param(special(tarfile.FIFOTYPE), "unreadable: neither a file nor a folder", id="a pipe"),
        pytest.param(special(tarfile.DIRTYPE), None, id="a folder"),
    ],
)
def test_what_is_no_file_is_not_read(header: tarfile.TarInfo, told: str | None) -> None:
    found = read(archive(("rfi/a.md", header), ("z.md", b"one")))
    assert found.pop("z.md") == b"one"
    assert found == ({"rfi/a.md": told} if told else {})


ONE = archive(("1.md", b"one"), ("2.md", b"x" * 600))


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        pytest.param(lambda data: b"", "no tar archive, as its name says", id="empty"),
        pytest.param(lambda data: b"abc", "no tar archive, as its name says", id="short"),
        pytest.param(lambda data: b"a" * 512, "no tar archive, as its name says", id="not"),
        pytest.param(lambda data: data[:700], "the tar archive ends early", id="in the padding"),
        pytest.param(lambda data: data[:1_024], "damaged tar archive", id="between two members"),
        pytest.param(lambda data: data[:1_100], "damaged tar archive", id="in a header"),
        pytest.param(lambda data: data[:1_700], "the tar archive ends early", id="in a member"),
        pytest.param(lambda data: data[:1_024] + b"a" * 512 + data[1_536:], "damaged tar archive", id="damaged"),
        pytest.param(lambda data: data + data, "something else follows the tar archive", id="two archives"),
    ],
)
def test_an_archive_that_does_not_end_as_it_should_is_told(change: Callable[[bytes], bytes], detail: str) -> None:
    assert fault(change(ONE)).startswith(detail)


def test_a_header_without_bounds_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tar, "_HEADERS", 200_000)
    long = archive(("n" * 300_000 + ".md", b"one"))
    assert fault(long) == "damaged tar archive: a header over 1 MB"


def test_a_member_of_any_claimed_size_costs_no_time() -> None:
    header = tarfile.TarInfo("1.md")
    header.size = 1 << 60
    data = header.tobuf(tarfile.GNU_FORMAT) + b"one"
    assert fault(data).startswith("the tar archive ends early")
    unread = tar.members(io.BytesIO(data))
    assert next(unread).name == "1.md"
    with pytest.raises(ContainerFault, match="ends early"):
        next(unread)


@settings(max_examples=60)
@given(edits=st.lists(st.tuples(st.integers(0, len(ONE) - 1), st.binary(max_size=3)), max_size=4))
def test_damaged_archives_give_members_or_a_fault(edits: list[tuple[int, bytes]]) -> None:
    data = ONE
    for at, other in edits:
        data = data[:at] + other + data[at + len(other) :]
    with suppress(ContainerFault):
        read(data)
