"""Whole pages around an article: head, navigation, most-read list, footer; in a layout of ours or a user's template.

The layouts are the templates of the simulator's publishers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape

from newscheck.errors import UsageError
from newscheck.synthetic import article_factory, article_templates, numbered_sentences, words
from newscheck.text.suggestions import did_you_mean

LAYOUTS: Mapping[str, article_templates.Template] = {
    "plain": article_templates.PLAIN,
    "story": article_templates.STORY,
    "breaks": article_templates.BREAKS,
    "figures": article_templates.FIGURES,
    "blog": article_templates.BLOG,
}
#: Places in a template; a date line may have a format: `{dateline:%d.%m.%Y}`.
PLACEHOLDERS = ("title", "url", "dateline", "published", "image", "lead", "paragraphs")
_PLACE = re.compile(r"(?<!\{)\{(?:([a-z_]+)|dateline:([^{}<>]+))\}(?!\})")
#: Here braces are code, except a place that is a whole string literal: `"{title}"`.
_SCRIPT_OR_STYLE = re.compile(r"(<(?:script|style)\b[^>]*>.*?</(?:script|style)\s*>)", re.DOTALL | re.IGNORECASE)
_STRING = re.compile(r'"\{([a-z_]+)\}"')
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title} - {site}</title>
<link rel="canonical" href="{url}">
<meta property="og:title" content="{title}">
<meta property="article:published_time" content="{published}">
<style>nav a { margin: 0 1em } .share span { display: none }</style>
<script type="application/ld+json">
{"@type": "NewsArticle", "headline": "{title}", "datePublished": "{published}"}
</script>
</head>
<body>
<header><a href="https://{host}/">{site}</a></header>
<nav><ul>{menu}</ul></nav>
<main>
<article>
<h1>{title}</h1>
{article}
<div class="share"><div>分享 :</div><a href="https://www.facebook.com/dialog/share?href={shared}"><span></span></a>\
<a href="whatsapp://send?text={shared}"><span></span></a></div>
</article>
<aside><h2>{most_read}</h2><ol>{others}</ol></aside>
</main>
<footer><p>© {year} {site}</p></footer>
</body>
</html>
"""


def page(draft: article_factory.ArticleDraft, layout: str) -> str:
    """A whole page in one of LAYOUTS."""
    publisher, template = draft.publisher, LAYOUTS[layout]
    site, host = publisher.site, publisher.host
    in_script = words.to_traditional if publisher.is_traditional else str
    titles = [title for title in map(in_script, map(numbered_sentences.headline, range(4))) if title != draft.title][:3]
    values = {
        **_values(draft),
        "article": article_factory.article(draft, template) + template.foot,
        "language": "zh-Hant" if publisher.is_traditional else "zh-Hans",
        "site": escape(site.title or site.name),
        "host": host,
        "menu": "".join(f'<li><a href="https://{host}/{name}">{name}</a></li>' for name in publisher.sections),
        "others": "".join(f'<li><a href="https://{host}/{n}">{title}</a></li>' for n, title in enumerate(titles)),
        "most_read": in_script("大家都在读"),
        "shared": escape(draft.url),
        "year": str(draft.published.year),
    }
    return _fill(_PAGE, values, draft)


def own_page(draft: article_factory.ArticleDraft, template: str) -> str:
    """The page of an article in a user's template (see `check_template`)."""
    return _fill(template, _values(draft), draft)


def check_template(template: str, expected: frozenset[str]) -> frozenset[str]:
    """The places that a template has.

    Raises UsageError where one is unknown, or where there is none for title, paragraphs or one of the `expected`
    fields, which every article of the site has.
    """
    markup = "".join(_SCRIPT_OR_STYLE.split(template)[::2])
    places = {name or "dateline" for name, _ in _PLACE.findall(markup)}
    if "published" in places:
        expected -= {"dateline"}
    for place in sorted(places - set(PLACEHOLDERS)):
        raise UsageError(f"template: unknown place {{{place}}}{did_you_mean(place, PLACEHOLDERS)}")
    for place in ("title", "paragraphs", *sorted(expected & set(PLACEHOLDERS))):
        if place not in places:
            raise UsageError(f"template: it has no place {{{place}}}, and every article has one")
    return frozenset(places)


def _fill(template: str, values: Mapping[str, str], draft: article_factory.ArticleDraft) -> str:
    """A template with values in its places; in scripts only whole string literals are replaced."""

    def place(match: re.Match[str]) -> str:
        return format(draft.published, match[2]) if match[2] else values[match[1]]

    def string(match: re.Match[str]) -> str:
        text = plain.get(match[1])
        return match[0] if text is None else json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")

    plain = _plain(draft)
    parts = _SCRIPT_OR_STYLE.split(template)
    parts[::2] = [_PLACE.sub(place, part) for part in parts[::2]]
    parts[1::2] = [_STRING.sub(string, part) for part in parts[1::2]]
    return "".join(parts)


def _plain(draft: article_factory.ArticleDraft) -> dict[str, str]:
    """The values of the places as text."""
    return {
        "title": draft.title,
        "url": draft.url,
        "dateline": f"{draft.published:%Y-%m-%d %H:%M}",
        "published": draft.published.isoformat(timespec="seconds"),
        "image": draft.image or "",
        "lead": draft.lead or "",
        "paragraphs": "\n".join(block.text for block in draft.blocks),
    }


def _values(draft: article_factory.ArticleDraft) -> dict[str, str]:
    """The values of the places as HTML."""
    values = {name: escape(text) for name, text in _plain(draft).items()}
    values["paragraphs"] = "".join(f"<p>{escape(block.text)}</p>" for block in draft.blocks)
    return values
