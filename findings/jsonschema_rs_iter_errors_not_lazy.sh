#!/usr/bin/env bash
# A scraper wrote the numbers of the paragraphs instead of the paragraphs; the check wants to tell the first violation.
# Guess:    `next(validator.iter_errors(record))` does as little in jsonschema-rs as it does in jsonschema, whose iterator is lazy.
# Seen:     jsonschema-rs makes all errors before it gives the first one, and each takes well over a kilobyte: a record of
#           1.2 MB takes hundreds of megabytes, `itertools.islice` or not. `validate()`, which raises the first, takes none.
# Versions: jsonschema-rs 0.61.2, jsonschema 4.26.0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check jsonschema==4.26.0 jsonschema-rs==0.61.2
megabytes() { # that the process grows by for the first violation; $1: how it is asked for
  "$work/venv/bin/python" - "$1" <<'PYTHON'
import resource
import sys

import jsonschema
import jsonschema_rs

SCHEMA = {"properties": {"paragraphs": {"items": {"type": "string"}}}}
record = {"title": "渔业配额推迟到明年", "paragraphs": list(range(200_000))}
own, other = jsonschema_rs.Draft202012Validator(SCHEMA), jsonschema.Draft202012Validator(SCHEMA)


def raised(validate):
    try:
        validate(record)
    except jsonschema_rs.ValidationError as error:
        return error


ways = {
    "jsonschema, iter_errors": lambda: next(other.iter_errors(record)),
    "jsonschema-rs, iter_errors": lambda: next(iter(own.iter_errors(record))),
    "jsonschema-rs, validate": lambda: raised(own.validate),
}
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert "0 is not of type" in ways[sys.argv[1]]().message
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
PYTHON
}
lazy=$(megabytes "jsonschema, iter_errors") eager=$(megabytes "jsonschema-rs, iter_errors") one=$(megabytes "jsonschema-rs, validate")
echo "the first of 200,000 violations: jsonschema $lazy MB, jsonschema-rs $eager MB by iter_errors, $one MB by validate"
[ "$lazy" -lt 60 ] && [ "$one" -lt 60 ] && [ "$eager" -gt 150 ] || { echo "the behaviour has changed"; exit 1; }
