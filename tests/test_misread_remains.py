"""Misread text that lost too much to come back is marked and left, whatever stands for the losses."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from cleaner import clean
from cleaner.config import Config
from cleaner.stages.encoding.remains import remains

ONLY = Config(select=("decode", "encoding"))
LINES = (
    "周末我们沿着老城墙骑车，路上遇到许多来写生的学生。",
    "那家修表的小铺子开了四十年，师傅的手艺远近闻名。",
    "夜市裡的攤位越來越多，空氣中都是烤魷魚的香味。",
)


def latin_1(data: bytes, lost: str) -> str:
    return re.sub("[\x80-\x9f]", lost, data.decode("latin-1"))


READS: dict[str, Callable[[bytes], str]] = {
    "Big5, dropped": lambda data: data.decode("big5", "ignore"),
    "Big5, ?": lambda data: data.decode("cp950", "replace").replace("\ufffd", "?"),
    "Big5, marked": lambda data: data.decode("big5", "replace"),
    "Latin-1, dropped": lambda data: latin_1(data, ""),
    "Latin-1, ?": lambda data: latin_1(data, "?"),
    "Latin-1, blanks": lambda data: latin_1(data, " "),
}


@pytest.mark.parametrize("kind", sorted(READS))
def test_what_cannot_come_back_is_marked_and_stays(kind: str) -> None:
    for line in LINES:
        damaged = READS[kind](line.encode())
        found = clean(f"今天的天气很好。\n{damaged}\n明天再去。", config=ONLY)
        assert found.text.split("\n")[1].strip() == damaged.strip()
        assert found.scores["damage"] > 0.1


@pytest.mark.parametrize(
    "text",
    [
        "L'été dernier, la fenêtre était fermée à clé; René préférait dîner près de l'église.",
        "Größe, Straße, Öl, Übung, Äpfel, Füße, Käse, Höhe, Mädchen, Tür",
        "Một ngày đẹp trời, chúng tôi đã đến thăm Hà Nội và ăn phở ở phố cổ.",
        "驫麤龘靐齉爨籲鱻羴犇猋", "魑魅魍魉，饕餮梼杌，貔貅麒麟", "å ä ö é è ü", "① ② ③ ä ö å",
        "銀行嚗銝", "第三十条 县级以上人民政府应当组织有关部门检查。",
    ],
)  # fmt: skip
def test_other_text_is_none_of_it(text: str) -> None:
    assert not remains(text)
    assert "damage" not in clean(text, config=ONLY).scores
