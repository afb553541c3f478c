"""The limits of a file: its size, and the time that its check may take."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newscheck.engine.session import Session


class Limits(NamedTuple):
    """Bytes over which a file isn't read, and seconds that the check of one may take."""

    size: int
    seconds: float

    @classmethod
    def of(cls, session: Session) -> Limits:
        """The limits of a project."""
        return cls(session.project.max_file_size, session.project.file_timeout)
