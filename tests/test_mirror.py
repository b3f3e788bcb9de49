from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.pipeline import Context, Proposal
from cleaner.rules import RuleBook
from cleaner.stages.encoding import cp936
from cleaner.stages.mirror import propose
from cleaner.stages.mirror.notes import reading_of
from tests.damage.mirror import MARKS_FOLDED, Mirror, draw

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


def test_a_lost_lead_byte_is_found() -> None:
    notes = {c: table()[c] for c in "規產業發網經現"}
    damaged = Mirror(notes, straddle=b"?")(PAGE)
    assert "規?；" in damaged.replace("(guī)", "")
    assert repaired(damaged) == PAGE


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
