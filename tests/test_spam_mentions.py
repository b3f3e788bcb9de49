"""Words of spam in speech, rows, items of lists and front matter: they are mentions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner import clean
from cleaner.stages.spam.findings import Finding
from cleaner.stages.spam.model import model
from cleaner.stages.spam.reading import Reading, Strength
from cleaner.stages.spam.runs import Run
from cleaner.stages.spam.sentences import is_scrap
from cleaner.stages.spam.view import view

BELOW = "\n河堤上的柳树是去年春天栽下的，如今已经有一人多高。\n附近的居民每天傍晚都到堤上散步。\n"

SPEECH = [
    "“包过，包过！”师傅拍着方向盘说。",
    "“稳赢，稳赢。”他把骨牌往桌上一推。",
    "「稳赚，稳赚不赔！」掌柜的嚷道。",
    "“不看征信，当天放款，秒到账。”电线杆上这样写着。",
]
LISTS = {
    "rows": "编号,病名,表现\n8,肾炎,血尿,水肿\n9,膀胱结石的血尿特点,疼痛伴血尿,终末血尿,无痛血尿\n10,结石,腰痛\n",
    "japanese": "去日本以前先记下：\n- 日本の電話番号\n- 日本の住所\n",
    "sound": "他做事利索，啪啪啪列好单子，下午就办完了。邻居啪啪啪敲了几下门，把伞还了回来。\n",
    "front matter": "---\ntitle: 刷机笔记\nkeywords: 路由器,代理,免费翻墙软件\n---\n\n家里的路由器刷了新的固件。\n",
    "entries": "溜,溜,liu1,溜走，溜開，偷溜，溜課，溜工，溜掉，開溜，溜回家，溜之大吉,偷偷地走開\n",
    "labels": "格式：\n[1] 【刊名】【年份】【题目】【团队名】【原文链接】【代码链接】【简介】\n"
    "[2] 👍【刊名】【年份】【题目】【团队名】【原文链接】【代码链接】【简介】\n",
    "tags": "办证: 办理/v 公证/vn 事务/n\n美编: 美术/n 编辑/n\n",
    "files": "* [用旧电脑搞钱，日赚百万](笔记/理财/用旧电脑搞钱，日赚百万.md)\n* [周报怎么写](笔记/周报怎么写.md)\n",
    "links": "* [娱乐城](https://itunes.example.com/cn/app/id1234567)：一个拼城市的小游戏\n",
    "path": "[^9]: 作者：“论文题目”。存档于[perma.cc/AYX8-QP5X](https://perma.cc/AYX8-QP5X)\n",
    "exam": "# 广州自考免考手续\n考生可以申请免考部分课程，办理时间为每年四月和十月。\n",
    "titles": "片单：\n午夜重生 午夜重生\n春天的渡口\n",
    "notice": "本店新客户不支持货到付款，请先付定金，或者通过淘宝、支付宝担保交易。\n",
}


@pytest.mark.parametrize("line", SPEECH)
def test_what_somebody_says_stays(line: str) -> None:
    assert line in clean(line + BELOW).text


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_a_mention_stays(text: str) -> None:
    assert not [edit for edit in clean(text + BELOW).edits if edit.stage == "spam"]


def test_a_name_in_brackets_that_articles_begin_with_stays() -> None:
    ends = [
        "保证服务没有中断。",
        "参与用户之间的纠纷。",
        "对链接的内容负责。",
        "承担快递延误的损失。",
        "保留聊天记录。",
    ]
    text = "\n".join(f"{number}、【校园代取】不{end}" for number, end in enumerate(ends, 1))
    assert clean(text).text.count("【校园代取】不") == len(ends)


@pytest.mark.parametrize(
    "line",
    [
        "# 夜航記：渡船人的晚飯　能停都停每天吃得安心",
        "- 全站逐頁人手核對測試",
        "尋址定址 寻址定址 addressing mode",
    ],
)
def test_what_one_model_alone_takes_for_an_advert_stays(line: str) -> None:
    text = f"{line}\n\n那年秋天，渡口上来了几位客人，他们坐在船头说话。{BELOW}"
    assert not [edit for edit in clean(text).edits if edit.stage == "spam"]


def test_one_word_amid_a_title_is_a_scrap() -> None:
    title = "临河三百一晚同城约茶临河同城三百元一晚"
    line = Reading(0, 0, view(title), (), Strength("", model()))
    run = Run(8, 10, 7.0, "escort", sure={"约茶"})
    assert is_scrap(line, Finding(0, 8, 10, False, run, 6.0, ""))
    assert not is_scrap(line, Finding(0, 8, len(title), False, run, 6.0, ""))
    assert not is_scrap(line, Finding(0, 8, 10, False, replace(run, plain=1), 6.0, ""))


def test_the_subject_of_a_sentence_in_quotation_marks_stays() -> None:
    says = [
        "推出了“新濠天天开好彩”的彩票项目。",
        "“新濠天天开好彩”是一种即开型彩票。",
        "问起“新濠天天开好彩”，没人知道。",
    ]
    text = "\n".join(f"{number}月，{each}" for number, each in enumerate(says * 2, 1))
    assert clean(text + BELOW).text.count("新濠天天开好彩") == len(says) * 2


def test_headlines_of_a_corpus_that_is_cut_in_words_stay() -> None:
    rows = (
        "賣場 想要 多賺點 小錢 ， 就 在 門口 擺 攤 。",
        "里長 說 ， 這 條 路 三年 沒有 修 過 。",
        "母女 暴力討債 高利貸 借熟人",
        "颱風 過後 ， 菜價 一 天 漲 了 兩 成 。",
        "老師 帶 學生 到 溪邊 撿 垃圾 。",
        "市場 裡 的 攤販 下午 就 收 了 。",
        "漁民 把 船 拉 上 岸 ， 等 風 停 。",
        "醫院 門口 排 了 很 長 的 隊伍 。",
        "孩子 們 在 操場 上 放 風箏 。",
        "圖書館 下 個 月 開始 整修 。",
        "火車 誤點 二十 分鐘 才 進站 。",
    )
    assert clean("\n".join(rows)).text.count("\n") == len(rows) - 1
