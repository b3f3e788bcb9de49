from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner import Cleaner, Config
from cleaner.lines import Lines
from cleaner.stages.spun.detect import detector, examine
from cleaner.stages.spun.page import SPUN as SPUN_FROM
from cleaner.stages.spun.page import WHOLE, look
from cleaner.stages.spun.paragraphs import Paragraph, paragraphs
from tests.test_spun import NATURAL, SAMPLES, SPUN

# The same words as the sample's, unspun, and one of its forms.
AFTER = "大家没有想到最后的市场会这样，我们预计标准、能力、产品和消息都已经正式确定。别的来岁再说。\n"


def found(text: str) -> list[Paragraph]:
    lines = Lines(text)
    finding, hard = examine(lines)
    return [*paragraphs(lines, finding, hard, detector())]


def test_a_clean_page_has_no_labels() -> None:
    assert found(NATURAL) == []
    assert found("") == []


def test_paragraphs_of_a_spun_page_cover_its_lines_with_han() -> None:
    text = f"{SPUN}\n----\n2025\n"
    assert [(p.row, text[p.start : p.end], p.label) for p in found(text)] == [
        (row, line, "spun") for row, line in enumerate(SPUN.splitlines())
    ]


def test_natural_paragraphs_after_and_inside_a_spun_page_are_told() -> None:
    spun = SAMPLES[0].read_text("utf-8").rstrip("\n") + "\n"
    for text in (spun + AFTER, spun + AFTER + spun):
        odd = [p for p in found(text) if p.label != "spun"]
        assert [text[p.start : p.end] + "\n" for p in odd] == [AFTER]
        assert odd[0].label == "clean"
        assert odd[0].chance < 0.1


def test_no_paragraph_of_a_suspect_page_is_called_spun() -> None:
    lines = Lines(SPUN + AFTER)
    finding, hard = examine(lines)
    suspect = replace(finding, label="suspect")
    assert [p.label for p in paragraphs(lines, suspect, hard, detector())] == ["suspect", "suspect", "clean"]


def test_the_ledger_notes_each_paragraph_once_and_restore_leaves_natural_ones() -> None:
    text = SPUN + AFTER
    document = Cleaner(Config(spun="restore")).clean(text)
    noted = [mark for mark in document.marks if mark.rule == "spun.paragraph"]
    assert [(mark.old, mark.reason) for mark in noted] == [
        (line, f"{kind}, family B") for line, kind in zip(text.splitlines(), ("spun", "spun", "clean"), strict=True)
    ]
    assert AFTER.strip() in document.text
    assert document.restore() == text


COMMENT = "网友评论：好意思国的东说念主工智能真的很强，不雅众都看呆了，据报说念各人都在讨论。"
ARTICLE = (
    "市图书馆新馆昨日正式对外开放，首日接待读者三千余人，设有儿童阅览区和盲文阅览室。\n"
    "馆长在开馆仪式上表示，今后每个周末都会举办公益讲座，欢迎广大市民前来参加。\n"
    "据了解，该馆周一闭馆，读者凭身份证即可入馆借阅，无需预约。\n"
    "老樟树下摆着两张竹椅，风吹过来，叶子沙沙地响。\n"
) * 3


@pytest.mark.parametrize("joint", ["\n", ""])
def test_a_spun_comment_makes_no_article_spun(joint: str) -> None:
    article = ARTICLE.replace("\n", joint)
    for policy in ("exact", "restore", "drop"):
        document = Cleaner(Config(spun=policy)).clean(f"{article}{COMMENT}\n")
        assert document.tags["spun"] == "suspect"
        assert document.scores["spun"] < SPUN_FROM
        assert document.verdict == "article"
        assert document.text.startswith(article)
        assert "美国的人工智能真的很强，观众都看呆了，据报道" in document.text
    noted = [mark.reason for mark in document.marks if mark.rule == "spun.paragraph"]
    assert noted[-1] == ("spun, family B")


def test_the_score_of_a_page_is_the_share_of_it_that_is_spun() -> None:
    shares = [look(Lines(f"{ARTICLE[:size]}\n{SPUN}")).score for size in (0, 40, 160, len(ARTICLE))]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > WHOLE
    assert shares[-1] < SPUN_FROM


def test_of_a_page_that_is_spun_in_part_the_spun_paragraphs_go_with_drop() -> None:
    text = SAMPLES[0].read_text("utf-8").rstrip("\n") + "\n" + ARTICLE * 4
    document = Cleaner(Config(spun="drop")).clean(text)
    assert (document.tags["spun"], document.verdict) == ("spun", "article")
    assert document.text == ARTICLE * 4
    assert {record.rule for record in document.edits if record.stage == "spun"} == {"spun.dropped"}
    assert document.restore() == text
    assert Cleaner(Config(spun="drop")).clean(document.text).text == document.text


def test_a_rule_for_spun_pages_leaves_their_clean_paragraphs() -> None:
    night = "今天他乐不雅众人皆知，馆长表示欢迎大家前来参加，没有人会失望，美国的观众也报道了此事。\n"
    text = SAMPLES[0].read_text("utf-8").rstrip("\n") + "\n" + ARTICLE + night
    assert night in Cleaner().clean(text).text


def test_a_line_without_forms_is_the_less_likely_spun_the_longer_it_is() -> None:
    short, long = (
        found(f"{SPUN}{line}\n")[-1] for line in ("叶子沙沙地响。", "叶子沙沙地响，溪水从石缝里流出来。" * 8)
    )
    assert short.chance > long.chance


# As a small business site's tool leaves the rules of an association: no digits, as in old literature.
RULES = (
    "会员应当依据本章程参加活动，除按时缴纳会费外，还应当遵守各项规定。\n"
    "单位停止检查时，应当记录产物的名称和数量，其余事项由秘书处办理。\n"
    "假如会员对处理决定不满意，能够向理事会提出书面意见，理事会应当答复。\n"
    "秘书处设主任一名，担任日常事务，主任仍是由理事会任命。\n"
    "会员大会每年召开一次，假如多数会员提出请求，理事会应当召开临时会议。\n"
    "配送由专门单位承担，有关单位应当依照合同承担责任。\n"
) * 8


def test_rules_without_digits_are_no_old_literature() -> None:
    found = look(Lines(RULES)).finding
    assert (found.label, found.family) == ("spun", "C")


def test_words_go_back_in_lines_that_only_their_neighbours_show_to_be_spun() -> None:
    text = f"{RULES}理事会应当及时停止调查。\n"
    last = look(Lines(text)).parts[-1]
    assert (last.label, last.chance > 0.9) == ("suspect", True)
    assert "及时进行调查" in Cleaner(Config(spun="restore")).clean(text).text
    natural = f"{RULES}理事会进行表决时，应当及时停止调查。\n"
    assert "及时停止调查" in Cleaner(Config(spun="restore")).clean(natural).text


PLAIN = (
    "清晨的码头上站满了等船的人，售票处前排着长队。孩子们的产品手册散落一地，如果没有人捡，风会把它们吹进江里。\n",
    "这家面馆开了三十年，老板每天四点起床和面。进行了一次装修之后，店里的桌椅都换成了新的，其他的没有变。\n",
    "根据天气预报，周末会有一场大雨。村里的人正在修整堤坝，重要的是所以人都平安，还是按照老办法轮流守夜。\n",
    "山脚下的小学只有两间教室，老师严格却和气，目前一共有十九个学生。生产队的旧仓库改成了图书室，价格公道。\n",
)
ONE = "假如客户对产物不满意，出产部门应当依据合同停止更换，不只要严厉检查，还要通知其余主顾，以是今朝仍是先停售为好。\n"


def test_one_spun_paragraph_among_others_is_found() -> None:
    assert look(Lines("".join(PLAIN))).finding.label == "clean"
    for at in range(len(PLAIN) + 1):
        page = look(Lines("".join((*PLAIN[:at], ONE, *PLAIN[at:]))))
        assert (page.finding.label, page.finding.family) == ("suspect", "C")
        assert [part.row for part in page.parts if part.label == "spun"] == [at]
        assert page.score < SPUN_FROM


def test_japanese_is_not_spun_but_spun_lines_beside_it_are() -> None:
    assert look(Lines(RULES.replace("，", "という話がありますので、それについては"))).finding.label == "clean"
    japanese = "これはとても長い文章ですが、どこにも中国語の言葉はありません。\n" * 60
    page = look(Lines(RULES + japanese))
    rows = [part.row for part in page.parts if part.label == "spun"]
    assert len(rows) >= 40
    assert max(rows) < 48
