"""Lines of a text that are a script or data of a page (JSON); `furniture-leaked` knows rules of a style sheet."""

from __future__ import annotations

from newscheck.text.regex import lazy_regex

#: What no sentence has. A line needs one of these and a bracket or semicolon.
_CODE = lazy_regex(
    r"\bwindow\.[A-Za-z_$][\w.$\[\]'\"]{0,60} ?=|\bdocument\.(?:get|write|query|create|body|cookie)|\bdataLayer\b"
    r"|\b(?:var|let|const) [A-Za-z_$][\w$]{0,40} ?= ?[^\s=]|\bfunction ?[\w$]{0,40} ?\([\w$, ]{0,80}\) ?\{|\) ?=> ?\{"
    r"|\bgoogletag\.|\badsbygoogle\b|\.(?:push|addEventListener|appendChild|ready)\(|\$\([\"'.#][^)\n]{1,60}\)\."
    r"|\"@(?:context|type|graph)\" ?:|[{,] ?\"[\w$-]{1,40}\" ?: ?[\"{\[\d].{0,400}[,{] ?\"[\w$-]{1,40}\" ?: ?"
)


def find(text: str, most: int) -> list[tuple[int, int]]:
    """The places of the first lines of code, at most `most`: from the code to the end of its line."""
    found: list[tuple[int, int]] = []
    start = 0
    while len(found) < most and (match := _CODE.search(text, start)):
        begin, end = text.rfind("\n", start, match.start()) + 1, text.find("\n", match.end())
        end = len(text) if end < 0 else end
        line = text[begin:end]
        if "{" in line or ";" in line:
            found.append((match.start(), end))
        start = end
    return found
