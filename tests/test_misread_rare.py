"""Rare words of Chinese beside signs, numbers and letters, and rules about a word, are no misread text."""

from __future__ import annotations

import pytest

from cleaner import clean


@pytest.mark.parametrize(
    "text",
    [
        "旮旯 12.50\n芫荽 3.00\n",
        "[芫荽](https://example.org/fonts)\n",
        "| 猞猁 | 120 | a |\n",
        "〓〓〓〓公告〓〓〓〓\n★徐州★\n水车修好了，镇上的人都来看。\n",
        "〓〓〓〓 目录 〓〓〓〓\n第一章\n",
    ],
)
def test_honest_signs_and_words_stay(text: str) -> None:
    assert clean(text).text == text


def test_a_short_word_of_utf_8_is_still_read() -> None:
    assert "中文" in clean("名字是 " + "中文版".encode().decode("latin-1") + "\n").text
