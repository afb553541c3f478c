"""`docs/scale.md` is true: its commands exist with the options that it names, and so do its limits."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from newscheck.cli import group
from newscheck.engine import layout_scan, run
from newscheck.engine.remote import connection, prefetch, ranged_file, remote_file, remote_walk, website
from newscheck.engine.workers import cluster, cluster_connection, cluster_scan, cluster_task
from newscheck.layout import site_streams

TEXT = (Path(__file__).parents[2] / "docs" / "scale.md").read_text("utf-8")
#: The commands in blocks of shell, without what follows them on the line.
COMMANDS = re.findall(
    r"^(?:srun \S+ )?((?:newscheck|dask) .*?)(?: #.*| &)?$",
    "".join(re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)),
    re.MULTILINE,
)


@pytest.mark.parametrize("line", COMMANDS)
def test_commands(line: str) -> None:
    program, name, *words = shlex.split(line.replace('"$(hostname)', '"host').replace("$(hostname)", "host"))
    if program == "newscheck":
        command = group.get_command(click.Context(group), name)
        assert command
        command.make_context(name, words)
        return
    cli = pytest.importorskip(f"distributed.cli.dask_{name}", reason="Dask is not installed: newscheck[dask]")
    cli.main.make_context(name, words)


def test_there_are_commands() -> None:
    assert [line.split()[:2] for line in COMMANDS] == [
        ["newscheck", "validate"],
        ["newscheck", "validate"],
        ["newscheck", "show"],
        ["dask", "scheduler"],
        ["dask", "worker"],
        ["newscheck", "validate"],
        ["dask", "scheduler"],
        ["dask", "worker"],
        ["newscheck", "validate"],
    ]


def test_limits_of_object_storage() -> None:
    assert f"fetched {prefetch._FILES} at a time" in TEXT and f"{prefetch._BYTES // 1_000_000 - 1} MB ahead" in TEXT
    assert f"{remote_walk._LISTED} folders are listed at a time" in TEXT
    assert f"of over {remote_walk._MOST // 1_000_000} million entries" in TEXT
    assert f"at most {website.MOST / 1e9:.1f} GB" in TEXT and f"over {run._KEPT_BYTES // 1_000_000} MB together" in TEXT
    assert (remote_file.SMALL, ranged_file._BLOCKS, connection.LIMIT) == (1 << 22, 8, 120.0)


def test_limits() -> None:
    assert (
        f"no scheduler after {cluster_connection._CONNECT:g} s, no worker after {cluster_connection._JOIN:g} s, "
        f"none left for {cluster._WITHOUT_WORKERS:g} s"
    ) in TEXT
    assert f"A task is {cluster._FILES:,} files, or {cluster._BYTES // 1_000_000} MB" in TEXT
    assert (cluster._SHARDS, cluster._TASKS, cluster_task._IDLE) == (5, 2, 60)
    assert f"with at most {site_streams._TOGETHER:,} articles\n" in TEXT
    assert f"with at most {layout_scan._MOST_SENT:,}, are tasks" in TEXT
    assert cluster_scan._TASKS == 2 and f"or {cluster_scan._BYTES // 1_000_000} MB, are under way" in TEXT
