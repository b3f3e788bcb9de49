"""``cleaner batch --twins``: spun copies lose their text, the documents that they were made from never do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cleaner.cli.app import app
from cleaner.emit import restored
from tests.test_spun_tools import ORIGINAL, corpus, spin


def jsonl(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return path


def records_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(folder.glob("part-*")) for line in path.open(encoding="utf-8")]


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, [*map(str, arguments)])


def test_the_groups_of_spun_twins_let_the_batch_drop_the_spun_ones(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", [{"id": name, "text": text} for name, text in corpus()])
    groups = tmp_path / "twins.jsonl"
    assert run("spun", "twins", source, "--all", "-o", groups).exit_code == 0
    result = run("batch", source, "-o", tmp_path / "out", "--twins", groups, "--spun", "keep")
    assert result.exit_code == 0, result.output
    assert "1 spun-copy" in result.stderr
    records = {record["id"]: record for record in records_of(tmp_path / "out")}
    assert [name for name, record in records.items() if record["verdict"] == "spun-copy"] == ["spun"]
    assert records["spun"]["text"] == ""
    assert records["written"]["text"].startswith(ORIGINAL[:20])
    ledger = {record["id"]: record for record in records_of(tmp_path / "out" / "ledger")}
    assert restored(records["spun"], ledger["spun"]).decode().startswith(spin(ORIGINAL))
    assert ledger["spun"]["edits"][-1]["reason"] == "spun copy of written"


def test_documents_without_ids_are_known_by_their_checksums(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", [{"text": ORIGINAL}, {"text": spin(ORIGINAL)}])
    run("spun", "twins", source, "-o", tmp_path / "twins.jsonl")
    run("batch", source, "-o", tmp_path / "out", "--twins", tmp_path / "twins.jsonl", "--spun", "keep")
    assert [record["text"] == "" for record in records_of(tmp_path / "out")] == [False, True]


def test_what_a_group_keeps_is_never_dropped_and_the_rule_can_be_ignored(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", [{"id": name, "text": ORIGINAL} for name in "abc"])
    groups = jsonl(
        tmp_path / "twins.jsonl",
        [{"keep": "a", "drop": ["b", "c"]}, {"keep": "b", "drop": ["a"]}, {"keep": None, "drop": []}],
    )
    run("batch", source, "-o", tmp_path / "out", "--twins", groups)
    assert [record["id"] for record in records_of(tmp_path / "out") if not record["text"]] == ["c"]
    run("batch", source, "-o", tmp_path / "all", "--twins", groups, "--ignore", "twins")
    assert all(record["text"] for record in records_of(tmp_path / "all"))


def test_other_twins_start_afresh(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", [{"id": name, "text": ORIGINAL} for name in "ab"])
    groups = jsonl(tmp_path / "twins.jsonl", [{"keep": "a", "drop": ["b"]}])
    run("batch", source, "-o", tmp_path / "out", "--twins", groups)
    jsonl(groups, [{"keep": "b", "drop": ["a"]}])
    assert "starting afresh: twins was" in run("batch", source, "-o", tmp_path / "out", "--twins", groups).stderr
    assert [record["id"] for record in records_of(tmp_path / "out") if not record["text"]] == ["a"]


@pytest.mark.parametrize(
    "content", ['{"text": "x"}', '{"keep": null, "drop": ["a"]}', "[]", "x", '{"keep": 1, "drop": []}']
)
def test_a_file_that_holds_no_groups_is_refused(content: str, tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", [{"text": "一"}])
    (tmp_path / "twins.jsonl").write_text(content, "utf-8")
    for path in (tmp_path / "twins.jsonl", tmp_path / "none"):
        result = run("batch", source, "-o", tmp_path / "out", "--twins", path)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"cleaner: {path}")
    assert not (tmp_path / "out").exists()
