"""Evidence from the page around a line. It moves the threshold a little and never decides alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cleaner.fold import simplified_characters
from cleaner.lines import Lines

MOST = 2.5
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.M)


class Page:
    """What the rest of the page says about its lines; computed when the first suspect line asks."""

    def __init__(self, lines: Lines, facts: Mapping[str, Any]) -> None:
        self.lines = lines
        traditional = set(simplified_characters())
        simplified = set(simplified_characters().values()) - traditional
        self._hant = re.compile(f"[{re.escape(''.join(sorted(traditional - simplified)))}]")
        self._hans = re.compile(f"[{re.escape(''.join(sorted(simplified)))}]")
        self.pinyin = bool(facts.get("mirror.fired"))
        self.fences = [m.start() for m in _FENCE.finditer(lines.text)]
        self._hant_all = len(self._hant.findall(lines.text))
        self._hans_all = len(self._hans.findall(lines.text))

    def eases(self, index: int, place: int, neighbour: bool) -> tuple[float, list[str]]:
        """How far the page lowers the threshold for a line, and why.

        place: how many lines stand before it (or, counted from the end, after it), removed ones left out.
        """
        start, end = int(self.lines.starts[index]), int(self.lines.ends[index])
        found: dict[str, float] = {}
        if place < 3:
            found["edge of page"] = 1.0
        text = self.lines.text[start:end]
        hans, hant = len(self._hans.findall(text)), len(self._hant.findall(text))
        rest_hans, rest_hant = self._hans_all - hans, self._hant_all - hant
        if hans >= 4 and hans > 8 * hant and rest_hant >= 20 and rest_hant > 3 * rest_hans:
            found["simplified on a traditional page"] = 1.5
        if self.pinyin:
            found["pinyin damage"] = 0.5
        if neighbour:
            found["neighbour removed"] = 0.5
        return min(sum(found.values()), MOST), list(found)

    def coded(self, index: int) -> bool:
        """Whether a line stands in a fenced code block, or is a row of a table or indented code."""
        start = int(self.lines.starts[index])
        text = self.lines.text[start : int(self.lines.ends[index])]
        inside = sum(f <= start for f in self.fences) % 2 == 1
        return inside or text.startswith(("    ", "\t")) or (text.lstrip().startswith("|") and text.count("|") > 2)
