"""Commas that part values stay: tables, databases, lists of words; and drawings and TeX keep their lines."""

from __future__ import annotations

import re

import pytest

from cleaner import clean

TABLES = {
    "named columns": "city,shop\n河湾市,河湾磨坊石桥店\n柳镇,柳镇磨坊五一路店\n",
    "text and label": "text,label\n磨坊今春又转了起来,河湾\n水车今晚迎战柳镇队,体育\n今日宣布,财经\n",
    "chinese head": "编号,村里,地址,容量\nA01,东村,河湾乡东街二十五号,七十四\nA02,南村,河湾乡南街六号,九十\n"
    "A03,南村,河湾乡文化街四六号,八十\nA04,北村,河湾乡北街一号,五十\n",
    "lines in a cell": '名称,介绍,地址\n"河湾\n磨坊",磨面,东街\n"柳镇\n磨坊",磨豆,南街\n"石桥\n磨坊",磨米,北街\n'
    '"上湾\n磨坊",磨面,西街\n"下湾\n磨坊",磨面,后街\n',
    "one row": "北帝殿,2021-03-14,2021-03-14,8时至22时,吴先生,,庙会,https://example.com/a",
    "a database": "INSERT INTO `mills` VALUES\n(18, '其它消息', '其它消息', 10, 1);\n"
    "(19, '其它消息', '水车消息', 10, 1);\n",
    "a list of words": "1. 河湾\n2. 啊\n宽弘大量 宽宏大量,宽洪大量\n流言非语 流言飞语,流言蜚语\n甲 乙,丙\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_commas_between_values_stay(name: str) -> None:
    assert clean(TABLES[name]).text == TABLES[name]


@pytest.mark.parametrize(
    "text",
    [
        "镇上的老磨坊停了十几年,今年春天又转了起来.\n开磨那天来了两百多人,带着自家的麦子.\n他说,这是好事.\n",
        "1\n00:00:04,370 --> 00:00:08,600\n哦,小磨坊停了\n\n2\n00:00:08,800 --> 00:00:13,430\n等一下,他就要睡着了\n",
        "床前明月光,疑是地上霜\n举头望明月,低头思故乡\n白日依山尽,黄河入海流\n欲穷千里目,更上一层楼\n"
        "红豆生南国,春来发几枝\n愿君多采撷,此物最相思\n",
    ],
)
def test_commas_of_prose_and_verse_do_not(text: str) -> None:
    assert clean(text).text == re.sub(r",(?!\d)", "，", text)


TEXT = (
    "磨坊的主人说，水车每天要转八个小时，要是河里的水不够，就只能转四个小时，剩下的麦子要等到第二天再磨。",
    "村里的人都知道这件事，他们从来不在旱季送麦子来，只有外乡人不知道，白白地跑了一趟，还要在河边的客店里住上一夜。",
    "第二天一早再去看水，这样的日子过了许多年，直到上游修了水坝，河水一年四季都一样高，磨坊才不用看天吃饭了。",
    "外乡人也不用在客店里等水，只是河里的鱼比从前少了许多，打鱼的人家一户一户地搬走，客店也关了门，只剩下磨坊还在转。",
)
WIDTH = 24


def lines_of(text: str) -> list[str]:
    return [text[i : i + WIDTH] for i in range(0, len(text), WIDTH)]


def test_wrapped_prose_is_joined_and_a_drawing_is_not() -> None:
    box = [
        "+----------------+---------------+",
        "|  16位总长度（字节数），头 | /|\\ |",
        "+----------------+---------------+",
    ]
    parts = [line for text in TEXT for line in lines_of(text)]
    found = clean("\n".join([*parts, "", *box * 3, "", *parts])).text
    assert TEXT[0] in found
    assert "\n".join(box) in found


def test_a_comment_of_tex_ends_its_line() -> None:
    parts = [line for text in TEXT for line in lines_of(text)]
    tex = [*parts, parts[4][:-1] + "%", "\\footnote{水坝}", *parts]
    found = clean("\n".join(tex)).text
    assert TEXT[1] in found
    assert "%\n\\footnote{水坝}" in found
