"""What is known of a file on another machine before it is read."""

from __future__ import annotations

import time

from msgspec import Struct

#: A file that was modified so recently (s) may be modified again within the resolution of its time, or of two clocks.
_SETTLED = 60.0


class ObjectInfo(Struct, frozen=True):
    """Its size in bytes, if it is known; its `tag`, which changes with its bytes, and the time of its last change (s
    since 1970), as far as they are told. Without `has_ranges`, it can only be read as a whole."""

    size: int | None
    tag: str = ""
    modified: float | None = None
    has_ranges: bool = True

    @property
    def version(self) -> str:
        """What stays the same as long as the bytes do; empty where nothing is known to."""
        if self.tag:
            return f"{self.tag} {self.size}"
        is_settled = self.modified is not None and self.modified < time.time() - _SETTLED
        return f"{self.modified} {self.size}" if is_settled and self.size is not None else ""
