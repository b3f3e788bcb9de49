"""ASCII marks that a reader lost with the byte before them, at the ends of lines and before quotation marks."""

from __future__ import annotations

import json

import pytest

from cleaner import Config, clean
from cleaner.stages.encoding.eaten import is_spoken
from cleaner.stages.encoding.policies import every_habit

ONLY = Config(select=("decode", "encoding"), script="keep", punctuation=False)
WINDOWS = every_habit()[0]
TALK = """老周推门进来,冲着掌柜喊道:"今天的货都到齐了吗?"
掌柜放下算盘,慢慢地回答道:"昨天夜里下了大雨,路上不好走,车队要到明天早上才能进城。"
老周叹了口气,说道:"那就再等一天吧,反正客人也要明天下午才来取货。"
掌柜的女儿端了一壶热茶出来,笑着问道:"周叔叔,您要不要先坐下来歇一会儿?"
他走到门口,忽然又回过头来,低声问道:"你们听说城东那家新开的铺子了吗?"
掌柜点点头,笑着回答道:"听说老板是个外地人。"
"""


def test_plain_marks_of_talk_come_back() -> None:
    damaged = WINDOWS.forward(TALK.encode())
    assert damaged.count('"') < TALK.count('"')
    assert clean(damaged, config=ONLY).text == TALK


def test_a_misread_string_within_plain_markup_lost_no_mark() -> None:
    told = {"title": "今天的货到齐了没有", "place": "城东那家新开的铺子", "who": "掌柜的女儿和老周"}
    misread = {key: WINDOWS.forward(text.encode()) for key, text in told.items()}
    assert "?" in "".join(misread.values())
    damaged = json.dumps(misread, ensure_ascii=False) + "\n"
    assert json.loads(clean(damaged, config=ONLY).text) == told


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ('老周喊道"今天', True),
        ('老周喊道:"到齐了没有"', True),
        ('{"title": "到齐了没有"', False),
        ('<a title="到齐了没有"', False),
        ('"城东","到齐了没有"', False),
    ],
)
def test_a_quotation_mark_of_the_text_is_told_from_one_around_it(text: str, spoken: bool) -> None:
    assert is_spoken(text, text.rindex('"')) == spoken
