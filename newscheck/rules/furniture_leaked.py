"""The text contains a button's label, a feed footer or CSS.

newscheck drops page furniture only where it is a block of its own; furniture that is glued to a paragraph remains in
the text. RFI's 'read on' button of 2020 brought its label and its CSS into the text, and a feed footer is on a fifth of
all articles, at random. The patterns are `words` of `[furniture]` in the site file. They are slow, so they are tried
only on a text that contains at least one of `marks` (characters or words): extend `marks` along with `words`. In
any language, paragraphs are reported that are links to other articles (`Lire aussi : …`, `相关阅读：…`), newsletters,
share buttons or advertisements by what they begin with, and comments of readers behind the text (`seagull 3 hours ago`,
`Reply Like (3)`); in languages other than Chinese, also labels of a link (`Read more: …`, and `Learn more` behind a
sentence), names of share buttons in a row, and the lines of a menu. In HTML of a site in another language, a block that
is only such a label, or the label and a link, is dropped.

What to do: find the element on the page and remove it before you extract the text. A scraper that joins tags without a
space glues a block to the next one.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from re import Match, Pattern

from newscheck.article.script import is_chinese
from newscheck.model import Article, Context, Hit
from newscheck.text import comment_lines, furniture_labels, navigation_lines, rest_labels
from newscheck.text.display import quantity

SEVERITY = "warning"
OPTIONS = {"marks": ["{", "分享", "浏", "瀏", "RSS", "feedx"]}
#: Places of a mark that are checked in a paragraph, and characters on either side of each.
_MOST, _AROUND = 8, 80
_SHOWN = 30
_TEXT = "海事法庭周五公布了救援协定的全部条文。"
_FRENCH = {"url": "https://news.example.org/2023/accord", "title": "Un accord en mer", "lead": None, "share": False}
_ACCORD = (
    "Le tribunal maritime a publié vendredi le texte complet de l’accord de sauvetage, que les pays de la côte doivent "
    "inscrire dans leurs lois avant deux ans. Les pêcheurs s’en réjouissent."
)
BAD = [
    {"paragraphs": [f"{_TEXT}继续浏览后续"]},
    {"paragraphs": [f".a{{fill:none;stroke:#9a9a9a}} {_TEXT}"]},
    {"paragraphs": [f"{_TEXT}获取更多RSS：https://feedx.example"]},
    {"paragraphs": [f"{_TEXT}分享：微信 微博"]},
    {
        **_FRENCH,
        "paragraphs": [_ACCORD, "Lire aussi : Les pêcheurs restent au port", "Il commence lundi."],
    },
    {**_FRENCH, "paragraphs": [_ACCORD, "Il commence lundi.", "Suivez-nous sur les réseaux sociaux."]},
    {**_FRENCH, "paragraphs": [_ACCORD, "Lire la suite", "Il commence lundi."]},
    {**_FRENCH, "paragraphs": ["Accueil", "Monde", "Politique", "Sport", "Culture", "Météo", _ACCORD]},
    {**_FRENCH, "paragraphs": [_ACCORD, "Recevez chaque matin les informations du port. En savoir plus"]},
    {**_FRENCH, "paragraphs": [f"{_ACCORD} Facebook Twitter Google+ Whatsapp Reddit Il commence lundi."]},
    {"paragraphs": [_TEXT, "更多相关内容：渔民回到港口"]},
    {"paragraphs": [_TEXT, "海鸥 3小时前", "沙发", "回复 赞(11)", "老船长 5小时前", "说得对！", "回复 赞(2)"]},
    {**_FRENCH, "paragraphs": ["Enregistrer", "Commenter", "Écouter l’article", _ACCORD, "Il commence lundi."]},
]
GOOD = [
    {"paragraphs": [f"{_TEXT}渔民合作社愿意分享自己的经验，并在网站上提供RSS。"]},
    {"paragraphs": [f"{_TEXT}集合 {{a: 1, b: 2}} 在论文里叫作渔业配额。"]},
    {**_FRENCH, "paragraphs": [_ACCORD, "En savoir plus sur ses voisins, voilà ce que le port de Lisbonne attend."]},
    {**_FRENCH, "paragraphs": [_ACCORD, "Lire aussi les autres articles du texte, voilà ce que demande le juge."]},
    {"paragraphs": [_TEXT, "相关报道说，船员3小时前已经获救。", "回复记者时，他说要等到周五。"]},
]


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the first match of the site's words in each paragraph, and the first paragraph that is furniture."""
    words, marks = ctx.site.furniture.words, ctx.options["marks"]
    reported: set[int] = set()
    if words is not None and _has_any(article.body, marks):
        for number, text in enumerate(article.paragraphs):
            matches = (
                match
                for mark in marks
                for at in islice(_places(text, mark), _MOST)
                if (match := _near(words, text, at))
            )
            if match := next(matches, None):
                reported.add(number)
                shown = match[0].strip()[:_SHOWN]
                yield Hit(f"furniture in the text: `{shown}`", f"/paragraphs/{number}", match.start(), match.end())
    if comment_lines.may_be_in(article.body):
        yield from _comments(article, reported)
    if spans := [span for span in _spans(article) if span[0] not in reported]:
        yield _of_language(article, spans)


def _comments(article: Article, reported: set[int]) -> Iterator[Hit]:
    """Report the first line of readers' comments, and leave their paragraphs to this hit."""
    lines = article.body.split("\n")
    found = comment_lines.find(lines)
    if found is None:
        return
    first = lines[found.first].strip()
    number = next((at for at, text in enumerate(article.paragraphs) if first in text), None)
    if number is None:
        return
    reported.update(range(number, len(article.paragraphs)))
    what = "comments of readers" if found.is_certain else "comments of readers or a list of news"
    start = article.paragraphs[number].index(first)
    lines_of = quantity(found.last - found.first + 1, "line")
    yield Hit(f"{what} in the text: `{first[:_SHOWN]}`, {lines_of}", f"/paragraphs/{number}", start, start + len(first))


def _of_language(article: Article, spans: Iterable[tuple[int, int, int]]) -> Hit:
    found = sorted({span[0]: span for span in spans}.values())
    number, start, end = found[0]
    shown = article.paragraphs[number][start:end].strip()[:_SHOWN]
    more = f" and {quantity(len(found) - 1, 'paragraph')} more" if len(found) > 1 else ""
    return Hit(f"furniture in the text: `{shown}`{more}", f"/paragraphs/{number}", start, end)


def _spans(article: Article) -> Iterator[tuple[int, int, int]]:
    """The index of each paragraph that is furniture or contains some, and from where to where."""
    paragraphs, language = article.paragraphs, article.language
    found = furniture_labels.find_each(paragraphs, language)
    # A link to the rest of the article is body-truncated's.
    last = len(paragraphs) - 1
    if last in found and rest_labels.find(paragraphs[last], language):
        del found[last]
    has_labels_only = is_chinese(article)
    if not has_labels_only:
        may_share = furniture_labels.may_share("".join(paragraphs))
        for number, text in enumerate(paragraphs):
            row = furniture_labels.share_row(text) if may_share else None
            if number not in found and (match := row or rest_labels.elsewhere(text, language)):
                found[number] = match
    for number, match in found.items():
        blanks = len(match[0]) - len(match[0].lstrip())
        yield number, match.start() + blanks, match.end()
    if buttons := furniture_labels.button_lines(paragraphs):
        first, count = buttons
        yield from ((number, 0, len(paragraphs[number])) for number in range(first, first + count))
    if not has_labels_only:
        yield from ((number, 0, len(paragraphs[number])) for number in navigation_lines.find(paragraphs))


def _has_any(text: str, marks: Iterable[str]) -> bool:
    for mark in marks:  # noqa: SIM110 - a generator costs more; one character is found several times as fast as two
        if mark[-1:] in text and mark in text:
            return True
    return False


def _places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + len(mark))


def _near(words: Pattern[str], text: str, at: int) -> Match[str] | None:
    """Match a site's pattern near a mark only, since the pattern may not run in linear time."""
    return words.search(text, max(0, at - _AROUND), at + _AROUND)
