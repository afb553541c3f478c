"""Objects of a repository, read in order through a `git cat-file` that stays open for the next ones.

A process has one for contents and one for sizes. They end with it, since their stdin does.
"""

from __future__ import annotations

import atexit
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import IO, NamedTuple

from msgspec import Struct

from newscheck.engine.git.command import Conversation, hardened
from newscheck.errors import UsageError

_CONTENT, _SIZE = "--batch", "--batch-check"
#: Bytes that are read to the end of an object; for more, git is started again.
_FEW = 1 << 20


class _Conversation(NamedTuple):
    """A git that waits for the name of an object; only the process that started it may ask."""

    pid: int
    root: str
    option: str
    process: Conversation

    def ask(self, name: str) -> tuple[str, int, IO[bytes]]:
        """The id and size of an object, and what its content can be read from. Raises OSError where it isn't there."""
        requests, answer = self.process.stdin, self.process.stdout
        assert requests and answer
        requests.write(name.encode() + b"\n")
        requests.flush()
        head = answer.readline().split()
        # Otherwise it is `NAME missing`, or git has ended.
        if len(head) != 3:
            raise OSError(errno.EIO, f"git has no object {name[:10]}: fetch it (the clone is partial or damaged)")
        return head[0].decode(), int(head[2]), answer

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


#: Those that wait, also those of the process that this one was forked from, which are never touched.
_waiting: list[_Conversation] = []


class ObjectStream:
    """The content of an object with that `id`, which is read once."""

    def __init__(self, object_id: str, size: int, answer: IO[bytes]) -> None:
        self.id, self.size = object_id, size
        self._answer, self.left = answer, size

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, fewer only at the end. Raises OSError where git can't read the object."""
        wanted = min(size, self.left)
        data = self._answer.read(wanted)
        if len(data) < wanted:
            raise OSError(errno.EIO, "git can't read the object to its end: the repository is damaged")
        self.left -= len(data)
        return data

    def finish(self) -> bool:
        """Read the few bytes that are left; False where they are many."""
        return self.left <= _FEW and len(self._answer.read(self.left + 1)) == self.left + 1


@contextmanager
def opened(root: str, name: str) -> Iterator[ObjectStream]:
    """An object of the repository at `root`, for the block. Raises OSError where it can't be read."""
    conversation = _started(root, _CONTENT)
    is_done = False
    try:
        stream = ObjectStream(*conversation.ask(name))
        yield stream
        is_done = stream.finish()
    finally:
        _put_back(conversation, is_done)


def size(root: str, name: str) -> int:
    """Bytes of an object. Raises OSError as `opened` does."""
    conversation = _started(root, _SIZE)
    is_done = False
    try:
        number = conversation.ask(name)[1]
        is_done = True
    finally:
        _put_back(conversation, is_done)
    return number


def close() -> None:
    """End what waits in this process."""
    for conversation in [each for each in _waiting if each.pid == os.getpid()]:
        _waiting.remove(conversation)
        conversation.end()


def _started(root: str, option: str) -> _Conversation:
    wanted = (os.getpid(), root, option)
    for conversation in _waiting:
        if conversation[:3] == wanted:
            _waiting.remove(conversation)
            return conversation
    try:
        return _Conversation(*wanted, hardened(root).conversation("cat-file", option))
    except UsageError as error:
        raise OSError(errno.EIO, str(error)) from None


def _put_back(conversation: _Conversation, is_done: bool) -> None:
    """Keep one that has answered for the next object; those of another repository are ended."""
    if not is_done:
        conversation.end()
        return
    if any(each.pid == conversation.pid and each.root != conversation.root for each in _waiting):
        close()
    if any(each[:3] == conversation[:3] for each in _waiting):
        conversation.end()
    else:
        _waiting.append(conversation)


atexit.register(close)


class Blob(Struct, frozen=True):
    """A file in a repository (`files.stored_file.StoredFile`)."""

    root: str
    content_id: str

    @property
    def version(self) -> str:
        """Results are known by the bytes, so that a folder with the same files shares them."""
        return ""

    @property
    def size(self) -> int:
        """Bytes of the file. Raises OSError."""
        return size(self.root, self.content_id)

    def opened(self, beat: Callable[[], object] | None = None) -> AbstractContextManager[ObjectStream]:
        """Its content, for a block. Raises OSError."""
        return opened(self.root, self.content_id)
