"""Chinese sentences that name a Japanese title are Chinese; code points that are the same characters are folded."""

from __future__ import annotations

import pytest

from cleaner import Config, clean


@pytest.mark.parametrize(
    "text",
    [
        "日本动画《となりのトトロ》讲述了一个乡村故事。",
        "“ありがとう”是日语中“谢谢”的意思。",
        "他们说《ドラえもん》很好看，孩子们都喜欢。",
    ],
)
def test_a_title_makes_no_sentence_japanese(text: str) -> None:
    result = clean(text)
    assert result.text == text
    assert result.verdict == "article"
    assert "script_language" not in result.tags
    quoted = clean(text, config=Config(script="hant-tw"))
    assert "トトロ" not in text or "動畫《となりのトトロ》講述了一個鄉村故事" in quoted.text


@pytest.mark.parametrize(
    "text", ["映画『となりのトトロ』公開", "「ありがとう」と言いました。", "これは《となりのトトロ》の話です。"]
)
def test_japanese_stays_japanese(text: str) -> None:
    result = clean(text, config=Config(script="hant-tw"))
    assert result.text == text
    assert result.verdict == "not-chinese"


def test_parts_of_gb18030_in_private_use_are_characters_by_now() -> None:
    assert clean("他名字叫\ue854的人。").text == "他名字叫\u9fba的人。"
    assert clean("这个字从\ue816字，写法不同。").text == "这个字从\U00020087字，写法不同。"


def test_compatibility_forms_alone_between_marks_are_folded() -> None:
    assert clean("他买了，\uf90a。").text == "他买了，金。"
