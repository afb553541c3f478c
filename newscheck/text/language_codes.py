"""The codes of languages (ISO 639-1)."""

from __future__ import annotations

import re

from newscheck.text.language import NAMES

#: The codes of ISO 639-1 whose languages aren't recognised, and codes of countries that are taken for their languages'.
_OTHER_CODES = frozenset(
    re.findall(
        r"\w+",
        "aa ab ae ak an av ay ba bi bm br ce ch co cr cu cv dv dz ee ff fj gn gv ho hz ia"
        " ie ii ik io iu kg ki kj kl kr ks kv kw lg li ln lu mh mi na nb nd ng nn nr nv ny"
        " oc oj om os pi qu rm rn sa sc se sg sm sn ss st tn to ts tw ty ve vo wa wo za",
    )
)
#: Characters of a code that a message has.
_SHOWN = 40
_MISTAKEN = {
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "iw": "he",
    "jp": "ja",
    "kz": "kk",
    "rs": "sr",
    "ua": "uk",
    "vn": "vi",
}


def fault(code: str) -> str:
    """Why a code names no language, in words; empty for one of ISO 639-1, also of a language that isn't recognised."""
    if code in NAMES or code in _OTHER_CODES:
        return ""
    meant = _meant(code)
    return f"{code[:_SHOWN]!r} is no code of a language (ISO 639-1)" + (f"; did you mean {meant!r}?" if meant else "")


def _meant(code: str) -> str:
    """The code that a country, a locale (`zh-TW`, `en_US`) or a name of a language is taken for; empty for none."""
    first = re.split(r"[-_.]", code, maxsplit=1)[0].lower()
    by_name = {name.lower(): known for known, name in NAMES.items()}
    return _MISTAKEN.get(first) or by_name.get(first) or (first if first in NAMES or first in _OTHER_CODES else "")
