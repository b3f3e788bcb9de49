"""The way back: originals from a file of clean records and the ledger of the same run."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, NamedTuple

from cleaner.emit import restored, text_digest
from cleaner.errors import CleanerError, InputError, UsageError
from cleaner.io.records import Row, is_clean_record, row_at, rows, stays

_HEAD = 3  # lines that are no records show that a file holds none
_WRITTEN_OUT = re.compile(r"\\u(d[89a-f][0-9a-f]{2})")


class Original(NamedTuple):
    """A rebuilt original: the line of the record, its id, and the bytes or what is wrong."""

    where: str
    name: str
    data: bytes = b""
    error: CleanerError | None = None


def pairs(clean: str, ledger: str | None) -> list[tuple[str, str]]:
    """The files of clean records and of their ledgers: two files, or those of a folder of ``cleaner batch`` by name.

    Raises ``UsageError`` where the two do not belong together.
    """
    if not os.path.isdir(clean):
        if ledger is None or os.path.isdir(ledger):
            raise UsageError(f"{clean}: is a file; name the file of its ledger, too")
        return [(clean, ledger)]
    ledger = os.path.join(clean, "ledger") if ledger is None else ledger
    if not os.path.isdir(ledger):
        raise UsageError(f"{ledger}: is no folder; the ledgers of a run are in the folder 'ledger' of its output")
    parts = {part: each for each in sorted(os.listdir(clean)) if (part := _part(each))}
    ledgers = {part: each for each in sorted(os.listdir(ledger)) if (part := _part(each))}
    if not parts:
        raise UsageError(f"{clean}: holds no part of a run of 'cleaner batch'")
    if any(os.path.isdir(os.path.join(clean, name)) for name in parts.values()):
        raise UsageError(f"{clean}: text files do not go back; make the run with --format jsonl or parquet")
    if lost := sorted(parts.keys() - ledgers.keys()):
        raise UsageError(f"{ledger}: has no ledger of {', '.join(lost[:3])}; was the run made with --ledger none?")
    return [(os.path.join(clean, name), os.path.join(ledger, ledgers[part])) for part, name in parts.items()]


def _part(name: str) -> str | None:
    return name.partition(".")[0] if name.startswith("part-") else None


def originals(clean_file: str, ledger_file: str) -> Iterator[Original]:
    """The original of each clean record, verified; broken ledger lines come first. ``-`` is standard input.

    Only the places of ledger records are held in memory, unless the ledger comes through a pipe or is packed. Raises
    ``UsageError`` where the ledger file holds clean records.
    """
    records = rows(clean_file)
    head = list(islice(records, _HEAD))
    if len(head) == _HEAD and all(row.record is None for row in head):
        raise UsageError(f"{clean_file}: holds no clean records; make it with --format jsonl, text does not go back")
    ledger: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    again = stays(ledger_file)
    for row in rows(ledger_file):
        if row.record is None:
            yield Original(row.where, "", error=InputError(row.problem))
        elif is_clean_record(row.record):
            raise UsageError(f"{row.where}: a clean record and no ledger; the ledger is the second file")
        else:
            held = str(row.record.get("text_sha256")), row._replace(record=None) if again else row
            ledger[str(row.record.get("id"))].append(held)
    for row in chain(head, records):
        entry = str((row.record or {}).get("id"))
        name = _read_back(entry) if clean_file.endswith(".parquet") else entry
        try:
            yield Original(row.where, name, _restored(row, ledger[entry], ledger_file))
        except CleanerError as error:
            yield Original(row.where, name, error=error)


def _read_back(name: str) -> str:
    """An id of a Parquet file with the lone surrogates that ``cleaner.batch.contract.escaped_id`` wrote out."""
    return _WRITTEN_OUT.sub(lambda found: chr(int(found[1], 16)), name)


def _restored(row: Row, entries: list[tuple[str, Row]], ledger_file: str) -> bytes:
    """The original of a clean record; the entry of the ledger that it came from is used up while there are others.

    Documents with one id and one clean text may come from different originals: they stand in the same order.
    """
    if row.record is None:
        raise InputError(row.problem)
    if not entries:
        raise InputError(f"{ledger_file} has no record with the id {row.record.get('id')!r}")
    digest = text_digest(str(row.record.get("text")))
    number = next((i for i, (each, _) in enumerate(entries) if each == digest), 0)
    found = entries[number][1] if len(entries) == 1 else entries.pop(number)[1]
    record = row_at(ledger_file, found) if found.record is None else found.record
    return restored(row.record, _as_json(record))


def _as_json(ledger: Mapping[str, Any]) -> Mapping[str, Any]:
    """A ledger record of a Parquet file as that of JSON lines."""
    lists = {name: [tuple(run.values()) for run in ledger[name]] for name in ("kept", "raw") if _structs(ledger, name)}
    return {**ledger, **lists}


def _structs(ledger: Mapping[str, Any], name: str) -> bool:
    value = ledger.get(name)
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)
