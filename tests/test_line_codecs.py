"""JSON lines that are no UTF-8: read in their codec, which is told; what cannot be read is a failure with its cause."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cleaner import Config, clean
from cleaner.batch.run import run_batch
from cleaner.batch.settings import Settings
from cleaner.cli.app import app
from cleaner.emit import restored
from cleaner.io import line_codecs
from cleaner.io.line_codecs import Codecs, as_stored, codec_of_head, parsed, wide

TEXTS = [
    "村口的杏花開得比往年早了整整十天，老人說這樣的春天他只見過三回，一回就是現在。",
    "早開的花怕倒春寒，夜裡都不睡的人守著火堆，看著天上的星星，等著天亮。\n第二天下了雨。",
    "他說「功能許蓋」四字，每個字的第二個位元組都是一條反斜線。",  # 5C in Big5
    "上",  # 4E0A: half of it is a newline
]
CODECS = ["gb18030", "gbk", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


def records_of(out: Path, folder: str = "") -> list[dict[str, Any]]:
    files = sorted((out / folder).glob("part-*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]


def lines_of(texts: list[str]) -> str:
    return "".join(json.dumps({"id": str(i), "text": t}, ensure_ascii=False) + "\n" for i, t in enumerate(texts))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("codec", CODECS)
def test_lines_in_any_codec_are_read_and_restored(codec: str, packed: bool, tmp_path: Path) -> None:
    data = lines_of(TEXTS * 20).encode(codec)
    path = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    path.write_bytes(gzip.compress(data) if packed else data)
    out = tmp_path / "out"
    report = run_batch([str(path)], Settings(out=out, shard_size=3000, full_ledger=True))
    assert (report.figures["documents"], report.failures) == (80, 0)
    told = {"gbk": "gb18030", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(codec, codec)
    for text, record, ledger in zip(TEXTS * 20, records_of(out), records_of(out, "ledger"), strict=True):
        assert (record["text"], record["encoding"]) == (clean(text).text, told)
        assert restored(record, ledger) == text.encode(told)


def test_what_the_user_says_of_the_codec_counts_for_lines_that_are_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "上海"}\n'.encode("gbk") + '{"text": "上海"}\n'.encode())
    run_batch([str(path)], Settings(out=tmp_path / "out", config=Config(encoding="gbk")))
    assert [(r["text"], r["encoding"]) for r in records_of(tmp_path / "out")] == [("上海", "gb18030"), ("上海", None)]


def test_a_damaged_line_of_utf8_keeps_its_bytes(tmp_path: Path) -> None:
    text = TEXTS[0].encode()
    damaged = text[:31] + text[32:]
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + damaged + b'"}\n')
    run_batch([str(path)], Settings(out=tmp_path / "out"))
    record, ledger = records_of(tmp_path / "out")[0], records_of(tmp_path / "out", "ledger")[0]
    assert record["encoding"] == "utf-8"
    assert restored(record, ledger) == damaged
    assert record["text"][:10] == TEXTS[0][:10]


def test_a_line_that_is_json_in_no_codec_is_a_failure_with_its_cause(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "春天來了'.encode("gb18030") + b"\n" + '{"text": "夏天"}\n'.encode())
    assert run_batch([str(path)], Settings(out=tmp_path / "out")).failures == 1
    (failure,) = (json.loads(line) for line in (tmp_path / "out" / "failures.jsonl").open(encoding="utf-8"))
    assert failure["error"].startswith("not a JSON record: ")
    assert "the line is no UTF-8" in failure["error"]


def test_a_cut_stream_of_wide_characters_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines_of(TEXTS).encode("utf-16")[:-3])
    assert run_batch([str(path)], Settings(out=tmp_path / "out")).failures >= 1
    failures = (tmp_path / "out" / "failures.jsonl").read_text("utf-8")
    assert "broken utf-16-le data" in failures
    assert [r["text"] for r in records_of(tmp_path / "out")] == [clean(text).text for text in TEXTS[:3]]


def test_a_dry_run_tells_wide_characters(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines_of(TEXTS).encode("utf-16"))
    result = CliRunner().invoke(app, ["batch", str(tmp_path), "-o", str(tmp_path / "out"), "--dry-run"])
    assert result.stdout.startswith("jsonl (utf-16-le)\t")


def test_what_json_had_escaped_need_not_be_in_the_codec() -> None:
    assert as_stored("花😀", "big5hkscs") is None
    assert as_stored("花\udc80", "gb18030") == "花".encode("gb18030") + b"\x80"
    assert parsed('{"text": "花\\ud83d\\ude00"}'.encode("big5"), Codecs("big5hkscs")).record == {"text": "花😀"}


def test_a_line_that_looks_like_another_codec_is_read_where_it_is_json(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "乗俓僜刓"  # their second byte is a backslash, so that no codec of one byte makes them JSON
    monkeypatch.setattr(line_codecs, "detect", lambda *_: "cp1252")
    assert parsed(json.dumps({"text": text}, ensure_ascii=False).encode("gb18030"), Codecs()) == (
        {"text": text}, "gb18030",
    )  # fmt: skip


def test_heads() -> None:
    assert codec_of_head("{春".encode()[:3]) is None
    assert codec_of_head(b'{"text": "a"}') is None
    assert codec_of_head(lines_of(TEXTS[:3]).encode("gb18030")) == "gb18030"
    assert [wide(text.encode(codec)) for codec in CODECS for text in ("{}",)][3:] == [
        "utf-16-le", "utf-16-le", "utf-16-be", "utf-32-le",
    ]  # fmt: skip
