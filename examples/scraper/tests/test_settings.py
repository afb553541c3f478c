"""The settings of newscheck in this repository: faults that were in the dump once are told, whatever is changed there.

Each file in `regressions/` is named after the rule that must speak of it. `newscheck fixture minimise` made it of the
file that was wrong.
"""

from pathlib import Path

import pytest
from newscheck.testing import Checks

REGRESSIONS = sorted((Path(__file__).parent / "regressions").glob("*.md"))


@pytest.mark.parametrize("path", REGRESSIONS, ids=lambda path: path.stem)
def test_fault_of_old_is_told(path: Path, newscheck: Checks) -> None:
    assert [finding.rule for finding in newscheck.check(path) if finding.severity != "note"] == [path.stem]
    with pytest.raises(AssertionError, match=path.stem):
        newscheck.assert_valid(path)
