"""UTF-8 read in Latin-1, as Python's ``requests`` does, where blanks then stand for what Python parts words at."""

from __future__ import annotations

import pytest

from cleaner import clean

_LINES = (
    "磨坊公司的产品包括充电器和公交卡，全国免费送货。",
    "他说：“全部公开，共享成果。”然后大家一起去公园散步。",
    "關於磨坊的其他傳說，公園入口的牌子上都有。",
)


def _merged(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


@pytest.mark.parametrize("line", _LINES)
def test_line_ends_of_the_controls_that_became_blanks_are_told(line: str) -> None:
    damaged = _merged(line.encode().decode("latin-1"))
    assert "\x85" not in damaged
    found = clean(damaged)
    assert found.text.strip() == line
    assert found.restore() == damaged
    assert not any(edit.reason.startswith("exact") for edit in found.edits)


@pytest.mark.parametrize("line", _LINES)
def test_the_same_unmerged(line: str) -> None:
    assert clean(line.encode().decode("latin-1").replace("\x85", " ")).text.strip() == line


def test_a_page_of_it() -> None:
    page = "\n".join(_LINES)
    assert clean(_merged(page.encode().decode("latin-1"))).text.strip() == page


@pytest.mark.parametrize("line", _LINES)
def test_no_break_spaces_alone_are_still_told_without_a_choice(line: str) -> None:
    found = clean(line.encode().decode("latin-1").replace("\xa0", " "))
    assert found.text.strip() == line
