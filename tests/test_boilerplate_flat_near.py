"""Author, time and source of flattened pages, as the lines beside the headline and the last ones say them."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.stages.markup.signed import account, glued, signed

PROSE = (
    "村口的水磨停了三十年，今年春天又转了起来，来看的人从早到晚没有断过，孩子们最喜欢站在水闸旁边数叶片。",
    "修磨的师傅说，木头是从上游的林场运来的，铁箍是镇上的铁匠打的，前后一共花了七个月的工夫，费用由各家分摊。",
    "磨坊每逢周末开门，来的人可以自己推一推磨杆，也可以带一袋粮食来磨，村里人说这样的日子以前想都不敢想。",
)
TITLE = "停了三十年的水磨又转起来了"


def page(*head: str, below: tuple[str, ...] = ()) -> str:
    """A flattened page: its menu, the lines of its head, the article and what stands below that."""
    lines = ("首页", "新闻", "登录", "注册", *head, *PROSE, *below, "上一篇：镇上的集市", "下一篇：河边的柳树")
    return "\n".join((*lines, "版权所有 河湾村 备案号：某ICP备12345678号"))


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ((TITLE, "磨坊不饿", "关注", "2024-05-08 23:23"), "磨坊不饿"),
        ((TITLE, "JOHN D. MILLER, ANN LEE SMITH", "2023年9月13日"), "JOHN D. MILLER, ANN LEE SMITH"),
        ((TITLE, "洪毅", "2023年08月31日 21:00:00"), "洪毅"),
        ((TITLE, "2018/09/16 15:31", "磨坊时评", "王小二", "分享"), "王小二"),
        ((TITLE, "王小二 2022/07/17 16:59 点阅 173 次"), "王小二"),
        ((TITLE, "2017-03-11王小二李大明"), "王小二、李大明"),
        ((TITLE, "millman  | 发表于 2005-8-4 21:37:32 | 显示全部楼层 |阅读模式"), "millman"),
        ((TITLE, "王小二 李大明／新北 台南報導", "發布時間：2023-08-24 12:31"), "王小二、李大明"),
        ((TITLE, "河灣快訊／王小二", "2023年09月01日 09:25:00"), "王小二"),
        ((TITLE, "2020-11-23 10:22:14  出处：磨坊网 作者：", "王小二", "编辑：王小二"), "王小二"),
        ((TITLE, "Original", "王小二", "河湾笔记", "2023-01-10 07:07"), "王小二"),
        ((TITLE, "通讯员:王小二来源:河湾大学 阅读:发布时间:2023-01-10审稿:"), "王小二"),
    ],
)
def test_a_name_beside_the_headline_is_the_author(head: tuple[str, ...], author: str) -> None:
    assert clean(page(*head)).author == author


@pytest.mark.parametrize(
    "head",
    [
        (TITLE, "社会", "2023-08-31 21:00"),
        (TITLE, "石家庄", "2023-08-31 21:00"),
        (TITLE, "微信", "2023-08-31 21:00"),
        (TITLE, "2023-08-31 21:00", "易信", "微博"),
        (TITLE, "点赞 12", "2023-08-31 21:00"),
        (TITLE, "2023-08-31散文随笔"),
        (TITLE, "磨坊县人民政府", "2023-08-31 21:00"),
    ],
)
def test_sections_and_buttons_are_no_authors(head: tuple[str, ...]) -> None:
    assert clean(page(*head)).author is None


def test_an_account_that_the_page_names_again_is_the_author() -> None:
    head = (TITLE, "磨坊工匠", "2019-10-10")
    assert clean(page(*head)).author is None
    assert clean(page(*head, below=("磨坊工匠", "木匠 @公众号-河湾"))).author == "磨坊工匠"


@pytest.mark.parametrize(
    "below",
    [
        ("作者：", "记者王小二", "编辑：", "李大明"),
        ("作者", "王小二", "编辑", "李大明"),
        ("作者：王小二",),
        ("图／文：王小二",),
    ],
)
def test_the_last_lines_name_the_author(below: tuple[str, ...]) -> None:
    assert clean(page(TITLE, "2024-05-08 23:23", below=below)).author == "王小二"


@pytest.mark.parametrize(
    "begun",
    [
        "（河湾社记者王小二台北23日电）",
        "〔河湾时报记者王小二/台北报导〕",
        "【河湾586/特派员王小二报导】",
        "本报讯（记者 王小二）",
    ],
)
def test_a_text_without_a_frame_names_its_reporter_ahead_of_its_first_sentence(begun: str) -> None:
    text = "\n".join((TITLE, begun + PROSE[0], *PROSE[1:]))
    assert clean(text).author == "王小二"


def test_a_reporter_in_brackets_ends_a_paragraph() -> None:
    last = "磨坊每逢周末开门，来的人可以自己推一推磨杆，也可以带一袋粮食来磨，村里人都说好。（河湾日报记者 王小二）"
    assert clean(page(TITLE, "2024-05-08 23:23", below=(last, "【纠错】"))).author == "王小二"


def test_the_day_in_a_text_without_a_frame_is_not_that_of_its_page() -> None:
    law = "\n".join(("# 河湾村水磨管理办法", "2017年11月4日 河湾村第三次会议通过 2018年5月6日修正", "第一章", *PROSE))
    assert clean(law).published is None


def test_an_account_has_no_signs_of_sentences_or_labels() -> None:
    assert account("磨坊主_01") == "磨坊主_01"
    assert not any(map(account, ("磨坊，主", "作者：王小二", "阅读", "12", "2024-03-05", "磨")))


def test_names_behind_a_day_begin_with_surnames() -> None:
    assert glued("2014-03-24 21:53:04王小二李大明") == "王小二、李大明"
    assert not any(map(glued, ("2014-03-24散文", "2014-03-24 水磨转了", "2014-03-24水磨又转起来", "王小二")))


def test_names_stand_near_the_day() -> None:
    assert signed(["王小二", "2024-03-05"], lambda _: False) == "王小二"
    assert not signed(["王小二", "水磨停了三十年，又转起来。", "2024-03-05"], lambda _: False)
    assert not signed(["王小二"], lambda _: True)
    assert signed(["2024-03-05", "磨坊日报", "王小二", "分享"], lambda _: False) == "王小二"
    assert not signed(["2024-03-05", "名单", "王小二", "李大明", "方小平"], lambda _: False)


def test_the_text_below_an_empty_label_is_no_source() -> None:
    first = "8月23日上午, 停了三十年的水磨又转了起来，来看的人从早到晚没有断过，孩子们最喜欢站在水闸旁边数叶片。"
    assert clean(page(TITLE, "2024-05-08 23:23", "来源：", first)).source is None


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ((TITLE, "millman", "•", "2024-11-19", "•", "0 评论"), "millman"),
        ((TITLE, "一 15 6月 2015", "by", "millman"), "millman"),
        ((TITLE, "原创 王小二 磨坊周刊 2022-03-04 20:10"), "王小二"),
        ((TITLE, "王小二；李大明；方小平", "关键词：水磨，河湾", "2019-02-25 20:35"), "王小二、李大明、方小平"),
        ((TITLE, "王 小 二", "河湾大学 水利学院，河湾 123456", "2019-02-25"), "王小二"),
        ((TITLE, "時間：2020-09-30 來源：河灣報記者 王小二 【字體：大 中 小】"), "王小二"),
        ((TITLE, "2022/3/4 20:10", "（河灣社記者王二南投縣4日電）水磨又轉了。"), "王二"),
    ],
)
def test_pieces_of_a_row_and_lists_of_names_tell_the_author(head: tuple[str, ...], author: str) -> None:
    assert clean(page(*head)).author == author


@pytest.mark.parametrize(
    "terms",
    [
        ("作者", "：", "磨坊主", "链接", "：", "https://mill.example/1"),
        ("作者", "磨坊主", "发布于", "2020年6月8日", "更新于", "2020年6月9日", "许可协议", "CC BY-NC-SA 4.0"),
        ("文章作者 磨坊主", "上次更新 2021-11-03", "授权合约 本站文章转载须注明出处"),
        ("Author", "磨坊主", "Link", "https://mill.example/1"),
    ],
)
def test_the_terms_of_use_name_the_author_in_pieces(terms: tuple[str, ...]) -> None:
    assert clean(page(TITLE, "2024-05-08 23:23", below=terms)).author == "磨坊主"


@pytest.mark.parametrize(
    "head",
    [
        (TITLE, "作者：admin    发布于：2023-11-11 13:53"),
        (TITLE, "作者：河湾水磨安装，水磨批发厂家，河湾磨坊设备，水磨 发布日期：2018-05-18 16:50"),
        (TITLE, "发布时间：2016-11-23", "浏览次数：", "作者：", "来源：", "各有关单位："),
        ("王小二", "河湾大学 水利学院", "2019-02-25"),
    ],
)
def test_names_of_nobody_are_no_authors(head: tuple[str, ...]) -> None:
    assert clean(page(*head)).author is None


def test_the_source_stands_below_its_label_or_the_text() -> None:
    assert clean(page(TITLE, "2019-04-01 17:17:00   来源：", "河湾考试网", "点击：")).source == "河湾考试网"
    assert clean("\n".join((TITLE, *PROSE, "信息来源：河湾镇水利办"))).source == "河湾镇水利办"
    assert clean("\n".join((TITLE, *PROSE, "图片来源：河湾镇水利办"))).source is None


@pytest.mark.parametrize(
    "head",
    [
        ("2024-05-08 23:23", "来源", "河湾网"),
        ("2024-05-08 23:23来源:河湾网发布:河湾网",),
        ("作者:摄影:来源:河湾网发布时间:2024-05-08",),
        ("河湾网   时间:2024-05-08",),
    ],
)
def test_the_source_without_blanks_or_signs(head: tuple[str, ...]) -> None:
    document = clean(page(TITLE, *head))
    assert (document.source, (document.published or "")[:10]) == ("河湾网", "2024-05-08")


def test_the_day_of_issue_comes_before_that_of_the_last_change() -> None:
    head = ("港聞", TITLE, "撰文：王小二", "出版： 2022-03-04 20:10", "更新： 2022-03-05 08:00")
    assert clean("\n".join((*head, *PROSE))).published == "2022-03-04T20:10+08:00"


def test_the_day_behind_a_name_in_latin_letters_is_none_of_it() -> None:
    assert (
        clean(page(TITLE, "Apr 27th, 2018", below=("Posted by mill-man Apr 27th, 2018 blockchain",))).author
        == "mill-man"
    )


def test_the_name_ahead_of_the_headline_stands_alone_in_the_text() -> None:
    title = "王小二：让停了三十年的水磨转起来"
    note = "编者按："
    own = page(title, "时间：2020-11-18 16:58", note, PROSE[0], "让停了三十年的水磨转起来", "王小二")
    assert clean(own).author == "王小二"
    assert clean(page(title, "时间：2020-11-18 16:58", note, PROSE[0])).author is None
    assert clean(page("王小二", "校内导师", "王小二", "磨坊主，一九八〇年生于河湾。")).author is None
