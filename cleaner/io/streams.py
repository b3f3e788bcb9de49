"""Byte streams, plain or compressed, local or behind a URL, with a limit on what a compressed byte may become."""

from __future__ import annotations

import bz2
import lzma
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from cleaner.errors import InputError, UsageError
from cleaner.extras import MissingExtraError, require
from cleaner.io.gzip_members import GzipMembers

CHUNK = 1 << 20
# A compressed file may grow by this factor (style: zip bombs begin above it), once past what is always let through.
MOST_RATIO = 100
FREE_BYTES = 64 << 20
# First bytes of each format (RFC 1952, bzip2, xz file format 1.2, RFC 8878).
_MAGIC = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz", b"\x28\xb5\x2f\xfd": "zst"}
# What a broken or cut compressed stream raises, beside the errors of zstandard.
_BROKEN = (EOFError, OSError, zlib.error, lzma.LZMAError, ValueError)

# What brings the file systems of fsspec that have packages of their own (its registry names them one by one).
_PACKAGES = {
    **dict.fromkeys(("s3", "s3a"), "s3fs"),
    **dict.fromkeys(("gs", "gcs"), "gcsfs"),
    **dict.fromkeys(("http", "https"), "aiohttp"),
    **dict.fromkeys(("abfs", "abfss", "az", "adl"), "adlfs"),
    **dict.fromkeys(("sftp", "ssh"), "paramiko"),
    "hf": "huggingface_hub",
    "oss": "ossfs",
    "webhdfs": "requests",
}


class Stat(NamedTuple):
    """Size in bytes and a token that changes when the content does (time of change in ns, or an ETag)."""

    size: int
    changed: str


def is_url(place: str) -> bool:
    """Whether ``place`` is to be read through fsspec (``s3://…``), not from the local disk."""
    return "://" in place


def file_system(url: str) -> tuple[Any, str]:
    """The file system of fsspec for a URL, and the path in it.

    Raises ``MissingExtraError`` where the package for such URLs is not installed, ``UsageError`` where there is none.
    """
    scheme = url.partition("://")[0]
    try:
        files, path = require("fsspec.core", "batch").url_to_fs(url)
    except MissingExtraError:
        raise
    except ImportError as error:
        package = _PACKAGES.get(scheme)
        what = f"pip install {package}" if package else " ".join(str(error).split())
        raise MissingExtraError(f"{url}: {scheme}:// needs a package that is not installed: {what}") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{url}: cannot be read: {' '.join(str(error).split())[:200]}") from None
    return files, path


def stat(place: str) -> Stat:
    """Size and change token of a local path or URL. Raises ``OSError``."""
    if is_url(place):
        files, path = file_system(place)
        info = files.info(path)
        token = info.get("ETag") or info.get("mtime") or info.get("LastModified") or info.get("created") or ""
        return Stat(int(info.get("size") or 0), str(token))
    found = os.stat(place)
    return Stat(found.st_size, str(found.st_mtime_ns))


def open_raw(place: str) -> BinaryIO:
    """The bytes of a local path or URL as they are stored, seekable. Raises ``OSError``."""
    if is_url(place):
        files, path = file_system(place)
        return cast(BinaryIO, files.open(path, "rb"))
    return Path(place).open("rb")


def compression(place: str) -> str | None:
    """``gz``, ``bz2``, ``xz``, ``zst`` by the first bytes of the file, whatever its name says; ``None`` if plain."""
    with open_raw(place) as raw:
        head = raw.read(6)
    return next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)


def chunks(place: str, kind: str | None, ratio: int = MOST_RATIO) -> Iterator[bytes]:
    """The unpacked content in pieces. Raises ``InputError`` for a stream that is cut, broken or a bomb.

    Everything that could be unpacked before the fault comes first. A ``kind`` that is no packing is read as it is.
    """
    with open_raw(place) as raw:
        if kind not in _MAGIC.values():
            yield from iter(lambda: raw.read(CHUNK), b"")
        else:
            yield from _unpacked(raw, str(kind), ratio)


def _unpacked(raw: BinaryIO, kind: str, ratio: int) -> Iterator[bytes]:
    total = 0
    broken = (*_BROKEN, require("zstandard", "batch").ZstdError) if kind == "zst" else _BROKEN
    stream = _decompressor(raw, kind)
    try:
        while piece := stream.read1(CHUNK):
            total += len(piece)
            if total > FREE_BYTES + ratio * raw.tell():
                raise InputError(f"unpacks to over {ratio} times its size; stopped after {total} bytes")
            yield piece
    except broken as error:
        sound = getattr(stream, "sound", None)
        raise InputError(f"broken {kind} data after {total if sound is None else sound} bytes: {error}") from None


def _decompressor(raw: BinaryIO, kind: str) -> Any:
    if kind == "gz":
        return GzipMembers(raw)
    if kind == "bz2":
        return bz2.BZ2File(raw)
    if kind == "xz":
        return lzma.LZMAFile(raw)
    return _Zstd(raw)


class _Zstd:
    """zstd frames one after another; unlike the library's reader it says when the last one is cut short."""

    def __init__(self, raw: BinaryIO) -> None:
        self._make = require("zstandard", "batch").ZstdDecompressor().decompressobj
        self._raw = raw
        self._frame: Any = None
        self._rest = b""

    def read1(self, size: int) -> bytes:
        """The next piece; empty at the end. Raises ``EOFError`` inside a frame."""
        while True:
            data = self._rest or self._raw.read(min(size, 1 << 16))
            self._rest = b""
            if not data:
                if self._frame is not None:
                    raise EOFError("the file ends inside a frame")
                return b""
            self._frame = self._frame or self._make()
            piece: bytes = self._frame.decompress(data)
            if self._frame.eof:
                self._rest = self._frame.unused_data
                self._frame = None
            if piece:
                return piece


class Line(NamedTuple):
    """A line without its newline, where it begins, its size; ``data`` is cut where it is longer than allowed."""

    offset: int
    data: bytes
    size: int


def split_lines(pieces: Iterator[bytes], longest: int, offset: int = 0) -> Iterator[Line]:
    """The lines of a stream that begins at ``offset``; of each, at most ``longest`` bytes are kept in memory.

    When the stream fails, the unfinished line comes first, then the error.
    """
    held: list[bytes] = []
    size = kept = 0
    try:
        for piece in pieces:
            *whole, last = piece.split(b"\n")
            for part in whole:
                data = b"".join((*held, part[: longest - kept]))
                yield Line(offset, data, size + len(part))
                offset += size + len(part) + 1
                held, size, kept = [], 0, 0
            held.append(last[: longest - kept])
            size, kept = size + len(last), kept + len(held[-1])
    except InputError:
        if size:
            yield Line(offset, b"".join(held), size)
        raise
    if size:
        yield Line(offset, b"".join(held), size)


def lines_between(place: str, start: int, end: int, longest: int) -> Iterator[Line]:
    """The lines of a plain file that begin in ``[start, end)``."""
    with open_raw(place) as raw:
        raw.seek(max(start - 1, 0))
        lines = split_lines(iter(lambda: raw.read(CHUNK), b""), longest, max(start - 1, 0))
        if start:
            next(lines, None)  # the rest of the line before, or the newline that ends it
        for line in lines:
            if line.offset >= end:
                return
            yield line
