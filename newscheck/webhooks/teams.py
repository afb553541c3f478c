"""Microsoft Teams: a workflow "when a webhook request is received" (`https://….logic.azure.com/…`).

An adaptive card of text runs, which Teams does not interpret: Markdown, links and mentions in them stay text.
"""

from __future__ import annotations

from typing import Any

from newscheck.triage.notification import Notification, fitting, lines, title

HOSTS = ("logic.azure.com", "api.powerplatform.com", "webhook.office.com")
#: Characters of all lines: a message has 28 kB at most, and a character up to six bytes where JSON escapes it.
_MAX_TEXT = 4000


def payload(told: Notification) -> dict[str, Any]:
    """The title in bold, and a block of text for each line."""
    rest = fitting(lines(told), _MAX_TEXT)
    body = [_block(fitting([title(told)], _MAX_TEXT), weight="Bolder"), *map(_block, rest.splitlines())]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
    }
    return {
        "type": "message",
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}],
    }


def _block(text: str, **style: str) -> dict[str, Any]:
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **style}]}
