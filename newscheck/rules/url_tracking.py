"""The URL has parameters that count readers.

`utm_source`, `fbclid` and their kin say where a reader came from and nothing of the article. They come from the feed or
from a shared link, and make two URLs of one, so that the same article is found twice.

What to do: remove them when the URL is stored. Options: `parameters`, the names that are told; one that ends with `*`
stands for all that begin so.
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
    """The parameters of query and fragment that are known to be trackers."""
    url = article.url
    if not url or "=" not in url:
        return
    names = ctx.options["parameters"]
    if found := [parameter for parameter in _PARAMETER.finditer(url) if _tracks(parameter[1].lower(), names)]:
        told = ", ".join(parameter[1] for parameter in found[:5])
        yield Hit(f"tracking parameters in the URL: {told}", "/url", found[0].start() + 1, found[-1].end())


def _tracks(parameter: str, names: list[str]) -> bool:
    return any(parameter == name or (name[-1:] == "*" and parameter.startswith(name[:-1])) for name in names)
