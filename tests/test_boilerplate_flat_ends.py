"""Where a flattened page begins and ends: above its breadcrumb, and above what tells the end of an article for sure."""

from __future__ import annotations

import pytest

from cleaner import clean

HEAD = "江城日報網\n首頁 新聞 財經 體育 娛樂 科技 教育 健康\n首頁 > 新聞中心 > 社會 > 內文\n"
TITLE = "老碼頭的吊車今天拆了"
LINE = "2023-05-18 09:12:33 來源：江城日報 作者：李明"
SHARE = "分享到：微信 微博 QQ空间 朋友圈"
TOLD = [
    "在江邊站了五十年的吊車今天上午開始拆除，兩百多位老工人帶著家人來看它最後一眼，有人帶了花。",
    "吊車一九七三年裝好，最忙的時候一天要吊三百噸煤，夜裡也亮著燈，對岸的人叫它鐵長頸鹿。",
]
FOOT = "相关新闻\n全市春季植树活动启动 两万人参加\n地铁三号线延长段月底试运行\n关于我们 | 联系我们\n版权所有 江城日报社"


@pytest.mark.parametrize(
    "end",
    [
        ["怀揣着满腔的感情用事", "我叫来了我的"],
        ["参加者：", "王师傅", "李师傅", "赵会计"],
        ["To do this, we lift it", "我们先把它吊起来"],
    ],
    ids=["verses", "names", "two languages"],
)
def test_the_last_lines_above_a_share_bar_are_the_articles(end: list[str]) -> None:
    page = "\n".join([HEAD.strip(), TITLE, LINE, SHARE, *TOLD, *end, SHARE, FOOT])
    document = clean(page)
    assert document.text.strip().split("\n") == [TITLE, *TOLD, *end]
    assert document.restore() == page


def test_the_name_of_the_site_above_the_breadcrumb_goes_and_is_no_title() -> None:
    document = clean("\n".join([HEAD.strip(), TITLE, LINE, "茶三錢，水一壺。\n火要半日，不可急。", SHARE]))
    assert document.title == TITLE
    assert "江城日報網" not in document.text


@pytest.mark.parametrize(
    "above", ["老碼頭的吊車今天上午拆了，來看的人很多。", "一座站了五十年的老吊車今天上午在江邊拆掉了"]
)
def test_a_sentence_or_a_headline_above_the_breadcrumb_stays(above: str) -> None:
    document = clean("\n".join([above, "首頁 > 新聞中心 > 社會 > 內文", TITLE, LINE, "茶 三錢", SHARE]))
    assert above in document.text
