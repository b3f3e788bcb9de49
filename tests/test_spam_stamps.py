"""What sites stamp the paragraphs of their texts with goes; what authors write behind their sentences stays."""

from __future__ import annotations

import pytest

from cleaner import clean

PARAGRAPHS = (
    "渡口的雾一直没有散，船家把缆绳解开又系上，最后坐在船头补起了渔网。",
    "阿贵背着半袋盐从堤上跑下来，鞋里灌满了泥水，一边跑一边喊着等一等他。",
    "船舱里已经坐了三个人，两个贩布的客商，还有一个抱着木匣子的年轻道士。",
    "木匣子用麻绳捆了四道，绳结上压着一张褪了颜色的黄纸（字迹早看不清了）。",
    "贩布的客商凑过去想看，道士把匣子往怀里挪了挪，客气地朝他笑了一下。",
)
PLAIN = "\n\n".join(PARAGRAPHS)


def _with(*behind: str) -> str:
    return "\n\n".join(f"{each}{behind[i % len(behind)]}" for i, each in enumerate(PARAGRAPHS))


@pytest.mark.parametrize(
    "stamp",
    [
        "7x3江边故事_入门到精通 - 某某教程网",
        "江边故事_渡口篇_某某书屋",
        "K9q某某书屋整理发布",
        "渡口志_船家篇 - 某某网",
    ],
)
def test_a_stamp_behind_each_paragraph_goes(stamp: str) -> None:
    """The name of a site behind a code, and the title of a page with that of its site."""
    assert clean(_with(stamp)).text.strip() == PLAIN


def test_a_stamp_goes_behind_a_colon_too() -> None:
    text = _with("7x3江边故事_入门 - 某某网") + "\n\n船家的规矩有三条：7x3江边故事_入门 - 某某网\n\n不载夜客。"
    assert clean(text).text.strip() == f"{PLAIN}\n\n船家的规矩有三条：\n\n不载夜客。"


def test_a_stamp_goes_from_empty_paragraphs_too() -> None:
    """Where each of them ends a line: some stand alone, some behind what is no sentence."""
    stamp = "Kp48渡口资讯——天天看渡口48ab.com"
    text = f"{_with(stamp)}\n\n{stamp}\n\n{stamp}\n\n摘自：旧船志 {stamp}\n\n{stamp}"
    assert clean(text).text.strip() == f"{PLAIN}\n\n摘自：旧船志"
    assert stamp in clean(text + f"\n\n船家说{stamp}是他常看的，别的都不看。").text  # a page that speaks of it


def test_the_tags_of_an_article_go() -> None:
    """Aggregators put another one behind each paragraph, in ideographs where it comes again."""
    assert clean(_with("css", "html", "java", "前端", "前端")).text.strip() == PLAIN
    assert "前端" in clean(_with("css", "html", "java", "sql", "前端")).text  # once it may be a word
    assert clean(_with("css", "html", "javascript")).text.strip() == PLAIN
    more = "\n\n".join(f"{each}{tag}" for each, tag in zip(PARAGRAPHS * 2, ["css", "html", "前端"] * 4, strict=False))
    assert clean(more).text.strip() == f"{PLAIN}\n\n{PLAIN}"


@pytest.mark.parametrize(
    "behind",
    ["", "hhhh", "lol", "哈哈哈", "（完）", "OK", "Ps", "[1]", "——编者", "ha", "x"],
    ids=lambda text: text or "none",
)
def test_what_authors_write_behind_sentences_stays(behind: str) -> None:
    assert not [e for e in clean(_with(behind)).edits if "last marks" in e.reason]


def test_what_people_cry_stays() -> None:
    """Words of the net in small letters, another one behind each sentence; and tags in few paragraphs of many."""
    text = _with("emo", "yyds", "awsl", "omg")
    assert not [e for e in clean(text).edits if "last marks" in e.reason]
    text = _with("css", "html", "css", "", "") + f"\n\n{PLAIN}" * 5
    assert not [e for e in clean(text).edits if "last marks" in e.reason]


def test_a_few_stay() -> None:
    """Two paragraphs show nothing."""
    text = f"{PARAGRAPHS[0]}css\n\n{PARAGRAPHS[1]}html\n\n{PARAGRAPHS[2]}"
    assert "css" in clean(text).text
