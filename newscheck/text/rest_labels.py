"""How a text ends that has only the beginning of an article, by language: with the label of a link to the rest, with
the notice of a paywall, or with the count of what a news API left out (`[+1234 chars]`).

A label is one only at the beginning of a sentence: "he tells children to read more" has none.
"""

from __future__ import annotations

import re
from re import Match

from newscheck.text.regex import lazy_regex
from newscheck.text.spellings import any_spelling

#: Patterns of labels, in lower case.
LABELS = {
    "ar": "(?:اقرأ|إقرأ|للقراءة|قراءة) (?:المزيد|بقية (?:المقال|الخبر))|تابع القراءة|(?:أكمل|متابعة) القراءة",
    "bn": "(?:আরও|আরো|বিস্তারিত) পড়ুন|পুরোটা পড়ুন",
    "cs": "číst (?:dále|více|celý článek)|pokračovat ve čtení",
    "da": "læs (?:mere|videre|hele (?:artiklen|historien))|fortsæt med at læse",
    "de": (
        "weiterlesen|(?:jetzt )?(?:mehr|weiter) lesen|mehr (?:dazu|erfahren)|zum (?:ganzen )?artikel|"
        "lesen sie (?:mehr|weiter)(?: hier)?"
    ),
    "el": "διαβάστε (?:περισσότερα|τη συνέχεια)|η συνέχεια εδώ",
    "en": (
        "(?:read|see|view|learn|show) more|(?:continue|keep) reading|"
        "read (?:the )?(?:full|whole|rest of the|entire) ?(?:article|story|post)|full story"
    ),
    "es": (
        "(?:leer|ver|lea|saber|seguir leyendo|conocer) (?:más|la nota completa)|"
        "(?:sigue|seguir|siga|continuar|continúa) leyendo|leer (?:el )?(?:artículo|nota|noticia) complet[oa]|"
        "más información"
    ),
    "fa": "ادامه (?:مطلب|خبر)|(?:بیشتر|ادامه را) بخوانید|مطالعه (?:بیشتر|متن کامل)",
    "fi": "lue (?:lisää|koko (?:artikkeli|juttu))|jatka lukemista",
    "fr": (
        "lire (?:la suite|plus|l['’]article(?: complet| en entier)?)|en savoir plus|voir plus|"
        "continuer (?:la|à) (?:lecture|lire)|lire la suite de l['’]article"
    ),
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
        "続き(?:を|は)(?:読む|こちら|見る|表示)|"
        "(?:記事)?(?:全文|本文|詳細|もっと)(?:を|は)?(?:読む|見る|こちら|表示)|もっと見る|…続きを読む|"
        "残り[:：]?\\s*[0-9,]+文字(?:[／/]全文[:：]?\\s*[0-9,]+文字)?"
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
#: Notices of a paywall after the beginning of a text.
PAYWALLS = {
    "ar": "(?:اشترك|سجل الدخول|سجّل الدخول) (?:لمتابعة|لقراءة|لمواصلة)",
    "bn": "(?:পড়া চালিয়ে যেতে|পুরোটা পড়তে) (?:লগইন|সাবস্ক্রাইব)",
    "da": (
        "(?:log ind|bliv abonnent|køb abonnement) for at (?:læse|fortsætte|få)|"
        "(?:denne )?artikel(?:en)? er (?:kun )?for abonnenter|allerede abonnent\\?"
    ),
    "de": (
        "(?:weiterlesen|jetzt weiter ?lesen|jetzt lesen) (?:mit|im|nach|für)|"
        "(?:dieser|der) (?:artikel|inhalt|text) ist (?:nur )?(?:abonnenten|für abonnenten|mit)|"
        "sie (?:wollen|möchten) weiterlesen|bereits (?:abonnent|registriert)|"
        "melden sie sich an, um (?:weiter ?zu ?lesen|den)|"
        "(?:den (?:ganzen|vollständigen|kompletten)|diesen) (?:artikel|text|beitrag) lesen sie (?:mit|im|als)|"
        "mit (?:einem|dem|unserem) (?:digital)?abo lesen sie"
    ),
    "el": "(?:συνδεθείτε|εγγραφείτε|γίνετε συνδρομητής|γίνετε συνδρομητές) για να (?:διαβάσετε|συνεχίσετε)",
    "en": (
        "(?:subscribe|log ?in|sign ?in|sign ?up|register)(?: now)? to (?:continue|keep|read|unlock|view|access|see)|"
        "to (?:continue|keep) reading|"
        "(?:this|the) (?:article|content|story) is (?:only |exclusively )?(?:for|available to|reserved for) "
        "(?:our )?(?:paid |premium )?(?:subscribers|members)|"
        "already a (?:subscriber|member)\\?|unlock this article|"
        "(?:the rest of )?this (?:article|story) is available (?:only )?to (?:our )?(?:subscribers|members)|"
        "you(?:['’]ve| have) (?:reached your limit of|read (?:all )?(?:your|[a-z]+ of your)) [^.]{0,20}"
        "(?:articles|stories)|"
        "want to read more\\? (?:become|subscribe|join|sign)"
    ),
    "es": (
        "(?:suscríbete|suscríbase|inicia sesión|regístrate) (?:para|y) (?:seguir|continuar|sigue|continúa|leer)|"
        "(?:contenido|artículo|este contenido es) (?:exclusivo )?para suscriptores|¿ya eres suscriptor\\?"
    ),
    "fa": "برای (?:ادامه|خواندن ادامه|مشاهده ادامه)(?: مطلب)?،? (?:وارد|مشترک)",
    "fi": (
        "(?:kirjaudu(?: sisään)?|tilaa) (?:ja (?:lue|jatka)|lukeaksesi|jatkaaksesi)|(?:artikkeli|juttu|"
        "sisältö) on (?:vain )?tilaajille|oletko jo tilaaja\\?"
    ),
    "fr": (
        "(?:la suite|le reste|(?:cet |l['’])article|ce contenu) (?:est )?réservée? aux? abonnés?|"
        "il vous reste [0-9.,\u00a0 ]+ ?% de cet article|"
        "(?:abonnez-vous|connectez-vous|identifiez-vous) pour (?:lire|continuer|poursuivre)|"
        "déjà abonné(?:·?e)? ?\\?"
    ),
    "hi": "(?:आगे|पूरा लेख|पूरी खबर) पढ़ने के लिए (?:सब्सक्राइब|लॉग|साइन|लॉगिन|सदस्य)",
    "id": (
        "(?:berlangganan|masuk|login|daftar) (?:untuk|agar) (?:melanjutkan|membaca|dapat)|"
        "artikel ini (?:khusus|hanya) untuk pelanggan|lanjutkan membaca dengan"
    ),
    "it": (
        "(?:abbonati|accedi|registrati) per (?:continuare|leggere|proseguire)|"
        "(?:contenuto|articolo) (?:riservato|esclusivo) (?:agli|per gli) abbonati"
    ),
    "ja": (
        "この(?:記事|コンテンツ|続き)は?[、]?(?:有料|会員|登録|プレミアム|購読).{0,20}(?:限定|記事|専用|読め|"
        "読み|ご覧|お読み)|"
        "(?:会員|有料会員|有料)限定(?:記事|です)|"
        "(?:ログイン|会員登録|購読)(?:して|すると|の上).{0,12}(?:続き|読め|お読み)"
    ),
    "ko": (
        "(?:로그인|구독|회원가입|회원 가입)(?: 후| 하시면|하시면|하고|하면) .{0,15}(?:읽|보실|이용|볼 수)|"
        "(?:유료|구독자|회원) ?전용 (?:기사|콘텐츠)"
    ),
    "ne": "(?:थप|पूरा) पढ्न(?:को लागि|का लागि)? (?:लगइन|सदस्य|सब्स्क्राइब)",
    "nl": (
        "(?:log in|abonneer|registreer)[^.]{0,20} om (?:verder|dit|door) te lezen|"
        "dit artikel is (?:alleen|exclusief) voor abonnees"
    ),
    "no": (
        "(?:logg inn|bli abonnent|kjøp abonnement) for å (?:lese|fortsette|få)|(?:saken|"
        "artikkelen) er (?:kun |bare )?for abonnenter"
    ),
    "pl": (
        "(?:zaloguj się|wykup dostęp|zarejestruj się|subskrybuj),? (?:aby|żeby|by) (?:czytać|przeczytać)|"
        "(?:artykuł|treść) (?:dostępny|dostępna|tylko) (?:tylko )?dla (?:prenumeratorów|subskrybentów)"
    ),
    "pt": (
        "(?:assine|faça login|entre|cadastre-se|inscreva-se) (?:para|e) (?:continuar|continue|ler|ter acesso)|"
        "(?:conteúdo|artigo|matéria)(?: é)? (?:exclusiv[oa] )?para (?:os )?(?:nossos )?assinantes|"
        "já é assinante\\?"
    ),
    "ru": (
        "(?:подпишитесь|войдите|зарегистрируйтесь|оформите подписку),? (?:чтобы|для) (?:продолж|чит|прочит|дальнейш)|"
        "(?:материал|статья|текст) доступ(?:ен|на)? (?:только )?(?:для )?подписчик"
    ),
    "sv": (
        "(?:logga in|bli prenumerant|köp prenumeration) för att (?:läsa|fortsätta|få)|(?:den här|"
        "denna) artikeln? är (?:endast |bara )?för prenumeranter|redan prenumerant\\?"
    ),
    "th": "(?:สมัครสมาชิก|เข้าสู่ระบบ|ล็อกอิน)(?:เพื่อ|ก่อน)(?:อ่าน|ดู)",
    "tr": (
        "(?:okumaya devam etmek|devamını okumak|tamamını okumak) için (?:giriş|abone|üye)|"
        "(?:bu )?(?:içerik|haber|yazı) (?:sadece|yalnızca) aboneler"
    ),
    "vi": (
        "(?:đăng nhập|đăng ký|trở thành hội viên) để (?:đọc|xem|tiếp tục)|"
        "nội dung (?:chỉ )?dành (?:riêng )?cho (?:hội viên|thành viên|độc giả trả phí)"
    ),
}
#: What precedes a label: the beginning of the text or of a line, the end of a sentence, an ellipsis, a mark.
_BEFORE = r"(?:\A|(?<=[.!?…。！？।۔؟»”\"’)\]）」』\n│|>•·])|(?<=[.!?…।۔؟»”\"’)\]|>•·] ))[\[(（【«»>‹›→▶•·\s]*"
_AFTER = r"(?: (?:at|on) [^\s.]{2,20}(?: [^\s.]{2,20}){0,2}(?:\.[a-z]{2,6})?)?\s*[\])）】»›>→…▶.»:\s]*\Z"
_LABEL = lazy_regex(f"{_BEFORE}(?:{any_spelling('|'.join(LABELS.values()))}){_AFTER}", re.IGNORECASE)
_MORE = lazy_regex(rf"(?:(?:…|\.\.\.)\s*[\[(]?|[\[(])\s*(?:{any_spelling(MORE)})\s*[\])»›>→….]*\Z", re.IGNORECASE)
_THAI = lazy_regex(rf"(?<=\s)(?:{LABELS['th']})[\s»›>→….]*\Z")
_PAYWALL = lazy_regex(f"{_BEFORE}(?:{any_spelling('|'.join(PAYWALLS.values()))})[^\\n]{{0,80}}\\Z", re.IGNORECASE)
_ONLY_PAYWALL = lazy_regex(rf"(?:please )?(?:{any_spelling('|'.join(PAYWALLS.values()))})", re.IGNORECASE)
_ELSEWHERE = lazy_regex(rf"\W*(?:{any_spelling('|'.join(ELSEWHERE.values()))})", re.IGNORECASE)
_COUNTED = lazy_regex(r"(?:…|\.{3})?\s*\[\+?[0-9]{1,7} (?:more )?char(?:acter)?s\]\s*\Z")
#: Characters at the end of a paragraph in which a label and a notice are looked for.
_LABEL_REACH, _PAYWALL_REACH = 60, 160
_FULL_STOPS = frozenset('.!?”"’')


def find(text: str) -> tuple[str, Match[str]] | None:
    """The end of a text that says that there is more, with what it is; None where it says nothing."""
    tail = max(0, len(text) - _LABEL_REACH)
    if text[-1:] == "]" and (match := _COUNTED.search(text, tail)):
        return "ends where a news API cut it", match
    match = _LABEL.search(text, tail) or _MORE.search(text, tail) or _THAI.search(text, tail)
    if match and (not _ELSEWHERE.match(match[0]) or text[: match.start()].rstrip().endswith(("…", "..."))):
        return "ends with a link to the rest", match
    match = _PAYWALL.search(text, max(0, len(text) - _PAYWALL_REACH))
    if match:
        return "ends with the notice of a paywall", match
    return None


def is_label(text: str) -> bool:
    """Whether a text is nothing but the label of a link."""
    return len(text) <= _LABEL_REACH and _LABEL.match(text) is not None


def paywall(text: str) -> Match[str] | None:
    """The notice of a paywall at the beginning of a text."""
    return _ONLY_PAYWALL.match(text)


def elsewhere(text: str) -> Match[str] | None:
    """The label of a link to other pages behind a finished sentence at the end of a paragraph."""
    if text[-1:] in _FULL_STOPS or not (match := _LABEL.search(text, max(0, len(text) - _LABEL_REACH))):
        return None
    is_behind = match.start() > 0 and not text[: match.start()].rstrip().endswith(("…", "..."))
    return match if is_behind and _ELSEWHERE.match(match[0]) else None
