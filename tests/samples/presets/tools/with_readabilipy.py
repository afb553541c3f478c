# requires: readabilipy==0.3.0
"""`simple_json_from_html_string(...)` of each page."""

import json
import sys
from pathlib import Path

from pages import pages
from readabilipy import simple_json_from_html_string

OUT = Path(sys.argv[1])

items = [simple_json_from_html_string(page.html, use_readability=False) for page in pages()]
(OUT / "readabilipy.json").write_text(json.dumps(items, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
