"""What runs in a worker process: one shard from rows to files. The process dies with its parent."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from multiprocessing.connection import wait
from multiprocessing.util import get_temp_dir
from pathlib import Path
from shutil import rmtree

from cleaner.batch.document import chunks, clean_together, set_aside
from cleaner.batch.output import Done, shard_output
from cleaner.batch.settings import Settings
from cleaner.batch.twins import without_copy
from cleaner.document import Document, Status
from cleaner.io.corpus import Fault, Row
from cleaner.io.shards import Shard, rows
from cleaner.learn.profile import profiled

# Documents of a shard that are not to be touched: by index, the status and the reason.
Aside = dict[int, tuple[Status, str]]
# A document that native code holds longer than this (in CPU time) takes the worker with it; see ``overdue``.
HARD_FACTOR, HARD_SECONDS = 2, 1
# Objects after which the collector of cycles looks through the young ones (Python's default, 700, costs some 5 %).
_NEW_OBJECTS = 20_000
# What the folders that a run has among the temporary files are called: that of ``processes``, and that of the sockets.
_FOLDERS = ("cleaner-", "pymp-")
_ENDING = 0.5  # seconds from when a process closes its files to its end
_beat_file: int | None = None


def begin(beat_path: str) -> None:
    """Set a new worker process up: note progress in ``beat_path``, leave Ctrl-C to the parent, die when it dies."""
    global _beat_file  # noqa: PLW0603
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _beat_file = os.open(beat_path, os.O_WRONLY)
    import_module("cleaner.batch.warm")  # the time of a document is not that of loading the dictionaries
    spare_collector()
    parent = multiprocessing.parent_process()
    if parent is not None:
        known = (parent.sentinel, parent.pid, Path(beat_path).parent)
        threading.Thread(target=_follow, args=known, daemon=True).start()


def spare_collector() -> None:
    """Let the collector of cycles look through what is made from now on, and not often: documents leave few of them."""
    gc.freeze()  # the dictionaries stay
    gc.set_threshold(_NEW_OBJECTS, 10, 10)


def _follow(sentinel: int, pid: int | None, folder: Path) -> None:
    """End this process when its parent has ended; one that was killed has left its folders behind.

    A parent that lives closes its end, too, where it does without this process: it needs the folders for others.
    """
    wait([sentinel])
    until = time.monotonic() + _ENDING
    while not (ended := pid is not None and _has_ended(pid)) and time.monotonic() < until:
        time.sleep(0.02)
    for each in (folder, Path(get_temp_dir())) if ended else ():
        if each.name.startswith(_FOLDERS):
            rmtree(each, ignore_errors=True)
    os._exit(1)


def _has_ended(pid: int) -> bool:
    """Whether a process is no more, or waits for its own parent to notice its end."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    try:
        state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[:1]
    except OSError:
        return False
    return state in ([b"Z"], [b"X"])


def beat(index: int) -> None:
    """Note which document is being worked on, for the case that the process does not survive it."""
    if _beat_file is not None and hasattr(os, "pwrite"):
        os.pwrite(_beat_file, struct.pack("<q", index), 0)


def overdue(seconds: float) -> None:
    """Let the system end this process after ``seconds`` of CPU time (0: never); the parent then blames the document."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, HARD_FACTOR * seconds + HARD_SECONDS if seconds else 0)


def clean_shard(settings: Settings, shard: Shard, aside: Aside) -> Done:
    """Clean the rows of a shard into its files; rows in ``aside`` go through untouched. Raises ``OSError``."""
    with shard_output(settings, shard.part, shard.name) as output:
        for index, row, document in cleaned(settings, shard, aside):
            if isinstance(row, Fault):
                output.fault(index, row)
            elif document is not None:
                output.add(index, row, document)
    return output.done


def cleaned(
    settings: Settings, shard: Shard, aside: Aside, wanted: Callable[[Row], bool] = lambda row: True
) -> Iterator[tuple[int, Row | Fault, Document | None]]:
    """The rows and faults of a shard with their places and the documents of those rows that are ``wanted``."""
    for some in chunks(chosen(settings, shard), lambda each: 0 if isinstance(each[1], Fault) else len(each[1].raw)):
        fit = [(index, row) for index, row in some if isinstance(row, Row) and wanted(row)]
        documents = documents_of(settings, fit, aside)
        for index, row in some:
            yield index, row, documents.pop(index, None)
    overdue(0)


def probe(settings: Settings, shard: Shard, first: int, last: int, aside: Aside) -> None:
    """Clean the rows ``first`` to ``last`` (exclusive) and throw the result away, to see who kills the worker."""
    for index, row in chosen(settings, shard):
        if first <= index < last and isinstance(row, Row):
            documents_of(settings, [(index, row)], aside)
    overdue(0)


def count_rows(settings: Settings, shard: Shard) -> int:
    """How many rows and faults a shard holds."""
    return sum(1 for _ in rows(shard, settings.fields, settings.longest))


def documents_of(settings: Settings, rows: Sequence[tuple[int, Row]], aside: Aside) -> dict[int, Document]:
    """The clean documents of rows by their places; the untouched ones of those in ``aside``."""
    config = settings.config
    out = {i: set_aside(row, *aside[i], config) for i, row in rows if i in aside}
    fit = [(i, row) for i, row in rows if i not in aside]

    def at(place: int) -> None:
        """Note which row is being worked on, and that its time begins."""
        beat(fit[place][0])
        overdue(config.max_seconds)

    out |= zip((i for i, _ in fit), clean_together([row for _, row in fit], config, at), strict=True)
    for place, (index, row) in enumerate(fit):
        if settings.profiles is not None:
            at(place)
            out[index] = profiled(out[index], config, settings.profiles, settings.keep_one)
        if settings.twins is not None:
            name = out[index].id if row.id is None else row.id
            out[index] = without_copy(out[index], name, config, settings.twins)
    return out


def chosen(settings: Settings, shard: Shard) -> Iterator[tuple[int, Row | Fault]]:
    """The rows and faults of a shard with their place in it, as far as they are in the sample."""
    for index, row in enumerate(rows(shard, settings.fields, settings.longest)):
        if isinstance(row, Fault) or in_sample(row, settings.sample):
            yield index, row


def in_sample(row: Row, share: float) -> bool:
    """Whether a row belongs to a sample of this share, by a checksum of its first 64 KiB."""
    if share >= 1:
        return True
    head = row.raw[: 1 << 16]
    return zlib.crc32(head if isinstance(head, bytes) else head.encode("utf-8", "surrogatepass")) < share * 2**32
