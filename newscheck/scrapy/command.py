"""`scrapy newscheck SPIDER`: as `scrapy crawl`, with an exit code that says what newscheck found."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from newscheck.errors import UsageError as WrongSetting
from newscheck.scrapy.crawl import UNCHECKED, check_settings
from newscheck.text.display import sanitize
from newscheck.text.suggestions import did_you_mean

_STAT = "newscheck/exit_code"


class Command(crawl.Command):
    """Runs a spider; the add-on is switched on if it isn't yet."""

    def short_desc(self) -> str:
        """The line in Scrapy's list of commands."""
        return "Run a spider and check its items: exit code 1 with findings, 2 where nothing was checked"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Switch the add-on on."""
        from newscheck.scrapy.addon import Addon

        super().process_options(args, opts)
        assert self.settings is not None
        self.settings.setdefault_in_component_priority_dict("ADDONS", Addon, 500)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the spider, and set the exit code; a wrong name or setting is told in a line, also with `--nolog`."""
        if len(args) != 1:
            raise UsageError
        process: Any = self.crawler_process
        try:
            if args[0] not in (known := process.spider_loader.list()):
                raise WrongSetting(f"newscheck: no spider {args[0]!r}{did_you_mean(args[0], known)}")
            crawler = process.create_crawler(args[0])
            check_settings(crawler)
        except WrongSetting as error:
            sys.stderr.write(f"{sanitize(str(error))}\n")
            self.exitcode = UNCHECKED
            return
        process.crawl(crawler, **opts.spargs)
        process.start()
        # A crawl that could not begin has no stats; Scrapy may raise an error that says so.
        stats = None if process.bootstrap_failed else crawler.stats
        code = stats.get_value(_STAT) if stats else None
        self.exitcode = UNCHECKED if code is None else code
