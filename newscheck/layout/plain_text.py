"""Features of a text that came without HTML: what separates its paragraphs, and which characters it is written with.

They belong to what made the text, a converter or a selector, and not to the news.
"""

from __future__ import annotations

from newscheck.html.markup_features import has_blank_run

#: What the names of these features begin with.
PLAIN_PREFIX = "plain text with "
_BLANK_LINES, _LINE_BREAKS = f"{PLAIN_PREFIX}blank lines", f"{PLAIN_PREFIX}line breaks"
#: A sign, and the feature that it is in the text.
_SIGNS = (
    ("\r", f"{PLAIN_PREFIX}carriage returns"),
    ("\u00a0", f"{PLAIN_PREFIX}no-break spaces"),
    ("\u200b", f"{PLAIN_PREFIX}zero-width spaces"),
    ("“", f"{PLAIN_PREFIX}curly quotes"),
    ('"', f"{PLAIN_PREFIX}straight quotes"),
    ("://", f"{PLAIN_PREFIX}URLs"),
)
_BLANK_RUN = f"{PLAIN_PREFIX}runs of blanks"


def plain_text_features(text: str) -> list[str]:
    """The features of a text as an item has it."""
    features = [name for sign, name in _SIGNS if sign in text]
    if "\n" in text:
        features.append(_BLANK_LINES if "\n\n" in text or "\n\r\n" in text else _LINE_BREAKS)
    if has_blank_run(text):
        features.append(_BLANK_RUN)
    return features
