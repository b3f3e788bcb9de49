"""Question marks for no-break spaces about Latin words, and noise against copying behind the name of a site."""

from __future__ import annotations

import pytest

from cleaner import clean

ASKED = (
    "管理磨坊的代码一般会选用?git flow?，提交以前要运行?make?命令，还有叶片、?轴和水槽的说明，"
    "对于?main?分支要设权限。\n"
    "你会用 Vim 吗?我也会一点。\n"
)
TOLD = (
    "管理磨坊的代码一般会选用 git flow，提交以前要运行 make 命令，还有叶片、 轴和水槽的说明，对于 main 分支要设权限。\n"
)
NOISY = (
    "停了三十年的水磨，在这个春天又转了起来河湾村论坛w^)LZ%J$y8T9S\n\n'];q5\\V.Y E1X0L0\n\n"
    "修磨的人是磨坊主的孙子，他从城里回来，带着一张旧图纸。\n\n谁也不愿意先走河湾村论坛f5O-O*c;KaK!C\n"
)


def test_blanks_about_latin_words_come_back() -> None:
    found = clean(ASKED)
    assert found.text.startswith(TOLD)
    assert "吗" in found.text
    assert "吗 我" not in found.text
    assert found.restore() == ASKED


@pytest.mark.parametrize(
    "text",
    [
        "你用过什么?Python?还是 Java?他问了三遍，没有人回答，水车还在转。\n",
        "正则写作 a,?b 或者 (?:x,?y)，还有 c,?d 和 e,?f，意思是逗号可有可无。\n",
        "打开 index.php?id=3 再看 list.php?page=2，磨坊的照片在第三页。\n",
    ],
    ids=["questions", "patterns", "addresses"],
)
def test_other_question_marks_stay(text: str) -> None:
    assert clean(text).text.count("?") + clean(text).text.count("？") == text.count("?")


def test_noise_behind_the_name_of_a_site_goes() -> None:
    found = clean(NOISY)
    assert "论坛" not in found.text
    assert "E1X0L0" not in found.text
    assert found.text.count("磨坊主") == 1
    assert found.restore() == NOISY


def test_passwords_behind_one_word_stay() -> None:
    text = "第一个密码是w^)LZ%J$y8T9S\n第二个密码是f5O-O*c;KaK!C\n磨坊的水车每天早上六点开始转，晚上八点停下来。\n"
    assert clean(text).text == text
