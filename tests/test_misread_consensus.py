from __future__ import annotations

import pytest

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.pipeline import Context
from cleaner.rules import rule_book
from cleaner.stages import encoding
from cleaner.stages.encoding.numbered import Numbered, value, written
from tests.damage.misread import KINDS

LIST = "\n".join(
    (
        "第四条 本办法由市档案馆负责解释，自公布之日起施行。",
        "第五条 阅览室应当建立登记制度。",
        "第六条 读者依照规定借阅图书，按期归还。",
        "第七条 管理员应当保存登记簿，保存期为三年。",
        "第八条 办理借书证应当提交下列材料：",
        "(一)姓名、住址；",
        "(二)证件的号码以及照片；",
        "(三)申请表；",
        "(四)单位的证明；",
        "(五)其他材料。",
    )
)


def repaired(text: str) -> str:
    """``text`` after the stage."""
    proposal = encoding.propose(Doc(text), Context(Config(), rule_book()))
    return Doc(text).apply("encoding", proposal.edits).text


@pytest.mark.parametrize("kind", ["UTF-8 as GBK, replace", "UTF-8 as GBK, Java"])
def test_numbers_of_a_list_tell_the_one_that_is_lost(kind: str) -> None:
    heads = [line[:3] for line in repaired(KINDS[kind][1](LIST)).split("\n")]
    assert heads == [line[:3] for line in LIST.split("\n")]


def test_a_name_that_stands_whole_elsewhere_tells_the_one_that_is_lost() -> None:
    text = "我们参观了罗布麻的展览。\n罗布麻(2017年)\n大家都同意这项申请。"
    damaged = KINDS["UTF-8 as GBK, replace"][1](text)
    assert repaired(damaged) == text


def test_numbers_are_written_as_they_are_read() -> None:
    assert [written(number) for number in (1, 10, 11, 20, 21, 100, 101, 110, 123)] == [
        "一", "十", "十一", "二十", "二十一", "一百", "一百零一", "一百一十", "一百二十三",
    ]  # fmt: skip
    assert all(value(written(number)) == number for number in range(1, 1000))
    assert value("一一") is None


def test_items_without_a_neighbour_tell_nothing() -> None:
    text = "第六条 读者\n写在中间的话\n第八条 馆员\n(一)甲\n(五)乙\n(三)丙"
    numbers = Numbered(text, text)
    assert list(numbers.told(text.index("六"))) == ["七"]
    assert list(numbers.told(text.index("五"))) == ["二", "二", "二"]
    assert list(numbers.told(text.index("读"))) == []
    alone = "第六条 读者\n别的话"
    assert list(Numbered(alone, alone).told(1)) == []
