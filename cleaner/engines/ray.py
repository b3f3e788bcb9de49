"""Ray: the shards of ``cleaner batch`` as tasks on a cluster, and ``clean_batch`` for Ray Data. Extra ``ray``.

Always a function and never an actor class: actors that fill the CPUs of a small cluster deadlock (Ray #44687).
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from cleaner.batch import clean_batch
from cleaner.batch.crew import Slots
from cleaner.batch.pool import Slot, StoppedError, T, WorkerDiedError
from cleaner.batch.schema import pa
from cleaner.config import Config
from cleaner.engines.columns import TEXT, text_column
from cleaner.extras import require

# Pages differ in size by a factor of thousands: small batches keep a task's memory near that of its largest page.
BATCH_ROWS = 64


class TaskSlot:
    """A place in the cluster for one task at a time. Input and output must be paths that every node sees."""

    def __init__(self, stop: threading.Event) -> None:
        self._ray = require("ray", "ray")
        self._stop = stop
        self._task: Any = None

    def call(self, action: Callable[..., T], *given: Any) -> T:
        """``action(*given)`` in a task. Raises what it raises, ``WorkerDiedError`` or ``StoppedError``."""
        failures = self._ray.exceptions
        try:
            self._task = self._ray.remote(max_retries=0, num_cpus=1)(_warmed).remote(action, *given)
            result: T = self._ray.get(self._task)
        except (failures.WorkerCrashedError, failures.NodeDiedError, failures.OutOfMemoryError) as error:
            if self._stop.is_set():
                raise StoppedError from None
            raise WorkerDiedError(f"the worker ended ({type(error).__name__})", None, False) from None
        except failures.TaskCancelledError:
            raise StoppedError from None
        except failures.RayTaskError as error:
            raise error.cause from None
        return result

    def kill(self) -> None:
        """Cancel the task."""
        if self._task is not None:
            self._ray.cancel(self._task, force=True)

    def close(self) -> None:
        """Nothing is held between two tasks."""


def _warmed(action: Callable[..., T], *given: Any) -> T:
    """``action(*given)``, after the dictionaries are loaded: the time of a document is not that of loading them."""
    import_module("cleaner.batch.warm")
    return action(*given)


def tasks(number: int | None = None, address: str | None = None) -> Slots:
    """Places for so many tasks (default: one a CPU) on the cluster at ``address``, or on one that is started here."""

    @contextmanager
    def made(stop: threading.Event) -> Iterator[list[Slot]]:
        """The slots of a cluster, which is let go at the end."""
        ray = require("ray", "ray")
        before = signal.getsignal(signal.SIGTERM)
        ray.init(address, log_to_driver=False, logging_level="warning", ignore_reinit_error=True)
        if threading.current_thread() is threading.main_thread() and before is not None:
            signal.signal(signal.SIGTERM, before)  # Ray puts its own in, which aborts: exit code 134 and not 143
        try:
            yield [TaskSlot(stop) for _ in range(number or max(int(ray.cluster_resources().get("CPU", 1)), 1))]
        finally:
            ray.shutdown()

    return made


def clean_dataset(dataset: Any, config: Config | None = None, profiles: Path | None = None) -> Any:
    """A ``ray.data.Dataset`` with ``raw`` (and id, url, content_type) as one of clean documents (``SCHEMA``).

    Where there is no ``raw``, a column ``text`` or ``content`` is it. Raises ``ConfigError`` where there is none: at
    once where the columns are known, else when the first batch is cleaned.
    """
    if names := dataset.columns(fetch_if_missing=False):
        text_column(names)
    function = partial(_clean_table, config=config, profiles=profiles)
    return dataset.map_batches(function, batch_format="pyarrow", batch_size=BATCH_ROWS, zero_copy_batch=True)


def _clean_table(table: Any, config: Config | None, profiles: Path | None) -> Any:
    if table.num_rows:  # an empty block may have no columns
        given = text_column(table.column_names)
        table = table.rename_columns([TEXT if name == given else name for name in table.column_names])
    return pa.Table.from_batches([clean_batch(table, config, profiles)])


def checkpointed(folder: str, config: Config | None = None, id_column: str = "id") -> None:
    """Let Ray Data resume from ``folder``, under a name that holds the config: another config starts afresh.

    Ray skips what it has seen by ``id_column`` alone, so ids must be unique; it resumes Parquet → Parquet only.
    """
    data = require("ray.data", "ray")
    path = f"{folder.rstrip('/')}/{(config or Config()).fingerprint()}"
    context = data.DataContext.get_current()
    context.checkpoint_config = {"id_column": id_column, "checkpoint_path": path, "delete_checkpoint_on_success": False}


def block_bytes(size: int) -> None:
    """Let Ray Data make blocks of at most ``size`` bytes; its default, 128 MiB, holds too many pages for one task."""
    require("ray.data", "ray").DataContext.get_current().target_max_block_size = size
