"""``cleaner restore``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.codes import DONE, FAILED, MOST_COMPLAINTS
from cleaner.errors import CleanerError, InputError, UsageError

if TYPE_CHECKING:
    from cleaner.io.originals import Original


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
    from cleaner.io.originals import originals

    for each in (clean_file, ledger_file):
        if Path(each).is_dir():
            raise UsageError(f"{each}: is a folder; of a batch, take each part and the file of its name in ledger/")
    found = originals(clean_file, ledger_file)
    return _printed(found) if out is None else _written(found, Path(out), [clean_file, ledger_file])


def _printed(found: Iterator[Original]) -> int:
    """Print the only original. Raises ``UsageError`` if there are several."""
    good = None
    failed = 0
    for each in found:
        if each.error is not None:
            failed += 1
            _complain(each, failed)
        elif good is not None:
            raise UsageError("several documents: name a folder for them with -o OUT")
        else:
            good = each
    if good is not None:
        sys.stdout.buffer.write(good.data)
        sys.stdout.buffer.flush()
    return FAILED if failed else DONE


def _written(found: Iterator[Original], folder: Path, read: list[str]) -> int:
    """Write each original into ``folder`` under its id."""
    from cleaner.io.inputs import Input
    from cleaner.io.names import inside
    from cleaner.io.outputs import check, put

    sources = [Input(None, Path(each)) for each in read]
    failed = 0
    written: set[Path] = set()
    for each in found:
        try:
            if each.error is not None:
                raise each.error
            path = inside(folder, each.name)
            if path in written:
                raise InputError(f"a second record with the id {each.name!r}")
            check(sources, [path])
            put(path, each.data)
            written.add(path)
            if path != folder / each.name:
                click.echo(f"cleaner: {each.where}: {each.name!r} is not a safe file name; written to {path}", err=True)
        except CleanerError as error:
            failed += 1
            _complain(each._replace(error=error), failed)
    click.echo(f"cleaner: {len(written)} originals restored and verified, {failed} failed", err=True)
    return FAILED if failed else DONE


def _complain(each: Original, number: int) -> None:
    """Say what is wrong, of many things only the first."""
    if number <= MOST_COMPLAINTS:
        click.echo(f"cleaner: {each.where}: {each.error}", err=True)
    elif number == MOST_COMPLAINTS + 1:
        click.echo("cleaner: and more like these", err=True)
