"""What a worker writes for a shard: documents, ledger, attributes, failures. All files appear whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import os
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

from cleaner.batch.settings import Settings
from cleaner.document import Document
from cleaner.emit import BULK_STAGES, clean_record, dumps, ledger_record, text_bytes
from cleaner.extras import require
from cleaner.io.atomic import PREFIX, replacing
from cleaner.io.corpus import Fault, Row
from cleaner.io.parsing import excerpt

# The run's own files: failures of shards until they are merged, the lock.
INNER = ".run"


@dataclass(slots=True)
class Done:
    """What became of a shard: counts, and the files (relative to the output folder) with their sizes in bytes."""

    part: str
    documents: int = 0
    bytes: int = 0
    chars: int = 0
    kept_chars: int = 0
    faults: int = 0
    duplicate_ids: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    verdicts: dict[str, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)

    @property
    def failures(self) -> int:
        """Documents that were set aside, and places that hold none."""
        return self.faults + sum(n for status, n in self.statuses.items() if status != "ok")


class _Sink(Protocol):
    def add(self, index: int, name: str, document: Document, row: Row) -> None:
        """Write a document: its place in the shard, its id, and the row that it came from."""


@contextmanager
def shard_output(settings: Settings, part: str, source: str) -> Iterator[Output]:
    """The output of one shard; its files take their names when the block ends well. Raises ``OSError``."""
    with ExitStack() as stack:
        output = Output(settings, part, source, stack)
        yield output
    output.measure()


class Output:
    """Takes the documents and faults of a shard in order, and counts them."""

    def __init__(self, settings: Settings, part: str, source: str, stack: ExitStack) -> None:
        self._settings, self._source, self._stack = settings, source, stack
        self.done = Done(part)
        self._paths: list[Path] = []
        self._sinks: list[_Sink] = [self._documents()]
        if settings.ledger == "jsonl":
            self._sinks.append(_Ledger(self._file("ledger", f"part-{part}.jsonl"), settings.full_ledger))
        elif settings.ledger == "parquet":
            from cleaner.batch.tables import ledger_sink

            path = self._path("ledger", f"part-{part}.parquet")
            self._sinks.append(stack.enter_context(ledger_sink(path, settings.full_ledger)))
        if settings.attributes:
            self._sinks.append(_Attributes(self._file("attributes", f"part-{part}.jsonl")))
        self._failures: IO[bytes] | None = None
        self._statuses: Counter[str] = Counter()
        self._verdicts: Counter[str] = Counter()
        self._ids: set[bytes] = set()

    def _documents(self) -> _Sink:
        name = f"part-{self.done.part}"
        if self._settings.form == "parquet":
            from cleaner.batch.tables import document_sink

            sink: _Sink = self._stack.enter_context(
                document_sink(self._path(f"{name}.parquet"), bool(self._settings.fields.kept))
            )
            return sink
        if self._settings.form == "text":
            return self._stack.enter_context(_folder(self._path(name)))
        return _Json(self._file(f"{name}.jsonl"))

    def _path(self, *names: str) -> Path:
        path = self._settings.out.joinpath(*names)
        self._paths.append(path)
        return path

    def _file(self, *names: str) -> IO[bytes]:
        """A file for JSON lines, packed as the settings say."""
        packing = self._settings.packing
        suffix = "" if packing == "none" else f".{packing}"
        file = self._stack.enter_context(replacing(self._path(*names[:-1], names[-1] + suffix)))
        return self._stack.enter_context(packed(file, packing))

    def add(self, index: int, row: Row, document: Document) -> None:
        """Write a document; one with another status than ``ok`` is also listed as a failure."""
        name = document.id if row.id is None else row.id
        for sink in self._sinks:
            sink.add(index, name, document, row)
        done = self.done
        done.documents += 1
        done.bytes += len(row.raw) if isinstance(row.raw, bytes) else len(row.raw.encode("utf-8", "surrogatepass"))
        done.chars += len(document.doc.source)
        done.kept_chars += document.doc.kept_chars
        self._statuses[document.status] += 1
        self._verdicts[document.verdict] += 1
        known = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        done.duplicate_ids += known in self._ids
        self._ids.add(known)
        if document.status != "ok":
            failed = {"index": index, "id": name, "url": row.url, "status": document.status, "error": document.error}
            self._fail({**failed, "excerpt": excerpt(document.text)})

    def fault(self, index: int, fault: Fault) -> None:
        """List a place that holds no document."""
        self.done.faults += 1
        lost = {"index": index, "at": fault.at, "status": "unreadable", "error": fault.error, "excerpt": fault.excerpt}
        self._fail(lost)

    def _fail(self, record: dict[str, Any]) -> None:
        if self._failures is None:
            self._failures = self._stack.enter_context(replacing(self._path(INNER, f"failures-{self.done.part}.jsonl")))
        self._failures.write(dumps({"part": self.done.part, "source": self._source, **record}).encode() + b"\n")

    def measure(self) -> None:
        """Fill in what is known when all is written."""
        self.done.statuses = dict(sorted(self._statuses.items()))
        self.done.verdicts = dict(sorted(self._verdicts.items()))
        for path in self._paths:
            self.done.files[path.relative_to(self._settings.out).as_posix()] = size_of(path)
        for folder in {path.parent for path in self._paths}:
            _sync_folder(folder)


def size_of(path: Path) -> int:
    """Bytes of a file, or of the files in a folder; −1 where there is neither."""
    if path.is_dir():
        return sum(each.stat().st_size for each in path.iterdir())
    return path.stat().st_size if path.is_file() else -1


def _sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` last, on systems where a folder can be opened for that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def packed(file: IO[bytes], packing: str) -> Iterator[Any]:
    """A writer that packs into ``file``; the same content gives the same bytes."""
    if packing == "gz":
        with gzip.GzipFile("", "wb", 6, file, mtime=0) as writer:
            yield writer
    elif packing == "zst":
        with require("zstandard", "batch").ZstdCompressor(3).stream_writer(file, closefd=False) as writer:
            yield writer
    else:
        yield file


class _Json:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def add(self, index: int, name: str, document: Document, row: Row) -> None:
        """Write the record of a document."""
        line = dumps(clean_record(document, name))
        if row.metadata is not None:
            line = f'{line[:-1]},"metadata":{row.metadata}}}'
        self._file.write(line.encode() + b"\n")


class _Ledger:
    def __init__(self, file: IO[bytes], full: bool) -> None:
        self._file, self._full = file, full

    def add(self, index: int, name: str, document: Document, row: Row) -> None:
        """Write the ledger record of a document."""
        self._file.write(dumps(ledger_record(document, self._full, name)).encode() + b"\n")


class _Attributes:
    """Spans on the source text in the form of Dolma's taggers: ``[start, end, score]`` by name of the attribute."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def add(self, index: int, name: str, document: Document, row: Row) -> None:
        """Write the spans of a document."""
        spans: dict[str, list[tuple[int, int, float]]] = {}
        for edit in document.edits:
            if edit.stage not in BULK_STAGES:
                key = "cleaner__" + edit.rule.replace(".", "__").replace("-", "_")
                spans.setdefault(key, []).append((edit.start, edit.end, edit.confidence))
        ordered = {key: sorted(spans[key]) for key in sorted(spans)}
        self._file.write(dumps({"id": name, "attributes": ordered}).encode() + b"\n")


class _Texts:
    """One text file a document. Ids never become file names: place and checksum do."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = (folder / "index.jsonl").open("wb")

    def add(self, index: int, name: str, document: Document, row: Row) -> None:
        """Write the text of a document, and its line in the index."""
        file_name = f"{index:06d}-{document.id}.txt"
        (self._folder / file_name).write_bytes(text_bytes(document))
        self._index.write(dumps({"file": file_name, "id": name, "status": document.status}).encode() + b"\n")

    def close(self) -> None:
        """Close the index once it is safe on the disk."""
        self._index.flush()
        os.fsync(self._index.fileno())
        self._index.close()


@contextmanager
def _folder(path: Path) -> Iterator[_Texts]:
    """A folder that takes the place of ``path`` if the block ends well."""
    temporary = path.with_name(f"{PREFIX}{secrets.token_hex(8)}.tmp")
    temporary.mkdir(parents=True)
    try:
        texts = _Texts(temporary)
        yield texts
        texts.close()
        _sync_folder(temporary)
        shutil.rmtree(path, ignore_errors=True)
        temporary.rename(path)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
