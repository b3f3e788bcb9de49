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
        ["拆主臂 05-18", "拆底座 05-21", "清理码头 05-25"],
    ],
    ids=["verses", "names", "two languages", "titles with days"],
)
def test_the_last_lines_above_a_share_bar_are_the_articles(end: list[str]) -> None:
    page = "\n".join([HEAD.strip(), TITLE, LINE, SHARE, *TOLD, *end, SHARE, FOOT])
    document = clean(page)
    assert document.text.strip().split("\n") == [TITLE, *TOLD, *end]
    assert document.restore() == page


NOTES = ["老井札记", "首页 归档 分类 标签 关于", "修一台旧水泵", "发表于 2021-03-05 | 分类于 手艺 | 阅读次数：120"]
PUMP = [
    "去年冬天我把院子里的旧水泵拆开，想看看它为什么抽不上水来。",
    "泵壳里塞满了淤泥和树叶，叶轮卡在中间，一点也转不动。",
    "我用铁丝把淤泥一点一点掏出来，又换了一圈新的垫片，总算不漏了。",
]
OTHERS = ["延伸阅读：", "竹篮怎么编", "版权所有 老井札记 京ICP备12345678号"]


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        (["Create time: 2021-03-05", "磨一把旧刨子 Prev posts", "给水桶换箍 Next posts", "Comments", "© 2021 老井"], 0),
        (["猜你想看：", "磨一把旧刨子 03-01", "给水桶换箍 02-27", "茶园修剪 02-20", *OTHERS], 0),
        (["附件：水泵零件表", "2021年3月5日", *OTHERS], 2),
    ],
    ids=["comments", "titles with days", "an annex"],
)
def test_the_last_lines_above_other_articles(below: list[str], kept: int) -> None:
    text = clean("\n".join([*NOTES, *PUMP, *below])).text.strip()
    assert text[text.index(PUMP[0]) :].split("\n") == [*PUMP, *below[:kept]]


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
