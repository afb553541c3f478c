#!/usr/bin/env bash
# A scraper is written on Windows and runs on Linux, both with the same lxml from the same index.
# Guess:    one version of lxml brings one libxml2, so both read a page the same way.
# Seen:     the wheels for Windows have libxml2 2.11, those for Linux and macOS 2.14, whose HTML tokenizer is a new one
#           (as in HTML5). Pinning lxml pins no parser: what is odd in a page (`&nbsp` without its semicolon, a `<!--` in a
#           script) gives other text on the two systems. `lxml.etree.LIBXML_VERSION` tells them apart, the version does not.
# Versions: lxml 6.1.3
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
for platform in win_amd64 manylinux_2_26_x86_64 macosx_10_9_universal2; do
  "$work/venv/bin/pip" download -q --disable-pip-version-check --no-deps --only-binary=:all: --python-version 3.11 \
    --platform "$platform" --dest "$work/$platform" lxml==6.1.3
done
"$work/venv/bin/python" - "$work" <<'PYTHON'
import pathlib
import re
import sys
import zipfile

found = {}
for wheel in sorted(pathlib.Path(sys.argv[1]).glob("*/lxml-*.whl")):
    with zipfile.ZipFile(wheel) as files:
        (header,) = [name for name in files.namelist() if name.endswith("/libxml/xmlversion.h")]
        found[wheel.parent.name] = re.search(r'LIBXML_DOTTED_VERSION "([\d.]+)"', files.read(header).decode())[1]
for platform, version in found.items():
    print(f"lxml 6.1.3 for {platform}: libxml2 {version}")
minor = {platform.partition("_")[0]: version.rpartition(".")[0] for platform, version in found.items()}
assert minor == {"win": "2.11", "manylinux": "2.14", "macosx": "2.14"}, "the behaviour has changed"
PYTHON
