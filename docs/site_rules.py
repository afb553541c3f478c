"""The pages of the rules on the documentation site, as Markdown: from their docstrings, examples, options and figures.

`page` makes that of a rule, `index` the list of all by subject; nothing of it is in the repository.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from newscheck import rules
from newscheck.checker import examples
from newscheck.engine.session import default_checker
from newscheck.model import RenderOptions, Rule
from newscheck.outputs.text import finding_lines
from newscheck.synthetic import specimen
from newscheck.text import toml_writer
from newscheck.text.display import quantity, sanitize

#: The page with the measured precision.
_MEASURED = Path(__file__).with_name("rules.md")
_TUNED = re.compile(r"^\| `([a-z-]+)` \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| (.*?) ?\|$", re.MULTILINE)
_FRESH = re.compile(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| ([\d,]+) \| ([\d,]+) \| (.*?) ?\|$", re.MULTILINE)
#: What a rule checks, by its scope.
SCOPES = {
    "article": "each article",
    "document": "each file, or item of one, as it is read",
    "dump": "the dump: articles compared with each other",
    "versions": "the versions of a file in git (`--history`)",
}
#: A subject with fewer rules is among the other ones.
_FEW, _NAMES = 3, {"url": "URL"}
#: The most characters of a line of an example, those before its first difference, the most lines and findings.
_WIDTH, _BEFORE, _MOST_LINES, _MOST_FINDINGS = 100, 40, 16, 3


class Figures(NamedTuple):
    """How often a rule was right: findings opened, those right, and what the others were."""

    opened: str
    right: str
    remark: str


def page(rule: Rule) -> str:
    """The page of a rule; `docs-url` (`newscheck explain`, SARIF) leads to it."""
    parts = (_facts, _explanation, _example, _options, _precision)
    return "\n\n".join([f"# {rule.id}", *(part(rule).strip() for part in parts)]) + "\n"


def index(known: Mapping[str, Rule]) -> str:
    """The rules by subject, each with a link to its page."""
    words = f"{len(known)} rules, by what they are about. `newscheck rules` lists them with your severities."
    yielded = ["# All rules", words]
    for subject, members in by_subject(known).items():
        rows = [f"| [`{rule.id}`](rules/{rule.id}.md) | {rule.severity} | {rule.summary} |" for rule in members]
        yielded += [f"## {subject}", "\n".join(["| rule | severity | |", "| --- | --- | --- |", *rows])]
    return "\n\n".join(yielded) + "\n"


def by_subject(known: Mapping[str, Rule]) -> dict[str, list[Rule]]:
    """The rules by the first word of their ids, in the order of subjects; those of small subjects come last."""
    subjects: dict[str, list[Rule]] = {}
    for rule in known.values():
        subjects.setdefault(rule.id.partition("-")[0], []).append(rule)
    large = {_NAMES.get(name, name.capitalize()): members for name, members in subjects.items() if len(members) >= _FEW}
    return large | {"Other": [rule for members in subjects.values() if len(members) < _FEW for rule in members]}


def _facts(rule: Rule) -> str:
    rows = [("severity", rule.severity), ("checks", SCOPES[rule.scope])]
    if rule.required_options:
        needed = ", ".join(f"`{_setting(name)}`" for name in rule.required_options)
        rows.append(("runs", f"only with the option {needed}"))
    if rule.is_fallback:
        rows.append(("reports", "nothing about a field that another rule reports"))
    if rule.stands_for:
        rows.append(("stands for", ", ".join(f"[`{name}`]({name}.md)" for name in rule.stands_for)))
    if rule.aliases:
        rows.append(("was called", ", ".join(f"`{name}`" for name in rule.aliases)))
    titles, values = zip(*rows, strict=True)
    lines = (f"| {' | '.join(cells)} |" for cells in (titles, ["---"] * len(rows), values))
    return "\n".join([f"**{rule.summary}.**", "", *lines])


def _explanation(rule: Rule) -> str:
    """The docstring after its first line, under headings."""
    _, *paragraphs = rule.help.split("\n\n")
    at = next(number for number, text in enumerate(paragraphs) if text.startswith("What to do: "))
    why, what = "\n\n".join(paragraphs[:at]), "\n\n".join(paragraphs[at:]).removeprefix("What to do: ")
    return f"## Why it matters\n\n{why}\n\n## What to do\n\n{what[:1].upper()}{what[1:]}"


def _example(rule: Rule) -> str:
    """The first BAD example: its difference to a well-formed article or dump, and what is reported."""
    shown = _of_series([*rule.bad[0]]) if rule.scope in ("dump", "versions") else _of_article(rule.bad[0], "A file")
    return "\n\n".join(["## Example", *shown, "newscheck reports:", _block("text", _report(rule))])


def _of_series(patches: list[Mapping[str, Any]]) -> Iterator[str]:
    """A dump, by the first article with a patch that not all have; without any, by its first articles."""
    usual = set.intersection(*(set(patch) for patch in patches))
    at = next((number for number, patch in enumerate(patches) if patch.keys() - usual), None)
    yield f"A dump of {quantity(len(patches), 'article')}."
    if at is not None:
        yield from _of_article(patches[at], f"Article {at + 1}", at, usual)
    elif usual:
        yield "The first two have these values:" if len(patches) > 2 else "They have these values:"
        yield _block("yaml", _limited(map(_cut, "".join(map(_values, patches[:2])).splitlines())))


def _of_article(patch: Mapping[str, Any], name: str, seed: int = 0, usual: Iterable[str] = ()) -> Iterator[str]:
    """An article of an example: its file, or the difference to one with only the `usual` values of the patch."""
    if "fault" in patch:
        yield f"{name} that could not be read: {patch['detail']}."
    elif patch.keys() & {"raw", "json"}:
        yield f"{name}:"
        yield _block("text", _file_lines(specimen.render(patch, seed)))
    else:
        base = {key: patch[key] for key in usual}
        yield f"{name}, compared with a well-formed one:"
        yield _block("diff", _difference(specimen.render(base, seed), specimen.render(patch, seed)))


def _values(patch: Mapping[str, Any]) -> str:
    return yaml.safe_dump([json.loads(json.dumps(patch, default=str))], allow_unicode=True, sort_keys=False, width=200)


def _difference(good: bytes, bad: bytes) -> list[str]:
    """A unified diff of two dump files, whose HTML is a line for each tag."""
    old, new = _lines(good), _lines(bad)
    diff = [line for line in unified_diff(old, new, n=1, lineterm="") if line[:3] not in ("---", "+++")]
    return _limited(_cropped(line, diff) if line[0] in "+-" else _cut(line) for line in diff if line[:2] != "@@")


def _lines(raw: bytes) -> list[str]:
    text = raw.decode("utf-8", "backslashreplace").replace("><", ">\n<")
    # Behind a blank: what only a CI runner takes for a command where a line begins (`---`) is none here.
    return [sanitize(f" {line}")[1:] for line in text.split("\n")]


def _file_lines(raw: bytes) -> list[str]:
    return _limited(_cut(line) for line in _lines(raw)) if raw.strip() else ["(nothing)"]


def _cropped(line: str, diff: list[str]) -> str:
    """A changed line from shortly before its difference to its counterpart, the most similar line of the other sign."""
    others = (other for other in diff if {other[0], line[0]} == {"+", "-"})
    same = max((_common(line[1:], other[1:]) for other in others), default=0)
    start = max(0, same - _BEFORE)
    return _cut(f"{line[0]}…{line[1 + start :]}" if start > 1 else line)


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _cut(line: str) -> str:
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def _limited(lines: Iterable[str]) -> list[str]:
    lines = [*lines]
    return lines if len(lines) <= _MOST_LINES else [*lines[:_MOST_LINES], "…"]


def _report(rule: Rule) -> list[str]:
    """The findings of a rule for its first example, as `newscheck validate` prints them."""
    checker = default_checker(examples.NOW, {rule.id: rule.required_options})
    findings = [one for one in examples.run(checker, rule.scope, rule.bad[0]).findings if one.rule == rule.id]
    shown = "".join(finding_lines([*islice(findings, _MOST_FINDINGS)], RenderOptions()))
    more = len(findings) - _MOST_FINDINGS
    return [*shown.splitlines(), *([f"  … and {more:,} more"] if more > 0 else [])]


def _block(language: str, lines: list[str]) -> str:
    text = "\n".join(lines)
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text}\n{fence}"


def _options(rule: Rule) -> str:
    """The severity and the options with their defaults, as settings."""
    header = f"[tool.newscheck.rules.{rule.id}]"
    options = [toml_writer.entry(_setting(name), value) for name, value in rule.options.items()]
    needed = "".join(
        f" Without `{_setting(name)}` the rule is off; its example has `{toml_writer.entry(_setting(name), value)}`."
        for name, value in rule.required_options.items()
    )
    words = f"The defaults, in `pyproject.toml`:{needed}" if options else "It has none but its severity."
    return "\n\n".join(["## Options", words, _block("toml", [header, f'severity = "{rule.severity}"', *options])])


def _setting(name: str) -> str:
    return name.replace("_", "-")


def _precision(rule: Rule) -> str:
    """What was measured on real articles (docs/rules.md)."""
    tuned, fresh = figures()
    lines = [
        f"| {title} | {found[rule.id].opened} | {found[rule.id].right} | {found[rule.id].remark} |"
        for title, found in (("articles it was tuned on", tuned), ("articles it was not tuned on", fresh))
        if rule.id in found
    ]
    unseen = "No finding in the real articles of the measurement: its examples and planted faults are what proves it."
    table = "\n".join(["| | opened | right | the wrong ones |", "| --- | --- | --- | --- |", *lines])
    source = "[How often the rules are right](../rules.md#how-often-the-rules-are-right) says how that was measured."
    return "\n\n".join(["## Precision", table if lines else unseen, source])


@cache
def figures() -> tuple[dict[str, Figures], dict[str, Figures]]:
    """The measured figures by rule: on articles that rules were tuned on, and on others. Those of a row are shared."""
    section = _MEASURED.read_text("utf-8").partition("\n## How often the rules are right\n")[2]
    tuned, _, others = section.partition("\n### On articles that no rule was tuned on\n")
    fresh = others.partition("\n### Rules without findings\n")[0]
    return (
        {row[1]: Figures(row[3], row[4], row[5]) for row in _TUNED.finditer(tuned)},
        {
            name: Figures(row[2], row[3], row[4])
            for row in _FRESH.finditer(fresh)
            for name in re.findall(r"`([a-z-]+)`", row[1])
        },
    )


def pages() -> dict[str, str]:
    """All pages by their path on the site."""
    known = rules.load()
    return {"rule-index.md": index(known), **{f"rules/{name}.md": page(rule) for name, rule in known.items()}}
