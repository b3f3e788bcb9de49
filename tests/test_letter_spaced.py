"""Blanks that an extractor of PDF set behind each character, or where a line ended."""

from __future__ import annotations

import pytest

from cleaner import clean

SPACED = (
    "前 言\n本 文 件 由 县 水 利 局 提 出 并 归 口 。\n本 文 件 规 定 了 水 磨 和 水 车 修 理 的 基 本 要"
    " 求 、 检 查 方 法 和 记 录 内 容 。\n"
    "第 1 部 分 ： 2 0 2 4 年 以 前 修 理 过 的 水 车\n本 文 件 起 草 单 位 ： 县 水 车 工 程 管 理 站。\n"
)
TIGHT = (
    "前言\n本文件由县水利局提出并归口。\n本文件规定了水磨和水车修理的基本要求、检查方法和记录内容。\n"
    "第1部分：2024年以前修理过的水车\n本文件起草单位：县水车工程管理站。\n"
)
LISTED = (
    "一 乙 二 十 丁 厂 七 卜 人 入 八 九 几 儿 了 力 乃 刀 又 三 于 干 亏 士 工 土 才 寸 下 大 丈 与 万 "
    "上 小 口 巾 山 千 乞\n"
)
SIGNS = (
    "鼠 牛 虎 兔 龙 蛇 马 羊 猴 鸡 狗 猪\n甲 乙 丙 丁 戊 己 庚 辛 壬 癸\n子 丑 寅 卯 辰 巳 午 未 申 酉 戌"
    " 亥\n红 橙 黄 绿 青 蓝 紫\n"
)
NOTICE = (
    "关 于 修 理 水 车 的 通 知\n各村：水车停了很久，河边的田没有水，请各村派两个人，在星期三以前到磨坊来看一看。\n"
)
FENCED = "把每个字分开，模型才读得懂：\n```\n" + SPACED + "```\n"


def test_blanks_behind_each_character_go() -> None:
    found = clean(SPACED)
    assert found.text == TIGHT
    assert found.restore() == SPACED


@pytest.mark.parametrize("text", [LISTED, SIGNS, NOTICE, FENCED], ids=["characters", "signs", "heading", "fence"])
def test_what_is_set_so_on_purpose_stays(text: str) -> None:
    assert clean(text).text == text


CELL = (
    "第三条 水车每年春天由管理站组织各 村检查一次，检查内容包括叶片、轴和 水槽；发现损坏的，应当在当月修"
    "理完 毕，并把修理记录交给管理站保存。水 车的使用单位应当指定专人看管，看管 人员应当经过培训。\n"
)
VERSE = (
    "水车转过三十年谁还记得它 磨坊门前的老树今年又开花 河上的船家都说水比去年大 孩子们跑过石桥去看新水车 "
    "老人坐在屋檐下听见风和沙\n"
)
RAGGED = (
    "第三条 水车每年春天由管理站 组织各村检查一次，检查内容包括叶片、轴和水槽；发现 损坏的，应当在当月修"
    "理完毕， 并把修理记录交给管理站保存。水车的使用单位应当指定专人 看管。\n"
)


def test_blanks_at_line_ends_go() -> None:
    found = clean(CELL)
    assert found.text == CELL[:4] + CELL[4:].replace(" ", "")
    assert found.restore() == CELL


@pytest.mark.parametrize("text", [VERSE, RAGGED], ids=["verse", "ragged"])
def test_other_blanks_stay(text: str) -> None:
    assert clean(text).text == text
