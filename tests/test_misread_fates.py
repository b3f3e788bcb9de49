"""UTF-8 read in code pages that lost some bytes, each kind of byte in its own way; and what is left open."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from cleaner import clean
from cleaner.config import Config
from cleaner.doc import Record
from cleaner.stages.encoding.candidate import Candidate
from cleaner.stages.encoding.chances import chances
from cleaner.stages.encoding.fates import fates
from cleaner.stages.encoding.policies import every_habit

ONLY = Config(select=("decode", "encoding"))
PAGE = (
    "图书馆新到了一批介绍海洋生物的画册，孩子们可以免费借回家看。",
    "昨天下午的暴雨把山路冲坏了，司机们只好改走南边的国道。",
    "老师傅说，这种木头要在水里泡半年，做出来的桌子才不会裂。",
    "博物馆将于下月重新开放，届时会展出三百多件首次公开的文物。",
    "我們在河邊走了很久，直到太陽下山，才慢慢回到住處。",
)
Read = Callable[[bytes], str]


def page_of(codec: str, missing: str) -> Read:
    """A code page with ``missing`` for each byte that it does not have."""
    return lambda data: "".join(bytes((byte,)).decode(codec, "ignore") or missing for byte in data)


def kept(codec: str) -> Read:
    return lambda data: "".join(bytes((byte,)).decode(codec, "ignore") or chr(byte) for byte in data)


def then(read: Read, *changes: tuple[str, str]) -> Read:
    def run(data: bytes) -> str:
        text = read(data)
        for old, new in changes:
            text = re.sub(old, new, text)
        return text

    return run


LOSSES = {
    "undefined as ?": page_of("cp1252", "?"),
    "undefined as blanks": page_of("cp1252", " "),
    "undefined dropped": page_of("cp1252", ""),
    "soft hyphens dropped": then(kept("cp1252"), ("\xad", "")),
    "plain spaces, no soft hyphens": then(kept("cp1252"), ("\xa0", " "), ("\xad", "")),
    "no-break spaces dropped": then(kept("cp1252"), ("\xa0", "")),
    "undefined as ?, plain spaces": then(page_of("cp1252", "?"), ("\xa0", " ")),
    "windows-1254, marked": page_of("cp1254", "\ufffd"),
    "windows-1250, dropped": page_of("cp1250", ""),
    "windows-1251, plain spaces": then(kept("cp1251"), ("\xa0", " ")),
}


@pytest.mark.parametrize("kind", sorted(LOSSES))
def test_bytes_that_each_had_their_fate_come_back(kind: str) -> None:
    damaged = LOSSES[kind]("\n".join(PAGE).encode())
    found = clean(damaged, config=ONLY).text.split("\n")
    assert sum(a == b for a, b in zip(found, PAGE, strict=True)) >= len(PAGE) - 1
    assert sum(a == b or "\ufffd" in a for a, b in zip(found, PAGE, strict=True)) >= len(PAGE) - 1


@pytest.mark.parametrize("kind", ["undefined as blanks", "undefined as ?", "undefined dropped"])
def test_what_was_chosen_is_not_called_exact(kind: str) -> None:
    edits = clean(LOSSES[kind](PAGE[0].encode()), config=ONLY).edits
    assert edits
    assert all(edit.rule == "encoding.misread-guess" and edit.confidence < 1 for edit in edits if not _sound(edit))


def _sound(edit: Record) -> bool:
    return edit.new in PAGE[0] and edit.reason.startswith("exact")


def test_a_page_tells_which_bytes_it_lost() -> None:
    lines = [kept("cp1252")(line.encode()) for line in (*PAGE, "你不知道他要去中部的省会找赞助。")]
    assert not any(habit.fates for habit in fates("latin", lines))
    (habit,) = fates("latin", [line.replace("\xad", "") for line in lines])
    assert habit.fates == {0xAD: ""}
    assert habit.forward("要".encode()) == kept("cp1252")("要".encode())


@pytest.mark.parametrize("shown", ["\x98", "\ufffd", "\x81\u017e"])
def test_a_page_that_kept_no_break_spaces_and_blanked_others_still_has_a_habit(shown: str) -> None:
    lines = [f"It was namedÂ â€žscarsÂ´ stonesâ€ś by â {shown}\xa0", "â ¸ â ¸" * 40]
    assert fates("latin", lines)
    assert clean("\n".join(lines)).status == "ok"


def test_chances_follow_leads_neighbours_and_what_is_lost_of_a_line() -> None:
    known = [np.inf] * 8
    alone = chances(np.array([*known, 6.0, *known]), np.array([17]))
    beside = chances(np.array([*known, 6.0, 0.2, *known[1:]]), np.array([17]))
    poor = chances(np.array([6.0] * 17), np.array([17]))
    close = chances(np.array([*known, 0.3, *known]), np.array([17]))
    assert set(np.delete(alone, 8)) == {1.0}
    assert alone[8] > beside[8] > poor[8]
    assert alone[8] > 0.9
    assert close[8] < 0.6
    two = chances(np.array([*known, 6.0, 6.0, 6.0]), np.array([8, 11]))
    assert two[9] < alone[8]


def test_what_is_more_likely_wrong_is_left_open() -> None:
    row = Candidate("他说的话", "", "utf-8 as gbk", True, lead=0.2, chances=(1.0, 0.3, 0.9, 0.8))
    assert row.told.text == "他\ufffd的话"
    assert row.told.chance == pytest.approx(0.72)
    assert row.told.open == 1
    invented = row._replace(blind=1.0)
    assert invented.told.text == "他\ufffd的\ufffd"
    assert invented.ruined
    assert not invented._replace(chances=(1.0, 0.4, 0.9, 0.95)).ruined
    assert invented._replace(chances=(1.0, 0.4, 0.9, 0.95), unmarked=True).ruined


def test_pairs_that_only_gb_18030_has_are_private_use_and_stripped_too() -> None:
    text = "这里面两家店都卖面包，老板会把当天没有卖完的送给附近的学校。"
    assert b"\xa2\xe4" in text.encode()
    private = re.compile("[\ue000-\uf8ff]")
    shown = next(habit for habit in every_habit() if habit.name == "GBK with all private use").forward(text.encode())
    damaged = private.sub("", shown)
    assert len(damaged) < len(shown)
    found = clean(damaged, config=ONLY)
    assert found.text == text
    assert all("all private use stripped" in edit.reason for edit in found.edits)


def test_what_no_program_shows_so_and_is_in_doubt_stays() -> None:
    row = Candidate("他说的话不对", "", "utf-8 as gbk", False, lead=0.2, chances=(1.0, 0.6, 0.9, 0.8, 1.0, 1.0))
    assert row.ruined
    assert not row._replace(verified=True).ruined
    assert not row._replace(chances=(1.0, 0.9, 0.9, 0.9, 1.0, 1.0)).ruined


MESSAGE = "java.io.IOException: Cannot run program 'ÏÂÔØÆ÷' in directory"


@pytest.mark.parametrize("line", [f"启动的时候报错如下：{MESSAGE}", f"启动时报错：\n{MESSAGE}\n解决办法是改名。"])
def test_what_an_english_message_quotes_is_what_a_program_printed(line: str) -> None:
    assert clean(line, config=ONLY).text == line


def test_on_a_misread_page_messages_are_misread_too() -> None:
    page = f"{MESSAGE}\n{'这个程序找不到下载目录'.encode('gbk').decode('latin-1')}"
    assert clean(page, config=ONLY).text == f"{MESSAGE.replace('ÏÂÔØÆ÷', '下载器')}\n这个程序找不到下载目录"


@pytest.mark.parametrize("at", [4, 10, 13])
def test_a_byte_that_was_lost_by_another_accident_is_not_taken_for_one_that_the_code_page_lost(at: int) -> None:
    data = PAGE[3].encode()
    damaged = kept("cp1252")(data[: 3 * at + 2] + data[3 * at + 3 :])
    found = clean(damaged, config=ONLY)
    assert found.text == PAGE[3]
    assert all(edit.confidence < 0.9 for edit in found.edits if not edit.reason.startswith("exact"))


def test_a_sign_said_again_and_again_is_no_misread_text() -> None:
    text = "卷第一 山中的春日\n¶¶¶¶¶¶¶¶¶¶¶一\n溪水從門前流過，老人坐在石上看雲。\n¶¶¶¶¶¶\n"
    assert clean(text).text == text


def test_what_is_as_likely_right_as_wrong_is_written() -> None:
    row = Candidate("他说的话", "", "utf-8 as gbk", True, lead=0.2, chances=(1.0, 0.45, 0.9, 0.8))
    assert row.told.text == "他说的话"
    known = [np.inf] * 8
    share = chances(np.array([*known, 0.3, *known]), np.array([17]))[8]
    assert 0.4 < share < 0.6  # such a lead is right every other time
    blank = row._replace(text="用 Vue 写", chances=(1.0, 0.3, 1.0, 1.0, 1.0, 0.3, 0.3))
    assert blank.told.text == "用 Vue \ufffd"
