"""Lists from end to end hold no frame of a page, though a line or two of them reads like one."""

from __future__ import annotations

import pytest

from cleaner import clean

WORDS = "广告代理 原音铃声 找个妈妈 石磨出租 磨坊转让 客服电话 销售热线 免费订购 低价出售 款到发货 回复可见 水车安装"
PLACES = "中国 美国 日本 俄罗斯 联合国 阿里 小米 京东 苹果 谷歌 微软 Facebook Twitter 字节 抖音 快手 美团 滴滴 拼多多"
CHEERS = (
    "河湾加油",
    "水车真好看",
    "向守磨坊的老人致敬点赞",
    "我爱河湾",
    "谢谢大家",
    "柳镇的朋友也来了",
    "太喜欢王老师了向专注的匠人点赞",
    "石桥修得漂亮",
)


@pytest.mark.parametrize("lines", [WORDS.split() * 2, PLACES.split(), CHEERS * 4], ids=["words", "places", "cheers"])
def test_a_list_loses_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert clean(text).text == text


def test_a_text_that_was_cut_ends_in_a_heading() -> None:
    head = ["您当前的位置:首页 > 水利 > 磨坊", "水车的响应与平衡", "时间:2021-03-08 09:54:51  来源:河湾技术  作者:"]
    body = [
        "随着磨坊业务的不断发展，麦子也在不断增加，村民对水车的要求也在不断提高。",
        "第一部分，通过改造水轮来降低响应时延，提升村民体验，降低木料成本，修一次能用上十年。",
    ]
    assert clean("\n".join([*head, *body, "一、水轮的改造"])).text.endswith("\n一、水轮的改造")


def test_a_line_of_marks_behind_a_label_takes_no_time() -> None:
    """Separators that a cell could hold as well would be parted in all ways."""
    assert "水磨、" * 60 in clean("标签: " + "水磨、" * 60 + "。").text
