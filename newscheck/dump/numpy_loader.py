"""numpy, loaded so that it can't end this process.

Its linear algebra (OpenBLAS) sets up threads and memory while it is loaded. Where that is refused, it ends the process
with exit code 1 (`ulimit -v`), or interrupts it as Ctrl-C does (too many threads): a run would end as if there were
findings. We need one thread, and where memory is limited, another process tries first.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Limit the library to one thread while it is loaded; processes that start later get the environment as it was."""
    unset = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(unset, "1"))
    try:
        yield
    finally:
        for name in unset:
            del os.environ[name]


def _is_limited() -> bool:
    """Whether this process may have less memory than there is."""
    try:
        import resource
    except ImportError:  # Windows
        return False
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_DATA)
    return any(resource.getrlimit(kind)[0] != resource.RLIM_INFINITY for kind in kinds)


def _starts() -> bool:
    """Whether numpy can be loaded in a copy of this process, which prints nothing and ends at once."""
    if threading.active_count() > 1:  # a copy could deadlock
        return True
    process = os.fork()
    if not process:
        with contextlib.suppress(BaseException):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            import numpy  # noqa: F401

            os._exit(0)
        os._exit(1)
    return os.waitpid(process, 0)[1] == 0


with _one_thread():
    if "numpy" not in sys.modules and _is_limited() and not _starts():
        raise MemoryError("numpy can't be loaded in the memory that this process may have")
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["NDArray", "np"]
