"""One row in, one document out, whatever the row holds and however long a stage would take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from types import FrameType

from cleaner.api import Cleaner
from cleaner.binary import not_text
from cleaner.config import Config
from cleaner.decoding import Decoded, decode_exactly
from cleaner.doc import Doc
from cleaner.document import Document, Status
from cleaner.io.corpus import Row


class _OvertimeError(BaseException):
    """The time of a document is up. No ``Exception``: what the pipeline catches must not swallow it."""


def clean_row(row: Row, config: Config) -> Document:
    """The clean document of a row. Never raises: limits and failures are in ``status`` and ``error``."""
    seconds = config.max_seconds
    told = row.encoding or config.encoding or config.input == "text"
    if isinstance(row.raw, bytes) and not told and (kind := not_text(row.raw)):
        return set_aside(row, "error", f"is not text: {kind}", config)
    suited = config if row.encoding is None else replace(config, encoding=row.encoding)
    try:
        with _alarm(seconds):
            document = _cleaner(suited).clean(row.raw, row.url, row.content_type)
    except _OvertimeError:
        return set_aside(row, "timeout", f"over {seconds:g} s", config)
    except Exception as error:  # the core returns failures as documents; this is the last line of defence
        return set_aside(row, "error", f"{type(error).__name__}: {error}", config)
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
def _alarm(seconds: float) -> Iterator[None]:
    """Raise ``_OvertimeError`` in the block after ``seconds`` (0: never), where the system has alarms.

    Python code and ``re`` are stopped inside a stage; native code is stopped after it returns. Outside the main
    thread, only the check of the core between two stages counts.
    """
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not seconds or not able:
        yield
        return
    before = signal.signal(signal.SIGALRM, _overtime)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _overtime(number: int, frame: FrameType | None) -> None:
    raise _OvertimeError
