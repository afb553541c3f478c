"""The files below URLs that a run checks: those that `directory_walk.walk` finds in a folder with the same files."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from newscheck.engine.files import file_types, urls
from newscheck.engine.files.directory_walk import FOLDER_AS_FILE, FileEntry
from newscheck.engine.files.file_types import is_container, is_input
from newscheck.engine.files.other_files import OtherFiles
from newscheck.engine.files.path_names import EXCLUDED, Exclusion, display_name
from newscheck.engine.remote import bucket, connection, remote_file
from newscheck.engine.remote.bucket import Listed, Page
from newscheck.engine.remote.connection import Request
from newscheck.engine.remote.failures import RemoteFailure
from newscheck.engine.remote.location import WEB, Location, parse
from newscheck.engine.remote.object_info import ObjectInfo
from newscheck.engine.remote.remote_file import RemoteFile
from newscheck.errors import UsageError, reason
from newscheck.text import member_paths
from newscheck.text.display import sanitize

#: Folders that are listed at a time, and entries of folders after which a server is not believed.
_LISTED, _MOST = 16, 100_000_000
#: Pages without an entry, one after the other, after which it isn't either.
_EMPTY = 1_000
_FOLDER = ObjectInfo(0, "a folder")
#: URLs of websites by what is shown of them: what is secret in them is kept nowhere else.
_urls: dict[str, str] = {}


def walk(
    paths: Iterable[str], exclude: Iterable[str] = (), *, pages: bool = False, others: OtherFiles | None = None
) -> Iterator[FileEntry]:
    """The files below some URLs, each once, as `directory_walk.walk` gives them.

    In object storage a slash in a key divides folders. Raises UsageError where nothing is at a URL, or it can't be
    listed, and where two URLs differ only in what reports don't show of them.
    """
    search = _Walker(tuple(exclude), pages, others)
    seen: dict[str, Location] | None = {} if len(paths := list(paths)) > 1 else None
    for path in paths:
        for entry in search.of(path):
            stored = entry.stored
            if seen is not None and isinstance(stored, RemoteFile):
                before = seen.setdefault(entry.path, stored.location)
                if before is not stored.location and before == stored.location:
                    continue
                if before != stored.location:
                    raise UsageError(f"{sanitize(entry.path)}: two URLs that differ only in what reports don't show")
            yield entry


def found_again(entries: Iterable[FileEntry]) -> Iterator[FileEntry]:
    """Files that a report names, as they are now; those elsewhere that are gone are left out."""
    waiting: deque[tuple[FileEntry, Callable[[], tuple[RemoteFile, str]] | None]] = deque()
    for entry in entries:
        waiting.append((entry, _search(entry.path) if urls.is_url(entry.path) else None))
        if len(waiting) > connection.PARALLEL:
            yield from _seen_again(*waiting.popleft())
    for each in waiting:
        yield from _seen_again(*each)


def _seen_again(entry: FileEntry, search: Callable[[], tuple[RemoteFile, str]] | None) -> Iterator[FileEntry]:
    if search is None:
        yield entry
        return
    try:
        file, member = search()
    except (UsageError, RemoteFailure):
        return
    yield FileEntry(entry.path, file.location.shown, member=member, pages=entry.pages, stored=file)


def require_file(url: str, *, pages: bool = False) -> FileEntry:
    """The file at a URL. Raises UsageError where there is none."""
    try:
        file, member = _file(url)
    except RemoteFailure as error:
        raise UsageError(f"{sanitize(urls.displayed(url))}: {error.strerror}") from None
    shown = file.location.shown
    path = member_paths.join(shown, member) if member else shown
    return FileEntry(path, shown, member=member, pages=pages, stored=file)


def _file(url: str) -> tuple[RemoteFile, str]:
    """The file at a URL, or the archive and the name of a member of it. Raises RemoteFailure and UsageError."""
    return _search(url)()


def _search(url: str) -> Callable[[], tuple[RemoteFile, str]]:
    """The search for a file, which has begun where there is but one place for it. Raises UsageError."""
    containers = [(place, member) for place, member in member_paths.split(url) if member and _may_hold(place)]
    if not containers:
        location = _parsed(url)
        request = remote_file.asked(location)
        return lambda: (RemoteFile(location, request.result()), "")
    return lambda: _member(url, containers)


def _may_hold(container: str) -> bool:
    kind = file_types.of(urls.displayed(container))
    return kind is not None and kind.has_paths


def _member(url: str, containers: Iterable[tuple[str, str]]) -> tuple[RemoteFile, str]:
    """The first container that is there, else the file itself."""
    for container, member in containers:
        location = _parsed(container)
        try:
            return RemoteFile(location, remote_file.asked(location).result()), member
        except RemoteFailure as error:
            if not error.is_absent:
                raise
    location = _parsed(url)
    return RemoteFile(location, remote_file.asked(location).result()), ""


def _parsed(url: str) -> Location:
    """The place of a URL, which may be one that is shown of an earlier one. Raises UsageError."""
    location = parse(_urls.get(url, url))
    if location.url:
        _urls[location.shown] = location.url
    return location


class _Listing:
    """What is in a folder, page by page; the next page is asked for while one is worked through."""

    def __init__(self, folder: Location) -> None:
        self._folder = folder
        self._next: Request | None = self._asked()

    def __iter__(self) -> Iterator[Listed]:
        """The entries in the order of their keys. Raises OSError."""
        empty = 0
        while self._next:
            page: Page = self._next.result()
            empty = 0 if page.listed else empty + 1
            if empty > _EMPTY:
                raise RemoteFailure("the listing has no end")
            self._next = self._asked(page.following) if page.following else None
            yield from page.listed

    def close(self) -> None:
        """Ask for no more."""
        if self._next:
            self._next.give_up()

    def _asked(self, following: str = "") -> Request:
        return Request(self._folder.scheme, lambda fs: bucket.page(fs, self._folder, following))


class _Walker:
    def __init__(self, exclude: tuple[str, ...], pages: bool, others: OtherFiles | None) -> None:
        self._exclude, self._pages, self._others = exclude, pages, others
        self._excluded = Exclusion((*EXCLUDED, *exclude))
        self._left = _MOST

    def of(self, url: str) -> Iterator[FileEntry]:
        """The files at a URL. Raises UsageError where nothing is there, or it can't be listed."""
        location = parse(url)
        shown = sanitize(location.shown)
        try:
            if location.scheme not in WEB:
                is_folder = location.key.endswith("/") or not location.key
                if not is_folder and is_input(location.key, pages=True) and (entry := self._entry_if_any(url)):
                    yield entry
                    return
                before = self._left
                yield from self._below(location if is_folder else location.at(f"{location.key}/"))
                if self._left < before:
                    return
                if is_folder:
                    raise UsageError(f"no such file or folder: {shown}")
            yield self._named(url)
        except RemoteFailure as error:
            words = f"no such file or folder: {shown}" if error.is_absent else f"can't read {shown}: {error.strerror}"
            raise UsageError(words) from None

    def _entry_if_any(self, url: str) -> FileEntry | None:
        """The file that a URL names by a suffix: who may read it may not be allowed to list. Raises as `_named`."""
        try:
            return self._named(url)
        except RemoteFailure as error:
            if not error.is_absent:
                raise
            return None

    def _named(self, url: str) -> FileEntry:
        """The file that a URL names. Raises RemoteFailure and UsageError."""
        file, member = _file(url)
        shown = file.location.shown
        if member:
            return FileEntry(member_paths.join(shown, member), shown, member=member, stored=file)
        return self._entry(shown, file.location, file.info)

    def _below(self, top: Location) -> Iterator[FileEntry]:
        """The files in a folder. Raises RemoteFailure where it can't be listed, and UsageError without a bucket."""
        stack: list[Location] = [top]
        listings: dict[Location, _Listing] = {}
        try:
            while stack:
                for folder in stack[-_LISTED:]:
                    if folder not in listings:
                        listings[folder] = _Listing(folder)
                folder = stack.pop()
                folders: list[Location] = []
                try:
                    yield from self._in(folder, listings[folder], folders)
                except RemoteFailure as error:
                    if folder is top and error.is_absent:
                        raise UsageError(f"no such bucket: {top.scheme}://{sanitize(top.bucket)}") from None
                    if folder is top:
                        raise
                    shown = folder.shown.rstrip("/")
                    yield FileEntry(shown, shown, f"can't list the folder: {reason(error)}")
                del listings[folder]
                # A key ends with the slash, which comes after a dash.
                stack.extend(sorted(folders, key=lambda folder: folder.key[:-1], reverse=True))
        finally:
            for listing in listings.values():
                listing.close()

    def _in(self, above: Location, listing: _Listing, folders: list[Location]) -> Iterator[FileEntry]:
        """The files of one folder; the folders in it are added to `folders`."""
        prefix = above.shown
        for key, info in listing:
            self._left -= 1
            if self._left < 0:
                raise UsageError(f"{sanitize(prefix)}: over {_MOST:,} files and folders: name a part of them")
            name = key[len(above.key) :].removesuffix("/") if info is None else key[len(above.key) :]
            path = prefix + display_name(name)
            if self._excluded.covers(path, name):
                continue
            location = above.at(key)
            if info is None:
                folders.append(location)
                if is_input(name, pages=self._pages):
                    yield FileEntry(path, path, FOLDER_AS_FILE, stored=RemoteFile(location, _FOLDER))
            elif is_input(name, pages=self._pages):
                yield self._entry(path, location, info)
            elif self._others:
                self._others.add(path)

    def _entry(self, path: str, location: Location, info: ObjectInfo) -> FileEntry:
        stored = RemoteFile(location, info)
        if is_container(path):
            return FileEntry(path, path, exclude=self._exclude, pages=self._pages, stored=stored)
        return FileEntry(path, path, stored=stored)
