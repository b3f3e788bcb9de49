"""Links that were put between the clauses of sentences."""

from __future__ import annotations

import pytest

from cleaner import clean

STORY = (
    "天还没有亮，{0}他在河边坐了很久，看水一点一点地涨上来。\n第二天，雨停了，村里的人都去看那座被水冲走的桥。\n"
    "他想起小时候在桥上钓鱼的日子，{1}那时候天很蓝。\n"
)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("北京白癜风专科医院哪家好", "北京治疗白癜风最好的医院"),
        ("上海妇科医院哪家好", "上海治疗白癜风最好的医院"),
        ("杭州男科医院哪家好", "杭州白癜风医院哪家医院好"),
        ("某市代开发票餐饮发票", "代开发票住宿费发票"),
    ],
)
def test_clauses_that_are_nothing_but_words_of_a_trade_go_where_several_stand(one: str, two: str) -> None:
    assert clean(STORY.format(f"{one}，", f"{two}，")).text == STORY.format("", "")


@pytest.mark.parametrize(
    "text",
    [
        STORY.format("北京白癜风专科医院哪家好？", "北京治疗白癜风最好的医院？"),
        STORY.format("他在网上搜，北京白癜风专科医院哪家好，", "有人说，治疗白癜风最好的医院，"),
        STORY.format("医生对患者说，北京白癜风专科医院哪家好，", "医生说治疗白癜风最好的医院，"),
        "要看病，白癜风医院哪家好，谁也说不准，医生劝患者去正规的皮肤科门诊。\n"
        "治疗白癜风最好的医院，其实是离家最近的三甲医院，随访方便，用药也规范。\n",
        STORY.format("北京白癜风专科医院哪家好，", ""),
    ],
)
def test_who_asks_or_speaks_of_a_hospital_may_do_so(text: str) -> None:
    assert clean(text).text == text
