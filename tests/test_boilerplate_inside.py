"""What stands inside the article and is judged by its words and by where its links lead, not by the line model."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from tests.articles import BODY, TITLE
from tests.test_boilerplate_model import page


def test_an_advertisement_in_its_box_goes_and_the_word_alone_stays() -> None:
    box = '<div class="adbox"><span>广告</span><p>一盆好土，养出满屋绿意，点击领取试用装。</p></div>'
    link = '<p><a href="http://ad.example/1"><i>广告</i><span>魔兽世界公益服，万人在线战沙场！</span></a></p>'
    paragraphs = [f"<p>{text}</p>" for text in [*BODY, "广告牌拆了以后，桥头空出一块地，孩子们在那里踢球。"]]
    kept = [TITLE, *BODY, "广告牌拆了以后，桥头空出一块地，孩子们在那里踢球。"]
    for advert in (box, link):
        document = Cleaner().clean(page("".join([paragraphs[0], advert, *paragraphs[1:]])))
        assert document.text.strip().split("\n") == kept


TEASER = "<li><a href='/2/7'>八十一岁的石匠还在凿磨</a><p>他凿了一辈子的磨，说最怕石头里有暗纹。</p></li>"


@pytest.mark.parametrize(
    "box",
    [
        f"<ul class='c-3'>{TEASER}</ul>",
        "<div class='inline-rec'><span>精选</span><h5>今年的雨水比去年多</h5><p>立夏以后下了九场雨。</p></div>",
        "<div class='vote'><b>今日投票</b> 水磨要不要修？<br>要修，修好了孩子们还能看见。<br>不修，看电磨就好。</div>",
        "<div><b>延伸阅读</b><p>石磨是怎样凿成的，一个石匠的手艺。</p></div>",
    ],
)
def test_boxes_of_the_site_between_paragraphs_go(box: str) -> None:
    body = [f"<p>{text}</p>" for text in BODY]
    document = Cleaner().clean(page("".join([*body[:2], box, *body[2:]])))
    assert document.text.strip().split("\n") == [TITLE, *BODY]


def test_boxes_of_the_article_stay() -> None:
    tip = "<div class='tip custom-block'><p>提示</p><p>水磨要在枯水以前停下来。</p></div>"
    quote = "<blockquote class='card'><p>磨要慢慢转，面才不发热。</p></blockquote>"
    body = [f"<p>{text}</p>" for text in BODY]
    text = Cleaner().clean(page("".join([*body[:2], tip, quote, *body[2:]]))).text
    assert "水磨要在枯水以前停下来。" in text
    assert "磨要慢慢转，面才不发热。" in text


def test_files_that_belong_to_a_notice_stay() -> None:
    files = ["附件：1.报名表.doc", "2.路线图.pdf"]
    markup = "".join(f"<p>{text}</p>" for text in BODY) + "".join(
        f'<p><a href="/files/{n}">{text}</a></p>' for n, text in enumerate(files)
    )
    document = Cleaner().clean(page(markup + "<p>县文化馆</p><p>2019年4月2日</p>"))
    assert document.text.strip().split("\n") == [TITLE, *BODY, *files, "县文化馆", "2019年4月2日"]


def test_a_list_of_files_below_a_notice_stays() -> None:
    names = ["006-816房屋建筑学.doc", "006-510风景园林规划与设计.doc", "006-344风景园林基础.pdf"]
    listed = "".join(
        f'<li>附件【<a href="/download.jsp?id={n}">{name}</a>】已下载<span></span>次</li>'
        for n, name in enumerate(names)
    )
    body = "<p>各位考生：</p><p>现将自命题考试大纲公布见附件，以供参考。</p><p>研究生招生办公室</p><p>2021-9-22</p>"
    html = (
        "<html><head><title>自命题考试大纲-磨坊大学</title></head><body><form><h1>自命题考试大纲</h1>"
        f"<div>2021-09-22 作者： 浏览次数：</div><div class='v_news_content'>{body}</div><ul>{listed}</ul>"
        '<p>上一条：<a href="/1">复试办法</a> 下一条：<a href="/2">调剂办法</a></p></form></body></html>'
    )
    text = Cleaner().clean(html).text
    assert all(name in text for name in names)
    assert "上一条" not in text


@pytest.mark.parametrize(("href", "stays"), [("https://other.example/a", True), ("https://www.home.example/a", False)])
def test_what_the_author_cites_from_other_sites_stays(href: str, stays: bool) -> None:
    cites = ["海边最后一座手工盐场", "站牌上的字为什么都不一样宽", "手绘地图是怎样被收购的"]
    listed = "".join(f'<li><p><a href="{href}{n}">{text}</a></p></li>' for n, text in enumerate(cites))
    body = [f"<p>{text}</p>" for text in BODY]
    document = Cleaner().clean(page("".join([*body[:2], f"<ul>{listed}</ul>", *body[2:]])), url="http://home.example/1")
    assert [text in document.text for text in cites] == [stays] * 3


def test_a_table_of_contents_goes() -> None:
    heads = ["水磨停转以后", "谁来修水车"]
    toc = (
        "<p>目录</p><ul>"
        + "".join(f'<li><a href="#h{n}">{n + 1} {text}</a></li>' for n, text in enumerate(heads))
        + "</ul>"
    )
    parts = [f"<p>{BODY[0]}</p>", toc]
    for n, text in enumerate(heads):
        parts.append(f'<h2 id="h{n}">{text}</h2><p>{BODY[n + 1]}</p>')
    parts += [f"<p>{text}</p>" for text in BODY[3:]]
    document = Cleaner().clean(page("".join(parts)))
    assert document.text.strip().split("\n") == [TITLE, BODY[0], heads[0], BODY[1], heads[1], *BODY[2:]]
