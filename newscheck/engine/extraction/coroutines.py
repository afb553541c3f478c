"""A coroutine, run to its end as `asyncio.run` does it, but so that a time limit leaves nothing open."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from newscheck.engine.processes import time_limit

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop


def run_coroutine(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine gives. Its time limit interrupts it, not the making and the closing of its loop.

    Raises RuntimeError where the caller is in an event loop, as `asyncio.run` does.
    """
    with time_limit.held():
        import asyncio  # half of the import time of this package, and few extractors need it

        if _is_in_loop():
            coroutine.close()
            raise RuntimeError("it is a coroutine, and an event loop is running here already")
        loop = asyncio.new_event_loop()
        task = loop.create_task(coroutine)
    try:
        return loop.run_until_complete(task)
    finally:
        _close(loop)


def _is_in_loop() -> bool:
    import asyncio

    try:
        return bool(asyncio.get_running_loop())
    except RuntimeError:
        return False


def _close(loop: AbstractEventLoop) -> None:
    """Ends what the coroutine has begun, which may take any time, and closes its loop, which doesn't."""
    try:
        _end_tasks(loop)
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        with time_limit.held():
            loop.close()


def _end_tasks(loop: AbstractEventLoop) -> None:
    import asyncio

    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
