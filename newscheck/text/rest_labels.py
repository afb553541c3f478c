"""How a text ends that has only the beginning of an article, by language: with the label of a link to the rest,
or with the count of what a news API left out (`[+1234 chars]`).

A label is one only at the beginning of a sentence: "he tells children to read more" has none.
"""

from __future__ import annotations

import re
from re import Match

from newscheck.text.language_tables import LanguagePatterns
from newscheck.text.regex import lazy_regex
from newscheck.text.spellings import any_spelling

#: Patterns of labels, in lower case.
LABELS = {
    "ar": "(?:اقرأ|إقرأ|للقراءة|قراءة) (?:المزيد|بقية (?:المقال|الخبر))|تابع القراءة|(?:أكمل|متابعة) القراءة",
    "bn": "(?:আরও|আরো|বিস্তারিত) পড়ুন|পুরোটা পড়ুন",
    "cs": "číst (?:dále|více|celý článek)|pokračovat ve čtení",
    "da": "læs (?:mere|videre|hele (?:artiklen|historien))|fortsæt med at læse",
    "de": (
        "(?:hier )?weiterlesen|artikel lesen|(?:jetzt )?(?:mehr|weiter) lesen|mehr (?:dazu|erfahren)|"
        "zum (?:ganzen |vollständigen |kompletten )?artikel|"
        "lesen sie (?:mehr|weiter)(?: hier)?|"
        "(?:den )?(?:ganzen|vollständigen|kompletten) (?:artikel|beitrag|text) lesen(?: sie hier)?"
    ),
    "el": "διαβάστε (?:περισσότερα|τη συνέχεια)|η συνέχεια εδώ",
    "en": (
        "(?:read|see|view|learn|show) more|(?:continue|keep) reading|read on|"
        'continue reading (?:["“][^\\n]{1,90}["”]|[^.!?\\n]{1,90}(?=\\s*[→»›]))|'
        "click (?:here )?to (?:read more|(?:continue|keep) reading|(?:read|view|see) the (?:full|whole|rest of the)"
        " ?(?:article|story|post)?)|"
        "(?:read|view|see) (?:the )?(?:full|whole|rest of (?:the|this)|entire|complete) ?(?:article|story|post)"
        "(?: here)?|full story"
    ),
    "es": (
        "(?:leer|ver|lea|saber|seguir leyendo|conocer) (?:más|la nota completa)|"
        "(?:sigue|seguir|siga|continuar|continúa) leyendo|"
        "(?:leer|ver) (?:el |la )?(?:artículo|nota|noticia) complet[oa]|más información"
    ),
    "fa": "ادامه (?:مطلب|خبر)|(?:بیشتر|ادامه را) بخوانید|مطالعه (?:بیشتر|متن کامل)",
    "fi": "lue (?:lisää|koko (?:artikkeli|juttu))|jatka lukemista",
    "fr": (
        "suite de l['’]article|cliquez (?:ici )?pour lire la suite|"
        "lire (?:la suite(?: sur (?:notre|le) site)?|plus|l['’](?:intégralité de l['’])?article"
        "(?: complet| en entier)?)|en savoir plus|voir plus|"
        "continuer (?:la|à) (?:lecture|lire)|lire la suite de l['’]article"
    ),
    "he": "(?:קרא|קראו|לקריאת) (?:עוד|המשך|הכתבה המלאה)|(?:להמשך|המשך) (?:קריאה|הכתבה)|לכתבה המלאה",
    "hi": "(?:आगे|और|पूरा|पूरी खबर) ?पढ़ें|(?:और|अधिक) (?:जानें|देखें)|पूरी खबर पढ़ें|विस्तार से पढ़ें",
    "hu": "tovább olvasom|(?:olvasd|olvassa) tovább",
    "id": (
        "(?:baca )?selengkapnya|baca (?:selanjutnya|lebih lanjut|terus)|lanjut(?:kan)? (?:baca|membaca)|"
        "lihat selengkapnya|baca lagi"
    ),
    "it": (
        "(?:leggi|scopri|per saperne|mostra) (?:tutto|di più|ancora|l['’]articolo(?: completo)?)|continua a leggere"
    ),
    "ja": (
        "(?:記事の)?続き(?:を|は)(?:読む|こちら|見る|表示)|"
        "(?:記事)?(?:全文|本文|詳細|もっと)(?:を|は)?(?:読む|見る|こちら|表示)|もっと見る|…続きを読む|"
        "残り[:：]?\\s*[0-9,]+文字(?:[（(／/]全文[:：]?\\s*[0-9,]+文字[）)]?)?"
    ),
    "ko": "더 ?보기|(?:기사 ?)?(?:더|계속|전문|전체|원문) ?(?:읽기|보기)|자세히 ?보기|기사 ?원문",
    "mr": "(?:पुढे|अधिक|सविस्तर) वाचा",
    "ne": "(?:थप|पूरा|पुरा|बाँकी)(?: समाचार)? पढ्नु(?:होस्|होला)",
    "nl": "lees (?:meer|verder|het hele artikel)|meer lezen|verder lezen",
    "no": "les (?:mer|videre|hele (?:saken|artikkelen))|fortsett å lese",
    "pl": "czytaj (?:dalej|więcej|całość)|zobacz więcej",
    "pt": (
        "(?:leia|ler|ver|veja|saiba|saber|continue|continuar) (?:mais|a lendo|lendo|a ler|a leitura|a matéria "
        "completa|na íntegra|tudo)|"
        "mais informações"
    ),
    "ro": "(?:citește|citeste|vezi|află) mai (?:mult|departe)",
    "ru": (
        "(?:читать|читайте|смотреть) (?:далее|дальше|полностью|подробнее)|узнать больше|"
        "читать (?:всю статью|полную версию)"
    ),
    "sv": "läs (?:mer|vidare|hela artikeln)|fortsätt läsa",
    "sw": "soma zaidi|endelea kusoma",
    "ta": "(?:மேலும்|தொடர்ந்து) (?:படிக்க|வாசிக்க)",
    "th": "อ่าน(?:ต่อ|เพิ่มเติม|ทั้งหมด|รายละเอียด(?:เพิ่มเติม)?)|ดูเพิ่มเติม|คลิก(?:เพื่อ)?อ่าน(?:ต่อ|เพิ่มเติม)",
    "tr": "(?:devamını|haberin devamını|tamamını) (?:oku|okuyun|gör)|devamı için tıklayın(?:ız)?",
    "uk": "читати (?:далі|більше|повністю)",
    "ur": "مزید (?:پڑھیں|پڑھیے)|تفصیلات پڑھیں|(?:مکمل|پوری) خبر پڑھیں",
    "vi": "(?:đọc|xem) (?:tiếp|thêm|chi tiết|toàn bộ)",
}
#: Labels that lead to other pages: to the rest only behind an ellipsis.
ELSEWHERE = {
    "de": "mehr (?:dazu|erfahren)",
    "en": "(?:see|view|learn|show) more",
    "es": "(?:ver|saber|conocer) más|más información",
    "fr": "en savoir plus|voir plus",
    "it": "(?:scopri|per saperne|mostra) (?:tutto|di più|ancora)",
    "pl": "zobacz więcej",
    "pt": "(?:ver|veja|saiba|saber) (?:mais|tudo)|mais informações",
    "ro": "(?:vezi|află) mai mult",
    "ru": "узнать больше",
}
#: Words that are a label only behind an ellipsis or in brackets.
MORE = (
    "more|mehr|más|mais|suite|la suite|segue|continua|leggi|meer|mer|więcej|mai mult|далее|подробнее|продолжение|далі|"
    "devamı|selengkapnya|المزيد|بیشتر|مزید|और|थप|আরও|อ่านต่อ|ต่อ|続き|続く|계속|더보기|περισσότερα|chi tiết|tiếp"
)
#: What precedes a label: the beginning of the text or of a line, the end of a sentence, an ellipsis, a mark.
_BEFORE = r"(?:\A|(?<=[.!?…。！？।۔؟»”\"’)\]）」』\n│|>•·])|(?<=[.!?…।۔؟»”\"’)\]|>•·] ))[\[(（【«»>‹›→▶•·\s]*"
_AFTER = r"(?: (?:at|on) [^\s.]{2,20}(?: [^\s.]{2,20}){0,2}(?:\.[a-z]{2,6})?)?\s*[\])）】»›>→…▶.»:\s]*\Z"
_LABEL = LanguagePatterns(LABELS, lambda rows: f"{_BEFORE}(?:{rows}){_AFTER}")
#: An arrow makes a label of words that follow a text which was cut within a sentence.
_ARROWED = LanguagePatterns(LABELS, lambda rows: rf"(?<=[^\W_] )(?:{rows})\s*(?:→|»|›|▶|>{{1,2}})\s*\Z")
_ARROWS = frozenset("→»›▶>")
_MORE = lazy_regex(rf"(?:(?:…|\.\.\.)\s*[\[(]?|[\[(])\s*(?:{any_spelling(MORE)})\s*[\])»›>→….]*\Z", re.IGNORECASE)
_THAI = lazy_regex(rf"(?<=\s)(?:{LABELS['th']})[\s»›>→….]*\Z")
#: What each of the former begins with, and letters of which each of the latter has one.
_OPENERS, _THAI_LETTERS = ("…", "...", "[", "("), "อด"
_ELSEWHERE = LanguagePatterns(ELSEWHERE, lambda rows: rf"\W*(?:{rows})")
_COUNTED = lazy_regex(r"(?:…|\.{3})?\s*\[\+?[0-9]{1,7} (?:more )?char(?:acter)?s\]\s*\Z")
#: Characters at the end of a paragraph in which a label is looked for.
_LABEL_REACH = 120
#: The longest paragraph that may be nothing but a label.
_LONGEST_LABEL = 60
_FULL_STOPS, _WIDE_STOPS = frozenset('.!?”"’'), frozenset("。！？")


def find(text: str, language: str = "") -> tuple[str, Match[str]] | None:
    """The end of a text that says that there is more, with what it is; None where it says nothing."""
    tail = max(0, len(text) - _LABEL_REACH)
    if text[-1:] == "]" and (match := _COUNTED.search(text, tail)):
        return "ends where a news API cut it", match
    match = _LABEL.of(text, language).search(text, tail)
    if match is None:
        match = _more(text, tail)
    if match is None and text.rstrip()[-1:] in _ARROWS:
        match = _ARROWED.of(text, language).search(text, tail)
    if match and (not _is_elsewhere(match[0], language) or text[: match.start()].rstrip().endswith(("…", "..."))):
        return "ends with a link to the rest", match
    return None


def _more(text: str, tail: int) -> Match[str] | None:
    """A label at the end of a text that is one only behind an ellipsis or a bracket, or in Thai."""
    end = text[tail:]
    if any(map(end.__contains__, _OPENERS)) and (match := _MORE.search(text, tail)):
        return match
    return _THAI.search(text, tail) if any(map(end.__contains__, _THAI_LETTERS)) else None


def is_label(text: str, language: str = "") -> bool:
    """Whether a text is nothing but the label of a link."""
    return len(text) <= _LONGEST_LABEL and _LABEL.of(text, language).match(text) is not None


def elsewhere(text: str, language: str = "") -> Match[str] | None:
    """The label of a link to other pages behind a finished sentence at the end of a paragraph."""
    # Behind a fullwidth mark, a label names its site (`… at …`).
    if text[-1:] in _FULL_STOPS or (text[-1:] in _WIDE_STOPS and " " not in text[-_LABEL_REACH:]):
        return None
    match = _LABEL.of(text, language).search(text, max(0, len(text) - _LABEL_REACH))
    is_behind = match and match.start() > 0 and not text[: match.start()].rstrip().endswith(("…", "..."))
    return match if match and is_behind and _is_elsewhere(match[0], language) else None


def _is_elsewhere(label: str, language: str) -> bool:
    return _ELSEWHERE.of(label, language).match(label) is not None
