"""Arrow and Parquet values that Arrow itself gives up on: each costs itself at most, and nothing raises."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Config
from cleaner.batch import clean_batch
from cleaner.batch.run import run_batch
from cleaner.batch.settings import Settings
from cleaner.io.arrow import Unreadable, values
from cleaner.io.corpus import Fault, Fields, Row, find_sources
from cleaner.io.shards import plan, rows

TEXT = "春天来了，村口的杏花都开了。"
BAD = TEXT.encode("gb18030")


def strings(*data: bytes | None, kind: Any = None) -> Any:
    """An array of strings some of which are no UTF-8, as a careless writer makes them."""
    binary = pa.large_binary() if kind == pa.large_string() else pa.binary()
    return pa.array(data, binary).view(kind or pa.string())


def read(place: Path, fields: Fields) -> list[Row | Fault]:
    sources, _ = find_sources([str(place)])
    return [row for shard in plan(sources, 1 << 20, fields, 1 << 20) for row in rows(shard, fields, 1 << 20)]


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (strings(BAD, b"ok", None), [BAD, "ok", None]),
        (strings(BAD, b"ok", kind=pa.large_string()), [BAD, "ok"]),
        (strings(BAD, b"ok").dictionary_encode(), [BAD, "ok"]),
        (pa.chunked_array([strings(BAD), strings(b"ok")]), [BAD, "ok"]),
        (pa.ListArray.from_arrays([0, 1, 2], strings(BAD, b"ok")), [[BAD], ["ok"]]),
        (pa.FixedSizeListArray.from_arrays(strings(BAD, b"ok"), 2), [[BAD, "ok"]]),
        (pa.StructArray.from_arrays([strings(BAD), pa.array([1])], ["a", "b"]), [{"a": BAD, "b": 1}]),
        (pa.StructArray.from_arrays([strings(BAD), pa.array([1])], ["a", "a"]), [[("a", BAD), ("a", 1)]]),
        (pa.MapArray.from_arrays([0, 1], pa.array(["k"]), strings(BAD)), [[("k", BAD)]]),
        (pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), [strings(BAD, b""), pa.array([0, 7])]), [BAD, 7]),
        (pa.array([2**62, None], pa.timestamp("us")), ["148108-07-06 14:00:27.387904", None]),
        (
            pa.array([1_700_000_000_123_456_789, 1_700_000_000_120_000_000, 0], pa.timestamp("ns")),
            ["2023-11-14 22:13:20.123456789", "2023-11-14 22:13:20.120000", "1970-01-01 00:00:00"],
        ),
        (pa.array([0], pa.timestamp("us", "Nowhere/Bad")), ["1970-01-01 00:00:00+00:00"]),
        (pa.array([1], pa.timestamp("ns", "Asia/Shanghai")), ["1970-01-01 00:00:00.000000001+00:00"]),
        (pa.array([2**30], pa.date32()), ["2941775-04-07"]),
        (pa.array([1], pa.time64("ns")), ["00:00:00.000000001"]),
        (pa.array([2**62], pa.duration("s")), ["4611686018427387904 s"]),
        (pa.array([Decimal("1.50")]), [Decimal("1.50")]),
        (pa.nulls(2), [None, None]),
    ],
    ids=str,
)  # fmt: skip
def test_values_are_exact_whatever_the_column_holds(array: Any, expected: list[Any]) -> None:
    assert values(array) == expected


@given(st.lists(st.one_of(st.none(), st.binary(max_size=9)), max_size=6), st.integers(-(2**63) + 1, 2**63 - 1))
def test_any_bytes_and_any_moment_are_read(data: list[bytes | None], moment: int) -> None:
    for got, put in zip(values(strings(*data)), data, strict=True):
        assert (got.encode() if isinstance(got, str) else got) == put
    for unit in ("s", "ms", "us", "ns"):
        (value,) = values(pa.array([moment], pa.timestamp(unit)))
        assert not isinstance(value, Unreadable)


@pytest.mark.parametrize(
    "raw",
    [
        strings(BAD, b"ok", None),
        strings(BAD, b"ok", None).dictionary_encode(),
        pa.ListArray.from_arrays([0, 1, 2, 3], strings(BAD, b"ok", None)),
        pa.array([2**62, 0, None], pa.timestamp("us")),
        pa.array([0, 1, 2], pa.timestamp("us", "Nowhere/Bad")),
        pa.nulls(3),
    ],
    ids=str,
)
def test_the_contract_takes_any_column(raw: Any) -> None:
    result = clean_batch(pa.RecordBatch.from_arrays([raw, raw, raw, raw], ["id", "raw", "raw", "url"]))
    assert result.num_rows == 3
    result.validate(full=True)


class Foreign(pa.ExtensionType):  # type: ignore[misc]
    """A type of somebody else, whose values raise."""

    def __init__(self) -> None:
        super().__init__(pa.string(), "foreign")

    def __arrow_ext_serialize__(self) -> bytes:
        return b""

    @classmethod
    def __arrow_ext_deserialize__(cls, storage: Any, serialized: bytes) -> Foreign:
        return cls()

    def __arrow_ext_scalar_class__(self) -> type:
        return Hostile


class Hostile(pa.ExtensionScalar):  # type: ignore[misc]
    def as_py(self, **_: Any) -> Any:
        raise RuntimeError("not mine")


def test_a_foreign_type_that_raises_gives_what_it_stores() -> None:
    array = pa.ExtensionArray.from_storage(Foreign(), strings(BAD, b"ok", None))
    assert values(array) == [BAD, "ok", None]
    assert clean_batch(pa.RecordBatch.from_arrays([array], ["raw"])).column("text")[0].as_py() == TEXT


def test_the_contract_reads_a_string_that_is_no_utf8_as_bytes() -> None:
    rows = clean_batch(pa.RecordBatch.from_arrays([strings(b"a", b"b"), strings(BAD, TEXT.encode())], ["id", "raw"]))
    assert [(r["text"], r["encoding"], r["status"]) for r in rows.to_pylist()] == [
        (TEXT, "gb18030", "ok"), (TEXT, None, "ok"),
    ]  # fmt: skip
    assert clean_batch(pa.RecordBatch.from_arrays([], [])).num_rows == 0
    table = pa.table({"raw": pa.chunked_array([strings(BAD), strings(b"ok")])})
    assert clean_batch(table, Config()).column("status").to_pylist() == ["ok", "ok"]


def test_one_bad_value_of_parquet_costs_nothing_of_the_others(tmp_path: Path) -> None:
    table = pa.table(
        {
            "id": strings(b"a", b"\xff", None),
            "url": pa.array([b"http://a.cn/1", None, b"http://a.cn/3"]),
            "text": strings(BAD, TEXT.encode(), b"\xff\xfe\xb4"),
            "when": pa.array([2**62, 1, None], pa.timestamp("us", "Nowhere/Bad")),
            "exact": pa.array([1, 2, 3], pa.timestamp("ns")),
            "day": pa.array([2**30, 0, None], pa.date32()),
            "share": [float("nan"), 0.5, float("inf")],
            "raw": strings(b"\xff", b"", None),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet", Fields(kept=("*",)))
    assert [(r.id, r.url, r.raw) for r in found if isinstance(r, Row)] == [
        ("a", "http://a.cn/1", BAD), ("\udcff", None, TEXT), (None, "http://a.cn/3", b"\xff\xfe\xb4"),
    ]  # fmt: skip
    kept = json.loads(str(found[0].metadata), parse_constant=pytest.fail) if isinstance(found[0], Row) else {}
    assert (kept["exact"], kept["share"], kept["raw"]) == ("1970-01-01 00:00:00.000000001", None, "\udcff")
    for form in ("jsonl", "parquet"):
        settings = Settings(out=tmp_path / form, form=form, fields=Fields(kept=("*",)))
        assert run_batch([str(tmp_path / "a.parquet")], settings).figures["statuses"] == {"ok": 3}


def test_an_id_may_be_any_moment(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": pa.array([2**62], pa.timestamp("us")), "text": [TEXT]}), tmp_path / "a.parquet")
    assert read(tmp_path / "a.parquet", Fields()) == [Row("148108-07-06 14:00:27.387904", None, TEXT)]


def test_a_broken_page_of_parquet_costs_its_row_group(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"text": [f"{TEXT}{i}" * 20 for i in range(400)]})
    pq.write_table(table, path, row_group_size=100, compression="none", use_dictionary=False)
    column = pq.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    data[column.data_page_offset : column.data_page_offset + 40] = b"\x55" * 40
    path.write_bytes(data)
    found = read(path, Fields())
    assert sum(isinstance(each, Row) for each in found) == 300
    (fault,) = (each for each in found if isinstance(each, Fault))
    assert fault.error.startswith("rows 0 to 99 of row group 1 cannot be read: ")
