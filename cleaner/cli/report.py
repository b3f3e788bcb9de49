"""``cleaner report``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.codes import DONE, FAILED
from cleaner.cli.options import config_options
from cleaner.cli.progress import Progress
from cleaner.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.config import Config
    from cleaner.document import Document
    from cleaner.io.inputs import Input

INDEX, PAGES = "index.html", "pages"
_HEAD = 1000  # bytes


@click.command(short_help="Draw what was kept, removed and changed as web pages.")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("-o", "--output", "out", metavar="FOLDER", required=True, help="Folder for the pages.")
@click.option("--url", metavar="URL", help="Where the page came from.")
@config_options
@click.option("-q", "--quiet", is_flag=True, help="No progress bar, and no word where the list is.")
def report(
    paths: tuple[str, ...], out: str, url: str | None, config_file: str | None, quiet: bool, **options: Any
) -> int:
    """Clean files or folders and draw a web page of each, with every removal and change marked, and a list of them.

    The pages need no server and load nothing: open FOLDER/index.html. Keys move between changes and documents. Pages of
    an earlier report in FOLDER that are not in the list go.

    \b
    Examples:
      cleaner report samples -o review
      cleaner report samples/000_4e47eb577edf0ea7.txt --spun restore -o review
    """
    from cleaner.io import inputs, settings

    config = settings.load(options, config_file)
    notes: list[str] = []
    found = inputs.find(paths, [Path(out)], notes)
    for note in notes:
        click.echo(f"cleaner: {note}", err=True)
    if len(found) != 1 and url is not None:
        raise UsageError("--url is the address of one page")
    if not found:
        raise UsageError(f"no file in {', '.join(paths)}, so nothing to draw")
    failed = _draw(found, Path(out), config, url, quiet)
    if not quiet:
        click.echo(f"cleaner: {len(found) - failed} documents, {failed} failed: {Path(out) / INDEX}", err=True)
    return FAILED if failed else DONE


def _draw(found: list[Input], out: Path, config: Config, url: str | None, quiet: bool) -> int:
    """Write the pages and the list; how many inputs failed."""
    from cleaner.io.outputs import layout, put
    from cleaner.report import Row, index_page, row_of

    places = layout(found, Path(PAGES), ".html")
    drawn = _Pages(out)
    rows = []
    with Progress(len(found), quiet) as progress:
        for item, document, problem in _cleaned(progress.over(found), config, url):
            name = item.name or "stdin"
            if document is None:
                progress.say(f"cleaner: {item}: {problem}")
                rows.append(Row(name, "", error=problem))
            else:
                drawn.add(document, name, places[item])
                rows.append(row_of(document, name, places[item].as_posix()))
        drawn.finish()
        put(out / INDEX, index_page(rows, "cleaner").encode())
    _clear(out, {out / row.page for row in rows})
    return sum(bool(row.error) for row in rows)


def _clear(out: Path, drawn: set[Path]) -> None:
    """Take away the pages of an earlier report that the new list does not name."""
    from cleaner.io.outputs import guarded
    from cleaner.report.frame import GENERATOR

    for page in sorted((out / PAGES).rglob("*.html")):
        with guarded(page):
            if page not in drawn and page.is_file() and GENERATOR.encode() in page.read_bytes()[:_HEAD]:
                page.unlink()


def _cleaned(found: Iterable[Input], config: Config, url: str | None) -> Iterator[tuple[Input, Document | None, str]]:
    """Each input with its document, or with the cause of its failure."""
    from cleaner.api import Cleaner
    from cleaner.cli.clean import read_and_clean

    cleaner = Cleaner(config)
    for item in found:
        try:
            _, document = read_and_clean(cleaner, item, url)
        except InputError as error:
            yield item, None, str(error)
        else:
            yield item, None if document.problem else document, document.problem


class _Pages:
    """Writes the page of a document as soon as it is known which comes after it."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._before: Path | None = None
        self._waiting: tuple[Document, str, Path] | None = None

    def add(self, document: Document, name: str, page: Path) -> None:
        """The next document: its name, and its file in the folder."""
        self._write(page)
        self._waiting = document, name, page

    def finish(self) -> None:
        """There is none after the last."""
        self._write(None)

    def _write(self, after: Path | None) -> None:
        from cleaner.io.outputs import put
        from cleaner.report import Beside, document_page

        if self._waiting is None:
            return
        document, name, page = self._waiting
        up = "../" * (len(page.parts) - 1)
        before, behind = (up + each.as_posix() if each else "" for each in (self._before, after))
        put(self.out / page, document_page(document, name, Beside(before, behind, up + INDEX)).encode())
        self._before = page
