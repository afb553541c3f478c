"""The language of a text (ISO 639-1): by its script, where that tells; else by eldc, and by words where that errs.

Kanji alone are Chinese to any program, and so are some headlines with a few kana: a text with kana is Japanese here.
eldc has no Nepali, Indonesian or Swahili: common words divide them from Hindi, Marathi and Malay, which it calls them.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from newscheck.text import unicode_script
from newscheck.text.regex import lazy_regex

#: The names of languages, as messages have them.
NAMES = {
    "am": "Amharic",
    "ar": "Arabic",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bo": "Tibetan",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "gu": "Gujarati",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "km": "Khmer",
    "kn": "Kannada",
    "ko": "Korean",
    "ku": "Kurdish",
    "lo": "Lao",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "ml": "Malayalam",
    "mn": "Mongolian",
    "mr": "Marathi",
    "ms": "Malay",
    "my": "Burmese",
    "ne": "Nepali",
    "nl": "Dutch",
    "no": "Norwegian",
    "or": "Odia",
    "pa": "Punjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "si": "Sinhala",
    "sk": "Slovak",
    "sl": "Slovene",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "th": "Thai",
    "tl": "Tagalog",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "yo": "Yoruba",
    "zh": "Chinese",
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
    **dict.fromkeys(("be", "bg", "mn", "ru", "uk"), frozenset(("Cyrillic",))),
    "sr": frozenset(("Cyrillic", "Latin")),
    **dict.fromkeys(("ar", "fa", "ur"), frozenset(("Arabic",))),
    "ku": frozenset(("Arabic", "Latin")),
    **dict.fromkeys(("hi", "mr", "ne"), frozenset(("Devanagari",))),
    "ja": frozenset(("kana", "Han")),
    "ko": frozenset(("Hangul", "Han")),
}
_LATIN = frozenset(("Latin",))
#: Languages that are taken for each other in short texts, or are names for one.
_RELATED = (
    frozenset(("da", "no", "sv")),
    frozenset(("hr", "sl", "sr")),
    frozenset(("cs", "sk")),
    frozenset(("id", "ms", "tl")),
    frozenset(("hi", "mr", "ne")),
    frozenset(("be", "ru", "uk")),
    frozenset(("bg", "ru", "sr")),
    frozenset(("ca", "es", "pt")),
    frozenset(("az", "tr")),
    frozenset(("ar", "fa", "ku", "ur")),
    frozenset(("en", "sw", "yo")),
)
#: Characters of a text that are looked at, and the fewest letters that tell a language by words.
_SAMPLE, _FEWEST = 600, 40
#: The fewest letters of a script that is one language's.
_FEWEST_OF_SCRIPT = 10
#: Japanese and Korean have Han, too: a text is theirs from this share of their own letters on.
_OWN_SHARE = 0.1
#: Words that divide a language from those that eldc takes it for.
_WORDS = (
    (("hi", "mr"), "ne", lazy_regex(r"(?:छ|छन्|थियो|भएको|गरेको|गरिएको|भने|पनि|लाई|हुने|रहेको|गर्ने|गर्न)(?=[\s।,]|$)")),
    (("ms",), "id", lazy_regex(r"\b(?:bahwa|karena|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|mengatakan)\b")),
    (("ms", "tl"), "sw", lazy_regex(r"\b(?:na|ya|wa)\b.*\b(?:kwa|katika|kuwa|ambayo|hiyo)\b")),
)


@cache
def _detector() -> Any:
    import eldc  # not for runs of Chinese only

    eldc.init()
    return eldc.instance()


def recognise(text: str, title: str = "") -> str:
    """The language of a text with its title; empty where they are too short to tell, or show none."""
    sample = f"{title}\n{text[:_SAMPLE]}" if title else text[:_SAMPLE]
    letters = unicode_script.count_letters(sample)
    total = sum(letters.values())
    if total < _FEWEST_OF_SCRIPT:
        return ""
    han = letters.get("Han", 0)
    for script, language in (("kana", "ja"), ("Hangul", "ko")):
        own = letters.get(script, 0)
        if own and own >= _OWN_SHARE * (own + han) and 2 * (own + han) >= total:
            return language
    script, most = next(iter(letters.items()))
    if 2 * most >= total and script in _OF_SCRIPT:
        return _OF_SCRIPT[script]
    return _by_words(sample) if total >= _FEWEST else ""


def _by_words(sample: str) -> str:
    found = _detector().detect_details(sample.replace("\0", " "))
    language = str(found.language)
    for mistaken, other, words in _WORDS:
        if language in mistaken and words.search(sample):
            return other
    return language if found.reliable and language in NAMES else ""


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
