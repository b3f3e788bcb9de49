"""Big5 as Python writes it: its table has ① and の where that of browsers has letters of Japanese."""

from __future__ import annotations

import pytest

from cleaner import clean

_PAGE = """磨坊的規矩有三條，大家都要記得：①天亮的時候就開門，把風車的葉片擦乾淨；②麥子先到的先磨。
③過年的時候，磨坊不賒帳，也不開門。
河邊的水車轉個不停，麵粉の香味傳得很遠。
"""


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
@pytest.mark.parametrize("twice", [False, True])
def test_numbers_of_python_are_told_in_misread_text(codec: str, twice: bool) -> None:
    data = _PAGE.encode("big5")
    damaged = "".join(bytes((byte,)).decode(codec, "ignore") or chr(byte) for byte in data)
    if twice:
        damaged = damaged.encode().decode("latin-1")
    found = clean(damaged)
    assert found.text.strip() == _PAGE.strip()
    assert found.restore() == damaged


def test_numbers_of_python_are_told_in_a_file() -> None:
    page = _PAGE.replace("の", "的")
    assert clean(page.encode("big5")).text.strip() == page.strip()


@pytest.mark.parametrize(
    "text",
    [
        "磨坊的招牌上寫著ロ和ヮ，還有カタカナ的練習。",
        "磨坊的招牌：ヮ在前，ロ在後。",
        "磨坊的招牌：ロ一個，ヱ一個，ヮ一個。",
        "磨坊分А組和Б組，各管一天。",
        "磨坊的帳本上有個攴字，像敲打的樣子。",
    ],
)
def test_letters_and_radicals_stay(text: str) -> None:
    assert clean(text).text.strip() == text
