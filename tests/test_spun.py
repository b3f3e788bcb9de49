from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner, Config
from cleaner.doc import Doc, codes
from cleaner.errors import CleanerError, ConfigError
from cleaner.fold import fold
from cleaner.io.settings import load
from cleaner.lines import Lines
from cleaner.literary import literary
from cleaner.pipeline import Context, Proposal
from cleaner.rules import rule_book
from cleaner.stages.spun import propose
from cleaner.stages.spun.collocations import REACH, SURROUNDINGS, collocations, hashes
from cleaner.stages.spun.contexts import contexts
from cleaner.stages.spun.detect import detector, examine
from cleaner.stages.spun.exact import exact_rules
from cleaner.stages.spun.families import Pair, families, read_family
from cleaner.stages.spun.model import Bigrams, scorer
from cleaner.stages.spun.odds import Place
from cleaner.stages.spun.scan import Scanner
from cleaner.stages.spun.second import Size, put_in
from cleaner.stages.spun.whole import NAMES, Page, odds, page_figures
from cleaner.stages.spun.words import SURE, Candidate, candidates, common, never

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("00*.txt"))
SPUN = (
    "业内东说念主士称,好意思元走强让资本阛阓的不雅众不再乐不雅,咱们瞻望本年阛阓依然隆重。\n"
    "据报说念,特斯拉机器东说念主供应链莫得停工,各人终末期待来岁的居品。\n"
)
NATURAL = (
    "业内人士称，美元走强让资本市场的观众不再乐观，我们预计今年市场已经正式回暖。\n"
    "据报道，特斯拉机器人供应链没有停工，大家最后期待明年的产品。他不好意思地笑了，举止并无不雅。\n"
)
COLLEGE = (
    "鲁东年夜学年夜学生电视台于曩昔一年经由过程收集举行了多次勾当，黉舍带领与不雅众碰头，对年夜家的尽力暗示必定。"
    "若是同窗们有定见，可以打德律风接洽我们，体系会主动记实。"
)
SCIENCE = (
    "中国科学手艺年夜学的研讨职员经由过程尝试证实，年夜气中的颗粒物会对人体造成年夜年夜的危险，"
    "不雅测数据已在网上公布，年夜学生可以打德律风查询。"
)
MEMO = f"{COLLEGE}除夕的年夜饭之后，年夜会将于下周停止。"


def proposed(text: str, **options: object) -> Proposal:
    return propose(Doc(text), Context(Config.from_mapping(options), rule_book()))


def repaired(text: str, **options: object) -> str:
    return Doc(text).apply("spun", proposed(text, **options).edits).text


def test_the_spun_sample_is_told_and_its_artefacts_are_undone() -> None:
    text = SAMPLES[0].read_text("utf-8")
    proposal = proposed(text)
    assert proposal.tags == {"spun": "spun", "spun_family": "B"}
    assert proposal.scores["spun"] > 0.99
    assert len(proposal.edits) == 60
    after = repaired(text)
    for form in ("东说念主", "好意思", "不雅", "说念", "不彊", "不虞"):
        assert form not in after
    assert "资本市场" not in after
    assert repaired(after) == after


def test_a_list_of_words_is_not_spun() -> None:
    words = [pair.spun for family in families() for pair in family.pairs if len(pair.spun) < 4]
    assert proposed("\n".join(words[:400])).tags == {"spun": "clean"}


@pytest.mark.parametrize("path", SAMPLES[1:], ids=lambda p: p.stem)
def test_natural_samples_are_clean(path: Path) -> None:
    proposal = proposed(path.read_text("utf-8"))
    assert proposal.tags == {"spun": "clean"}
    assert proposal.scores["spun"] < 0.01
    assert not proposal.edits


def test_a_short_page_is_told_and_repaired() -> None:
    assert proposed(SPUN).tags["spun"] == "spun"
    assert repaired(SPUN) == (
        "业内人士称,美元走强让资本阛阓的观众不再乐观,咱们瞻望本年阛阓依然隆重。\n"
        "据报道,特斯拉机器人供应链莫得停工,各人终末期待来岁的居品。\n"
    )


def test_natural_text_stays() -> None:
    proposal = proposed(NATURAL)
    assert proposal.tags == {"spun": "clean"}
    assert not proposal.edits


def test_traditional_text_is_repaired_in_traditional() -> None:
    text = (
        "業內東說念主士稱,好意思元走強讓資本闤闠的不雅眾不再樂不雅,咱們瞻望本年闤闠依然隆重。"
        "據報說念,各人都莫得期待來歲的居品。"
    )
    assert repaired(text) == (
        "業內人士稱,美元走強讓資本闤闠的觀眾不再樂觀,咱們瞻望本年闤闠依然隆重。據報道,各人都莫得期待來歲的居品。"
    )


def test_the_same_words_stay_on_a_page_that_is_not_spun() -> None:
    for text in (
        "德律风是电话的旧称。",
        "辟彊园里不彊求。",
        "他不好意思地笑了，其中好意思说的没有几个。",
        "他今年夜学毕业。",
        "弗成能三字见于旧小说。",
    ):
        assert repaired(text) == text


def test_no_family_scores_above_the_bound() -> None:
    engine = detector()
    for text in (SPUN, NATURAL, FEW, SPUN * 9, *(path.read_text("utf-8") for path in SAMPLES)):
        counts = engine.scanner.count(codes(text))
        assert engine.most(counts) >= max(engine.scores(counts).values()) - 1e-9
    assert engine.most(engine.scanner.count(codes(""))) == 0


def test_keep_says_nothing_and_tag_changes_nothing() -> None:
    assert proposed(SPUN, spun="keep") == Proposal()
    proposal = proposed(SPUN, spun="tag")
    assert not proposal.edits
    exact = [mark for mark in proposal.marks if mark.rule != "spun.paragraph"]
    assert exact == proposed(SPUN).edits
    assert proposal.tags["spun"] == "spun"


def test_drop_empties_a_spun_page_and_gives_it_back() -> None:
    document = Cleaner(Config(spun="drop")).clean(SPUN)
    assert (document.text, document.verdict, document.tags["spun"]) == ("", "boilerplate", "spun")
    assert [record.rule for record in document.edits][-1] == "spun.dropped"
    assert document.restore() == SPUN
    assert Cleaner(Config(spun="drop")).clean(NATURAL).text.strip() == NATURAL.strip()


def test_every_exact_rule_names_known_families() -> None:
    known = {family.name for family in families()}
    for rule in exact_rules():
        assert rule.extra["gate"] in ("always", "flagged"), rule.id
        assert set(rule.extra["families"]) <= known, rule.id


OLD = (
    "仲衡三兄如晤：别来数月，想起居佳胜。小儿顽劣，体魄不彊，乡间黉舍课程过简，故决意来岁春间送至省垣，用度若干，望先期示知。"
    "弟在此地，日与阛阓中人周旋，言语无味，惟年夜得闲，可读书数页。曩昔与兄同窗，说念天下事，意气何等兴奋，如今只求糊口而已。"
)


def test_old_words_make_no_letter_spun_and_stay_in_it() -> None:
    assert literary(Lines(OLD))
    assert not any(literary(Lines(text)) for text in (NATURAL, SPUN, COLLEGE, SCIENCE))
    proposal = proposed(OLD)
    assert proposal.tags["spun"] == "clean"
    assert proposal.edits == []


def test_impossible_forms_make_literature_spun_and_its_rare_forms_are_repaired() -> None:
    text = f"{OLD}座上不雅众百余，皆有家室者，没有东说念主员可遣。".replace("周旋", "周旋，业内东说念主士多不雅望")
    assert literary(Lines(text))
    assert "体魄不强" in repaired(text)


def test_a_rare_form_is_repaired_only_where_words_of_its_own_family_stand() -> None:
    page = SPUN.replace("不雅", "观") + "对违规者严行处置惩罚。\n"
    assert proposed(page).tags["spun_family"] == "B"
    assert "严行处置惩罚" in repaired(page)
    assert "后台线程处理请求" in repaired("进程收到旌旗灯号，须要修改设置装备摆设文件，由后台线程处置惩罚请求。")


def test_a_broken_family_file_is_refused_with_its_line() -> None:
    with pytest.raises(ValueError, match="columns"):
        read_family("# Spun words of family Z: nothing.\n", "Z")
    head = "original\tspun\tclass\tevidence\tcount\tnatural\toriginal_ppm\tspun_ppm\n"
    with pytest.raises(ValueError, match="family Z, line 2"):
        read_family(head + "大家\t各人\tQ\tpage\t1\t0\t1.0\t1.0\n", "Z")


WORDS = ("好意思", "不雅", "不雅众", "东说念主", "说念", "念主", "意思")


@given(st.lists(st.sampled_from([*"好意思不雅众東东说說念主a\ud800\n", "東說念主"]), max_size=40).map("".join))
def test_the_scanner_finds_what_a_plain_search_finds(text: str) -> None:
    scanner = Scanner(WORDS)
    folded = fold(text)
    wanted = [(i, w) for i in range(len(text)) for w in WORDS if folded.startswith(w, i)]
    starts, found = scanner.find(codes(text))
    assert sorted(wanted) == sorted(zip(starts.tolist(), (scanner.words[i] for i in found), strict=True))
    assert scanner.count(codes(text)).tolist() == [sum(word == each for _, word in wanted) for each in scanner.words]


def test_rows_of_words_do_not_get_in_each_others_way() -> None:
    draw = random.Random(5)
    letters = sorted({fold(chr(0x4E00 + 16 * i)) for i in range(60)})
    words = sorted({"".join(draw.choices(letters, k=draw.choice((2, 2, 2, 3, 4)))) for _ in range(900)})
    text = "".join(draw.choices(letters, k=4000))
    found = Scanner(words).count(codes(text)).tolist()
    assert found == [sum(text.startswith(word, i) for i in range(len(text))) for word in words]


def test_the_scanner_refuses_single_characters() -> None:
    with pytest.raises(ValueError, match="two characters"):
        Scanner(["人"])


PIECES = [
    *"人中的说念主东不雅好意思众元年夜大学持抓彊虞味，。\n a\ud800\x00",
    "东说念主",
    "好意思元",
    "不雅众",
    "阛阓",
    "经由过程",
]


@pytest.mark.parametrize("policy", ["tag", "exact", "restore", "drop"])
@given(text=st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=80))
def test_any_text_is_taken_and_settles(policy: str, text: str) -> None:
    for _ in range(4):
        after = repaired(text, spun=policy)
        if after == text:
            return
        text = after
    raise AssertionError("the repairs of the spun stage do not come to an end")


def test_words_go_back_by_context_and_across_word_boundaries() -> None:
    after = repaired(SPUN, spun="restore")
    assert "资本市场的观众" in after
    assert "我们预计今年市场" in after
    assert "没有停工" in after
    assert repaired(after, spun="restore") == after
    text = SAMPLES[0].read_text("utf-8")
    assert "其对行业有着风向标的意义" in repaired(text, spun="restore", unsafe=True)


def test_a_word_goes_back_to_a_single_character() -> None:
    text = (
        "这个办事器很是简略，设置装备摆设也很是轻易，旌旗灯号的处置惩罚必需经由过程配置文件来举行。\n"
        "别的，毗连数据库的体式格局很是多，法式运转的机能也很是好，题目便是日记纪录得很是慢。\n"
        "若是须要点窜，可以查看目次中的号令，撑持开辟职员举行操纵。\n"
    )
    after = repaired(text * 2, spun="restore", unsafe=True)
    assert "很是" not in after
    assert "很简单" in after


def test_china_and_america_are_told_on_any_page() -> None:
    for text in (
        "据报道，中好意思关系近日出现缓和。",
        "中好意思双方应当相向而行。",
        "中好意思經貿摩擦升級。",
        "中好意思關係",
    ):
        assert "好意思" not in repaired(text)


@pytest.mark.parametrize(("text", "whole"), [(COLLEGE, True), (SCIENCE, True), (SPUN, True), (MEMO, False)])
def test_restore_undoes_all_that_exact_undoes(text: str, *, whole: bool) -> None:
    exact = Cleaner().clean(text)
    restored = Cleaner(Config(spun="restore")).clean(text)
    undone = {at for record in restored.edits if record.stage == "spun" for at in range(record.start, record.end)}
    assert {at for record in exact.edits if record.stage == "spun" for at in range(record.start, record.end)} <= undone
    assert "年夜" not in exact.text + restored.text or not whole


def test_big_is_put_back_wherever_a_tool_of_its_family_has_put_new_years_eve() -> None:
    assert repaired(COLLEGE).startswith("鲁东大学大学生电视台")
    assert "对大家的尽力" in repaired(COLLEGE)
    assert "大气中的颗粒物会对人体造成大大的危险" in repaired(SCIENCE)
    assert "除夕的年夜饭" in repaired(MEMO)


def test_titles_and_unspun_paragraphs_keep_their_words() -> None:
    natural = "大家没有想到最后的市场会这样，我们预计标准、能力、产品和消息都已经正式确定。别的来岁再说。\n"
    text = SAMPLES[0].read_text("utf-8") + natural + "他写了《阛阓与来岁》一书,各人莫得读过。\n"
    after = repaired(text, spun="restore")
    assert natural in after
    assert "《阛阓与来岁》" in after


def test_restored_traditional_text_stays_traditional() -> None:
    text = "業內東說念主士稱,資本闤闠的不雅眾不再樂不雅,咱們瞻望本年闤闠依然隆重。據報說念,各人都莫得期待來歲的居品。"
    after = repaired(text, spun="restore")
    assert "資本市場的觀眾" in after
    assert "我們預計" in after


def test_forms_in_a_row_are_restored_in_linear_time() -> None:
    text = SAMPLES[0].read_text("utf-8") + "阛阓" * 400
    assert repaired(text, spun="restore").endswith("市场" * 400)


def test_a_replacement_on_misaligned_bytes_is_undone() -> None:
    for spun, original in (("的┞锋实", "的真实"), ("的┞封本", "的这本"), ("的┞方略", "的战略"), ("的┞放", "的张")):
        assert repaired(f"论坛{spun}。") == f"论坛{original}。"
    for text in ("┞", "的┞", "┞符", "的┞A", "a┞符"):
        assert repaired(text) == text


def test_common_forms_and_names_of_companies_stay_unless_asked() -> None:
    text = SAMPLES[0].read_text("utf-8") + "他们以各种形式参加。\n上海居品动力汽车有限公司的居品。\n"
    document = Cleaner(Config(spun="restore")).clean(text)
    assert "以各种形式参加" in document.text
    assert "上海居品动力汽车有限公司的产品" in document.text
    changed = {record.old: record.confidence for record in document.edits if record.rule == "spun.word"}
    assert not changed.keys() & never()
    assert all(changed[form] > 0.96 for form in changed.keys() & common())


def test_a_form_in_a_term_of_its_own_stays_unless_asked() -> None:
    family = next(family for family in families() if family.name == "A")
    text = "他们一向关注供给侧改革的议题,也供给了帮助。"
    named = {c.place.start: c.named for c in candidates(text, [(0, len(text))], [family], scorer())}
    assert named[text.index("供给侧")]
    assert not named[text.index("供给了")]


def test_a_form_within_a_longer_one_does_not_speak_against_it() -> None:
    family = next(family for family in families() if family.name == "J")
    text = "会议强调，要坚持社会从义制度，也要发扬从人翁精神。"
    found = {text[c.place.start : c.place.end]: c for c in candidates(text, [(0, len(text))], [family], scorer())}
    assert "从义" not in found
    assert found["社会从义"].place.margin > 2
    assert found["社会从义"].sure


def test_a_common_form_needs_more_than_a_rare_one() -> None:
    pair = Pair("可以", "能够", "A", ("page",), 1)
    assert "许多" in common()
    rows = (
        ("许多", SURE + 0.2, False),
        ("许多", SURE + 1.5, True),
        ("居品", SURE + 0.2, True),
        ("石照射", 9.0, False),
        ("能够", 9.0, False),
    )
    for form, odds_, sure in rows:
        assert Candidate(Place(0, 2, replace(pair, spun=form), 1.0), odds_, 0, False).sure == sure


def test_the_network_tells_which_word_a_place_asks_for() -> None:
    for text, sign in (("项目已经进入最后阶段。", 1), ("他们进入了这次会议。", -1)):
        start = text.index("进入")
        found = contexts().prefer(text, [(start, start + 2)], [("进入", "参加")])
        assert found[0] * sign > 0
        # Neighbours count up to the end of the line; what stands beyond says a little of what the text is about.
        shifted = contexts().prefer("前一行\n" + text, [(start + 4, start + 6)], [("进入", "参加")])
        assert 0 < abs(shifted[0] - found[0]) < 0.3
    assert contexts().prefer("进入", [(0, 2)], [("进入", "没有的词")])[0] == 0
    assert len(contexts().prefer("", [], [])) == 0


def test_surroundings_that_were_seen_tell_which_word_stands_there() -> None:
    table = collocations()
    for text, sign in (("维护国家利益", 1), ("走进童话的国度里", -1)):
        start = text.index("国")
        told = table.prefer(text, [(start, start + 2)], [("国家", "国度")])
        assert told[0] * sign > 0
        # What speaks for one word speaks against the other, and what stands at the place is not looked at.
        swapped = table.prefer(text.replace("国", "甲"), [(start, start + 2)], [("国度", "国家")])
        assert np.array_equal(told, -swapped)
        # The end of the text is an end of a line.
        assert np.array_equal(told, table.prefer(f"前面\n{text}\n", [(start + 3, start + 5)], [("国家", "国度")]))
    assert not table.prefer("国家", [(0, 2)], [("国家", "没有的词")]).any()
    assert len(table.prefer("", [], [])) == 0


def test_each_surrounding_of_a_place_has_a_key_of_its_own() -> None:
    # The same character everywhere: what counts is how many stand on which side.
    near = np.full((1, 2 * REACH), ord("国"), np.uint32)
    keys = {int(hashes(np.array([pair]), near, *each)[0]) for pair in (0, 1) for each in SURROUNDINGS}
    assert len(keys) == 2 * len(SURROUNDINGS)


def test_a_place_is_helped_by_its_pair_and_hindered_by_other_forms_of_its_original() -> None:
    family = next(family for family in families() if family.name == "B")
    pairs = {(p.original, p.spun): p for p in family.pairs}
    first, second = pairs["首次", "初度"], pairs["首次", "初次"]
    places = [Place(0, 2, first, 1.0), Place(5, 7, first, 1.0), Place(9, 11, second, 1.0)]
    rows = page_figures(places, np.zeros((3, 6)), np.array([2.0, 3.0, -1.0]), Page(1000, 2, 0))
    table = dict(zip(NAMES, rows.T, strict=True))
    assert table["same"][0] > table["same"][2] == 0
    assert table["others"][2] > table["others"][0] > 0
    assert table["uses"].tolist() == [2, 2, 1]
    assert table["highest"].tolist() == [3, 2, 0]


def test_a_form_that_the_tool_would_have_replaced_is_told() -> None:
    pairs = [Pair("无论", "不管", "N", ("page",), 1), Pair("价格", "价钱", "A", ("page",), 1)]
    places = [Place(at, at + 2, pair, 1.0) for at, pair in enumerate(pairs)]
    page = Page(1000, 2, 0, frozenset(("不管", "价格")))
    rows = page_figures(places, np.zeros((2, 6)), np.zeros(2), page)
    assert rows[:, NAMES.index("key")].tolist() == [1.0, 0.0]


def test_two_originals_of_a_form_are_rivals() -> None:
    pairs = [Pair("表示", "知道", "A", ("page",), 1), Pair("显示", "知道", "A", ("page",), 1)]
    places = [Place(0, 2, pair, 1.0) for pair in pairs]
    table = dict(
        zip(NAMES, page_figures(places, np.zeros((2, 6)), np.array([2.0, -1.0]), Page(9, 1, 0)).T, strict=True)
    )
    assert table["rival"].tolist() == [-1, 2]
    assert table["rivals"].tolist() == [2, 2]


def test_originals_that_stand_speak_against_a_form() -> None:
    pair = next(p for p in families()[1].pairs if (p.original, p.spun) == ("首次", "初度"))
    own = np.array([[1.0, 1.0, 3.0, 0.0, 0.0, 1.0]])
    spun, natural = (
        odds().forest.run(page_figures([Place(0, 2, pair, 1.0)], own, np.array([2.0]), page))
        for page in (Page(2000, 60, 0), Page(2000, 5, 90))
    )
    assert spun[0] > natural[0]


def test_another_model_of_words_is_heard_beside_ours() -> None:
    text = fold(SPUN)
    own = [family for family in families() if family.name == "B"]
    for_it, against = (Bigrams({"市场": one, "阛阓": other}, {}) for one, other in ((-1.0, -9.0), (-9.0, -1.0)))
    liked, refused = (candidates(text, [(0, len(text))], own, model) for model in (for_it, against))
    assert [found.place for found in liked] == [found.place for found in refused]
    for one, other in zip(liked, refused, strict=True):
        assert one.odds > other.odds or one.place.pair.spun != "阛阓"


def test_a_model_that_is_none_is_refused_before_the_first_document(tmp_path: Path) -> None:
    model = tmp_path / "words.lm"
    model.write_text("no model", "utf-8")
    with pytest.raises(CleanerError, match=r"kenlm is not installed|words\.lm: cannot be read as a KenLM model"):
        Cleaner(Config(spun="restore", spun_model=str(model)))
    with pytest.raises(CleanerError, match=r"kenlm is not installed|words\.lm: cannot be read as a KenLM model"):
        load({"spun": "restore", "spun_model": str(model)})
    assert Cleaner(Config(spun_model=str(model))).clean("春天来了。").text == "春天来了。"  # nobody asks it


def test_a_kenlm_model_needs_its_file() -> None:
    pytest.importorskip("kenlm")
    with pytest.raises(ConfigError, match="spun_model"):
        scorer("no/such/file.lm")


FEW = (
    "目前国内的经济形势已经稳定，企业的规模在扩大。\n"
    "各人都看到了这座城市的变化，新的居品不断出现在货架上，价钱也比较合理。\n"
    "学校的老师认为，孩子的才气需要慢慢培养，家长要有耐心，不能着急。\n"
    "来岁春天，公园里的花会开得更好，欢迎各地的朋友前来参观，也欢迎提出意见。\n"
    "医院的工作人员介绍，他们准备了充足的药品，病人可以放心。\n"
)


def test_a_second_look_tells_a_page_with_few_forms_by_how_they_read() -> None:
    engine = detector()
    assert engine.judge(engine.scanner.count(codes(FEW)), {}, Size(150)).label != "spun"
    assert proposed(FEW).tags == {"spun": "spun", "spun_family": "B"}
    natural = FEW.replace("各人", "大家").replace("居品", "产品").replace("价钱", "价格")
    natural = natural.replace("才气", "能力").replace("来岁", "明年")
    assert proposed(natural).tags == {"spun": "clean"}


@pytest.mark.parametrize(
    "text",
    [
        "评审作业要点已经核定,本年度竞赛活动的相关规划事宜由各部会共商,竞赛规则及规划要点另行公告。",
        "本年度竞赛要点如下:各校规划参赛队伍,竞赛日程另行通知,本年规划两场竞赛。",
    ],
)
def test_forms_that_stand_where_they_belong_are_not_spun_however_many_they_are(text: str) -> None:
    lines = Lines(text)
    engine = detector()
    assert engine.judge(engine.scanner.count(lines.points), {}, Size.of(lines)).label == "spun"
    assert examine(lines)[0].label == "clean"


def test_the_second_look_needs_enough_pairs_that_may_be_restored() -> None:
    family = next(family for family in families() if family.name == "B")
    pairs = [p for p in family.pairs if p.spun in ("各人", "居品", "才气", "来岁") and p.count]
    assert put_in(fold(FEW), family, pairs, Size(150), scorer()) >= 1
    assert put_in(fold(FEW), family, pairs[:2], Size(150), scorer()) == 0
    assert 0 < put_in(fold(FEW), family, pairs[:3], Size(5_000), scorer()) < 1
    assert put_in(fold(FEW.replace("居品", "产品").replace("来岁", "明年")), family, pairs, Size(150), scorer()) < 1
    assert put_in("", family, pairs, Size(0), scorer()) == 0


def test_characters_that_a_tool_replaced_everywhere_come_back_in_words() -> None:
    page = (
        "近年来，吾国的青少年越来越爱好阅读，很众家长也晓畅了益书的主要性。据调查，在幼学阶段，每栽图书都有本身的读者，"
        "炎门的科幻幼说专门受迎接。老师外示，倘若孩子们从幼就养成阅读的益风俗，他们的语言外达就会变得更益。\n"
        "不益看众和读者相通，都期待望到益的作品。吾们答该为孩子挑供更众的选择，而不是强制他们进走训练。\n"
    )
    tags = proposed(page).tags
    assert tags["spun"] == "spun"
    assert tags["spun_family"] == "I"
    back = repaired(page, spun="restore")
    assert "我国的青少年" in back
    assert "小学阶段，每种图书" in back
    assert "热门的科幻小说" in back
    assert "观众和读者一样" in back
    assert "我们应该为孩子提供更多的选择" in back
    natural = "吾国古代的文人益加勤勉，幼时便入学，种种栽培都为了成才。他走进屋里，点首称是，热炎交加。" * 3
    assert proposed(natural).tags["spun"] == "clean"


def test_a_content_farm_is_told_by_characters_and_words() -> None:
    page = (
        "跟着旅逛市场的升温，逛客对从题民宿的要求越来越高。业从暗示，他们正在装修时不竭测验考试新的弄法，期看每位仆人都能感触感染到如许的糊口。"
        "取此同时，工做室的做品也获得良多人的喜好，各人城市把动做记实下来，间接分享给伴侣。\n"
        "办事员会引见本地的美食，凡是还会赐与一些帮帮。摘访中有人说，不敷安平的处所还需要办理，事实逛戏和糊口分歧。\n"
    )
    tags = proposed(page).tags
    assert tags["spun"] == "spun"
    assert tags["spun_family"] == "J"
    back = repaired(page, spun="restore")
    assert "旅游市场的升温，游客对主题民宿" in back
    assert "与此同时" in back
    assert "直接分享" in back
    natural = "他做为代表发言，工作之余喜欢逛街，逛完街再去取其所需，从业多年，主管部门的负责人也来参加。" * 4
    assert proposed(natural).tags["spun"] == "clean"
