"""The generated texts are valid TOML, YAML and Python."""

from __future__ import annotations

import ast
import json
import tomllib
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newscheck import registry
from newscheck.init import file_templates
from newscheck.text import toml_writer

TABLE = {"paths": ["articles"], "max-age": "6h", "fields": {"url": "link", "epoch_unit": "s"}}
TOML = toml_writer.document(TABLE, "tool.newscheck")


@pytest.mark.parametrize(
    "former",
    [
        pytest.param("", id="empty"),
        pytest.param('[project]\nname = "x"\n', id="a project"),
        pytest.param('[project]\nname = "x"', id="no end of line at the end"),
        pytest.param('[project]\r\nname = "x"\r\n', id="CRLF"),
        pytest.param("[tool.ruff]\nline-length = 100\n\n\n", id="another tool"),
        pytest.param("# 注释\n[[tool.x.y]]\na = 1 # b", id="a table of tables, and a comment"),
    ],
)
def test_settings_stand_at_the_end_of_a_pyproject(former: str) -> None:
    text = file_templates.append_table(former, TOML)
    assert text is not None
    assert text.startswith(former)
    assert tomllib.loads(text)["tool"].pop("newscheck") == TABLE
    assert "\r" not in former or text.count("\r\n") == text.count("\n")


@pytest.mark.parametrize(
    "former",
    [
        pytest.param("tool = {}\n", id="nothing can be added to it"),
        pytest.param("[tool.newscheck]\n", id="there are settings"),
        pytest.param("[project\n", id="no TOML"),
    ],
)
def test_a_pyproject_that_takes_none_is_left_alone(former: str) -> None:
    assert file_templates.append_table(former, TOML) is None


@pytest.mark.parametrize("service", registry.names("services", ".yml"))
@pytest.mark.parametrize("cron", ["23 * * * *", None])
@pytest.mark.parametrize("submodules", [True, False])
def test_a_job_is_yaml_and_has_what_is_asked_for(service: str, cron: str | None, submodules: bool) -> None:
    origin = "newscheck @ git+https://git.example/a/newscheck.git@0123abc"
    places, text = file_templates.ci_job(
        registry.data("services")[f"{service}.yml"], cron, origin, submodules=submodules
    )
    assert all(place.endswith(".yml") for place in places)
    assert yaml.safe_load(text)
    assert "newscheck validate" in text
    assert ("schedule" in text) == ("MAX_AGE" in text) == ("silent" in text) == (cron is not None)
    assert ("submodule" in text.lower()) == submodules
    assert text.count(f"pip install '{origin}'\n") == 1
    assert "@" not in text.replace("@v", "").replace(origin, "")
    steps = yaml.safe_load(text)
    assert f"pip install '{origin}'" in str(steps).replace("\\'", "'")


@pytest.mark.parametrize(
    ("direct_url", "wanted"),
    [
        pytest.param(
            {"url": "https://git.example/a.git", "vcs_info": {"vcs": "git", "commit_id": "0123abc"}},
            "newscheck @ git+https://git.example/a.git@0123abc",
            id="a commit",
        ),
        pytest.param(
            {"url": "https://git.example/a", "vcs_info": {"vcs": "git", "commit_id": "1"}, "subdirectory": "tools/nc"},
            "newscheck @ git+https://git.example/a@1#subdirectory=tools/nc",
            id="a folder of a repository",
        ),
        pytest.param(
            {"url": "https://files.example/newscheck-0.1.0-py3-none-any.whl", "archive_info": {}},
            "newscheck @ https://files.example/newscheck-0.1.0-py3-none-any.whl",
            id="a wheel on a server",
        ),
        pytest.param({"url": "file:///home/a/newscheck", "dir_info": {"editable": True}}, "", id="a folder"),
        pytest.param({"url": "file:///tmp/newscheck.whl", "archive_info": {}}, "", id="a wheel on this machine"),
        pytest.param({"url": "file:///a", "vcs_info": {"vcs": "git", "commit_id": "1"}}, "", id="a clone of a folder"),
        pytest.param({"url": "https://x.example/'; id #", "archive_info": {}}, "", id="what a shell would run"),
        pytest.param({"url": "https://x.example/${{ a }}", "archive_info": {}}, "", id="what a runner would replace"),
        pytest.param({"url": "https://x.example/a\n- b", "archive_info": {}}, "", id="a line end"),
        pytest.param({"url": 5, "archive_info": {}}, "", id="a number"),
        pytest.param({"archive_info": {}}, "", id="no address"),
        pytest.param([], "", id="no object"),
    ],
)
def test_what_pip_can_have_again(direct_url: Any, wanted: str) -> None:
    assert file_templates.pip_requirement(json.dumps(direct_url)) == wanted


def test_a_record_of_the_origin_may_be_broken() -> None:
    assert file_templates.pip_requirement("{") == ""


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20), max_size=3))
def test_the_first_test_is_python(paths: list[str]) -> None:
    ast.parse(file_templates.first_test(paths))


def test_the_first_test_documents_how_the_whole_dump_is_tested() -> None:
    docstring = ast.get_docstring(ast.parse(file_templates.first_test(["articles", '文 "章\\x'])))
    assert docstring is not None
    assert "pytest --newscheck=articles '--newscheck=文 \"章\\x'" in docstring
