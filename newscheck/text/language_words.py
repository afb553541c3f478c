"""The most frequent words of languages that share a script: articles, pronouns, prepositions, verbs of the news.

They tell languages that eldc doesn't know, and confirm what it says. A language that has its script for itself, or
nearly, needs none.
"""

from __future__ import annotations

from functools import cache

#: How many words, of so many, show a language that eldc doesn't know, how long they are together, each counted once and
#: less a letter; how many times more of them must speak for it, where two share most words.
_SHOWING, _TELLING, _MORE = 0.12, 6, 1.5
_LATIN = {
    "af": (
        "die en van het 'n is nie vir wat met op sy hulle aan om deur hierdie sal maar uit word oor "
        "dat ook ná haar toe sê gesê mense regering wees moet elke"
    ),
    "az": (
        "və bu bir ilə üçün də da ki olan edib bildirib sonra daha deyib həm edilib olub isə hər onun olaraq tərəfindən"
    ),
    "bs": (
        "je u i da se na od za su a ne sa iz to kao što koji kako bi ali nije po će koja također "
        "tokom općine saopćeno vrijeme prije nakon hiljada evropske općina sedmice kantona bih ko "
        "bosne hercegovine sarajevo sarajevu fbih rs mjesto dio uvijek ovdje septembra oktobra "
        "decembra augusta juna januara predsjednik predsjednika vijesti vremena mjesta mjestu čovjek "
        "sjednica sjednici poslije dvije svijet svijeta dijela riječ zahtjev rješenje mjere "
        "posljedice smije sljedeće sljedećeg hiljade saopštio evropski sedmica bosni"
    ),
    "ca": (
        "de la a i que el en per del és les els una un amb no al va ha més dels aquest aquesta com "
        "pel ser també però seva l d"
    ),
    "ceb": ("ug ang nga sa mga ni si ko og kay usa kini niadtong gikan wala iyang nila matud adunay dili mao"),
    "cs": (
        "a se v na je že s z si ale o i tak pro ve za k jako po by od jsou když však podle není který až byl také při"
    ),
    "cy": ("y i a yn o ar mae yr wedi bod ei i'r fod am ac gan eu ond ni oedd gyda hefyd sy'n hyn ddim ei'n dweud"),
    "da": (
        "og i at er det en til på som for af de med den har ikke et der fra om blev også efter vil men ved være siger"
    ),
    "de": (
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch an "
        "werden aus hat dass wird"
    ),
    "en": (
        "the of and to in a is that for on it with as was by he at from be are his have an this has "
        "not but they were said"
    ),
    "eo": (
        "la kaj de en estas al por ke li ne pri kun estis sed el oni tiu kiu ankaŭ pli per kiel laŭ ĉi sian post ĝi"
    ),
    "es": (
        "de la que el en y a los se del las un por con una su para es al lo como más no fue este ha "
        "sus pero desde también"
    ),
    "et": (
        "ja on ei et oli ka see kui mis oma aga või ning seda ta kes nii pole välja pärast kuid üle juba ütles mida"
    ),
    "eu": (
        "eta da du ez dute baina bat ere egin dira izan zuen zen baita hori duen egiten beste dela "
        "bere baino arabera dio"
    ),
    "fi": (
        "ja on ei että se oli hän mutta myös ovat ole kun joka mukaan sen tai kuin kertoo nyt sekä "
        "ollut joita sanoo vain"
    ),
    "fo": ("og í at til av sum ikki tað fyri við á hava eru hevur ein var men um teir eisini ella verður úr tá ið sær"),
    "fr": (
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se il sont "
        "avec son aux été mais l d qu"
    ),
    "fy": ("de en fan it in yn te dat op is foar mei troch oan ek net wie hat by syn sy om wol ha der dy binne wurdt"),
    "ga": ("an na agus ar go a i is le bhí tá sé do ag den sin leis seo aige raibh atá gur ach faoi chun nach ina"),
    "gd": ("an a air agus na tha gu ann e chan gun bha le aig nach seo dhan sin airson am anns bho iad gum nan do"),
    "gl": (
        "de a o que e do da en os unha un para por no na con as dos se non máis ao pola polo foi á desde tamén este súa"
    ),
    "ha": (
        "da a ya na ta cewa ne kuma wata ba su cikin shi sun don an za wannan yi mai wanda domin kan bayan ce wasu yana"
    ),
    "hil": "sang kag ang nga sa mga sing ukon may wala indi tanan ini iya tungod",
    "hr": (
        "je u i da se na od za su a ne sa iz to kao što koji kako bi ali nije po će koja također "
        "tijekom tko gdje priopćeno vrijeme prije nakon tisuća europske izvješće uvjet kolovoza rujna "
        "listopada prosinca svibnja sveučilište hrvatska hrvatske zagreb zagrebu općina ožujka "
        "travnja lipnja siječnja veljače studenoga ministar mjesto dio uvijek ovdje kuna predsjednik "
        "predsjednika vijesti vremena mjesta mjestu čovjek sjednica sjednici poslije dvije svijet "
        "svijeta dijela riječ zahtjev rješenje mjere posljedice smije sljedeće sljedećeg tjedna "
        "tjedan tisuće priopćio priopćila eura europski hrvatski hrvatskoj opće obitelji"
    ),
    "ht": "yo nan pou ki li ak pa te gen ap sou yon a moun la tou men nou kap ayiti ke sa peyi depi lè",
    "hu": ("a az és hogy nem is egy meg volt de csak már lesz szerint vagy azt ez után el még több kell lehet majd"),
    "id": (
        "yang dan di dengan untuk dari ini itu pada dalam tidak akan juga oleh karena bisa saat "
        "sebagai adalah bahwa mengatakan warga usai ujar tersebut anggota pemerintah kota kantor saya "
        "jadi lalu polisi rp indonesia jakarta presiden senin kamis jumat maret juni juli agustus "
        "desember uang mobil pria tim perusahaan kasus provinsi kabupaten kecamatan universitas "
        "ponpes timnas kini ratusan masih sekarang pelatih kalian siswa menjelaskan pihaknya sebesar "
        "rencana pekan sedangkan memperkirakan dinas sementara hukum persen keuangan "
        "jl"
    ),
    "ig": "na nke ya ndị ka bụ ga iji n'ime maka e a mgbe onye ọ kwuru ihe ha o si ime dị ahụ",
    "is": ("og í að á er sem um til við en var hann af með fyrir ekki það hefur eru því frá þá hafa verið segir"),
    "it": (
        "di e che il la in un per è del non una le con si dei della a da i al sono ha gli come alla "
        "nel anche più l dell"
    ),
    "jv": ("lan ing sing kang iki saka karo ora ana kanggo uga dadi wis iku nganti utawa amarga marang menyang luwih"),
    "ku": (
        "û ku ji bi di de li xwe bo ew jî ev ser wan hat dike ne yên ên kir bû wî hatin ê dibe re "
        "kurdistanê her hemû ya tê an"
    ),
    "la": "et in est ad non ut cum ex sunt quod qui per ab esse atque sed eius de se hoc aut vel fuit eo",
    "lb": ("an de vun d' déi e fir ass net mat och op den der dass huet sech gouf vum hunn sinn awer datt dem zu bei"),
    "lt": (
        "ir kad į su iš yra tai kaip buvo savo bet nuo ne apie dėl per po iki už jis prie metų pat jau taip gali tačiau"
    ),
    "lv": ("un ir ar par ka no kā uz kas arī vai bet tas tā lai bija pēc tika gada tiek līdz gadā savu jau tajā"),
    "mg": ("ny sy dia tsy amin'ny ho fa ao izany an' izay tamin'ny teo eo olona mba aza efa ireo ity nandritra araka"),
    "ms": (
        "yang dan di untuk dengan ini itu pada dalam tidak akan juga oleh kerana boleh beliau sebagai "
        "adalah bahawa pihak ialah kerajaan berkata polis bandar negeri semasa manakala turut "
        "bagaimanapun malaysia isnin khamis jumaat mac jun julai ogos disember wang lelaki pasukan "
        "syarikat kes universiti datuk seri perdana menerusi kementerian selangor rm lumpur "
        "memaklumkan jenayah persekutuan peratus jabatan pengarah dijangka rancangan ringgit baharu "
        "kemalangan majlis berhampiran hendaklah kebangsaan skuad stadium filem supaya selepas ahad "
        "ramai berbanding"
    ),
    "mt": (
        "li ta' u l- fil- il- kien minn dan ma' kienet jew qal aktar ħafna din hija tal- wara biex għal fl- ġew dwar"
    ),
    "nl": (
        "de van het een en in is dat op te voor met zijn die niet aan er om ook als door maar naar "
        "bij uit over nog wordt"
    ),
    "no": (
        "og i er det på som til en av for at ikke med har de den et fra om sier ble også men blir var "
        "etter ikkje ein frå"
    ),
    "pcm": "dey di wey dem don na for sey go no be say im wit dis wen una abi e of",
    "pl": (
        "w i na z że się nie do to jest o jak od po dla są przez ma oraz który także jego roku będzie "
        "został za które już"
    ),
    "pt": (
        "de a o que e do da em um para com não uma os no se na por mais as dos como foi ao das são pelo pela também à"
    ),
    "ro": ("de în și şi a la din cu care pe că pentru un o nu au este fost mai prin sunt după ca al ale cele fi sau"),
    "rw": (
        "mu ku na ni ya kandi ko muri yavuze cyane kuri abantu uyu ibi ariko iyi bya umuntu kugira avuga ngo bari ubwo"
    ),
    "sk": ("a v na sa je že s z so ako o aj si pre ale za k po by od podľa bol sú už sme pri však bolo ktorý nie"),
    "sl": "je in v na se da so za ki pa z tudi ne s kot po še iz bi od do ni bo pri bil ali leta lahko",
    "so": ("oo iyo ka in ku ay uu waa soo ee ah waxaa la u lagu wuxuu kala isagoo si aan kuwa sheegay kale ayaa waxay"),
    "sq": ("të e në dhe i që për me një nga është ka se më u nuk janë si do kanë edhe ishte pas duke por tha"),
    "sr": (
        "je u i da se na od za su a ne sa iz to kao što koji kako bi ali nije po će koja takođe tokom "
        "gde posle saopšteno vreme pre nakon hiljada evropske opština nedelje izveštaj ko svet mesto "
        "deo reči uvek ovde srbija srbije beograd beogradu srbiji septembra oktobra decembra avgusta "
        "juna januara čovek dve vremena predsednik predsednika vesti mesta mestu čoveka sednica "
        "sednici sveta dela zahtev rešenje mere posledice nedelju hiljade saopštio saopštila srpski "
        "srpske opšte sme sledeće sledećeg deteta bezbednost bezbednosti"
    ),
    "su": (
        "anu jeung teh téh ku di nu ieu keur pikeun teu geus ka oge ogé dina éta ti sarta nepi jadi kana henteu kudu"
    ),
    "sv": (
        "och i att det som en på är av för med den till har de inte om ett men från vid var efter kan också så säger"
    ),
    "sw": (
        "ya na wa kwa katika ni la za kuwa cha hiyo huo yake ambayo pia baada hii kama wake lakini hayo yao watu huyo"
    ),
    "tk": (
        "we bilen bu üçin bir hem bolan boýunça onuň hormatly hepde ýylyň edilýär boldy baradaky öz "
        "şol diýip türkmenistanyň"
    ),
    "tl": (
        "ang ng sa na mga at ay si para ito kay isang hindi ko siya nila kanyang naman pa may nang kung niya din ni"
    ),
    "tr": ("ve bir bu da de için ile olarak daha çok olan gibi kadar sonra en ne değil göre ise dedi oldu var her"),
    "uz": (
        "va bu bilan uchun ham bir deb edi esa yil bo'yicha haqida ga uning emas mumkin tomonidan "
        "qildi bo'ldi o'z ushbu barcha yoki shu hamda kerak boʻlgan boshqa ana kim"
    ),
    "vi": ("và của là các có cho được trong không với một những người đã này để khi từ ông tại đến về sẽ vào"),
    "xh": ("ukuba kunye kwaye okanye ngokuba nto xa ke kodwa ukuze le kwi kuba apho abantu into lo oku uthi emva kwe"),
    "yo": "ni ti ati awọn àwọn sí ń fún pé tí ní ó náà si fun pe o wọn lati láti àti ọ ilẹ kan yìí",
    "zu": (
        "ukuthi futhi uma kodwa noma ngo lokhu ukuze kanye ngoba abantu umuntu uthe le lo laba kusho njengoba kwe wathi"
    ),
}
_CYRILLIC = {
    "be": ("і на у не што ў з да па як гэта для яго ад але пра за ён таксама каб былі паведаміў ці якія гэтага"),
    "bg": "на и да в се за от е с не са по че като до ще си при това след или беше които има през към",
    "kk": ("және бұл бір үшін деп мен осы болып туралы бойынша еді ол да де жылы дейін арқылы болды оның бар екенін"),
    "ky": ("жана бул бир үчүн деп менен болгон ошол боюнча эле ал да жылы деген бар эмес тууралуу деди катары анын"),
    "mk": (
        "на и во да се од за е со не го дека ќе што ги како тоа по или оваа има беше меѓу ја сите но без двајца биде "
        "биле денес вчера изјави рече според години година нема кои која"
    ),
    "mn": (
        "нь байна юм энэ гэж оны байгаа болон улсын нэг болно бол дээр хийж ба их байсан тухай гэсэн бөгөөд өдөр гэв"
    ),
    "ru": (
        "и в не на что с по а как из за это для от к но у его он все так же до был или при также который "
        "во со была были сообщил сообщила заявил заявила что она они их год года может три"
    ),
    "sr": "је у и да се на од за су а не са из то као што који како би али није ће која само после",
    "tg": "ва дар ба аз ки бо ин барои кард он ҳам буд шуд мекунад аст то як худ онҳо бояд шудааст",
    "tt": "һәм бу белән да дә бер өчен дип булган бар ул шул буенча итә иде дигән үз алар һәр",
    "uk": "і в на з у що не до та за як це від для про він його але так також був під які який після й",
    "uz": "ва бу билан учун ҳам бир деб эди эса ўз йил бўйича ҳақида унинг бўлган эмас қилди мумкин",
}
_ARABIC = {
    "ar": "في من على أن إلى عن التي هذا الذي ما مع كان لا بعد هذه هو قال أو ذلك كما بين قد وفي إن",
    "fa": "و در به از که این را با است برای آن شد خود های یک می تا هم بر نیز کرد شده وی",
    "ku": "لە بە کە ئەم بۆ و ئەو لەگەڵ هەر دا یەک هەیە دەکات کرد ئەوەی سەر بەڵام دوای لەسەر",
    "pa": "دے دی نوں وچ اے دا نے تے ایہہ اوہ توں کیتا وی نال ایس",
    "ps": "د په او چې کې له دی ته هم څخه ده سره دا نه یې کړي ویلي شوي هغه وي کړ",
    "sd": "جي ۾ جو کي ۽ آهي سان تي جا نه به ته کان هن ڪيو آهن جنهن",
    "ug": "ۋە بىلەن بۇ بىر دەپ ئۇ ئۈچۈن ئۇيغۇر بولغان بولۇپ قىلىش خىتاي",
    "ur": "کے کی میں ہے سے کا کو اور نے پر ہیں یہ کہ بھی نہیں اس ایک جس تھا وہ",
}
_DEVANAGARI = {
    "hi": (
        "के है में की से और को का हैं पर ने भी एक कि यह नहीं कर इस था गया तो लिए जो अपने किया करने "
        "होने द्वारा लेकिन साथ बाद दिया हो रहा"
    ),
    "mr": (
        "आहे या आणि ते च व हे मध्ये झाली केली केले करण्यात होते त्या आहेत यांनी असे नाही तर म्हणाले "
        "एका किंवा कोणत्याही असून शक्यता आपल्या हा ही त्याला त्याच्या आला आली झाले साठी मात्र तसेच की"
    ),
    "ne": (
        "र छ भएको लागि पनि गरेको छन् भने तथा गर्न हुने यो थियो गर्दै गरिएको छैन उनले बताए हो नेपाल "
        "रहेको गर्ने वा कुनै हुनेछ को मा तर गरे दिएको थिए साथै उहाँ आफ्नो भन्ने अनुसार बीच"
    ),
}
#: Languages beside the one that has a script nearly for itself.
_ASSAMESE = {"as": "আৰু এই কৰি হৈছে পৰা তেওঁ কৰা বাবে হয় নহয় এটা"}
_TIGRINYA = {"ti": "ኣሎ ክብሉ ምዃኑ ዝኾነ ኩሉ እውን ናይ እዩ ኣብ ካብ እቲ ናብ ምስ ከም ድማ እዚ እታ ወይ"}
_YIDDISH = {"yi": "די און איז אין פון דער צו מיט אויף דאס ניט פֿון דאָס אַ"}
_OF_SCRIPT = {
    "Latin": _LATIN,
    "Cyrillic": _CYRILLIC,
    "Arabic": _ARABIC,
    "Devanagari": _DEVANAGARI,
    "Bengali": _ASSAMESE,
    "Ethiopic": _TIGRINYA,
    "Hebrew": _YIDDISH,
}


@cache
def _languages_of(script: str) -> dict[str, tuple[str, ...]]:
    """The languages of a script that have a word, by word in lower case."""
    found: dict[str, list[str]] = {}
    for language, words in _OF_SCRIPT.get(script, {}).items():
        for word in dict.fromkeys(words.replace("'", " ").replace("-", " ").split()):
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def sibling(own: dict[str, list[str]], names: tuple[str, ...]) -> str:
    """The one of closely related languages that most words tell; where none does, eldc's, unless that is Malay."""
    weights = dict.fromkeys(names, 0.0)
    for word in {word for name in names for word in own.get(name, ())}:
        having = [name for name in names if word in own.get(name, ())]
        if len(having) < len(names):
            for name in having:
                weights[name] += own[name].count(word) / len(having)
    best = max(weights, key=weights.__getitem__)
    # Most of what eldc calls Malay is Indonesian, and some headlines show neither.
    return best if weights[best] or best != "ms" else ""


def own_words(words: list[str], script: str) -> dict[str, list[str]]:
    """For each language of a script the words that are among its frequent ones."""
    index = _languages_of(script)
    own: dict[str, list[str]] = {}
    for word in words:
        for language in index.get(word, ()):
            own.setdefault(language, []).append(word)
    return own


def shows(own: list[str], words: list[str]) -> bool:
    """Whether enough words are a language's: many, and not the same short ones again and again."""
    return len(own) >= _SHOWING * len(words) and sum(len(word) - 1 for word in set(own)) >= _TELLING


def exceeds(own: list[str], other: list[str]) -> bool:
    """Whether the words of a language that another has not are more than the reverse."""
    first, second = set(own), set(other)
    mine = sum(word not in second for word in own)
    return mine > _MORE * sum(word not in first for word in other)


def most(own: dict[str, list[str]]) -> str:
    """The language with most words; empty where two have as many, or they are few."""
    first, second = [*sorted(((len(words), name) for name, words in own.items()), reverse=True), (0, ""), (0, "")][:2]
    return first[1] if first[0] > max(1, second[0]) else ""
