"""What a page's program puts amid a flattened text: numbers beside source code, the buttons of a player."""

from __future__ import annotations

from cleaner import clean

ABOVE = (
    "给文件改名不难，先进到放文件的文件夹里，再用下面的几行命令，一次就能把所有的图片改成带日期的名字。",
    "命令里的日期要换成自己的，改完以后看一看结果对不对，错了也能从备份里拿回来，不必担心。",
)
CODE = (
    "for name in *.jpg; do",
    '  mv "$name" "2020-06-08-$name";',
    "  echo $name >> log.txt;",
    "done;",
    "cat log.txt;",
)
BELOW = (
    "如果文件很多，就先在一个小文件夹里试一试，一个一个地看过去，确信没有错了，再到大文件夹里去做。",
    "最后记得把记录文件留下来，下回要找旧名字的时候，从里面一查就能查到，比凭记性可靠得多。",
)
NUMBERS = tuple(str(number) for number in range(1, len(CODE) + 1))
HEAD = ("半缸清水的笔记", "首页", "归档", "分类", "标签", "友链", "2020年6月8日 晚上", "1.2k 字 11 分钟")
PLAYER = (
    "已关注",
    "Follow",
    "Replay",
    "Share",
    "Like",
    "Close",
    "观看更多",
    "更多",
    "Loading...",
    "退出全屏",
    "视频加载失败，请刷新页面再试",
    "Refresh",
    "Video Details",
)


def test_numbers_beside_source_code_go_and_the_text_around_stays() -> None:
    text = "\n".join((*ABOVE, *NUMBERS, *CODE, *BELOW))
    found = clean(text)
    assert found.text == "\n".join((*ABOVE, *CODE, *BELOW))
    assert {edit.rule for edit in found.edits} == {"boilerplate.line-numbers"}
    assert found.restore() == text


def test_numbers_beside_settings_go() -> None:
    keys = ("apiVersion: v1", "kind: Mill", "metadata:", "name: wheel", "labels:", "river", "spec:", "replicas: 3")
    text = "\n".join((*ABOVE, *map(str, range(1, len(keys) + 1)), *keys, *BELOW))
    assert clean(text).text == "\n".join((*ABOVE, *keys, *BELOW))


def test_numbers_above_words_of_another_tongue_stay() -> None:
    words = ("mill", "wheel", "river", "stone", "flour", "grain", "water", "bread")
    text = "\n".join((*ABOVE, *map(str, range(1, len(words) + 1)), *words, *BELOW))
    assert clean(text).text == text


def test_numbers_of_a_short_listing_go_beside_those_of_a_longer_one() -> None:
    text = "\n".join((*ABOVE, *NUMBERS, *CODE, *BELOW, "1", "cat log.txt;", *ABOVE))
    assert clean(text).text == "\n".join((*ABOVE, *CODE, *BELOW, "cat log.txt;", *ABOVE))


def test_numbers_between_two_listings_go() -> None:
    text = "\n".join((*ABOVE, *NUMBERS, *CODE, *NUMBERS, *CODE, *BELOW))
    assert clean(text).text == "\n".join((*ABOVE, *CODE, *CODE, *BELOW))


def test_numbers_that_a_program_printed_stay() -> None:
    session = (
        ">>> for x in chain(a, b):",
        "... print(x)",
        "...",
        "1",
        "2",
        "3",
        "4",
        "x = 1;",
        "y = 2;",
        "z = 3;",
        ">>>",
    )
    text = "\n".join((*ABOVE, *session, *BELOW))
    assert clean(text).text == text


def test_numbers_above_words_stay() -> None:
    text = "\n".join((*ABOVE, "1", "2", "3", "数到三，孩子们一起跑了起来。", *BELOW))
    assert clean(text).text == text


def test_a_table_of_numbers_stays() -> None:
    text = "\n".join((*ABOVE, "1", "2", "3", "4", "120", "135", "98", "77", *BELOW))
    assert clean(text).text == text


def test_the_rows_of_a_player_do_not_end_an_article() -> None:
    text = "\n".join((*HEAD, "给文件改名", *ABOVE, *PLAYER, *BELOW, *ABOVE[::-1]))
    found = clean(text).text
    assert found.endswith("\n".join((*ABOVE, *BELOW, *ABOVE[::-1])))


def test_words_of_buttons_that_a_text_explains_stay() -> None:
    text = "\n".join(
        (*ABOVE, "退出全屏", "按一下键盘左上角的键，画面就回到原来的大小，别的什么也不会变。", "重播", *BELOW)
    )
    assert "重播" in clean(text).text


def test_numbers_that_a_program_printed_from_zero_on_stay() -> None:
    printed = (">>> for i in range(5):", "...     print(i)", "...", "0", "1", "2", "3", "4")
    text = "\n".join((*ABOVE, *printed, *CODE, *BELOW))
    assert clean(text).text == text
