"""`newscheck fixture`: files for the tests of a scraper."""

from __future__ import annotations

import click

from newscheck.cli import _fixture_add, _fixture_minimise, _fixture_rerun


@click.group(epilog="Example: newscheck fixture add saved.html --extractor mypkg.rfi:parse")
def command() -> None:
    """Make files for the tests of a scraper out of real ones.

    \b
    newscheck fixture add URL_OR_FILE...         a page fixture: page, record, structure
    newscheck fixture rerun [CASE]...            what the extractor makes of it now
    newscheck fixture minimise FILE --rule RULE  the smallest file that shows a defect
    """


for _part in (_fixture_add, _fixture_rerun, _fixture_minimise):
    command.add_command(_part.command)
