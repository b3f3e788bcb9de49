"""Several workers at once: shards in, results out as they come, with few of either in memory."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from cleaner.batch.pool import Action, ProcessSlot, Slot, T, survived
from cleaner.batch.settings import Settings
from cleaner.io.shards import Shard

# Makes the places for workers; they are told to stop by the event.
Slots = Callable[[threading.Event], AbstractContextManager[list[Slot]]]

_TICK, _AGAIN = 0.25, 0.05


def processes(number: int) -> Slots:
    """Places for so many processes on this machine."""

    @contextmanager
    def made(stop: threading.Event) -> Iterator[list[Slot]]:
        """The slots, in a folder of their own that goes with them."""
        with tempfile.TemporaryDirectory(prefix="cleaner-") as folder:
            yield [ProcessSlot(Path(folder), stop) for _ in range(max(number, 1))]

    return made


def done_shards(
    shards: Iterable[Shard], action: Action[T], settings: Settings, slots: Slots, tick: Callable[[], None]
) -> Generator[tuple[Shard, T], None, None]:
    """Each shard (without what it carried) and what ``action`` made of it, in the order in which they are done.

    Calls ``tick`` a few times a second. When it is closed or left by an exception, workers at work are killed.
    Raises what ``survived`` raises.
    """
    stop = threading.Event()
    under_way: dict[int, tuple[Future[T], Shard]] = {}
    # A signal may raise anywhere in this thread, also within ``futures.wait``, whose locks would then never be let go.
    done: SimpleQueue[int] = SimpleQueue()
    with slots(stop) as places:
        free: SimpleQueue[Slot] = SimpleQueue()
        for slot in places:
            free.put(slot)

        def work(number: int, shard: Shard) -> T:
            """The answer for a shard, by the next slot that is free."""
            slot = free.get()
            try:
                return survived(slot, action, settings, shard)
            finally:
                free.put(slot)
                done.put(number)

        threads = ThreadPoolExecutor(len(places))
        try:
            for number, shard in enumerate(shards):
                under_way[number] = threads.submit(work, number, shard), shard._replace(items=None)
                while len(under_way) > len(places):
                    yield from _finished(under_way, done, tick)
            while under_way:
                yield from _finished(under_way, done, tick)
        finally:
            stop.set()
            threads.shutdown(wait=False, cancel_futures=True)
            while not all(future.done() for future, _ in under_way.values()):
                for slot in places:
                    slot.kill()
                time.sleep(_AGAIN)
            threads.shutdown(wait=True)
            for slot in places:
                slot.close()


def _finished(
    under_way: dict[int, tuple[Future[T], Shard]], done: SimpleQueue[int], tick: Callable[[], None]
) -> Iterator[tuple[Shard, T]]:
    """What is done by the next tick."""
    try:
        future, shard = under_way.pop(done.get(timeout=_TICK))
    except Empty:
        tick()
        return
    yield shard, future.result()
    tick()
