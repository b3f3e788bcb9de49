"""What programs of sites write above a text goes, and what it says of the text is known."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.articles import BODY, TITLE

TEXT = "\n".join(BODY)


@pytest.mark.parametrize(
    ("record", "known"),
    [
        ("2018-10-1 19:50| 发布者: mill01| 查看: 3373| 评论: 0|原作者: 王小二", ("2018-10-01T19:50+08:00", "王小二")),
        ("分类: 水车 2010-01-09 11:02 4135人阅读 评论(0) 收藏 举报", ("2010-01-09T11:02+08:00", None)),
        ("河湾晚报     2023年03月28日", ("2023-03-28", None)),
        ("2026-01-15 22:31:53 火134人看过", ("2026-01-15T22:31:53+08:00", None)),
        ("解决时间 2021-03-09 22:26", ("2021-03-09T22:26+08:00", None)),
        ("更新时间：2024-03-30 [举报]", ("2024-03-30", None)),
    ],
)
def test_a_record_below_the_title_goes_into_the_metadata(record: str, known: tuple[str, str | None]) -> None:
    source = f"{TITLE}\n\n{record}\n\n{TEXT}"
    document = clean(source)
    assert record not in document.text
    assert document.text.startswith(TITLE)
    assert document.text.endswith(BODY[-1])
    assert (document.published, document.author) == known
    assert document.restore() == source


def test_the_head_of_a_chapter_goes_and_the_chapter_stays() -> None:
    head = "半缸小说网\n\n字:\n关灯 护眼\n半缸小说网 > 石匠 > 第3章 水车\n\n第3章 水车"
    offer = "半缸读书 www.example.com,最快更新石匠!"
    document = clean(f"{head}\n\n{offer}\n\n{TEXT}")
    assert "关灯" not in document.text
    assert offer not in document.text
    assert "第3章 水车" in document.text
    assert document.text.endswith(BODY[-1])


def test_the_card_of_the_writer_ends_a_post_of_pixnet() -> None:
    tail = (
        "文章標籤\n全站熱搜\n創作者介紹\n創作者 小青 的頭像\n小青\n\n河邊的日子\n\n小青 發表在 痞客邦 留言(2) 人氣(2)"
    )
    assert clean(f"{TITLE}\n\n{TEXT}\n{tail}").text.rstrip().endswith(BODY[-1])
