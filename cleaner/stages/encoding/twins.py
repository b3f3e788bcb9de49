"""Characters that a wrong codec has twice: which of their pairs of bytes they were, told by how the line then reads.

Code page 932 has IBM's characters at ED40 and at FA40; 身 and 另 in GBK end with the one, 国 and 产 with the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cleaner.stages.encoding.gates import reading
from cleaner.stages.encoding.policies import TWIN, Habit
from cleaner.stages.encoding.readings import bytes_of, rough, unbroken

_MOST = 12  # such characters of a line that are looked at


def told_apart(lines: Sequence[str], codec: str, habit: Habit) -> list[str]:
    """``lines`` with the other form of those of their characters whose first pair reads better in ``codec``."""
    out = list(lines)
    if not habit.last or codec == "utf-8":  # in UTF-8 only one of the two can be
        return out
    places = {i: [found.start() for found in _twins(habit).finditer(line)][:_MOST] for i, line in enumerate(lines)}
    for number in range(max(map(len, places.values()), default=0)):
        tried = [i for i, found in places.items() if len(found) > number]
        others = [_turned(out[i], places[i][number]) for i in tried]
        texts = [rough(bytes_of(line, habit.encoder), codec) for line in (*(out[i] for i in tried), *others)]
        means = reading(unbroken(texts)).mean
        for i, other, old, new in zip(tried, others, means, means[len(tried) :], strict=False):
            if new > old:
                out[i] = other
    return out


def _turned(line: str, at: int) -> str:
    return line[:at] + chr(ord(line[at]) + TWIN) + line[at + 1 :]


@cache
def _twins(habit: Habit) -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, map(chr, habit.twins)))}]")
