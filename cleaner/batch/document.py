"""Rows in, as many documents out, whatever a row holds and however long a stage would take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from types import FrameType
from typing import TypeVar

from cleaner.api import Cleaner, Steps
from cleaner.binary import not_text
from cleaner.config import Config
from cleaner.decoding import Decoded, decode_exactly
from cleaner.doc import Doc
from cleaner.document import Document, Status
from cleaner.io.corpus import Row

T = TypeVar("T")
# Rows that go through the stages together, and how long they are in all; the least time that an alarm can be set to.
_TOGETHER, _SIZE, _LEAST = 64, 1 << 17, 1e-6


class _OvertimeError(BaseException):
    """The time of a document is up. No ``Exception``: what the pipeline catches must not swallow it."""


def clean_row(row: Row, config: Config) -> Document:
    """The clean document of a row. Never raises: limits and failures are in ``status`` and ``error``."""
    return clean_together([row], config)[0]


def clean_together(
    rows: Sequence[Row], config: Config, at: Callable[[int], None] = lambda index: None
) -> list[Document]:
    """The clean documents of some rows, each what ``clean_row`` makes of it alone; they go through the stages in step.

    ``at`` is told the place of each row before anything is done with it.
    """
    documents: dict[int, Document] = {}
    left = dict.fromkeys(range(len(rows)), config.max_seconds)
    under_way = [steps_of(row, config) for row in rows]
    with _alarms(config.max_seconds) as alarm:
        while left:
            for index in list(left):
                at(index)
                try:
                    left[index] = alarm(partial(next, under_way[index]), left[index])
                except StopIteration as end:
                    documents[index] = end.value
                except _OvertimeError:
                    documents[index] = set_aside(rows[index], "timeout", f"over {config.max_seconds:g} s", config)
                except Exception as error:  # the core returns failures as documents; this is the last line of defence
                    documents[index] = set_aside(rows[index], "error", f"{type(error).__name__}: {error}", config)
                if index in documents:
                    del left[index]
    return [documents[index] for index in range(len(rows))]


def chunks(items: Iterable[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    """Items that go through the stages together: as many as keep the tables of a stage warm and take little memory."""
    chunk: list[T] = []
    held = 0
    for item in items:
        held += size(item)
        if chunk and (held > _SIZE or len(chunk) == _TOGETHER):
            yield chunk
            chunk, held = [], size(item)
        chunk.append(item)
    if chunk:
        yield chunk


def steps_of(row: Row, config: Config) -> Steps:
    """The clean document of a row, a stage a step."""
    told = row.encoding or config.encoding or config.input == "text"
    if isinstance(row.raw, bytes) and not told and (kind := not_text(row.raw)):
        return set_aside(row, "error", f"is not text: {kind}", config)
    suited = config if row.encoding is None else replace(config, encoding=row.encoding)
    document = yield from _cleaner(suited).steps(row.raw, row.url, row.content_type)
    return document if suited is config else replace(document, config_hash=config.fingerprint())


def set_aside(row: Row, status: Status, why: str, config: Config) -> Document:
    """The document of a row that is not to be touched: its text as it is, its status and the reason."""
    decoded = _decoded(row.raw, row.encoding) if isinstance(row.raw, bytes) else None
    source = decoded.text if decoded else str(row.raw)
    return Document(
        text=source,
        encoding=decoded.encoding if decoded else None,
        verdict="article" if source.strip() else "empty",
        status=status,
        error=" ".join(why.split())[:300],
        url=row.url,
        config_hash=config.fingerprint(),
        doc=Doc(source),
        decoded=decoded,
    )


def _decoded(data: bytes, known: str | None) -> Decoded:
    """``data`` as text with nothing but strict codecs: whatever made the pipeline fail is not tried again."""
    if known is not None:
        return decode_exactly(data, known)
    for codec in ("utf-8", "gb18030"):
        try:
            data.decode(codec)
        except UnicodeDecodeError:
            continue
        return decode_exactly(data, codec)
    return decode_exactly(data, "utf-8")


@lru_cache(maxsize=64)
def _cleaner(config: Config) -> Cleaner:
    return Cleaner(config)


@contextmanager
def _alarms(seconds: float) -> Iterator[Callable[[Callable[[], object], float], float]]:
    """A function that takes a step in so many seconds at most, where the system has alarms, and says how many are left.

    It raises ``_OvertimeError`` where the step takes longer (``seconds`` 0: never). Python code and ``re`` are stopped
    inside a stage; native code is stopped after it returns. Outside the main thread, only the check of the core between
    two stages counts.
    """
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not seconds or not able:
        yield _unlimited
        return
    before = signal.signal(signal.SIGALRM, _overtime)
    try:
        yield _limited
    finally:
        signal.signal(signal.SIGALRM, before)


def _unlimited(step: Callable[[], object], left: float) -> float:
    step()
    return left


def _limited(step: Callable[[], object], left: float) -> float:
    signal.setitimer(signal.ITIMER_REAL, left)
    try:
        step()
    finally:
        left, _ = signal.setitimer(signal.ITIMER_REAL, 0)
    return left or _LEAST


def _overtime(number: int, frame: FrameType | None) -> None:
    raise _OvertimeError
