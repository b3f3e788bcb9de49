"""Comments of readers below articles, for the training pages of flattened text: names, times, places, likes, buttons.

Each page has a layout of its own, drawn from parts that any site may have, in any order: what stands before the words
of a reader and what behind them, in lines of their own or in one. The words are those of posts in threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

_NAMES = (
    "老小大阿王李张陈林周吴山水云风雨月夜海南北东西清明一二三九木石花草鱼猫虎人家子生客友心天地行路光年白青红黑"
    "爱静明华abckmxyz0123689_"
)
_PLACES = (
    "北京", "上海", "广东", "江苏", "浙江", "山东", "河南", "四川", "湖北", "湖南", "福建", "安徽", "河北", "辽宁",
    "陕西", "江西", "重庆", "天津", "广西", "云南", "黑龙江", "吉林", "山西", "贵州", "内蒙古", "新疆", "海南", "甘肃",
    "香港", "台湾", "广州", "深圳", "杭州", "成都", "美国", "日本",
)  # fmt: skip
_NAMED = (
    "{name}", "{name}", "{name}", "{name}：", "网友 {name}", "{place}网友", "{place}网友 {name}", "{name} 说：",
    "@{name}", "{floor}楼 {name}", "#{floor} {name}", "{name} says:", "手机用户{number}", "{name} Lv.{few}",
    "{name} [{place}网友]", "第{floor}楼 网友：{name}", "{name} 回覆：", "匿名用户", "{floor}F {name}",
)  # fmt: skip
_WHEN = (
    "{date} {clock}", "{date} {clock}:{second}", "{date}", "{few}小时前", "{few}分钟前", "昨天 {clock}", "{clock}",
    "发表于 {date} {clock}", "{month}-{day} {clock}", "{month}月{day}日 {clock}", "{few}天前", "{date} at {clock}",
)  # fmt: skip
_WHERE = ("来自{place}", "IP属地：{place}", "{place}", "[{place}]", "来自：{place}", "发布于 {place}")
_LIKED = (
    "赞 {number}", "{number}", "顶({few})", "支持({number}) 反对({few})", "赞({number})", "👍 {number}", "有用 {few}",
    "{number} 赞", "赞[{number}] 踩[{few}]", "推 {few} 噓 0", "讚 {number}",
)  # fmt: skip
_BUTTONS = (
    "回复",
    "举报",
    "分享",
    "引用",
    "踩",
    "收藏",
    "回覆",
    "回复 举报",
    "Reply",
    "复制",
    "查看{few}条回复",
    "展开",
)
_OPENED = (
    "网友评论", "最新评论", "热门评论", "全部评论 {number}", "评论({number})", "{number}条评论", "评论 {number}",
    "跟帖",
    "共有{number}人参与评论", "所有跟贴 {number}", "留言({number})", "讀者留言", "大家都在说", "精彩评论", "网友跟帖",
    "{number} comments", "观众热议", "留言区", "相關回應",
)  # fmt: skip
_ASKED = (
    "写下你的评论…", "登录后发表评论", "发表评论", "最新 最热", "按热度 按时间", "请先登录", "还可以输入 140 字",
    "表情",
    "友善发言，理性讨论", "我要评论", "我来说两句", "用户名： 密码： 验证码：", "提交", "匿名",
)  # fmt: skip
_CLOSED = (
    "查看全部{number}条评论", "没有更多评论了", "查看更多评论", "已显示全部评论", "上一页 1 2 3 下一页", "加载更多",
    "发表您的观点", "以上网友发言只代表其个人观点，不代表本网站的观点或立场", "点击加载更多评论",
)  # fmt: skip
_HEADED, _CLOSING, _TIMED_FIRST, _PLACED, _LIKING, _ANSWERED = 0.8, 0.6, 0.5, 0.4, 0.7, 0.25
_MOST_LINES, _LONGEST = 3, 140  # of what one reader says
Random = np.random.Generator


class _Layout(NamedTuple):
    """What stands before the words of a reader and behind them; ``joined``: each in one line."""

    before: list[str]
    behind: list[str]
    joined: tuple[bool, bool]
    inline: bool


def comments(said: Sequence[Sequence[str]], count: int, rng: Random) -> list[str]:
    """``count`` comments in one layout, with what stands above and below them. said: lines of posts."""
    layout = _layout(rng)
    words = [post for post in said if post]
    lines = [_filled(_one(_OPENED, rng), rng)] if rng.random() < _HEADED else []
    lines += [_one(_ASKED, rng) for _ in range(int(rng.integers(3)))]
    for number in range(count):
        post = [line[:_LONGEST] for line in words[int(rng.integers(len(words)))][:_MOST_LINES]]
        lines += _comment(layout, post, rng, count - number)
        if rng.random() < _ANSWERED:
            answer = words[int(rng.integers(len(words)))][0][:_LONGEST]
            lines += [_filled(_one(("{name}：", "回复 @{name}：", "{name} 回复 {other}："), rng), rng) + answer]
    return lines + ([_filled(_one(_CLOSED, rng), rng)] if rng.random() < _CLOSING else [])


def _layout(rng: Random) -> _Layout:
    before, behind = [_one(_NAMED, rng)], list[str]()
    (before if rng.random() < _TIMED_FIRST else behind).append(_one(_WHEN, rng))
    if rng.random() < _PLACED:
        (before if rng.random() < _TIMED_FIRST else behind).append(_one(_WHERE, rng))
    if rng.random() < _LIKING:
        behind.append(_one(_LIKED, rng))
    behind += [_one(_BUTTONS, rng) for _ in range(int(rng.integers(4)))]
    first, second, inline = (rng.random(3) < (0.4, 0.5, 0.1)).tolist()
    return _Layout(before, behind, (first, second), inline)


def _comment(layout: _Layout, post: Sequence[str], rng: Random, floor: int) -> list[str]:
    before, behind = ([_filled(part, rng, floor) for part in parts] for parts in (layout.before, layout.behind))
    before, behind = (
        [" ".join(parts)] if joined and parts else parts
        for parts, joined in zip((before, behind), layout.joined, strict=True)
    )
    if layout.inline:
        before, post = before[:-1], [before[-1] + post[0], *post[1:]]
    return [*before, *post, *behind]


def _one(some: Sequence[str], rng: Random) -> str:
    return some[int(rng.integers(len(some)))]


def _filled(form: str, rng: Random, floor: int = 0) -> str:
    month, day, hour, minute, second = (int(rng.integers(1, most)) for most in (13, 29, 24, 60, 60))
    name, other = (
        "".join(_NAMES[int(i)] for i in rng.integers(len(_NAMES), size=int(rng.integers(2, 8)))) for _ in range(2)
    )
    return form.format(
        name=name, other=other,
        place=_one(_PLACES, rng), number=int(rng.integers(2000) ** 2 // 2000), few=int(rng.integers(24)), floor=floor,
        date=f"{int(rng.integers(2004, 2026))}-{month:02}-{day:02}", month=f"{month:02}", day=f"{day:02}",
        clock=f"{hour:02}:{minute:02}", second=f"{second:02}",
    )  # fmt: skip
