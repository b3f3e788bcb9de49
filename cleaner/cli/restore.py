"""``cleaner restore``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.codes import DONE, FAILED, MOST_COMPLAINTS
from cleaner.errors import CleanerError, UsageError

if TYPE_CHECKING:
    from cleaner.io.originals import Original

_NAMES = "names.jsonl"


@click.command(short_help="Rebuild the originals from clean records and their ledger.")
@click.argument("clean", metavar="CLEAN")
@click.argument("ledger", metavar="[LEDGER]", required=False)
@click.option("-o", "--output", "out", metavar="OUT", help="Folder for the originals; needed for more than one.")
def restore(clean: str, ledger: str | None, out: str | None) -> int:
    """Rebuild the originals, byte for byte, and verify their checksums.

    CLEAN comes from "cleaner clean --format jsonl", LEDGER from --log of the same run; or they are the output folder of
    "cleaner batch" and its folder "ledger" (the default), or a part and its ledger, as JSON lines, packed or Parquet.
    Web pages need a ledger that was written with --full-ledger. Of JSON and Parquet records the text comes back, of
    packed files (page.html.gz) what was packed, under the name without .gz.

    \b
    Examples:
      cleaner clean samples -o clean.jsonl --log ledger.jsonl --full-ledger
      cleaner restore clean.jsonl ledger.jsonl -o originals
      cleaner batch samples -o corpus --full-ledger
      cleaner restore corpus -o originals
    """
    from cleaner.io.originals import originals, pairs

    files = pairs(clean, ledger)
    found = (each for pair in files for each in originals(*pair))
    return _printed(found) if out is None else _written(found, Path(out), [name for pair in files for name in pair])


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
    from cleaner.emit import dumps
    from cleaner.io.corpus import unpacked_name
    from cleaner.io.inputs import Input
    from cleaner.io.names import hashed, inside
    from cleaner.io.outputs import check, put

    sources = [Input(None, Path(each)) for each in read]
    failed = told = unpacked = 0
    written: set[Path] = set()
    folders: set[Path] = set()
    renamed: list[str] = []
    for each in found:
        try:
            if each.error is not None:
                raise each.error
            name = unpacked_name(each.name)
            path = inside(folder, name)
            odd = "is not a safe file name" if path != folder / name else ""
            if path in folders or not written.isdisjoint(path.parents):
                path, odd = folder / hashed(name), "is a file and a folder among these names"
            if path in written:
                path, odd = _beside(path, written), "is the id of a record before, too"
            check(sources, [path])
            put(path, each.data)
            written.add(path)
            folders.update(path.parents)
            unpacked += name != each.name
            if odd or name != each.name:
                renamed.append(dumps({"file": path.relative_to(folder).as_posix(), "id": each.name}))
            if odd:
                told += 1
                _say(f"{each.where}: {each.name!r} {odd}; written to {path}", told)
        except CleanerError as error:
            failed += 1
            _complain(each._replace(error=error), failed)
    if renamed:
        index = _beside(folder / _NAMES, written) if folder / _NAMES in written else folder / _NAMES
        put(index, "".join(f"{line}\n" for line in renamed).encode("utf-8", "surrogatepass"))
        packed = f", {unpacked} of packed files, whose content is written" if unpacked else ""
        click.echo(
            f"cleaner: {len(renamed)} files are not called by their ids{packed}; {index} says which is whose", err=True
        )
    click.echo(f"cleaner: {len(written)} originals restored and verified, {failed} failed", err=True)
    return FAILED if failed else DONE


def _beside(path: Path, written: set[Path]) -> Path:
    """A name like ``path`` that nothing was written to yet."""
    names = (path.with_name(f"{path.stem}~{number}{path.suffix}") for number in count(2))
    return next(name for name in names if name not in written)


def _complain(each: Original, number: int) -> None:
    _say(f"{each.where}: {each.error}", number)


def _say(what: str, number: int) -> None:
    """Say something, of many things only the first."""
    if number <= MOST_COMPLAINTS:
        click.echo(f"cleaner: {what}", err=True)
    elif number == MOST_COMPLAINTS + 1:
        click.echo("cleaner: and more like these", err=True)
