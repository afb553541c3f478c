"""Truncated findings: within the limits, the worst first, and none uncounted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.model import Finding
from newscheck.triage.statistics import WORST_FIRST
from newscheck.triage.truncation import OmittedGroup, TruncatedFindings

FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from("ab"),
    severity=st.sampled_from(["error", "note"]),
    path=st.sampled_from(["", "x.md", "a/x.md", "a/b/x.md", "a/c/x.md", "d/x.md"]),
    line=st.integers(1, 9),
    column=st.just(1),
    pointer=st.just(""),
    message=st.just(""),
    evidence=st.just(""),
    fingerprint=st.just(""),
)


@given(st.lists(FINDINGS, max_size=40), st.integers(8, 20), st.integers(4, 8))
def test_limits_and_numbers(findings: list[Finding], limit: int, max_groups: int) -> None:
    truncated = TruncatedFindings(findings, limit, max_groups)
    kept, groups = list(truncated.kept()), truncated.groups()
    if len(findings) <= limit:
        assert (kept, groups) == (findings, [])
        return
    assert len(kept) == limit - max_groups
    assert 1 <= len(groups) <= max_groups
    assert len(kept) + sum(group.number for group in groups) == len(findings)
    mildest = max((WORST_FIRST[finding.severity] for finding in kept), default=-9)
    assert all(WORST_FIRST[group.first.severity] >= mildest for group in groups)


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("articles/2020", "… and 1,281 more of a in articles/2020"),
        (".", "… and 1,281 more of a"),
        ("", "… and 1,281 more of a"),
    ],
)
def test_the_message_of_a_group(folder: str, message: str) -> None:
    first = Finding("a", "note", "", 1, 1, "", "", "", "")
    assert OmittedGroup(folder, first, 1_281).message == message
