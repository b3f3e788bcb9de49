"""The contract with every engine: a record batch of sources in, a record batch of clean documents out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cleaner._version import __version__
from cleaner.batch.document import chunks, clean_together, set_aside
from cleaner.batch.schema import SCHEMA, pa
from cleaner.config import Config
from cleaner.document import Document
from cleaner.io.arrow import Unreadable, columns, values
from cleaner.io.corpus import Row
from cleaner.io.parsing import address_of, name_of
from cleaner.learn.profile import profiled

SURROGATES = re.compile("[\ud800-\udfff]+")
_DEFAULT = Config()
_Values = tuple[object, object, object, object]  # id, url, raw, content type, as an engine gives them


def clean_batch(batch: Any, config: Config | None = None, profiles: Path | None = None, keep_one: bool = False) -> Any:
    """The clean documents (``SCHEMA``) of a ``pyarrow.RecordBatch`` with ``raw`` and, if there, id, url, content_type.

    A pure function of batch and config that never raises on what a batch holds: row by row, ``status`` is ``ok``,
    ``too_large``, ``timeout`` or ``error``, and in the last three the text is the source, untouched. Dictionaries are
    loaded at the first call in a process. ``profiles`` is a file of ``cleaner learn``, see ``profiled``.
    Undecodable bytes show as U+FFFD, one for one, so that offsets hold.
    """
    config = config or _DEFAULT
    documents = _of_batch(batch, config)
    if profiles is not None:
        documents = ((name, profiled(document, config, profiles, keep_one)) for name, document in documents)
    return to_batch(documents)


def clean_rows(rows: Iterable[_Values], config: Config | None = None) -> Iterator[dict[str, Any]]:
    """The clean documents of id, url, raw and content type as rows of ``SCHEMA``, one for one and in order.

    For engines whose documents are Python values, which may hold what Arrow cannot take: a lone surrogate, or a text
    in one row and a number in the next. Never raises, and each row is that of ``clean_batch``.
    """
    return (record(*document) for document in _documents(rows, config or _DEFAULT))


def _of_batch(batch: Any, config: Config) -> Iterator[tuple[str | None, Document]]:
    found = dict(columns(batch))
    absent = [None] * batch.num_rows
    lacking = "" if "raw" in found else f"no column 'raw'; there are: {', '.join(found)}"
    wanted = [values(found[name]) if name in found else absent for name in ("id", "url", "raw", "content_type")]
    return _documents(zip(*wanted, strict=True), config, lacking)


def _documents(rows: Iterable[_Values], config: Config, lacking: str = "") -> Iterator[tuple[str | None, Document]]:
    """The ids and the clean documents of rows; ``lacking`` says why no row has a text."""
    for some in chunks(rows, lambda row: len(row[2]) if isinstance(row[2], (bytes, str)) else 0):
        fit = [
            Row(name_of(name), address_of(url), raw, address_of(content_type))
            for name, url, raw, content_type in some
            if isinstance(raw, (bytes, str))
        ]
        clean = zip(fit, clean_together(fit, config), strict=True)
        for name, _, raw, _ in some:
            if isinstance(raw, (bytes, str)):
                row, document = next(clean)
                yield row.id, document
            else:
                given = name_of(name) or ""
                yield given, set_aside(Row(given, None, ""), "error", lacking or _wrong(raw), config)


def _wrong(raw: object) -> str:
    return f"raw cannot be read: {raw.why}" if isinstance(raw, Unreadable) else f"raw is {type(raw).__name__}"


def to_batch(documents: Iterable[tuple[str | None, Document]]) -> Any:
    """Documents with their ids (``None``: the checksum of the content) as a record batch of ``SCHEMA``."""
    return pa.RecordBatch.from_pylist([record(name, document) for name, document in documents], schema=SCHEMA)


def record(name: str | None, document: Document) -> dict[str, Any]:
    """A document as a row of ``SCHEMA``."""
    return {
        "id": escaped_id(document.id if name is None else name),
        "text": valid(document.text),
        "title": valid(document.title),
        "author": valid(document.author),
        "published": valid(document.published),
        "source": valid(document.source),
        "encoding": document.encoding,
        "script": document.script,
        "verdict": document.verdict,
        "scores": [{"name": key, "value": round(value, 4)} for key, value in document.scores.items()],
        "status": document.status,
        "error": valid(document.error),
        "edits": [
            {**e._asdict(), "old": valid(e.old), "new": valid(e.new), "reason": valid(e.reason)} for e in document.edits
        ],
        "config_hash": document.config_hash,
        "version": __version__,
    }


def valid(text: str | None) -> str | None:
    """``text`` with each lone surrogate, which UTF-8 cannot hold, as U+FFFD."""
    return text if text is None or text.isascii() else SURROGATES.sub(lambda run: "\ufffd" * len(run[0]), text)


def escaped_id(name: str) -> str:
    """An id with each lone surrogate, such as a byte of a file name that is no UTF-8, written as ``\\udcff``.

    As U+FFFD two names would become one. ``cleaner.io.originals`` reads them back.
    """
    return name.encode("utf-8", "backslashreplace").decode()
