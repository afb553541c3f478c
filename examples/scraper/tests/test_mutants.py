"""The publisher changes the page, one thing at a time: the record stays the same, or a check fails."""

import pytest
from newscheck.testing import PageMutant

#: Changes of appearance only must not affect the record.
LOOKS = ["attributes-reordered", "image-lazy", "lead-moved", "markup-minified", "white-space-added", "wrapper-added"]


@pytest.mark.newscheck_mutants("tests/pages", ignore=LOOKS)
def test_nothing_is_read_wrongly_in_silence(newscheck_mutant: PageMutant) -> None:
    newscheck_mutant.assert_noticed()


@pytest.mark.newscheck_mutants("tests/pages", select=LOOKS)
def test_what_looks_otherwise_is_read_the_same(newscheck_mutant: PageMutant) -> None:
    newscheck_mutant.assert_robust()
