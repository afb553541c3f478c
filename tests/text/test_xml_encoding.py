"""The encoding that XML declares."""

from __future__ import annotations

import pytest

from newscheck.text import xml_encoding


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        pytest.param(b'<?xml version="1.0" encoding="GB2312"?>', ("GB2312", "gb18030"), id="the largest of its family"),
        pytest.param(b"\n<?xml version='1.0' encoding = 'Big5' standalone='yes'?>", ("Big5", "big5hkscs"), id="quotes"),
        pytest.param(b'<?xml version="1.0" encoding="UTF-8"?>', None, id="UTF-8 needs none"),
        pytest.param(b'<?xml version="1.0"?><a encoding="gbk"/>', None, id="of an element"),
        pytest.param(b'<?xml version="1.0" encoding="unicode_escape"?>', None, id="no encoding of texts"),
        pytest.param(b'{"encoding": "gbk"}', None, id="no XML"),
    ],
)
def test_declarations(declaration: bytes, expected: tuple[str, str] | None) -> None:
    assert xml_encoding.declared(declaration) == expected
