"""Tables over all code points: small in memory, and right also above what they hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cleaner.fold import fold
from cleaner.points import ASSIGNED, CODE_POINTS, Mapped, blank
from cleaner.stages.spam.network import network
from cleaner.stages.spam.symbols import symbols


def test_a_table_changes_what_it_was_told_and_nothing_above_it() -> None:
    mapped = Mapped()
    mapped.low[ord("国")] = ord("國")
    points = np.array([ord("国"), ord("a"), ASSIGNED - 1, ASSIGNED, 0xE0100, CODE_POINTS - 1], np.uint32)
    assert mapped.take(points).tolist() == [ord("國"), *points.tolist()[1:]]
    assert mapped.take(points).dtype == np.uint32
    assert mapped.take(points[:0]).tolist() == []
    assert [mapped[ord("国")], mapped[ASSIGNED], mapped[CODE_POINTS - 1]] == [ord("國"), ASSIGNED, CODE_POINTS - 1]


def test_signs_above_all_ideographs_go_through_the_tables() -> None:
    odd = "国\U000e0100\U0010fffd\U000f0000Ａ"
    assert fold(odd * 20) == "国\U000e0100\U0010fffd\U000f0000a" * 20
    points = np.arange(ASSIGNED, CODE_POINTS, 0x101, dtype=np.uint32)
    assert (symbols().take(points) == points).all()
    assert np.isfinite(network().tags(odd)).all()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="looks at /proc")
def test_a_blank_table_takes_memory_where_it_is_written() -> None:
    np.zeros(64 << 20, np.uint8)[:] = 1  # what is let go here would be used again, whole
    before = _resident()
    tables = [blank(np.float32) for _ in range(8)]
    for table in tables:
        table[ord("国")] = 1
    assert _resident() - before < 8 << 18
    assert all(table.sum() == 1 and len(table) == CODE_POINTS for table in tables)


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
