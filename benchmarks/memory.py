"""Measures the memory of a run's own process on long archives: what it holds of all articles, and the work on them.

    python benchmarks/memory.py [--articles 10000 50000 200000 1000000] [--site harbour]

A month of a simulated newsroom is checked once. The same month again and again, at other times, with other URLs and
texts and some features of its own, is an archive of one site, in which one article in twenty has the text of another,
and one nearly so. Its shards go into the dump store as they come from the processes that check files, then the layouts
are searched and the rules of the dump run. Only the temporary files of a run are written, so that a million articles
take minutes. Each size has a process of its own; of each stage it prints the processor time an article, and the highest
memory of the process until its end.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from array import array
from collections.abc import Collection, Iterator
from contextlib import closing
from random import Random
from time import process_time

from msgspec.structs import replace

from newscheck.engine.cache.shard import Shard
from newscheck.engine.conclusion import conclude
from newscheck.engine.dump_store import DumpStore
from newscheck.engine.run_results import RunResults
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.engine.stages import LAYOUTS, RULES
from newscheck.layout.features import names_by_hash
from newscheck.model import ArticleFeatures, ArticleSummary, FileResult
from newscheck.synthetic import simulator
from newscheck.text.timestamps import DAY

#: Articles that are checked, and those of a shard.
MONTH, SHARD = 2_000, 200
#: Features that only one month has, and the articles that have each.
OWN_FEATURES, OWN_ARTICLES = 20, 8
#: Of so many articles of a month, the first has the text of one of another month, and the second nearly so.
EACH = 20
#: Later than any article.
NOW = 9_000_000_000_000


def archive(month: FileResult, articles: int) -> Iterator[Shard]:
    """The shards of an archive that is one month again and again."""
    epochs = [summary.epoch or 0 for summary in month.summaries]
    step = 7 * DAY * (1 + (max(epochs) - min(epochs)) // (7 * DAY))
    for number in range(articles // MONTH):
        draw, later = Random(number), number * step
        own = names_by_hash([f"class own-{number}-{feature}" for feature in range(OWN_FEATURES)])
        having = {hashed: {*draw.sample(range(MONTH), OWN_ARTICLES)} for hashed in own}
        salt, twin = draw.getrandbits(64), Random(-1 - number // 2).getrandbits(64)
        for low in range(0, MONTH, SHARD):
            part = range(low, low + SHARD)
            added = [[hashed for hashed, articles in having.items() if at in articles] for at in part]
            result = FileResult(
                summaries=[
                    _summary(
                        month.summaries[at],
                        number,
                        later,
                        (salt, twin if at % EACH == 0 else salt, twin if at % EACH < 2 else salt),
                    )
                    for at in part
                ],
                features=[_features(month.features[at], later, more) for at, more in zip(part, added, strict=True)],
                feature_names={**month.feature_names, **own},
                latest_epoch=month.latest_epoch + later,
            )
            yield Shard.of(result, bytes(16 * SHARD))


def _summary(summary: ArticleSummary, number: int, later: int, salts: tuple[int, int, int]) -> ArticleSummary:
    """Another article as long as one, at a later time; articles with the same salts have the same body, sentences."""
    salt, body, sentences = salts
    return replace(
        summary,
        path=f"{number:04d}/{summary.path}",
        epoch=(summary.epoch or 0) + later,
        published=summary.published and summary.published + later,
        wall=summary.wall and summary.wall + later // 60_000,
        url_day=summary.url_day and summary.url_day + later // DAY,
        url=summary.url ^ salt,
        title=summary.title ^ salt,
        body=summary.body ^ body,
        image=summary.image and summary.image ^ salt,
        title_text=f"{summary.title_text} {number}",
        sentences=_salted(summary.sentences, sentences).tobytes(),
        minhash=array("I", sorted(_salted(summary.minhash, sentences))).tobytes(),
    )


def _salted(packed: bytes, salt: int) -> array[int]:
    return array("I", (hashed ^ salt & 0xFFFF_FFFF for hashed in array("I", packed)))


def _features(article: ArticleFeatures, later: int, more: Collection[int]) -> ArticleFeatures:
    features = article.features + array("I", more).tobytes()
    return replace(article, epoch=(article.epoch or 0) + later, features=features)


def _peak() -> float:
    """The highest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


class Stages:
    """What each stage of a run took, and the highest memory until its end."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.memory: dict[str, float] = {}
        self._name, self._start = "", 0.0

    def begin(self, name: str) -> None:
        """End the present stage, and begin another one."""
        if name != self._name:
            self.seconds[self._name], self.memory[self._name] = process_time() - self._start, _peak()
            self._name, self._start = name, process_time()


def measure(articles: int, site: str) -> None:
    """The run's own process at one size; prints a line."""
    session = Session(Project(now=NOW))
    month = session.checker.check(*simulator.stream(site, MONTH))
    results, stages = RunResults(), Stages()
    with closing(DumpStore(session.detection_settings)) as dump:
        stages.begin("store")
        for shard in archive(month, articles):
            dump.add(shard)
            results.add(shard)
        report = conclude(session.checker, dump, results, lambda _: (), lambda stage: stages.begin(stage.name))
        stages.begin("end")
    if report.crashes:
        raise SystemExit(report.crashes[0].traceback)
    cost = "   ".join(
        f"{stages.seconds[name] * 1e6 / articles:6.0f} µs {stages.memory[name]:6.0f} MB" for name in (LAYOUTS, RULES)
    )
    print(f"{articles:10,} {stages.memory['store']:6.0f} MB   {cost}   {len(report.findings):10,}", flush=True)
    for remark in report.remarks:
        print(f"{'':11}{remark}", flush=True)


def main() -> None:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 50_000, 200_000, 1_000_000])
    parser.add_argument("--site", choices=simulator.SITE_NAMES, default=simulator.SITE_NAMES[0])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        measure(arguments.articles[0], arguments.site)
        return
    print("  articles   stored          layouts             rules     findings", flush=True)
    for articles in arguments.articles:
        command = [sys.executable, __file__, "--one", "--articles", str(articles), "--site", arguments.site]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
