"""Words of spam in speech, rows, items of lists and front matter: they are mentions."""

from __future__ import annotations

import pytest

from cleaner import clean

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
