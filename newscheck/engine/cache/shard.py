"""A shard: some files of a dump, and their results, packed for other processes, the cache and the dump store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, filterfalse

import msgspec
from xxhash import xxh3_128, xxh32_intdigest

from newscheck.checker import results
from newscheck.dump import feature_columns, summary_columns
from newscheck.dump.summary_columns import Block
from newscheck.engine.files import file_types, inputs
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.remote import prefetch
from newscheck.model import Crash, FileResult, Finding, HitCount, PresetUse, RawInput

#: Bytes of the digest of a file.
DIGEST_SIZE = 16
#: Files a shard on average: enough that handing it over costs nothing, few enough that partial results stay small.
_AVERAGE = 200
_LARGEST = 4 * _AVERAGE
#: Bytes of a file that is a shard of its own.
_LARGE = 1 << 23
_pack = msgspec.msgpack.Encoder().encode
feature_names = msgspec.msgpack.Decoder(dict[int, str]).decode


class Shard(msgspec.Struct, frozen=True):
    """The results of some files. `summaries` and `features` are packed columns of `BLOCK` articles each
    (`dump.summary_columns`, `dump.feature_columns`); `feature_names` stay packed, too: the function of this name
    unpacks them. `latest_epoch` is the greatest epoch of an article.

    `content_digests` are the digests of the files as they were read, in their order; one that is not `is_fully_read`
    has a file that could not be read, whatever its bytes. It `is_complete` where no check was cut short.
    """

    files: int
    articles: int
    findings: list[Finding]
    summaries: list[Block]
    features: list[bytes]
    feature_names: bytes
    crashes: list[Crash]
    latest_epoch: int
    content_digests: bytes
    is_fully_read: bool
    is_complete: bool = True
    hit_counts: list[HitCount] = []
    preset_uses: list[PresetUse] = []

    @classmethod
    def of(cls, result: FileResult, content_digests: bytes = b"", *, is_fully_read: bool = True) -> Shard:
        """The shard of some files, by their result (`checker.results.merged`) and the digests of their contents."""
        return cls(
            files=len(content_digests) // DIGEST_SIZE,
            articles=len(result.summaries),
            findings=result.findings,
            summaries=[*summary_columns.pack(result.summaries)],
            features=[*feature_columns.pack(result.features)],
            feature_names=_pack(result.feature_names),
            crashes=result.crashes,
            latest_epoch=result.latest_epoch,
            content_digests=content_digests,
            is_fully_read=is_fully_read,
            is_complete=result.is_complete,
            hit_counts=result.hit_counts,
            preset_uses=result.preset_uses,
        )

    @property
    def result(self) -> FileResult:
        """The result of the files, unpacked."""
        sizes = summary_columns.sizes(self.articles)
        return FileResult(
            findings=self.findings,
            summaries=[*chain.from_iterable(map(summary_columns.rows, self.summaries, sizes))],
            crashes=self.crashes,
            latest_epoch=self.latest_epoch,
            features=[*chain.from_iterable(map(feature_columns.rows, self.features))],
            feature_names=feature_names(self.feature_names),
            is_complete=self.is_complete,
            hit_counts=self.hit_counts,
            preset_uses=self.preset_uses,
        )


encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(Shard).decode


def batches(entries: Iterable[FileEntry]) -> Iterator[list[FileEntry]]:
    """Files in shards whose borders depend on the names at them, so that a new file changes one shard only; a large
    file is one by itself."""
    batch: list[FileEntry] = []
    small = _small_suffixes()
    for entry in entries:
        if not entry.path.endswith(small) and is_large(entry):
            if batch:
                yield batch
            yield [entry]
            batch = []
            continue
        batch.append(entry)
        if xxh32_intdigest(entry.path.encode()) % _AVERAGE == 0 or len(batch) == _LARGEST:
            yield batch
            batch = []
    if batch:
        yield batch


@cache
def _small_suffixes() -> tuple[str, ...]:
    """The suffixes of files that are never large, that of dumps first."""
    return tuple(filterfalse(file_types.may_hold_many, file_types.reader_suffixes(pages=True)))


def is_large(entry: FileEntry) -> bool:
    """Whether a file may hold so many articles that it is a shard of its own."""
    if not file_types.may_hold_many(entry.path):
        return False
    try:
        return entry.size > _LARGE
    except OSError:
        return False


def merged(shards: Sequence[Shard]) -> Shard:
    """The shard of all files of some others, in their order."""
    return Shard.of(
        results.merged(shard.result for shard in shards),
        b"".join(shard.content_digests for shard in shards),
        is_fully_read=all(shard.is_fully_read for shard in shards),
    )


class ContentDigests:
    """Digests of files by their names and all that was read of them, taken while they are read."""

    def __init__(self) -> None:
        self._digests: list[bytes] = []
        self.is_fully_read = True

    @classmethod
    def of(cls, entries: Iterable[FileEntry], limit: int) -> ContentDigests:
        """The digests of files that are read for nothing else."""
        contents = cls()
        for entry in entries:
            if version := entry.stored.version if entry.stored else "":
                contents._digests.append(_digest_of_version(entry, version, limit))
                continue
            for _ in contents.read([entry], limit):
                pass
        return contents

    @classmethod
    def unread(cls, entry: FileEntry) -> bytes:
        """The digest of a file of which only the name is known."""
        return xxh3_128(entry.path.encode()).digest()

    def read(
        self, entries: Iterable[FileEntry], limit: int, beat: Callable[[], object] | None = None
    ) -> Iterator[RawInput]:
        """The pieces of some files, as `engine.files.inputs.read` gives them."""
        for entry in prefetch.ahead(entries, limit):
            digest = xxh3_128(entry.path.encode())
            for raw in inputs.read(entry, limit, beat):
                if raw.path != entry.path or raw.form:
                    place = (raw.path, raw.form, sorted(raw.context.items()))
                    digest.update(repr(place).encode("utf-8", "surrogateescape"))
                digest.update(f"\0{raw.line}\0{raw.fault}\0{raw.detail}\0{len(raw.data)}\0".encode())
                digest.update(f"{raw.column}\0{raw.steps}\0".encode("utf-8", "replace") if raw.steps else b"")
                digest.update(raw.data)
                self.is_fully_read = self.is_fully_read and not raw.fault
                yield raw
            version = prefetch.version_read(entry)
            self._digests.append(_digest_of_version(entry, version, limit) if version else digest.digest())

    @property
    def packed(self) -> bytes:
        """All digests, one behind the other."""
        return b"".join(self._digests)


def _digest_of_version(entry: FileEntry, version: str, limit: int) -> bytes:
    """The digest of a file by its version: all that decides what is read of those bytes."""
    terms = (entry.path, version, entry.fault, entry.kind, entry.exclude, entry.member, entry.pages, limit)
    return xxh3_128(repr(terms).encode("utf-8", "surrogateescape")).digest()


def names_digest(entries: Iterable[FileEntry]) -> bytes:
    """A digest of the names of some files."""
    return xxh3_128("\0".join(entry.path for entry in entries).encode("utf-8", "surrogateescape")).digest()


def split_digests(packed: bytes) -> list[bytes]:
    """The digests of the files of a shard, in their order."""
    return [packed[at : at + DIGEST_SIZE] for at in range(0, len(packed), DIGEST_SIZE)]
