"""Encoding: codecs found, mirror pages and misread text restored, clean text left alone, speed; beside other tools.

``python -m tests.benchmarks encoding [--size N] [SECTION …]``; sections: detect, files, mirror, misread, harm, speed.
Text is one record in ten of the development data, which the character model has not seen.
"""

from __future__ import annotations

import argparse
import difflib
import sys

from cleaner.stages import decode, encoding, mirror
from cleaner.stages.encoding import cp936
from cleaner.stages.mirror.notes import reading_of
from tests.benchmarks import encoding_detect
from tests.benchmarks._encoding_text import applied, pieces, records
from tests.benchmarks.common import megabytes_a_second, print_table
from tests.benchmarks.encoding_mirror import bench_mirror, pages
from tests.damage.mirror import Mirror
from tests.damage.misread import KINDS


def bench_misread(number: int) -> None:
    """Lines read in a wrong codec that come out exactly, and characters; ftfy's share of exact lines beside."""
    import ftfy

    rows = []
    for name, (script, misread) in KINDS.items():
        row: list[object] = [name]
        for size in (10, 30):
            exact = peer = matched = total = 0
            for piece in pieces(script, size, number, 7):
                try:
                    damaged = misread(piece)
                except UnicodeEncodeError:
                    continue
                after = applied(encoding, damaged)
                exact += after == piece
                peer += ftfy.fix_encoding(damaged) == piece
                blocks = difflib.SequenceMatcher(None, piece, after, autojunk=False).get_matching_blocks()
                matched += sum(b.size for b in blocks)
                total += len(piece)
            row += [exact * size / total, matched / total, peer * size / total]
        rows.append(row)
    head = ("misread text", "exact 10", "chars", "ftfy", "exact 30", "chars ", "ftfy ")
    print_table(head, rows, "Misread text")


def bench_harm(number: int) -> None:
    """Clean lines that change."""
    rows = []
    for script in ("hans", "hant"):
        lines = [line for text in records(script) for line in text.split("\n") if line.strip()][: 50 * number]
        changed = [line for line in lines if applied(encoding, applied(mirror, line)) != line]
        rows.append((script, len(lines), len(changed)))
        for line in changed[:5]:
            print(f"  changed: {line[:80]!r}", file=sys.stderr)
    print_table(("clean lines", "n", "changed"), rows, "No harm")


def bench_speed(number: int) -> None:
    """Megabytes a second through the three stages."""
    clean = "\n".join(records("hans"))[:1_000_000]
    known = cp936.characters()
    notes = {known[pair]: reading for pair, reading in reading_of().items()}
    keys = {c: notes[c] for c in sorted(notes)[::10]}
    page = "\n".join("\n".join(p) for p in pages(40))
    damaged = Mirror(keys)(page)
    lines = [line for line in pieces("any", 30, 400) if all(cp936.encode(c) for c in line)]
    misread = "\n".join(KINDS["UTF-8 as GBK, private use"][1](line) for line in lines)
    latin = "\n".join(KINDS["GBK as Latin-1"][1](line) for line in lines)

    def through(text: str) -> None:
        for stage in (decode, mirror, encoding):
            applied(stage, text)

    cases = {"clean": clean, "mirror page": damaged, "UTF-8 as GBK": misread, "GBK as Latin-1": latin}
    rows = [(name, len(text), megabytes_a_second(text, lambda t=text: through(t))) for name, text in cases.items()]  # type: ignore[misc]
    print_table(("speed", "characters", "MB/s"), rows, "Speed")


SECTIONS = {
    **encoding_detect.SECTIONS,
    "mirror": bench_mirror,
    "misread": bench_misread,
    "harm": bench_harm,
    "speed": bench_speed,
}


def main(argv: list[str]) -> int:
    """Run the named sections, all of them by default."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks encoding", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}")
    parser.add_argument("--size", type=int, default=200, help="cases a cell (default 200)")
    options = parser.parse_args(argv)
    for name in options.sections or SECTIONS:
        SECTIONS[name](options.size)
    return 0
