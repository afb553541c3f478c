"""git as tests run it: with an identity, a time and no settings but these."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

IDENTITY = {
    **{
        f"GIT_{role}_{name}": value
        for role in ("AUTHOR", "COMMITTER")
        for name, value in (("NAME", "a"), ("EMAIL", "a@example.org"), ("DATE", "2023-09-01T00:00:00Z"))
    },
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
#: Settings for all that is started from a test.
SETTINGS = {
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "init.defaultBranch",
    "GIT_CONFIG_VALUE_0": "main",
    "GIT_CONFIG_KEY_1": "protocol.file.allow",
    "GIT_CONFIG_VALUE_1": "always",
}
ENVIRONMENT = IDENTITY | SETTINGS


def git(folder: str | Path, *words: str | bytes | Path) -> str:
    """The output of git in a folder. Raises CalledProcessError where it fails."""
    environment = {**os.environ, **ENVIRONMENT}
    return subprocess.run(["git", *words], cwd=folder, env=environment, capture_output=True, check=True).stdout.decode()
