"""The ways in which training pages are flattened."""

from __future__ import annotations

import numpy as np
from bs4 import BeautifulSoup

from tools.boilerplate_forms import nodes, plain, rendered

PAGE = """<html><head><title>题</title><script>var a = 1;</script></head><body>
<ul><li><a href="/">首页</a></li><li> <b>新</b>闻 </li><li></li></ul>
<table><tr><td>甲</td><td>乙</td></tr></table><p>第一句。<br>第二<i>句</i>。</p><!-- 注 --></body></html>"""


def soup() -> BeautifulSoup:
    return BeautifulSoup(PAGE, "html.parser")


def test_lines_of_text_nodes_and_of_the_source() -> None:
    assert nodes(soup()).split("\n")[-4:] == ["第一句。", "第二", "句", "。"]
    assert plain(soup()).split("\n")[-2:] == ["首页 新闻 ", "甲乙第一句。第二句。"]


def test_a_dump_has_bullets_and_gaps_between_cells() -> None:
    found = {rendered(soup(), np.random.default_rng(seed)) for seed in range(40)}
    assert "* 首页\n* 新闻\n甲 乙\n第一句。\n第二句。" in found
    assert "首页\n新闻\n甲\n乙\n第一句。\n第二句。" in found
    assert all("注" not in text and "var" not in text and "题" not in text for text in found)
