"""Metadata of flattened pages whose labels and values stand on lines of their own, or that have no frame."""

from __future__ import annotations

import pytest

from cleaner import clean

TITLE = "水磨又转起来了"
BODY = (
    "镇上的老磨坊停了十几年，今年春天又转了起来。修水车的师傅说，木料换了一半，轴还是原来的那一根，听得出来它高兴。",
    "开磨那天来了两百多人，带着自家的麦子。磨坊主给每一家都磨了一斤，分文不取，说是补上这些年欠下的人情。",
)


def page(*lines: str) -> str:
    return "\n".join((TITLE, *lines, *BODY))


def test_values_on_the_line_below_their_labels() -> None:
    found = clean(page("来源：", "河湾日报", "作者：", "王小二", "发布时间：", "2014-02-03 10:22"))
    assert (found.author, found.source, found.published) == ("王小二", "河湾日报", "2014-02-03T10:22+08:00")


def test_the_head_of_an_account() -> None:
    found = clean(page("Original", "王小二", "半缸笔记", "2023-01-10 07:07"))
    assert (found.author, found.source) == ("王小二", "半缸笔记")


@pytest.mark.parametrize(
    "line", ["作者：王小二", "文/王小二", "文｜王小二", "撰文 | 王小二", "撰稿人：王小二", "by 王小二"]
)
def test_who_wrote_a_text_without_a_frame(line: str) -> None:
    found = clean(page(line))
    assert found.author == "王小二"
    assert found.text == page(line)


@pytest.mark.parametrize(
    "line", ["图文 / 王小二\n2014-02-03", "記者王小二／河湾報導", "本报记者 王小二", "撰文：王小二\n2014-02-03"]
)
def test_a_line_that_names_who_wrote_as_papers_do_goes_without_a_frame_too(line: str) -> None:
    source = page(line)
    found = clean(source)
    assert (found.author, found.text) == ("王小二", page())
    assert found.restore() == source
    assert line in clean("\n".join((source, line.splitlines()[0], *BODY))).text


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("發刊日期：2013/05/06", "2013-05-06"),
        ("最後更新：2014-02-03 10:11", "2014-02-03T10:11+08:00"),
        ("字号：大 中 小 2014-02-03", "2014-02-03"),
        ("公告日期：103-02-03", "2014-02-03"),
        ("会议日期：2014-02-03", None),
    ],
)
def test_labels_of_the_day(line: str, day: str | None) -> None:
    assert clean(page(line)).published == day
