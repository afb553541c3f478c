"""The proposed site file: TOML of the form that site files have, whatever the articles hold."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from observations import observations

from newscheck.article.sites import build_site
from newscheck.engine.settings import package_data
from newscheck.learn.layouts import entries
from newscheck.learn.observation import FieldValue, Observation
from newscheck.learn.proposal import Proposal, propose, site_file
from newscheck.learn.suggestion import Suggestion
from newscheck.model import LayoutChange, LayoutSpan

HOSTILE = '"]\n[rules]\nurl-malformed = "off" # \x1b[31m \x7f \u2028 \\ \''
DAY = 86_400_000


def table_of(proposal: Proposal) -> dict[str, Any]:
    """The proposed file as it is read: it has the form of a site file, and its patterns compile."""
    table = tomllib.loads(site_file(proposal))
    package_data.check_table(table, "site", "proposal")
    build_site("proposal", table)
    return table


def test_what_is_certain_is_set_and_the_rest_is_a_comment() -> None:
    found = [
        Suggestion("hosts", ["eel.example"], 60, 60, "articles are on it", True),
        Suggestion("expects", "dateline", 599, 600, "articles have a date line", True),
        Suggestion("expects", "lead", 3, 60, "articles have a lead", False),
        Suggestion("url.date", r"/(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)-", 59, 60, "dates agree", True),
        Suggestion("furniture.texts", "编辑：", 30, 60, "articles have a block that begins with it", False),
    ]
    assert site_file(Proposal(600, 0, 3 * DAY, found)) == (
        "# Proposed by `newscheck sites learn`, from 600 articles from 1970-01-01 to\n"
        "# 1970-01-04.\n"
        "# A line without `#` is supported by nearly all of them. What is behind `#` is\n"
        "# not certain: check it, then take `#` away or delete the line. `newscheck\n"
        "# schema site` lists all settings.\n"
        "# 100% of 60 articles are on it\n"
        'hosts = ["eel.example"]\n'
        "expects = [\n"
        "  # 99.8% of 600 articles have a date line\n"
        '  "dateline",\n'
        "  # 5% of 60 articles have a lead\n"
        '  # "lead",\n'
        "]\n"
        "\n"
        "[url]\n"
        "# 98% of 60 dates agree\n"
        "date = '/(?P<year>\\d{4})(?P<month>\\d\\d)(?P<day>\\d\\d)-'\n"
        "\n"
        "[furniture]\n"
        "# texts = [\n"
        "  # 50% of 60 articles have a block that begins with it\n"
        '  # "编辑：",\n'
        "# ]\n"
    )


def span(first: int, last: int) -> LayoutSpan:
    return LayoutSpan("eel", "eel-1", "div p", 0.9, first * DAY, last * DAY, 200, "a.md")


def test_layouts_end_between_two_articles_and_are_named_by_their_first_month() -> None:
    change = LayoutChange(
        "eel", 10 * DAY, 12 * DAY, None, "appeared: a\nb", [], 1, 1, ["image", HOSTILE], [], [], "", ""
    )
    other = LayoutChange("ray", 2 * DAY, 4 * DAY, None, "", [], 1, 1, [], [], [], "", "")
    layouts = [*entries([span(0, 10), span(12, 20)], [other, change])]
    assert [(layout.name, layout.until) for layout in layouts] == [("1970-01", 11 * DAY), ("1970-01-2", None)]
    table = table_of(Proposal(400, 0, 20 * DAY, [], layouts))
    assert [layout["name"] for layout in table["layout"]] == ["1970-01", "1970-01-2"]
    assert "layout" not in table_of(Proposal(400, 0, 20 * DAY, [], layouts[:1]))


@pytest.mark.parametrize("count", [0, 1, 40])
def test_hostile_texts_stay_values(count: int) -> None:
    articles = observations(
        count,
        lambda at, when: {
            "url": f"https://eel.example/{when:%Y%m%d}-{at}{HOSTILE}",
            "title": f"{at} - Eel {HOSTILE}"[:60],
            "html": f"<img src='https://eel.example/default{HOSTILE[:9]}'><p>{at}甲乙丙</p><p>{HOSTILE}</p><p>{HOSTILE}：</p>",
            HOSTILE: HOSTILE,
            "no\0name": HOSTILE,
            "a.b": HOSTILE[:20],
            "\ud800": "\udfff",
        },
    )
    table = table_of(propose(articles))
    assert "rules" not in table and "no\0name" not in table.get("record", {})
    assert (HOSTILE in table.get("record", {})) is (count == 40)


TEXT = st.text(max_size=40)


@given(
    st.lists(
        st.builds(
            lambda article, url, title, text, names: article._replace(
                host="eel.example",
                url=url,
                title=title,
                image=text,
                heads=(text, title),
                tails=(text,),
                fields={name: FieldValue("text", (text,)) for name in names if name},
            ),
            st.just(observations(1, lambda at, when: {})[0]),
            TEXT,
            TEXT,
            TEXT,
            st.lists(TEXT, max_size=3),
        ),
        max_size=3,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_articles_give_a_site_file(articles: list[Observation]) -> None:
    table_of(propose(articles * 40))
