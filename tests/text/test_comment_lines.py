"""Readers' comments behind a text, and lines of news that resemble them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text import comment_lines

_TEXT = "The harbour of Brenmouth reopened on Tuesday morning, two years after the storm."


@pytest.mark.parametrize(
    ("lines", "first", "last"),
    [
        pytest.param(["海鸥 3小时前", "沙发", "回复 赞(11)", "老船长 5分钟前", "回复"], 1, 5, id="Chinese"),
        pytest.param(["海鷗 3小時前", "沙發", "回覆 讚(11)", "老船長 剛剛", "回覆"], 1, 5, id="traditional"),
        pytest.param(["seagull 3 hours ago", "First!", "Reply Like (3)", "oldsalt 1 day ago", "Reply"], 1, 5, id="en"),
        pytest.param(["Möwe vor 3 Stunden", "Endlich", "Antworten", "Kapitän vor 2 Tagen", "Antworten"], 1, 5, id="de"),
        pytest.param(["mouette il y a 3 heures", "Enfin", "Répondre", "cap il y a 2 jours", "Signaler"], 1, 5, id="fr"),
        pytest.param(["gaviota hace 3 horas", "Por fin", "Responder", "cap hace 2 días", "Responder"], 1, 5, id="es"),
        pytest.param(["カモメ 3時間前", "やっと", "返信", "船長 2日前", "返信"], 1, 5, id="Japanese"),
        pytest.param(["Comments (2)", "seagull 3 hours ago", "First!", "Reply"], 1, 4, id="below a header"),
        pytest.param(
            ["seagull", "3 hours ago", "First!", "Reply", "oldsalt", "1h ago", "Reply"], 2, 7, id="names alone"
        ),
        pytest.param(["seagull 2023-08-16 21:04", "Reply", "oldsalt 2023-08-16 22:04", "Reply"], 1, 4, id="dates"),
        pytest.param(["海鸥 3小时前 沙发 回复 赞(1)", "老船长 1天前 说得对 回复 赞(0)"], 1, 2, id="one line each"),
    ],
)
def test_comments(lines: list[str], first: int, last: int) -> None:
    assert comment_lines.find([_TEXT, *lines]) == (first, last, True)


def test_names_with_times_alone_may_be_a_list_of_news() -> None:
    lines = [_TEXT, "Port open 3 hours ago", "Storm over 5 hours ago", "Crew home 1 day ago"]
    assert comment_lines.find(lines) == (1, 3, False)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([_TEXT, _TEXT], id="text"),
        pytest.param(["海鸥 3小时前", "回复"], id="nothing before it, and too few"),
        pytest.param([_TEXT, "The ship left three hours ago.", "It was seen 2 hours ago."], id="sentences"),
        pytest.param([_TEXT, "Comments"], id="a header without comments"),
        pytest.param([_TEXT, "Reply", "Share", "Like"], id="buttons without names"),
        pytest.param([_TEXT, "Opened 2023-08-16 21:04", "Closed 2023-08-17 08:00"], id="a timetable"),
        pytest.param([], id="nothing"),
    ],
)
def test_no_comments(lines: list[str]) -> None:
    assert comment_lines.find(lines) is None


@pytest.mark.parametrize(
    "line", [pytest.param(f"x 3 hours ago {'like ' * 75}x", id="buttons"), pytest.param(f"{'like ' * 11}x", id="short")]
)
def test_many_buttons_in_a_row_are_read_once(line: str) -> None:
    assert not comment_lines.is_mark(line)


_LINE = st.sampled_from(
    [
        "",
        "海鸥 3小时前",
        "回复 赞(11)",
        "沙发",
        "说得对！",
        "Comments (2)",
        "seagull 3 hours ago",
        "Reply",
        _TEXT,
        "海港开放。",
    ]
)


@given(st.lists(_LINE, max_size=8))
def test_the_quick_test_passes_all_texts_with_comments(lines: list[str]) -> None:
    assert comment_lines.find(lines) is None or comment_lines.may_be_in("\n".join(lines))


@pytest.mark.parametrize("text", ["", _TEXT, f"{_TEXT}\n{_TEXT}\nA heading"])
def test_the_quick_test_stops_at_sentences(text: str) -> None:
    assert not comment_lines.may_be_in(text)
