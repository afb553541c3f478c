"""The templates of publishers: a constant pattern for each thing that an article may have, and how it is filled in."""

from __future__ import annotations

from html import escape
from typing import NamedTuple
from urllib.parse import quote

_FOOT = (
    '<br><hr><div>获取更多RSS：<br><a href="https://feeds.example/one" style="color:orange" target="_blank">'
    'https://feeds.example/one</a> <br><a href="https://feeds.example/two" style="color:orange" target="_blank">'
    "https://feeds.example/two</a><br></div>"
)
_TABLE = "<table><tbody><tr><td>{}</td><td>{}</td></tr><tr><td>{}</td><td>{}</td></tr></tbody></table>"
_NO_PARTS = dict.fromkeys(("image", "lead", "body", "tags", "share", "foot"), "")


class Template(NamedTuple):
    """Patterns of HTML. `page` has all others inside; a thing that isn't there leaves nothing in its place.

    `host` is the one in the patterns' own links, `share` has the places {link} and {title}. What a template doesn't
    name is the plainest markup.
    """

    host: str
    page: str
    dateline: str
    image: str
    link: str
    link_away: str
    picture: str
    aligned: str
    caption: str
    related: str
    signature: str
    note: str
    gallery: str
    shot: str
    player: str
    post: str
    lead: str = "<p><strong>{}</strong></p>"
    paragraph: str = "<p>{}</p>"
    blank: str = "<p>&nbsp;</p>"
    bold: str = "<strong>{}</strong>"
    emphasis: str = "<em>{}</em>"
    subhead: str = "<h2>{}</h2>"
    quote: str = "<blockquote><p>{}</p></blockquote>"
    item: str = "<li>{}</li>"
    list: str = "<ul>{}</ul>"
    rule: str = "<hr>"
    table: str = _TABLE
    line: str = "<strong>{}:{:02}</strong> {}<br>"
    live: str = "<p>{}</p>"
    tags: str = ""
    tag: str = ""
    foot: str = _FOOT
    share: str = ""

    def article(self, dateline: str, **parts: str) -> str:
        """The HTML of an article, made of that of its parts, which `page` names."""
        return self.page.format_map({**_NO_PARTS, "dateline": dateline, **parts})

    def block(self, kind: str, text: str = "", image: str | None = None) -> str:
        """The HTML of a block of the text, whose kind is the name of a pattern; a picture's `text` is its caption."""
        pattern: str = getattr(self, kind)
        if image is None:
            return pattern.format(text)
        return pattern.format(src=escape(image), caption=self.caption.format(text) if text else "")

    def share_block(self, url: str, title: str) -> str:
        """The links by which readers share an article."""
        return self.share.format(link=quote(url, safe=""), title=quote(title, safe=""))


#: Classes on containers and paragraphs.
STORY = Template(
    host="harbour.example",
    page=(
        '<div class="story"><div class="story__meta">{dateline}</div>{image}{lead}'
        '<div class="story__body">{body}</div>{tags}</div>{foot}'
    ),
    dateline='<time class="story__time">{:%Y-%m-%d %H:%M}</time>',
    image='<div class="story__media"><img class="story__photo" src="{src}" alt="">{caption}</div>',
    lead='<p class="para para--lead"><strong>{}</strong></p>',
    paragraph='<p class="para">{}</p>',
    blank='<p class="para">&nbsp;</p>',
    link='<a class="story__link" href="https://harbour.example/topic/{}">{}</a>',
    link_away='<a href="https://{}.example/" target="_blank" rel="noopener">{}</a>',
    subhead='<h3 class="story__subhead">{}</h3>',
    picture='<div class="story__inline"><img src="{src}" width="720" alt="">{caption}</div>',
    aligned='<div class="story__inline story__inline--right"><img src="{src}" width="320" alt="">{caption}</div>',
    caption='<figcaption class="story__caption">{}</figcaption>',
    quote='<blockquote class="story__quote"><p>{}</p></blockquote>',
    list='<ul class="story__list">{}</ul>',
    rule='<hr class="story__rule">',
    related='<aside class="story__more"><a href="https://harbour.example/topic/{}">{}</a></aside>',
    signature='<p class="para para--sign">（编辑：{}，{}）</p>',
    note='<p class="para para--note"><em>{}</em></p>',
    table=f'<div class="story__table">{_TABLE}</div>',
    gallery='<div class="story__gallery">{}</div>',
    shot='<img class="story__shot" src="{src}" alt="">',
    player='<div class="story__player"><iframe src="https://tv.harbour.example/v/{}" width="640"></iframe></div>',
    post='<blockquote class="social-post" data-lang="zh"><p lang="zh">{}</p><a href="https://social.example/post/{}">{}</a></blockquote>',
    line="<b>{}:{:02}</b> {}<br>",
    live='<div class="story__live">{}</div>',
    tags='<div class="story__tags">{}</div>',
    tag='<a class="tag" href="https://harbour.example/tag/{0}">{0}</a>',
)
#: One container, in which breaks part the paragraphs.
BREAKS = Template(
    host="news.ridge.example",
    page='<div id="date">{dateline}</div>{lead}{image}<div id="text">{body}</div>{tags}{foot}',
    dateline="{:%Y/%m/%d %H:%M}",
    image='<center><img src="{src}" border="0">{caption}</center>',
    lead="<div><b>{}</b></div>",
    paragraph="　　{}<br><br>",
    blank="&nbsp;<br><br>",
    bold="<b>{}</b>",
    emphasis="<i>{}</i>",
    link='<a href="https://news.ridge.example/find.aspx?k={}">{}</a>',
    link_away='<a href="http://www.{}.example/" target="_blank">{}</a>',
    subhead='<font color="#003366"><b>{}</b></font><br><br>',
    picture='<center><img src="{src}" width="500">{caption}</center><br>',
    aligned='<img src="{src}" width="240" align="right">',
    caption="<br><small>{}</small>",
    quote="<blockquote>{}</blockquote>",
    item="● {}<br>",
    list="{}<br>",
    rule="<hr size=1>",
    related='<a href="https://news.ridge.example/find.aspx?k={}"><u>{}</u></a><br><br>',
    signature="（責任編輯：{}／{}）<br>",
    note='<span style="color:#666">{}</span><br><br>',
    table=f'<div align="center">{_TABLE}</div>',
    gallery="<center>{}</center>",
    shot='<img src="{src}" width="600"><br>',
    player='<p align="center"><iframe src="https://tv.ridge.example/v/{}" width="500" height="300"></iframe></p>',
    post='<blockquote><p>{}</p><a href="https://social.example/post/{}">{}</a></blockquote>',
    line='<font color="red">{}:{:02}</font> {}<br>',
    tags='<div id="keys">{}</div>',
    tag='<a href="https://news.ridge.example/tag.aspx?k={0}">{0}</a> ',
    foot=_FOOT.replace("获", "獲"),
)
#: A lead in bold, pictures in figures.
FIGURES = Template(
    host="www.lantern.example/zh",
    page="<header>{dateline}</header>{lead}{image}<section>{body}</section>{tags}{foot}",
    dateline='<span class="date">{:%d.%m.%Y %H:%M}</span>',
    image='<figure class="lead-image"><img src="{src}" srcset="{src} 1x" alt="">{caption}</figure>',
    lead='<p class="intro"><strong>{}</strong></p>',
    link='<a href="https://www.lantern.example/zh/t/{}" class="internal-link">{}</a>',
    link_away='<a href="https://{}.example/" class="external-link" rel="noopener">{}</a>',
    picture='<figure class="inline"><img src="{src}" loading="lazy" alt="">{caption}</figure>',
    aligned='<figure class="inline half"><img src="{src}" loading="lazy" alt="">{caption}</figure>',
    caption="<figcaption><small>{}</small></figcaption>",
    quote="<blockquote><p><q>{}</q></p></blockquote>",
    item="<li><p>{}</p></li>",
    list="<ol>{}</ol>",
    related='<div class="teaser"><a href="https://www.lantern.example/zh/t/{}"><h4>{}</h4></a></div>',
    signature='<p class="byline">記者 {} {}報道</p>',
    note='<div class="note"><p>{}</p></div>',
    table=f'<div class="table">{_TABLE}</div>',
    gallery='<div class="slides">{}</div>',
    shot='<figure class="slide"><img src="{src}" loading="lazy" alt=""></figure>',
    player='<div class="player" data-media="{}"><video poster="https://static.lantern.example/poster.jpg"></video></div>',
    post='<blockquote class="social"><p dir="ltr">{}</p><a href="https://social.example/post/{}">{}</a></blockquote>',
    line="<time>{}:{:02}</time> {}<br>",
    live='<article class="ticker">{}</article>',
    tags="<footer>{}</footer>",
    tag='<a href="https://www.lantern.example/zh/t/{0}" rel="tag">{0}</a> ',
    foot=_FOOT.replace("获", "獲"),
)
#: A blog's programme: headings, lists, pictures of several sizes, a line of tags.
BLOG = Template(
    host="digest.example",
    page='<p class="entry-meta">{dateline}</p><div class="entry-content">{image}{lead}{body}</div>{tags}{foot}',
    dateline='<span class="posted-on">{0.year}年{0.month}月{0.day}日 {0:%H:%M}</span>',
    image='<p><img class="size-full wp-post-image" src="{src}" width="1024" height="683">{caption}</p>',
    link='<a href="https://digest.example/?s={}">{}</a>',
    link_away='<a href="https://www.{}.example/" target="_blank" rel="noreferrer noopener">{}</a>',
    subhead='<h2 class="wp-block-heading">{}</h2>',
    picture='<div class="wp-caption aligncenter"><img class="size-large" src="{src}" width="1024">{caption}</div>',
    aligned='<div class="wp-caption alignright"><img class="size-medium" src="{src}" width="300">{caption}</div>',
    caption='<figcaption class="wp-caption-text">{}</figcaption>',
    quote='<blockquote class="wp-block-quote"><p>{}</p></blockquote>',
    rule='<hr class="wp-block-separator">',
    related='<p><span class="more">另见：</span><a href="https://digest.example/?s={}">{}</a></p>',
    signature="<p>来源：{}，{}</p>",
    note='<p style="text-align: right;">{}</p>',
    table=f'<figure class="wp-block-table">{_TABLE}</figure>',
    gallery='<div class="gallery gallery-columns-2">{}</div>',
    shot='<dl class="gallery-item"><dt><img class="size-thumbnail" src="{src}"></dt></dl>',
    player='<figure class="wp-block-embed"><iframe src="https://video.example/v/{}" height="360"></iframe></figure>',
    post='<blockquote class="embed-post"><p>{}</p><a href="https://social.example/post/{}">{}</a></blockquote>',
    live='<p class="has-background">{}</p>',
    tags='<p class="tags-links">标签：{}</p>',
    tag='<a href="https://digest.example/label/{0}/" rel="tag">{0}</a> ',
)
_SHARE_LINK = 'target="_blank" rel="noopener nofollow"><span></span></a>'
#: As in RFI's dump: nothing has a class, and the body has a container of its own.
RFI = Template(
    host="www.rfi.fr/cn",
    page=(
        "{dateline}{image}{lead}<div>{body}<div data-selfpromo-newsletter></div><div data-selfpromo-app></div></div>"
        "{share}{foot}"
    ),
    dateline="<div>{:%d/%m/%Y - %H:%M}</div>",
    image='<img src="{src}">',
    lead="<p><strong>{}        </strong></p>",
    link='<a href="https://www.rfi.fr/cn/{}">{}</a>',
    link_away='<a href="https://www.{}.example/" target="_blank">{}</a>',
    picture='<figure><img src="{src}">{caption}</figure>',
    aligned='<div style="float:right"><img src="{src}" width="320"></div>',
    caption="<figcaption><span>{}</span></figcaption>",
    related='<p><strong><a href="https://www.rfi.fr/cn/{}">{}</a></strong></p>',
    signature="<p>（编辑：{}，{}）</p>",
    note='<p style="text-align:right"><em>{}</em></p>',
    gallery="<div>{}</div>",
    shot='<figure><img src="{src}"></figure>',
    player='<div><iframe src="https://video.example/embed/{}"></iframe></div>',
    post='<blockquote><p lang="zh">{}</p><a href="https://social.example/post/{}">{}</a></blockquote>',
    share=(
        '<div><div>分享 :</div><div><a href="https://www.facebook.com/dialog/share?app_id=1&amp;href={link}&amp;'
        f'redirect_uri={{link}}&amp;locale=zh_CN" {_SHARE_LINK}'
        f'<a href="whatsapp://send?text={{title}}%20-%20{{link}}" {_SHARE_LINK}'
        f'<a href="https://x.com/intent/tweet?url={{link}}&amp;text={{title}}&amp;lang=zh-cn" {_SHARE_LINK}'
        "<span data-root-share></span></div></div>"
    ),
)
RFI_PHOTO = "https://s.rfi.fr/media/display/{h}/w:1280/p:16x9/photo-{n}.{suffix}"
#: RFI's markup without what its own pages have around the text.
PLAIN = RFI._replace(
    page="{dateline}{image}{lead}<div>{body}</div>",
    lead="<p><strong>{}</strong></p>",
    share="",
)
