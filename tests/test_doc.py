from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given

from cleaner.doc import Doc, Edit, settle
from cleaner.edits import Edits
from tests.strategies import edited_docs


@given(edited_docs())
def test_nothing_is_lost(doc: Doc) -> None:
    covered: set[int] = set()
    for start, at, size in doc.kept():
        assert doc.source[start : start + size] == doc.text[at : at + size]
        assert doc.origin(at, at + size) == (start, start + size)
        covered.update(range(start, start + size))
    for record in doc.records:
        assert doc.source[record.start : record.end] == record.old
        covered.update(range(record.start, record.end))
    assert covered == set(range(len(doc.source)))
    assert doc.restore() == doc.source
    assert all(doc.source[mark.start : mark.end] == mark.old for mark in doc.marks)


@given(edited_docs())
def test_kept_runs_are_in_order(doc: Doc) -> None:
    runs = doc.kept()
    for (start, at, size), (next_start, next_at, _) in pairwise(runs):
        assert start + size <= next_start
        assert at + size <= next_at
        assert (start + size, at + size) != (next_start, next_at)


@given(edited_docs(), edited_docs())
def test_extended_joins_two_histories(first: Doc, second: Doc) -> None:
    fresh = Doc(first.text)
    for each in second.rounds:
        fits = [e for e in each.edits if e.end <= len(fresh.text)]
        fresh = fresh.apply(each.stage, fits)
    joined = first.extended(fresh)
    assert joined.text == fresh.text
    assert joined.restore() == first.source


def test_a_chain_of_edits_keeps_source_offsets() -> None:
    doc = Doc("設(shè)計。").apply("mirror", [Edit(1, 6, "", "mirror.note")])
    doc = doc.apply("script", [Edit(0, 3, "设计。", "script.char")])
    assert doc.text == "设计。"
    assert [(r.start, r.end, r.old, r.new) for r in doc.records] == [(1, 6, "(shè)", ""), (0, 7, "設(shè)計", "设计")]


def test_a_round_of_marks_alone_moves_no_offset() -> None:
    doc = Doc("a b").apply("x", [Edit(0, 1, "", "x.y")]).apply("x", [], [Edit(0, 1, "", "x.y")])
    assert doc.origin(1, 2) == (2, 3)


def test_text_removed_at_the_edge_does_not_belong_to_a_range() -> None:
    doc = Doc("甲<b>乙</b>丙").apply("markup", [Edit(1, 4, "", "markup.tag"), Edit(5, 9, "", "markup.tag")])
    assert doc.origin(1, 2) == (4, 5)


def test_records_read_by_name_and_by_key() -> None:
    record = Doc("甲乙").apply("tidy", [Edit(0, 1, "", "tidy.test", "why")]).records[0]
    assert record.old == record["old"] == dict(record)["old"] == "甲"
    with pytest.raises(KeyError):
        record["nothing"]


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        Doc("abcdef").apply("test", [Edit(0, 3, "", "a"), Edit(2, 4, "", "b")])
    with pytest.raises(ValueError, match="leaves the text"):
        Doc("abc").apply("test", [Edit(2, 9, "", "a")])


def test_settle_lets_the_first_and_longest_stand() -> None:
    edits = [Edit(2, 4, "", "late"), Edit(0, 3, "", "long"), Edit(0, 1, "", "short"), Edit(3, 3, "x", "edge")]
    assert [e.rule for e in settle(edits)] == ["long", "edge"]


def test_an_edit_that_changes_nothing_leaves_no_trace() -> None:
    doc = Doc("甲乙")
    assert doc.apply("test", [Edit(0, 1, "甲", "test.rule")]) is doc


def columns(edits: list[Edit]) -> Edits:
    starts, ends = (np.array([edit[n] for edit in edits], np.int64) for n in (0, 1))
    return Edits(starts, ends, [edit.new for edit in edits], [edit.rule for edit in edits])


@given(edited_docs())
def test_the_tally_counts_the_records(doc: Doc) -> None:
    counted: dict[str, list[int]] = {}
    for record in doc.records:
        row = counted.setdefault(record.rule, [0, 0, 0])
        row[:] = row[0] + 1, row[1] + len(record.old), row[2] + len(record.new)
    assert doc.tally() == {rule: tuple(row) for rule, row in counted.items()}


@given(edited_docs(), edited_docs())
def test_edits_in_columns_do_what_the_same_edits_do_one_by_one(first: Doc, second: Doc) -> None:
    for each in second.rounds:
        fits = [edit for edit in each.edits if edit.end <= len(first.text)]
        plain, packed = first.apply("test", fits, each.marks[:0]), first.apply("test", columns(fits))
        assert packed.text == plain.text
        assert packed.records == plain.records
        assert packed.kept() == plain.kept()
        assert packed.tally() == plain.tally()
        assert packed.restore() == first.source


def test_edits_in_columns_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Doc("abcdef").apply("test", columns([Edit(0, 3, "", "a"), Edit(2, 4, "", "b")]))
    with pytest.raises(ValueError, match="leave the text"):
        Doc("abc").apply("test", columns([Edit(2, 9, "", "a")]))


def test_a_view_is_made_once_for_a_text_whoever_holds_it() -> None:
    made: list[str] = []

    def note(doc: Doc) -> None:
        made.append(doc.text)

    doc = Doc("甲乙")
    doc.view(note)
    after = doc.apply("test", [Edit(0, 1, "丙", "test.rule")])
    after.view(note)
    after.renewed().view(note)
    after.apply("test", [Edit(0, 1, "甲", "test.rule")]).view(note)
    assert made == ["甲乙", "丙乙"]
    doc.forget()
    doc.view(note)
    assert made == ["甲乙", "丙乙", "甲乙"]
