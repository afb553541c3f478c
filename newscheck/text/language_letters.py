"""Languages that show in their letters: those of an alphabet that the most frequent language of its script has not."""

from __future__ import annotations

from collections import Counter

from newscheck.text import language_words, unicode_script

#: Letters of the most frequent language of a script, and what others have beside them.
_USUAL = {
    "Cyrillic": frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё"),
    "Arabic": frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىي"),
}
_ALPHABETS = {
    "Cyrillic": {
        "be": "ўі",
        "kk": "әғқңөұүһі",
        "ky": "ңөү",
        "mk": "ѓѕјљњќџ",
        "mn": "өү",
        "sr": "ђјљњћџ",
        "tg": "ғӣқӯҳҷ",
        "tt": "әөүҗңһ",
        "uk": "ґєії",
        "uz": "ўқғҳ",
    },
    "Arabic": {
        "fa": "پچژگکی",
        "ku": "پچژگکیڤڕڵۆێەھ",
        "ps": "پچژګگکیټډړڼږښځڅېۍہ",
        "sd": "پچڳگڱڪڃڄٻڀڏڊڌڍٽٿٺڙڻڦ۽۾کھ",
        "ug": "پچژگڭۇۆۈۋېەھ",
        "ur": "پچژگکیٹڈڑںھہےۂ",
    },
}
#: Short words of Macedonian, and letters that it has not.
_MACEDONIAN = frozenset(("во", "го", "ги", "ќе"))
_NOT_MACEDONIAN = frozenset("йъщяюьыэёђћії")
#: Languages that letters tell: those that eldc doesn't know, or only in other letters.
_BY_LETTERS = frozenset(("kk", "ky", "mk", "mn", "tg", "tt", "uz", "ku", "ps", "sd", "ug"))
#: The share of unusual letters from which on they tell the language, and the share of these that its alphabet has.
_UNUSUAL, _OWN_LETTERS = 0.02, 0.85
#: How many frequent words an unusual letter counts for.
_WEIGHT = 3


def recognise(words: list[str], script: str) -> str:
    """The language whose alphabet has the letters that the most frequent language of the script has not."""
    if script not in _USUAL:
        return ""
    letters = Counter("".join(words))
    total = letters.total()
    unusual = {
        char: number
        for char, number in letters.items()
        if char not in _USUAL[script] and unicode_script.script_of(char) == script
    }
    if sum(unusual.values()) < _UNUSUAL * total:
        return ""
    own = language_words.own_words(words, script)
    covered = {name: sum(unusual.get(char, 0) for char in alphabet) for name, alphabet in _ALPHABETS[script].items()}

    def fit(name: str) -> int:
        missing = sum(char not in unusual for char in _ALPHABETS[script][name])
        return _WEIGHT * covered[name] + len(own.get(name, ())) - missing

    best = max(covered, key=fit)
    return best if best in _BY_LETTERS and covered[best] >= _OWN_LETTERS * sum(unusual.values()) else ""


def is_macedonian(words: list[str]) -> bool:
    """Whether words in Cyrillic letters have none of the letters of Bulgarian and Serbian, but a word of Macedonian.

    A short text may have no letter that only Macedonian has.
    """
    return not _MACEDONIAN.isdisjoint(words) and "у" not in words and _NOT_MACEDONIAN.isdisjoint("".join(words))
