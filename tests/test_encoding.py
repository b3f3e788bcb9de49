from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.config import Config
from cleaner.doc import Doc, Edit
from cleaner.pipeline import Context, Proposal
from cleaner.rules import RuleBook
from cleaner.stages.encoding import cp936, propose
from cleaner.stages.encoding.gates import measure
from cleaner.stages.encoding.readings import packed
from cleaner.stages.encoding.signs import Sign, strange_of
from tests.damage.misread import mixed


def run(text: str) -> Proposal:
    return propose(Doc(text), Context(Config(), RuleBook([])))


def repaired(text: str) -> str:
    return Doc(text).apply("encoding", run(text).edits).text


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("坏\udcce\udcd2字", "坏\ufffd字"),
        ("好\ud83d\ude00吗\ud83d", "好😀吗\ufffd"),
        ("一\u200b二\u00ad三\ufeff四\u200e", "一二三四"),
        ("一\x00二\x0c三\x0c\n四", "一二\n三\n四"),
        ("创建以来#xff0c;业务&#x3002;&amp;#12288;完", "创建以来，业务。\u3000完"),
        ("&nbsp;&nbsp;第一段", "  第一段"),
        ("公告：\\u4eca\\u5929\\u7684\\u65b0\\u95fb 请看", "公告：今天的新闻 请看"),
        ("搜索 %E4%B8%AD%E5%9B%BD%E6%96%B0%E9%97%BB 的结果", "搜索 中国新闻 的结果"),
        ("ä¸\xadæ–‡ç½‘é¡µ", "中文网页"),
        ("标题：æ–°é—»ä¸\xadå¿ƒ（完）", "标题：新闻中心（完）"),
    ],
)
def test_damage_of_characters_is_undone(damaged: str, right: str) -> None:
    assert repaired(damaged) == right
    assert repaired(right) == right


@pytest.mark.parametrize(
    "text",
    [
        "一家人👨‍👩‍👧，旗帜🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f，❤️",
        "می‌خواهم و क्‍ष ภาษา\u200bไทย",
        "L’été à Noël, Größe, naïve façade, Ævar, señor, Việt Nam, zażółć gęślą jaźń",
        "Привет, мир. Ελληνικά. こんにちは。한국어（韓國語）",
        "int c = '\\u4e2d'; // C# 代码 \\u4e2d",
        'json: {"a": "\\u4eca\\u5929\\u7684\\u65b0\\u95fb"}',
        "https://x.cn/?q=%E4%B8%AD%E5%9B%BD%E6%96%B0%E9%97%BB 链接",
        "图标\ue601保留，龑逄万俟𠮷鿔，━━━━，ＡＢＣ",
        "“锟斤拷”“浣犲ソ”是常见乱码",
        "乱码三种。\n\n至于“ä¸\xadæ–‡”，倒过来解：\n\n>>> 'ä¸\xadæ–‡'.encode('cp1252').decode('utf-8')",
        "学(xué)校(xiào)里(lǐ)有(yǒu)很(hěn)多(duō)同(tóng)学(xué)，大(dà)家(jiā)好(hǎo)。",
        "常见乱码：“ä¸\xadæ–‡”是“中文”的UTF-8字节被当作Latin-1显示的结果。",
        "图片写成 ![\u200b\u200bLaunching](x)，粗体写成 ‘\u200b=*=\u200b’ 这样。",
        "a&nbsp;b &lt;b&gt; AT&amp;T",
        "Café®™ 100 °C ½ × 3 ÷ 2 · 5 µm £10 © 2020",
    ],
)
def test_good_text_stays(text: str) -> None:
    assert run(text).edits == []


HANS = "我们今天去公园玩，明天再回来上班。"
LONG = "中国的公路网络建设进展很快，各地的物流优惠政策也提供了新的方便。"
HANT = "我們今天去公園玩，明天再回來上班。"


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        (HANS, lambda t: t.encode("gbk").decode("latin-1")),
        (HANS, lambda t: t.encode("gbk").decode("latin-1").encode().decode("latin-1")),
        (HANT, lambda t: t.encode("big5").decode("latin-1")),
        (HANT, lambda t: t.encode("big5").decode("gb18030")),
        (HANS, lambda t: t.encode().decode("latin-1")),
        (LONG, lambda t: mixed(t.encode("gbk"))),
        (HANS, lambda t: cp936.decode(t.encode())),
    ],
)
def test_misread_text_is_turned_back(text: str, misread: Callable[[str], str]) -> None:
    damaged = misread(text)
    assert damaged != text
    assert repaired(damaged) == text
    assert repaired(f"正常的一行。\n{damaged}\n") == f"正常的一行。\n{text}\n"


def test_what_was_lost_is_guessed_and_said_so() -> None:
    text = "他们已经开始建设新的城市公园，市民可以免费参观。"
    proposal = run(text.encode().decode("gbk", "replace"))
    (edit,) = proposal.edits
    assert edit.new == text
    assert edit.rule == "encoding.misread-guess"
    assert edit.confidence < 0.95


def test_ruins_are_measured_and_stay() -> None:
    proposal = run("今天\ufffd\ufffd锟斤拷锟斤拷很好。")
    assert proposal.edits == []
    assert {m.rule for m in proposal.marks} == {"encoding.lost", "encoding.replacement-read-as-gbk"}
    assert proposal.scores == {"damage": round(8 / 13, 4)}


BITS = "ä¸­Ã©\udce4\ud83d\ude00&#x4;%E4\\u中\u200d👩\ue000\x00"


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.text(st.characters(codec=None)), st.text(st.sampled_from(BITS))))
def test_no_lone_surrogate_is_left_and_repairs_come_to_rest(text: str) -> None:
    once = repaired(text)
    once.encode("utf-8")
    for _ in range(5):
        once, before = repaired(once), once
        if once == before:
            break
    assert once == before


def test_packed_bytes_keep_each_nul() -> None:
    assert packed(np.array([0, 0, 0xD6D0, 0x41, 0, 0xFF], np.uint16)) == b"\0\0\xd6\xd0A\0\xff"


def test_strange_characters_by_place_and_sign() -> None:
    strange = strange_of(Doc("诽谤\ue000é好\ufffd\ufffd"))
    assert strange.where.tolist() == [0, 1, 2, 3, 5, 6]
    assert strange.runs(Sign.LOST) == [(5, 7)]
    assert strange.with_sign(Sign.PRIVATE).tolist() == [2]
    assert strange.within(1, 4).where.tolist() == [1, 2, 3]
    assert strange.outside([Edit(0, 3, "", "r"), Edit(6, 7, "", "r")]).where.tolist() == [3, 5]
    assert not strange_of(Doc("好的。")).seen


def test_lines_are_measured_one_by_one_or_together() -> None:
    lines = ["中文網頁", "", "abc", "ㄅㄆˇ注音", "カタカナ이다", "é中\ufffd文", "\U00020000字"]
    together = measure(lines)
    for i, line in enumerate(lines):
        for column, alone in zip(together, measure([line]), strict=True):
            assert column[i] == alone[0], line
    assert together.foreign.tolist() == [4, 0, 0, 2, 6, 4, 2]
    assert together.kana.tolist() == [0, 0, 0, 0, 6, 0, 0]
    assert together.runs.tolist() == [0, 0, 0, 0, 5, 0, 0]
    assert together.hangul.tolist() == [0, 0, 0, 0, 2, 0, 0]


@pytest.mark.parametrize(
    ("text", "clean_text"),
    [
        ("\x1b[1;33m公告\x1b[0m：本板今天整理完毕。\x1b[K", "公告：本板今天整理完毕。"),
        ("\x1b\x1b[34m\x1b[1m蓝色的粗体字。", "蓝色的粗体字。"),
        ("\x1b]8;;http://a.example\x1b\\链接\x1b]8;;\x1b\\在终端里。", "链接在终端里。"),
        ("一个\x1b字符后面没有颜色[1m。", "一个字符后面没有颜色[1m。"),
    ],
)
def test_an_escape_character_goes_with_what_it_begins_for_a_terminal(text: str, clean_text: str) -> None:
    assert repaired(text) == clean_text
