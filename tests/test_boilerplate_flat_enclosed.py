"""Short lines between the first and the last sentence of a flattened text stay, whatever they are: they are its own."""

from __future__ import annotations

import pytest

from cleaner import Cleaner

FORUM = (
    "{0} - 手工天地 - 溪口论坛 - Powered by Discuz!\n设为首页\n收藏本站\n用户名\n密码\n登录\n立即注册\n溪口论坛\n›\n手工天地\n"
    "›\n{0}\n返回列表\n查看:\n920\n|\n回复:\n0\n{0}\n[复制链接]\n木头人\n木头人\n当前离线\n积分\n88\n发表于\n2019-05-06\n"
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
