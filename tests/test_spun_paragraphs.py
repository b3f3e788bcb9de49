from __future__ import annotations

from dataclasses import replace

from cleaner import Cleaner, Config
from cleaner.lines import Lines
from cleaner.stages.spun.detect import detector, examine
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
