"""Speed of the whole pipeline and of each stage: ``python -m tests.benchmarks speed``.

Rows: the five samples, clean text and pages of the development data where it is there. One process, one core.
"""

from __future__ import annotations

import time
from collections import defaultdict

from cleaner import Cleaner
from cleaner.doc import Doc
from cleaner.pipeline import run
from cleaner.stages.decode import decode
from tests.benchmarks.common import data_path, print_table, read_jsonl
from tests.conftest import SAMPLES


def main(argv: list[str]) -> int:
    """Print MB/s of UTF-8 and documents a second for each set, then the share of time of each stage."""
    sets: dict[str, list[bytes | str]] = {p.stem[:3]: [p.read_bytes()] * 5 for p in sorted(SAMPLES.glob("*.txt"))}
    for path in sorted(data_path("clean").glob("*.jsonl")):
        sets[path.name.split(".")[0]] = [record["text"] for record in read_jsonl(path)][:300]
    sets["pages"] = [p.read_bytes() for p in sorted(data_path("html").glob("*/*.html"))[:120]]
    cleaner = Cleaner()
    rows = []
    for name, documents in sets.items():
        cleaner.clean(documents[0])
        size = sum(len(d.encode() if isinstance(d, str) else d) for d in documents) / 1e6
        begin = time.perf_counter()
        for document in documents:
            cleaner.clean(document)
        seconds = time.perf_counter() - begin
        shares = stage_seconds(documents)
        total = sum(shares.values()) or 1.0
        slowest = sorted(shares, key=lambda s: -shares[s])[:4]
        where = " ".join(f"{s} {shares[s] / total:.0%}" for s in slowest)
        rows.append((name, len(documents), f"{size / seconds:.1f}", f"{len(documents) / seconds:.0f}", where))
    print_table(["set", "documents", "MB/s", "documents/s", "first pass spent in"], rows)
    return 0


def stage_seconds(documents: list[bytes | str]) -> dict[str, float]:
    """Seconds of the first pass by stage over ``documents``."""
    seconds: dict[str, float] = defaultdict(float)
    config = Cleaner().config
    for document in documents:
        source = document if isinstance(document, str) else decode(document).text
        at = time.perf_counter()
        for stage, _ in run(Doc(source), config):
            now = time.perf_counter()
            seconds[stage] += now - at
            at = now
    return seconds
