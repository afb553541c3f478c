"""Why a table can't be read."""

from __future__ import annotations

#: What pyarrow raises besides its own exceptions where a table is damaged.
ERRORS = (OSError, ValueError, RecursionError, MemoryError, OverflowError)


def reason(error: Exception) -> str:
    """Why a table can't be read, in one line."""
    text = (str(error) or type(error).__name__).strip().partition("\n")[0].partition(" Detail: ")[0]
    if "encrypted" in text:
        return "an encrypted table"
    if "magic bytes" in text or "footer" in text or text == "Not an Arrow file" or "too small" in text:
        return "a table that is cut off: its end, which says where the columns are, is missing"
    return f"no table: {text[:200]}"
