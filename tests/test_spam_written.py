from __future__ import annotations

import random
from pathlib import Path

import pytest

from tools import spam_written
from tools.spam_written import texts_of, varied, written_lines


def test_the_written_lines_are_whole_and_each_stands_once() -> None:
    lines = written_lines()
    assert len(texts_of(lines, "spam")) > 2000
    assert len(texts_of(lines, "clean")) > 2000
    assert len({line.text for line in lines}) == len(lines)


@pytest.mark.parametrize(
    "row", ["spam\tporn", "advert\tporn\t一行", "spam\tporn\t ", "spam\t\t一行", "spam\tporn\t校花在线"], ids=repr
)
def test_a_line_that_breaks_the_format_or_hints_at_minors_is_refused(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.tsv").write_text(f"clean\tnews\t今天天气很好\n{row}\n", "utf-8")
    monkeypatch.setattr(spam_written, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"a\.tsv:2"):
        written_lines()


def test_a_varied_line_holds_nothing_that_the_line_does_not() -> None:
    text = "本店承接装修，水电改造，刷墙补漏，免费上门量房，欢迎来电。"
    forms = {varied(text, random.Random(seed), 20) for seed in range(50)}
    assert len(forms) > 10
    assert all(set(form) <= set(text) and form for form in forms)
    assert varied("短句", random.Random(1), 20) == "短句"
