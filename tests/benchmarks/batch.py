"""``cleaner batch``: speed, memory, losses: ``python -m tests.benchmarks batch [speed|workers|memory|poison|peers]…``.

Dirty text are the development pages as text lines and the samples, clean text the clean sets; both are repeated until
they fill ``--megabytes``. Speeds are a worker's whole work (read, clean, write documents and ledger) by CPU time, so
that other work on the machine does not show; ``workers`` is by the clock.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from cleaner.batch.settings import Settings
from cleaner.batch.worker import clean_shard, spare_collector
from cleaner.io.corpus import ANY_FIELDS, find_sources
from cleaner.io.shards import plan
from tests.benchmarks.common import ROOT, data_path, print_table, read_jsonl
from tests.conftest import SAMPLES

_PARTS = ("speed", "workers", "memory", "poison", "peers")


def main(argv: list[str]) -> int:
    """Print a table a part."""
    parser = argparse.ArgumentParser(prog="batch", description=__doc__)
    parser.add_argument("parts", nargs="*", default=[], metavar="PART", help=f"{', '.join(_PARTS)}; default all")
    parser.add_argument("--megabytes", type=float, default=8, help="size of each set")
    parser.add_argument("--documents", type=int, default=20_000, help="documents of the memory run")
    parser.add_argument("--characters", type=int, default=3000, help="most characters of each of them")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sets = {kind: _written(folder / f"{kind}.jsonl", texts, options.megabytes) for kind, texts in _texts().items()}
        for part in options.parts or _PARTS:
            if part == "speed":
                print_table(
                    ["set", "documents", "MB", "MB/s of CPU", "documents/s"], speeds(folder, sets), "one worker"
                )
            elif part == "workers":
                print_table(["workers", "seconds", "times"], workers(folder, sets["clean"]), "by the clock")
            elif part == "memory":
                print_table(["documents done", "RSS MB", "largest", "growth"], memory(folder, options), "memory")
            elif part == "poison":
                print_table(["documents", "poison", "set aside", "lost with them"], poison(folder), "poison documents")
            elif part == "peers":
                print_table(["step", "MB/s of CPU"], peers(sets["dirty"]), "other tools, dirty set, one core")
            else:
                parser.error(f"no part {part!r}")
    return 0


def _texts() -> dict[str, list[str]]:
    dirty = [path.read_text("utf-8", "replace") for path in sorted(SAMPLES.glob("*.txt"))]
    for path in sorted(data_path("html_lines").rglob("*.jsonl")):
        dirty.append("\n".join(line["text"] for line in read_jsonl(path) if "text" in line))
    clean = [record["text"] for path in sorted(data_path("clean").glob("*.jsonl")) for record in read_jsonl(path)]
    return {"dirty": dirty, "clean": clean}


def _written(path: Path, texts: list[str], megabytes: float) -> Path:
    """A JSON lines file of about ``megabytes`` of text."""
    size = 0
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(cycle(texts)):
            size += len(text.encode())
            file.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
            if size >= megabytes * 1e6:
                return path
    return path


def speeds(folder: Path, sets: dict[str, Path]) -> Iterator[tuple[object, ...]]:
    """A row a set: the work of one worker, in this process."""
    for kind, path in sets.items():
        settings = Settings(out=folder / f"speed-{kind}")
        sources, _ = find_sources([str(path)])
        shards = list(plan(sources, 1 << 30, ANY_FIELDS, settings.longest))
        clean_shard(Settings(out=folder / "warm", limit=5), shards[0]._replace(take=5), {})
        spare_collector()
        begin = time.process_time()
        done = [clean_shard(settings, shard, {}) for shard in shards]
        seconds = time.process_time() - begin
        size, documents = sum(d.bytes for d in done) / 1e6, sum(d.documents for d in done)
        yield kind, documents, f"{size:.1f}", f"{size / seconds:.2f}", f"{documents / seconds:.0f}"


def workers(folder: Path, path: Path) -> Iterator[tuple[object, ...]]:
    """The same run with one and with two workers."""
    base = None
    for number in (1, 2):
        begin = time.perf_counter()
        _command(path, "-o", folder / f"workers-{number}", "-j", number).wait()
        seconds = time.perf_counter() - begin
        base = base or seconds
        yield number, f"{seconds:.1f}", f"{base / seconds:.2f}"


def memory(folder: Path, options: argparse.Namespace) -> Iterator[tuple[object, ...]]:
    """The resident size of the worker when a share of the documents of a long run is done, and its growth."""
    path = folder / "long.jsonl"
    texts = [text[: options.characters] for text in _texts()["dirty"]]
    with path.open("w", encoding="utf-8") as file:
        for number, text in zip(range(options.documents), cycle(texts), strict=False):
            file.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
    out = folder / "memory"
    run = _command(path, "-o", out, "-j", 1, "--shard-size", "1M", "--ledger", "none")
    marks = [options.documents * share // 100 for share in (5, 20, 50, 98)]  # past that the worker may have ended
    first = largest = 0.0
    known: dict[str, int] = {}
    while run.poll() is None:
        time.sleep(0.2)
        size = _size_of_worker(run.pid)
        largest = max(largest, size)
        known |= {p.name: _lines_in(p) for p in out.glob("part-*.jsonl") if p.name not in known}
        if marks and size and (done := sum(known.values())) >= marks[0]:
            first = first or size
            del marks[0]
            yield done, f"{size:.0f}", f"{largest:.0f}", f"{(size - first) / first:+.1%}"


def _lines_in(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _size_of_worker(pid: int) -> float:
    """The resident size in MB of that process of the group led by ``pid`` which had most CPU time: the worker.

    The server that workers are forked from may be larger: it has all files mapped that it has read.
    """
    ask = ["ps", "-o", "cputimes=,rss=", "-g", str(pid)]
    found = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.splitlines()
    return max((tuple(map(int, row.split())) for row in found), default=(0, 0))[1] / 1000


def poison(folder: Path) -> Iterator[tuple[object, ...]]:
    """1,000 documents of which two kill the worker."""
    hook = folder / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(
        "import os, signal\nimport cleaner.batch.document as d\ninner = d.steps_of\n"
        "def steps_of(row, config):\n    if '毒' in str(row.raw):\n        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return (yield from inner(row, config))\nd.steps_of = steps_of\n"
    )
    path = folder / "poison.jsonl"
    texts = [f"村口的杏花开了，比去年早了整整{i}天。{'毒' * (i in (100, 700))}" for i in range(1000)]
    path.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(texts)), "utf-8")
    _command(path, "-o", folder / "poisoned", "-j", 2, "--shard-size", "20K", before=str(hook)).wait()
    records = [r for part in sorted((folder / "poisoned").glob("part-*")) for r in read_jsonl(part)]
    aside = sum(r["status"] != "ok" for r in records)
    yield 1000, 2, aside, 1000 - 2 - (len(records) - aside)


def _command(*given: object, before: str = "") -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [before, str(ROOT)]))}
    program = [sys.executable, "-m", "cleaner", "batch", *map(str, given), "-q"]
    return subprocess.Popen(program, env=env, start_new_session=True, stderr=subprocess.DEVNULL)


def peers(path: Path) -> Iterator[tuple[object, ...]]:
    """Steps of datatrove and data-juicer that are meant for the same work, where they are installed."""
    texts = [record["text"] for record in read_jsonl(path)][:400]
    size = sum(len(text.encode()) for text in texts) / 1e6
    for name, step in _steps():
        step(texts[0])
        begin = time.process_time()
        for text in texts:
            step(text)
        yield name, f"{size / (time.process_time() - begin):.2f}"


def _steps() -> Iterator[tuple[str, Callable[[str], Any]]]:
    if importlib.util.find_spec("datatrove"):
        yield from _datatrove_steps()
    if importlib.util.find_spec("data_juicer"):
        from data_juicer.ops.mapper import FixUnicodeMapper, PunctuationNormalizationMapper, RemoveRepeatSentencesMapper

        for mapper in (FixUnicodeMapper, PunctuationNormalizationMapper, RemoveRepeatSentencesMapper):
            yield f"data-juicer {mapper.__name__}", partial(_mapped, mapper())
    if not any(map(importlib.util.find_spec, ("datatrove", "data_juicer"))):
        print("neither datatrove nor data-juicer is installed", file=sys.stderr)


def _datatrove_steps() -> Iterator[tuple[str, Callable[[str], Any]]]:
    from datatrove.pipeline.formatters import FTFYFormatter

    yield "datatrove FTFYFormatter", FTFYFormatter().format
    for name in ("C4QualityFilter", "GopherQualityFilter", "GopherRepetitionFilter"):
        try:
            step = getattr(importlib.import_module("datatrove.pipeline.filters"), name)(language="cmn_Hani")
            _filtered(step, "字。")
        except (ImportError, TypeError, ValueError) as error:
            print(f"{name} cannot be measured: {error}", file=sys.stderr)
        else:
            yield f"datatrove {name}", partial(_filtered, step)


def _filtered(step: Any, text: str) -> Any:
    from datatrove.data import Document

    return step.filter(Document(text=text, id="0"))


def _mapped(operator: Any, text: str) -> Any:
    return operator.process_batched({operator.text_key: [text]})
