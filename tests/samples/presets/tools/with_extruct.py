# requires: extruct==0.18.0
"""`extruct.extract(...)` of each page, and the JSON-LD that it finds."""

import json
import sys
from pathlib import Path

import extruct
from pages import pages

OUT = Path(sys.argv[1])

items = [extruct.extract(page.html, base_url=page.url) for page in pages()]
(OUT / "extruct.json").write_text(json.dumps(items, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
nodes = [node for item in items for node in item["json-ld"]]
(OUT / "json_ld.json").write_text(json.dumps(nodes, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
