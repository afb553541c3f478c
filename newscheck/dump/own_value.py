"""The form in which summaries keep a field of an item's own (`newscheck.dump.own_values`)."""

from __future__ import annotations

#: What a summary keeps of a value.
OwnValue = str | int | float | bool | list[str]
#: What the hash of a longer text begins with, and what stands for an object.
HASH, OBJECT = "#", "{}"
