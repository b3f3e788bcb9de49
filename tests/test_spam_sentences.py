"""What sentences say of a trade, what source code and tables hold: no part of them goes."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Config, clean
from cleaner.stages.spam.model import model
from cleaner.stages.spam.reading import ABOUT, Reading, Strength
from cleaner.stages.spam.view import view

ABOVE = "傍晚時分，碼頭上的燈一盞一盞亮了起來，漁船排著隊回港。\n"
BELOW = "\n她把魚簍放下，擦了擦額頭上的汗，轉身走進了巷子深處。"

SENTENCES = [
    "老街口那间网咖里有人打传奇私服，有人看黄色网站，空气浑浊得很。",
    "姑父迷上了六合彩，特码、平特、三中三样样都买，最后连铺面都抵给了债主。",
    "股东大会同意集团退出海外网上博彩业务，集中资源经营实体娱乐场。",
    "北京赛车PK10于多年前停止发行。",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_names_a_trade_stays_also_on_a_page_in_the_other_script(sentence: str) -> None:
    kept = Cleaner(Config(script="keep"))
    for text in (
        f"{sentence}\n{ABOVE}{BELOW.strip()}",
        f"{ABOVE}{sentence}{BELOW}",
        f"{ABOVE}{BELOW.strip()}\n{sentence}",
    ):
        assert sentence in kept.clean(text).text


@pytest.mark.parametrize(
    "line",
    [
        'banned = re.compile(r"(徽信|威信|V信|微信)[0-9a-z]{5,20}")',
        'assert is_spam("时时彩计划群 QQ 66778899")',
        'print(classify("百家乐注册送彩金 加微信 bjl9988"))',
        '{"label": "百家乐注册送彩金 加微信 bjl9988", "spam": 1},',
    ],
)
def test_a_string_in_source_code_stays(line: str) -> None:
    text = f"下面的例子检查一条消息。\n{line}\n运行以后应当没有输出。"
    assert line in clean(text).text


def test_the_label_of_a_row_of_a_table_is_no_phrase_put_into_it() -> None:
    rows = "".join(
        f"<tr><td>{who}</td><td>贷款额度</td><td>【{much}】万</td></tr>"
        for who, much in (("教师和医生", "5，20"), ("国有企业员工", "5，20"), ("个体工商户", "2，8"))
    )
    found = clean(f"<html><body><h1>薪金贷</h1><table>{rows}</table></body></html>")
    assert found.text.count("贷款额度") == 3


def test_what_stands_about_a_stretch_of_a_very_long_line_begins_outside_of_quotation_marks() -> None:
    text = f'{"字" * 500}"{"话" * 3000}"{"字" * 6000}'
    line = Reading(0, 0, view(text), (), Strength("", model()))
    about, first = line.about(6000, 6010)
    assert (first, len(about.text)) == (6000 - ABOUT, 2 * ABOUT + 10)
    about, first = line.about(3600, 3610)
    assert (first, about.text[0], about.place(0)) == (500, '"', 500)
