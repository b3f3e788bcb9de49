"""Pages of a tool that is in no family, and old literature, which has many words that tools put in."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from cleaner import Cleaner, Config
from cleaner.fold import fold
from cleaner.lines import Lines
from cleaner.literary import archaic, literary
from cleaner.stages.script.convert import to_traditional
from cleaner.stages.spun import unknown
from cleaner.stages.spun.detect import detector, examine
from cleaner.stages.spun.detector import needed
from cleaner.stages.spun.second import Size
from tests.benchmarks.spun import spin
from tests.benchmarks.spun_detect import invented

NATURAL = fold(next((Path(__file__).parent.parent / "samples").glob("001*.txt")).read_text("utf-8"))[4500:6000]
SPUN = spin(NATURAL, invented(), random.Random(1)).text


def test_a_page_of_a_tool_that_is_in_no_family_is_spun_or_suspect(monkeypatch: pytest.MonkeyPatch) -> None:
    for label in ("spun", "suspect"):
        finding, _ = examine(Lines(SPUN))
        assert (finding.label, finding.family) == (label, None)
        assert examine(Lines(NATURAL))[0].label == "clean"
        monkeypatch.setattr(unknown, "SURE", 100.0)


def test_of_traditional_text_no_tool_in_no_family_is_told() -> None:
    assert examine(Lines(SPUN))[0].label == "spun"
    assert examine(Lines(to_traditional(SPUN, "hant-tw")))[0].label == "clean"


def test_an_edition_of_an_old_book_is_not_spun_for_the_digits_of_its_head() -> None:
    verse = "夫兵者，國之大事，死生之地，存亡之道，不可不察也。故經之以五事，校之以計，而索其情。"
    lines = [f"#+DATE: 2015-08-24 23:0{n}\n{verse}¶" for n in range(9)]
    assert archaic(Lines("\n".join(lines)))
    assert not literary(Lines("\n".join(lines)))
    assert not archaic(Lines(SPUN))


def test_an_impossible_form_makes_up_for_words_that_say_less() -> None:
    tool = invented()
    spun = spin(NATURAL, replace(tool, pairs=tool.pairs[:40]), random.Random(1)).text
    impossible = "业内东说念主士这样说。"
    assert examine(Lines(spun))[0].label == "clean"
    assert examine(Lines(spun + impossible))[0].label == "suspect"
    assert examine(Lines(NATURAL + impossible))[0].label == "clean"


def test_without_digits_and_latin_letters_nothing_tells_such_a_page_from_old_literature() -> None:
    assert examine(Lines(re.sub("[0-9A-Za-z\u00c0-\u024f]", "", SPUN)))[0].label == "clean"
    for signs, modern in ((0, False), (1, True)):
        assert Size.of(Lines("昔有一士" * 100 + "7" * signs)).modern == modern


def test_a_word_of_a_hundred_years_ago_is_no_proof() -> None:
    old = "昨晚九时，某里忽起火警，邻人急以德律风报知救火会，当局派员到场，火势始熄。"
    assert examine(Lines(old))[0].label == "clean"


@pytest.mark.parametrize("policy", ["exact", "restore", "drop"])
def test_such_a_page_is_dropped_or_nothing_is_changed(policy: str) -> None:
    document = Cleaner(Config.from_mapping({"spun": policy, "unsafe": True, "select": ["spun"]})).clean(SPUN)
    assert document.tags["spun"] == "spun"
    assert not {"spun_family", "spun_restored"} & set(document.tags)
    found = [record.rule for record in (*document.edits, *document.marks) if record.rule.startswith("spun")]
    assert found == (["spun.dropped"] if policy == "drop" else [])
    assert document.restore() == SPUN


def test_a_long_text_without_digits_and_latin_letters_needs_more() -> None:
    old = "昔有一士，家贫好学，凿壁偷光，终成大器。" * 100
    for text, bare in ((old, True), (old[:500], False), (old + "2024" * 9, False), ("", False)):
        assert Size.of(Lines(text)).bare == bare
    size = Size.of(Lines(old))
    assert size.han == 1600
    assert needed(size, False) > 2 * needed(size._replace(bare=False), False)
    assert needed(Size(100, True), False) == needed(Size(100), False)
    engine = detector()
    spun = "据报道，来岁的居品与各人的才气均为本年阛阓的终末期待。"
    counts = engine.scanner.count(Lines(spun).points)
    scores = [engine.judge(counts, {}, size._replace(bare=bare)).score for bare in (False, True)]
    assert scores[0] > 2 * scores[1]
