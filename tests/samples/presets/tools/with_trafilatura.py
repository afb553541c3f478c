# requires: trafilatura==2.3.1
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


def to_json(page: Page) -> str:
    """The JSON text of a page."""
    text = extract(page.html, url=page.url, output_format="json", with_metadata=True, date_extraction_params=DATES)
    assert text
    return text


texts = [to_json(page) for page in pages()]
(OUT / "trafilatura.jsonl").write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")

page = next(pages())
text = subprocess.run(COMMAND, input=page.html, capture_output=True, text=True, check=True).stdout
text = text.replace(json.loads(text)["filedate"], DATES["max_date"])
(OUT / "trafilatura.command.json").write_text(text, encoding="utf-8")
