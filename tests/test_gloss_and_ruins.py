"""Scattered glosses go and explained characters stay; damage beyond repair is measured, and cut only on request."""

from __future__ import annotations

import random

import pytest
from click.testing import CliRunner

from cleaner import Cleaner, Config, clean
from cleaner.cli.app import app
from cleaner.doc import Doc, Edit
from cleaner.pipeline import Context, Proposal
from cleaner.rules import RuleBook
from cleaner.stages.encoding import propose
from cleaner.stages.encoding.ruins import marks
from cleaner.stages.encoding.signs import strange_of

PAGE = (
    "春天来了，公园里的花都开了，孩子们在草地上放风筝。老人坐在湖边聊天，说起许多年前的事情。\n"
    "市政府今年准备修建三条新路，并且把旧的图书馆搬到河的北面。附近居民希望工程早日完工。\n"
)
READ = {
    "春": "chun", "公": "gong", "孩": "hai", "草": "cao", "风": "feng", "老": "lao", "湖": "hu", "市": "shi",
    "政": "zheng", "今": "jin", "修": "xiu", "新": "xin", "旧": "jiu", "图": "tu", "馆": "guan", "河": "he",
    "北": "bei", "居": "ju", "民": "min", "工": "gong", "早": "zao",
}  # fmt: skip
TONED = {"春": "chūn", "公": "gōng", "孩": "hái", "草": "cǎo", "风": "fēng", "老": "lǎo", "湖": "hú", "市": "shì"}


def run(text: str, ruins: str = "mark") -> Proposal:
    config = Config.from_mapping({"ruins": ruins})
    return propose(Doc(text), Context(config, RuleBook([])))


def repaired(text: str) -> str:
    return Doc(text).apply("encoding", run(text).edits).text


@pytest.mark.parametrize("form", ["({})", "({0})({0})", "（{}）", "( {})", "({} )", "({}) ", "【{}】", "〔{}〕"])
@pytest.mark.parametrize("seed", range(4))
def test_scattered_glosses_go(form: str, seed: int) -> None:
    source = random.Random(seed)
    glossed = "".join(c + form.format(READ[c]) if c in READ and source.random() < 0.7 else c for c in PAGE)
    assert repaired(glossed) == PAGE
    assert {e.rule for e in run(glossed).edits} == {"encoding.gloss"}


def test_tones_with_a_space_are_no_textbook_either() -> None:
    assert repaired("".join(c + (f"({TONED[c]} )" if c in TONED else "") for c in PAGE)) == PAGE


@pytest.mark.parametrize(
    "text",
    [
        "仝卓、翟(zhái)天临、单(shàn)田芳，重庆(chóng qìng)，还(huán)给他。",
        "仝(tong)卓和翟(zhai)天临、仇(qiu)和、单(shan)雄信、查(zha)良镛、尉(yu)迟恭都容易读错。",
        "学(xue)校(xiao)里(li)有(you)很(hen)多(duo)同(tong)学(xue)，大(da)家(jia)好(hao)。",
        "我们学习拼音：妈(ma)爸(ba)哥(ge)姐(jie)弟(di)妹(mei)一起来读一读，写一写，再听老师说一说。",
        "魑(chi)魅(mei)魍(wang)魉(liang)四个小鬼，饕(tao)餮(tie)大吃，貔(pi)貅(xiu)也来，狴(bi)犴(an)守门。",
        "变量甲(a)乙(b)丙(c)丁(d)，选(a)或(b)，图(a)所示，如式(e)与式(f)，在表(a)中。",
        "小明(ming)去超市买西瓜，妈妈(ma)说好。",
    ],
)
def test_people_may_explain_characters(text: str) -> None:
    assert run(text).edits == []


RUINS = {
    "今天��天气很好。": ("今天天气很好。", 2),
    "标题：�й�ǿ��。": ("标题：。", 6),
    "今天锟斤拷锟斤拷天气很好。": ("今天天气很好。", 6),
    "今天锟叫癸拷锟较猴拷天气很好。": ("今天天气很好。", 8),
    "他說嚙踝蕭嚙踝蕭好。": ("他說好。", 6),
    "结果：烫烫烫烫烫烫烫烫屯屯屯屯": ("结果：", 12),
    "第一行。\n闂傚倸鍊搁崐鎼佸磹妞嬪孩顐介柨鐔哄Т绾惧鏌涘畝鈧崑鐐烘偂\n第三行。": ("第一行。\n第三行。", 28),
    "《L(f��ng)的聲音》第一集": ("《的聲音》第一集", 8),
    "《L(f��ng)的W(xu)》L(f��ng)吹": ("《的》吹", 21),
    "锘\n第一章": ("第一章", 1),
}


@pytest.mark.parametrize("text", RUINS)
def test_ruins_are_marked_and_cut_only_on_request(text: str) -> None:
    right, lost = RUINS[text]
    marked = run(text)
    assert marked.edits == []
    assert marked.scores["damage"] == round(lost / len(text), 4)
    assert all(mark.reason.startswith("exact: ") for mark in marked.marks)
    cut = Cleaner(Config(ruins="cut", punctuation=False)).clean(text)
    assert cut.text == right
    assert cut.scores["damage"] == marked.scores["damage"]
    assert cut.restore() == text


@pytest.mark.parametrize(
    "text",
    [
        "“锟斤拷”是怎么来的？程序员都见过它。",
        "锟斤拷是一种常见乱码，烫烫烫烫也是，闂傚倸鍊搁崐鎼佸磹妞嬪孩顐介柨鐔哄Т绾惧鏌涘畝鈧崑鐐烘偂也是。",
        "打开文件，看到《锟斤拷》三个字。",
        "网页上的“�”叫替换字符，属于乱码。",
        "这碗汤真烫烫烫的。锘是一种人工合成的元素。",
        "手持两把锟斤拷，口中疾呼烫烫烫：程序员的乱码对联。",
        "缂丝、濠江、婵娟、阊门、鐎斗，都是词语；闽南人说閩語，婵娟缠绵。",
    ],
)
def test_texts_about_ruins_stay(text: str) -> None:
    for ruins in ("mark", "cut"):
        proposal = run(text, ruins)
        assert (list(proposal.edits), list(proposal.marks), proposal.scores) == ([], [], {})


def test_nothing_is_marked_within_a_repair() -> None:
    text = "今天��天气很好，明天��也一样。后天锟斤拷再说。"
    found = marks(text, strange_of(Doc(text)))
    assert [(mark.start, mark.end) for mark in found] == [(2, 4), (11, 13), (19, 22)]
    for start, end, left in ((2, 4, found[1:]), (0, 12, found[1:]), (9, len(text), found[:1]), (0, 2, found)):
        assert marks(text, strange_of(Doc(text)), [Edit(start, end, "", "r")]) == left


def test_a_byte_order_mark_read_as_gbk() -> None:
    text = b"\xef\xbb\xbfinclude\n".decode("gbk")
    assert text == "锘縤nclude\n"
    assert repaired(text) == "include\n"


def test_the_option_reaches_the_stage() -> None:
    shown = CliRunner().invoke(app, ["clean", "-", "--ruins", "cut"], input="今天��天气很好。\n".encode())
    assert shown.stdout == "今天天气很好。\n"
    kept = CliRunner().invoke(app, ["clean", "-"], input="今天��天气很好。\n".encode())
    assert kept.stdout == "今天��天气很好。\n"


def test_glosses_behind_traditional_characters_tell_that_a_page_was_converted() -> None:
    lines = (
        "誰能如此堅守，在社會(hui) 變遷中記錄人間百態？在第十九個(ge) 節日到來之際，相關(guan) 製度完善了。",
        "薪火相傳(chuan) 。鄉(xiang) 間地頭寫(xie) 就的書(shu) 和雁翎隊一起戰鬥，記者們(men) 都這樣說(shuo) 。",
    )
    text = "\n".join(lines)
    document = clean(text)
    assert document.text.startswith("谁能如此坚守，在社会变迁中记录人间百态？在第十九个节日到来之际，")
    assert "薪火相传。乡间地头写就的书和雁翎队一起战斗，记者们都这样说。" in document.text
    assert document.restore() == text


def test_readings_with_tones_that_a_program_put_anywhere_go() -> None:
    often = PAGE * 3
    signs = {**TONED, "来": "lái", "地": "dì", "上": "shàng", "年": "nián", "前": "qián", "路": "lù", "面": "miàn"}
    noted = often
    for char, sign in signs.items():
        at = noted.index(char)
        noted = f"{noted[: at + 1]}({sign}){noted[at + 1 :]}"
    assert repaired(noted) == often
    assert repaired(noted.replace("(", "【").replace(")", "】")) == often
    read = "".join(f"{char}({signs[char]})" if char in signs else char for char in PAGE)
    assert repaired(read) == read


# Converted by a table of characters, as a program has it (里 for 裏, 后 for 後, 采, 系), with the notes it scatters.
REWORKED = (
    "村(cun)里(li)的水(shui)車轉(zhuan)了一百年，后來河(he)道改了，水車就停在院子里。老人說，當年(nian)采石的人把石頭"
    "運(yun)到河邊，系在木排上，然后順水放下去。房子里還有一面(mian)舊鐘(zhong)，只有里正家里才有。"
)


def test_a_page_with_scattered_glosses_and_picks_of_a_table_goes_back_to_simplified() -> None:
    page = clean(REWORKED)
    assert page.tags["script_origin"] == "naive-table"
    assert page.text.startswith("村里的水车转了一百年，后来河道改了")


def test_a_native_page_with_scattered_glosses_stays_traditional() -> None:
    native = (
        REWORKED.replace("里", "裡").replace("后", "後").replace("采", "採").replace("系", "繫").replace("裡正", "里正")
    )
    assert clean(native).tags["script_found"] == "hant"
    assert "水車轉了一百年，後來" in clean(native).text
