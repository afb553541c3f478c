"""Whether the fragment of a URL names an article: an entry of a live ticker (`#entry-12`), a page of an application
(`#/news/12`). Most name a part of the page (`#comments`, `#page-2`) or where a reader came from (`#xtor=RSS-1`)."""

from __future__ import annotations

from newscheck.text.regex import lazy_regex

#: What begins the name of a part of a page or of a comment, also where a number follows.
_PART = (
    r"(?i:comm?ent|kommentar|reply|repl|respon|disqus|discuss|review|opinion|feedback|photo|foto|image|img|slide|gallery|"
    r"galerie|video|audio|player|podcast|page|seite|top|foot|fn|note|cite|ref|section|chapter|heading|head|title|toc|tab|"
    r"share|print|para|line|ad|banner|widget|map|figure|fig|table|chart|c\d|p\d{1,2}\Z|h\d|l\d|utm|xtor|rss|src|from)"
)
#: A number, or a last word with one in it.
_ENTRY = lazy_regex(rf"(?!{_PART})(?:[A-Za-z0-9]++[-_:./])*+[A-Za-z]{{0,12}}\d[A-Za-z0-9]*\Z")
_BY_KEY = lazy_regex(r"(?i:id|entry|post|item|article|story|news|update|p)=[\w-]*\d[\w-]*\Z")
_ROUTE = lazy_regex(r"!?/?[\w-]+/[^#]*[\w-]|!/?[\w-]+")


def entry_name(fragment: str) -> str:
    """A fragment that names an article, without `#`; any other as an empty string."""
    if not fragment or len(fragment) > 200:
        return ""
    if fragment[0] in "!/":
        return fragment if _ROUTE.match(fragment.lstrip("/")) else ""
    is_entry = _BY_KEY.match(fragment) if "=" in fragment else _ENTRY.match(fragment)
    return fragment if is_entry else ""
