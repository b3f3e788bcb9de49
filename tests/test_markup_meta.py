from __future__ import annotations

import pytest

from cleaner import Cleaner, clean
from cleaner.api import _as_written
from cleaner.fold import fold
from cleaner.stages.markup.byline import author_of, editors_of, people, source_of
from cleaner.stages.markup.moment import moment
from tests.test_markup import run

BODY = "<p>昨夜下了今年的第一场雨，城里的人都说来得正是时候，田里的庄稼也有了水。</p>"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("作者：王小明", "王小明"),
        ("2026-01-28 10:33 来源：某某日报 作者：王小明 编辑：李四", "王小明"),
        ("作者：王小明 李大山 张三", "王小明、李大山、张三"),
        ("作者：王小明，某某研究院研究员", "王小明"),
        ("文丨特约评论员 韩某某", "韩某某"),
        ("文/王小明", "王小明"),
        ("撰文 | 王小明", "王小明"),
        ("本报记者 王小明 方 敏", "王小明、方敏"),
        ("新华社记者王小明、李大山", "王小明、李大山"),
        ("記者王小明／台北報導", "王小明"),
        ("某某網2014.10.24 王小明/高雄報導", "王小明"),
        ("新华社北京5月9日电（记者王小明）国务院办公厅今天发布通知。", "王小明"),
        ("楼主：cdylng 时间：2017-03-24 20:29:00", "cdylng"),
        ("作者 王小明 李大山", "王小明、李大山"),
        ("作者：某某快訊／王小明", "王小明"),
        ("記者：王小明／綜合報導", "王小明"),
        ("作者：国际中心", ""),
        ("作者：", ""),
        ("作者： 责任编辑：王小明", ""),
        ("责任编辑：王小明", ""),
        ("图片记者王小明、李大山摄", ""),
        ("这本书的作者认为，记者应当记录时代。", ""),
        ("记者从会上获悉，今年的雨水比往年多。", ""),
    ],
)
def test_who_wrote_it(line: str, author: str) -> None:
    assert author_of(line) == author


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("2026年1月28日10:33 来源：某某日报 分享到", "某某日报"),
        ("來源：某某社　作者：王小明", "某某社"),
        ("本文来源于 国家统计局 2024-05-11", "国家统计局"),
        ("时间的来源是什么", ""),
    ],
)
def test_where_it_appeared(line: str, source: str) -> None:
    assert source_of(line) == source


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2016年10月14日07:17", "2016-10-14T07:17"),
        ("2018 年 03 月 14 日 01 : 06", "2018-03-14T01:06"),
        ("2014-12-17 (16:31)", "2014-12-17T16:31"),
        ("11-22-2014", "2014-11-22"),
        ("24-5-13 17:07", "2024-05-13T17:07"),
        ("11-10-2014", None),
        ("比分是 24-5-13", None),
        ("2026-13-40", None),
        ("2018年6月3日 14:00-15:30", "2018-06-03T14:00"),
        ("2018-06-03 14:00:05-0500", "2018-06-03T14:00:05-05:00"),
        ("2018-06-03 14:00+08:00", "2018-06-03T14:00+08:00"),
    ],
)
def test_moments(text: str, when: str | None) -> None:
    assert moment(text) == when


def test_an_editor_in_the_meta_tag_is_no_author() -> None:
    head = "<html><head><title>春天的第一场雨</title><meta name=author content=王小明></head><body>"
    page = f"{head}<h1>春天的第一场雨</h1>{BODY * 3}<p>{{}}王小明</p></body></html>"
    assert run(page.format("作者："))[1].meta["author"] == "王小明"
    assert "author" not in run(page.format("责任编辑："))[1].meta
    assert "author" not in run(page.format("责任编辑：</p>\n<p class=who><!-- 编者 -->\n （"))[1].meta
    assert "author" not in run(page.format("编辑：李大山、"))[1].meta
    assert "author" not in run(page.replace("content=王小明", "content=某网新闻王小明").format("责任编辑："))[1].meta
    assert editors_of("(责编：王小明、李大山)") == ["王小明、李大山"]


def test_an_office_names_the_officer_who_put_the_page_up() -> None:
    head = (
        "<html><head><title>春天的第一场雨</title><meta name=ColumnName content=要闻><meta name=Author content=王小明>"
    )
    page = f"{head}</head><body><h1>春天的第一场雨</h1>{{}}{BODY * 3}</body></html>"
    assert "author" not in run(page.format("<p>来源：某县气象局</p>"))[1].meta
    assert run(page.format("<p>作者：李大山</p>"))[1].meta["author"] == "李大山"


def test_a_blog_may_be_named_after_who_writes_it() -> None:
    head = "<html><head><title>春天的第一场雨 - Millman</title><meta name=author content=Millman></head><body>"
    page = f"{head}<h1>春天的第一场雨</h1>{BODY * 3}{{}}</body></html>"
    assert run(page.format("<p><span>文章作者</span> <span>Millman</span></p>"))[1].meta["author"] == "Millman"
    assert "author" not in run(page.format(""))[1].meta


@pytest.mark.parametrize(
    ("record", "line", "when"),
    [
        ("pubdate content='2023-05-12 23:20'", "发布时间：2009-09-30 10:53", "2009-09-30T10:53+08:00"),
        ("pubdate content='2023-05-12 23:20'", "发布时间：2023-05-12", "2023-05-12T23:20+08:00"),
        ("pubdate content='2023-05-12 23:20'", "更新时间：2009-09-30", "2023-05-12T23:20+08:00"),
        ("pubdate content='2023-05-12 23:20'", "会期是2009年3月5日。", "2023-05-12T23:20+08:00"),
        ("date content='2023-05-12T23:20:00Z'", "2023-05-11", "2023-05-12T23:20:00Z"),
    ],
)
def test_the_day_below_the_headline_is_before_that_of_the_last_publishing(record: str, line: str, when: str) -> None:
    head = f"<html><head><title>春天的第一场雨</title><meta name={record}></head><body>"
    assert run(f"{head}<h1>春天的第一场雨</h1><p>{line}</p>{BODY * 3}</body></html>")[1].meta["published"] == when


@pytest.mark.parametrize("label", ["更新时间：", "最后更新：", "修改日期："])
def test_an_update_below_the_headline_is_nearer_than_a_day_in_a_list(label: str) -> None:
    listed = "".join(f"<li><a href=/{n}>某村修水渠的第{n}天</a><i>2024-10-07</i></li>" for n in range(4))
    page = f"<h1>春天的第一场雨</h1><p>{label}2023-05-19</p>{BODY * 3}<ul>{listed}</ul></body></html>"
    found = run(f"<html><head><title>春天的第一场雨</title></head><body>{page}")
    assert found[1].meta["published"] == "2023-05-19"


def test_the_name_in_an_element_called_author() -> None:
    page = (
        "<html><head><title>春天的第一场雨</title></head><body><h1>春天的第一场雨</h1>"
        f"<div><a class='user-name'>小河流水</a><span class='comment-author'>路人</span></div>{BODY * 3}</body></html>"
    )
    assert run(page)[1].meta["author"] == "小河流水"


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        ("<p>时间 【 2002 年 1 月 19 日 周六下午 2 点 】</p>", None),
        ("<p>2019年3月9日(周六)14:00-17:00</p>", None),
        ("<p>演出时间：2019年3月9日</p><p>演出地点：河湾大剧院</p>", None),
        ("<p>时间：2019年3月9日 14:00</p><p>来源：河湾文化馆</p>", "2019-03-09T14:00+08:00"),
        ("<p>发布日期：2019年3月1日</p><p>时间：2019年3月9日</p><p>地点：河湾大剧院</p>", "2019-03-01"),
    ],
)
def test_the_day_of_an_event_is_not_that_of_publication(lines: str, when: str | None) -> None:
    head = "<html><head><title>石磨讲座</title></head><body><h1>石磨讲座</h1>"
    assert clean(f"{head}{lines}{BODY * 3}</body></html>").published == when


def test_the_date_of_the_day_is_not_that_of_the_article() -> None:
    page = (
        "<html><head><title>春天的第一场雨</title></head><body><p>今天是2026年3月1日 星期日 农历正月十三</p>"
        f"<h1>春天的第一场雨</h1><p>发布时间：2026年1月28日 10:33</p>{BODY * 3}</body></html>"
    )
    assert run(page)[1].meta["published"] == "2026-01-28T10:33+08:00"


def test_the_markup_knows_better_than_the_lines() -> None:
    page = (
        "<html><head><title>春天的第一场雨下了一整夜_新闻频道_某某网</title></head><body>"
        f"<div class=content><p>图为某地街景。某某摄</p>{BODY * 3}</div></body></html>"
    )
    assert clean(page).title == "春天的第一场雨下了一整夜"


@pytest.mark.parametrize(
    ("title", "heading", "wanted"),
    [
        ("夜雨_原文、翻译及赏析_某某诗词_某某网", "夜雨", "夜雨"),
        ("第二章 远行的船长 _《某某》小说在线阅读 - 某某中文网", "第二章 远行的船长 <i>241</i>", "第二章 远行的船长"),
        ("电脑小报--怎样减少显示器的伤害", "<b>怎样减少显示器的伤害</b>", "怎样减少显示器的伤害"),
        ("山間露營賞楓 (2) @ 某某的家 :: 某某部落格", "某某的家", "山間露營賞楓 (2)"),
        ("某某在线--文化频道--老茶客", "老茶客", "老茶客"),
        ("墙角年年长霉怎么根治？_某某问答", "墙角年年长霉怎么根治？<span>已解决</span>", "墙角年年长霉怎么根治？"),
    ],
)
def test_titles(title: str, heading: str, wanted: str) -> None:
    page = f"<html><head><title>{title}</title></head><body><h1>{heading}</h1>{BODY * 3}</body></html>"
    assert run(page)[1].meta["title"] == wanted


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("（本报记者 李明）", "李明"),
        ("每经记者 李蕾    每经编辑 张海妮", "李蕾"),
        ("界面新闻记者 | 张熹珑", "张熹珑"),
        ("记者张伟 通讯员李丽", "张伟、李丽"),
        ("採訪／撰文：林佳瑩", "林佳瑩"),
        ("潘俊宏 / 台北報導", "潘俊宏"),
        ("By John Smith", "John Smith"),
        ("作者 阿城 发表于 2010-1-1", "阿城"),
        ("文/新浪科技 郑峻", "郑峻"),
        ("作者millman (磨坊主)", "millman"),
        ("中國時報【林偉信╱台北報導】", "林偉信"),
        ("【記者蔡孟妤台北報導】", "蔡孟妤"),
        ("記者賴淑敏 蔣龍祥 台北報導", "賴淑敏、蔣龍祥"),
        ("文／陳可辛 攝影／林林", "陳可辛"),
        ("时代周报记者 谢洋 发自深圳", "谢洋"),
        ("由 許若晴 在 2016-09-22 14:05 發表", "許若晴"),
        ("由 王小明 提交于 星期二, 2012-04-03 10:05", "王小明"),
        ("发布者：宣传部　　作者：李静怡　　来源：能源学院", "李静怡"),
        ("聯合晨報／ 記者陳怡安／台北即時報導", "陳怡安"),
        ("創作者介紹 米米", ""),
        ("周舟 发表于 2011 年 02 月 03 日 11:20，分类： 生活 | 3 条评论", "周舟"),
        ("最后由周舟 发表于 2011 年 02 月 03 日", ""),
        ("沙发 发表于: 2011-04-07", ""),
        ("发布于 2015年3月9日 由 周舟", "周舟"),
        ("周舟 / 文　2016-05-08　某城晚报", "周舟"),
        ("21某经济报道 周舟 北京报道", "周舟"),
        ("由旅游局主办的活动", ""),
        ("立法院", ""),
    ],
)
def test_more_ways_to_name_an_author(line: str, author: str) -> None:
    assert author_of(line) == author


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("图片来源：视觉中国", ""),
        ("2024年3月5日来源：河湾日报", "河湾日报"),
        ("发布日期：2024-03-05 来源： 发布人：", ""),
        ("赞同来自：水磨迷", ""),
        ("來源/媒介", ""),
        ("文章出处：admin", ""),
        ("目标受众：自媒体／内容团队", ""),
        ("数据来源：国家统计局", ""),
        ("来源：本站原创", ""),
        ("【來源：工商時報】", "工商時報"),
        ("【大公報訊】記者李四報道", "大公報"),
        ("【本報訊】記者李四報道", ""),
        ("发布机构：教育部办公厅", "教育部办公厅"),
        ("http://www.example.com 2005年06月14日10:32 南州都市报", "南州都市报"),
        ("江岸晚报 2020-10-03 18:22", "江岸晚报"),
        ("周舟 / 文　2016-05-08　某城晚报", "某城晚报"),
        ("会议于2020-10-03 18:22 在社区开始", ""),
    ],
)
def test_more_ways_to_name_a_source(line: str, source: str) -> None:
    assert source_of(line) == source


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("民國114年3月5日", "2025-03-05"),
        ("114/03/05 10:20", "2025-03-05T10:20"),
        ("二〇二四年十月二十三日", "2024-10-23"),
        ("Jan 2, 2020 10:30", "2020-01-02T10:30"),
        ("Thu, 02 Jan 2020 10:30:00 GMT", "2020-01-02T10:30:00Z"),
        ("2020/1/2 12:05 AM", "2020-01-02T00:05"),
        ("2020-01-02 (四) 10:30", "2020-01-02T10:30"),
        ("1577932200000", None),
        ("Tue Mar  5 07:30:00 2024", "2024-03-05T07:30:00"),
        ("2022 09 / 15 10:02:33", "2022-09-15T10:02:33"),
        ("Jul 01 Sat 2017 14:22", "2017-07-01T14:22"),
        ("2021-02-30", None),
        ("版本 102.3.4", None),
        ("01/02/2020", None),
        ("2月 25, 2016", "2016-02-25"),
        ("12月 25, 2016", "2016-12-25"),
    ],
)
def test_more_ways_to_write_a_moment(text: str, when: str | None) -> None:
    assert moment(fold(text)) == when


def test_records_that_refer_to_others_or_are_broken_and_microdata() -> None:
    body = "<h1>河边的磨坊又转起来了</h1><p>停了三十年的水磨，在这个春天又转了起来。</p>"
    graph = (
        '{"@graph": [{"@type": "NewsArticle", "headline": "河边的磨坊又转起来了", "author": {"@id": "#p"}},'
        ' {"@type": "Person", "@id": "#p", "name": "李春生"}]}'
    )
    broken = '{"@type": "NewsArticle", "datePublished": "2020-01-02T10:30:00+08:00", "articleBody": "他说"好"。",}'
    frame = '<html><head><script type="application/ld+json">{}</script></head><body>{}</body></html>'
    assert clean(frame.format(graph, body)).author == "李春生"
    assert clean(frame.format(broken, body)).published == "2020-01-02T10:30:00+08:00"
    items = (
        '<span itemprop="author"><span itemprop="name">李春生</span></span><i itemprop="datePublished">2020-01-02</i>'
    )
    document = clean(f"<html><body>{items}{body}</body></html>")
    assert (document.author, document.published) == ("李春生", "2020-01-02")


def test_a_moment_in_the_data_of_the_page() -> None:
    source = (
        '<html><head><script>window.__DATA__ = {"publish_time": "2020-01-02 10:30"}</script></head><body>'
        "<h1>河边的磨坊又转起来了</h1><p>停了三十年的水磨，在这个春天又转了起来。</p></body></html>"
    )
    assert clean(source).published == "2020-01-02T10:30+08:00"


def test_a_headline_above_the_prose_says_more_than_the_name_of_a_section() -> None:
    prose = (
        "昨夜下了今年的第一场雨，城里的人都说来得正是时候，田里的庄稼也有了水，"
        "河边的柳树又绿了一层，老人们坐在门口听雨，孩子们跑出去踩水。"
    )
    frame = "<html><head><title>{}</title></head><body><ul><li><a href='/'>首页</a></li></ul>{}</body></html>"
    headed = f"<div class='rumor-title'>徒手抓子弹真的存在吗？</div><p>{prose}</p><h3>其他人还看了这些文章</h3>"
    assert clean(frame.format("某某中国-辟谣文章", headed)).title == "徒手抓子弹真的存在吗？"
    below = f"<p>{prose}</p><h3>其他人还看了这些文章</h3><p>{prose[::-1]}</p>"
    assert clean(frame.format("夏天的第一场雨", below)).title == "夏天的第一场雨"


def head_of(fragment: str, before: str = "", after: str = "") -> dict[str, str | None]:
    """The metadata of a page that has ``fragment`` below its headline."""
    source = (
        f"<html><head><title>春天的第一场雨</title></head><body><div><a>首页</a></div><h1>春天的第一场雨</h1>{fragment}"
        f"<div class='txt'><p>{before}昨夜下了今年的第一场雨，城里的人都说来得正是时候，田里的庄稼也有了水。</p>"
        f"<p>气象台预计，未来三天还有两次降水过程，出门的人要带好雨具，开车的人要慢行，种地的人要看好水渠，"
        f"不要让积水淹了菜地{after}</p></div></body></html>"
    )
    record = clean(source).to_record()
    return {name: record.get(name) for name in ("author", "published", "source")}


@pytest.mark.parametrize(
    ("fragment", "name", "value"),
    [
        ("<div>【本報訊】（記者王小明）</div>", "author", "王小明"),
        ("<div>2024-05-06 03:12 某合報／ <a>記者王小明</a>／台北即時報導</div>", "source", "某合報"),
        ("<div>發布日期：113年5月6日</div>", "published", "2024-05-06"),
        ("<div>二〇二一年六月七日</div>", "published", "2021-06-07"),
        ("<div>2023-01-05 HKT 19:52</div>", "published", "2023-01-05T19:52+08:00"),
        ("<div>更新时间：2021-03-02 10:00　发布时间：2021-03-01 09:00</div>", "published", "2021-03-01T09:00+08:00"),
        ("<div>更新于：2021-03-02</div><div>2021-03-01</div>", "published", "2021-03-01"),
        ("<div>07/Mar 2021</div>", "published", "2021-03-07"),
        ("<div>十一月 7, 2021</div>", "published", "2021-11-07"),
        ("<div>2013年9月15-17日，某地的农具展在河边开了三天</div>", "published", None),
        ("<div>2021-03-07 by millman</div>", "author", "millman"),
        ("<div>撰文者：王小明</div>", "author", "王小明"),
        ("<div>时间：2020-09-08　作者：　　浏览次数：35</div>", "author", None),
        ("<div>诗文 | 作者 | 古籍 | 纠错</div>", "author", None),
        ("<p>【某网】（记者 王小明）河里有了鱼。</p>", "author", "王小明"),
        ("<p>文、图/某江晚报记者 王小明</p>", "author", "王小明"),
        ("<p>王小明 摄影/李大山</p>", "author", None),
        ("<p class='writer'>○ 王小明</p>", "author", "王小明"),
        ("<p>5 min read · Jun 3, 2021</p>", "published", "2021-06-03"),
        ("<ul><li>日期 01.02.2020</li></ul>", "published", "2020-02-01"),
        ("<p>05-04-2021</p>", "published", None),
        ("<div class='author'><b>官方账号</b></div>", "author", None),
        ("<div>Posted on 05/23/2020 by 王小明</div>", "author", "王小明"),
        ("<div><span class='date'>2019-05-06</span><a class='source'>某面</a></div>", "source", "某面"),
        ("<div><span class='a_source'><a>某日新闻</a></span> <span>2016-02-01</span></div>", "source", "某日新闻"),
        ("<div>【某報專訊】</div>", "source", "某報"),
        (
            "<div><span class='src'>江岸晚报</span><span class='time'>2020-10-03 18:22</span></div>",
            "source",
            "江岸晚报",
        ),
        ("<table><tr><td>信息来源：</td></tr><tr><td>某市民政局</td></tr></table>", "source", "某市民政局"),
        ("<abbr class='d' title='2011-02-03T11:00:00+0800'>二月 3rd</abbr>", "published", "2011-02-03T11:00:00+08:00"),
        ("<em>发表于 <span title='2019-05-03 10:11:12'>3 天前</span></em>", "published", "2019-05-03T10:11:12+08:00"),
        (
            "<abbr itemprop='datePublished' title='2012-10-08T23:14:00+08:00'>晚上11:14</abbr>",
            "published",
            "2012-10-08T23:14:00+08:00",
        ),
        ("<ul><li>某县志[引用日期2020-05-01]</li></ul>", "published", None),
        ("<div>2018年04月17日 08:26　来源：某报　　记者 王小明　　<a>我要评论</a>(0)</div>", "author", "王小明"),
        ("<div>2018-04-17 08:26 摄影/文字：王小明　<a>我来说两句</a></div>", "author", "王小明"),
        ("<p>五年級教師　王小明</p><p>2009年5月16日</p>", "author", "王小明"),
        ("<p>本地新闻</p><p>2009年5月16日</p>", "author", None),
        ("<div>posted @ 2013-06-07 22:10 王小明 阅读(100) 评论(2)</div>", "author", "王小明"),
        (
            "<small><a href='/u/kettlefish'>kettlefish</a> · 2022-11-08 23:41 · 4127 次点击</small>",
            "author",
            "kettlefish",
        ),
        ("<p><a href='/user/login'>会员登入</a></p>", "author", None),
        (
            "<dl><dd>注册时间: 2016-05-30, 19:22</dd></dl><p>2023-02-14, 10:52</p>",
            "published",
            "2023-02-14T10:52+08:00",
        ),
        ("<i itemprop='author' itemscope>作者： <b itemprop='name'>王小明</b></i>", "author", "王小明"),
        ("<div class='author'>王小明 2018年10月02日 07:00:00</div>", "author", "王小明"),
        ("<div>某城晚报 王小明 2021-05-06 10:11</div>", "author", "王小明"),
        ("<div>高新区 2021-05-06 10:11</div>", "author", None),
        ("<div>2021-05-06 10:11 的雨，王小明看见了</div>", "author", None),
        ("<p>◎王小明</p>", "author", "王小明"),
        ("<div>編譯王小明／綜合報導</div>", "author", "王小明"),
        ("<div>國際中心／王小明報導</div>", "author", "王小明"),
        ("<div>國際中心／綜合報導</div>", "author", None),
        ("<div>文 - 王小明</div>", "author", "王小明"),
        ("<div>報道：王小明 攝影：李大山</div>", "author", "王小明"),
        ("<div>張貼者：小滿 於 2021/05/06</div>", "author", "小滿"),
        ("<div><a href='/u/1b2c'><span>王小明</span></a><span>2021-05-06</span></div>", "author", "王小明"),
        ("<div>文 / 王小明 来自 / 某合早报</div>", "author", "王小明"),
        ("<div>来源 某城晚报</div>", "source", "某城晚报"),
        ("<a class='rich_media_meta_nickname'>桂花日记</a>", "source", "桂花日记"),
        ("<a class='source'>查看原文</a>", "source", None),
        ("<div class=author><a>打印</a></div>", "author", None),
        ("<div>May 21st, 2016／文化</div>", "published", "2016-05-21"),
        ("<p>2017年6月21日，县水务局发布了水磨修缮的通知。</p>", "published", None),
        ("<div><b>21</b><span>2024年02月</span></div><p>再读 <i>2020年01月18日</i></p>", "published", "2024-02-21"),
        ("<div><em>02-21</em></div><div>2024</div>", "published", "2024-02-21"),
        ("<div>投稿： 2018/9/4</div>", "published", "2018-09-04"),
        ("<div>项目时间：2018年11月11日</div>", "published", None),
        (f"<p>{'修磨的人来了，' * 16}2019年12月31日下午15:00在磨坊开了会</p>", "published", None),
        ("<ul><li>陳小河 </li><li>某台中文記者</li></ul>", "author", "陳小河"),
        ("<ul><li>尼克·馬爾（Nick Mar）</li><li>某台商業事務記者</li></ul>", "author", "尼克·馬爾"),
        ("<div>台中 嘉義 綜合報導</div>", "author", None),
        ("<p>作者：河湾林业大学水利学院 王小明 李大山</p>", "author", "王小明、李大山"),
        ("<span>作者：[ millman ]</span>", "author", "millman"),
        ("<span>作者：[网上资料 ]</span>", "author", None),
        ("<ul><li>原创 | 河湾风味，磨坊的招牌</li></ul>", "author", None),
        ("<p>编辑：王小明 / 审核：李大山 / 发布者：赵小满</p>", "author", None),
        ("<div class=author><span>发布时间：</span></div>", "author", None),
        ("<div class=author><b>河湾日报官方账号</b></div>", "author", None),
        ("<td class=postauthor><a href='space.php?uid=46'>millman</a></td>", "author", "millman"),
    ],
)
def test_heads_of_pages(fragment: str, name: str, value: str | None) -> None:
    assert head_of(fragment)[name] == value


def test_reporters_in_brackets_before_and_behind_the_text() -> None:
    assert head_of("", before="（突發中心王小明／新北報導）")["author"] == "王小明"
    assert head_of("", after="（记者 王小明 通讯员 李大山）")["author"] == "王小明、李大山"
    assert head_of("", after="（记者 王小明 摄）")["author"] is None


def test_a_record_of_a_recipe_names_its_author_and_a_review_does_not() -> None:
    record = '<script type="application/ld+json">{{"@type":"{}","datePublished":"2018-04-09","author":"小满"}}</script>'
    assert head_of(record.format("Recipe"))["author"] == "小满"
    assert head_of(record.format("Review"))["author"] is None
    several = record.format("Article").replace('"小满"', '[{"name":"周舟"},{"name":"何琳"}]')
    assert head_of(several)["author"] == "周舟、何琳"


def test_names_behind_the_text_and_in_addresses() -> None:
    works = "</p><p><a rel='author' href='/author/x'>檢視「小滿」的全部文章</a>"
    address = "<meta property='article:author' content='https://www.example.cc/u/kettlefish'>"
    assert head_of("", after=works)["author"] == "小滿"
    assert head_of(address)["author"] == "kettlefish"
    assert head_of(address, after=works)["author"] == "小滿"


def test_the_card_of_a_page_and_the_moment_shown_to_the_mouse_by_a_day() -> None:
    card = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="江一苇">'
    page = (
        f"<html><head><title>春天的第一场雨</title>{card}</head><body><h1>春天的第一场雨</h1>{BODY * 3}</body></html>"
    )
    assert clean(page).author == "江一苇"
    day = "<span title='2020-05-11 09:12:30 +08:00'>2020 年 5 月 11 日</span>"
    found = head_of(f"<p>{day}</p><p class='byline'>3 min read</p>", after="</p><p>2020-05-11 20:01:10 更新")
    assert found["published"] == "2020-05-11T09:12:30+08:00"
    assert found["author"] is None


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("发表于 2021-03-06", "2021-03-06T00:30:00+08:00"),
        ("发表于 2021-03-05", "2021-03-05T16:30:00Z"),
        ("分类：随笔", "2021-03-05T16:30:00Z"),
    ],
)
def test_a_moment_in_universal_time_is_told_as_the_page_tells_its_day(line: str, when: str) -> None:
    record = '<meta property="article:published_time" content="2021-03-05T16:30:00.000Z">'
    assert head_of(f"{record}<p>{line}</p>")["published"] == when


def test_the_day_of_a_comment_is_not_that_of_the_article() -> None:
    comment = "<div class='comments'><p>1樓 小安 於 2017/07/02 10:00</p></div>"
    assert head_of("", after=f"</p>{comment}<p>Jul 01 Sat 2017 14:22")["published"] == "2017-07-01T14:22+08:00"


def test_a_paper_and_not_its_section_is_the_source() -> None:
    head = "<html><head><title>春天的第一场雨下了一整夜 -- 河报 / 焦点</title></head><body>"
    menu = "<ul><li><a href='/l?t=1'>焦点</a></li><li><a href='/l?t=2'>国际</a></li></ul>"
    found = run(f"{head}{menu}<h1>春天的第一场雨下了一整夜</h1>{BODY * 3}</body></html>")[1].meta
    assert found["source"] == "河报"


def test_a_template_known_by_a_class_alone_names_no_source_on_another_host() -> None:
    source = f"<html><head><title>春天的第一场雨</title></head><body><div id='artibody'>{BODY * 3}</div></body></html>"
    cleaner = Cleaner()
    assert cleaner.clean(source).to_record()["source"] == "新浪"
    assert cleaner.clean(source, url="http://news.example.com/1.html").to_record().get("source") is None


@pytest.mark.parametrize(("value", "author"), [("/member/aprilfool", "aprilfool"), ("/about/us", None), ("楼主", None)])
def test_an_address_is_no_name_of_an_author(value: str, author: str | None) -> None:
    head = f'<title>春天的第一场雨</title><meta property="article:author" content="{value}">'
    page = f"<html><head>{head}</head><body><h1>春天的第一场雨</h1>{BODY * 3}</body></html>"
    assert run(page)[1].meta.get("author") == author


def test_a_time_glued_to_its_day_is_read() -> None:
    assert moment("2005.08.2605:39") == "2005-08-26T05:39"


PROSE = f"<p>{'河边的水磨停了三十年，今年春天又转了起来，村里的人都来看。' * 3}</p>" * 2
SITE, NEWS = "河湾县人民政府门户网站", "河边水磨在这个春天又转起来了村里的人都来看"


@pytest.mark.parametrize(
    ("told", "fragment", "title"),
    [
        (SITE, f"<div>{SITE}</div><h1>水磨又转起来了</h1><p>来源：河湾日报 2024-10-17 08:03</p>", "水磨又转起来了"),
        (SITE, f"<a href=/>{SITE}</a><h1>水磨又转起来了</h1><p>来源：河湾日报 2024-10-17</p>", "水磨又转起来了"),
        (
            "河湾磨业有限公司 - 产品介绍｜石器｜石磨",
            "<h4>产品分类</h4><li><a>石器</a><li><a>木器</a></ul><h4>石磨</h4>",
            "石磨",
        ),
        (
            "河湾磨业有限公司 - 产品介绍｜石器｜石磨",
            "<h4>产品分类</h4><li><a>石器</a><li><a>木器</a></ul><p>石磨</p>",
            "石磨",
        ),
        (
            f"停了三十年的{NEWS}",
            f"<h2>停了三十年的{NEWS} <b>2023-08-19</b> <i>来源：河湾日报</i></h2>",
            f"停了三十年的{NEWS}",
        ),
        ("水磨又转起来了-《河湾日报》2024-04-29-知识网", "<h1>水磨又转起来了</h1>", "水磨又转起来了"),
        ("赵小河-河湾大学美术学院", "<h3>赵小河</h3><h4>个人简历</h4>", "赵小河"),
        ("磨坊守则－河湾磨业联盟", "<h1>磨坊守则</h1>", "磨坊守则"),
        ("《水磨》剧本（乡村, 电影剧本）【河湾编剧网】", "<b>水磨的故事</b>", "《水磨》剧本（乡村, 电影剧本）"),
        (
            "河湾学院财务服务门户 - 学生交费提示",
            "<h1>河湾学院财务服务门户</h1><h2>水磨又转起来了，学生去看</h2><p>发布时间：2026年6月27日</p>",
            "水磨又转起来了，学生去看",
        ),
        ("水磨 · 数学 · 上册【 河湾版 · 2006 】 | 赵小河的个人网站", "", "水磨 · 数学 · 上册【 河湾版 · 2006 】"),
        (
            "MILL.CSS - 水磨的重设与排版",
            "<h1>水磨的重设与排版：MILL.CSS</h1><p>MILL.CSS</p>",
            "水磨的重设与排版：MILL.CSS",
        ),
        (
            "放学了还要留下来看水磨 - 翼世界梦想～磨坊‧的空间～ - 河湾小站",
            "<p>翼世界梦想～磨坊‧的空间～</p><p>放学了还要留下来看水磨</p>",
            "放学了还要留下来看水磨",
        ),
        ("| Mill_River's Blog", '<a href="/">Mill_River\'s Blog</a><article><h1>水磨笔记</h1>', "水磨笔记"),
        (
            "石磨-石磨价格-石磨批发-河湾石磨厂-石磨图片",
            "<div>水磨又转起来了</div><div>2020/6/10 17:11:43</div>",
            "水磨又转起来了",
        ),
    ],
)
def test_the_headline_and_not_the_name_of_the_site_or_the_head_of_a_menu(told: str, fragment: str, title: str) -> None:
    assert clean(f"<html><head><title>{told}</title></head><body>{fragment}{PROSE}</body></html>").title == title


def test_the_only_heading_is_the_headline_where_the_title_is_the_motto_of_the_site() -> None:
    motto = "河湾周刊　一个有观点、专注报道水磨的新媒体！"
    named = "".join(f"<meta property=og:{name} content='{motto}'>" for name in ("title", "site_name"))
    links = "".join(f"<li><a href=/{n}>分享到{n}</a></li>" for n in range(4))
    fragment = f"<h3>水磨又转起来了 停了三十年</h3><ul>{links}</ul>{PROSE}"
    assert (
        clean(f"<html><head><title>{motto}</title>{named}</head><body>{fragment}</body></html>").title
        == "水磨又转起来了 停了三十年"
    )


def test_a_tag_above_the_text_is_not_the_title_that_holds_it() -> None:
    title = "实践：Objective-Mill的宏定义"
    assert _as_written(title, f"Objective-Mill\n{PROSE}") == title
    assert _as_written(f"{title}_河湾娱乐城", f"{title}\n{PROSE}") == title


def test_a_record_that_gives_the_time_of_the_page_without_its_zone_is_of_the_page() -> None:
    record = '{"@type":"NewsArticle","datePublished":"2023-09-04T16:12:00+00:00"}'
    head = f'<title>水磨又转起来了</title><script type="application/ld+json">{record}</script>'
    for line, zone in (("2023/09/04 16:12:00", "+08:00"), ("2023/09/05", "+00:00")):
        html = f"<html><head>{head}</head><body><h1>水磨又转起来了</h1><p>{line}</p>{PROSE}</body></html>"
        assert clean(html).published == f"2023-09-04T16:12:00{zone}"


def test_the_day_of_another_article_in_a_list_is_that_of_no_page() -> None:
    listed = "<ul><li><a href=/1>下游的水车今年也要修了</a> <span>2021-08-01</span></li></ul>"
    state = '<script>var state = {"title":"水磨", "publishTime":"2023-08-31 15:41:35"}</script>'
    html = f"<html><head><title>水磨又转起来了</title></head><body><h1>水磨又转起来了</h1>{PROSE}{listed}{{}}"
    assert clean(html.replace("{}", state)).published == "2023-08-31T15:41:35+08:00"
    assert clean(html.replace("{}", "")).published is None
    above = html.replace("<h1>", "<div><p>2023 08/31 15:41:35</p></div><h1>")
    assert clean(above.replace("{}", "")).published == "2023-08-31T15:41:35+08:00"


def test_an_office_is_not_the_source_of_what_its_byline_says_another_one_wrote() -> None:
    head = "<title>水磨又转起来了-河湾网站欢迎您!</title><meta name=ContentSource content=河湾网站>"
    line = "<p>发布：2023-06-12 09:51 阅读次数: 次 信息来源：下游日报</p>"
    assert (
        clean(f"<html><head>{head}</head><body><h1>水磨又转起来了</h1>{line}{PROSE}</body></html>").source == "下游日报"
    )


def test_places_of_a_report_are_nobody() -> None:
    assert people("王小明 李大山／新北 台南報導") == "王小明、李大山"
    assert people("台中 嘉義 綜合報導") == ""


def test_a_short_title_of_the_record_that_the_page_title_begins_with() -> None:
    head = "<html><head><title>水磨 - Mill Notes</title><meta property=og:title content=水磨></head>"
    assert clean(f"{head}<body><h2>一、来历说明</h2>{PROSE}</body></html>").title == "水磨"


@pytest.mark.parametrize(
    ("told", "heading", "source"),
    [
        ("水磨 - 河湾磨坊", "水磨", "河湾磨坊"),
        ("河湾磨业有限公司 - 产品介绍｜石器｜石磨", "石磨", "河湾磨业有限公司"),
        ("石磨怎么用_石磨价格_石磨厂家批发_石磨图片", "石磨怎么用", None),
        ("石磨怎么用_石磨价格_河湾信息网", "石磨怎么用", "河湾信息网"),
        ("水磨又转起来了_新闻中心", "水磨又转起来了", None),
        ("水磨又转起来了 / 河湾进步党 - 绿色磨坊品质保证", "水磨又转起来了", "河湾进步党"),
    ],
)
def test_what_of_a_page_title_is_a_source(told: str, heading: str, source: str | None) -> None:
    page = f"<html><head><title>{told}</title></head><body><h1>{heading}</h1>{PROSE}</body></html>"
    assert clean(page).source == source


def _recorded(record: str, text: str = PROSE) -> dict[str, object]:
    return clean(f"<html><head>{record}</head><body><h1>水磨又转起来了</h1>{text}</body></html>").to_record()


def test_names_that_programs_put_there_name_nobody() -> None:
    record = _recorded("<title>水磨又转起来了 | Hexo</title><meta name=author content='John Doe'>")
    assert (record["author"], record["source"]) == (None, None)


def test_who_writes_a_blog_of_the_same_name_is_named_at_the_end_of_the_text() -> None:
    head = "<title>水磨又转起来了 | 河湾磨工</title><meta property=og:site_name content=河湾磨工>"
    end = "<li><b>本文作者：</b> 河湾磨工</li>"
    assert _recorded(head, PROSE + end)["author"] == "河湾磨工"
    own = "<p itemprop=author>河湾磨工</p>"
    assert _recorded(head, own + PROSE + end)["author"] == "河湾磨工"
    assert _recorded(head, own + PROSE)["author"] is None


def test_a_byline_in_a_record_of_the_author_is_read_as_such() -> None:
    name = (
        '{"@type":"NewsArticle","headline":"水磨又转起来了","author":"2019-03-18 23:59 河湾報 記者 王小二 ／河湾報導"}'
    )
    assert _recorded(f"<script type='application/ld+json'>{name}</script>")["author"] == "王小二"
    assert _recorded("<meta name=author content='992-王小二'>")["author"] == "王小二"


def test_the_day_in_the_address_that_the_page_gives_itself() -> None:
    address = "<meta property=og:url content='/news/odn-20230329-0329_00174_002/'>"
    assert _recorded(address)["published"] == "2023-03-29"


def test_a_headline_on_two_lines_is_whole() -> None:
    page = (
        "<html><head><title>停了三十年的河湾水磨又转起来了 村里人都来看 - 河湾网</title></head>"
        f"<body><h1>停了三十年的河湾水磨又转起来了<br>村里人都来看</h1>{PROSE}</body></html>"
    )
    assert clean(page).title == "停了三十年的河湾水磨又转起来了 村里人都来看"


def test_the_title_of_the_record_where_that_of_the_page_says_nothing() -> None:
    head = "<title> - 河湾日報網頁</title><meta property=og:title content='水磨停了三十年又轉起來- 河湾日報網頁'>"
    page = f"<html><head>{head}</head><body><p>水磨停了三十年又轉起來 (本地)</p>{PROSE}</body></html>"
    assert clean(page).title == "水磨停了三十年又轉起來"


def test_the_time_of_another_article_of_the_day_is_not_that_of_this_one() -> None:
    others = "<h3>频道精选</h3><ul><li><a href=/1>石磨和木磨哪一种更省力气</a> <b>2018-03-15 20:35:43</b></li></ul>"
    page = (
        "<html><head><title>水磨又转起来了</title></head><body><h1>水磨又转起来了</h1><div>发布时间：2018-03-15</div>"
        f"<p>水磨又转起来了。</p>{others}</body></html>"
    )
    assert clean(page).published == "2018-03-15"
    below = page.replace("<p>水", "<div>2018-03-15 10:33</div><p>水", 1)
    assert clean(below).published == "2018-03-15T10:33+08:00"


def test_the_name_of_a_person_may_stand_behind_his_picture_in_microdata() -> None:
    person = '<meta itemprop="image" content="/mill.png"><meta itemprop="name" content="millman">'
    span = f'<span hidden itemprop="author" itemscope itemtype="http://schema.org/Person">{person}</span>'
    html = f"<html><head><title>水磨又转起来了</title></head><body><article>{span}<h1>水磨又转起来了</h1>{BODY * 3}"
    assert clean(f"{html}</article></body></html>").author == "millman"


def test_what_an_object_around_the_parts_of_an_embedded_article_says_is_of_it() -> None:
    parts = '{"contentList":[{"data":"<p>%s</p>","type":"text"}],"pages":1}' % (BODY[3:-4] * 3)
    record = (
        f'{{"title":"水磨又转起来了","newsTime":"2024年03月05日 10:20:30","source":"磨坊周刊","contentData":{parts}}}'
    )
    data = f'var allData = {{"docData":{record},"hotNews":[{{"title":"集市","source":"集市报"}}]}};'
    body = f"<body><div id=root></div><script>{data}</script></body>"
    document = clean(f"<html><head><title>水磨又转起来了</title></head>{body}</html>")
    assert (document.source, (document.published or "")[:16]) == ("磨坊周刊", "2024-03-05T10:20")


def test_a_place_beside_the_day_is_no_source() -> None:
    row = "<span class=time>2024-03-05 10:20</span><span>北京</span><span>磨坊周刊官方账号</span>"
    page = f"<h1>水磨又转起来了</h1><div class=articleSource>{row}</div><article>{BODY * 3}</article>"
    assert clean(f"<html><body>{page}</body></html>").source == "磨坊周刊"


def test_a_platform_names_who_put_up_a_note_in_its_description() -> None:
    said = "水磨又转起来了 - millman于20240305发布在抖音，已经收获了12个喜欢，来抖音，记录美好生活！"
    head = f'<title>水磨又转起来了 - 抖音</title><meta name="description" content="{said}">'
    html = f"<html><head>{head}</head><body><h1>水磨又转起来了</h1><div>{BODY * 3}</div></body></html>"
    document = clean(html, url="https://www.douyin.com/note/7342345678901234567")
    assert (document.author, (document.published or "")[:10]) == ("millman", "2024-03-05")


def test_a_moment_in_universal_time_keeps_its_zone_where_the_page_shows_it_so() -> None:
    page = f"<h1>水磨又转起来了</h1><p>2024-05-01T00:05:00Z</p><article>{BODY * 3}</article>"
    assert clean(f"<html><body>{page}</body></html>").published == "2024-05-01T08:05:00+08:00"


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("河湾晚报记者 王小二 摄影报道", "王小二"),
        ("河湾晚报全媒体记者 王小二 通讯员 张立新 摄影报道", "王小二、张立新"),
        ("文/摄影：王小二", "王小二"),
        ("（王小二 文/摄）", "王小二"),
        ("王小二 张立新 文/图", "王小二、张立新"),
        ("【记者】王小二", "王小二"),
        ("撰文 王小二 摄影 张立新", "王小二"),
        ("本报记者 王小二 摄", None),
        ("散文/摄影：王小二", None),
    ],
)
def test_the_last_line_names_who_made_text_and_pictures(last: str, author: str | None) -> None:
    page = f"<h1>水磨又转起来了</h1><article>{BODY * 3}<p>{last}</p></article>"
    assert clean(f"<html><body>{page}</body></html>").author == author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("王小二王小二 发表于 2024-11-21 04:56:59", "王小二"),
        ("供稿：水利科 王小二", "王小二"),
        ("供稿：河湾镇 王小二", "王小二"),
        ("供稿：李文科 王小二", "李文科、王小二"),
    ],
)
def test_a_name_is_said_once_and_without_the_desk_before_it(line: str, author: str) -> None:
    assert author_of(line) == author
