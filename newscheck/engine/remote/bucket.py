"""Files in object storage, whose keys are listed folder by folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from newscheck.engine.remote.failures import RemoteFailure
from newscheck.engine.remote.location import Location
from newscheck.engine.remote.object_info import ObjectInfo
from newscheck.engine.remote.repetition import repeated
from newscheck.engine.remote.website import bounded

_TAGS = ("ETag", "etag", "generation", "md5Hash")
_TIMES = ("LastModified", "last_modified", "updated", "mtime")


class Listed(NamedTuple):
    """A file in a folder, or a folder in it (without `info`), by the key."""

    key: str
    info: ObjectInfo | None = None


class Page(NamedTuple):
    """Some of what is in a folder, in the order of the keys, and what the next page is asked for with."""

    listed: list[Listed]
    following: str = ""


async def page(fs: Any, folder: Location, following: str = "") -> Page:
    """What is in a folder: its key is empty, or ends with a slash. Raises OSError."""
    if folder.scheme == "s3":
        return await _page_of_s3(fs, folder, following)
    try:
        entries = await fs._ls(folder.path.rstrip("/"), detail=True)
    except FileNotFoundError:
        return Page([])
    own = len(folder.bucket) + 1
    listed = [
        Listed(entry["name"][own:].rstrip("/") + "/")
        if entry["type"] == "directory"
        else Listed(entry["name"][own:], _info(entry))
        for entry in entries
    ]
    return Page(_sorted(each for each in listed if each.key.startswith(folder.key) and each.key != folder.key))


async def _page_of_s3(fs: Any, folder: Location, following: str) -> Page:
    more = {"ContinuationToken": following} if following else {}
    answer = await fs._call_s3("list_objects_v2", Bucket=folder.bucket, Prefix=folder.key, Delimiter="/", **more)
    listed = [Listed(each["Prefix"]) for each in answer.get("CommonPrefixes", ())]
    listed += [Listed(each["Key"], _info(each)) for each in answer.get("Contents", ())]
    if answer.get("IsTruncated") and not answer.get("NextContinuationToken"):
        raise RemoteFailure("the listing ends early")
    return Page(
        _sorted(each for each in listed if each.key != folder.key),
        answer.get("NextContinuationToken", "") if answer.get("IsTruncated") else "",
    )


def _sorted(listed: Iterable[Listed]) -> list[Listed]:
    return sorted(listed, key=lambda each: each.key)


async def found(fs: Any, location: Location) -> ObjectInfo:
    """What is known of a file. Raises OSError, also where there is none."""
    if location.scheme == "s3":
        return _info(await fs._call_s3("head_object", Bucket=location.bucket, Key=location.key))
    entry = await fs._info(location.path)
    if entry["type"] == "directory":
        raise RemoteFailure("a folder", is_absent=True)
    return _info(entry)


async def fetch(fs: Any, location: Location, info: ObjectInfo, start: int, end: int) -> bytes:
    """Bytes of a file, from `start` to before `end`. Raises OSError, also where parts would be of two versions."""
    if location.scheme == "s3":
        return await repeated(lambda: _fetched_from_s3(fs, location, info, start, end))
    data: bytes = await fs._cat_file(location.path, start=start, end=end)
    is_part = end - start != info.size
    if len(data) != end - start or (is_part and _differ((await found(fs, location)).tag, info.tag)):
        raise RemoteFailure("changed while read")
    return data


async def _fetched_from_s3(fs: Any, location: Location, info: ObjectInfo, start: int, end: int) -> bytes:
    condition = {"IfMatch": info.tag} if info.tag else {}
    answer = await fs._call_s3(
        "get_object", Bucket=location.bucket, Key=location.key, Range=f"bytes={start}-{end - 1}", **condition
    )
    body = answer["Body"]
    try:
        # Not all that speak S3 know conditions and ranges.
        if _differ(answer.get("ETag", ""), info.tag):
            raise RemoteFailure("changed while read")
        if not answer.get("ContentRange", "" if start else "bytes 0-").startswith(f"bytes {start}-"):
            raise RemoteFailure("the server sends another part than the one that was asked for")
        return await bounded(body.read, end - start)
    finally:
        body.close()


def _differ(tag: str, other: str) -> bool:
    """Whether two tags, as far as they are told, are of two versions; the quotes around them are left out by some."""
    return bool(tag and other) and tag.strip('"') != other.strip('"')


def _info(entry: Mapping[str, Any]) -> ObjectInfo:
    size = next((entry[name] for name in ("Size", "ContentLength", "size") if isinstance(entry.get(name), int)), None)
    modified = next((entry[name] for name in _TIMES if entry.get(name)), None)
    seconds = modified.timestamp() if isinstance(modified, datetime) else None
    return ObjectInfo(size, next((str(entry[name]) for name in _TAGS if entry.get(name)), ""), seconds)
