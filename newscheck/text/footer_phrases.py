"""What footers and disclaimers of pages say, by language; patterns in lower case.

`NOTICES` are sentences about copyright and responsibility, `LINKS` the names of links beside them.
"""

from __future__ import annotations

import re

from newscheck.text.language_tables import LanguagePatterns
from newscheck.text.regex import lazy_regex, lazy_words

NOTICES = {
    "ar": r"جميع الحقوق محفوظة|حقوق النشر محفوظة|لا (?:تعبر|يعبر) .{0,30}عن (?:رأي|وجهة نظر)",
    "bn": r"সর্বস্বত্ব (?:সংরক্ষিত|স্বত্ব)",
    "cs": r"všechna práva vyhrazena|bez (?:předchozího )?(?:písemného )?souhlasu",
    "da": r"alle rettigheder forbeholdes",
    "de": (
        r"alle rechte vorbehalten|haftungsausschluss|nachdruck .{0,30}nur mit|"
        r"(?:geben|spiegeln|gibt|spiegelt) .{0,20}nicht (?:unbedingt |zwingend )?die meinung"
    ),
    "el": r"με την επιφύλαξη παντός δικαιώματος|απαγορεύεται η (?:αναδημοσίευση|αναπαραγωγή)",
    "en": (
        r"all rights? reserved|(?:©|\(c\)|copyright) ?(?:19|20)\d\d|\bdisclaimer\b|"
        r"views? (?:and opinions )?expressed .{0,80}(?:do(?:es)? not|are (?:those|solely)|is (?:that|solely))|"
        r"(?:may not|must not|cannot) be (?:re)?(?:published|produced|copied).{0,80}(?:permission|consent|distributed)|"
        r"without (?:the )?(?:express |prior )?(?:written |prior )?(?:permission|consent)|"
        r"(?:not|no) (?:responsible|responsibility|liable|liability) for .{0,40}(?:content|external|accuracy)|"
        r"(?:contact us|let us know|notify us).{0,60}(?:remove|removal|deleted?|taken down)"
    ),
    "es": (
        r"todos los derechos reservados|prohibida (?:su |la )?.{0,20}reproducción|"
        r"no (?:reflejan?|representan?) .{0,20}(?:opinión|postura)"
    ),
    "fa": r"(?:کلیه|تمامی?|همه) حقوق .{0,40}محفوظ",
    "fi": r"kaikki oikeudet pidätetään",
    "fr": (
        r"tous droits (?:de (?:reproduction|représentation) .{0,40})?(?:réservés|reproduction)|"
        r"reproduction .{0,30}interdite|"
        r"(?:n'engagent?|n’engagent?|ne reflètent?) (?:pas |que )"
    ),
    "he": r"כל הזכויות שמורות",
    "hi": r"सर्वाधिकार सुरक्षित",
    "hu": r"minden jog fenntartva",
    "id": r"hak cipta (?:©|dilindungi)|dilarang (?:mengutip|menyalin|memperbanyak)",
    "it": r"tutti i diritti (?:sono )?riservati|riproduzione (?:è )?riservata",
    "ja": r"無断(?:転載|複製|転用|使用)|著作権は.{0,20}(?:帰属|属)|掲載の(?:記事|写真).{0,40}禁",
    "ko": r"무단 ?(?:전재|복제|배포)|저작권자|재배포 ?(?:및|금지)|all rights reserved",
    "nl": r"alle rechten voorbehouden",
    "no": r"alle rettigheter (?:forbeholdt|reservert)|ettertrykk forbudt",
    "pl": r"wszelkie prawa zastrzeżone|wszystkie prawa zastrzeżone|kopiowanie .{0,30}zabronione",
    "pt": r"todos os direitos reservados|proibida a reprodução",
    "ro": r"toate drepturile rezervate",
    "ru": r"все права (?:защищены|сохранены)|(?:перепечатка|использование) материалов .{0,60}(?:только|разреш|ссылк)",
    "sv": r"alla rättigheter (?:förbehålls|reserverade)|eftertryck förbjud",
    "th": r"สงวน(?:ลิขสิทธิ์|สิทธิ์)",
    "tr": r"(?:tüm|bütün) hakları saklıdır|izinsiz (?:kopyalanamaz|kullanılamaz|alıntı)",
    "uk": r"(?:усі|всі) права (?:захищен|застережен)|(?:передрук|використання) матеріалів .{0,60}(?:лише|дозв|посилан)",
    "ur": r"جملہ حقوق .{0,20}محفوظ",
    "vi": r"bản quyền thuộc|giữ bản quyền|cấm sao chép",
    "zh": (
        r"版[权權]所有|著作[权權](?:归|歸|為|为|屬|属)|icp[备備证證]|公网安备|"
        r"未经.{0,16}(?:授权|许可|允许|同意|書面|书面).{0,16}(?:不得|禁止|请勿|严禁)|"
        r"未經.{0,16}(?:授權|許可|允許|同意|書面).{0,16}(?:不得|禁止|請勿|嚴禁)|禁止(?:转载|轉載|複製|复制)|"
        r"(?:不良|违法|違法).{0,6}(?:信息|資訊)(?:举报|舉報)|免[责責][声聲]明|"
        r"(?:平台|网站|本站|網站).{0,12}(?:仅|只|僅)(?:提供|作为|作為).{0,10}(?:存储|存放|儲存|信息|資訊|空间|空間)|"
        r"(?:不|并不|並不)(?:代表|反映|构成|構成).{0,14}(?:立场|立場|观点|觀點|意见|意見|投资|投資)|"
        r"(?:侵权|侵權|侵犯).{0,24}(?:联系|聯繫|聯絡|告知|通知).{0,16}(?:删除|刪除|处理|處理|移除|下架)|"
        r"(?:用户|用戶|作者|网友|網友)(?:自行)?(?:上传|上傳|投稿|发布|發布).{0,12}(?:平台|本站|网站|網站)"
    ),
}
LINKS = {
    "ar": r"من نحن|اتصل بنا|سياسة الخصوصية|شروط الاستخدام",
    "de": r"impressum|datenschutz(?:erklärung)?|agb|kontakt|über uns|mediadaten|barrierefreiheit",
    "en": (
        r"about(?: us)?|contact(?: us)?|privacy(?: policy| notice)?|"
        r"terms(?: of (?:use|service)| (?:and|&) conditions)?|"
        r"cookie policy|advertise(?: with us)?|careers|site ?map|help|accessibility|rss|do not sell .{0,30}"
    ),
    "es": (
        r"aviso legal|contact(?:o|ar)|quiénes somos|términos y condiciones|condiciones de uso|publicidad|"
        r"política de (?:privacidad|cookies)|mapa (?:del sitio|web)"
    ),
    "fr": (
        r"mentions légales|nous contacter|contact|qui sommes-nous|politique de confidentialité|cg[uv]|publicité|"
        r"plan du site|(?:gestion|politique) des cookies|cookies|données personnelles|charte|nos partenaires"
    ),
    "it": r"chi siamo|contatti|note legali|privacy|pubblicità|mappa del sito",
    "ja": (
        r"会社(?:概要|案内)|お?問い?合わせ|プライバシーポリシー|(?:ご)?利用規約|サイトマップ|広告掲載|採用情報|著作権について|"
        r"個人情報(?:保護方針|の取り扱い)|特定商取引法に基づく表記|リンクについて"
    ),
    "ko": (
        r"회사 ?소개|개인정보 ?(?:처리|취급)방침|이용약관|광고 ?(?:문의|안내)|청소년 ?보호정책|기사 ?제보|구독 ?신청|"
        r"고충 ?처리인?|저작권 ?보호정책|이메일 ?무단 ?수집 ?거부|찾아오시는 ?길|사이트맵"
    ),
    "pt": r"quem somos|fale conosco|contato|política de privacidade|termos de uso|anuncie",
    "ru": (
        r"о (?:нас|проекте|компании)|контакты|реклама|политика конфиденциальности|пользовательское соглашение|"
        r"вакансии"
    ),
    "uk": r"про нас|контакти|реклама|політика конфіденційності|вакансії",
    "zh": (
        r"[关關]于?[於]?(?:我们|我們|本站|本网|本網)|[联聯][系繫絡络](?:我们|我們|方式|方法)|(?:招聘|人才)(?:信息|招聘|資訊)?|"
        r"(?:客[户戶]|用[户戶])(?:服务|服務|协议|協議)|(?:隐私|隱私)(?:政策|声明|聲明|权|權)|[广廣]告(?:服务|服務|刊登|合作)|"
        r"(?:网站|網站)(?:地图|地圖|声明|聲明)|友情链接|法律(?:声明|聲明)|(?:不良|违法).{0,4}信息举报|意见反馈|加入我们"
    ),
}
#: Each notice in Chinese has one of these, and a longer paragraph without dividers has one if it is a footer.
_SIGN = lazy_words(
    *("版权", "版權", "著作权", "著作權", "备", "備", "公网安", "授权", "授權", "许可", "許可", "允许", "允許", "同意"),
    *("书面", "書面", "禁止", "举报", "舉報", "声明", "聲明", "存储", "存放", "儲存", "信息", "資訊", "空间", "空間"),
    *("立场", "立場", "观点", "觀點", "意见", "意見", "投资", "投資", "删除", "刪除", "处理", "處理", "移除", "下架"),
    *("平台", "本站", "网站", "網站", "icp", "ICP", "reserved", "Reserved", "RESERVED", "©", "opyright", "OPYRIGHT"),
    *("(c)", "(C)", "|", "｜", "·", "•", "/", "\n", "\t", "  "),
)
_LONG = 30
#: Sentences before the first notice are a text where they are at least so long, and so large a part of the paragraph.
_TEXT, _PART = 50, 0.25
#: Words of a sentence that leads to a notice.
_LEADS = lazy_regex("版[权權]|[转轉][载載]|copyright|©", re.IGNORECASE)
_SENTENCES = lazy_regex(r"(?<=[。！？])|(?<=[.!?]) |[\n\r]|\\n")
_NOTICES = LanguagePatterns(NOTICES)
_LINKS = LanguagePatterns(LINKS, lambda rows: rf"\s*(?:{rows})\s*")


def is_text(paragraph: str) -> bool:
    """Whether a long Chinese paragraph has no word of a footer: a quick test."""
    return len(paragraph) > _LONG and "\u4e00" <= paragraph[0] <= "\u9fff" and _SIGN.search(paragraph) is None


def count_notices(text: str, language: str) -> int:
    """The number of different notices in a paragraph."""
    return len({match[0].casefold() for match in _NOTICES.of(text, language).finditer(text)})


def is_link(text: str, language: str) -> bool:
    """Whether a text is the name of a link in a footer."""
    return _LINKS.of(text, language).fullmatch(text) is not None


def is_behind_text(paragraph: str, language: str) -> bool:
    """Whether sentences of another kind, which are a large part of a paragraph, stand before its first notice."""
    before = 0
    for sentence in filter(None, _SENTENCES.split(paragraph)):
        if _LEADS.search(sentence) or _NOTICES.of(sentence, language).search(sentence):
            break
        before += len(sentence)
    return before >= max(_TEXT, _PART * len(paragraph))
