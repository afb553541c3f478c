"""Layout features of articles as packed columns, so that the scan reads those of many articles as one array."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

import msgspec

from newscheck.dump.summary_columns import BLOCK
from newscheck.model import ABSENT, ArticleFeatures, FeatureColumns

_HASH = array("I").itemsize
_encode = msgspec.msgpack.Encoder().encode
unpack = msgspec.msgpack.Decoder(FeatureColumns).decode


def pack(articles: Sequence[ArticleFeatures]) -> Iterator[bytes]:
    """The packed columns of some articles, `BLOCK` of them at a time."""
    for low in range(0, len(articles), BLOCK):
        yield _encode(columns(articles[low : low + BLOCK]))


def columns(articles: Sequence[ArticleFeatures]) -> FeatureColumns:
    """The columns of some articles, each of which has the hash of a skeleton at least."""
    sites: dict[str, int] = {}
    hashes = [article.features for article in articles]
    return FeatureColumns(
        array("I", [sites.setdefault(article.site, len(sites)) for article in articles]).tobytes(),
        [*sites],
        array("q", [ABSENT if article.epoch is None else article.epoch for article in articles]).tobytes(),
        array("I", [article.kind for article in articles]).tobytes(),
        b"".join([packed[:_HASH] for packed in hashes]),
        array("I", [len(packed) // _HASH - 1 for packed in hashes]).tobytes(),
        b"".join([packed[_HASH:] for packed in hashes]),
    )


def joined(blocks: Sequence[bytes]) -> bytes:
    """The packed columns of the articles of some packed columns."""
    if len(blocks) == 1:
        return blocks[0]
    parts = [*map(unpack, blocks)]
    sites = {site: number for number, site in enumerate(dict.fromkeys(site for part in parts for site in part.sites))}
    names = [*sites]
    return _encode(
        FeatureColumns(
            b"".join([_renumbered(part, sites, names) for part in parts]),
            names,
            b"".join([part.epochs for part in parts]),
            b"".join([part.kinds for part in parts]),
            b"".join([part.skeletons for part in parts]),
            b"".join([part.sizes for part in parts]),
            b"".join([part.features for part in parts]),
        )
    )


def _renumbered(part: FeatureColumns, sites: Mapping[str, int], names: list[str]) -> bytes:
    """The number of each article's site among all."""
    if part.sites == names[: len(part.sites)]:
        return part.site_numbers
    numbers = [sites[site] for site in part.sites]
    return array("I", map(numbers.__getitem__, array("I", part.site_numbers))).tobytes()


def rows(packed: bytes) -> list[ArticleFeatures]:
    """The articles of packed columns."""
    block = unpack(packed)
    ends = accumulate((_HASH * size for size in array("I", block.sizes)), initial=0)
    skeletons = (block.skeletons[at : at + _HASH] for at in range(0, len(block.skeletons), _HASH))
    return [
        ArticleFeatures(
            block.sites[site], None if epoch == ABSENT else epoch, skeleton + block.features[low:high], kind
        )
        for site, epoch, kind, skeleton, (low, high) in zip(
            array("I", block.site_numbers),
            array("q", block.epochs),
            array("I", block.kinds),
            skeletons,
            pairwise(ends),
            strict=True,
        )
    ]
