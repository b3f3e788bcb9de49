"""``cleaner spun``: the tools beside the stage as commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.codes import DONE, FAILED, MOST_COMPLAINTS
from cleaner.errors import UsageError

if TYPE_CHECKING:
    from cleaner.spun_tools.mine import Found


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
@click.option(
    "--merge", "target", metavar="FILE", help="Add the pairs to this family file (spun-NAME.tsv), or start it."
)
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
        raise UsageError(f"{spun}: no pairs: it is {original} as it is, or another text with no words put in")
    if target:
        _merge(Path(target), found, page or Path(spun).stem)
    return DONE


def _merge(target: Path, found: list[Found], page: str) -> None:
    """Write the family file with the pairs, a new one if there is none. Raises ``UsageError`` if it is another file."""
    from cleaner.io.atomic import write
    from cleaner.spun_tools.mine import merge, new_family

    named = re.fullmatch(r"spun-([a-z0-9-]+)\.tsv", target.name)
    if not named:
        raise UsageError(f"{target}: a family file is named spun-NAME.tsv, in small letters")
    name = named[1].upper()
    try:
        table = merge(_text(target) if target.exists() else new_family(name), name, found, page)
    except ValueError as error:
        raise UsageError(f"{target}: {error}") from None
    write(target, table.encode())


@spun_group.command("twins", short_help="Find documents that say the same, name the spun ones.")
@click.argument("corpus", metavar="INPUT…", nargs=-1, required=True)
@click.option("-o", "--output", "out", metavar="OUT", help="JSON lines file for the groups.  [default: print them]")
@click.option("--all", "all_groups", is_flag=True, help="Also groups in which nothing is spun.")
@click.option(
    "--scratch", metavar="FOLDER", help="For temporary files, a kilobyte a document.  [default: the system's]"
)
def twins_command(corpus: tuple[str, ...], out: str | None, all_groups: bool, scratch: str | None) -> int:
    """Group the documents of a corpus that say the same although a machine has spun some of them.

    INPUT is what "cleaner batch" takes, or the output folder of a run. Each group is a JSON record: its documents by
    the ids that "cleaner batch" gives them, the one to keep, those to drop, their scores. "cleaner batch --twins OUT"
    takes the text of the spun ones away. Memory grows with the twins found, not with the corpus.

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
    found = _Documents(corpus)
    number = 0
    with replacing(Path(out)) if out else nullcontext() as file:
        for number, group in enumerate(twins(found, Path(scratch) if scratch else None, all_groups), 1):  # noqa: B007
            line = dumps(group.to_record())
            if file is None:
                click.echo(line)
            else:
                file.write(f"{line}\n".encode())
        if not found.count:
            raise UsageError(f"{', '.join(corpus)}: no document could be read")
    click.echo(f"cleaner: {number} groups of twins in {found.count} documents, {found.failed} failed", err=True)
    return FAILED if found.failed else DONE


class _Documents:
    """Names and texts of every document, and how many there were and how many places could not be read."""

    def __init__(self, corpus: tuple[str, ...]) -> None:
        self._corpus = corpus
        self.count = self.failed = 0

    def __iter__(self) -> Iterator[tuple[str, str]]:
        from cleaner.spun_tools.documents import documents

        for document in documents(self._corpus, self._complain, lambda note: click.echo(f"cleaner: {note}", err=True)):
            self.count += 1
            yield document

    def _complain(self, problem: str) -> None:
        self.failed += 1
        if self.failed <= MOST_COMPLAINTS:
            click.echo(f"cleaner: {problem}", err=True)
        elif self.failed == MOST_COMPLAINTS + 1:
            click.echo("cleaner: and more like these", err=True)


def _text(path: Path) -> str:
    """The text of a file, decoded as the cleaner would. Raises ``UsageError`` if it cannot be read."""
    from cleaner.stages.decode import decode

    try:
        return decode(path.read_bytes(), None).text
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
