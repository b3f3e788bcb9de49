"""``cleaner clean``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.codes import CHANGED, DONE, FAILED
from cleaner.cli.options import config_options
from cleaner.cli.progress import Progress
from cleaner.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from cleaner.api import Cleaner
    from cleaner.document import Document
    from cleaner.io.inputs import Input

Write = Callable[["Input", "Document"], object]


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


@dataclass
class Count:
    """What became of the documents of one run."""

    cleaned: int = 0
    changed: int = 0
    failed: int = 0
    taken: int = 0
    chars: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)

    def add(self, document: Document, data: bytes) -> bool:
        """Count a clean document; whether a file with ``data`` would change."""
        from cleaner.emit import text_bytes

        changed = text_bytes(document) not in (data, data + b"\n")
        self.cleaned += 1
        self.changed += changed
        self.verdicts[document.verdict] += 1
        self.chars += len(document.doc.source)
        self.taken += len(document.doc.source) - document.doc.kept_chars
        return changed

    def summary(self, dry: bool) -> str:
        """One line for people."""
        share = self.taken / self.chars if self.chars else 0.0
        verb = "would change" if dry else "changed"
        others = "".join(f", {n} {verdict}" for verdict, n in sorted(self.verdicts.items()) if verdict != "article")
        return (
            f"cleaner: {self.cleaned} documents cleaned{others}, {self.changed} {verb}, {self.failed} failed; "
            f"{share:.1%} of the source removed or mended"
        )


class Run:
    """One run of the command: what to read, where to write, and the count."""

    def __init__(  # noqa: PLR0913
        self, paths: tuple[str, ...], *, out: str | None, form: str | None, log: str | None, full_ledger: bool,
        diff: bool, check: bool, quiet: bool, url: str | None, config_file: str | None, **options: Any,
    ) -> None:  # fmt: skip
        from cleaner.io import inputs, outputs, settings

        self.config = settings.load(options, config_file)
        if log == inputs.STDIN:
            raise UsageError("--log needs the name of a file")
        if full_ledger and log is None:
            raise UsageError("--full-ledger says what goes into the ledger: name its file with --log")
        out = None if out == inputs.STDIN else out
        self.paths, self.out, self.log, self.full, self.url = paths, out, log, full_ledger, url
        self.diff, self.check, self.quiet = diff, check, quiet
        self.form = outputs.format_of(out, form)
        self.notes: list[str] = []
        self.inputs = inputs.find(paths, [Path(each) for each in (out, log) if each is not None], self.notes)
        several = len(paths) > 1 or Path(paths[0]).is_dir()
        if several and url is not None:
            raise UsageError(
                "--url is the address of one page; several go through 'cleaner batch' as records with a url"
            )
        if several and out is None and self.form != "jsonl" and not (diff or check):
            raise UsageError("several documents need -o OUT (a folder, or a name that ends in .jsonl)")
        self.places = outputs.places(self.inputs, out, self.form, several)
        results = [Path(out) if out else None] if self.places is None else [*self.places.values()]
        outputs.check(self.inputs, [*results, *([Path(log)] if log else [])])
        self.count = Count()

    def all(self) -> int:
        """Clean every input; the exit code."""
        from cleaner.api import Cleaner

        cleaner = Cleaner(self.config)
        with ExitStack() as stack:
            progress = stack.enter_context(Progress(len(self.inputs), self.quiet))
            for note in self.notes:
                progress.say(f"cleaner: {note}")
            results, logs = list(self._results(stack)), list(self._logs(stack))
            for item in progress.over(self.inputs):
                try:
                    changed = self._one(cleaner, item, results, logs, progress)
                except InputError as error:
                    self.count.failed += 1
                    progress.say(f"cleaner: {item}: {error}")
                else:
                    if changed and self.check:
                        progress.say(f"cleaner: {item}: would change")
        if not self.inputs:
            click.echo(f"cleaner: no file in {', '.join(self.paths)}, so nothing to clean", err=True)
        elif len(self.inputs) != 1 and not self.quiet:
            click.echo(self.count.summary(self.diff or self.check), err=True)
        return FAILED if self.count.failed else CHANGED if self.check and self.count.changed else DONE

    def _one(self, cleaner: Cleaner, item: Input, results: list[Write], logs: list[Write], progress: Progress) -> bool:
        """Clean, write, log and count one input; whether its file would change.

        Raises ``InputError`` with the cause of a failure.
        """
        from cleaner.io.inputs import told_records

        data, document = read_and_clean(cleaner, item, self.url)
        if self._keeps_tags(document):
            progress.say(f"cleaner: {item}: a web page keeps its tags, as --select names other rules than markup")
        if told := otherwise_read(cleaner.config.encoding, data, document):
            progress.say(f"cleaner: {item}: {told}")
        if told := told_records(data, item.name):
            progress.say(f"cleaner: {item}: {told}")
        try:
            for write in results if document.status == "ok" else ():
                write(item, document)
        except OutputError as error:
            if self.places is None:  # the file of all documents
                raise
            raise InputError(str(error)) from None
        for write in logs:
            write(item, document)
        if document.problem:
            raise InputError(document.problem)
        return self.count.add(document, data)

    def _keeps_tags(self, document: Document) -> bool:
        """Whether a page is left as HTML because its rules are not among those selected."""
        from cleaner.stages.markup.kind import is_page

        left_out = bool(self.config.select) and not self.config.enabled("markup.tag")
        return left_out and document.status == "ok" and is_page(document.doc, self.config.input)

    def _results(self, stack: ExitStack) -> Iterator[Write]:
        """What is to be done with each clean document; files stay open as long as ``stack``."""
        from cleaner.diff import diff_text
        from cleaner.emit import render
        from cleaner.io.outputs import opened, put

        if self.diff:
            shown = stack.enter_context(opened(None))
            yield lambda item, document: shown.write(diff_text(document, str(item)).encode("utf-8", "replace"))
        elif self.check:
            return
        elif (places := self.places) is not None:
            yield lambda item, document: put(places[item], render(document, self.form, item.name))
        else:
            stream = stack.enter_context(opened(self.out))
            yield lambda item, document: stream.write(render(document, self.form, item.name))

    def _logs(self, stack: ExitStack) -> Iterator[Write]:
        """What is to be done with each document that was read, failed or not."""
        from cleaner.emit import ledger_line
        from cleaner.io.outputs import opened

        if self.log and not (self.diff or self.check):
            log = stack.enter_context(opened(self.log))
            yield lambda item, document: log.write(ledger_line(document, self.full, item.name).encode() + b"\n")


def otherwise_read(asked: str | None, data: bytes, document: Document) -> str:
    """What to say where the bytes are not in the encoding that was asked for; nothing where they are."""
    if asked is None or document.decoded is None:
        return ""
    lost = sum(c == "\ufffd" or "\udc80" <= c <= "\udcff" for c in document.decoded.text)
    other = sum(len(part.data) for part in document.decoded.raw if part.end - part.start > 1)
    if lost:
        return f"{lost} byte sequences are no characters of {asked}"
    return f"{other} of {len(data)} bytes are not in {asked}, and were read as what they are" if other else ""


def read_and_clean(cleaner: Cleaner, item: Input, url: str | None) -> tuple[bytes, Document]:
    """The bytes of an input and its document. Raises ``InputError`` if it cannot be read or is not text."""
    from cleaner.binary import not_text

    data = item.read(cleaner.config.max_bytes)
    if cleaner.config.encoding is None and cleaner.config.input != "text" and (kind := not_text(data)):
        raise InputError(f"is not text: {kind}")
    return data, cleaner.clean(data, url, item.content_type)
