"""The words of a date become tokens; what is no word of a date becomes `?`."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscheck.text.date_tokens import tokenised


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("16 August 2023", "16 M8 2023", id="a month"),
        pytest.param("AUG. 16TH, 2023", "M8 . 16, 2023", id="capitals, an ordinal number"),
        pytest.param("16 August 2023 by staff", "16 M8 2023 ?", id="an unknown word behind a known one"),
        pytest.param("9:04 p.m. ET", "9:04 P ZAmerica/New_York", id="half of the day, zone"),
        pytest.param("2023-08-16T21:04Z", "2023-08-16 21:04 Z0", id="ISO 8601"),
        pytest.param("21:04 +0800 (China Standard Time)", "21:04 +0800", id="a zone's name behind its offset"),
        pytest.param("21:04+08:00[Asia/Shanghai]", "21:04+08:00", id="as Java writes it"),
        pytest.param("Published: 16 August", "16 M8", id="a label"),
        pytest.param("Foo bar: 16 August", "16 M8", id="any label"),
        pytest.param("August: 16, 2023", "M8 : 16, 2023", id="a label that is part of the date"),
        pytest.param("August 16: 2023", "M8 16: 2023", id="no label"),
        pytest.param("16 août à 21h04", "16 M8 21:04", id="a clock with an h"),
        pytest.param("um 21 Uhr", "21:00", id="an hour"),
        pytest.param("3h", "R", id="hours ago, shortened"),
        pytest.param("posted an hour ago", "R", id="an hour ago"),
        pytest.param("vor 3 Stunden", "R", id="German"),
        pytest.param("16 ago 2023", "16 M8 2023", id="August in Italian"),
        pytest.param("2023年8月16日 下午3点半", "Y2023 M8 D16 P 3:30", id="Chinese"),
        pytest.param("２０２３年８月１６日（星期三）", "Y2023 M8 D16 ( )", id="of full width, with a weekday"),
        pytest.param("2023年8月16日(水)", "Y2023 M8 D16", id="a weekday in Japanese"),
        pytest.param("二〇二三年十二月二十五日", "Y2023 M12 D25", id="numbers in Han"),
        pytest.param("廿三日", "D23", id="the twenties"),
        pytest.param("卅日", "D30", id="the thirties"),
        pytest.param("十日十一时", "D10 11:00", id="ten and eleven"),
        pytest.param("民國112年", "Y2023", id="the Republic"),
        pytest.param("112年8月", "Y2023 M8", id="the Republic without its name"),
        pytest.param("23年8月", "Y2023 M8", id="a year of two digits"),
        pytest.param("令和元年", "Y2019", id="a first year"),
        pytest.param("平成31年", "Y2019", id="another emperor"),
        pytest.param("3小时前", "R", id="hours ago"),
        pytest.param("三天前", "R", id="days ago"),
        pytest.param("来源：新华网 2023年", "Y2023", id="who wrote it"),
        pytest.param("2023年 新华社", "Y2023 ?", id="unknown words in Han"),
        pytest.param("오후 9시 4분 5초", "P 9:04:05", id="Korean"),
        pytest.param("16 tháng 8", "16 M8", id="Vietnamese"),
        pytest.param("١٦ أغسطس", "16 M8", id="Arabic, with its digits"),
        pytest.param("\u200e16\u00a0Aug\ufeff", "16 M8", id="what is not visible"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert tokenised(text).split() == tokens.split()


@given(st.text() | st.text("0123456789年月日时分前上午:(+ amptzTZ", max_size=40))
def test_nothing_but_tokens_digits_and_marks_is_left(text: str) -> None:
    """A letter of another text would be read as a token."""
    without_zones = re.sub(r"\bZ\S+", " ", tokenised(text))
    for word in "".join(char if char.isalpha() or char == "_" else " " for char in without_zones).split():
        assert word[0] in "ACDJMNPRVXY" or not word.isascii() or not word.strip("_"), word
