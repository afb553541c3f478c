"""Bosnian, Croatian and Serbian in Latin letters, which share most words.

Croatian has words of its own for months, thousand, library, traffic; what the others have instead tells the two apart
by an old vowel that is `ije` or `je` in Bosnian and `e` in Serbian (`vrijeme`, `vreme`).
"""

from __future__ import annotations

from collections.abc import Iterable
from re import Pattern

from newscheck.text.regex import lazy_regex

_CROATIAN = lazy_regex(
    r"priopć|promet[nu]|tjed|tisuć|knjižnic|rujn|listopad|studen[io]|prosin|siječ|veljač|ožuj|trav[an]?nj|svib|srpnj|"
    r"kolovoz|europ|eur[aoiue]*\Z|sveučil|točn|izvješ|tijek|povjeren|sudjel|tvornic|oporb|kruh|zrakoplov|proračun|"
    r"povijes|(?:sva|ni|ne)?tko\Z|vlak|županij|kuna\Z|stajat|glede|uvjet|kazališ|nogometaš|kazao|umirovl|obitelj|plać|prosvjed|redatelj|izborni[kc]|cijep|liječni|ozlijeđ|hrvat|zagre[bt]"
)
_EASTERN = lazy_regex(
    r"saop(?:ć|št)|saobraća|sedmic|nedelj|hiljad|bibliotek|(?:sept|nov|dec)emb|oktob|januar|februar|a[vu]gust|evr|"
    r"univerzitet|tačn|izvj?eštaj|tokom|komisij|učestv|fabrik|opozicij|opšt|hlj?eb|avion|budžet|h?istorij|takođe|"
    r"(?:sva|ni|ne)?ko\Z|uslov|kanton|federacij|pozoriš|penzi|porodic|pozorišt|plat[aeu]\Z|protest|re(?:ži|di)[st]e|selektor|vakcin|lj?ekar|povr(?:ij)?eđ|bih\Z|srbi|beogra"
)
_BOSNIAN = lazy_regex(
    r"vrijem|mjes|rije[čk]|svijet|vije(?:ć|st)|cije[ln]|dije[lt]|djec|djel|dvije|[gv]dje|lijek|mjer|mlije|nedjelj|poslije|"
    r"prije|pobjed|povrije|predsjed|primjer|promjen|rješ|sjed|sjever|s(?:l|lj|lij)je?d|smjer|snijeg|srijed|susjed|tijel|"
    r"saopć|federacij|federaln|kanton|bih\Z|bosn|sarajev|oboljel|ponedjelj|historij|marak[ae]|uvijek|uspje|vjer|vrijed|zahtjev|zamjen|bijel|umjet|savjet|obavijest|odjel|ocjen|procjen|čovje|posje[tć]"
)
_SERBIAN = lazy_regex(
    r"vrem|mest[aou]|reč|svet[au]?\Z|vest|cel[aeiou]|cen[aeiu]\Z|del[aou]\Z|dete|dec[aeiou]\Z|dve\Z|[gv]de\Z|lek[ao]|"
    r"mer[aeiu]\Z|mesec|mlek|nedelj|posle\Z|pre\Z|pobed|povre[đd]|predsed|primer|promen|reš[ae]|sednic|sever|sled|smer|"
    r"sneg|sused|tel[aou]\Z|uvek|uspe[hlšv]|ver[aeiou]\Z|vred|zahtev|zamen|bel[aeiou]\Z|umet|savet|obavešt|odel|ocen|"
    r"procen|čovek|poset|saopšt|ponedelj|opšt|istorij|dinar|prosvet|đa[ck]"
)


def tell(words: Iterable[str]) -> str:
    """The language that most words of a text tell (`bs`, `hr`, `sr`); empty where they tell none."""
    found = [*words]
    croatian, eastern = _count(_CROATIAN, found), _count(_EASTERN, found)
    bosnian, serbian = _count(_BOSNIAN, found), _count(_SERBIAN, found)
    if croatian > eastern:
        return "sr" if serbian > bosnian + croatian else "hr"
    if eastern > croatian:
        return "bs" if bosnian > serbian else "sr"
    return ""


def _count(pattern: Pattern[str], words: list[str]) -> int:
    return sum(pattern.match(word) is not None for word in words)
