"""References: read back as saved, merged, refused where damaged; a batch is compared with them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from newscheck.cli import group
from newscheck.engine.settings import package_data
from newscheck.layout import profile, reference
from newscheck.layout.counted_since import VERSION, uncounted
from newscheck.layout.profile import FeatureCounts, Profile
from newscheck.synthetic import specimen

NOW = 1_800_000_000_000
SECTIONS = {"国际", "体育", "经济", "文化", "中国", "法国", "港澳", "科技", "亚洲"}
RENAMED = {"before": '<div class="story story--long">', "after": "</div>"}

moments = st.tuples(
    st.integers(10**12, 2 * 10**12),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=8).map(str.strip),
)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """A profile whose numbers add up."""
    hours = draw(st.dictionaries(st.integers(280_000, 500_000), st.integers(1, 200), min_size=1, max_size=8))
    total = sum(hours.values())
    kinds = {"/a": total - total // 3, "/b": total // 3} if total >= 3 else {"/a": total}

    def counted(name: str) -> FeatureCounts:
        by_hour = {hour: draw(st.integers(0, number)) for hour, number in hours.items()}
        by_hour = {hour: number for hour, number in by_hour.items() if number} or {max(hours): 1}
        here = sum(by_hour.values())
        by_kind = {"/a": min(here, kinds["/a"])}
        if here > by_kind["/a"]:
            by_kind["/b"] = here - by_kind["/a"]
        first, last = sorted((draw(moments), draw(moments)))
        return FeatureCounts(by_hour, by_kind, first, last)

    names = draw(
        st.sets(st.sampled_from(["has image", "class div.a", "empty p", "time of URL day on", "链接"]), max_size=4)
    )
    version = draw(st.sampled_from([1, 2]))
    names = {"has lead"} | names - uncounted(names, version)
    first, last = sorted((draw(moments), draw(moments)))
    return Profile(
        FeatureCounts(hours, kinds, first, last),
        {name: counted(name) for name in sorted(names)},
        {"div p": total},
        version,
    )


@given(profiles())
def test_a_reference_comes_back_as_it_was_saved(saved: Profile) -> None:
    text = reference.dumps({"rfi": profile.without_oldest(saved)})
    package_data.check_table(json.loads(text), "reference", "here")
    assert reference.read(json.loads(text)) == {"rfi": profile.without_oldest(saved)}
    assert reference.dumps(reference.read(json.loads(text))) == text


@pytest.mark.slow
@given(profiles(), profiles(), profiles())
def test_profiles_add_up_in_any_order(first: Profile, second: Profile, third: Profile) -> None:
    merge = profile.merge
    assert merge(first, second) == merge(second, first)
    assert merge(merge(first, second), third) == merge(first, merge(second, third))
    assert merge(first, second).count == first.count + second.count


@given(profiles(), st.integers(1, 400))
def test_the_latest_hours_are_kept(whole: Profile, most: int) -> None:
    kept = profile.without_oldest(whole, most)
    assert kept.count <= max(most, whole.articles.hours[max(whole.articles.hours)])
    assert kept.articles.hours.items() <= whole.articles.hours.items()
    assert kept.articles.last == whole.articles.last


def run(*args: str) -> Result:
    return CliRunner().invoke(group, [*args, "--no-cache"] if args[0] == "validate" else [*args], standalone_mode=False)


Dump = Callable[[list[Mapping[str, Any]]], Path]


@pytest.fixture
def dumps(write_dump: Dump, tmp_path: Path) -> Callable[[list[Mapping[str, Any]], int], tuple[Path, Path]]:
    """A dump of patched articles in two folders: those before a position, and those from it on."""

    def write(patches: list[Mapping[str, Any]], at: int) -> tuple[Path, Path]:
        old, new = tmp_path / "old", tmp_path / "new"
        for number, raw in enumerate(specimen.series(patches)):
            target = (new if number >= at else old) / raw.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw.data)
        return old, new

    return write


def compare(new: Path, saved: Path, *args: str) -> Result:
    return run("validate", str(new), "--reference", str(saved), "--select", "layout-change", "--format", "json", *args)


def changes(result: Result) -> list[dict[str, Any]]:
    assert result.exception is None, result.exception
    entries: list[dict[str, Any]] = json.loads(result.stdout)["changes"]
    return entries


@pytest.mark.parametrize("batch", [20, 60])
def test_a_batch_is_compared_with_the_reference(dumps: Any, tmp_path: Path, batch: int) -> None:
    saved = tmp_path / "reference.json"
    old, new = dumps([{"image": None} if at >= 300 else {} for at in range(300 + batch)], 300)
    assert run("profile", str(old), "-o", str(saved)).exit_code == 0
    before = saved.read_bytes()
    result = compare(new, saved)
    (change,) = changes(result)
    assert change["harm"] == ["image"]
    assert change["articles_after"] == batch
    assert change["examples"]["before"][0].startswith(str(old))
    assert "a new feature is detected from" in result.stderr
    assert saved.read_bytes() == before, "never accepted in silence"


NEEDED = "too few to compare with (40 of 10 fetch hours are needed, or 150)"
#: The first articles of the batch and those of the reference are enough to compare the others of the batch with.
LATER_ONES = NEEDED.replace("compare", "compare all of them")


@pytest.mark.parametrize(
    ("known", "share", "saved_as", "compared_as"),
    [
        pytest.param(39, 1, NEEDED, LATER_ONES, id="39"),
        pytest.param(40, 1, "40 articles (150 are needed for small changes)", "detected from 16 of them", id="40"),
        pytest.param(149, 1, "149 articles (150 are needed for small changes)", "detected from 12 of them", id="149"),
        pytest.param(149, 3, "149 articles (150 are needed for small changes)", None, id="a third, beside 149"),
        pytest.param(150, 1, "150 articles", "detected from 10 of them", id="150"),
    ],
)
def test_a_young_reference_shows_what_most_of_a_batch_changes(
    dumps: Any, tmp_path: Path, known: int, share: int, saved_as: str, compared_as: str | None
) -> None:
    saved = tmp_path / "reference.json"
    old, new = dumps([RENAMED if at >= known and at % share == 0 else {} for at in range(known + 24)], known)
    assert saved_as in run("profile", str(old), "-o", str(saved)).stderr
    result = compare(new, saved)
    assert len(changes(result)) == (compared_as not in (None, LATER_ONES))
    assert (compared_as or "") in result.stderr


def test_a_batch_of_the_same_layout_is_silent(dumps: Any, tmp_path: Path) -> None:
    saved = tmp_path / "reference.json"
    old, new = dumps([{}] * 320, 300)
    run("profile", str(old), "-o", str(saved))
    assert changes(compare(new, saved)) == []


def test_articles_before_the_reference_are_told_by_their_own_time(dumps: Any, tmp_path: Path) -> None:
    saved = tmp_path / "reference.json"
    old, new = dumps([{"image": None} if at < 20 else {} for at in range(220)], 20)
    run("profile", str(new), "-o", str(saved))
    result = compare(old, saved)
    (change,) = changes(result)
    assert change["last_before"] <= change["since"]
    assert "the reference is later than all of them" in result.stderr


def test_what_the_reference_has_seen_is_no_news(dumps: Any, tmp_path: Path) -> None:
    saved = tmp_path / "reference.json"
    old, _ = dumps([RENAMED if at >= 200 else {} for at in range(400)], 400)
    result = run("profile", str(old), "-o", str(saved))
    assert "200 articles since the layout changed" in result.stderr
    again = compare(old, saved)
    assert changes(again) == []
    assert "nothing new" in again.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lost", "articles", "words"),
    [
        pytest.param({800: {"体育"}}, 1_700, "; the layout changed in /cn/体育 only, 2023-10-", id="in one section"),
        pytest.param(
            {500: SECTIONS, 700: {}, 1_100: {"体育"}},
            1_000,
            "articles since the layout changed, 2023-10-14 05:57 UTC: the new one is the reference; the layout changed "
            "in /cn/体育 only, 2023-11-",
            id="and of the site before",
        ),
    ],
)
def test_a_change_in_one_section_does_not_begin_the_reference_anew(
    dumps: Any, tmp_path: Path, lost: Mapping[int, set[str]], articles: int, words: str
) -> None:
    """Seven in ten articles have an image, from an article on none of some sections."""
    saved, draw = tmp_path / "reference.json", random.Random(5)
    patches: list[Mapping[str, Any]] = []
    without: set[str] = set()
    for at in range(1_900):
        without, section = lost.get(at, without), draw.choice(["国际", *sorted(SECTIONS)])
        has_none = draw.random() < 0.3 or section in without
        patches.append({"section": section, **({"image": None} if has_none else {})})
    old, new = dumps(patches, 1_700)
    done = run("profile", str(old), "-o", str(saved))
    assert words in done.stderr
    assert json.loads(saved.read_text())["sites"]["rfi"]["articles"] == pytest.approx(articles, abs=2)
    assert changes(compare(new, saved)) == []


def test_a_new_layout_is_accepted_on_request(dumps: Any, tmp_path: Path) -> None:
    saved = tmp_path / "reference.json"
    old, new = dumps([RENAMED if at >= 200 else {} for at in range(400)], 200)
    run("profile", str(old), "-o", str(saved))
    result = compare(new, saved, "--update-reference")
    assert len(changes(result)) == 1
    assert "the new one is the reference" in result.stderr
    assert json.loads(saved.read_text())["sites"]["rfi"]["articles"] == 200
    assert changes(compare(new, saved)) == []


@pytest.mark.slow
def test_an_update_adds_later_articles_once(dumps: Any, tmp_path: Path) -> None:
    saved = tmp_path / "reference.json"
    old, new = dumps([{}] * 330, 300)
    run("profile", str(old), "-o", str(saved))
    for _ in range(2):
        compare(new, saved, "--update-reference")
        assert json.loads(saved.read_text())["sites"]["rfi"]["articles"] == 330
    whole = tmp_path / "whole.json"
    run("profile", str(old), str(new), "-o", str(whole))
    assert (
        json.loads(whole.read_text())["sites"]["rfi"]["hours"] == json.loads(saved.read_text())["sites"]["rfi"]["hours"]
    )


def test_articles_without_a_place_in_time_do_not_disturb(dumps: Any, tmp_path: Path) -> None:
    """One of the future would make all others old news."""
    saved = tmp_path / "reference.json"
    odd = {40: "NaN", 41: 4_000_000_000_000, 42: 1_692, 310: 4_000_000_000_000, 311: 0}
    lost = {at: {"image": None} for at in range(300, 340)}
    patches = [{**lost.get(at, {}), **({"epoch": odd[at]} if at in odd else {})} for at in range(340)]
    old, new = dumps(patches, 300)
    run("profile", str(old), "-o", str(saved))
    assert json.loads(saved.read_text())["sites"]["rfi"]["articles"] == 297
    (change,) = changes(compare(new, saved))
    assert change["articles_after"] == 38


def test_a_reference_among_the_articles_is_none_of_them(
    write_dump: Dump, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(write_dump([{}] * 160))
    for _ in range(2):
        assert run("profile", ".", "-o", "reference.json").exit_code == 0
    result = run("validate", ".", "--reference", "reference.json", "--format", "json")
    assert json.loads(result.stdout)["summary"]["files"] == 160
    assert json.loads(result.stdout)["findings"] == []


def test_an_update_does_not_need_the_rule(dumps: Any, tmp_path: Path) -> None:
    saved = tmp_path / "reference.json"
    old, new = dumps([{}] * 330, 300)
    run("profile", str(old), "-o", str(saved))
    run("validate", str(new), "--reference", str(saved), "--update-reference", "--ignore", "layout-change")
    assert json.loads(saved.read_text())["sites"]["rfi"]["articles"] == 330


def test_references_are_merged_in_any_order(dumps: Any, tmp_path: Path) -> None:
    old, new = dumps([{}] * 300, 150)
    names = [tmp_path / name for name in ("a", "b", "ab", "ba")]
    a, b, ab, ba = map(str, names)
    run("profile", str(old), "-o", a)
    run("profile", str(new), "-o", b)
    run("profile", "merge", a, b, "-o", ab)
    run("profile", "merge", b, a, "-o", ba)
    assert names[2].read_bytes() == names[3].read_bytes()
    assert json.loads(names[2].read_text())["sites"]["rfi"]["articles"] == 300


def made_older(saved: Path) -> None:
    """Turn a reference into what version 1 would have written."""
    table = json.loads(saved.read_text())
    table["reference_version"] = 1
    for entry in table["sites"].values():
        for name in uncounted(entry["features"], 1):
            del entry["features"][name]
    saved.write_text(json.dumps(table))


def test_what_is_not_counted_any_more_is_not_missed(dumps: Any, tmp_path: Path) -> None:
    saved = tmp_path / "reference.json"
    old, new = dumps([{}] * 260, 200)
    run("profile", str(old), "-o", str(saved))
    usual = saved.read_text()
    table = json.loads(usual)
    features = table["sites"]["rfi"]["features"]
    features |= {"time of day 1": features["has image"], "time lag >= 8": features["has image"]}
    saved.write_text(json.dumps(table))
    result = compare(new, saved)
    assert changes(result) == []
    assert result.stderr.count("\n") == result.stderr.count("a new feature is detected from") == 1
    run("profile", "merge", str(saved), "-o", str(tmp_path / "merged.json"))
    assert (tmp_path / "merged.json").read_text() == usual


ENDING = {"after": "<p></p>"}
LATER = VERSION + 1
LACKS = (
    "the reference is of version 1: it does not count empty elements, indented markup, runs of blanks, numeric "
    "references, stray end tags, line breaks, epochs in seconds, the day in URLs, hours behind the date line, the "
    "signs of texts without HTML and titles; newscheck profile, or --update-reference with the articles that it was "
    "made of"
)


def test_what_an_older_reference_does_not_count_is_not_compared(dumps: Any, tmp_path: Path) -> None:
    saved = tmp_path / "reference.json"
    old, new = dumps([ENDING] * 260, 200)
    run("profile", str(old), "-o", str(saved))
    made_older(saved)
    result = compare(new, saved)
    assert changes(result) == []
    assert result.stderr.count(LACKS) == 1
    # The same counts, said to be all that there are, are an alarm.
    saved.write_text(json.dumps({**json.loads(saved.read_text()), "reference_version": 2}))
    (change,) = changes(compare(new, saved))
    assert "empty p" in json.dumps(change["features"])


def test_an_older_reference_shows_what_it_counts(dumps: Any, tmp_path: Path) -> None:
    saved = tmp_path / "reference.json"
    old, new = dumps([ENDING | ({"image": None} if at >= 200 else {}) for at in range(240)], 200)
    run("profile", str(old), "-o", str(saved))
    made_older(saved)
    (change,) = changes(compare(new, saved))
    assert change["harm"] == ["image"]


@pytest.mark.parametrize(
    ("patch", "is_whole", "version", "articles"),
    [
        pytest.param(ENDING, True, VERSION, 240, id="with the articles that it was made of"),
        pytest.param(ENDING, False, 1, 240, id="with later ones alone"),
        pytest.param({**ENDING, "image": None}, False, VERSION, 40, id="after a change of the layout"),
    ],
)
def test_an_update_makes_an_older_reference_new(
    dumps: Any, tmp_path: Path, patch: Mapping[str, Any], is_whole: bool, version: int, articles: int
) -> None:
    saved, fresh = tmp_path / "reference.json", tmp_path / "fresh.json"
    old, new = dumps([patch if at >= 200 else ENDING for at in range(240)], 200)
    run("profile", str(old), "-o", str(saved))
    made_older(saved)
    compare(tmp_path if is_whole else new, saved, "--update-reference", "--exclude", "*.json")
    table = json.loads(saved.read_text())
    (site,) = table["sites"].values()
    assert (table["reference_version"], site.get("features_version", VERSION)) == (VERSION, version)
    assert site["articles"] == articles
    assert ("empty p" in site["features"]) == (version == VERSION)
    if is_whole:
        run("profile", str(old), str(new), "-o", str(fresh))
        assert json.loads(fresh.read_text())["sites"]["rfi"]["features"] == site["features"]
    assert ("of version 1" in compare(new, saved).stderr) == (version == 1)


def test_references_of_two_versions_are_merged_in_what_both_count(dumps: Any, tmp_path: Path) -> None:
    old, new = dumps([ENDING] * 300, 150)
    a, b, ab, ba = (tmp_path / name for name in ("a", "b", "ab", "ba"))
    run("profile", str(old), "-o", str(a))
    run("profile", str(new), "-o", str(b))
    made_older(a)
    result = run("profile", "merge", str(a), str(b), "-o", str(ab))
    assert "rfi: of several versions: left out empty elements, indented markup" in result.stderr
    run("profile", "merge", str(b), str(a), "-o", str(ba))
    assert ab.read_bytes() == ba.read_bytes()
    entry = json.loads(ab.read_text())["sites"]["rfi"]
    assert (entry["articles"], entry["features_version"]) == (300, 1)
    assert not uncounted(entry["features"], 1)


def good(tmp_path: Path) -> dict[str, Any]:
    saved = Profile(
        FeatureCounts({470_000: 200}, {"/a": 200}, (NOW, "a.md"), (NOW, "b.md")),
        {"has image": FeatureCounts({470_000: 198}, {"/a": 198}, (NOW, "a.md"), (NOW, "b.md"))},
        {"p": 200},
    )
    table: dict[str, Any] = json.loads(reference.dumps({"rfi": saved}))
    return table


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        pytest.param(lambda table: {**table, "reference_version": LATER}, f"of version {LATER}", id="a newer version"),
        pytest.param(lambda table: {**table, "reference_version": [1]}, "of version [1]", id="a version in a list"),
        pytest.param(lambda table: _with(table, "features_version", 2, 1), "damaged", id="newer than its file"),
        pytest.param(lambda table: _with(table, "features_version", 0), "features_version", id="no features' version"),
        pytest.param(lambda table: {"sites": table["sites"]}, "no reference_version", id="no version"),
        pytest.param(lambda table: [table], "no reference_version", id="an array"),
        pytest.param(lambda table: {**table, "extra": 1}, "extra", id="an unknown key"),
        pytest.param(lambda table: _with(table, "first", "\ud800"), "a lone surrogate", id="half a character"),
        pytest.param(lambda table: {**table, "sites": {"x": table["sites"]["rfi"]}}, "has x, not", id="a foreign site"),
        pytest.param(lambda table: _with(table, "articles", 7), "damaged", id="a wrong number of articles"),
        pytest.param(lambda table: _with(table, "hours", {}), "damaged", id="no hours"),
        pytest.param(lambda table: _with(table, "hours", {"2020-13-45": "1:200"}), "2020-13-45", id="no day"),
        pytest.param(lambda table: _row(table, "=="), "2 numbers for 1", id="a row too long"),
        pytest.param(lambda table: _row(table, "={999999999}"), "damaged", id="a row that repeats for ever"),
        pytest.param(lambda table: _row(table, "(500)"), "500 of 200", id="more than there are"),
        pytest.param(lambda table: _row(table, "%"), "%", id="no row"),
        pytest.param(lambda table: _with(table, "features", {}), "rfi: no features", id="no features"),
        pytest.param(lambda table: {**table, "sites": {}}, "the reference has no site, not", id="no sites"),
        pytest.param(lambda table: _of(table, 100_001), "100,001 articles, more than", id="too many articles"),
        pytest.param(lambda table: _of(table, 5_001, hours=5_001), "5,001 hours, more than", id="too many hours"),
        pytest.param(
            lambda table: _of(table, 5_000, hours=5_000, features=1_001), "1,001 features, more", id="too many features"
        ),
        pytest.param(
            lambda table: _of(table, 100_000, features=201), "20,100,000 features of all", id="too much of both"
        ),
    ],
)  # fmt: skip
def test_what_is_no_reference_is_refused(
    write_dump: Dump, tmp_path: Path, damage: Callable[[Any], Any], words: str
) -> None:
    saved = tmp_path / "reference.json"
    saved.write_text(json.dumps(damage(good(tmp_path))))
    result = compare(write_dump([{}] * 3), saved)
    assert type(result.exception).__name__ == "UsageError"
    assert words in str(result.exception)


def _with(table: Any, name: str, value: object, version: int = 2) -> Any:
    table["reference_version"] = version
    table["sites"]["rfi"][name] = value
    return table


def _of(table: Any, articles: int, hours: int = 1, features: int = 1) -> Any:
    """A reference of so many articles, the same number each hour, which all have so many features."""
    entry = table["sites"]["rfi"]
    row = {**entry["features"]["has image"], "hours": "=" if hours == 1 else f"={{{hours}}}", "kinds": "="}
    days = [range(hours)[first : first + 24] for first in range(0, hours, 24)]
    rows = {
        str(date(2022, 1, 1) + timedelta(days=day)): " ".join(f"{hour % 24}:{articles // hours}" for hour in of_day)
        for day, of_day in enumerate(days)
    }
    entry |= {"articles": articles, "hours": rows, "kinds": {"/a": articles}}
    entry["features"] = {f"class i.{number}": row for number in range(features)}
    return table


def _row(table: Any, row: str) -> Any:
    table["sites"]["rfi"]["features"]["has image"]["hours"] = row
    return table


@pytest.mark.parametrize("cut", [0, 1, 100, -2])
def test_a_reference_cut_off_is_refused(write_dump: Dump, tmp_path: Path, cut: int) -> None:
    saved = tmp_path / "reference.json"
    saved.write_text(json.dumps(good(tmp_path))[:cut])
    result = compare(write_dump([{}] * 3), saved)
    assert "perhaps cut off" in str(result.exception)


def test_a_missing_reference_is_reported(write_dump: Dump, tmp_path: Path) -> None:
    result = compare(write_dump([{}] * 3), tmp_path / "none.json")
    assert "no such file" in str(result.exception)


def test_an_update_needs_a_reference(write_dump: Dump) -> None:
    result = run("validate", str(write_dump([{}])), "--update-reference")
    assert "--reference FILE" in str(result.exception)
