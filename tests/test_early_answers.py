"""What is answered without the whole reading is what the whole reading answers."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.doc import codes
from cleaner.fold import fold
from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.boilerplate import line_metadata
from cleaner.stages.script.naive import DIFFERENT
from cleaner.stages.script.roundtrip import choices_of, round_trip
from cleaner.stages.spun.detect import detector
from cleaner.stages.spun.families import families
from cleaner.stages.spun.second import FEWEST, Size, telling

_PROSE = (
    "村口的水磨停了三年，去年秋天又转了起来。老人们说，那声音和从前一样，只是河水比从前浅了，磨出来的面也少了一些。"
)
_TRADITIONAL = (
    "村口的水磨停了三年，去年秋天又轉了起來。老人們說，那聲音和從前一樣，只是河水比從前淺了，磨出來的麵也少了一些。"
)


@pytest.mark.parametrize(
    "text",
    [
        _PROSE,
        f"{_PROSE}（记者 王小二）",
        f"作者：王小二 {_PROSE}",
        f"本报讯（记者王小二）{_PROSE}",
        f"# {_PROSE}",
        f"【书名】{_PROSE}",
        f"2024年3月5日 {_PROSE}",
        f"  {_PROSE}\n\n",
        f"主题：{_PROSE}",
        f"文章作者: 王小二 {_PROSE}",
    ],
)
def test_a_single_paragraph_says_what_it_says_among_others(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = clean(text)
    monkeypatch.setattr(line_metadata, "_of_paragraph", lambda page: None)
    whole = clean(text)
    told = [(each.title, each.author, each.published, each.source, each.text) for each in (quick, whole)]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "text", [_TRADITIONAL, _TRADITIONAL.replace("麵", "面").replace("後", "后"), f"皇後在後面。{_TRADITIONAL}理髮沙發"]
)
def test_choices_are_those_of_the_round_trip_or_none_where_few_depart(text: str) -> None:
    every = round_trip(codes(text)).choices
    departing = {simple for simple, asked, found in every if asked != found}
    assert choices_of(codes(text), DIFFERENT) == (every if len(departing) >= DIFFERENT else {})
    assert choices_of(codes(text), 0) == every


def test_a_family_with_few_forms_that_tell_has_none_to_read() -> None:
    engine = detector()
    pairs = [pair for family in families()[:2] for pair in family.pairs if len(pair.spun) > 1][:12]
    for text in (_PROSE, _PROSE + "".join(pair.spun for pair in pairs)):
        counts = engine.scanner.count(codes(fold(text)))
        most = max(
            len(
                {
                    pair.spun
                    for pair in engine.hidden(counts, name)
                    if pair in telling(engine.hidden(counts, name), Size(99))
                }
            )
            for name in engine.names
        )
        assert (engine.forms(counts) >= FEWEST) == (most >= FEWEST)


def test_long_lines_fire_the_rules_that_fit_their_length() -> None:
    matcher = rule_book().matcher("boilerplate")
    for rule in matcher.rules:
        for line in (each for text in rule.bad for each in Lines(text).stripped if len(each) > 100):
            if rule.pattern and rule.scope != "span" and rule.pattern.fullmatch(line):
                assert rule.id in {each.id for each in matcher._fired([line])[line]}
