"""What a pattern asks for decides which texts it is tried on, so it may not claim too much."""

from __future__ import annotations

import re
from string import ascii_lowercase, digits

import pytest

from cleaner.fold import fold
from cleaner.pattern_tables import pattern_table
from cleaner.patterns import lazy, needs, starts
from cleaner.rules import rule_book
from cleaner.stages.spam.lexicon import lexicon_of


@pytest.mark.parametrize(
    ("pattern", "letters", "asks"),
    [
        ("电话[ :]{0,3}1[3-9][0-9]{9}", digits, True),
        ("电话[0-9]{0,9}", digits, False),
        ("(?:微信|qq)[a-z]{2,8}", ascii_lowercase, True),
        ("(?:微信|qq)号?", ascii_lowercase, False),
        ("[a-z\u4e00-\u9fff]{2,5}", ascii_lowercase, False),
        ("[^a-z]{2}", ascii_lowercase, False),
        ("(?<![0-9])群(?![0-9])", digits, False),
        ("(?:q(?: [0-9]){3})", digits, True),
        ("[0-9零]{9}", digits, False),
    ],
)
def test_a_class_an_alternative_or_a_repeat_may_do_without(pattern: str, letters: str, asks: bool) -> None:
    assert any(needed <= set(letters) for needed in needs(pattern)) == asks


@pytest.mark.parametrize("text", ["微信号：长江水利", "加微信(abcdef)", "扫码加QQ 123456789", "一三八零零一三八零零零"])
def test_the_patterns_left_out_match_nothing(text: str) -> None:
    lexicon = lexicon_of(rule_book())
    every = [hit for p, _, _ in lexicon.patterns for hit in p.finditer(text.lower())]
    tried = [hit for p, _, _ in lexicon._tried(text.lower()) for hit in p.finditer(text.lower())]
    assert [hit.span() for hit in tried] == [hit.span() for hit in every]


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("(?:发信人|作者) ?:", "发作"),
        ("[推嘘→]{1,3} ", "推嘘→"),
        (r"\[?(?:19|20)\d\d", "[0"),
        (r"(?!注册)(?:\d{1,4}楼|楼主|#\d)", "0楼#"),
        ("[一二]{0,2}、?", None),
        (r"[^\s:]{1,9}:", None),
        (r"\S", None),
        ("(?:楼|.{2}主)", None),
        ("(?i)qq", None),
        ("(?i:qq)号", None),
    ],
)
def test_what_a_match_begins_with(pattern: str, begins: str | None) -> None:
    assert starts(pattern) == (None if begins is None else frozenset(begins))


def test_forms_find_no_line_that_begins_otherwise() -> None:
    for entry in pattern_table("forms").entries:
        begins = starts(entry.pattern.pattern)
        for text, _ in entry.finds:
            assert begins is None or ("0" if text[0].isdecimal() else text[0]) in begins, entry.id


@pytest.mark.parametrize("text", ["他在3楼,本站地址: 某路,电话号:1", "邮编:1", "地址", "", "第１2楼", "qq:5", "a邮编:"])
def test_a_look_at_the_first_character_changes_no_match(text: str) -> None:
    told = r"(?:本站|公司)?地址:|(?:电话|qq)(?:号)?:|\d{1,2}楼|^邮编:"
    guarded = lazy(told)
    assert [each.span() for each in guarded.finditer(text)] == [each.span() for each in re.finditer(told, text)]
    assert (guarded.fullmatch(text) is None) == (re.fullmatch(told, text) is None)


def test_rules_are_tried_on_all_lines_that_they_match() -> None:
    matcher = rule_book().matcher("boilerplate")
    for rule in matcher.rules:
        for line in filter(None, (fold(text).strip() for example in rule.bad for text in example.split("\n"))):
            if rule.pattern and rule.pattern.fullmatch(line):
                assert rule.id in {each.id for each in matcher._fired([line])[line]}, (rule.id, line)
