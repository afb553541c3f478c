"""The sites of a report: the worst at a glance, and none that is left out in silence."""

from __future__ import annotations

from lxml import html
from page_reports import START, change, finding, report, series, span

from newscheck import outputs
from newscheck.model import RenderOptions, Report
from newscheck.outputs.page import site_table
from newscheck.outputs.page.site_table import FIRST, MOST, SiteRow
from newscheck.outputs.page.tally import Tally


def table(of: Report) -> site_table.SiteTable:
    return site_table.site_table(of, Tally(of.findings))


def test_a_loss_comes_before_errors_and_these_before_warnings_and_articles() -> None:
    of = report(
        [finding(site="many"), finding(site="many"), finding(site="one"), finding("b", "warning", site="warned")],
        series=[series("quiet"), series("large", number=50), series("warned"), series("one"), series("many")],
        changes=[change("lost"), change("large", harm=[])],
        layouts=[span("lost")],
    )
    assert [row.site for row in table(of).first] == ["lost", "many", "one", "warned", "large", "quiet"]


def test_a_row_has_the_numbers_of_its_site() -> None:
    of = report(
        [finding(site="rfi"), finding("b", "note", site="rfi")], series=[series(undated=2)], changes=[change(harm=[])]
    )
    assert table(of).first == [SiteRow("rfi", [1, 0, 1], 1_202, "2021-10-01", "2021-10-30", 1, 0)]
    assert table(report([finding(site="rfi")])).first == [SiteRow("rfi", [1, 0, 0], None, "", "", 0, 0)]


def test_of_very_many_sites_it_says_how_many_are_not_listed() -> None:
    number = MOST + 7
    of = report([finding(site="site-3", epoch=START)], series=[series(f"site-{n}", days=1) for n in range(number)])
    found = table(of)
    assert (len(found.first), len(found.more), found.omitted, found.number) == (FIRST, MOST - FIRST, 7, number)
    page = html.document_fromstring("".join(outputs.render("html", of, RenderOptions())))
    assert page.xpath("string(//section[@id='sites']/details/summary)") == f"{MOST - FIRST} more sites"
    assert page.xpath("string(//section[@id='sites']/p)") == "7 more sites are left out here."
    assert page.xpath("string(//section[@id='sites']//tbody/tr/th)") == "site-3"


def test_one_site_needs_no_table() -> None:
    page = html.document_fromstring("".join(outputs.render("html", report(series=[series()]), RenderOptions())))
    assert not page.xpath("//section[@id='sites']")
