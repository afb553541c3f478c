"""All rows of the table of walls, and what each kind is."""

from newscheck.text.walls import chinese, english, french, german, japanese, others, spanish

#: What each kind is, in messages. A `title` is a whole title; `page` are words of any such page, wherever they stand;
#: `offer` and `remark` are words of a sentence where there is hardly any text, and nothing of news; all others begin a
#: sentence.
KINDS = {
    "title": "an error page, a bot check or a login wall",
    "page": "an error page, a bot check or a login wall",
    "check": "a bot check",
    "login": "a login wall",
    "adblock": "the notice that asks readers to switch off their ad blocker",
    "deleted": "the notice of a page that was deleted or is blocked",
    "busy": "the notice of a server that got too many requests",
    "error": "an error page",
    "maintenance": "the notice of maintenance",
    "app": "a banner for an app",
    "paywall": "the notice of a paywall",
    "appwall": "the notice that the rest is in an app",
    "consent": "a request for consent to cookies",
    "stub": "a stub that will be updated",
    "offer": "the notice of a paywall",
    "remark": "an error page, a bot check or a login wall",
}
WALLS = (
    *chinese.WALLS,
    *english.WALLS,
    *french.WALLS,
    *german.WALLS,
    *japanese.WALLS,
    *spanish.WALLS,
    *others.WALLS,
)
