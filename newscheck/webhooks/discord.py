"""Discord: a webhook of a channel (`https://discord.com/api/webhooks/…`).

Markdown in which all punctuation is escaped, so that nothing is markup or a link; `allowed_mentions` permits none, and
addresses get no preview (flag 4, SUPPRESS_EMBEDS).
"""

from __future__ import annotations

import re
from typing import Any

from newscheck.text.regex import lazy_regex
from newscheck.triage.notification import Notification, fitting, lines, title

HOSTS = ("discord.com", "discordapp.com")
#: Characters of a message.
_MAX_TEXT = 2000
_SPECIAL = lazy_regex(r"[!-/:-@\[-`{-~]")
_SUPPRESS_EMBEDS = 4


def payload(told: Notification) -> dict[str, Any]:
    """The title in bold, and as many lines as a message takes."""
    content = fitting([f"**{_escaped(title(told))}**", *map(_escaped, lines(told))], _MAX_TEXT)
    return {"content": content, "allowed_mentions": {"parse": []}, "flags": _SUPPRESS_EMBEDS}


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_with_backslash, text)


def _with_backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}"
