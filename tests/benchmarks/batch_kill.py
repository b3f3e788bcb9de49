"""``cleaner batch`` under kill -9: ``python -m tests.benchmarks batch_kill [--rounds 100] [--seed 0]``.

In each round the parent or a worker is killed at a random moment: when some of the parts of the output are there, which
does not depend on how busy the machine is. The command is given again until it ends; then every file of the output must
have the bytes of a run that nobody disturbed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.common import ROOT

_PROSE = "春天来了，万物复苏。村口的杏花开了，比去年早了整整十天。种地的老人说，这样的春天他只见过两回。\n"
_MOST_SECONDS = 600
_LATER = 0.3  # seconds at most from the last of those parts to the kill


def main(argv: list[str]) -> int:
    """Print a line a round; 1 if any output differs."""
    parser = argparse.ArgumentParser(prog="batch_kill", description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        hit: list[int] = []
        wrong = killed_rounds(Path(folder), options.rounds, options.seed, loud=True, hit=hit)
    print(f"{options.rounds} rounds, {len(hit)} kills that hit, {len(wrong)} rounds with other bytes")
    return int(bool(wrong))


def killed_rounds(folder: Path, rounds: int, seed: int, loud: bool = False, hit: list[int] | None = None) -> list[int]:
    """The rounds whose output differs from an undisturbed run's; ``hit`` takes those in which something was killed."""
    source = folder / "in.jsonl"
    lines = (json.dumps({"id": i, "text": _PROSE * 30 + str(i)}, ensure_ascii=False) for i in range(160))
    source.write_text("\n".join(lines) + "\n", "utf-8")
    _finish(source, folder / "calm")
    calm = _snapshot(folder / "calm")
    parts = _parts(folder / "calm")
    chance = random.Random(seed)
    wrong = []
    for number in range(rounds):
        out = folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        told = _disturbed(source, out, chance.randrange(parts), chance.choice(["parent", "worker"]), chance)
        if hit is not None and told:
            hit.append(number)
        _finish(source, out)
        same = _snapshot(out) == calm
        wrong += [] if same else [number]
        if loud:
            print(
                f"round {number}: {told or 'was done before the kill'}, {'same' if same else 'OTHER'} bytes", flush=True
            )
    return wrong


def _parts(out: Path) -> int:
    return sum(1 for _ in out.glob("part-*"))


def _start(source: Path, out: Path) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "cleaner", "batch", str(source), "-o", str(out), "-j", "2", "--shard-size", "60K"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([*program, "-q"], env=env, stderr=subprocess.DEVNULL, start_new_session=True)


def _finish(source: Path, out: Path) -> None:
    if _start(source, out).wait(_MOST_SECONDS):
        raise SystemExit("the run failed")


def _disturbed(source: Path, out: Path, parts: int, whom: str, chance: random.Random) -> str:
    """Kill somebody once so many ``parts`` of the output are there; whom, or nothing where the run was done before."""
    run = _start(source, out)
    while run.poll() is None and _parts(out) < parts:
        time.sleep(0.02)
    try:
        run.wait(chance.random() * _LATER)
        return ""
    except subprocess.TimeoutExpired:
        victims = [run.pid] if whom == "parent" else _below(run.pid) or [run.pid]
        victim = chance.choice(victims)
        done = _kill(victim)
        run.wait(_MOST_SECONDS)
        return f"killed {'the parent' if victim == run.pid else 'a child'} after {parts} parts" if done else ""


def _kill(pid: int) -> bool:
    """Whether there was somebody to kill."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _below(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    direct = [int(word) for word in found.stdout.split() if int(word) != pid]
    return direct + [each for child in direct for each in _below(child)]


def _snapshot(out: Path) -> dict[str, str]:
    files = (p for p in sorted(out.rglob("*")) if p.is_file() and p.name != "lock")
    return {p.relative_to(out).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
