"""The last paragraph does not end like a sentence.

The end of an article is lost when a download breaks off, when the number of paragraphs is limited, or when the page
writes its last block in another element. Credits, signatures and links at the end are normal and not reported. A
paragraph shorter than `min-length` characters counts as a credit or a heading, not as text. In an alphabet, a text is
(where sentences end with their verb, if the last of these words is none; in a long paragraph only if they are no
headline: a page that is stored as one ends with links and captions); nothing is reported in languages that don't mark
the end of a sentence (Thai, Lao, Khmer, Burmese).

What to do: compare the end with the page. If the editor left it that way, there is nothing to repair.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text import unfinished
from newscheck.text.regex import lazy_regex

SEVERITY = "note"
OPTIONS = {"min_length": 40}
_START = "海事法庭周五公布了救援协定的全部条文。渔民合作社对此表示欢迎，边境警察则要求在冬天到来以前"
_FRENCH = {
    "url": "https://news.example.org/2023/accord",
    "title": "Un accord de sauvetage",
    "lead": None,
    "share": False,
}
_ACCORD = (
    "Le tribunal maritime a publié vendredi le texte complet de l’accord de sauvetage, que les pays de la côte doivent "
    "inscrire dans leurs lois avant deux ans. Les pêcheurs s’en réjouissent."
)
BAD = [
    {"paragraphs": [f"{_START}增加近海的巡逻"]},
    {"paragraphs": [f"{_START}增加船只、", "（编辑：示例）"]},
    {"paragraphs": ["渔民合作社说，"]},
    {**_FRENCH, "paragraphs": [f"{_ACCORD} La police des frontières demande plus de bateaux avant l’hiver et"]},
    {**_FRENCH, "paragraphs": [f"{_ACCORD} La police des frontières demande aussi que les bateaux soient pl"]},
]
GOOD = [
    {"paragraphs": [f"{_START}增加船只。（译者：示例/核稿：示例）1090804"]},
    {"paragraphs": [f"{_START}增加船只。", "记者 某某 里斯本报道"]},
    {"paragraphs": [f"{_START}增加船只。新华社记者某某某里斯本摄"]},
    {"paragraphs": [f"{_START}增加船只”", "© 2023 AFP"]},
    {"paragraphs": ["救援协定"]},
    {**_FRENCH, "paragraphs": [_ACCORD, "Propos recueillis à Lisbonne par la rédaction de la radio maritime"]},
    {**_FRENCH, "paragraphs": [_ACCORD, "Jean-Baptiste Lefèvre, notre correspondant permanent à Lisbonne (avec AFP)"]},
    {**_FRENCH, "paragraphs": [f"{_ACCORD} Merci de nous lire, et à la semaine prochaine,", "Jean-Baptiste Lefèvre"]},
]
#: How many of the last paragraphs may be credits.
_CREDITS = 3
#: Punctuation after which a sentence continues.
_GOING_ON = frozenset("，、,")
_ENDED = lazy_regex(r"[。！？!?…；;：:”」』）)】〕\]\"’“]")
_CREDIT = lazy_regex(
    "记者|記者|编辑|編輯|编译|編譯|报道|報道|报导|報導|责编|責編|核稿|审校|審校|译者|譯者|翻译|翻譯|撰稿|供稿|发自|發自|摄|攝|图片|圖片|"
    "来源|來源|©|版权|版權|著作权|著作權|电台|通讯社|通訊社|更新|订阅|訂閱|点击|點擊|链接|連結"
)
#: Up to this many characters after the end of the last sentence may be a name.
_NAME = 10
_TAIL, _SHOWN = 200, 12
#: The last character of HTML that was not cut off; an item that holds only text has no HTML.
_CLOSED = (">", "")


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Check the last paragraph that is long enough to be text; a shorter one only if it ends with a comma."""
    paragraphs = article.paragraphs
    if not paragraphs or article.html[-1:] not in _CLOSED:
        return
    number = len(paragraphs) - 1
    if paragraphs[number][-1:] not in _GOING_ON:
        number = _last_text(paragraphs, ctx.options["min_length"])
    text = paragraphs[number].rstrip()
    is_foreign = article.language not in ("zh", "")
    if number >= 0 and (_is_foreign_unfinished(article, number, text) if is_foreign else _is_unfinished(text)):
        start = max(0, len(text) - _SHOWN)
        message = f"the text ends without the end of a sentence: `{text[start:]}`"
        yield Hit(message, f"/paragraphs/{number}", start, len(text))


def _last_text(paragraphs: list[str], least: int) -> int:
    """The index of the last paragraph of at least `least` characters, skipping a few credits, or -1."""
    end = len(paragraphs)
    return next((n for n in range(end - 1, max(-1, end - 1 - _CREDITS), -1) if len(paragraphs[n]) >= least), -1)


def _is_foreign_unfinished(article: Article, number: int, text: str) -> bool:
    before, following = article.paragraphs[:number], "".join(article.paragraphs[number + 1 : number + 2])
    return unfinished.is_unfinished(text, article.language, len(article.body), before) and not unfinished.goes_on(
        text, following
    )


def _is_unfinished(text: str) -> bool:
    if text[-1:] in _GOING_ON:
        return True
    if not "\u4e00" <= text[-1:] <= "\u9fff" or text.startswith("©"):
        return False
    rest = _ENDED.split(text[-_TAIL:])[-1]
    return len(rest) > _NAME and not _CREDIT.search(rest)
