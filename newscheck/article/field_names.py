"""What scrapers call the fields of the record, in the languages of their authors.

Names are compared without case and punctuation (`plain`), and without what they say of all fields: `article_title`,
`newsUrl` and 新闻标题 are a title, an address and a title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from newscheck.text.regex import lazy_regex

#: What a name may begin or end with and mean the same.
_AFFIXES = (
    *("article", "news", "story", "post", "page", "item", "entry", "raw", "full", "noticia", "artikel", "berita"),
    *("新闻", "新聞", "文章", "报道", "報導", "稿件", "ニュース", "記事", "기사", "뉴스"),
)
#: The name of a time of the crawl whose unit is not known: that of `epoch_ms` is milliseconds.
CRAWL_TIME = "crawled_at"
#: Names of each field of the record, the likelier ones first. The record's own name comes before all of them.
NAMES: Mapping[str, tuple[str, ...]] = {
    "url": (
        *("link", "href", "permalink", "canonical", "canonicalurl", "canonicallink", "sourceurl", "weburl"),
        *("requestedurl", "respondedurl", "responseurl", "originalurl", "originallink", "externalurl", "webpage"),
        *("uri", "guid", "loc", "source"),
        *("链接", "鏈接", "連結", "网址", "網址", "地址", "原文链接", "原文連結", "来源链接"),
        *("enlace", "lien", "adres", "tautan", "ссылка", "адрес", "링크", "주소", "リンク", "アドレス"),
        *("посилання", "σύνδεσμος", "odnośnik", "odnosnik", "đườngdẫn", "duongdan", "liênkết", "bağlantı", "baglanti"),
        *("الرابط", "رابط", "لینک", "لنک", "लिंक", "লিংক", "লিঙ্ক", "இணைப்பு", "ลิงก์", "ลิงค์"),
    ),
    "title": (
        *("headline", "heading", "header", "webtitle", "headlinemain", "name", "subject", "h1"),
        *("标题", "標題", "题目", "題目", "题名", "titulo", "título", "titular", "titolo", "titre", "titel", "kop"),
        *("überschrift", "ueberschrift", "schlagzeile", "judul", "manchete", "tieude", "tiêuđề", "baslik", "başlık"),
        *("заголовок", "название", "제목", "タイトル", "題名", "見出し"),
        *("tytuł", "tytul", "titlu", "naslov", "nadpis", "titulek", "rubrik", "tittel", "overskrift", "otsikko"),
        *("cím", "cim", "tajuk", "kichwa", "başlıq", "basliq", "başlik", "sarlavha", "τίτλος"),
        *("العنوان", "عنوان", "تیتر", "شہسرخی", "سرخی", "शीर्षक"),
        *("শিরোনাম", "தலைப்பு", "หัวข้อ", "หัวข้อข่าว", "พาดหัว", "ርዕስ", "כותרת", "headlines", "headlinetext", "news"),
    ),
    "epoch_ms": (
        *("epoch", "crawledat", "crawled", "crawltime", "crawldate", "scrapedat", "scraped", "scrapetime"),
        *("scrapedate", "scrapeddate", "fetchedat", "fetched", "fetchtime", "fetchdate", "retrievedat", "retrieved"),
        *("retrievaldate", "accessedat", "downloadedat", "datedownload", "downloaddate", "collectedat", "collectedon"),
        *("extractedat", "ingestedat", "insertedat", "addedat", "savedat", "timestamp", "ts", "crawltimestamp"),
        *("seenat", "firstseen", "firstseenat", "lastseen", "lastseenat", "discoveredat", "importedat", "storedat"),
        *("抓取时间", "抓取時間", "采集时间", "採集時間", "爬取时间", "爬取時間", "入库时间"),
        *("fechaextraccion", "fechascraping", "fechacaptura", "datacoleta", "dataextracao", "dategmt", "createdat"),
        *("수집일시", "수집시간", "取得日時"),
        *("indexeddate", "indexedat", "collectiondate", "collectionutc", "adddate"),
    ),
    "dateline": (
        *("published", "publishedat", "publishedon", "publisheddate", "publishedtime", "publishdate", "datepublish"),
        *("publishtime", "publishat", "pubdate", "pubtime", "publicationdate", "publicationtime", "publishingdate"),
        *("webpublicationdate", "datepublished", "publishts", "releasetime", "releasedate", "releasedat", "posted"),
        *("postedat", "postedon", "postdate", "ptime", "issued", "dcdate", "date", "datetime", "time", "datetimestr"),
        *("publisheddatetime", "ctime", "day", "created", "createdat", "createtime"),
        *("datecreated", "modified", "updated", "updatedat", "lastmod"),
        *("发布时间", "發布時間", "發佈時間", "发表时间", "發表時間", "发布日期", "發布日期", "发稿时间", "日期"),
        *("时间", "時間", "fechapublicacion", "fechadepublicacion", "fecha", "datapublicacao", "datadepublicacao"),
        *("data", "datepublication", "datedepublication", "datum", "veröffentlicht", "veroeffentlicht", "publicada"),
        *("veröffentlichungsdatum", "tanggal", "tanggalterbit", "tanggalpublikasi", "waktu", "tarih", "ngaydang"),
        *("дата", "датапубликации", "время", "날짜", "작성일", "등록일", "입력", "일자", "日時", "公開日", "配信日時"),
        *("配信日", "датапублікації", "час", "datapublikacji", "publicerad", "gepubliceerd", "erscheinungsdatum"),
        *("게시일", "tarikh", "zaman", "yayıntarihi", "yayintarihi", "tarix", "ημερομηνία", "ngày"),
        *("ngay", "thờigian", "thoigian", "tarehe"),
        *("تاريخالنشر", "التاريخ", "تاريخ", "تاریخانتشار", "تاریخ", "तारीख", "दिनांक", "तिथि", "मिति", "তারিখ", "தேதி"),
        *("วันที่", "ቀን", "תאריך"),
    ),
    "image": (
        *("imageurl", "imagelink", "imagesrc", "leadimage", "leadimageurl", "mainimage", "topimage", "topimg"),
        *("featuredimage", "heroimage", "ogimage", "cover", "coverimage", "coverurl", "thumbnail", "thumbnailurl"),
        *("thumb", "thumburl", "photo", "photourl", "picture", "pictureurl", "img", "imgurl", "imgsrc", "pic"),
        *("picurl", "urltoimage", "banner", "图片", "圖片", "封面", "头图", "图片链接", "配图"),
        *("imagen", "imagem", "foto", "gambar", "bild", "bildurl", "immagine", "resim", "картинка", "изображение"),
        *("фото", "이미지", "사진", "画像"),
        *("зображення", "εικόνα", "zdjęcie", "zdjecie", "obraz", "hìnhảnh", "hinhanh", "görsel"),
        *("gorsel", "afbeelding"),
        *("الصورة", "صورة", "تصویر", "عکس", "चित्र", "ছবি", "รูปภาพ", "socialimage", "bannerimage", "mainimg"),
        *("coverimg", "imagine", "slika", "previewimage", "posterimage", "poster", "thumbnailpic", "thumbnailpics"),
    ),
    "images": ("imageurls", "pictures", "photos", "imgs", "gallery", "fotos", "imagenes", "imagens", "bilder", "图集"),
    "lead": (
        *("standfirst", "summary", "abstract", "intro", "introduction", "excerpt", "dek", "teaser", "snippet"),
        *("description", "metadescription", "trailtext", "subtitle", "subheadline", "digest", "desc", "descripcion"),
        *("descripción", "descrição", "descricao", "descrizione", "beschreibung", "deskripsi", "açıklama", "aciklama"),
        "описание",
        *("摘要", "导语", "導語", "简介", "簡介", "bajada", "copete", "resumen", "entradilla", "resumo", "subtitulo"),
        *("chapo", "résumé", "resume", "vorspann", "zusammenfassung", "ringkasan", "sapo", "аннотация", "анонс"),
        *("요약", "要約", "概要"),
        *("contentsnippet", "perex", "shortdescription", "blurb", "highlights", "subheading"),
        *("subhead", "leadparagraph", "samenvatting", "inleiding"),
        *("ingress", "chapeau", "sommario", "occhiello", "riassunto", "özet", "ozet", "spot", "môtả", "mota", "tómtắt"),
        *("tomtat", "zajawka", "streszczenie", "опис", "περίληψη", "الملخص", "ملخص", "الوصف", "وصف", "خلاصه", "چکیده"),
        *("सारांश", "সারাংশ", "சுருக்கம்", "สรุป"),
    ),
    "body": (
        *("bodytext", "text", "content", "contenttext", "fulltext", "plaintext", "textcontent", "articlebody"),
        *("articletext", "maintext", "cleanedtext", "cleantext", "story", "article", "contents", "texts"),
        *("paragraphs", "paras", "parrafos", "párrafos", "contentencoded", "正文", "正文内容", "正文內容", "内容"),
        *("內容", "全文", "texto", "contenido", "cuerpo"),
        *("conteudo", "conteúdo", "corpo", "contenu", "texte", "corps", "inhalt", "volltext", "isi", "konten"),
        *("noidung", "nộidung", "icerik", "içerik", "testo", "текст", "содержание", "본문", "내용", "本文", "内文"),
        *("tekst", "文章"),
        *("treść", "tresc", "inhoud", "metin", "mətn", "зміст", "κείμενο", "النص", "نصالخبر"),
        *("المحتوى", "محتوى", "متن"),
        *("متنخبر", "محتوا", "सामग्री", "विवरण", "বিস্তারিত", "உள்ளடக்கம்", "เนื้อหา", "เนื้อข่าว", "maudhui", "תוכן"),
        *("newsarticle", "document"),
    ),
    "html": ("bodyhtml", "contenthtml", "texthtml", "htmlcontent", "rawhtml", "htmlbody", "maincontent"),
}
#: The fields that are text of a language.
_SPOKEN = ("title", "lead", "body", "html")
#: Names that objects of other kinds have, too; and how names of fields begin that say what they are the fields of.
_AMBIGUOUS = frozenset(("name", "header", "source", "data", "day", "modified", "updated", "updatedat", "lastmod"))
#: Names of an address under which most items have the name of their publisher.
PUBLISHERS = frozenset(("source",))
#: Names of the time at which an article, or only its row, was made, and of that at which it was last changed.
CREATED = frozenset(("created", "createdat", "createdate", "createdon", "createtime", "datecreated"))
CHANGED = frozenset(("modified", "modifiedat", "updated", "updatedat", "updateddate", "updatedon", "lastmod"))
_OF_ARTICLES = ("", "article", "news", "post", "page", "full", "raw")
#: Names of what a text in a corpus of articles is labelled with, and of the number of its row.
LABELS = frozenset(
    (
        *("label", "labels", "category", "categories", "class", "classindex", "classid", "topic", "topics", "section"),
        *("subject", "type", "newstype", "kategori", "kategorie", "categoria", "source", "publisher", "publication"),
        *("newspaper", "类别", "類別", "分类", "分類", "标签", "標籤"),
    )
)
ROW_NUMBERS = frozenset(
    ("", "id", "idx", "index", "no", "sno", "unnamed0", "docid", "filename", "split", "lang", "language")
)
#: Objects inside of an item with a title or an address of their own, which are not the article's.
OTHER_OBJECTS = lazy_regex(
    r"(authors?|byline|creator|editor|publisher|provider|organi[sz]ation|sites?|website|feed|channel|section|category"
    r"|categories|tags?|media|videos?|audio|logo|icon|avatar|user|related|parent|comments?|links?|keywords?|entities"
    r"|sentiment|twitter|fb|facebook)\Z"
)
#: Fields for the address of an image that is an object (`image.url`).
ADDRESSES = ("url", "src", "href", "contenturl", "link", "originalurl")
#: Fields for the value of a field that is an object (`title.rendered`), or that is text in a list of blocks.
VALUES = ("rendered", "value", "cdata", "date", "text", "content", "main")
#: What is in a name for a time or a title, where it is none of the usual ones: of the crawl, of publication, of an
#: article and no other object.
_PARTS = {
    "epoch_ms": lazy_regex(r"scrap|crawl|fetch|retriev|抓取|采集|採集|爬取"),
    "dateline": lazy_regex(r"publi|posted|发布|發布|發佈|发表|發表|(?:date|time)\Z"),
    "title": lazy_regex(
        r"(?!site|section|category|source|channel|feed|blog|sub|author|job|image|video|photo|tag|topic).*(?:title|headline)\Z"
    ),
}
#: What the name of an image's address has besides the image (`url_imagen`), and of a text in one of several languages.
_ADDRESS = lazy_regex(r"url|link|src|href")
_LANGUAGE = lazy_regex(r"(?:zh|cn|tw|en|es|fr|de|pt|ru|ja|jp|ko|kr|vi|orig|original)\Z")
#: All but letters and digits; vowel signs of Indic scripts and of Thai are a part of their letters.
_PUNCTUATION = lazy_regex(r"[^\w\u0900-\u0963\u0980-\u0dff\u0e31-\u0e4e]|_")


@lru_cache(10_000)
def plain(name: str) -> str:
    """A name without case and punctuation."""
    return _PUNCTUATION.sub("", name.lower())


def rank(field: str, name: str) -> int | None:
    """How likely a field of an item with that plain name is a field of the record (0: most); None where it isn't."""
    names = (plain(field), *NAMES[field])
    for penalty, known in enumerate(_variants(field, name)):
        if known in names:
            return penalty * len(names) + names.index(known)
    part = _PARTS.get(field)
    return 4 * len(names) if part and part.search(name) else None


def _variants(field: str, name: str) -> Iterator[str]:
    """The name, and what is left of it without what names say besides, the likelier first."""
    yield name
    yield (bare := _bare(name))
    if field == "image":
        yield _ADDRESS.sub("", bare, count=1)
    elif field in _SPOKEN:
        yield _LANGUAGE.sub("", bare)


def of_articles(*fields: str) -> frozenset[str]:
    """The plain names of some fields of the record that show that an object is an article."""
    words = {name for field in fields for name in (plain(field), *NAMES[field])} - _AMBIGUOUS
    return frozenset(beginning + word for beginning in _OF_ARTICLES for word in words)


def is_of_corpus(names: Iterable[str]) -> bool:
    """Whether the names of an item are those of a corpus of articles: fields of the record, with a label or a summary,
    and no field of anything else."""
    known = {_bare(plain(name)) for name in names} - ROW_NUMBERS
    labels = {name for name in known if name in LABELS or rank("lead", name) is not None}
    return bool(labels) and all(any(rank(field, name) is not None for field in _SPOKEN) for name in known - labels)


def _bare(name: str) -> str:
    for affix in _AFFIXES:
        if name != affix:
            name = name.removeprefix(affix).removesuffix(affix) or name
    return name
