"""Mattermost: an incoming webhook of any server (`https://chat.example/hooks/…`); `--notify-format mattermost`.

Markdown in which all punctuation is escaped. Mattermost looks for mentions in what is escaped, too, so a zero-width
space follows each `@`.
"""

from __future__ import annotations

import re
from typing import Any

from newscheck.text.regex import lazy_regex
from newscheck.triage.notification import Notification, fitting, lines, title

HOSTS: tuple[str, ...] = ()
#: Characters of a message that every version takes.
_MAX_TEXT = 4000
_SPECIAL = lazy_regex(r"[!-/:-@\[-`{-~]")


def payload(told: Notification) -> dict[str, Any]:
    """The title in bold, and a list of lines."""
    items = (f"- {_escaped(line)}" for line in lines(told))
    return {"text": fitting([f"**{_escaped(title(told))}**", *items], _MAX_TEXT)}


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_with_backslash, text)


def _with_backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}\u200b" if match[0] == "@" else f"\\{match[0]}"
