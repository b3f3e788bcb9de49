"""``cleaner batch`` as a whole: what it writes, that it resumes, and that nothing is lost when a worker dies."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from cleaner import Config, clean
from cleaner.batch.journal import Journal
from cleaner.batch.output import Done
from cleaner.batch.progress import Progress
from cleaner.batch.run import run_batch
from cleaner.batch.settings import Settings
from cleaner.cli.app import app
from cleaner.cli.batch import batch
from cleaner.emit import restored
from cleaner.errors import UsageError
from cleaner.io.corpus import Fields
from tests.conftest import SAMPLES

ROOT = Path(__file__).parent.parent
PROSE = "春天来了，万物复苏。村口的杏花开了，比去年早了整整十天。"

# Put in the way of the workers by a sitecustomize module: documents that take the process with them.
SABOTAGE = """
import os, signal
import cleaner.batch.document as document
inner = document.steps_of
def steps_of(row, config):
    if "杀手" in str(row.raw):
        os.kill(os.getpid(), signal.SIGKILL)
    if "死循环" in str(row.raw):
        sum(iter(int, 1))  # native code that no Python signal handler stops
    return (yield from inner(row, config))
document.steps_of = steps_of
"""


def write_jsonl(path: Path, texts: list[str]) -> Path:
    lines = [json.dumps({"id": f"d{i}", "text": text}, ensure_ascii=False) for i, text in enumerate(texts)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def read_jsonl(*paths: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(paths) for line in path.read_text("utf-8").splitlines()]


def snapshot(out: Path) -> dict[str, str]:
    """Every file of a run and its checksum."""
    files = (p for p in sorted(out.rglob("*")) if p.is_file() and p.name != "lock")
    return {p.relative_to(out).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def command(*given: str | Path, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    full = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    program = [sys.executable, "-m", "cleaner", "batch", *map(str, given)]
    return subprocess.Popen(program, env=full, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def sabotaged(folder: Path) -> dict[str, str]:
    (folder / "sabotage").mkdir()
    (folder / "sabotage" / "sitecustomize.py").write_text(SABOTAGE)
    return {"PYTHONPATH": f"{folder / 'sabotage'}{os.pathsep}{ROOT}"}


def test_the_samples_come_out_as_from_the_api_and_can_be_restored(tmp_path: Path, samples: dict[str, bytes]) -> None:
    run_batch([str(SAMPLES)], Settings(out=tmp_path / "out", full_ledger=True))
    records = read_jsonl(*(tmp_path / "out").glob("part-*.jsonl"))
    ledger = read_jsonl(*(tmp_path / "out" / "ledger").glob("*.jsonl"))
    for record, edits, data in zip(records, ledger, samples.values(), strict=True):
        expected = clean(data).to_record()
        assert record == {**expected, "id": record["id"]}
        assert restored(record, edits) == data


def test_the_number_of_workers_does_not_show(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [PROSE * (1 + i % 5) + str(i) for i in range(300)])
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(source.read_bytes(), mtime=0))
    seen = []
    for workers in (1, 3):
        out = tmp_path / f"out{workers}"
        report = run_batch([str(source), str(tmp_path / "b.jsonl.gz")], Settings(out=out, shard_size=20_000), workers)
        assert report.figures["documents"] == 600
        seen.append(snapshot(out))
    assert seen[0] == seen[1]
    assert sum(name.startswith("part-00000-") for name in seen[0]) > 2
    assert sum(name.startswith("part-00001-") for name in seen[0]) > 2
    ids = [r["id"] for r in read_jsonl(*(tmp_path / "out1").glob("part-00000-*"))]
    assert ids == [f"d{i}" for i in range(300)]


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_formats(packing: str, tmp_path: Path) -> None:
    import zstandard

    out, tables = tmp_path / "out", tmp_path / "tables"
    run_batch([str(SAMPLES)], Settings(out=out, packing=packing, attributes=True))  # type: ignore[arg-type]
    raw = next(out.glob("part-*")).read_bytes()
    data = gzip.decompress(raw) if packing == "gz" else zstandard.ZstdDecompressor().decompressobj().decompress(raw)
    records = [json.loads(line) for line in data.splitlines()]
    run_batch([str(SAMPLES)], Settings(out=tables, form="parquet", ledger="parquet"))
    table = pq.read_table(next(tables.glob("part-*.parquet"))).to_pylist()
    assert [row["text"] for row in table] == [record["text"] for record in records]
    ledger = pq.read_table(next((tables / "ledger").iterdir())).to_pylist()
    assert [len(row["edits"]) for row in ledger] == [len(row["edits"]) for row in table]
    assert (out / "attributes").is_dir()


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_fields_are_carried_along(form: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text":"一","date":"2026-01-28","lang":{"zh":0.9}}\n', "utf-8")
    arguments = [str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "out"), "--format", form, "-q"]
    assert CliRunner().invoke(batch, [*arguments, "--keep-field", "*"]).exit_code == 0
    kept = {"date": "2026-01-28", "lang": {"zh": 0.9}}
    if form == "jsonl":
        assert read_jsonl(*(tmp_path / "out").glob("part-*"))[0]["metadata"] == kept
    else:
        table = pq.read_table(next((tmp_path / "out").glob("part-*")))
        assert json.loads(table["metadata"][0].as_py()) == kept


def test_text_files_have_no_place_for_fields(tmp_path: Path) -> None:
    arguments = [str(SAMPLES), "-o", str(tmp_path / "out"), "--format", "text", "--keep-field", "date"]
    result = CliRunner().invoke(app, ["batch", *arguments])
    assert (result.exit_code, result.stderr) == (2, "cleaner: --keep-field needs JSON lines or Parquet\n")


def test_the_end_of_a_run_says_what_failed_first_and_where(tmp_path: Path) -> None:
    lines = ["[", '{"id": "a", "text": "' + "长" * 50 + '"}', '{"tekst": "x"}', "{", '{"text": "花开了。"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    arguments = ["batch", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "out"), "--max-bytes", "100", "-j", "1"]
    result = CliRunner().invoke(app, arguments)
    told = result.stderr.splitlines()
    assert result.exit_code == 3
    assert told[-4:] == [
        "cleaner: a.jsonl: at 0: not a JSON record: a list over several lines;"
        " JSON lines have a record a line ('jq -c .[]' makes them of a list)",
        "cleaner: a.jsonl: a: 150 bytes, and max_bytes is 100",
        "cleaner: a.jsonl: at 176: no field text, content, html or the like; there are: tekst",
        f"cleaner: 4 failed; see {tmp_path / 'out' / 'failures.jsonl'}",
    ]
    last = read_jsonl(tmp_path / "out" / "failures.jsonl")[-1]
    assert last["error"] == "not a JSON record: it goes on in the next lines ('jq -c .' makes one line of it)"


def test_a_pipe_is_no_corpus(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["batch", "-", "-o", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert result.stderr.endswith("write it to a file, or clean it with 'cleaner clean -'\n")


def test_text_files_never_take_their_names_from_ids(tmp_path: Path) -> None:
    names = ["../x", "CON", "a\0b", "/etc/passwd", "x" * 300, "../x"]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"id": name, "text": PROSE}) + "\n" for name in names))
    before = set(tmp_path.rglob("*"))
    report = run_batch([str(source)], Settings(out=tmp_path / "out", form="text"))
    made = set(tmp_path.rglob("*")) - before
    assert all((tmp_path / "out") in (path, *path.parents) for path in made)
    assert [row["id"] for row in read_jsonl(*(tmp_path / "out").rglob("index.jsonl"))] == names
    assert len(list((tmp_path / "out").rglob("0*.txt"))) == 6
    assert report.figures["duplicate_ids"] == 1


def test_a_changed_field_is_told_by_its_option(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [PROSE])
    run_batch([str(source)], Settings(out=tmp_path / "out"))
    settings = Settings(out=tmp_path / "out", fields=Fields(url="link", kept=("date",)))
    told = "starting afresh: keep-field was [] and is ['date']; url-field was None and is 'link'"
    assert run_batch([str(source)], settings).notes == [told]


def test_a_second_run_does_nothing_again_and_a_changed_one_starts_afresh(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [PROSE] * 50)
    settings = Settings(out=tmp_path / "out", shard_size=2000)
    first = run_batch([str(source)], settings)
    shards = len(list(settings.out.glob("part-*")))
    before = snapshot(settings.out)
    again = run_batch([str(source)], settings)
    assert (first.reused, again.reused) == (0, shards)
    assert again.figures == first.figures
    assert snapshot(settings.out) == before

    write_jsonl(source, [PROSE] * 20)
    shorter = run_batch([str(source)], settings)
    assert shorter.reused == 0
    assert "the input has changed" in shorter.notes[0]
    assert len(read_jsonl(*settings.out.glob("part-*"))) == 20
    fresh = run_batch([str(source)], Settings(out=settings.out, shard_size=2000, config=Config(script="keep")))
    assert fresh.notes == ["starting afresh: script was 'auto' and is 'keep'"]

    victim = sorted(settings.out.glob("part-*"))[1]
    victim.write_bytes(b"")
    mended = run_batch([str(source)], Settings(out=settings.out, shard_size=2000, config=Config(script="keep")))
    assert (mended.reused, len(mended.notes)) == (shards_in(settings.out) - 1, 1)
    assert victim.stat().st_size


def shards_in(out: Path) -> int:
    return len(list(out.glob("part-*")))


def test_limit_and_sample_and_dry_run(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [f"{PROSE}{i}" for i in range(100)])
    run_batch([str(source)], Settings(out=tmp_path / "some", limit=37, shard_size=2000), 2)
    assert [r["id"] for r in read_jsonl(*(tmp_path / "some").glob("part-*"))] == [f"d{i}" for i in range(37)]
    run_batch([str(source)], Settings(out=tmp_path / "half", sample=0.5, shard_size=2000))
    sampled = [r["id"] for r in read_jsonl(*(tmp_path / "half").glob("part-*"))]
    assert 25 < len(sampled) < 75
    run_batch([str(source)], Settings(out=tmp_path / "both", sample=0.5, limit=10))
    assert [r["id"] for r in read_jsonl(*(tmp_path / "both").glob("part-*"))] == sampled[:10]
    result = CliRunner().invoke(batch, [str(source), "-o", str(tmp_path / "none"), "--dry-run"])
    assert "1 sources" in result.output
    (tmp_path / "page").write_text(PROSE)
    (tmp_path / "sheet.csv").write_text("甲,乙\n")
    told = run_batch([str(tmp_path)], Settings(out=tmp_path / "all")).notes
    assert [note.rpartition("/")[2].partition(":")[0] for note in told[:-1]] == ["both", "half", "some"]
    assert told[-1] == "files of other kinds were passed over: 1 without a suffix, 1 .csv"
    assert not (tmp_path / "none").exists()


def test_the_output_may_lie_in_the_input_and_is_not_read(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", [PROSE] * 3)
    settings = Settings(out=tmp_path / "out")
    for _ in range(2):
        assert run_batch([str(tmp_path)], settings).figures["documents"] == 3


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    for out in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(UsageError):
            run_batch([str(SAMPLES)], Settings(out=out))
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no file of a known kind"):
        run_batch([str(tmp_path / "empty")], Settings(out=tmp_path / "out"))


@pytest.mark.parametrize("content", [b"x\n", b"[1]\n", b'{"mine": 1}\n'])
def test_a_run_ledger_that_is_none_is_refused_and_nothing_removed(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "run.jsonl").write_bytes(content)
    (tmp_path / "part-of-mine").write_text("x")
    with pytest.raises(UsageError):
        run_batch([str(SAMPLES)], Settings(out=tmp_path))
    assert (tmp_path / "part-of-mine").exists()


def test_workers_that_never_start_end_the_run(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        "import sys\n"
        "if __name__ != '__main__':\n    sys.exit(5)\n"
        "from cleaner.batch.run import run_batch\nfrom cleaner.batch.settings import Settings\n"
        f"from pathlib import Path\nrun_batch([{str(SAMPLES)!r}], Settings(out=Path({str(tmp_path / 'out')!r})))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, script], env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "worker processes do not start" in done.stderr.splitlines()[-1]


def test_progress_is_told_in_one_line() -> None:
    progress = Progress(1000, quiet=True)
    done = Done("0", documents=3, bytes=400, faults=1, statuses={"ok": 2, "timeout": 1})
    progress.add(done, 400, reused=False)
    assert progress.line().startswith("3 documents, ")
    assert progress.line().endswith(" left")
    assert ", 2 failed, " in progress.line()
    assert "left" not in Progress(None).line()


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="the system has no timers by CPU time")
def test_documents_that_kill_a_worker_are_found_and_the_rest_is_clean(tmp_path: Path) -> None:
    texts = [f"{PROSE}{i}" for i in range(60)]
    texts[7] += "杀手"
    texts[50] += "死循环"
    source = write_jsonl(tmp_path / "a.jsonl", texts)
    out = tmp_path / "out"
    run = command(source, "-o", out, "-j", "2", "--max-seconds", "0.5", "--shard-size", "3K", env=sabotaged(tmp_path))
    _, said = run.communicate(timeout=90)
    assert run.returncode == 3, said
    records = read_jsonl(*out.glob("part-*"))
    assert [r["id"] for r in records] == [f"d{i}" for i in range(60)]
    bad = {r["id"]: r for r in records if r["status"] != "ok"}
    assert {name: r["status"] for name, r in bad.items()} == {"d7": "error", "d50": "timeout"}
    assert all(bad[f"d{i}"]["text"] == texts[i] for i in (7, 50))
    failures = read_jsonl(out / "failures.jsonl")
    assert failures[0]["error"] == "the worker was ended by SIGKILL"
    assert "native code" in failures[1]["error"]
    assert [f["id"] for f in failures] == ["d7", "d50"]


def test_faults_are_listed_and_cost_themselves_only(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_jsonl(folder / "a.jsonl", [PROSE] * 3)
    with (folder / "a.jsonl").open("ab") as file:
        file.write(b"[1]\n" + b'{"text": "' + b"x" * 50_000_000 + b'"}\n' + json.dumps({"text": PROSE}).encode())
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(os.urandom(9000).hex().encode())[:-20])
    out = tmp_path / "out"
    report = run_batch([str(folder)], Settings(out=out, shard_size=1 << 20, ledger="none"))
    failures = read_jsonl(out / "failures.jsonl")
    assert [f["status"] for f in failures] == ["unreadable", "too_large", "unreadable", "unreadable"]
    assert report.figures["documents"] == 5
    assert report.figures["statuses"] == {"ok": 4, "too_large": 1}
    assert [f["source"] for f in failures] == ["a.jsonl", "a.jsonl", "b.jsonl.gz", "b.jsonl.gz"]


def many(folder: Path, number: int = 600) -> Path:
    return write_jsonl(folder / "a.jsonl", [f"{PROSE * 40}{i}" for i in range(number)])


def journaled(out: Path) -> int:
    """How many shards a running command has noted as done."""
    path = out / "run.jsonl"
    return max(path.read_bytes().count(b"\n") - 1, 0) if path.exists() else 0


def children_of(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    direct = [int(word) for word in found.stdout.split()]
    return direct + [each for child in direct for each in children_of(child)]


def gone(pids: list[int], within: float = 3.0) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        if not any(Path(f"/proc/{pid}/cmdline").exists() and alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")


@needs_proc
@pytest.mark.parametrize("after", [0.2, 1.0])  # the fork server starts; it loads the dictionaries
def test_ctrl_c_while_workers_start_is_one_line(after: float, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = command(many(tmp_path, 6000), "-o", out, "-j", "2")  # 600 may be done before they are interrupted
    while not children_of(run.pid):
        assert run.poll() is None
        time.sleep(0.005)
    time.sleep(after)
    for each in (*children_of(run.pid), run.pid):  # a terminal tells all of them
        os.kill(each, signal.SIGINT)
    assert run.communicate(timeout=60)[1] == (
        "cleaner: interrupted; unfinished files were taken away; give the same command to go on\n"
    )
    assert run.returncode == 130


@needs_proc
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (getattr(signal, "SIGHUP", 1), 129)]
)
def test_a_signal_ends_the_run_at_once_without_orphans(number: int, code: int, tmp_path: Path) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("who started the tests ignores the signal, as nohup does; so does the run then")
    out = tmp_path / "out"
    run = command(many(tmp_path, 6000), "-o", out, "-j", "2", "--shard-size", "40K")
    while not journaled(out):
        assert run.poll() is None
        time.sleep(0.02)
    family = children_of(run.pid)
    assert family
    begin = time.monotonic()
    run.send_signal(number)
    _, said = run.communicate(timeout=60)
    assert time.monotonic() - begin < 2
    assert run.returncode == code, said
    assert "Traceback" not in said
    assert gone(family)


@needs_proc
def test_kill_9_of_the_parent_leaves_no_temporary_folder(tmp_path: Path) -> None:
    """Its workers end with it, and take its folders away."""
    out, scratch = tmp_path / "out", tmp_path / "t"
    scratch.mkdir()
    run = command(many(tmp_path, 6000), "-o", out, "-j", "2", "--shard-size", "40K", env={"TMPDIR": str(scratch)})
    while not journaled(out):
        assert run.poll() is None
        time.sleep(0.02)
    assert list(scratch.iterdir())
    family = children_of(run.pid)
    run.kill()
    run.communicate(timeout=60)
    assert gone(family, 10.0)
    assert list(scratch.iterdir()) == []


@needs_proc
def test_kill_9_of_parents_and_workers_leaves_the_same_bytes(tmp_path: Path) -> None:
    """A few rounds; ``python -m tests.benchmarks batch_kill`` does a hundred."""
    from tests.benchmarks.batch_kill import killed_rounds

    assert killed_rounds(tmp_path, rounds=2, seed=1) == []


@needs_proc
def test_two_runs_in_one_folder_are_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    endless = write_jsonl(tmp_path / "endless.jsonl", [PROSE + "死循环"])  # it cannot have ended when the second asks
    run = command(endless, "-o", out, "-j", "1", "--max-seconds", "0", env=sabotaged(tmp_path))
    try:
        while not (out / "run.jsonl").exists():
            assert run.poll() is None
            time.sleep(0.02)
        second = command(write_jsonl(tmp_path / "a.jsonl", [PROSE]), "-o", out)
        _, said = second.communicate(timeout=60)
    finally:
        run.terminate()  # and its worker with it
        run.communicate(timeout=60)
    assert (second.returncode, said.strip()) == (2, f"cleaner: {out}: another run is at work there")


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_stops_the_run_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        run = command(many(tmp_path), "-o", disk / "out", "--shard-size", "40K", "-j", "1")
        _, said = run.communicate(timeout=60)
        assert run.returncode not in (0, 1), said
        assert "No space left on device" in said
        assert "Traceback" not in said
        assert not list((disk / "out").rglob("*.tmp"))
        whole = [p for p in (disk / "out").glob("part-*") if p.read_bytes().endswith(b"\n")]
        assert whole
        assert len(whole) == len(list((disk / "out").glob("part-*")))
    finally:
        subprocess.run(["umount", disk], check=True)


def test_the_ledger_may_be_asked_for_without_a_format(tmp_path: Path) -> None:
    source = str(write_jsonl(tmp_path / "in.jsonl", [PROSE]))
    for form, name in ("jsonl", "part-00000-00000.jsonl"), ("parquet", "part-00000-00000.parquet"):
        out = tmp_path / form
        given = ["batch", source, "--ledger", "-o", str(out), "-q", "-j", "1", "--format", form]
        assert CliRunner().invoke(app, given).exit_code == 0
        assert [each.name for each in (out / "ledger").iterdir()] == [name]
    wrong = CliRunner().invoke(app, ["batch", "--ledger", source, "-o", str(tmp_path / "c")])
    assert wrong.exit_code == 2
    assert "is no format: jsonl, parquet or none; a ledger is written without this option, too" in wrong.output


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    run = command(SAMPLES, "-o", blocked / "out")
    _, said = run.communicate(timeout=60)
    assert run.returncode in (2, 3)
    assert said.startswith("cleaner: ")
    assert said.count("\n") == 1


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages cleaned to JSON lines and to Parquet."""
    folder = tmp_path_factory.mktemp("stats")
    pages = [{"id": f"d{i}", "url": f"http://www.a{i % 2}.cn/{i}", "text": f"{PROSE},{i}\r\n"} for i in range(6)]
    pages[5]["text"] += "\ud800" + "x" * 30
    (folder / "in.jsonl").write_text("".join(json.dumps(page) + "\n" for page in pages))
    for form in ("jsonl", "parquet"):
        run_batch([str(folder / "in.jsonl")], Settings(out=folder / form, form=form, ledger=form))
    return folder


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_stats_over_a_run(form: str, runs: Path) -> None:
    def rows(by: str) -> list[dict[str, Any]]:
        result = CliRunner().invoke(app, ["stats", str(runs / form), "--by", by, "--json"])
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    assert {r["host"]: r["documents"] for r in rows("host")} == {"a0.cn": 3, "a1.cn": 3}
    assert sum(r["documents"] for r in rows("verdict")) == 6
    ends = next(r for r in rows("rule") if r["rule"] == "decode.line-end")
    assert (ends["documents"], ends["edits"], ends["taken"], ends["given"]) == (6, 6, 12, 6)
    assert ends["examples"] == [["\r\n", "\n"]]
    assert {r["rule"].partition(".")[0] for r in rows("damage")} <= {"decode", "mirror", "encoding", "spun"}
    said = CliRunner().invoke(app, ["stats", str(runs / form)]).stdout
    assert "decode.line-end  换行统一\n  documents 6, edits 6, characters -12 +6, most " in said
    assert "  [-\\x0d⏎-] {+⏎+}\n" in said


def test_stats_names_what_is_no_ledger(runs: Path, tmp_path: Path) -> None:
    ledger = next((runs / "jsonl" / "ledger").iterdir()).read_text("utf-8")
    (tmp_path / "a.jsonl").write_text(ledger + '{"x": 1}\nnot json\n', "utf-8")
    result = CliRunner().invoke(app, ["stats", str(tmp_path / "a.jsonl"), "--by", "verdict"])
    assert result.exit_code == 3
    assert "no ledger records" in result.stderr
    assert "documents 6" in result.stdout
    (tmp_path / "none").mkdir()
    assert CliRunner().invoke(app, ["stats", str(tmp_path / "none")]).exit_code == 2


def test_a_run_over_other_inputs_is_not_replaced_without_asking(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl", "c.txt"):
        (tmp_path / name).write_text("", "utf-8")
    told, out = {"script": "auto"}, tmp_path / "out"
    given = str(tmp_path / "a.jsonl")
    with Journal(out, told, [given]).opened() as journal:
        journal.add("key", Done("00000-00000"))
    for other in ([str(tmp_path / "c.txt")], [str(tmp_path / "*.txt")]):
        for settings in (told, {"script": "keep"}):
            with (
                pytest.raises(UsageError, match=r"other inputs \(.*a\.jsonl\); .* --afresh$"),
                Journal(out, settings, other).opened(),
            ):
                pass
    for same in ([given, str(tmp_path / "c.txt")], [str(tmp_path / "*.jsonl")], [str(tmp_path)], [given]):
        with Journal(out, told, same).opened() as journal:
            assert journal.find("00000-00000", "key")
    with Journal(out, told, [str(tmp_path / "c.txt")], afresh=True).opened() as journal:
        assert journal.find("00000-00000", "key") is None
        assert journal.notes == ["starting afresh: as asked"]


def test_a_damaged_line_of_the_run_ledger_costs_its_shard(tmp_path: Path) -> None:
    with Journal(tmp_path, {}, ["a"]).opened() as journal:
        for number in range(3):
            journal.add(f"key{number}", Done(f"00000-0000{number}"))
    header, first, _, last = (tmp_path / "run.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "run.jsonl").write_bytes(header + first + last[:20] + b"\0\n" + b'{"key": 3}\n')
    with Journal(tmp_path, {}, ["a"]).opened() as journal:
        assert [bool(journal.find(f"00000-0000{n}", f"key{n}")) for n in range(3)] == [True, False, False]
        assert journal.notes == ["run.jsonl: a damaged line; its part is done again"] * 2
    (tmp_path / "run.jsonl").write_bytes(b"\0\n" + first)
    with pytest.raises(UsageError, match="is damaged"), Journal(tmp_path, {}, ["a"]).opened():
        pass
