"""Messages and a progress bar on standard error, which do not get in each other's way."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

import click

T = TypeVar("T")
WIDTH = 30
EVERY = 0.1  # seconds between two drawings


def one_line(text: str) -> str:
    """``text`` with its line breaks written out."""
    return text.replace("\r", "\\r").replace("\n", "\\n")


class Progress:
    """A bar for people: drawn only on a terminal, only for several things, and not when ``quiet``."""

    def __init__(self, total: int, quiet: bool = False) -> None:
        self.total = total
        self.shown = total > 1 and not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._drawn = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wipe()

    def over(self, things: Iterable[T]) -> Iterator[T]:
        """``things``, with the bar moving on after each."""
        for number, thing in enumerate(things):
            self._draw(number)
            yield thing

    def say(self, line: str) -> None:
        """Write a line above the bar; names of files may hold line breaks."""
        self._wipe()
        click.echo(one_line(line), err=True)

    def _draw(self, done: int) -> None:
        now = time.monotonic()
        if self.shown and now - self._drawn >= EVERY:
            self._drawn = now
            full = WIDTH * done // self.total
            bar = f"[{'#' * full}{'.' * (WIDTH - full)}] {done}/{self.total}"
            click.echo(f"\r\x1b[K{bar}", err=True, nl=False, color=True)

    def _wipe(self) -> None:
        if self._drawn:
            self._drawn = 0.0
            click.echo("\r\x1b[K", err=True, nl=False, color=True)
