"""Buttons at the ends of lines, names of pictures, previews and plans of a site go; the text around them stays."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.articles import BODY, TITLE


@pytest.mark.parametrize("button", ["閱讀更多", "阅读全文 >>", "...查看全文", "……[详细]", " 【全文】"])
def test_a_button_behind_a_sentence_goes(button: str) -> None:
    text = "\n".join([TITLE, BODY[0] + button, BODY[1]])
    document = clean(text)
    assert [line.rstrip(".…") for line in document.text.split("\n")] == [TITLE, *BODY[:2]]
    assert document.restore() == text


@pytest.mark.parametrize("line", ["想看后面的人可以阅读全文", "请点开下面的链接阅读更多", "他说：“阅读更多”"])
def test_words_of_a_sentence_stay(line: str) -> None:
    text = "\n".join([TITLE, *BODY[:2], line])
    assert clean(text).text == text


@pytest.mark.parametrize("button", ["[编辑]", "［編輯］", " 编辑", " 编辑 播报", "[编辑本段]", "\n编辑\n播报"])
def test_the_buttons_of_an_encyclopedia_go(button: str) -> None:
    text = "\n".join(["历史沿革" + button, BODY[0], "地理环境" + button, BODY[1]])
    document = clean(text)
    assert document.text.split("\n") == ["历史沿革", BODY[0], "地理环境", BODY[1]]
    assert document.restore() == text


def test_one_editor_in_brackets_stays() -> None:
    text = "\n".join([TITLE, *BODY[:2], "张三[编辑]"])
    assert clean(text).text == text


@pytest.mark.parametrize("name", ["012A2606.JPG", "DSC00123.jpg", "IMG_2034(拖移項目).jpg", "20180102_101010.jpg"])
def test_names_of_pictures_between_paragraphs_go(name: str) -> None:
    assert clean("\n".join([TITLE, BODY[0], name, BODY[1], name])).text.split("\n") == [TITLE, *BODY[:2]]


@pytest.mark.parametrize("cut", [None, -9])
def test_a_preview_with_its_lines_joined_goes(cut: int | None) -> None:
    preview = "".join(BODY[:3])[:cut] + ("…" if cut else "")
    text = "\n".join([TITLE, preview, *BODY])
    assert clean(text).text.split("\n") == [TITLE, *BODY]


def test_the_beginning_with_the_label_of_a_summary_goes() -> None:
    text = "\n".join([TITLE, "2026-03-16  阅读 3  评论 0", "摘要：" + "".join(BODY[:2])[:-9], *BODY])
    assert clean(text).text.split("\n") == [TITLE, *BODY]


def test_a_summary_in_other_words_stays() -> None:
    text = "\n".join([TITLE, "摘要：" + BODY[0][:20] + "别的磨坊也一样，磨面的人家都说水磨比电磨磨得细。", *BODY])
    assert "摘要" in clean(text).text


def test_a_paragraph_that_comes_again_stays() -> None:
    text = "\n".join([TITLE, BODY[0], BODY[0], BODY[1]])
    assert clean(text).text.count(BODY[0]) == 2


def test_rows_of_a_drawing_stay() -> None:
    row = "|                |             |                  |"
    text = "\n".join([TITLE, *BODY[:2], row, "|磨坊|", row, "||", "|", "|"])
    assert clean(text).text.count(row) == 2


@pytest.mark.parametrize("block", [["水车转呀转", "磨盘响呀响"], [TITLE, *BODY]])
def test_a_block_that_comes_again_stays(block: list[str]) -> None:
    text = "\n".join(block * 2)
    assert clean(text).text == text


PARTS = "磨面 水车 风车 石磨 碾子 筛子 麦子 稻谷 高粱 玉米 豆子 水渠 堤坝 闸门 轴承 齿轮"


def test_the_parts_of_a_site_in_one_line_go() -> None:
    text = "\n".join([PARTS.replace(" ", " | "), TITLE, *BODY])
    assert clean(text).text.split("\n") == [TITLE, *BODY]


def test_rows_of_a_table_stay() -> None:
    row = PARTS.replace(" ", " | ")
    assert clean("\n".join([row, row[::-1], TITLE, *BODY])).text.count("|") == 2 * row.count("|")


@pytest.mark.parametrize("what", ["文章", "回答"])
def test_an_answer_stands_between_who_liked_it_and_its_day(what: str) -> None:
    said = ["我就说说自己的感受吧", "那天江边人特别多 船也多", "你要是问我好不好", "那我肯定说好", "但是要看跟谁去"]
    head = ["江边的下午值得去吗", "小河流水", "水边的人", "关注她", f"35 人赞同了该{what}"]
    tail = ["编辑于 2024-05-01 08:05・IP 属地湖北", "赞同 35", "3 条评论", "分享", "喜欢", "收藏", "申请转载"]
    assert [line for line in clean("\n".join([*head, *said, *tail])).text.split("\n") if line in said] == said


def test_a_question_keeps_the_answers_of_all() -> None:
    first = ["江边的下午很安静，适合一个人慢慢走，走累了就坐下来看船，船开得很慢。", "太阳落下去以后再回家也不迟。"]
    more = ["我觉得不值得，上个月我带孩子去过一次，路上堵了两个小时，到了才发现没有地方停车。", "下次还是换个地方。"]
    head = ["江边的下午值得去吗", "小河流水", "水边的人", "35 人赞同了该回答"]
    tail = ["编辑于 2024-05-01 08:05・IP 属地湖北", "赞同 35", "3 条评论", "更多回答", "大山", "写字的人"]
    text = clean("\n".join([*head, *first, *tail, *more, "赞同 4", "添加评论"])).text
    assert [line for line in (*first, *more) if line not in text] == []
