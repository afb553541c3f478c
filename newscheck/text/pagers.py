"""Links to the other pages of an article, as a paragraph of their own: `(1/3) 下一页`, `1 2 3 Next`, `Page 1 of 3`."""

from __future__ import annotations

import re
from re import Match

from newscheck.text.regex import east_asian, is_east_asian, lazy_regex

#: Links to the next page, by language; in lower case.
NEXT = {
    "ar": "الصفحة التالية",
    "de": "(?:zur )?nächsten? seite|weiter auf seite|nächste seite lesen|auf einer seite (?:lesen|anzeigen)",
    "en": (
        "next page|go to page|continued? on (?:the )?next page|more pages|"
        "(?:view|read) (?:as|on) (?:a |one )?single page"
    ),
    "es": "(?:página siguiente|siguiente página|próxima página)",
    "fr": "page suivante|lire la page suivante",
    "it": "pagina (?:successiva|seguente)|prossima pagina",
    "ja": "次の?(?:ページ|頁)(?:へ|を読む)?(?:進む)?|続きは次のページ",
    "ko": "다음 ?페이지",
    "nl": "volgende pagina",
    "pl": "następna strona",
    "pt": "próxima página|página seguinte",
    "ru": "следующая страница",
    "tr": "sonraki sayfa",
    "vi": "trang (?:sau|tiếp theo)",
    "zh": (
        "(?:请|請)?(?:点击|點擊)?(?:阅读|閱讀|查看)?(?:下|后|後)一?[页頁](?:阅读|閱讀|继续|更精彩)?|余下[0-9]{0,3}[页頁]"
    ),
}
#: What else stands beside them: the other directions, and words of a count.
_BESIDE = (
    "上一?[页頁]|前一[页頁]|首[页頁]|末[页頁]|尾[页頁]|第|共|[页頁]|分[页頁]|全文(?:显示|阅读)|单页阅读|(?:在本页)?阅读全文"
    "|previous|prev|next|first|last|older|newer|pages?|of|view (?:all|as one page)|single page|zurück|weiter|seiten?"
    "|von|précédente?|suivant|sur|anterior|siguiente|páginas?|de|pagina|di|前へ|次へ|前のページ|ページ(?:目)?|全|이전|다음"
    "|из|страница"
)
#: The page and how many there are.
_COUNT = (
    r"[(（\[【]\s*([0-9]{1,2})\s*[/／]\s*([0-9]{1,2})\s*[)）\]】]"
    r"|(?:第 ?|pages? |seite |página |pagina |страница )?([0-9]{1,2}) ?(?:页|頁|ページ)?\s*"
    r"(?:/|／|of|von|sur|de|di|из|共|[，,]\s*共)\s*([0-9]{1,2})\s*(?:页|頁|pages?|ページ)?"
)
_PIECE = r"[\s:：.,，|·•…\[\](（）)<>«»‹›→←▶>~—–/／-]"
_NEXT = lazy_regex("|".join(NEXT.values()), re.IGNORECASE)
#: Possessive, since a row of digits can be divided in many ways; without groups, which possessive repeats lose.
_PAGER = lazy_regex(rf"(?:{_PIECE}|[0-9]{{1,3}}|{'|'.join(NEXT.values())}|{_BESIDE})++", re.IGNORECASE)
_COUNTED = lazy_regex(_COUNT, re.IGNORECASE)
#: What they begin with in East Asia.
_BEGINNINGS = east_asian(*NEXT.values(), _BESIDE, _COUNT)
#: A longer paragraph is no row of links.
LONGEST = 60
#: The numbers of pages, as links in a row: their text may be joined.
_ROW = lazy_regex(r"(?<![0-9])1\W{0,4}2\W{0,4}3(?:\W{0,4}4(?:\W{0,4}5(?:\W{0,4}6)?)?)?(?![0-9])")


def may_be(paragraph: str) -> bool:
    """Whether a paragraph is nothing but links to other pages, words beside them and numbers."""
    if is_east_asian(paragraph[:1]) and paragraph[0] not in _BEGINNINGS:
        return False
    return _PAGER.fullmatch(paragraph) is not None


def find(paragraph: str) -> str | None:
    """What a paragraph that is nothing but links to other pages says: `page 1 of 3`, or "" without a count; None for
    any other paragraph, and for the last page."""
    if len(paragraph) > LONGEST or not may_be(paragraph):
        return None
    if count := _COUNTED.search(paragraph):
        page, pages = _numbers(count)
        return f"page {page} of {pages}" if 0 < page < pages else None
    is_row = _ROW.search(paragraph) and not paragraph.strip().isdigit()
    return "" if is_row or _NEXT.search(paragraph) else None


def _numbers(count: Match[str]) -> tuple[int, int]:
    page, pages = (group for group in count.groups() if group)
    return int(page), int(pages)
