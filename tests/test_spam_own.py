"""What of a line with spam is the page's own: headlines that speak of what the article speaks of stay."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.lines import Lines
from cleaner.pipeline import Context
from cleaner.rules import rule_book
from cleaner.stages.spam import propose
from cleaner.stages.spam.coherence import Rest
from cleaner.stages.spam.parting import best

HEADER = "亚洲精品视频在线观看_国产自拍偷拍_成人免费毛片"
PAPER = (
    "纸坊村的老作坊还留着三口泡料的石池，抄纸师傅姓卢，今年六十九岁，从十五岁起就站在池边。\n"
    "楮树皮要泡上四十天，再蒸、再捣，捣成的纸浆兑上杨桃藤的汁水，抄起来才不粘帘子。\n"
    "一张好纸透着光看，纤维像云一样匀。卢师傅说，机器造的纸没有这样的云纹，写上去的字也留不久。\n"
)
RIVER = (
    "入冬以来，运河北段的货船排起长队，船闸每天只放行二十四艘，等得最久的船已经停了九天。\n"
    "航道管理处解释，上游来水减少，闸前水深不足三米，满载的货船必须减载才能通过船闸。\n"
    "船主们把锅灶搬上甲板，互相换着菜吃。有人说，货主催得急，可是水不急，谁也没有办法。\n"
)


def cleaned(text: str) -> str:
    return Doc(text).apply("spam", propose(Doc(text), Context(Config(), rule_book())).edits).text


@pytest.mark.parametrize(
    ("line", "headline", "article"),
    [
        (f"{HEADER}纸坊村抄纸师傅守着三口石池", "纸坊村抄纸师傅守着三口石池", PAPER),
        (f"运河货船排队等船闸_{HEADER}", "运河货船排队等船闸", RIVER),
        (f"{HEADER}_运河货船排起长队 等船闸等了九天_成人视频在线", "运河货船排起长队 等船闸等了九天", RIVER),
    ],
)
def test_a_headline_of_the_words_of_its_article_stays(line: str, headline: str, article: str) -> None:
    assert cleaned(f"{line}\n{article}") == f"{headline}\n{article}"


def test_a_header_beside_an_article_of_other_words_goes_whole() -> None:
    assert cleaned(f"{HEADER}\n{RIVER}") == RIVER


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 4)), min_size=1, max_size=9))
def test_the_best_parting_of_a_line_is_found(rows: list[tuple[int, int]]) -> None:
    gains, costs = zip(*rows, strict=True)

    def worth(spam: tuple[bool, ...]) -> int:
        turns = [cost for (_, cost), one, other in zip(rows[1:], spam, spam[1:], strict=False) if one != other]
        return sum(gain for (gain, _), inside in zip(rows, spam, strict=True) if inside) - sum(turns)

    found = best(gains, costs)
    chosen = tuple(any(start <= at < end for start, end in found) for at in range(len(rows)))
    assert worth(chosen) == max(map(worth, product((False, True), repeat=len(rows))))


def test_what_is_taken_and_short_suspects_are_no_rest_of_the_page() -> None:
    text = "石池边的抄纸师傅\n" + PAPER
    lines = Lines(text)
    assert Rest(lines, [0], []).shares("石池").tolist() == [1, 1]  # the article has it too
    assert Rest(lines, [0], []).shares("池边的抄").tolist() == [1, 1, 0, 0]
    start = text.index("站在池边")
    assert Rest(lines, [0], [(start, start + 4)]).shares("池边的抄").tolist() == [0, 0, 0, 0]
    assert Rest(lines, [0, 1], []).shares("抄纸师傅").tolist() == [1, 2, 2, 1]  # paragraphs count all the same
    assert Rest(Lines(""), [], []).shares("抄纸").tolist() == [0, 0]


@pytest.mark.parametrize("line", ["{spam}_{headline}", "{headline}_{spam}"])
def test_spam_that_only_its_part_of_the_line_shows_goes_from_beside_the_headline(line: str) -> None:
    spam = "出售实名微信号，探探号，批发价，包登录包换绑"
    headline = "运河北段货船排队，满载的船要等九天才过船闸"
    assert cleaned(line.format(spam=spam, headline=headline) + f"\n{RIVER}") == f"{headline}\n{RIVER}"
