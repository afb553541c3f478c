"""Measures what each output makes of a flood of findings: peak memory of the process, size of the file, time.

    python benchmarks/flood.py [--findings 1000000]

Each output runs in a process of its own; `on disk` is the peak before it begins, when all findings are on disk.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from newscheck import outputs, registry
from newscheck.engine.findings_store import FindingsStore
from newscheck.model import Excerpt, Finding, RenderOptions, Report, RuleDescription, Totals

RULES = {"title-empty": "error", "lead-missing": "error", "title-site-name": "warning", "paragraph-blank": "note"}
#: Findings of a file, files of a folder.
_FILE, _FOLDER = 8, 125
_TEXT = "合作社负责人说，配额在九月初就会用完，而加工厂的订单已经排到了年底<p></p>"


def flood(number: int) -> Iterator[Finding]:
    """Findings in the order of their files."""
    for at in range(number):
        file = at // _FILE
        rule, severity = [*RULES.items()][at % len(RULES)]
        yield Finding(
            rule=rule,
            severity=severity,
            path=f"articles/{file // _FOLDER:06}/{file:07}.md",
            line=5,
            column=1 + at % _FILE,
            pointer="/lead",
            message="no lead: the text begins with a plain paragraph",
            evidence=_TEXT[:30],
            fingerprint=f"{at:016x}",
            excerpt=Excerpt(_TEXT, 3, 9),
        )


def measure(form: str, number: int, *, is_whole: bool) -> None:
    """One row; `is_whole` for a file, else what is shown on a terminal."""
    findings = FindingsStore.of(flood(number))
    texts = {rule: RuleDescription(severity, rule, rule) for rule, severity in RULES.items()}
    files = -(-number // _FILE)
    report = Report("0", Totals(files, files, **findings.counts), findings, texts)
    before, start = _peak(), time.perf_counter()
    pieces = outputs.render(form, report, RenderOptions(max_per_rule=None) if is_whole else RenderOptions())
    size = sum(len(piece.encode()) for piece in pieces)
    name = f"{form} -o FILE" if is_whole and form == "text" else form
    print(f"{name:<14} {before:>10} MB {_peak():>10} MB {size / 1e6:>10.1f} MB {time.perf_counter() - start:>8.1f} s")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """A table, an output a row."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--findings", type=int, default=1_000_000)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        form, _, whole = arguments.one.partition(":")
        return measure(form, arguments.findings, is_whole=bool(whole))
    print(f"{arguments.findings:,} findings\n")
    print(f"{'':<14} {'on disk':>13} {'peak':>13} {'size':>13} {'time':>10}", flush=True)
    for name in (*registry.names("outputs"), "text:whole"):
        command = [sys.executable, str(Path(__file__)), "--findings", str(arguments.findings), "--one", name]
        # By way of a shell: a child's peak would begin with that of this process.
        subprocess.run(["sh", "-c", '"$@"; true', "sh", *command], check=True)
    return None


if __name__ == "__main__":
    main()
