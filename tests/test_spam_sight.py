"""One look tells which parts of the spam stage have something to look for, and changes nothing that they find."""

from __future__ import annotations

import pytest

from cleaner.lines import Lines
from cleaner.rules import rule_book
from cleaner.stages.spam import Before, examine
from cleaner.stages.spam.evidence import Known
from cleaner.stages.spam.lexicon import lexicon_of
from cleaner.stages.spam.model import model
from cleaner.stages.spam.sight import EVERYTHING, Sight, sight

PLAIN = "渡口的雾一直没有散，船家把缆绳解开又系上，最后坐在船头补起了渔网。"


def _sight(text: str) -> Sight:
    book = rule_book()
    return sight(Lines(text).points, lexicon_of(book), book)


def test_a_plain_text_holds_nothing() -> None:
    assert _sight(PLAIN) == Sight(spots=False, houses=False, adverts=False, calls=False)
    assert _sight("") == _sight(PLAIN)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("日本無碼", "spots"), ("澳門新葡京", "houses"), ("網站建設", "adverts"), ("最新章節", "calls")],
)
def test_each_kind_is_seen(text: str, kind: str) -> None:
    """In either script, as they are looked for in folded text."""
    assert getattr(_sight(f"{PLAIN}\n{text}\n{PLAIN}"), kind)


def test_of_a_long_text_all_is_asked() -> None:
    assert _sight(PLAIN * 200) == EVERYTHING


@pytest.mark.parametrize(
    "line", ["", "国产精品_日韩无码_亚洲一区二区", "澳门新葡京官网", "加微信：abc123 办证", "第一章"]
)
def test_it_changes_nothing(line: str) -> None:
    lines, words = Lines(f"{line}\n{PLAIN}\n{PLAIN}"), lexicon_of(rule_book())
    seen = sight(lines.points, words, rule_book())
    assert examine(lines, words, model(), {}, Before(Known(), seen)) == examine(lines, words, model(), {})
