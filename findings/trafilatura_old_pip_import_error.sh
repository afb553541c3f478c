#!/usr/bin/env bash
# `python3 -m venv`, `pip install trafilatura`, with the pip that Python 3.11 brings (Debian 12 has one of this age, too).
# Guess:    any pip that can install it installs all that it imports.
# Seen:     pip 23.2.1 does not know that html_clean (as jusText asks for it) is lxml's html-clean: a warning in the
#           middle of the output, exit code 0, lxml_html_clean is not installed, and `import trafilatura` raises
#           ImportError. `pip check` finds nothing. With pip 24.0 the same line works.
# Versions: trafilatura 2.3.1, pip 23.2.1 and 24.0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
imported() { # what an import says behind an installation; $1: the version of pip
  local venv="$work/$1"
  python3 -m venv "$venv"
  local pip=("$venv/bin/python" -m pip --disable-pip-version-check)
  "${pip[@]}" install -q "pip==$1" 2>>"$work/said"
  "${pip[@]}" install -q trafilatura==2.3.1 2>>"$work/said"
  check=$("${pip[@]}" check)
  "$venv/bin/python" -c 'import trafilatura; print("trafilatura", trafilatura.__version__)' 2>&1 | grep -E '^(ImportError|trafilatura)'
  echo "$check"
}
old=$(imported 23.2.1) new=$(imported 24.0)
echo "pip 23.2.1: $old"
echo "pip 24.0: $new"
[[ "$old" == ImportError:*lxml_html_clean*"No broken requirements found." ]] || { echo "the behaviour has changed"; exit 1; }
[[ "$new" == "trafilatura 2.3.1"*"No broken requirements found." ]] || { echo "the behaviour has changed"; exit 1; }
