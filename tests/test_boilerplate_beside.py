"""Fields of forms and beginnings of other articles that stand beside the article, and a section's name as title."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import Cleaner
from cleaner.stages.boilerplate.beside import teasers
from tools.boilerplate_pages import Source, html_sample

BODY = (
    "<p>村口的水磨停了十二年，今年春天又转了起来。老木匠用了两个月，换掉了全部朽坏的叶片。</p>"
    "<p>附近几个村子的人都把新收的麦子送来，他们说水磨磨出来的面粉，比镇上买的香得多。</p>"
    "<p>老人每天清早打开水闸，傍晚再把它关上，磨坊里的灯一直亮到夜里九点。</p>"
)
MENU = "".join(
    f"<li><a href='/{n}.html'>{name}</a></li>" for n, name in enumerate(["首页", "关于我们", "乡村消息", "联系方式"])
)
TEASERS = [
    ("后山的茶园开始采摘了", "后山的茶园从清明起开始采摘，今年的雨水多，芽头比往年肥，采茶的人也来得早。"),
    ("镇上的旧戏台修好了", "镇上的旧戏台修了整整一年，上个月终于拆了脚手架，唱了第一场戏，来的人站满了广场。"),
    ("桥头的渡船换了新船工", "桥头的渡船换了新船工，是从外地回来的年轻人，他说要把这条船一直划下去，划到不能划。"),
]  # fmt: skip


def page(body: str, title: str = "水磨又转起来了 - 山乡网") -> str:
    return (
        f"<html><head><title>{title}</title></head><body><div class='menu'><ul>{MENU}</ul></div>"
        f"<div class='wrap'>{body}</div><div class='footer'>版权所有 山乡网</div></body></html>"
    )


def items(address: str, name: str = "li", count: int = 3) -> str:
    return "".join(
        f"<{name} class='clearfix'><div class='left'><a href='{address}'>{title}</a><p>{text}</p></div>"
        f"<div class='right'><span>05.2{n}</span><em>2016</em></div></{name}>"
        for n, (title, text) in enumerate(TEASERS[:count])
    )


def lines(source: str) -> list[str]:
    return Cleaner().clean(source).text.split("\n")


SHEET = [
    ("额定电压", "AC220V"),
    ("输出电压", "12V 2A"),
    ("工作温度", "-10~50℃"),
    ("工作湿度", "5％RH——90％RH"),
    ("存储温度", "-10℃ --- +60℃"),
]
ABOUT = "<p>产品概述：水闸的看守用它在远处看水位和水温，磨坊里装了三个，配电房里装了一个，都连着同一台机器。</p>"


@pytest.mark.parametrize(
    "field", ["<input type='text'>", "<input class='in'>", "<textarea rows=3></textarea>", "<select></select>"]
)
def test_labels_of_fields_go(field: str) -> None:
    sheet, form = (
        "".join(f"<tr><td class='d1'>{name}</td><td>{value}</td></tr>" for name, value in rows)
        for rows in (SHEET, [(name, field) for name in ("地区", "姓名", "电话", "备注")])
    )
    made = (
        f"<h2>水位模块</h2><table>{sheet}</table><div class='box'><table>{form}</table></div><h3>商品详情</h3>{ABOUT}"
    )
    kept = lines(page(made, "商品详情"))
    assert not {"地区", "姓名", "电话", "备注"}.intersection(kept)
    assert sum("。" in line for line in kept) == 1
    assert "输出电压\t12V 2A" in kept


def test_what_is_chosen_or_sent_is_no_field() -> None:
    asked = "".join(f"<p>{name}<input type='radio'></p>" for name in ("水磨坊", "油坊里", "染坊里"))
    assert {"水磨坊", "油坊里", "染坊里"} <= set(
        lines(page(f"<div class='con'><h1>水磨又转起来了</h1>{BODY}{asked}{BODY}</div>"))
    )


@pytest.mark.parametrize(
    ("address", "tag", "goes"),
    [("/news.html", "li", True), ("/news.html", "div", True), ("http://example.org/a.html", "li", False)],
)
def test_beginnings_of_other_articles_go(address: str, tag: str, goes: bool) -> None:
    """Those whose titles lead to other sites are a list of readings."""
    body = f"<div class='show'>{BODY}</div><div class='home'>{items(address, tag)}</div>"
    made = html_sample(Source("x", "core", "x", "", page(body).encode(), BODY))
    assert made is not None
    assert made.view is not None
    assert made.pagemap is not None
    stays = (made.view.rows.links == 0) & (made.page.han > 0) | (made.page.digits > 0)
    found = teasers(made.view, (made.doc, made.pagemap), stays, None)
    gone = [made.page.text(i) for i in np.flatnonzero(found).tolist()]
    expected = [line for n, (_, text) in enumerate(TEASERS) for line in (text, f"05.2{n}2016")]
    assert gone == (expected if goes else [])


def test_two_beginnings_are_no_list() -> None:
    body = f"<div class='show'>{BODY}</div><div class='home'>{items('/news.html', count=2)}</div>"
    made = html_sample(Source("x", "core", "x", "", page(body).encode(), BODY))
    assert made is not None
    assert made.view is not None
    assert made.pagemap is not None
    assert not teasers(made.view, (made.doc, made.pagemap), made.view.rows.links == 0, None).any()


def test_an_item_of_the_menu_is_no_headline() -> None:
    body = f"<div class='con'><h1>水磨又转起来了</h1>{BODY}</div>"
    assert Cleaner().clean(page(body, "乡村消息")).title == "水磨又转起来了"
