"""``cleaner restore`` over the output of ``cleaner batch``: JSON lines, packed and Parquet, part by part and whole."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from cleaner import clean
from cleaner.batch.run import run_batch
from cleaner.batch.settings import Settings
from cleaner.cli.app import app
from cleaner.emit import clean_record, dumps, ledger_line

PROSE = "村口的杏花开得比往年早了整整十天。\r\n"
# Sources that no codec gives back by itself, and lone surrogates, which Parquet has not.
ODD = {
    "plain": PROSE.encode(),
    "utf8-cut": PROSE.encode()[:-4] + b"\r\n" + PROSE.encode() + b"\xff\xfe",
    "gbk-cut": (PROSE * 3).encode("gb18030")[:-3] + b"\xff\r\n",
    "euro": (PROSE * 3).encode("gb18030") + b"\x80",
    "big5": "村口的杏花開得比往年早了整整十天。\r\n".encode("big5") * 3 + b"\xa2\xcc\xf9\xfe\xff",
    "euc-tw": "村口的杏花開得比往年早了整整十天。\r\n".encode("big5"),
    "utf16": PROSE.encode("utf-16") + b"\x00\xd8",
    "empty": b"",
}


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, [*map(str, arguments)])


def source(folder: Path) -> Path:
    path = folder / "a.parquet"
    pq.write_table(pa.table({"id": list(ODD), "raw_content": pa.array(list(ODD.values()), pa.binary())}), path)
    return path


@pytest.mark.parametrize(
    ("form", "packing"), [("jsonl", "none"), ("jsonl", "gz"), ("jsonl", "zst"), ("parquet", "none")]
)
def test_a_whole_run_comes_back(form: Any, packing: Any, tmp_path: Path) -> None:
    settings = Settings(out=tmp_path / "out", form=form, packing=packing, ledger=form, full_ledger=True, shard_size=300)
    run_batch([str(source(tmp_path))], settings)
    result = run("restore", tmp_path / "out", "-o", tmp_path / "back")
    assert (result.exit_code, result.stderr) == (0, f"cleaner: {len(ODD)} originals restored and verified, 0 failed\n")
    assert {path.name: path.read_bytes() for path in (tmp_path / "back").iterdir()} == ODD
    named = run("restore", tmp_path / "out", tmp_path / "out" / "ledger", "-o", tmp_path / "again")
    assert named.exit_code == 0
    part = sorted((tmp_path / "out").glob("part-*"))[0]
    ledger = sorted((tmp_path / "out" / "ledger").iterdir())[0]
    assert run("restore", part, ledger, "-o", tmp_path / "part").exit_code == 0
    assert {path.name for path in (tmp_path / "part").iterdir()} <= ODD.keys()


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_file_names_that_are_no_utf8_come_back_each_by_itself(form: Any, tmp_path: Path) -> None:
    pages = {os.fsdecode(name): PROSE + name.hex() for name in (b"\xd6\xd0.txt", b"\xce\xc4.txt", "中.txt".encode())}
    (tmp_path / "in").mkdir()
    for name, text in pages.items():
        (tmp_path / "in" / name).write_text(text, "utf-8")
    run_batch([str(tmp_path / "in")], Settings(out=tmp_path / "out", form=form, ledger=form))
    assert run("restore", tmp_path / "out", "-o", tmp_path / "back").exit_code == 0
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "back").iterdir()} == {
        name: text.replace("\r\n", "\n") for name, text in pages.items()
    }


def test_text_with_lone_surrogates_comes_back_from_parquet(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "春\\udcff天\\ud800\\r\\n来了"}\n', "utf-8")
    run_batch([str(tmp_path / "a.jsonl")], Settings(out=tmp_path / "out", form="parquet", ledger="parquet"))
    result = run("restore", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == "春\udcff天\ud800\r\n来了".encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_documents_of_one_id_each_come_back(form: Any, tmp_path: Path) -> None:
    texts = ["春天。\r\n", "春天。\n", "夏天。\r\n", "春天。\r"]  # three of them have the same clean text
    rows = [{"id": "a.txt", "text": text} for text in texts]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    run_batch([str(tmp_path / "a.jsonl")], Settings(out=tmp_path / "out", form=form, ledger=form))
    result = run("restore", tmp_path / "out", "-o", tmp_path / "back")
    assert result.exit_code == 0
    assert "4 originals restored and verified, 0 failed" in result.stderr
    names = ["a.txt", "a~2.txt", "a~3.txt", "a~4.txt"]
    assert [(tmp_path / "back" / name).read_bytes().decode() for name in names] == texts


def test_many_row_groups_are_found_again(tmp_path: Path) -> None:
    rows = [{"id": str(i), "text": f"第{i}篇。\r\n"} for i in range(2500)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    run_batch([str(tmp_path / "a.jsonl")], Settings(out=tmp_path / "out", form="parquet", ledger="parquet"))
    assert pq.ParquetFile(next((tmp_path / "out" / "ledger").iterdir())).metadata.num_row_groups > 1
    assert (
        "2500 originals restored and verified, 0 failed"
        in run("restore", tmp_path / "out", "-o", tmp_path / "b").stderr
    )


def test_what_cannot_come_back_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE, "utf-8")
    for name, options in (("text", ["--format", "text"]), ("bare", ["--ledger", "none"])):
        run("batch", tmp_path / "a.txt", "-o", tmp_path / name, *options)
        result = run("restore", tmp_path / name, "-o", tmp_path / "back")
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    run("batch", tmp_path / "a.txt", "-o", tmp_path / "tables", "--format", "parquet")
    ledger = next((tmp_path / "tables" / "ledger").iterdir())
    ledger.write_bytes(ledger.read_bytes()[:-20])
    result = run("restore", tmp_path / "tables", "-o", tmp_path / "back")
    assert result.exit_code == 3
    assert "cannot be read: " in result.stderr
    assert not (tmp_path / "back").exists()


def test_ids_that_are_files_and_folders_all_come_back(tmp_path: Path) -> None:
    texts = {
        name: f"第{number}篇。" for number, name in enumerate(["news/1", "news/1/2", "news", "news/1/2/3", "up/../x"])
    }
    ledger, clean_file = tmp_path / "l.jsonl", tmp_path / "c.jsonl"
    documents = {name: clean(text) for name, text in texts.items()}
    ledger.write_text("".join(ledger_line(d, True, name) + "\n" for name, d in documents.items()), "utf-8")
    clean_file.write_text("".join(dumps(clean_record(d, name)) + "\n" for name, d in documents.items()), "utf-8")
    for _ in range(2):
        result = CliRunner().invoke(app, ["restore", str(clean_file), str(ledger), "-o", str(tmp_path / "back")])
        assert result.exit_code == 0, result.output
    index = [json.loads(line) for line in (tmp_path / "back" / "names.jsonl").read_text("utf-8").splitlines()]
    assert [each["id"] for each in index] == ["news/1/2", "news", "news/1/2/3", "up/../x"]
    named = {each["id"]: each["file"] for each in index} | {"news/1": "news/1"}
    assert {name: (tmp_path / "back" / file).read_text("utf-8") for name, file in named.items()} == texts


def test_what_was_packed_comes_back_unpacked_and_named_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt.gz").write_bytes(gzip.compress(PROSE.encode()))
    (tmp_path / "in" / "a.txt").write_bytes("另一篇。\n".encode())
    run("batch", tmp_path / "in", "-o", tmp_path / "out")
    result = run("restore", tmp_path / "out", "-o", tmp_path / "back")
    assert "1 of packed files" in result.stderr
    index = [json.loads(line) for line in (tmp_path / "back" / "names.jsonl").read_text("utf-8").splitlines()]
    named = {each["id"]: each["file"] for each in index}
    assert (tmp_path / "back" / named.get("a.txt.gz", "")).read_bytes() == PROSE.encode()
    assert (tmp_path / "back" / named.get("a.txt", "a.txt")).read_bytes() == "另一篇。\n".encode()
    assert not (tmp_path / "back" / "a.txt.gz").exists()


def test_all_fields_but_a_nested_text_are_carried_along(tmp_path: Path) -> None:
    record = {"id": "1", "lang": "zh", "doc": {"body": {"text": PROSE, "words": 12}, "day": "2024-05-01"}}
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    run("batch", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--text-field", "doc.body.text", "--keep-field", "*")
    (line,) = next((tmp_path / "out").glob("part-*")).read_text("utf-8").splitlines()
    found = json.loads(line)["metadata"]
    assert found == {"id": "1", "lang": "zh", "doc": {"body": {"words": 12}, "day": "2024-05-01"}}
