"""A pattern without a remark means the same in Python's `re`."""

from __future__ import annotations

import warnings

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from newscheck.checker.json_schema import CompiledSchema
from newscheck.checker.schema_portability import python_differences
from newscheck.errors import UsageError

PIECES = [
    *["a", "b", "中", "５", "\\n", "-", "[a-c中]", "[^a]", "(?:a|b)", "(a)", "(?=a)", "(?!a)", "(?<=a)", "a*", "b+?"],
    *["x{2}", "x{1,}", r"\.", r"\\", "|", "^", "$", ".", r"\w", r"\W", r"\d", r"[\D]", r"\s", r"\S", r"\b", r"\B"],
    *["[$.]", r"\<", "(?i)", r"\p{L}", "(?<n>a)", "[[a]", "[a&&b]"],
]
PROBES = ["", "a", "b", "c", "中", "a中", "５", "5", "_", " ", "\n", "a\n", "\r", "\u2028", "\ufeff", "\x85", "\x1c"]
PROBES += ["ab", "-", ".", "$", "\\", "xx", "A", "İ", "i", "&", "[", "]", "<", "中a", "a b", "aa\n", "b\n\n"]


@settings(max_examples=300)
@given(pattern=st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join))
def test_a_pattern_without_a_remark_means_the_same_in_python(pattern: str) -> None:
    try:
        compiled_schema = CompiledSchema({"pattern": pattern})
    except UsageError:
        return
    if not python_differences(pattern):
        python_validator = jsonschema.Draft202012Validator({"pattern": pattern})
        # Python may warn of sets in sets.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert [
                value for value in PROBES if compiled_schema.accepts(value) != python_validator.is_valid(value)
            ] == []
