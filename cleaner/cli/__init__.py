"""The command ``cleaner``: results on standard output, all else on standard error.

Exit codes: 0 done, 1 ``--check`` and something would change or is wrong, 2 usage or config error, 3 some documents
failed, 130 interrupted. A broken pipe ends the program quietly.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from types import FrameType

_received: list[int] = []
"""Numbers of the signals that told the program to end."""


def main() -> None:
    """Run the command with the arguments of the process; ends in ``SystemExit``."""
    with suppress(ValueError, AttributeError):  # not in the main thread; no such signal on this system
        signal.signal(signal.SIGTERM, _terminated)
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else the caller wants it ignored
            signal.signal(signal.SIGINT, _interrupted)
        if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # and ``nohup`` this one
            signal.signal(signal.SIGHUP, _terminated)
    try:
        from cleaner.cli.app import app

        _ready_streams()
        app.main(prog_name="cleaner")
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception:
        if not _received:
            raise
        sys.exit(128 + _received[0])  # code of a library put an error of its own in the place of the signal's


def _ready_streams() -> None:
    """Write UTF-8 whatever the locale; where the caller closed a standard stream, there is nothing in its place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


class Interrupted(KeyboardInterrupt):
    """Control-C.

    CPython remembers a plain ``KeyboardInterrupt`` that passes through ``exec`` of a string, as in the making of a
    dataclass, and ends as killed by the signal even where the exception was handled and the exit code chosen
    (``run_eval_code_obj`` in its ``pythonrun.c``). It asks for that very class.
    """


def _interrupted(number: int, frame: FrameType | None) -> None:
    """Raise what ``KeyboardInterrupt`` catches."""
    _received.append(number)
    raise Interrupted


def _terminated(number: int, frame: FrameType | None) -> None:
    """End as after an exception, so that unfinished files are taken away."""
    _received.append(number)
    sys.exit(128 + number)
