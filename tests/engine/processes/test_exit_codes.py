"""How a process has ended, in words."""

from __future__ import annotations

import subprocess
import sys

import pytest

from newscheck.engine.processes.exit_codes import signal_name


@pytest.mark.parametrize(
    ("exit_code", "name"),
    [
        pytest.param(-9, "SIGKILL", id="killed, as for want of memory"),
        pytest.param(-11, "SIGSEGV", id="crashed in C"),
        pytest.param(-200, "signal 200", id="a signal that has no name"),
    ],
)
def test_signal_name(exit_code: int, name: str) -> None:
    assert signal_name(exit_code) == name


def test_the_code_is_that_of_a_process() -> None:
    code = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    assert signal_name(subprocess.run([sys.executable, "-c", code]).returncode) == "SIGTERM"
