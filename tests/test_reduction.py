"""Delta debugging: what is left of a text for a given question."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscheck.fixtures import reduction_units
from newscheck.fixtures.delta_debugging import Reduction, reduce_text
from newscheck.html import markup
from newscheck.text import json_tokens

HEAD = "<!--1692215820000-->\n[题目](https://www.rfi.fr/cn/20230816-a)\n------\n\n"
MARKUP = st.text(alphabet="<>/!-\"'= pbscritdv&;a0\n海", max_size=60)


def has(*words: str) -> Callable[[str], bool]:
    return lambda text: all(word in text for word in words)


def has_element(name: str, least: int = 1) -> Callable[[str], bool]:
    return lambda html: sum(element.name == name for element in markup.elements(html)) >= least


def is_said_twice(text: str) -> bool:
    """Whether a text has a title and says it again."""
    title, _, rest = text.partition("]\n")
    return len(title) > 1 and title[0] == "[" and rest.removeprefix("<p>").removesuffix("</p>") == title[1:]


def is_valid(*words: str) -> Callable[[str], bool]:
    """Whether all lines are JSON, and the words are somewhere in their values."""

    def holds(text: str) -> bool:
        try:
            found = [json.loads(line) for line in text.splitlines() if line] if "}\n{" in text else [json.loads(text)]
        except ValueError:
            return False
        return has(*words)(json.dumps(found, ensure_ascii=False))

    return holds


@pytest.mark.parametrize(
    ("text", "holds", "expected"),
    [
        pytest.param(
            "<div><p>a</p><p>Array</p></div>\n", has("Array"), "Array\n", id="a word; the end of the line stays"
        ),
        pytest.param("<div><p>a</p><p>Array</p></div>", has("<p>Array</p>"), "<p>Array</p>", id="an element"),
        pytest.param(
            '<div class="a"><img alt="b" src="c"></div>', has("<img", "src="), '<img src="">', id="an attribute"
        ),
        pytest.param("<p>a<imgsrc='x'alt='y'>b", has("<imgsrc"), "<imgsrc=''>", id="what is glued to a tag's name"),
        pytest.param("</div><p>a</p></div><p>b", has("</div>"), "</div>", id="a stray end tag"),
        pytest.param("<div><p>a</p><div><p>b", has("<div>"), "<div>", id="tags without end"),
        pytest.param("<p>a</p><a href=", has("<a href="), "<a href=", id="a tag that is cut off"),
        pytest.param("<p>a</p><!-- b", has("<!--"), "<!--", id="a comment that is cut off"),
        pytest.param(
            "<script>'<p>'</script><p>b</p>", has("'<p>'", "</script"), "<script>'<p>'</script>", id="a script"
        ),
        pytest.param("甲乙。丙丁。戊己。", has("丁"), "丁", id="a phrase, then its characters"),
        pytest.param("a&nbsp;b&#20;c", has("sp;"), "&nbsp;", id="an entity is whole"),
        pytest.param("/%E6%B5%B7%E4%B8%8A", has("%"), "%E6%B5%B7", id="so is a character in percent escapes"),
        pytest.param(HEAD, has("rfi.fr"), "https://www.rfi.fr/\n", id="so is a host"),
        pytest.param(
            HEAD, has("<!--", "-->\n[", ")\n---"), "<!---->\n[)\n------\n", id="the header: values, then lines"
        ),
        pytest.param("---\na: 1\nb: 2\n---\n" + HEAD, has("题"), "题\n", id="front matter goes as a whole"),
        pytest.param("---\na: 1\nb: 2\n---\n" + HEAD, has("a: ", "b: 2", "题"), "a: b: 2题\n", id="or by lines"),
        pytest.param(
            "<p>甲乙丙</p><b>甲乙丙</b>", lambda text: text.count("乙") == 2, "乙乙", id="the same text twice"
        ),
        pytest.param("[甲乙丙丁]\n<p>甲乙丙丁</p>", is_said_twice, "[甲]\n甲", id="texts that have to be equal"),
        pytest.param("", has(), "", id="nothing"),
        pytest.param("\n", has(), "\n", id="an empty line"),
        pytest.param("\ud800\udc80", has("\udc80"), "\udc80", id="surrogates"),
    ],
)
def test_html(text: str, holds: Callable[[str], bool], expected: str) -> None:
    assert reduce_text(text, holds).text == expected


@pytest.mark.parametrize(
    ("text", "holds", "expected"),
    [
        pytest.param('{"a":1,"b":[1,2],"c":{"d":"x"}}', is_valid('"d"'), '{"c":{"d":""}}', id="a member"),
        pytest.param('{"a":1,"b":[1,2,3]}', is_valid("2"), '{"b":[2]}', id="an entry in the middle"),
        pytest.param('[{"a":1},\n {"b":2},\n {"c":3}]', is_valid('"b": '), '[{"b":2}]', id="an item of an array"),
        pytest.param('{"a":1}\n{"b":"x"}\n{"c":1}\n', is_valid('"b"'), '{"b":""}\n', id="a line of JSON Lines"),
        pytest.param(
            r'{"html":"<p>a<\/p><img src=\"x\" alt=\"y, z\">\n"}',
            is_valid('"html": ', "<img src"),
            r'{"html":"<img src=\"\">"}',
            id="HTML in a string, whose escapes stay as they are",
        ),
        pytest.param(
            r'{"a":"\u6d77\ud83d\ude00\ud800x"}', is_valid("\U0001f600"), r'{"a":"\ud83d\ude00"}', id="surrogate pairs"
        ),
        pytest.param('{"a":"x,]}","b":-1.5}', is_valid(",]}"), '{"a":",]}"}', id="marks in a string"),
        pytest.param('{"a": 1, "b": ', has('"b": '), '"b": ', id="an object that is cut off"),
        pytest.param('[{"a": 1}, {"b": 2}, {"c"', has('"c"'), '"c"', id="an array that is cut off"),
        pytest.param('{"a": "b" "c" "d", "e": 1}', has('{"', '" "'), '{"" ""', id="strings without a comma"),
        pytest.param('[{"a": "b"}, {"c": "ab', has('"c": "'), '"c": "', id="a string that is cut off"),
        pytest.param('{\n  "a": true\n}\n', is_valid('"a": '), '{"a":true}\n', id="the blanks between the members"),
    ],
)
def test_json(text: str, holds: Callable[[str], bool], expected: str) -> None:
    assert reduce_text(text, holds).text == expected


def test_strings_are_read_as_json_reads_them() -> None:
    text = r'{"a": "\b\f\n\r\t\"\\\/\u6d77\ud83d\ude00x", "b": ["", {"c": "d"}], "e": 1}'
    value = json.loads(text)
    assert [stretch.text for stretch in json_tokens.strings(text)] == [value["a"], "", "d"]
    for stretch in json_tokens.strings(text):
        assert len(stretch.offsets) == len(stretch.text) + 1


@example("", "0\n\n0")
@given(MARKUP, MARKUP)
def test_a_text_is_its_own_smallest_once_it_is_that(text: str, wanted: str) -> None:
    def holds(candidate: str) -> bool:
        # A set of tokens in order: neither monotone nor a mere substring.
        names = [tag.name for tag in markup.tokens(candidate)]
        return names[:3] == expected[:3] and candidate.count("海") % 2 == odd and wanted[:2] in candidate

    text += wanted
    expected, odd = [tag.name for tag in markup.tokens(text)], text.count("海") % 2
    asked: list[str] = []

    def noted(candidate: str) -> bool:
        asked.append(candidate)
        return holds(candidate)

    found = reduce_text(text, noted)
    assert holds(found.text) and len(found.text) <= len(text) and found.is_minimal
    assert found.tries == len(asked) - 1
    assert reduce_text(text, holds) == found
    assert reduce_text(found.text, holds).text == found.text
    refused = [candidate for candidate in asked if not holds(candidate)]
    assert len(refused) == len(set(refused))


@given(MARKUP, st.sets(st.integers(0, 60)))
def test_no_single_unit_can_be_left_out(text: str, needed: set[int]) -> None:
    text = text.rstrip("\n")
    wanted = [char for at, char in enumerate(text) if at in needed]

    def holds(candidate: str) -> bool:
        rest = iter(candidate)
        return all(char in rest for char in wanted)

    found = reduce_text(text, holds).text
    lists = [
        reduction_units.wrappers,
        reduction_units.attributes,
        reduction_units.lines,
        reduction_units.phrases,
        reduction_units.characters,
        reduction_units.repeated,
    ]
    every = [unit for kind in lists for unit in kind(found)] + [
        unit for level in reduction_units.nodes(found) for unit in level
    ]
    for unit in every:
        candidate = markup.splice(found, [(start, end, "") for start, end in unit])
        assert candidate == found or not holds(candidate)


@given(st.text(alphabet='[]{},:" \\u6d0\n<p>a1', max_size=60))
def test_units_are_in_order_and_apart_whatever_the_json(tail: str) -> None:
    text = '[{"a": ' + tail
    lists = [
        kind(text)
        for kind in (
            reduction_units.wrappers,
            reduction_units.attributes,
            reduction_units.lines,
            reduction_units.phrases,
            reduction_units.characters,
        )
    ]
    levels = [
        level
        for kind in (reduction_units.items, reduction_units.first_items, reduction_units.nodes)
        for level in kind(text)
    ]
    for found in (*lists, *levels, reduction_units.repeated(text)):
        spans = sorted(span for unit in found for span in unit)
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "holds", "expected", "most"),
    [
        pytest.param("<p>一</p>" * 10_000 + "<b>x</b>", has("x"), "x", 40, id="10,000 elements"),
        pytest.param("<p>一</p>" * 10_000, has_element("p", 3), "<p></p>" * 3, 150, id="three of 10,000"),
        pytest.param("<div>" * 10_000 + "<b>x" + "</div>" * 10_000, has("<b>x"), "<b>x", 80, id="nested 10,000 deep"),
        pytest.param("<div>" * 10_000, has("<div>"), "<div>", 50, id="never closed"),
        pytest.param("<" * 50_000, has("<"), "<" * 50_000, 10, id="a run of one mark is one unit"),
        pytest.param("字" * 100_000, lambda text: len(text) > 99, "字" * 100, 500, id="100,000 characters"),
        pytest.param(json.dumps([{"a": [[1]] * 9}] * 2_000), is_valid("1"), '[{"a":[[1]]}]', 90, id="2,000 items"),
        pytest.param("[{" + "[" * 20_000, has("["), "[", 40, id="JSON nested 20,000 deep"),
    ],
)
def test_hostile_texts_take_few_tries(text: str, holds: Callable[[str], bool], expected: str, most: int) -> None:
    found = reduce_text(text, holds)
    assert found.text == expected
    assert found.tries <= most


def test_the_tries_are_limited() -> None:
    found = reduce_text("甲乙丙丁" * 100, has("甲", "丁"), most=5)
    assert found.tries == 5 and not found.is_minimal
    assert has("甲", "丁")(found.text) and len(found.text) < 400
    assert reduce_text("甲", has("甲"), most=9) == Reduction("甲", 1, True)


def test_what_never_held_is_no_start() -> None:
    with pytest.raises(ValueError, match="itself"):
        reduce_text("a", has("b"))
