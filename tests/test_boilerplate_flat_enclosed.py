"""Short lines between the first and the last sentence of a flattened text stay, whatever they are: they are its own."""

from __future__ import annotations

import pytest

from cleaner import Cleaner

FORUM = (
    "{0} - 手工天地 - 溪口论坛 - Powered by Discuz!\n设为首页\n收藏本站\n用户名\n密码\n登录\n立即注册\n溪口论坛\n"
    "›\n手工天地\n›\n{0}\n返回列表\n查看:\n920\n|\n回复:\n0\n{0}\n[复制链接]\n木头人\n木头人\n当前离线\n积分\n88\n发表于\n2019-05-06\n"
    "显示全部楼层\n|阅读模式",
    "回复\n使用道具\n举报\n返回列表\n高级模式\nB\nColor\nImage\nLink\n您需要登录后才可以回帖\n登录\n立即注册\n本版积分规则\n"
    "发表回复\n回帖后跳转到最后一页\n手机版\nGMT+8, 2019-7-1 11:20\nPowered by\nDiscuz!\n© 2001-2013\nComsenz Inc.",
)
TOOLS = (
    "做一只小板凳",
    "阳台上缺一只坐着择菜的小板凳，前几天用剩下的木料做了一只，用到的东西和尺寸都写在下面。",
    "料单\n凳面\n一块\n长\n32cm\n宽\n20cm\n凳腿\n四根\n横撑\n两根\n木蜡油\n半罐\n工具\n手锯\n凿子\n木工胶",
    "胶干了以后坐上去一点也不晃，只是凳面还没有磨得很光，等有空再上一遍油。",
)


@pytest.mark.parametrize("frame", [FORUM])
@pytest.mark.parametrize("body", [TOOLS])
def test_short_lines_between_sentences_stay(frame: tuple[str, str], body: tuple[str, ...]) -> None:
    title, *parts = body
    head, foot = frame
    document = Cleaner().clean("\n".join([head.format(title), *parts, foot]))
    kept = document.text.split("\n")
    assert [line for part in parts for line in part.split("\n") if line not in kept] == []
    assert "返回列表" not in kept


def test_entries_of_one_shape_stay_to_the_last_of_them() -> None:
    inns = [
        "河湾客栈\n渡口东侧\n客栈的窗户正对着渡口，早上能听见船工的号子，房间不大，被褥晒得很干净，老板会煮一手好鱼汤。",
        "半山小院\n茶山脚下\n小院里种着两棵柿子树，秋天住进来满眼都是红的，下山要走二十分钟石阶，行李多的客人可以请人背。",
        "磨坊旅舍\n石桥西头\n旅舍是旧磨坊改的，水车还在转，夜里水声很大，怕吵的客人最好要后面的房间，那里看得见菜园。",
        "竹里人家\n后街\n竹子把院子围得严严实实，夏天坐着不用扇子，晚上要点蚊香。",
        "老邮局\n正街\n邮局的柜台还留着，客人在那里登记，二楼的木地板走起来吱呀响，楼下有一家开到半夜的面馆，味道很好。",
    ]
    head = "石桥镇游记\n首页\n客栈\n吃食\n联系我们\n石桥镇游记\n首页\n石桥镇有哪些值得住的客栈？"
    foot = "查看详情\n«\n1\n»\n© 2013-2016 石桥镇游记, All Rights Reserved"
    kept = Cleaner().clean("\n".join([head, "\n查看详情\n".join(inns), foot])).text
    assert [line for inn in inns for line in inn.split("\n") if line not in kept] == []
    assert "All Rights" not in kept


def test_a_list_of_others_with_days_and_counters_goes_wherever_it_stands() -> None:
    text = "两个数的最大公约数可以用辗转相除法来求，每一步都用较小的数去除较大的数，余数为零的时候除数就是答案。"
    names = ("求最小公倍数", "判断闰年", "九九乘法表", "反转字符串", "冒泡排序", "斐波那契数列", "猜数字")
    others = [
        f"{name}\n0{n}-1{n} 阅读数 {n}82\n{name}是初学的人常常问到的问题，本文用一个例子来说明它的做法…"
        for n, name in enumerate(names, 1)
    ]
    page = ["首页", "博客", "下载", "登录", "求最大公约数", "2019-03-02 10:11:12 阅读数 301", text, "评论", *others]
    kept = Cleaner().clean("\n".join([*page, "©2019 网站版权所有"])).text
    assert text in kept
    assert "阅读数" not in kept
    assert "判断闰年" not in kept


def test_entries_in_which_the_same_labels_come_in_turns_stay_with_their_figures() -> None:
    shops = [
        ("青禾书店", "书店开在老巷子深处，店主想让路过的人知道二楼还有一间可以坐着看书的屋子。", "2.1W", "430"),
        ("阿福豆腐坊", "豆腐坊请街坊来看一锅豆浆怎样点成豆腐，孩子们自己压了一块带回家。", "9800", "77"),
        ("小满照相馆", "照相馆翻出三十年前的底片，请当年的客人回来在同一块布景前再照一张。", "1.4W", "512"),
    ]
    body = [
        line for name, told, read, liked in shops
        for line in (name, "活动缘起", told, "活动成效", "阅读量", read, "点赞数", liked)
    ]  # fmt: skip
    head = [
        "首页",
        "街区动态",
        "办事指南",
        "当前位置：首页>街区动态>案例",
        "老街小店推广案例",
        "来源：街道办 时间：2020-06-03 09:15",
    ]
    foot = ["相关链接", "区政府网", "文旅局", "版权所有：老街街道办", "网站标识码：1102000006 京ICP备05005864号"]
    kept = Cleaner().clean("\n".join([*head, *body, *foot])).text.split("\n")
    assert [line for line in body if line not in kept] == []
    assert "区政府网" not in kept


FIRMS = ["晨星", "远帆", "苹果", "谷歌", "微软", "柳河重工", "Facebook", "Twitter", "北岭电子", "南川汽车", "小关科技"]
MORE = ["白马渡", "滴滴", "黄土坡", "榆树湾", "中国证监会"]
NOTICE = "版权所有 (C) 2001-2019 柳河开发小组"
README = ["以下几句话是从读者来信里抄下来的", "*" * 40, NOTICE, "*" * 40, "1. 许可协议", "====", "2. 安装步骤"]


@pytest.mark.parametrize("lines", [[*FIRMS, *MORE], README])
def test_one_line_of_a_frame_makes_no_page_of_a_plain_text(lines: list[str]) -> None:
    kept = Cleaner().clean("\n".join(lines)).text.split("\n")
    assert [line for line in lines if line not in kept and "版权" not in line] == []


def test_the_address_of_a_translated_text_stays() -> None:
    line = "原文链接：https://www.example.org/stories/2022/river/"
    text = f"# 河流的故事\n\n这篇文章讲的是一条河怎样改了三次道，两岸的人怎样跟着搬了三次家。\n\n{line}\n"
    assert Cleaner().clean(text).text == text
