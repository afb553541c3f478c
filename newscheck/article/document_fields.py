"""The values that a document gives for fields of the record, wherever it has them."""

from __future__ import annotations

from newscheck.model import Document, LocatedValue

_OWN = frozenset(("title", "url", "html"))


def given(document: Document, field: str) -> LocatedValue | None:
    """The value that a document gives for a field of the record, or for `html`; None where it gives none."""
    if field == "epoch_ms":
        return document.epoch
    if field in _OWN:
        value: LocatedValue | None = getattr(document, field)
        return value
    return document.record_fields.get(field)
