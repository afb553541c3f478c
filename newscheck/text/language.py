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
    "Thai": "th",
    "Tibetan": "bo",
    "Burmese": "my",
    "Khmer": "km",
    "Mongolian": "mn",
}
#: Characters of a text that are looked at, and the fewest letters that tell a language by words.
_SAMPLE, _FEWEST = 600, 40
#: The fewest letters of a script that is one language's.
_FEWEST_OF_SCRIPT = 10
#: Japanese and Korean have Han, too: a text is theirs from this share of their own letters on.
_OWN_SHARE = 0.1
#: Words that divide a language from the one that eldc takes it for.
_WORDS = {
    ("hi", "mr"): ("ne", lazy_regex(r"(?:छ|छन्|थियो|भएको|गरेको|गरिएको|भने|पनि|लाई|हुने|रहेको|गर्ने|गर्न)(?=[\s।,]|$)")),
    ("ms",): ("id", lazy_regex(r"\b(?:bahwa|karena|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|mengatakan)\b")),
}


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
    if not found.reliable:
        return ""
    language = str(found.language)
    for mistaken, (other, words) in _WORDS.items():
        if language in mistaken and words.search(sample):
            return other
    return language if language in NAMES else ""
