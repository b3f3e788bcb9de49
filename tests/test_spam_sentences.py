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


PARAGRAPH = "研究小组在高原湖泊采集了二十个水样。结果显示，微塑料的含量与旅游人数有关。{}组长表示，下一步将检测鱼类。"


@pytest.mark.parametrize(
    "advert",
    [
        "正品伟哥万艾可进口原装货到付款，让您重振雄风，药效持久不伤身。",
        "代办各地居住证社保公积金提取，全程无需本人到场，三个工作日到账，有需要的私信站长。",
        "全新银行卡四件套大量出售，实名手机卡现货秒发，高价回收各类账户。",
        "四六级、考研、教资答案提前三小时出，过后付款，联系企鹅3310784425。",
    ],
)
def test_a_sentence_that_reads_unlike_its_paragraph_goes_as_a_whole(advert: str) -> None:
    assert clean(PARAGRAPH.format(advert)).text == PARAGRAPH.format("")


@pytest.mark.parametrize(
    "sentence",
    [
        "最近，一个老朋友来找我，我们多年没联系了。",
        "比如有人在楼道里贴小广告，专业开锁、疏通下水道，其实是来踩点的。",
        "卖家一般要求先付定金，按章节交稿，硕士三千到八千不等。",
    ],
)
def test_a_sentence_without_an_account_or_a_telling_word_must_read_much_more_like_an_advert(sentence: str) -> None:
    assert clean(PARAGRAPH.format(sentence)).text == PARAGRAPH.format(sentence)


def test_the_sentence_before_an_advert_stays_though_one_of_its_characters_speaks_for_spam() -> None:
    before = "老街的修表铺开了四十年，师傅姓顾，戴一副单片放大镜，话不多。"
    advert = "需要各行业正规发票的老板可以找小陈，点数低，先验后付，手机微信同号13790284417。"
    after = "他说现在送来修的多半是老人的遗物，修好了也没有人戴，不过是放在抽屉里听个响。"
    assert clean(before + advert + after).text == before + after


def test_an_advert_of_two_sentences_amid_a_paragraph_goes_whole() -> None:
    advert = (
        "网赌被黑提不了款怎么办，专业出黑团队八年经验，不成功不收任何费用。"
        "全新银行卡四件套大量出售，实名手机卡现货秒发，高价回收各类账户。"
    )
    assert clean(PARAGRAPH.format(advert)).text == PARAGRAPH.format("")
