"""Flattened pages: the run of lines that is the article, its title, and what the models must leave alone."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from cleaner import Cleaner, Config
from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.boilerplate import flat_models
from cleaner.stages.boilerplate.flat import LEAST_BARE_FRAME, _framed, _takes_most, flat_article
from cleaner.stages.boilerplate.flat_doubt import outweighing, restated, unmarked
from cleaner.stages.boilerplate.flat_end import end_features
from cleaner.stages.boilerplate.flat_features import flat_features
from cleaner.stages.boilerplate.flat_models import Logits, forest
from cleaner.stages.boilerplate.flat_period import period_features, period_of
from cleaner.stages.boilerplate.flat_run import _ending, _spared, best_run
from cleaner.stages.boilerplate.page import Page
from cleaner.stages.boilerplate.source_lines import source_lines
from tests.articles import BODY, TITLE

OTHER = [
    "赶集的人天不亮就出门，扁担两头挂着篮子，一头是鸡蛋，一头是自家编的草帽，走三十里路才到镇上。",
    "镇上的茶馆早早开了门，说书先生讲的还是那几段，听书的人换了一代又一代，茶水却一直只要两分钱。",
]
NAV = ["首页", "新闻", "体育", "财经", "娱乐", "科技", "汽车", "房产", "教育", "登录", "注册", "首页 > 村史 > 正文"]
FOOT = ["关于我们", "联系我们", "广告服务", "版权所有 某某网", "京ICP备12345678号"]


def page_of(text: str) -> Page:
    return Page(Lines(text), rule_book().matcher("boilerplate"))


def test_a_next_story_behind_the_article_goes() -> None:
    text = "\n".join([*NAV, TITLE, *BODY, "分享到：", "责任编辑：李某", "相关推荐", "集市改到每月初五", *OTHER, *FOOT])
    document = Cleaner().clean(text)
    assert [line for line in document.text.split("\n") if line] == [TITLE, *BODY]
    assert document.restore() == text


def test_short_lines_inside_the_article_stay() -> None:
    body = [BODY[0], "水声", BODY[1], "一、找木料", BODY[2], "“再坐一会儿吧。”", BODY[3]]
    lines = Cleaner().clean("\n".join([*NAV, TITLE, *body, "分享到：", "相关推荐", *FOOT])).text.split("\n")
    assert [line for line in lines if line] == [TITLE, *body]


def test_paragraphs_that_no_frame_parts_from_the_article_stay() -> None:
    """A long text must not be cut short, whatever the models say of its first and last lines."""
    text = "\n".join([*NAV, TITLE, *BODY * 12, *OTHER * 12, *FOOT])
    kept = [line for line in Cleaner().clean(text).text.split("\n") if line]
    assert kept == [TITLE, *BODY * 12, *OTHER * 12]


@pytest.mark.parametrize("text", ["\n".join(BODY * 9), "\n".join([TITLE, *BODY, "分享到："]), "\n".join(NAV[:4]), ""])
def test_no_opinion_on_text_without_a_frame(text: str) -> None:
    assert flat_article(page_of(text)) is None


def test_short_sentences_beside_the_article_stay() -> None:
    """Below the run that the models choose, up to the frame: the last part of an account's article."""
    last = ["02", "留下来的人", "老周没有走。他在小区门口支了个小摊，每天清晨五点出摊，八点收摊。"]
    article = [BODY[0][:38] + "。", "老周说：“我数了数。”", "01", "消失的摊位", "摊位从七个减少到两个。", *last]
    foot = ["往期推荐", "• 一座小城的三十年", "• 谁在直播间里买菜", "长按识别二维码，加入读者群", *FOOT]
    kept = Cleaner().clean("\n".join(["点击上方蓝字关注我们", *NAV[:5], *article, *foot])).text
    assert kept.endswith("\n".join(last))


@pytest.mark.parametrize("menu", ["网站首页 | 新闻 | 财经 | 体育 | 房产", "豆瓣 读书 电影 音乐 同城 小组 阅读"])
def test_a_menu_on_one_line_goes_and_is_no_title(menu: str) -> None:
    document = Cleaner().clean("\n".join([menu, TITLE, *BODY]))
    assert document.text == "\n".join([TITLE, *BODY])
    assert document.title == TITLE


def test_a_rule_for_the_whole_page_goes_before_one_for_its_tail() -> None:
    """The address of a site of novels stands between the paragraphs of a chapter as well as below it."""
    insert = "天才一秒记住本站地址：www.example.com。手机版阅读网址：m.example.com"
    text = "\n".join([BODY[0], insert, BODY[1]])
    assert Cleaner().clean(text).text == "\n".join(BODY[:2])


def test_a_chapter_goes_on_behind_an_insert() -> None:
    chapter = ["第一百二十三章 夜雨", "夜色如墨，雨点敲在青瓦上，滴滴答答。", "“师兄，你真的要走吗？”少女声音很轻。"]
    more = ["萧云没有回头，他把剑系在背上。", "少女没有再说话。雨更大了，远处的山影也模糊了起来。"]
    last = "他走出院子的时候，身后传来一声极轻的叹息，像一片落叶。"
    foot = [
        "上一章 返回目录 下一章",
        "推荐阅读：剑来 大奉打更人 万古神帝",
        "Copyright © 2023 某某阁 All Rights Reserved.",
    ]
    head = ["首页 > 玄幻小说 > 山河 > 第一百二十三章 夜雨", "上一章 返回目录 加入书签 下一章"]
    text = "\n".join([*head, *chapter, *more, "(本章未完，请点击下一页继续阅读)", last, *foot])
    assert Cleaner().clean(text).text.endswith("\n".join([*chapter, *more, last]))


def test_a_page_that_was_cleaned_is_not_cleaned_further() -> None:
    text = "\n".join([*NAV, TITLE, *BODY, "分享到：", "相关推荐", "集市改到每月初五", *OTHER, *FOOT])
    once = Cleaner().clean(text).text
    assert Cleaner().clean(once).text == once


def test_the_best_run_begins_and_ends_where_the_models_say() -> None:
    line = np.array([-2, 2, 2, -2, 2, 2, -2], np.float32)
    first = np.array([-3, 1, -3, -3, 2, -3, -3], np.float32)
    last = np.array([-3, -3, 1, -3, -3, 2, -3], np.float32)
    title = np.full(7, -5, np.float32)
    inside = line / 12
    assert best_run(Logits(line, first, last, title), inside) == (4, 5)
    named = title.copy()
    named[0] = 1  # above both, but nearer to the first
    assert best_run(Logits(line, first + np.array([0, 2, 0, 0, 0, 0, 0]), last, named), inside)[0] == 1
    assert best_run(Logits(line[:1], first[:1], last[:1], title[:1]), inside[:1]) == (0, 0)


def test_nothing_above_a_sure_title_is_spared() -> None:
    page = page_of("\n".join([*OTHER, TITLE, *BODY]))
    count = len(page)
    line, first, last, title = (np.full(count, -1, np.float32) for _ in range(4))
    title[2] = first[3] = 1
    assert np.flatnonzero(_spared(page, Logits(line, first, last, title), 3, count - 1, 0)).tolist() == [*range(count)]
    title[2] = first[3] = 2
    assert np.flatnonzero(_spared(page, Logits(line, first, last, title), 3, count - 1, 0)).tolist() == [
        *range(3, count)
    ]


def test_less_is_spared_below_a_sure_end() -> None:
    page = page_of("\n".join([*BODY, *OTHER[:1]]))
    logits = Logits(*(np.full(len(page), -1, np.float32) for _ in range(4)))
    end = len(BODY) - 1
    assert np.flatnonzero(_spared(page, logits, 0, end, 0.4)).tolist() == [*range(len(page))]
    assert np.flatnonzero(_spared(page, logits, 0, end, 0.6)).tolist() == [*range(len(BODY))]
    assert np.flatnonzero(_spared(page, logits, 0, 0, 0.6)).tolist() == [*range(len(page))]  # much stands below


def test_a_valley_is_as_deep_as_its_lines_say() -> None:
    page = page_of("\n".join([*BODY[:2], "分享到：", "收藏", *OTHER]))
    line = np.array([2, 2, -1, -2, 3, 3], np.float32)
    table = end_features(page, flat_features(page), 0, -1, line)
    assert table["valley-lines"].tolist() == [0, 0, 1, 3, 0, 0]
    assert table["valley-most-lines"].tolist() == [0, 0, 1, 3, 3, 3]
    assert table["left-lines"].tolist() == [5, 3, 4, 6, 3, 0]
    assert table["valley-width"].tolist() == [0, 0, 1, 2, 0, 0]


def test_where_no_end_is_sure_little_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of("\n".join([*BODY, *BODY]))
    count, table = len(page), flat_features(page)
    logits = Logits(*(np.zeros(count, np.float32) for _ in range(4)))
    lasts = []
    for chance in (6, 1):
        end = np.zeros(count, np.float32)
        end[0] = chance
        monkeypatch.setattr(
            flat_models, "forest", lambda _, end=end: SimpleNamespace(names=("size",), run=lambda _: end)
        )
        lasts.append(_ending(page, table, logits, 0, np.zeros(count))[0])
    assert lasts[0] == 0
    assert lasts[1] > count // 3


def test_a_title_shares_its_pairs_with_the_prose_behind_it() -> None:
    table = flat_features(page_of("\n".join(["今天的天气很好", TITLE, *BODY])))
    assert table["echo"][1] > table["echo"][0] == 0
    assert table["shared-back"][3] > 0


@pytest.mark.parametrize("text", ["", "\n\n", "一", "abc", "\ud800\n。", "你好\n" * 3, "a\n" * 500])
def test_features_of_odd_texts_are_finite(text: str) -> None:
    page = page_of(text)
    table = flat_features(page) if len(page) else {}
    assert all(np.isfinite(column).all() and len(column) == len(page) for column in table.values())


def test_blanks_that_fill_a_line_up_say_nothing() -> None:
    text = "\n".join([*NAV, TITLE, *BODY])
    filled = "\n".join("    " + line.ljust(150) for line in text.split("\n"))
    table, other = flat_features(page_of(text)), flat_features(page_of(filled))
    assert all((table[name] == other[name]).all() for name in ("size", "page-chars", "chars-place", "alike", "prose"))


def test_lines_that_stand_twice_and_lines_of_one_make_are_counted() -> None:
    table = flat_features(page_of("\n".join(["登录", "3楼 2024-05-01", TITLE, "4楼 2024-05-02", "登录", *BODY])))
    assert np.expm1(table["same"][:5]).round().tolist() == [2, 1, 1, 1, 2]
    assert np.expm1(table["alike"][:5]).round().tolist() == [2, 2, 1, 2, 2]
    assert table["since-timed"][:5].tolist() == [30, 0, 1, 0, 1]


def test_a_long_frame_needs_one_rule_alone() -> None:
    """Nothing but its length and one known line tells that the first lines are a frame."""
    nav = [f"{a}{b}频道" for a in "东西南北上下左右前后大小" for b in "城乡河山"]
    article = "\n".join([TITLE, *BODY])
    assert flat_article(page_of("\n".join([*nav, article]))) is None
    keep = flat_article(page_of("\n".join([*nav[:12], "分享到：", *nav[12:], article])))
    assert keep is not None
    assert np.flatnonzero(keep).tolist() == list(range(len(nav) + 1, len(nav) + 2 + len(BODY)))


@pytest.mark.parametrize("name", [*Logits._fields, "end", "post"])
def test_the_shipped_forests_know_the_columns(name: str) -> None:
    trees, page = forest(name), page_of("\n".join(BODY))
    table = flat_features(page)
    more = {"end": lambda: end_features(page, table, 0, -1, np.zeros(len(page)))}
    more["post"] = lambda: table | period_features(page, table, period_of(page))
    assert set(trees.names) == set(more.get(name, lambda: table)())
    assert np.isfinite(trees.value).all()


def test_a_next_story_says_little_of_what_the_opening_said() -> None:
    page = page_of("\n".join([TITLE, *BODY, "相关推荐", *OTHER]))
    table = end_features(page, flat_features(page), 1, 0, np.zeros(len(page)))
    assert len(table["opening"]) == len(page) - 1
    assert table["opening"][1:4].max() > table["opening"][5:].max()
    assert table["run-heads"].tolist() == [0, 0, 0, 0, 0, 1, 1]
    assert table["run-most-gap"].max() == 1


def test_doubtful_rules_do_not_take_most_of_the_prose() -> None:
    page = page_of("\n".join(["首页", "12", "关闭", TITLE, *BODY]))
    keep = np.zeros(len(page), np.bool_)
    keep[4] = True
    assert not page.sure
    assert not page.heads
    assert _takes_most(page, keep)
    assert not _takes_most(page, ~keep)


CODE = [
    "import os",
    "def rename(old, new):",
    "    os.rename(old, new)",
    "    return new",
    "}",
    "print(rename('a', 'b'));",
]


def test_a_lesson_in_programming_is_not_cut_at_its_source_code() -> None:
    numbers = [str(n) for n in range(1, 7)]
    lesson = [BODY[0], "先看下面的代码", *numbers, *CODE, "然后就可以给文件改名了", *numbers, *CODE, BODY[1]]
    text = "\n".join([*NAV, TITLE, *lesson, "责任编辑：李某", "相关推荐", "集市改到每月初五", *FOOT])
    found = Cleaner(Config(punctuation=False)).clean(text).text.split("\n")
    first = found.index(BODY[0])
    assert [line for line in found[first:] if line] == [line for line in lesson if line not in numbers]


def test_source_lines() -> None:
    listing = ["1", "2", "3", *CODE, "else", "{", "}"]
    page = page_of("\n".join([*NAV, *BODY, *listing, *OTHER, "Home", "About", "7"]))
    found = source_lines(page)
    start = len(NAV) + len(BODY)
    assert np.flatnonzero(found).tolist() == list(range(start, start + len(listing)))


GREETING = "欢迎访问某某自考网！本站为考生提供自考信息服务，网站信息供学习交流使用，请以考试院公布的为准。"
CELLS = [
    "课程代码",
    "课程名称",
    "03706",
    "思想道德修养",
    "04729",
    "大学语文",
    "04265",
    "社会心理学",
    "05618",
    "青少年心理",
]
MENU = [
    "自考介绍",
    "考试须知",
    "助学报名",
    "报名时间",
    "自考资料",
    "考试安排",
    "自考专业",
    "自考院校",
    "自考解答",
    "课程领取",
]
TABLE = [
    "2019年10月心理健康教育（专科）考试时间安排-某某自考",
    GREETING,
    "下载APP",
    *MENU,
    "所在位置：某某自考网 > 考试安排 >  正文",
    "2019年10月心理健康教育（专科）考试时间安排",
    "2019-08-09 11:41:16 来源：某某自考网 点击：",
    *CELLS,
    "上一篇：2019年10月汉语言文学（专科）考试时间安排",
    "下一篇：2019年10月教育管理（专科）考试时间安排",
    "最近更新",
    *(f"2021年4月自考课程安排表（{number}） 01-1{number}" for number in range(8)),
    *FOOT,
]


def test_a_greeting_above_the_headline_is_not_the_article() -> None:
    document = Cleaner().clean("\n".join(TABLE))
    assert document.title == "2019年10月心理健康教育（专科）考试时间安排"
    assert GREETING not in document.text
    assert "大学语文" in document.text
    assert "课程名称" in document.text


@pytest.mark.parametrize("change", [0, 14])
def test_a_headline_that_does_not_come_back_is_none(change: int) -> None:
    lines = TABLE.copy()
    lines[change] = "另一行字写在这里，和下面的没有关系"
    assert restated(page_of("\n".join(lines))) == -1


def test_a_block_of_more_prose_than_stays_is_doubted() -> None:
    prose = "修例风波以来，警方遭到各种抹黑，原本良好的警民关系也受到严重破坏，警队需要争取民意。"
    page = page_of("\n".join(["热搜", "大家都在说这件事情。", "查看原文", *[prose] * 4]))
    keep = np.arange(len(page)) < 2
    line = np.where(keep, 1.0, 0.0).astype(np.float32)
    assert outweighing(page, keep, line, 0.0).tolist() == [False] * 3 + [True] * 4
    assert not outweighing(page, keep, line, 2.0).any()  # a title above what stays
    assert not outweighing(page, keep, line - 2, 0.0).any()  # prose that is not the article's


def test_a_text_without_punctuation_stays_below_a_greeting() -> None:
    told = [
        "那天我们沿着溪边的小路走了大概两个小时才看到营地的木牌",
        "老板娘已经在门口等着还帮我们把湿透的外套拿去烤火",
        "山上的夜里比想象中冷很多大家都挤在炉子旁边不肯走开",
        "孩子们倒是一点也不怕冷跑到外面去看满天的星星",
        "第二天早上雾散了之后才发现营地原来就在一片枫树林里面",
        "地上铺满了红色的叶子踩上去有一种很软很轻的声音",
        "我把相机拿出来的时候电池已经因为太冷没有电了",
        "只好把眼前的这一切都好好地记在自己的心里面",
        "回家的路上大家都在车上睡着了只有我还在想着那片林子",
        "如果明年还有机会的话我想再带爸妈一起来住一个晚上",
    ]
    nav = ["搜寻结果", "博客邦", "首页", "博客", "运动", "美妆", "旅游", "亲子", "美食", "行程攻略", "找文章", "登录"]
    intro = [
        "山脚人家的博客",
        "跳到主文",
        "这是我们一家人的小天地，喜欢爬山，喜欢露营，也喜欢发呆，写写路上的事情，欢迎常来坐坐。",
    ]
    foot = [
        "全站分类：休闲旅游",
        "个人分类：露营",
        "分享",
        "上一篇：溪头两天一夜",
        "下一篇：旧屋翻修记",
        "发表评论",
        "返回顶部",
    ]
    page = page_of("\n".join([*nav, *intro, "相簿", "留言", "枫林营地两天一夜", *told, *foot]))
    keep = np.array([line in intro for line in map(page.text, range(len(page)))])
    assert {page.text(i) for i in np.flatnonzero(unmarked(page, keep)).tolist()} >= set(told)


def test_titles_in_a_list_are_no_text_without_punctuation() -> None:
    titles = [
        "水库边的小学今年只剩两名新生",
        "豆腐坊换上电磨老顾客纷纷点赞",
        "渡口末班船周五正式停航",
        "山区信号塔架设工程全部完工",
        "老街改造二期拆迁方案公示",
        "五名下岗女工办起早点铺",
        "市民广场夜间施工扰民遭投诉",
        "新版公交线路图今日启用",
        "古桥修缮发现明代石刻",
        "中学足球队挺进市长杯四强",
    ]
    page = page_of("\n".join(titles))
    assert not unmarked(page, np.zeros(len(page), np.bool_)).any()


def test_a_heading_that_an_author_may_have_written_tells_less_of_a_frame() -> None:
    page = page_of("推荐\n123\n茶馆早早开了门")
    assert not _framed(page, np.ones(3, np.bool_), LEAST_BARE_FRAME)
    assert _framed(page_of("猜你喜欢\n123\n茶馆早早开了门"), np.ones(3, np.bool_), LEAST_BARE_FRAME)


def test_one_line_that_two_rules_know_is_no_frame() -> None:
    page = page_of("水磨谣\n作者：王小二\n茶馆早早开了门")
    assert page.sure.keys() & page.weak.keys()
    assert not _framed(page, np.ones(3, np.bool_), LEAST_BARE_FRAME)
