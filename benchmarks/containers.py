"""Measures reading from compressed files and archives against their own libraries on the same bytes.

    python benchmarks/containers.py [--articles 10000] [--rounds 5]

Makes a synthetic dump (seeded), packs it in each way, and prints how long `engine.files.inputs` takes to bring out all
bytes, as a multiple of the library. Nothing is asserted; the target is 1.2.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import io
import json
import lzma
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from backports import zstd

from newscheck.engine.files.directory_walk import FileEntry
from newscheck.engine.files.inputs import read
from newscheck.synthetic import specimen

LIMIT = 16_000_000
PIECE = 1 << 20


def streamed(open_file: Callable[..., Any]) -> Callable[[Path], int]:
    def floor(path: Path) -> int:
        with open_file(path) as file:
            return sum(len(part) for part in iter(lambda: file.read(PIECE), b""))

    return floor


def unzipped(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(len(archive.read(info)) for info in archive.infolist())


def untarred(path: Path) -> int:
    size = 0
    with tarfile.open(path, "r|*") as archive:
        for header in archive:
            content = archive.extractfile(header)
            assert content
            size += len(content.read())
    return size


FLOORS: dict[str, Callable[[Path], int]] = {
    "feed.jsonl.gz": streamed(gzip.open),
    "feed.jsonl.bz2": streamed(bz2.open),
    "feed.jsonl.xz": streamed(lzma.open),
    "feed.jsonl.zst": streamed(zstd.open),
    "dump.zip": unzipped,
    "dump.tar": untarred,
    "dump.tar.gz": untarred,
}


def pack(folder: Path, count: int) -> None:
    files = {f"rfi/{1_048_575 - seed}.md": specimen.render({}, seed) for seed in range(count)}
    lines = b"".join(json.dumps({"html": data.decode()}).encode() + b"\n" for data in files.values())
    compressions: list[tuple[str, Callable[[bytes], Any]]] = [
        ("gz", gzip.compress),
        ("bz2", bz2.compress),
        ("xz", lambda data: lzma.compress(data, preset=1)),
        ("zst", zstd.compress),
    ]
    for suffix, compress in compressions:
        (folder / f"feed.jsonl.{suffix}").write_bytes(compress(lines))
    with zipfile.ZipFile(folder / "dump.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    for name, mode in (("dump.tar", "w"), ("dump.tar.gz", "w:gz")):
        with tarfile.open(folder / name, mode) as tape:  # type: ignore[call-overload]
            for member, data in files.items():
                header = tarfile.TarInfo(member)
                header.size = len(data)
                tape.addfile(header, io.BytesIO(data))


def own(path: Path) -> int:
    return sum(len(raw.data) for raw in read(FileEntry(path.name, str(path)), LIMIT))


def seconds(work: Callable[[Path], int], path: Path) -> tuple[float, int]:
    start = time.process_time()
    size = work(path)
    return time.process_time() - start, size


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pack(Path(folder), given.articles)
        for name, floor in FLOORS.items():
            path = Path(folder, name)
            times = [(seconds(floor, path), seconds(own, path)) for _ in range(given.rounds)]
            assert all(library[1] == ours[1] for library, ours in times), name
            library, ours = (min(pair[side][0] for pair in times) for side in (0, 1))
            print(f"{name:16} {library * 1000:8.0f} ms {ours * 1000:8.0f} ms  {ours / library:5.2f}x")


if __name__ == "__main__":
    main()
