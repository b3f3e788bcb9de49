"""The way back: originals from a file of clean records and the ledger of the same run."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.emit import restored, text_digest
from cleaner.errors import CleanerError, InputError, UsageError
from cleaner.io.records import Row, is_clean_record, row_at, rows


class Original(NamedTuple):
    """A rebuilt original: the line of the record, its id, and the bytes or what is wrong."""

    where: str
    name: str
    data: bytes = b""
    error: CleanerError | None = None


def originals(clean_file: str, ledger_file: str) -> Iterator[Original]:
    """The original of each clean record, verified; broken ledger lines come first. ``-`` is standard input.

    Only the places of ledger records are held in memory, unless the ledger comes through a pipe. Raises ``UsageError``
    where the ledger file holds clean records.
    """
    ledger: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    stays = os.path.isfile(ledger_file)
    for row in rows(ledger_file):
        if row.record is None:
            yield Original(row.where, "", error=InputError(row.problem))
        elif is_clean_record(row.record):
            raise UsageError(f"{row.where}: a clean record and no ledger; the ledger is the second file")
        else:
            entry = str(row.record.get("text_sha256")), row._replace(record=None) if stays else row
            ledger[str(row.record.get("id"))].append(entry)
    for row in rows(clean_file):
        name = str((row.record or {}).get("id"))
        try:
            yield Original(row.where, name, _restored(row, ledger[name], ledger_file))
        except CleanerError as error:
            yield Original(row.where, name, error=error)


def _restored(row: Row, entries: list[tuple[str, Row]], ledger_file: str) -> bytes:
    if row.record is None:
        raise InputError(row.problem)
    if not entries:
        raise InputError(f"{ledger_file} has no record with the id {row.record.get('id')!r}")
    found = dict(reversed(entries)).get(text_digest(str(row.record.get("text"))), entries[0][1])
    return restored(row.record, row_at(ledger_file, found) if found.record is None else found.record)
