"""Keywords in Traditional characters that were put into the sentences of a Simplified page go, names stay."""

from __future__ import annotations

import pytest

from cleaner import clean

NEWS = (
    "这项研究由多所学校共同完成，参加的学{0}生来自不同的专业，他们在实验室里工作了三年，终于得到了可靠的结果。\n\n"
    "负责人说，这种材料的价{1}格不高，适合在农村推广，农民也负{0}担得起，明年春天就会在几个省里试用。\n\n"
    "当地的工业{1}化水平还不高，但是发{0}展很快，新建的工厂已经开始生产，产品主要销往南方。\n"
)
PAIRS = [("窗簾盒", "窗簾施工"), ("賓士零件", "汽車零件"), ("油漆師傅", "油漆裝潢")]


@pytest.mark.parametrize("pair", PAIRS)
def test_keywords_that_no_list_holds_go_from_the_words_that_they_tore(pair: tuple[str, str]) -> None:
    document = clean(NEWS.format(*pair))
    assert document.text == NEWS.format("", "")
    assert {edit.rule for edit in document.edits} == {"spam.stray"}


def test_a_word_of_a_forbidden_trade_goes_also_where_it_stands_between_words() -> None:
    title = "新型材料的项目管理{0}创新机构的若干进展_学习网\n\n" + NEWS.format("", "")
    assert clean(title.format("包養網")).text == title.format("")


@pytest.mark.parametrize(
    "text",
    [
        "鼎泰豐的包子很有名，我们在鼎泰豐吃了午饭，又到书店里买了几本书。\n鼎泰豐的服务员说，每天来的客人很多。\n",
        "这本书的扉页上写着“讀書”两个字，作者说读书是一生的事，他每天都要读书写字，也给学生们讲读书的方法。\n",
        "他练成了乾坤大挪移，又学会了太极剑，师父说他是门派里最聪明的弟子，将来一定会超过所有的师兄。\n",
        "千鎚万击出深山，烈火焚烧若等闲。风动蘋末，砂砾飞扬，马毛如蝟，角弓难张，这几句诗写的都是边塞的风光。\n",
        "新聞報導，臺北的天氣很好，我們去了故宮博物院，看了許多國寶。这一段是我们在台湾旅行的时候写下的笔记。\n",
    ],
)
def test_names_and_words_that_their_author_wrote_so_stay(text: str) -> None:
    assert not [edit for edit in clean(text).edits if edit.rule == "spam.stray"]
    whole = NEWS.format("", "") + text
    assert not [edit for edit in clean(whole).edits if edit.rule == "spam.stray"]
