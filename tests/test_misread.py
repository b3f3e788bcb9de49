from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import clean
from cleaner.character_model import ASKED, DIGIT
from cleaner.config import Config
from cleaner.doc import Doc, Edit
from cleaner.pipeline import Context
from cleaner.rules import RuleBook
from cleaner.stages.encoding import losses, propose
from cleaner.stages.encoding.eaten import EATABLE, Page
from cleaner.stages.encoding.filling import Filling, Reading, filled
from cleaner.stages.encoding.pagewise import told
from cleaner.stages.encoding.policies import MISSING, Habit, every_habit
from cleaner.stages.encoding.search import Problem
from tests.damage.misread import KINDS, sloppy_1252, whatwg_gb18030

ONLY = Config(select=("decode", "encoding"), script="keep", punctuation=False)

HANS = (
    "我们今天去公园玩，明天再回来上班。",
    "中国的公路网络建设进展很快，各地的物流优惠政策也提供了新的方便。",
    "他们已经开始建设新的城市公园，市民可以免费参观。",
    "公司成立于2003年，主要生产各种电子产品，产品销往全国各地。",
    "报名时间从5月10日开始，请大家把材料准备好以后再来学校。",
)
HANT = (
    "我們今天去公園玩，明天再回來上班。",
    "台灣的公路建設進展很快，各地的物流政策也提供了新的方便。",
    "學校從下個月開始辦理報名，請同學準備好資料以後再來。",
)
# The bytes of these are all there in the damaged text.
CODE_PAGES = (
    "GBK as code page 437", "GBK as code page 850", "GBK as Mac Roman", "GBK as windows-1250", "GBK as windows-1251",
    "GBK as Latin-9", "Big5 as Latin-9", "UTF-8 as Latin-9",
    "GBK as KOI8-R", "Big5 as code page 437", "UTF-8 as code page 437", "UTF-8 as code page 850", "UTF-8 as Mac Roman",
    "UTF-8 as windows-1251", "UTF-8 as KOI8-R",
)  # fmt: skip
EXACT = (
    "GBK as Latin-1", "GBK as cp1252", "Big5 as Latin-1", "Big5 as cp1252", "GBK as Latin-1, twice",
    "Big5 as Latin-1, twice", "UTF-8 as cp1252", "UTF-8 as cp1252, twice", "UTF-8 as cp1252, plain spaces",
    "GBK, UTF-8 runs decoded", "Big5 as GB 18030", "Big5 as GB 18030, browser",
)  # fmt: skip


def edits(text: str) -> list[Edit]:
    return list(propose(Doc(text), Context(Config(), RuleBook([]))).edits)


def repaired(text: str) -> str:
    return Doc(text).apply("encoding", edits(text)).text


def lines(kind: str) -> tuple[str, ...]:
    return {"hans": HANS, "hant": HANT, "any": HANS + HANT}[KINDS[kind][0]]


KEEP = Config(select=("decode", "mirror", "encoding"))


@pytest.mark.parametrize("kind", [*EXACT, *CODE_PAGES])
def test_nothing_is_lost_where_all_bytes_are_there(kind: str) -> None:
    for line in lines(kind):
        damaged = KINDS[kind][1](line)
        assert damaged != line
        assert repaired(damaged) == line
        (edit,) = edits(damaged)
        sure = "verified" if "runs" in kind else "exact"
        told = edit.reason.partition(":")[0]
        # Letters of Latin-9 are other bytes in windows-1252, so that both ways are tried.
        assert told == sure or ("Latin-9" in kind and told == "verified")


@pytest.mark.parametrize(
    "kind", ["UTF-8 as GBK, private use", "UTF-8 as GBK, replace", "UTF-8 as GB 18030", "GBK as Big5-HKSCS"]
)
def test_lost_bytes_are_chosen_and_the_lead_is_told(kind: str) -> None:
    damaged = [KINDS[kind][1](line) for line in lines(kind)]
    found = [edit for each in damaged for edit in edits(each) if edit.rule == "encoding.misread-guess"]
    assert found
    assert all(edit.reason.startswith(("verified: ", "guessed: ")) and edit.reason.endswith(" nats") for edit in found)
    right = sum(repaired(each) == line for each, line in zip(damaged, lines(kind), strict=True))
    assert right >= 0.6 * len(damaged)


@pytest.mark.parametrize(
    "kind",
    ["Big5 as GBK, private use", "GBK as Big5, browser", "GBK as EUC-KR, browser", "UTF-8 as Shift-JIS, browser"],
)
def test_a_mark_for_two_lost_bytes_is_one_character(kind: str) -> None:
    damaged = [KINDS[kind][1](line) for line in lines(kind)]
    assert any("?" in each or "\ufffd" in each for each in damaged)
    assert sum(repaired(each) == line for each, line in zip(damaged, lines(kind), strict=True)) >= len(damaged) - 1


def test_a_code_page_loses_no_other_bytes_at_the_end_of_a_line_either() -> None:
    damaged = KINDS["UTF-8 as cp1252, replace"][1]("请大家把材料准备好以后再来学校！")
    assert repaired(damaged) == "请大家把材料准备好以后再来学校！"


def test_private_use_is_missed_where_no_other_byte_is() -> None:
    habit = KINDS["UTF-8 as GBK, private use stripped"][1]
    line = "行政法规规定的，由馆址所在地县级以上地方人民政府价格主管部门"
    damaged = habit(line)
    assert "?" not in damaged
    (edit,) = edits(damaged)
    assert "private use stripped" in edit.reason


@pytest.mark.parametrize("kind", ["UTF-8 as Big5", "UTF-8 as Big5, browser", "UTF-8 as Latin-1, no controls"])
def test_what_would_be_invented_stays(kind: str) -> None:
    for line in lines(kind):
        found = [edit for edit in edits(KINDS[kind][1](line)) if not edit.reason.startswith("exact: ")]
        assert sum(char not in line for edit in found for char in edit.new) <= 2


def test_what_would_be_invented_is_noted() -> None:
    damaged = KINDS["UTF-8 as Big5, browser"][1](HANS[2])
    proposal = propose(Doc(f"好的。\n{damaged}"), Context(Config(), RuleBook([])))
    assert [(m.rule, m.new) for m in proposal.marks] == [("encoding.misread-ruin", damaged)]
    assert proposal.edits == []


def test_of_two_readings_that_give_the_text_none_is_exact() -> None:
    (edit,) = edits(KINDS["GBK as Big5-HKSCS"][1](HANS[0]))
    assert edit.new == HANS[0]
    assert edit.reason.startswith("verified: ")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_repairs_of_any_kind_fit_together(kind: str) -> None:
    for line in ("<i>享受永久免费更新（项目依然在不停迭代ing…）</li>", *lines(kind)):
        try:
            damaged = KINDS[kind][1](line)
        except UnicodeEncodeError:
            continue
        for text in (damaged, f"前面是好的{damaged}后面也是好的", f'<a title="{damaged}">好的</a>'):
            after = repaired(text)  # raises where edits overlap
            passes = 0
            while (more := repaired(after)) != after:
                after = more
                passes += 1
            assert passes <= 4


def test_names_in_an_archive_are_turned_back_where_one_of_them_is_long() -> None:
    names = ("2019年度公司财务报表和审计报告.xls", "会议通知.doc", "照片.jpg", "readme.txt")
    page = "\n".join(name.encode("gbk").decode("cp437") for name in names)
    assert repaired(page) == "\n".join(names)


def test_a_page_of_several_kinds_is_turned_back_line_by_line() -> None:
    kinds = ("GBK as cp1252", "UTF-8 as GB 18030", "GBK as Latin-1, twice")
    page = "\n".join([HANS[0], *(KINDS[kind][1](HANS[1]) for kind in kinds), HANS[2]])
    assert repaired(page) == "\n".join([HANS[0], HANS[1], HANS[1], HANS[1], HANS[2]])


def test_a_menu_is_turned_back_on_a_page_that_proves_the_damage() -> None:
    menu = ("首页", "新闻", "关于我们", "联系")
    misread = KINDS["UTF-8 as GB 18030"][1]
    page = "\n".join(misread(each) for each in (*menu, HANS[1]))
    assert repaired(page).startswith("首页\n")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_where_all_of_a_text_was_misread_lone_marks_come_back_too(codec: str) -> None:
    lines = ["这一天的会议讨论了明年的预算和人事安排。", "大家都同意先修好校门口的那条路。"]
    lines += ["雪", "√ × ×", "——————", "【有 效 期】24 个月"]
    text = "\n".join(lines)
    assert clean(text.encode(codec).decode("latin-1"), config=KEEP).text == text
    beside = "旁边还有一行好好的中文，说明不是整篇读错，这一行很长很长，比别的都长。\n" * 3
    assert "Ñ©" in clean(beside + "Ñ©\n" + lines[0].encode("gb18030").decode("latin-1"), config=KEEP).text


def test_the_end_of_a_paragraph_tells_its_last_mark() -> None:
    page = "孩子们在草地上跑来跑去，老人们坐在长椅上晒太阳。\n工具的主要功能：\n" + HANS[3]
    assert repaired(KINDS["UTF-8 as GBK, replace"][1](page)) == page


def test_a_byte_that_is_a_line_end_elsewhere_stays_in_its_character() -> None:
    page = "院子的外面围着一圈很高的木栅\n" + HANS[1] + "\n"
    assert clean(page.encode().decode("latin-1").replace("\xa0", " ")).text == page


def test_a_byte_of_four_is_no_line_end_beside_other_controls() -> None:
    text = "他写的是\u9fa6字，这个字很少见，字典里也找不到。"
    char = next(chr(point) for point in range(0x80, 0xD800) if b"\x85" in chr(point).encode("gb18030")[1:])
    damaged = text.replace("\u9fa6", char).encode("gb18030").decode("latin-1")
    assert "\x85" in damaged
    assert clean(damaged, config=KEEP).text == text.replace("\u9fa6", char)


def test_a_blank_at_the_end_of_a_line_may_be_half_a_character() -> None:
    piece = "网络建设进展很快，各地的物流优惠"
    damaged = KINDS["UTF-8 as cp1252, plain spaces"][1](piece)
    assert damaged.endswith(" ")
    assert repaired(damaged) == piece


@pytest.mark.parametrize("blank", ["\xa0", " "])
def test_a_word_that_stands_twice_is_turned_back_whole(blank: str) -> None:
    damaged = KINDS["UTF-8 as cp1252, plain spaces"][1]("你好你好").replace(" ", blank)
    assert repaired(damaged) == "你好你好"
    assert repaired(f"{damaged} hello") == "你好你好 hello"


@pytest.mark.parametrize(("kind", "hasty"), [("UTF-8 as Big5, browser", True), ("UTF-8 as GBK, replace", False)])
def test_a_page_of_which_little_is_left_is_read_hastily(
    kind: str, hasty: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {False: 0, True: 0}

    def watched(parts: Sequence[Filling], quick: bool = False) -> list[list[Reading]]:
        places[quick] += sum(len(part.problems) for part in parts)
        return filled(parts, quick)

    monkeypatch.setattr(losses, "filled", watched)
    whole = "".join((*HANS, *HANT))
    page = "\n".join(KINDS[kind][1](whole[at : at + 16]) for at in range(0, len(whole) - 16, 3))
    guessed = [edit for edit in edits(page) if edit.rule == "encoding.misread-guess"]
    assert (places[True] > 2 * places[False]) == hasty
    assert (len(guessed) > 12) != hasty


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Le dÃ©veloppement durable", "exact: "),
        ("Le dÃƒÂ©veloppement durable", "exact: "),
        ("voilÃ  le travail", "guessed: "),  # the no-break space of the letter is a plain one
    ],
)
def test_ftfys_repairs_say_whether_misreading_again_gives_the_text(text: str, known: str) -> None:
    (edit,) = edits(text)
    assert edit.rule == "encoding.utf8-as-latin"
    assert edit.reason.startswith(known)


SWALLOWING = ["UTF-8 as GBK, private use", "UTF-8 as GBK, ?"]


@pytest.mark.parametrize("kind", SWALLOWING)
def test_line_ends_that_a_reader_took_for_half_a_character_come_back(kind: str) -> None:
    page = "\n".join((*HANS[:3], "孩子们在草地上跑来跑去，老人们坐在长椅上晒太阳。", *HANS[2::-1])) + "\n"
    damaged = KINDS[kind][1](page)
    assert damaged.count("\n") < page.count("\n") - 3
    found = repaired(damaged)
    assert found.count("\n") >= page.count("\n") - 1
    assert sum(line in found.split("\n") for line in page.split("\n")) >= len(page.split("\n")) - 2
    assert all(edit.rule == "encoding.misread-guess" for edit in edits(damaged) if "\n" in edit.new)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("2003年", True), ("1949年", True), ("1998-2004年", True), ("1644年", True), ("2003人", False),
        ("5000年历史", False), ("2500年前", False),
    ],
)  # fmt: skip
def test_a_swallowed_digit_is_not_made_up_but_for_that_of_a_year(number: str, told: bool) -> None:
    text = f"公司成立于{number}，主要生产各种电子产品，产品销往全国各地。"
    damaged = KINDS["UTF-8 as GBK, private use"][1](text)
    assert f"?{number[1:3]}" in damaged
    found = repaired(damaged)
    assert text in found if told else f"\ufffd{number[1:]}" in found


def test_marks_of_which_a_text_has_the_wide_form_were_not_lost() -> None:
    def likely(text: str) -> set[str]:
        return {char for chars, _ in Page(text).before("好", 0) for char in chars}

    assert {",", "(", '"'}.isdisjoint(likely("好的，他说“好”，（笑）。\n再见，"))
    assert {"\n", " ", ","} <= likely("好的,他说好,\n再见,")
    assert "%" in likely("增长百分比%\n")
    assert "%" not in likely("\n".join("一二三四"))


def test_what_stands_before_digits_elsewhere_was_lost_before_digits() -> None:
    text = "成立于2003年，有12人，共34个，在2004年，到56岁，约78万，第90名，每12天\n" * 2
    prices = {char: price for chars, price in Page(text).before("003年", 0) for char in chars}
    assert prices[DIGIT] < prices[" "]


@pytest.mark.parametrize(
    ("rest", "lost"),
    [("/title>\n", "<"), ("br />好", "<"), (">\n", '"'), (' class="a">', '"'), ("好的。", EATABLE.replace(ASKED, ""))],
)
def test_a_tag_tells_which_of_its_ends_was_lost(rest: str, lost: str) -> None:
    ((found, price),) = Page("").before("好" + rest, 1)
    assert found == lost
    assert (price < 0) == (len(lost) == 1)


def test_a_page_of_short_lines_lost_line_ends() -> None:
    lines = ["首頁", "關於我們", "交通資訊", "海岸步道一日遊", "攝影：林", "山城老街半日遊", "攝影：陳",
             "漁港夜市小吃", "攝影：王", "燈塔與古道", "攝影：張", "聯絡我們"]  # fmt: skip
    damaged = KINDS["UTF-8 as GBK, private use"][1]("\n".join(lines * 2))
    assert damaged.count("\n") < 1.4 * len(lines)
    assert sum(line in lines for line in repaired(damaged).split("\n")) > 1.7 * len(lines)


def test_how_lines_begin_tells_a_swallowed_line_end() -> None:
    page = Page("\n".join(f"攝影：{name}，走在路上的人們正在看著遠方的山和海" for name in "林陳王張李"))
    here, other = (dict(page.before(rest, 0)) for rest in ("攝影：某", "路上的"))
    assert here["\n"] < min(other.values()) - 1


def test_a_long_line_is_turned_back_to_its_end() -> None:
    line = "".join(HANS) * 50
    damaged = line.encode("gbk").decode("latin-1")
    assert repaired(damaged) == line


PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8">
<title>城市公园今年全部免费开放_新闻中心_江城晚报</title>
<meta name="description" content="从今年十月起，市民可以免费参观江城的所有公园。">
<meta name="author" content="李志强">
<meta property="og:site_name" content="江城晚报"></head><body>
<div class="nav"><a href="/">首页</a> | <a href="/news">新闻</a> | <a href="/sport">体育</a></div>
<h1>城市公园今年全部免费开放</h1>
<div class="info">2023-10-05 08:30 来源：江城晚报 作者：李志强</div>
<p>从今年十月起，市民可以免费参观江城的所有公园。孩子们在草地上跑来跑去，老人们坐在长椅上晒太阳。</p>
<p>中国的公路网络建设进展很快，各地的物流优惠政策也提供了新的方便。主要生产各种电子产品，产品销往全国各地。</p>
<p>报名时间从十月开始，请大家把材料准备好以后再来学校。他们说“好的”，然后就回家了</p>
</body></html>
"""


@pytest.mark.parametrize(
    "kind",
    [
        "GBK as Latin-1", "GBK as cp1252", "GBK, UTF-8 runs decoded", "GBK as Latin-1, twice", "UTF-8 as cp1252",
        "UTF-8 as GB 18030", "UTF-8 as GB 18030, browser", "UTF-8 as GBK, replace", "UTF-8 as GBK, ignore",
        "GBK as Big5", "GBK as Big5, browser", *SWALLOWING,
    ],
)  # fmt: skip
def test_the_metadata_of_a_misread_page_are_mended(kind: str) -> None:
    good, found = clean(PAGE), clean(KINDS[kind][1](PAGE))
    assert (found.title, found.author, found.source) == ("城市公园今年全部免费开放", "李志强", "江城晚报")
    assert found.published == good.published
    lines = good.text.split("\n")
    assert sum(line in found.text.split("\n") for line in lines) >= len(lines) - 1
    assert found.restore() == KINDS[kind][1](PAGE)


def test_rare_names_on_a_misread_page_are_turned_back() -> None:
    """A list of names proves nothing of itself; a page that was misread as letters does."""
    lines = ["高雄市立新莊高級中學網球隊參加全國中等學校運動會決賽名單", "方靖緯", "賈禹舜", "葉佐堯", "ÄÖÜ"]
    damage = KINDS["GBK as cp1252"][1]
    assert repaired("\n".join([*map(damage, lines[:4]), lines[4]])).split("\n")[:4] == lines[:4]
    assert repaired("\n".join(map(damage, lines[1:4]))) == "\n".join(map(damage, lines[1:4]))


def test_a_misread_quotation_inside_a_line_is_turned_back() -> None:
    damaged = KINDS["GBK as cp1252"][1]("新闻中心首页")
    assert repaired(f"网站标题：{damaged}，内容正常。") == "网站标题：新闻中心首页，内容正常。"


@pytest.mark.parametrize(
    "text",
    [
        "続きを読む……",
        "すでに奪われている。腹いせに、自分が客になったと",
        "<p><br />続きを読む</p>",
        "孬种\t孬種",
        "美國·P·希克森，藤子·F·不二雄",
        "ÄÖÜ äöü ß — Größenordnung, Übermut",
        "Ça déjà été prévu à l’été",
        "Ελληνικά και Русский язык",
        "┌──┬──┐│表│格│└──┴──┘",
        "龘靐齉爩，䶮㛃𠮷野家",
        "佢哋喺度嘅嘢係咪㗎？",
        "(´・ω・`) ヾ(≧▽≦*)o ㄅㄆㄇㄈ",
        "愛してる。韓國語 한국어 텍스트",
        "# assert ㄧㄤˊ-ㄒㄧㄥˋ-ㄩˇ-ㄧㄣ-ㄒㄧㄥˋ 陽性-與-陰性",
        "ㄔㄨㄣ ㄇㄧㄢˊ ㄅㄨˋ ㄐㄩㄝˊ ㄒㄧㄠˇ",
        "Привет, как дела? В последнее время мы пишем ответы на вопросы.",
        "Нет времени?\nМногие модели ответа уже генерируются.",
        "Καλημέρα κόσμε, τι κάνεις σήμερα;",
        "大韓民國의 主權은 國民에게 있고, 모든 權力은 國民으로부터 나온다.",
        "╔══════════╦═════════╗\n║ 名稱     ║  數量   ║\n╚══════════╩═════════╝",
        "进度：████████░░░░ 66%　▁▂▃▄▅▆▇█▇▆▅▄▃▂▁",
        "α＋β＝γ，∑∫√∞≈≠≤≥，←↑→↓↔，①②③",
        "┏┳┓┃┣╋┫┗┻┛ ■□▲△◆◇○●★☆ ▓▒░",
        "Zażółć gęślą jaźń. Příliš žluťoučký kůň. Árvíztűrő tükörfúrógép.",
    ],
)
def test_other_text_stays(text: str) -> None:
    assert edits(text) == []


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EXACT), st.randoms(use_true_random=False))
def test_any_passage_is_turned_back(kind: str, source: random.Random) -> None:
    text = "".join(source.sample(lines(kind), 2))
    start = source.randrange(len(text) - 16)
    piece = text[start : start + source.randrange(14, 17)]
    if not piece.isascii() and KINDS[kind][1](piece) != piece:
        assert sum(a != b for a, b in zip(repaired(KINDS[kind][1](piece)), piece, strict=True)) <= 1


BYTES = st.binary(max_size=24)


@settings(max_examples=200, deadline=None)
@given(
    BYTES,
    st.sampled_from([habit for habit in every_habit() if not habit.charmap and not habit.pair and not habit.singles]),
)
def test_a_habit_that_loses_bytes_does_what_python_does(data: bytes, habit: Habit) -> None:
    errors = {"\ufffd": "replace", "": "ignore"}.get(habit.mark)
    if errors:
        assert habit.forward(data) == data.decode(habit.codec, errors)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["中", "国", "锛", "a", "7", "，", "€"]), max_size=8))
def test_the_browser_habit_does_what_the_standard_says(chars: list[str]) -> None:
    (habit,) = (h for h in every_habit() if h.name == "GB 18030, as browsers read it")
    data = "".join(chars).encode()
    assert habit.forward(data) == whatwg_gb18030(data)


@pytest.mark.parametrize("habit", every_habit(), ids=lambda habit: habit.name)
def test_what_a_habit_shows_is_turned_back_into_the_bytes(habit: Habit) -> None:
    taken = 0
    for pair in range(0x8140, 0xFF00, 7):
        data = pair.to_bytes(2, "big")
        out = habit.forward(data)
        if len(out) == 1 and out > "\x7f" and out != habit.mark and habit.encoder[ord(out)] != MISSING:
            taken += 1
            assert habit.forward(int(habit.encoder[ord(out)]).to_bytes(2, "big").lstrip(b"\0")) == out
    assert taken > 500 or habit.charmap


def test_names_that_a_page_says_again_are_chosen() -> None:
    text = "记者谢梓玥报道了会议。\n谢梓玥\n"
    lost = text.rindex("玥")
    problem = Problem(("玥珏玢玩珍",), text[lost - 2 : lost], "\n")
    (found,) = told(f"{text[:lost]}\udcff\n", [problem], [lost])
    assert found.prices is not None
    assert found.prices[0] is not None
    assert min(range(5), key=found.prices[0].__getitem__) == 0


def test_a_bracket_closes_what_is_open_on_its_line() -> None:
    text = "（见上文\udcff\n见下文\udcff\n"
    problems = [Problem(("！）：",), "上文", "\n"), Problem(("！）：",), "下文", "\n")]
    first, second = told(text, problems, [text.index("\udcff"), text.rindex("\udcff")])
    assert [p.prices and p.prices[0] for p in (first, second)] == [[0.0, -2.0, 0.0], [0.0, 1.0, 0.0]]


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_letters_that_were_folded_are_unfolded_where_they_are_utf8(codec: str) -> None:
    text = "新的图书馆将在年底前向公众开放，市民可以免费办理借书证。"
    shown = sloppy_1252(text.encode()) if codec == "cp1252" else text.encode().decode(codec)
    folded = unicodedata.normalize("NFKC", shown)
    assert folded != shown
    result = clean(folded, config=ONLY)
    assert result.text == text
    assert [edit.reason.partition(":")[0] for edit in result.edits] == ["verified"]


def test_fractions_and_letters_of_other_languages_are_not_unfolded() -> None:
    for text in ("Gießen: 1⁄2 Tasse Öl, 3⁄4 l Milch, für 4 Personen äußerst günstig", "le 1⁄4 d'été à l'hôtel, ça va"):
        assert clean(text, config=ONLY).text == text


def test_a_guess_is_never_as_sure_as_what_was_read_without_a_choice() -> None:
    for text in ("很美的女子,妍妍清新", "本站所有上榜网店是由读者选出的", "今天下午我们在河边散步"):
        for kept in (len(text), len(text) - 1):
            damaged = text[:kept].encode().decode("gb18030", "replace").replace("\ufffd", "")
            assert all(each.confidence < 1 for each in edits(damaged) if each.rule == "encoding.misread-guess")


def test_a_chapter_on_codes_shows_misread_text_in_a_fence() -> None:
    shown = "```\n" + "<标题>你好，世界的朋友们<标题>".encode().decode("gbk", "replace") + "\n```"
    chapter = f"保存的编码不对，打开来就是这个样子。\n\n{shown}\n\n换一个编码再打开，文字就回来了。"
    assert clean(chapter, config=ONLY).text == chapter
    log = f"昨天的日志打开来是这个样子。\n\n{shown}\n\n今天没有出过错。"
    assert "你好，世界" in clean(log, config=ONLY).text


@pytest.mark.parametrize("text", ["城東–城西的公車", "团队–合作的意义", "北京–上海高铁开通了。"])
def test_a_dash_is_no_toned_letter(text: str) -> None:
    assert clean(sloppy_1252(text.encode("gb18030")), config=ONLY).text == text
