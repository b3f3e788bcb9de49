"""Each engine, where it is installed, gives the rows that ``clean_batch`` gives for the same documents."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleaner import Config
from cleaner.batch import SCHEMA, clean_batch, clean_rows
from cleaner.batch.run import run_batch
from cleaner.batch.settings import Settings
from cleaner.engines.columns import text_column
from cleaner.errors import ConfigError
from tests.conftest import SAMPLES

ROOT = Path(__file__).parent.parent
KEPT = ("text", "title", "verdict", "status", "edits", "config_hash")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    """The samples as text, one twice as long as the limit of ``CONFIG``."""
    texts = [path.read_text("utf-8", "replace") for path in sorted(SAMPLES.glob("*.txt"))]
    return [{"id": f"s{i}", "url": None, "raw": text} for i, text in enumerate([*texts, "长" * 60_000])]


CONFIG = Config(max_bytes=50_000)


@pytest.fixture(scope="module")
def expected(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = clean_batch(table_of(rows).to_batches()[0], CONFIG).to_pylist()
    assert [row["status"] for row in found] == ["ok"] * 5 + ["too_large"]
    return found


def table_of(rows: list[dict[str, Any]]) -> pa.Table:
    kinds = [("id", pa.string()), ("url", pa.string()), ("raw", pa.string())]
    return pa.Table.from_pylist(rows, schema=pa.schema(kinds))


def in_order(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(found, key=lambda row: str(row["id"]))


@pytest.fixture(scope="module")
def source(rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("engines") / "pages.jsonl"
    path.write_text("".join(json.dumps({"id": r["id"], "text": r["raw"]}) + "\n" for r in rows), "utf-8")
    return path


def test_the_command_gives_the_rows_of_the_contract(
    source: Path, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    run_batch([str(source)], Settings(out=tmp_path / "out", form="parquet", config=CONFIG))
    table = pq.read_table(next((tmp_path / "out").glob("part-*")))
    assert table.schema.equals(SCHEMA)
    assert table.to_pylist() == expected


def test_every_engine_takes_the_same_column_for_the_text() -> None:
    assert [text_column(names) for names in (["text", "raw"], ["id", "content"], ["content", "text"])] == [
        "raw", "content", "text",
    ]  # fmt: skip
    with pytest.raises(ConfigError, match="no column 'raw', 'text' or 'content'; there are: id, body"):
        text_column(["id", "body"])


def test_huggingface_datasets(rows: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    datasets = pytest.importorskip("datasets")
    from cleaner.engines.hf import clean_dataset

    cleaned = clean_dataset(datasets.Dataset.from_list(rows), CONFIG)
    assert list(cleaned) == expected


def test_huggingface_datasets_of_text() -> None:
    datasets = pytest.importorskip("datasets")
    from cleaner.engines.hf import clean_dataset

    text = "分享至\n\n水车修好了，镇上的人都来看，孩子们也来了，把耳朵贴在门板上听。"
    cleaned = clean_dataset(datasets.Dataset.from_list([{"id": "a", "text": text, "kind": 1}]))
    assert [(row["id"], row["text"], row["status"]) for row in cleaned] == [("a", text[5:], "ok")]
    with pytest.raises(ConfigError, match="there are: id, body"):
        clean_dataset(datasets.Dataset.from_list([{"id": "a", "body": text}]))


def test_datatrove(rows: list[dict[str, Any]], expected: list[dict[str, Any]], source: Path, tmp_path: Path) -> None:
    pytest.importorskip("datatrove")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from cleaner.engines.datatrove import ChineseCleaner

    LocalPipelineExecutor(
        [
            JsonlReader(str(source.parent), glob_pattern="pages.jsonl"),
            ChineseCleaner(CONFIG),
            JsonlWriter(str(tmp_path / "out"), output_filename="${rank}.jsonl", compression=None),
        ],
        logging_dir=str(tmp_path / "logs"),
    ).run()
    lines = next((tmp_path / "out").glob("*.jsonl")).read_text("utf-8").splitlines()
    for line, row in zip(map(json.loads, lines), expected, strict=True):
        assert (line["id"], line["text"]) == (row["id"], row["text"])
        assert {name: line["metadata"][f"clean_{name}"] for name in KEPT[1:]} == {n: row[n] for n in KEPT[1:]}


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_spark(
    rows: list[dict[str, Any]], expected: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sql = pytest.importorskip("pyspark.sql")
    from cleaner.engines.spark import BATCH_ROWS, clean_frame

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    session = sql.SparkSession.builder.master("local[1]").config(BATCH_ROWS, 2).config("spark.ui.enabled", "false")
    spark = session.config("spark.sql.warehouse.dir", str(tmp_path)).getOrCreate()
    try:
        frame = spark.createDataFrame(rows, "id STRING, url STRING, raw STRING")
        with pytest.raises(ConfigError, match="there are: id, url, body"):
            clean_frame(frame.withColumnRenamed("raw", "body"), CONFIG)
        named = clean_frame(frame.withColumnRenamed("raw", "content"), CONFIG)
        assert [row.text for row in named.sort("id").collect()] == [row["text"] for row in expected]
        found = [row.asDict(recursive=True) for row in clean_frame(frame, CONFIG).collect()]
    finally:
        spark.stop()
    assert in_order(found) == expected


@pytest.fixture(scope="module")
def ray_here() -> Any:
    ray = pytest.importorskip("ray")
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(ROOT)
    yield ray
    ray.shutdown()
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


def test_ray_data(ray_here: Any, rows: list[dict[str, Any]], expected: list[dict[str, Any]], tmp_path: Path) -> None:
    from cleaner.engines.ray import block_bytes, checkpointed, clean_dataset

    pq.write_table(table_of(rows), tmp_path / "in.parquet")
    ray_here.init(num_cpus=2, include_dashboard=False, log_to_driver=False, ignore_reinit_error=True)
    try:
        block_bytes(1 << 20)
        checkpointed(str(tmp_path / "checkpoint"), CONFIG)
        for _ in range(2):  # the second time, all is done already
            data = ray_here.data.read_parquet(str(tmp_path / "in.parquet"))
            clean_dataset(data, CONFIG).write_parquet(str(tmp_path / "out"))
            assert in_order(pq.read_table(tmp_path / "out").to_pylist()) == expected
        assert (tmp_path / "checkpoint" / CONFIG.fingerprint()).is_dir()
    finally:
        ray_here.data.DataContext.get_current().checkpoint_config = None
        ray_here.shutdown()


def test_ray_data_of_text(ray_here: Any) -> None:
    from cleaner.engines.ray import clean_dataset

    text = "分享至\n\n水车修好了，镇上的人都来看，孩子们也来了，把耳朵贴在门板上听。"
    ray_here.init(num_cpus=1, include_dashboard=False, log_to_driver=False, ignore_reinit_error=True)
    try:
        data = ray_here.data.from_items([{"id": "a", "text": text, "kind": 1}])
        assert [(row["id"], row["text"], row["status"]) for row in clean_dataset(data).take()] == [
            ("a", text[5:], "ok")
        ]
        with pytest.raises(ConfigError, match="there are: id, body"):
            clean_dataset(ray_here.data.from_items([{"id": "a", "body": text}])).take()
    finally:
        ray_here.shutdown()


def test_the_shards_of_a_run_on_ray_have_the_same_bytes(ray_here: Any, source: Path, tmp_path: Path) -> None:
    from cleaner.engines.ray import tasks

    for name, slots in (("local", 1), ("ray", tasks(2))):
        run_batch([str(source)], Settings(out=tmp_path / name, config=CONFIG, shard_size=50_000), slots)
    local, on_ray = (
        {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*.json*") if p.is_file()}
        for name in ("local", "ray")
    )
    assert len(local) > 5
    assert local == on_ray


@pytest.mark.parametrize(
    ("module", "example"),
    [("datasets", "hf_datasets"), ("datatrove", "datatrove_local"), ("pyspark", "spark"), ("ray", "ray_data")],
)
def test_the_examples_run(module: str, example: str, tmp_path: Path) -> None:
    pytest.importorskip(module)
    if module == "pyspark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    program = [sys.executable, str(ROOT / "examples" / f"{example}.py"), str(tmp_path)]
    done = subprocess.run(program, env=env, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sum(line.count("\tarticle\t") for line in done.stdout.splitlines()) >= 4, done.stdout


def test_data_juicer(rows: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    pytest.importorskip("data_juicer.ops.base_op")
    from cleaner.engines.datajuicer import ChineseCleanMapper

    mapper = ChineseCleanMapper(max_bytes=50_000)
    found = mapper.process_batched({"text": [row["raw"] for row in rows]})
    assert found["text"] == [row["text"] for row in expected]
    assert found["clean_status"] == [row["status"] for row in expected]
    assert found["clean_edits"] == [row["edits"] for row in expected]


# What Python strings may hold and Arrow refuses: half of a surrogate pair, as JSON lines with cut emoji have.
ODD = ["花开了。\ud83d很多人来看。", "", "\x00花开了。", None, 3, "春天来了,公园里的花都开了。"]


def test_values_that_arrow_refuses_cost_no_other_document() -> None:
    found = list(clean_rows((f"n{i}\udcff", None, raw, None) for i, raw in enumerate(ODD)))
    assert [row["status"] for row in found] == ["ok", "ok", "ok", "error", "error", "ok"]
    assert [row["error"] for row in found[3:5]] == ["raw is NoneType", "raw is int"]
    assert found[0]["id"] == "n0\\udcff"
    assert found[0]["text"] == "花开了。\ufffd很多人来看。"
    assert found[5]["text"] == "春天来了，公园里的花都开了。"
    table = pa.RecordBatch.from_pylist(found, schema=SCHEMA)
    assert table.to_pylist() == found


def test_datatrove_goes_on_behind_a_lone_surrogate() -> None:
    pytest.importorskip("datatrove")
    from datatrove.data import Document

    from cleaner.engines.datatrove import ChineseCleaner

    documents = [Document(text=raw, id=str(i), metadata={"url": "http://\udcff/"}) for i, raw in enumerate(ODD)]
    found = list(ChineseCleaner().run(iter(documents)))
    assert [document.metadata["clean_status"] for document in found] == ["ok", "ok", "ok", "error", "error", "ok"]
    assert [document.text for document in found][::5] == ["花开了。\ufffd很多人来看。", "春天来了，公园里的花都开了。"]


def test_data_juicer_goes_on_behind_a_lone_surrogate() -> None:
    pytest.importorskip("data_juicer.ops.base_op")
    from cleaner.engines.datajuicer import ChineseCleanMapper

    found = ChineseCleanMapper().process_batched(
        {"text": list(ODD), "url": [None, 5, "http://\udcff/", None, None, None]}
    )
    assert found["clean_status"] == ["ok", "ok", "ok", "error", "error", "ok"]
    assert found["text"][::5] == ["花开了。\ufffd很多人来看。", "春天来了，公园里的花都开了。"]


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ray_leaves_the_signals_to_the_program(ray_here: Any) -> None:
    from cleaner.engines.ray import tasks

    def ended(number: int, frame: object) -> None:
        raise AssertionError(number, frame)

    before = signal.signal(signal.SIGTERM, ended)
    try:
        with tasks(1)(threading.Event()):
            assert signal.getsignal(signal.SIGTERM) is ended
    finally:
        signal.signal(signal.SIGTERM, before)
