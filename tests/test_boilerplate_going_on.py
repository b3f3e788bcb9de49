"""What goes on right below the lines that the models keep: a second part, last words, readings."""

from __future__ import annotations

import pytest

from cleaner import clean

TITLE = "清荫县秋季道路养护工作全面铺开"
PARTS = (
    "九月以来，我县交通部门抢抓秋季晴好天气，以保畅通、保安全为目标，集中力量对县乡道路开展养护整治，已完成里程86公里。",
    "一是任务到段，责任到人。县公路段将全县七条县道划分为23个养护责任段，每段确定一名段长和两名养路工，路边立牌公示。",
    "二是先急后缓，突出重点。清板公路因七月份山洪冲毁路肩，一直单边放行，此次列为头号工程，已于9月16日恢复双向通车。",
)
LAST = "据县交通局负责人介绍，秋季养护将于10月底结束，入冬前还将备足防滑砂，确保冬季行车安全。"
MENU = "".join(f'<a href="/{n}">{n}</a> ' for n in ("首页", "概况", "信息", "法规", "招商", "指南", "信箱", "论坛"))
SIDE = "".join(f'<tr><td>·<a href="{n}.htm">县水利局开展第{n}次水库除险检查</a></td></tr>' for n in "一二三四五")
ROWS = "".join(f"<tr><td>{a}公路</td><td>{b}</td></tr>" for a, b in (("清板", 28), ("清上", 21), ("石柳", 17)))


def county(second: str, style: str = "padding: 10px") -> str:
    """A page of tables, whose article stands in two rows."""
    return f"""<html><head><title>清荫县人民政府公众信息网--部门动态</title></head><body>
    <table><tr><td>{MENU}</td></tr></table><table><tr><td><table>{SIDE}</table></td><td><table>
    <tr><td align=center><font color=#cc0000 size=4>{TITLE}</font></td></tr>
    <tr><td align=center>发布日期：2006-9-21 信息来源：县交通局 点击次数：12</td></tr>
    <tr><td class=t14 style="padding: 10px">{"<br><br>".join(PARTS)}</td></tr>
    <tr><td class=t14 style="{style}">
    <table border=1><tr><td>线路</td><td>里程</td></tr>{ROWS}</table>{second}</td></tr>
    <tr><td align=right>【<a href="#">打印本页</a>】【<a href="#">关闭窗口</a>】</td></tr>
    </table></td></tr></table><p>主办：县人民政府办公室 ICP备05009999号</p></body></html>"""


def test_the_row_below_of_the_same_make_goes_on_with_the_article() -> None:
    text = clean(county(LAST)).text
    assert text.endswith(LAST)
    assert "清板公路\t28" in text
    assert "打印" not in text


def test_a_row_without_a_sentence_does_not_go_on() -> None:
    assert "清上公路" not in clean(county('<a href="/x">更多</a>', "color: red")).text


def test_the_line_above_the_day_is_the_headline_of_a_page_of_tables() -> None:
    document = clean(county(LAST))
    assert (document.title, document.published, document.source) == (TITLE, "2006-09-21", "县交通局")


def blog(end: str) -> str:
    body = "".join(f"<p>{part}</p>" for part in PARTS)
    return f"""<html><head><title>{TITLE}</title></head><body><nav>{MENU}</nav>
    <article><h1>{TITLE}</h1>{body}{end}</article>
    <div class="related"><h3>相关文章</h3><ul>{SIDE.replace("tr>", "li>")}</ul></div></body></html>"""


@pytest.mark.parametrize("heading", ["参考资料", "五、参考文献", "References"])
def test_readings_stay_with_their_heading(heading: str) -> None:
    items = "".join(f'<li><a href="https://a{n}.example/{n}">第{n}种说法的来历</a></li>' for n in "一二三")
    text = clean(blog(f"<h2>{heading}</h2><ul>{items}</ul>")).text
    assert heading in text
    assert "第三种说法的来历" in text
    assert "水库除险检查" not in text


def test_last_words_with_links_stay() -> None:
    words = '<p><a href="https://a.example/">阀门</a>公司也被<a href="https://b.example/">抄袭</a>，现在又抄袭别人</p>'
    assert "现在又抄袭别人" in clean(blog(words)).text
