"""Where results go: one file, one file a document, or standard output."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from cleaner.errors import OutputError, UsageError
from cleaner.io.atomic import replacing, write
from cleaner.io.inputs import Input

Format = Literal["text", "md", "jsonl"]
_PAGES = {".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".jsp", ".php", ".xml"} | {".text", ".markdown"}
_OTHER_KINDS = {".json", ".parquet", ".gz", ".bz2", ".xz", ".zst", ".zip", ".pdf", ".docx", ".epub"}
SUFFIXES: dict[str, Format] = {".txt": "text", ".md": "md", ".jsonl": "jsonl"}


def format_of(out: str | None, given: str | None) -> str:
    """The format asked for, else the one that the name of the output file tells, else ``text``.

    Raises ``UsageError`` for a name that promises what is not written here.
    """
    suffix = Path(out or "").suffix.lower()
    if given is None and suffix in _OTHER_KINDS and not os.path.isdir(out or ""):
        raise UsageError(
            f"{out}: text (.txt), Markdown (.md) or JSON lines (.jsonl) is written; say --format for another name"
        )
    return given or SUFFIXES.get(suffix, "text")


def places(inputs: Sequence[Input], out: str | None, form: str, several: bool) -> dict[Input, Path] | None:
    """The file for each document, where each has its own; ``None`` where all go into one.

    ``several`` says that ``out`` is to be a folder. Raises ``UsageError`` where it is a file.
    """
    if out is None or form == "jsonl":
        return None
    if several and os.path.lexists(out) and not os.path.isdir(out):
        raise UsageError(f"{out}: is a file; several documents need a folder, or a name that ends in .jsonl")
    if several and not os.path.isdir(out) and Path(out).suffix.lower() in SUFFIXES:
        raise UsageError(f"{out}: the name of one file; several documents need a folder, or a name that ends in .jsonl")
    if several or os.path.isdir(out) or out.endswith(("/", os.sep)):
        return layout(inputs, Path(out), ".md" if form == "md" else ".txt")
    return {inputs[0]: Path(out)}


def layout(inputs: Iterable[Input], folder: Path, suffix: str) -> dict[Input, Path]:
    """A path in ``folder`` for each input: its own relative path with ``suffix`` in place of a suffix of pages or text.

    Where two inputs would meet (``a.html`` and ``a.txt``), they keep their old suffix before the new one.
    """
    todo = list(inputs)
    full: set[Input] = set()
    while True:
        names = {each: _named(each, suffix, each in full) for each in todo}
        taken: dict[str, list[Input]] = {}
        for each, name in names.items():
            taken.setdefault(name.casefold(), []).append(each)
        meeting = {each for group in taken.values() if len(group) > 1 for each in group} - full
        if not meeting:
            return {each: folder / name for each, name in names.items()}
        full |= meeting


def _named(item: Input, suffix: str, full: bool) -> str:
    path = Path(item.name or "stdin")
    full = full or path.suffix.lower() not in _PAGES | SUFFIXES.keys()
    return (path.with_name(path.name + suffix) if full else path.with_suffix(suffix)).as_posix()


def check(inputs: Iterable[Input], outputs: Iterable[Path | None]) -> None:
    """Raise ``UsageError`` if an output is a folder, one of the inputs, or the same as another.

    ``None`` is standard output.
    """
    read = {_identity(each.path) for each in inputs if each.path is not None}
    written: set[object] = set()
    for out in outputs:
        if out is not None and out.is_dir():
            raise UsageError(f"{out}: is a folder, not a file")
        who = _identity(out)
        if who in read:
            raise UsageError(f"{out or 'standard output'}: is an input and an output; give another name for the output")
        if who in written:
            raise UsageError(f"{out}: two outputs would go into the same file")
        written.add(who)


def _identity(path: Path | None) -> object:
    """What tells a file from any other, by whatever name; ``None`` is standard output, if that is a file."""
    try:
        found = os.fstat(sys.stdout.fileno()) if path is None else path.stat()
    except (OSError, ValueError):
        return path and os.path.realpath(path)
    return (found.st_dev, found.st_ino) if path is not None or stat.S_ISREG(found.st_mode) else None


@contextmanager
def opened(out: str | Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears as ``out`` when all went well. Raises ``OutputError``."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with guarded(out), replacing(Path(out)) as file:
        yield file


def put(path: Path, data: bytes) -> None:
    """Write one file whole, folders on the way included. Raises ``OutputError``."""
    with guarded(path):
        write(path, data)


@contextmanager
def guarded(path: str | Path) -> Iterator[None]:
    """Turn an ``OSError`` into an ``OutputError`` that names ``path``; a broken pipe stays what it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from None
