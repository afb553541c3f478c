"""The sample of a publisher's articles: spread, bounded, of one publisher."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscheck.engine import publisher_sample
from newscheck.engine.session import Session
from newscheck.engine.settings.config import Project
from newscheck.errors import UsageError

SESSION = Session(Project(now=1_710_000_000_000))


def write(path: Path, *hosts: str) -> str:
    items = (
        {"url": f"https://{host}/{at}", "title": f"第{at}号", "body": "渔业协会。"} for at, host in enumerate(hosts)
    )
    path.write_text("".join(json.dumps(item) + "\n" for item in items))
    return str(path)


def test_strays_are_left_out_with_a_remark(tmp_path: Path) -> None:
    found = publisher_sample.sample(SESSION, [write(tmp_path / "a.jsonl", *["www.eel.example"] * 39, "ray.example")])
    assert (len(found.articles), found.total) == (39, 40)
    assert found.remarks == ["2.5% of the articles are not on eel.example: left out"]


def test_several_publishers_need_a_host(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", *["www.eel.example", "cn.eel.example", "ray.example"] * 3)
    with pytest.raises(UsageError, match=r"eel\.example \(67%\), ray\.example \(33%\); choose one with --host"):
        publisher_sample.sample(SESSION, [path])
    assert publisher_sample.sample(SESSION, [path], "eel.example").total == 6
    assert publisher_sample.sample(SESSION, [path], "cn.eel.example").total == 3
    with pytest.raises(UsageError, match=r"no article in .*a\.jsonl on el\.example"):
        publisher_sample.sample(SESSION, [path], "el.example")


def test_a_sample_is_spread_over_all_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publisher_sample, "_SAMPLE_SIZE", 10)
    found = publisher_sample.sample(SESSION, [write(tmp_path / "a.jsonl", *["eel.example"] * 100)])
    assert found.total == 100
    assert [article.title for article in found.articles] == [f"第{at}号" for at in range(0, 100, 8)]


def test_articles_without_a_url_are_of_one_publisher(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "第1号", "body": "渔业协会。"}) + "\n")
    assert publisher_sample.sample(SESSION, [str(tmp_path)]).articles[0].host == ""
