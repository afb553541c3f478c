"""Each service gets what it takes, and nothing of a dump becomes a mention, a link or markup there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from newscheck import registry, webhooks
from newscheck.engine.settings import package_data
from newscheck.model import Finding, LayoutChange, RelatedLocation, Report, Totals
from newscheck.outputs.json import encode
from newscheck.text.display import is_unsafe
from newscheck.triage import notification
from newscheck.triage.notification import Notification, RunPlace

SERVICES = registry.names("webhooks")
PLACE = RunPlace("validate", "news", ("articles", "more/articles.jsonl"))
HOSTILE = (
    *(
        "<!channel>",
        "<!here|x>",
        "<@U012AB3CD>",
        "<#C012>",
        "@everyone",
        "@here",
        "@channel",
        "<@&7>",
        "</a:1>",
        ":smile:",
    ),
    *(
        "[a](https://a.example)",
        "https://a.example/",
        "<https://a.example|b>",
        "www.a.example",
        "![](//a.example/b.png)",
    ),
    *(
        "*a*",
        "_a_",
        "~~a~~",
        "||a||",
        "`a`",
        "```",
        "# a",
        "> a",
        "- a",
        "| a |",
        "<b>a</b>",
        "&lt;",
        "\\",
        "$x$",
        "^^",
    ),
    *(
        "\x1b[2J",
        "\u202eabc",
        "\r\n",
        "\u2028",
        "\x00",
        "\udc80",
        "\u200b",
        "::error::",
        "😀" * 300,
        "密" * 5000,
        "\U000e0041",
    ),
)


def finding(message: str, path: str = "rfi/1.md", rule: str = "title-empty", severity: str = "error") -> Finding:
    return Finding(rule, severity, path, 2, 3, "", message, message, "0123456789abcdef", site="rfi")


def change(text: str, site: str = "rfi") -> LayoutChange:
    examples = [RelatedLocation(text)] * 9
    return LayoutChange(
        *(site, 1_635_240_000_000, 1_635_248_700_000, None, text, [(text, 0.98, 0.0)] * 20, 2958, 410),
        *(["image"], examples, examples, "div p", "div img"),
    )


def told(*findings: Finding, changes: tuple[LayoutChange, ...] = (), place: RunPlace = PLACE) -> Notification:
    summary = Totals(12, 11, len(findings), 0, 0)
    report = Report("1.2.3", summary, list(findings), {}, changes=list(changes))
    return notification.of_report(report, place, 1)


CANONICAL = told(
    finding("the title is empty"),
    finding("the title is empty", "rfi/2.md"),
    finding("not UTF-8: 1 bad byte", "caf\udce9/1.md", "encoding-invalid"),
    finding("the title ends with the site's name: – <RFI> & [co](x)", rule="title-site-name", severity="warning"),
    changes=(change("appeared: leftover Array"),),
)
WORST = told(
    *(finding(text * 300, text * 300, f"rule-{number}") for number, text in enumerate(HOSTILE)),
    changes=tuple(change(text * 300, site=text * 300) for text in HOSTILE),
    place=RunPlace("validate", "&" * 999, ("<密\U0001f600" * 999,) * 99),
)


def strings(value: Any) -> Iterator[str]:
    """All strings of a payload."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("service", SERVICES)
def test_payload(service: str, snapshot_file: Callable[[str], SnapshotAssertion]) -> None:
    text = json.dumps(webhooks.payload(service, CANONICAL), ensure_ascii=False, indent=2)
    assert text + "\n" == snapshot_file(".json")


@pytest.mark.parametrize(
    ("host", "service"),
    [
        ("hooks.slack.com", "slack"),
        ("discord.com", "discord"),
        ("ptb.discord.com", "discord"),
        ("prod-01.westeurope.logic.azure.com", "teams"),
        ("a.webhook.office.com", "teams"),
        ("hooks.slack.com.a.example", "json"),
        ("notdiscord.com", "json"),
        ("127.0.0.1", "json"),
    ],
)
def test_a_service_is_recognised_by_its_host(host: str, service: str) -> None:
    assert webhooks.service_of(host) == service


@pytest.mark.parametrize("service", SERVICES)
def test_the_size_of_a_payload_does_not_depend_on_the_dump(service: str) -> None:
    payload = webhooks.payload(service, WORST)
    # Teams takes 28 kB, the others more.
    assert len(encode(payload).encode()) < (80_000 if service == "json" else 28_000)
    assert json.loads(encode(payload)) == payload


def texts(service: str, payload: dict[str, Any]) -> str:
    """What people see of a payload, as source."""
    if service == "slack":
        return "\n".join(block["text"]["text"] for block in payload["blocks"])
    if service == "teams":
        return "\n".join(run["text"] for block in body(payload) for run in block["inlines"])
    return str(payload["content" if service == "discord" else "text"])


def body(payload: dict[str, Any]) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = payload["attachments"][0]["content"]["body"]
    return blocks


@pytest.mark.parametrize("notice", [CANONICAL, WORST], ids=["canonical", "worst"])
def test_limits_of_the_services(notice: Notification) -> None:
    slack = webhooks.payload("slack", notice)
    assert all(1 <= len(block["text"]["text"]) <= 3000 for block in slack["blocks"])
    assert 1 <= notification.units(webhooks.payload("discord", notice)["content"]) <= 2000
    for service in set(SERVICES) - {"json"}:
        shown = texts(service, webhooks.payload(service, notice))
        assert "newscheck validate failed" in shown.replace("\\", "")
        assert len(shown.splitlines()) > 2


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=30), min_size=1, max_size=4).map("".join))
def test_quoted_text_does_nothing(text: str) -> None:
    notice = told(finding(text, text), changes=(change(text, site=text),), place=RunPlace("validate", text, (text,)))
    slack = webhooks.payload("slack", notice)
    for part in (slack["text"], texts("slack", slack)):
        assert "<" not in part and ">" not in part
        assert all(word.startswith(("amp;", "lt;", "gt;")) for word in part.split("&")[1:])
    assert {block["text"]["type"] for block in slack["blocks"]} == {"plain_text"}
    assert {run["type"] for block in body(webhooks.payload("teams", notice)) for run in block["inlines"]} == {"TextRun"}
    discord = webhooks.payload("discord", notice)
    assert discord["allowed_mentions"] == {"parse": []}
    mattermost = webhooks.payload("mattermost", notice)
    assert "@" not in mattermost["text"].replace("@\u200b", "")
    for markdown in (discord["content"], mattermost["text"]):
        assert kinds(markdown) <= {"text", "softbreak", "strong_open", "strong_close", "list_item", "hardbreak"}
    for service in SERVICES:
        payload = webhooks.payload(service, notice)
        # A line end of our own is between two lines; the zero-width space of Mattermost is ours.
        assert not any(is_unsafe(part.replace("\u200b", "")) for part in strings(payload))
        assert encode(payload).encode()


def kinds(markdown: str) -> set[str]:
    """What a text consists of, with links recognised in it."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    return {child.type for token in tokens for child in token.children or ()}


@pytest.mark.parametrize(
    "notice", [CANONICAL, WORST, Notification("1", PLACE, 2, problem="no such file: a\nb")], ids=str
)
def test_json_is_as_the_schema_says(notice: Notification) -> None:
    payload = json.loads(encode(webhooks.payload("json", notice)))
    validator = jsonschema.Draft202012Validator(package_data.schema("notification"))
    validator.validate(payload)
    assert payload.keys() == package_data.schema("notification")["properties"].keys()


def test_a_title_says_how_it_ended() -> None:
    passed = replace(CANONICAL, exit_code=0, summary=Totals(1, 1))
    assert notification.title(CANONICAL) == (
        "newscheck validate failed: 4 errors in 12 files (news: articles and more/articles.jsonl)"
    )
    assert notification.title(passed).startswith("newscheck validate passed: no findings in 1 file (")
    assert notification.title(replace(passed, is_recovered=True)).startswith("newscheck validate passes again: ")
    assert notification.title(replace(CANONICAL, exit_code=2)).startswith(
        "newscheck validate ended with an error: 4 errors"
    )
    stopped = Notification("1", RunPlace("validate", "news", (".",)), 2, problem="no article files in .")
    assert notification.title(stopped) == "newscheck validate did not finish: no article files in . (news)"
