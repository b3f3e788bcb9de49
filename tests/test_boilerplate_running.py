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
