"""What a flattened page says twice: the headline of an image, a summary of its text, the site above the headline."""

from __future__ import annotations

import pytest

from cleaner import Document, clean
from tests.articles import BODY, TITLE

TRAIL = "河湾网 > 乡村 > 正文"
FOOT = ("上一篇：没有了", "版权所有 河湾网", "沪ICP备12345678号")


def cleaned(*lines: str) -> Document:
    return clean("\n".join((*lines, *FOOT)))


@pytest.mark.parametrize("behind", ["-河湾网", "_河湾百科", "-图1"])
def test_the_headline_with_the_site_or_a_number_behind_it_is_the_text_of_an_image(behind: str) -> None:
    document = cleaned(TRAIL, TITLE, BODY[0], TITLE + behind, BODY[1], TITLE + behind, *BODY[2:])
    assert document.text == "\n".join((TITLE, *BODY))


def test_a_line_that_says_the_headline_and_more_stays() -> None:
    more = f"{TITLE}，村里人说"
    assert more in cleaned(TRAIL, TITLE, BODY[0], more, *BODY[1:]).text


@pytest.mark.parametrize(("line", "longer"), [("openspec list", "openspec list --json"), ("wcdb库", "wcdb库-iOS/Mac")])
def test_a_command_or_a_name_with_more_behind_it_is_no_headline_again(line: str, longer: str) -> None:
    assert longer in cleaned(TRAIL, TITLE, "2024-11-16", BODY[0], line, BODY[1], longer, *BODY[2:]).text


@pytest.mark.parametrize(
    "summary",
    [f"{TITLE}：{BODY[0][:40]}", f"编辑最后更新 2024年11月16日,{BODY[0][:40]}", TITLE + BODY[0] + BODY[1][:20]],
)
def test_a_summary_that_is_cut_off_goes(summary: str) -> None:
    head = (summary, TITLE) if summary.startswith(TITLE) else (TITLE, summary)
    document = cleaned(TRAIL, "2024-11-16", *head, *BODY)
    assert document.text.count(BODY[0][:20]) == 1
    assert document.text.endswith("\n".join(BODY))


def test_a_line_that_another_one_further_below_repeats_stays() -> None:
    said = BODY[0] + BODY[1][:10]
    document = cleaned(TRAIL, TITLE, said, BODY[2], BODY[0], BODY[1], BODY[3])
    assert said in document.text


def test_the_headline_under_its_label_goes_where_it_stands_without() -> None:
    document = cleaned(TITLE, "2024-11-16 08:36 来源：河湾日报", f"原标题：{TITLE}", *BODY)
    assert (document.title, "原标题" in document.text) == (TITLE, False)
    other = cleaned(TITLE, "2024-11-16 08:36 来源：河湾日报", "原标题：祖父的图纸", *BODY)
    assert "原标题：祖父的图纸" in other.text


def test_a_title_is_no_name_of_a_file() -> None:
    assert cleaned(TRAIL, f"{TITLE}.docx", "上传人：王小二 上传时间：2020-01-29", *BODY).title == TITLE


def test_names_above_the_headline_that_the_way_to_the_page_says() -> None:
    document = cleaned("河湾网", TRAIL, "河湾网", "乡村", TITLE, "2024-11-16 08:36", *BODY)
    assert document.text == "\n".join((TITLE, *BODY))


def test_the_issue_of_a_journal_above_its_headline() -> None:
    head = ("河湾学刊", "2016年第3期", "河湾学刊 2016年 第3期 第45-49页")
    document = cleaned(*head, TITLE, "王小二 李小三", *BODY)
    assert document.title == TITLE
    assert not any(line in document.text for line in head)


def test_a_headline_that_elements_broke_is_whole_in_the_first_line() -> None:
    first = "水磨与水车重逢，2025 年推出 Wi-Fi 7 及磨坊服务"
    broken = ("水磨与水车重逢，2025", "年推出 Wi-Fi 7 及磨坊服务")
    document = cleaned(f"{first} | 河湾网", "首页", TRAIL, *broken, "2024-11-16 08:36", *BODY)
    assert document.title == first


def test_the_day_of_a_change_beside_the_day_goes() -> None:
    document = cleaned(TRAIL, TITLE, "撰文：王小二", "发布于：2023-07-21", "更新于：2023-07-22", *BODY)
    assert (document.published, document.text) == ("2023-07-21", "\n".join((TITLE, *BODY)))


@pytest.mark.parametrize(("row", "author"), [("王小二 点击量：7264", "王小二"), ("作者：某县水利局 王小二", "王小二")])
def test_who_wrote_beside_a_counter_or_behind_an_office(row: str, author: str) -> None:
    assert cleaned(TRAIL, TITLE, row, *BODY).author == author
