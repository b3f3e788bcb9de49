"""What the five samples must become, written by reading the sources, and how it is compared.

Texts are compared as lines: outer blanks stripped, empty lines dropped, punctuation width folded.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def essence(text: str) -> list[str]:
    """The lines of ``text`` as they are compared."""
    folded = (line.translate(_WIDTH).strip() for line in text.split("\n"))
    return [line for line in folded if line]


def golden(name: str) -> str:
    """The text of the golden file ``name`` (``"001"``, ``"002.keep"`` …)."""
    return (FOLDER / f"{name}.txt").read_text("utf-8")


def expected() -> dict[str, Any]:
    """Metadata, verdict, scores and ledger summary by sample."""
    return tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))
