"""Flattened pages: what goes or stays as a whole."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import Cleaner
from cleaner.stages.boilerplate.flat_models import Logits
from cleaner.stages.boilerplate.flat_run import _alone, told_again
from cleaner.stages.boilerplate.flat_whole import (
    buttons,
    bylines_between,
    credits_of,
    fields,
    folds,
    headed,
    named_in,
    replies,
)
from tools.boilerplate_flat import page_of

ABOVE = ["打开", "听潮快讯APP，看新闻更省流量", "头条", "视频", "推荐", "本地", "军事", "房产"]
BELOW = [
    "特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台“潮号”用户上传并发布，本平台仅提供信息存储服务。",
    "赞 118", "踩", "不感兴趣", "收藏 写评论", "评论 23", "全部评论", "打开APP参与评论", "热点推荐",
    "电热水壶底下那层白东西，刮还是不刮", "上滑加载更多", "反馈", "返回顶部",
]  # fmt: skip
TITLE = "铁锅生锈了，还能不能接着炒菜？"
TOLD = [
    "搬家翻出一口放了两年的铁锅，锅底一层红锈，很多人的第一反应是扔掉，其实大可不必。",
    "先用细砂纸蘸着食用油把浮锈擦掉，再用热水冲洗，擦干以后放在火上烘到不冒水汽为止。",
    "烘干以后趁热抹一层薄油，用小火慢慢烧，等油烟散尽了关火放凉，这样反复做上三遍。",
]
MORE = [
    "如果锅底已经锈穿，或者敲起来声音发哑，就不要再用了，送到收废品的地方当铁卖掉。",
    "平时不用的收法：洗净烘干，抹一层油，用旧报纸包好，放在通风的柜子里。",
]


def kept(lines: list[str]) -> list[str]:
    document = Cleaner().clean("\n".join(lines))
    assert document.restore() == "\n".join(lines)
    return [line for line in document.text.split("\n") if line]


def test_the_text_below_a_button_that_unfolds_it_stays() -> None:
    lines = kept([*ABOVE, TITLE, "灶台边的老李 2021-03-02 19:20", "+关注", *TOLD, "点击展开全文", *MORE, *BELOW])
    assert lines == [TITLE, *TOLD, *MORE]


def test_a_button_that_comes_back_below_beginnings_of_texts_unfolds_none() -> None:
    page = page_of("\n".join([TOLD[0], "阅读全文", MORE[0], "阅读全文", MORE[1]]))
    sure = np.ones(len(page), np.float32)
    assert not folds(page, sure).any()
    assert np.flatnonzero(folds(page_of("\n".join([TOLD[0], "阅读全文", MORE[0]])), sure)).tolist() == [1]


POST = "巷口那口老井今天清淤，捞上来三只搪瓷缸、半块磨刀石，还有一枚一九六二年的五分钱。井水清了一下午，傍晚又满了。"
REPLIES = [
    ("晒太阳的猫", "小时候夏天把西瓜吊在井里，比冰箱还管用"),
    ("修车的老赵", "搪瓷缸是我爷爷那辈人的，掉下去哭了半天，后来谁也不敢提"),
    ("一棵白菜", "磨刀石能不能送我一块"),
    ("北门豆腐坊", "井水做豆腐最好，自来水点出来的总差一口气"),
    ("路过", "水清了就好"),
]


def test_a_row_of_replies_stays_as_a_whole() -> None:
    said = [
        line for number, (name, text) in enumerate(REPLIES)
        for line in (f"{name}：", text, f"6-0{number + 1} 20:1{number} 回复 赞 {number * 37 + 4}")
    ]  # fmt: skip
    lines = [
        "微博正文",
        "老城巷口",
        "6-1 19:08 来自 安卓客户端",
        "关注",
        POST,
        "转发 64 评论 21 赞 530",
        "按热度 按时间",
    ]
    left = kept([*lines, *said, "查看更多评论", "微博热搜", "更多微博内容请打开客户端"])
    assert [text for _, text in REPLIES if text not in left] == []


def row(says: str, *, above: int = 1) -> list[str]:
    said = [line for at, (_, text) in enumerate(REPLIES) for line in (text, f"6-1 20:1{at} {says} {at}")]
    return [*[POST] * above, *said, "微博热搜"]


@pytest.mark.parametrize("last", [0, 2, 3])
def test_a_row_is_kept_from_its_first_line_to_its_last_beat(last: int) -> None:
    page = page_of("\n".join(row("回复 赞")))
    assert np.flatnonzero(replies(page, np.arange(len(page)) <= last)).tolist() == list(range(1, 11))


@pytest.mark.parametrize("lines", [row("浏览"), row("回复 赞", above=6)])
def test_a_row_of_titles_or_of_comments_on_an_article_is_not(lines: list[str]) -> None:
    page = page_of("\n".join(lines))
    assert not replies(page, np.array([line == POST for line in lines])).any()


FIELDS = ["品名：竹提篮", "材质：三年毛竹", "口径：32厘米", "净重：约0.8千克", "产地：浙江安吉"]
GOODS = ["手工竹编提篮 32厘米 加固提梁 老手艺", "月销量 52", "累计评价 870", "促销价 ¥88.00", "立即购买", "加入购物车"]
SHOP = ["亲，请登录 免费注册 手机逛", "我的订单 购物车0 收藏夹 联系客服", "竹人旗舰店", "全部商品分类", "宝贝", "店铺"]
TOLD_OF = [
    "篮身用三年生毛竹劈成的青篾编成，青篾比黄篾耐磨，用得越久颜色越深，表面不上漆，只擦一层山茶油。",
    "提梁外面缠了两道细藤，提重物的时候不勒手，如果藤断了，可以寄回来换，只收来回的运费。",
    "梅雨天请挂在通风的地方，不要贴着墙放。",
]


def test_the_fields_of_goods_and_their_name_stay() -> None:
    foot = ["看了又看", "竹编果盘 ¥36.00", "店内热销", "正在加载...", "关于我们 合作伙伴 营销中心 开放平台"]
    lines = kept([*SHOP, *GOODS, "商品详情", "产品参数：", *FIELDS, *TOLD_OF, *foot])
    assert set(lines) >= {GOODS[0], "产品参数：", *FIELDS, *TOLD_OF}
    assert SHOP[0] not in lines


def test_fields_stand_in_a_row() -> None:
    assert fields(page_of("\n".join([*FIELDS, *TOLD_OF]))).tolist() == [True] * 5 + [False] * 3
    assert not fields(page_of("\n".join(FIELDS[:3]))).any()


def test_a_title_whose_words_the_text_says_is_likelier() -> None:
    page = page_of("\n".join([SHOP[0], GOODS[0], *TOLD_OF, "竹编提篮的提梁断了也不要紧。"]))
    keep = np.arange(len(page)) >= 2
    titles = np.array([-0.2, -1.3, -5, -5, -5, -5], np.float32)
    assert named_in(page, keep, titles, range(2), 0) == 1
    assert named_in(page, keep, titles - [0, 3, 0, 0, 0, 0], range(2), 0) == 0


def test_words_for_sections_of_a_site_do_not_cut_a_list() -> None:
    listed = ["书目页（按作者、按年份）", "书页（品相说明，照片）", "留言", "帮助中心", "求购登记（买家写书名）"]
    near = np.array([True, True, True, False, True])
    assert np.flatnonzero(_alone(page_of("\n".join(listed)), near)).tolist() == [3]
    near[1] = False
    assert not _alone(page_of("\n".join(listed)), near).any()
    assert not _alone(page_of("\n".join(listed).replace("帮助中心", "分享")), np.ones(5, np.bool_)).any()


def test_buttons_between_sentences_go_if_the_frame_has_them_too() -> None:
    text = [TITLE, TOLD[0], "分享", TOLD[1], "广告", "(廣告請繼續往下閱讀)", TOLD[2], *MORE, "分享", "收藏"]
    page = page_of("\n".join(text))
    keep, line = np.arange(len(page)) < 9, np.full(len(page), -1.5, np.float32)
    assert np.flatnonzero(buttons(page, keep, line)).tolist() == [2, 4]
    assert not buttons(page, keep, line + 2).any()
    assert np.flatnonzero(buttons(page_of("\n".join([*text[:9], "收藏"])), keep[:10], line[:10])).tolist() == [4]
    listed = page_of("\n".join([TITLE, "微信", "分享", "微博", TOLD[0], "分享"]))
    assert not buttons(listed, np.arange(6) < 5, line[:6])[:3].any()


WHEEL = "水车在河边转了两百年，每小时能提三百吨水，四个村子的田都靠它浇，老人们说它从来没有停过。"
MILL = "磨坊在水车的下游，磨盘用的是山里的青石，每年冬天要凿一次齿，凿一次要用三天，石匠就住在磨坊里。"
TREE = "村口的杉木是修水车剩下的，已经长到五层楼高，树下每逢三六九赶集，卖的多是竹器和山里的药材。"


@pytest.mark.parametrize("byline", ["来源：江边晚报", "责任编辑：江望", "作者：佚名", "2019-05-01 10:25"])
def test_bylines_between_the_parts_of_a_text_do_not_end_it(byline: str) -> None:
    frame = "设为首页\n加入收藏\n首页\n新闻\n论坛\n图片\n视频"
    foot = "转载请注明原文链接\n关于我们\n联系我们\n京ICP备12345678号"
    parts = f"三村要闻\n{WHEEL}\n{byline}\n{MILL}\n{byline}\n{TREE}"
    text = Cleaner().clean(f"{frame}\n{parts}\n{foot}").text
    assert all(part in text for part in (WHEEL, MILL, TREE))
    assert "关于我们" not in text


def test_minutes_of_what_was_said_when_go_on_behind_a_short_sentence() -> None:
    said = [line for part in range(7) for line in (f"2020-09-24 10:{28 + part}:37", "刘强：", TOLD[part % 3])]
    said[6:6] = ["2020-09-24 10:30:02", "主持人：", "感谢刘局长。"]
    page = page_of("\n".join([TITLE, TOLD[0], *said]))
    times = [i for i, line in enumerate(page.folded) if line.startswith("2020")]
    assert np.flatnonzero(bylines_between(page)).tolist() == times


def test_one_byline_may_end_a_text() -> None:
    page = page_of(f"{WHEEL}\n责任编辑：江望\n{MILL}")
    assert not bylines_between(page).any()


def test_the_line_between_breadcrumb_and_share_bar_is_the_headline() -> None:
    said = (
        "旧渡口的石阶正一级一级沉入水底,\n\n老船工的记忆不仅关乎一条河,\n\n更关乎两岸三代人的生计。\n\n"
        "石阶（当地人叫水梯）以看得见的速度往下沉。从光绪年间到今天，三十二级石阶只剩下三级，船工的孩子把船改成茶馆，"
        "客人坐在船头看水。面对此情此景，县里的老人不断提出同一个问题——没有渡口，还算不算渡口村？\n\n"
        "村里打算把剩下的石阶围起来，立一块碑，写上每个船工的名字。\n"
    )
    for headline in ("渡口村石阶沉降及其出路", "春天的公园花开得正好"):
        frame = f"网易首页 > 网易号 > 正文 申请入驻\n\n{headline}\n\n0\n分享至\n\n"
        document = Cleaner().clean(f"{frame}{said}\n特别声明：以上内容为用户上传并发布。\n举报\n相关推荐\n")
        assert document.title == headline
        assert document.text.startswith(headline)
        assert "分享至" not in document.text


def test_the_headline_above_its_subtitle_stays() -> None:
    page = page_of("\n".join(["听潮网", "铁锅下乡记", "——东乡补锅匠的三个秋天", *TOLD]))
    assert np.flatnonzero(headed(page, np.arange(len(page)) >= 2)).tolist() == [1]
    assert not headed(page, np.arange(len(page)) >= 3).any()


def test_credits_are_no_headline() -> None:
    page = page_of("\n".join(["撰文 | 张三", "設計 | 甄由", "设计一口锅", *TOLD]))
    assert np.flatnonzero(credits_of(page)).tolist() == [0, 1]
    logits = Logits(*np.zeros((4, len(page)), np.float32))
    assert told_again(page, logits).title[:3].tolist() == [-9, -9, 0]
