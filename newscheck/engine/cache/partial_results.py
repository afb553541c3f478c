"""A shard put together from what older ones said of the same files, and what was found out of the rest."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import msgspec

from newscheck.engine.cache.shard import Shard, split_digests
from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.dump_store import pack
from newscheck.model import ArticleFeatures, ArticleSummary, Finding

_cards = msgspec.msgpack.Decoder(list[ArticleSummary]).decode
_shapes = msgspec.msgpack.Decoder(list[ArticleFeatures]).decode
_names = msgspec.msgpack.Decoder(dict[int, str]).decode


class PartialResults:
    """What is known of some files, whose names are all different, one by one."""

    def __init__(self, entries: Sequence[FileEntry], contents: bytes) -> None:
        self._entries = entries
        self._wanted = dict(zip(split_digests(contents), entries, strict=True))
        self._digest = {entry.path: digest for digest, entry in self._wanted.items()}
        self._findings: dict[str, list[Finding]] = {}
        self._cards: dict[str, list[ArticleSummary]] = {}
        self._shapes: dict[str, list[ArticleFeatures]] = {}
        self._names: dict[int, str] = {}
        self._latest = 0

    @property
    def missing(self) -> list[FileEntry]:
        """The files of which nothing is known yet."""
        return list(self._wanted.values())

    def add(self, shard: Shard) -> None:
        """Take what a shard says of files that are wanted and have the same bytes in it."""
        found = [self._wanted.pop(digest) for digest in split_digests(shard.content_digests) if digest in self._wanted]
        self._take(shard, found)

    def completed_with(self, rest: Shard | None) -> Shard:
        """All of it in the order of the files; `rest` says what was missing, whatever was in those files by then."""
        digest = dict(self._digest)
        if rest is not None:
            digest.update(zip((entry.path for entry in self.missing), split_digests(rest.content_digests), strict=True))
            self._take(rest, self.missing)
        paths = [entry.path for entry in self._entries]
        cards = [card for path in paths for card in self._cards.get(path, ())]
        shapes = [shape for path in paths for shape in self._shapes.get(path, ())]
        return Shard(
            files=len(paths),
            articles=len(cards),
            findings=[finding for path in paths for finding in self._findings.get(path, ())],
            summaries=pack(cards),
            features=pack(shapes),
            feature_names=pack(_used_names(self._names, shapes)),
            crashes=rest.crashes if rest else [],
            latest_epoch=self._latest,
            content_digests=b"".join(digest[path] for path in paths),
            is_fully_read=rest is None or rest.is_fully_read,
            is_complete=rest is None or rest.is_complete,
        )

    def _take(self, shard: Shard, entries: Iterable[FileEntry]) -> None:
        paths = {entry.path for entry in entries}
        if not paths:
            return
        for finding in shard.findings:
            if finding.path in paths:
                self._findings.setdefault(finding.path, []).append(finding)
        cards, shapes = _cards(shard.summaries), _shapes(shard.features)
        for at, card in enumerate(cards):
            if card.path in paths:
                self._cards.setdefault(card.path, []).append(card)
                self._shapes.setdefault(card.path, []).extend(shapes[at : at + 1])
        for hashed, name in _names(shard.feature_names).items():
            # Of two names that share a hash, the one that `shape.named` chooses.
            self._names[hashed] = max(name, self._names.get(hashed, name))
        self._latest = max(self._latest, shard.latest_epoch)


def merged(parts: Sequence[Shard]) -> Shard:
    """The shard of all files of some others, in their order."""
    shapes = [shape for part in parts for shape in _shapes(part.features)]
    names: dict[int, str] = {}
    for hashed, name in (pair for part in parts for pair in _names(part.feature_names).items()):
        # As above.
        names[hashed] = max(name, names.get(hashed, name))
    return Shard(
        files=sum(part.files for part in parts),
        articles=sum(part.articles for part in parts),
        findings=[finding for part in parts for finding in part.findings],
        summaries=pack([card for part in parts for card in _cards(part.summaries)]),
        features=pack(shapes),
        feature_names=pack(names),
        crashes=[crash for part in parts for crash in part.crashes],
        latest_epoch=max(part.latest_epoch for part in parts),
        content_digests=b"".join(part.content_digests for part in parts),
        is_fully_read=all(part.is_fully_read for part in parts),
        is_complete=all(part.is_complete for part in parts),
    )


def _used_names(names: dict[int, str], shapes: Iterable[ArticleFeatures]) -> dict[int, str]:
    """Those names that shapes still need: else they would pile up as files come and go."""
    wanted: set[int] = set()
    for shape in shapes:
        wanted.update(array("I", shape.features))
        wanted.add(shape.kind)
    return {hashed: name for hashed, name in names.items() if hashed in wanted}
