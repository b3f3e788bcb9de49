"""Texts of a few printed pages: their heads and numbers go, and lists, headings and tables that count do not."""

from __future__ import annotations

import pytest

from cleaner import Cleaner

BODY = [
    "漆器的胎骨有木胎、竹胎、夹纻胎三种，其中木胎最常见，做法也最费料。",
    "木胎要先把木料阴干三年，再车成坯，坯壁的厚薄全凭手上的分寸。",
    "坯上刮一道生漆灰，干透以后用磨石蘸水打磨，磨完再刮，前后七道。",
    "灰要一道比一道细，最后一道用的是瓦灰，筛过三遍才能下漆。",
    "上漆要避风，工匠在窨房里挂起湿布，人进出都侧着身子。",
]
FACING = ["第二章　胎骨与灰地　　　35", "36　　　漆器制作考", "第二章　胎骨与灰地　　　37"]
STANDARD = "DB33/T 2204—2019"


def kept(lines: list[str]) -> list[str]:
    document = Cleaner().clean("\n".join(lines))
    assert document.restore() == "\n".join(lines)
    return [line for line in document.text.split("\n") if line]


def test_numbers_on_the_outer_side_of_facing_pages_go() -> None:
    pages = [line for head in FACING for line in (head, *BODY)]
    assert kept(pages) == BODY * 3
    assert kept([*BODY, "34", *pages]) == BODY * 4


@pytest.mark.parametrize(
    "heads",
    [
        ["第二章　胎骨与灰地　　　35", "第二章　胎骨与灰地　　　36", "第三章　漆工　　　38"],
        ["12　备料", "13　刮灰", "14　上漆"],
        ["备料　　11", "12　　刮灰", "上漆　　15"],
        ["附件备料 1", "2　刮灰", "附件上漆 3"],
    ],
)
def test_other_lines_with_numbers_stay(heads: list[str]) -> None:
    lines = [line for head in heads for line in (head, *BODY)]
    assert len(kept(lines)) == len(lines)


def test_the_number_of_a_standard_goes_from_the_heads_of_its_pages() -> None:
    parts = [["前　　言", *BODY[:3]], ["1　范围", *BODY[1:]], ["2　要求", *BODY[:4]]]
    lines = [STANDARD, "木胎漆器通用技术要求", "2019-06-01 发布"]
    for part, number in zip(parts, ["I", "1", "2"], strict=True):
        lines += [STANDARD, *part, number]
    assert kept(lines) == [STANDARD, "木胎漆器通用技术要求", "2019-06-01 发布", *parts[0], *parts[1], *parts[2]]


def test_standards_in_a_list_stay() -> None:
    lines = [line for text in BODY for line in (STANDARD, text, "1", "GB/T 1.1—2009", text, "2")]
    assert STANDARD in kept(lines[:8])
    assert kept([*BODY, "GB/T 1.1—2009", "GB/T 20000.1—2014", STANDARD, *BODY])[5:8] == [
        "GB/T 1.1—2009",
        "GB/T 20000.1—2014",
        STANDARD,
    ]
