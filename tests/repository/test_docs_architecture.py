"""`docs/architecture.md`, `docs/glossary.md` and `CONTRIBUTING.md` are true: layers and files exist as named."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXTS = {
    name: (ROOT / name).read_text("utf-8") for name in ("docs/architecture.md", "docs/glossary.md", "CONTRIBUTING.md")
}
LAYERS = ROOT / "tests" / "test_architecture.py"


def test_the_table_of_layers_is_the_tested_order() -> None:
    (order,) = re.findall(r"^ORDER: [^=]*= (\(.*?^\))", LAYERS.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    rows = re.findall(r"^\| (`.*?) \| .* \|$", TEXTS["docs/architecture.md"], re.MULTILINE)
    assert [tuple(re.findall(r"`(\w+)`", row)) for row in rows] == [*ast.literal_eval(order)]


@pytest.mark.parametrize("name", TEXTS)
def test_files_that_are_named_exist(name: str) -> None:
    quoted = re.findall(r"`((?:newscheck|tests|docs|schemas|benchmarks|\.ci)/[\w./-]*)`", TEXTS[name])
    links = re.findall(r"\]\(([\w./-]+)(?:#[\w-]+)?\)", TEXTS[name])
    missing = [path for path in quoted if not (ROOT / path).exists()]
    missing += [link for link in links if not ((ROOT / name).parent / link).exists()]
    assert missing == []


def test_terms_are_in_order_of_subject_and_stand_once() -> None:
    terms = re.findall(r"^\*\*(.+?)\*\* — ", TEXTS["docs/glossary.md"], re.MULTILINE)
    assert len(terms) == len(set(terms)) >= 50
