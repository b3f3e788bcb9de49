from __future__ import annotations

import json
import pickle
import time
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Config, clean
from cleaner.batch import INPUT_SCHEMA, SCHEMA, SPARK_DDL, clean_batch
from cleaner.batch.document import chunks, clean_row, clean_together, set_aside
from cleaner.doc import Doc
from cleaner.emit import BULK_STAGES
from cleaner.io.corpus import Row
from cleaner.pipeline import Context, Proposal, Stage
from tests.conftest import SAMPLES


def batch(*raw: bytes | str | None, **columns: list[Any]) -> pa.RecordBatch:
    kind = pa.string() if any(isinstance(r, str) for r in raw) else pa.binary()
    given: dict[str, Any] = {"id": [str(i) for i in range(len(raw))], "raw": pa.array(raw, kind), **columns}
    return pa.RecordBatch.from_pydict(given)


def test_the_schema_is_the_declared_one(samples: dict[str, bytes]) -> None:
    clean = clean_batch(batch(*samples.values()))
    assert clean.schema.equals(SCHEMA, check_metadata=True)
    assert clean.schema.metadata == {b"cleaner.schema": b"1"}
    assert clean.column("id").to_pylist() == ["0", "1", "2", "3", "4"]
    assert set(clean.column("status").to_pylist()) == {"ok"}


def test_the_contract_gives_what_the_api_gives(samples: dict[str, bytes]) -> None:
    for row, data in zip(clean_batch(batch(*samples.values())).to_pylist(), samples.values(), strict=True):
        document = clean(data)
        record = document.to_record()
        for name in ("text", "title", "author", "published", "source", "encoding", "script", "verdict", "config_hash"):
            assert row[name] == record[name], name
        assert {s["name"]: s["value"] for s in row["scores"]} == record["scores"]
        listed = [dict(e) for e in document.edits if e.stage not in BULK_STAGES]
        assert [{k: v for k, v in e.items() if k not in ("old", "new")} for e in row["edits"]] == [
            {k: v for k, v in e.items() if k not in ("old", "new")} for e in listed
        ]


def test_a_document_too_large_is_untouched_and_the_others_are_clean() -> None:
    result = clean_batch(batch("短。\r\n", "长" * 100 + "\r\n", "短。\r\n"), Config(max_bytes=50)).to_pylist()
    assert [row["status"] for row in result] == ["ok", "too_large", "ok"]
    assert result[1]["text"] == "长" * 100 + "\r\n"
    assert result[0]["text"] == "短。\n"


@pytest.mark.parametrize("codec", [None, "utf-8", "gb18030", "utf-16"])
def test_the_limit_counts_bytes_and_leaves_a_text_that_can_be_read(codec: str | None) -> None:
    text = "村口的杏花开得比往年早了整整十天。" * 8000
    raw = text if codec is None else text.encode(codec)
    size = len(text.encode() if codec is None else text.encode(codec))
    result = clean_row(Row("a", None, raw), Config(max_bytes=size - 1))
    assert (result.status, result.error) == ("too_large", f"{size} bytes, and max_bytes is {size - 1}")
    assert result.text.lstrip("\ufeff") == text
    assert result.restore_bytes() == (text.encode() if codec is None else raw)
    assert clean_row(Row("a", None, raw), Config(max_bytes=size)).status == "ok"


def test_bytes_and_large_strings_and_missing_columns_are_taken() -> None:
    for kind in (pa.binary(), pa.large_binary()):
        raw = pa.array(["春天来了。".encode("gb18030")], kind)
        assert clean_batch(pa.RecordBatch.from_arrays([raw], ["raw"])).column("text")[0].as_py() == "春天来了。"
    assert clean_batch(pa.RecordBatch.from_pylist([], schema=INPUT_SCHEMA)).num_rows == 0
    lost = clean_batch(pa.RecordBatch.from_pydict({"id": ["a"]})).to_pylist()
    assert (lost[0]["id"], lost[0]["status"], lost[0]["error"]) == (
        "a",
        "error",
        "no column 'raw'; there are: id",
    )
    numbers = clean_batch(pa.RecordBatch.from_pydict({"id": [7], "raw": [3.5]})).to_pylist()
    assert (numbers[0]["id"], numbers[0]["error"]) == ("7", "raw is float")


def test_without_an_id_the_checksum_names_the_document() -> None:
    row = clean_batch(pa.RecordBatch.from_pydict({"raw": ["春天来了。"]})).to_pylist()[0]
    assert row["id"] == clean("春天来了。").id


@given(st.lists(st.one_of(st.none(), st.binary(max_size=60)), max_size=4))
def test_it_never_raises(raw: list[bytes | None]) -> None:
    result = clean_batch(batch(*raw))
    assert result.num_rows == len(raw)
    result.validate(full=True)


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_lone_surrogates_do_not_reach_arrow(text: str) -> None:
    row = Row("\ud800", None, text)
    from cleaner.batch.contract import to_batch

    result = to_batch([(row.id, clean_row(row, Config()))])
    result.validate(full=True)


def slow_regex(doc: Doc, context: Context) -> Proposal:
    import re

    re.match("(x+x+)+y", doc.text)
    return Proposal()


def spin(doc: Doc, context: Context) -> Proposal:
    while "无尽" in doc.text:
        time.sleep(0.01)
    return Proposal()


@pytest.mark.parametrize("propose", [slow_regex, spin])
def test_a_document_past_its_time_is_untouched(
    propose: Callable[[Doc, Context], Proposal], monkeypatch: pytest.MonkeyPatch
) -> None:
    import cleaner.stages

    monkeypatch.setattr(cleaner.stages, "STAGES", (Stage("spam", propose),))
    text = "无尽" + "x" * 40
    begin = time.monotonic()
    document = clean_row(Row("a", None, text if propose is spin else "x" * 40), Config(max_seconds=0.2))
    assert time.monotonic() - begin < 5
    assert (document.status, document.error) == ("timeout", "over 0.2 s")
    assert document.text in (text, "x" * 40)


def test_rows_that_are_cleaned_together_are_what_they_are_alone() -> None:
    texts = [path.read_bytes() for path in sorted(SAMPLES.iterdir())]
    texts += [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"", "春天来了,万物复苏。".encode("gbk"), texts[0][:999]]
    rows = [Row(None, None, text) for text in texts] + [Row(None, None, texts[1].decode("utf-8", "replace"))]
    told: list[int] = []
    together = clean_together(rows, Config(), told.append)
    assert set(told) == set(range(len(rows)))
    assert told[: len(rows)] == sorted(told[: len(rows)])
    for row, document in zip(rows, together, strict=True):
        alone = clean_row(row, Config())
        assert (document.to_record(), document.ledger()) == (alone.to_record(), alone.ledger())
    pieces = [
        document.text for some in chunks(rows, lambda row: len(row.raw)) for document in clean_together(some, Config())
    ]
    assert pieces == [document.text for document in together]


def test_items_go_together_up_to_a_number_and_a_size() -> None:
    assert [len(each) for each in chunks(range(150), lambda _: 1)] == [64, 64, 22]
    assert list(chunks([9, 200_000, 9, 100_000, 90_000], int)) == [[9], [200_000], [9, 100_000], [90_000]]


@pytest.mark.parametrize("propose", [slow_regex, spin])
def test_a_document_past_its_time_takes_none_of_others(
    propose: Callable[[Doc, Context], Proposal], monkeypatch: pytest.MonkeyPatch
) -> None:
    import cleaner.stages

    monkeypatch.setattr(cleaner.stages, "STAGES", (Stage("spam", propose), Stage("tidy", propose)))
    texts = ["村口的杏花开了。", "无尽" if propose is spin else "x" * 40, "春天来了。"]
    found = clean_together([Row(None, None, text) for text in texts], Config(max_seconds=0.2))
    assert [document.status for document in found] == ["ok", "timeout", "ok"]
    assert [document.text for document in found] == texts


def test_the_time_of_a_document_is_that_of_its_own_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    import cleaner.stages

    def slow(doc: Doc, context: Context) -> Proposal:
        time.sleep(0.02)
        return Proposal()

    monkeypatch.setattr(cleaner.stages, "STAGES", (Stage("spam", slow),) * 3)
    rows = [Row(None, None, "春天来了。")] * 20
    assert {document.status for document in clean_together(rows, Config(max_seconds=0.5))} == {"ok"}
    late = clean_together(rows[:2], Config(max_seconds=0.05))
    assert {(document.status, document.error) for document in late} <= {
        ("timeout", "over 0.05 s"),
        ("timeout", "over 0.05 s at stage spam"),
    }


def test_bytes_that_are_no_text_are_named_and_untouched() -> None:
    data = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    image, prose = (clean_row(Row(None, None, raw), Config()) for raw in (data, "文".encode()))
    assert (image.status, image.error) == ("error", "is not text: a PNG image")
    assert image.restore_bytes() == data
    assert prose.status == "ok"


def test_the_charset_of_a_content_type_is_a_hint_that_must_fit() -> None:
    big5 = "歡迎光臨本網站，今天天氣很好。".encode("big5")
    named = [Row("a", None, big5, f"text/html; charset={name}") for name in ("big5", '"Big5"', "utf-8", "latin-1")]
    assert clean_row(named[0], Config(script="keep")).encoding == "big5hkscs"
    assert clean_row(named[1], Config(script="keep")).encoding == "big5hkscs"
    for row in named[2:]:
        assert clean_row(row, Config()).encoding not in ("utf-8", "latin-1")
    utf8 = Row("a", None, "春天来了，万物复苏。".encode(), "text/plain; charset=gbk")
    assert clean_row(utf8, Config()).text == "春天来了，万物复苏。"
    assert clean_row(utf8._replace(content_type="text/plain; charset=no-such"), Config()).status == "ok"


def test_the_config_hash_is_that_of_the_run_whatever_the_content_type_says() -> None:
    row = Row("a", None, b"<p>\xb4\xba</p>", "text/html; charset=gbk")
    assert clean_row(row, Config()).config_hash == Config().fingerprint()


@pytest.mark.parametrize("raw", ["文", "文".encode(), "文".encode("gbk"), b"\xff\xfe\xfd", ""])
def test_what_is_set_aside_can_be_restored(raw: str | bytes) -> None:
    document = set_aside(Row("a", None, raw), "error", "two\nlines", Config())
    assert document.restore_bytes() == (raw.encode() if isinstance(raw, str) else raw)
    assert (document.status, document.error) == ("error", "two lines")
    json.loads(document.ledger())


def test_it_pickles() -> None:
    assert pickle.loads(pickle.dumps(clean_batch)) is clean_batch


def test_the_ddl_names_the_columns_of_the_schema() -> None:
    assert [part.split()[0] for part in SPARK_DDL.replace("<", " <").split(", ") if part[0].islower()][:3] == [
        "id", "text", "title",
    ]  # fmt: skip
    for name in SCHEMA.names:
        assert name in SPARK_DDL
