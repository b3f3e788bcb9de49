"""Parquet files of documents and of ledgers. Needs the extra ``batch``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from cleaner.batch.contract import SURROGATES, escaped_id, record, valid
from cleaner.batch.schema import SCHEMA, pa
from cleaner.decoding import Decoded, Raw, encode_back
from cleaner.document import Document
from cleaner.emit import ledger_record, text_digest
from cleaner.extras import require
from cleaner.io.atomic import replacing
from cleaner.io.corpus import Row

_ROWS, _CHARACTERS = 1000, 8 << 20

_EDITS = SCHEMA.field("edits").type
_TALLY = pa.struct([("rule", pa.string()), ("edits", pa.int64()), ("old", pa.int64()), ("new", pa.int64())])
_RUN = pa.struct([("start", pa.int64()), ("at", pa.int64()), ("size", pa.int64())])
# A part of the source and the bytes that stood for it in the input, in hexadecimal digits.
_RAW = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("data", pa.string())])
_TEXTS = ("id", "url", "version", "config_hash", "status", "error", "verdict")
LEDGER_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in _TEXTS),
        ("scores", SCHEMA.field("scores").type),
        ("encoding", pa.string()),
        ("chars", pa.int64()),
        ("kept_chars", pa.int64()),
        ("sha256", pa.string()),
        ("text_sha256", pa.string()),
        ("complete", pa.bool_()),
        ("rules", pa.list_(_TALLY)),
        ("edits", _EDITS),
        ("marks", _EDITS),
        ("kept", pa.list_(_RUN)),
        ("raw", pa.list_(_RAW)),
    ],
    metadata={"cleaner.ledger": "2"},
)


# What ``--keep-field`` carries along, as JSON: corpora differ in their fields, and the files of one run must not.
_WITH_METADATA = SCHEMA.append(pa.field("metadata", pa.string()))
_RowOf = Callable[[str, Document, Row], dict[str, Any]]


class TableSink:
    """Collects rows and writes a row group whenever there are enough of them."""

    def __init__(self, writer: Any, schema: Any, row_of: _RowOf) -> None:
        self._writer, self._schema, self._row_of = writer, schema, row_of
        self._rows: list[dict[str, Any]] = []
        self._size = 0

    def add(self, index: int, name: str, document: Document, row: Row) -> None:
        """Take one document."""
        self._rows.append(self._row_of(name, document, row))
        self._size += len(document.text) + len(document.doc.source)
        if len(self._rows) >= _ROWS or self._size >= _CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        if self._rows:
            self._writer.write_batch(pa.RecordBatch.from_pylist(self._rows, schema=self._schema))
        self._rows, self._size = [], 0


@contextmanager
def _sink(path: Path, schema: Any, row_of: _RowOf) -> Iterator[TableSink]:
    with replacing(path) as file:
        writer = require("pyarrow.parquet", "batch").ParquetWriter(file, schema, compression="zstd")
        sink = TableSink(writer, schema, row_of)
        yield sink
        sink.flush()
        writer.close()


def document_sink(path: Path, with_metadata: bool) -> Any:
    """A Parquet file of ``SCHEMA`` at ``path``, as a context manager; with a column for kept fields if wanted."""
    if with_metadata:
        return _sink(path, _WITH_METADATA, _document_and_metadata)
    return _sink(path, SCHEMA, lambda name, document, _: record(name, document))


def _document_and_metadata(name: str, document: Document, row: Row) -> dict[str, Any]:
    return {**record(name, document), "metadata": row.metadata}


def ledger_sink(path: Path, full: bool) -> Any:
    """A Parquet file of ledger records at ``path``, as a context manager."""
    return _sink(
        path, LEDGER_SCHEMA, lambda name, document, _: _ledger_row(document, ledger_record(document, full, name))
    )


def _ledger_row(document: Document, ledger: dict[str, Any]) -> dict[str, Any]:
    """A ledger record with its mappings as lists of pairs, which every reader of Parquet knows.

    Lone surrogates, which Parquet has not, are U+FFFD in its texts; what stood for them in the input is in ``raw``.
    """
    row = {name: valid(ledger[name]) if name in _TEXTS else ledger.get(name) for name in LEDGER_SCHEMA.names}
    row["id"] = escaped_id(ledger["id"])
    row["scores"] = [{"name": name, "value": value} for name, value in ledger["scores"].items()]
    row["rules"] = [{"rule": rule, **tally} for rule, tally in ledger["rules"].items()]
    if ledger["complete"]:
        row["kept"] = [{"start": s, "at": a, "size": n} for s, a, n in ledger["kept"]]
        row["raw"] = [{"start": s, "end": e, "data": data} for s, e, data in _with_surrogates(document, ledger["raw"])]
    row["text_sha256"] = text_digest(valid(document.text) or "")
    for name in ("edits", "marks"):
        row[name] = [{key: valid(v) if isinstance(v, str) else v for key, v in e.items()} for e in ledger[name]]
    return row


def _with_surrogates(document: Document, raw: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """``raw`` with the bytes of the lone surrogates in the source, or of all of it where those do not stand alone."""
    source, codec, data = document.doc.source, document.encoding, document.restore_bytes()
    shown = valid(source) or ""
    if shown == source:
        return raw
    errors = "surrogateescape" if codec else "surrogatepass"
    with suppress(UnicodeError, LookupError):
        runs = tuple(Raw(*run.span(), run[0].encode(codec or "utf-8", errors)) for run in SURROGATES.finditer(source))
        if not raw and encode_back(Decoded(shown, codec or "utf-8", runs)) == data:
            return [(start, end, each.hex()) for start, end, each in runs]
    return [(0, len(source), data.hex())]
