"""Whether a text ends before its sentence does in languages where capitals tell nothing and the verb is last.

Behind the last full stop of a paragraph stand some words, and the last of them is not one that a sentence ends with: a
sentence of these languages ends with its verb, so that an editor's forgotten full stop follows a verb, and a cut almost
never does. Arabic has its verb first: there the paragraphs before must all end with a full stop.
"""

from __future__ import annotations

from collections.abc import Sequence

from newscheck.text.regex import lazy_regex

#: How the words end that may be the last one of a sentence: forms of verbs, and what stands for one in headlines.
_FINAL = {
    "bn": "[নলবছওই\u09bc\u09dfািেো]",
    "fa": "[دتمنه]",
    "hi": "(?:[ाीेोैौंँआईएओ]|चाहिए|मंजूर|शुरू|जारी|बंद|तैयार|शामिल|गिरफ्तार)",
    "ja": "[ただるすいくんよねかうずつむぶぐ]",
    "ko": "(?:[다요까죠네라자세오소지데걸군함됨임음듯중바]|것|때문|예정|전망|계획|방침|뿐)",
    "mr": "[ाीेोूतंल]",
    "ne": "(?:[छािेोौंँए]|न्|नु|दै|छैन)",
    "tr": (
        "(?:(?:[dt][ıiuü]|m[ıiuü]ş|yor|r|[ae]c[ae]k|[ae]l[ıi]|s[ıiuü]n|m[ae]|m[ae]k|var|yok|değil|gerek|lazım)"
        "(?:l[ae]r|[dt][ıiuü]r?|m|n|k|y[ıiuü]z|s[ıiuü]n[ıiuü]z|[ıiuü]m|[ıiuü]z|yd[ıiuü]|ym[ıiuü]ş|l[ae]rd[ıi])?"
        "|m[ıiuü]|[ıiuü][mz]|ki|bile|diye|daha|çok|az)"
    ),
    "ur": "[ایےہوں]",
}
_LAST = {language: lazy_regex(rf"{final}\Z") for language, final in _FINAL.items()}
#: Languages whose verb is not last.
_VERB_EARLIER = frozenset(("ar", "he"))
#: Letters behind the last full stop from which on they are the beginning of a sentence, and words in languages that
#: have blanks.
_FEWEST_LETTERS, _FEWEST_WORDS = {"ja": 10, "ko": 14}, 3
_FEWEST = 20
#: How far back the last full stop is looked for: a full stop before a blank, behind a word and no abbreviation or
#: number; the marks that end nothing but sentences.
_TAIL = 300
_STOP = lazy_regex(
    r"(?:(?:(?<=[^\W\d_]{2})|(?<=[\u0900-\u0dff]))[.!?…](?=[»”\"’')\]]*\s)|[।॥۔؟。！？])[»”\"’')\]」』）]*\s*"
)
#: What ends a sentence, or encloses one.
_ENDED = lazy_regex(r"[.!?…।॥۔؟。！？»”\"’')\]」』）]\s*\Z")
#: The shortest paragraph that is text, and the fewest before that show how their ends are written.
_TEXT, _SHOWING = 60, 2
#: Credits of reporters, photographers and agencies, and invitations.
_CREDITS = lazy_regex(
    r"[©ⓒ@/|•·#*<>_=＝▲△▶■☞★※◆●:：]|https?|www\.|"
    r"기자|특파원|제공|사진|편집|논설위원|칼럼|구독|무단|저작권|뉴스|일보|"
    r"記者|撮影|写真|提供|取材|構成|編集|翻訳|出典|引用|共同|時事|ロイター|関連|続き|ページ|"
    r"रिपोर्ट|संवाददाता|एजेंसी|भाषा|तस्वीर|फोटो|पढ़|एजेन्सी|रासस|तस्बिर|"
    r"প্রতিনিধি|প্রতিবেদক|ছবি|সূত্র|সংবাদদাতা|"
    r"צילום|כתב[תי]?\b|צילומים|באדיבות|רויטרס|"
    r"خبرنگار|عکس|منبع|خبرگزاری|تصویر|رپورٹ|نامہ نگار|المصدر|مراسل|تصوير|وكالات|رويترز|"
    r"(?i:haber|muhabir|fotoğraf|kaynak|editör|ajans|paylaş|yorum yaz)"
)


def is_open(text: str, last_word: str, language: str, before: Sequence[str]) -> bool:
    """Whether some words follow the last full stop of a paragraph, of which the last word ends no sentence.

    `before` are the paragraphs before it.
    """
    if last_word.isupper():
        # A label: `PAYLAŞ`.
        return False
    if language in _VERB_EARLIER:
        if not _have_stops(before):
            return False
    elif language not in _LAST or _LAST[language].search(last_word):
        return False
    tail = text[-_TAIL:]
    end = 0
    for match in _STOP.finditer(tail):
        end = match.end()
    rest = tail[end:]
    letters = sum(map(str.isalpha, rest))
    return (
        end > 0
        and letters >= _FEWEST_LETTERS.get(language, _FEWEST)
        and (language == "ja" or len(rest.split()) >= _FEWEST_WORDS)
        and _CREDITS.search(rest) is None
    )


def _have_stops(paragraphs: Sequence[str]) -> bool:
    """Whether each paragraph of text ends with a full stop."""
    texts = [text for text in paragraphs if len(text) >= _TEXT]
    return len(texts) >= _SHOWING and all(map(_ENDED.search, texts))
