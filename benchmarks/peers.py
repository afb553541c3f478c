"""Measures newscheck beside other tools, each on the part of the work that it does.

    pip install check-jsonschema great_expectations jsonschema lxml_html_clean pandas pandera spidermon trafilatura
    python benchmarks/peers.py [--articles 2000] [--rounds 5] [--dump DIR]

No tool here does the same work, so each row says what its tool is given and what it answers, and has two ratios: the
tool's time to that of newscheck for the same part, and to that of all of newscheck on the same articles: from files to
findings, with every rule, duplicates and layout changes. Below 1 the tool is faster. What isn't installed is left out.

All is measured in one run, in turn, and a ratio is the median of the pairs; the first turn of each is not counted. What
can be prepared once (validators, data frames, suites) is not in the time.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from benchmark import NOW, make_dump, timed
from pages import article as article_of_page
from pages import page

from newscheck import readers
from newscheck.article.extraction import to_article
from newscheck.article.item_mapping import MAIN_CONTENT
from newscheck.engine.files.directory_walk import walk
from newscheck.engine.files.inputs import read
from newscheck.engine.run import run
from newscheck.engine.session import Session, default_checker
from newscheck.engine.settings import package_data
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError

#: Pages that an extractor is given, of some 100 kB each.
PAGES = 40
#: The conditions of the record that a column of a data frame can express.
PATTERNS = {
    "title": r"[^\u0000-\u0020\u00a0\u3000]",
    "url": r"^https?://([a-z0-9-]+\.)*rfi\.fr//?cn/[^/?#]",
    "image": r"^https?://[^\u0000-\u0020/?#]+/",
    "body": r"[\u4e00-\u9fff]",
}
EARLIEST = 1_167_609_600_000

Work = Callable[[], object]


class Peer(NamedTuple):
    """A tool on some articles: what it is given and answers, its work, the same part of newscheck's, and all of it."""

    name: str
    part: str
    work: Work
    own_part: Work
    own_whole: Work


class Record(NamedTuple):
    """The articles of a dump as records of the schema, and that schema in one piece."""

    folder: Path
    records: list[dict[str, Any]]
    schema: dict[str, Any]
    accepts: Callable[[Any], bool]

    def whole(self) -> None:
        """All of newscheck on the dump."""
        validate(self.folder)

    def peer(self, name: str, part: str, work: Work) -> Peer:
        """A tool that judges the records."""
        return Peer(name, part, work, self.judge, self.whole)

    def judge(self) -> list[bool]:
        """newscheck's verdict on each record."""
        return [self.accepts(record) for record in self.records]


def validate(folder: Path, **settings: Any) -> None:
    """Check a folder in this process."""
    run(Session(Project(now=NOW, **settings)), [str(folder)], jobs=1)


def records(folder: Path) -> Record:
    """The records of a dump, as newscheck's extraction makes them."""
    checker = default_checker(NOW)
    raws = (raw for path in walk([str(folder)]) for raw in read(path, 1 << 30))
    found = [to_article(document, checker.sites).record for raw in raws for document in readers.read(raw)]
    # Through JSON, so that every tool gets plain values.
    plain = json.loads(json.dumps(found))
    return Record(folder, plain, package_data.schema("rfi"), package_data.record_schemas()["rfi"].accepts)


def loops(given: Record) -> Iterator[Peer]:
    """Libraries that are called for each record."""

    def over_all(judge: Callable[[Any], object]) -> Work:
        return lambda: [judge(record) for record in given.records]

    if jsonschema := installed("jsonschema"):
        strict = jsonschema.Draft202012Validator(given.schema)
        work = over_all(lambda record: [*strict.iter_errors(record)])
        yield given.peer("jsonschema, iter_errors", "record -> violations", work)
    if jsonschema_rs := installed("jsonschema_rs"):
        fast = jsonschema_rs.Draft202012Validator(given.schema)
        work = over_all(lambda record: [*fast.iter_errors(record)])
        yield given.peer("jsonschema-rs, iter_errors", "record -> violations", work)
    if validation := installed("spidermon.contrib.validation"):
        work = over_all(validation.JSONSchemaValidator(given.schema).validate)
        yield given.peer("Spidermon, JSONSchemaValidator", "item -> errors by field", work)


def frames(given: Record) -> Iterator[Peer]:
    """Libraries that are given a table: four patterns, a bound and uniqueness are what they can say of a record."""
    pandas = installed("pandas")
    if not pandas:
        return
    frame = pandas.DataFrame([{name: record[name] for name in ("epoch_ms", *PATTERNS)} for record in given.records])
    if pandera := installed("pandera.pandas"):
        check, column = pandera.Check, pandera.Column
        columns = {name: column(str, check.str_matches(f"(?s).*?{text}")) for name, text in PATTERNS.items()}
        table = pandera.DataFrameSchema({"epoch_ms": column(int, check.ge(EARLIEST)), **columns}, unique=["url"])
        errors = importlib.import_module("pandera.errors")
        work = partial(caught, partial(table.validate, frame, lazy=True), errors)
        yield given.peer("pandera, lazy", "table -> failing cells", work)
    if gx := installed("great_expectations"):
        yield given.peer("Great Expectations", "table -> expectations", expectations(gx, frame))


def caught(work: Work, errors: Any) -> object:
    """What pandera says of a table: its errors, where there are any."""
    try:
        return work()
    except errors.SchemaErrors as error:
        return error.failure_cases


def expectations(gx: Any, frame: Any) -> Work:
    """A suite of expectations on a table."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("dump").add_dataframe_asset("articles")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    of = gx.expectations
    suite = gx.ExpectationSuite(
        "record",
        [
            of.ExpectColumnValuesToBeBetween(column="epoch_ms", min_value=EARLIEST),
            of.ExpectColumnValuesToBeUnique(column="url"),
            *(of.ExpectColumnValuesToMatchRegex(column=name, regex=text) for name, text in PATTERNS.items()),
        ],
    )
    return lambda: batch.validate(suite)


def commands(given: Record, folder: Path) -> Iterator[Peer]:
    """Tools that are run on files."""
    if not installed("check_jsonschema"):
        return
    schema, files = folder / "schema.json", folder / "records"
    schema.write_text(json.dumps(given.schema))
    files.mkdir()
    for number, record in enumerate(given.records):
        (files / f"{number:06d}.json").write_text(json.dumps(record, ensure_ascii=False))
    paths = sorted(map(str, files.iterdir()))
    peer = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *paths]
    own = [sys.executable, "-m", "newscheck", "validate", str(files), "--no-cache", "--jobs", "1"]
    yield Peer(
        "check-jsonschema",
        "JSON files -> violations (a process)",
        lambda: process(peer),
        lambda: process([*own, "--select", "record-schema", "--schema", str(schema)]),
        lambda: process(own),
    )


def process(command: list[str]) -> None:
    """Run a command whose exit code says whether there are findings."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())


def extractors(folder: Path) -> Iterator[Peer]:
    """Tools that find the article in a page."""
    if not (trafilatura := installed("trafilatura")):
        return
    pages = [page(20 + number % 9, 50 + number % 11) for number in range(PAGES)]
    files = folder / "pages"
    files.mkdir()
    for number, text in enumerate(pages):
        (files / f"{number}.html").write_text(text)
    encoded = [text.encode() for text in pages]
    yield Peer(
        "trafilatura.extract, with_metadata",
        "page -> text and metadata",
        lambda: [trafilatura.extract(text, with_metadata=True, output_format="json") for text in pages],
        lambda: [article_of_page(data) for data in encoded],
        lambda: validate(files, extractor=MAIN_CONTENT),
    )


def installed(module: str) -> Any:
    """A module, or None where it can't be imported."""
    try:
        return importlib.import_module(module)
    except ImportError:
        return None


def show(peers: list[Peer], rounds: int) -> None:
    """A row for each tool: the median of its ratios, and the range of the first."""
    print(f"{'':<36}{'':<38}{'to the same part':>24}{'to all of newscheck':>22}")
    for peer in peers:
        turns = [(cpu(peer.work), cpu(peer.own_part), cpu(peer.own_whole)) for _ in range(rounds + 1)][1:]
        part = sorted(work / own for work, own, _ in turns)
        whole = statistics.median(work / every for work, _, every in turns)
        spread = f"{statistics.median(part):.2f}x ({part[0]:.2f} .. {part[-1]:.2f})"
        print(f"{peer.name:<36}{peer.part:<38}{spread:>24}{whole:>21.2f}x")


def cpu(work: Work) -> float:
    """Processor seconds of one call, those of its processes included."""
    return timed(work)[1]


def main() -> None:
    """Make the dump and its records, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dump", help="measure on this dump of RFI's instead of a synthetic one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(given.dump) if given.dump else Path(temporary) / "dump"
        if not given.dump:
            make_dump(folder, given.articles)
        ready = records(folder)
        if not ready.records:
            raise UsageError(f"{folder} has no articles")
        peers = [*loops(ready), *frames(ready), *commands(ready, Path(temporary)), *extractors(Path(temporary))]
        print(f"{len(ready.records)} articles, {given.rounds} rounds, processor time\n")
        show(peers, given.rounds)


if __name__ == "__main__":
    main()
