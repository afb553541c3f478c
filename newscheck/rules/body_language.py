"""The text is in another language than the site's.

The site published an article of another desk, the feed switched to another language, or the server chose the language
by the reader's country. Names and quotations in other scripts are normal: in 3,000 real Chinese articles of RFI and ten
other publishers, Han characters are always at least a third of the text. On a Chinese site, a text is reported if the
share of Han among its letters is below `min-share`; elsewhere, if both its beginning and its end are in another
language. The language of a site is that of its site file or of the setting `language`; where none is set, the rule
language-mixed compares its articles with each other.

What to do: look for a language code in the URL, and for a redirect. For a site that has articles in several languages,
set none.
"""

from collections.abc import Iterator
from operator import itemgetter

from newscheck.model import Article, Context, Hit
from newscheck.text import language, unicode_script

SEVERITY = "error"
#: The id that it had when newscheck knew Chinese only.
ALIASES = ("body-not-chinese",)
OPTIONS = {"min_share": 0.2}
#: Misread characters or a garbage page explain the language; then other rules report it.
IS_FALLBACK = True
#: Fewer letters of other scripts (a name, an abbreviation) are ignored.
_FEW = 30
#: Japanese and Korean use Han, too: a text is theirs if their own letters exceed this share of both.
_SHARING = {"kana", "Hangul"}
_OWN_SHARE = 0.25
#: All scripts that have no name here.
_RARE = "rare"
_NAMES = {
    _RARE: "in letters of a rare script",
    "kana": "Japanese",
    "Hangul": "Korean",
    "Latin": "in Latin letters",
    "Greek": "Greek",
    "Thai": "Thai",
    "Hebrew": "Hebrew",
    "Tibetan": "Tibetan",
    "Burmese": "Burmese",
    "Khmer": "Khmer",
    "Lao": "Lao",
    "Georgian": "Georgian",
    "Armenian": "Armenian",
}
_HAN = "海事法庭周五公布了救援协定的全部条文，渔民合作社表示欢迎，沿海各国将在两年内完成立法。"
_FRENCH = (
    "Le tribunal maritime a publié vendredi le texte complet de l'accord de sauvetage. Les pêcheurs s'en réjouissent."
)
_RUSSIAN = "Морской суд опубликовал в пятницу полный текст соглашения о спасении. Рыбаки приветствуют это решение."
_BENGALI = "সামুদ্রিক আদালত শুক্রবার উদ্ধার চুক্তির পুরো পাঠ প্রকাশ করেছে। জেলেরা এই সিদ্ধান্তকে স্বাগত জানিয়েছেন। নতুন আইন দুই বছরের মধ্যে হবে।"
_DHIVEHI = "ކަނޑުގެ ކޯޓުން ހުކުރު ދުވަހު އެއްބަސްވުން އާންމުކޮށްފި. މަސްވެރިން މި ނިންމުމަށް މަރުހަބާ ކިޔާފައިވެއެވެ."
_JAPANESE = "海事裁判所は金曜日、救助協定の全文を公表した。沿岸の国々は二年のうちに必要な法律をつくることになっている。"
BAD = [
    {"lead": _HAN, "paragraphs": [_FRENCH, _FRENCH.replace("vendredi", "lundi"), _FRENCH.replace("vendredi", "mardi")]},
    {
        "lead": _HAN,
        "paragraphs": [_RUSSIAN, _RUSSIAN.replace("пятницу", "среду"), _RUSSIAN.replace("пятницу", "субботу")],
    },
    {"lead": _JAPANESE, "paragraphs": [_JAPANESE.replace("金曜日", "月曜日")]},
    {"lead": _HAN, "paragraphs": [_BENGALI, _BENGALI.replace("শুক্রবার", "সোমবার"), _BENGALI.replace("শুক্রবার", "বুধবার")]},
    {"lead": _HAN, "paragraphs": [_DHIVEHI, f"{_DHIVEHI} " * 5, f"{_DHIVEHI[45:]} " * 3]},
]
GOOD = [
    {
        "paragraphs": [
            "渔民合作社主席（Jean-Baptiste Lefèvre-Montagne）与海事法庭（Tribunal maritime de Saint-Nazaire）谈判。"
        ]
    },
    {
        "lead": "展览“ともしび”周五在里斯本开幕，展出与海洋有关的作品，门票的收入归渔民合作社所有，气象学家也来了。",
        "paragraphs": [],
    },
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Compare the language of the text with the site's, if that is known."""
    expected = ctx.site.language
    if expected == "zh":
        # Letters are counted only if Han is less than half of the text.
        if article.han_count * 2 < len(article.body):
            yield from _not_chinese(article, ctx.options["min_share"])
    elif expected and language.is_other(article.language, expected):
        ending = language.recognise(article.body[len(article.body) // 2 :])
        if language.is_other(ending, expected):
            yield Hit(f"the text is {language.NAMES[ending]}, and the site is {language.NAMES[expected]}", "/body")


def _not_chinese(article: Article, least: float) -> Iterator[Hit]:
    body = article.body
    letters = unicode_script.count_letters(body)
    letters[_RARE] = sum(map(str.isalpha, body[: unicode_script.SAMPLE])) - sum(letters.values())
    total = sum(letters.values())
    han = letters.pop("Han", 0)
    if total - han < _FEW:
        return
    other, most = max(letters.items(), key=itemgetter(1))
    if han < least * total or (other in _SHARING and most > _OWN_SHARE * (most + han)):
        name = _NAMES.get(other, f"in {other} letters")
        yield Hit(f"the text is {name}: {_percent(han, total)} of its letters are Han", "/body")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // whole} %" if part else "none"
