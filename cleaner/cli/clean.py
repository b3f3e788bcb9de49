"""``cleaner clean``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.options import config_options
from cleaner.errors import InputError, UsageError

if TYPE_CHECKING:
    from cleaner.api import Cleaner
    from cleaner.document import Document
    from cleaner.io.inputs import Input

DONE, CHANGED, FAILED = 0, 1, 3
Write = Callable[["Input", "Document", bytes], None]


@dataclass
class Count:
    """What became of the documents of one run."""

    cleaned: int = 0
    changed: int = 0
    failed: int = 0
    taken: int = 0
    chars: int = 0

    def summary(self, dry: bool) -> str:
        """One line for people."""
        share = self.taken / self.chars if self.chars else 0.0
        verb = "would change" if dry else "changed"
        return (
            f"cleaner: {self.cleaned} documents cleaned, {self.changed} {verb}, {self.failed} failed; "
            f"{share:.1%} of the characters removed or mended"
        )


@click.command(short_help="Clean files, a folder or standard input.")
@click.argument("paths", metavar="[PATH…|-]", nargs=-1)
@click.option("-o", "--output", "out", metavar="OUT", help="File or folder for the result.  [default: print it]")
@click.option(
    "--format", "form", type=click.Choice(["text", "md", "jsonl"]), help="[default: by the name of OUT, text]"
)
@click.option("--log", metavar="LEDGER", help="Write the ledger (JSON lines) to this file.")
@click.option("--full-ledger", is_flag=True, help="List markup edits too, as restoring HTML needs.")
@click.option("--diff", is_flag=True, help="Print what would change as a diff; write no file.")
@click.option("--check", is_flag=True, help="Exit with 1 if anything would change; write no file.")
@click.option("--url", metavar="URL", help="Where the page came from.")
@config_options
@click.option("-q", "--quiet", is_flag=True, help="No summary and no progress bar.")
def clean(paths: tuple[str, ...], **options: Any) -> int:
    """Clean files, a folder or standard input.

    One file is printed, or written to OUT. A folder or several files fill the folder OUT, with the same layout, or
    one OUT.jsonl. Whatever is removed or mended goes into the ledger with its rule.

    \b
    Examples:
      cleaner clean samples/002_4118774467010459.txt --script hant-tw
      cleaner clean samples -o out --log out/ledger.jsonl
      cleaner clean samples -o out.jsonl --log ledger.jsonl --full-ledger
      cleaner clean samples/001_a07944ea7cfbd8d6.txt --diff
      cleaner clean - < samples/000_4e47eb577edf0ea7.txt > clean.txt
    """
    if not paths and sys.stdin.isatty():
        raise click.UsageError("nothing to clean: name a file, a folder, or - for standard input")
    return Run(paths or ("-",), **options).all()


class Run:
    """One run of the command: what to read, where to write, and the count."""

    def __init__(  # noqa: PLR0913
        self, paths: tuple[str, ...], *, out: str | None, form: str | None, log: str | None, full_ledger: bool,
        diff: bool, check: bool, quiet: bool, url: str | None, config_file: str | None, **options: Any,
    ) -> None:  # fmt: skip
        from cleaner.io import inputs, outputs, settings

        self.config = settings.load(options, config_file)
        self.out, self.log, self.full, self.url = out, log, full_ledger, url
        self.diff, self.check, self.quiet = diff, check, quiet
        self.dry = diff or check
        self.form = outputs.format_of(out, form)
        self.inputs = inputs.find(paths, [Path(each) for each in (out, log) if each is not None])
        self.paths = paths
        if out is None and not self.dry and self.form != "jsonl" and (len(paths) > 1 or Path(paths[0]).is_dir()):
            raise UsageError("several documents need -o OUT (a folder, or a name that ends in .jsonl)")
        self.count = Count()
        self.places = self._places()
        records = [Path(each) for each in (None if self.places else out, log) if each is not None]
        outputs.refuse_same(self.inputs, [*self.places.values(), *records])

    def _places(self) -> dict[Input, Path]:
        """The file for each document, where each has its own; empty where all go into one stream."""
        from cleaner.io import outputs

        if self.out is None or self.form == "jsonl":
            return {}
        if not outputs.is_folder(self.out, self.inputs, self.paths):
            return {self.inputs[0]: Path(self.out)}
        return outputs.layout(self.inputs, Path(self.out), ".md" if self.form == "md" else ".txt")

    def all(self) -> int:
        """Clean every input; the exit code."""
        from cleaner.api import Cleaner

        cleaner = Cleaner(self.config)
        with ExitStack() as stack:
            writers = list(self._writers(stack))
            for item in self._shown(stack):
                try:
                    data, document = cleaned(cleaner, item, self.url)
                except InputError as error:
                    self.count.failed += 1
                    click.echo(f"cleaner: {item}: {error}", err=True)
                    continue
                for write in writers:
                    write(item, document, data)
                self._tally(item, document, data)
        if len(self.inputs) > 1 and not self.quiet:
            click.echo(self.count.summary(self.dry), err=True)
        return FAILED if self.count.failed else CHANGED if self.check and self.count.changed else DONE

    def _tally(self, item: Input, document: Document, data: bytes) -> None:
        from cleaner.emit import text_bytes

        kept = sum(size for _, _, size in document.doc.kept())
        changed = text_bytes(document) not in (data, data + b"\n")
        self.count.cleaned += 1
        self.count.changed += changed
        self.count.chars += len(document.doc.source)
        self.count.taken += len(document.doc.source) - kept
        if changed and self.check:
            click.echo(f"cleaner: {item}: would change", err=True)

    def _writers(self, stack: ExitStack) -> Iterator[Write]:
        """What is to be done with each clean document; files are open as long as ``stack``."""
        from cleaner.diff import diff_text
        from cleaner.emit import ledger_line, render
        from cleaner.io.outputs import opened, put

        if self.diff:
            stdout = stack.enter_context(opened(None))
            yield lambda item, document, data: _write(stdout, diff_text(document, str(item)).encode())
        if self.dry:
            return
        if self.places:
            yield lambda item, document, data: put(self.places[item], render(document, self.form, item.name))
        else:
            result = stack.enter_context(opened(self.out))
            yield lambda item, document, data: _write(result, render(document, self.form, item.name))
        if self.log:
            ledger = stack.enter_context(opened(self.log))
            yield lambda item, document, data: _write(
                ledger, ledger_line(document, self.full, item.name).encode() + b"\n"
            )

    def _shown(self, stack: ExitStack) -> Iterator[Input]:
        """The inputs, with a progress bar on standard error where people see one."""
        if self.quiet or len(self.inputs) < 2 or not sys.stderr.isatty():
            yield from self.inputs
            return
        bar = stack.enter_context(click.progressbar(self.inputs, label="cleaning", file=sys.stderr))
        yield from bar


def _write(file: Any, data: bytes) -> None:
    file.write(data)


def cleaned(cleaner: Cleaner, item: Input, url: str | None) -> tuple[bytes, Document]:
    """The bytes and the clean document of one input. Raises ``InputError`` with the cause of a failure."""
    from cleaner.io.inputs import not_text

    data = item.read(cleaner.config.max_bytes)
    if cleaner.config.encoding is None and (kind := not_text(data)):
        raise InputError(f"is not text: {kind}")
    document = cleaner.clean(data, url)
    if document.status != "ok":
        raise InputError(f"{document.status}: {document.error}")
    return data, document
