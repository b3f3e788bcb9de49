"""The command ``cleaner``: results on standard output, all else on standard error.

Exit codes: 0 done, 1 ``--check`` and something would change, 2 usage or config error, 3 some documents failed,
130 interrupted. A broken pipe ends the program quietly.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from types import FrameType


def main() -> None:
    """Run the command with the arguments of the process; ends in ``SystemExit``."""
    with suppress(ValueError, AttributeError):  # not in the main thread; no such signal on this system
        signal.signal(signal.SIGTERM, _terminated)
    try:
        from cleaner.cli.app import app

        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        app.main(prog_name="cleaner")
    except KeyboardInterrupt:
        sys.exit(130)


def _terminated(number: int, frame: FrameType | None) -> None:
    """End as after an exception, so that unfinished files are taken away."""
    sys.exit(128 + number)
