"""UTF-8 read in a codec of pairs whose losses somebody wrote with another sign than U+FFFD."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from cleaner import clean
from cleaner.config import Config
from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.loss_signs import as_lost
from tests.damage.misread import browser, whatwg_gb18030

ONLY = Config(select=("decode", "encoding"))
PAGE = """渡口的老船工每天清晨五点就把缆绳解开，等第一批上学的孩子。
他用 GPS 记下每一处暗礁 (共十二处)，又用粉笔画在船舱的木板上。
孩子们说：“王爷爷的船比公交车还准时！”
去年汛期 Kindle 掉进了水里，他潜下去两次才捞上来。
如今河上修了大桥，渡船改成了博物馆，门票只要五元钱。"""
READERS: dict[str, Callable[[bytes], str]] = {
    "GB 18030 of browsers": whatwg_gb18030,
    "GBK of browsers": lambda data: re.sub("[\ue000-\uf8ff]", "\ufffd", whatwg_gb18030(data)),
    "GBK of Python": lambda data: data.decode("gbk", "replace"),
    "Shift-JIS of Windows": lambda data: data.decode("cp932", "replace"),
}


def lines_right(found: str) -> int:
    return sum(a == b for a, b in zip(found.split("\n"), PAGE.split("\n"), strict=False))


@pytest.mark.parametrize("sign", ["?", "□", "*", "■", "_"])
@pytest.mark.parametrize("reader", ["GB 18030 of browsers", "GBK of browsers"])
def test_a_sign_of_losses_is_read_like_the_replacement_character(reader: str, sign: str) -> None:
    shown = READERS[reader](PAGE.encode())
    assert shown.count("\ufffd") > 3
    marked = clean(shown, config=ONLY).text
    assert lines_right(marked) >= 4
    assert clean(shown.replace("\ufffd", sign), config=ONLY).text == marked


@pytest.mark.parametrize("reader", READERS)
def test_the_sign_of_a_page_is_told_by_the_characters_that_lack_a_byte(reader: str) -> None:
    shown = READERS[reader](PAGE.encode())
    lines = [(each.start(), each.end()) for each in re.finditer(".+", shown)]
    assert as_lost(shown.replace("\ufffd", "□"), lines) == shown


def test_a_blank_behind_a_blank_that_stands_for_a_loss_stays() -> None:
    shown = READERS["GB 18030 of browsers"](PAGE.encode())
    found = clean(shown.replace("\ufffd", " "), config=ONLY).text
    assert lines_right(found) >= 4
    assert "他用 GPS 记下" in found


def test_a_question_mark_that_swallowed_what_follows_is_no_sign_alone() -> None:
    shown = re.sub("[\ue000-\uf8ff]", "?", cp936.decode(PAGE.encode()))
    lines = [(each.start(), each.end()) for each in re.finditer(".+", shown)]
    assert as_lost(shown, lines) == shown


@pytest.mark.parametrize(
    "text",
    [
        "龘龘□□靐靐□□齉齉，生僻字在旧手机上常常显示成方框□。",
        "評分：*** 饕餮盛宴 ** 旮旯小館 * 觥籌交錯",
        "Ça va ? Très bien ? Où est la gare ? Là-bas ?",
    ],
)
def test_signs_that_stand_for_themselves_stay(text: str) -> None:
    assert as_lost(text, [(0, len(text))]) == text
    assert clean(text, config=ONLY).text == text


def test_what_is_beyond_repair_is_noted_as_it_stands() -> None:
    read = browser("big5", frozenset(range(0xA1, 0xFA)))
    shown = read(PAGE.encode()).replace("\ufffd", "□")
    assert "□" in clean(shown, config=ONLY).text
