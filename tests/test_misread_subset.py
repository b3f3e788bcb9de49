"""Text read in a codec that holds less than the one it was written in: GBK as GB 2312, extensions of Big5 as Big5."""

from __future__ import annotations

import pytest

from cleaner import Config, clean

# Written in the second codec, read in the third one.
_LINES = (
    ("磨坊的墻壁在春天粉刷過，風車在院子裏轉個不停。", "cp950", "big5"),
    ("磨坊裏的人說，恒心比力氣更要緊。", "cp950", "big5"),
    ("她拉着弟弟的手，看着河上的船。", "big5hkscs", "big5"),
    ("她拉着弟弟的手，看着河上的船。", "big5hkscs", "cp950"),
    ("朱镕基总理来过这座磨坊。", "gbk", "gb2312"),
)


def _read(text: str, written: str, read: str) -> str:
    return text.encode(written).decode(read, "replace")


@pytest.mark.parametrize(("line", "written", "read"), _LINES)
def test_what_a_smaller_codec_refused_and_what_followed_is_told(line: str, written: str, read: str) -> None:
    damaged = _read(line, written, read)
    assert "\ufffd" in damaged
    found = clean(damaged)
    assert found.text.strip() == line
    assert found.restore() == damaged
    assert {edit.rule for edit in found.edits} >= {"encoding.misread-guess"}


def test_a_page_that_was_read_so_tells_the_dashes_that_were_shown_otherwise() -> None:
    page = "風車在轉——這是磨坊的聲音。\n這個網站介紹河邊的歷史與傳說，歡迎參觀。\n我們還準備了點心。\n"
    damaged = _read(page, "gbk", "gb2312")
    assert "―" in damaged
    assert "——這是磨坊的" in clean(damaged, config=Config(script="keep")).text


@pytest.mark.parametrize("lost", ["\ufffd", "\ufffd\ufffd", "\ufffd\ufffd\ufffd", "\ufffdA", "\ufffd\ufffd\ufffdK"])
@pytest.mark.parametrize("text", ["磨坊的風車在河邊轉動，弟弟很喜歡看。", "磨坊的风车在河边转动，弟弟很喜欢看。"])
def test_other_losses_stay_as_they_are(text: str, lost: str) -> None:
    for at in range(2, len(text) - 2, 3):
        damaged = text[:at] + lost + text[at:]
        assert clean(damaged, config=Config(script="keep")).text.strip() == damaged
