"""The characters of a text that hardly any text in Chinese has: what stands for a lost one, signs of a wrong decoding.

Several rules and the summary of an article look for them: they are found in one pass.
"""

from __future__ import annotations

from functools import lru_cache

from newscheck.text.regex import lazy_regex

#: Squares, a geta mark and characters for private use, as the inside of a class.
BOXES = "□▯⍰〓\ue000-\uf8ff"
#: A Chinese text that was misread contains one of these.
MISREAD = frozenset("ïÃ锟锛紝嚗縺褌賱喔绰阑偺ㄛ琌硂荳")
_ODD = lazy_regex(f"[{BOXES}{''.join(sorted(MISREAD))}]")
#: Texts of which the characters are kept: titles and bodies of the articles that are checked together.
_TEXTS = 256


@lru_cache(maxsize=_TEXTS)
def find(text: str) -> frozenset[str]:
    """The different odd characters of a text."""
    return frozenset(_ODD.findall(text))
