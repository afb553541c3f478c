#!/usr/bin/env bash
# A scraper's CI checks records with jsonschema (the library) and lints the schema itself with sourcemeta-jsonschema.
# Guess:    two packages, two programs; or pip tells that both want the same file.
# Seen:     both install a program `jsonschema`; the later one takes the place of the earlier, silently, so a job that says
#           `jsonschema -i record.json schema.json` gets another program. Uninstalling one takes the other's program away,
#           too: the library is still there, its program is not, and `pip check` finds nothing wrong.
# Versions: jsonschema 4.26.0, sourcemeta-jsonschema 17.3.0, pip 24.0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
pip=("$work/venv/bin/python" -m pip --disable-pip-version-check)
"${pip[@]}" install -q pip==24.0
printf '{"type": "object", "required": ["title"]}' >"$work/schema.json"
printf '{"title": "渔业配额推迟到明年"}' >"$work/record.json"
job() { "$work/venv/bin/jsonschema" -i "$work/record.json" "$work/schema.json" >/dev/null 2>&1 && echo "valid" || echo "exit code $?"; }

"${pip[@]}" install -q jsonschema==4.26.0
first=$(job)
"${pip[@]}" install -q sourcemeta-jsonschema==17.3.0 2>"$work/said"
second=$(job)
said=$(grep -ciE 'overwrit|conflict|exist' "$work/said" || true)
"${pip[@]}" uninstall -q -y sourcemeta-jsonschema
third=$([ -e "$work/venv/bin/jsonschema" ] && echo "there" || echo "gone")
library=$("$work/venv/bin/python" -c 'from importlib.metadata import version; print(version("jsonschema"))')
check=$("${pip[@]}" check)

echo "jsonschema alone: $first"
echo "sourcemeta-jsonschema beside it: $second (pip's warnings about it: $said)"
echo "without it again: the program is $third, jsonschema $library is still installed; pip check: $check"
[ "$first" = "valid" ] && [ "$second" != "valid" ] && [ "$said" = 0 ] || { echo "the behaviour has changed"; exit 1; }
[ "$third" = "gone" ] && [ "$library" = 4.26.0 ] && [ "$check" = "No broken requirements found." ] || { echo "the behaviour has changed"; exit 1; }
