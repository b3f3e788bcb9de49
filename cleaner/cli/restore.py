"""``cleaner restore``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cleaner.errors import CleanerError, InputError, UsageError

FAILED = 3


@click.command(short_help="Rebuild the originals from clean records and their ledger.")
@click.argument("clean_file", metavar="CLEAN.jsonl")
@click.argument("ledger_file", metavar="LEDGER.jsonl")
@click.option("-o", "--output", "out", metavar="OUT", help="Folder for the originals; needed for more than one.")
def restore(clean_file: str, ledger_file: str, out: str | None) -> int:
    """Rebuild the originals, byte for byte, and verify their checksums.

    CLEAN.jsonl comes from "cleaner clean --format jsonl", LEDGER.jsonl from --log of the same run. Web pages need a
    ledger that was written with --full-ledger.

    \b
    Examples:
      cleaner clean samples -o clean.jsonl --log ledger.jsonl --full-ledger
      cleaner restore clean.jsonl ledger.jsonl -o originals
    """
    from cleaner.io.names import inside
    from cleaner.io.outputs import put, refuse_same_file

    found = _originals(clean_file, ledger_file)
    if out is None:
        return _single(found)
    failed = done = 0
    written: set[Path] = set()
    for where, name, result in found:
        try:
            if isinstance(result, CleanerError):
                raise result
            path = inside(Path(out), name)
            if path in written:
                raise InputError(f"a second record with the id {name!r}")
            refuse_same_file(path, (clean_file, ledger_file))
            put(path, result)
            written.add(path)
            done += 1
        except CleanerError as error:
            failed += 1
            click.echo(f"cleaner: {where}: {error}", err=True)
    click.echo(f"cleaner: {done} originals restored and verified, {failed} failed", err=True)
    return FAILED if failed else 0


Found = tuple[str, str, "bytes | CleanerError"]


def _single(found: Iterator[Found]) -> int:
    """Print the one original. Raises ``UsageError`` if there are more."""
    first = next(found, None)
    if first is None:
        return 0
    if next(found, None) is not None:
        raise UsageError("several documents: name a folder for them with -o OUT")
    where, _, result = first
    if isinstance(result, CleanerError):
        click.echo(f"cleaner: {where}: {result}", err=True)
        return FAILED
    sys.stdout.buffer.write(result)
    sys.stdout.buffer.flush()
    return 0


def _originals(clean_file: str, ledger_file: str) -> Iterator[Found]:
    """For each record: where it stands, its id, and the original or the error; broken ledger lines come first."""
    from cleaner.emit import restored
    from cleaner.io.records import Row, row_at, rows

    ledgers: dict[str, Row] = {}
    for row in rows(ledger_file):
        if row.record is None:
            yield row.where, "", InputError(row.problem)
        else:
            ledgers.setdefault(str(row.record.get("id")), row._replace(record=None))
    for row in rows(clean_file):
        name = str((row.record or {}).get("id"))
        yield row.where, name, _original(row, ledgers.get(name), ledger_file, restored, row_at)


def _original(row: Any, ledger: Any, ledger_file: str, restored: Any, row_at: Any) -> bytes | CleanerError:
    if row.record is None:
        return InputError(row.problem)
    if ledger is None:
        return InputError(f"{ledger_file} has no record with the id {row.record.get('id')!r}")
    try:
        original: bytes = restored(row.record, row_at(ledger_file, ledger))
        return original
    except CleanerError as error:
        return error
