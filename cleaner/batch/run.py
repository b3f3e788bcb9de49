"""A run over a corpus on one machine: plan, workers, run ledger, and an output that does not depend on their number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from cleaner.api import Cleaner
from cleaner.batch import twins, worker
from cleaner.batch.crew import Slots, done_shards, processes
from cleaner.batch.journal import Journal, check_folder
from cleaner.batch.progress import Progress
from cleaner.batch.settings import Settings
from cleaner.batch.worker import in_sample
from cleaner.emit import dumps
from cleaner.errors import UsageError
from cleaner.io.corpus import PassedOver, Row, Source, find_sources
from cleaner.io.shards import Shard, plan, rows
from cleaner.learn.profile import load


@dataclass(slots=True)
class Report:
    """What a run came to: figures (see ``Progress.summary``), notes for a person, shards that were done before."""

    figures: dict[str, object]
    notes: list[str] = field(default_factory=list)
    reused: int = 0

    @property
    def failures(self) -> int:
        """Documents set aside and places that hold none."""
        return int(str(self.figures["failures"]))


def run_batch(
    inputs: Sequence[str], settings: Settings, slots: Slots | int = 1, quiet: bool = True, afresh: bool = False
) -> Report:
    """Clean a corpus into the folder ``settings.out``; goes on where an earlier run with the same settings stopped.

    ``slots`` is a number of processes on this machine, or makes other places for workers. ``afresh`` takes away what an
    earlier run wrote, which may have been over other inputs.
    Raises ``UsageError`` before anything is written, ``OutputError`` where the disk is full, ``KeyboardInterrupt``.
    """
    Cleaner(settings.config)  # what is wrong with the rules or the installation is no fault of a document
    passed = PassedOver()
    sources, problems = sources_of(inputs, settings, passed)
    with Journal(settings.out, settings.told(), inputs, afresh).opened() as journal:
        packed = any(s.packed for s in sources)
        progress = Progress(None if packed else sum(s.size for s in sources), quiet)
        progress.failures = len(problems)
        parts: list[str] = []
        places = processes(slots) if isinstance(slots, int) else slots
        todo = _todo(shards_of(sources, settings), settings, journal, progress, parts)
        with closing(done_shards(todo, worker.clean_shard, settings, places, progress.show)) as run:
            for shard, done in run:
                journal.add(shard.key(settings.fingerprint()), done)
                progress.add(done, shard.size, reused=False)
        progress.close()
        unread = [dumps({"status": "unreadable", "error": p}).encode() + b"\n" for p in problems]
        journal.finish(parts, unread, progress.summary())
        return Report(progress.summary(), [*problems, *journal.notes, *passed.notes()], progress.reused)


def _todo(
    shards: Iterator[Shard], settings: Settings, journal: Journal, progress: Progress, parts: list[str]
) -> Iterator[Shard]:
    """The shards that are not done yet; ``parts`` takes the number of every one."""
    for shard in shards:
        parts.append(shard.part)
        if done := journal.find(shard.part, shard.key(settings.fingerprint())):
            progress.add(done, shard.size, reused=True)
        else:
            yield shard


def sources_of(
    inputs: Sequence[str], settings: Settings, passed: PassedOver | None = None
) -> tuple[list[Source], list[str]]:
    """The sources of a run, without the output folder; see ``find_sources``. Raises ``UsageError`` where none are."""
    check_folder(settings.out)
    passed = PassedOver() if passed is None else passed
    sources, problems = find_sources(inputs, [settings.out], passed)
    if not sources and not problems:
        raise UsageError("; ".join([f"{', '.join(inputs)}: no file of a known kind", *passed.places[:3]]))
    if settings.profiles is not None:
        load(settings.profiles)
    if settings.twins is not None:
        twins.load(settings.twins)
    return sources, problems


def shards_of(sources: Sequence[Source], settings: Settings) -> Iterator[Shard]:
    """The shards of a run, cut off after ``settings.limit`` documents."""
    shards = plan(sources, settings.shard_size, settings.fields, settings.longest, settings.config.encoding)
    if settings.limit is None:
        yield from shards
        return
    left = settings.limit
    for shard in shards:
        if left <= 0:
            return
        # A sample is drawn from the rows that are taken, so the rows up to the last wanted one are counted.
        taken = wanted = 0
        for row in rows(shard, settings.fields, settings.longest):
            if wanted == left:
                break
            taken += isinstance(row, Row)
            wanted += isinstance(row, Row) and in_sample(row, settings.sample)
        left -= wanted
        yield shard._replace(take=taken)
