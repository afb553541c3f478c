"""The language of a text (ISO 639-1): by its script and letters, where these tell; else by eldc and frequent words.

A language that has a script for itself needs nothing else, and others show in their letters (Kazakh, Pashto). What eldc
says of the rest must be confirmed: it calls Afrikaans Dutch and Indonesian Malay, and takes some 40 languages of the
news for one of its 60. Their most frequent words tell them. Where eldc can't be imported, words alone tell.

A text in a language that is not in NAMES has none here, or the one of a close relative that it is written like.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from newscheck.text import language_letters, language_words, south_slavic, unicode_script

#: The names of languages, as messages have them.
NAMES = {
    "af": "Afrikaans",
    "am": "Amharic",
    "ar": "Arabic",
    "as": "Assamese",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bo": "Tibetan",
    "bs": "Bosnian",
    "ca": "Catalan",
    "cs": "Czech",
    "cy": "Welsh",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "eo": "Esperanto",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fo": "Faroese",
    "fr": "French",
    "fy": "Frisian",
    "ga": "Irish",
    "gd": "Scottish Gaelic",
    "gl": "Galician",
    "gu": "Gujarati",
    "ha": "Hausa",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "ht": "Haitian Creole",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "ig": "Igbo",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "jv": "Javanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "km": "Khmer",
    "kn": "Kannada",
    "ko": "Korean",
    "ku": "Kurdish",
    "ky": "Kyrgyz",
    "la": "Latin",
    "lb": "Luxembourgish",
    "lo": "Lao",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mg": "Malagasy",
    "mk": "Macedonian",
    "ml": "Malayalam",
    "mn": "Mongolian",
    "mr": "Marathi",
    "ms": "Malay",
    "mt": "Maltese",
    "my": "Burmese",
    "ne": "Nepali",
    "nl": "Dutch",
    "no": "Norwegian",
    "or": "Odia",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "rw": "Kinyarwanda",
    "sd": "Sindhi",
    "si": "Sinhala",
    "sk": "Slovak",
    "sl": "Slovene",
    "so": "Somali",
    "sq": "Albanian",
    "sr": "Serbian",
    "su": "Sundanese",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "tg": "Tajik",
    "th": "Thai",
    "ti": "Tigrinya",
    "tk": "Turkmen",
    "tl": "Tagalog",
    "tr": "Turkish",
    "tt": "Tatar",
    "ug": "Uyghur",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "xh": "Xhosa",
    "yi": "Yiddish",
    "yo": "Yoruba",
    "zh": "Chinese",
    "zu": "Zulu",
}
#: The language of the scripts that one language has in the news.
_OF_SCRIPT = {
    "Han": "zh",
    "Hangul": "ko",
    "Greek": "el",
    "Hebrew": "he",
    "Bengali": "bn",
    "Gurmukhi": "pa",
    "Gujarati": "gu",
    "Odia": "or",
    "Tamil": "ta",
    "Telugu": "te",
    "Kannada": "kn",
    "Malayalam": "ml",
    "Sinhala": "si",
    "Thai": "th",
    "Lao": "lo",
    "Tibetan": "bo",
    "Burmese": "my",
    "Georgian": "ka",
    "Ethiopic": "am",
    "Khmer": "km",
    "Mongolian": "mn",
    "Armenian": "hy",
}
#: The scripts of languages that share one, or have several; all others are written in Latin letters.
_SCRIPTS = {
    **{language: frozenset((script,)) for script, language in _OF_SCRIPT.items()},
    **dict.fromkeys(("be", "bg", "mk", "ru", "tt", "uk"), frozenset(("Cyrillic",))),
    **dict.fromkeys(("kk", "ky", "sr", "tg", "uz"), frozenset(("Cyrillic", "Latin"))),
    "mn": frozenset(("Cyrillic", "Mongolian")),
    **dict.fromkeys(("ar", "fa", "ps", "sd", "ug", "ur"), frozenset(("Arabic",))),
    "ku": frozenset(("Arabic", "Latin")),
    "pa": frozenset(("Gurmukhi", "Arabic")),
    **dict.fromkeys(("hi", "mr", "ne"), frozenset(("Devanagari",))),
    "as": frozenset(("Bengali",)),
    "ti": frozenset(("Ethiopic",)),
    "yi": frozenset(("Hebrew",)),
    "ja": frozenset(("kana", "Han")),
    "ko": frozenset(("Hangul", "Han")),
}
_LATIN = frozenset(("Latin",))
#: Languages that are taken for each other in short texts, as measured on sentences of 100 languages, or are names for
#: one. Russian and Ukrainian, Spanish and Portuguese, Persian and Urdu are not: a site that has both is mixed.
_RELATED = (
    frozenset(("da", "no")),
    frozenset(("fo", "is")),
    frozenset(("bs", "hr", "sr")),
    frozenset(("bg", "mk", "sr")),
    frozenset(("cs", "sk")),
    frozenset(("id", "jv", "ms", "su")),
    frozenset(("hi", "mr", "ne")),
    frozenset(("kk", "ky", "mn", "tg", "tt", "uz")),
    frozenset(("ca", "es", "gl")),
    frozenset(("gl", "pt")),
    frozenset(("af", "fy", "nl")),
    frozenset(("pa", "ur")),
    frozenset(("as", "bn")),
    frozenset(("am", "ti")),
    frozenset(("he", "yi")),
    frozenset(("xh", "zu")),
)
#: Scripts of which a few languages share one that is nearly one's own.
_SHARED = frozenset(("Bengali", "Ethiopic", "Hebrew"))
#: Characters of a text that are looked at, and the fewest letters that tell a language by words.
_SAMPLE, _FEWEST = 600, 40
#: The fewest letters of a script that is one language's.
_FEWEST_OF_SCRIPT = 10
#: Japanese and Korean have Han, too: a text is theirs from this share of their own letters on.
_OWN_SHARE = 0.1
#: How many letters of an alphabet are as much as one of these: a text with names of products is still Chinese.
_SIZES = {"Han": 3, "kana": 3, "Hangul": 3}
#: Languages that eldc doesn't know; those without a code of two letters are told from others, and no more.
_UNKNOWN_TO_ELDC = frozenset(
    re.findall(
        r"\w+",
        "af as bs ceb cy eo fo fy ga gd gl ha hil ht id ig jv kk ku ky la lb mg mk mn mt ne pa pcm ps rw sd so su sw tg"
        " ti tk tt ug uz xh yi zu",
    )
)
#: Words of a text from which on they must confirm what eldc says, the share of them that does, and what does where it
#: is not sure.
_ENOUGH, _CONFIRMING, _UNSURE = 12, 0.08, 0.15
#: The score of eldc that needs no confirmation, and the least where it is not sure.
_CERTAIN, _LIKELY = 0.88, 0.75
#: What eldc calls several languages.
_SIBLINGS = {"hr": ("bs", "sr"), "ms": ("id",)}


class _Separators(dict[int, int | None]):
    """For `str.translate`: all that is neither a letter nor a mark of one becomes a space; soft hyphens go."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        self[code] = separator = code if char.isalpha() or unicodedata.category(char)[0] == "M" else 32
        return separator


_separators = _Separators({0xAD: None})


@cache
def _detector() -> Any | None:
    """eldc; None on a platform that it has no wheel for."""
    try:
        import eldc  # not for runs of Chinese only
    except ImportError:
        return None
    eldc.init()
    return eldc.instance()


def recognise(text: str, title: str = "") -> str:
    """The language of a text with its title; empty where they are too short to tell, or show none.

    Where the beginning shows none (a table, a list of names), the middle of a long text tells.
    """
    found = _of_sample(f"{title}\n{text[:_SAMPLE]}" if title else text[:_SAMPLE])
    middle = len(text) // 2
    return found if found or middle < _SAMPLE else _of_sample(text[middle : middle + _SAMPLE])


def _of_sample(sample: str) -> str:
    letters = unicode_script.count_letters(sample)
    if sum(letters.values()) < _FEWEST_OF_SCRIPT:
        return ""
    sizes = {script: _SIZES.get(script, 1) * number for script, number in letters.items()}
    total, han = sum(sizes.values()), sizes.get("Han", 0)
    for script, language in (("kana", "ja"), ("Hangul", "ko")):
        own = sizes.get(script, 0)
        if own and own >= _OWN_SHARE * (own + han) and 2 * (own + han) >= total:
            return language
    script = max(sizes, key=sizes.__getitem__)
    if 2 * sizes[script] < total:
        return ""
    if script in _OF_SCRIPT:
        return _by_words(sample, script) if script in _SHARED else _OF_SCRIPT[script]
    return _by_words(sample, script) if letters[script] >= _FEWEST else ""


def _by_words(sample: str, script: str) -> str:
    """The language by its frequent words, its letters, and eldc."""
    every = unicodedata.normalize("NFC", sample).lower().translate(_separators).split()
    words = [word for word in every if unicode_script.script_of(word[0]) == script]
    if name := language_letters.recognise(words, script):
        return name
    own = language_words.own_words(words, script)
    if script in _OF_SCRIPT:
        return next((name for name in own if len(own[name]) >= max(2, _CONFIRMING * len(words))), _OF_SCRIPT[script])
    if script == "Devanagari":
        return language_words.most(own)
    if (detector := _detector()) is None:
        best = language_words.most(own)
        return best if best in NAMES and language_words.shows(own[best], words) else ""
    found, is_reliable, score = _by_eldc(detector, " ".join(words))
    if found in ("bg", "sr") and script == "Cyrillic" and language_letters.is_macedonian(words):
        return "mk"
    names = (found, *_SIBLINGS.get(found, ()))
    other = [word for name in names for word in own.get(name, ())]
    for name in sorted((own.keys() & _UNKNOWN_TO_ELDC).difference(names), key=lambda name: (-len(own[name]), name)):
        if language_words.shows(own[name], words) and language_words.exceeds(own[name], other):
            return name if name in NAMES else ""
    if len(names) > 1:
        if not (is_reliable or score >= _LIKELY):
            return ""
        return (south_slavic.tell(words) if found == "hr" else "") or language_words.sibling(own, names)
    share = len(own.get(found, ())) / max(1, len(words))
    if is_reliable:
        return found if score >= _CERTAIN or share >= _CONFIRMING or len(words) < _ENOUGH else ""
    return found if score >= _LIKELY and share >= _UNSURE else ""


def _by_eldc(detector: Any, text: str) -> tuple[str, bool, float]:
    """What eldc takes a text for, whether it is sure, and its score (0 to 1)."""
    found = detector.detect_details(text)
    language = str(found.language)
    if language not in NAMES:
        return "", False, 0.0
    return language, bool(found.reliable), float(found.scores.get(language, 0))


def scripts(language: str) -> frozenset[str]:
    """The scripts of a language (names as in `unicode_script.count_letters`)."""
    return _SCRIPTS.get(language, _LATIN)


def is_other(found: str, expected: str) -> bool:
    """Whether a recognised language is certainly another than the one expected.

    It is not where they are often taken for each other, nor where one of them is none that is recognised.
    """
    if found == expected or found not in NAMES or expected not in NAMES:
        return False
    return not any(found in group and expected in group for group in _RELATED)


def merged(languages: Iterable[str]) -> dict[str, str]:
    """For each of some languages the most frequent one of them that it may be taken for, mostly itself."""
    usual: dict[str, str] = {}
    for found, _ in Counter(languages).most_common():
        usual[found] = next((other for other in usual.values() if not is_other(found, other)), found)
    return usual
