from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import clean
from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.fold import simplified_characters
from cleaner.pipeline import Context, Proposal
from cleaner.rules import RuleBook
from cleaner.stages.encoding import cp936
from cleaner.stages.mirror import propose
from cleaner.stages.mirror.notes import reading_of
from tests.damage.mirror import KINDS, MARKS_FOLDED, Mirror, draw

SAMPLES = Path(__file__).parent.parent / "samples"
PAGE = (
    "這座城市的規模化養殖產業發展很快，網絡經濟也很活躍。\n"
    "因為經驗不足，他們發現網店很難生存；後來經過學習，總算站住了腳。\n"
    "明年或將迎來新的機會，專家說：「農業當地化是大勢所趨。」AI也同意。\n"
    "Op公司認為，關鍵在於數據。2014年以來，設備與技術的進步讓我們看到實際的變化！\n"
)


def run(text: str) -> Proposal:
    return propose(Doc(text), Context(Config(), RuleBook([])))


def repaired(text: str) -> str:
    return Doc(text).apply("mirror", run(text).edits).text


@cache
def table() -> dict[str, str]:
    known = cp936.characters()
    return {known[pair]: reading for pair, reading in reading_of().items()}


def test_the_mirror_sample_comes_out_whole() -> None:
    text = (SAMPLES / "001_a07944ea7cfbd8d6.txt").read_text("utf-8")
    proposal = run(text)
    after = repaired(text)
    assert sum(e.rule == "mirror.note" for e in proposal.edits) == 824
    assert sum(e.rule != "mirror.note" for e in proposal.edits) == 31
    assert proposal.facts["mirror.fired"] is True
    assert len(after) == 11_807
    assert not any("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in after)
    for right in (
        "因為他們總部設在",
        "規模化生產、",
        "。或者我們過去",
        "改裝它們",
        "因為它會更安全更便宜。現在",
        "將迎來重大改變>",
    ):
        assert right in after


@pytest.mark.parametrize("name", ["000", "002", "003", "004"])
def test_other_samples_are_left_alone(name: str) -> None:
    (path,) = SAMPLES.glob(f"{name}_*")
    assert run(path.read_text("utf-8")) == Proposal(facts={"mirror.fired": False})


@pytest.mark.parametrize(
    "text",
    [
        "仝卓、翟(zhái)天臨、單(shàn)田芳",
        "重慶(chóng qìng)和還(huán)",
        "學(xué)校(xiào)里(lǐ)有(yǒu)很(hěn)多(duō)同(tóng)學(xué)",
        "解決方案。或手動；真的嗎?;為什麼?!",
        "發(fā)字讀作fā，網(wǎng)字讀作wǎng，發財、網絡、發展、網站、發生、上網都用它們。",
        "他說(shuō yes?)是的(really?yes)",
        "f(x)=a(b)?c):d; if (!è) {}",
        "鱷(è)魚、鯊(shā)魚、鯨(jīng)魚都生活在水裡。",
        "违(wéi)法、经(jīng)营、网(wǎng)络、发(fā)展都是词。",
        "上學(xué)時要早起(qǐ)，老師(shī)在校(xiào)門口等你(nǐ)，同學(xué)也在。",
        "為什麼?!真的嗎?!?好啊!?「是的。」",
        "這課的生字有違(wéi)法、設(shè)計與發(fā)展，請各抄三遍。",
        "記者據(jù)悉，他常(cháng)來這個會所，帶領(lǐng)著中(zhōng)外的商界人士，還說(shuō)要投資。",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("folded", [False, True])
def test_damage_is_undone(seed: int, folded: bool) -> None:
    source = random.Random(seed)
    notes = draw({c: r for c, r in table().items() if c in PAGE}, source, 40)
    notes |= draw(table(), source, 60)
    clean = PAGE.translate({ord("；"): ";", ord("，"): ",", ord("！"): "!", ord("："): ":"}) if folded else PAGE
    assert repaired(Mirror(notes, fold=MARKS_FOLDED if folded else None)(PAGE)) == clean


@pytest.mark.parametrize(
    ("kind", "share"),
    [
        ("private use kept", 1.0),
        ("half-width folded", 1.0),
        ("all full-width folded", 1.0),
        ("read as a browser", 1.0),
        ("read as a browser, ?", 1.0),
        ("read by Python", 0.9),
        ("private use stripped", 0.9),
        ("private use as ?", 0.9),
        ("lost as U+FFFD", 0.9),
        ("every ；！？： straddle", 0.9),
        ("straddle byte dropped", 0.9),
    ],
)
def test_lines_come_out_whatever_read_the_page(kind: str, share: float) -> None:
    options: dict[str, Any] = dict(KINDS[kind])
    fold = options.get("fold") or {}
    right = total = 0
    for seed in range(8):
        notes = draw({c: r for c, r in table().items() if c in PAGE}, random.Random(seed), 40)
        after = repaired(Mirror(notes, **options)(PAGE)).translate(fold)
        wanted = PAGE.translate(fold).split("\n")
        right += sum(line in after.split("\n") for line in wanted)
        total += len(wanted)
    assert right >= share * total


def test_the_tag_and_quote_that_a_reader_swallowed_come_back() -> None:
    notes = {c: table()[c] for c in "驅發網經現驗為規產業實認"}
    page = (
        '<h3><a href="/1.html" title="AMD驅動或將迎來重大改變">AMD驅動或將迎來重大改變</a></h3>'
        "<p>因為經驗不足，他們發現網店很難生存<br>他們認為</p><li>實驗&nbsp;是或將來&amp;的</li>"
    )
    damaged = Mirror(notes)(page)
    assert 'title="AMD驅(qū)動或?qū)⒂瓉碇卮蟾淖?>' in damaged
    assert repaired(damaged) == page


def test_what_later_hands_did_to_a_damaged_page_does_not_matter() -> None:
    damaged = Mirror({c: table()[c] for c in "規產業發網經現驗為學習後來機會專與對進讓變實"})(PAGE)
    simple = simplified_characters()
    assert repaired("".join(simple.get(c, c) for c in damaged)) == "".join(simple.get(c, c) for c in PAGE)
    assert repaired("".join(f"&#{ord(c)};" if "à" <= c < "ǿ" else c for c in damaged)) == PAGE
    assert repaired(damaged.replace("(", "（").replace(")", "）")) == PAGE


@pytest.mark.parametrize(
    ("damaged", "wanted"),
    [
        ("因?yàn)樗麄兛偛吭O(shè)在愛達(dá)荷州。", "因為他們總部設在愛達荷州。"),
        ("經(jīng)驗不足，網(wǎng)店發(fā)展。", "經驗不足，網店發展。"),
        ("網(wǎng)(wǎng)站的經(jīng)(jīng)濟發(fā)(fā)展", "網站的經濟發展"),
        ("因?yàn)镺p公司，發(fā)現(xiàn)", "因為Op公司，發現"),
        ("現(xiàn)在這款A(yù)pp，發(fā)展", "現在這款App，發展"),
        ("經(jīng)驗不足。網(wǎng)店已經(jīng)開業?，F(xiàn)在發(fā)展", "經驗不足。網店已經開業。現在發展"),
        ("經(jīng)驗不足，網(wǎng)店發(fā)展了嗎?，發(fā)展了", "經驗不足，網店發展了嗎?，發展了"),
    ],
)
def test_short_texts_with_decisive_notes_are_restored(damaged: str, wanted: str) -> None:
    assert repaired(damaged) == wanted


def test_keys_that_overlap_and_notes_in_notes() -> None:
    notes = {"網": "wǎng", "經": "jīng", "發": "fā", "璾": "zī"}
    text = "這個網站發展很快，網上的經濟也很活躍，發財了。"
    assert repaired(Mirror(notes)(text)) == text
    for first, second in (("驅", "將"), ("將", "驅")):
        both = {first: table()[first], second: table()[second], **notes}
        assert repaired(Mirror(both)(f"{text}他們或將驅動它。")) == f"{text}他們或將驅動它。"


STREWN = """• <option id="fbvk0"></option>
  1. <rt id="fbvk0"><tr id="fbvk0"></tr></rt>
    <center id="fbvk0"><optgroup id="fbvk0"></optgroup></center>
"""


def test_tags_strewn_over_a_text_go() -> None:
    assert repaired(f'標題\n{STREWN}正文。\n<li id="fbvk0">乙</li>\n') == '標題\n正文。\n<li id="fbvk0">乙</li>\n'
    assert repaired(f"{STREWN}{PAGE}") == PAGE
    for other in (STREWN.replace("fbvk0", "nav"), f"```\n{STREWN}```\n", '<div id="app01"></div>\n' * 5):
        assert repaired(other) == other


SENTENCES = PAGE.replace("\n", "").replace("。", "。\n").replace("！", "！\n").split("\n")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=12), st.randoms(use_true_random=False))
def test_what_is_called_exact_is_right(lines: list[str], source: random.Random) -> None:
    text = "\n".join(f"<p>{line}</p>" for line in lines)
    notes = draw({c: r for c, r in table().items() if c in text}, source, 25)
    damaged = Mirror(notes)(text)
    proposal = run(damaged)
    if proposal.facts["mirror.fired"] and all(e.reason.startswith("exact:") for e in proposal.edits):
        assert repaired(damaged) == text


def test_reasons_say_how_sure_a_repair_is() -> None:
    notes = {c: table()[c] for c in "規產業發網經現驗為"}
    edits = run(Mirror(notes, straddle=b"?")(PAGE)).edits
    assert {e.reason.partition(":")[0] for e in edits} <= {"exact", "verified", "guessed"}
    assert all("nats" in e.reason for e in edits if e.rule == "mirror.guess")
    assert all(e.confidence < 1 for e in edits if not e.reason.startswith("exact:"))


def test_a_lost_lead_byte_is_found() -> None:
    notes = {c: table()[c] for c in "規產業發網經現"}
    damaged = Mirror(notes, straddle=b"?")(PAGE)
    assert "規?；" in damaged.replace("(guī)", "")
    assert repaired(damaged) == PAGE


@pytest.mark.parametrize("end", ["”", "」"])
def test_a_quotation_closes_where_its_line_ends(end: str) -> None:
    notes = {c: table()[c] for c in "規產業發網經現"}
    mark = {"”": "“", "」": "「"}[end]
    page = (
        f"{PAGE}專家說：{mark}這些產業的發展還不夠快。{end}\n這些產業的發展還不夠快。{end}\n"
        + 2 * f"{mark}網絡{end}經濟。\n"
    )
    damaged = Mirror(notes, straddle=b"?")(page)
    assert damaged.count("?！") == 3
    assert repaired(damaged) == page


def test_confidence_says_what_was_guessed() -> None:
    notes = {c: table()[c] for c in "規產業發網經現驗為"}
    edits = run(Mirror(notes, straddle=b"?")(PAGE)).edits
    by_rule = {rule: [e.confidence for e in edits if e.rule == rule] for rule in {e.rule for e in edits}}
    assert set(by_rule["mirror.note"]) | set(by_rule["mirror.shift"]) == {1.0}
    assert max(by_rule["mirror.guess"]) < 1.0


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("因?yàn)榻(jīng)驗網wǎ?;；\n\ue225发發fāO殖B €\ud800"), max_size=80))
def test_anything_goes_through(text: str) -> None:
    once = repaired(text)
    assert len(once) <= 2 * len(text) + 8


def test_long_hostile_lines_take_linear_time() -> None:
    repaired("因?yàn)榻?" * 3000 + "網(wǎng)發(fā)經(jīng)")


@pytest.mark.parametrize(("before", "behind"), [(" ", ""), (" ", " ")])
def test_notes_that_a_script_set_apart_go_with_their_blanks(before: str, behind: str) -> None:
    text = "這個網(wǎng)站的業(yè)務(wù)發(fā)展很快，網(wǎng)站應(yīng)當(dāng)適應(yīng)經(jīng)濟(jì)的發(fā)展。"
    apart = re.sub(r"\(([^)]*)\)(?=(\w?))", lambda m: f"{before}({m[1]}){behind if m[2] else ''}", text)
    assert apart != text
    assert repaired(apart) == re.sub(r"\([^)]*\)", "", text)


def test_what_explains_a_reading_and_stands_apart_stays() -> None:
    text = "重慶 (chóng qìng) 是直轄市，老師 (shī) 在校 (xiào) 門口，同學 (xué) 也在，早起 (qǐ) 的人。"
    assert repaired(text) == text


def test_rests_of_tags_go_from_a_text_without_markup() -> None:
    notes = "這個網(wǎng)站發(fā)展很快，網(wǎng)絡經(jīng)濟也很活躍，"
    dirty = f"{notes}誰也記不得了?/p>\n{notes}我們談?wù)劇?br />\n{notes}經(jīng)驗還是不足。"
    found = clean(dirty)
    assert ">" not in found.text
    assert found.text.split("\n")[1].endswith("谈谈。")
    assert found.restore() == dirty
    page = f"<p>{notes}</p><p>標記是?/p&gt;嗎</p>" * 3
    assert not [edit for edit in clean(page, content_type="text/html").edits if edit.rule == "mirror.tag"]


def test_a_note_may_have_a_blank_before_its_parenthesis() -> None:
    noted = PAGE.replace("經", "經(jīng)").replace("會，", "會(huì )，").replace("業", "業(yè)")
    assert "會(huì )" in noted
    assert repaired(noted) == PAGE
