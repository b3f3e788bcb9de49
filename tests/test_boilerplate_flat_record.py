"""Records on flattened pages: rows of short lines below a headline stay with all that stands below them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Cleaner

_PAGES = Path(__file__).with_name("cases") / "flat_records.txt"
NAV = ["首页", "新闻", "财经", "体育", "娱乐", "登录", "注册", "当前位置：首页 > 财经 > 正文"]
FOOT = ["相关推荐", "集市改到每月初五", "关于我们 | 联系我们 | 广告服务", "Copyright © 2016 某某网 京ICP备12345678号"]


def pages() -> list[tuple[str, list[str]]]:
    """The written pages: a name, and lines that begin with ``| `` (frame), ``? `` (a byline) or with neither."""
    parts = _PAGES.read_text("utf-8").removeprefix("=== ").split("\n=== ")
    return [(name, lines) for name, *lines in (part.strip("\n").split("\n") for part in parts)]


@pytest.mark.parametrize(("name", "lines"), [pytest.param(*page, id=page[0]) for page in pages()])
def test_a_record_stays_whole(name: str, lines: list[str]) -> None:
    own = ["".join(line.split()) for line in lines if line[:2] not in ("| ", "? ")]
    text = "\n".join(line[2:] if line[:2] in ("| ", "? ") else line for line in lines)
    document = Cleaner().clean(text)
    kept = ["".join(line.split()) for line in document.text.split("\n")]
    assert [line for line in own if line not in kept] == [], name
    assert document.restore() == text
    frame = [line for line in lines if line.startswith("| ")]
    assert sum("".join(line[2:].split()) in kept for line in frame) <= len(frame) / 3


def test_titles_that_quote_somebody_are_no_record() -> None:
    """``name: what he says`` is a form of headlines; those of other articles stand in a row above and below one."""
    titles = ["张大山：水车不能拆", "李小河：今年的鱼不会少", "专家：桥要先修再走", "王石头：石匠没人肯学了"]
    body = ["石桥镇的老水车上个月停了，镇上的人这才发现，原来一直靠它灌田的人家还有四十多户。"] * 3
    text = "\n".join([*NAV, "老水车停了以后", *body, "编辑推荐", *titles, *FOOT])
    kept = Cleaner().clean(text).text
    assert not any(title in kept for title in titles)


def test_a_forum_names_its_thread_and_not_itself() -> None:
    """A line above the first that stays is no title, if that one is a likelier one."""
    posts = [
        "水车换了轴以后一直响怎么办？",
        "上个月请人换了一根新轴，转起来咯吱咯吱响，上油也没有用。",
        "楼主",
        "把轴瓦拆下来看看有没有磨偏。",
    ]
    text = "\n".join(
        ["某某社区", "首页", "登录", "注册", *posts, "2 楼 回复", "多半是没有对中，重装一次就好了。", *FOOT]
    )
    assert Cleaner().clean(text).title == posts[0]


@pytest.mark.parametrize(
    "facts",
    [
        ["时间：2019年3月2日（周六）18:00", "地点：河湾文化馆"],
        ["讲座举办时间：2019年3月2日 7PM", "讲座举办地点：河湾文化馆二楼", "票价：30元"],
    ],
)
def test_when_and_where_something_takes_place_stays(facts: list[str]) -> None:
    frame = [
        "河湾活动信息",
        "首页",
        "讲座",
        "展览",
        "剧场",
        "水磨怎样转起来",
        "作者：活动小助手 2018-11-16",
    ]
    told = "住在河湾的老木匠将于2019年3月2日在河湾文化馆讲水磨怎样转起来，这是他修了五十年水磨以后第一次登台。"
    foot = [
        "未经授权，严禁转载！",
        "分享到",
        "最新文章",
        "剧场",
        "山里人家的戏",
        "2018-11-12",
        "展览",
        "旧农具展",
        "友情链接",
        "© 2018 河湾",
    ]
    document = Cleaner().clean("\n".join([*frame, told, *facts, *foot]))
    assert document.text.split("\n") == ["水磨怎样转起来", told, *facts]
    assert document.published == "2018-11-16"


def test_the_time_of_an_article_beside_no_place_is_its_byline() -> None:
    lines = [
        "首页",
        "河湾新闻",
        "您的位置：首页 > 河湾新闻 > 正文",
        "水磨又转起来了",
        "时间：2019-03-02 10:20 来源：磨坊日报",
        "村口的水磨停了十来年，今年春天又有人把它修好了，磨面的人从早上排到了傍晚。",
    ]
    assert Cleaner().clean("\n".join(lines)).published == "2019-03-02T10:20+08:00"
