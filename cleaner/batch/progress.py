"""How far a run is: a line on standard error where a person sees it, and a summary at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter

from cleaner.batch.output import Done

_EVERY = 0.5


class Progress:
    """Counts what is done and, on a terminal, shows it."""

    def __init__(self, total: int | None, quiet: bool = False) -> None:
        """``total`` is the size of the input in bytes, ``None`` where packed input hides it."""
        self.total = total
        self.documents = self.bytes = self.failures = self.duplicates = self.reused = 0
        self.chars = self.kept_chars = 0
        self.statuses: Counter[str] = Counter()
        self.verdicts: Counter[str] = Counter()
        self._begin = time.monotonic()
        self._new_bytes = self._new_size = self._size = 0
        self._shown = 0.0
        self._live = not quiet and sys.stderr.isatty()

    def add(self, done: Done, size: int, reused: bool) -> None:
        """Count a shard; ``size`` is what it takes of the total, ``reused`` says that an earlier run cleaned it."""
        self.documents += done.documents
        self.bytes += done.bytes
        self.chars += done.chars
        self.kept_chars += done.kept_chars
        self.failures += done.failures
        self.duplicates += done.duplicate_ids
        self.statuses.update(done.statuses)
        self.verdicts.update(done.verdicts)
        self._size += size
        self.reused += reused
        if not reused:
            self._new_bytes += done.bytes
            self._new_size += size

    def show(self) -> None:
        """Redraw the line, at most twice a second."""
        now = time.monotonic()
        if self._live and now - self._shown >= _EVERY:
            self._shown = now
            sys.stderr.write(f"\r\x1b[K{self.line()}")
            sys.stderr.flush()

    def line(self) -> str:
        """Documents, speed, failures and time left, in one line."""
        seconds = max(time.monotonic() - self._begin, 1e-6)
        left = ""
        if self.total and self._new_size:
            left = f", {_duration(max(self.total - self._size, 0) * seconds / self._new_size)} left"
        speed = self._new_bytes / 1e6 / seconds
        return f"{self.documents} documents, {speed:.1f} MB/s, {self.failures} failed{left}"

    def close(self) -> None:
        """Wipe the line."""
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def summary(self) -> dict[str, object]:
        """The figures of the result; the same however often the run was interrupted."""
        return {
            "documents": self.documents,
            "bytes": self.bytes,
            "chars": self.chars,
            "kept_chars": self.kept_chars,
            "failures": self.failures,
            "duplicate_ids": self.duplicates,
            "statuses": dict(sorted(self.statuses.items())),
            "verdicts": dict(sorted(self.verdicts.items())),
        }


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
