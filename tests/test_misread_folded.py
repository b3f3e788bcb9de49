"""Misread text of which somebody folded the full-width letters, and short lines of a page that was misread for sure."""

from __future__ import annotations

import unicodedata

from cleaner import clean

LINES = (
    "水车的代码整洁之道，正确的办法是先把轮子宣布出来。",
    "消息宣布之后，镇上的人都来看，负责人也来了，确认没有人受伤。",
    "师傅说，那么就再修一座，代码也要重新写过，写得更好一些。",
)


def test_letters_that_were_folded_after_the_text_was_misread() -> None:
    text = "\n".join(LINES) + "\n"
    misread = text.encode().decode("gbk", "replace")
    folded = "".join(unicodedata.normalize("NFKC", c) if "\uff41" <= c <= "\uff5a" else c for c in misread)
    assert folded != misread
    found = clean(folded)
    assert found.text == clean(misread).text
    assert "代码" in found.text
    assert "正确" in found.text
    assert found.restore() == folded


def test_a_letter_beside_chinese_is_no_half_of_a_character() -> None:
    text = "水车的g码和e布都在这里，镇上的人看了很高兴，说明年再来。\n"
    assert clean(text).text == text


def test_a_word_of_two_on_a_page_that_was_misread_letter_by_letter() -> None:
    lines = ("前言", *LINES, "目 录", "第一部分 前言 .......... 1")
    shown = "\n".join(lines).encode("gbk").decode("latin-1")
    for pair in ("ǰ", "Ŀ", "¼"):
        shown = shown.replace(pair.encode().decode("latin-1"), pair)
    found = clean(shown)
    assert found.text.startswith("前言\n")
    assert "\n目 录\n" in found.text
