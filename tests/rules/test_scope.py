"""The annotation of a rule's check is its scope."""

from __future__ import annotations

from collections.abc import Iterator
from functools import wraps
from types import ModuleType
from typing import Any

import pytest

from newscheck import model, rules
from newscheck.errors import UsageError
from newscheck.model import Article, Context, Document, Dump, DumpHit, Hit, VersionHistory


def of_article(article: Article, ctx: Context) -> Iterator[Hit]:
    yield from ()


def of_document(anything: Document, ctx: Context) -> Iterator[Hit]:
    yield from ()


def of_dump(dump: Dump, ctx: Context) -> Iterator[DumpHit]:
    yield from ()


def of_versions(history: VersionHistory, ctx: Context) -> Iterator[DumpHit]:
    yield from ()


def by_module(page: model.Article, ctx: Context) -> Iterator[Hit]:
    yield from ()


def evaluated(page: Any, ctx: Context) -> Iterator[Hit]:
    yield from ()


evaluated.__annotations__["page"] = Article


@wraps(of_article)
def decorated(*args: Any, **named: Any) -> Iterator[Hit]:
    return of_article(*args, **named)


def unannotated(article, ctx):  # type: ignore[no-untyped-def]
    yield from ()


def of_result(article, ctx) -> Article:  # type: ignore[no-untyped-def]
    return article  # type: ignore[no-any-return]


def of_a_finding(finding: model.Finding, ctx: Context) -> Iterator[Hit]:
    yield from ()


def of_nothing() -> Iterator[Hit]:
    yield from ()


class Callable:
    def __call__(self, article: Article, ctx: Context) -> Iterator[Hit]:
        yield from ()


def build(check: Any) -> model.Rule:
    module = ModuleType("title_sample")
    module.__doc__ = "A sample."
    vars(module).update(SEVERITY="note", BAD=[], GOOD=[], check=check)
    return rules.build("title_sample", module)


def test_a_python_that_leaves_out_docstrings_is_told() -> None:
    with pytest.raises(UsageError, match="run it without -OO"):
        rules.build("title_sample", ModuleType("title_sample"))


@pytest.mark.parametrize(
    ("check", "scope"),
    [
        pytest.param(of_article, "article", id="article"),
        pytest.param(of_document, "document", id="document, whatever the parameter is called"),
        pytest.param(of_dump, "dump", id="dump"),
        pytest.param(of_versions, "versions", id="versions"),
        pytest.param(by_module, "article", id="a name with its module"),
        pytest.param(evaluated, "article", id="a class"),
        pytest.param(decorated, "article", id="a function in a decorator"),
    ],
)
def test_the_annotation_is_the_scope(check: Any, scope: str) -> None:
    assert build(check).scope == scope


@pytest.mark.parametrize("check", [unannotated, of_result, of_a_finding, of_nothing, Callable()])
def test_without_one_it_is_an_error(check: Any) -> None:
    with pytest.raises(UsageError, match="rule title_sample: the first parameter of `check` must be annotated"):
        build(check)
