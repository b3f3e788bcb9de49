from __future__ import annotations

import re
from difflib import SequenceMatcher

import pytest

from cleaner import Config, clean
from cleaner.stages.encoding import cp936
from cleaner.stages.encoding.candidates import solve
from cleaner.stages.encoding.filling import Filling
from cleaner.stages.encoding.lattice import DOUBT, utf8_ways
from cleaner.stages.encoding.neighbours import joined, together
from cleaner.stages.encoding.pagewise import told
from cleaner.stages.encoding.policies import every_habit
from cleaner.stages.encoding.readings import misread
from cleaner.stages.encoding.search import Problem, cut
from tests.damage.misread import KINDS, READERS, chain

HANS = "两百二十人以上的单位让给别人，取得贸易权和分销权；人的一生要经历多次失败，但是我们都会向前走去。"
HANT = "后妃四人為貴妃，副工程司、司機與專員，中藏文由左向右刻寫，坡地可利用限度分類；但墳墓造型採平面草皮。"
ONLY = Config(select=("decode", "encoding"), script="keep", punctuation=False)
HABITS = {habit.name: habit for habit in every_habit()}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("GBK as Big5", "取得贸易权和分销权。"),
        ("GBK as Big5", "让给二人以上的背书"),
        ("UTF-8 as GBK, ?", "内容有重大錯誤"),
    ],
)
def test_what_is_chosen_side_by_side_gives_the_text(kind: str, text: str) -> None:
    damaged = KINDS[kind][1](text)
    (found,) = solve([damaged])
    assert found is not None
    assert found.verified
    assert found.text == text


def test_only_neighbours_that_are_lost_together_stay() -> None:
    habit = HABITS["Big5"]
    firsts, seconds = "二多", "人"  # B6FE and B6E0 before C8CB: FEC8 is refused, E0C8 is not
    assert not habit.refused[0xE0, 0xC8]
    assert together([firsts, seconds], [True], "gb18030", habit.refused) == [("二", "人")]
    assert together([firsts, seconds], [False], "gb18030", habit.refused) == [(firsts, seconds)]
    assert together(["多", "人"], [True], "gb18030", habit.refused) == [("多", "人")]  # none would be left


def test_a_chain_is_one_step_and_what_has_several_ways_stands_alone() -> None:
    habit = HABITS["Big5"]
    one, other, open_ = ((0.0, ("二多",)),), ((0.0, ("人",)),), ((0.0, ("人",)), (1.0, ("?",)))
    assert joined([one, other], [True], "gb18030", habit) == ["二", "人"]
    assert joined([one, open_], [True], "gb18030", habit) == ["二多", open_]


@pytest.mark.parametrize(
    ("name", "truth"),
    [
        ("Big5", "gb18030"), ("Big5, as browsers read it", "gb18030"), ("code page 950", "gb18030"),
        ("GBK", "big5hkscs"), ("GB 18030, as browsers read it", "big5hkscs"), ("GBK, as Java reads it", "big5hkscs"),
        ("GBK", "utf-8"), ("GBK, as Java reads it", "utf-8"), ("GB 18030", "utf-8"),
    ],
)  # fmt: skip
def test_what_was_there_is_among_what_is_looked_for(name: str, truth: str) -> None:
    habit = HABITS[name]
    whole = HANT if truth == "big5hkscs" else HANS
    for at in range(0, len(whole) - 12, 3):
        text = whole[at : at + 12]
        (shown,) = misread([text], truth, habit)
        parts = [text[i:j] for i in range(12) for j in range(i + 1, 13)]
        for problem in Filling([shown], truth, habit, [""]).problems:
            assert any(cut(part, problem.steps) for part in parts), (text, shown)


@pytest.mark.parametrize("text", ["彪认为，我们正在经历", "，有人辞官归鼓励”，"])
def test_lines_with_letters_that_the_codecs_write_differently_are_searched(text: str) -> None:
    assert any("\u0400" <= c <= "\u04ff" for c in KINDS["GBK as Big5"][1](text))
    (found,) = solve([KINDS["GBK as Big5"][1](text)])
    assert found is not None
    assert found.text == text


def test_ascii_is_lost_only_where_that_reads_better() -> None:
    python = chain(("utf-8", "gbk, marks as ?"))("胡佛本人为慈善家，而他的副总统又拥有一家公司。")
    (found,) = solve([python])
    assert found is not None
    assert found.text == "胡佛本人为慈善家，而他的副总统又拥有一家公司。"
    windows = KINDS["UTF-8 as GBK, ?"][1]("全书共23章，为第一部分，在上海出版，印数为30册。")
    (found,) = solve([windows])
    assert found is not None
    assert "GBK without private use" in found.step


def test_a_quotation_that_is_open_is_closed() -> None:
    text = "当时大学教授陆锦标获得“物质科学”"
    (found,) = solve([KINDS["UTF-8 as GBK, private use"][1](text)])
    assert found is not None
    assert found.text == text


def test_what_a_page_has_tells_the_more_the_rarer_it_is() -> None:
    text = "谢梓玥说的是实话，大家都知道他的为人，也知道他说的是什么。"
    problem = Problem(("玥的珏",), "", "")
    (found,) = told(f"{text}\udcff", [problem], [len(text)])
    assert found.prices is not None
    assert found.prices[0] is not None
    rare, common, absent = found.prices[0]
    assert rare < common <= absent == 0.0


README = """# 仓库盘点助手
name: 盘点
## 使用方法
- **扫描条形码**：把货架上的箱子逐个扫描一次
- **核对箱数**：与上个月的记录进行比较
- **生成报表**：导出各个仓库的库存清单
1. **准备**货架的清单和条码纸
2. **执行**扫描并核对数量
3. **导出**盘点报表和差异表
```js
// 读取货架的编号
const shelves = read("仓库表", "货架编号");
  count: 300, // 每个货架的箱数
  total: 900, // 全部箱子的总数
```
"""


def test_what_is_open_and_how_lines_begin_tell_swallowed_characters() -> None:
    damaged = KINDS["UTF-8 as GBK, private use"][1](README)
    repaired = clean(damaged, config=ONLY).text
    assert damaged.count("\n") < README.count("\n") - 3
    assert [re.sub("[\u3400-\u9fff\ufffd]+", "", line) for line in repaired.split("\n")] == [
        re.sub("[\u3400-\u9fff\ufffd]+", "", line) for line in README.split("\n")
    ]


def test_letters_among_lost_characters_and_jumbled_ones_are_left_to_other_means() -> None:
    jumble = "\u0119\u0104\u017b\xbc\u0116\u2554\u255a\u253c\u0119\u012e\u2569\u201d\u0161\xb2"
    for text in ("// PM\u03aa\ufffd\ufffd8.x", jumble):
        assert clean(text, config=ONLY).text == text
    assert clean("It\x92s a caf\xc3\xa9", config=ONLY).text == "It\u2019s a caf\xe9"


NEWS = "记者昨天从市政府获悉，新的图书馆将在年底前向公众开放，市民可以免费办理借书证。"


def marked(truth: str, codec: str, mark: str) -> str:
    return NEWS.encode(truth).decode(codec, "replace").replace("\ufffd", mark)


@pytest.mark.parametrize(
    ("truth", "codec", "mark", "least"),
    [
        ("gbk", "cp932", "\ufffd", 0.95), ("gbk", "cp932", "?", 0.9), ("gbk", "cp949", "?", 0.9),
        ("utf-8", "cp932", "?", 0.85), ("utf-8", "cp932", "・", 0.85), ("utf-8", "cp949", "?", 0.85),
    ],
)  # fmt: skip
def test_programs_of_japan_and_korea_mark_losses_in_their_own_ways(
    truth: str, codec: str, mark: str, least: float
) -> None:
    repaired = clean(marked(truth, codec, mark), config=ONLY).text
    assert SequenceMatcher(None, NEWS, repaired, autojunk=False).ratio() >= least


def test_ibms_characters_are_the_pairs_that_read_as_chinese() -> None:
    text = "国产水果"
    damaged = f"{text}的产量在全国排第一，农产品和水果的出口也在增长。"
    assert clean(damaged.encode("gbk").decode("cp932", "replace"), config=ONLY).text == damaged


def test_each_of_ibms_characters_is_the_pair_that_reads_as_chinese() -> None:
    text = "国家规定，各项费用由另一单位支付，身份证明由国务院有关部门按照规定发放。"  # FA ends 国, ED ends 身 and 另
    assert clean(text.encode("gbk").decode("cp932", "replace"), config=ONLY).text == text


@pytest.mark.parametrize("habit", ["GBK, as Java reads it", "GB 18030, as browsers read it"])
def test_no_place_of_the_code_that_is_no_character_is_chosen(habit: str) -> None:
    assert utf8_ways((0xEF, 0xBC, DOUBT), 0xE5, HABITS[habit])
    for _, row in utf8_ways((0xEF, 0xBC, DOUBT), 0xE5, HABITS[habit]):
        assert "\uff00" not in row[0]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("GBK as Big5, browser", "把炒锅烧热再放油"),  # 却, 热, 缺 are behind a hundred Traditional characters
        ("GBK as Big5, browser", "列车缺少取暖设备"),
        ("GBK as Big5, browser", "# 第七章 公园管理"),
        ("Big5 as GBK, private use", "八、未照規定程序擅自"),  # what is known between two losses was not chosen
    ],
)
def test_what_no_byte_tells_is_chosen_from_the_characters_of_the_script(kind: str, text: str) -> None:
    assert clean(KINDS[kind][1](text), config=ONLY).text == text


def test_no_wide_letter_is_chosen_where_no_byte_tells() -> None:
    damaged = KINDS["Big5 as GBK, private use"][1]("此，瑞草區開始踏上現")
    assert "Ｕ" not in clean(damaged, config=ONLY).text


@pytest.mark.parametrize("text", ["我想知道这本书多少钱?", "到底谁偷吃了桌上的苹果?", "怎么没有人来接我们?"])
@pytest.mark.parametrize("kind", ["GBK as Big5", "GBK as code page 950"])
def test_a_question_at_the_end_of_a_line_is_no_loss(kind: str, text: str) -> None:
    assert clean(KINDS[kind][1](text), config=ONLY).text == text


def test_a_mark_where_nobody_asks_is_a_loss() -> None:
    text = "處長、主任秉承局長、副局長之命，督導所屬，並綜理各科室業務"
    assert clean(KINDS["Big5 as GBK, private use"][1](text), config=ONLY).text == text


@pytest.mark.parametrize("text", ["馬永升、林泰曾、葉祖圭", "稱無名墳墓，指未立墓"])
def test_private_use_among_kana_is_no_japanese(text: str) -> None:
    assert clean(KINDS["Big5 as GBK, private use"][1](text), config=ONLY).text == text


def _kept(text: str) -> str:
    """UTF-8 read as GBK with private-use characters, ``€`` for the byte 80 and a mark for what is refused."""
    return cp936.decode(text.encode(), "\ufffd")


def _stripped(text: str) -> str:
    return re.sub("[\ue000-\uf8ff]", "", text)


OLDER = {0x1F9: 0xE7C8, 0x303E: 0xE7E7, **{0x2FF0 + number: 0xE7E8 + number for number in range(12)}}
CHINA = "中国每一座大城市都有一个很大的机场。"


def test_private_use_that_java_and_browsers_have_is_known() -> None:
    for text in ("那篇旧稿子很好看。", "他走過橋去看海。"):
        damaged = READERS["whatwg gb18030"](text.encode()).translate(OLDER)
        assert re.search("[\ue7c8-\ue7f3]", damaged)
        assert clean(damaged, config=ONLY).text == text


@pytest.mark.parametrize(
    "damaged",
    [
        _kept(CHINA),
        _kept(CHINA).replace("\ufffd", ""),  # a byte 80 is the euro sign here, too, and not A2E3
        _stripped(_kept(CHINA)),  # two kinds of losses in one text
        _stripped(_kept(CHINA)).replace("\ufffd", ""),
    ],
    ids=["kept", "marks dropped", "private use stripped", "both gone"],
)
def test_what_else_becomes_of_losses_and_private_use(damaged: str) -> None:
    assert "€" in damaged
    assert clean(damaged, config=ONLY).text == CHINA


@pytest.mark.parametrize("kind", ["Java, private use stripped", "80 in pairs", "euro sign"])
def test_programs_that_take_the_byte_80_in_their_own_way(kind: str) -> None:
    lines = [
        "图书馆里的所有座位每一天都需要清扫。",
        "最后一班火车已经开走了，他们明天再来，或者走路回家。",
        "谢谢大家。",
    ]
    damaged = "\n".join(KINDS[f"UTF-8 as GBK, {kind}"][1](line) for line in lines)
    doc = clean(damaged, config=ONLY)
    assert doc.text.split("\n") == lines
    assert all(edit.reason.startswith("verified") for edit in doc.edits)


@pytest.mark.parametrize(
    "text",
    ["昨晚已经运行 `make docs` 并且通过。", "先安装 git 工具，再新建 src 目录。"],
)
def test_a_blank_before_a_word_of_another_script_was_swallowed(text: str) -> None:
    damaged = cp936.decode(text.encode())
    assert "?" in damaged
    assert clean(damaged, config=ONLY).text == text
