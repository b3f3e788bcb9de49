"""Lines of a flattened page put together again that were one row: crawlers begin a line at each piece of text.

A sign between two pieces (``millman``, ``•``, ``2024-11-19``) or behind a label (``作者``, ``：``, ``王小二``) stood in
a row with both, and so did the word ``by``, and the label of the source at the end of a row.
"""

from __future__ import annotations

import re

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table

_BETWEEN = re.compile(r"[•·|丨/｜:：]")
_BEFORE = re.compile(r"by[:：]?", re.IGNORECASE)
_LONGEST = 60  # characters of a piece


def whole(lines: list[str]) -> list[str]:
    """``lines`` without the empty ones, those that were one row as one."""
    out: list[str] = []
    open_end = False
    for line in filter(None, lines):
        sign = _BETWEEN.fullmatch(line) is not None
        empty = len(line) > 1 and line[-1:] in (":", "：")  # the next label, or an address: 各有关单位：
        if out and (sign or (open_end and not empty)) and max(len(line), len(out[-1])) <= _LONGEST:
            out[-1] += line if line in ":：" or out[-1][-1:] in ":：" else f" {line}"
        else:
            out.append(line)
        open_end = sign or _BEFORE.fullmatch(line) is not None or _labelled(line)
    return out


def _labelled(line: str) -> bool:
    """Whether a row ends in the label of its source, or is but that."""
    if line[-1:] not in (":", "：", "源") or len(line) > _LONGEST:
        return False
    return pattern_table("bylines")["source-end-label"].search(fold(line)) is not None
