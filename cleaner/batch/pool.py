"""Worker processes that may die: each has a pool of its own, and the document that killed it is found and set aside."""

from __future__ import annotations

import multiprocessing
import os
import signal
import struct
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import forkserver, resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol, TypeVar

from cleaner.batch import worker
from cleaner.batch.settings import Settings
from cleaner.batch.worker import Aside
from cleaner.errors import CleanerError
from cleaner.io.corpus import Fault
from cleaner.io.shards import Shard

# Deaths over one shard before its documents are searched one by one, and before the run gives up on it.
SEARCH_AFTER, GIVE_UP_AFTER = 2, 8
# How often a worker is started before it is said that none starts: one may be killed on the way. A fork server that was
# killed seems to be alive until the system has taken its memory back: so many seconds, times the attempts so far.
STARTS, PAUSE = 4, 0.2

T = TypeVar("T")
# What a worker does with a shard, some of whose documents are not to be touched.
Action = Callable[[Settings, Shard, Aside], T]


class WorkerDiedError(CleanerError):
    """A worker process ended; ``at`` is the document that it had begun last, ``None`` where it had begun none."""

    def __init__(self, cause: str, at: int | None, overtime: bool) -> None:
        super().__init__(cause)
        self.at, self.overtime = at, overtime


class StoppedError(CleanerError):
    """The run is being stopped."""


class Slot(Protocol):
    """A place for one worker at a time; ``kill`` and ``close`` may be called from another thread."""

    def call(self, action: Callable[..., T], *given: Any) -> T:
        """``action(*given)`` in the worker. Raises what it raises, ``WorkerDiedError``, or ``StoppedError``."""

    def kill(self) -> None:
        """End the worker at once."""

    def close(self) -> None:
        """Let the worker go; the next call starts another."""


class ProcessSlot:
    """A process on this machine, started when it is needed and again after a death."""

    def __init__(self, folder: Path, stop: threading.Event) -> None:
        handle, name = tempfile.mkstemp(dir=folder)
        os.close(handle)
        self._beat = Path(name)
        self._stop = stop
        self._pool: ProcessPoolExecutor | None = None
        self._starting = False
        self.process: BaseProcess | None = None

    def call(self, action: Callable[..., T], *given: Any) -> T:
        """``action(*given)`` in the worker. Raises what it raises, ``WorkerDiedError``, or ``StoppedError``."""
        self._beat.write_bytes(struct.pack("<q", -1))
        pool = self._pool or self._started()
        try:
            return pool.submit(action, *given).result()
        except BrokenProcessPool:
            pool.shutdown(wait=True)  # its thread waits for the process too, and only one of the two is told the cause
            died = self._died()
            self.close()
            if self._stop.is_set():
                raise StoppedError from None
            raise died from None

    def _started(self) -> ProcessPoolExecutor:
        """A new worker. Raises ``CleanerError`` where none will start."""
        for attempt in range(STARTS):
            if self._stop.wait(attempt * PAUSE):
                raise StoppedError
            self._starting = True
            self._pool = ProcessPoolExecutor(
                1, mp_context=_context(), initializer=worker.begin, initargs=(str(self._beat),)
            )
            try:
                pid = self._pool.submit(os.getpid).result()
            except (BrokenProcessPool, EOFError, ConnectionError):  # the latter two: the fork server itself was killed
                self.close()
                continue
            finally:
                self._starting = False
            self.process = next((p for p in multiprocessing.active_children() if p.pid == pid), None)
            if self._stop.is_set():
                self.kill()
            return self._pool
        if self._stop.is_set():
            raise StoppedError
        raise CleanerError(
            "worker processes do not start; is there enough memory, and can the main script be imported"
            " (its work under 'if __name__ == \"__main__\"')?"
        )

    def _died(self) -> WorkerDiedError:
        code = None
        if self.process is not None:
            self.process.join(5)
            code = self.process.exitcode
        at = struct.unpack("<q", self._beat.read_bytes())[0]
        overtime = code is not None and hasattr(signal, "SIGPROF") and code == -signal.SIGPROF
        return WorkerDiedError(_cause(code), at if at >= 0 else None, overtime)

    def kill(self) -> None:
        """End the worker at once; one that is still being started goes with the fork server it waits for."""
        if self.process is not None:
            with suppress(ValueError):  # it is closed already
                self.process.kill()
        elif self._starting:
            _kill_server()

    def close(self) -> None:
        """Let the worker go; the next call starts another."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self.process = None


def _context() -> Any:
    """Processes without the threads and locks of this one: a fork server where there is one, else fresh ones."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["cleaner.batch.worker", "cleaner.batch.warm"])
        _start_server()
        return context
    return multiprocessing.get_context("spawn")


def _start_server() -> None:
    """Start the fork server deaf to Ctrl-C, which is for the parent alone, also while the dictionaries are loaded."""
    resource_tracker.ensure_running()  # it unblocks the signal when it is started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _kill_server() -> None:
    """End the fork server, which answers nobody while it loads the dictionaries: seconds on a busy machine.

    ``multiprocessing`` tells its process number nowhere else; the next worker's start makes another server.
    """
    number = getattr(getattr(forkserver, "_forkserver", None), "_forkserver_pid", None)
    if number is not None:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def _cause(code: int | None) -> str:
    if code is None:
        return "the worker ended"
    if code >= 0:
        return f"the worker ended with exit code {code}"
    with suppress(ValueError):
        return f"the worker was ended by {signal.Signals(-code).name}"
    return f"the worker was ended by signal {-code}"


def survived(slot: Slot, action: Action[T], settings: Settings, shard: Shard) -> T:
    """``action`` on a shard, whatever its documents do to the worker: those that kill it are set aside with the cause.

    Raises ``OSError`` (the output cannot be written), ``StoppedError``, and ``CleanerError`` where workers keep dying
    and no document is to blame.
    """
    aside: Aside = {}
    deaths = 0
    while True:
        try:
            return slot.call(action, settings, shard, aside)
        except WorkerDiedError as death:
            deaths += 1
            if deaths > GIVE_UP_AFTER:
                raise CleanerError(
                    f"{shard.name}: {death}, {deaths} times, and no document is to blame; is there enough memory?"
                ) from None
            found = _suspect(slot, settings, shard, death, aside)
            if not found and deaths >= SEARCH_AFTER:
                count = _count(slot, settings, shard)
                if count is None:
                    shard = shard._replace(items=(Fault(shard.start, f"reading this part: {death}"),))
                    continue
                found = _search(slot, settings, shard, (0, count), aside)
            aside |= found
            deaths = 0 if found else deaths


def _suspect(slot: Slot, settings: Settings, shard: Shard, death: WorkerDiedError, aside: Aside) -> Aside:
    """The document that was begun last, if it is the one that kills."""
    if death.at is None or death.at in aside:
        return {}
    if death.overtime:
        limit = settings.config.max_seconds
        return {death.at: ("timeout", f"over {limit:g} s in native code; {death}")}
    return _search(slot, settings, shard, (death.at, death.at + 1), aside)


def _search(slot: Slot, settings: Settings, shard: Shard, span: tuple[int, int], aside: Aside) -> Aside:
    """The documents in a range that kill a worker, found by halving it; one that kills alone is asked twice."""
    first, last = span
    if first >= last:
        return {}
    death = None
    for _ in range(2 if last - first == 1 else 1):
        try:
            slot.call(worker.probe, settings, shard, first, last, aside)
        except WorkerDiedError as error:
            death = error
        else:
            return {}
    if last - first == 1:
        return {first: ("error", str(death))}
    middle = (first + last) // 2
    left = _search(slot, settings, shard, (first, middle), aside)
    return left | _search(slot, settings, shard, (middle, last), {**aside, **left})


def _count(slot: Slot, settings: Settings, shard: Shard) -> int | None:
    """How many rows a shard has, ``None`` if reading it kills the worker, twice."""
    for _ in range(2):
        try:
            return slot.call(worker.count_rows, settings, shard)
        except WorkerDiedError:
            continue
    return None
