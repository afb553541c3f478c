"""The plugin of validate-pyproject: `[tool.newscheck]` is checked along with the rest of a `pyproject.toml`."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from newscheck.engine.settings import package_data


def get_schema(tool_name: str = "newscheck") -> dict[str, Any]:
    """Settings of newscheck, with the rules of this version."""
    # A copy: fastjsonschema writes into the schema that it compiles.
    return deepcopy(package_data.schema("config"))
