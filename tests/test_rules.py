from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner

from cleaner import rule_check
from cleaner.cli.app import app
from cleaner.errors import RuleError
from cleaner.lines import Lines
from cleaner.rows import Rows
from cleaner.rules import Rule, RuleBook, misfires, problems, read_rules, rule_book

RULES = list(rule_book())
RECORD = '[[rule]]\nid = "spam.{0}"\nname = "n"\nwhat = "w"\nwhy = "y"\nscope = "line"\nbad = ["坏"]\n{1}\n'


@pytest.mark.parametrize("rule", [r for r in RULES if r.scope != "code"], ids=lambda r: r.id)
def test_examples_of_rules_with_a_matcher(rule: Rule) -> None:
    assert list(misfires(rule)) == []


@pytest.mark.parametrize("rule", [r for r in RULES if r.scope == "code" and "needs" not in r.extra], ids=lambda r: r.id)
def test_examples_of_rules_found_by_code(rule: Rule) -> None:
    assert list(rule_check.code_misfires(rule)) == []


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
    assert "spam.toml:2: rule spam.a" in str(caught.value)


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


GOOD = '[[rule]]\nid = "spam.b"\nname = "n"\nwhat = "w"\nwhy = "y"\nscope = "line"\nmatch = ["坏"]\nbad = ["坏"]\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (RECORD.format("a", 'match = ["坏"]\ngood = ["坏"]'), "spam.toml:10: rule spam.a: good example fires: '坏'"),
        (RECORD.format("a", 'match = ["好"]'), "spam.toml:10: rule spam.a: bad example does not fire: '坏'"),
        (RECORD.format("a", "").replace("why", "wy"), "spam.toml:10: rule spam.a: the key 'why' is missing"),
        (RECORD.format("a", "").replace("id =", "di ="), "spam.toml:9: rule ?: the key 'id' is missing"),
        (RECORD.format("a", "hint = 5"), "spam.toml:10: rule spam.a: hint is a list of strings, not 5"),
        (RECORD.format("a", 'hint2 = ["坏"]'), "spam.toml:10: rule spam.a: unknown key 'hint2'; did you mean 'hint'?"),
        ('[rule]\nid = "spam.a"\n', "spam.toml: a rule is a table that begins with a line [[rule]]"),
    ],
)
def test_a_rules_file_is_refused_with_file_line_and_id(text: str, complaint: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_rules(text if text.startswith("[rule]") else GOOD + text, "spam.toml")
    assert str(caught.value) == complaint


def test_an_id_that_is_used_twice_is_refused_with_both_places() -> None:
    rules = [*read_rules(GOOD, "spam.toml"), *read_rules(f"\n{GOOD}", "spam-more.toml")]
    with pytest.raises(RuleError, match=r"spam-more\.toml:3: rule spam\.b: .* twice, first in spam\.toml:2"):
        RuleBook(rules)


def test_the_check_names_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    (wrong,) = read_rules(GOOD.replace('bad = ["坏"]', 'bad = ["坏", "好"]'), "spam.toml", check=False)
    code = replace(rule_book()["tidy.empty-lines"], good=("一行\n\n\n\n两行",), file="tidy.toml:3")
    monkeypatch.setattr(rule_check, "rule_book", lambda: RuleBook([wrong, code]))
    assert list(rule_check.broken()) == [
        "spam.toml:2: rule spam.b: bad example does not fire: '好'",
        "tidy.toml:3: rule tidy.empty-lines: good example fires: '一行\\n\\n\\n\\n两行'",
    ]
    result = CliRunner().invoke(app, ["rules", "--check"])
    assert result.exit_code == 1
    assert "spam.toml:2: rule spam.b" in result.stdout
