"""The URL has tracking parameters.

`utm_source`, `fbclid` and similar parameters say where a reader came from, not what the article is. They come from the
feed or from a shared link and give the article several URLs, so duplicates are not recognised.

What to do: remove them when you store the URL. `parameters` lists the names that are reported; a `*` at the end matches
any ending.
"""

from collections.abc import Iterator

from newscheck.model import Article, Context, Hit
from newscheck.text.regex import lazy_regex

SEVERITY = "note"
OPTIONS = {
    "parameters": [
        *("utm_*", "mtm_*", "pk_*", "at_*", "ns_*", "hsa_*", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid"),
        *("yclid", "twclid", "igshid", "mc_cid", "mc_eid", "_ga", "_gl", "ref", "ref_src", "referrer", "xtor", "cmp"),
        *("cmpid", "ocid", "ncid", "smid", "maca", "spm", "wt.mc_id", "echobox", "feature"),
    ]
}
BAD = [
    {"sub": [(")\n------", "?utm_source=rss&utm_medium=feed)\n------")]},
    {"sub": [(")\n------", "?lang=zh&fbclid=IwAR0)\n------")]},
    {"sub": [(")\n------", "#xtor=RSS-3)\n------")]},
]
GOOD = [{}, {"sub": [(")\n------", "?lang=zh&reference=12)\n------")]}, {"sub": [(")\n------", "#top)\n------")]}]

_PARAMETER = lazy_regex(r"[?&#;]([A-Za-z_][\w.-]*)=[^&#]*")


def check(article: Article, ctx: Context) -> Iterator[Hit]:
    """Report the tracking parameters in query and fragment."""
    url = article.url
    if not url or "=" not in url:
        return
    patterns = ctx.options["parameters"]
    if matches := [parameter for parameter in _PARAMETER.finditer(url) if _tracks(parameter[1].lower(), patterns)]:
        listed = ", ".join(parameter[1] for parameter in matches[:5])
        yield Hit(f"tracking parameters in the URL: {listed}", "/url", matches[0].start() + 1, matches[-1].end())


def _tracks(parameter: str, names: list[str]) -> bool:
    return any(parameter == name or (name[-1:] == "*" and parameter.startswith(name[:-1])) for name in names)
