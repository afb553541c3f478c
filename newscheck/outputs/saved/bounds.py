"""What a number or a time of a saved report may be: nothing in a file from elsewhere is too great to compute with."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta

#: What JavaScript counts exactly; a file has no line beyond it.
_GREATEST = 1 << 53
Count = Annotated[int, Meta(ge=0, le=_GREATEST)]
Position = Annotated[int, Meta(ge=1, le=_GREATEST)]
Share = Annotated[float, Meta(ge=0, le=1)]
Quantity = Annotated[float, Meta(ge=0, le=_GREATEST)]
Time = Annotated[datetime, Meta(tz=True)]
