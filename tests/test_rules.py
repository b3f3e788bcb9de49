from __future__ import annotations

import pytest

from cleaner import Cleaner, Config
from cleaner.errors import RuleError
from cleaner.lines import Lines
from cleaner.rows import Rows
from cleaner.rules import Rule, misfires, problems, read_rules, rule_book

RULES = list(rule_book())
RECORD = '[[rule]]\nid = "spam.{0}"\nname = "n"\nwhat = "w"\nwhy = "y"\nscope = "line"\nbad = ["坏"]\n{1}\n'


@pytest.mark.parametrize("rule", [r for r in RULES if r.scope != "code"], ids=lambda r: r.id)
def test_examples_of_rules_with_a_matcher(rule: Rule) -> None:
    assert list(misfires(rule)) == []


@pytest.mark.parametrize("rule", [r for r in RULES if r.scope == "code" and "needs" not in r.extra], ids=lambda r: r.id)
def test_examples_of_rules_found_by_code(rule: Rule) -> None:
    cleaner = Cleaner(rule_config(rule))
    for example, wanted in [*((e, True) for e in rule.bad), *((e, False) for e in rule.good)]:
        if rule.extra.get("escaped"):  # TOML holds no lone surrogates
            example = example.encode("raw_unicode_escape").decode("unicode_escape")  # noqa: PLW2901
        document = cleaner.clean(example)
        assert document.status == "ok", document.error
        assert (rule.id in {r.rule for r in (*document.edits, *document.marks)}) == wanted, example


def rule_config(rule: Rule) -> Config:
    return Config.from_mapping(rule.extra.get("config", {}))


@pytest.mark.parametrize(
    ("name", "line", "complaint"),
    [
        ("a", 'match = [""]', "empty"),
        ("a", 'match = ["繁體"]', "folded"),
        ("a", 'match = ["坏", "坏"]', "twice"),
        ("a", 'regex = "坏.*"\nhint = ["坏"]', "unbounded"),
        ("a", 'regex = "坏+?"\nhint = ["坏"]', "unbounded"),
        ("a", 'regex = "坏(a|b{3,})"\nhint = ["坏"]', "unbounded"),
        ("a", 'regex = "坏("\nhint = ["坏"]', "regex"),
        ("a", 'regex = "坏"', "hint"),
        ("a", 'match = ["坏"]\nwhere = "left"', "where"),
        ("a", "", "matcher"),
    ],
)
def test_a_rule_that_breaks_a_law_is_refused_with_file_and_id(name: str, line: str, complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint) as caught:
        read_rules(RECORD.format(name, line), "spam.toml")
    assert "spam.toml: rule spam.a" in str(caught.value)


def test_the_rules_of_the_package_break_no_law() -> None:
    """They are loaded without these checks, which would cost a process more than the loading itself."""
    assert [f"{rule.id}: {problem}" for rule in RULES for problem in problems(rule)] == []


def test_every_rule_is_documented() -> None:
    for rule in RULES:
        assert rule.name, rule.id
        assert rule.what.endswith("."), rule.id
        assert rule.why.endswith("."), rule.id


def test_a_line_fires_what_its_text_alone_fires() -> None:
    """Rules are tried only on lines of a length that they can match: every example among others, and longer."""
    matcher = rule_book().matcher("boilerplate")
    examples = [e for rule in matcher.rules for e in (*rule.bad, *rule.good) if "\n" not in e]
    lines = Lines("\n".join([*examples, *(f"{e}，后面还有一整句话。" for e in examples)]))
    wanted = {
        (number, rule.id)
        for number, line in enumerate(lines.stripped)
        for rule in matcher.rules
        if line in rule.match or (rule.pattern and rule.pattern.fullmatch(line) and any(h in line for h in rule.hint))
    }
    silent = [n for n in range(len(lines.stripped)) if n not in {number for number, _ in wanted}]
    rows = Rows(matcher.rules)
    wanted |= {(n, row.id) for n in silent for _, row in rows.fired([lines.stripped[n]])}
    assert {(number, rule.id) for number, rule in matcher.lines(lines)} == wanted


def test_a_row_is_made_of_literals_alone() -> None:
    rows = Rows(
        [_rule("one.row", ("收藏", "分享"), 2), _rule("one.many", ("教育", "健康"), 3), _rule("one.none", ("打印",), 0)]
    )
    fired = dict.fromkeys(ROWS) | {text: rule.id for text, rule in rows.fired(ROWS)}
    assert fired == ROWS


ROWS = {
    "收藏 分享": "one.row",
    "收藏 12 | 分享(3)": "one.row",
    "收藏": None,
    "收藏 12": None,
    "教育 健康": None,
    "教育 健康 分享": "one.row",
    "教育 健康 教育": "one.many",
    "收藏 分享 打印": None,
    "收藏 与 分享": None,
    "12 13": None,
    "收藏 分享 " * 12: None,
}


def _rule(name: str, words: tuple[str, ...], row: int) -> Rule:
    return Rule(id=name, name="", what="", why="", scope="line", match=words, row=row)
