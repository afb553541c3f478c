#!/usr/bin/env bash
# A schema asks that an article's HTML begins with a tag: "pattern": "^\\<p\\>".
# Guess:    `\<` is a `<`, as in ECMA-262 without the flag u, in Python's re, and so in jsonschema; jsonschema-rs agrees.
# Seen:     jsonschema-rs reads `\<` and `\>` as the beginning and the end of a word (as its regex engine does):
#           the HTML is refused, and a text without any tag is valid. No error, no warning. `<` unescaped is right in both.
# Versions: jsonschema-rs 0.61.2, jsonschema 4.26.0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check jsonschema==4.26.0 jsonschema-rs==0.61.2
"$work/venv/bin/python" - <<'PYTHON'
import jsonschema
import jsonschema_rs

ENGINES = {"jsonschema": jsonschema.Draft202012Validator, "jsonschema-rs": jsonschema_rs.Draft202012Validator}
HTML, TEXT = "<p>潮水退去以后，渔民回到了码头。</p>", "p as in paragraph"


def verdicts(pattern):
    schema = {"type": "string", "pattern": pattern}
    return {name: [engine(schema).is_valid(text) for text in (HTML, TEXT)] for name, engine in ENGINES.items()}


escaped, plain = verdicts(r"^\<p\>"), verdicts("^<p>")
for name in ENGINES:
    print(f"{name:13}  ^\\<p\\>: html {escaped[name][0]}, plain text {escaped[name][1]};  ^<p>: html {plain[name][0]}, plain text {plain[name][1]}")
assert escaped == {"jsonschema": [True, False], "jsonschema-rs": [False, True]}, "the behaviour has changed"
assert plain == {"jsonschema": [True, False], "jsonschema-rs": [True, False]}, "the behaviour has changed"
PYTHON
