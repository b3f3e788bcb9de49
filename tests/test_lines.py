from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.fold import Class, classes, fold
from cleaner.lines import Lines

any_text = st.text(st.one_of(st.characters(), st.sampled_from("\n \t。，漢字ＡＢ（）“”\ud800")), max_size=60)


@given(any_text)
def test_the_fold_keeps_offsets_and_is_stable(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(any_text)
def test_lines_are_the_lines(text: str) -> None:
    lines = Lines(text)
    assert [line.text for line in lines] == text.split("\n")
    assert "".join(text[slice(*lines.whole(n))] for n in range(len(lines) - 1)) == text[: lines.starts[-1]]
    for kind in Class:
        assert lines.counts(kind).tolist() == [int((classes(line.text) == kind).sum()) for line in lines]


def test_the_fold_writes_simplified_half_width_lower_case() -> None:
    assert fold("網易Ａｐｐ（著作）「ＡＢ」　") == '网易app(着作)"ab" '


def test_blank_lines_hold_nothing_to_see() -> None:
    assert Lines("字\n\n \u3000\u200b\n。").blank.tolist() == [False, True, True, False]


def test_a_line_goes_with_one_newline() -> None:
    lines = Lines("一\n二\n三")
    assert [lines.whole(n) for n in range(3)] == [(0, 2), (2, 4), (3, 5)]


def test_flags_are_counted_by_line() -> None:
    lines = Lines("a\tb\n\n\t\t")
    assert lines.sums(lines.points == ord("\t")).tolist() == [1, 0, 2]
