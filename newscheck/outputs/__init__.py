"""Output formats, one file each: `SUFFIX` of a file in it, `render(report, style)` -> pieces of text.

The first line of the docstring is a row of the table in docs/ci.md: `For X: Y.`

An output turns a Report into text, without disk, clock or environment. It yields, so that a report of a million
findings is never one string. Whatever it quotes is safe to display (`newscheck.text.display`).
"""

from __future__ import annotations

from collections.abc import Iterator

from newscheck import registry
from newscheck.model import RenderOptions, Report


def render(name: str, report: Report, style: RenderOptions) -> Iterator[str]:
    """The pieces of a report in the format `name`, one of `registry.names("outputs")`."""
    pieces: Iterator[str] = registry.module("outputs", name).render(report, style)
    return pieces
