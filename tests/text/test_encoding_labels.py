"""The labels of encodings in pages and XML."""

from __future__ import annotations

import pytest

from newscheck.text.encoding_labels import CODECS


@pytest.mark.parametrize("codec", sorted(set(CODECS.values())))
def test_every_codec_decodes_text(codec: str) -> None:
    assert "a".encode(codec).decode(codec) == "a"


@pytest.mark.parametrize("label", ["idna", "punycode", "rot13", "unicode_escape", "utf-7"])
def test_codecs_that_are_no_encodings_of_the_web_are_not_used(label: str) -> None:
    assert label not in CODECS
