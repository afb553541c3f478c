"""A page's menu in its text: lines that are names of sections (`Home`, `News`, `Sport`), one by one or in one row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newscheck.text.regex import lazy_regex

#: Names of sections and of what stands beside them, by language, in small letters; `_` stands for a blank.
SECTIONS = {
    "da": "forside nyheder sport økonomi politik kultur vejr indland udland debat søg",
    "de": (
        "startseite nachrichten sport wirtschaft politik wetter kultur panorama wissen wissenschaft technik gesundheit"
        " reise videos suche anmelden abo impressum datenschutz kontakt mehr meinung regional ausland inland ratgeber"
    ),
    "en": (
        "home news sport sports business weather politics world opinion entertainment culture tech technology science"
        " health travel video videos photos podcasts lifestyle log_in login sign_in register subscribe newsletter"
        " newsletters search menu contact contact_us about about_us shop jobs more live radio tv arts finance money"
        " markets privacy_policy terms_of_use advertise_with_us uk us europe africa asia local education environment"
    ),
    "es": (
        "inicio portada noticias deportes economía política cultura tecnología salud opinión internacional sociedad"
        " vídeos videos buscar suscríbete contacto iniciar_sesión mundo nacional espectáculos ciencia"
    ),
    "fr": (
        "accueil actualités actu politique économie sport sports culture sciences santé voyages météo vidéos recherche"
        " connexion se_connecter s'abonner contact mentions_légales monde société opinions international"
    ),
    "id": "beranda berita olahraga ekonomi politik budaya cuaca video cari masuk kontak nasional internasional hiburan",
    "it": (
        "home notizie cronaca sport economia politica cultura spettacoli tecnologia salute mondo video cerca abbonati"
        " contatti meteo accedi esteri"
    ),
    "nl": "home nieuws sport economie politiek weer cultuur wetenschap zoeken inloggen abonneren contact binnenland",
    "no": "forsiden nyheter sport økonomi politikk kultur vær søk logg_inn innenriks utenriks",
    "pl": "strona_główna wiadomości sport gospodarka polityka kultura pogoda szukaj zaloguj kontakt kraj świat biznes",
    "pt": (
        "início notícias esportes desporto economia política cultura tecnologia saúde opinião mundo vídeos busca assine"
        " contato contacto entretenimento brasil"
    ),
    "ru": "главная новости спорт экономика политика культура общество погода видео поиск войти подписка контакты мир",
    "sv": "hem start nyheter sport ekonomi politik kultur väder sök logga_in inrikes utrikes",
    "tr": "anasayfa ana_sayfa haberler gündem spor ekonomi politika kültür video ara giriş iletişim dünya sağlık",
    "uk": "головна новини спорт економіка політика культура суспільство погода відео пошук увійти контакти світ",
}
_NAMES = frozenset(name.replace("_", " ") for names in SECTIONS.values() for name in names.split())
#: A longer line is no name of a section, a longer row no menu.
_LONGEST_NAME, _LONGEST_ROW = 30, 400
#: A menu has so many lines, so many of which (and half of all) are known names.
_FEWEST, _FEWEST_KNOWN = 5, 4
#: What stands between the names of a row: the same everywhere.
_ROW_MARKS = ("|", "·", "•", "›", "»", ">", "/", "\n", "\t", "  ")
_MARKS = lazy_regex(r"\s*[|·•›»>/\n\t]\s*|\s{2,}")
_EDGES = " \t-–—*•·|>»›"


def find(paragraphs: Sequence[str]) -> Iterator[int]:
    """The indices of the paragraphs that are a menu: each row, and the first line of those that stand one by one."""
    has_row = _has_marks("".join(paragraphs))
    if not has_row and sum([len(text) <= _LONGEST_NAME for text in paragraphs]) < _FEWEST:
        return
    lines: list[str] = []
    for number, text in enumerate((*paragraphs, "." * (_LONGEST_NAME + 1))):
        if len(text) <= _LONGEST_NAME:
            lines.append(text)
            continue
        if len(lines) >= _FEWEST and _is_menu(lines):
            yield number - len(lines)
        lines = []
        if has_row and len(text) <= _LONGEST_ROW and _has_marks(text) and _is_menu(_MARKS.split(text)):
            yield number


def _has_marks(text: str) -> bool:
    # Whether one is there is found much faster than how many are.
    return any(text.count(mark) >= _FEWEST - 1 for mark in _ROW_MARKS if mark in text)


def _is_menu(names: Sequence[str]) -> bool:
    if len(names) < _FEWEST:
        return False
    known = sum(name.strip(_EDGES).lower() in _NAMES for name in names)
    return known >= max(_FEWEST_KNOWN, len(names) / 2)
