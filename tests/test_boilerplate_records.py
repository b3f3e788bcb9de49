"""Records that sites print between headline and text, on pages that a crawler flattened."""

from __future__ import annotations

from cleaner import clean

BODY = (
    "镇上的老磨坊停了十几年，今年春天又转了起来。修水车的师傅说，木料换了一半，轴还是原来的那一根，听得出来它高兴。",
    "开磨那天来了两百多人，带着自家的麦子。磨坊主给每一家都磨了一斤，分文不取，说是补上这些年欠下的人情。",
    "县里打算把河岸的小路修起来，让人能从桥头一直走到磨坊门口。村民希望路灯也一道装上，夜里好看水。",
)


def page(*head: str, foot: tuple[str, ...] = ()) -> str:
    return "\n".join((*head, *BODY, *foot))


def test_a_row_of_labels_becomes_metadata() -> None:
    found = clean(page("水磨又转起来了", "通讯员：王小二来源：河湾大学 阅读：发布时间：2012-08-18审稿："))
    assert (found.title, found.source, found.published) == ("水磨又转起来了", "河湾大学", "2012-08-18")
    assert found.text == "\n".join(("水磨又转起来了", *BODY))


def test_a_label_before_a_day_names_nobody() -> None:
    found = clean(page("水磨又转起来了", "来源：河湾电视台 作者： 2015-06-08 06:19:23 字号：A- A+"))
    assert (found.author, found.source) == (None, "河湾电视台")


def test_the_record_of_a_copied_journal_goes() -> None:
    record = ("2022-05-30 08:50:34王小二李妮妮", "水利研究 2022年5期", "关键词：水磨水车")
    found = clean(page("水磨修复的几个问题", *record))
    assert found.title == "水磨修复的几个问题"
    assert found.text == "\n".join(("水磨修复的几个问题", *BODY))


def test_numbers_of_a_day_below_each_other_stay() -> None:
    text = "2014-11-11新发布房源\n新发布房源套数：94\n新发布房源面积(m2)：7236.1300\n新发布住宅套数：86"
    assert clean(text).text == text


def test_the_frame_of_an_electronic_paper_goes() -> None:
    head = ("第A44版：城事/综合", "3上一版  下一版4", "水磨又转起来了", "市里要修三座桥", "3上一期 版面导航")
    found = clean(page(*head, "下一篇4 2015年4月23日 放大 缩小 默认", "水磨又转起来了"))
    assert found.title == "水磨又转起来了"
    assert found.text == "\n".join(("水磨又转起来了", *BODY))


def test_counts_of_a_blog_are_no_title() -> None:
    found = clean(page("磨坊杂记", "隨筆-341  評論-2670  文章-0  trackbacks-0", "水磨又转起来了", "2014-02-11 20:10"))
    assert "trackbacks" not in found.text
    assert found.title == "水磨又转起来了"


def test_the_headline_above_the_byline_stays() -> None:
    below = ("发布日期：2024-06-11 15:20:13", "分享到", "01. 背景", "1）转型背景")
    found = clean(page("蓝鲸运维体系——开发智能助手", *below))
    assert found.title == "蓝鲸运维体系——开发智能助手"
    assert found.text.startswith("蓝鲸运维体系——开发智能助手\n01. 背景\n")


def test_a_section_below_the_breadcrumb_is_no_title() -> None:
    head = ("您的位置: 首页 > 河湾见闻", "河湾见闻", "水磨又转起来了，河湾热闹了", "来源：河湾报 日期：2025-01-18")
    assert clean(page(*head)).title == "水磨又转起来了，河湾热闹了"


def test_a_day_names_no_author() -> None:
    found = clean(page("水磨又轉起來了", "發布於 2025-8-25 09:32", "瀏覽", "0收藏"))
    assert (found.author, found.published) == (None, "2025-08-25T09:32+08:00")


def test_a_headline_may_trail_off() -> None:
    found = clean(page("看完磨坊的账本，我只想说，收下我的膝盖。。。", "共 9926字，需浏览 20分钟", "2020-12-08 17:37"))
    assert found.title == "看完磨坊的账本，我只想说，收下我的膝盖。。。"


def test_an_offer_to_subscribers_goes() -> None:
    found = clean(page("水磨又轉起來了", foot=("...本文未結束", "數位訂閱會員登入即可閱讀，紙本訂戶每月可讀4篇文章")))
    assert found.text == "\n".join(("水磨又轉起來了", *BODY))


def test_a_name_between_headline_and_text_is_the_authors() -> None:
    found = clean(page("首页 > 河湾 > 正文", "水磨又转起来了", "2024-06-11 15:20:13", "文/王小二 李妮妮 供图/河湾社"))
    assert found.author == "王小二、李妮妮"


def test_the_wire_names_who_reports() -> None:
    crumb = ("首页 > 河湾 > 正文", "水磨又转起来了", "2024-06-11 15:20:13")
    found = clean("\n".join((*crumb, f"某某社河湾6月9日电（记者王小二）{BODY[0]}", *BODY[1:])))
    assert found.author == "王小二"


def test_the_last_line_names_who_reports() -> None:
    crumb = ("首页 > 河湾 > 正文", "水磨又转起来了", "2024-06-11 15:20:13")
    assert clean(page(*crumb, foot=("（本报记者 王小二）",))).author == "王小二"


def test_the_byline_of_a_site_that_copies_posts_is_metadata() -> None:
    found = clean(page("水磨又转起来了", "作者: 半缸清水 | 来源:发表于2019-04-11 14:07 被阅读0次"))
    assert (found.title, found.author, found.published) == ("水磨又转起来了", "半缸清水", "2019-04-11T14:07+08:00")
    assert found.source is None
    assert found.text == "\n".join(("水磨又转起来了", *BODY))


def test_a_section_is_no_title() -> None:
    assert clean(page("分类: LINUX", "2009-05-20 11:14:37")).title is None
