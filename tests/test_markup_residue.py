"""Tags that a text shows because the markup of a post was escaped."""

from __future__ import annotations

import pytest

from cleaner import clean

LINES = (
    "修水车的法子和从前不一样，木料先在水里泡过，再阴干半",
    "年，才可以下料，",
    "不然会裂开，转不动。磨盘的石头要细，凿齿要匀，",
    "一里一外，不能有差。",
    "老师傅说，轴是最要紧的，用的是三年以上的杉木。",
)


@pytest.mark.parametrize("tag", ["<BR>", "<br />", "<br>　　"])
def test_tags_that_break_lines_become_breaks(tag: str) -> None:
    text = "水磨的修法\n\n" + tag.join((*LINES, *LINES))
    found = clean(text)
    assert "<" not in found.text
    assert found.text.replace("\n", "").replace("　", "") == "水磨的修法" + "".join((*LINES, *LINES))
    assert found.restore() == text


@pytest.mark.parametrize(
    "text",
    [
        "表格里的换行写成 <br>，段落之间也是 <br>，标签要小写。<br>\n不要写成<br>\n再说一遍，<br>",
        "| 名称 | 说明 |\n|---|---|\n| 水车 | 木头，<br>三年，<br>五年 |\n| 磨盘 | 石头，<br>十年，<br>要细 |",
        '{"水车": "木头做的，<br>三年一换，<br>五年一修", "磨盘": "石头做的，<br>十年一换，<br>要细"}',
        "他说<br>一次，后来再没说过。",
        "书名：水车图说<br>\n作者：王小二<br>\n年份：1916 年<br>\n卷数：三卷。<br>\n存佚：存。",
        "1,水车,河湾公司<br/>磨坊公司,3\n2,石磨,河湾公司<br/>磨坊公司,4\n3,风车,河湾<br/>磨坊,5\n4,桔槔,河湾<br/>磨坊,6",
    ],
)
def test_text_that_means_its_tags_stays(text: str) -> None:
    assert clean(text).text.count("<br") == text.count("<br")
