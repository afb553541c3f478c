"""Page fixtures: a folder for each case, with a raw page, where it is from, and what is expected of it.

page.html     the page, byte for byte
meta.toml     url, fetched, site, perhaps title, extractor, volatile
record.yaml   the record that the extractor has to make of it (`newscheck.transcript`)
layout.txt    its structure (`newscheck.blueprint`)
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct

from newscheck import transcript
from newscheck.config import meant
from newscheck.errors import UsageError
from newscheck.files import shown, umask, whole

PAGE, META, RECORD, LAYOUT = "page.html", "meta.toml", "record.yaml", "layout.txt"
#: What a case says of itself, and what it is.
_TIME = (datetime, date, int)
_KEYS: Mapping[str, Any] = {
    "url": str,
    "fetched": _TIME,
    "site": str,
    "title": str,
    "extractor": str,
    "volatile": list,
}
_KINDS: Mapping[Any, str] = {str: "text", _TIME: "time such as 2023-08-16T21:04:00Z", list: "list of names"}
_NAME = re.compile(r"[^\w.]+")
_LONGEST_NAME = 60
_ENDS = "-._"
_1970 = datetime(1970, 1, 1, tzinfo=UTC)


class Case(Struct, frozen=True):
    """A case. `fetched` is in milliseconds since 1970 UTC; `volatile` are fields that differ from run to run.

    `faults` are, by file, what is wrong with the files of the folder: a value, so that the other cases are still run.
    """

    name: str
    page: bytes = b""
    url: str = ""
    fetched: int | None = None
    site: str | None = None
    title: str | None = None
    extractor: str | None = None
    volatile: tuple[str, ...] = ()
    record: Mapping[str, Any] | None = None
    layout: str | None = None
    faults: Mapping[str, str] = {}

    def completed(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """A record with what the extractor can't know and the dump would have: address, crawl clock, feed's title."""
        known = {"url": self.url or None, "epoch_ms": self.fetched, "title": self.title}
        return {**{name: value for name, value in known.items() if value is not None and name not in record}, **record}

    def stable(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """A record without the volatile fields."""
        return {name: value for name, value in record.items() if name not in self.volatile}


def folders(root: Path) -> Iterator[Path]:
    """The folders in `root` that may be cases or hold some, by name. Raises UsageError where `root` is no folder."""
    if not root.is_dir():
        raise UsageError(f"no such folder: {shown(str(root))}")
    try:
        yield from sorted(path for path in root.iterdir() if path.is_dir() and path.name[0] not in "._")
    except OSError as error:
        raise UsageError(f"can't list {shown(str(root))}: {(error.strerror or str(error)).lower()}") from None


def is_case(folder: Path) -> bool:
    """Whether a folder is a case: it has a page or says of what, or at least no folder in it."""
    return (folder / PAGE).exists() or (folder / META).exists() or next(folders(folder), None) is None


def find(root: Path) -> Iterator[Path]:
    """All cases below `root`, by name. Raises UsageError where `root` is no folder."""
    for folder in folders(root):
        if is_case(folder):
            yield folder
        else:
            yield from find(folder)


def load(folder: Path) -> Case:
    """The case in a folder. What is missing or broken in it is one of its faults."""
    faults: dict[str, str] = {}
    page = _read(folder / PAGE, faults)
    if page == b"":
        faults[PAGE] = f"{PAGE} is empty"
    meta = _meta(folder, faults)
    record = layout = None
    if (folder / RECORD).exists() and (data := _read(folder / RECORD, faults)) is not None:
        try:
            record = transcript.read(data.decode("utf-8"))
        except ValueError as error:
            faults[RECORD] = f"{RECORD} can't be read: {error}"
    elif RECORD not in faults:
        faults[RECORD] = f"no {RECORD}: `newscheck fixture rerun --accept` makes it of what the extractor gives"
    if (folder / LAYOUT).exists() and (data := _read(folder / LAYOUT, faults)) is not None:
        layout = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return Case(folder.name, page or b"", record=record, layout=layout, faults=faults, **meta)


def save(folder: Path, case: Case) -> None:
    """Write a case: a new folder appears whole or not at all, in one that is there each file does.

    Raises UsageError where that fails.
    """
    files = _files(case)
    if folder.exists():
        for name, data in files.items():
            if _read(folder / name, {}) != data:
                with whole(str(folder / name)) as file:
                    file.write(data)
        return
    made = ""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = tempfile.mkdtemp(prefix=f".{folder.name[:20]}.", dir=folder.parent)
        for name, data in files.items():
            Path(made, name).write_bytes(data)
        Path(made).chmod(0o777 & ~umask())
        Path(made).rename(folder)
        made = ""
    except OSError as error:
        raise UsageError(f"can't write {shown(str(folder))}: {error.strerror}") from None
    finally:
        if made:
            shutil.rmtree(made, ignore_errors=True)


def name_of(text: str) -> str:
    """The name of a folder for a title or an address: letters of all scripts and digits, the rest one dash."""
    # A folder that begins with a point or a line is no case.
    return _NAME.sub("-", text).strip(_ENDS)[:_LONGEST_NAME].strip(_ENDS) or "case"


def _files(case: Case) -> dict[str, bytes]:
    files = {PAGE: case.page, META: _toml(case).encode("utf-8", "replace")}
    if case.record is not None:
        files[RECORD] = transcript.write(case.record).encode("utf-8")
    if case.layout is not None:
        files[LAYOUT] = case.layout.encode("utf-8", "replace")
    return files


def _toml(case: Case) -> str:
    """TOML's strings are JSON's, but for one character."""

    def quoted(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

    rows = [f"url = {quoted(case.url)}"]
    if case.fetched is not None:
        rows.append(f"fetched = {_moment(case.fetched)}")
    rows += [
        f"{name} = {quoted(value)}"
        for name in ("site", "title", "extractor")
        if (value := getattr(case, name)) is not None
    ]
    if case.volatile:
        rows.append(f"volatile = {quoted(list(case.volatile))}")
    return "\n".join(rows) + "\n"


def _meta(folder: Path, faults: dict[str, str]) -> dict[str, Any]:
    data = _read(folder / META, faults)
    if data is None:
        return {}
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except ValueError as error:
        faults[META] = f"{META} can't be read: {error}"
        return {}
    for name, value in table.items():
        wanted = _KEYS.get(name)
        if wanted is None:
            faults[META] = f"{META}: unknown key {name!r}{meant(name, _KEYS)}"
        elif not isinstance(value, wanted) or isinstance(value, bool):
            faults[META] = f"{META}: {name} is no {_KINDS[wanted]}: {value!r}"
    if META in faults:
        return {}
    if "fetched" in table:
        table["fetched"] = _ms(table["fetched"])
    if "volatile" in table:
        table["volatile"] = tuple(map(str, table["volatile"]))
    return table


def _moment(ms: int) -> str:
    """A time as TOML has it, or the milliseconds as they are where there is no such year."""
    try:
        moment = _1970 + timedelta(milliseconds=ms)
    except OverflowError:
        return str(ms)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _ms(moment: datetime | date | int) -> int:
    if isinstance(moment, int):
        return moment
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, datetime.min.time())
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _1970) // timedelta(milliseconds=1)


def _read(path: Path, faults: dict[str, str]) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        faults[path.name] = f"no {path.name} in {shown(str(path.parent))}"
    except OSError as error:
        faults[path.name] = f"can't read {shown(str(path))}: {(error.strerror or str(error)).lower()}"
    return None
