from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import clean
from cleaner.doc import Doc
from cleaner.stages.tidy_columns import Column, Stretch
from cleaner.stages.tidy_lines import begins_anew, follows, read_lines
from cleaner.stages.tidy_reflow import Joint, repeated, verse_in_prose, wrapped

PARAGRAPHS = [
    "昨夜下了今年的第一场雨，城里的人都说来得正是时候。田里的庄稼也有了水，河边的柳树又绿了一层，孩子们在放学的路上踩着水坑，笑声传得很远。",
    "气象台预计，未来三天还有两次降水过程。农业部门提醒各地抓紧排灌，防止低洼地积水，并做好病虫害的防治工作，确保夏粮丰收。老人们坐在屋檐下，说着往年的雨水。",
    "市里决定从今天开始加固河堤，清理水渠。负责的同志说，今年的汛期来得比往年早，要把工作做在前面，不能等到水来了再想办法。这几天已有三百多人上了工地。",
]
LONG = [one + other for one in PARAGRAPHS for other in PARAGRAPHS if one != other]


def wrap(paragraph: str, columns: int) -> str:
    lines, line = [], ""
    for character in paragraph:
        if 2 * (len(line) + 1) > columns and character not in "，。":
            lines.append(line)
            line = ""
        line += character
    return "\n".join([*lines, line])


def reflowed(text: str) -> str:
    return Doc(text).apply("tidy", wrapped(text)).text


@pytest.mark.parametrize("columns", [48, 60, 72, 80])
@pytest.mark.parametrize(("between", "indent"), [("\n\n", ""), ("\n", "　　")])
def test_a_wrapped_text_gets_its_paragraphs_back(columns: int, between: str, indent: str) -> None:
    text = between.join(wrap(indent + paragraph, columns) for paragraph in LONG)
    assert reflowed(text).split(between) == [indent + paragraph for paragraph in LONG]


def test_the_whole_pipeline_joins_and_restores() -> None:
    text = "\n\n".join(wrap(paragraph, 60) for paragraph in LONG)
    document = clean(text)
    assert document.text == "\n\n".join(LONG)
    assert document.restore() == text
    assert {edit.rule for edit in document.edits} == {"tidy.wrapped-line"}


def test_latin_words_keep_a_blank_between_them() -> None:
    words = "今年的雨水很多，hello world again，城里的人都说来得正是时候。田里的庄稼也有了 water"
    text = "\n".join([*[wrap(paragraph, 80) for paragraph in LONG], words, "supply，河边的柳树又绿了一层。"])
    assert "water supply" in reflowed(text)


URL = "https://example.com/images/b5/9d/4cb756a24acebe5c63fa91e29cff/51b618d0-8332-4c2f-af0e.jpg"
HEADLINE = "哈尔滨某大学新能源学院学生会主办的主题启蒙讲座在研究院一层报告厅顺利举行并圆满结束"
INTRUDERS = [
    URL,
    HEADLINE,
    LONG[0] + LONG[1],
    "Subject: Re: minutes of the meeting on Tuesday and what we all decided there",
]


@pytest.mark.parametrize("line", INTRUDERS)
@pytest.mark.parametrize("place", [0, 3, 6])
def test_one_wide_line_changes_nothing(line: str, place: int) -> None:
    paragraphs = [*LONG[:place], line, *LONG[place:]]
    text = "\n\n".join(line if one is line else wrap(one, 60) for one in paragraphs)
    assert reflowed(text).split("\n\n") == paragraphs


@pytest.mark.parametrize(
    ("between", "behind", "indent"),
    [("\n> \n> ", "\n> ", "> "), (" \n \n", " \n", ""), ("\n\n\n", "\n\n", ""), ("\n\n", "\n    ", "    ")],
)
def test_quoted_spaced_and_indented_lines_are_joined(between: str, behind: str, indent: str) -> None:
    text = indent + between.join(behind.join(wrap(paragraph, 60).split("\n")) for paragraph in LONG)
    paragraphs = [line.strip("> ") for line in reflowed(text).split("\n") if line.strip("> ")]
    assert paragraphs == LONG


@pytest.mark.parametrize(
    ("text", "anew"),
    [("标  题: Re: 今年的雨", True), ("发信站: 水边站", True), ("信区: Hydrology", True), ("他说：雨水很好", False)],
)
def test_fields_of_the_head_of_a_post_begin_anew(text: str, anew: bool) -> None:
    (line,) = read_lines(text)
    assert begins_anew(line) is anew


def test_parts_of_a_text_have_their_own_columns() -> None:
    parts = [wrap(one, columns) for columns in (48, 76) for one in LONG]
    assert reflowed("\n\n".join(parts)).split("\n\n") == [*LONG, *LONG]


def test_paragraphs_without_blanks_end_where_a_sentence_does() -> None:
    text = "\n".join(wrap(one, 60) for one in LONG)
    after = reflowed(text)
    assert after.count("\n") < len(LONG) + 6
    assert all(one[-20:] + "\n" in after + "\n" for one in LONG)


def test_a_blank_stands_between_chinese_and_latin_where_the_text_has_one() -> None:
    spaced = [one.replace("三", " 3 ").replace("未来", "未来 next ") for one in LONG]
    joined = reflowed("\n\n".join("\n".join(row.strip() for row in wrap(one, 60).split("\n")) for one in spaced))
    assert [one.replace(" ", "") for one in joined.split("\n\n")] == [one.replace(" ", "") for one in spaced]
    assert "今年的汛期来得比往年早" in joined
    assert Joint("用 Python 写，有 3 个。").between("一共有", "12 人") == " "
    assert Joint("用Python写，有3个。").between("一共有", "12 人") == ""
    assert Joint("").between("Attention-", "Deficit") == ""
    assert Joint("").between("hello", "world") == " "


VERSE = """春江潮水连海平，海上明月共潮生。
滟滟随波千万里，何处春江无月明。
江流宛转绕芳甸，月照花林皆似霰。
空里流霜不觉飞，汀上白沙看不见。
江天一色无纤尘，皎皎空中孤月轮。
江畔何人初见月？江月何年初照人？
人生代代无穷已，江月年年望相似"""
KEPT = [
    VERSE,
    "\n".join(f"{'气象台预计未来三天还有两次降水过程请市民出门带好雨伞'}第{n}" for n in "一二三四五六七八"),
    "\n".join(f"{n}、{PARAGRAPHS[0][:30]}" for n in range(1, 9)),
    "\n".join(f"第{n}條　{wrap(PARAGRAPHS[1], 60)}" for n in "一二三四"),
    "# 题\n\n## 节\n\n" + wrap(PARAGRAPHS[0] * 3, 60),
    "```\n" + wrap(PARAGRAPHS[0] * 3, 60) + "\n```\n说明。",
    "\n".join(PARAGRAPHS),
    "\n".join(
        f"{place}今天上午举行了会议，讨论了明年的预算和各项工作安排" for place in ("北京", "天津", "石家庄", "太原") * 4
    ),
    "\n".join("小船儿推开波浪，海面倒映着白塔" + end for end in ("美", "真好", "春天", "绿树", "红墙", "白云") * 3),
    "\n".join(
        f"2024-05-{n:02} 12:00:0{n % 10} 用户张三登录系统，来自十二号终端，状态正常。代码{n:03}" for n in range(1, 20)
    ),
    "\n".join(
        f"{name},男,{n},上海市浦东新区某某路一百二十号某某小区十八号楼"
        for n, name in enumerate("张王李赵钱孙周吴郑", 20)
    ),
]


@pytest.mark.parametrize("text", KEPT)
def test_verse_lists_statutes_markdown_and_code_keep_their_lines(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (f"春天的第一场雨\n春天的第一场雨\n\n{PARAGRAPHS[0]}", True),
        (f"湖边花开\n湖边花开\n{PARAGRAPHS[0]}", True),
        (f"春天的第一场雨\n\n春天的第一场雨\n{PARAGRAPHS[0]}", True),
        (f"春天的第一场雨\n{PARAGRAPHS[0]}\n图为雨后的公园\n图为雨后的公园\n{PARAGRAPHS[1]}", True),
        (f"春天的第一场雨\n{PARAGRAPHS[0]}\n真的是这样吗？\n真的是这样吗？\n{PARAGRAPHS[1]}", False),
        ("让我们荡起双桨\n让我们荡起双桨\n小船儿推开波浪\n海面倒映着美丽的白塔", False),
    ],
)
def test_titles_and_captions_stand_once(text: str, second: bool) -> None:
    edits = list(repeated(text))
    assert bool(edits) == second
    after = Doc(text).apply("tidy", edits).text
    assert list(repeated(after)) == []


PARTS = [*PARAGRAPHS, "题目一行", "", "　　缩进", "a b c", URL, HEADLINE, "> " + PARAGRAPHS[0], "    " + PARAGRAPHS[1]]


@given(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from([0, 1, 2])), max_size=14), st.integers(20, 100))
def test_joining_joins_only_once(parts: list[tuple[str, int]], columns: int) -> None:
    lines = [wrap(part, columns + 8 * more) for part, more in parts]
    once = reflowed("\n".join(lines))
    assert reflowed(once) == once
    assert "".join(once.split()) == "".join("".join(lines).split())


@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=12), st.integers(20, 100))
def test_joining_loses_nothing(parts: list[str], columns: int) -> None:
    once = reflowed("\n".join(wrap(part, columns) for part in parts))
    assert once.replace("\n", "").replace(" ", "") == "".join(parts).replace(" ", "").replace("\n", "")


CUT = PARAGRAPHS[0][:30], PARAGRAPHS[0][30:]


@pytest.mark.parametrize("buttons", ["上一页 1 2 3 下一页", "点击展开全文", "上一页 [1] [2] 下一页"])
def test_a_sentence_that_buttons_cut_is_one_again(buttons: str) -> None:
    text = "\n".join(["春天的第一场雨", PARAGRAPHS[1], CUT[0], buttons, CUT[1], PARAGRAPHS[2]])
    document = clean(text)
    assert document.text == "\n".join(["春天的第一场雨", PARAGRAPHS[1], PARAGRAPHS[0], PARAGRAPHS[2]])
    assert document.restore() == text
    assert clean(document.text).text == document.text


@pytest.mark.parametrize(
    "lines",
    [
        [PARAGRAPHS[0], "上一页 1 2 3 下一页", PARAGRAPHS[1]],  # the page ends with a sentence
        [*CUT, PARAGRAPHS[1]],  # nothing was taken out
        [CUT[0], "上一页 1 2 3 下一页", "　　" + PARAGRAPHS[1]],  # a new paragraph
        ["第二节", "上一页 1 2 3 下一页", PARAGRAPHS[1]],
    ],
)
def test_lines_between_which_buttons_cut_no_sentence_stay(lines: list[str]) -> None:
    text = "\n".join([PARAGRAPHS[2], *lines])
    assert len(list(filter(None, clean(text).text.split("\n")))) == 1 + sum("上一页" not in line for line in lines)


@pytest.mark.parametrize("break_", ["<br>\n", "</p>\n<p>"])
def test_lines_that_a_page_wrapped_are_joined(break_: str) -> None:
    body = wrap("".join(PARAGRAPHS), 60).replace("\n", break_)
    page = f"<html><head><title>春天的雨</title></head><body><h1>春天的雨</h1><p>{body}</p></body></html>"
    assert clean(page).text == "春天的雨\n" + "".join(PARAGRAPHS)


def test_a_few_short_paragraphs_with_empty_lines_between_are_joined() -> None:
    text = "\n\n".join(wrap(paragraph, 60) for paragraph in PARAGRAPHS)
    assert reflowed(text).split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize("rule", ["-" * 48, "=" * 20, "＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊", "—" * 30])
def test_a_rule_is_no_rest_of_a_sentence(rule: str) -> None:
    one, sign, other = read_lines(f"他说今年的汛期来得比往年早，要把工作做在\n{rule}\n前面，不能等到水来了")
    assert not follows(one, sign)
    assert not follows(sign, other)


def test_short_lines_between_paragraphs_that_nobody_wrapped_are_verse() -> None:
    verse = ["听那东边山上起了白云，", "听那西边河里落了星辰，", "木犁、石磨会永远闲着", "再没有人敢来抽打我们，"] * 3
    column = Column(22, 1, 6)
    prose = read_lines(text := "\n\n".join([*LONG, *verse]))
    among = Stretch(len(LONG), len(prose) - 2, column, frozenset(), frozenset(), marked=False)
    assert verse_in_prose(text, prose, among)
    closed = read_lines(text := "\n".join([*LONG, *verse]))
    assert not verse_in_prose(text, closed, among)  # no empty line parts them
    alone = read_lines(text := "\n\n".join([*verse, PARAGRAPHS[0]]))
    assert not verse_in_prose(text, alone, among._replace(first=0, last=len(verse) - 2))  # nor is there more prose


def test_a_wrapped_text_with_an_empty_line_behind_each_line_gets_its_paragraphs_back() -> None:
    doubled = "\n\n".join(line for paragraph in LONG for line in wrap(paragraph, 60).split("\n"))
    assert reflowed(doubled).split("\n\n") == LONG
