from __future__ import annotations

import pytest

from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks.common import print_table


def test_an_unknown_benchmark_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmarks.main(["no-such-thing"]) == 2
    assert "unknown benchmark 'no-such-thing'" in capsys.readouterr().err


def test_tables_align_wide_characters(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["名", "n"], [["法律", 1], ["a", 2.5]])
    assert capsys.readouterr().out.splitlines() == ["名    n", "----  -----", "法律      1", "a     2.500"]
