"""Shared fixtures, and how many examples Hypothesis tries (``CLEANER_EXAMPLES=2000`` for the long run)."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SAMPLES = Path(__file__).parent.parent / "samples"

# A shell that starts the tests in the background has them ignore Ctrl-C, and so would the programs that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples at each run, so that a commit passes or fails; with CLEANER_EXAMPLES new ones are looked for.
_EXAMPLES = os.environ.get("CLEANER_EXAMPLES")

settings.register_profile(
    "cleaner",
    max_examples=int(_EXAMPLES or "60"),
    derandomize=_EXAMPLES is None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("cleaner")


@pytest.fixture(scope="session")
def samples() -> dict[str, bytes]:
    """The five sample sources by their number, ``"000"`` to ``"004"``."""
    return {path.name[:3]: path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))}
