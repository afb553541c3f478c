"""What tells that a file on another machine has not changed."""

from __future__ import annotations

import time

import pytest

from newscheck.engine.remote.object_info import ObjectInfo


@pytest.mark.parametrize(
    ("info", "is_known"),
    [
        pytest.param(ObjectInfo(5, '"a"'), True, id="a tag"),
        pytest.param(ObjectInfo(5, "", 1e9), True, id="time and size"),
        pytest.param(ObjectInfo(None, "", 1e9), False, id="a time without a size"),
        pytest.param(ObjectInfo(5), False, id="a size only"),
        pytest.param(ObjectInfo(5, "", time.time() + 1e6), False, id="a time to come, or just now"),
    ],
)
def test_without_tag_or_settled_time_a_file_is_read_again(info: ObjectInfo, is_known: bool) -> None:
    assert bool(info.version) == is_known


def test_each_change_gives_another_version() -> None:
    infos = (ObjectInfo(5, '"a"'), ObjectInfo(5, '"b"'), ObjectInfo(6, '"a"'), ObjectInfo(5, "", 1.0))
    assert len({info.version for info in infos}) == 4
