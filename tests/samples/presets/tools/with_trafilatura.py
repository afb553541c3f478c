# requires: trafilatura==2.3.1 lxml_html_clean==0.4.6
"""`extract(..., output_format="json", with_metadata=True)` for each page, and the command of the package."""

import json
import subprocess
import sys
from pathlib import Path

from pages import Page, pages
from trafilatura import extract

OUT = Path(sys.argv[1])
COMMAND = [str(Path(sys.executable).with_name("trafilatura")), "--json", "--with-metadata"]

# The date of the extraction, so that a new sample is the same.
DATES = {"original_date": True, "extensive_search": True, "max_date": "2026-11-28"}


def to_json(page: Page, *, metadata: bool) -> str:
    """The JSON text of a page."""
    text = extract(page.html, url=page.url, output_format="json", with_metadata=metadata, date_extraction_params=DATES)
    assert text
    return text


for name, metadata in {"trafilatura.jsonl": True, "trafilatura_text.jsonl": False}.items():
    lines = [to_json(page, metadata=metadata) + "\n" for page in pages()]
    (OUT / name).write_text("".join(lines), encoding="utf-8")

page = next(pages())
text = subprocess.run(COMMAND, input=page.html, capture_output=True, text=True, check=True).stdout
text = text.replace(json.loads(text)["filedate"], DATES["max_date"])
(OUT / "trafilatura.command.json").write_text(text, encoding="utf-8")
