"""The README's commands for what scrapers write: each is run on files that the tool wrote, and says what it reads."""

from __future__ import annotations

import re
import runpy
import shlex
import shutil
from pathlib import Path

import pytest
from command_line import run

ROOT = Path(__file__).parents[2]
SECTION = (ROOT / "README.md").read_text("utf-8").partition("## Your scraper writes …\n")[2].partition("\n## ")[0]
SAMPLES = ROOT / "tests" / "samples" / "presets"
#: What writes files, the command, and what to know.
ENTRIES = re.findall(
    r"^- \*\*(.+?)\*\*(?::| of) .*\\\n  `newscheck (.*)`\\\n  .*\n", SECTION.replace("\n\n", "\n") + "\n", re.MULTILINE
)
#: The samples by the names that the README gives them; the other files are those of docs/formats.md.
FILES = {
    "articles.jl": "scrapy.jl",
    "articles/1.json": "trafilatura.command.json",
    "articles.json": "newspaper4k.json",
    "crawled.json": "fundus.crawler.json",
    "articles.jsonl": "news_please.jsonl",
    "feed.xml": "rss.xml",
    "posts.json": "wordpress.json",
}
#: What each command prints.
PRINTED = {
    "Scrapy": "recognised as Scrapy\n",
    "trafilatura": "recognised as trafilatura\n",
    "newspaper4k": "recognised as newspaper4k\n",
    "Fundus": "recognised as Fundus\n",
    "news-please": "recognised as news-please",
    "RSS, Atom": "recognised as an RSS feed\n",
    "WordPress, any JSON API": "recognised as WordPress REST\n",
    "CSV, TSV": 'title = "标题"\n',
    "Markdown": "recognised as Markdown with front matter\n",
    "HTML pages, WARC": "\n2 files, ",
    "Parquet, Arrow": "\n1 file, ",
    "Archives": "articles.zip!/dump/1048575.md\n",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all files."""
    folder = tmp_path_factory.mktemp("written")
    write_files = runpy.run_path(str(ROOT / "docs" / "update.py"))["write_files"]
    write_files((ROOT / "docs" / "formats.md").read_text("utf-8"), folder)
    (folder / "articles").mkdir()
    for name, sample in FILES.items():
        shutil.copy(SAMPLES / sample, folder / name)
    shutil.copy(folder / "table" / "news.csv", folder / "news.csv")
    shutil.make_archive(str(folder / "articles"), "zip", folder, "dump")
    return folder


def test_each_entry_has_three_lines_and_a_test() -> None:
    assert [name for name, _ in ENTRIES] == list(PRINTED)
    assert SECTION.count("\n- ") == len(PRINTED)


@pytest.mark.parametrize(("name", "command"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_a_command_reads_what_the_tool_writes(name: str, command: str, written: Path) -> None:
    settings = ["--config", "pages/newscheck.toml"] if name == "HTML pages, WARC" else []
    done = run(*shlex.split(command), *settings, "--now", "2026-11-30", cwd=written)
    assert done.code < 2
    assert PRINTED[name] in done.err + done.out
    assert "malformed" not in done.out
