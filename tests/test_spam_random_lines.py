from __future__ import annotations

import random

from cleaner import clean

BEFORE = "傍晚的时候，我和弟弟到河边去散步，看见许多人在那里钓鱼，也有人坐在树下聊天。"
AFTER = "我们在河边坐了很久，直到天黑了才回家去，妈妈已经把饭做好了，等着我们回来吃。"
COMMON = "".join(bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF))


def drawn(number: int, seed: int) -> str:
    return "".join(random.Random(seed).sample(COMMON, number))


def removed(text: str) -> list[str]:
    doc = clean(text)
    return [edit.old.strip("\n") for edit in doc.edits if edit.rule == "spam.random-line"]


def test_lines_drawn_at_random_go_and_the_article_stays() -> None:
    lines = [drawn(45, 1), drawn(85, 2)]
    doc = clean("\n".join([BEFORE, *lines, AFTER, BEFORE]))
    assert doc.text.splitlines()[:2] == [BEFORE, AFTER]
    assert removed("\n".join([BEFORE, *lines, AFTER, BEFORE])) == lines


def test_one_short_line_shows_nothing() -> None:
    assert not removed("\n".join([BEFORE, drawn(40, 3), AFTER, BEFORE]))


def test_lists_of_characters_stay() -> None:
    lists = ["".join(sorted(drawn(60, seed), key=lambda char: char.encode("gb2312"))) for seed in (4, 5)]
    assert not removed("\n".join([BEFORE, *lists, AFTER, BEFORE]))
    page = "\n".join(["下面是本册的生字，请每天抄写一遍，注意笔顺。", drawn(60, 6), drawn(60, 7), BEFORE, AFTER])
    assert not removed(page)
    assert not removed("\n".join([BEFORE, *(drawn(90, seed) for seed in range(8, 14))]))


def test_sentences_and_verse_without_marks_stay() -> None:
    verse = "孤村落日残霞轻烟老树寒鸦一点飞鸿影下青山绿水白草红叶黄花枯藤小桥流水人家古道西风瘦马夕阳"
    plain = "我们在河边坐了很久直到天黑了才回家去妈妈已经把饭做好了等着我们回来吃饭然后早早睡了"
    assert not removed("\n".join([BEFORE, verse, plain, AFTER, verse, plain]))
