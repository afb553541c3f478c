"""What is kept of an article's HTML: marks, labels before links, short blocks; bounded, whatever the HTML is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from observations import observations

from newscheck.learn.markup import Markup

TEXT = f"<p>{'渔业协会对这个决定表示欢迎，认为会发挥作用。' * 2}</p>" * 3


def observed(html: str) -> Markup:
    (article,) = observations(1, lambda at, when: {"html": html})
    return article.markup


@pytest.mark.parametrize(
    ("html", "labels", "plain", "blocks"),
    [
        pytest.param(f"{TEXT}<p>En plus : <a href=/1>Le port</a></p>", ("En plus :",), (), (), id="a label and a link"),
        pytest.param(f"{TEXT}<p>En plus\xa0: <a href=/1>Le port</a></p>", ("En plus :",), (), (), id="no-break blank"),
        pytest.param(
            f"{TEXT}<p>En plus : le port</p>", (), ("En plus :",), ("En plus : le port",), id="without a link"
        ),
        pytest.param(
            f"{TEXT}<p>En plus : le <a href=/1>port</a> a rouvert mardi</p>", (), ("En plus :",), (), id="with a link"
        ),
        pytest.param(f"{TEXT}<p><a href=/1>En plus : le port</a></p>", ("En plus :",), (), (), id="all of it a link"),
        pytest.param(f"{TEXT}<div>每天一封邮件<div>编辑</div></div>", (), (), ("编辑",), id="innermost blocks only"),
        pytest.param(f"{TEXT}<p>获取更多RSS</p>", (), (), (), id="what is furniture already"),
        pytest.param(
            f"{TEXT}<script>编辑</script><p>\ud800编</p>", (), (), ("\ufffd编",), id="scripts and half characters"
        ),
        pytest.param("", (), (), (), id="an item without HTML"),
    ],
)
def test_labels_and_blocks(html: str, labels: tuple[str, ...], plain: tuple[str, ...], blocks: tuple[str, ...]) -> None:
    found = observed(html)
    assert (found.labels, found.plain, found.blocks) == (labels, plain, blocks)
    assert found.is_html is bool(html)


def test_shares() -> None:
    (mark,) = observed(f'{"<p>渔业协会</p>" * 9}<div class="more"><a href=/1>渔业</a>协会</div>').marks
    assert (mark.name, mark.text, mark.share, mark.linked) == ("more", "渔业协会", 0.1, 0.5)
    (body,) = observed(f'<div class="body">{TEXT}</div>').marks
    assert (body.text, body.share) == ("", 1.0)


def test_it_is_bounded() -> None:
    deep = "".join(f'<div class="c{at}">' for at in range(900))
    found = observed(f"{TEXT * 40}{deep}编辑{'<p>编辑甲</p>' * 900}")
    assert len(found.marks) <= 16
    assert observed(f"{TEXT}{''.join(f'<p>编辑{at}</p>' for at in range(99))}").blocks[-1] == "编辑7"


@pytest.mark.slow
@given(st.text(max_size=60))
def test_any_html(html: str) -> None:
    assert len(observed(f"{html}<div class=a data-b>{html}").marks) <= 16
