"""What paragraphs begin with that are page furniture, by language: links to other articles, newsletters, share buttons,
advertisements, the beginning of a path of links (`Home »`). Patterns in lower case; what `LINKS` has is followed by a
colon or is the whole paragraph, as are labels of a link to the rest (`Read more: …`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from re import Match, Pattern

from newscheck.text import rest_labels
from newscheck.text.regex import east_asian, is_east_asian, lazy_regex
from newscheck.text.spellings import any_spelling

LINKS = {
    "ar": (
        r"(?:اقرأ|إقرأ|شاهد|تابع) (?:أيض[اًا]+|ايضا)|(?:مواضيع|مقالات|أخبار) (?:ذات صلة|مشابهة)|إعلان|"
        r"(?:اقرأوا|طالع) (?:أيض[اًا]+|ايضا)|قد (?:يعجبك|يهمك) أيض[اًا]+|اخترنا لكم|"
        r"(?:الصفحة )?الرئيسية"
    ),
    "bn": (
        r"(?:আরও|আরো) (?:পড়ুন|পড়ুন|খবর)|সম্পর্কিত (?:খবর|সংবাদ)|বিজ্ঞাপন|"
        r"আরও দেখুন|সংশ্লিষ্ট (?:খবর|সংবাদ)|এই বিভাগের আরও খবর|"
        r"প্রচ্ছদ|হোম|মূলপাতা"
    ),
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
        r"article continues (?:below|after)[a-z ]{0,20}|"
        r"home(?:page)?|skip to (?:main )?content"
    ),
    "es": (
        r"(?:le[ea] también|lea además|te puede interesar|también (?:te puede interesar|lee|puedes leer)|"
        r"ver también|noticias? relacionadas?|más noticias|no te pierdas|recomendad[ao]s?)|"
        r"publicidad|anuncio"
    ),
    "fa": (
        r"(?:بیشتر بخوانید|(?:این مطلب را )?هم ?بخوانید|همچنین بخوانید|مطالب مرتبط|اخبار مرتبط|خبرهای مرتبط)|آگهی|"
        r"تبلیغات|"
        r"بیشتر ببینید|مطالب (?:پیشنهادی|مشابه)|خبرهای مشابه|"
        r"صفحه (?:اصلی|نخست)"
    ),
    "fi": r"lue myös|katso myös|aiheesta lisää|mainos|juttu jatkuu mainoksen jälkeen",
    "fr": (
        r"(?:(?:à )?lire aussi|à lire (?:également|aussi)|lire également|voir aussi|sur le même (?:sujet|thème)|"
        r"(?:nos |les )?articles? (?:liés|similaires|recommandés)|notre sélection|à (?:re)?voir)|"
        r"publicité|la suite après (?:la|cette) publicité"
    ),
    "he": (
        r"(?:קראו|קרא) (?:גם|עוד)|לקריאה נוספת|כתבות (?:נוספות|קשורות|שאולי פספסתם)|ראו גם|עוד בנושא|אולי יעניין אותך|"
        r"פרסומת|תוכן (?:ממומן|שיווקי|מקודם)|"
        r"(?:דף|עמוד) הבית"
    ),
    "hi": (
        r"(?:ये|यह|इसे) भी (?:पढ़ें|पढ़ें|देखें)|(?:संबंधित|और भी) (?:खबरें|ख़बरें|समाचार)|विज्ञापन|advertisement|"
        r"यहां पढ़ें|जरूर पढ़ें|संबंधित लेख|"
        r"होम(?:पेज)?|मुख(?:्य )?पृष्ठ"
    ),
    "hu": r"olvassa el (?:ezt )?is|kapcsolódó (?:cikkek|cikkünk|anyagok)|hirdetés",
    "id": (
        r"baca juga|lihat juga|simak juga|artikel terkait|berita terkait|(?:pilihan|rekomendasi) editor|"
        r"advertisement|iklan|scroll to continue with content|"
        r"(?:yuk,? )?(?:simak|tonton|saksikan) (?:juga )?video[^.:]{0,20}|(?:tonton|saksikan|simak) juga[^.:]{0,20}|"
        r"baca selengkapnya|halaman selanjutnya|pilihan redaksi|(?:berita|artikel) lainnya|gambas:video[^\]]{0,20}|"
        r"beranda"
    ),
    "it": r"leggi anche|potrebbe interessarti(?: anche)?|articoli correlati|vedi anche|pubblicità",
    "ja": (
        r"(?:関連(?:記事|ニュース|リンク)|あわせて読みたい|こちらも(?:おすすめ|読まれています)|おすすめ(?:記事)?|"
        r"人気(?:記事|ランキング)|【関連記事】|【あわせて読みたい】)|"
        r"(?:広告|pr|スポンサーリンク|advertisement)|"
        r"この記事の写真|次の?ページ|前のページ|(?:page|ページ) ?top|ページトップへ?|会員の方はこちら|"
        r"ホーム|トップページ"
    ),
    "ko": (
        r"(?:관련 ?(?:기사|뉴스)|추천 ?(?:기사|뉴스)|많이 본 (?:기사|뉴스)|이 ?기사도|\[관련 ?기사\])|광고|"
        r"이 시각 (?:주요|많이 본) ?(?:뉴스|기사)|함께 (?:볼|읽을) ?만한 (?:뉴스|기사)|"
        r"(?:글자|글씨) ?크기|댓글 ?쓰기|기사 ?공유|"
        r"홈(?:으로)?"
    ),
    "mr": r"(?:हे|हेही|हे ही) (?:ही )?वाचा|जाहिरात",
    "ms": r"baca juga|artikel berkaitan|berita berkaitan|iklan",
    "ne": (
        r"(?:यो|यी) पनि (?:पढ्नुहोस्|पढ्नुहोला|हेर्नुहोस्)|सम्बन्धित (?:समाचार|खबर)|थप समाचार|विज्ञापन|"
        r"यो पनि|प्रतिक्रिया दिनुहोस्|"
        r"गृहपृष्ठ|होमपेज"
    ),
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
        r"читайте (?:также|ещ[её])|смотрите также|(?:материалы|новости|статьи) по теме|по теме|ранее по теме|реклама|"
        r"продолжение (?:после|под) реклам(?:ы|ой)|новости партн[её]ров|другие новости|рекомендуем|"
        r"главная(?: страница)?"
    ),
    "sv": r"läs också|läs även|läs mer|se även|relaterade artiklar|annons",
    "sw": r"soma pia|tazama pia|habari zinazohusiana",
    "ta": r"(?:இதையும்|மேலும்) (?:படிக்க|படியுங்கள்|வாசிக்க)|விளம்பரம்",
    "th": (
        r"อ่าน(?:เพิ่มเติม|ข่าวอื่น|ข่าวที่เกี่ยวข้อง)|(?:ข่าว|เรื่อง|บทความ)ที่เกี่ยวข้อง|โฆษณา|"
        r"(?:อ่าน)?ข่าวน่าสนใจ|อ่านประกอบ|คลิกอ่าน|"
        r"หน้า(?:แรก|หลัก)"
    ),
    "tr": (
        r"(?:[iİ]lgili|benzer) haber(?:ler)?|(?:bunu|bunlar) da (?:oku|okuyun)|ayrıca (?:bkz|oku|okuyun)|"
        r"[iİ]lginizi çekebilir|reklam|"
        r"haberin devamı|diğer haberler|bunlar da [iİ]lginizi çekebilir|yorum yaz(?:ın)?|"
        r"ana ?sayfa"
    ),
    "uk": (
        r"читайте (?:також|ще)|дивіться також|(?:(?:новини|матеріали|статті) )?за темою|реклама|"
        r"читати також|новини партнерів|(?:популярні|інші) новини|"
        r"головна(?: сторінка)?"
    ),
    "ur": (
        r"(?:یہ|اسے) بھی (?:پڑھیں|پڑھیے|دیکھیں)|مزید (?:خبریں|پڑھیں)|اشتہار|"
        r"صفحہ اول|ہوم"
    ),
    "vi": (
        r"(?:xem|đọc) thêm|(?:tin|bài)(?: viết)? (?:liên quan|cùng chủ đề)|có thể bạn quan tâm|quảng cáo|"
        r"(?:tin|bài) (?:đọc nhiều|mới nhất|khác)|mời (?:quý )?(?:độc giả|bạn đọc) (?:xem|đọc) thêm|"
        r"trang chủ"
    ),
    "zh": (
        r"(?:更多|其他|其它)?(?:相关|相關)(?:阅读|閱讀|新闻|新聞|报道|報道|報導|文章|链接|鏈接|連結|内容|內容|专题|專題|推荐|推薦|"
        r"资讯|資訊|视频|影片)|"
        r"(?:延伸|推荐|推薦|更多|扩展|擴展|精选|精選)(?:阅读|閱讀)|"
        r"(?:热门|熱門|更多|其他|其它|最新|今日|推荐|推薦)(?:新闻|新聞|文章|报道|報道|報導|资讯|資訊|内容|內容|推荐|推薦)|"
        r"(?:热点|熱點|精彩|编辑|編輯|小编|小編|为您|為您|为你|為你)(?:推荐|推薦)|(?:更多|往期)精彩(?:内容|內容|回顾|回顧)?|"
        r"(?:猜你喜欢|猜你喜歡|大家都在看|你可能(?:也|还|還)?(?:喜欢|喜歡|感兴趣|感興趣)|(?:点击|點擊|继续|繼續)(?:阅读|閱讀)|看更多|"
        r"(?:阅读|閱讀|查看|了解|瞭解)更多|另?(?:请|請)?(?:参阅|參閱|参见|參見|参看|參看)|另[见見])|"
        r"广告|廣告|"
        r"首页|首頁"
    ),
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
    "he": (
        r"(?:הצטרפו|הירשמו|הרשמו)[^.]{0,30}(?:לערוץ|לקבוצת|לניוזלטר|לעדכונים|טלגרם|וואטסאפ)|עקבו אחרינו|"
        r"(?:שתפו|שיתוף)(?: את הכתבה)?(?::|\Z)"
    ),
    "hi": (
        r"(?:हमारे|हमें)[^।]{0,25}(?:न्यूज़लेटर|न्यूजलेटर|चैनल|व्हाट्सएप|टेलीग्राम|फॉलो|सब्सक्राइब)|"
        r"शेयर करें(?::|\Z)"
    ),
    "id": (
        r"(?:dapatkan|ikuti)[^.]{0,50}(?:google news|whatsapp channel|saluran whatsapp|telegram|newsletter)|"
        r"berlangganan newsletter|bagikan(?: artikel)?(?::|\Z)|"
        r"artikel ini telah tayang di [a-z.]{3,30} dengan judul"
    ),
    "it": r"iscriviti (?:alla|al)[^.]{0,25}(?:newsletter|canale)|seguici su|condividi(?: su [a-z]+)?(?::|\Z)",
    "ja": (
        r"(?:メールマガジン|メルマガ|ニュースレター)(?:に|の|を)?(?:登録|購読)|"
        r"(?:この記事を)?シェア(?:する)?(?::|\Z)|(?:公式)?(?:line|twitter|x|facebook)(?:で|を)フォロー|"
        r"(?:このニュース|記事)をシェア(?:する)?(?::|\Z)"
    ),
    "ko": (
        r"(?:뉴스레터|채널)(?:을|를)? ?(?:구독|추가)|(?:네이버|카카오|구글)[^.]{0,20}구독|공유하기(?::|\Z)|"
        r"[▶☞■] ?(?:제보|카카오톡|네이버|유튜브|구독)|"
        r"google 검색에서[^.]{0,30}더 자주"
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
    "zh": (
        r"(?:相关|相關|延伸)(?:阅读|閱讀|新闻|新聞|报道|報道|報導|文章)[\xa0\u3000](?=\S)|"
        r"分享(?:到|至)?(?:[:：]|\Z)|(?:欢迎|歡迎)?(?:订阅|訂閱)(?:本报|本報|我们|我們)的?(?:电子报|電子報|频道|頻道|通讯|通訊)|"
        r"(?:欢迎)?(?:关注|關注)(?:我们|我們)的?(?:微信|微博|公众号)"
    ),
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
#: Labels of buttons that stand in lines of their own: share, save, print, comment, listen.
_LINE_OF_BUTTON = lazy_regex(
    rf"(?:{_BUTTONS}|share(?: this| article)?|tweet|post|save|bookmark|comments?|listen(?: to (?:this )?article)?|"
    r"read later|gift(?: article)?|\d{1,3} min(?:ute)?s?(?: read)?|"
    r"compartir|guardar|comentar|comentarios|imprimir|enviar|escuchar(?: (?:el )?artículo)?|copiar enlace|"
    r"compartilhar|salvar|ouvir(?: (?:o )?(?:artigo|texto))?|copiar link|"
    r"partager|enregistrer|commenter|réagir|imprimer|envoyer|écouter(?: l['’]article)?|copier le lien|"
    r"teilen|merken|drucken|speichern|kommentieren|kommentare|vorlesen|link kopieren|artikel anhören|"
    r"condividi|salva|stampa|commenta|ascolta|copia link|invia|"
    r"поделиться|сохранить|распечатать|комментировать|комментарии|копировать ссылку|"
    r"공유(?:하기)?|스크랩|인쇄|댓글|글자 ?크기|url ?복사|"
    r"(?:この)?記事をスクラップする|シェア(?:する)?|ポスト|ブックマーク|印刷|保存|コメント|リンクをコピー|"
    r"分享|收藏|点赞|點讚|赞|讚|评论|評論|留言|转发|轉發|打印|列印|举报|微信|微博|qq空间|复制链接|複製連結)",
    re.IGNORECASE,
)
_LONGEST_BUTTON, _FEWEST_BUTTONS = 24, 3
#: What WordPress adds to each article of its feed.
_FEED = lazy_regex(
    r"(?:the post|der beitrag|l['’]article|la entrada|o post|l['’]articolo|сообщение|het bericht|artykuł) .{3,150} "
    r"(?:(?:appeared first|first appeared) on|erschien zuerst auf|est apparu en premier sur|"
    r"(?:aparece|se publicó) primero en|apareceu primeiro em|proviene da|"
    r"появились? сначала на|verscheen eerst op|pochodzi z serwisu) ",
    re.IGNORECASE,
)
#: What a link to another article ends with in Chinese.
_LINK_END = lazy_regex(
    r".{8,80}[（(【\[](?:点击|點擊|点此|點此)(?:阅读|閱讀|查看|观看|觀看|进入|進入|了解)?(?:全文|详情|詳情|更多|原文)?[）)】\]]\Z"
)
#: What labels in Chinese begin with; few paragraphs do.
_CHINESE_BEGINNINGS = frozenset(
    "阅閱查了瞭另请請参參首相延推更其扩擴精热熱最今编編小为為往猜大你点點继繼看广廣分订訂欢歡关關【[▶>■●"
)
_LINK_ENDS = frozenset("）)】]")
#: A longer paragraph is text, whatever it begins with; a longer block without a link is no label.
LONGEST, _LONGEST_LABEL = 200, 60


def find(paragraph: str, language: str) -> Match[str] | None:
    """What shows that a paragraph is furniture, at its beginning; in any language where the text's is not known."""
    if len(paragraph) >= LONGEST:
        return None
    if language == "zh" and paragraph[:1] not in _CHINESE_BEGINNINGS:
        return _LINK_END.match(paragraph) if paragraph[-1:] in _LINK_ENDS else None
    known = language if language in LINKS else ""
    if is_east_asian(paragraph[:1]):
        # Neither a row of buttons nor the end of a feed begins with such a letter.
        return _pattern(known).match(paragraph) if paragraph[0] in _beginnings(known) else None
    return _pattern(known).match(paragraph) or _SHARE_ROW.match(paragraph) or _FEED.match(paragraph)


def find_each(paragraphs: Sequence[str], language: str) -> dict[int, Match[str]]:
    """What `find` returns for the paragraphs of a text that are furniture, by their numbers."""
    numbers: Iterable[int] = range(len(paragraphs))
    if language == "zh":
        numbers = [
            number
            for number, text in enumerate(paragraphs)
            if text[:1] in _CHINESE_BEGINNINGS or text[-1:] in _LINK_ENDS
        ]
    return {number: match for number in numbers if (match := find(paragraphs[number], language))}


def is_furniture(block: str, language: str, *, with_link: bool) -> bool:
    """Whether a block of a page is furniture as a whole: a label, or a label and a link.

    A label of a link to the rest of the article is not: it shows that the text is only the beginning.
    """
    if not with_link and len(block) > _LONGEST_LABEL:
        return False
    match = find(block, language)
    if match is None or (match.end() < len(block) and not with_link):
        return False
    return rest_labels.find(block, language) is None


def share_row(paragraph: str) -> Match[str] | None:
    """The names of at least five share buttons in a row inside a paragraph."""
    return _INNER_ROW.search(paragraph) if may_share(paragraph) else None


def may_share(text: str) -> bool:
    """Whether a text may have such a row: a quick test."""
    return "acebook" in text


def button_lines(paragraphs: Sequence[str]) -> tuple[int, int] | None:
    """The first of at least three paragraphs in a row that are labels of buttons, and their number."""
    shortest = sorted(map(len, paragraphs))[:_FEWEST_BUTTONS]
    if len(shortest) < _FEWEST_BUTTONS or shortest[-1] > _LONGEST_BUTTON:
        return None
    start = 0
    for number, text in enumerate((*paragraphs, "")):
        if text and len(text) <= _LONGEST_BUTTON and _is_button(text.strip()):
            continue
        if number - start >= _FEWEST_BUTTONS:
            return start, number - start
        start = number + 1
    return None


def _is_button(line: str) -> bool:
    # To try all labels takes long, and few lines of a text in East Asia begin as one of them.
    if is_east_asian(line[:1]) and line[0] not in _button_beginnings():
        return False
    return _LINE_OF_BUTTON.fullmatch(line) is not None


@cache
def _button_beginnings() -> frozenset[str]:
    return east_asian(_LINE_OF_BUTTON.pattern)


@cache
def _beginnings(language: str) -> frozenset[str]:
    """The kana, Han and Hangul that a label may begin with."""
    return east_asian(_source(language))


@cache
def _pattern(language: str) -> Pattern[str]:
    return re.compile(_source(language), re.IGNORECASE)


@cache
def _source(language: str) -> str:
    names = (language,) if language else tuple(LINKS)
    # Sites in any language have labels in English, too.
    own = [LINKS[name] for name in dict.fromkeys((*names, "en"))]
    links = "|".join((*own, *(rest_labels.LABELS[name] for name in names if name in rest_labels.LABELS)))
    invitations = "|".join(INVITATIONS[name] for name in names if name in INVITATIONS)
    also = f"|{invitations}" if invitations else ""
    return any_spelling(rf"[\W_]{{0,4}}(?:(?:{links})\s*(?:[:：»>›|\]】]|\Z){also})")
