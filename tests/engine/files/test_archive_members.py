"""Which members of an archive are read, and how those that are not are reported."""

from __future__ import annotations

import io

import pytest

from newscheck.containers import Member
from newscheck.engine.files import file_types
from newscheck.engine.files.archive_members import MemberNames, UnreadMembers, refusal


@pytest.mark.parametrize(
    ("name", "displayed"),
    [
        pytest.param("rfi/1.md", "rfi/1.md", id="as it is"),
        pytest.param("./rfi/1.md", "rfi/1.md", id="what tar writes"),
        pytest.param(".//./rfi/1.md", "rfi/1.md", id="several times"),
        pytest.param("../1.md", "../1.md", id="out of the archive"),
        pytest.param("rfi\\1.md", "rfi\\\\1.md", id="a backslash"),
        pytest.param("港口/1.md", "港口/1.md", id="Chinese"),
        pytest.param("a\udcff.md", "a\\xff.md", id="a byte that is no text"),
    ],
)
def test_names_are_those_of_reports(name: str, displayed: str) -> None:
    assert MemberNames.displayed(name) == displayed


@pytest.mark.parametrize(
    ("name", "is_excluded"),
    [
        pytest.param("rfi/1.md", False, id="an article"),
        pytest.param("README.md", True, id="a file about the others"),
        pytest.param("rfi/.git/1.md", True, id="in a hidden folder"),
        pytest.param("node_modules/a/b/1.md", True, id="in a folder of others"),
        pytest.param("rfi/drafts/1.md", True, id="in a folder of the settings"),
        pytest.param("rfi/drafts.md", False, id="a file with such a name"),
        pytest.param("rfi/draft-1.md", True, id="by its name"),
        pytest.param("../1.md", False, id="the folder above is no hidden one"),
        pytest.param("old/2020/1.md", True, id="by its path"),
        pytest.param("older/2020/1.md", False, id="another path"),
    ],
)
def test_what_a_walk_leaves_out_is_left_out(name: str, is_excluded: bool) -> None:
    names = MemberNames("dump/a.zip", ("drafts", "draft-*", "./dump/a.zip!/old/*"))
    assert names.is_excluded(name) is is_excluded
    assert names.is_excluded("rfi/2.md") is False
    assert names.is_excluded(name) is is_excluded


def test_the_second_of_a_name_is_repeated() -> None:
    names = MemberNames("a.zip", ())
    assert [names.repeated(name) is not None for name in ("1.md", "2.md", "1.md", "1.md")] == [False, False, True, True]


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        pytest.param(Member("1.md", io.BytesIO()), None, id="an article"),
        pytest.param(Member("1.md", fault="a link", kind="outside"), "outside", id="what the archive says of it"),
        pytest.param(Member("../1.md", io.BytesIO()), "outside", id="a name that leads out"),
        pytest.param(Member("a/../../1.md", io.BytesIO()), "outside", id="on a detour"),
        pytest.param(Member("a/../1.md", io.BytesIO()), None, id="back into the archive"),
        pytest.param(Member("/etc/1.md", io.BytesIO()), "outside", id="a name from the root"),
        pytest.param(Member("inner.zip", io.BytesIO()), "unreadable", id="an archive"),
        pytest.param(Member("inner.tar.gz", io.BytesIO()), "unreadable", id="a compressed one"),
        pytest.param(Member("1.jsonl.gz", io.BytesIO()), None, id="a compressed file"),
    ],
)
def test_what_is_refused(member: Member, kind: str | None) -> None:
    reason = refusal(member, member.name, file_types.of_named(member.name))
    assert (reason[0] if reason else None) == kind


def test_members_that_are_not_read_are_one_fault_for_each_reason() -> None:
    unread = UnreadMembers("a.zip")
    for name, kind, reason in (
        ("2.md", "outside", "a link"),
        ("b.zip", "unreadable", "an archive"),
        ("1.md", "outside", "a link"),
        ("c.zip", "outside", "an archive"),
    ):
        unread.add(name, kind, reason)
    assert [(raw.path, raw.fault, raw.detail) for raw in unread.inputs()] == [
        ("a.zip", "outside", "a link: 2 members, the first 2.md"),
        ("a.zip", "unreadable", "an archive: b.zip"),
        ("a.zip", "outside", "an archive: c.zip"),
    ]
