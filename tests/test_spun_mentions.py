"""Forms that a text speaks of stay, and make no page spun; forms that it uses are repaired beside them."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Config
from cleaner.document import Document
from tests.test_spun import SPUN

PROSE = (
    "编辑部上周收到一篇投稿，题目平常，读起来却处处别扭。\n"
    "我们把它和三家网站上的报道对照，发现句子的骨架一模一样，只是词语换了。\n"
    "负责审稿的老师说，这类文章近两年越来越多，读者的投诉也多了起来。\n"
)
MENTIONED = [
    "有的洗稿软件会把“人”换成“东说念主”，把“美国”换成“好意思国”，把“观众”换成“不雅众”，这就是所谓的伪原创。",
    "把人换成东说念主，把美国换成好意思国，把观众换成不雅众，读起来一头雾水。",
    "网上流行的“东说念主”“好意思国”“不雅众”，其实都是机器替换的结果。",
    "一篇讲经济的文章里，满屏都是东说念主、好意思国、不雅众这样的怪词。",
    "“不雅众”三个字让编辑愣了半天，查了才知道是“观众”。",
    "人→东说念主，美→好意思，观→不雅，这是最常见的三条替换。",
    "人 => 东说念主; 美国 => 好意思国; 观众 => 不雅众",
    "| 观众 | 不雅众 |",
    "美国,好意思国",
    "东说念主（人）、好意思国（美国）、不雅众（观众）都是典型的洗稿词。",
    "所谓“好意思国”，其实就是“美国”。",
    "看到东说念主这种词，基本可以断定是伪原创。",
    "词库里写着：美国----好意思国。",
    "用“不雅众”代替“观众”，用“东说念主”代替“人”。",
    'replace("人", "东说念主")',
    'table = {"美国": "好意思国", "观众": "不雅众"}',
    "参见 https://example.com/东说念主/好意思国.html 上的讨论。",
    "运行 `sed s/东说念主/人/g` 即可。",
    "文件名是 data_东说念主.txt，另一个是 不雅众.csv。",
    "“知道”成了“知说念”，“报道”成了“报说念”。",
    "「人」被換成「東說念主」，「美國」被換成「好意思國」。",
    "“论坛的整体”变成了“论坛的┞符体”。",
    "原先的“人工智能”四个字，洗完以后成了“东说念主工智能”。",
    "编辑部收到的稿子里，“东说念主工智能”“好意思国总统”随处可见。",
    "例如“业内东说念主士称，好意思元走强让资本阛阓的不雅众不再乐不雅”，读者根本看不懂，这就是洗稿。",
    "“信号”被译回“旌旗灯号”，“配置”成了“设置装备摆设”。",
    "正确的写法是“观众”，不是“不雅众”。",
    "“不雅众”应为“观众”，特此更正。",
    "搜索“东说念主民日报”，出来的全是采集站。",
    "他把全文的“人”批量替换为“东说念主”，结果连“人民”也成了“东说念主民”。",
    "好意思国=美国",
    "好意思国、东说念主",
    "“东说念主”是什么意思？东说念主是什么意思？",
    "好意思国是什么梗",
    "文章标题里的【好意思国】让读者摸不着头脑。",
    "1. 东说念主\n2. 好意思国\n3. 不雅众",
    "道→说念，所以东道主→东说念主。",
    "标题写着《好意思国多地暴雪，东说念主员被困》，评论里有人说是软件换的词，美国、人都写不对。",
    "“她的手很好意思，没有东说念主知说念她多累”，原文是“她的手很美，没有人知道她多累”。",
]
USED = [
    "网友评论：好意思国的东说念主工智能真的很强，不雅众都看呆了。",
    "（来源：东说念主民网）",
    "业内东说念主士表示，“好意思国优先”让不雅众不再乐不雅。",
    "据新华社报说念，没有东说念主知说念答案。",
    "听众朋友们，不雅众朋友们，大家好！",
    "修改nginx的设置装备摆设文件，进程收到旌旗灯号后退出。",
    "好意思国、日本和韩国的代表参加了会议。",
    "东说念主工智能让咱们的生活更加便利。",
    "论坛的┞符体运营情况良好。",
]
FORMS = ("东说念主", "好意思", "不雅", "说念", "设置装备摆设", "旌旗灯号", "┞")


def cleaned(text: str, policy: str) -> Document:
    return Cleaner(Config.from_mapping({"spun": policy, "script": "keep", "punctuation": False})).clean(text)


@pytest.mark.parametrize("policy", ["exact", "restore", "drop"])
@pytest.mark.parametrize("line", MENTIONED)
def test_what_a_text_speaks_of_stays_and_is_no_evidence(line: str, policy: str) -> None:
    for text in (line, f"{PROSE}{line}\n{PROSE}"):
        document = cleaned(text, policy)
        assert document.text.strip() == text.strip()
        assert document.tags["spun"] == "clean"


@pytest.mark.parametrize("line", USED)
def test_what_a_text_uses_is_repaired(line: str) -> None:
    for text in (line, f"{PROSE}{line}\n{PROSE}"):
        after = cleaned(text, "exact").text
        assert not any(form in after for form in FORMS)


def test_quotations_are_repaired_unless_a_clean_text_of_some_length_stands_around_them() -> None:
    line = "他说：“好意思国的东说念主口超过三亿。”"
    assert "美国的人口" in cleaned(line, "exact").text
    assert line in cleaned(f"{PROSE}{line}\n{PROSE}", "exact").text


def test_a_text_that_laughs_at_forms_stays() -> None:
    for line in ("阿婷：应该是“商场”被换了。\n老猫：不雅众哈哈哈哈，骂谁呢。", "“不雅众”怎么念？我家不雅众都笑了。"):
        assert cleaned(f"{PROSE}{line}\n{PROSE}", "exact").text == f"{PROSE}{line}\n{PROSE}"


def test_forms_among_their_originals_stay_and_in_paragraphs_without_them_go() -> None:
    among = "东说念主工智能让人们的生活更加便利。"
    assert cleaned(f"{among}\n{PROSE}", "exact").text.startswith(among)
    apart = "东说念主工智能让咱们的生活更加便利。\n" + PROSE + "人们的生活更加便利。\n"
    assert cleaned(apart, "exact").text.startswith("人工智能")


def test_quotations_of_a_spun_page_are_repaired_with_it() -> None:
    text = f"{SPUN}各人都说“好意思国”和“不雅众”莫得期待。\n地址是 https://example.com/东说念主 。\n"
    after = cleaned(text, "exact").text
    assert "“美国”和“观众”" in after
    assert "example.com/东说念主" in after


def test_a_page_that_sells_spinning_and_is_spun_is_repaired() -> None:
    text = f"{SPUN}咱们的伪原创软件让东说念主省心,好意思元结算,不雅众更多,各人都期待来岁的居品。\n" * 3
    document = cleaned(text, "exact")
    assert document.tags["spun"] == "spun"
    assert not any(form in document.text for form in FORMS)


def test_an_example_that_an_article_on_spinning_shows_stays() -> None:
    text = f"{PROSE}洗稿之后的段落是这样的。\n{SPUN}{PROSE}读者看了一头雾水，这就是伪原创。\n{PROSE}"
    document = cleaned(text, "drop")
    assert document.tags["spun"] != "spun"
    assert document.text.strip() == text.strip()


def test_many_forms_and_quotations_are_told_in_linear_time() -> None:
    text = "他说“好意思国”，“东说念主”、不雅众、" * 3000
    assert len(cleaned(text, "exact").text) > len(text) / 2
    quoted = "".join(f"“{chr(0x4E00 + i)}业知说念他{chr(0x9E00 - i)}了”，" for i in range(15_000))
    assert cleaned(quoted, "exact").text
