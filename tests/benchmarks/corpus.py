"""Whole corpora: ``python -m tests.benchmarks corpus [stream|learn|stats|twins]… [--megabytes 10000] [--documents N]``.

``stream`` cleans ``--megabytes`` of JSON lines, documents of ``--size`` characters of clean text, with one worker. The
other parts take ``--documents`` short pages of many hosts: profiles learnt from them, figures over their ledger, twins
among them. Of each command: its seconds, CPU seconds of the command and of its workers, and the most memory each had.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.common import ROOT, data_path, print_table, read_jsonl

PARTS = ("stream", "learn", "stats", "twins")
_HOST_PAGES, _PIECE, _TWIN = 500, 300, 50  # pages of a host; characters of a page; each so many-th is a twin


class Watched(NamedTuple):
    """What a command took: seconds by the clock and of CPU, megabytes of memory at the most."""

    seconds: float
    own_cpu: int
    workers_cpu: int
    own_size: float
    worker_size: float
    code: int


def main(argv: list[str]) -> int:
    """A row a part."""
    parser = argparse.ArgumentParser(prog="corpus", description=__doc__)
    parser.add_argument("parts", nargs="*", default=[], metavar="PART", help=f"{', '.join(PARTS)}; default all")
    parser.add_argument("--megabytes", type=int, default=10_000, help="size of the stream")
    parser.add_argument("--size", type=int, default=70_000, help="characters of each of its documents")
    parser.add_argument("--documents", type=int, default=100_000, help="pages of the other parts")
    options = parser.parse_args(argv)
    if unknown := set(options.parts).difference(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}")
    head = ["part", "MB", "exit", "seconds", "CPU, parent", "workers", "MB, parent", "worker"]
    with tempfile.TemporaryDirectory() as name:
        print_table(head, _rows(Path(name), options), "corpora")
    return 0


def _rows(folder: Path, options: argparse.Namespace) -> Iterator[tuple[object, ...]]:
    parts = options.parts or PARTS
    if "stream" in parts:
        path = streamed(folder / "stream.jsonl", options.megabytes, options.size)
        given = ("batch", path, "-o", folder / "streamed", "-j", 1, "-q", "--ledger", "none")
        yield "stream", *_row(path, watched(*given))
        path.unlink()
        shutil.rmtree(folder / "streamed")
    if parts == ["stream"]:
        return
    path = pages(folder / "pages.jsonl", options.documents)
    if "learn" in parts:
        yield "learn", *_row(path, watched("learn", path, "-o", folder / "profiles.parquet", "-j", 1))
    if "stats" in parts:
        yield "batch", *_row(path, watched("batch", path, "-o", folder / "out", "-j", 1, "-q"))
        yield "stats", *_row(path, watched("stats", folder / "out", "--by", "host"))
    if "twins" in parts:
        yield (
            "twins",
            *_row(path, watched("spun", "twins", path, "--all", "--scratch", folder, "-o", folder / "twins.jsonl")),
        )


def _row(path: Path, took: Watched) -> tuple[object, ...]:
    cpu = (took.own_cpu, took.workers_cpu)
    sizes = (f"{took.own_size:.0f}", f"{took.worker_size:.0f}")
    return f"{path.stat().st_size / 1e6:.0f}", took.code, f"{took.seconds:.0f}", *cpu, *sizes


def watched(*given: object) -> Watched:
    """Run a command of the program and note what it and the processes below it take, twice a second."""
    program = [sys.executable, "-m", "cleaner", *map(str, given)]
    begin = time.perf_counter()
    run = subprocess.Popen(
        program, env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True, stdout=subprocess.DEVNULL
    )
    seconds: dict[int, int] = {}
    sizes: dict[int, int] = {}
    while run.poll() is None:
        for pid, cpu, size in _processes(run.pid):
            seconds[pid] = max(cpu, seconds.get(pid, 0))
            sizes[pid] = max(size, sizes.get(pid, 0))
        time.sleep(0.5)
    own = seconds.pop(run.pid, 0), sizes.pop(run.pid, 0) / 1000
    took = time.perf_counter() - begin
    return Watched(took, own[0], sum(seconds.values()), own[1], max(sizes.values(), default=0) / 1000, run.returncode)


def _processes(leader: int) -> Iterator[tuple[int, int, int]]:
    """Number, CPU seconds and kilobytes in memory of each process of a group."""
    ask = ["ps", "-o", "pid=,cputimes=,rss=", "-g", str(leader)]
    for row in subprocess.run(ask, capture_output=True, text=True, check=False).stdout.splitlines():
        pid, cpu, size = map(int, row.split())
        yield pid, cpu, size


def _clean() -> list[str]:
    return [record["text"] for path in sorted(data_path("clean").glob("*.jsonl")) for record in read_jsonl(path)]


def streamed(path: Path, megabytes: int, size: int) -> Path:
    """A file of JSON lines of that size: documents of ``size`` characters, which differ by where they begin."""
    text = "\n\n".join(_clean())
    most, written = len(text) - size, 0
    with path.open("wb") as file:
        for number in cycle(range(0, most, 9973)):
            line = json.dumps({"id": written, "text": text[number : number + size]}, ensure_ascii=False)
            written += file.write(line.encode("utf-8", "replace") + b"\n")
            if written >= megabytes * 1_000_000:
                return path
    return path


def pages(path: Path, documents: int) -> Path:
    """Short pages of hosts that print two lines on each of theirs; each fiftieth is that before it with other words."""
    text = "\n".join(_clean()).encode("utf-8", "replace").decode()
    most, body = len(text) - _PIECE, ""
    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            host = number // _HOST_PAGES
            at = number * 7919 % most
            twin = number % _TWIN == 0 and body
            body = body.replace("但是", "然而").replace("因为", "由于") if twin else text[at : at + _PIECE]
            said = f"第{host}号读书会邀您同读\n{body}\n读书会收集整理，第{number}号藏书"
            row = {"id": number, "url": f"https://host{host}.cn/{number}", "text": said}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path
