"""What a browser shows of a page and what it keeps out of sight: styles, inheritance, scripts that unveil."""

from __future__ import annotations

import time

import pytest

from cleaner import Config, clean
from cleaner.stages.markup.styles import UNKNOWN, colour_of, declarations, look_of
from tests.test_markup import run, text_of

P = "春天来了，公园里的花都开了，许多市民带着孩子来到湖边散步，享受难得的晴朗天气。"
Q = "管理处的工作人员介绍说，今年的花期比往年提前了一周，预计会持续到下个月的中旬。"
SAID = "看得见的一句话，写在这里。"


@pytest.mark.parametrize(
    ("style", "gone"),
    [
        ("display:none", True),
        ("display : NONE !important; display:block", True),
        ("display:none;display:block", False),
        ("display:none;display:hidden", True),  # not a value: the declaration does not count
        ("/* display:none */ color:red", None),
        ("position:absolute;left:-9999px", True),
        ("left:-999em", True),
        ("position:relative;left:-100px", None),
        ("position:static;left:-9999px", None),
        ("top:-923px", None),
        ("margin-left:-1000px;padding-left:1000px", None),
        ("margin-left:-9999px", True),
        ("text-indent:-2em", None),
        ("text-indent:-9999px", True),
        ("opacity:0", True),
        ("opacity:0.85", None),
        ("opacity:0;transform:translateY(20px)", None),
        ("opacity:0;transition:opacity .3s", None),
        ("opacity:0;visibility:hidden;transition:opacity .3s", True),
        ("width:0;overflow:hidden", True),
        ("width:0;min-width:100%;overflow:hidden", None),
        ("height:0;padding-bottom:56%;overflow:hidden", None),
        ("max-height:0;overflow:hidden", True),
        ("max-height:1em;overflow:hidden", None),
        ("height:0", None),
        ("transform:scale(0)", True),
        ("transform:scaleY(0.0)", True),
        ("transform:scale(0.5)", None),
        ("position:absolute;clip:rect(1px, 1px, 1px, 1px)", True),
        ("position:relative;clip:rect(0 0 0 0)", None),
        ("clip-path:inset(50%)", True),
    ],
)
def test_styles_that_take_an_element_out_of_sight(style: str, gone: bool | None) -> None:
    assert look_of(style).gone is gone


@pytest.mark.parametrize(
    ("style", "readable"),
    [
        ("font-size:0", False),
        ("font-size:0.1px", False),
        ("font:0/0 a", False),
        ("font-size:0px;font-size:14px", True),
        ("font-size:small", True),
        ("font-size:1.2em", None),
        ("font:bold 14px/1.5 serif", True),
        ("color:red", None),
    ],
)
def test_sizes_of_letters(style: str, readable: bool | None) -> None:
    assert look_of(style).readable is readable


@pytest.mark.parametrize(
    ("colour", "number"),
    [("#fff", 0xFFFFFF), ("#A0b1C2".lower(), 0xA0B1C2), ("rgb(255, 0,10)", 0xFF000A), ("rgba(0,0,0,0)", None),
     ("rgba(0,0,0,.5)", UNKNOWN), ("white", 0xFFFFFF), ("inherit", None), ("no-repeat", None)],
)  # fmt: skip
def test_colours(colour: str, number: int | None) -> None:
    assert colour_of(colour) == number


def test_a_picture_behind_text_has_no_colour_that_can_be_told() -> None:
    assert look_of("background:#fff url(a.png)").ground == UNKNOWN
    assert declarations("background:url('a.png?x=1&amp;y=2');color:RED")["color"] == "red"


@pytest.mark.parametrize(
    "shown",
    [
        f"<div style='font-size:0'><p style='font-size:16px'>{SAID}</p></div>",
        f"<div style='font-size:0'><span style='font-size:16px'>{SAID}</span></div>",
        f"<div style='font-size:0'><span class='text'>{SAID}</span></div>",
        f"<div style='visibility:hidden'><p style='visibility:visible'>{SAID}</p></div>",
        f"<p hidden style='display:block'>{SAID}</p>",
        f"<div hidden='until-found'>{SAID}</div>",
        f"<p style='display:none;display:block'>{SAID}</p>",
        f"<p style='color:#fff;background:#fff url(a.png)'>{SAID}</p>",
        f"<div style='background:#fff'><h2 class='bar'><span style='color:#fff'>{SAID}</span></h2></div>",
        f"<table bgcolor=white><tr><td bgcolor=navy><font color=white>{SAID}</font></td></tr></table>",
        f"<table bgcolor=white><tr><td background=a.gif><font color=white>{SAID}</font></td></tr></table>",
        f"<font color=white>{SAID}</font>",
        f"<p style='color:#333;background:#fff'>{SAID}</p>",
        f"<div style='color:#fff;background:#fff'><p style='color:#000'>{SAID}</p></div>",
        f"<div class='wow fadeIn' style='visibility:hidden'>{SAID}</div>",
        f"<div class='animate__animated' style='opacity:0'>{SAID}</div>",
        f"<dialog open><p>{SAID}</p></dialog>",
    ],
)
def test_what_a_browser_shows_stays(shown: str) -> None:
    assert text_of(f"<body><p>{P}</p>{shown}<p>{Q}</p></body>") == f"{P}\n{SAID}\n{Q}"


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div style='font-size:0'><p>{SAID}</p></div>",
        f"<div style='font-size:0'><p style='font-size:2em'>{SAID}</p></div>",
        f"<p style='font-size:0.1px'>{SAID}</p>",
        f"<div style='visibility:hidden'><p>{SAID}</p></div>",
        f"<div style='visibility:visible'><p style='visibility:hidden'>{SAID}</p></div>",
        f"<p style='color:white;background:rgb(255,255,255)'>{SAID}</p>",
        f"<p style='color:#fffffe;background-color:#fff'>{SAID}</p>",
        f"<div style='background:#fff'><p style='color:#fff'>{SAID}</p></div>",
        f"<table bgcolor=white><tr><td><font color=white>{SAID}</font></td></tr></table>",
        f"<table><tr><td bgcolor='#FFFFFF'><font color='#ffffff'>{SAID}</font></td></tr></table>",
        f"<div style='display:none'><p style='display:block'>{SAID}</p></div>",
        f"<div class='modal fade' style='opacity:0'>{SAID}</div>",
        f"<dialog><p>{SAID}</p></dialog>",
    ],
)
def test_what_no_browser_shows_goes(hidden: str) -> None:
    assert text_of(f"<body><p>{P}</p>{hidden}<p>{Q}</p></body>") == f"{P}\n{Q}"


@pytest.mark.parametrize("style", ["visibility:hidden", "opacity:0", "display:none"])
@pytest.mark.parametrize(
    "page",
    [
        "<body style='{}'><h1>湖边花开</h1><p>{}</p><p>{}</p></body>",
        "<body><h1>湖边花开</h1><div style='{}'><p>{}</p><p>{}</p></div></body>",
        "<body><h1>湖边花开</h1><div id='app' style='{}'><div style='opacity:0'><p>{}</p><p>{}</p></div></div></body>",
        "<body><h1>湖边花开</h1><div class='fade' style='{0}'><p>{1}</p></div>"
        "<div class='fade' style='{0}'><p>{2}</p></div></body>",
    ],
)
def test_an_article_that_a_script_shows_is_never_lost(page: str, style: str) -> None:
    document = clean("<html><head><title>湖边花开</title></head>" + page.format(style, P, Q) + "</html>")
    assert (document.text, document.verdict) == (f"湖边花开\n{P}\n{Q}", "article")


def test_an_article_is_unveiled_without_what_else_is_hidden() -> None:
    page = (
        f"<body><h1>湖边花开</h1><div style='opacity:0'><p>{P}</p><p style='display:none'>点这里</p><p>{Q}</p></div>"
        f"<div class='modal' style='display:none'>{P * 5}</div><noscript>{Q}</noscript>"
        f"<ul style='display:none'><li><a href='/a'>{Q * 5}</a></li></ul></body>"
    )
    assert text_of(page) == f"湖边花开\n{P}\n{Q}"


def test_hidden_text_that_is_less_than_the_article_stays_hidden() -> None:
    doc, _ = run(f"<body><p>{P}</p><p>{Q}</p><div style='display:none'>{P}</div></body>")
    assert doc.text == f"{P}\n{Q}"


@pytest.mark.parametrize(
    "page",
    [
        "<div style='font-size:0'>" + "<span class=x>字<p style='font-size:9px'>" * 20_000,
        "<div style='color:#fff;background:#fff'>" + "<b style='color:#00f'>字</b>" * 30_000,
        "".join(f"<p style='color:#{n:06x};background:#{n + 9:06x}'>字" for n in range(20_000)),
        "<td bgcolor=#ffffff>" + "<font color=white>字" * 30_000,
        "<p style='" + "left:-1px;" * 50_000 + "'>字",
        "<p style='" + "/*" * 100_000 + "'>字",
        "<div style='opacity:0'>" * 20_000 + P,
        "".join(f"<div style='display:none'>{P}</div>" for _ in range(3_000)),
    ],
    ids=range(8),
)
def test_hostile_styles_take_linear_time(page: str) -> None:
    began = time.process_time()
    run("<html><body>" + page)
    assert time.process_time() - began < 10


def test_an_object_that_names_nothing_to_show_is_text() -> None:
    corpus = "<Body><Sentence><Event>组织<Object oid='o5'>救援队</Object>赶赴现场。</Event></Sentence></Body>"
    assert "组织救援队赶赴现场。" in clean(corpus, config=Config(input="html")).text
    film = f"<p>{P}</p><object type='application/x-shockwave-flash' data='a.swf'>请安装播放器</object>"
    assert "播放器" not in clean(film, config=Config(input="html")).text


def test_the_name_of_an_icon_is_no_text() -> None:
    icon = '<h3><span class="material-symbols-outlined">check_circle</span> 三个长处</h3>'
    text = clean(f"<html><body>{icon}<p>水磨省力，磨出来的面粉也细。</p></body></html>").text
    assert text.split() == ["三个长处", "水磨省力，磨出来的面粉也细。"]


def test_what_scripts_show_when_something_failed_is_not_seen() -> None:
    page = f"<html><body><p>{P}</p><p {{}}>缺少模块，请先安装。</p></body></html>"
    for given in ('q-show="jsonFail"', 'v-if="error"', "v-show='isLoading'"):
        assert "缺少模块" not in text_of(page.format(given))
    for given in ('v-show="open"', 'data-show="fail"', 'class="fail-show"', ""):
        assert "缺少模块" in text_of(page.format(given))


def test_a_dialog_that_is_not_open_is_not_seen() -> None:
    for said, seen in ((" aria-hidden='true'", False), ("", True)):
        text = clean(
            f"<html><body><h1>水磨</h1>{P * 3}<div class='modal' role='dialog'{said}>{Q}</div></body></html>"
        ).text
        assert (Q in text) is seen


def test_a_sentence_that_stands_only_where_scripts_do_not_run_is_seen() -> None:
    told = "乙段的整句话写在这里，说的是水渠。"
    html = f"<html><body><h1>水磨</h1>{P * 3}<p>甲段。<noscript><img src='a.jpg'>{told}</noscript>丙段。</p>{{}}"
    assert told in clean(html.replace("{}", "")).text
    assert clean(html.replace("{}", f"<p>{told}</p>")).text.count(told) == 1
    assert "请启用" not in clean(html.replace(told, "请启用浏览器的脚本功能，才能看到评论。")).text
