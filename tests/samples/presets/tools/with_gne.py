# requires: gne==0.4.3
"""`GeneralNewsExtractor().extract(...)` of each page, with and without the HTML of the body."""

import json
import sys
from pathlib import Path

from gne import GeneralNewsExtractor
from pages import pages

OUT = Path(sys.argv[1])


def write(name: str, **options: bool) -> None:
    """Write what the pages give with some options."""
    items = [GeneralNewsExtractor().extract(page.html, body_xpath="//*[@class='story']", **options) for page in pages()]
    (OUT / name).write_text(json.dumps(items, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


write("gne.json")
write("gne.html.json", with_body_html=True)
