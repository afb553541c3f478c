"""Slack: an incoming webhook (`https://hooks.slack.com/services/…`), also of Rocket.Chat.

Blocks of plain text, in which nothing is markup. `&`, `<` and `>` are escaped as Slack demands, so that `<!channel>`
mentions nobody; addresses get no preview. `text` is what a notification on a screen shows.
"""

from __future__ import annotations

from typing import Any

from newscheck.triage.notification import Notification, fitting, lines, title

HOSTS = ("hooks.slack.com", "hooks.slack-gov.com")
#: Characters of a text in a block.
_MAX_TEXT = 3000
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def payload(told: Notification) -> dict[str, Any]:
    """The title, and a block of lines."""
    head = fitting([_escaped(title(told))], _MAX_TEXT)
    texts = [head, fitting(map(_escaped, lines(told)), _MAX_TEXT)]
    blocks = [
        {"type": "section", "text": {"type": "plain_text", "text": text, "emoji": False}} for text in texts if text
    ]
    return {"text": head, "mrkdwn": False, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
