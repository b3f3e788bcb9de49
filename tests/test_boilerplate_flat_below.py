"""What stands right below the article of a flattened page, and bars of buttons amid it."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import clean
from cleaner.stages.boilerplate.amid import bars
from cleaner.stages.boilerplate.flat_below import announced, in_english
from tools.boilerplate_flat import page_of

MENU = ["政策法规", "信息公示", "服务大厅", "办事指南", "表格下载", "专题栏目", "党建活动", "风险评估"]
HEAD = [
    "首页",
    "政务公开",
    "办事服务",
    "当前位置：首页 > 通知公告",
    "关于磨坊登记证续展的通知",
    "发布时间：2020-01-31 09:12",
]
BODY = [
    "按照河湾县水利局的规定，磨坊登记证有效期为五年，需要继续使用的应当在有效期满前九十日内提出续展申请。",
    "为方便各磨坊业主及时办理，现将五月底前到期的登记证列在下面，请业主认真核对后与我局联系。",
]
ROWS = [f"{cell}" for n in range(60) for cell in (f"MF2015{n:04d}", f"河湾镇第{n + 1}水力磨坊")]
FOOT = ["相关链接", "河湾县水利局", "河湾县农业局", "版权所有 河湾县水利局", "河ICP备00000001号"]


def test_a_table_that_the_last_line_announces_stays() -> None:
    table = ["附表：登记证到期名单", "登记证号", "磨坊名称", *ROWS]
    kept = clean("\n".join([*MENU, *HEAD, *BODY, *table, *FOOT])).text
    assert [row for row in ROWS if row not in kept] == []
    assert "版权所有" not in kept


@pytest.mark.parametrize(
    "rows",
    [
        [f"{cell}" for n in range(8) for cell in (f"水磨第{n}讲", f"{n + 3}次")],  # readers
        [f"{cell}" for n in range(8) for cell in (f"全县第{n}座水力磨坊通过市级验收投入使用", f"{n}2345678")],  # titles
        ROWS[:6],
    ],
)
def test_lists_of_others_are_no_announced_table(rows: list[str]) -> None:
    page = page_of("\n".join([*BODY, "附表：登记证到期名单", *rows]))
    keep = np.arange(len(page)) < 3
    assert not announced(page, keep).any()


ENGLISH = [
    "Dec 23, 2020",
    "A Letter to the Friends of the Mill",
    "Dear friends,",
    "The wheel has turned for two hundred years, and this winter it was taken apart and put together again by six men "
    "from the village, who would not be paid for it.",
    "We hope to see all of you at the opening in spring, when the first flour will be ground and bread will be baked "
    "in the yard for everybody who comes to see it.",
    "The Millers of Hewan",
]


def test_the_same_letter_in_english_stays_below_the_chinese_one() -> None:
    letter = ["亲爱的朋友们：", *BODY, "河湾县磨坊协会", "2020年12月23日"]
    kept = clean("\n".join([*HEAD, *letter, *ENGLISH, *FOOT])).text
    assert [line for line in ENGLISH if line not in kept] == []
    page = page_of("\n".join([*BODY, *ENGLISH, "磨坊"]))
    assert in_english(page, np.arange(len(page)) < len(BODY)).sum() == len(ENGLISH)
    page = page_of("\n".join([*BODY, *ENGLISH[:4], "磨坊"]))
    assert not in_english(page, np.arange(len(page)) < len(BODY)).any()  # one paragraph alone


BAR = ["Facebook", "Messenger", "Line", "Weibo", "Twitter", "Telegram", "複製連結"]
STORY = [
    "河灣鎮的水車在停轉四十年之後重新轉動，鎮上的老人一早就搬了板凳坐在河邊等著看，孩子們站在橋上數水斗。",
    "負責修復的木匠說，水輪的木料都是從上游的林場運來的，每一塊板子都要先泡在河裡三個月，這樣才不會開裂。",
    "鎮公所表示，磨坊將在每個週末開放參觀，遊客可以親手磨麵，也可以把磨好的麵粉帶回家，第一年不收門票。",
]


def test_the_second_bar_about_a_caption_does_not_end_the_article() -> None:
    head = ["河灣新聞網", "首頁", "即時", "生活", "水車重新轉動 河灣老人搬板凳圍觀", "2023/08/28", "河灣新聞網"]
    caption = "修復後的水車。（本報資料照片）"
    tail = [
        "#水車 #河灣",
        "生活熱門新聞",
        "也許您會感興趣",
        "留言規則",
        "請勿重覆刊登一樣的文章，違者刪除。",
        "回到頁首",
    ]
    kept = clean("\n".join([*head, *BAR, caption, *BAR, "字級設定：小中大特", *STORY, *tail])).text
    assert [line for line in STORY if line not in kept] == []
    assert "請勿重覆" not in kept
    assert "Telegram" not in kept
    page = page_of("\n".join([*BAR, caption, *BAR, *STORY]))
    assert np.flatnonzero(bars(page)).tolist() == [*range(len(BAR) + 1, 2 * len(BAR) + 1)]


def test_bars_at_both_ends_of_an_article_stay_what_they_are() -> None:
    page = page_of("\n".join([*BAR, *STORY, STORY[0], *BAR, STORY[1]]))
    assert not bars(page).any()
