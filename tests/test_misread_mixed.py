"""GBK and Big5 read as Latin-1, of which ftfy decoded some pairs, or soft hyphens were lost: told and turned back."""

from __future__ import annotations

import random
import re

import ftfy
import pytest

from cleaner import Config, clean
from cleaner.stages.encoding.letters import Piece, paired, written
from cleaner.stages.encoding.mixed import doubtful, restored
from tests.damage.misread import sloppy_1252

ONLY = Config(select=("decode", "encoding"), script="keep", punctuation=False)
HANS = (
    "（一）我国证券行业文化建设概况",
    "产品价格、参数等仅供参考，详情请来电或旺旺咨询！",
    "环境保护部门在批准环境影响报告书前，应当征求各有关部门的意见。",
    "对军队的医疗机构实施监督管理，没有什么别的办法，记录员走在路上。",
    "电视台前台的工作人员说，舞台后台都很安静。",
    "送精神病医疗机构诊断，并不是你所期望的行为。",
)
HANT = (
    "取得墨西哥西打商標授權、配方、原料；同時邀請香港屈臣氏集團入股",
    "在這個平凡無奇的房間內並沒有任何特殊的資訊。",
    "主要原因是個人首先要修改香港的預算，個案很多。",
)


def through_ftfy(text: str, codec: str) -> str:
    return ftfy.fix_text(sloppy_1252(text.encode(codec)), uncurl_quotes=False)


def lazily(data: bytes, seed: int) -> str:
    """Some of the pairs that are valid UTF-8 decoded."""
    draw = random.Random(seed)

    def joined(pair: re.Match[bytes]) -> bytes:
        return pair[0] if draw.random() < 0.5 else sloppy_1252(pair[0]).encode()

    pieces = re.split(rb"([\xc2-\xdf][\x80-\xbf])", data)
    return "".join(
        piece.decode() if number % 2 and draw.random() < 0.5 else sloppy_1252(piece)
        for number, piece in enumerate(pieces)
    )


@pytest.mark.parametrize("text", HANS)
def test_what_ftfy_half_decoded_is_turned_back(text: str) -> None:
    damaged = through_ftfy(text, "gbk")
    result = clean(damaged, config=ONLY)
    assert result.text == text
    assert "damage" not in result.scores


@pytest.mark.parametrize("text", HANT)
def test_big5_that_ftfy_half_decoded_is_turned_back(text: str) -> None:
    assert clean(through_ftfy(text, "cp950"), config=ONLY).text == text


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("text", "codec"), [*((text, "gbk") for text in HANS), *((text, "cp950") for text in HANT)])
def test_any_of_the_pairs_may_have_been_decoded(text: str, codec: str, seed: int) -> None:
    told = through_ftfy(HANS[0] if codec == "gbk" else HANT[0], codec)  # that pairs were decoded on this page
    assert clean(f"{lazily(text.encode(codec), seed)}\n{told}", config=ONLY).text.split("\n")[0] == text


@pytest.mark.parametrize("text", ["液压系统", "系统", "目录"])
def test_a_line_may_be_pairs_alone(text: str) -> None:
    line = text.encode("gbk").decode()  # valid UTF-8 as it is
    page = "\n".join((*(through_ftfy(each, "gbk") for each in HANS), line, "Привет, мир", "Αβγδ"))
    assert clean(page, config=ONLY).text == "\n".join((*HANS, text, "Привет, мир", "Αβγδ"))
    assert clean(line, config=ONLY).text == line


def test_a_short_line_may_hold_a_few_letters_of_three_bytes() -> None:
    damaged = "\xd6\u0439\xfa\xb5\u0139\xab\xb7\xcd\xf8\xc2\u7f68\xc9\xe8\xbd\xf8\u0579\xba\u073f\uc8ec"
    assert clean(damaged, config=ONLY).text == "中国的公路网络建设进展很快，"


@pytest.mark.parametrize("text", HANT)
def test_a_lost_soft_hyphen_was_half_of_a_character(text: str) -> None:
    damaged = sloppy_1252(text.encode("cp950"))
    assert "\xad" in damaged
    result = clean(damaged.replace("\xad", ""), config=ONLY)
    assert result.text == text
    assert all(edit.confidence < 0.98 for edit in result.edits)  # the loss is a guess, if a good one


def test_soft_hyphens_are_lost_in_gbk_too() -> None:
    text = "由两名以上专业医生诊断，债权人会议表决未通过的经费"
    damaged = sloppy_1252(text.encode("gbk"))
    assert "\xad" in damaged
    assert clean(damaged.replace("\xad", ""), config=ONLY).text == text


def test_where_soft_hyphens_stand_none_is_taken_for_lost() -> None:
    text = "主要原因是個人首先要修改香港的預算"
    (edit,) = clean(sloppy_1252(text.encode("cp950")), config=ONLY).edits
    assert edit.reason.startswith("exact")


@pytest.mark.parametrize(
    ("letters", "data"),
    [("Ö\u05a4", b"\xd6\xd6\xa4"), ("“™", b"\x93\x99"), ("\u03a0", b"\xce "), ("Aé", b"A\xe9")],
)
def test_the_plainest_bytes_of_letters(letters: str, data: bytes) -> None:
    assert written(letters) == data


@pytest.mark.parametrize(
    ("letters", "text"),
    [("ÊDz»ÊÇ", "是不是"), ("Ë;«Éñ", "送精神"), ("Îę\u0300", "舞台"), ("ÊʼþÇ", ""), ("×ÜÌ广", "总体规")],
)
def test_letters_that_ftfy_changed_more_than_once(letters: str, text: str) -> None:
    (found,) = paired([Piece(letters, "", "", joined=True, losses=0.0)], "gb18030")
    assert (found.text if found else "") == text


def test_halves_without_the_other_are_marked() -> None:
    (row,) = restored([sloppy_1252("有一种经济学的说法认为中国的证券公司".encode("gbk")[:-1])], hyphens=True)
    assert row.text == "有一种经济学的说法认为中国的证券公\ufffd"
    assert row.gaps == 1


def test_doubt_is_where_text_reads_as_none() -> None:
    assert doubtful(["我国证券行业文化建设", "我鹿煤证券行衣滴穆化建设", "这茈凡無奇n的", ""], ["", "", "", ""]) == [
        False, True, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Café, naïve façade; déjà vu — cœur, Œuvre, Straße, Ångström, Džungla", "Ǆ ǅ ǆ ʼn ș ț ą ę ł ż"]
)
def test_letters_that_are_meant_stay(text: str) -> None:
    assert clean(text, config=ONLY).text == text


def test_quotation_marks_that_the_page_wrote_as_entities_stay() -> None:
    parts = ["公司采用的是", "金盛", "财务软件，从编制记账凭证到编制会计报表都能完成。"]
    shown = [part.encode("gbk").decode("latin-1") for part in parts]
    assert clean(f"{shown[0]}“{shown[1]}”{shown[2]}").text == f"{parts[0]}“{parts[1]}”{parts[2]}"


# What ftfy makes of Ä£¬² in its second round (windows-1257 has ģ at EC), of ×Åº (windows-1250) and of Ķ¯ behind a mark.
@pytest.mark.parametrize(
    ("text", "letters"),
    [("在新分支上进行修改，并提交和推送你的改动", "\ucb32"), ("我们往往需要记着和管理海量的账号", "\u05df")],
)
def test_letters_that_ftfy_decoded_again_by_another_code_page_are_read_back(text: str, letters: str) -> None:
    damaged = through_ftfy(text, "gbk")
    assert letters in damaged
    assert clean(f"{damaged}\n{through_ftfy(HANS[0], 'gbk')}", config=ONLY).text == f"{text}\n{HANS[0]}"


def test_a_page_of_some_length_without_soft_hyphens_has_lost_all_of_them() -> None:
    lines = ("拉出一个新分支；", "电动机的作用是将原动机的机械能转换成液体的压力能，", *HANS * 5)
    damaged = "\n".join(through_ftfy(line, "gbk") for line in lines)
    assert "\xad" in damaged
    assert clean(damaged.replace("\xad", ""), config=ONLY).text.split("\n")[:2] == list(lines[:2])
