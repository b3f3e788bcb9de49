"""Lists of words with pinyin or bopomofo in GBK, whose sounds are box drawings in EUC-JP and ideographs in Big5."""

from __future__ import annotations

import pytest

from cleaner.stages.decode import decode

PINYIN = (
    ("繁殖", "fánzhí"), ("反驳", "fǎnbó"), ("宴会", "yànhuì"), ("固执", "gùzhí"), ("疾病", "jíbìng"),
    ("拐弯", "guǎiwān"),    ("阻碍", "zǔ'ài"), ("高超", "gāochāo"), ("飞禽走兽", "fēiqín-zǒushòu"), ("激烈", "jīliè"),
)  # fmt: skip
BOPOMOFO = "妈 ㄇㄚ\n爸 ㄅㄚˋ\n好 ㄏㄠˇ\n他 ㄊㄚ\n"


@pytest.mark.parametrize(
    "form", ["{0}\t{1}", "{0} {1}", "{1}\t{0}", "19\t{0}\t{1}\t149", "【{0}】{1} 名词。", "{0}（{1}）"]
)
@pytest.mark.parametrize("size", [3, 5, 10])
def test_lists_with_pinyin_are_chinese(form: str, size: int) -> None:
    text = "".join(form.format(*pair) + "\n" for pair in PINYIN[:size])
    found = decode(text.encode("gb18030"))
    assert (found.encoding, found.text) == ("gb18030", text)


def test_lists_with_bopomofo_are_chinese() -> None:
    assert decode(BOPOMOFO.encode("gb18030")).text == BOPOMOFO


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("┌─┐\n│a│b│\n└─┘\n日本語の図です。これは表です。\n", "euc_jp"),
        ("東京 Tokyo─Osaka 線の電車に乗りました。今日は天気がいいですね。\n", "euc_jp"),
        ("他們在河邊迎接A迎B，返回C返D，近來很邪門，這是一個繁體中文的句子。\n", "big5hkscs"),
    ],
)
def test_signs_elsewhere_tell_of_no_sounds(text: str, codec: str) -> None:
    found = decode(text.encode(codec))
    assert found.text == text
