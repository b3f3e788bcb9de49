"""Files of JSON records, one a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.errors import InputError, UsageError
from cleaner.io.inputs import STDIN


class Row(NamedTuple):
    """A line of a record file: where it stands, and the record or what is wrong with it."""

    where: str
    offset: int
    record: dict[str, Any] | None
    problem: str = ""


def rows(path: str) -> Iterator[Row]:
    """The lines of a record file, blank ones left out. Raises ``UsageError`` if the file cannot be read."""
    try:
        with sys.stdin.buffer if path == STDIN else Path(path).open("rb") as file:
            offset = 0
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _row(f"{path}:{number}", offset, line)
                offset += len(line)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None


def is_clean_record(record: Mapping[str, Any]) -> bool:
    """Whether a record is one of clean documents, and none of their ledger."""
    return "text" in record and "rules" not in record


def row_at(path: str, row: Row) -> dict[str, Any]:
    """The record of ``row`` read again. Raises ``InputError`` if it is no longer there."""
    try:
        with Path(path).open("rb") as file:
            file.seek(row.offset)
            again = _row(row.where, row.offset, file.readline())
    except OSError as error:
        raise InputError(f"{row.where}: cannot be read: {error.strerror or error}") from None
    if again.record is None:
        raise InputError(f"{again.where}: {again.problem}")
    return again.record


def _row(where: str, offset: int, line: bytes) -> Row:
    try:
        record = json.loads(line)
    except UnicodeDecodeError:
        return Row(where, offset, None, "is not UTF-8 text; JSON records were expected, one a line")
    except (ValueError, RecursionError) as error:
        return Row(where, offset, None, f"is not a JSON record: {error}")
    if not isinstance(record, dict):
        return Row(where, offset, None, f"is not a JSON record but a {type(record).__name__}")
    return Row(where, offset, record)
