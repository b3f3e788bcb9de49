"""Numbers of pages, running heads and feet go from the text of printed pages; what counts otherwise stays."""

from __future__ import annotations

import pytest

from cleaner import Cleaner

SENTENCES = [
    "河水从山里下来，到了这里就慢了，",
    "因为河床宽了一倍还多。磨坊建在",
    "河的左岸，离村口不到一里，走路一",
    "袋烟的工夫。水轮是榆木做的，直",
    "径一丈二尺，每年春天要换叶板。",
    "换板的时候，全村的人都来帮忙，有",
    "的扛木头，有的烧水，孩子们也来",
    "凑热闹。老人坐在门口看着他们，",
]


WORDS = "子丑寅卯辰巳午未"


def pages(count: int, foot: str, cut: bool = True) -> str:
    """``count`` pages of eight lines, each with ``foot`` below it, in which ``{}`` is the page's number."""
    rows: list[str] = []
    for number in range(1, count + 1):
        body = [f"{line[:3]}{WORDS[number]}{line[3:]}" for line in SENTENCES]
        if not cut:
            body[-1] = f"凑{WORDS[number]}热闹，老人坐在门口看着他们。"
        rows += [*body, *foot.format(number).split("\n")]
    return "\n".join([*rows, "笑。那一年的水特别大，一直漫到了门槛。"])


@pytest.mark.parametrize(
    "foot",
    [
        "- {} -",
        "第 {} 页 共 9 页",
        "·{}·",
        "page {} of 9",
        "— {} —\n磨坊史话",
        "磨坊史话\n- {} -",
        "磨坊史话　　　{}",
        "{}",
        "磨坊史话 第三章 水轮与叶板",
        "- {} -\n磨坊史话\n仅供内部使用",
    ],
)
def test_the_foot_of_a_page_goes(foot: str) -> None:
    text = Cleaner().clean(pages(5, foot)).text
    assert text.count("山里下来") == 5
    assert not [line for line in text.split("\n") if line in foot.format(2).split("\n")]
    assert "磨坊史话" not in text
    assert "仅供" not in text


@pytest.mark.parametrize(
    "text",
    [
        pages(5, "第{}天", cut=False),
        pages(5, "{}", cut=False),
        pages(5, "练习 {}", cut=False),
        pages(5, "第{}条 磨坊", cut=False),
        pages(3, "老人说：", cut=False),
        "\n".join(f"{number}\n床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。\n" for number in range(1, 9)),
        "\n".join(f"({number})\n" + pages(1, "")[:90] + WORDS[number] for number in range(1, 6)),
    ],
)
def test_what_counts_between_sentences_stays(text: str) -> None:
    assert Cleaner().clean(text).text == text


def test_a_title_with_prose_right_below_it_stays() -> None:
    text = "磨坊史话\n" + pages(3, "- {} -\n磨坊史话")
    assert Cleaner().clean(text).text.startswith("磨坊史话\n河水")


CUT = """梁河在县城以南绕了一个大弯，弯里的地叫做河套，土质松软，最宜种瓜，每年夏天
{}
从南岸到北岸要摆两个时辰的渡，瓜农把瓜装在筐里，一筐一筐地挑过去。

县城的瓜市设在东门外，每逢三六九开市，天不亮就有人来占位子，来得最早的是北岸
的人，因为他们要过河。瓜市上论筐卖，不论斤，买瓜的人用指节敲一敲，听声音。

光绪年间修过一次河堤，堤成以后，河套的地就少了一半，瓜也跟着少了。老人们说，
那时候的瓜比现在的甜。这话不知道是真是假。

民国二十年的大水把瓜市冲了，第二年才在西门外重新开市。
又过了三年，河上修了桥。
桥是石头的，五个孔。
桥头有一家卖茶的。
卖茶的姓周。"""


@pytest.mark.parametrize(
    "lines",
    [
        "- 214 -",
        "·二一四·",
        "第二百一十四页",
        "214 · 梁河县志",
        "梁河县志　卷三　物产　　215",
        "- 214 -\n梁河县志　卷三　物产",
    ],
)
def test_a_single_break_within_a_sentence_goes_and_the_sentence_is_one(lines: str) -> None:
    text = Cleaner().clean(CUT.format(lines)).text
    assert text.replace("\n", "").startswith(CUT.format("").split("\n")[0] + "从南岸到北岸")


@pytest.mark.parametrize("lines", ["图 12 河套", "第三节 物产", "（一）河套", "12.5 河套", "河套的瓜"])
def test_other_lines_within_a_sentence_stay(lines: str) -> None:
    assert lines in Cleaner().clean(CUT.format(lines)).text


def test_paragraphs_that_a_page_cut_are_one_again() -> None:
    paragraph = (
        "那一年的水特别大，一直漫到了门槛，老人把账本一册一册地搬到梁上，搬到第十七册的时候，梁断了，"
        "账本全掉进水里，他站在水里看着它们漂走，一句话也没有说，"
    )
    rest = "后来他对孙子说，那天他忽然觉得很轻。"
    text = "\n\n".join(
        [paragraph + "{}" + rest, *(f"第{n}年，水又来了，他已经不在了。" for n in "二三四五六七八九十子丑寅卯")]
    )
    assert Cleaner().clean(text.format("\n\n- 27 -\n\n")).text == text.format("")


@pytest.mark.parametrize("label", ["## 面试流程", "验收标准："])
def test_headings_and_labels_of_the_parts_of_a_plan_stay(label: str) -> None:
    parts = [[label, *(f"第{part}部分第{line}条写的是另外一件事" for line in range(24))] for part in "甲乙丙丁戊己庚"]
    text = "\n".join(line for part in parts for line in part)
    assert Cleaner().clean(text).text.count(label) == len(parts)


def test_numbers_in_bold_are_those_of_parts() -> None:
    parts = [
        [f"**0{part}**", *(f"{line}他又说了第{part}件事，大家都点头。" for line in "甲乙丙丁戊己庚辛")]
        for part in range(1, 7)
    ]
    text = "\n".join(line for part in parts for line in part)
    assert Cleaner().clean(text).text == text
