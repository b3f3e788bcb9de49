"""``cleaner spun``: the tools beside the stage as commands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.errors import UsageError

if TYPE_CHECKING:
    from cleaner.spun_tools.mine import Found

DONE = 0
_TEXTS = (".txt", ".text", ".md", ".markdown")
_RECORDS = (".jsonl", ".ndjson")


@click.group("spun", short_help="Dictionaries of spinning tools, and twins of spun pages.")
def spun_group() -> None:
    """Tools for machine-spun text (伪原创): learn dictionary pairs from a page, find the twins of spun pages.

    \b
    Examples:
      cleaner spun mine samples/000_4e47eb577edf0ea7.txt out/000_4e47eb577edf0ea7.txt
      cleaner spun twins samples out --all -o twins.jsonl
    """


@spun_group.command("mine", short_help="Read dictionary pairs off a spun page and its twin.")
@click.argument("spun", metavar="SPUN")
@click.argument("original", metavar="ORIGINAL")
@click.option("--merge", "target", metavar="FILE", help="Add the pairs to this family file (spun-NAME.tsv).")
@click.option("--page", metavar="NAME", help="The name of the page in the evidence.  [default: that of SPUN]")
@click.option("--least", type=click.IntRange(1), default=1, metavar="N", help="Uses that a pair needs.  [default: 1]")
def mine_command(spun: str, original: str, target: str | None, page: str | None, least: int) -> int:
    """Read the entries of a tool's dictionary off the text SPUN and the text ORIGINAL that it was made from.

    Prints original, spun form, uses, places that speak against the pair, and the families that have it, with tabs.

    \b
    Examples:
      cleaner spun mine samples/000_4e47eb577edf0ea7.txt out/000_4e47eb577edf0ea7.txt
      cleaner spun mine samples/000_4e47eb577edf0ea7.txt out/000_4e47eb577edf0ea7.txt --least 2
    """
    from cleaner.spun_tools.mine import mine

    found = [each for each in mine(_text(Path(spun)), _text(Path(original))) if each.uses >= least]
    for each in found:
        click.echo("\t".join(map(str, (*each[:4], ",".join(each.families) or "-"))))
    if not found:
        click.echo(
            "cleaner: no pairs; SPUN must be a page that words were put into, ORIGINAL the text it came from", err=True
        )
    if target:
        _merge(Path(target), found, page or Path(spun).stem)
    return DONE


def _merge(target: Path, found: list[Found], page: str) -> None:
    """Write the family file with the pairs. Raises ``UsageError`` if it is none."""
    from cleaner.io.atomic import write
    from cleaner.spun_tools.mine import merge

    try:
        table = merge(_text(target), target.stem.removeprefix("spun-").upper(), found, page)
    except ValueError as error:
        raise UsageError(f"{target}: {error}") from None
    write(target, table.encode())


@spun_group.command("twins", short_help="Find documents that say the same, name the spun ones.")
@click.argument("corpus", metavar="FOLDER|JSONL", nargs=-1, required=True)
@click.option("-o", "--output", "out", metavar="OUT", help="JSON lines file for the groups.  [default: print them]")
@click.option("--all", "all_groups", is_flag=True, help="Also groups in which nothing is spun.")
@click.option("--scratch", metavar="FOLDER", help="For temporary files, 600 bytes a document.  [default: the system's]")
def twins_command(corpus: tuple[str, ...], out: str | None, all_groups: bool, scratch: str | None) -> int:
    """Group the documents of a corpus that say the same although a machine has spun some of them.

    Each group is a JSON record: its documents, the one to keep, those to drop, their scores. Documents are the text
    and Markdown files of folders and the records (id, text) of JSON lines files. Memory grows with the twins found,
    not with the corpus.

    \b
    Examples:
      cleaner spun twins samples
      cleaner spun twins samples out --all -o twins.jsonl
    """
    from cleaner.emit import dumps
    from cleaner.io.atomic import replacing
    from cleaner.spun_tools.twins import twins

    if scratch and not Path(scratch).is_dir():
        raise UsageError(f"{scratch}: no such folder")
    missing = next((name for name in corpus if not Path(name).exists()), None)
    if missing is not None:
        raise UsageError(f"{missing}: no such file or folder")
    groups = twins(_documents(corpus), Path(scratch) if scratch else None, all_groups)
    number = 0
    with replacing(Path(out)) if out else nullcontext() as file:
        for number, group in enumerate(groups, 1):  # noqa: B007
            line = dumps(group.to_record())
            if file is None:
                click.echo(line)
            else:
                file.write(f"{line}\n".encode())
    click.echo(f"cleaner: {number} groups of twins", err=True)
    return DONE


def _documents(corpus: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Names and texts of every document. Raises ``UsageError`` for a file that is no text and no record."""
    for name in corpus:
        place = Path(name)
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in files:
            if path.suffix.lower() in _RECORDS:
                yield from _records(path)
            elif path.is_file() and (path == place or path.suffix.lower() in _TEXTS):
                yield str(path), _text(path)


def _records(path: Path) -> Iterator[tuple[str, str]]:
    from cleaner.io.records import rows

    for row in rows(str(path)):
        if "ledger" in (row.record or {}):  # the ledger of a run often lies beside its texts
            continue
        text = (row.record or {}).get("text")
        if not isinstance(text, str):
            raise UsageError(f"{row.where}: {row.problem or 'has no text'}")
        yield str((row.record or {}).get("id", row.where)), text


def _text(path: Path) -> str:
    """The text of a file, decoded as the cleaner would. Raises ``UsageError`` if it cannot be read."""
    from cleaner.stages.decode import decode

    try:
        return decode(path.read_bytes(), None).text
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
