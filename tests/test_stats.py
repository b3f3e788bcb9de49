from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleaner.batch.stats import figures
from cleaner.errors import UsageError
from cleaner.stats import Stats, shortened


def ledger(name: str, *edits: tuple[str, str, str, float], chars: int = 100, markup: int = 0) -> dict[str, Any]:
    """A ledger record with these edits: rule, old, new, confidence."""
    rules: dict[str, dict[str, int]] = {}
    for rule, old, new, _ in edits:
        found = rules.setdefault(rule, {"edits": 0, "old": 0, "new": 0})
        rules[rule] = {"edits": found["edits"] + 1, "old": found["old"] + len(old), "new": found["new"] + len(new)}
    if markup:
        rules["markup.tag"] = {"edits": 1, "old": markup, "new": 0}
    listed = [{"rule": rule, "old": old, "new": new, "confidence": sure} for rule, old, new, sure in edits]
    return {"id": name, "chars": chars, "kept_chars": 90, "status": "ok", "rules": rules, "edits": listed}


def test_rules_are_summed_up_and_the_suspicious_come_first() -> None:
    stats = Stats()
    stats.add(ledger("a", ("spam.x", "甲" * 30, "", 1.0), ("tidy.y", ",", "，", 1.0), markup=80))
    stats.add(ledger("b", ("spam.x", "乙" * 60, "", 1.0), ("spun.z", "丙", "丁", 0.2)))
    assert [each.rule for each in stats.ranked()] == ["spun.z", "spam.x", "tidy.y", "markup.tag"]
    spam = stats.rules["spam.x"]
    assert (spam.documents, spam.edits, spam.taken, spam.given, spam.most, spam.most_in) == (2, 2, 90, 0, 0.6, "b")
    assert (stats.documents, stats.chars, stats.kept, stats.failed) == (2, 200, 180, 0)


def test_the_least_sure_examples_are_kept() -> None:
    stats = Stats()
    stats.add(ledger("a", *(("spun.z", str(n), "", 0.9) for n in range(5)), ("spun.z", "x", "y", 0.5)))
    assert stats.rules["spun.z"].examples == [("x", "y"), ("0", ""), ("1", "")]


@pytest.mark.parametrize("key", ["id", "chars", "kept_chars", "rules", "edits", "status"])
@pytest.mark.parametrize("value", [None, "x", [1], {"x": 1}])
def test_what_is_no_ledger_record_counts_nothing(key: str, value: object) -> None:
    record = json.loads(json.dumps(ledger("a", ("spam.x", "甲", "", 1.0))))
    whole = Stats()
    broken = {k: v for k, v in record.items() if k != key}
    with pytest.raises(KeyError):
        whole.add(broken)
    assert whole == Stats()
    try:
        whole.add(record | {key: value})
    except (KeyError, TypeError, ValueError, AttributeError):
        assert whole == Stats()


def test_examples_are_short_and_without_tags() -> None:
    assert shortened("<a href='x'>首页</a>\n <b>新闻</b>") == "首页 新闻"
    assert shortened("<br>") == "<br>"
    assert shortened("甲\n乙") == "甲⏎乙"
    assert len(shortened("甲" * 500)) == 41


def test_a_file_of_tables_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pages.parquet"
    pq.write_table(pa.table({"id": ["1"], "text": ["春天来了"]}), path)
    with pytest.raises(UsageError, match=r"pages\.parquet: is no ledger: .*url"):
        figures([path], "rule")
    path.write_bytes(b"no table")
    with pytest.raises(UsageError, match=r"pages\.parquet: is no ledger"):
        figures([path], "rule")


@pytest.mark.parametrize("name", ["cut.jsonl.gz", "packed.jsonl"])
def test_a_damaged_ledger_of_several_is_named(name: str, tmp_path: Path) -> None:
    line = '{"id": "1", "status": "ok", "chars": 4, "kept_chars": 4, "rules": {}, "edits": []}\n'
    (tmp_path / "good.jsonl").write_text(line)
    packed = gzip.compress("".join(line.replace("1", str(n)) for n in range(5000)).encode())
    (tmp_path / name).write_bytes(packed[: len(packed) // 2])
    with pytest.raises(UsageError, match=rf"{name}: (is no ledger|cannot be read): [^\n]*$"):
        figures(sorted(tmp_path.iterdir()), "rule")
