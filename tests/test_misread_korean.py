"""Korean that was read as Latin-1 is no Chinese, whatever a word of it may be read as."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.stages.encoding.korean import misread_korean

KOREAN = (
    "제목 물레방아의 역사 2판\n저자 김철수\n1. 물레방아의 정의 . 17\n2. 물레방아의 목적 . 18\n"
    "이 책은 물레방아를 처음 보는 사람을 위해 썼다. 한 줄을 넘어갈 때에는 목적을 다시 적는다."
)
CHINESE = "液压系统的作用为通过改变压强增大作用力，一个完整的液压系统由五个部分组成，俊府的肺啊。"


def misread(text: str, codec: str) -> str:
    return text.encode(codec).decode("latin-1")


@pytest.mark.parametrize("letters", [str, lambda text: text.replace("\xad", "")])
def test_misread_korean_stays_as_it_is(letters: type[str]) -> None:
    damaged = letters(misread(KOREAN, "cp949"))
    assert misread_korean(damaged)
    assert clean(damaged).text == damaged


@pytest.mark.parametrize("codec", ["gbk", "big5hkscs"])
def test_misread_chinese_is_not_taken_for_korean(codec: str) -> None:
    text = CHINESE if codec == "gbk" else "這本書說的是水車，從前的人用來磨麵，現在還有幾座，後來都停了。"
    assert not misread_korean(misread(text, codec))
