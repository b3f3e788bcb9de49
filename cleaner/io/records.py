"""Files of records: JSON lines, plain or packed, and Parquet."""

from __future__ import annotations

import json
import os
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.errors import InputError, UsageError
from cleaner.extras import require
from cleaner.io.arrow import records as records_of
from cleaner.io.inputs import STDIN
from cleaner.io.streams import chunks, compression, split_lines


class Row(NamedTuple):
    """A record of a file: where it stands (its number, its byte offset or place), and it or what is wrong with it."""

    where: str
    offset: int
    record: dict[str, Any] | None
    problem: str = ""


def rows(path: str) -> Iterator[Row]:
    """The records of a file of JSON lines (also packed) or a Parquet file, blank lines left out.

    Raises ``UsageError`` if the file cannot be read.
    """
    number = offset = 0
    try:
        if path != STDIN and is_table(path):
            for number, record in enumerate(_tabled(path), 1):
                yield Row(f"{path}:{number}", number - 1, record)
            return
        for number, line in enumerate(_lines(path), 1):
            if line.strip():
                yield _row(f"{path}:{number}", offset, line)
            offset += len(line)
    except InputError as error:
        yield Row(f"{path}:{number + 1}", offset, None, str(error))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None


def is_table(path: str) -> bool:
    """Whether a file is a Parquet file, by its first bytes."""
    if not os.path.isfile(path):  # a pipe can be read once
        return False
    with Path(path).open("rb") as file:
        return file.read(4) == b"PAR1"


def stays(path: str) -> bool:
    """Whether the records of a file can be read again one by one, see ``row_at``."""
    return os.path.isfile(path) and (is_table(path) or compression(path) is None)


def _lines(path: str) -> Iterator[bytes]:
    packed = compression(path) if path != STDIN and os.path.isfile(path) else None
    if packed:
        yield from (line.data + b"\n" for line in split_lines(chunks(path, packed), sys.maxsize))
        return
    with sys.stdin.buffer if path == STDIN else Path(path).open("rb") as file:
        yield from file


def _tabled(path: str) -> Iterator[dict[str, Any]]:
    for group in range(len(_groups(path))):
        yield from _group(path, group)


@lru_cache(maxsize=8)
def _groups(path: str) -> list[int]:
    """The number of the first record of each row group, and of what would come after the last."""
    table = require("pyarrow.parquet", "batch")
    with _readable(path):
        data = table.read_metadata(path)
    return [*accumulate((data.row_group(i).num_rows for i in range(data.num_row_groups)), initial=0)][:-1]


@lru_cache(maxsize=2)  # clean records and their ledger stand in the same order
def _group(path: str, number: int) -> list[dict[str, Any]]:
    """The records of one row group."""
    with _readable(path):
        table = require("pyarrow.parquet", "batch").ParquetFile(path).read_row_group(number)
    return [*records_of(table)]


@contextmanager
def _readable(path: str) -> Iterator[None]:
    try:
        yield
    except (OSError, require("pyarrow", "batch").ArrowException) as error:
        raise InputError(f"cannot be read: {' '.join(str(error).split())[:300]}") from None


def is_clean_record(record: Mapping[str, Any]) -> bool:
    """Whether a record is one of clean documents, and none of their ledger."""
    return "text" in record and "rules" not in record


def row_at(path: str, row: Row) -> dict[str, Any]:
    """The record of ``row`` read again. Raises ``InputError`` if it is no longer there."""
    try:
        if is_table(path):
            group = bisect_right(_groups(path), row.offset) - 1
            return _group(path, group)[row.offset - _groups(path)[group]]
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
