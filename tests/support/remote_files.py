"""Object storage in memory, with the methods of fsspec that newscheck calls, and the thread that they run in."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any


class Storage:
    """Files by `BUCKET/KEY`; `failures` are raised for a path. `most` were under way at a time."""

    def __init__(self, files: Mapping[str, bytes], loop: asyncio.AbstractEventLoop) -> None:
        self.files, self.loop = dict(files), loop
        self.failures: dict[str, Exception] = {}
        self.asked: list[str] = []
        self.most = self._current = 0
        self.waits = False

    async def _answer(self, call: str, path: str) -> None:
        self.asked.append(f"{call} {path}")
        self._current += 1
        self.most = max(self.most, self._current)
        try:
            await asyncio.sleep(60 if self.waits else 0.001)
        finally:
            self._current -= 1
        if path in self.failures:
            raise self.failures[path]

    async def _ls(self, path: str, detail: bool) -> list[dict[str, Any]]:
        await self._answer("ls", path)
        names = {}
        for name, data in self.files.items():
            if name.startswith(f"{path}/"):
                first, divider, _ = name[len(path) + 1 :].partition("/")
                kind = "directory" if divider else "file"
                names[f"{path}/{first}", kind] = {"size": len(data), "etag": str(hash(data))}
        if not names:
            raise FileNotFoundError(path)
        return [{"name": name, "type": kind, **more} for (name, kind), more in names.items()]

    async def _info(self, path: str) -> dict[str, Any]:
        await self._answer("info", path)
        if path not in self.files:
            raise FileNotFoundError(path)
        return {"name": path, "type": "file", "size": len(self.files[path]), "etag": str(hash(self.files[path]))}

    async def _cat_file(self, path: str, start: int, end: int) -> bytes:
        await self._answer("cat", path)
        return self.files[path][start:end]


@contextmanager
def stored(files: Mapping[str, bytes]) -> Iterator[Storage]:
    """Object storage, whose thread ends with the block: tests that fork need a process without any."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield Storage(files, loop)
    finally:
        asyncio.run_coroutine_threadsafe(_end(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
