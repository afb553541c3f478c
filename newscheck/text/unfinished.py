"""Whether a text in an alphabet ends before its sentence does, by language.

It does where it ends with a comma, or with a word that no sentence ends with (an article, a conjunction), and where
several words in small letters follow the last end of a sentence. Where capitals or the place of the verb tell nothing,
`open_ends` says what such words are. In a long
paragraph, as which some scrapers store a whole page, the words may be a caption or a headline: there they must be many,
or one of `SENTENCE_WORDS` among them. Thai, Lao, Khmer and Burmese have no end of a sentence: nothing is said of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newscheck.text import open_ends, rest_labels
from newscheck.text.regex import lazy_regex

#: Words that no sentence ends with.
FUNCTION_WORDS = {
    "ar": "في من على إلى أن عن التي الذي مع ثم أو كما حيث بين لكن",
    "bn": "ও এবং যে এর কিন্তু অথবা জন্য একটি এই",
    "bg": "и на в с от за че или но който което които",
    "ca": "el els la les de del i que en amb per un una",
    "cs": "a v ve na z ze do že nebo ale který která které s se k pro",
    "da": "og i af at med som til en et den det der men",
    "de": "der die das den dem des ein eine einen einem einer und oder von mit für im am zum zur dass sowie sich",
    "el": "και στο στη στην στον του της των το τη την τον που με για από ότι",
    "en": "the a an and or but of with from than whose its their our your between into because",
    "es": "el los las la de del y o que en con por para un una su sus se al",
    "fa": "و که از به در با را تا این آن یا برای",
    "fi": "ja tai että kun kuin joka jotka mutta sekä",
    "fr": "le les la de du des et ou que qui dans avec pour par un une au aux sur leur leurs ses son sa",
    "he": "של את עם אשר כי או בין לפי כדי",
    "hi": "के का में को और कि ने एक इस यह या लेकिन",
    "hr": "i u na s sa od za da ili ali koji koja koje",
    "hu": "a az és hogy vagy de egy",
    "id": "yang dan di dari dengan untuk pada oleh atau ke bahwa dalam",
    "it": "il lo gli la le di del della dei delle e o che con per un una nel nella al alla",
    "ja": "",
    "ko": "및 또는 그리고 위해 대한 있는 하는 이라는",
    "mr": "आणि की एक या ते",
    "ms": "yang dan di dari dengan untuk pada oleh atau ke bahawa dalam",
    "ne": "र को का की मा ले लाई कि तथा एक यो",
    "nl": "de het een en of van met voor dat die op te bij",
    "no": "og i av at med som til en et den det der men",
    "pl": "i w we na z ze do że lub ale który która które oraz dla od",
    "pt": "o os as a de do da dos das e ou que em no na com por para um uma ao",
    "ro": "și în de la cu pe care sau un o din pentru că",
    "ru": "и в во на с со из к что или но который которая которые для от по о об при",
    "sk": "a v vo na z zo do že alebo ale ktorý ktorá ktoré s so pre",
    "sl": "in v na z s da ali ki za od",
    "sr": "i u na s sa od za da ili ali koji koja и у на с са од за да или али који која",
    "sv": "och i av att med som till en ett den det men",
    "sw": "na ya wa kwa katika kuwa la za",
    "tl": "ang ng sa na at mga ay si",
    "tr": "ve ile bir bu veya ancak fakat için gibi",
    "uk": "і й в у на з із зі до що або але який яка які для від по про",
    "ur": "کے کا کی میں کو اور کہ نے ایک یہ یا لیکن",
    "vi": "và của các những một cho với là trong tại khi mà",
}
#: Pronouns and auxiliary verbs, which captions and headlines hardly have.
SENTENCE_WORDS = {
    "de": (
        "er sie es wir ich ist sind war waren hat haben hatte hatten wird wurde wurden werden kann soll muss dass "
        "nicht ihr ihre ihren sein seine seinen dieser diese dieses"
    ),
    "en": (
        "he she it they we you i is are was were has have had will would can could should must did does who which that "
        "his her my your this these those said says been not"
    ),
    "es": (
        "él ella ellos es son está están fue fueron era eran ha han había habían será podría que su sus esta este esto"
    ),
    "fr": (
        "il elle ils elles nous vous je on est sont était étaient ont avait avaient sera seront peut doit que ses son "
        "leur leurs cette ces cet"
    ),
    "it": "lui lei è sono era erano ha hanno aveva avevano sarà può deve che suo sua suoi questo questa",
    "nl": "hij zij ze wij is zijn was waren heeft hebben had hadden wordt werd werden kan dat deze niet hun",
    "pl": "on ona oni jest są był była było byli ma mają może będzie że jego jej ich się",
    "pt": "ele ela eles é são está estão foi foram era eram tem têm tinha será pode que seu sua seus esta este",
    "ru": "он она они мы был была было были будет будут может что его её их это не",
    "sv": "han hon de vi är var har hade blir kan ska skulle att hans hennes deras inte",
}
#: What headlines begin with that have such words.
_HEADLINES = frozenset(
    ("how", "why", "what", "who", "when", "where", "wie", "warum", "wer", "comment", "pourquoi", "qui")
)
#: Languages whose sentences end with the verb, or that have no capitals.
_VERB_LAST = frozenset(("ar", "bn", "fa", "he", "hi", "ja", "ko", "mr", "ne", "tr", "ur"))
#: Languages that say as much in half of the characters.
_DENSE = frozenset(("ja", "ko"))
_WORDS = {language: frozenset(words.split()) for language, words in FUNCTION_WORDS.items()}
_SENTENCE_WORDS = {language: frozenset(words.split()) for language, words in SENTENCE_WORDS.items()}
_COMMAS = frozenset(",،、，;؛")
#: An agency signs so (`Reuter 3;`), and so ends a line of a programme: words must stand before them.
_SEMICOLONS = frozenset(";؛")
_SIGN = lazy_regex(r"\b[A-Z]\w+ [0-9];\Z")
_END = lazy_regex(r"[.!?…।۔؟:;»”\"’)\]|]+")
#: An end of a sentence with the next one behind it.
_SENTENCE = lazy_regex(r"\w{2}[.!?…।۔؟][»”\"’)]?\s")
_NEXT = lazy_regex(r"(?<=[.!?…।۔؟])[»”\"’)]?\s+")
#: What a sentence may end with, unlike a heading or a label.
_FULL_STOPS = frozenset('.!?…।۔؟»”"’)')
#: Beginnings of credits and of invitations.
_NOTE = lazy_regex(
    r"\W*(?:reporting|editing|written|writing|additional|with (?:files|reporting|agencies)|photos?|images?|sources?|"
    r"follow|read|subscribe|sign up|contact|watch|this (?:article|story)|related|get (?:news|the|our|more)|"
    r"find (?:out|other|our|the)|by (?-i:[A-Z][\w.'’-]+ [A-Z])|"
    r".{0,150}(?:contributed to (?:this|the) (?:report|story|article)|not responsible for)|"
    r"avec|propos recueillis|retrouvez|abonnez|"
    r"suivez|lire|mit material|quellen?|fotos?|lesen|mehr|con información|fuentes?|síguenos|lee|com informações|"
    r"fontes?|leia|siga|фото|источник|подпи|читайте|материал|sumber|baca|penulis|editor|laporan|leggi|segui|źródło|"
    r"zdjęci|czytaj|bron|lees|ảnh|nguồn|theo|kaynak|haber)",
    re.IGNORECASE,
)
_LAST_WORD = lazy_regex(r"[^\W\d_][\w\u200c\u200d\u0300-\u036f\u064b-\u065f\u0900-\u0dff'’-]*\Z")
#: Signs of a credit, a link or a list.
_CREDIT = lazy_regex(r"[©@/|•·#*<>_=]|https?:|www\.|\((?:AFP|AP|dpa|EFE|Reuters|ANSA|Lusa|ANTARA)\b")
#: The mark or number of a row of a list, which may be a phrase or a headline.
_ROW = lazy_regex(r"\s*(?:[-•*‣▪●■◦]|[0-9]{1,2}[.)])\s")
#: The shortest text that ends with a word that no sentence ends with.
_SHORTEST_OF_WORD = 40
#: The shortest other text, and the fewest words and letters behind its last full sentence.
_SHORTEST, _FEWEST_WORDS, _FEWEST_LETTERS = 80, 3, 15
_TAIL = 300
#: A longer paragraph may be a whole page, whose end may be a headline or a caption of so many characters.
_LONGEST_PARAGRAPH, _LONGEST_HEADLINE = 600, 130
#: A shorter text may be the deck of an article, which has no full stop in some papers.
_DECK = 180
#: Words and characters of a signature, and characters of the sentence before it (`See you next week,`).
_SIGNATURE, _LONGEST_SIGNATURE, _GREETING = 5, 50, 80


def is_unfinished(text: str, language: str, length: int, before: Sequence[str] = ()) -> bool:
    """Whether the last paragraph of a text in a language, of so many characters, ends before its sentence does.

    `before` are the paragraphs before it.
    """
    words = _WORDS.get(language)
    size = len(text) * (2 if language in _DENSE else 1)
    if words is None or size < _SHORTEST_OF_WORD:
        return False
    if text[-1] in _COMMAS:
        is_signed = text[-1] in _SEMICOLONS and (
            len(_END.split(text[:-1])[-1].split()) < _FEWEST_WORDS or _SIGN.search(text, max(0, len(text) - 40))
        )
        return size >= _SHORTEST and not is_signed
    last = _LAST_WORD.search(text, max(0, len(text) - 40))
    if last is None or _CREDIT.search(text, max(0, len(text) - _TAIL)):
        return False
    if last[0] in words:
        return True
    if language in _VERB_LAST:
        return open_ends.is_open(text, last[0], language, before)
    if size < _SHORTEST or length < _DECK or not last[0].islower() or _ROW.match(text):
        return False
    tail = text[-_TAIL:]
    rest = _END.split(tail)[-1]
    return (
        tail[: len(tail) - len(rest)].rstrip()[-1:] in _FULL_STOPS
        and len(rest) >= _FEWEST_LETTERS
        and len(rest.split()) >= _FEWEST_WORDS
        and not any(map(_NOTE.match, (rest, _NEXT.split(tail)[-1])))
        and not rest_labels.is_label(rest.strip(), language)
        and _SENTENCE.search(text) is not None
        # Behind two blanks another element stood, a caption or the headline of a gallery.
        and ((len(text) <= _LONGEST_PARAGRAPH and not rest.startswith("  ")) or _is_sentence(rest, language))
    )


def _is_sentence(rest: str, language: str) -> bool:
    """Whether some words are the beginning of a sentence rather than a caption or a headline."""
    words = rest.lower().split()
    is_told = not _SENTENCE_WORDS.get(language, frozenset()).isdisjoint(words)
    return words[0] not in _HEADLINES and (is_told or len(rest) > _LONGEST_HEADLINE)


def goes_on(text: str, following: str) -> bool:
    """Whether a short paragraph behind a text completes it: the rest of its sentence, or who signs a letter."""
    # The sign of an agency or an editor (`dpa`, `ab/cd (AFP)`) has no full stop.
    is_rest = following[:1].islower() and following.rstrip()[-1:] in ".!?…" and len(following.split()) >= _FEWEST_WORDS
    return is_rest or _is_greeting(text, following)


def _is_greeting(text: str, following: str) -> bool:
    names = following.strip("-–— \t").split()
    return (
        text[-1:] in _COMMAS
        and 0 < len(names) <= _SIGNATURE
        and len(following) <= _LONGEST_SIGNATURE
        and names[0][0].isupper()
        and names[-1][0].isupper()
        and names[-1][-1].isalpha()
        and len(_END.split(text)[-1]) <= _GREETING
    )
