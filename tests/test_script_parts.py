"""What the script stage finds in a text, and the settings that say what it does with it."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, Config, clean
from cleaner.cli.app import app
from cleaner.doc import codes
from cleaner.errors import DependencyError
from cleaner.io import settings as settings_files
from cleaner.stages.script import dictionaries, tables
from cleaner.stages.script.convert import phrased, picked, to_simplified, to_traditional
from cleaner.stages.script.dictionaries import decode, through
from cleaner.stages.script.naive import slips
from cleaner.stages.script.protect import protected_spans
from cleaner.stages.script.roundtrip import back, round_trip, tied

PROSE = (
    "经理表示，公司将采用新的办法，只有这样才能准时完成。后来他征求了每个人的意见，大家都没有说什么。",
    "因为天气干燥，头发和皮肤都很难受，所以医生劝他多喝水，还要他注意休息，不要在外面游玩太久。",
    "他们在图书馆里找了很久，终于发现了那本关于制造钟表的书，据说那是皇后当年亲自下令编写的。",
    "这次台风过后，田里的谷物都倒了，几千亩松树也折断了，村里的干部正在组织大家复产。",
    "记者了解到，这种面粉的价格又上涨了，系统里的数据也表明，只有几家工厂还在继续生产。",
    "余下的事情由范先生负责，他志在必得，准备在下周一之前把所有的表格都填好并且发布出去。",
)
TRADITIONAL = (
    "館長還說，這個圖書館將會繼續為讀者服務，歡迎大家帶著孩子來看書。",
    "颱風過後，幾千畝松樹都折斷了，村裡的幹部正在組織大家恢復生產。",
)


def applied(text: str, **options: object) -> str:
    return clean(text, config=Config(**options)).text  # type: ignore[arg-type]


def naive_table(seed: int) -> dict[int, str]:
    """A table that writes each Simplified character one way, picked among those that Traditional has for it."""
    pick = random.Random(seed)
    several = {c: {c} for c in tables.rows()["several"]}
    for traditional, simple in tables.pairs("t2s").items():
        if simple in several and traditional < "\ua000":
            several[simple].add(traditional)
    single = tables.pairs("s2t")
    return str.maketrans(single | {c: pick.choice(sorted(forms)) for c, forms in several.items()})


@pytest.mark.parametrize("seed", range(6))
def test_text_of_an_unknown_table_goes_back(seed: int) -> None:
    text = "\n".join(PROSE * 5)
    naive = text.translate(naive_table(seed))
    document = clean(naive)
    assert document.tags["script_origin"] == "naive-table"
    wrong = [(a, b, c) for a, b, c in zip(naive, document.text, text, strict=True) if b != c]
    assert len(wrong) <= 0.002 * len(text), wrong[:20]
    assert document.restore() == naive


def test_a_print_that_a_program_for_japanese_has_read_is_no_table_s_work() -> None:
    naive = "\n".join(PROSE * 5).translate(naive_table(0))
    assert clean(naive).tags["script_origin"] == "naive-table"
    read = naive.translate(str.maketrans("經關圖氣樣繼續勸", "経関図気様継続勧"))
    document = clean(read)
    assert document.tags["script_evidence"].startswith("forms of Japanese")
    assert document.text == read


OVERDONE: dict[str, str | int | None] = dict(
    zip("复里余干历丑范签钟扎云准布系制面", "複裏餘幹曆醜範簽鍾紮雲準佈係製麵", strict=True)
)


def test_text_of_a_table_that_overdoes_it_goes_back() -> None:
    text = "\n".join(PROSE * 4)
    document = clean(text.translate(str.maketrans({**tables.pairs("s2t"), **OVERDONE})))
    assert document.tags["script_origin"] == "naive-table"
    assert document.text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("并不复杂，更复杂了，回来复习", "並不複雜，更複雜了，回來複習"),
        ("听起来复杂，下月再来复查，带来复苏", "聽起來複雜，下月再來複查，帶來復甦"),
        ("多名歌手表演，校长发言，部长发表", "多名歌手表演，校長發言，部長發表"),
        ("财产制度、相关系统、五年历史", "財產制度、相關系統、五年歷史"),
        ("他是只要有饭吃就行的人，这只需一天", "他是只要有飯吃就行的人，這只需一天"),
        ("那只会唱歌跳舞的猫", "那隻會唱歌跳舞的貓"),
        ("一个中国人不准拍照，郁先生玩网上游戏", "一個中國人不准拍照，郁先生玩網上遊戲"),
        ("机制造成浪费，关系统一，手机制造", "機制造成浪費，關係統一，手機製造"),
    ],
)
def test_words_that_opencc_splits_hold_together(text: str, expected: str) -> None:
    assert to_traditional(text, "hant-tw") == expected
    assert to_simplified(expected) == text


def test_the_habits_of_one_writer_are_no_table() -> None:
    habits = str.maketrans("臺週佔裡", "台周占裏")
    hand = [through("s2tw", text).translate(habits) for text in (*PROSE, "这个面馆占了台北的半条街，皇后在后面等着。")]
    odds = slips(round_trip(codes("\n".join(hand))).choices).odds
    assert odds < 0
    assert slips(round_trip(codes("\n".join(hand * 5))).choices).odds < odds + 2


def test_a_table_is_told_by_more_than_one_character() -> None:
    text = through("s2tw", PROSE[0]).replace("後來", "后來")
    assert slips(round_trip(codes(text * 9)).choices).odds < 0


def test_a_table_that_hides_a_common_character_is_read_back() -> None:
    text = "\n".join(PROSE * 5)
    table = {**naive_table(1), ord("了"): "瞭"}
    assert clean(text.translate(table)).text.count("了") == text.count("了")


def test_a_character_that_stands_for_two_is_read_by_its_neighbours() -> None:
    hard = "气象台的人给大家留下了深刻的印象，好像是一种自然现象。他们与时俱进，加入了足球俱乐部。"
    text = "\n".join([*PROSE, hard] * 4)
    table = {**naive_table(1), ord("象"): "像", ord("具"): "俱"}
    assert clean(text.translate(table)).text == clean(text.translate(naive_table(1))).text


def test_terse_news_is_no_classical_text() -> None:
    news = "气象台二十五日预报：华北、黄淮降温，局地有大风；武汉后天入冬，公路周围面临冻雨，松树干枯，台风过后复产。"
    text = "\n".join([news, *PROSE[:1]] * 12)
    assert clean(text.translate(naive_table(2))).tags["script_origin"] == "naive-table"
    old = "後之覽者亦將有感於斯文，曰：此亦人之常情也，乾坤之大，於我何有乎。" * 40
    assert clean(old).tags["script_evidence"].startswith("classical text")


def test_terse_official_text_is_judged_and_classical_text_has_a_score() -> None:
    bill = (
        "第十二條之一　主管機關為辦理前條業務，應設審議小組，置委員九人至十三人，由有關機關代表及專家擔任。\n"
        "委員任期兩年，期滿得續聘；代表委員隨其本職進退。審議小組開會時，應有過半數委員出席。\n"
        "主席：請問院會，有無異議？無異議，通過。委員提案說明：鑑於該業務經費編列不足，影響民眾權益，爰提出修正。\n"
        "依行政程序法規定，申請人應於文到三十日內補正，逾期駁回其申請，並副知各縣市政府。\n"
    ) * 12
    document = clean(bill)
    assert not document.tags["script_evidence"].startswith("classical text")
    assert "script.machine" in document.scores
    old = clean("後之覽者亦將有感於斯文，曰：此亦人之常情也，乾坤之大，於我何有乎。" * 40)
    assert old.tags["script_origin"] == "unknown"
    assert "script.machine" in old.scores


def test_most_of_the_text_decides_what_unify_does() -> None:
    hans, hant = "\n".join(PROSE[:4]), "\n".join(TRADITIONAL)
    assert applied(f"{hans}\n{hant}", script="unify") == f"{hans}\n{to_simplified(hant)}"
    native = "\n".join([*TRADITIONAL * 3, PROSE[0]])
    assert applied(native, script="unify") == "\n".join([*TRADITIONAL * 3, to_traditional(PROSE[0], "hant-tw")])
    assert applied(hans, script="unify") == hans
    assert applied(hant, script="unify") == hant


def test_a_paragraph_that_stays_apart_is_marked() -> None:
    document = clean("\n".join([*PROSE[:3], TRADITIONAL[0]]), config=Config(script="keep"))
    (mark,) = [m for m in document.marks if m.rule == "script.apart"]
    assert mark.old.strip() == TRADITIONAL[0]
    assert mark.confidence > 0.9
    assert not document.edits


def test_paragraphs_in_another_script_than_the_document_are_noted() -> None:
    lines = [*PROSE[:3], "館長說的话", "天气", *PROSE[3:5]]
    noted = [m for m in clean("\n".join(lines)).marks if m.rule == "script.paragraph"]
    assert [(m.old.strip(), m.reason) for m in noted] == [("館長說的话", "mixed in a document that is hans")]
    both = clean("\n".join([PROSE[0], TRADITIONAL[0], "天下", "1984"]), config=Config(script="keep"))
    assert both.tags["script_found"] == "mixed"
    marks = [(m.rule, m.reason.split(" in a")[0]) for m in both.marks if m.stage == "script"]
    assert [reason for _, reason in marks] == ["hans", "hant", "neutral"]
    assert all(0.4 < m.confidence <= 1 for m in both.marks if m.stage == "script")


def test_names_stay() -> None:
    text = "余华和范冰冰在后海的节目里说了什么？"
    after = applied(text, script="hant-tw", names=("余华", "范冰冰", "后海"))
    assert after == "余华和范冰冰在后海的節目裡說了什麼？"


def test_names_come_from_a_file(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("# people\n余华\n\n干宝\n", "utf-8")
    arguments = ["clean", "-", "--script", "hant-tw", "--names", f"@{names}"]
    result = CliRunner().invoke(app, arguments, input="余华读过干宝的书。".encode())
    assert result.stdout.strip() == "余华讀過干宝的書。"
    (tmp_path / "settings.toml").write_text('script = "hant-tw"\nnames = "@names.txt"', "utf-8")
    assert settings_files.load({}, str(tmp_path / "settings.toml")).names == ("余华", "干宝")
    assert "cannot be read" in CliRunner().invoke(app, [*arguments[:-1], "@nowhere.txt"], input=b"x").output


def test_words_change_only_when_asked_for() -> None:
    text = "这个软件把视频从硬盘复制到服务器，蜗牛是软体动物，人工智能很好。"
    assert "軟件" in applied(text, script="hant-tw")
    assert applied(text, script="hant-tw", vocabulary="target") == (
        "這個軟體把影片從硬碟複製到伺服器，蝸牛是軟體動物，人工智慧很好。"
    )
    settings = Config(script="hant-tw", vocabulary="target", quotes="script")
    document = clean("他说“这个软件把视频复制到服务器”。", config=settings)
    assert document.text == "他說「這個軟體把影片複製到伺服器」。"
    back = applied("這個軟體把資料庫從硬碟複製到伺服器，計程車來了。", script="hans", vocabulary="target")
    assert back == "这个软件把数据库从硬盘复制到服务器，出租车来了。"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("東京の電車はとても便利です。国語の学習を続ける。", "japanese"),
        ("漢字와 한글을 함께 쓰는 文章이 많다. 우리나라의 歷史.", "korean"),
        ("佢哋話嗰間舖頭啲嘢好平，我哋聽日去睇下啦，唔好咁夜先嚟。", "cantonese"),
    ],
)
@pytest.mark.parametrize("target", ["auto", "hans", "hant", "hant-tw", "hant-hk", "unify"])
def test_other_languages_are_told_and_left_alone(text: str, language: str, target: str) -> None:
    document = clean(text, config=Config(script=target))  # type: ignore[arg-type]
    assert document.text == text
    assert document.tags["script_language"] == language


def test_a_japanese_title_in_a_chinese_text_stays() -> None:
    text = "他最喜歡的動畫是《進撃の巨人》，還有主題曲「紅蓮の弓矢」，這些都是很有名的。"
    assert (
        applied(text, script="hans") == "他最喜欢的动画是《進撃の巨人》，还有主题曲「紅蓮の弓矢」，这些都是很有名的。"
    )


@pytest.mark.parametrize(
    ("config", "glyphs"), [("s2tw", "tw"), ("s2hk", "hk"), ("s2t", "opencc")], ids=["tw", "hk", "opencc"]
)
def test_the_standard_of_glyphs_is_told(config: str, glyphs: str) -> None:
    text = through(config, "因为说话的众人都在屋里吃面，税务局的户口簿没有着落，群众启程上山峰。\n" * 3)
    assert clean(text, config=Config(script="keep")).tags["script_glyphs"] == glyphs


def test_mainland_and_neutral_glyphs_are_told() -> None:
    mainland = "生産緑色食品的企業没有記録，吴先生在國内説明了别的問題。"
    neutral = "他說這些用戶應該按時繳稅，否則會受到處罰，眾人都同意了。"
    found = [clean(text, config=Config(script="keep")).tags["script_glyphs"] for text in (mainland, neutral)]
    assert found == ["cn-hant", "big5-neutral"]
    assert applied(mainland, script="hant-tw") == "生產綠色食品的企業沒有記錄，吳先生在國內說明了別的問題。"


def test_the_region_is_told_by_words_not_by_glyphs() -> None:
    text = through("s2hk", "这个软件的用户可以用微信和支付宝付款，国务院的信息说视频质量很好，公安局说明了税务问题。")
    tags = clean(text, config=Config(script="keep")).tags
    assert (tags["script_glyphs"], tags["script_region"]) == ("hk", "cn")


def test_taiwan_text_gets_the_glyphs_of_hong_kong_only_if_its_words_are_taiwanese() -> None:
    taiwan = "立法院在網路上公布了資訊，他啟程去山裡看著計程車，說這個品質不好，稅也高。"
    assert applied(taiwan, script="hant-hk").startswith("立法院在網路上公布了資訊，他啓程去山裏看着計程車，説這")
    hong_kong = "立法會議員昨日啟程，著記者到山裡等候，他說港鐵的士都要加稅。"
    assert applied(hong_kong, script="hant-hk") == hong_kong


def test_the_ledger_says_what_decided() -> None:
    document = clean("头发很干，他没有说话，这里的松。`松。`", config=Config(script="hant-tw"))
    rules = {(e.old, e.new): (e.rule, e.confidence) for e in document.edits}
    assert rules["发", "髮"] == ("script.phrase", 0.95)
    assert rules["说话", "說話"] == ("script.char", 1.0)
    assert rules["里", "裡"] == ("script.char", 0.95)
    assert document.text.endswith("這裡的松。`松。`")
    (pick,) = [mark for mark in document.marks if mark.rule == "script.pick"]
    assert (pick.start, pick.old, pick.confidence) == (14, "松", 0.8)
    lone = {(e.old, e.new): (e.rule, e.confidence) for e in clean("他说：后。", config=Config(script="hant")).edits}
    assert lone["后", "後"] == ("script.char", 0.8)
    record = json.loads(document.ledger())
    assert record["tags"]["script_dictionary"].startswith("OpenCC ")
    assert record["tags"]["script_found"] == "hans"
    assert record["script"] == "hant"


def test_our_chain_gives_what_opencc_gives() -> None:
    text = (
        "，".join(PROSE).replace("范先生", "范家")
        + "干杯后里只台余松面，发展中国家的发型师，占卜，三只蝴蝶，\0\ud800皇后的后花园"
    )
    assert decode(picked("s2t", codes(text))[0]) == through("s2t", text)
    traditional = "，".join(TRADITIONAL) + "乾隆皇帝的乾坤，餘額，徵求，瞭望，宮商角徵羽"
    assert decode(picked("t2s", codes(traditional))[0]) == through("t2s", traditional)
    assert to_traditional(text, "hant-tw") == through("s2tw", text)


def test_what_no_phrase_reaches_over_is_converted_piece_by_piece_as_in_the_whole_text() -> None:
    given = codes(
        "，".join(PROSE) + "。干杯后里只台余松面，\0\ud800皇后的后花园，" + "一面" * 20 + "发现后面的头发干了"
    )
    ours, opencc = back(given)
    assert decode(ours) == decode(picked("s2t", given).codes)
    assert decode(opencc) == decode(phrased("s2t-opencc", given, tables.mapping("s2t").take(given))[0])
    assert all(tied(f"，{phrase}。", 1) == (1, len(phrase) + 1) for phrase in tables.phrases("s2t"))


def test_the_rows_of_a_choice_are_told_by_their_groups() -> None:
    assert all(pattern.groups == len(results) for pattern, results in tables.choices().values())


def test_slips_below_a_bar_are_only_bounded() -> None:
    for text in ("\n".join(TRADITIONAL) * 9, "\n".join(PROSE).translate(naive_table(1)) * 3):
        choices = round_trip(codes(text)).choices
        exact = slips(choices)
        for bar in (-1.5, 0.0, 3.0):
            found = slips(choices, bar)
            assert found == exact or exact.odds <= found.odds < bar


@pytest.mark.parametrize("beside", [False, True])
def test_another_package_in_the_place_of_opencc_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, beside: bool
) -> None:
    (tmp_path / "opencc").mkdir()
    if beside:  # the binding's library is left, its module is not
        (tmp_path / "opencc" / "clib").mkdir()
    (tmp_path / "opencc" / "__init__.py").write_text("from .opencc import OpenCC\n", "utf-8")
    spec = importlib.util.spec_from_file_location(
        "opencc", tmp_path / "opencc" / "__init__.py", submodule_search_locations=[str(tmp_path / "opencc")]
    )
    monkeypatch.setattr(dictionaries, "find_spec", lambda name: spec)
    with pytest.raises(DependencyError, match="force-reinstall"):
        Cleaner()


SENTENCES = [
    line.split("\t")[1:]
    for line in (Path(__file__).parent / "cases" / "script_audit.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def test_hard_sentences_are_converted_as_well_as_before() -> None:
    """Floors that may only rise: characters wrong in each direction."""

    def wrong(converted: list[str], right: list[str]) -> int:
        return sum(a != b for one, other in zip(converted, right, strict=True) for a, b in zip(one, other, strict=True))

    traditional, simplified = (list(column) for column in zip(*SENTENCES, strict=True))
    assert wrong([to_simplified(text) for text in traditional], simplified) <= 3
    assert wrong([to_traditional(text, "hant-tw") for text in simplified], traditional) <= 43


PIECES = [
    *PROSE,
    *TRADITIONAL,
    "他说：「好。」",
    "佢哋話啲嘢好平。",
    "《進撃の巨人》",
    "软件、視頻，，好--的...",
    "余华",
    "\n",
    "\n\n",
    "邉\U000e0101",
]
SETTINGS = (
    Config(script="unify"),
    Config(script="unify", quotes="script"),
    Config(script="hans", vocabulary="target", quotes="script", names=("余华", "圖書館")),
    Config(script="hant-tw", vocabulary="target", names=("图书馆",)),
    Config(script="hant-hk", quotes="script"),
    Config(quotes="script"),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(SETTINGS))
def test_every_setting_is_stable_and_loses_nothing(parts: list[str], config: Config) -> None:
    text = "".join(parts)
    document = clean(text, config=config)
    assert document.status == "ok", document.error
    assert document.restore() == text
    assert clean(document.text, config=config).text == document.text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(SETTINGS))
def test_any_text_goes_through_with_every_setting(text: str, config: Config) -> None:
    document = clean(text, config=config)
    assert document.status == "ok", document.error
    assert document.restore() == text


@pytest.mark.parametrize(
    "line",
    [
        "兼作繁异的共有十三组：椏讎颺麴訢徑鑪線閤頫貲勣。",
        "這一行寫的是繁體字，從來沒有變過，請看這裡的樣子。",
        "| 電腦週報 | 臺灣的部落格，講軟體開發與專案管理 |",
        "參考：《臺灣鐵道發展史》，臺北：運輸書業公司，一九九八年。",
        "「這段離開故鄉的日子，給了我們許多難忘的經歷。」",
        "> 這段離開故鄉的日子，給了我們許多難忘的經歷。",
    ],
)
def test_a_line_that_is_shown_or_quoted_follows_no_document(line: str) -> None:
    text = "\n".join([*PROSE, line, *PROSE])
    assert clean(text).text == text
    followed = "這一行說的是門前的樹，從來沒有變過，請看這裡的樣子。"
    assert followed not in clean("\n".join([*PROSE, followed, *PROSE])).text


@pytest.mark.parametrize(
    "block",
    [
        ["陳先生等：《山村舊事與風俗》，臺北：青山書局，二〇〇三年", "關於歷史的書：《舊日風俗》，北京，1998年。"],
        ["參觀這條老街的遊客們", "", "這裡的門牌與圖書館的記錄對應著，從來沒有變過。"],
    ],
)
def test_neighbours_in_the_other_script_go_together_or_stay(block: list[str]) -> None:
    text = "\n".join([*PROSE, *block, *PROSE])
    assert clean(text).text == text
    text = "\n".join([*PROSE, *TRADITIONAL, *PROSE, *PROSE])
    assert not set("館還說這") & set(clean(text).text)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("他們在河邊搭了一頂帳棚，晚上就睡在帳棚裡。", "他们在河边搭了一顶帐棚，晚上就睡在帐棚里。"),
        ("他瞇著眼，啣著一根籐條，徬徨地問：為甚麼？", "他眯着眼，衔着一根藤条，彷徨地问：为什么？"),
        ("毘盧寺的窗櫺上掛著一條銅鍊，看守正在搥背。", "毗卢寺的窗棂上挂着一条铜链，看守正在捶背。"),
        ("濬縣的車伕揹著包袱。", "浚县的车夫背着包袱。"),
    ],
)
def test_variants_that_the_mainland_gave_up_are_converted(given: str, wanted: str) -> None:
    assert to_simplified(given) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("王先生发现医生发烧了，新生发言时说花生发芽。", "王先生發現醫生發燒了，新生發言時說花生發芽。"),
        ("女生发型多，生发水卖得好，防脱生发洗发水也是。", "女生髮型多，生髮水賣得好，防脫生髮洗髮水也是。"),
    ],
)
def test_who_does_something_has_no_hair_for_it(given: str, wanted: str) -> None:
    assert to_traditional(given, "hant-tw") == wanted


@pytest.mark.parametrize("word", ["他在后面。", "冲洗", "面粉", "征求", "制作人", "并且合并", "余下的", "里面"])
def test_a_word_that_no_native_hand_writes_so_is_simplified(word: str) -> None:
    assert applied(word, script="hant-tw") == to_traditional(word, "hant-tw")


@pytest.mark.parametrize("word", ["台北", "我在台中等你", "皇后", "公里", "只是", "周末", "占有", "游", "出版"])
def test_a_text_that_may_be_native_stays_as_it_is(word: str) -> None:
    assert applied(word, script="hant-tw") == word


def test_a_short_paragraph_of_a_traditional_document_becomes_simplified_with_it() -> None:
    text = "讀書的快樂\n\n於是他走了。\n\n這個孩子學會了寫作業，認識了許多字。\n\n他一直站著。"
    wanted = "读书的快乐\n\n于是他走了。\n\n这个孩子学会了写作业，认识了许多字。\n\n他一直站着。"
    assert applied(text, script="hans") == wanted


TABS = '''# 鏈結串列

串列是一種線性的資料結構，每個元素都是一個物件，各個元素透過「參照」相連。

=== "Python"

    ```python title="list.py"
    class Node:
        """節點類別"""
        def __init__(self, val: int):
            self.val: int = val  # 節點值
            self.next: Node | None = None
    n0 = Node(1)
    n1 = Node(3)
    n0.next = n1
    ```
'''


def test_code_in_the_tabs_of_a_page_stays_and_its_prose_is_converted() -> None:
    found = applied(TABS, script="hans")
    assert found.startswith("# 链结串列\n\n串列是一种线性的资料结构，")
    assert found[found.index("===") :] == TABS[TABS.index("===") :]


@pytest.mark.parametrize(
    ("hans", "hant"),
    [
        ("村口那眼井干涸多年，井干枯以后长满了草。", "村口那眼井乾涸多年，井乾枯以後長滿了草。"),
        ("太后也不敢干政。", "太后也不敢干政。"),
        ("奶奶冲了一壶茶，孩子自己冲了杯麦片。", "奶奶沖了一壺茶，孩子自己沖了杯麥片。"),
        ("他冲了一阵，冲了出去。", "他衝了一陣，衝了出去。"),
        ("朱红色的门，屋里的家具备齐了。", "朱紅色的門，屋裡的家具備齊了。"),
        ("县志与地方志都有记载。", "縣志與地方志都有記載。"),
    ],
)
def test_words_that_a_longer_match_tells_apart(hans: str, hant: str) -> None:
    assert Cleaner(Config(script="hant-tw", select=("script",))).clean(hans).text == hant


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("【水車http://www.a.example】轉動的水車", "http://www.a.example"),
        ("見http://www.a.example轉動的水車", "http://www.a.example"),
        ("見www.a.example/1.html轉動的水車", "www.a.example/1.html"),
        ("見http://zh.a.example/wiki/水車，轉動", "http://zh.a.example/wiki/水車"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(text: str, address: str) -> None:
    assert address in {text[start:end] for start, end in protected_spans(text)}
    assert not any(text[start:end].endswith("轉動的水車") for start, end in protected_spans(text))
