"""What paragraphs begin with that are page furniture, by language: links to other articles, newsletters, share buttons,
advertisements. Patterns in lower case; what `LINKS` has is followed by a colon or is the whole paragraph, as are labels
of a link to the rest (`Read more: …`).
"""

from __future__ import annotations

import re
from functools import cache
from re import Match, Pattern

from newscheck.text import rest_labels
from newscheck.text.regex import lazy_regex
from newscheck.text.spellings import any_spelling

LINKS = {
    "ar": r"(?:اقرأ|إقرأ|شاهد|تابع) (?:أيض[اًا]+|ايضا)|(?:مواضيع|مقالات|أخبار) (?:ذات صلة|مشابهة)|إعلان",
    "bn": r"(?:আরও|আরো) (?:পড়ুন|পড়ুন|খবর)|সম্পর্কিত (?:খবর|সংবাদ)|বিজ্ঞাপন",
    "cs": r"(?:čtěte|přečtěte si) (?:také|i|více)|související(?: články)?|reklama",
    "da": r"læs også|se også|relaterede artikler|annonce|artiklen fortsætter (?:efter|under) annoncen",
    "de": (
        r"(?:lesen sie auch|auch interessant|mehr zum thema|das könnte (?:sie|dich) (?:auch )?interessieren|"
        r"lesetipp|passend dazu|weitere artikel)|"
        r"anzeige|werbung"
    ),
    "el": r"διαβάστε (?:επίσης|ακόμα)|δείτε επίσης|διαφήμιση",
    "en": (
        r"(?:also read|read also|read next|see also|related(?: (?:articles?|stories|news|coverage|reading))?|"
        r"recommended(?: (?:stories|reading))?|don['’]t miss|more (?:on this|stories|from [a-z ]{2,20})|"
        r"trending(?: now)?|you (?:may|might) also like|most read)|"
        r"advertisements?|advertise with us|sponsored(?: content)?|story continues below(?: advertisement)?|"
        r"article continues (?:below|after)[a-z ]{0,20}"
    ),
    "es": (
        r"(?:le[ea] también|lea además|te puede interesar|también (?:te puede interesar|lee|puedes leer)|"
        r"ver también|noticias? relacionadas?|más noticias|no te pierdas|recomendad[ao]s?)|"
        r"publicidad|anuncio"
    ),
    "fa": (
        r"(?:بیشتر بخوانید|(?:این مطلب را )?هم ?بخوانید|همچنین بخوانید|مطالب مرتبط|اخبار مرتبط|خبرهای مرتبط)|آگهی|"
        r"تبلیغات"
    ),
    "fi": r"lue myös|katso myös|aiheesta lisää|mainos|juttu jatkuu mainoksen jälkeen",
    "fr": (
        r"(?:(?:à )?lire aussi|à lire (?:également|aussi)|lire également|voir aussi|sur le même (?:sujet|thème)|"
        r"(?:nos |les )?articles? (?:liés|similaires|recommandés)|notre sélection|à (?:re)?voir)|"
        r"publicité|la suite après (?:la|cette) publicité"
    ),
    "hi": r"(?:ये|यह|इसे) भी (?:पढ़ें|पढ़ें|देखें)|(?:संबंधित|और भी) (?:खबरें|ख़बरें|समाचार)|विज्ञापन|advertisement",
    "hu": r"olvassa el (?:ezt )?is|kapcsolódó (?:cikkek|cikkünk|anyagok)|hirdetés",
    "id": (
        r"baca juga|lihat juga|simak juga|artikel terkait|berita terkait|(?:pilihan|rekomendasi) editor|"
        r"advertisement|iklan|scroll to continue with content"
    ),
    "it": r"leggi anche|potrebbe interessarti(?: anche)?|articoli correlati|vedi anche|pubblicità",
    "ja": (
        r"(?:関連(?:記事|ニュース|リンク)|あわせて読みたい|こちらも(?:おすすめ|読まれています)|おすすめ(?:記事)?|"
        r"人気(?:記事|ランキング)|【関連記事】|【あわせて読みたい】)|"
        r"(?:広告|pr|スポンサーリンク|advertisement)"
    ),
    "ko": r"(?:관련 ?(?:기사|뉴스)|추천 ?(?:기사|뉴스)|많이 본 (?:기사|뉴스)|이 ?기사도|\[관련 ?기사\])|광고",
    "mr": r"(?:हे|हेही|हे ही) (?:ही )?वाचा|जाहिरात",
    "ms": r"baca juga|artikel berkaitan|berita berkaitan|iklan",
    "ne": r"(?:यो|यी) पनि (?:पढ्नुहोस्|पढ्नुहोला|हेर्नुहोस्)|सम्बन्धित (?:समाचार|खबर)|थप समाचार|विज्ञापन",
    "nl": r"lees ook|bekijk ook|gerelateerde artikelen|advertentie",
    "no": (
        r"les også|se også|relaterte (?:saker|artikler)|annonse|(?:artikkelen|saken) fortsetter (?:etter|"
        r"under) annonsen"
    ),
    "pl": r"(?:czytaj|przeczytaj|zobacz|sprawdź) (?:też|także|również)|powiązane|polecane|reklama",
    "pt": (
        r"(?:leia|veja|saiba|confira) (?:também|ainda|mais)|(?:notícias|matérias|artigos) relacionad[ao]s|"
        r"publicidade|continua (?:depois|após) (?:da|a) publicidade"
    ),
    "ro": r"citește și|citeste si|vezi și|articole similare|publicitate",
    "ru": (
        r"читайте (?:также|ещ[её])|смотрите также|(?:материалы|новости|статьи) по теме|по теме|ранее по теме|реклама"
    ),
    "sv": r"läs också|läs även|läs mer|se även|relaterade artiklar|annons",
    "sw": r"soma pia|tazama pia|habari zinazohusiana",
    "ta": r"(?:இதையும்|மேலும்) (?:படிக்க|படியுங்கள்|வாசிக்க)|விளம்பரம்",
    "th": r"อ่าน(?:เพิ่มเติม|ข่าวอื่น|ข่าวที่เกี่ยวข้อง)|(?:ข่าว|เรื่อง|บทความ)ที่เกี่ยวข้อง|โฆษณา",
    "tr": (
        r"(?:[iİ]lgili|benzer) haber(?:ler)?|(?:bunu|bunlar) da (?:oku|okuyun)|ayrıca (?:bkz|oku|okuyun)|"
        r"[iİ]lginizi çekebilir|reklam"
    ),
    "uk": r"читайте (?:також|ще)|дивіться також|за темою|реклама",
    "ur": r"(?:یہ|اسے) بھی (?:پڑھیں|پڑھیے|دیکھیں)|مزید (?:خبریں|پڑھیں)|اشتہار",
    "vi": r"(?:xem|đọc) thêm|(?:tin|bài)(?: viết)? (?:liên quan|cùng chủ đề)|có thể bạn quan tâm|quảng cáo",
}
#: Invitations at the beginning of a paragraph.
INVITATIONS = {
    "ar": (
        r"(?:اشترك|اشتركوا|سجل) (?:في|معنا)[^.]{0,20}(?:نشرت|النشرة|قناة|القناة)|تابعونا (?:على|عبر)|"
        r"شارك (?:على|هذا|المقال)"
    ),
    "bn": r"(?:আমাদের )?(?:নিউজলেটার|চ্যানেল)(?:ে|টি)? (?:সাবস্ক্রাইব|যোগ)|শেয়ার করুন",
    "da": r"(?:tilmeld dig|abonner på)[^.]{0,30}nyhedsbrev|følg os på|del (?:artiklen|denne artikel)(?::|\Z)",
    "de": (
        r"(?:abonnieren sie|melden sie sich|jetzt anmelden|hier anmelden)[^.]{0,40}newsletter|"
        r"(?:folgen|folge) (?:sie )?uns (?:auf|bei)|(?:artikel |beitrag )?teilen(?: auf)?(?::|\Z)"
    ),
    "en": (
        r"(?:please )?(?:sign up|subscribe)(?: here| now| today)? (?:to|for) (?:our|the|"
        r"my)[^.]{0,40}(?:newsletters?|channel|updates|alerts|briefing)|"
        r"get (?:our|the (?:latest|best))[^.]{0,50}(?:inbox|newsletter)|follow us (?:on|at)|like us on|"
        r"(?:click here to )?join our (?:whatsapp|telegram|facebook)|download (?:our|the) app|"
        r"share (?:this(?: (?:article|story|post))?|on [a-z]+)(?::|\Z)"
    ),
    "es": (
        r"(?:suscríbete|suscríbase|apúntate|regístrate) (?:a|en|aquí)[^.]{0,40}(?:newsletter|boletín|boletines|"
        r"canal)|"
        r"síguenos en|(?:compartir|comparte)(?: (?:en|esta|este) [a-zé]+)?(?::|\Z)"
    ),
    "fa": r"(?:در|به) (?:خبرنامه|کانال)(?: ما)?[^.]{0,15}(?:عضو|بپیوندید)|ما را (?:در|دنبال)|اشتراک ?‌?گذاری(?::|\Z)",
    "fi": r"tilaa[^.]{0,30}uutiskirje|seuraa meitä|jaa (?:artikkeli|juttu)(?::|\Z)",
    "fr": (
        r"(?:abonnez-vous|inscrivez-vous)[^.]{0,25}(?:newsletter|lettre|infolettre|chaîne)|suivez-nous sur|"
        r"(?:partager|partagez)(?: (?:sur|cet|l['’]article)[a-z ]{0,12})?(?::|\Z)|"
        r"recevez (?:gratuitement )?(?:toute|nos|notre|chaque)[^.]{0,40}(?:newsletter|e-?mail|boîte)"
    ),
    "hi": (
        r"(?:हमारे|हमें)[^।]{0,25}(?:न्यूज़लेटर|न्यूजलेटर|चैनल|व्हाट्सएप|टेलीग्राम|फॉलो|सब्सक्राइब)|"
        r"शेयर करें(?::|\Z)"
    ),
    "id": (
        r"(?:dapatkan|ikuti)[^.]{0,50}(?:google news|whatsapp channel|saluran whatsapp|telegram|newsletter)|"
        r"berlangganan newsletter|bagikan(?: artikel)?(?::|\Z)"
    ),
    "it": r"iscriviti (?:alla|al)[^.]{0,25}(?:newsletter|canale)|seguici su|condividi(?: su [a-z]+)?(?::|\Z)",
    "ja": (
        r"(?:メールマガジン|メルマガ|ニュースレター)(?:に|の|を)?(?:登録|購読)|"
        r"(?:この記事を)?シェア(?:する)?(?::|\Z)|(?:公式)?(?:line|twitter|x|facebook)(?:で|を)フォロー"
    ),
    "ko": (
        r"(?:뉴스레터|채널)(?:을|를)? ?(?:구독|추가)|(?:네이버|카카오|구글)[^.]{0,20}구독|공유하기(?::|\Z)|"
        r"[▶☞■] ?(?:제보|카카오톡|네이버|유튜브|구독)"
    ),
    "ne": r"(?:हामीलाई|हाम्रो)[^।]{0,25}(?:फलो|सब्सक्राइब|च्यानल)|सेयर गर्नुहोस्(?::|\Z)",
    "nl": r"(?:schrijf je in|meld je aan|abonneer)[^.]{0,30}nieuwsbrief|volg ons op|deel dit(?: artikel)?(?::|\Z)",
    "no": r"(?:meld deg på|abonner på)[^.]{0,30}nyhetsbrev|følg oss på|del (?:saken|artikkelen)(?::|\Z)",
    "pl": r"zapisz się (?:do|na)[^.]{0,25}newsletter|(?:śledź|obserwuj) nas|udostępnij(?::|\Z)",
    "pt": (
        r"(?:assine|inscreva-se|receba|cadastre-se)[^.]{0,40}(?:newsletter|canal|e-mail)|"
        r"siga(?:-nos| o [a-z0-9]+| a [a-z0-9]+)? (?:no|na|nas|em) (?:instagram|facebook|twitter|x|redes|google|"
        r"whatsapp)|"
        r"(?:compartilhar|compartilhe|partilhar)(?: (?:no|esta|este) [a-zí]+)?(?::|\Z)"
    ),
    "ru": (
        r"подпи(?:шитесь|сывайтесь) на[^.]{0,40}(?:рассылк|канал|telegram|телеграм|нас|дзен)|"
        r"(?:следите за|читайте нас)[^.]{0,30}(?:telegram|телеграм|дзен|вконтакте|канал)|поделиться(?::|\Z)"
    ),
    "sv": (
        r"(?:prenumerera på|anmäl dig till)[^.]{0,30}nyhetsbrev|följ oss på|dela (?:artikeln|"
        r"den här artikeln)(?::|\Z)"
    ),
    "th": (
        r"(?:ติดตาม|กดติดตาม)(?:เรา|ข่าวสาร)?[^.]{0,30}(?:line|facebook|เฟซบุ๊ก|ไลน์|ช่อง|จดหมายข่าว)|"
        r"(?:แชร์|แบ่งปัน)(?:ข่าวนี้|บทความ)?(?::|\Z)"
    ),
    "tr": r"(?:bültenimize|kanalımıza)[^.]{0,15}(?:abone|katıl)|bizi [^.]{0,25}takip ed|paylaş(?::|\Z)",
    "uk": r"підпи(?:шіться|суйтесь) на[^.]{0,40}(?:розсилк|канал|telegram|телеграм|нас)|поділитися(?::|\Z)",
    "ur": r"(?:ہمارے|ہمیں)[^۔]{0,25}(?:نیوز لیٹر|چینل|فالو|سبسکرائب)|شیئر کریں(?::|\Z)",
    "vi": r"(?:đăng ký|theo dõi)[^.]{0,40}(?:bản tin|kênh|fanpage|zalo|youtube)|chia sẻ(?::|\Z)",
}
_SHARE_ROW = lazy_regex(
    r"(?:(?:facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|e-?mail|print|copy link|messenger|line|viber|"
    r"reddit|instagram|pocket|tumblr|threads|bluesky|share|tweet)[\s|,·•/]*){3,}\Z",
    re.IGNORECASE,
)
#: Names of share buttons in a row inside a paragraph, with blanks or marks between them and no commas.
_BUTTONS = (
    "facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|e-?mail|print|messenger|viber|reddit|instagram|pocket|"
    "tumblr|threads|bluesky|google\\+|stumble(?:upon)?|digg|newsvine|xing|flipboard|vk|ok|weibo|line|permalink|"
    "copy link"
)
_INNER_ROW = lazy_regex(rf"(?<!\w)(?:(?:{_BUTTONS})[ \xa0\n|·•/]+){{4,}}(?:{_BUTTONS})(?!\w)", re.IGNORECASE)
#: What WordPress adds to each article of its feed.
_FEED = lazy_regex(
    r"(?:the post|der beitrag|l['’]article|la entrada|o post|l['’]articolo|сообщение|het bericht|artykuł) .{3,150} "
    r"(?:(?:appeared first|first appeared) on|erschien zuerst auf|est apparu en premier sur|"
    r"(?:aparece|se publicó) primero en|apareceu primeiro em|proviene da|"
    r"появились? сначала на|verscheen eerst op|pochodzi z serwisu) ",
    re.IGNORECASE,
)
#: A longer paragraph is text, whatever it begins with.
LONGEST = 200


def find(paragraph: str, language: str) -> Match[str] | None:
    """What shows that a paragraph is furniture, at its beginning; in any language where the text's is not known."""
    if len(paragraph) >= LONGEST:
        return None
    own = _pattern(language if language in LINKS else "")
    return own.match(paragraph) or _SHARE_ROW.match(paragraph) or _FEED.match(paragraph)


def share_row(paragraph: str) -> Match[str] | None:
    """The names of at least five share buttons in a row inside a paragraph."""
    return _INNER_ROW.search(paragraph) if "acebook" in paragraph else None


@cache
def _pattern(language: str) -> Pattern[str]:
    names = (language,) if language else tuple(LINKS)
    links = "|".join(table[name] for table in (LINKS, rest_labels.LABELS) for name in names if name in table)
    invitations = "|".join(INVITATIONS[name] for name in names if name in INVITATIONS)
    also = f"|{invitations}" if invitations else ""
    return re.compile(any_spelling(rf"[\W_]{{0,4}}(?:(?:{links})\s*(?:[:：»>›|\]】]|\Z){also})"), re.IGNORECASE)
