"""Documents of which some lines, or parts of lines, are in another codec than the rest."""

from __future__ import annotations

import pytest

from cleaner.decoding import encode_back
from cleaner.stages.decode import decode

HANT = (
    "河邊的舊書店每逢星期三下午才開門，老闆坐在 A 區，只賣詩集。",
    "她在 3 月 把 三 本 書 分 給 了 鄰居（B 棟）",
    "從 1998 年起，這條街再也沒有人修過路燈。",
)
HANS = (
    "(一)图书馆每天早上八点开门，晚上 12 小时之后才关灯；",
    "统一安排座位，请大家不要占用走廊里的桌子。",
    "二楼的阅览室正在装修，预计下个月完工。",
)


@pytest.mark.parametrize("order", [(0, 1, 0), (1, 0, 0), (0, 0, 1), (1, 1, 0)])
@pytest.mark.parametrize(("lines", "other"), [(HANT, "big5hkscs"), (HANS, "gb18030")])
def test_each_line_is_read_in_its_own_codec(lines: tuple[str, ...], other: str, order: tuple[int, ...]) -> None:
    data = b"\n".join(line.encode(("utf-8", other)[which]) for line, which in zip(lines, order, strict=True))
    decoded = decode(data)
    assert decoded.text == "\n".join(lines)
    assert encode_back(decoded) == data


@pytest.mark.parametrize(("outer", "inner"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_a_value_within_a_line_is_read_in_its_own_codec(outer: str, inner: str) -> None:
    parts = ("标题：", "今年的花市比往年热闹得多", "（本报记者）", "正文：花农们凌晨三点就出发了，路上没有一个人。")
    codecs = (outer, inner, outer, outer)
    data = b"".join(part.encode(codec) for part, codec in zip(parts, codecs, strict=True))
    decoded = decode(data)
    assert decoded.text == "".join(parts)
    assert encode_back(decoded) == data


def test_a_damaged_character_is_no_other_codec() -> None:
    for codec in ("utf-8", "gb18030", "big5hkscs"):
        for place in range(20, 40):
            data = bytearray(HANT[0].encode(codec))
            del data[place]
            decoded = decode(bytes(data))
            assert decoded.encoding == codec
            assert sum(a != b for a, b in zip(decoded.text[-10:], HANT[0][-10:], strict=True)) <= 1
